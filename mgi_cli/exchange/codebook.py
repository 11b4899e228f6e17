"""The codebook of a folder of data, as Markdown: how the files are written, and what every column means.

The sentences in ``data/words/<language>/tables.yaml`` are Markdown themselves; what comes from elsewhere is escaped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_cli import __version__
from mgi_cli.model import Status
from mgi_cli.render.markdown import escape
from mgi_cli.views.data.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mgi_cli.views.data import Dataset
    from mgi_cli.views.data.columns import Column, Reference, Table
    from mgi_cli.words import Words

_HOW = ("tables", "encoding", "missing", "codes", "dates", "formulas", "controls")


def text(data: Dataset, counts: Mapping[str, int], words: Words) -> str:
    """Return the codebook; ``counts`` are the numbers of rows by table."""
    parts = [f"# {words.say('tables.codebook')}", words.say("tables.description", n=len(data.profiles))]
    parts += notices(data, words)
    parts += [words.say("tables.made_with", version=__version__), f"## {words.say('tables.how')}"]
    parts.append("\n".join(f"- {words.say(f'tables.how_{name}')}" for name in _HOW))
    parts += [f"## {words.say('tables.tables')}", _overview(counts, words)]
    for table in TABLES:
        parts += [f"## {table.name}", *_table(table, words)]
    parts += _values(data, words)
    return "\n\n".join(parts) + "\n"


def notices(data: Dataset, words: Words) -> list[str]:
    """Return what nobody may overlook: that there is no score, what is made up, and what was left out."""
    said = [words.say("tables.no_scores")]
    if data.made_up:
        said.append(
            words.say("tables.made_up", n=len(data.made_up), names=words.both([escape(name) for name in data.made_up]))
        )
    return [*said, words.say("tables.nameless")] if data.nameless else said


def meaning(column: Column, table: Table, words: Words) -> str:
    """Return what a column means, in this table or in all of them."""
    own = f"tables.{table.name}_{column.name}"
    return words.say(own if words.has(own) else f"tables.{column.name}")


def _overview(counts: Mapping[str, int], words: Words) -> str:
    rows = [
        (
            f"[{table.name}.csv](#{table.name})",
            words.number(counts[table.name]),
            words.say(f"tables.table_{table.name}"),
        )
        for table in TABLES
    ]
    return _grid([words.say(f"tables.{name}") for name in ("table", "rows", "holds")], rows)


def _table(table: Table, words: Words) -> Iterator[str]:
    yield words.say(f"tables.table_{table.name}")
    key = words.say("tables.key", columns=words.both([f"`{name}`" for name in table.key]))
    yield " ".join([key, *(_refers(reference, words) for reference in table.references)])
    rows = [
        (f"`{column.name}`", _type(column, words), meaning(column, table, words), _choices(column))
        for column in table.columns
    ]
    yield _grid([words.say(f"tables.{name}") for name in ("column", "type", "means", "values")], rows)


def _refers(reference: Reference, words: Words) -> str:
    name = "refers_one" if len(reference.columns) == 1 else "refers"
    columns, theirs = (words.both([f"`{item}`" for item in names]) for names in (reference.columns, reference.theirs))
    return words.say(f"tables.{name}", columns=columns, theirs=theirs, table=f"[{reference.table}](#{reference.table})")


def _type(column: Column, words: Words) -> str:
    kind = words.say(f"tables.type_{column.type}")
    return f"{kind}, {words.say('tables.needed')}" if column.needed else kind


def _choices(column: Column) -> str:
    return ", ".join(f"`{choice}`" for choice in column.choices)


def _values(data: Dataset, words: Words) -> Iterator[str]:
    """Yield what each of the values of a column means, for the columns that have only some; columns alike once."""
    told: dict[tuple[str, ...], list[str]] = {}
    for table in TABLES:
        for column in (item for item in table.columns if item.choices):
            told.setdefault(column.choices, []).append(f"`{table.name}.{column.name}`")
    for choices, names in told.items():
        yield f"## {words.say('tables.values_of', column=words.both(names))}"
        rows = [(f"`{choice}`", _value(choice, data, words)) for choice in choices]
        yield _grid([words.say("tables.value"), words.say("tables.means")], rows)


def _value(choice: str, data: Dataset, words: Words) -> str:
    """Return what a value means; of a status, what the frameworks say of it, each its own words."""
    if choice in set(Status):
        scales = [
            framework.scale[Status(choice)] for framework in data.frameworks.values() if choice in framework.scale
        ]
        return " / ".join(dict.fromkeys(escape(item.label + words.say("common.colon") + item.means) for item in scales))
    own = f"tables.value_{choice}"
    return words.say(own if words.has(own) else f"places.{choice}")


def _grid(heads: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a table of cells in Markdown."""
    head = list(heads)
    lines = [head, ["---"] * len(head), *(list(row) for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
