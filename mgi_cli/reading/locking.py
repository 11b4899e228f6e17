"""A lock that processes share: the system holds it, and lets it go when its process ends, however that ends."""

from __future__ import annotations

import errno
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path
    from typing import IO

PATIENCE = 10.0
"""For how many seconds to wait; a lock is held for as long as it takes to write one file."""

_PAUSE = 0.01  # seconds
_NO_LOCKS = frozenset((errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP))
_held: set[Path] = set()


def opened(path: Path) -> AbstractContextManager[None] | None:
    """Return the lock that a file stands for, held until it is left; ``None`` where another process does not let it go.

    A process that holds it may take it again. Where the system has no locks, nothing is held. Raises ``OSError``.
    """
    if path in _held:
        return _nothing()
    file = path.open("ab")
    deadline = time.monotonic() + PATIENCE
    try:
        while not _take(file):
            if time.monotonic() > deadline:
                file.close()
                return None
            time.sleep(_PAUSE)
    except OSError:
        file.close()
        raise
    return _holding(path, file)


@contextmanager
def _nothing() -> Iterator[None]:
    yield


@contextmanager
def _holding(path: Path, file: IO[bytes]) -> Iterator[None]:
    _held.add(path)
    try:
        yield
    finally:
        _held.discard(path)
        _let_go(file)
        file.close()


def _take(file: IO[bytes]) -> bool:
    """Return whether the lock is ours now."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - only there

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - only there

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
    return True


def _let_go(file: IO[bytes]) -> None:
    """Let a lock go before its file is closed: Windows does that by itself too, but only when it comes to it."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - as above

        with suppress(OSError):
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
