"""How far a long command is, on standard error: a line on a terminal that is gone when it ends.

For a screen reader, which would read each change of such a line, it is a line of its own from time to time.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from typing import TYPE_CHECKING

from mgi_cli.cli import screen
from mgi_cli.text import fitted

if TYPE_CHECKING:
    from collections.abc import Callable

_PAUSE = 0.1  # seconds between two looks of it
_LONG_PAUSE = 10.0  # seconds between two lines that are read aloud
_MOST = 78  # columns


class Progress:
    """How far a command is among ``total`` things; ``say(done, total)`` makes the sentence."""

    def __init__(self, total: int, say: Callable[[int, int], str]) -> None:
        """Show nothing yet; a command that is done at once never shows it."""
        self._total = total
        self._say = say
        self._done = 0
        self._pause = _LONG_PAUSE if screen.asked.plain else _PAUSE
        self._next = time.monotonic() + self._pause
        self._shown = False
        columns = shutil.get_terminal_size((80, 24)).columns
        self._width = min(_MOST, columns - 1)  # what wraps cannot be taken off the screen
        stream = sys.stderr
        self._on = stream is not None and stream.isatty() and (screen.asked.plain or os.environ.get("TERM") != "dumb")

    def step(self) -> None:
        """Count one more thing as done."""
        self._done += 1
        now = time.monotonic()
        if self._on and now >= self._next:
            self._next = now + self._pause
            line = fitted(self._say(self._done, self._total), sys.stderr.encoding or "ascii")
            if screen.asked.plain:
                sys.stderr.write(line + "\n")
            else:
                self._shown = True
                sys.stderr.write("\r" + line[: self._width].ljust(self._width))
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line off the screen, so that something can be printed in its place."""
        if self._shown:
            sys.stderr.write("\r" + " " * self._width + "\r")
            sys.stderr.flush()
            self._shown = False
