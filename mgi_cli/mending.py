"""Mend what is safe in a profile file, and say what was left for a person. Nothing is written here.

Repairs are edits of the text, so that all else keeps its bytes. They are made in rounds, because one mistake can hide
others: after each round the text is read again, and a repair after which it reads worse is taken back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from mgi_cli.reading import encoding, files, reader, repairs, writer
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from mgi_cli.diagnostic import Found
    from mgi_cli.library import Checked, Library

_MOST_ROUNDS = 60
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
    """How badly a text reads: lines that could not be read, errors, everything there is to say."""

    lost: int
    errors: int
    all: int


def mend(path: Path, library: Library) -> Mended:
    """Return a profile file with every safe repair made; raises ``MgiError`` where it cannot be opened."""
    before = files.read(path)
    decoded = encoding.decode(before)
    judged = checked = library.judge(path, *reader.read(files.shown(path), before))
    codes = {item.diagnostic.code for item in checked.found}
    if decoded.text is None or not decoded.safe or codes & _NEVER_TOUCHED or not _is_profile(checked):
        return Mended(path=path, before=before, after=before, made=(), checked=checked)
    made = [Mend(found=item) for item in checked.found if item.diagnostic.code in _OF_THE_BYTES]
    checked = _judged(path, decoded.text, library)
    for _ in range(_MOST_ROUNDS):
        better, step = _round(path, checked, library)
        if not step:
            break
        made += step
        checked = better
    after = before if not made else checked.document.source.encode()
    if made and encoding.decode(after).problems:  # the text is one that no file in UTF-8 can hold as a text
        return Mended(path=path, before=before, after=before, made=(), checked=judged)
    return Mended(path=path, before=before, after=after, made=tuple(made), checked=checked)


def _is_profile(checked: Checked) -> bool:
    """Return whether a file shows by one of its keys that it is a profile, though it may not be readable yet."""
    return bool(_SIGN.search(checked.document.source))


def _judged(path: Path, text: str, library: Library) -> Checked:
    return library.judge(path, *reader.parse(files.shown(path), text))


def _round(path: Path, checked: Checked, library: Library) -> tuple[Checked, list[Mend]]:
    """Return the text after all repairs that can be made at once, or one by one where together they do harm."""
    page = repairs.Page(checked.document)
    offers = _apart(repairs.safe_offers(page, checked.found))
    tried = _after(path, checked, offers, library) if offers else None
    if tried is not None:
        return tried, [_mend(page, *item) for item in offers]
    for item in offers:
        tried = _after(path, checked, [item], library)
        if tried is not None:
            return tried, [_mend(page, *item)]
    return checked, []


def _apart(offers: Iterable[tuple[Found, repairs.Offer]]) -> list[tuple[Found, repairs.Offer]]:
    """Return those of the repairs that touch no stretch that one before them touches."""
    chosen: list[tuple[Found, repairs.Offer]] = []
    taken: list[tuple[int, int]] = []
    for found, offer in offers:
        spans = [(edit.start, edit.end) for edit in offer.edits]
        if not any(start <= end_of and begin <= end for start, end in spans for begin, end_of in taken):
            chosen.append((found, offer))
            taken += spans
    return chosen


def _after(
    path: Path, checked: Checked, offers: Sequence[tuple[Found, repairs.Offer]], library: Library
) -> Checked | None:
    """Return the text after some repairs, or ``None`` where it does not read better for them."""
    edits = [edit for _, offer in offers for edit in offer.edits]
    text = writer.apply(checked.document.source, edits)
    tried = _judged(path, text, library)
    before, after = _weight(checked), _weight(tried)
    has_more = any(item.diagnostic.code == "more_problems" for item in checked.found)
    return tried if after < before or (has_more and after == before) else None


def _weight(checked: Checked) -> _Weight:
    document = checked.document
    lost = sum(gone.end_line - gone.line for gone in document.lost)
    return _Weight(
        lost=lost if document.tree is not None else len(document.lines),
        errors=sum(item.is_error for item in checked.found),
        all=len(checked.found),
    )


def _mend(page: repairs.Page, found: Found, offer: repairs.Offer) -> Mend:
    first = offer.edits[0]
    return Mend(found=found, before=page.source[first.start : first.end], after=first.text)
