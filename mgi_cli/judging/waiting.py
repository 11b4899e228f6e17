"""What an assessment waits for: what somebody has to do next, and since when; nothing of it says how a place fares."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from mgi_cli.judging.dates import is_before
from mgi_cli.judging.expiry import resting_on_expired
from mgi_cli.judging.stages import State, standing
from mgi_cli.judging.summary import summarise
from mgi_cli.model import Status
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mgi_cli.model import Framework, Profile


class Cause(StrEnum):
    """What is waited for, in the order in which it is told."""

    NOT_ASSESSED = "not_assessed"
    EXPIRED = "expired"
    PROPOSALS = "proposals"
    UNPLACED = "unplaced"
    UNDATED_SOURCES = "undated_sources"
    OVERDUE = "overdue"
    NEXT_STAGE = "next_stage"


class Waiting(Value):
    """One thing that is waited for: how many of them, of how many in all where that says something, and since when.

    ``indicator`` is that of the planned action which is overdue the longest, or of the first answer that rests on
    expired evidence only; ``stage`` is the one that has not begun.
    """

    cause: Cause
    n: int
    all: int | None = None
    since: str | None = None
    indicator: str | None = None
    stage: str | None = None


def find(profile: Profile, framework: Framework, today: str, *, followed: bool = False) -> tuple[Waiting, ...]:
    """Return what an assessment waits for on a day, ``2026-11-24``.

    One that a later round of the place has ``followed`` waits for no more answers and no next stage.
    """
    found = [*_work(profile, framework, followed=followed), *_overdue(profile, today)]
    if not followed:
        found += [*_expired(profile, framework, today), *_next_stage(profile, today)]
    return tuple(sorted(found, key=lambda item: list(Cause).index(item.cause)))


def _work(profile: Profile, framework: Framework, *, followed: bool) -> Iterator[Waiting]:
    counts = summarise(profile, framework.domains).totals
    undated = sum(source.date is None for source in profile.sources.values())
    causes = (
        (Cause.NOT_ASSESSED, 0 if followed else counts.statuses[Status.NOT_ASSESSED], counts.indicators),
        (Cause.PROPOSALS, len(profile.proposals), None),
        (Cause.UNPLACED, len(profile.unplaced), None),
        (Cause.UNDATED_SOURCES, 0 if followed else undated, None),
    )
    yield from (Waiting(cause=cause, n=n, all=every) for cause, n, every in causes if n)


def _expired(profile: Profile, framework: Framework, today: str) -> Iterator[Waiting]:
    """Yield the answers that rest on expired evidence only."""
    resting = resting_on_expired(profile, framework.domains, today)
    if resting:
        yield Waiting(cause=Cause.EXPIRED, n=len(resting), indicator=resting[0])


def _overdue(profile: Profile, today: str) -> Iterator[Waiting]:
    due = [
        (action.due, indicator)
        for indicator, actions in profile.plan.items()
        for action in actions
        if action.due and is_before(action.due, today)
    ]
    if due:
        since, indicator = min(due)
        yield Waiting(cause=Cause.OVERDUE, n=len(due), since=since, indicator=indicator)


def _next_stage(profile: Profile, today: str) -> Iterator[Waiting]:
    """Yield the stage that comes next where the one before has ended and it is not planned for a day to come."""
    stands = standing(profile, today)
    if stands and stands.state is State.ENDED and stands.after and not stands.after_start:
        yield Waiting(cause=Cause.NEXT_STAGE, n=1, since=stands.since, stage=stands.after)


def followed_by(profile: Profile, others: Iterable[Profile]) -> Profile | None:
    """Return the next round of the same place, ``None`` where there is none."""
    later = [
        other for other in others if other.same_place(profile) and other.assessment.round > profile.assessment.round
    ]
    return min(later, key=lambda other: other.assessment.round, default=None)
