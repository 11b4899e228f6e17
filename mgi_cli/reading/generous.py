"""Reading is generous: what a hand-typed value certainly stands for, though the format wants it written otherwise.

Nothing is guessed here. A status in words of another language, a year without quotes, a single key where a list belongs
have one meaning each; a misspelt status has none, and stays an error.
"""

from __future__ import annotations

import copy
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from mgi_cli.diagnostic import NO_REPAIR, Diagnostic
from mgi_cli.model import Status
from mgi_cli.reading import meant, shape
from mgi_cli.text import fold, unquoted
from mgi_cli.value import NOTHING, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mgi_cli.location import Document, Route

    Repairer = Callable[["Document", Diagnostic, "Vocabulary"], Diagnostic]

_EMOJI_LOOK = "\ufe0f"  # asks for the coloured look of a symbol
_DATE_KEYS = frozenset(("published", "date", "valid_until", "assessed_on", "start", "end", "due"))


class Vocabulary(Value):
    """What people type, in every language at once.

    ``statuses`` and ``months`` (1 to 12) are by folded word, a symbol such as a tick by itself; ``country`` returns the
    code of a country by its folded name, or ``None``. ``domains`` are the ids of domains by what people call them,
    folded, ``kinds`` those of findings, ``types`` those of places, ``keys`` the keys that a word may stand for.
    """

    statuses: Mapping[str, Status]
    months: Mapping[str, int]
    country: Callable[[str], str | None]
    domains: Mapping[str, str] = NOTHING
    kinds: Mapping[str, str] = NOTHING
    types: Mapping[str, str] = NOTHING
    keys: Mapping[str, tuple[str, ...]] = NOTHING

    def status(self, typed: object) -> Status | None:
        """Return the status that a word or symbol stands for; one with a doubt or a foreign symbol stands for none."""
        text = unquoted(str(typed)).replace(_EMOJI_LOOK, "")
        word = fold(text)
        symbols = [char for char in text if char == "?" or unicodedata.category(char).startswith("S")]
        found = {self.statuses.get(key) for key in (*symbols, *([word] if word else []))}
        return found.pop() if len(found) == 1 else None


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
    wanted = _WANTED.get(diagnostic.params["expected"])
    return wanted(document, diagnostic, words) if wanted else diagnostic


def _text_wanted(document: Document, diagnostic: Diagnostic, words: Vocabulary) -> Diagnostic:
    value, route = diagnostic.params["value"], diagnostic.route
    if not isinstance(value, bool | int | float):
        return diagnostic
    if route[-1] == "status":
        return _status(diagnostic, value, words)
    if route[-1] == "domain":
        choices = tuple(dict.fromkeys(words.domains.values()))
        named = diagnostic.but(code="unknown_value", params={"value": str(value), "choices": choices})
        return _unknown_value(document, named, words)
    return _without_quotes(document, diagnostic, words)


def _section_wanted(document: Document, diagnostic: Diagnostic, words: Vocabulary) -> Diagnostic:
    """Take a status alone for an answer, and a text alone for a piece of evidence."""
    value, route = diagnostic.params["value"], diagnostic.route
    if not isinstance(value, str | bool):
        return diagnostic
    status = words.status(value) if len(route) == 2 and route[0] == "answers" else None
    if status:
        return _repaired(diagnostic, "wrong_type", {"status": str(status)})
    for code, pattern in _NEARLY_A_KEY:
        if found := pattern.fullmatch(str(value)):
            return diagnostic.but(code=code, params={**found.groupdict(), "char": _code_point(found)})
    is_evidence = len(route) == 4 and route[2] == "evidence"
    return _repaired(diagnostic, "wrong_type", {"text": value}) if is_evidence else diagnostic


_NEARLY_A_KEY = (
    ("no_space", re.compile(r"(?P<key>\w+):(?P<value>\S.*)")),
    ("no_colon", re.compile(r"(?P<key>\w+)\s*(?:=|:=|->|=>|→|\uff1a)\s*(?P<value>\S.*)")),
    ("odd_space", re.compile(rf"(?P<key>\w+)\s*:(?P<odd>[{shape.ODD_SPACES}])\s*(?P<value>\S.*)")),
)
"""A text that is a key and a value but for its colon, with what is wrong about it."""


def _code_point(found: re.Match[str]) -> str:
    odd = found.groupdict().get("odd")
    return f"U+{ord(odd):04X}" if odd else ""


def _list_wanted(document: Document, diagnostic: Diagnostic, words: Vocabulary) -> Diagnostic:
    """Take one thing for a list of one, and look for a list whose entries begin with another sign than a hyphen."""
    value, route = diagnostic.params["value"], diagnostic.route
    if start := _list_mark(document, route):
        return diagnostic.but(code="list_mark", params={"start": start})
    if not isinstance(value, str):
        return diagnostic
    listed = {"evidence": [{"text": value}], "findings": _keys(value), "sources": _keys(value)}
    return _repaired(diagnostic, "wrong_type", listed.get(str(route[-1]), [value]))


def _other_wanted(document: Document, diagnostic: Diagnostic, words: Vocabulary) -> Diagnostic:
    value = diagnostic.params["value"]
    repair = _FROM_TEXT[diagnostic.params["expected"]](value, words) if isinstance(value, str) else NO_REPAIR
    return diagnostic if repair is NO_REPAIR else _repaired(diagnostic, "wrong_type", repair)


def _without_quotes(document: Document, diagnostic: Diagnostic, words: Vocabulary) -> Diagnostic:
    route = diagnostic.route
    raw = document.raw(route).strip() if route in document.values else str(diagnostic.params["value"])
    if route[-1] in _DATE_KEYS and not re.search(shape.DATE, raw):
        return _bad_date(document, diagnostic.but(code="bad_date", params={"value": raw}), words)
    return _repaired(diagnostic, "unquoted_text", raw, value=raw)


def _list_mark(document: Document, route: Route) -> str | None:
    """Return what stands at the beginning of the lines of a list in place of a hyphen and a space."""
    mark = document.values.get(route)
    line = document.lines[mark.line] if mark else ""
    found = shape.LIST_MARK.match(line)
    at_its_mark = mark and found and found.start("start") == mark.column
    return line.split()[0] if at_its_mark else None


def _keys(value: str) -> list[str]:
    """Return the keys that a text lists with commas, or the whole text where it is no list of keys."""
    parts = [part.strip() for part in value.split(",")]
    return parts if all(re.search(shape.KEY, part) for part in parts) else [value]


def _to_integer(value: str, words: Vocabulary) -> Any:
    return int(value) if re.fullmatch("[0-9]{1,9}", value) else NO_REPAIR


def _to_boolean(value: str, words: Vocabulary) -> Any:
    status = words.status(value)
    return {Status.PRESENT: True, Status.ABSENT: False}.get(status, NO_REPAIR) if status else NO_REPAIR


_FROM_TEXT: dict[str, Callable[[str, Vocabulary], Any]] = {
    "integer": _to_integer,
    "boolean": _to_boolean,
}

_WANTED: dict[str, Repairer] = {
    "string": _text_wanted,
    "object": _section_wanted,
    "array": _list_wanted,
    **dict.fromkeys(_FROM_TEXT, _other_wanted),
}
"""What may have been meant by a value of another kind, by the kind that is wanted."""


# A value in other words


def _status(diagnostic: Diagnostic, value: Any, words: Vocabulary) -> Diagnostic:
    status = words.status(value)
    if status is None:
        choices = list(dict.fromkeys(words.statuses.values()))
        return diagnostic.but(code="unknown_status", params={"value": value, "choices": choices})
    return _repaired(diagnostic, "status_in_words", str(status), value=str(value).lower())


def _unknown_status(document: Document, diagnostic: Diagnostic, words: Vocabulary) -> Diagnostic:
    value = diagnostic.params["value"]
    if status := words.status(value):
        return _repaired(diagnostic, "status_in_words", str(status))
    several = {words.statuses[word] for word in fold(value).split() if word in words.statuses}
    return diagnostic.but(suggestion=None) if len(several) > 1 else diagnostic


def _unknown_value(document: Document, diagnostic: Diagnostic, words: Vocabulary) -> Diagnostic:
    inside = unquoted(diagnostic.params["value"])
    known = {fold(choice): choice for choice in diagnostic.params["choices"]}
    called = {"domain": words.domains, "kind": words.kinds, "type": words.types}.get(str(diagnostic.route[-1]), {})
    exact = known.get(fold(inside)) or called.get(fold(inside))
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
    """Tell a key in curly quotation marks, or with a space that is not the plain one, from one that nobody knows."""
    odd = re.search(rf"^[{shape.ODD_SPACES}]|[{shape.ODD_SPACES}]$", diagnostic.params["key"])
    if odd:
        return diagnostic.but(code="odd_space", suggestion=None, params={"char": f"U+{ord(odd[0]):04X}"})
    inside = unquoted(diagnostic.params["key"])
    if inside == diagnostic.params["key"] or inside != diagnostic.suggestion:
        return diagnostic
    return diagnostic.but(code="curly_quotes", params={"value": diagnostic.params["key"]})


def _unknown_indicator(document: Document, diagnostic: Diagnostic, words: Vocabulary) -> Diagnostic:
    """Tell a key of an answer that is not indented deeper than the answer's code."""
    if diagnostic.route[0] == "answers" and diagnostic.params["key"] in shape.ANSWER_KEYS:
        return diagnostic.but(code="bad_indentation", suggestion=None)
    return _quoted_key(document, diagnostic, words)


def _unknown_key(document: Document, diagnostic: Diagnostic, words: Vocabulary) -> Diagnostic:
    """Tell a key that is none from the rest of a text that a comma ended: ``{text: Forum, second part}``."""
    named = words.keys.get(fold(str(diagnostic.params["key"])), ())
    meant = next((key for key in named if key in diagnostic.params["known"]), diagnostic.suggestion)
    diagnostic = _quoted_key(document, diagnostic.but(suggestion=meant), words)
    route, mark = diagnostic.route, document.keys.get(diagnostic.route)
    if "answers" in document.tree and _belongs_to_the_answers(route):
        return diagnostic.but(code="bad_indentation", suggestion=None)
    if mark is None or diagnostic.code != "unknown_key":
        return diagnostic
    if document.values[route] != (mark.end_line, mark.end_column, mark.end_line, mark.end_column):
        return diagnostic
    before = document.lines[mark.line][: mark.column].rstrip()
    return diagnostic.but(code="comma_in_text", suggestion=None) if before.endswith(",") else diagnostic


def _belongs_to_the_answers(route: Route) -> bool:
    """Return whether a key that nobody knows there is a code, or at the top one of an answer: its depth is wrong."""
    is_code = re.fullmatch(r"[0-9]+(\.[0-9]+)+", str(route[-1])) is not None
    return (is_code and (len(route) == 1 or route[0] == "answers")) or (
        len(route) == 1 and route[0] in shape.ANSWER_KEYS
    )


def _text_beside_key(document: Document, diagnostic: Diagnostic, words: Vocabulary) -> Diagnostic:
    """Take a status beside the code of an answer for what belongs below it, unless a status stands there already."""
    gone = next((gone for gone in document.lost if gone.route == diagnostic.route), None)
    if gone is None or gone.inside != ("answers",):
        return diagnostic
    has_one = any(re.match(r"\s*status\s*:", line) for line in document.lines[gone.line : gone.end_line])
    status = None if has_one else words.status(re.split(r"\s#", diagnostic.params["value"])[0])
    return diagnostic.but(suggestion=f"status: {status}") if status else diagnostic


def _empty_text(document: Document, diagnostic: Diagnostic, words: Vocabulary) -> Diagnostic:
    """Tell a text on lines of its own of which no line is indented deeper than its key."""
    opened = diagnostic.route in document.values and document.raw(diagnostic.route)[:1] in ("|", ">")
    return diagnostic.but(code="text_not_indented") if opened else diagnostic


def _bad_key(document: Document, diagnostic: Diagnostic, words: Vocabulary) -> Diagnostic:
    value = diagnostic.params["value"]
    inside = unquoted(value)
    if inside != value and re.search(shape.KEY, inside) and not diagnostic.at_key:
        return _repaired(diagnostic, "curly_quotes", inside)
    return diagnostic.but(suggestion=meant.plain_key(inside))


def _bad_url(document: Document, diagnostic: Diagnostic, words: Vocabulary) -> Diagnostic:
    value = diagnostic.params["value"]
    inside = unquoted(value)
    if inside != value and re.search(shape.URL, inside):
        return _repaired(diagnostic, "curly_quotes", inside)
    bare = re.sub("^<(.*)>$", r"\1", inside)
    if bare != inside and re.search(shape.URL, bare):
        return _repaired(diagnostic, "other_spelling", bare)
    return diagnostic.but(suggestion=meant.address(bare))


def _bad_date(document: Document, diagnostic: Diagnostic, words: Vocabulary) -> Diagnostic:
    inside = unquoted(diagnostic.params["value"])
    if inside != diagnostic.params["value"] and re.search(shape.DATE, inside):
        return _repaired(diagnostic, "curly_quotes", inside)
    date = meant.date_of(inside, words.months)
    if date:
        return _repaired(diagnostic, "other_spelling", date)
    return diagnostic.but(suggestion=meant.workbook_day(inside) or meant.day_of(inside))


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
    "unknown_indicator": _unknown_indicator,
    "empty_text": _empty_text,
    "text_beside_key": _text_beside_key,
    "bad_date": _bad_date,
    "bad_country": _bad_country,
    "bad_language": _bad_language,
    "bad_key": _bad_key,
    "bad_url": _bad_url,
}
