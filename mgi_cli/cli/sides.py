"""How profiles that are named together stand side by side: by indicator, along a crosswalk, or by objective."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_cli import crosswalks
from mgi_cli.errors import MgiError
from mgi_cli.judging import comparison, crosswalk, lookup
from mgi_cli.value import Value
from mgi_cli.views.comparison import FEW, Compared

__all__ = ["FEW", "Asked", "shown"]

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mgi_cli.cli.common import Desk
    from mgi_cli.judging.agendas import Agenda
    from mgi_cli.model import Domain, Framework, Profile
    from mgi_cli.views.crosswalk import Beside
    from mgi_cli.views.objectives import ByObjective
    from mgi_cli.views.ways import Shown

    Named = Sequence[tuple[Profile, Framework]]


class Asked(Value):
    """What was asked of a comparison: a domain as it was typed, an agenda, only what differs, the order by name.

    ``again`` is how the profiles were named, with the options that a next command needs.
    """

    domain: str | None
    agenda: Agenda | None
    differing: bool
    by_name: bool
    again: str


def shown(named: Named, asked: Asked, desk: Desk) -> Shown:
    """Return profiles side by side as they were asked for and as their frameworks let them stand.

    Raises ``MgiError`` where they do not: fewer than two, editions without a mapping, levels without a crosswalk.
    """
    if len(named) < comparison.FEWEST:
        raise MgiError("compare_two", n=len(named))
    if asked.agenda:
        return _by_objective(named, asked, asked.agenda)
    frameworks = list({framework.id: framework for _, framework in named}.values())
    along = crosswalks.between(frameworks, desk.words.lang, desk.library.frameworks.folders())
    return _beside(named, asked, along) if along else _compared(named, asked)


def _compared(named: Named, asked: Asked) -> Compared:
    found = comparison.compare(named, by_name=asked.by_name)
    if asked.domain is not None:
        found = found.within(lookup.find_domain(found.framework, asked.domain))
    return Compared(comparison=found, by_name=asked.by_name, differing=asked.differing, again=asked.again)


def _beside(named: Named, asked: Asked, along: crosswalk.Crosswalk) -> Beside:
    from mgi_cli.views.crosswalk import Beside

    found = crosswalk.alongside(named, along, by_name=asked.by_name)
    if asked.domain is not None:
        found = found.within(lookup.find_domain(found.frameworks[0], asked.domain))
    return Beside(alongside=found, by_name=asked.by_name, differing=asked.differing, again=asked.again)


def _by_objective(named: Named, asked: Asked, agenda: Agenda) -> ByObjective:
    from mgi_cli.views.objectives import ByObjective

    ordered = sorted(named, key=lambda pair: comparison.name_order(pair[0])) if asked.by_name else named
    alike = len({framework.id for _, framework in ordered}) == 1
    if asked.differing and not alike:
        raise MgiError("differing_of_several")
    return ByObjective(
        agenda=agenda,
        profiles=tuple(profile for profile, _ in ordered),
        frameworks=tuple(framework for _, framework in ordered),
        domains=tuple(_domains(framework, asked.domain) for _, framework in ordered),
        compared=_compared(ordered, asked) if alike else None,
        by_name=asked.by_name,
        again=asked.again,
    )


def _domains(framework: Framework, asked: str | None) -> tuple[Domain, ...]:
    return framework.domains if asked is None else (lookup.find_domain(framework, asked),)
