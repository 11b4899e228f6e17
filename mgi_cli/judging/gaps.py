"""The gaps of a profile: indicators whose policy or structure is missing, missing in part, or not to be found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_cli.model import GAPS, Status
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from mgi_cli.model import Answer, Domain, Indicator, KeyFinding, Profile


class Gap(Value):
    """One indicator that was answered with a gap, the answer, and the key findings that inform it."""

    indicator: Indicator
    answer: Answer
    findings: tuple[KeyFinding, ...]

    @property
    def status(self) -> Status:
        """The status of the answer; one of ``GAPS``."""
        return self.answer.status


def find(profile: Profile, domains: Iterable[Domain], statuses: Collection[Status] = GAPS) -> tuple[Gap, ...]:
    """Return the gaps of a profile in the domains given, in the framework's order."""
    return tuple(
        Gap(
            indicator=indicator,
            answer=profile.answers[indicator.id],
            findings=profile.findings_of(indicator.id),
        )
        for domain in domains
        for indicator in domain.indicators
        if profile.status(indicator.id) in statuses and profile.status(indicator.id).is_gap
    )
