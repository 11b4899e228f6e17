"""What a crosswalk between two frameworks means, beyond its shape: every indicator of both in it, no pair twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mgi_cli.diagnostic import Diagnostic
from mgi_cli.judging.crosswalk import Crosswalk, Link, Relation
from mgi_cli.text import Text, nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from mgi_cli.location import Route

Tree = dict[str, Any]

SIDES = ("local", "national")
"""The levels of the two frameworks of a crosswalk, that here first; links name the codes of each by them."""

BETWEEN = "--"
"""What stands between the ids of the two frameworks in the name of the file."""


def stem(tree: Mapping[str, str]) -> str:
    """Return the name that the file of a crosswalk must bear, from the id of the framework of each level."""
    return BETWEEN.join(tree[side] for side in SIDES)


def structure(tree: Tree, name: str, codes: Mapping[str, Collection[str]]) -> Iterator[Diagnostic]:
    """Yield what is wrong with a crosswalk in a file of that name.

    ``codes`` are the indicators of the frameworks that it is held against, by their level.
    """
    if stem(tree) != name:
        params = {**{side: tree[side] for side in SIDES}, "name": name, "wanted": stem(tree)}
        yield Diagnostic(code="crosswalk_name", route=(SIDES[0],), params=params)
        return  # all codes would be told, too
    for side, known in codes.items():
        yield from _side(tree, side, known)
    yield from _twice(tree)


def _side(tree: Tree, side: str, known: Collection[str]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the codes of one of the two frameworks; one that was mistyped is not forgotten, too."""
    linked, alone = list(_linked(tree, side)), list(_alone(tree, side))
    unknown = list(_unknown([*linked, *alone], known, tree[side]))
    yield from unknown
    in_links = {code for _, code in linked}
    for route, code in alone:
        if code in in_links:
            yield Diagnostic(code="crosswalk_both", route=route, params={"key": code})
    told = in_links.union((code for _, code in alone), (item.suggestion or "" for item in unknown))
    for code in known:
        if code not in told:
            params = {"key": code, "framework": tree[side]}
            yield Diagnostic(code="crosswalk_forgotten", route=("without", side), at_key=True, params=params)


def _linked(tree: Tree, side: str) -> Iterator[tuple[Route, str]]:
    for number, link in enumerate(tree["links"]):
        yield ("links", number, side), link[side]


def _alone(tree: Tree, side: str) -> Iterator[tuple[Route, str]]:
    for number, code in enumerate(tree.get("without", {}).get(side, ())):
        yield ("without", side, number), code


def _unknown(given: list[tuple[Route, str]], known: Collection[str], framework: str) -> Iterator[Diagnostic]:
    for route, code in given:
        if code not in known:
            params = {"key": code, "framework": framework}
            yield Diagnostic(code="crosswalk_unknown", route=route, params=params, suggestion=nearest(code, known))


def _twice(tree: Tree) -> Iterator[Diagnostic]:
    seen: set[tuple[str, ...]] = set()
    for number, link in enumerate(tree["links"]):
        pair = tuple(link[side] for side in SIDES)
        if pair in seen:
            yield Diagnostic(
                code="crosswalk_twice", route=("links", number), params=dict(zip(SIDES, pair, strict=True))
            )
        seen.add(pair)


def texts(tree: Tree, of: Tree) -> Iterator[Diagnostic]:
    """Yield what the reasons in the reference language lack, or have too much, against the structure ``of``."""
    pairs = _pairs(of)
    yield from _against(tree["links"], pairs, ("links",))
    for here, others in pairs.items():
        if here in tree["links"]:
            yield from _against(tree["links"][here], others, ("links", here))
    for side in SIDES:
        given = tree.get("without", {}).get(side, {})
        yield from _against(given, of.get("without", {}).get(side, ()), ("without", side))


def _pairs(of: Tree) -> dict[str, list[str]]:
    pairs: dict[str, list[str]] = {}
    for link in of["links"]:
        pairs.setdefault(link[SIDES[0]], []).append(link[SIDES[1]])
    return pairs


def _against(given: Tree, wanted: Collection[str], route: Route) -> Iterator[Diagnostic]:
    for key in wanted:
        if key not in given:
            yield Diagnostic(code="missing_text", route=route, at_key=True, params={"key": key})
    for key in given:
        if key not in wanted:
            meant = nearest(key, wanted)
            yield Diagnostic(
                code="reason_of_nothing", route=(*route, key), at_key=True, params={"key": key}, suggestion=meant
            )


def build(tree: Tree, texts: Mapping[str, Tree] | None = None) -> Crosswalk:
    """Return the crosswalk that a tree describes in which nothing is wrong.

    ``texts`` are trees of its texts by language, the one shown first; each reason comes from the first that has it.
    """
    here, there = SIDES
    spoken = texts or {}
    return Crosswalk(
        here=tree[here],
        there=tree[there],
        links=tuple(
            Link(
                here=link[here],
                there=link[there],
                relation=Relation(link["relation"]),
                reason=_first(spoken, ("links", link[here], link[there])),
            )
            for link in tree["links"]
        ),
        without_here=_reasons(tree, here, spoken),
        without_there=_reasons(tree, there, spoken),
        basis=_first(spoken, ("basis",)),
    )


def _reasons(tree: Tree, side: str, spoken: Mapping[str, Tree]) -> dict[str, Text | None]:
    return {code: _first(spoken, ("without", side, code)) for code in tree.get("without", {}).get(side, ())}


def _first(spoken: Mapping[str, Tree], route: tuple[str, ...]) -> Text | None:
    for lang, tree in spoken.items():
        value: Any = tree
        for step in route:
            value = value.get(step, {})
        if value:
            return Text(value=value, lang=lang)
    return None
