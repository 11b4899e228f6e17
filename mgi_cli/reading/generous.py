"""Reading is generous: what a hand-typed value certainly stands for, though the format wants it written otherwise.

Nothing is guessed here. A status in words of another language, a year without quotes, a single key where a list belongs
have one meaning each; a misspelt status has none, and stays an error.
"""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Any

from mgi_cli.diagnostic import NO_REPAIR, Diagnostic
from mgi_cli.model import Status
from mgi_cli.reading import shape
from mgi_cli.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mgi_cli.location import Document, Route

_DATE_KEYS = frozenset(("published", "date", "valid_until", "assessed_on", "start", "end"))
_CURLY = "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb"


def understand(document: Document, diagnostics: Iterable[Diagnostic], words: Mapping[str, Status]) -> list[Diagnostic]:
    """Return the diagnostics, with a repair for each whose value can only mean one thing."""
    return [_understand(document, diagnostic, words) for diagnostic in diagnostics]


def apply(tree: Any, diagnostics: Iterable[Diagnostic]) -> Any:
    """Return a copy of ``tree`` in which every repair has been made."""
    repaired = copy.deepcopy(tree)
    for diagnostic in diagnostics:
        if diagnostic.repairable and diagnostic.route and not diagnostic.at_key:
            inside = repaired
            for step in diagnostic.route[:-1]:
                inside = inside[step]
            inside[diagnostic.route[-1]] = diagnostic.repair
    return repaired


def _understand(document: Document, diagnostic: Diagnostic, words: Mapping[str, Status]) -> Diagnostic:
    repairer = _REPAIRERS.get(diagnostic.code)
    if repairer is None or diagnostic.repairable:
        return diagnostic
    return repairer(document, diagnostic, words)


def _status(diagnostic: Diagnostic, value: Any, words: Mapping[str, Status]) -> Diagnostic:
    status = words.get(fold(_unquoted(str(value))))
    if status is None:
        choices = list(dict.fromkeys(words.values()))
        return diagnostic.but(code="unknown_status", params={"value": value, "choices": choices})
    return _repaired(diagnostic, "status_in_words", str(status), value=str(value).lower())


def _repaired(diagnostic: Diagnostic, code: str, repair: Any, **params: Any) -> Diagnostic:
    return diagnostic.but(code=code, repair=repair, params={**diagnostic.params, **params, "repair": repair})


def _wrong_type(document: Document, diagnostic: Diagnostic, words: Mapping[str, Status]) -> Diagnostic:
    expected, value, route = diagnostic.params["expected"], diagnostic.params["value"], diagnostic.route
    if expected == "string" and isinstance(value, bool | int | float):
        if route[-1] == "status":
            return _status(diagnostic, value, words)
        return _without_quotes(document, diagnostic, route)
    repair = _FROM_TEXT[expected](value, words) if expected in _FROM_TEXT and isinstance(value, str) else NO_REPAIR
    return diagnostic if repair is NO_REPAIR else _repaired(diagnostic, "wrong_type", repair)


def _without_quotes(document: Document, diagnostic: Diagnostic, route: Route) -> Diagnostic:
    raw = document.raw(route).strip() if route in document.values else str(diagnostic.params["value"])
    if route[-1] in _DATE_KEYS and not re.search(shape.DATE, raw):
        return diagnostic.but(code="bad_date", params={"value": raw})
    return _repaired(diagnostic, "unquoted_text", raw, value=raw)


def _to_list(value: str, words: Mapping[str, Status]) -> Any:
    return [value]


def _to_integer(value: str, words: Mapping[str, Status]) -> Any:
    return int(value) if re.fullmatch("[0-9]{1,9}", value) else NO_REPAIR


def _to_boolean(value: str, words: Mapping[str, Status]) -> Any:
    meant = words.get(fold(value))
    return {Status.PRESENT: True, Status.ABSENT: False}.get(meant, NO_REPAIR) if meant else NO_REPAIR


_FROM_TEXT: dict[str, Callable[[str, Mapping[str, Status]], Any]] = {
    "array": _to_list,
    "integer": _to_integer,
    "boolean": _to_boolean,
}


def _unknown_status(document: Document, diagnostic: Diagnostic, words: Mapping[str, Status]) -> Diagnostic:
    status = words.get(fold(_unquoted(diagnostic.params["value"])))
    if status is None:
        return diagnostic
    return _repaired(diagnostic, "status_in_words", str(status))


def _unquoted(text: str) -> str:
    return text.strip().strip(_CURLY + "\"'").strip()


def _curly(pattern: str) -> Callable[[Document, Diagnostic, Mapping[str, Status]], Diagnostic]:
    def understand_curly(document: Document, diagnostic: Diagnostic, words: Mapping[str, Status]) -> Diagnostic:
        value = diagnostic.params["value"]
        inside = _unquoted(value)
        if diagnostic.at_key or inside == value or not re.search(pattern, inside):
            return diagnostic
        return _repaired(diagnostic, "curly_quotes", inside)

    return understand_curly


def _unknown_value(document: Document, diagnostic: Diagnostic, words: Mapping[str, Status]) -> Diagnostic:
    inside = _unquoted(diagnostic.params["value"])
    exact = {fold(choice): choice for choice in diagnostic.params["choices"]}.get(fold(inside))
    return _repaired(diagnostic, "other_spelling", exact) if exact else diagnostic


_REPAIRERS: dict[str, Callable[[Document, Diagnostic, Mapping[str, Status]], Diagnostic]] = {
    "wrong_type": _wrong_type,
    "unknown_status": _unknown_status,
    "unknown_value": _unknown_value,
    "bad_date": _curly(shape.DATE),
    "bad_country": _curly(shape.COUNTRY),
    "bad_language": _curly(shape.LANGUAGE),
    "bad_key": _curly(shape.KEY),
    "bad_url": _curly(shape.URL),
}
