"""The looks of the workbook: fonts, fills, colours of the statuses, and how a sheet is printed and protected."""

from __future__ import annotations

from functools import cache
from math import ceil
from typing import TYPE_CHECKING, Any

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension

from mgi_cli.exchange.sheets import escape_x
from mgi_cli.model import Status

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FAMILY = "Calibri"
DARK = "1F3B57"
_FREE = "0B6B50"
_BAND = "DCE6F0"
_LOCKED = "F3F4F6"
_TEXT = "222222"
QUIET = "5A6570"

_EDGE = Side(style="thin", color="C9D1D9")
_BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_LINE = 12.5  # points of a line of text
_PER_WIDTH = 1.25  # characters of running text to a column's width, which is told in digits
_HIGHEST = 405  # points; a row cannot be higher than 409
TOP = Alignment(vertical="top", wrap_text=True)
_MIDDLE = Alignment(vertical="center", wrap_text=True)

_rule: Any = FormulaRule  # it has no types

COLOURS = {
    Status.PRESENT: ("D5EDDB", "14532D"),
    Status.PARTIAL: ("FDF0C8", "6B4E00"),
    Status.ABSENT: ("F8D7D7", "7F1D1D"),
    Status.NO_EVIDENCE: ("E9DDF3", "4A2472"),
    Status.NOT_APPLICABLE: ("D9E6F5", "1E3A66"),
    Status.NOT_ASSESSED: ("ECECEC", "4B4B4B"),
}
"""Fill and font of each status; its symbol and its word say the same without colour."""


@cache
def _font(size: int, colour: str, *, bold: bool) -> Font:
    return Font(name=FAMILY, size=size, bold=bold, color=colour)


@cache
def fill(colour: str) -> PatternFill:
    """Return a fill of one colour."""
    return PatternFill("solid", start_color=colour, end_color=colour)


def put(cell: Any, text: str, *, bold: bool = False, size: int = 10, colour: str = _TEXT) -> Any:
    """Write a text into a cell, as a text whatever it looks like, and return the cell."""
    cell.value = escape_x(text) or None
    if text:
        cell.data_type = "s"  # not a formula, though it may begin with =
    cell.number_format = "@"
    cell.font = _font(size, colour, bold=bold)
    cell.alignment = TOP
    return cell


def title(cell: Any, text: str) -> None:
    """Write the title of a sheet."""
    put(cell, text, bold=True, size=16, colour=DARK).alignment = Alignment(vertical="center")


def quiet(cell: Any, text: str) -> None:
    """Write a remark, on one line."""
    put(cell, text, colour=QUIET).alignment = Alignment(vertical="center")


def head(cell: Any, text: str, *, free: bool = False) -> None:
    """Write the head of a column; one that is a person's to fill in has another colour, where both are on a sheet."""
    put(cell, text, bold=True, colour="FFFFFF")
    cell.fill, cell.border, cell.alignment = fill(_FREE if free else DARK), _BOX, _MIDDLE


def band(cell: Any, text: str) -> None:
    """Write the name of a group of rows, or go on with its colour."""
    put(cell, text, bold=True, size=11, colour=DARK)
    cell.fill, cell.alignment = fill(_BAND), Alignment(vertical="center")


def subband(cell: Any, text: str) -> None:
    """Write the name of a group within a group of rows, or go on with its line."""
    put(cell, text, bold=True, colour=QUIET)
    cell.alignment, cell.border = Alignment(vertical="center"), Border(bottom=_EDGE)


def boxed(cell: Any, text: str, *, bold: bool = False) -> None:
    """Write a cell of a table that nobody fills in."""
    put(cell, text, bold=bold)
    cell.border, cell.alignment = _BOX, _MIDDLE


def number(cell: Any, value: int) -> None:
    """Write a count; nought is quiet, so that the others are seen."""
    cell.value, cell.font = value, _font(10, _TEXT if value else QUIET, bold=False)
    cell.border, cell.alignment = _BOX, Alignment(horizontal="right", vertical="center", indent=1)


def locked(cell: Any, text: str, *, bold: bool = False) -> Any:
    """Write what stays as it is."""
    put(cell, text, bold=bold)
    cell.fill, cell.border = fill(_LOCKED), _BOX
    return cell


def counted(cell: Any, number: int) -> None:
    """Write a number that stays as it is."""
    locked(cell, "")
    cell.value, cell.number_format = number, "0"
    cell.alignment = Alignment(vertical="top", horizontal="center")


def free(cell: Any, text: str, *, bold: bool = False) -> None:
    """Write what a person fills in; every text stays a text, so that 2022-09 does not become a day."""
    put(cell, text, bold=bold)
    cell.border, cell.protection = _BOX, Protection(locked=False)
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))


def legend(cell: Any, text: str, status: Status) -> Any:
    """Write a status in its colours and return the cell."""
    put(cell, text, bold=True, colour=COLOURS[status][1])
    cell.fill, cell.border, cell.alignment = fill(COLOURS[status][0]), _BOX, _MIDDLE
    return cell


class _Growing(RowDimension):
    """The height of a row that still grows with what is typed into it."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 - openpyxl's name
        """Never: a height that is called the user's own would stay."""
        return False


def fit(sheet: Worksheet, row: int, *, least: float = 17) -> None:
    """Make a row high enough for the texts in it; not every program does so by itself."""
    lines = 1
    for cell in sheet[row]:
        width = sheet.column_dimensions[get_column_letter(cell.column or 1)].width * _PER_WIDTH
        text = str(cell.value or "")
        lines = max(lines, sum(max(1, ceil(len(line) / width)) for line in text.split("\n")))
    height = min(max(least, lines * _LINE + 4), _HIGHEST)
    sheet.row_dimensions[row] = _Growing(sheet, index=row, ht=height)


def colour_statuses(sheet: Worksheet, column: str, first: int, last: int, labels: dict[Status, str]) -> None:
    """Colour the answers of a column; one that was typed without its symbol is coloured too."""
    top = f"${column}{first}"
    for status, label in labels.items():
        words = (label, label.partition(" ")[2])
        same = ",".join('{}="{}"'.format(top, word.replace('"', '""')) for word in words)
        back, front = COLOURS[status]
        rule = _rule(formula=[f"OR({same})"], fill=fill(back), font=Font(color=front, bold=True))
        sheet.conditional_formatting.add(f"{column}{first}:{column}{last}", rule)


def missing(sheet: Worksheet, cells: str, formula: str) -> None:
    """Mark cells that must not stay empty, while a formula holds."""
    sheet.conditional_formatting.add(cells, _rule(formula=[formula], fill=fill("F9C9B6")))


def choice(sheet: Worksheet, cells: str, source: str, prompt: str) -> None:
    """Let cells be chosen from a list; another word may stand after a question, and is understood or told."""
    validation = DataValidation(type="list", formula1=source, allow_blank=True, errorStyle="warning")
    _prompted(sheet, validation, cells, prompt)


def prompt(sheet: Worksheet, cells: str, text: str) -> None:
    """Show a remark beside cells while one of them is edited."""
    _prompted(sheet, DataValidation(allow_blank=True), cells, text)


def _prompted(sheet: Worksheet, validation: DataValidation, cells: str, text: str) -> None:
    validation.showInputMessage, validation.showErrorMessage = bool(text), validation.type == "list"
    validation.prompt = text[:255] or None
    validation.add(cells)
    sheet.add_data_validation(validation)


def printed(sheet: Any, *, head_row: int | None, left: str, right: str, landscape: bool = True) -> None:
    """Set up a sheet for printing: A4, as wide as the page, the head on every page, page numbers."""
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if head_row:
        sheet.print_title_rows = f"{head_row}:{head_row}"
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top = margins.bottom = 0.6
    margins.header = margins.footer = 0.3
    for part, text in ((sheet.oddHeader.left, left.replace("&", "&&")), (sheet.oddFooter.right, right)):
        part.text, part.size = text[:200], 8


def protect(sheet: Worksheet) -> None:
    """Protect a sheet against slips, without a password: free cells, heights, widths, sorting and filters stay open."""
    sheet.protection.enable()
    for allowed in ("formatCells", "formatColumns", "formatRows", "sort", "autoFilter", "insertRows"):
        setattr(sheet.protection, allowed, False)
