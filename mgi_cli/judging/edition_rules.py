"""What a mapping between two editions means, beyond its shape: every indicator of both in it once, each led rightly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mgi_cli.diagnostic import Diagnostic
from mgi_cli.judging.editions import DomainLink, EditionMapping, Link, Relation
from mgi_cli.text import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mgi_cli.location import Route
    from mgi_cli.model import Framework

Tree = dict[str, Any]

SIDES = ("from", "to")
_SEVERAL = 1_000_000
_NUMBERS = {
    Relation.SAME: ((1, _SEVERAL), (1, _SEVERAL)),
    Relation.RENAMED: ((1, 1), (1, 1)),
    Relation.SPLIT: ((1, 1), (2, _SEVERAL)),
    Relation.MERGED: ((2, _SEVERAL), (1, 1)),
    Relation.NEW: ((0, 0), (1, _SEVERAL)),
    Relation.RETIRED: ((1, _SEVERAL), (0, 0)),
}
"""How many indicators a relation has on either side, at least and at most."""


class Side(NamedTuple):
    """One of the two editions that a mapping is about: its id, and the ids of its domains and indicators."""

    edition: str
    indicators: tuple[str, ...]
    domains: tuple[str, ...]


def side(framework: Framework) -> Side:
    """Return what a mapping is held against of an edition."""
    return Side(framework.id, tuple(framework.indicators), tuple(domain.id for domain in framework.domains))


def check(tree: Tree, old: Side, new: Side) -> Iterator[Diagnostic]:
    """Yield what is wrong with a mapping of the right shape whose place says that it leads from ``old`` to ``new``."""
    named = [*_names(tree, old, new)]
    yield from named
    if named:  # all codes would be told, too
        return
    for name, edition in zip(SIDES, (old, new), strict=True):
        given = [*_codes(tree, "indicators", name)]
        yield from _against(given, edition.indicators, edition.edition)
        told = {code for _, code in given}
        yield from (_forgotten(code, "indicators", edition.edition) for code in edition.indicators if code not in told)
    yield from _relations(tree)
    yield from _domains(tree, old, new)


def _names(tree: Tree, old: Side, new: Side) -> Iterator[Diagnostic]:
    for name, edition in zip(SIDES, (old.edition, new.edition), strict=True):
        if tree[name] != edition:
            yield Diagnostic(code="mapping_edition", route=(name,), params={"value": tree[name], "expected": edition})


def _codes(tree: Tree, section: str, name: str) -> Iterator[tuple[Route, str]]:
    for number, entry in enumerate(tree.get(section, ())):
        for position, code in enumerate(entry.get(name, ())):
            yield (section, number, name, position), code


def _against(given: Iterable[tuple[Route, str]], known: tuple[str, ...], edition: str) -> Iterator[Diagnostic]:
    """Yield the codes that an edition does not have, and those that stand in a mapping twice."""
    seen: set[str] = set()
    for route, code in given:
        params = {"key": code, "edition": edition}
        if code not in known:
            yield Diagnostic(code="mapped_unknown", route=route, params=params, suggestion=nearest(code, known))
        elif code in seen:
            yield Diagnostic(code="mapped_twice", route=route, params=params)
        seen.add(code)


def _forgotten(code: str, section: str, edition: str) -> Diagnostic:
    kind = "unmapped_indicator" if section == "indicators" else "unmapped_domain"
    return Diagnostic(code=kind, route=(section,), at_key=True, params={"key": code, "edition": edition})


def _relations(tree: Tree) -> Iterator[Diagnostic]:
    for number, entry in enumerate(tree["indicators"]):
        relation = Relation(entry["relation"])
        sides = [entry.get(name, []) for name in SIDES]
        numbers = zip(_NUMBERS[relation], sides, strict=True)
        route = ("indicators", number, "relation")
        if not all(least <= len(codes) <= most for (least, most), codes in numbers):
            params = {"relation": str(relation), "from": len(sides[0]), "to": len(sides[1])}
            yield Diagnostic(code="relation_codes", route=route, params=params)
        elif relation is Relation.SAME and sides[0] != sides[1]:
            yield Diagnostic(code="same_code", route=route)


def _domains(tree: Tree, old: Side, new: Side) -> Iterator[Diagnostic]:
    """Yield what is wrong with the domains; one that is not simply in both editions must be led somewhere."""
    told = {name: {code for _, code in _codes(tree, "domains", name)} for name in SIDES}
    sides = {SIDES[0]: (old, new), SIDES[1]: (new, old)}
    for name, (edition, other) in sides.items():
        yield from _against(_codes(tree, "domains", name), edition.domains, edition.edition)
        elsewhere = told[SIDES[1] if name == SIDES[0] else SIDES[0]]
        for domain in edition.domains:
            if domain not in told[name] and (domain not in other.domains or domain in elsewhere):
                yield _forgotten(domain, "domains", edition.edition)


def build(tree: Tree) -> EditionMapping:
    """Return the mapping that a tree describes in which nothing is wrong."""
    return EditionMapping(
        old=tree["from"],
        new=tree["to"],
        basis=tree["basis"],
        links=tuple(link for entry in tree["indicators"] for link in _links(entry)),
        domains=tuple(
            DomainLink(old=tuple(entry.get("from", ())), new=tuple(entry.get("to", ())), reason=entry["reason"])
            for entry in tree.get("domains", ())
        ),
    )


def _links(entry: Tree) -> Iterator[Link]:
    """Yield the links of an entry: one for each indicator, but for those that were split or merged."""
    relation, reason = Relation(entry["relation"]), entry["reason"]
    old, new = (tuple(entry.get(name, ())) for name in SIDES)
    if relation in (Relation.SPLIT, Relation.MERGED, Relation.RENAMED):
        yield Link(relation=relation, old=old, new=new, reason=reason)
    elif relation is Relation.SAME:
        yield from (Link(relation=relation, old=(code,), new=(code,), reason=reason) for code in old)
    else:
        for code in (*old, *new):
            single = ((code,), ()) if relation is Relation.RETIRED else ((), (code,))
            yield Link(relation=relation, old=single[0], new=single[1], reason=reason)
