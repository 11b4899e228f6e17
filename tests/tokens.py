"""A profile with a word of its own in every field, so that a test can tell which of them an output leaves out.

It is made from the schema of profiles: a field that is new there has its word here without anybody adding it.
"""

from __future__ import annotations

import datetime as dt
from itertools import count, cycle
from typing import TYPE_CHECKING, Any, NamedTuple

from mgi_cli.reading import fragments, shape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from mgi_cli.location import Route
    from mgi_cli.model import Framework
    from mgi_cli.reading.shape import Schema

_COPIES = 2
"""How many there are of what may be there several times."""

_MOST_BY_CODE = {"answers": 6, "plan": 7}
"""How many indicators have an entry: so many that each status is there, and that not all planned are answered."""

_SOURCES = 4
_NAMES = {"assessed_by", "participants", "owner"}


class Tokened(NamedTuple):
    """A profile and what stands in it, by route; of entries in lists the number from 0.

    ``texts`` are the tokens of free texts and of addresses, also below keys of one's own (``x-…``), ``keys`` those in
    keys of findings and sources (by the route of the entry) and in the id of the place. ``dates`` are whole days, each
    another one. The last finding and the last source are cited nowhere.
    """

    tree: dict[str, Any]
    texts: dict[Route, str]
    dates: dict[Route, str]
    keys: dict[Route, str]

    def save(self, path: Path) -> Path:
        """Write the profile to a file and return its path."""
        path.write_text(fragments.profile(self.tree, {}), "utf-8", newline="")
        return path

    def missing(self, text: str, *more: Mapping[Route, str]) -> dict[Route, str]:
        """Return the tokens of free texts, and of what else is given, that a text does not hold."""
        every = {route: token for tokens in (self.texts, *more) for route, token in tokens.items()}
        return {route: token for route, token in every.items() if token not in text}

    @property
    def names(self) -> dict[Route, str]:
        """The tokens that stand where names of persons do, or may: under keys of one's own."""
        return {route: token for route, token in self.texts.items() if _NAMES & set(route) or is_own(route)}


def is_own(route: Route) -> bool:
    """Return whether a route leads to something that the format leaves to its users."""
    keys = [step for step in route if isinstance(step, str)]
    beside = keys[0] == "unplaced" and keys[1] not in ("text", "from")
    return beside or keys[0] == "unmoved" or any(key.startswith("x-") for key in keys)


def tokened(framework: Framework, around: str = "{}") -> Tokened:
    """Return a made-up profile that answers ``framework``, with every field of its schema; it has no errors.

    ``around`` is what stands around each token of a free text, such as ``<b>{}</b>``; ``{}`` is its place. Nothing here
    is random.
    """
    walk = _Walk(framework, around)
    tree = walk.value(shape.profile_schema(framework, texts=False), ())
    return Tokened(tree=tree, texts=walk.texts, dates=walk.dates, keys=walk.keys)


class _Walk:
    """The profile under construction."""

    def __init__(self, framework: Framework, around: str) -> None:
        self.texts: dict[Route, str] = {}
        self.dates: dict[Route, str] = {}
        self.keys: dict[Route, str] = {}
        self._codes = tuple(framework.indicators)
        self._definitions: Schema = {}
        self._around = around
        self._tokens = (f"Tq{number:03}" for number in count(1))
        self._days = (str(dt.date(1990, 1, 1) + dt.timedelta(days=number)) for number in count(1))
        self._choices: dict[tuple[str, ...], Iterator[Any]] = {}
        self._made = {
            "sources": [next(self._tokens) for _ in range(_SOURCES)],
            "findings": [next(self._tokens) for _ in range(len(framework.domains) + 1)],
        }
        self._cited = {name: cycle(keys[:-1]) for name, keys in self._made.items()}

    def value(self, schema: Schema, route: Route) -> Any:
        """Return a value that a schema accepts."""
        self._definitions = schema.get("definitions", self._definitions)
        if "$ref" in schema:
            return self.value(self._definitions[schema["$ref"].removeprefix("#/definitions/")], route)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return self._choice(tuple(schema["enum"]), route)
        wanted = schema.get("type", "anything")
        kinds: dict[str, Callable[[Schema, Route], Any]] = {
            "object": self._mapping,
            "array": self._list,
            "string": self._string,
            "boolean": lambda *_: True,
            "integer": lambda *_: schema["minimum"],
            "number": lambda *_: round((schema["minimum"] + schema["maximum"]) * 0.37, 2),
            "anything": lambda *_: {"part": [self._token((*route, "part", number)) for number in range(_COPIES)]},
        }
        return kinds[wanted if isinstance(wanted, str) else wanted[0]](schema, route)

    def _choice(self, choices: tuple[str, ...], route: Route) -> str:
        """Return one choice after the other, the last first: it is the one that needs more to be said."""
        where = tuple(str(step) for step in route if isinstance(step, str) and step not in self._codes)
        name = (where[0], where[-1])
        chosen: str = next(self._choices.setdefault(name, cycle(choices[::-1])))
        return chosen

    def _mapping(self, schema: Schema, route: Route) -> dict[str, Any]:
        known = schema.get("properties", {})
        if set(known) == set(self._codes):
            known = {code: known[code] for code in _spread(self._codes, _MOST_BY_CODE[str(route[-1])])}
        made = {key: self.value(inside, (*route, key)) for key, inside in known.items()}
        more = schema.get("additionalProperties", {})
        if more:
            made |= {key: self.value(more, (*route, key)) for key in self._names(schema, route)}
        elif not known:  # an object of which the schema says nothing: what an import did not understand
            made = {key: self._token((*route, key)) for key in ("text", "from", "more")}
        own = [pattern.removeprefix("^") + "own" for pattern in schema.get("patternProperties", ())]
        return made | {key: self._token((*route, key)) for key in own}

    def _names(self, schema: Schema, route: Route) -> Sequence[str]:
        """Return the keys of entries that bear keys of one's own."""
        if schema["propertyNames"]["pattern"] == shape.LANGUAGE:
            return ("fr", "es")
        made = self._made[str(route[-1])]
        self.keys |= {(*route, key): key for key in made}
        return made

    def _list(self, schema: Schema, route: Route) -> list[Any]:
        if schema["items"].get("pattern") == shape.KEY:
            return [next(self._cited[str(route[-1])]) for _ in range(_COPIES)]
        return [self.value(schema["items"], (*route, number)) for number in range(_COPIES)]

    def _string(self, schema: Schema, route: Route) -> str:
        kinds: dict[str | None, Callable[[Route], str]] = {
            None: self._token,
            shape.NOT_BLANK: self._token,
            shape.DATE: self._date,
            shape.KEY: self._key,
            shape.URL: self._url,
            shape.COUNTRY: lambda _: "XAA",
            shape.LANGUAGE: lambda _: "en",
        }
        return kinds[schema.get("pattern")](route)

    def _token(self, route: Route) -> str:
        self.texts[route] = next(self._tokens)
        return self._around.replace("{}", self.texts[route])

    def _date(self, route: Route) -> str:
        self.dates[route] = next(self._days)
        return self.dates[route]

    def _key(self, route: Route) -> str:
        if route[-1] == "finding":
            return next(self._cited["findings"])
        self.keys[route] = next(self._tokens)
        return self.keys[route]

    def _url(self, route: Route) -> str:
        self.texts[route] = next(self._tokens)
        return f"https://example.org/{self.texts[route]}"


def _spread(names: Sequence[str], most: int) -> Sequence[str]:
    """Return some of many names, from the first to near the last."""
    return names[:: max(1, -(-len(names) // most))]
