"""Profiles side by side: the status of every indicator in each, in the framework's order, and counts by domain.

Places stand in the order given or by name. Nothing here depends on a result: no score, no order by what was answered.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from mgi_cli.errors import MgiError
from mgi_cli.judging.summary import summarise
from mgi_cli.text import fold, nearest
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mgi_cli.judging.summary import Summary
    from mgi_cli.model import Domain, Framework, Indicator, Profile, Status

FEWEST = 2
"""How many profiles a comparison has at least."""

SORTS = ("given", "name")
"""In which order profiles can stand: as they were given, or by the names of their places."""

_MOST_NAMED = 5  # profiles of an edition, in an error


class Row(Value):
    """An indicator and its status in each profile, in the order of the profiles."""

    indicator: Indicator
    statuses: tuple[Status, ...]

    @property
    def differs(self) -> bool:
        """Whether the profiles have more than one status here; not assessed is one, too."""
        return len(set(self.statuses)) > 1


class Comparison(Value):
    """Profiles that answer one framework, side by side, in some of its domains or in all, in the framework's order."""

    framework: Framework
    profiles: tuple[Profile, ...]
    domains: tuple[Domain, ...]
    rows: tuple[Row, ...]

    @cached_property
    def summaries(self) -> tuple[Summary, ...]:
        """The counts of each profile by domain and over these domains, in the order of the profiles."""
        return tuple(summarise(profile, self.domains) for profile in self.profiles)

    def within(self, domain: Domain) -> Comparison:
        """Return what of it is in one domain."""
        rows = tuple(row for row in self.rows if row.indicator.domain == domain.id)
        return self.but(domains=(domain,), rows=rows)

    @property
    def differing(self) -> tuple[Row, ...]:
        """The rows in which the profiles have more than one status."""
        return tuple(row for row in self.rows if row.differs)


def is_by_name(sort: str) -> bool:
    """Return whether one of ``SORTS`` is the one by name; raises ``MgiError`` for any other word."""
    if sort not in SORTS:
        raise MgiError("unknown_sort", sort=sort, suggestion=nearest(sort, SORTS), known=list(SORTS))
    return sort == "name"


def compare(profiles: Sequence[tuple[Profile, Framework]], *, by_name: bool = False) -> Comparison:
    """Return profiles side by side, in the order given or by name, in all domains of their framework.

    Raises ``MgiError`` for fewer than two, and where they answer different frameworks: those are never compared code by
    code.
    """
    if len(profiles) < FEWEST:
        raise MgiError("compare_two", n=len(profiles))
    _check_frameworks(profiles)
    framework = profiles[0][1]
    given = [profile for profile, _ in profiles]
    ordered = tuple(sorted(given, key=_name) if by_name else given)
    return Comparison(
        framework=framework,
        profiles=ordered,
        domains=framework.domains,
        rows=tuple(_row(indicator, ordered) for domain in framework.domains for indicator in domain.indicators),
    )


def _row(indicator: Indicator, profiles: tuple[Profile, ...]) -> Row:
    return Row(indicator=indicator, statuses=tuple(profile.status(indicator.id) for profile in profiles))


def _name(profile: Profile) -> tuple[str, str, str, int]:
    """Return by what profiles are ordered: the name of the place, whatever accents and case, and the round."""
    name = profile.place.name
    return fold(name), name, profile.place.id, profile.assessment.round


def _check_frameworks(profiles: Sequence[tuple[Profile, Framework]]) -> None:
    """Raise ``MgiError`` with the profiles by edition where there is more than one; a country is no municipality."""
    names: dict[str, list[str]] = {}
    levels = {framework.level for _, framework in profiles}
    for profile, framework in profiles:
        names.setdefault(framework.id, []).append(profile.name)
    if len(names) > 1:
        code = "compare_levels" if len(levels) > 1 else "compare_editions"
        raise MgiError(code, editions=[f"{edition} ({_listed(those)})" for edition, those in names.items()])


def _listed(names: Sequence[str]) -> str:
    return ", ".join([*names[:_MOST_NAMED], *(["…"] if len(names) > _MOST_NAMED else [])])
