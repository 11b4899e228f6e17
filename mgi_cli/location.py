"""Places in a document: routes, marks, and the one function that turns a route into a line and a column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from mgi_cli.value import NOTHING, Value

if TYPE_CHECKING:
    from collections.abc import Callable

Route = tuple[str | int, ...]
"""The way from the root of a document to a value: ``("answers", "3.4.1", "status")``."""


_BLANK_ENDS = tuple(blank + end for blank in " \t" for end in "\n\r\x85\u2028\u2029")
_PLAIN_BLANK_ENDS = tuple(end for end in _BLANK_ENDS if end.isascii())
_RARE_BREAKS = "\r\x85\u2028\u2029"


class Mark(NamedTuple):
    """A stretch of a file: start and end, lines and columns counted from 0, columns in characters, end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Marks(Mapping[Route, Mark]):
    """Marks by route, each made when it is asked for from what the reader kept of it.

    A valid file has a thousand places and nobody asks for one of them.
    """

    def __init__(self, kept: Mapping[Route, Any], make: Callable[[Any], Mark]) -> None:
        """Keep what a mark is made of, by route, and how."""
        self._kept = kept
        self._make = make

    def __getitem__(self, route: Route) -> Mark:
        return self._make(self._kept[route])

    def __contains__(self, route: object) -> bool:
        return route in self._kept

    def __iter__(self) -> Iterator[Route]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)


class Lost(NamedTuple):
    """A part of a file that could not be read and was set aside so that the rest could be.

    ``inside`` is the route of the section that it lies in, ``key`` its key there, ``None`` where that cannot be told.
    ``line`` and ``end_line`` count from 0, the end exclusive.
    """

    inside: Route
    key: str | None
    line: int
    end_line: int

    @property
    def route(self) -> Route:
        """The route of the part, or of the section that it lies in."""
        return self.inside if self.key is None else (*self.inside, self.key)


class Location(Value):
    """Where a reader finds something: lines and columns counted from 1, in characters, the end exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def mark(self) -> Mark:
        """The same stretch, counted from 0."""
        return Mark(self.line - 1, self.column - 1, self.end_line - 1, self.end_column - 1)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Document(Value):
    """A file as it was read: a plain tree of dicts, lists and scalars, and the place of everything in it.

    ``values`` and ``keys`` hold the mark of each value and of each mapping key by route. ``cut`` holds, for each
    unquoted text that a `` #`` ended, the comment that YAML took off. ``lost`` is what could not be read. ``source`` is
    the text of the file.
    """

    path: str
    source: str
    tree: Any
    values: Mapping[Route, Mark] = NOTHING
    keys: Mapping[Route, Mark] = NOTHING
    cut: Mapping[Route, str] = NOTHING
    lost: tuple[Lost, ...] = ()

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the file without their ends."""
        return split_lines(self.source)

    def locate(self, route: Route, *, at_key: bool = False) -> Location:
        """Return the place of the value at ``route`` (of its key, if asked), or of its nearest ancestor."""
        first = (self.keys, self.values) if at_key else (self.values, self.keys)
        while True:
            for marks in first:
                if mark := marks.get(route):
                    return self.location(mark)
            if not route:
                return self.location(Mark(line=0, column=0, end_line=0, end_column=0))
            first = (self.values, self.keys) if isinstance(route[-1], int) else (self.keys, self.values)
            route = route[:-1]

    def blank_ends(self) -> list[int]:
        """Return the lines, counted from 0, that end in blanks which mean nothing.

        Within a text on lines of its own (after ``>-`` or ``|``) they may be meant, and of what was lost nobody knows.
        """
        ends = _PLAIN_BLANK_ENDS if self.source.isascii() else _BLANK_ENDS
        if not any(end in self.source for end in ends) and self.source[-1:] not in (" ", "\t"):
            return []
        meant = {number for start, end in self._own_lines() for number in range(start, end)}
        if re.search("\r[ \t]+\n", self.source):  # without its blanks, this line would be one with the line before
            meant |= {number for number, line in enumerate(self.lines) if not line.strip(" \t")}
        lines = enumerate(self.lines)
        return [number for number, line in lines if line[-1:] in (" ", "\t") and number not in meant]

    def _own_lines(self) -> Iterator[tuple[int, int]]:
        for mark in self.values.values():
            if self._line(mark)[mark.column : mark.column + 1] in ("|", ">"):
                yield mark.line + 1, mark.end_line + 1
        for gone in self.lost:
            yield gone.line, gone.end_line

    def location(self, mark: Mark) -> Location:
        """Return ``mark`` as a reader counts: from 1, with the path."""
        line, column = self._within(mark.line, mark.column)
        end_line, end_column = self._within(mark.end_line, mark.end_column)
        return Location(
            path=self.path, line=line + 1, column=column + 1, end_line=end_line + 1, end_column=end_column + 1
        )

    def _line(self, mark: Mark) -> str:
        """Return the line on which a stretch begins; what is left empty at the end of a file may begin after it."""
        return self.lines[mark.line] if mark.line < len(self.lines) else ""

    def _within(self, line: int, column: int) -> tuple[int, int]:
        """Return a place that lies in the file: the parser ends a last line that has no end with one of its own."""
        last = len(self.lines) - 1
        return (line, column) if line <= last else (last, len(self.lines[last]))

    def raw(self, route: Route) -> str:
        """Return the characters of the value at ``route`` exactly as they stand in the file (one line at most)."""
        mark = self.values[route]
        line = self._line(mark)
        return line[mark.column : mark.end_column if mark.end_line == mark.line else None]


def split_lines(source: str) -> list[str]:
    """Return the lines of ``source`` without their ends, broken where YAML 1.1 breaks them, so that marks fit."""
    if any(mark in source for mark in _RARE_BREAKS):
        return re.split("\r\n|[\n\r\x85\u2028\u2029]", source)
    return source.split("\n")


def pointer(route: Route) -> str:
    """Return ``route`` as a JSON Pointer (RFC 6901)."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in route)
