"""Where systems differ about files: who holds one open, which names there are, and where a user's things are kept."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
import time
import unicodedata
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
"""For how many seconds to wait before trying once more; a virus scanner looks at a new file for less than that."""

_DEVICES = r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])"
NOT_IN_NAMES = '<>:"/\\|?*'
"""The signs that no name on Windows has; control characters neither."""

_LONGEST_PATH = 259
"""How many characters a path of Windows has at most, unless the computer was set up for longer ones."""

_F_GETPATH = 50  # of macOS; the path under which the system itself knows an open file


def is_windows() -> bool:
    """Return whether this is Windows; asked each time, so that a test can say so."""
    return _system() == "win32"


def _system() -> str:
    return sys.platform


def patiently(move: Callable[[], object]) -> None:
    """Put a file or a folder in its place; on Windows, wait a little while somebody has it open.

    Raises ``PermissionError`` where it stays open, or where it may not be written, and ``OSError``.
    """
    for pause in _PAUSES if is_windows() else ():
        try:
            move()
        except PermissionError:
            time.sleep(pause)
        else:
            return
    move()


def keep_entry(folder: Path) -> None:
    """Have a folder written to the disk, so that a file that was moved in it is there after a power cut.

    Windows and some file systems know no such thing; there nothing is done.
    """
    if is_windows():
        return
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def keep_owner(path: Path, there: os.stat_result) -> None:
    """Give a new file the owner and the group of the one that it replaces, as far as this user may."""
    mine = path.stat()
    if not hasattr(os, "chown") or (mine.st_uid, mine.st_gid) == (there.st_uid, there.st_gid):
        return
    try:
        os.chown(path, there.st_uid, there.st_gid)
    except OSError:
        with suppress(OSError):
            os.chown(path, -1, there.st_gid)
    path.chmod(there.st_mode)  # some permissions go with the old owner


def is_name(name: str) -> bool:
    """Return whether a file may be called so on this system; Windows takes some names for devices, and cuts others."""
    if not is_windows():
        return True
    is_device = re.fullmatch(_DEVICES, name.partition(".")[0].rstrip(" "), re.IGNORECASE)
    has_sign = set(name) & set(NOT_IN_NAMES) or min(name, default=" ") < " "
    return not (is_device or has_sign or name.endswith((".", " ")))


def is_too_long(path: Path) -> bool:
    """Return whether that may be why Windows finds no such path: it has more characters than a program may use.

    A file is written beside its place first, under a name of its own.
    """
    return is_windows() and len(os.path.abspath(path.parent)) + len(".0123456789abcdef.tmp") + 50 > _LONGEST_PATH  # noqa: PTH100 - resolving needs the file


_NO_SUCH = frozenset((errno.ENOENT, errno.ENOTDIR, errno.EBADF, errno.ELOOP))
_NO_SUCH_ON_WINDOWS = frozenset((21, 123, 1921))  # a drive that is not ready, no name of a file, a link in a circle


def _mode(path: Path) -> int:
    """Return what a path leads to, 0 for nothing; raises ``OSError`` where the system does not let us look.

    The methods of ``Path`` raise it too, but from Python 3.14 on they say that there is nothing. What no path can hold,
    such as a zero byte, leads to nothing.
    """
    try:
        return path.stat().st_mode
    except ValueError:
        return 0
    except OSError as error:
        if error.errno in _NO_SUCH or getattr(error, "winerror", None) in _NO_SUCH_ON_WINDOWS:
            return 0
        raise


def is_file(path: Path) -> bool:
    """Return whether there is such a file; raises ``OSError`` where the system does not let us look."""
    return stat.S_ISREG(_mode(path))


def is_folder(path: Path) -> bool:
    """Return whether there is such a folder; raises as ``is_file``."""
    return stat.S_ISDIR(_mode(path))


def is_there(path: Path) -> bool:
    """Return whether a path leads to anything; raises as ``is_file``."""
    return _mode(path) != 0


def as_stored(path: Path) -> Path:
    """Return a path as the folder has it, where only letters with accents are written in the other of two ways.

    macOS may give a name with ``e`` and its accent apart, and everybody types them as one; a folder that went from one
    system to another keeps what it had.
    """
    if str(path).isascii() or path.parent == path:
        return path
    with suppress(OSError):  # who asks for the file is told what the system says
        if path.exists():
            return path
        inside = as_stored(path.parent)
        name = composed(path.name)
        return next((item for item in inside.iterdir() if composed(item.name) == name), inside / path.name)
    return path


def composed(name: str) -> str:
    """Return a name with each letter and its accent as one character."""
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def true_path(path: Path) -> Path:
    """Return the one path of a file, at the end of links, however it was named.

    Windows gives it with the letters that are stored, whether typed as capitals or not; of macOS that must be asked.
    """
    found = path.resolve()
    return _known_path(found) if _system() == "darwin" else found


def _known_path(path: Path) -> Path:
    """Return the path under which macOS knows a file."""
    fcntl: Any = import_module("fcntl")  # not on Windows
    try:
        number = os.open(path, os.O_RDONLY)
        try:
            known: bytes = fcntl.fcntl(number, _F_GETPATH, bytes(1024))
        finally:
            os.close(number)
    except OSError:
        return path
    return Path(os.fsdecode(known.rstrip(b"\0")))


def home() -> Path:
    """Return the user's own folder; raises ``OSError`` where the system tells none."""
    try:
        return Path.home()
    except RuntimeError as error:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), "~") from error


def kept(kind: str) -> Path:
    """Return the folder for what a program keeps of one user, ``state`` or ``cache``, as the system has it.

    Raises ``OSError`` where it has none.
    """
    if is_windows():
        return Path(os.environ.get("LOCALAPPDATA") or home() / "AppData" / "Local")
    chosen = os.environ.get(f"XDG_{kind.upper()}_HOME", "")
    if os.path.isabs(chosen):  # noqa: PTH117 - any other is not to be used, says the standard of these variables
        return Path(chosen)
    if _system() == "darwin":
        return home() / "Library" / ("Caches" if kind == "cache" else "Application Support")
    return home() / (".cache" if kind == "cache" else ".local/state")
