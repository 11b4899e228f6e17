"""The workbook of a plan goes out and comes back: nothing is lost, and what was filled in arrives."""

from __future__ import annotations

import copy
import io
import tempfile
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mgi_cli.exchange import fields, incoming, plan_in, plan_out
from mgi_cli.exchange.meaning import Meaning
from mgi_cli.exchange.rows import PLAN_COLUMNS, Line
from mgi_cli.exchange.sheets import Cell, escape_x
from mgi_cli.reading import build, editing, fragments, reader, shape
from mgi_cli.reading.editing import Entry
from mgi_cli.reading.generous import NO_WORDS
from strategies import CODES, FRAMEWORK, action, anything, dates, texts, whole_trees, wild
from test_questionnaire import FEW, LABELS, LIBRARY, WORDS, through_libreoffice

FREE = {field.key: PLAN_COLUMNS.index(field.name) for field in fields.ACTIONS}
MEANING = Meaning(words=NO_WORDS, lists={}, cite=lambda _: [])

plain_action = st.fixed_dictionaries(
    {}, optional={key: dates if key == "due" else texts for key in shape.ACTION_KEYS}
).filter(bool)
"""An action that says something, in texts that a cell gives back as they are."""


def exported(tree: dict[str, Any]) -> bytes:
    return plan_out.workbook(build.profile("drawn", tree), tree, FRAMEWORK, WORDS)


def came_back(data: bytes, tree: dict[str, Any]) -> tuple[incoming.Incoming, str, str]:
    """Return what a workbook would change in a profile, the text of the profile, and the text that comes of it."""
    with tempfile.TemporaryDirectory() as folder:
        file, path = Path(folder, "plan.xlsx"), Path(folder, "profile.yaml")
        file.write_bytes(data)
        text = fragments.profile(tree, LABELS)
        path.write_text(text, "utf-8", newline="")
        found = incoming.from_workbook(file, LIBRARY, into=incoming.existing(path, LIBRARY), output=None)
        return found, text, incoming.text(found, found.changes, LIBRARY)


def has_rows(tree: dict[str, Any]) -> bool:
    return bool(rows(exported(tree)))


def rows(data: bytes) -> list[list[Any]]:
    """Return the rows of the sheet that have a code."""
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Plan"]
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5) if row[0].value]


@FEW
@given(whole_trees())
def test_what_goes_out_comes_back_and_changes_not_a_byte(tree: dict[str, Any]) -> None:
    assume(has_rows(tree))
    found, before, after = came_back(exported(tree), tree)
    assert (found.changes, found.unclear, found.left_out, found.unread, found.outside) == ((), (), (), (), ())
    assert after == before


@FEW
@given(whole_trees())
def test_the_same_profile_gives_the_same_bytes(tree: dict[str, Any]) -> None:
    assume(has_rows(tree))
    assert exported(tree) == exported(copy.deepcopy(tree))


@settings(FEW, max_examples=2)
@given(st.lists(whole_trees().filter(has_rows), min_size=5, max_size=5))
def test_the_same_after_a_trip_through_libreoffice(trees: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        back = through_libreoffice([exported(tree) for tree in trees], Path(folder))
    for tree, data in zip(trees, back, strict=True):
        found, before, after = came_back(data, tree)
        assert (found.changes, found.unclear, found.outside) == ((), (), ())
        assert after == before


def filled(data: bytes, planned: dict[str, list[dict[str, str]]]) -> bytes:
    """Return a workbook into which a person has typed actions: the first on the row of its gap, others below."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["Plan"]
    by_code = {row[0].value: row for row in sheet.iter_rows(min_row=5) if row[0].value}
    ready = (row for row in sheet.iter_rows(min_row=5) if not row[0].value)
    for code, actions in planned.items():
        for number, one in enumerate(actions):
            row = by_code[code] if code in by_code and not number else next(ready)
            row[0].value = code
            for key, column in FREE.items():
                row[column].value = escape_x(one.get(key, "")) or None
                row[column].data_type = "s" if one.get(key) else "n"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def is_put_in(before: str, after: str) -> bool:
    """Return whether a text is another one with a stretch put in, and nothing else of it changed."""
    pairs = enumerate(zip(before, after, strict=False))
    start = next((number for number, (one, other) in pairs if one != other), len(before))
    return before[start:] == after[start + len(after) - len(before) :]


@FEW
@given(
    whole_trees(), st.dictionaries(st.sampled_from(CODES), st.lists(plain_action, min_size=1, max_size=2), max_size=5)
)
def test_what_is_filled_in_arrives_and_is_shown_again(
    tree: dict[str, Any], planned: dict[str, list[dict[str, str]]]
) -> None:
    tree = {key: value for key, value in tree.items() if key != "plan"}
    assume(has_rows(tree))
    once = {code: [one for n, one in enumerate(actions) if one not in actions[:n]] for code, actions in planned.items()}
    found, before, after = came_back(filled(exported(tree), once), tree)
    assert found.unclear == ()
    arrived = reader.parse("f.yaml", after)[0].tree
    said = {code: [{key: text.strip() for key, text in one.items()} for one in every] for code, every in once.items()}
    assert (arrived.get("plan") or {}) == said
    assert {key: value for key, value in arrived.items() if key != "plan"} == tree
    assert is_put_in(before, after)
    shown = [[row[0], *(row[column] or "" for column in FREE.values())] for row in rows(exported(arrived))]
    for code, every in said.items():
        cells = [[code, *(escape_x(one.get(key, "")) for key in FREE)] for one in every]
        assert [row for row in shown if row[0] == code] == cells
    again, *_ = came_back(filled(exported(tree), once), arrived)
    assert again.changes == ()


# Changes on both sides


def line(code: str, number: int | None, one: dict[str, str]) -> Line:
    cells = {field.name: Cell(one.get(field.key), f"Plan, {field.name}") for field in fields.ACTIONS}
    return Line("plan", code, {"no": Cell(number, ""), **cells}, "Plan")


def merged(base: list[Any], theirs: list[Any], now: list[Any]) -> tuple[list[Any], bool]:
    """Return the actions that come of a workbook in which ``base`` became ``theirs``, and whether anything collides."""
    unclear: list[Any] = []
    lines = [line("1.1.1", number, one) for number, one in enumerate(theirs, 1)]
    changes = plan_in.changes(lines, {"1.1.1": base}, {"1.1.1": now}, MEANING, unclear)
    assert unclear == []
    *_, (_, after) = [("", now), *plan_in.steps({"1.1.1": now}, {"1.1.1": now}, changes)]
    return after or [], any(change.conflict for change in changes)


plain = st.lists(plain_action, max_size=3, unique_by=lambda one: one.get("action", repr(one)))


def in_any_order(actions: list[dict[str, str]]) -> list[list[tuple[str, str]]]:
    return sorted(sorted(one.items()) for one in actions)


def stripped(actions: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{key: text.strip() for key, text in one.items()} for one in actions]


@given(plain, plain)
def test_where_only_the_workbook_changed_it_becomes_what_the_workbook_says(base: list[Any], theirs: list[Any]) -> None:
    base, theirs = stripped(base), stripped(theirs)
    assume(all(one not in base for one in theirs[len(base) :]))
    after, collides = merged(base, theirs, base)
    rest = base[len(theirs) :]  # a row that was deleted changes nothing
    assert (in_any_order(after), collides) == (in_any_order([*theirs, *rest]), False)


@given(plain, plain)
def test_where_only_the_profile_changed_it_stays(base: list[Any], now: list[Any]) -> None:
    base, now = stripped(base), stripped(now)
    assert merged(base, base, now) == (now, False)


@given(plain, plain_action, plain_action)
def test_what_is_new_on_both_sides_is_kept_of_both(base: list[Any], one: dict[str, str], other: dict[str, str]) -> None:
    base, (one, other) = stripped(base), stripped([one, other])
    assume(one.get("action", "-") != other.get("action", "+"))
    assume(one != other and one not in base and other not in base)
    after, collides = merged(base, [*base, one], [*base, other])
    assert (after, collides) == ([*base, other, one], False)


@given(plain, st.data())
def test_what_both_changed_is_told(base: list[Any], data: st.DataObject) -> None:
    base = stripped(base)
    assume(base)
    index = data.draw(st.integers(0, len(base) - 1))
    theirs, now = copy.deepcopy(base), copy.deepcopy(base)
    theirs[index]["owner"], now[index]["owner"] = "What the workbook says", "What the profile says"
    after, collides = merged(base, theirs, now)
    assert (after, collides) == (theirs, True)
    now = [*base[:index], *base[index + 1 :]]
    after, collides = merged(base, theirs, now)
    assert (after, collides) == ([*now, theirs[index]], True)


# In the text


actions = st.lists(action, max_size=3)


@given(actions, actions, st.sampled_from(["block", "flow"]), st.dictionaries(wild, anything, max_size=1))
def test_actions_are_put_into_a_text_whatever_they_were(
    before: list[Any], after: list[Any], style: str, rest: dict[str, Any]
) -> None:
    tree: dict[str, Any] = {"format": 1, "plan": {"1.1.1": before, "1.1.2": [{"action": "x"}]}, "x-mine": rest}
    source = fragments.profile(tree, {})
    if style == "flow":
        source = source.replace(
            fragments.entry("plan", tree["plan"]), f"plan: {fragments.value('plan', tree['plan'], flow=True)}\n"
        )
    document, _ = reader.parse("f.yaml", source)
    assert document.tree == tree
    text = editing.with_entry(document, Entry(("plan",), "1.1.1", after, tuple(CODES)))
    assert reader.parse("f.yaml", text)[0].tree == {**tree, "plan": {**tree["plan"], "1.1.1": after}}
