"""What a paper is made of, whatever it is written as: sections, texts, facts, tables, entries of indicators, the wheel.

All words are in it already, in the language of the paper; a renderer (``mgi_cli/render/papers``) only sets them. Texts
of a profile stay in the language they were written in and bear it. Everything here is text: what looks like markup, a
formula or an address in it means nothing, except a ``link``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from mgi_cli.value import NOTHING, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mgi_cli.model import Status


class Run(NamedTuple):
    """A stretch of text.

    ``lang`` is the language that it is in, where that is not the paper's; a renderer marks it for machines and the word
    ``lang_name`` for people. ``link`` is an http(s) address, or ``#`` and the anchor of a part of the same paper.
    A text may have line breaks.
    """

    text: str
    lang: str | None = None
    lang_name: str = ""
    strong: bool = False
    quiet: bool = False
    link: str | None = None


class State(NamedTuple):
    """A status, as its symbol and its word."""

    status: Status
    word: str


Piece = Run | State
Text = tuple[Piece, ...]


class Fact(NamedTuple):
    """A term and what is said of it: one text or several, each a paragraph of its own."""

    term: str
    texts: tuple[Text, ...]


class Facts(Value):
    """Facts, one below the other."""

    facts: tuple[Fact, ...]


class Tone(StrEnum):
    """What a paragraph is to the reader: the text, what introduces it, what must not be overlooked, or a remark."""

    PLAIN = "plain"
    LEAD = "lead"
    NOTICE = "notice"
    QUIET = "quiet"


class Prose(Value):
    """A paragraph."""

    text: Text
    tone: Tone = Tone.PLAIN


class Item(NamedTuple):
    """An item of a list: a text, its anchor where others point at it, and smaller texts that belong to it."""

    text: Text
    anchor: str = ""
    about: tuple[Text, ...] = ()


class Listing(Value):
    """Items of a list."""

    items: tuple[Item, ...]


class Column(NamedTuple):
    """A column of a table: its head, the share of the width that it needs, and whether it holds counts.

    A column with a ``status`` as its head is shown by the symbol where there is little room; ``head`` is its word.
    """

    head: str
    share: int = 1
    numeric: bool = False
    status: Status | None = None


class Grid(Value):
    """A table with one row of heads.

    ``caption`` says what it shows. With ``row_heads`` the first cell of a row is its head. With ``banded``, a row of
    which only the first cell says anything is the head of those below it, up to the next such row. The last row is a
    total with ``total``. With ``wide`` it needs more room than a page is wide upright.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Text, ...], ...]
    row_heads: bool = False
    banded: bool = False
    total: bool = False
    wide: bool = False


def is_band(row: tuple[Text, ...], grid: Grid) -> bool:
    """Return whether a row of a table is the head of those below it."""
    return grid.banded and bool(row and row[0]) and not any(row[1:])


def bands(grid: Grid) -> tuple[tuple[Text, tuple[tuple[Text, ...], ...]], ...]:
    """Return the rows of a table by the heads that stand above them; the first head is empty where none does."""
    made: list[tuple[Text, list[tuple[Text, ...]]]] = []
    for row in grid.rows:
        if is_band(row, grid):
            made.append((row[0], []))
        else:
            made = made or [((), [])]
            made[-1][1].append(row)
    return tuple((head, tuple(rows)) for head, rows in made)


class Entry(Value):
    """An indicator and everything that a profile says of it."""

    anchor: str
    code: str
    label: str
    question: str
    state: State
    facts: tuple[Fact, ...] = ()


class Sector(Value):
    """A domain in the wheel: where it leads, its number and name, and its indicators in order.

    ``about`` says in words what the sector shows. Each of ``cells`` is an indicator: its status, and its code, label
    and status as words.
    """

    anchor: str
    number: int
    name: str
    about: str
    cells: tuple[tuple[Status, str], ...]


class Wheel(Value):
    """The wheel of domains; ``alt`` says in words what it shows, ``centre`` are short lines for the middle."""

    anchor: str
    caption: str
    alt: str
    centre: tuple[str, str]
    sectors: tuple[Sector, ...]
    legend: tuple[State, ...]


class Section(Value):
    """A part with a heading: its anchor, its number where it has one, and its parts. Sections nest.

    With ``filtered`` it goes away on a screen when all entries, or all items, in it do. With ``new_page`` it begins one
    on paper.
    """

    anchor: str
    title: str
    parts: tuple[Part, ...]
    number: str = ""
    filtered: bool = False
    new_page: bool = False


Part = Prose | Facts | Listing | Grid | Entry | Wheel | Section


class Paper(Value):
    """A document that people keep.

    ``kind`` says above the ``title`` what it is, ``subtitle`` below it of what. ``notices`` are what a reader must not
    overlook before anything else, such as that a profile is made up. ``colophon`` names the tool and the edition; it
    stands at the end of every page where there are pages. ``date`` is ``2022``, ``2022-09`` or ``2022-09-15``, or
    ``None``: nothing in the file may tell another. ``labels`` are the words of what a renderer adds by itself, by the
    names in ``data/words/<language>/paper.yaml``. With ``interactive`` there are entries to filter and to search.
    """

    lang: str
    kind: str
    title: str
    subtitle: str
    parts: tuple[Part, ...]
    labels: Mapping[str, str] = NOTHING
    notices: tuple[Text, ...] = ()
    facts: tuple[Fact, ...] = ()
    colophon: str = ""
    date: str | None = None
    interactive: bool = False

    @property
    def colon(self) -> str:
        """What stands between a term and what is said of it, in the language of the paper."""
        return self.labels.get("colon", ": ")


def said(text: str, lang: str | None = None, lang_name: str = "") -> Text:
    """Return a text of one run."""
    return (Run(text, lang, lang_name),)


def sections(parts: tuple[Part, ...], level: int = 2) -> Iterator[tuple[int, Section]]:
    """Yield all sections with the level of their headings, in the order of the paper; the title is of level 1."""
    for part in parts:
        if isinstance(part, Section):
            yield level, part
            yield from sections(part.parts, level + 1)


def words_of(text: Text) -> str:
    """Return a text as plain words."""
    return "".join(piece.word if isinstance(piece, State) else piece.text for piece in text)
