"""What was read of a workbook or a table, before anybody says what it means: sheets, rows, cells."""

from __future__ import annotations

import re
from typing import NamedTuple

from mgi_cli.value import Value

Plain = str | int | float | None

_ESCAPABLE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


class Cell(NamedTuple):
    """A cell with its place as people say it: ``3 Partnerships, D14``, or ``line 14, column 4``."""

    value: Plain
    place: str


class Sheet(Value):
    """A sheet: its name, and its rows that hold anything."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


def is_empty(cell: Cell) -> bool:
    """Return whether nothing stands in a cell that anybody could see."""
    return cell.value is None or (isinstance(cell.value, str) and not cell.value.strip())


def words_of(cell: Cell) -> str:
    """Return a cell as a person reads it: a whole number without its point, nothing as nothing."""
    value = cell.value
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return "" if value is None else str(value)


def escape_x(text: str) -> str:
    """Return a text as it is written so that Excel means it."""
    return _ESCAPABLE.sub("_x005F_", text) if "_x" in text else text


def unescape_x(text: str) -> str:
    """Return a text as Excel means it: ``_x000D_`` is a character, ``_x005F_`` the underscore of one that is none."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16))
    return match[0] if "\ud800" <= char <= "\udfff" else char
