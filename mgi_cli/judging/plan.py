"""What an action plan is about: the gaps of a profile, and what is planned for indicators that are no gap any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_cli.model import Answer, Domain, Indicator, PlannedAction, Profile, Status


class Planned(Value):
    """An indicator with its answer, ``None`` where nobody has answered, and the actions planned for it."""

    indicator: Indicator
    status: Status
    answer: Answer | None = None
    actions: tuple[PlannedAction, ...] = ()


def find(profile: Profile, domains: Iterable[Domain]) -> tuple[Planned, ...]:
    """Return the gaps of a profile in the domains given, and what else has planned actions, in the framework's order.

    An indicator that is no gap any more keeps what was planned for it, so that nothing of a plan goes unseen.
    """
    every = (indicator for domain in domains for indicator in domain.indicators)
    return tuple(
        Planned(
            indicator=indicator,
            status=profile.status(indicator.id),
            answer=profile.answers.get(indicator.id),
            actions=profile.plan.get(indicator.id, ()),
        )
        for indicator in every
        if profile.status(indicator.id).is_gap or profile.plan.get(indicator.id)
    )
