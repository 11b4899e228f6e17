"""How many indicators are answered, and how: coverage and result, per domain and in all. Counts only, never a score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_cli.model import Kind, Status
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mgi_cli.model import Domain, Indicator, Profile


class Counts(Value):
    """How many of some indicators have each status (all six are there), and how many key findings of each kind."""

    indicators: int
    statuses: Mapping[Status, int]
    findings: Mapping[Kind, int]

    @property
    def answered(self) -> int:
        """Return how many indicators somebody has answered."""
        return self.indicators - self.statuses[Status.NOT_ASSESSED]

    @property
    def gaps(self) -> int:
        """Return how many answers are gaps."""
        return sum(n for status, n in self.statuses.items() if status.is_gap)


class Summary(Value):
    """The counts of a profile by domain id, in the framework's order, and over all the domains counted."""

    domains: Mapping[str, Counts]
    totals: Counts


def summarise(profile: Profile, domains: Iterable[Domain]) -> Summary:
    """Count the answers and key findings of a profile in the domains given."""
    counted = {domain.id: _count(profile, domain) for domain in domains}
    return Summary(domains=counted, totals=_total(counted.values()))


def statuses_of(profile: Profile, indicators: Iterable[Indicator]) -> dict[Status, int]:
    """Return how many of some indicators have each status; all six are there."""
    statuses = dict.fromkeys(Status, 0)
    for indicator in indicators:
        statuses[profile.status(indicator.id)] += 1
    return statuses


def _count(profile: Profile, domain: Domain) -> Counts:
    statuses = statuses_of(profile, domain.indicators)
    findings = dict.fromkeys(Kind, 0)
    for finding in profile.findings.values():
        if finding.domain == domain.id:
            findings[finding.kind] += 1
    return Counts(indicators=len(domain.indicators), statuses=statuses, findings=findings)


def _total(counts: Iterable[Counts]) -> Counts:
    every = tuple(counts)
    return Counts(
        indicators=sum(item.indicators for item in every),
        statuses={status: sum(item.statuses[status] for item in every) for status in Status},
        findings={kind: sum(item.findings[kind] for item in every) for kind in Kind},
    )
