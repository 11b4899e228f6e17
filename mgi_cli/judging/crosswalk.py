"""A crosswalk between two frameworks of different levels, and two profiles along it: on what one can lean of the other.

Nothing here is an answer: a status stays that of the profile that gave it, and no answer of one becomes one of the
other.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from mgi_cli.errors import MgiError
from mgi_cli.judging.comparison import name_order
from mgi_cli.model import Status
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mgi_cli.model import Domain, Framework, Profile
    from mgi_cli.text import Text


class Relation(StrEnum):
    """What an indicator of one framework is to one of the other, in the order in which they are explained.

    ``equal``: both ask the same, each of its own authority. ``narrower``: what it asks is part of what the other asks.
    ``broader``: what the other asks is part of what it asks. ``related``: they touch the same field; a person must
    look.
    """

    EQUAL = "equal"
    NARROWER = "narrower"
    BROADER = "broader"
    RELATED = "related"

    @property
    def reverse(self) -> Relation:
        """What the other indicator is to this one."""
        return {Relation.NARROWER: Relation.BROADER, Relation.BROADER: Relation.NARROWER}.get(self, self)

    @property
    def carries(self) -> bool:
        """Whether what is there under the one is, at least in part, what the other asks for."""
        return self is not Relation.RELATED


class Link(Value):
    """An indicator here, the one beside it there, what the first is to the second, and why.

    ``reason`` is ``None`` where only the structure was read.
    """

    here: str
    there: str
    relation: Relation
    reason: Text | None = None

    def turned(self) -> Link:
        """Return the link seen from there."""
        return self.but(here=self.there, there=self.here, relation=self.relation.reverse)


class Crosswalk(Value):
    """The pairs of indicators of two frameworks, ``here`` and ``there`` their ids, in the order of the framework here.

    ``without_here`` and ``without_there`` are the indicators that have no counterpart, each with the reason. ``basis``
    says whose the crosswalk is. Reasons and basis are ``None`` where only the structure was read.
    """

    here: str
    there: str
    links: tuple[Link, ...]
    without_here: Mapping[str, Text | None]
    without_there: Mapping[str, Text | None]
    basis: Text | None = None

    def reversed(self) -> Crosswalk:
        """Return the same crosswalk seen from there; its links keep their order."""
        return self.but(
            here=self.there,
            there=self.here,
            links=tuple(link.turned() for link in self.links),
            without_here=self.without_there,
            without_there=self.without_here,
        )

    def of(self, indicator: str) -> tuple[Link, ...]:
        """Return the links of an indicator here."""
        return tuple(link for link in self.links if link.here == indicator)


class Lean(Value):
    """A link along which ``profile`` can lean on what ``on`` has, and the status of each, as each profile has it."""

    profile: Profile
    on: Profile
    link: Link
    status: Status
    status_there: Status


HAS = (Status.PRESENT, Status.PARTIAL)
"""Statuses of something that is there, whole or in part, so that somebody can lean on it."""


MOST = 4
"""How many profiles stand beside one of the other framework, so that a person can still read it."""


def may_lean(own: Status, other: Status) -> bool:
    """Return whether something is missing here, or nobody has said whether it is there, and there is something."""
    return (own.is_gap or own is Status.NOT_ASSESSED) and other in HAS


def leans(links: Iterable[Link], here: Profile, there: Profile) -> tuple[Lean, ...]:
    """Return where ``here`` has a gap or was not assessed and ``there`` has something, at least in part."""
    pairs = ((link, here.status(link.here), there.status(link.there)) for link in links)
    return tuple(
        Lean(profile=here, on=there, link=link, status=own, status_there=other)
        for link, own, other in pairs
        if may_lean(own, other)
    )


class Pair(Value):
    """A link with the status of its indicator in each profile here, in their order, and of the one beside it there."""

    link: Link
    here: tuple[Status, ...]
    there: Status

    @property
    def differs(self) -> bool:
        """Whether there is more than one status."""
        return len({*self.here, self.there}) > 1


class Alongside(Value):
    """Profiles of one framework beside a profile of another, along the crosswalk between the two.

    ``frameworks`` are the two, that here first; ``domains`` are those of the framework here that are looked at.
    """

    crosswalk: Crosswalk
    frameworks: tuple[Framework, Framework]
    here: tuple[Profile, ...]
    there: Profile
    domains: tuple[Domain, ...]

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """All profiles, those here first."""
        return (*self.here, self.there)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links of the domains that are looked at, in the order of the frameworks."""
        here, there = (list(framework.indicators) for framework in self.frameworks)
        domains = {domain.id for domain in self.domains}
        chosen = [link for link in self.crosswalk.links if self.domain_of(link) in domains]
        return tuple(sorted(chosen, key=lambda link: (here.index(link.here), there.index(link.there))))

    def domain_of(self, link: Link) -> str:
        """Return the id of the domain under which a link stands: that of its indicator here."""
        return self.frameworks[0].indicators[link.here].domain

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The links with the statuses of all profiles."""
        return tuple(
            Pair(
                link=link,
                here=tuple(profile.status(link.here) for profile in self.here),
                there=self.there.status(link.there),
            )
            for link in self.links
        )

    def within(self, domain: Domain) -> Alongside:
        """Return what of it is in one domain of the framework here."""
        return self.but(domains=(domain,))

    def on_there(self, profile: Profile) -> tuple[Lean, ...]:
        """Return where a profile here can lean on the one there, along links that say that it is the same thing."""
        return leans((link for link in self.links if link.relation.carries), profile, self.there)

    def on_here(self, profile: Profile) -> tuple[Lean, ...]:
        """Return where the profile there can lean on one here, along links that say that it is the same thing."""
        return leans((link.turned() for link in self.links if link.relation.carries), self.there, profile)

    def to_look_at(self, profile: Profile) -> tuple[Pair, ...]:
        """Return the related pairs in which, of a profile here and the one there, one has what may serve the other.

        They are pointed out, and a person says whether they do.
        """
        related = [link for link in self.links if not link.relation.carries]
        pairs = ((link, profile.status(link.here), self.there.status(link.there)) for link in related)
        return tuple(
            Pair(link=link, here=(own,), there=other)
            for link, own, other in pairs
            if may_lean(own, other) or may_lean(other, own)
        )


def alongside(
    profiles: Sequence[tuple[Profile, Framework]], crosswalk: Crosswalk, *, by_name: bool = False
) -> Alongside:
    """Return the profiles of one framework beside the one of the other, in the order given or by name.

    ``crosswalk`` is one between the two frameworks that the profiles answer. Raises ``MgiError`` where of the framework
    there is more than one profile, or of that here more than can be read side by side.
    """
    frameworks = {framework.id: framework for _, framework in profiles}
    here = [profile for profile, framework in profiles if framework.id == crosswalk.here]
    there = [profile for profile, framework in profiles if framework.id == crosswalk.there]
    if len(there) > 1 or len(here) > MOST:
        counts = {"here": crosswalk.here, "n_here": len(here), "there": crosswalk.there, "n_there": len(there)}
        raise MgiError("crosswalk_one", most=MOST, **counts)
    first = frameworks[crosswalk.here]
    return Alongside(
        crosswalk=crosswalk,
        frameworks=(first, frameworks[crosswalk.there]),
        here=tuple(sorted(here, key=name_order) if by_name else here),
        there=there[0],
        domains=first.domains,
    )
