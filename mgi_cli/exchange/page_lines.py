"""The lines of a page with the gaps between them, without page numbers and running heads; and broken lines joined."""

from __future__ import annotations

import re
from collections import Counter
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from mgi_cli.exchange.page_text import SOFT_HYPHEN
from mgi_cli.text import fold
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

_EDGE = 2
"""How many lines at the top and at the foot of a page may be a running head."""

_OFTEN = 0.3
"""On which share of the pages a running head stands at least; left and right pages often differ."""

_LONE_NUMBER = re.compile(r"\W*\d{1,3}(?:\W{1,3}\d{1,3})?\W*")
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]\d]*$")
_BROKEN_WORD = re.compile(r"([\w'’-]*\w)[-‐]$")
_WORD = re.compile(r"[\w-]+")


class Gap(IntEnum):
    """What stands between a line and the one before it."""

    NONE = 0
    PAGE = 1
    BLANK = 2


class Line(NamedTuple):
    """A line of a page and what stands before it."""

    text: str
    gap: Gap = Gap.NONE


class Flow(Value):
    """The lines of all pages as one text, and the page numbers and running heads that were dropped."""

    lines: tuple[Line, ...]
    dropped: tuple[str, ...] = ()


def flow(pages: Iterable[tuple[str, ...]], is_head: Callable[[str], bool], page_names: Iterable[str] = ()) -> Flow:
    """Return the pages as one text.

    ``is_head`` tells lines that are headings of the page and not running heads, however often they come;
    ``page_names`` are what may stand before the number of a page, folded.
    """
    written = [tuple(_trimmed(page)) for page in pages]
    running = _running(written, is_head, frozenset(page_names))
    lines: list[Line] = []
    dropped: list[str] = []
    for page in written:
        places = _edges(page)
        gap = Gap.PAGE
        for number, text in enumerate(page):
            if not text:
                gap = Gap.BLANK if gap is Gap.NONE else gap
            elif any((place, _key(text)) in running for place in places.get(number, ())):
                dropped.append(text)
            else:
                lines.append(Line(text, gap))
                gap = Gap.NONE
    return Flow(lines=tuple(lines), dropped=tuple(dropped))


def _trimmed(page: tuple[str, ...]) -> tuple[str, ...]:
    numbers = [number for number, text in enumerate(page) if text]
    return page[numbers[0] : numbers[-1] + 1] if numbers else ()


def _edges(page: tuple[str, ...]) -> dict[int, list[int]]:
    """Return where the lines at the edges of a page stand: 0 and 1 from its top, -1 and -2 from its foot."""
    numbers = [number for number, text in enumerate(page) if text]
    places: dict[int, list[int]] = {}
    for at, number in (*enumerate(numbers[:_EDGE]), *enumerate(numbers[-_EDGE:], -min(_EDGE, len(numbers)))):
        places.setdefault(number, []).append(at)
    return places


def _running(
    pages: list[tuple[str, ...]], is_head: Callable[[str], bool], page_names: frozenset[str]
) -> frozenset[tuple[int, str]]:
    """Return what stands at the same place at the edge of many pages, numbers left out."""
    found = Counter(
        (place, _key(page[number]))
        for page in pages
        for number, places in _edges(page).items()
        for place in places
        if not is_head(page[number]) and _may_run(page[number], page_names)
    )
    least = max(2, _OFTEN * len(pages))
    return frozenset(key for key, n in found.items() if n >= least)


def _may_run(text: str, page_names: frozenset[str]) -> bool:
    """Return whether a line may be a running head: a page number, or words that neither begin nor end in a sentence."""
    key = _key(text)
    if not any(char.isalpha() for char in key):
        return _LONE_NUMBER.fullmatch(text) is not None
    begins = not text[0].islower() or "://" in text
    return key.split()[0] in page_names or (begins and not is_finished(text))


def _key(text: str) -> str:
    return re.sub(r"\d+", "", fold(text)).strip()


def is_finished(text: str) -> bool:
    """Return whether a text ends as a sentence does."""
    return bool(_SENTENCE_END.search(text))


def known_words(lines: Iterable[Line]) -> frozenset[str]:
    """Return the words of a page, those with a hyphen inside whole; parts of words broken at line ends are left out."""
    found: set[str] = set()
    for line in lines:
        for word in _WORD.finditer(line.text):
            if word.end() < len(line.text) or not line.text.endswith(("-", SOFT_HYPHEN)):
                found.add(word.group().casefold())
    return frozenset(found)


def joined(parts: Iterable[str], known: Collection[str], compounds: Collection[str]) -> str:
    """Return the parts of a broken text as one; a word broken at a line end is whole again.

    Whether its hyphen belongs to it is told by the ``known`` words of the page, and else by the first part: those of
    ``compounds`` keep it.
    """
    text = ""
    for part in parts:
        if text.endswith(SOFT_HYPHEN):
            text = text[:-1] + part
        elif broken := _BROKEN_WORD.search(text):
            text = (text[:-1] if _is_solid(broken[1], part, known, compounds) else text) + part
        else:
            text = f"{text} {part}" if text and part else text or part
    return text.rstrip(SOFT_HYPHEN).strip()


def _is_solid(left: str, right: str, known: Collection[str], compounds: Collection[str]) -> bool:
    first = _WORD.match(right)
    if not first or not right[0].islower():
        return False
    left, word = left.casefold(), first.group().casefold()
    if left + word in known:
        return True
    return f"{left}-{word}" not in known and "-" not in left and fold(left) not in compounds


def pieces(line: Line, marks: str) -> Iterator[Line]:
    """Yield a line, or its parts where several bullets stand on it."""
    found = re.split(rf"(?<=\S)\s(?=[{re.escape(marks)}]\s)", line.text)
    yield Line(found[0], line.gap)
    yield from (Line(part) for part in found[1:])
