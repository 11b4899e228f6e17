"""What a cell that a person filled in means: one parser for each kind of field, and what it could not make out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mgi_cli.exchange.sheets import words_of
from mgi_cli.reading import shape
from mgi_cli.reading.meant import date_of, is_in_calendar
from mgi_cli.text import fold, unquoted
from mgi_cli.value import NOTHING, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mgi_cli.exchange.fields import Labels
    from mgi_cli.exchange.sheets import Cell
    from mgi_cli.reading.generous import Vocabulary


class UnclearError(Exception):
    """A cell that could mean nothing, or several things. ``code`` names the sentence, ``params`` are its facts."""

    def __init__(self, code: str, **params: object) -> None:
        """Keep the code and the facts; see ``unclear_…`` in ``importing.yaml``."""
        super().__init__(code)
        self.code = code
        self.params = params


class Meaning(Value):
    """What cells are read by.

    ``words`` are what people type in any language; ``lists`` what the lists of the sheets hold, folded, to their codes,
    by kind; ``cite`` returns the keys of the sources that a text names, ``findings`` are the keys there are,
    ``statuses`` the answers there are, in the words of the list to choose from.
    """

    words: Vocabulary
    lists: Mapping[str, Mapping[str, str]]
    cite: Callable[[str], list[str]]
    types: Mapping[str, str] = NOTHING
    findings: frozenset[str] = frozenset()
    statuses: tuple[str, ...] = ()

    def of(self, kind: str, cell: Cell) -> Any:
        """Return the value that a cell holds, ``None`` for an empty one; raises ``UnclearError``."""
        text = words_of(cell)
        return _PARSERS[kind](text, self) if text.strip() else None


def lists(*every: Labels) -> dict[str, dict[str, str]]:
    """Return the folded words of lists to choose from, to their codes, by kind; the code and the bare name are words.

    A domain is known by its number too: ``3 Partnerships``, ``Partnerships``, ``partnerships`` and ``3`` are one.
    """
    found: dict[str, dict[str, str]] = {}
    for labels in every:
        for kind, named in labels.document().items():
            words = found.setdefault(kind, {})
            for code, label in named.items():
                number, _, name = label.partition(" ")
                more = (number, name) if kind == "domain" else ()
                words |= {fold(word): code for word in (code, label, *more) if fold(word)}
    return found


def _text(text: str, meaning: Meaning) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _status(text: str, meaning: Meaning) -> str:
    word = fold(unquoted(text))
    found = meaning.lists["status"].get(word) or meaning.words.statuses.get(word)
    if not word or found is None:
        raise UnclearError("status", value=text, choices=list(meaning.statuses))
    return str(found)


def _date(text: str, meaning: Meaning) -> str:
    inside = unquoted(text)
    found = inside if re.search(shape.DATE, inside) else date_of(inside, meaning.words.months)
    if found is None:
        raise UnclearError("date", value=text)
    if not is_in_calendar(found):
        raise UnclearError("day", value=text)
    return found


def _chosen(kind: str) -> Callable[[str, Meaning], str]:
    def parse(text: str, meaning: Meaning) -> str:
        word = fold(unquoted(text))
        found = meaning.lists[kind].get(word) or (meaning.words.kinds.get(word) if kind == "kind" else None)
        if found is None:
            raise UnclearError(kind, value=text)
        return found

    return parse


def _type(text: str, meaning: Meaning) -> str:
    word = fold(unquoted(text))
    found = meaning.lists["type"].get(word) or meaning.types.get(word)
    if found is None:
        raise UnclearError("type", value=text)
    return found


def _country(text: str, meaning: Meaning) -> str:
    inside = unquoted(text)
    listed = meaning.lists["country"].get(fold(inside))
    if listed or re.search(shape.COUNTRY, inside):
        return listed or inside
    found = meaning.words.country(fold(inside))
    if found is None:
        raise UnclearError("country", value=text)
    return found


def _number(text: str, meaning: Meaning) -> int:
    if not re.fullmatch("[1-9][0-9]{0,8}", text.strip()):
        raise UnclearError("number", value=text)
    return int(text)


def _fitting(code: str, pattern: str, change: Callable[[str], str] = str) -> Callable[[str, Meaning], str]:
    def parse(text: str, meaning: Meaning) -> str:
        inside = change(unquoted(text))
        if not re.search(pattern, inside):
            raise UnclearError(code, value=text)
        return inside

    return parse


def _findings(text: str, meaning: Meaning) -> list[str]:
    keys = [part.strip() for part in re.split("[;,\n]", text) if part.strip()]
    for key in keys:
        if key not in meaning.findings:
            raise UnclearError("finding", value=key)
    return list(dict.fromkeys(keys))


def _sources(text: str, meaning: Meaning) -> list[str]:
    return meaning.cite(_text(text, meaning))


_PARSERS: dict[str, Callable[[str, Meaning], Any]] = {
    "text": _text,
    "status": _status,
    "date": _date,
    "domain": _chosen("domain"),
    "kind": _chosen("kind"),
    "type": _type,
    "country": _country,
    "number": _number,
    "key": _fitting("key", shape.KEY),
    "language": _fitting("language", shape.LANGUAGE, str.lower),
    "url": _fitting("url", shape.URL),
    "findings": _findings,
    "sources": _sources,
}
