"""What the sheets of all workbooks are put together from: their first lines, heads, paragraphs, and how they end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from openpyxl.utils import get_column_letter

from mgi_cli.exchange import styles
from mgi_cli.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from mgi_cli.model import Status

_WIDE = 132  # characters of running text on the two columns of a sheet to read


_LONGEST_NAME = 31  # characters of the name of a sheet


class Foot(NamedTuple):
    """What is printed on every page of a workbook: on the left at the top, and on the right at the bottom."""

    left: str
    right: str


def sheet(book: Workbook, name: str) -> Worksheet:
    """Return a new sheet with a name as a workbook allows it."""
    made: Worksheet = book.create_sheet(_name(re.sub(r"[\[\]:*?/\\]", " ", visible(name)).strip("' ")))
    return made


def _name(text: str) -> str:
    """Return a text as short as a workbook allows a name, cut after a word where that leaves half of it."""
    if len(text) <= _LONGEST_NAME:
        return text
    cut = text[: _LONGEST_NAME - 1]
    whole = cut if text[len(cut)] == " " else cut.rpartition(" ")[0]
    return (whole if len(whole) > _LONGEST_NAME / 2 else cut).rstrip("' ,;") + "…"


def opening(sheet: Worksheet, title: str, about: Iterable[str]) -> None:
    """Write the first lines of a sheet: its title, and on one line what it is about."""
    styles.title(sheet.cell(1, 1), title)
    sheet.row_dimensions[1].height = 28
    styles.quiet(sheet.cell(2, 1), "  ·  ".join(part for part in about if part))
    sheet.row_dimensions[2].height = 18
    sheet.sheet_view.showGridLines = False


def closing(sheet: Worksheet, foot: Foot, head_row: int | None, *, landscape: bool = True) -> None:
    """Set a sheet up for printing, with its heads on every page, and protect it against slips."""
    styles.printed(sheet, head_row=head_row, left=foot.left, right=foot.right, landscape=landscape)
    styles.protect(sheet)


def to_read(sheet: Worksheet) -> None:
    """Give a sheet the two columns of a page to read."""
    for letter, width in (("A", 36), ("B", 68)):
        sheet.column_dimensions[letter].width = width


def heading(sheet: Worksheet, row: int, title: str) -> None:
    """Write the title of a part of a page to read."""
    styles.band(sheet.cell(row, 1), title)
    styles.band(sheet.cell(row, 2), "")
    sheet.row_dimensions[row].height = 20


def paragraphs(sheet: Worksheet, row: int, title: str, texts: Sequence[str], *, numbered: bool = False) -> int:
    """Write a title and texts below it, each over the whole width; return the row after them."""
    heading(sheet, row, title)
    for number, text in enumerate(texts, 1):
        said = f"{number}.  {text}" if numbered else text
        styles.put(sheet.cell(row + number, 1), said)
        sheet.merge_cells(start_row=row + number, end_row=row + number, start_column=1, end_column=2)
        sheet.row_dimensions[row + number].height = 14 * -(-len(said) // _WIDE) + 3  # a merged cell does not grow
    return row + len(texts) + 1


def terms(sheet: Worksheet, row: int, title: str, listed: Sequence[tuple[str, str]]) -> int:
    """Write a title and below it terms with what is said of each; return the row after them."""
    heading(sheet, row, title)
    for number, (term, about) in enumerate(listed, 1):
        styles.put(sheet.cell(row + number, 1), term, bold=True)
        styles.put(sheet.cell(row + number, 2), about)
        styles.fit(sheet, row + number)
    return row + len(listed) + 1


def scale(sheet: Worksheet, row: int, title: str, statuses: Mapping[Status, tuple[str, str]]) -> int:
    """Write a title and below it statuses in their colours, each with what it means; return the row after them."""
    heading(sheet, row, title)
    for number, (status, (label, means)) in enumerate(statuses.items(), 1):
        styles.legend(sheet.cell(row + number, 1), label, status)
        styles.put(sheet.cell(row + number, 2), means)
        styles.fit(sheet, row + number)
    return row + len(statuses) + 1


def heads(sheet: Worksheet, row: int, named: Iterable[tuple[str, float]], *, free_from: int | None = None) -> None:
    """Write the heads of columns with their widths; those from the column ``free_from`` are a person's to fill in."""
    for column, (name, width) in enumerate(named, 1):
        styles.head(sheet.cell(row, column), name, free=free_from is not None and column >= free_from)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.row_dimensions[row].height = 32
