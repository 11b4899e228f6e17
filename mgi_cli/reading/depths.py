"""Lines that begin in another column than their siblings: an entry among entries, a field among the fields of one.

Only the lines of a text are looked at, because where one of them is displaced its tree is another than was meant.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from mgi_cli.reading import shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_KEY_LINE = re.compile(
    r"""(?P<lead>\ *)(?P<item>-\ +)?["'“”]?(?P<key>[\w.-]+)["'“”]?\s*:(?:\s+(?P<value>[^\s#].*))?(?:\s.*|$)""",
    re.VERBOSE,
)
_OPENS_TEXT = re.compile(r"[|>][-+0-9]*\s*(?:#.*)?$")
_CODE = re.compile(r"[0-9]+(?:\.[0-9]+)+")


_EVIDENCE = frozenset(("text", "date", "valid_until", "sources"))


class _Line(NamedTuple):
    """A line with a key: its number from 0, the column of the key, and whether a value stands beside it.

    ``item`` is how many characters the hyphen before the key takes, 0 where there is none.
    """

    number: int
    depth: int
    key: str
    has_value: bool
    item: int


class _Entry(NamedTuple):
    """The line of the key of an entry, the lines of its fields, and those of each piece of evidence."""

    head: _Line
    fields: list[_Line]
    evidence: list[list[_Line]]


class _Section(NamedTuple):
    """The line of the key of a section that holds entries by key, and these."""

    head: _Line
    entries: list[_Entry]


def displaced(lines: Sequence[str]) -> dict[int, int]:
    """Return the lines, counted from 0, that are not as deep as their siblings, each with the depth of those."""
    return dict(chain.from_iterable(_displaced(section) for section in _sections(lines)))


def as_their_siblings(lines: Sequence[str]) -> list[str]:
    """Return the lines, those that are displaced as deep as their siblings."""
    wanted = displaced(lines)
    return [" " * wanted[n] + line.lstrip(" ") if n in wanted else line for n, line in enumerate(lines)]


def _displaced(section: _Section) -> Iterator[tuple[int, int]]:
    """Yield the displaced lines of one section, with the depth of their siblings."""
    entries = section.entries
    if section.head.depth:
        yield section.head.number, 0
    heads = _most(entry.head for entry in entries)
    fields = _most(field for entry in entries for field in entry.fields)
    for head, own, evidence in entries:
        if heads is not None and head.depth != heads:
            yield head.number, heads
        yield from _fields(own, head.depth if heads is None else heads, fields)
        for piece in evidence:
            wanted = _most(piece) or piece[0].depth
            yield from ((line.number, wanted - line.item) for line in piece if line.depth != wanted)


def _fields(own: Sequence[_Line], above: int, usual: int | None) -> Iterator[tuple[int, int]]:
    """Yield the displaced ones of the fields of one entry, which are deeper than its key; others have ``usual``."""
    depths = {field.depth for field in own}
    if len(depths) < 2 and all(depth > above for depth in depths):
        return
    wanted = next((depth for depth in (_most(own), usual) if depth is not None and depth > above), None)
    if wanted is not None:
        yield from ((field.number, wanted) for field in own if field.depth != wanted)


def _most(lines: Iterable[_Line]) -> int | None:
    """Return the depth that more than half of the lines have, ``None`` where there is none."""
    depths = Counter(line.depth for line in lines)
    depth, times = next(iter(depths.most_common(1)), (None, 0))
    return depth if 2 * times > depths.total() else None


def _sections(lines: Sequence[str]) -> Iterator[_Section]:
    """Yield the sections that hold entries by key."""
    section: _Section | None = None
    known = True  # whether the key at the top above is one of ours
    for line in _with_keys(lines):
        if known and _opens(line, section):
            if section:
                yield section
            section = _Section(line, [])
        elif (section is None or not _belongs(line, section)) and line.depth == 0:
            if section:
                yield section
            section, known = None, line.key in shape.HEAD
    if section:
        yield section


def _opens(line: _Line, section: _Section | None) -> bool:
    """Return whether a line is the key of a section; a finding has ``sources`` and an answer ``findings``, too."""
    is_one = line.key in shape.SECTIONS and not line.has_value and not line.item
    return is_one and (line.depth == 0 or section is None or line.key not in shape.FIELDS[section.head.key])


def _belongs(line: _Line, section: _Section) -> bool:
    """Put a line into the section where it is part of it, and return whether it is."""
    name, entries = section.head.key, section.entries
    inside = name == "answers" and line.key in _EVIDENCE and bool(entries)
    if inside and line.item:
        entries[-1].evidence.append([line])
    elif inside and entries[-1].evidence:
        entries[-1].evidence[-1].append(line)
    elif line.item:
        return False
    elif line.key in shape.FIELDS[name] and entries and (line.depth or line.has_value or name == "answers"):
        entries[-1].fields.append(line)
    elif _is_head(line, name):
        entries.append(_Entry(line, [], []))
    else:
        return False
    return True


def _is_head(line: _Line, section: str) -> bool:
    """Return whether a line is the key of an entry: an answer has a code, of others nothing stands beside the key."""
    if section == "answers":
        return _CODE.fullmatch(line.key) is not None
    ours = line.key in shape.HEAD or line.key in shape.FIELDS[section] or line.key.startswith("x-")
    return not line.has_value and not ours


def _with_keys(lines: Sequence[str]) -> Iterator[_Line]:
    """Yield the lines that begin with a key, but for those of texts on lines of their own."""
    text: int | None = None
    for number, line in enumerate(lines):
        depth = len(line) - len(line.lstrip(" "))
        if not line.strip() or (text is not None and depth > text):
            continue
        found = _KEY_LINE.fullmatch(line)
        item = len(found["item"] or "") if found else 0
        text = depth + item if found and _OPENS_TEXT.match(found["value"] or "") else None
        if found:
            yield _Line(number, depth + item, found["key"], found["value"] is not None, item)
