"""The beginning of the single file: finds what was unpacked, or unpacks it, and runs the program from there.

It is compiled anew on every start, so all that is not needed each time stands in ``unpack.py``. Only what the program
needs too is imported. An older Python must get far enough to be told that it is too old.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

ARCHIVE = Path(__file__).resolve().parent


def machine() -> str:
    """Return the system that compiled packages must be for."""
    name = os.uname().machine if sys.platform != "win32" else os.environ.get("PROCESSOR_ARCHITECTURE", "")
    return f"{sys.platform} {name.lower()}"


def main() -> None:
    """Run the program."""
    loader: Any = globals()["__loader__"]  # what imports from an archive
    about = json.loads(loader.get_data(str(ARCHIVE / "about.json")))
    python = f"cp{sys.version_info.major}{sys.version_info.minor}"
    folder = known_folder(about["name"])
    if python in about["pythons"] and about["machine"] == machine() and folder.is_dir():
        with suppress(OSError):
            os.utime(folder)  # so that it is known to be in use
    else:
        import unpack  # noqa: PLC0415 - only the first time

        folder = unpack.made(ARCHIVE, about, folder, python, machine())
    sys.path[:1] = [str(folder / "common"), str(folder / python)]
    from mgi_cli.__main__ import start  # noqa: PLC0415 - it is there only now

    start()


def known_folder(name: str) -> Path:
    """Return where this very version is unpacked, or would be: where this system keeps what can be made again."""
    if chosen := os.environ.get("MGI_CACHE"):
        return Path(chosen, name)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or os.path.expanduser("~/AppData/Local"), "mgi", "cache", name)  # noqa: PTH111 - raises nothing
    named = os.environ.get("XDG_CACHE_HOME", "")
    here = "~/Library/Caches" if sys.platform == "darwin" else "~/.cache"
    return Path(named if Path(named).is_absolute() else os.path.expanduser(here), "mgi", name)  # noqa: PTH111 - as above


if __name__ == "__main__":
    main()
