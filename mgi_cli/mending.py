"""Mend what is safe in a profile file, and say what was left for a person. Nothing is written here.

Repairs are edits of the text, so that all else keeps its bytes. They are made in rounds, because one mistake can hide
others: after each round the text is read again, and a repair after which it reads worse is taken back.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right, insort
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from mgi_cli.location import Mark
from mgi_cli.reading import encoding, files, reader, recovery, repairs, writer
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from mgi_cli.diagnostic import Found
    from mgi_cli.library import Checked, Library
    from mgi_cli.location import Document

_MOST_ROUNDS = 60
_MOST_WORK = 80_000
"""How much may be read again and again, in values and hundreds of characters; a profile of 40 kB has 1,400 of them.

A file with mistakes by the thousand is mended in part, and further when it is mended once more.
"""

_NEVER_TOUCHED = frozenset(("not_a_profile", "newer_format", "too_large", "binary", "empty_file"))
"""What a file with one of these is, nobody knows, and it is not ours to change."""

_SIGN = re.compile(r"^(format|framework|place|assessment|findings|answers)[ \t]*:", re.MULTILINE)
_OF_THE_BYTES = frozenset(("bom", "utf16", "not_utf8"))


class Mend(Value):
    """One repair that was made: the problem, what stood there, and what stands there now.

    ``before`` and ``after`` are empty for a repair of the whole file, such as of its encoding.
    """

    found: Found
    before: str = ""
    after: str = ""


class Mended(Value):
    """A profile file before and after its repair, and what is left in it.

    ``checked`` is the text after the repair with everything that is still to be said of it.
    """

    path: Path
    before: bytes
    after: bytes
    made: tuple[Mend, ...]
    checked: Checked

    @property
    def changed(self) -> bool:
        """Whether there is anything to write."""
        return self.before != self.after


class _Weight(NamedTuple):
    """How badly a text reads: lines that could not be read, errors that only a person can mend, errors, everything."""

    lost: int
    unclear: int
    errors: int
    all: int


def mend(path: Path, library: Library) -> Mended:
    """Return a profile file with every safe repair made; raises ``MgiError`` where it cannot be opened."""
    before = files.read(path)
    decoded = encoding.decode(before)
    checked = library.judge(path, *reader.read(files.shown(path), before))
    codes = {item.diagnostic.code for item in checked.found}
    if decoded.text is None or not decoded.safe or codes & _NEVER_TOUCHED or not _is_profile(checked):
        return Mended(path=path, before=before, after=before, made=(), checked=checked)
    made = [Mend(found=item) for item in checked.found if item.diagnostic.code in _OF_THE_BYTES]
    reading = _Reading(path, _judged(path, decoded.text, library) if made else checked, library)
    for _ in range(_MOST_ROUNDS):
        if not reading.improve():
            break
    made += reading.made
    after = before if not made else reading.checked.document.source.encode()
    if made and encoding.decode(after).problems:  # the text is one that no file in UTF-8 can hold as a text
        return Mended(path=path, before=before, after=before, made=(), checked=checked)
    made.sort(key=lambda mend: (mend.found.location.line, mend.found.location.column))
    return Mended(path=path, before=before, after=after, made=tuple(made), checked=reading.checked)


def _is_profile(checked: Checked) -> bool:
    """Return whether a file shows by one of its keys that it is a profile, though it may not be readable yet."""
    return bool(_SIGN.search(checked.document.source))


def _judged(path: Path, text: str, library: Library) -> Checked:
    return library.judge(path, *reader.parse(files.shown(path), text))


class _Reading:
    """The text of a file as it gets better, and how much work has gone into that."""

    def __init__(self, path: Path, checked: Checked, library: Library) -> None:
        self.checked = checked
        self.made: list[Mend] = []
        self._path = path
        self._library = library
        self._work = 0

    def improve(self) -> bool:
        """Make all repairs that can be made at once, or some where together they do harm; return whether any was."""
        if not self.checked.found:
            return False
        page = repairs.Page(self.checked.document)
        return self._try(page, _apart(repairs.safe_offers(page, self.checked.found)))

    def _try(self, page: repairs.Page, offers: Sequence[tuple[Found, repairs.Offer]]) -> bool:
        """Make repairs together, or else those of one half of them; return whether that did good."""
        if not offers or (self._work and self._work + _work(self.checked.document) > _MOST_WORK):
            return False
        tried = self._after(offers)
        if _is_better(tried, self.checked):
            self.checked = tried
            self.made += [mend for item in offers for mend in _mends(page, *item)]
            return True
        half = len(offers) // 2
        return half > 0 and (self._try(page, offers[:half]) or self._try(page, offers[half:]))

    def _after(self, offers: Sequence[tuple[Found, repairs.Offer]]) -> Checked:
        """Return the text after some repairs, read and judged."""
        edits = [edit for _, offer in offers for edit in offer.edits]
        tried = _judged(self._path, writer.apply(self.checked.document.source, edits), self._library)
        self._work += _work(tried.document)
        return tried


def _work(document: Document) -> int:
    """Return how much work it was to read and judge a document; more where it had to be read several times."""
    once = len(document.values) + len(document.source) // 100
    return once + once * len(document.lost) // 5


def _is_better(tried: Checked, before: Checked) -> bool:
    """Return whether a text reads better than before; where not all problems were told, others take their places."""
    has_more = any(item.diagnostic.code == "more_problems" for item in before.found)
    now, then = _weight(tried), _weight(before)
    return now < then or (has_more and now == then) or (now.lost == then.lost and _reaches(tried) > _reaches(before))


def _reaches(checked: Checked) -> float:
    """Return the last line that was reached before there were too many mistakes to read on; all of it where not."""
    lost = checked.document.lost
    if len(lost) < recovery.tries(checked.document.source) - 1:
        return math.inf
    return max((part.end_line for part in lost), default=0)


Span = tuple[int, int]


def _apart(offers: Iterable[tuple[Found, repairs.Offer]]) -> list[tuple[Found, repairs.Offer]]:
    """Return those of the repairs that touch no stretch that one before them touches."""
    chosen: list[tuple[Found, repairs.Offer]] = []
    single: list[Span] = []
    taken = [single]  # each in order and apart
    for found, offer in offers:
        spans = sorted((edit.start, edit.end) for edit in offer.edits)
        if any(_touches(others, span) for others in taken if others for span in spans):
            continue
        chosen.append((found, offer))
        if len(spans) == 1:
            insort(single, spans[0])
        else:
            taken.append(spans)
    return chosen


def _touches(others: Sequence[Span], span: Span) -> bool:
    """Return whether a span touches one of some that are in order and apart."""
    at = bisect_right(others, span[1], key=itemgetter(0))
    return at > 0 and others[at - 1][1] >= span[0]


def _weight(checked: Checked) -> _Weight:
    document = checked.document
    lost = sum(gone.end_line - gone.line for gone in document.lost)
    return _Weight(
        lost=lost if document.tree is not None else len(document.lines),
        unclear=sum(item.is_error and not item.diagnostic.repairable for item in checked.found),
        errors=sum(item.is_error for item in checked.found),
        all=len(checked.found),
    )


def _mends(page: repairs.Page, found: Found, offer: repairs.Offer) -> Iterator[Mend]:
    """Yield what a repair changes, line by line; blanks at the ends of lines are told once, with their number."""
    told = offer.edits[:1] if found.diagnostic.code == "trailing_space" else offer.edits
    for edit in told:
        start, end = page.offsets.place(edit.start), page.offsets.place(edit.end)
        at = page.document.location(Mark(*start, *end)) if len(told) > 1 else found.location
        yield Mend(found=found.but(location=at), before=page.source[edit.start : edit.end], after=edit.text)
