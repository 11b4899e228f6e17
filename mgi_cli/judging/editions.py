"""How one edition of a framework became another: what each indicator of either is in the other, and why."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mgi_cli.model import Framework


class Relation(StrEnum):
    """What became of indicators from one edition to another."""

    SAME = "same"
    RENAMED = "renamed"
    SPLIT = "split"
    MERGED = "merged"
    NEW = "new"
    RETIRED = "retired"

    @property
    def carries(self) -> bool:
        """Whether the question stayed what it was, so that its answer goes over."""
        return self in (Relation.SAME, Relation.RENAMED)

    @property
    def backwards(self) -> Relation:
        """What it is seen from the other edition."""
        return _BACKWARDS.get(self, self)


_BACKWARDS = {
    Relation.SPLIT: Relation.MERGED,
    Relation.MERGED: Relation.SPLIT,
    Relation.NEW: Relation.RETIRED,
    Relation.RETIRED: Relation.NEW,
}


class Link(Value):
    """What became of one indicator, or of those that were split or merged; ``old`` and ``new`` are their codes."""

    relation: Relation
    old: tuple[str, ...]
    new: tuple[str, ...]
    reason: str


class DomainLink(Value):
    """Where the domains of an edition are in another, where their ids do not say it; the ids in both, and why."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    reason: str


class EditionMapping(Value):
    """The way from the edition ``old`` to the edition ``new``. ``basis`` says whose it is.

    Every indicator of either edition is in one link. It can be gone both ways.
    """

    old: str
    new: str
    basis: str
    links: tuple[Link, ...]
    domains: tuple[DomainLink, ...] = ()

    def backwards(self) -> EditionMapping:
        """Return the same way gone from ``new`` to ``old``."""
        return EditionMapping(
            old=self.new,
            new=self.old,
            basis=self.basis,
            links=tuple(item.but(relation=item.relation.backwards, old=item.new, new=item.old) for item in self.links),
            domains=tuple(item.but(old=item.new, new=item.old) for item in self.domains),
        )

    @cached_property
    def carried(self) -> Mapping[str, str]:
        """The codes whose question stayed what it was: that in ``new`` by that in ``old``."""
        return {link.old[0]: link.new[0] for link in self.links if link.relation.carries}

    @cached_property
    def by_old(self) -> Mapping[str, Link]:
        """The link of each indicator of ``old``."""
        return {code: link for link in self.links for code in link.old}

    @cached_property
    def by_new(self) -> Mapping[str, Link]:
        """The link of each indicator of ``new``."""
        return {code: link for link in self.links for code in link.new}

    def domain_of(self, domain: str, cited: Iterable[str], new: Framework) -> str | None:
        """Return where a finding of a domain of ``old`` goes, ``None`` where it has no place.

        ``cited`` are the domains of ``new`` in which answers cite it: of several that took the place of its own, it
        goes where its answers are.
        """
        there = [place.id for place in new.domains]
        options = [place for place in self.domains_of(domain) if place in there]
        cited = tuple(cited)
        return next(iter((*(place for place in cited if place in options), *options, *cited)), None)

    def domains_of(self, domain: str) -> tuple[str, ...]:
        """Return the ids of the domains of ``new`` that took the place of one of ``old``, the first one first.

        A domain that the mapping does not name is in both under its id.
        """
        return next((link.new for link in self.domains if domain in link.old), (domain,))
