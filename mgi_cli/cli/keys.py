"""Single keys from the keyboard, without Enter; and whole lines in between."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

INTERRUPT = "\x03"
END = "\x04"
WINDOWS_END = "\x1a"  # Ctrl-Z
ESCAPE = "\x1b"
_LENGTHS = {0xC: 1, 0xD: 1, 0xE: 2, 0xF: 3}
"""How many bytes follow the first one of a character in UTF-8, by its upper half."""


class Keyboard:
    """The keyboard of a terminal while keys are read one by one; what is typed ahead is not lost."""

    def __init__(self) -> None:
        """Leave the terminal as it is."""
        self._before: Any = None

    def __enter__(self) -> Self:
        """Let keys come one by one, without an echo."""
        self._singly()
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the terminal as it was."""
        self._restore()

    @contextmanager
    def lines(self) -> Iterator[None]:
        """Let whole lines be typed for a while."""
        self._restore()
        try:
            yield
        finally:
            self._singly()

    def read(self) -> str:
        """Return the key that is pressed next: a character, or ``""`` for one that has none, such as an arrow.

        Raises ``KeyboardInterrupt`` for Ctrl-C and ``EOFError`` where the input ends.
        """
        key = _windows_key() if sys.platform == "win32" else _unix_key()
        if key == INTERRUPT:
            raise KeyboardInterrupt
        if key == END:
            raise EOFError
        return key

    def ahead(self) -> int:
        """Return how many characters are waiting: many at once come from a paste, not from fingers."""
        return _windows_ahead() if sys.platform == "win32" else _unix_ahead()

    def pending(self, seconds: float = 0) -> str:
        """Return all that is waiting or comes within that time; nothing of it is read as a key."""
        return (_windows_pending if sys.platform == "win32" else _unix_pending)(seconds)

    def _singly(self) -> None:
        if sys.platform != "win32":
            import termios
            import tty

            self._before = termios.tcgetattr(sys.stdin.fileno())
            tty.setcbreak(sys.stdin.fileno(), termios.TCSADRAIN)

    def _restore(self) -> None:
        if sys.platform != "win32" and self._before is not None:
            import termios

            termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, self._before)


def _windows_key() -> str:
    import msvcrt

    module: Any = msvcrt
    key: str = module.getwch()
    if key == "\0" or (key == "\xe0" and module.kbhit()):  # the first half of a key without a character; alone an à
        module.getwch()
        return ""
    return END if key == WINDOWS_END else key


def _unix_key() -> str:
    import os
    import select

    number = sys.stdin.fileno()
    first = os.read(number, 1)
    if not first:
        raise EOFError
    more = _LENGTHS.get(first[0] >> 4, 0)
    key = (first + (os.read(number, more) if more else b"")).decode("utf-8", "replace")
    if key == ESCAPE and select.select([number], [], [], 0.02)[0]:
        os.read(number, 16)  # the rest of an arrow or a function key
        return ""
    return key


def _unix_ahead() -> int:
    import array

    count = array.array("i", [0])
    if sys.platform != "win32":
        import fcntl
        import termios

        fcntl.ioctl(sys.stdin.fileno(), termios.FIONREAD, count)
    return count[0]


def _unix_pending(seconds: float) -> str:
    import os
    import select

    number, read = sys.stdin.fileno(), b""
    while select.select([number], [], [], seconds)[0]:
        more = os.read(number, 4096)
        if not more:
            break
        read += more
    return read.decode("utf-8", "replace")


def _windows_ahead() -> int:
    """Return the number of keys whose events wait; each has one for going down and one for coming up."""
    import ctypes
    import msvcrt

    number = ctypes.c_ulong(0)
    library, module = ctypes.__dict__["windll"], msvcrt.__dict__
    handle = ctypes.c_void_p(module["get_osfhandle"](sys.stdin.fileno()))
    library.kernel32.GetNumberOfConsoleInputEvents(handle, ctypes.byref(number))
    return number.value // 2


def _windows_pending(seconds: float) -> str:
    import msvcrt
    import time

    module: Any = msvcrt
    read, until = "", time.monotonic() + seconds
    while module.kbhit() or time.monotonic() < until:
        if module.kbhit():
            read += module.getwch()
            until = time.monotonic() + seconds
    return read
