"""Long output page by page, through a program that is made for it."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mgi_cli.reading import systems
from mgi_cli.text import fitted

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOOK = re.compile(r"\x1b\[[0-9;]*m")
_SETTINGS = {"LESS": "FRX", "LV": "-c"}
"""How programs behave where nobody has said so: colours shown, and what was read stays on the screen."""

_COLOURED = {"less": ("-R",), "lv": ("-c",)}
"""The programs that show colours, and the option that makes them."""


class _Held:
    """What a command has printed and is kept for the pager; ``None`` where none was asked for."""

    parts: list[str] | None = None


_held = _Held()


def begin(*, asked: bool) -> None:
    """Keep what people read for a pager, if one was asked for and standard output is a terminal."""
    wanted = asked or bool(os.environ.get("MGI_PAGER"))
    _held.parts = [] if wanted and sys.stdout is not None and sys.stdout.isatty() and program() else None


def hold(text: str) -> bool:
    """Keep a text for the pager; return whether there is one."""
    if _held.parts is None:
        return False
    _held.parts.append(text)
    return True


def encoding() -> str | None:
    """Return the encoding that the pager reads, where that is another one than that of standard output.

    Python writes to a console of Windows in Unicode, while a program there reads the code page of that console.
    """
    return _code_page() if _held.parts is not None else None


def _code_page() -> str | None:
    return os.device_encoding(1) if systems.is_windows() else None


def stop() -> str:
    """Keep nothing any more and return what was kept: somebody is going to be asked, and must see it at once."""
    text = "".join(_held.parts or ())
    _held.parts = None
    return text


def show(text: str) -> bool:
    """Show a text through the pager; return whether that was done: one that fits on the screen needs none.

    Whoever leaves the pager before the end has seen enough; a pager that cannot be started is none.
    """
    command = program()
    if not command or _fits(text):
        return False
    name = Path(command[0]).stem.lower()
    told = text if name in _COLOURED or os.environ.get("FORCE_COLOR") else _LOOK.sub("", text)
    try:
        running = subprocess.Popen(  # noqa: S603 - the program that the person names, or less
            [*command, *_COLOURED.get(name, ())], stdin=subprocess.PIPE, env={**_SETTINGS, **os.environ}
        )
    except OSError:
        return False
    target = _code_page() or sys.stdout.encoding
    _feed(running, fitted(told, target).replace("\n", os.linesep).encode(target))
    return True


def _feed(running: subprocess.Popen[bytes], data: bytes) -> None:
    """Give a pager what it shows and wait until it is left; Ctrl-C is its own business."""
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        running.communicate(data)
    while running.poll() is None:
        with contextlib.suppress(KeyboardInterrupt):
            running.wait()


def _fits(text: str) -> bool:
    """Return whether a text fits on the screen, with a line left for the shell."""
    columns, rows = shutil.get_terminal_size((80, 24))
    lines = _LOOK.sub("", text).splitlines()
    return sum(max(1, -(-len(line) // columns)) for line in lines) < rows


def program() -> list[str] | None:
    """Return the program and its options: that of ``MGI_PAGER``, else of ``PAGER``, else one that is there."""
    return next((command for command in _programs() if shutil.which(command[0])), None)


def _programs() -> Iterator[list[str]]:
    for named in (os.environ.get("MGI_PAGER"), os.environ.get("PAGER"), "less", "more"):
        if command := _words(named or ""):
            yield command


def _words(line: str) -> list[str]:
    """Return the words of a command line; on Windows a backslash is part of a path."""
    try:
        words = shlex.split(line, posix=not systems.is_windows())
    except ValueError:  # a quotation mark that is not closed
        return []
    return [word.strip('"') for word in words] if systems.is_windows() else words
