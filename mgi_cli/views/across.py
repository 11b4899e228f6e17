"""What is found across files, each of which is right: told in the file concerned, when all of them have been read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mgi_cli.diagnostic import Found
from mgi_cli.judging import rounds
from mgi_cli.value import Value
from mgi_cli.views import validation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mgi_cli.judging.rounds import Standing
    from mgi_cli.library import Checked
    from mgi_cli.location import Document, Location, Route
    from mgi_cli.views.validation import Problem
    from mgi_cli.words import Words


class Spot(NamedTuple):
    """A place in a file, with the line that stands there."""

    location: Location
    line: str


class Seen(Value):
    """What is kept of a file when the next one is read: which round it is, and where that stands."""

    standing: Standing
    spots: Mapping[Route, Spot]


def seen(checked: Checked) -> Seen | None:
    """Return what is kept of a file; nothing of one with an error that reading cannot get over."""
    blocked = any(item.is_error and not item.diagnostic.repairable for item in checked.found)
    if blocked or checked.framework is None:
        return None
    document, tree = checked.document, checked.document.tree
    place, assessment = tree["place"], tree["assessment"]
    standing = rounds.Standing(
        file=document.path,
        place=place["id"],
        name=place["name"],
        framework=checked.framework.id,
        round=assessment["round"],
        published=assessment.get("published"),
    )
    return Seen(standing=standing, spots={route: _spot(document, route) for route in (rounds.AT_ROUND, rounds.AT_DATE)})


def _spot(document: Document, route: Route) -> Spot:
    location = document.locate(route)
    return Spot(location, document.lines[location.line - 1])


def problems(every: Iterable[Seen], words: Words) -> dict[str, tuple[Problem, ...]]:
    """Return what is wrong among files, in sentences, by the path of the file in which it is told."""
    spots = {item.standing.file: item.spots for item in every}
    told: dict[str, list[Problem]] = {}
    for standing, diagnostic in rounds.check(item.standing for item in every):
        spot = spots[standing.file][diagnostic.route]
        found = Found(diagnostic=diagnostic, location=spot.location)
        told.setdefault(standing.file, []).append(validation.bare(found, spot.line, words))
    return {path: tuple(found) for path, found in told.items()}
