"""The course of an interview: which question comes next, how far it is, and where a word occurs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_cli.model import Status
from mgi_cli.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mgi_cli.model import Framework, Profile


def is_open(profile: Profile, indicator: str) -> bool:
    """Return whether an indicator waits for an answer."""
    return profile.status(indicator) is Status.NOT_ASSESSED


def next_open(profile: Profile, order: Sequence[str], after: str | None = None) -> str | None:
    """Return the first indicator after one (from the beginning, without) that waits for an answer; then around."""
    start = order.index(after) + 1 if after in order else 0
    around = (*order[start:], *order[:start])
    return next((code for code in around if is_open(profile, code)), None)


def neighbour(order: Sequence[str], code: str, step: int) -> str:
    """Return the indicator that many places further; the first or last one at the ends."""
    return order[min(max(order.index(code) + step, 0), len(order) - 1)]


def earlier_round(profile: Profile, others: Mapping[str, Profile]) -> Profile | None:
    """Return the last round before of the same place, by the same framework; ``None`` where there is none."""
    rounds = [
        other
        for other in others.values()
        if other.same_place(profile)
        and other.framework == profile.framework
        and other.assessment.round < profile.assessment.round
    ]
    return max(rounds, key=lambda other: other.assessment.round, default=None)


def search(framework: Framework, text: str) -> Iterator[str]:
    """Yield the indicators in whose label or question every word of ``text`` occurs, those by label first."""
    words = fold(text).split()
    by_question = []
    for code in framework.indicators:
        written = framework.text(code)
        label = fold(f"{code} {written.label}")
        if words and all(word in label for word in words):
            yield code
        elif words and all(word in f"{label} {fold(written.question)}" for word in words):
            by_question.append(code)
    yield from by_question


def progress(profile: Profile, framework: Framework) -> dict[str, tuple[int, int]]:
    """Return how many indicators of each domain are answered, and how many there are."""
    return {
        domain.id: (sum(not is_open(profile, item.id) for item in domain.indicators), len(domain.indicators))
        for domain in framework.domains
    }
