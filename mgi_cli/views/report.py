"""The neutral report that every format is made from.

A report says its content in three forms, each made only when a format asks for it: blocks for people to read, one flat
table for spreadsheets, one document for programs.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mgi_cli.model import Status


class Tone(StrEnum):
    """What a piece of text means to the reader; a renderer gives it a look. The six statuses are tones too."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    COMMAND = "command"
    NOTICE = "notice"
    PRESENT = "present"
    PARTIAL = "partial"
    ABSENT = "absent"
    NO_EVIDENCE = "no_evidence"
    NOT_APPLICABLE = "not_applicable"
    NOT_ASSESSED = "not_assessed"
    PROGRESS = "progress"
    REGRESSION = "regression"
    CHANGE = "change"


class Span(NamedTuple):
    """A stretch of text in one tone; one that is ``whole`` is not broken between its words, nor at its beginning.

    ``said`` is what is read aloud instead, where the text is made for the eye, such as ``town.yaml:12:5``.
    """

    text: str
    tone: Tone = Tone.PLAIN
    whole: bool = False
    said: str = ""


class Mark(NamedTuple):
    """A symbol by name (a status or a kind of change); the renderer knows one that the terminal can show."""

    name: str
    tone: Tone = Tone.PLAIN


class Bar(NamedTuple):
    """A row of symbols, one for each indicator, told by how many there are of each status."""

    counts: tuple[tuple[Status, int], ...]


Piece = Span | Mark | Bar
Cell = tuple[Piece, ...]
EMPTY: Cell = ()


class Role(StrEnum):
    """What a column is for, so that a narrow terminal can lay it out as a card.

    A key names the row, a body is a text of its own, a fact is one short value among others.
    """

    KEY = "key"
    BODY = "body"
    FACT = "fact"


class Column(Value):
    """A column: its head, the word for it where there is no room for a head, and how it may be laid out.

    ``least`` is the width below which a text that wraps is no longer readable; ``None`` for what must not wrap.
    On a card, a numeric value is a count (``4 present``) unless ``word_first`` (``round 1``).
    With ``once``, a value equal to that of the row above need not be repeated.
    """

    head: Cell
    word: str = ""
    role: Role = Role.KEY
    least: int | None = None
    numeric: bool = False
    once: bool = False
    word_first: bool = False


class Group(Value):
    """Rows under one title; ``level`` 1 for the outer title, 2 for one within it."""

    rows: tuple[tuple[Cell, ...], ...] = ()
    title: Cell = EMPTY
    level: int = 2


class Table(Value):
    """Columns, and rows in groups that share the widths. The last group's row is a total where ``total``."""

    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    total: bool = False


class Matrix(Value):
    """A table whose last columns are ``many`` of one kind, such as places, each with a symbol and a word in every row.

    A group of level 1 begins a part of its own. Where there is no room for the words, ``narrow`` says the same by the
    symbols, under the numbers of these columns; a renderer shows as many of them at a time as fit.
    """

    table: Table
    many: int

    @property
    def keys(self) -> int:
        """How many columns stand before those of one kind."""
        return len(self.table.columns) - self.many

    def narrow(self) -> Table:
        """Return the table with the first piece alone of each of the many cells, and their numbers from 1 as heads."""
        heads = (text(str(number)) for number in range(1, self.many + 1))
        columns = self.table.columns
        numbered = (column.but(head=head) for column, head in zip(columns[self.keys :], heads, strict=True))
        groups = (
            group.but(rows=tuple((*row[: self.keys], *(cell[:1] for cell in row[self.keys :])) for row in group.rows))
            for group in self.table.groups
        )
        return self.table.but(columns=(*columns[: self.keys], *numbered), groups=tuple(groups))


def parts(table: Table) -> tuple[tuple[Cell, Table], ...]:
    """Return a table part by part: the title of each group of level 1, and a table of what stands under it."""
    made: list[tuple[Cell, list[Group]]] = []
    for group in table.groups:
        if group.level == 1 or not made:
            made.append((group.title if group.level == 1 else EMPTY, []))
        if group.level != 1:
            made[-1][1].append(group)
        elif group.rows:
            made[-1][1].append(group.but(title=EMPTY))
    return tuple((title, table.but(groups=tuple(groups))) for title, groups in made)


class Title(NamedTuple):
    """The first line: what this is about, and what it is."""

    name: str
    about: str = ""


class Heading(NamedTuple):
    """The title of a part, with a quiet remark."""

    name: Cell
    about: str = ""


class Paragraph(NamedTuple):
    """A text of its own."""

    pieces: Cell


class Lines(NamedTuple):
    """Short lines that belong together; with ``flow``, such as a legend, on as few lines as they need.

    They follow the block before without a blank line, unless ``apart``.
    """

    items: tuple[Cell, ...]
    flow: bool = False
    apart: bool = False


class Steps(NamedTuple):
    """What the reader may want to do next: commands, and what each does."""

    word: str
    commands: tuple[tuple[str, str], ...]


class Source(Value):
    """A line of a file with a stretch pointed at: columns ``start`` to ``end``, counted from 0, end exclusive.

    Without a ``number`` it is the line as it should be, changed at ``start``, with nothing to point at.
    """

    line: str
    tone: Tone
    number: int | None = None
    start: int = 0
    end: int = 0


class Verbatim(Value):
    """Lines that stand as they are, however long."""

    lines: tuple[Cell, ...]


Block = Title | Heading | Paragraph | Lines | Table | Matrix | Source | Verbatim | Steps


def belongs(block: Block, before: Block) -> bool:
    """Return whether a block follows the one before without a blank line, on a screen and read aloud."""
    if getattr(block, "apart", False):
        return False
    return isinstance(before, Heading) or isinstance(block, Lines | Source)


class Flat(Value):
    """One table of plain values: heads, and rows of the same length."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str | int | None, ...], ...]


class Report(Value):
    """What a command has to say, in three forms that are made when asked for.

    ``document`` holds the keys of design §6 without the envelope, which every command shares.
    """

    command: str
    lang: str
    blocks: Callable[[], Iterable[Block]]
    flat: Callable[[], Flat]
    document: Callable[[], Mapping[str, Any]]


def text(value: str, tone: Tone = Tone.PLAIN) -> Cell:
    """Return a cell of one text."""
    return (Span(value, tone),)
