"""Tables of a text document: heads that come again on every page, rows that stay whole, words for who cannot see."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from mgi_cli.render.papers.look import SHADE, symbol
from mgi_cli.render.papers.word_look import TABLE
from mgi_cli.render.papers.word_xml import NBSP, Element, el, line_break, paragraph, run, status_style
from mgi_cli.text import visible
from mgi_cli.views.papers.parts import is_band

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mgi_cli.render.papers.word_xml import Marks
    from mgi_cli.views.papers.parts import Column, Grid, Text

_LETTER, _MARGINS = 90, 180
"""The width of a letter in the head of a table, on average and what stays free in a cell, in twentieths of a point."""


def table(grid: Grid, width: int, marks: Marks) -> Element:
    """Return a table as wide as ``width``, in twentieths of a point; raises ``ValueError`` for a row too short."""
    widths = _widths(grid.columns, width)
    heads = [[_head(column)] for column in grid.columns]
    rows = [_row(heads, widths, head=True)]
    for row in grid.rows:
        cells = [_cell(column, text, marks) for column, text in zip(grid.columns, row, strict=True)]
        rows.append(_band(row[0], width, len(widths), marks) if is_band(row, grid) else _row(cells, widths))
    return el(
        "tbl", el("tblPr", *_properties(grid, width)), el("tblGrid", *(el("gridCol", w=w) for w in widths)), *rows
    )


def _properties(grid: Grid, width: int) -> Iterator[Element]:
    yield el("tblStyle", val=TABLE)
    yield el("tblW", w=width, type="dxa")
    yield el("tblLayout", type="fixed")
    shown = {"firstRow": 1, "lastRow": int(grid.total), "firstColumn": int(grid.row_heads)}
    code = 0x0600 | 0x0020 | (0x0040 if grid.total else 0) | (0x0080 if grid.row_heads else 0)
    yield el("tblLook", val=f"{code:04X}", **shown, lastColumn=0, noHBand=1, noVBand=1)
    if grid.caption:
        yield el("tblCaption", val=visible(grid.caption))
    yield el("tblDescription", val=visible(", ".join(column.head for column in grid.columns)))


def _widths(columns: Sequence[Column], width: int) -> list[int]:
    """Return the width of each column: that of the longest word of its head, and of the rest what its share is."""
    least = [_LETTER * max(map(len, column.head.split()), default=0) + _MARGINS for column in columns]
    rest = max(width - sum(least), 0)
    wanted = [max(column.share, 1) * width / sum(max(other.share, 1) for other in columns) for column in columns]
    wishes = [max(want - need, 0) for want, need in zip(wanted, least, strict=True)]
    full = [need + rest * wish / (sum(wishes) or 1) for need, wish in zip(least, wishes, strict=True)]
    edges = [round(width * edge / sum(full)) for edge in accumulate(full, initial=0)]
    return [right - left for left, right in pairwise(edges)]


def _row(cells: Sequence[Sequence[Element]], widths: Sequence[int], *, head: bool = False) -> Element:
    properties = el("trPr", el("cantSplit"), *([el("tblHeader")] if head else []))
    made = (
        el("tc", el("tcPr", el("tcW", w=width, type="dxa")), *cell) for cell, width in zip(cells, widths, strict=True)
    )
    return el("tr", properties, *made)


def _band(text: Text, width: int, columns: int, marks: Marks) -> Element:
    """Return the head of the rows below it, over all columns; it never stands alone at the end of a page."""
    shade = el("shd", val="clear", color="auto", fill=SHADE.removeprefix("#").upper())
    properties = el("tcPr", el("tcW", w=width, type="dxa"), el("gridSpan", val=columns), shade)
    return el("tr", el("trPr", el("cantSplit")), el("tc", properties, paragraph("TableHead", *marks.text(text))))


def _head(column: Column) -> Element:
    style = "TableHeadNumber" if column.numeric else "TableHead"
    if column.status is None:
        return paragraph(style, run(column.head))
    mark = run(f"{NBSP}{symbol(column.status)}{NBSP}", status_style(column.status))
    return paragraph(style, mark, line_break(), run(column.head))


def _cell(column: Column, text: Text, marks: Marks) -> list[Element]:
    return [paragraph("TableNumber" if column.numeric else "TableText", *marks.text(text))]
