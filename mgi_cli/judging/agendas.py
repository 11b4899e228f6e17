"""A framework read by the objectives of a global agenda instead of its domains, along its own links to them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from mgi_cli.model import Principle
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_cli.model import Domain, Indicator


class Agenda(StrEnum):
    """The agendas that indicators are linked to: the Global Compact for Migration and the Development Goals."""

    GCM = "gcm"
    SDG = "sdg"


OBJECTIVES = range(1, 24)
"""The objectives of the Global Compact for Migration (A/RES/73/195)."""


BEYOND = "beyond"
"""The key under which indicators stand that an agenda does not reach."""


class Objective(Value):
    """An objective or a guiding principle of the Global Compact, or a target of the goals, and what is linked to it.

    ``key`` is its number (``15``), its name (``whole-of-society``) or its code (``10.7``).
    """

    agenda: Agenda
    key: str
    indicators: tuple[Indicator, ...]


def objectives(domains: Iterable[Domain], agenda: Agenda) -> tuple[Objective, ...]:
    """Return what an agenda asks for, in its own order, each with the indicators of some domains that are linked to it.

    All objectives of the Global Compact are there, also those that nothing is linked to; of its principles and of the
    targets those that something is linked to. An indicator stands under each that it is linked to; what is linked to
    nothing stands last, under the key ``BEYOND``.
    """
    every = [indicator for domain in domains for indicator in domain.indicators]
    keys = _compact(every) if agenda is Agenda.GCM else _targets(every)
    return tuple(
        Objective(agenda=agenda, key=key, indicators=tuple(item for item in every if _is_under(item, key, agenda)))
        for key in (*keys, *([BEYOND] if any(not links(item, agenda) for item in every) else []))
    )


def links(indicator: Indicator, agenda: Agenda) -> tuple[str, ...]:
    """Return the keys of what an indicator is linked to in an agenda."""
    if agenda is Agenda.SDG:
        return indicator.sdg
    return (*map(str, indicator.gcm), *map(str, indicator.gcm_principles))


def _is_under(indicator: Indicator, key: str, agenda: Agenda) -> bool:
    linked = links(indicator, agenda)
    return key in linked if key != BEYOND else not linked


def _compact(indicators: list[Indicator]) -> list[str]:
    used = {principle for indicator in indicators for principle in indicator.gcm_principles}
    return [*map(str, OBJECTIVES), *(str(principle) for principle in Principle if principle in used)]


def _targets(indicators: list[Indicator]) -> list[str]:
    return sorted({target for indicator in indicators for target in indicator.sdg}, key=_order)


def _order(target: str) -> tuple[int, bool, int, str]:
    """Return where a target stands: ``8.8`` before ``8.10``, and those with a letter after the others."""
    goal, _, part = target.partition(".")
    return int(goal), not part.isdigit(), int(part) if part.isdigit() else 0, part
