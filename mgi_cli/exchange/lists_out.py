"""Workbooks of plain lists: sheets with a head, rows of texts, counts and statuses, and bands over groups of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import openpyxl
from openpyxl.utils import get_column_letter

from mgi_cli.exchange import packing, styles
from mgi_cli.exchange.comparison_out import PLACES, facts
from mgi_cli.model import Status
from mgi_cli.render.surface import GLYPHS
from mgi_cli.text import visible
from mgi_cli.value import Value
from mgi_cli.views import common, comparison

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from mgi_cli.model import Framework, Profile
    from mgi_cli.words import Words

    Cell = str | int | Status

_HEAD = 4  # the row of the heads


class Sheet(NamedTuple):
    """A list: its name, heads with their widths in characters, and rows; a row of one text is a band over those below.

    ``fixed`` is how many columns stay in sight.
    """

    name: str
    columns: tuple[tuple[str, float], ...]
    rows: tuple[tuple[Cell, ...], ...]
    fixed: int = 2


class Book(Value):
    """A workbook: its title, a remark, what is made up, its lists, and the frameworks whose words name the statuses."""

    title: str
    remark: str
    note: str
    sheets: tuple[Sheet, ...]
    frameworks: tuple[Framework, ...]
    words: Words

    def status(self, status: Status) -> str:
        """Return a status as its symbol and its word."""
        named = next((item for item in self.frameworks if status in item.scale), self.frameworks[0])
        return f"{GLYPHS[status][0]} {common.status_word(status, named)}"


def book(
    profiles: Sequence[Profile], frameworks: Sequence[Framework], sheets: Sequence[Sheet], remark: str, words: Words
) -> bytes:
    """Return lists on some profiles as an ``.xlsx`` file, with their places; the same gives the same bytes."""
    columns = tuple((words.say(f"compare.{name}"), float(width)) for name, width in PLACES)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (number, *facts(profile, words)) for number, profile in enumerate(profiles, 1)
    )
    places = Sheet(words.say("compare.sheet_places"), columns, rows)
    made = Book(
        title=visible(comparison.title(profiles, words)),
        remark=remark,
        note=visible(comparison.made_up(profiles, words)),
        sheets=(*sheets, places),
        frameworks=tuple(frameworks),
        words=words,
    )
    workbook: Any = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for sheet in made.sheets:
        _sheet(workbook.create_sheet(sheet.name), sheet, made)
    return packing.packed(workbook, title=made.title, lang=words.lang)


def _sheet(onto: Worksheet, sheet: Sheet, made: Book) -> None:
    styles.title(onto.cell(1, 1), made.title)
    styles.remark(onto, 2, made.remark, sum(width for _, width in sheet.columns), len(sheet.columns))
    styles.quiet(onto.cell(3, 1), made.note)
    onto.row_dimensions[1].height, onto.row_dimensions[3].height = 28, 18
    onto.sheet_view.showGridLines = False
    for column, (head, width) in enumerate(sheet.columns, 1):
        styles.head(onto.cell(_HEAD, column), visible(head))
        onto.column_dimensions[get_column_letter(column)].width = width
    styles.fit(onto, _HEAD, least=32)
    for number, cells in enumerate(sheet.rows, _HEAD + 1):
        _row(onto, number, cells, len(sheet.columns), made)
    last = _HEAD + len(sheet.rows)
    onto.freeze_panes = f"{get_column_letter(sheet.fixed + 1)}{_HEAD + 1}"
    onto.auto_filter.ref = f"A{_HEAD}:{get_column_letter(len(sheet.columns))}{last}"
    left = "   ".join(part for part in (made.title, made.note) if part)
    styles.printed(onto, head_row=_HEAD, left=left, right=made.words.say("compare.printed"))


def _row(onto: Worksheet, number: int, cells: tuple[Cell, ...], width: int, made: Book) -> None:
    if len(cells) == 1:
        for column in range(1, width + 1):
            styles.band(onto.cell(number, column), visible(str(cells[0])) if column == 1 else "")
        onto.row_dimensions[number].height = 20
        return
    for column, value in enumerate(cells, 1):
        _cell(onto.cell(number, column), value, made)
    styles.fit(onto, number)


def _cell(cell: Any, value: Cell, made: Book) -> None:
    if isinstance(value, int):
        styles.number(cell, value)
    elif isinstance(value, Status):
        styles.legend(cell, made.status(value), value)
    else:
        styles.boxed(cell, visible(value, keep="\n"))
