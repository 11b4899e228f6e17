"""The workbook of a plan on its way back: which row is which planned action, what was changed, what collides.

The actions of an indicator are a list without keys. A row is known by its code and its number in that list; where the
profile has changed meanwhile, an action is found again by what it says.
"""

from __future__ import annotations

import copy
import operator
from typing import TYPE_CHECKING, Any, NamedTuple

from mgi_cli.exchange import fields
from mgi_cli.exchange.filling import reads
from mgi_cli.exchange.meaning import UnclearError
from mgi_cli.exchange.merge import Change
from mgi_cli.exchange.rows import Unclear
from mgi_cli.exchange.sheets import words_of
from mgi_cli.reading import shape
from mgi_cli.value import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mgi_cli.exchange.meaning import Meaning
    from mgi_cli.exchange.rows import Line

Tree = dict[str, Any]
Actions = list[Tree]

WHOLE = "*"
"""What stands for the key in the route of a change where it is of an action as a whole."""

_NO_LISTS = fields.Labels(status=NOTHING, domain=NOTHING, kind=NOTHING, type=NOTHING)


class _Row(NamedTuple):
    """What was changed in a row: the action that it is about, by its place in the list, ``None`` for a new one.

    ``edits`` are the new values by key, each with the cell that says so; the value ``None`` takes one out.
    """

    at: int | None
    edits: Mapping[str, tuple[Any, str]]


def changes(lines: Iterable[Line], base: Tree, now: Tree, meaning: Meaning, unclear: list[Unclear]) -> list[Change]:
    """Return the changes that a plan makes in a profile; what was not understood is added to ``unclear``.

    ``base`` and ``now`` are the planned actions by indicator, as exported and as they are. The route of a change is
    ``("plan", code, place in the list, key)``; the places of new actions are those after the last, and of one that is
    gone from the profile the key is ``WHOLE``.
    """
    by_code: dict[str, list[Line]] = {}
    for line in lines:
        by_code.setdefault(line.key, []).append(line)
    found: list[Change] = []
    for code, same in by_code.items():
        before: Actions = base.get(code) or []
        rows = [_row(line, index, before, meaning, unclear) for line, index in _claimed(same, before)]
        found += _merged(code, [row for row in rows if row.edits], before, now.get(code) or [])
    return found


# Which row is which action


def _claimed(lines: Sequence[Line], actions: Actions) -> Iterator[tuple[Line, int | None]]:
    """Yield rows of one indicator in their order, each with the place of its action; copies of a row are passed over.

    Of several rows with one number, the one that still reads as exported is the action, or else the first.
    """
    of_line = {id(line): _number(line, len(actions)) for line in lines}
    if len(lines) == len(actions) and not any("no" in line.cells for line in lines):
        of_line = {id(line): index for index, line in enumerate(lines)}  # the column of numbers was deleted
    owner: dict[int, int] = {}
    for index, action in enumerate(actions):
        same = [line for line in lines if of_line[id(line)] == index]
        same += [line for line in lines if of_line[id(line)] is None and _is_as(line, action)]
        best = next((line for line in same if _is_as(line, action)), same[0] if same else None)
        if best is not None and id(best) not in owner:
            owner[id(best)] = index
    seen: set[tuple[str, ...]] = set()
    for line in lines:
        said = tuple(_words(line))
        if id(line) in owner or (said not in seen and not any(_is_as(line, action) for action in actions)):
            yield line, owner.get(id(line))
        seen.add(said)


def _number(line: Line, n: int) -> int | None:
    """Return the place in a list of ``n`` actions that the number of a row tells, ``None`` where it is another."""
    written = words_of(line.cells["no"]).strip() if "no" in line.cells else ""
    return int(written) - 1 if written.isascii() and written.isdigit() and 0 < int(written) <= n else None


def _is_as(line: Line, action: Tree) -> bool:
    """Return whether a row still reads as an action was shown."""
    return all(
        reads(line.cells[field.name], fields.shown(field, action.get(field.key), _NO_LISTS))
        for field in fields.ACTIONS
        if field.name in line.cells
    )


def _words(line: Line) -> Iterator[str]:
    for field in fields.ACTIONS:
        yield words_of(line.cells[field.name]).strip() if field.name in line.cells else ""


def _row(line: Line, index: int | None, actions: Actions, meaning: Meaning, unclear: list[Unclear]) -> _Row:
    before = actions[index] if index is not None else {}
    edits: dict[str, tuple[Any, str]] = {}
    for field in fields.ACTIONS:
        cell, was = line.cells.get(field.name), before.get(field.key)
        if cell is None or reads(cell, fields.shown(field, was, _NO_LISTS)):
            continue
        try:
            value = meaning.of(field.kind, cell)
        except UnclearError as error:
            unclear.append(Unclear(error.code, cell.place, error.params))
            continue
        if value != was:
            edits[field.key] = (value, cell.place)
    return _Row(index, edits)


# What collides with what was changed in the profile meanwhile


def _merged(code: str, rows: Sequence[_Row], base: Actions, now: Actions) -> Iterator[Change]:
    """Yield the changes of one indicator."""
    places = _found_again(base, now)
    added = [index for index in range(len(now)) if index not in {index for index, _ in places.values()}]
    end = len(now)
    for row in rows:
        if row.at is not None and row.at in places:
            yield from _in_place(code, row, base[row.at], now, places[row.at])
            continue
        action = _after(base[row.at] if row.at is not None else {}, row.edits)
        same = next((index for index in added if _says_the_same(action, now[index])), None)
        if same is not None:
            added.remove(same)
            yield from _in_place(code, row, {}, now, (same, True))
        elif action and row.at is not None:  # it is gone; nothing has to be taken out of it, but it could come back
            place = next(iter(row.edits.values()))[1]
            yield Change(("plan", code, end, WHOLE), None, action, place, conflict=True)
            end += 1
        elif action:
            for key, (value, place) in row.edits.items():
                yield Change(("plan", code, end, key), None, value, place)
            end += 1


def _found_again(base: Actions, now: Actions) -> dict[int, tuple[int, bool]]:
    """Return where the actions of ``base`` are ``now``, and whether that is certain; one that is gone has no place.

    First those that are as they were, then those with the same text, then, where as many are there, by their order.
    """
    found: dict[int, int] = {}
    for is_same in (operator.eq, _says_the_same):
        for index, action in enumerate(base):
            free = [place for place in (index, *range(len(now))) if place < len(now) and place not in found.values()]
            place = next((place for place in free if is_same(action, now[place])), None)
            if index not in found and place is not None:
                found[index] = place
    certain = {index: (place, True) for index, place in found.items()}
    if len(base) != len(now):
        return certain
    rest = (index for index in range(len(base)) if index not in found and index not in found.values())
    return certain | {index: (index, False) for index in rest}


def _says_the_same(one: Tree, other: Tree) -> bool:
    """Return whether two actions are to do the same; without a text they are the same only as a whole."""
    if one.get("action"):
        return bool(one["action"] == other.get("action"))
    return _known(one) == _known(other)


def _known(action: Tree) -> Tree:
    return {key: action[key] for key in shape.ACTION_KEYS if key in action}


def _after(before: Tree, edits: Mapping[str, tuple[Any, str]]) -> Tree:
    """Return what has a cell of an action, with the edits in it."""
    after = {**before, **{key: value for key, (value, _) in edits.items()}}
    return {key: after[key] for key in shape.ACTION_KEYS if after.get(key) is not None}


def _in_place(code: str, row: _Row, was: Tree, now: Actions, place: tuple[int, bool]) -> Iterator[Change]:
    """Yield the changes of an action that is there, where they are not made yet."""
    index, certain = place
    for key, (value, cell) in row.edits.items():
        before = now[index].get(key)
        if before != value:
            conflict = not certain or before != was.get(key)
            yield Change(("plan", code, index, key), before, value, cell, conflict=conflict)


# What comes of it


def steps(raw: Tree, now: Tree, made: Iterable[Change]) -> Iterator[tuple[str, Actions | None]]:
    """Yield what the actions of indicators become, ``None`` for none; of one indicator first those that stay.

    ``raw`` are the actions as the file spells them, of which everything is kept that does not change, ``now`` as they
    are understood.
    """
    by_code: dict[str, list[Change]] = {}
    for change in made:
        by_code.setdefault(str(change.route[1]), []).append(change)
    for code, several in by_code.items():
        before = _as_written(raw.get(code), now.get(code) or [])
        after = _changed(before, several)
        touched = {_place_of(change) for change in several}
        gone = {
            index for index, action in enumerate(after) if not action and (index in touched or index >= len(before))
        }
        yield code, [was if index in gone else after[index] for index, was in enumerate(before)]
        yield code, [action for index, action in enumerate(after) if index not in gone] or None


def _changed(before: Actions, several: Iterable[Change]) -> Actions:
    """Return actions with changes in them; an action that nothing is left of stands there empty."""
    after = copy.deepcopy(before)
    for change in several:
        index, key = _place_of(change), str(change.route[3])
        after += [{} for _ in range(len(after), index + 1)]
        if key == WHOLE:
            after[index] = dict(change.after)
        elif change.after is None:
            after[index].pop(key, None)
        else:
            after[index][key] = change.after
    return [{key: action[key] for key in (*shape.ACTION_KEYS, *action) if key in action} for action in after]


def _place_of(change: Change) -> int:
    return int(change.route[2])


def _as_written(raw: Any, now: Actions) -> Actions:
    """Return the actions of an indicator as the file spells them, where they have the shape that they need."""
    is_whole = isinstance(raw, list) and len(raw) == len(now) and all(isinstance(item, dict) for item in raw)
    return raw if is_whole else now
