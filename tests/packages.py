"""A folder of data read back: held against its own description, and made into profiles again."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

import jsonschema

from mgi_cli.model import (
    Answer,
    Assessment,
    Evidence,
    KeyFinding,
    Kind,
    OwnEntry,
    Place,
    PlannedAction,
    Profile,
    Proposal,
    Source,
    Stage,
    Status,
    Unplaced,
)
from mgi_cli.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Row = dict[str, str]
Tables = dict[str, list[Row]]

# The rules of https://specs.frictionlessdata.io for tabular packages that ours has to keep to, stricter where we are
_NAME = {"type": "string", "pattern": r"^[a-z0-9._-]+$"}
_NAMES = {"type": "array", "items": {"type": "string"}, "minItems": 1, "uniqueItems": True}
_FIELD = {
    "type": "object",
    "properties": {
        "name": {"type": "string"},
        "type": {"enum": ["string", "integer", "number", "boolean"]},
        "format": {"enum": ["uri"]},
        "description": {"type": "string", "minLength": 1},
        "trueValues": {"const": ["true"]},
        "falseValues": {"const": ["false"]},
        "constraints": {
            "type": "object",
            "properties": {
                "required": {"const": True},
                "enum": _NAMES,
                "pattern": {"type": "string"},
                "minimum": {"type": "number"},
                "maximum": {"type": "number"},
            },
            "additionalProperties": False,
        },
    },
    "required": ["name", "type", "description"],
    "additionalProperties": False,
}
_REFERENCE = {
    "type": "object",
    "properties": {
        "fields": _NAMES,
        "reference": {
            "type": "object",
            "properties": {"resource": _NAME, "fields": _NAMES},
            "required": ["resource", "fields"],
            "additionalProperties": False,
        },
    },
    "required": ["fields", "reference"],
    "additionalProperties": False,
}
_RESOURCE = {
    "type": "object",
    "properties": {
        "profile": {"const": "tabular-data-resource"},
        "name": _NAME,
        "path": {"type": "string", "pattern": r"^[a-z_]+\.csv$"},
        "description": {"type": "string", "minLength": 1},
        "format": {"const": "csv"},
        "mediatype": {"const": "text/csv"},
        "encoding": {"const": "utf-8"},
        "dialect": {
            "const": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        },
        "schema": {
            "type": "object",
            "properties": {
                "fields": {"type": "array", "items": _FIELD, "minItems": 1},
                "primaryKey": _NAMES,
                "foreignKeys": {"type": "array", "items": _REFERENCE, "minItems": 1},
                "missingValues": {"const": [""]},
            },
            "required": ["fields", "primaryKey", "missingValues"],
            "additionalProperties": False,
        },
    },
    "required": ["profile", "name", "path", "encoding", "dialect", "schema"],
    "additionalProperties": False,
}
_PACKAGE = {
    "type": "object",
    "properties": {
        "profile": {"const": "tabular-data-package"},
        "name": _NAME,
        "title": {"type": "string"},
        "description": {"type": "string"},
        "mgi": {"type": "object"},
        "resources": {"type": "array", "items": _RESOURCE, "minItems": 1},
    },
    "required": ["profile", "name", "resources"],
    "additionalProperties": False,
}
_IS: dict[str, Callable[[str], object]] = {
    "string": lambda _: True,
    "integer": lambda text: re.fullmatch("[+-]?[0-9]+", text),
    "number": lambda text: re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?", text),
    "boolean": lambda text: text in ("true", "false"),
}


def tables(files: Mapping[str, bytes]) -> Tables:
    """Return the tables of a folder by name, each row by column, cells as they stand there."""
    found = {}
    for name, data in files.items():
        if name.endswith(".csv"):
            assert data.startswith(b"\xef\xbb\xbf")
            lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
            assert {len(line) for line in lines} == {len(lines[0])}
            found[name.removesuffix(".csv")] = [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
    return found


def check(files: Mapping[str, bytes]) -> None:
    """Assert that a folder is a tabular data package and that its tables are as it says."""
    package = json.loads(files["datapackage.json"])
    jsonschema.Draft7Validator(_PACKAGE).validate(package)
    resources = {resource["name"]: resource for resource in package["resources"]}
    assert len(resources) == len(package["resources"])
    assert {resource["path"] for resource in resources.values()} == {name for name in files if name.endswith(".csv")}
    read = tables(files)
    for name, resource in resources.items():
        head = files[resource["path"]].decode("utf-8-sig").split("\r\n", 1)[0]
        assert head.split(",") == [field["name"] for field in resource["schema"]["fields"]]
        for row in read[name]:
            for field in resource["schema"]["fields"]:
                _check_cell(row[field["name"]], field)
        _check_keys(name, resource["schema"], read)


def _check_cell(cell: str, field: Mapping[str, Any]) -> None:
    rules = field.get("constraints", {})
    if not cell:
        assert not rules.get("required"), field
        return
    assert _IS[field["type"]](cell), (field, cell)
    assert cell in rules.get("enum", [cell]), (field, cell)
    assert re.fullmatch(rules.get("pattern", "(?s:.*)"), cell), (field, cell)
    if "minimum" in rules:
        assert rules["minimum"] <= float(cell) <= rules.get("maximum", float("inf")), (field, cell)


def _check_keys(name: str, schema: Mapping[str, Any], read: Tables) -> None:
    keys = _values(read[name], schema["primaryKey"])
    assert len(set(keys)) == len(keys), name
    assert all(all(key) for key in keys), name
    for reference in schema.get("foreignKeys", ()):
        theirs = reference["reference"]
        there = set(_values(read[theirs["resource"]], theirs["fields"]))
        mine = {key for key in _values(read[name], reference["fields"]) if any(key)}
        assert mine <= there, (name, reference)


def _values(rows: Iterable[Row], names: Iterable[str]) -> list[tuple[str, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


# Back into profiles, as the codebook says


class Back:
    """The tables of a folder, from which the facts of one profile are put together again."""

    def __init__(self, files: Mapping[str, bytes], name: str) -> None:
        """Keep the rows of the profile."""
        self.name = name
        self._rows = {
            table: [
                {column: re.sub("^'(?=[=+@'-])", "", cell) for column, cell in row.items()}
                for row in rows
                if row.get("profile") == name
            ]
            for table, rows in tables(files).items()
        }

    def profile(self) -> Profile:
        """Return the profile that the tables tell of."""
        (head,) = self._rows["profiles"]
        return Profile(
            name=self.name,
            framework=head["framework"],
            illustrative=head["illustrative"] == "true",
            place=Place(
                id=head["place_id"],
                name=head["place"],
                **self._given(head, "type", "country", "type_name", "country_name", "within"),
            ),
            assessment=Assessment(
                round=int(head["round"]),
                **{"language": None, **self._given(head, "published", "language", "basis")},
                basis_translations={row["lang"]: row["text"] for row in self._rows["basis_translations"]},
            ),
            sources={
                row["source"]: Source(id=row["source"], **self._given(row, "title", "publisher", "date", "url", "note"))
                for row in self._rows["sources"]
            },
            findings={row["finding"]: self._finding(row) for row in self._rows["findings"]},
            answers={row["indicator"]: self._answer(row) for row in self._rows["answers"] if row["recorded"] == "true"},
            proposals=tuple(self._proposal(row) for row in self._rows["proposals"]),
            stages=tuple(self._stage(row) for row in self._rows["stages"]),
            plan={code: self._actions(code) for code in dict.fromkeys(row["indicator"] for row in self._rows["plan"])},
            unplaced=tuple(Unplaced(text=row["text"], under=row["where"]) for row in self._other("unplaced")),
            own=tuple(OwnEntry(route=_route(row["where"]), text=row["text"]) for row in self._other("own")),
        )

    def _given(self, row: Row, *names: str) -> dict[str, Any]:
        return {name: row[name] for name in names if row[name]}

    def _of(self, table: str, **where: str) -> list[Row]:
        return [row for row in self._rows[table] if all(row[key] == value for key, value in where.items())]

    def _other(self, kind: str) -> list[Row]:
        return self._of("other", kind=kind)

    def _finding(self, row: Row) -> KeyFinding:
        key = row["finding"]
        return KeyFinding(
            id=key,
            domain=row["domain"],
            kind=Kind(row["kind"]),
            text=Text(value=row["text"], lang=row["lang"] or None),
            translations={item["lang"]: item["text"] for item in self._of("translations", finding=key)},
            sources=tuple(item["source"] for item in self._of("finding_sources", finding=key)),
        )

    def _answer(self, row: Row) -> Answer:
        code = row["indicator"]
        return Answer(
            indicator=code,
            status=Status(row["status"]),
            findings=tuple(item["finding"] for item in self._of("answer_findings", indicator=code)),
            evidence=tuple(self._evidence(item) for item in self._of("evidence", indicator=code)),
            **self._given(row, "reason", "note", "assessed_on", "assessed_by"),
        )

    def _evidence(self, row: Row) -> Evidence:
        where = {"indicator": row["indicator"], "evidence": row["evidence"]}
        sources = tuple(item["source"] for item in self._of("evidence_sources", **where))
        return Evidence(sources=sources, **self._given(row, "text", "date", "valid_until"))

    def _proposal(self, row: Row) -> Proposal:
        return Proposal(
            indicator=row["indicator"],
            status=Status(row["status"]),
            confidence=float(row["confidence"]) if row["confidence"] else None,
            **self._given(row, "finding", "because", "origin"),
        )

    def _stage(self, row: Row) -> Stage:
        took_part = self._of("participants", stage_number=row["number"])
        participants = tuple(item["participant"] for item in took_part)
        return Stage(stage=row["stage"], participants=participants, **self._given(row, "start", "end"))

    def _actions(self, code: str) -> tuple[PlannedAction, ...]:
        names = ("action", "priority", "owner", "due", "budget", "success")
        return tuple(PlannedAction(**self._given(row, *names)) for row in self._of("plan", indicator=code))


def _route(pointer: str) -> tuple[str, ...]:
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:])
