"""Edits of a file's text that leave every other character where it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_cli.location import Mark


_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


class Edit(Value):
    """A stretch of a text, from one offset to another (end exclusive, in characters), and what takes its place."""

    start: int
    end: int
    text: str


class Offsets:
    """The offsets of lines and columns in a text, for turning marks into stretches of it."""

    def __init__(self, source: str) -> None:
        """Measure the lines of ``source``; lines end as YAML 1.1 ends them."""
        self._starts = [0, *(found.end() for found in _LINE_END.finditer(source)), len(source)]

    def of(self, mark: Mark) -> tuple[int, int]:
        """Return the offsets between which ``mark`` lies."""
        return self._starts[mark.line] + mark.column, self._starts[mark.end_line] + mark.end_column

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and column, counted from 0, of an offset."""
        line = bisect_right(self._starts, offset, hi=len(self._starts) - 1) - 1
        return line, offset - self._starts[line]

    def line(self, number: int) -> int:
        """Return the offset at which a line begins, counted from 0."""
        return self._starts[number]


def apply(source: str, edits: Iterable[Edit]) -> str:
    """Return ``source`` with every edit made; of two that overlap, the one that begins first is made."""
    parts, done = [], 0
    for edit in sorted(edits, key=lambda item: (item.start, item.end)):
        if edit.start >= done:
            parts += [source[done : edit.start], edit.text]
            done = edit.end
    return "".join([*parts, source[done:]])


def quoted(text: str) -> str:
    """Return a text of one line in double quotes, as YAML reads it back."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return f'"{escaped}"'
