"""One step back: what a file held before mgi rewrote it, kept outside the user's folders."""

from __future__ import annotations

import hashlib
import os
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mgi_cli.errors import MgiError
from mgi_cli.reading import files, locking, systems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def folder() -> Path:
    """Return where earlier texts are kept: ``MGI_STATE``, or the folder for such things of this system's user.

    Raises ``MgiError`` where the system tells none.
    """
    if chosen := os.environ.get("MGI_STATE"):
        return Path(chosen)
    try:
        return systems.kept("state") / "mgi" / "undo"
    except OSError as error:
        raise MgiError("no_state_folder") from error


PRIVATE = 0o600
"""The permissions of what is kept: the user's alone, as the profile itself may be."""


def made_folder() -> Path:
    """Return the folder where things are kept, made where it is missing; raises ``OSError``."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder()


class _Kept(NamedTuple):
    """What is kept of a file: its text before, the digests of the texts after and before, and the run that wrote it."""

    after: str
    before: str
    run: str
    text: bytes


def new_run() -> str:
    """Return a name for one run of a command, which sorts after those of earlier runs."""
    return f"{time.time_ns():020}-{os.getpid()}"


def rewrite(
    path: Path, data: bytes, *, read_before: bytes, earlier: bytes | None = None, run: str | None = None
) -> None:
    """Write a file whole or not at all, only if it still holds what was ``read_before``, and keep what it held.

    ``earlier`` is what ``restore`` shall give back, by default ``read_before``; ``run`` is that of a command which
    rewrites several files. What was kept until now stays kept where this fails.
    Raises ``MgiError`` where the file has changed meanwhile, or one of the two cannot be written.
    """
    with alone(path):
        before = read_before if earlier is None else earlier
        kept = _Kept(after=_digest(data), before=_digest(before), run=run or new_run(), text=before)
        pending = _pending(path, kept)
        try:
            files.replace(path, data, read_before=read_before)
            files.take_place(pending, _kept(path))
        finally:
            pending.unlink(missing_ok=True)


def _pending(path: Path, kept: _Kept) -> Path:
    """Write what shall be kept of a file beside its place, and return where."""
    head = f"{kept.after} {kept.before} {kept.run}\n".encode()
    with _keeping(path):
        return files.write_beside(_kept(path), head + kept.text, mode=PRIVATE)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Let no other mgi of this user write a profile until what stands inside is done; it may stand inside itself.

    Raises ``MgiError`` where another one does not come to its end, or the folder cannot be used.
    """
    with _keeping(path):
        lock = locking.opened(made_folder() / "lock")
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
        raise MgiError("cannot_keep", path=files.shown(path), folder=str(folder()), why=files.why(error)) from error


def restore(path: Path) -> None:
    """Give a file back what it held before mgi rewrote it last.

    Raises ``MgiError`` where nothing is kept for it or that is damaged, or where the file has changed since.
    """
    with alone(path):
        kept = _read(path)
        now = files.read(path, most=-1)
        if _digest(now) != kept.after:
            raise MgiError("changed_since", path=files.shown(path))
        files.replace(path, kept.text, read_before=now)
        _kept(path).unlink()


def of_last_run(paths: Iterable[Path]) -> list[Path]:
    """Return those of some files which the last run that rewrote any of them rewrote; raises ``MgiError``."""
    runs = {path: _read(path).run for path in paths if is_kept(path)}
    return [path for path, run in runs.items() if run == max(runs.values())]


def is_kept(path: Path) -> bool:
    """Return whether an earlier text of a file is kept."""
    return _kept(path).is_file()


def _read(path: Path) -> _Kept:
    """Return what is kept of a file; raises ``MgiError`` where nothing is, or not what was written."""
    if not is_kept(path):
        raise MgiError("nothing_to_undo", path=files.shown(path))
    head, _, text = files.read(_kept(path), most=-1).partition(b"\n")
    parts = head.decode("ascii", "replace").split(" ")
    if len(parts) != 3 or parts[1] != _digest(text):
        raise MgiError("kept_damaged", path=files.shown(path), kept=str(_kept(path)))
    return _Kept(after=parts[0], before=parts[1], run=parts[2], text=text)


def name_of(path: Path) -> str:
    """Return the name under which something is kept for a file."""
    return _digest(str(systems.true_path(path)).encode("utf-8", "surrogateescape"))


def _kept(path: Path) -> Path:
    return folder() / name_of(path)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
