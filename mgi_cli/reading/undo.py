"""One step back: what a file held before mgi rewrote it, kept outside the user's folders."""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from mgi_cli.errors import MgiError
from mgi_cli.reading import files, locking

if TYPE_CHECKING:
    from collections.abc import Iterator


def folder() -> Path:
    """Return where earlier texts are kept: ``MGI_STATE``, or the folder for such things of this system's user."""
    if chosen := os.environ.get("MGI_STATE"):
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "mgi" / "undo"
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "mgi" / "undo"


def rewrite(path: Path, data: bytes, *, read_before: bytes, earlier: bytes | None = None) -> None:
    """Write a file whole or not at all, only if it still holds what was ``read_before``, and keep what it held.

    ``earlier`` is what ``restore`` shall give back, by default ``read_before``. What was kept until now stays kept
    where this fails.
    Raises ``MgiError`` where the file has changed meanwhile, or one of the two cannot be written.
    """
    with alone(path):
        pending = _pending(path, read_before if earlier is None else earlier, data)
        try:
            files.replace(path, data, read_before=read_before)
            pending.replace(_kept(path))
        finally:
            pending.unlink(missing_ok=True)


def _pending(path: Path, before: bytes, after: bytes) -> Path:
    """Write what shall be kept of a file beside its place, and return where."""
    with _keeping(path):
        return files.write_beside(_kept(path), _digest(after).encode() + b"\n" + before)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Let no other mgi of this user write a profile until what stands inside is done; it may stand inside itself.

    Raises ``MgiError`` where another one does not come to its end, or the folder cannot be used.
    """
    with _keeping(path):
        folder().mkdir(parents=True, exist_ok=True)
        lock = locking.opened(folder() / "lock")
    if lock is None:
        raise MgiError("in_use", path=files.shown(path))
    with lock:
        yield


@contextmanager
def _keeping(path: Path) -> Iterator[None]:
    """Raise ``MgiError`` where the system does not let us keep something of a file."""
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error)
        raise MgiError("cannot_keep", path=files.shown(path), folder=str(folder()), why=why) from error


def restore(path: Path) -> None:
    """Give a file back what it held before mgi rewrote it last.

    Raises ``MgiError`` where nothing is kept for it, or where it has changed since.
    """
    with alone(path):
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
