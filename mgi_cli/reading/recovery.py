"""What is still safe to say of a document when a part of it cannot be parsed.

The smallest entry around a mistake (an answer, a finding, a key of a section) is set aside, and the rest is parsed
again. Of what was set aside nothing is concluded: that it is missing, that nobody uses it, that it does not exist.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mgi_cli.location import Lost, split_lines
from mgi_cli.reading import depths

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mgi_cli.diagnostic import Diagnostic
    from mgi_cli.location import Document, Mark, Route

_KEY = re.compile(r"""\s*(?:- )?["'“”]?(?P<key>[\w.-]+)["'“”]?\s*:""")
_MOST_TRIES = 20
_MOST_READ = 1_000_000  # characters parsed again in all


def tries(source: str) -> int:
    """Return how often a text may be parsed again; a long one less often, so that no file takes long."""
    return min(_MOST_TRIES, 1 + _MOST_READ // max(len(source), 1))


def set_aside(source: str, mark: Mark, lost: Sequence[Lost]) -> tuple[str, Lost] | None:
    """Return the text without the entry around ``mark``, its lines left blank, and what that was.

    Where that entry has been set aside before, its whole section goes; ``None`` where that has gone, too.
    """
    lines = split_lines(source)
    meant = depths.as_their_siblings(lines)  # what hangs on a displaced line lies where that line belongs
    section = _section(meant, mark.line)
    entry = _entry(meant, section, mark.line)
    for part in (entry, section):
        if part and not any(part.line >= gone.line and part.end_line <= gone.end_line for gone in lost):
            kept = [line if not part.line <= number < part.end_line else "" for number, line in enumerate(lines)]
            return "\n".join(kept), part
    return None


def _indent(line: str) -> int:
    spaces = line[: len(line) - len(line.lstrip(" \t"))]
    return 99 if "\t" in spaces else len(spaces)


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _section(lines: Sequence[str], line: int) -> Lost:
    """Return the top-level section that a line lies in."""
    tops = [
        number
        for number, text in enumerate(lines)
        if _says_something(text) and _indent(text) == 0 and not text.startswith("- ")
    ]
    start = max((number for number in tops if number <= line), default=0)
    end = min((number for number in tops if number > line), default=len(lines))
    return Lost(inside=(), key=_key(lines[start]), line=start, end_line=end)


def _entry(lines: Sequence[str], section: Lost, line: int) -> Lost | None:
    """Return the entry of a section that a line lies in; ``None`` for the section's own first line."""
    inside = [number for number in range(section.line + 1, section.end_line) if _says_something(lines[number])]
    if line <= section.line or not inside or section.key is None:
        return None
    depth = _indent(lines[inside[0]])
    heads = [number for number in inside if _indent(lines[number]) <= depth]
    start = max((number for number in heads if number <= line), default=inside[0])
    end = min((number for number in heads if number > line), default=section.end_line)
    return Lost(inside=(section.key,), key=_key(lines[start]), line=start, end_line=end)


def _key(line: str) -> str | None:
    found = _KEY.match(line)
    return found["key"] if found else None


def sayable(document: Document, diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return those of the diagnostics that do not rest on what was set aside."""
    if not document.lost:
        return tuple(diagnostics)
    return tuple(item for item in diagnostics if not any(_rests_on(item, gone) for gone in document.lost))


def _rests_on(diagnostic: Diagnostic, gone: Lost) -> bool:
    """Return whether a diagnostic may be untrue because of what is gone."""
    if diagnostic.code in _FROM_ABSENCE:
        section = _FROM_ABSENCE[diagnostic.code]
        return _is_about(gone, section, diagnostic.params.get("key") if section in _NAMED else None)
    if diagnostic.code == "missing_key":
        return diagnostic.route == gone.inside and gone.key in (None, diagnostic.params["key"])
    if diagnostic.code == "expired_before_publication":  # what is gone of the answer may have borne it
        return diagnostic.route[: len(gone.inside)] == gone.inside
    return diagnostic.code in ("empty_value", "wrong_type") and diagnostic.route == gone.inside


def _is_about(gone: Lost, section: str, key: str | None) -> bool:
    """Return whether what is gone is a section, or the entry of it with that key (any, where ``key`` is ``None``)."""
    if not gone.inside:
        return gone.key in (None, section)
    same: Route = (section,)
    return gone.inside == same and (key is None or gone.key in (None, key))


_FROM_ABSENCE = {"unknown_finding": "findings", "unknown_source": "sources", "unused_finding": "answers"}
"""What is concluded from something that a section does not have, and that section."""

_NAMED = frozenset(("findings", "sources"))
"""Sections of which one entry by its key is enough to conclude from."""
