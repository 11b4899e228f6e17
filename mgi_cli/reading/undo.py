"""One step back: what a file held before mgi rewrote it, kept outside the user's folders."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

from mgi_cli.errors import MgiError
from mgi_cli.reading import files


def folder() -> Path:
    """Return where earlier texts are kept: ``MGI_STATE``, or the folder for such things of this system's user."""
    if chosen := os.environ.get("MGI_STATE"):
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "mgi" / "undo"
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "mgi" / "undo"


def keep(path: Path, before: bytes, after: bytes) -> None:
    """Keep what a file holds before it is rewritten; raises ``MgiError`` where that cannot be done."""
    try:
        folder().mkdir(parents=True, exist_ok=True)
        files.write_whole(_kept(path), _digest(after).encode() + b"\n" + before)
    except OSError as error:
        why = error.strerror or str(error)
        raise MgiError("cannot_keep", path=files.shown(path), folder=str(folder()), why=why) from error


def restore(path: Path) -> None:
    """Give a file back what it held before mgi rewrote it last.

    Raises ``MgiError`` where nothing is kept for it, or where it has changed since.
    """
    kept = _kept(path)
    if not kept.is_file():
        raise MgiError("nothing_to_undo", path=files.shown(path))
    digest, _, before = files.read(kept).partition(b"\n")
    now = files.read(path)
    if _digest(now).encode() != digest:
        raise MgiError("changed_since", path=files.shown(path))
    files.replace(path, before, read_before=now)
    kept.unlink()


def is_kept(path: Path) -> bool:
    """Return whether an earlier text of a file is kept."""
    return _kept(path).is_file()


def name_of(path: Path) -> str:
    """Return the name under which something is kept for a file."""
    return _digest(str(path.resolve()).encode("utf-8", "surrogateescape"))


def _kept(path: Path) -> Path:
    return folder() / name_of(path)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
