"""A line on standard error that tells how far a long command is; only on a terminal, and gone when it ends."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_PAUSE = 0.1  # seconds between two looks of it
_WIDTH = 78


class Progress:
    """How far a command is among ``total`` things; ``say(done, total)`` makes the sentence."""

    def __init__(self, total: int, say: Callable[[int, int], str]) -> None:
        """Show nothing yet; a command that is done at once never shows it."""
        self._total = total
        self._say = say
        self._done = 0
        self._next = time.monotonic() + _PAUSE
        self._shown = False
        stream = sys.stderr
        self._on = stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"

    def step(self) -> None:
        """Count one more thing as done."""
        self._done += 1
        now = time.monotonic()
        if self._on and now >= self._next:
            self._next = now + _PAUSE
            self._shown = True
            encoding = sys.stderr.encoding or "ascii"
            line = self._say(self._done, self._total)[:_WIDTH]
            sys.stderr.write("\r" + line.encode(encoding, "replace").decode(encoding).ljust(_WIDTH))
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line off the screen, so that something can be printed in its place."""
        if self._shown:
            sys.stderr.write("\r" + " " * _WIDTH + "\r")
            sys.stderr.flush()
            self._shown = False
