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
from mgi_cli.text import fold, unquoted
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mgi_cli.location import Document, Route

    Repairer = Callable[["Document", Diagnostic, "Vocabulary"], Diagnostic]

_DATE_KEYS = frozenset(("published", "date", "valid_until", "assessed_on", "start", "end"))
_DATES = (
    re.compile(r"(?P<year>[0-9]{4})[-./ ](?P<month>[0-9]{1,2})(?:[-./ ](?P<day>[0-9]{1,2}))?"),
    re.compile(r"(?:(?P<day>[0-9]{1,2})[-./ ])?(?P<month>[0-9]{1,2})[-./ ](?P<year>[0-9]{4})"),
    re.compile(r"(?:(?P<day>[0-9]{1,2})\w{0,2}\.?,? )?(?:de )?(?P<word>[^\W\d_]+)\.?,? (?:de )?(?P<year>[0-9]{4})"),
    re.compile(r"(?P<word>[^\W\d_]+) (?P<day>[0-9]{1,2})\w{0,2},? (?P<year>[0-9]{4})"),
    re.compile(r"(?P<year>[0-9]{4}) (?P<word>[^\W\d_]+)"),
)
"""How people write dates: year first, year last, with the month in words; see ``_date``."""


class Vocabulary(Value):
    """What people type, in every language at once.

    ``statuses`` and ``months`` (1 to 12) are by folded word; ``country`` returns the code of a country by its folded
    name, or ``None``.
    """

    statuses: Mapping[str, Status]
    months: Mapping[str, int]
    country: Callable[[str], str | None]


NO_WORDS = Vocabulary(statuses={}, months={}, country=lambda _: None)
"""Enough to understand what no words are needed for."""


def understand(document: Document, diagnostics: Iterable[Diagnostic], words: Vocabulary) -> list[Diagnostic]:
    """Return the diagnostics, with a repair for each whose value can only mean one thing."""
    return [_understand(document, diagnostic, words) for diagnostic in diagnostics]


def apply(tree: Any, diagnostics: Iterable[Diagnostic]) -> Any:
    """Return a copy of ``tree`` in which every repair has been made."""
    repairs = [item for item in diagnostics if item.repairable and item.route and not item.at_key]
    if not repairs:
        return tree
    repaired = copy.deepcopy(tree)
    for diagnostic in repairs:
        inside = repaired
        for step in diagnostic.route[:-1]:
            inside = inside[step]
        inside[diagnostic.route[-1]] = diagnostic.repair
    return repaired


def _understand(document: Document, diagnostic: Diagnostic, words: Vocabulary) -> Diagnostic:
    repairer = _REPAIRERS.get(diagnostic.code)
    if repairer is None or diagnostic.repairable:
        return diagnostic
    return repairer(document, diagnostic, words)


def _repaired(diagnostic: Diagnostic, code: str, repair: Any, **params: Any) -> Diagnostic:
    return diagnostic.but(code=code, repair=repair, params={**diagnostic.params, **params, "repair": repair})


# A value of another kind


def _wrong_type(document: Document, diagnostic: Diagnostic, words: Vocabulary) -> Diagnostic:
    expected, value, route = diagnostic.params["expected"], diagnostic.params["value"], diagnostic.route
    if expected == "string" and isinstance(value, bool | int | float):
        if route[-1] == "status":
            return _status(diagnostic, value, words)
        return _without_quotes(document, diagnostic, route)
    if expected == "object" and len(route) == 2 and route[0] == "answers" and isinstance(value, str | bool):
        status = words.statuses.get(fold(unquoted(str(value))))
        if status:
            return _repaired(diagnostic, "wrong_type", {"status": str(status)})
    if not isinstance(value, str):
        return diagnostic
    if expected == "object" and (glued := re.fullmatch(r"(\w+):(\S.*)", value)):
        return diagnostic.but(code="no_space", params={"key": glued[1], "value": glued[2]})
    repair = _FROM_TEXT[expected](value, words) if expected in _FROM_TEXT else NO_REPAIR
    return diagnostic if repair is NO_REPAIR else _repaired(diagnostic, "wrong_type", repair)


def _without_quotes(document: Document, diagnostic: Diagnostic, route: Route) -> Diagnostic:
    raw = document.raw(route).strip() if route in document.values else str(diagnostic.params["value"])
    if route[-1] in _DATE_KEYS and not re.search(shape.DATE, raw):
        return diagnostic.but(code="bad_date", params={"value": raw})
    return _repaired(diagnostic, "unquoted_text", raw, value=raw)


def _to_list(value: str, words: Vocabulary) -> Any:
    return [value]


def _to_integer(value: str, words: Vocabulary) -> Any:
    return int(value) if re.fullmatch("[0-9]{1,9}", value) else NO_REPAIR


def _to_boolean(value: str, words: Vocabulary) -> Any:
    meant = words.statuses.get(fold(value))
    return {Status.PRESENT: True, Status.ABSENT: False}.get(meant, NO_REPAIR) if meant else NO_REPAIR


_FROM_TEXT: dict[str, Callable[[str, Vocabulary], Any]] = {
    "array": _to_list,
    "integer": _to_integer,
    "boolean": _to_boolean,
}


# A value in other words


def _status(diagnostic: Diagnostic, value: Any, words: Vocabulary) -> Diagnostic:
    status = words.statuses.get(fold(unquoted(str(value))))
    if status is None:
        choices = list(dict.fromkeys(words.statuses.values()))
        return diagnostic.but(code="unknown_status", params={"value": value, "choices": choices})
    return _repaired(diagnostic, "status_in_words", str(status), value=str(value).lower())


def _unknown_status(document: Document, diagnostic: Diagnostic, words: Vocabulary) -> Diagnostic:
    status = words.statuses.get(fold(unquoted(diagnostic.params["value"])))
    return diagnostic if status is None else _repaired(diagnostic, "status_in_words", str(status))


def _unknown_value(document: Document, diagnostic: Diagnostic, words: Vocabulary) -> Diagnostic:
    inside = unquoted(diagnostic.params["value"])
    exact = {fold(choice): choice for choice in diagnostic.params["choices"]}.get(fold(inside))
    return _repaired(diagnostic, "other_spelling", exact) if exact else diagnostic


def _wrong_constant(document: Document, diagnostic: Diagnostic, words: Vocabulary) -> Diagnostic:
    value, expected = diagnostic.params["value"], diagnostic.params["expected"]
    if not isinstance(value, str) or unquoted(value) != str(expected):
        return diagnostic
    code = "other_spelling" if unquoted(value) == value else "curly_quotes"
    return _repaired(diagnostic, code, expected)


def _missing_key(document: Document, diagnostic: Diagnostic, words: Vocabulary) -> Diagnostic:
    """Point at the place in the head of the profile where a key that is missing there belongs."""
    key = diagnostic.params["key"]
    if diagnostic.route or key not in shape.HEAD:
        return diagnostic
    after = [(later,) for later in shape.HEAD[shape.HEAD.index(key) + 1 :]]
    return diagnostic.but(mark=next((document.keys[route] for route in after if route in document.keys), None))


def _quoted_key(document: Document, diagnostic: Diagnostic, words: Vocabulary) -> Diagnostic:
    """Tell a code in curly quotation marks from one that the framework does not have."""
    inside = unquoted(diagnostic.params["key"])
    if inside == diagnostic.params["key"] or inside != diagnostic.suggestion:
        return diagnostic
    return diagnostic.but(code="curly_quotes", params={"value": diagnostic.params["key"]})


def _unknown_key(document: Document, diagnostic: Diagnostic, words: Vocabulary) -> Diagnostic:
    """Tell a key that is none from the rest of a text that a comma ended: ``{text: Forum, second part}``."""
    diagnostic = _quoted_key(document, diagnostic, words)
    route, mark = diagnostic.route, document.keys.get(diagnostic.route)
    if mark is None or diagnostic.code != "unknown_key":
        return diagnostic
    if document.values[route] != (mark.end_line, mark.end_column, mark.end_line, mark.end_column):
        return diagnostic
    before = document.lines[mark.line][: mark.column].rstrip()
    return diagnostic.but(code="comma_in_text", suggestion=None) if before.endswith(",") else diagnostic


def _inside_curly(pattern: str) -> Repairer:
    """Return the repairer of a value that would fit ``pattern`` without the curly quotes around it."""

    def understand_curly(document: Document, diagnostic: Diagnostic, words: Vocabulary) -> Diagnostic:
        value = diagnostic.params["value"]
        inside = unquoted(value)
        if diagnostic.at_key or inside == value or not re.search(pattern, inside):
            return diagnostic
        return _repaired(diagnostic, "curly_quotes", inside)

    return understand_curly


def _bad_date(document: Document, diagnostic: Diagnostic, words: Vocabulary) -> Diagnostic:
    inside = unquoted(diagnostic.params["value"])
    if inside != diagnostic.params["value"] and re.search(shape.DATE, inside):
        return _repaired(diagnostic, "curly_quotes", inside)
    meant = date(inside, words)
    return _repaired(diagnostic, "other_spelling", meant) if meant else diagnostic


def date(text: str, words: Vocabulary) -> str | None:
    """Return a date as the format has it, from how people write it; ``None`` where it is none or could be several."""
    if re.search(shape.DATE, text):
        return text
    dates = {found for pattern in _DATES if (match := pattern.fullmatch(text)) and (found := _date(match, words))}
    return dates.pop() if len(dates) == 1 else None


def _date(found: re.Match[str], words: Vocabulary) -> str | None:
    """Return a date as the format has it, or ``None`` where it is none or could be two: 5/9 is May or September."""
    parts = {"month": None, "day": None, "word": None, **found.groupdict()}
    month = words.months.get(fold(parts["word"]), 0) if parts["word"] else int(parts["month"] or 0)
    day = int(parts["day"]) if parts["day"] else None
    swapped = day is not None and not parts["word"] and found.start("day") < found.start("year")
    if swapped and month <= 12 and day is not None and day <= 12 and day != month:
        return None
    date = f"{parts['year']}-{month:02}" + (f"-{day:02}" if day is not None else "")
    return date if re.search(shape.DATE, date) else None


def _bad_country(document: Document, diagnostic: Diagnostic, words: Vocabulary) -> Diagnostic:
    inside = unquoted(diagnostic.params["value"])
    code = inside if re.search(shape.COUNTRY, inside) else words.country(fold(inside))
    return _repaired(diagnostic, "other_spelling", code) if code else diagnostic


def _bad_language(document: Document, diagnostic: Diagnostic, words: Vocabulary) -> Diagnostic:
    inside = unquoted(diagnostic.params["value"]).lower()
    known = re.search(shape.LANGUAGE, inside) and not diagnostic.at_key
    return _repaired(diagnostic, "other_spelling", inside) if known else diagnostic


_REPAIRERS: dict[str, Repairer] = {
    "wrong_type": _wrong_type,
    "unknown_status": _unknown_status,
    "unknown_value": _unknown_value,
    "wrong_constant": _wrong_constant,
    "missing_key": _missing_key,
    "unknown_key": _unknown_key,
    "unknown_indicator": _quoted_key,
    "bad_date": _bad_date,
    "bad_country": _bad_country,
    "bad_language": _bad_language,
    "bad_key": _inside_curly(shape.KEY),
    "bad_url": _inside_curly(shape.URL),
}
