"""Tables of data as the files of a folder: CSV, a Frictionless Data Package that describes them, and a codebook.

https://specs.frictionlessdata.io/data-package, in its first version, which every tool for such packages reads.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from mgi_cli import __version__
from mgi_cli.exchange import codebook
from mgi_cli.exchange.fields import plain
from mgi_cli.render.as_csv import escape
from mgi_cli.render.as_json import dump
from mgi_cli.views.data.columns import Type
from mgi_cli.views.data.tables import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_cli.views.data import Dataset
    from mgi_cli.views.data.columns import Column, Plain, Row, Table
    from mgi_cli.words import Words

Tree = dict[str, Any]

# Excel takes a file without the mark for one in the local code page and garbles every accent. pandas, R (readr, fread,
# base since 3.0), frictionless and DuckDB pass over it, so that it costs nobody else anything.
_MARK = b"\xef\xbb\xbf"
_LINE_END = "\r\n"  # RFC 4180, and what a package says where it says nothing

_DATE = "[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
_TYPES: dict[Type, Tree] = {
    Type.TEXT: {"type": "string"},
    Type.CODE: {"type": "string"},
    Type.DATE: {"type": "string", "constraints": {"pattern": _DATE}},  # also of a year or a month
    Type.ADDRESS: {"type": "string", "format": "uri"},
    Type.COUNT: {"type": "integer", "constraints": {"minimum": 0}},
    Type.SHARE: {"type": "number", "constraints": {"minimum": 0, "maximum": 1}},
    Type.YES_NO: {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
}


def files(data: Dataset, words: Words) -> dict[str, bytes]:
    """Return the files of a folder of data by their names; the same data gives the same bytes."""
    rows = {table.name: list(table.rows(data)) for table in TABLES}
    made = {f"{table.name}.csv": _csv(table, rows[table.name]) for table in TABLES}
    made["datapackage.json"] = dump(descriptor(data, words)).encode()
    made["codebook.md"] = codebook.text(data, {name: len(every) for name, every in rows.items()}, words).encode()
    return made


def _csv(table: Table, rows: Iterable[Row]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=_LINE_END)
    writer.writerow([column.name for column in table.columns])
    writer.writerows([cell(value) for value in row] for row in rows)
    return _MARK + out.getvalue().encode()


def cell(value: Plain) -> str:
    """Return a value as its cell holds it; no text in it is a formula, and nothing is left empty that is not so."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(plain(value)) if isinstance(value, str) else str(value)


def descriptor(data: Dataset, words: Words) -> Tree:
    """Return what ``datapackage.json`` says of the tables."""
    said = [words.say("tables.description", n=len(data.profiles)), *codebook.notices(data, words)]
    return {
        "profile": "tabular-data-package",
        "name": "mgi-profiles",
        "title": words.say("tables.title"),
        "description": " ".join(said),
        "mgi": {"version": __version__, "lang": words.lang, "without_names": data.nameless},
        "resources": [_resource(table, words) for table in TABLES],
    }


def _resource(table: Table, words: Words) -> Tree:
    references = [
        {
            "fields": list(reference.columns),
            "reference": {"resource": reference.table, "fields": list(reference.theirs)},
        }
        for reference in table.references
    ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": words.say(f"tables.table_{table.name}"),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": _LINE_END, "quoteChar": '"', "doubleQuote": True},
        "schema": {
            "fields": [_field(column, table, words) for column in table.columns],
            "primaryKey": list(table.key),
            **({"foreignKeys": references} if references else {}),
            "missingValues": [""],
        },
    }


def _field(column: Column, table: Table, words: Words) -> Tree:
    kind = _TYPES[column.type]
    constraints = {
        **({"required": True} if column.needed else {}),
        **kind.get("constraints", {}),
        **({"enum": list(column.choices)} if column.choices else {}),
    }
    described = {"name": column.name, **kind, "description": codebook.meaning(column, table, words)}
    return {**described, "constraints": constraints} if constraints else described
