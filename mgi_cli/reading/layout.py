"""Repairs of how lines are laid out: the entries of a list, spaces before keys, texts on lines of their own.

Each returns the edits that make it, none where it cannot be made.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mgi_cli.reading import shape

if TYPE_CHECKING:
    from mgi_cli.diagnostic import Found
    from mgi_cli.reading.repairs import Page
    from mgi_cli.reading.writer import Edit

_ANY_KEY = re.compile(r"""\s*(?:- )?(?:[\w.-]+|"[^"]*"|'[^']*')\s*:(?:\s|$)""")
_OPENS_TEXT = re.compile(r"^\s*(?:- )?(?P<key>\S.*?):\s+[|>][-+0-9]*\s*$")
_INDENTATION = re.compile(r"\s*")
_ODD_SPACES = re.compile(r"""\s*(?:- )?(?:(?:[\w.-]+|"[^"]*"|'[^']*')\s*:\s*)?""")


def hyphens(page: Page, found: Found) -> list[Edit]:
    """Begin the entries of a list with a hyphen and a space, and keep what belongs to an entry below its text."""
    first = found.location.line - 1
    match = shape.LIST_MARK.match(page.lines[first])
    if match is None:
        return []
    column, edits = match.start("start"), []
    for number, line in enumerate(page.lines[first:], first):
        depth = len(line) - len(line.lstrip(" "))
        again = shape.LIST_MARK.match(line)
        if again and depth == column and again["start"].strip() == match["start"].strip():
            edits.append(page.on_line(number, column, again.end("start"), "- "))
        elif line.strip() and depth <= column:
            break
        elif line.strip() and not match["space"]:
            edits.append(page.on_line(number, 0, 0, " "))
    return edits


def plain_spaces(page: Page, found: Found) -> list[Edit]:
    """Put plain spaces in place of others before a key and after it, and before the lines below that have such, too."""
    edits = []
    first = found.location.line - 1
    for number in range(first, len(page.lines)):
        match = (_ODD_SPACES if number == first else _INDENTATION).match(page.lines[number])
        plain = re.sub(f"[{shape.ODD_SPACES}]", " ", match.group()) if match else ""
        if match is None or plain == match.group():
            break
        edits.append(page.on_line(number, 0, match.end(), plain))
    return edits


def deeper(page: Page, found: Found) -> list[Edit]:
    """Indent the lines of a text deeper than its key, up to the next key."""
    first = found.location.line - 1
    opened = next((n for n in range(first - 1, -1, -1) if _OPENS_TEXT.search(page.lines[n])), None)
    if opened is None or _OPENS_TEXT.search(page.lines[first]):
        return []
    key = _OPENS_TEXT.search(page.lines[opened])
    begun = next((line for line in page.lines[opened + 1 : first] if line.strip()), None)
    depth = len(begun) - len(begun.lstrip()) if begun else (key.start("key") if key else 0) + 2
    edits = []
    for number, line in enumerate(page.lines[first:], first):
        if not line.strip() or _ANY_KEY.match(line) or line.lstrip().startswith(("#", "- ")):
            break
        lead = line[: len(line) - len(line.lstrip())]
        if lead != " " * depth:
            edits.append(page.on_line(number, 0, len(lead), " " * depth))
    return edits
