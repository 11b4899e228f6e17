"""What was changed in a questionnaire and in the profile meanwhile, put together: changes, and where they collide."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, NamedTuple

from mgi_cli.exchange import fields
from mgi_cli.exchange.rows import Unclear
from mgi_cli.exchange.state import at
from mgi_cli.model import Status
from mgi_cli.reading.editing import FIELDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from mgi_cli.exchange.filling import Edit
    from mgi_cli.location import Route

Tree = dict[str, Any]

_NEEDED = {
    "place": ("name", "type", "country"),
    "assessment": ("round",),
    "sources": ("title",),
    "findings": ("domain", "kind", "text"),
}


class Change(NamedTuple):
    """A field of the profile that gets another value, ``None`` for none. ``place`` is the cell that says so.

    With ``conflict`` the profile has changed there too since the questionnaire was made; ``before`` is what it has now.
    """

    route: Route
    before: Any
    after: Any
    place: str
    conflict: bool = False


def merge(base: Tree, edits: Iterable[Edit], now: Tree, stale: Collection[str] = ()) -> tuple[Change, ...]:
    """Return the changes that bring what was edited since ``base`` into the profile as it is ``now``.

    ``stale`` are the indicators whose answers are known to have changed since, where ``base`` cannot tell.
    """
    found = []
    for edit in edits:
        before = _value(now, edit.route)
        if _same(before, edit.value):
            continue
        changed = not _same(before, _value(base, edit.route)) or (edit.route[0] == "answers" and edit.route[1] in stale)
        found.append(Change(edit.route, before, edit.value, edit.place, conflict=changed))
    return tuple(found)


def _value(tree: Tree, route: Route) -> Any:
    """Return what stands at a route; of evidence the piece that the questionnaire shows."""
    if route[0] == "answers" and route[2:] == ("evidence",):
        return fields.first_evidence(at(tree, route[:2]))
    return at(tree, route)


def _same(one: Any, other: Any) -> bool:
    """Return whether two values say the same; nobody has answered where nothing is said."""
    nothing: tuple[Any, ...] = (None, [], Status.NOT_ASSESSED)
    return one == other or (one in nothing and other in nothing)


def entries(now: Tree, changes: Iterable[Change]) -> dict[Route, Any]:
    """Return the entries that changes make of the profile as it is ``now``, ``None`` for one that is gone."""
    made: dict[Route, Any] = {}
    for route, several in _by_entry(changes).items():
        before = at(now, route)
        after: Tree | None = _after(before if isinstance(before, dict) else {}, several)
        if route[0] == "answers":
            after = _answer(after or {}, before)
        if after != before:
            made[route] = after
    return made


def whole(now: Tree, changes: Iterable[Change]) -> tuple[tuple[Change, ...], tuple[Unclear, ...]]:
    """Return the changes without those that would leave an entry without what the format needs, and what it would lack.

    An answer keeps its status then, and the rest of what was filled in is taken; of another entry nothing is, and each
    cell is named. A place that is not whole yet is told by who needs it whole.
    """
    kept: list[Change] = []
    unclear: list[Unclear] = []
    for route, several in _by_entry(changes).items():
        (after,) = entries(now, several).values() or (None,)
        missing = _missing(str(route[0]), after)
        if not missing or not (len(route) > 1 or at(now, route)):
            kept += several
            continue
        out = [change for change in several if route[0] != "answers" or change.route[-1] in ("status", *missing)]
        kept += [change for change in several if change not in out]
        facts = {"key": route[-1], "section": route[0], "fields": missing}
        places = tuple(dict.fromkeys(change.place for change in out))
        unclear.append(Unclear("incomplete", places[0], facts, places[1:]))
    return tuple(kept), tuple(unclear)


def without_unused(changes: Iterable[Change], brought: Collection[str]) -> tuple[Change, ...]:
    """Return changes without sources that were ``brought`` by being named, where nothing that changes names them."""
    every = tuple(changes)
    named = {key for change in every for key in _cited(change)}
    unused = set(brought) - named
    return tuple(change for change in every if change.route[0] != "sources" or change.route[1] not in unused)


def _cited(change: Change) -> Iterable[str]:
    """Return the keys of the sources that a change names."""
    inside = change.after.get("sources") if isinstance(change.after, dict) else change.after
    return inside or () if change.route[-1] in ("evidence", "sources") else ()


def _by_entry(changes: Iterable[Change]) -> dict[Route, list[Change]]:
    grouped: dict[Route, list[Change]] = {}
    for change in changes:
        grouped.setdefault(change.route[:-1], []).append(change)
    return grouped


def _after(before: Tree, changes: Sequence[Change]) -> Tree:
    after = copy.deepcopy(before)
    for change in changes:
        field, value = str(change.route[-1]), change.after
        if change.route[0] == "answers" and field == "evidence":
            value = [item for item in (value, *(before.get("evidence") or ())[1:]) if item is not None] or None
        if value is None:
            after.pop(field, None)
        else:
            after[field] = value
    known = [name for name in FIELDS.get(str(changes[0].route[0]), ()) if name in after]
    return {name: after[name] for name in (*known, *(name for name in after if name not in known))}


def _answer(after: Tree, before: Any) -> Tree | None:
    """Return an answer with a status: notes can wait for one, and an answer that says nothing is gone."""
    if "status" not in after:
        after = {"status": str(Status.NOT_ASSESSED), **after}
    if fields.is_blank_status(after):
        return before if isinstance(before, dict) and fields.is_blank_status(before) else None
    return after


def _missing(section: str, entry: Tree | None) -> tuple[str, ...]:
    """Return the fields that an entry lacks."""
    if entry is None:
        return ()
    needed = _NEEDED.get(section, ())
    if section == "answers" and entry.get("status") == Status.NOT_APPLICABLE:
        needed = ("reason",)
    if section == "assessment" and "basis_translations" in entry:
        needed = (*needed, "basis")
    return tuple(name for name in needed if not entry.get(name))


def applied(tree: Tree, made: Mapping[Route, Any], order: Collection[str]) -> Tree:
    """Return a profile's tree with entries in it; answers stand in the ``order`` of the framework."""
    result = copy.deepcopy(tree)
    for route, entry in made.items():
        inside: Any = result
        for step in route[:-1]:
            inside[step] = inside.get(step) or {}
            inside = inside[step]
        if entry is None:
            inside.pop(route[-1], None)
        else:
            inside[route[-1]] = entry
    if any(route[0] == "answers" for route in made):
        answers = result["answers"]
        result["answers"] = {code: answers[code] for code in order if code in answers}
    return result
