"""Running the tool at screens of every kind: encodings, widths, terminals and pipes; and what is read on them."""

from __future__ import annotations

import contextlib
import io
import os
import re
import select
import sys
from typing import TYPE_CHECKING, NamedTuple
from unittest.mock import patch

from examples import TODAY
from mgi_cli.cli.app import main
from mgi_cli.text import fitted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


LOOK = re.compile(r"\x1b\[[0-9;]*m")
"""What gives a stretch of text its colour."""


class Stream(io.TextIOWrapper):
    """A stream of an encoding that keeps what is written to it; strict, as those of Python are."""

    buffer: io.BytesIO

    def __init__(self, encoding: str, *, terminal: bool = False) -> None:
        super().__init__(io.BytesIO(), encoding=encoding, errors="strict", newline="\n")
        self._terminal = terminal

    def isatty(self) -> bool:
        """Return whether it is said to be a terminal."""
        return self._terminal

    def text(self) -> str:
        """Return what was written, read in the encoding of the stream."""
        self.flush()
        return self.buffer.getvalue().decode(self.encoding)


class Seen(NamedTuple):
    """What a command printed and returned."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """All lines, standard output first."""
        return [*self.out.splitlines(), *self.err.splitlines()]


def run(
    arguments: Sequence[str],
    *,
    encoding: str = "utf-8",
    width: int = 200,
    terminal: bool = False,
    **environment: str,
) -> Seen:
    """Run the tool on ``TODAY`` at a screen, with nothing to read from."""
    out, err = Stream(encoding, terminal=terminal), Stream(encoding, terminal=terminal)
    with contextlib.ExitStack() as stack:
        stack.enter_context(patch.dict(os.environ, {"COLUMNS": str(width), **environment}))
        stack.enter_context(patch("mgi_cli.library.this_day", lambda: TODAY))
        stack.enter_context(patch("sys.stdin", io.StringIO()))
        stack.enter_context(contextlib.redirect_stdout(out))
        stack.enter_context(contextlib.redirect_stderr(err))
        code = main(list(arguments))
        return Seen(code, out.text(), err.text())


class Terminal:
    """The tool in a process of its own, at a terminal of Unix on which one can type."""

    def __init__(self, *arguments: str, **environment: str) -> None:
        import pty

        self.seen = ""
        self.pid, self._end = pty.fork()
        if self.pid == 0:
            os.environ.update({"COLUMNS": "80", "LINES": "24", "TERM": "xterm", **environment})
            os.execv(sys.executable, [sys.executable, "-m", "mgi_cli", *arguments])  # noqa: S606 - as a person does

    def read(self, until: str) -> str:
        """Read on until the new text matches a pattern and return it; fails after 20 seconds."""
        before = len(self.seen)
        while not re.search(until, self.seen[before:]):
            ready = select.select([self._end], [], [], 20)[0]
            assert ready, f"{until!r} did not come; seen: {self.seen[before:]}"
            self.seen += os.read(self._end, 65536).decode("utf-8", "backslashreplace")
        return self.seen[before:]

    def type(self, keys: str) -> None:
        """Type keys."""
        os.write(self._end, keys.encode())

    def left(self) -> int:
        """Return the exit code once the process has ended; what it still said is read."""
        with contextlib.suppress(OSError):
            while more := os.read(self._end, 65536):
                self.seen += more.decode("utf-8", "backslashreplace")
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def stands(phrase: str, lines: Sequence[str]) -> bool:
    """Return whether a phrase stands on lines whole, also where it goes on below, in its column or set in.

    Blanks count for nothing, because a line may end at any of them.
    """
    bare = "".join(phrase.split())
    return any(
        _goes_on(bare, lines, number, start) for number, line in enumerate(lines) for start in _starts(bare, line)
    )


def _starts(bare: str, line: str) -> Iterable[int]:
    return (found.start() for found in re.finditer(re.escape(bare[0]), line))


def _goes_on(bare: str, lines: Sequence[str], number: int, start: int) -> bool:
    """Return whether text stands at a place, and what is left of it on the line below, at the begin of its column."""
    line, at, done = lines[number], start, 0
    while at < len(line) and done < len(bare):
        if line[at] == bare[done]:
            done += 1
        elif line[at] != " ":
            break
        at += 1
        if done == len(bare):
            return True
        ended = not line[at:].strip() or line[at:].startswith("  ")
        if ended and done:
            below = _next(lines, number)
            if below > number and any(
                _goes_on(bare[done:], lines, below, begin) for begin in _begins(lines[below], start)
            ):
                return True
    return False


def _next(lines: Sequence[str], number: int) -> int:
    """Return the line below, or below an address that has a line of its own; the last goes on at no place."""
    below = number + 1
    if below < len(lines) and re.match(r"\s*https?://\S+$", lines[below]):
        below += 1
    return below if below < len(lines) else number


def _begins(line: str, most: int) -> Iterable[int]:
    """Return where a column may begin on a line, not right of a place: after its start or after two blanks."""
    return (found.start() for found in re.finditer(r"(?<!\S)(?<! )\S|(?<=  )\S|^\S", line) if found.start() <= most)


def alike(phrase: str, encoding: str) -> str:
    """Return a phrase as a screen of that encoding shows it."""
    return fitted(phrase, encoding)
