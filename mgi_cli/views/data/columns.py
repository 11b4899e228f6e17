"""What a table of data is: its columns and what may stand in them, its key, its rows, and what it refers to."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mgi_cli.views.data import Dataset

Plain = str | int | float | bool | None
Row = tuple[Plain, ...]


class Type(StrEnum):
    """What the values of a column are.

    A ``CODE`` is a word of the format, of a framework or of the user's own that others refer to; a ``DATE`` is
    ``2022``, ``2022-09`` or ``2022-09-15``; ``COUNT`` is a whole number.
    """

    TEXT = "text"
    CODE = "code"
    DATE = "date"
    ADDRESS = "address"
    COUNT = "count"
    SHARE = "share"
    YES_NO = "yes_no"


class Column(NamedTuple):
    """A column: its name, what its values are, whether each row has one, and the values there are, if they are few."""

    name: str
    type: Type = Type.TEXT
    needed: bool = False
    choices: tuple[str, ...] = ()


class Reference(NamedTuple):
    """Columns whose values together stand in columns of another table too."""

    columns: tuple[str, ...]
    table: str
    theirs: tuple[str, ...]


class Table(Value):
    """A table of data; the columns of ``key`` together tell its rows apart."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Callable[[Dataset], Iterator[Row]]
    references: tuple[Reference, ...] = ()


def code(name: str, *choices: str, needed: bool = True) -> Column:
    """Return a column of codes."""
    return Column(name, Type.CODE, needed, choices)


def text(name: str, *, needed: bool = False) -> Column:
    """Return a column of texts."""
    return Column(name, Type.TEXT, needed)


def date(name: str) -> Column:
    """Return a column of dates."""
    return Column(name, Type.DATE)


def number(name: str) -> Column:
    """Return a column of whole numbers, one in each row."""
    return Column(name, Type.COUNT, needed=True)


def yes_no(name: str) -> Column:
    """Return a column that says yes or no in each row."""
    return Column(name, Type.YES_NO, needed=True)


def to(table: str, *columns: str, theirs: tuple[str, ...] = ()) -> Reference:
    """Return a reference to another table, whose columns have the same names unless they are given."""
    return Reference(columns, table, theirs or columns)
