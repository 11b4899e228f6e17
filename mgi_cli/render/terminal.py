"""A report for a terminal or a pipe: tables where there is room, cards where there is not."""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

from mgi_cli.render.lines import Line, coloured
from mgi_cli.views.report import EMPTY, Bar, Column, Mark, Role, Span, Tone, belongs, parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

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

GAP = 2
"""Blank columns between two columns of a table."""

MAX_WIDTH = 120
"""A line longer than this is hard to read, whatever the window."""

_WORD = re.compile("(?:[^\\s]|[\u00a0\u2007\u202f])+[^\\S\u00a0\u2007\u202f]*|\\s+")
_NO_BREAK = re.compile("[\u00a0\u2007\u202f]")
_ADDRESS = re.compile("https?://", re.IGNORECASE)

_JOINED = "\ue000"
"""What stands for a blank at which a line is not broken, until all lines are; no text can hold it (``visible``)."""

_LEAST_OF_A_CARD = 12
"""Columns below which the last of the names of a card goes below the others."""

_LONGEST_LINE = 2000
"""How long a line of a file may be to be shown whole."""

_WEIGHTS = {Role.KEY: 2, Role.BODY: 3, Role.FACT: 2}
"""How texts that wrap share the room: one that says something gets more than one that names something."""

STYLES = {
    Tone.PLAIN: "",
    Tone.STRONG: "bold",
    Tone.QUIET: "dim",
    Tone.COMMAND: "cyan",
    Tone.NOTICE: "yellow",
    Tone.PRESENT: "green",
    Tone.PARTIAL: "yellow",
    Tone.ABSENT: "red",
    Tone.NO_EVIDENCE: "magenta",
    Tone.NOT_APPLICABLE: "blue",
    Tone.NOT_ASSESSED: "dim",
    Tone.PROGRESS: "green",
    Tone.REGRESSION: "red",
    Tone.CHANGE: "cyan",
}
"""The look of each tone. No tone is told by colour alone: each has a symbol or a word beside it."""


def render(report: Report, surface: Surface) -> str:
    """Return the blocks of a report as lines of at most the width of the surface, one line break at the end."""
    width = min(surface.width, MAX_WIDTH)
    drawn: list[Line] = []
    before: Block | None = None
    for block in report.blocks():
        if before is not None and not belongs(block, before):
            drawn.append(Line())
        lines = _BLOCKS[type(block).__name__](block, surface, width)
        for line in lines if type(block).__name__ != "Verbatim" else ():
            line.rstrip()
        drawn += lines
        before = block
    shown = coloured(drawn) if surface.colour else (line.plain for line in drawn)
    return "\n".join(shown).replace(_JOINED, " ") + "\n"


def sentences(text: str, surface: Surface) -> str:
    """Return lines that are broken between words; what is set in stays so where it goes on."""
    made: list[str] = []
    for line in text.splitlines():
        indent = len(line) - len(line.lstrip())
        broken = _wrapped(Line(_shown(line.lstrip(), surface)), min(surface.width, MAX_WIDTH) - indent)
        made += [" " * indent + part.plain.replace(_JOINED, " ") for part in broken]
    return "\n".join(made) + "\n"


def _text(cell: Cell, surface: Surface) -> Line:
    made = Line()
    for piece in cell:
        _append(made, piece, surface)
    return made


def _append(made: Line, piece: Piece, surface: Surface) -> None:
    if isinstance(piece, Mark):
        made.append(surface.glyph(piece.name), STYLES[piece.tone])
    elif isinstance(piece, Bar):
        for status, n in piece.counts:
            made.append(surface.glyph(status) * n, STYLES[Tone(status)])
    else:
        shown = _shown(piece.text, surface, keep="\n")
        made.append(shown.replace(" ", _JOINED) if piece.whole else shown, STYLES[piece.tone])


def _shown(text: str, surface: Surface, keep: str = "") -> str:
    """Return a text as the surface can show it; where it has no no-break space, a blank that does not break."""
    shown = surface.text(text, keep)
    if len(_NO_BREAK.findall(shown)) == len(_NO_BREAK.findall(text)):
        return shown
    return _JOINED.join(surface.text(part, keep) for part in _NO_BREAK.split(text))


def _title(block: Title, surface: Surface, width: int) -> list[Line]:
    made = Line(_shown(block.name, surface), "bold")
    if block.about:
        made.append("  " + _shown(block.about, surface), "dim")
    return _folded(made, width)


def _heading(block: Heading, surface: Surface, width: int) -> list[Line]:
    made = _text(block.name, surface).within("bold")
    if block.about:
        made.append("  " + _shown(block.about, surface), "dim")
    return _folded(made, width)


def _paragraph(block: Paragraph, surface: Surface, width: int) -> list[Line]:
    return _wrapped(_text(block.pieces, surface), width)


def _lines(block: Lines, surface: Surface, width: int) -> list[Line]:
    items = [_text(item, surface) for item in block.items]
    if block.flow:
        return [line for item in _flowing(items, width) for line in _folded(item, width)]
    return [line for item in items for line in _wrapped(item, width)]


def _wrapped(text: Line, width: int) -> list[Line]:
    """Return a text on lines of at most ``width``; a longer word stays whole, so that a path can be copied."""
    return _broken(text, width, fold=False)


def _folded(text: Line, width: int) -> list[Line]:
    """Return a text on lines of at most ``width``; of longer words only an address stays whole."""
    return _broken(text, width, fold=True)


def _broken(text: Line, width: int, *, fold: bool) -> list[Line]:
    lines = [part for line in text.split() for part in line.divide(list(_breaks(line.plain, width, fold=fold)))]
    for line in lines:
        line.rstrip()
    return lines


def _breaks(plain: str, width: int, *, fold: bool) -> Iterator[int]:
    """Yield where a line must be broken, in characters; at a no-break space it is not."""
    used = 0
    for word in _WORD.finditer(plain):
        length = cell_len(word.group().rstrip())
        if used and used + length > width:
            yield word.start()
            used = 0
        if fold and length > width and not _ADDRESS.search(word.group()):
            for position, char in enumerate(word.group().rstrip(), word.start()):
                if used and used + cell_len(char) > width:
                    yield position
                    used = 0
                used += cell_len(char)
        else:
            used += cell_len(word.group())


def _flowing(items: list[Line], width: int) -> Iterator[Line]:
    """Yield the items on as few lines as they need, none broken in two."""
    line = Line()
    for item in items:
        if line and cell_len(line.plain) + GAP + cell_len(item.plain) > width:
            yield line
            line = Line()
        line = Line.of(line, " " * GAP, item) if line else item
    yield line


def _steps(block: Steps, surface: Surface, width: int) -> list[Line]:
    """Return commands with what each does beside it, or below; a command stays on one line, to be copied whole."""
    word = surface.text(block.word)
    steps = [(surface.text(command), _shown(what, surface)) for command, what in block.commands]
    longest = max(cell_len(command) for command, _ in steps)
    indent = cell_len(word) + GAP
    abreast = all(indent + longest + GAP + cell_len(what) <= width for _, what in steps)
    made: list[Line] = []
    for position, (command, what) in enumerate(steps):
        lead = " " * indent if position else word + " " * GAP
        line = Line(lead, "dim").append(command, STYLES[Tone.COMMAND])
        said = Line(what, "dim")
        if abreast:
            made.append(line.append(" " * (longest - cell_len(command) + GAP)).add(said))
        else:
            below = _wrapped(said, width - indent - GAP)
            made += [line, *(Line.of(" " * (indent + GAP), part) for part in below)]
    return made


def _source(block: Source, surface: Surface, width: int) -> list[Line]:
    """Return a line of a file with the stretch in question underlined; a long line is shown around it."""
    gutter = f"{block.number or surface.glyph('added'):>5} {surface.glyph('gutter')} "
    room = max(width - len(gutter) - 1, 20)
    first = max(0, min(block.start - room // 3, len(block.line) - room))
    if block.number is None:  # whole, to be copied, unless nobody would
        line = block.line if len(block.line) <= _LONGEST_LINE else block.line[first : first + room]
        return [Line(gutter + surface.text(line), STYLES[block.tone])]
    shown = surface.text(block.line[first : first + room])
    before = surface.text(block.line[first : block.start])
    length = max(1, cell_len(surface.text(block.line[block.start : max(block.end, block.start + 1)])))
    length = min(length, max(1, width - len(gutter) - cell_len(before)))
    under = Line(" " * (len(gutter) - 2) + gutter[-2:], "dim")
    under.append(" " * cell_len(before)).append(surface.glyph("under") * length, STYLES[block.tone])
    return [Line(gutter, "dim").append(shown), under]


def _verbatim(block: Verbatim, surface: Surface, width: int) -> list[Line]:
    return [_text(line, surface) for line in block.lines]


# Tables


def _table(block: Table, surface: Surface, width: int) -> list[Line]:
    widths = _fitting(block, surface, width)
    if widths is None:
        return list(_cards(block, surface, width))
    return list(_drawn(block, widths, surface, width))


def _drawn(block: Table, widths: list[int], surface: Surface, width: int) -> list[Line]:
    heads = [_text(column.head, surface).within("dim") for column in block.columns]
    made: list[Line] = list(_row(block.columns, widths, heads, width)) if any(heads) else []
    for position, group in enumerate(block.groups):
        if group.title:
            made += [Line()] if made else []
            made += _folded(_group_title(group, surface), width)
        if group.rows:
            last = block.total and position == len(block.groups) - 1
            made += [_rule(widths, surface)] if last else []
            made += _grid(block.columns, widths, group.rows, surface, width)
    return made


def _group_title(group: Group, surface: Surface) -> Line:
    return _text(group.title, surface).within("bold" if group.level == 1 else "underline")


def _fitting(block: Table, surface: Surface, width: int) -> list[int] | None:
    """Return the widths that all rows of a table share, or ``None`` where it does not fit."""
    cells = [[_text(cell, surface) for cell in row] for group in block.groups for row in group.rows]
    heads = [_text(column.head, surface) for column in block.columns]
    return _widths(block.columns, heads, cells, width)


def _widths(columns: tuple[Column, ...], heads: list[Line], rows: list[list[Line]], width: int) -> list[int] | None:
    """Return the widths that all rows share, or ``None`` where the table does not fit.

    Columns that must not wrap take what they need; the others share the rest by what they hold, none below its least.
    """
    natural = [max([_longest(heads[i]), *(_longest(row[i]) for row in rows)], default=0) for i in range(len(columns))]
    room = width - GAP * (len(columns) - 1)
    flexible = [i for i, column in enumerate(columns) if column.least is not None]
    least = {i: min(natural[i], columns[i].least or 0) for i in flexible}
    left = room - sum(natural[i] for i in range(len(columns)) if i not in least)
    if left < sum(least.values()):
        return None
    wrapping = sorted(flexible, key=lambda i: natural[i])
    for position, i in enumerate(wrapping):
        after = wrapping[position + 1 :]
        weights = _WEIGHTS[columns[i].role], sum(_WEIGHTS[columns[j].role] for j in after)
        fair = max(least[i], left * weights[0] // sum(weights))
        natural[i] = min(natural[i], fair, left - sum(least[j] for j in after))
        left -= natural[i]
    return natural


def _longest(text: Line) -> int:
    return max((cell_len(line) for line in text.plain.split("\n")), default=0)


def _grid(
    columns: tuple[Column, ...], widths: list[int], rows: tuple[tuple[Cell, ...], ...], surface: Surface, width: int
) -> Iterator[Line]:
    above: tuple[Cell, ...] = ()
    for row in rows:
        cells = [_text(cell, surface) for cell in _without_repeats(columns, row, above)]
        yield from _row(columns, widths, cells, width)
        above = row


def _row(columns: tuple[Column, ...], widths: list[int], cells: list[Line], width: int) -> Iterator[Line]:
    """Yield the lines of a row. An address wider than its column has a line of its own, further left if it must."""
    stacks = [_folded(cell, width) for cell, width in zip(cells, widths, strict=True)]
    number = 0
    while number < max(map(len, stacks)):
        made, start = Line(), 0
        for column, room, stack in zip(columns, widths, _set_apart(stacks, number, widths, width), strict=True):
            if number < len(stack) and stack[number]:
                length = cell_len(stack[number].plain)
                indent = room - length if column.numeric else 0
                left = min(start + indent, max(0, width - length)) if length > room else start + indent
                made.append(" " * (left - cell_len(made.plain))).add(stack[number])
            start += room + GAP
        yield made
        number += 1


def _set_apart(stacks: list[list[Line]], number: int, widths: list[int], width: int) -> list[list[Line]]:
    """Move what is in the way of a line that is wider than its column to the line below, and return all."""
    start = 0
    for position, stack in enumerate(stacks):
        length = cell_len(stack[number].plain) if number < len(stack) else 0
        if length > widths[position]:
            before = stacks[:position] if start + length > width else []
            for other in (*before, *stacks[position + 1 :]):
                if number < len(other):
                    other.insert(number, Line())
            break
        start += widths[position] + GAP
    return stacks


def _without_repeats(columns: tuple[Column, ...], row: tuple[Cell, ...], above: tuple[Cell, ...]) -> Iterator[Cell]:
    """Yield the cells of a row, blank where columns say a value once and the row above has said it in all of them."""
    said = [cell == above[position] for position, cell in enumerate(row) if columns[position].once] if above else []
    for column, cell in zip(columns, row, strict=True):
        yield EMPTY if column.once and said and all(said) else cell


def _rule(widths: list[int], surface: Surface) -> Line:
    return Line((" " * GAP).join(surface.glyph("rule") * width for width in widths), "dim")


# Tables of many columns of one kind


def _matrix(block: Matrix, surface: Surface, width: int) -> list[Line]:
    """Return a table for each part, with words where there is room, else with symbols, as many at a time as fit."""
    tables: Sequence[Table] = (block.table,)
    widths = _fitting(block.table, surface, width)
    if widths is None:
        tables = _sliced(block, surface, width)
        widths = _fitting(tables[0], surface, width)
    if widths is None:  # not even one symbol
        return list(_cards(block.table, surface, width))
    made: list[Line] = []
    for titles_and_tables in zip(*map(parts, tables), strict=True):
        made += [Line()] if made else []
        made += _folded(_text(titles_and_tables[0][0], surface).within("bold"), width)
        for position, (_, table) in enumerate(titles_and_tables):
            made += [Line()] if position else []
            made += _drawn(table, widths, surface, width)
    return made


def _sliced(block: Matrix, surface: Surface, width: int) -> list[Table]:
    """Return tables of as many columns of one kind as fit, evenly shared out, set close together as one column."""
    narrow, keys = block.narrow(), block.keys
    digits = len(str(block.many))
    least = _least(narrow.but(columns=narrow.columns[:keys]), surface)
    most = max(1, (width - least - GAP * keys + 1) // (digits + 1))
    n = ceil(block.many / ceil(block.many / most))
    return [_close(narrow, keys, slice(keys + first, keys + first + n), digits) for first in range(0, block.many, n)]


def _least(table: Table, surface: Surface) -> int:
    """Return the least width of columns, without the gaps between them."""
    rows = [row for group in table.groups for row in group.rows]
    total = 0
    for position, column in enumerate(table.columns):
        natural = max(_longest(_text(cell, surface)) for cell in (column.head, *(row[position] for row in rows)))
        total += natural if column.least is None else min(natural, column.least)
    return total


def _close(table: Table, keys: int, chosen: slice, width: int) -> Table:
    """Return a table in which some columns are one, each of its parts set to a width, with one blank between them."""

    def joined(cells: Sequence[Cell]) -> Cell:
        lengths = (len(cell[0].text) if isinstance(cell[0], Span) else 1 for cell in cells)
        return tuple(
            piece
            for number, (cell, length) in enumerate(zip(cells, lengths, strict=True))
            for piece in (Span(" " * (width - length + bool(number))), *cell)
        )

    column = Column(head=joined([column.head for column in table.columns[chosen]]))
    groups = (group.but(rows=tuple((*row[:keys], joined(row[chosen])) for row in group.rows)) for group in table.groups)
    return table.but(columns=(*table.columns[:keys], column), groups=tuple(groups))


# Cards


def _cards(block: Table, surface: Surface, width: int) -> Iterator[Line]:
    for position, group in enumerate(block.groups):
        if group.title:
            yield from [Line()] if position else []
            yield from _folded(_group_title(group, surface), width)
        above: tuple[Cell, ...] = ()
        for row in group.rows:
            yield from _card(block.columns, tuple(_without_repeats(block.columns, row, above)), surface, width)
            above = row


def _card(columns: tuple[Column, ...], row: tuple[Cell, ...], surface: Surface, width: int) -> Iterator[Line]:
    """Yield the lines of a row as a card: what names it in one line, below it its texts, then its facts."""
    cells = [(column, _text(cell, surface)) for column, cell in zip(columns, row, strict=True)]
    keys = [made for column, made in cells if column.role is Role.KEY and made.plain]
    bodies = [made for column, made in cells if column.role is Role.BODY and made.plain]
    facts = [_fact(*cell) for cell in cells if cell[0].role is Role.FACT and cell[1].plain not in ("", "0")]
    if keys:
        yield from _side_by_side(keys, width)
    for text in [*bodies, _listed(facts)] if facts else bodies:
        for line in _folded(text, width - GAP):
            indent = min(GAP, max(0, width - cell_len(line.plain)))
            yield Line(" " * indent).add(line)


def _listed(facts: list[Line]) -> Line:
    made = facts[0]
    for fact in facts[1:]:
        made.append(", ").add(fact)
    return made


def _side_by_side(keys: list[Line], width: int) -> Iterator[Line]:
    """Yield what names a card; the last wraps beside the others, or below them where there is no room."""
    widths = [_longest(key) for key in keys[:-1]]
    room = width - sum(widths) - GAP * len(widths)
    if room < min(_LEAST_OF_A_CARD, _longest(keys[-1])):
        yield from (line for key in keys for line in _folded(key, width))
    else:
        columns = tuple(Column(head=EMPTY) for _ in keys)
        yield from _row(columns, [*widths, room], keys, width)


def _fact(column: Column, value: Line) -> Line:
    """Return a value with its word: ``4 present``, ``round 1``."""
    counted = column.numeric and not column.word_first
    return Line.of(value, " " + column.word) if counted else Line.of(column.word + " ", value)


_BLOCKS: dict[str, Callable[[Any, Surface, int], list[Line]]] = {
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
