"""The rounds of places, across files: two of the same round, and rounds whose dates contradict their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_cli.diagnostic import Diagnostic, Severity
from mgi_cli.judging.dates import is_before
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mgi_cli.model import Profile

AT_ROUND = ("assessment", "round")
AT_DATE = ("assessment", "published")


class Standing(Value):
    """Which round of which place a file is, by which framework, and when it was published.

    ``file`` names it to people: its path, or the name of the profile. ``place`` is the place's id, ``name`` its name.
    """

    file: str
    place: str
    name: str
    framework: str
    round: int
    published: str | None = None


def standing_of(profile: Profile, file: str) -> Standing:
    """Return the standing of a profile that is in a file."""
    return Standing(
        file=file,
        place=profile.place.id,
        name=profile.place.name,
        framework=profile.framework,
        round=profile.assessment.round,
        published=profile.assessment.published,
    )


def same(standings: Iterable[Standing]) -> Iterator[tuple[Standing, Standing]]:
    """Yield each file that is of the same place and round as an earlier one, and that one.

    Two that answer different frameworks are no such pair: one may have been made of the other for a new edition.
    """
    first: dict[tuple[str, int, str], Standing] = {}
    for item in standings:
        other = first.setdefault((item.place, item.round, item.framework), item)
        if other is not item:
            yield item, other


def out_of_order(standings: Iterable[Standing]) -> Iterator[tuple[Standing, Standing]]:
    """Yield each round that is dated before a round with a lower number of the same place, and that one.

    It is the latest of those; a date that may be the same day as another is not before it.
    """
    dated: dict[str, dict[str, Standing]] = {}  # of each place, the lowest round of each date
    for item in sorted(standings, key=lambda item: item.round):
        if item.published is None:
            continue
        earlier = dated.setdefault(item.place, {})
        after = [
            date for date, other in earlier.items() if other.round < item.round and is_before(item.published, date)
        ]
        if after:
            yield item, earlier[max(after)]
        earlier.setdefault(item.published, item)


def check(standings: Iterable[Standing]) -> Iterator[tuple[Standing, Diagnostic]]:
    """Yield what is wrong among files that are each right, with the file in which it is told."""
    every = tuple(standings)
    for item, other in same(every):
        params = {"other": other.file, "place": item.name, "round": item.round}
        yield item, Diagnostic(code="same_round", severity=Severity.WARNING, route=AT_ROUND, params=params)
    for item, other in out_of_order(every):
        params = {"value": item.published, "round": item.round, "other": other.file}
        params |= {"earlier": other.round, "published": other.published}
        yield item, Diagnostic(code="rounds_out_of_order", severity=Severity.WARNING, route=AT_DATE, params=params)
