"""A report for a screen reader or a braille line: no boxes, columns or symbols, one fact per line, in words.

Lines are as long as what they say; whoever reads them aloud or under the fingers needs no line broken for the eye.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mgi_cli.text import capital
from mgi_cli.views.report import Column, Mark, Role, Span, Tone, belongs
from mgi_cli.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mgi_cli.render.surface import Surface
    from mgi_cli.views.report import (
        Block,
        Cell,
        Group,
        Heading,
        Lines,
        Matrix,
        Paragraph,
        Piece,
        Report,
        Source,
        Steps,
        Table,
        Title,
        Verbatim,
    )

_BLANKS = re.compile(" {2,}")
_CODE = re.compile(r"(?:\w+\.)*\d+")
_LABEL = re.compile(r"\w[\w'-]*(?: [\w'-]+){0,2}[\s\u00a0]?: ")
_SHARE = re.compile(r"(\d[^/]*)/(\d[^/]*)")
_HUNK = re.compile(r"@@ -\d+(?:,\d+)? \+(\d+)")
_DIFF = {"+": "new", "-": "gone", " ": "same"}


class Voice:
    """How things are said: in the words of the report's language, in characters that the output has."""

    def __init__(self, report: Report, surface: Surface) -> None:
        """Choose the language; no word is read yet."""
        self._words = Words(report.lang)
        self._surface = surface

    def text(self, text: str) -> str:
        """Return a text as it can be shown, on one line."""
        return self._surface.text(text)

    def say(self, key: str, **params: str) -> str:
        """Return one of the sentences of ``plain.yaml``."""
        return self.text(self._words.say(f"plain.{key}", **params))

    def fact(self, head: str, value: str) -> str:
        """Return a value with what it is the value of."""
        return self.say("fact", head=head, value=value) if head else value

    def lines(self, cell: Cell) -> list[str]:
        """Return what a cell says, line by line, without symbols: a word stands beside each."""
        return [said for part in _split(cell) if (said := self._line(part))]

    def one(self, cell: Cell) -> str:
        """Return what a cell says, on one line."""
        return ", ".join(self.lines(cell))

    def head(self, column: Column) -> str:
        """Return what the values of a column are."""
        return " ".join(self.lines(column.head)) or self.text(capital(column.word))

    def _line(self, cell: Cell) -> str:
        made = ""
        for position, piece in enumerate(cell):
            if isinstance(piece, Mark) and piece.name == "to" and made.strip():
                return self.say("then", before=made.strip(), after=self._line(cell[position + 1 :]))
            if isinstance(piece, Span):
                made = _joined(made, self.text(piece.said or piece.text))
        return _BLANKS.sub(" ", made.strip())


def _split(cell: Cell) -> Iterator[Cell]:
    """Yield the lines of a cell."""
    line: list[Piece] = []
    for piece in cell:
        first, *others = _lines_of(piece)
        line.append(first)
        for other in others:
            yield tuple(line)
            line = [other]
    yield tuple(line)


def _lines_of(piece: Piece) -> list[Piece]:
    if not isinstance(piece, Span) or piece.said:
        return [piece]
    return [piece._replace(text=text) for text in piece.text.split("\n")]


def _joined(before: str, text: str) -> str:
    """Return a text after what stands before; what two blanks keep apart for the eye, a comma does for the ear."""
    if not before:
        return text.lstrip()
    if text.startswith("  ") or before.endswith("  "):
        return f"{before.rstrip()}, {text.lstrip()}"
    return before + (text.lstrip() if before.endswith(" ") else text)


def render(report: Report, surface: Surface) -> str:
    """Return the blocks of a report as lines, a blank one between two parts, one line break at the end."""
    voice = Voice(report, surface)
    made: list[str] = []
    before: Block | None = None
    for block in report.blocks():
        lines = list(_BLOCKS[type(block).__name__](block, voice))
        if lines:
            made += [""] if before is not None and not belongs(block, before) else []
            made += lines
            before = block
    return "\n".join(made) + "\n"


def sentences(text: str) -> str:
    """Return the lines of an error: its remarks are not set in, and what blanks keep apart has commas between."""
    return "".join(_BLANKS.sub(", ", line.strip()) + "\n" for line in text.splitlines())


def _title(block: Title, voice: Voice) -> Iterator[str]:
    yield ", ".join(voice.text(part) for part in (block.name, block.about) if part)


def _heading(block: Heading, voice: Voice) -> Iterator[str]:
    yield ", ".join(part for part in (voice.one(block.name), voice.text(block.about)) if part)


def _paragraph(block: Paragraph, voice: Voice) -> Iterator[str]:
    yield from voice.lines(block.pieces)


def _lines(block: Lines, voice: Voice) -> Iterator[str]:
    if block.flow and all(item and isinstance(item[0], Mark) for item in block.items):
        return  # what the symbols mean, and there are none here
    for item in block.items:
        yield from [line.removeprefix("- ") for line in voice.lines(item)] or [""]


def _steps(block: Steps, voice: Voice) -> Iterator[str]:
    """Yield each command after what it does: at the end of its line it is heard, and copied, whole."""
    yield voice.text(block.word)
    for command, what in block.commands:
        yield voice.fact(voice.text(what), voice.text(command))


def _source(block: Source, voice: Voice) -> Iterator[str]:
    if block.number is None:
        yield voice.say("right", text=block.line)
        return
    yield voice.say("line", n=str(block.number), text=block.line)
    stretch = block.line[block.start : block.end].strip()
    if stretch and stretch != block.line.strip():
        yield voice.say("stretch", text=stretch)


def _verbatim(block: Verbatim, voice: Voice) -> Iterator[str]:
    lines = [(line, "".join(piece.text for piece in line if isinstance(piece, Span))) for line in block.lines]
    if any(_tone(line) is Tone.COMMAND for line, _ in lines):
        yield from (said for line, text in lines for said in _changed(_tone(line), text, voice))
    else:
        yield from (voice.text(text) for _, text in lines)


def _tone(line: Cell) -> Tone | None:
    return next((piece.tone for piece in line if isinstance(piece, Span)), None)


def _changed(tone: Tone | None, line: str, voice: Voice) -> Iterator[str]:
    """Yield a line of a unified diff in words; the name of the file once."""
    if tone is Tone.STRONG:
        yield from [voice.text(line[4:])] if line.startswith("+++") else []
    elif hunk := _HUNK.match(line):
        yield voice.say("diff_from", n=hunk[1])
    else:
        yield voice.say(f"diff_{_DIFF.get(line[:1], 'same')}", text=line[1:])


# Tables


def _table(block: Table, voice: Voice) -> Iterator[str]:
    for position, group in enumerate(block.groups):
        yield from _group(block.columns, group, voice, apart=position > 0)


def _matrix(block: Matrix, voice: Voice) -> Iterator[str]:
    yield from _table(block.table, voice)


def _group(columns: tuple[Column, ...], group: Group, voice: Voice, *, apart: bool) -> Iterator[str]:
    if group.title:
        yield from [""] if apart else []
        yield voice.one(group.title)
    keys = _keys(columns)
    for row in group.rows:
        yield from _row(columns, keys, row, voice)


def _keys(columns: tuple[Column, ...]) -> int:
    """Return how many columns name a row: up to the first of which the text may wrap, else all of that role."""
    names = [position for position, column in enumerate(columns) if column.role is Role.KEY]
    wraps = (position for position in names if columns[position].least is not None)
    return next(wraps, names[-1] if names else -1) + 1


def _row(columns: tuple[Column, ...], keys: int, row: tuple[Cell, ...], voice: Voice) -> Iterator[str]:
    """Yield a row: the line that names it, then a line for each fact that it has."""
    name, facts = "", []
    for position, (column, cell) in enumerate(zip(columns, row, strict=True)):
        is_name = position < keys and column.role is Role.KEY and not _is_marked(cell)
        if is_name:
            name = _named(name, voice.one(cell))
        elif not (column.role is Role.FACT and voice.one(cell) == "0"):
            facts += [_fact(column, line, voice) for line in voice.lines(cell)]
    yield from [name] if name else []
    yield from facts


def _is_marked(cell: Cell) -> bool:
    return bool(cell) and isinstance(cell[0], Mark)


def _named(before: str, text: str) -> str:
    """Return the name of a row with one more part; after a number or a code there is no comma."""
    return (" " if _CODE.fullmatch(before) else ", ").join(part for part in (before, text) if part)


def _fact(column: Column, line: str, voice: Voice) -> str:
    """Return a line of a cell with the head of its column, unless it says itself what it is: ``Note: …``."""
    if column.role is Role.BODY and line[:1].isupper() and _LABEL.match(line):
        return line
    return voice.fact(voice.head(column), _spoken(line, voice))


def _spoken(value: str, voice: Voice) -> str:
    """Return ``6/19`` as it is said."""
    share = _SHARE.fullmatch(value)
    return voice.say("share", n=share[1], all=share[2]) if share else value


_BLOCKS: dict[str, Callable[[Any, Voice], Iterator[str]]] = {
    "Title": _title,
    "Heading": _heading,
    "Paragraph": _paragraph,
    "Lines": _lines,
    "Table": _table,
    "Matrix": _matrix,
    "Steps": _steps,
    "Source": _source,
    "Verbatim": _verbatim,
}
