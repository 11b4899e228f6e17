"""A workbook that was filled in: bytes to sheets of plain cells, and the state that it was made from."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from itertools import islice
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

import defusedxml  # openpyxl parses with it where it is installed, and takes any entity without it
import openpyxl
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from openpyxl.utils import get_column_letter

from mgi_cli.exchange import archive, state
from mgi_cli.exchange.sheets import Cell, Plain, Sheet, is_empty, unescape_x
from mgi_cli.exchange.state import HIDDEN, SHEET, ExchangeError, State
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_ROWS = 5_000
"""How many rows with anything in them a sheet may have; those of a questionnaire have up to 100."""

_MOST_COLUMNS = 200
_MALFORMED = (
    ParseError, DefusedXmlException, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError,
    EOFError, OverflowError, AssertionError, OSError, NotImplementedError,
)  # fmt: skip
"""What openpyxl and what is below it raise on parts that are not as they must be."""


class Filled(Value):
    """A questionnaire as it came back."""

    state: State
    sheets: tuple[Sheet, ...]


def read(data: bytes) -> Filled:
    """Return what stands in a workbook; raises ``ExchangeError`` where it cannot or must not be read."""
    archive.check(data)
    _check_sheets(data)
    if not openpyxl.DEFUSEDXML:
        raise RuntimeError(f"openpyxl does not use {defusedxml.__name__}")
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    except _MALFORMED as error:
        raise ExchangeError("workbook_broken") from error
    unescape = _keep if _is_from_libreoffice(data) else unescape_x
    try:
        names = {sheet.title.lower(): sheet for sheet in book.worksheets}
        if SHEET not in names:
            raise ExchangeError("workbook_no_state")
        made_from = state.read(row[0].value for row in _rows(names[SHEET], _keep) if row)
        visible = [sheet for name, sheet in names.items() if name not in HIDDEN]
        read_sheets = tuple(_sheet(sheet, unescape, made_from) for sheet in visible)
    except _MALFORMED as error:
        raise ExchangeError("workbook_broken") from error
    finally:
        book.close()
    return Filled(state=made_from, sheets=read_sheets)


def _check_sheets(data: bytes) -> None:
    """Raise ``ExchangeError`` where a sheet is missing that the workbook says it has; openpyxl passes over it."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        try:
            related = fromstring(parts.read("xl/_rels/workbook.xml.rels"))
            named = [item.get("Target", "") for item in related if item.get("Type", "").endswith("/worksheet")]
        except _MALFORMED as error:
            raise ExchangeError("workbook_broken") from error
        paths = {name.removeprefix("/") if name.startswith("/") else f"xl/{name}" for name in named}
        if not paths <= set(parts.namelist()):
            raise ExchangeError("workbook_broken")


def _sheet(sheet: Any, unescape: Callable[[str], str], made_from: State) -> Sheet:
    """Return a sheet; of the one that only shows what has no cell, however much that is, the first rows."""
    rows = _rows(sheet, unescape)
    if made_from.heads.get("sheets", {}).get(sheet.title) == "also":
        rows = islice(rows, MOST_ROWS)
    return Sheet(name=sheet.title, rows=tuple(rows))


def _rows(sheet: Any, unescape: Callable[[str], str]) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of a sheet that hold anything."""
    sheet.reset_dimensions()  # what the file says of its own size need not be so
    found = 0
    for number, row in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS), 1):
        cells = tuple(_cell(cell, sheet.title, number, column, unescape) for column, cell in enumerate(row, 1))
        if all(is_empty(cell) for cell in cells):
            continue
        found += 1
        if found > MOST_ROWS:
            raise ExchangeError("workbook_rows", sheet=sheet.title, limit=MOST_ROWS)
        yield cells


def _cell(cell: Any, sheet: str, row: int, column: int, unescape: Callable[[str], str]) -> Cell:
    value = cell.value
    if value is None:
        return Cell(None, "")
    place = f"{sheet}, {get_column_letter(column)}{row}"
    if cell.data_type == "f":
        raise ExchangeError("workbook_formula", place=place)
    return Cell(_plain(value, cell.number_format or "", unescape), place)


def _plain(value: Any, number_format: str, unescape: Callable[[str], str]) -> Plain:
    """Return a value as text or number; a day that is shown as a month only is a month."""
    if isinstance(value, str):
        return unescape(value)
    if isinstance(value, dt.datetime | dt.date):
        return f"{value:%Y-%m-%d}" if "d" in number_format.lower() else f"{value:%Y-%m}"
    return value if type(value) in (int, float) else str(value)


def _keep(text: str) -> str:
    return text


def _is_from_libreoffice(data: bytes) -> bool:
    """Return whether LibreOffice wrote the file; it takes the escapes of Excel off and puts none on."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return "docProps/app.xml" in parts.namelist() and b"LibreOffice" in parts.read("docProps/app.xml")
