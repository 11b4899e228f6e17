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


def is_gone(error: OSError) -> bool:
    """Return whether an error says that whoever read our output has gone; Windows may call that an invalid argument."""
    return isinstance(error, BrokenPipeError) or (systems.is_windows() and error.errno == errno.EINVAL)
