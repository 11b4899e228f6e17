"""Unpacks the single file: whole or not at all, also where two start at once, and only for a Python that it fits."""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any, NoReturn

_UNUSED = 30 * 24 * 3600  # seconds
_UNFINISHED = 24 * 3600
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)  # seconds; a virus scanner looks at new files


def made(archive: Path, about: dict[str, Any], folder: Path, python: str, machine: str) -> Path:
    """Return the folder in which the program is unpacked now; ends the process, with a sentence, where it cannot be."""
    version = ".".join(map(str, sys.version_info[:2]))
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever has an older one shall be told
        stop(about, "too_old", python=version)
    if python not in about["pythons"] or about["machine"] != machine:
        stop(about, "other_system", here=f"Python {version}, {machine}", made="; ".join(about["made_for"]))
    try:
        make(archive, folder)
    except OSError:
        return for_this_run(archive, about)
    return folder


def make(archive: Path, folder: Path) -> None:
    """Unpack to a new folder, and give it its name at the end; whoever came first has made the same.

    Raises ``OSError`` where that cannot be done.
    """
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".", dir=folder.parent))
    try:
        unpack(archive, work)
        take_place(work, folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    sweep(folder.parent)


def unpack(archive: Path, folder: Path) -> None:
    """Unpack all packages."""
    with zipfile.ZipFile(archive) as outer, outer.open("packages.zip") as packed, zipfile.ZipFile(packed) as inner:
        inner.extractall(folder)


def take_place(work: Path, folder: Path) -> None:
    """Give a folder its name, unless another process has made it meanwhile; raises ``OSError``."""
    for pause in (*_PAUSES, None):
        try:
            work.rename(folder)
        except OSError:
            if folder.is_dir():
                return
            if pause is None:
                raise
            time.sleep(pause)
        else:
            return


def sweep(base: Path) -> None:
    """Remove versions that nobody has started for a month, and what was left unfinished."""
    for item in base.iterdir():
        most = _UNFINISHED if item.name.startswith(".") else _UNUSED
        if item.is_dir() and time.time() - item.stat().st_mtime > most:
            shutil.rmtree(item, ignore_errors=True)


def for_this_run(archive: Path, about: dict[str, Any]) -> Path:
    """Unpack to a folder that is gone when the process ends, where there is none to keep it in."""
    try:
        folder = Path(tempfile.mkdtemp(prefix="mgi-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        unpack(archive, folder)
    except OSError as error:
        stop(about, "cannot_unpack", why=error.strerror or error)
    return folder


def stop(about: dict[str, Any], sentence: str, **facts: object) -> NoReturn:
    """End the process with a sentence in the language asked for."""
    names = [os.environ.get(name) for name in ("MGI_LANG", "LC_ALL", "LC_MESSAGES", "LANG")]
    lang = next((name[:2].lower() for name in names if name), "en")
    said = about["says"].get(lang, about["says"]["en"])
    sys.stderr.write(f"{said['error']}: {said[sentence].format(**facts)}\n")
    sys.exit(2)
