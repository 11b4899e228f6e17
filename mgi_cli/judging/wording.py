"""What one language says about a status, and what words it has for the things of the field."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from mgi_cli.judging.phrases import Lexicon, Phrases, Reading
from mgi_cli.model import Kind, Status
from mgi_cli.text import fold
from mgi_cli.value import NOTHING, Value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from mgi_cli.judging.phrases import Span

_TAKEN_BACK_AS = {"denied": ("absent", "partial"), "doubtful": ("partial",)}


class Wording(Value):
    """The tables of ``wording.yaml`` and ``synonyms.yaml`` in one language, made ready to be looked for when needed.

    ``says`` lists phrases by what they say, ``cancelled`` phrases that take those back that they overlap.
    ``too_common`` are words that tell no indicator from another, ``synonyms`` the words for each thing.
    """

    says: Mapping[str, Sequence[str]] = NOTHING
    cancelled: Mapping[str, Sequence[str]] = NOTHING
    too_common: Sequence[str] = ()
    synonyms: Mapping[str, Sequence[str]] = NOTHING

    @cached_property
    def things(self) -> Lexicon:
        """The words for each thing."""
        return Lexicon(self.synonyms)

    @cached_property
    def stop(self) -> Collection[str]:
        """The words that tell no indicator from another, folded."""
        return frozenset(fold(word) for word in self.too_common)

    @cached_property
    def _phrases(self) -> Mapping[str, Phrases]:
        return {name: Phrases(phrases) for name, phrases in self.says.items()}

    @cached_property
    def _taken_back(self) -> Mapping[str, Phrases]:
        return {name: Phrases(phrases) for name, phrases in self.cancelled.items()}

    def find(self, name: str, reading: Reading) -> Iterator[Span]:
        """Yield where a text says what a table lists, without what it takes back."""
        found = self._phrases[name].find(reading) if name in self._phrases else ()
        tables = (table for table in _TAKEN_BACK_AS.get(name, (name,)) if table in self._taken_back)
        back = [place for table in tables for place in self._taken_back[table].find(reading)]
        return (span for span in found if not _meets(span, back))


class Judged(Value):
    """A status and the words that say so; without words, the heading above the finding is all there is."""

    status: Status
    because: str | None = None


def status_of(text: str, kind: Kind, wording: Wording, about: Mapping[Span, float] = NOTHING) -> Judged:
    """Return the status that the words of a finding say, or else the one that its kind suggests.

    ``about`` are the places in the text that speak of an indicator, and how much each counts: where a text turns from
    what there is to what there is not, the status depends on which half speaks of it.
    """
    reading = Reading(text=text)
    if kind is Kind.WELL_DEVELOPED:
        return _judged(reading, Status.PARTIAL, wording.find("partial", reading)) or Judged(status=Status.PRESENT)
    unseen = _judged(reading, Status.NO_EVIDENCE, wording.find("no_evidence", reading))
    return unseen or _of_potential(reading, wording, about)


def _of_potential(reading: Reading, wording: Wording, about: Mapping[Span, float]) -> Judged:
    partly = sorted((*wording.find("partial", reading), *wording.find("doubtful", reading)))
    missing = list(wording.find("absent", reading))
    weakened = (*partly, *wording.find("qualified", reading))
    if partly and all(_meets(span, weakened) for span in missing):
        return Judged(status=Status.PARTIAL, because=_quoted(reading, partly[0]))
    missing = missing or list(wording.find("denied", reading))
    if not missing:
        return Judged(status=Status.PARTIAL)
    turn = _turn(reading, wording)
    exists = turn is not None and turn <= missing[0][0] and _first_half(about, turn) > 0.5
    return Judged(status=Status.PARTIAL if exists else Status.ABSENT, because=_quoted(reading, missing[0]))


def _turn(reading: Reading, wording: Wording) -> int | None:
    """Return where a text turns from one thing to its contrary, or ``None`` where it does not."""
    places = [start for start, _ in wording.find("contrast", reading)]
    conceded = (reading.text.find(",", end) for _, end in wording.find("conceding", reading))
    return min((*places, *(place for place in conceded if place >= 0)), default=None)


def _first_half(about: Mapping[Span, float], turn: int) -> float:
    """Return which share of what a text says of an indicator stands before a place in it."""
    whole = sum(about.values())
    return sum(weight for (start, _), weight in about.items() if start < turn) / whole if whole else 0.0


def _judged(reading: Reading, status: Status, places: Iterator[Span]) -> Judged | None:
    first = next(places, None)
    return Judged(status=status, because=_quoted(reading, first)) if first else None


def _quoted(reading: Reading, place: Span) -> str:
    return reading.text[slice(*place)]


def _meets(place: Span, others: Iterable[Span]) -> bool:
    return any(meet(place, other) for other in others)


def meet(one: Span, other: Span) -> bool:
    """Return whether two places in a text share a character."""
    return one[0] < other[1] and other[0] < one[1]
