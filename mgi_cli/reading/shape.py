"""The JSON Schemas of profiles, made from a framework: what may stand where.

The profile schema is generated, because the indicators and the scale are the framework's. Draft 7, because every editor
and validator knows it; no ``anyOf`` or ``oneOf``, because their messages mislead.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mgi_cli.model import STAGES, Kind, Status

if TYPE_CHECKING:
    from mgi_cli.model import Framework

Schema = dict[str, Any]

FORMAT = 1
"""The version of the profile format that this mgi reads and writes."""

# (?!\n) because Python's $ also matches before a last line break, and other validators' does not.
DATE = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?(?!\n)$"
COUNTRY = r"^[A-Z]{3}(?!\n)$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*(?!\n)$"
KEY = r"^[A-Za-z0-9][A-Za-z0-9._-]*(?!\n)$"
URL = r"^https?://[^\s]+(?!\n)$"
NOT_BLANK = r"[^\s]"

LIST_MARK = re.compile(r"\s*(?P<start>[–—−•·●▪◦‣∙*](?P<space>\s*)|-)(?=[\w\"'{])")  # noqa: RUF001 - as people type them
"""What people type at the beginning of an entry of a list in place of a hyphen and a space."""

ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Spaces that look like the plain one and mean nothing to YAML, as the inside of a character class."""

PLACE_TYPES = (
    "municipality", "city", "canton", "district", "county", "province", "state", "region", "country", "other",
)  # fmt: skip
HEAD = (
    "format", "framework", "illustrative", "place", "assessment", "sources", "findings", "answers", "proposals",
    "stages", "plan", "unplaced", "unmoved",
)  # fmt: skip
"""The keys at the top of a profile, in the order in which they are written."""

SECTIONS = ("sources", "findings", "answers")
"""Those of them that hold entries by key."""

NEEDED = ("format", "framework", "place", "assessment")
"""Those of them without which it is no profile."""


def _text(description: str) -> Schema:
    return {"type": "string", "pattern": NOT_BLANK, "description": description}


def _date(description: str) -> Schema:
    described = f'{description}: "2022", "2022-09" or "2022-09-15", in quotes'
    return {"type": "string", "pattern": DATE, "description": described}


def _keys(description: str) -> Schema:
    items = {"type": "string", "pattern": KEY}
    return {"type": "array", "items": items, "uniqueItems": True, "description": description}


def _choice(values: tuple[str, ...], description: str) -> Schema:
    return {"type": "string", "enum": list(values), "description": description}


def _mapping(properties: Schema, *required: str, description: str, **more: Any) -> Schema:
    return {
        "type": "object",
        "description": description,
        "properties": properties,
        "patternProperties": {"^x-": {}},
        "additionalProperties": False,
        **({"required": list(required)} if required else {}),
        **more,
    }


def _section(of: str, description: str) -> Schema:
    return {
        "type": ["object", "null"],
        "description": description,
        "propertyNames": {"pattern": KEY},
        "additionalProperties": {"$ref": f"#/definitions/{of}"},
    }


def _when(key: str, value: str, needs: str) -> Schema:
    condition = {"properties": {key: {"const": value}}, "required": [key]}
    return {"if": condition, "then": {"required": [needs]}}


def _when_there(key: str, needs: str) -> Schema:
    return {"if": {"required": [key]}, "then": {"required": [needs]}}


def profile_schema(framework: Framework, *, texts: bool) -> Schema:
    """Return the JSON Schema of profiles that answer ``framework``.

    With ``texts``, each indicator bears its label and question as title and description, for editors. They change no
    verdict, and without them no long text of the framework has to be read.
    """
    indicators = {key: _answer_of(framework, key, texts=texts) for key in framework.indicators}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"MGI profile, framework {framework.id}",
        **_mapping(
            {
                "format": {"const": FORMAT, "description": "Version of this file format"},
                "framework": {"const": framework.id, "description": "The edition of the framework that is answered"},
                "illustrative": {"type": "boolean", "description": "true for a made-up profile; all output says so"},
                "place": {"$ref": "#/definitions/place"},
                "assessment": {"$ref": "#/definitions/assessment"},
                "sources": _section(
                    "source", "The documents that findings and evidence refer to, by a key of your own"
                ),
                "findings": _section(
                    "finding", "What the assessment found, in the order published, by a key of your own"
                ),
                "answers": {
                    "type": ["object", "null"],
                    "description": "The answers by indicator; what is left out is not assessed",
                    "properties": indicators,
                    "additionalProperties": False,
                },
                "proposals": {"type": "array", "items": {"$ref": "#/definitions/proposal"}},
                "stages": {"type": "array", "items": {"$ref": "#/definitions/stage"}},
                "plan": _plan(tuple(framework.indicators)),
                "unplaced": {"type": "array", "items": {"type": "object"}},
                "unmoved": {},
            },
            *NEEDED,
            description="One round of assessment of one place",
        ),
        "definitions": _definitions(framework),
    }


def _answer_of(framework: Framework, key: str, *, texts: bool) -> Schema:
    answer: Schema = {"$ref": "#/definitions/answer"}
    if texts:
        text = framework.text(key)
        answer = {"title": f"{key} {text.label}", "description": text.question, **answer}
    return answer


def _definitions(framework: Framework) -> Schema:
    scale = tuple(str(status) for status in framework.scale)
    domains = tuple(domain.id for domain in framework.domains)
    return {
        "place": _place(),
        "assessment": _assessment(),
        "source": _source(),
        "finding": _finding(domains),
        "answer": _answer(scale),
        "evidence": _evidence(),
        "proposal": _proposal(scale, tuple(framework.indicators)),
        "stage": _stage(),
        "action": _action(),
        "actions": {"type": "array", "items": {"$ref": "#/definitions/action"}},
    }


def _place() -> Schema:
    properties = {
        "id": {"type": "string", "pattern": KEY, "description": "The same in every round of the same place"},
        "name": _text("Name of the place"),
        "type": _choice(PLACE_TYPES, "Kind of place; with other, type_name says which"),
        "type_name": _text("Kind of place in words, where type is other"),
        "country": {"type": "string", "pattern": COUNTRY, "description": "ISO 3166-1 alpha-3 code, such as CRI"},
        "country_name": _text("Name of the country, where the code is not in ISO 3166-1"),
        "within": _text("The larger unit that the place lies in"),
    }
    more = _when("type", "other", "type_name")
    return _mapping(properties, "id", "name", "type", "country", description="Whom the profile is about", **more)


def _assessment() -> Schema:
    properties = {
        "round": {"type": "integer", "minimum": 1, "description": "1 for the first assessment of the place"},
        "published": _date("When it was published"),
        "language": {"type": "string", "pattern": LANGUAGE, "description": "Language of the texts, such as en"},
        "basis": _text("What the answers rest on, shown with the profile"),
        "basis_translations": _translations("The basis in other languages, by language code", "basis"),
    }
    more = _when_there("basis_translations", "basis")
    return _mapping(properties, "round", description="The round of assessment", **more)


def _translations(description: str, of: str) -> Schema:
    return {
        "type": "object",
        "description": description,
        "propertyNames": {"pattern": LANGUAGE},
        "additionalProperties": _text(f"The {of} in this language"),
    }


def _source() -> Schema:
    properties = {
        "title": _text("Title of the document"),
        "publisher": _text("Who published it"),
        "date": _date("When it was published"),
        "url": {"type": "string", "pattern": URL, "description": "Address, beginning with http:// or https://"},
        "note": _text("Anything a reader should know of it"),
    }
    return _mapping(properties, "title", description="A document that findings and evidence refer to")


def _finding(domains: tuple[str, ...]) -> Schema:
    kinds = tuple(str(kind) for kind in Kind)
    properties = {
        "domain": _choice(domains, "The domain under which it was published"),
        "kind": _choice(kinds, "well_developed, or potential for further development"),
        "text": _text("What was found"),
        "translations": _translations("The text in other languages, by language code", "text"),
        "sources": _keys("Keys of the sources it rests on"),
    }
    return _mapping(properties, "domain", "kind", "text", description="A key finding")


def _answer(scale: tuple[str, ...]) -> Schema:
    properties = {
        "status": _choice(scale, "The answer to the question"),
        "reason": _text("Why the indicator does not apply; needed with not_applicable"),
        "findings": _keys("Keys of the key findings that inform the answer"),
        "evidence": {"type": "array", "items": {"$ref": "#/definitions/evidence"}},
        "note": _text("Anything a reader should know of the answer"),
        "assessed_on": _date("When it was answered"),
        "assessed_by": _text("Who answered: an office, or a name"),
    }
    more = _when("status", str(Status.NOT_APPLICABLE), "reason") if Status.NOT_APPLICABLE in scale else {}
    return _mapping(properties, "status", description="The answer to one indicator", **more)


ANSWER_KEYS = tuple(_answer(())["properties"])
"""The keys of an answer."""

FIELDS = {
    "sources": tuple(_source()["properties"]),
    "findings": tuple(_finding(())["properties"]),
    "answers": ANSWER_KEYS,
}
"""The keys of an entry, by its section."""


def _evidence() -> Schema:
    properties = {
        "text": _text("What shows the answer"),
        "date": _date("Its date"),
        "valid_until": _date("Until when it holds good"),
        "sources": _keys("Keys of the sources where it stands"),
    }
    return _mapping(properties, "text", description="Something that shows an answer")


def _proposal(scale: tuple[str, ...], indicators: tuple[str, ...]) -> Schema:
    properties = {
        "indicator": _choice(indicators, "The indicator that might be answered"),
        "status": _choice(scale, "The answer proposed"),
        "finding": {"type": "string", "pattern": KEY, "description": "The key finding it was read from"},
        "confidence": {"type": "number", "minimum": 0, "maximum": 1, "description": "How sure the proposal is, 0 to 1"},
        "because": _text("The words that led to it"),
        "origin": _text("What made the proposal"),
    }
    return _mapping(properties, "indicator", "status", description="A suggested answer; counted nowhere")


def _stage() -> Schema:
    properties = {
        "stage": _choice(STAGES, "Stage of the assessment"),
        "start": _date("When it began, or is to begin"),
        "end": _date("When it ended, or is to end"),
        "participants": {"type": "array", "items": _text("Who took part")},
    }
    return _mapping(properties, "stage", description="A stage of the assessment")


def _plan(indicators: tuple[str, ...]) -> Schema:
    return {
        "type": ["object", "null"],
        "description": "What the place means to do, by indicator",
        "properties": {key: {"$ref": "#/definitions/actions"} for key in indicators},
        "additionalProperties": False,
    }


def _action() -> Schema:
    properties = {
        "action": _text("What is to be done"),
        "priority": _text("How urgent it is, in the place's own words"),
        "owner": _text("Who is responsible: an office, or a name"),
        "due": _date("By when"),
        "budget": _text("What it costs, and who pays"),
        "success": _text("By what one will see that it is done"),
    }
    return _mapping(properties, description="A planned action")


ACTION_KEYS = tuple(_action()["properties"])
"""The keys of a planned action."""
