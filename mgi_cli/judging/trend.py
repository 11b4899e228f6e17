"""The course of a place over its rounds: the path of each indicator's status, round by round.

What changed is told; how much, or how fast, is not: a trend has no score, no average and no slope.
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from mgi_cli.errors import MgiError
from mgi_cli.judging import rounds
from mgi_cli.judging.diff import ChangeKind, compare
from mgi_cli.judging.summary import summarise
from mgi_cli.model import Status
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mgi_cli.judging.diff import Change
    from mgi_cli.judging.rounds import Standing
    from mgi_cli.judging.summary import Summary
    from mgi_cli.model import Domain, Framework, Indicator, Profile

KINDS = tuple(
    kind
    for kind in ChangeKind
    if kind not in (ChangeKind.EVIDENCE, ChangeKind.DIFFERENT, ChangeKind.ONLY_OLD, ChangeKind.ONLY_NEW)
)
"""The kinds of change that a status can undergo over time, in the order shown."""


class Step(Value):
    """A status that an indicator has from a round on.

    ``round`` is the position of that round among those followed, from 0. ``kind`` says what change led here, ``None``
    for the first of them. ``unexplained`` marks a change under which no finding, evidence or note changed.
    """

    round: int
    status: Status
    kind: ChangeKind | None = None
    unexplained: bool = False


class Path(Value):
    """The statuses of an indicator in the order in which it had them; one that never changed has one step."""

    indicator: Indicator
    steps: tuple[Step, ...]

    @property
    def changed(self) -> bool:
        """Whether the status ever changed."""
        return len(self.steps) > 1

    def status(self, number: int) -> Status:
        """Return the status in a round, given by its position from 0."""
        return next(step.status for step in reversed(self.steps) if step.round <= number)

    def step(self, number: int) -> Step | None:
        """Return the change that a round brought, ``None`` where it brought none."""
        return next((step for step in self.steps if step.round == number and step.kind), None)


class Trend(Value):
    """Rounds of one place by one framework, in the order of their numbers, and the paths of its indicators.

    ``out_of_order`` holds each round that is dated before one with a lower number, with that one.
    """

    rounds: tuple[Profile, ...]
    domains: tuple[Domain, ...]
    paths: tuple[Path, ...]
    out_of_order: tuple[tuple[Standing, Standing], ...] = ()

    @cached_property
    def counts(self) -> tuple[Summary, ...]:
        """The counts of each round in the domains followed."""
        return tuple(summarise(profile, self.domains) for profile in self.rounds)

    @cached_property
    def changed(self) -> tuple[Path, ...]:
        """The paths on which the status changed."""
        return tuple(path for path in self.paths if path.changed)

    def steps_to(self, number: int) -> tuple[Step, ...]:
        """Return the changes that a round brought, given by its position from 0."""
        return tuple(step for path in self.paths if (step := path.step(number)))


def follow(profiles: Mapping[str, Profile], framework: Framework, domains: Iterable[Domain] | None = None) -> Trend:
    """Return the course of a place over its rounds, by the files that they are in, in some domains or in all.

    Raises ``MgiError`` where they are of several places, answer several editions, or two are of the same round.
    """
    standings = [rounds.standing_of(profile, file) for file, profile in profiles.items()]
    _check(standings)
    ordered = tuple(sorted(profiles.values(), key=lambda profile: profile.assessment.round))
    chosen = tuple(domains or framework.domains)
    changes = [_changes(old, new, framework, chosen) for old, new in pairwise(ordered)]
    return Trend(
        rounds=ordered,
        domains=chosen,
        paths=tuple(_path(indicator, ordered[0], changes) for domain in chosen for indicator in domain.indicators),
        out_of_order=tuple(rounds.out_of_order(standings)),
    )


def _check(standings: list[Standing]) -> None:
    """Raise ``MgiError`` where files are not each another round of one place by one edition."""
    first = standings[0]
    for item in standings:
        if item.place != first.place:
            raise MgiError("several_places", file=first.file, name=first.name, other=item.file, other_name=item.name)
    editions: dict[str, list[str]] = {}
    for item in sorted(standings, key=lambda item: item.round):
        editions.setdefault(item.framework, []).append(item.file)
    if len(editions) > 1:
        listed = [f"{edition}  {', '.join(files)}" for edition, files in editions.items()]
        raise MgiError("several_editions", name=first.name, listed=listed)
    for item, other in rounds.same(standings):
        raise MgiError("same_round", file=other.file, other=item.file, name=item.name, round=item.round)


def _changes(old: Profile, new: Profile, framework: Framework, domains: tuple[Domain, ...]) -> dict[str, Change]:
    """Return how the statuses changed from one round to the next, by indicator."""
    found = compare(old, new, framework, domains).changes
    return {change.indicator: change for change in found if change.field == "status"}


def _path(indicator: Indicator, first: Profile, changes: list[dict[str, Change]]) -> Path:
    return Path(indicator=indicator, steps=tuple(_steps(indicator.id, first, changes)))


def _steps(indicator: str, first: Profile, changes: list[dict[str, Change]]) -> Iterator[Step]:
    yield Step(round=0, status=first.status(indicator))
    for number, changed in enumerate(changes, 1):
        if change := changed.get(indicator):
            yield Step(round=number, status=Status(change.after), kind=change.kind, unexplained=change.unexplained)
