"""What the text of a file gives away though its tree looks right: words cut off, blanks, hidden characters.

Small rules like those of ``rules``, over the lines of the document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mgi_cli.diagnostic import Diagnostic, Severity
from mgi_cli.location import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_cli.judging.case import Case, Rule
    from mgi_cli.location import Route

FREE_TEXT = frozenset((
    "text", "note", "basis", "reason", "title", "publisher", "name", "within", "type_name", "country_name",
    "assessed_by", "action", "priority", "owner", "budget", "success",
))  # fmt: skip
_HIDDEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069]")
"""Characters without a shape, or that turn the direction of writing: nobody sees what they do to a text."""

_PATH = re.compile(r'"[A-Za-z]:(?P<char>\\[0abefnrtvuxNLP_])')
"""A path in double quotes whose first folder begins with an escape of YAML; the others are errors of their own."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def text_cut(case: Case) -> Iterator[Diagnostic]:
    """A `` #`` in an unquoted text: YAML takes the rest of the line for a comment."""
    for route, comment in case.document.cut.items():
        if route and route[-1] in FREE_TEXT:
            yield Diagnostic(code="text_cut", severity=Severity.WARNING, route=route, params={"rest": comment})


def hidden_character(case: Case) -> Iterator[Diagnostic]:
    """An invisible character, or one that turns the direction of writing, stands in the file."""
    if case.document.source.isascii():
        return
    for number, line in enumerate(case.document.lines):
        for found in _HIDDEN.finditer(line):
            mark = Mark(number, found.start(), number, found.end())
            code = f"U+{ord(found.group()):04X}"
            yield Diagnostic(code="hidden_character", severity=Severity.WARNING, mark=mark, params={"char": code})


def hidden_in_escapes(case: Case) -> Iterator[Diagnostic]:
    r"""A text holds such a character, or a control character, written as an escape: ``"\u202e"``, ``"\0"``."""
    if "\\" not in case.document.source:
        return
    for route, written in texts(case.document.tree):
        if (found := _HIDDEN.search(written) or _CONTROL.search(written)) and found.group() not in case.document.source:
            code = f"U+{ord(found.group()):04X}"
            yield Diagnostic(code="hidden_character", severity=Severity.WARNING, route=route, params={"char": code})


def escape_in_text(case: Case) -> Iterator[Diagnostic]:
    r"""A path of Windows stands in double quotes, and YAML reads its backslashes: ``"C:\temp"`` has a tab."""
    document = case.document
    if not _PATH.search(document.source):
        return
    for route, mark in document.values.items():
        found = _PATH.match(document.lines[mark.line], mark.column)
        if found and mark.line == mark.end_line:
            params = {"char": found["char"]}
            yield Diagnostic(code="escape_in_text", severity=Severity.WARNING, route=route, params=params)


def texts(tree: Any, route: Route = ()) -> Iterator[tuple[Route, str]]:
    """Yield every text of a tree with its route."""
    if isinstance(tree, str):
        yield route, tree
    elif isinstance(tree, dict | list):
        steps = tree.items() if isinstance(tree, dict) else enumerate(tree)
        for step, inside in steps:
            yield from texts(inside, (*route, step))


def trailing_space(case: Case) -> Iterator[Diagnostic]:
    """Lines end in blanks; told once a file. In a text on lines of its own they may be meant and are passed over."""
    lines = case.document.blank_ends()
    if lines:
        number = lines[0]
        line = case.document.lines[number]
        mark = Mark(number, len(line.rstrip(" \t")), number, len(line))
        yield Diagnostic(code="trailing_space", severity=Severity.NOTE, mark=mark, params={"n": len(lines)})


RULES: tuple[Rule, ...] = (text_cut, hidden_character, hidden_in_escapes, escape_in_text, trailing_space)
