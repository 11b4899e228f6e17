"""What a profile holds that a questionnaire has no cell for, and how people call where it stands.

It is told by what has a cell, so that a field that is new in the format is among it until it has one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mgi_cli.exchange import fields
from mgi_cli.exchange.filling import bare
from mgi_cli.exchange.sheets import is_empty, words_of
from mgi_cli.text import capital, fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from mgi_cli.exchange.sheets import Sheet
    from mgi_cli.location import Route
    from mgi_cli.words import Words

Tree = dict[str, Any]

_SHOWN_OTHERWISE = {("format",), ("framework",), ("illustrative",)}
_PIECE = fields.MOST // 2  # characters; none of them counts more than twice


def rows(tree: Tree, words: Words) -> Iterator[tuple[str, str]]:
    """Yield where each text stands that has no cell, and the text as a cell can hold it.

    One that is too long for a cell takes several, one below the other.
    """
    for route, text in _without_cell(tree):
        for piece in _pieces(text):
            yield where(route, words), piece


def changed(sheet: Sheet, tree: Tree, heads: Collection[str]) -> Iterator[str]:
    """Yield the places of cells that hold something else than ``rows`` wrote.

    ``heads`` are the heads of the columns, folded. Rows may be sorted and taken away: what they say stands in
    the profile.
    """
    known = {bare(piece) for _, text in _without_cell(tree) for piece in _pieces(text)}
    for row in sheet.rows:
        told = [(cell.place, words_of(cell)) for cell in row[1:] if not is_empty(cell)]
        yield from (place for place, text in told if bare(text) not in known and fold(text) not in heads)


def _pieces(text: str) -> list[str]:
    if fields.size(text) <= fields.MOST:
        return [text]
    return [text[start : start + _PIECE] for start in range(0, len(text), _PIECE)]


def _without_cell(tree: Tree) -> Iterator[tuple[Route, str]]:
    for route, value in _leaves(tree, ()):
        if not _has_cell(route):
            yield route, fields.plain(str(value).lower() if isinstance(value, bool) else str(value))


def _leaves(tree: Any, route: Route) -> Iterator[tuple[Route, Any]]:
    if isinstance(tree, dict | list):
        inside = tree.items() if isinstance(tree, dict) else enumerate(tree)
        for step, value in inside:
            yield from _leaves(value, (*route, step))
    elif tree is not None:
        yield route, tree


def _has_cell(route: Route) -> bool:
    section = str(route[0])
    if section in fields.HEAD:
        return route[1] in {field.key for field in fields.HEAD[section]}
    if section not in fields.ENTRIES:
        return route in _SHOWN_OTHERWISE
    every = fields.ENTRIES[section]
    if route[2:4] == ("evidence", 0):
        return route[4] in {field.key for field in every if field.evidence}
    return route[2] in {field.key for field in every if not field.evidence}


def where(route: Route, words: Words) -> str:
    """Return what people call the way to an entry: ``Key finding pa-3, translation fr``."""
    said: list[str] = []
    steps = list(route)
    while steps:
        step = str(steps.pop(0))
        if step.startswith("x-") or step == "unmoved":
            said += [step, *map(_number, steps)]
            break
        said.append(_called(step, steps, words))
    text = fields.plain(", ".join(said))
    return text if text.startswith(("x-", "unmoved")) else capital(text)


def _called(step: str, after: list[str | int], words: Words) -> str:
    """Return what a step is called; the steps after it for which its sentence has room are taken off."""
    known = words.subject("routes")
    if step not in known:  # a key of somebody's own
        return step
    sentence = str(known[step])
    room = sentence.count("{")
    if len(after) < room:
        return step
    taken, after[:] = after[:room], after[room:]
    return sentence.format(*map(_number, taken)) if taken else sentence


def _number(step: str | int) -> str:
    return str(step + 1) if isinstance(step, int) else step
