"""What the consoles of Windows do with what is written into a pipe, and how they say that nobody reads on."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from typing import Any

from mgi_cli.reading import systems

_PIPE = 3  # of GetFileType
_UTF_8 = 65001
_SEQUENCES = 0x0001 | 0x0004  # of SetConsoleMode: processed output, and virtual terminal processing


def settle() -> None:
    """Write into a pipe in the code page of the console, by which ``more``, ``findstr`` and PowerShell read it.

    Python takes that of Windows, another one, and every accent is garbled. Files, terminals and whoever has set
    ``PYTHONIOENCODING`` or ``PYTHONUTF8`` are left alone, and so is every other system.
    """
    if not systems.is_windows() or os.environ.get("PYTHONIOENCODING") or os.environ.get("PYTHONUTF8"):
        return
    page = _code_page()
    streams: tuple[Any, ...] = (sys.stdout, sys.stderr)
    for stream in streams:
        if page and stream is not None and _is_pipe(stream):
            with suppress(LookupError):  # one that Python does not know
                stream.reconfigure(encoding="utf-8" if page == _UTF_8 else f"cp{page}", errors=stream.errors)


def _code_page() -> int:
    """Return the code page of the console, 0 where there is none."""
    page: int = 0
    if sys.platform == "win32":
        import ctypes

        page = ctypes.windll.kernel32.GetConsoleOutputCP()
    return page


def _is_pipe(stream: Any) -> bool:
    kind: int = 0
    if sys.platform == "win32":
        import ctypes
        import msvcrt

        kind = ctypes.windll.kernel32.GetFileType(ctypes.c_void_p(msvcrt.get_osfhandle(stream.fileno())))
    return kind == _PIPE


def takes_colour(stream: Any) -> bool:
    """Return whether a terminal takes the sequences that stand for colour; a console of Windows must be asked to.

    One before Windows 10 cannot, and would print them.
    """
    return not systems.is_windows() or _obeys(stream)


def _obeys(stream: Any) -> bool:
    """Return whether a console of Windows obeys sequences from now on."""
    obeys = False
    if sys.platform == "win32":
        import ctypes
        import msvcrt

        mode = ctypes.c_ulong(0)
        handle = ctypes.c_void_p(msvcrt.get_osfhandle(stream.fileno()))
        kernel = ctypes.windll.kernel32
        obeys = bool(
            kernel.GetConsoleMode(handle, ctypes.byref(mode)) and kernel.SetConsoleMode(handle, mode.value | _SEQUENCES)
        )
    return obeys


def is_gone(error: OSError) -> bool:
    """Return whether an error says that whoever read our output has gone; Windows may call that an invalid argument."""
    return isinstance(error, BrokenPipeError) or (systems.is_windows() and error.errno == errno.EINVAL)
