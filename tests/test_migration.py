"""A profile that moves to another edition: nothing is lost, nothing is made up, and what comes back is what went."""

from __future__ import annotations

import copy
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editions import EDITIONS, TURNS, Turn, answered, trees, turn
from mgi_cli.errors import MgiError
from mgi_cli.judging import across, answering
from mgi_cli.judging.editions import Relation
from mgi_cli.judging.migration import Hindrance, Migration, Outcome, migrate
from mgi_cli.judging.source_rules import texts
from mgi_cli.migrating import tell
from mgi_cli.model import MovedFrom, Status
from mgi_cli.reading import build, fragments, moving, reader, schema, shape
from mgi_cli.words import Words

Tree = dict[str, Any]

WORDS = Words()
every_turn = pytest.mark.parametrize("way", TURNS, ids=str)
of_four = settings(max_examples=25)
"""What holds for each of four moves is tried as often as other laws are, over all of them."""


def moved(tree: Tree, way: Turn) -> Migration:
    return migrate(tree, way.mapping, way.old, way.new, lambda because: tell(because, way.old, WORDS))


def through(tree: Tree, *names: str) -> Tree:
    """Return a profile that moved from edition to edition."""
    for old, new in pairwise(names):
        tree = moved(tree, turn(old, new)).tree
    return tree


def essence(tree: Tree) -> Tree:
    """Return a profile in which the order of proposals says nothing, and no section is empty."""
    proposals = sorted(tree.get("proposals") or [], key=repr)
    return {key: item for key, item in {**tree, "proposals": proposals}.items() if item not in ({}, [], None)}


def said_in(tree: Tree) -> set[str]:
    return {text for _, text in texts(tree)}


@cache
def judge(name: str) -> schema.Judge:
    return schema.Judge(shape.profile_schema(EDITIONS[name], texts=False))


# There and back


@every_turn
@of_four
@given(data=st.data())
def test_there_and_back_gives_the_same_profile(way: Turn, data: st.DataObject) -> None:
    tree = data.draw(trees(way.old))
    assert essence(moved(moved(tree, way).tree, way.back).tree) == essence(tree)


@every_turn
@of_four
@given(data=st.data())
def test_there_and_back_gives_the_same_for_every_question_that_stayed(way: Turn, data: st.DataObject) -> None:
    tree = data.draw(trees(way.old))
    back = moved(moved(tree, way).tree, way.back).tree
    carried = way.mapping.carried
    assert {way.mapping.by_old[code].relation for code in carried} == {Relation.SAME, Relation.RENAMED}
    for section in ("answers", "plan"):
        before, after = tree.get(section) or {}, back.get(section) or {}
        assert {code: before[code] for code in before if code in carried} == {
            code: after[code] for code in after if code in carried
        }
    others = set(tree) - {"answers", "plan", "proposals"}
    assert {key: tree[key] for key in others} == {key: back[key] for key in others}


@pytest.mark.parametrize(
    "names",
    [("local-0", "local-1", "local-2", "local-1", "local-0"), ("local-1", "local-0", "local-1", "local-2", "local-1")],
    ids="-".join,
)
@of_four
@given(data=st.data())
def test_there_and_back_over_several_editions_too(names: tuple[str, ...], data: st.DataObject) -> None:
    tree = data.draw(trees(EDITIONS[names[0]]))
    assert essence(through(tree, *names)) == essence(tree)


@every_turn
@of_four
@given(data=st.data())
def test_what_was_answered_meanwhile_waits_for_the_next_time(way: Turn, data: st.DataObject) -> None:
    there = moved(data.draw(trees(way.old)), way).tree
    fresh = [code for code in way.new.indicators if way.mapping.by_new[code].relation is Relation.NEW]
    given_ = data.draw(st.sampled_from([str(status) for status in way.new.scale if status.is_answer]))
    answer = {"status": given_, "reason": "asked meanwhile"}
    there["answers"] = {**(there["answers"] or {}), **dict.fromkeys(fresh, answer)}
    again = moved(moved(there, way.back).tree, way).tree
    assert essence(again) == essence(there)


# Nothing is lost, nothing is made up


@every_turn
@of_four
@given(data=st.data())
def test_every_text_of_a_profile_is_in_it_after_it_moved(way: Turn, data: st.DataObject) -> None:
    tree = data.draw(trees(way.old))
    before = copy.deepcopy(tree)
    there = moved(tree, way).tree
    assert tree == before
    moved_names = {tree["framework"], *(domain.id for domain in way.old.domains), *way.old.indicators}
    assert said_in(tree) - moved_names - said_in(there) == set()


@every_turn
@of_four
@given(data=st.data())
def test_no_answer_is_made_up(way: Turn, data: st.DataObject) -> None:
    tree = data.draw(trees(way.old))
    there = moved(tree, way).tree
    came_from = {new: old for old, new in way.mapping.carried.items()}
    for code, answer in (there["answers"] or {}).items():
        assert answer == tree["answers"][came_from[code]]


@every_turn
@of_four
@given(data=st.data())
def test_a_proposal_says_what_was_answered_and_to_what(way: Turn, data: st.DataObject) -> None:
    tree = data.draw(trees(way.old))
    there = moved(tree, way).tree
    kept = there.get("unmoved", {}).get(way.old.id, {}).get("answers", {})
    for item in there.get("proposals") or []:
        came = MovedFrom.read(item.get("origin"))
        if came is None or came.framework != way.old.id:
            continue
        link = way.mapping.by_new[item["indicator"]]
        assert link.relation in (Relation.SPLIT, Relation.MERGED)
        assert {kept[code]["status"] for code in came.indicators} == {item["status"]}
        assert set(came.indicators) <= set(link.old)
        assert item.get("finding") in (
            None,
            *(key for code in came.indicators for key in kept[code].get("findings", ())),
        )
        assert link.reason in item["because"]
        assert all(way.old.text(code).label in item["because"] for code in came.indicators)


@every_turn
@of_four
@given(data=st.data())
def test_what_moved_is_a_profile_of_the_new_edition(way: Turn, data: st.DataObject) -> None:
    there = moved(data.draw(trees(way.old)), way).tree
    assert judge(way.new.id).check(there) == ()
    profile = build.profile("there", there)
    for answer in profile.answers.values():
        assert set(answer.findings) <= set(profile.findings)


@every_turn
@of_four
@given(data=st.data())
def test_every_indicator_of_either_edition_is_decided_once(way: Turn, data: st.DataObject) -> None:
    tree = data.draw(trees(way.old))
    found = moved(tree, way)
    decided = [item for item in found.decisions if item.section == "answers"]
    assert [item.old for item in decided if item.old] == [(code,) for code in way.old.indicators]
    fresh = [code for code in way.new.indicators if way.mapping.by_new[code].relation is Relation.NEW]
    assert [item.new for item in decided if not item.old] == [(code,) for code in fresh]
    assert all(item.reason for item in decided)
    told = {item.old[0]: item for item in decided if item.old}
    for code, answer in tree["answers"].items():
        assert told[code].status == answer["status"]
        assert told[code].outcome is not Outcome.OPEN
    there = found.tree
    count = sum(item.outcome is Outcome.MOVED for item in decided)
    assert count == found.count(Outcome.MOVED) == len(there["answers"] or {})


@every_turn
def test_the_tests_have_every_relation_in_every_move(way: Turn) -> None:
    assert {link.relation for link in way.mapping.links} == set(Relation)
    assert way.mapping.backwards().backwards() == way.mapping


def test_the_older_edition_is_smaller_and_the_newer_one_larger() -> None:
    assert [len(edition.indicators) for edition in EDITIONS.values()] == [73, 90, 99]


# Cases


def one(way: Turn, code: str, status: str, **more: Any) -> Migration:
    """Return what becomes of a profile with one answer."""
    return moved(answered(way.old.id, {code: {"status": status, **more}}), way)


def decision(found: Migration, code: str) -> tuple[Outcome, Hindrance | None]:
    (item,) = [item for item in found.decisions if item.section == "answers" and item.old == (code,)]
    return item.outcome, item.hindrance


UP, DOWN = turn("local-0", "local-1"), turn("local-1", "local-0")


def test_an_answer_that_the_new_edition_has_no_word_for_is_kept() -> None:
    found = one(DOWN, "1.1.3", "no_evidence")
    assert decision(found, "1.1.3") == (Outcome.KEPT, Hindrance.SCALE)
    assert found.tree["unmoved"]["local-1"]["answers"] == {"1.1.3": {"status": "no_evidence"}}
    assert found.tree["answers"] is None
    split = one(DOWN, "1.1.4", "no_evidence")
    assert decision(split, "1.1.4") == (Outcome.KEPT, Hindrance.SCALE)
    assert "proposals" not in split.tree


def test_a_note_that_waits_for_an_answer_makes_no_proposal() -> None:
    found = one(UP, "1.1.4", "not_assessed", note="Ask the school.")
    assert decision(found, "1.1.4") == (Outcome.KEPT, None)
    assert "proposals" not in found.tree


def test_answers_that_agree_are_one_proposal_and_others_are_several() -> None:
    agreed = answered("local-0", {"1.1.1": {"status": "partial"}, "1.1.2": {"status": "partial"}})
    (proposal,) = moved(agreed, UP).tree["proposals"]
    assert (proposal["indicator"], proposal["status"]) == ("1.1.1", "partial")
    assert proposal["origin"] == "migration from local-0: 1.1.1, 1.1.2"
    assert "together they are this" in proposal["because"]
    other = answered("local-0", {"1.1.1": {"status": "present"}, "1.1.2": {"status": "partial"}})
    assert [item["status"] for item in moved(other, UP).tree["proposals"]] == ["present", "partial"]
    half = answered("local-0", {"1.1.2": {"status": "partial"}})
    (proposal,) = moved(half, UP).tree["proposals"]
    assert "it is a part of this" in proposal["because"]


def test_what_comes_back_is_no_longer_proposed() -> None:
    there = one(UP, "1.1.4", "partial").tree
    assert [item["indicator"] for item in there["proposals"]] == ["1.1.4", "1.1.5"]
    there["answers"] = {"1.1.5": {"status": "present"}}
    back = moved(there, UP.back)
    assert back.tree["answers"] == {"1.1.4": {"status": "partial"}}
    assert back.tree["unmoved"] == {"local-1": {"answers": {"1.1.5": {"status": "present"}}}}
    assert decision(back, "1.1.5") == (Outcome.KEPT, Hindrance.ANSWERED)
    again = moved(back.tree, UP)
    assert again.tree["answers"] == {"1.1.5": {"status": "present"}}
    assert [item["indicator"] for item in again.tree["proposals"]] == ["1.1.4"]


def test_an_answer_that_cites_what_is_gone_stays_where_it_is() -> None:
    tree = answered("local-0", {"2.5.2": {"status": "present", "findings": ["f1"]}})
    there = moved(tree, UP).tree
    del there["findings"]["f1"]
    back = moved(there, UP.back)
    assert back.tree["answers"] is None
    assert back.tree["unmoved"]["local-0"]["answers"] == tree["answers"]
    (item,) = [item for item in back.decisions if item.hindrance]
    assert (item.new, item.hindrance, item.outcome) == (("2.5.2",), Hindrance.CITES, Outcome.KEPT)


def test_a_finding_goes_where_its_answers_are() -> None:
    way = turn("local-1", "local-2")
    tree = answered("local-1", {"4.4.1": {"status": "absent", "findings": ["f1"]}})
    tree["findings"] = {key: {**tree["findings"]["f1"], "domain": "well-being"} for key in ("f1", "f2")}
    there = moved(tree, way)
    assert {key: item["domain"] for key, item in there.tree["findings"].items()} == {"f1": "economy", "f2": "work"}
    told = [(item.key, item.old, item.new) for item in there.decisions if item.section == "findings"]
    assert told == [("f1", ("well-being",), ("economy",)), ("f2", ("well-being",), ("work",))]
    there.tree["findings"]["f2"]["domain"] = "economy"
    back = moved(there.tree, way.back).tree
    assert back["unmoved"] == {"local-2": {"findings": {"f2": {"domain": "economy"}}}}
    assert moved(back, way).tree["findings"] == there.tree["findings"]


def test_the_order_of_answers_in_the_file_says_nothing_of_a_finding() -> None:
    way = turn("local-2", "local-1")
    cites = {"status": "present", "findings": ["f1"]}
    tree = answered("local-2", {"5.1.1": cites, "4.1.1": cites})
    tree["findings"]["f1"]["domain"] = "economy"
    assert moved(moved(tree, way).tree, way.back).tree == tree


def test_a_finding_without_a_domain_is_kept_unless_an_answer_needs_it() -> None:
    gone = UP.mapping.but(domains=(UP.mapping.domains[0].but(new=()),))
    tree = answered("local-0", {"1.1.3": {"status": "absent", "findings": ["f1"]}})
    tree["findings"] = {key: {**tree["findings"]["f1"], "domain": "socioeconomic"} for key in ("f1", "f2")}
    there = moved(tree, UP._replace(mapping=gone)).tree
    assert there["findings"] == {"f1": {**tree["findings"]["f1"], "domain": "migrants-rights"}}
    assert there["unmoved"]["local-0"]["findings"] == {
        "f1": {"domain": "socioeconomic"}, "f2": tree["findings"]["f2"],
    }  # fmt: skip
    assert moved(there, UP._replace(mapping=gone).back).tree == tree


@pytest.mark.parametrize(
    "unmoved",
    [
        "text",
        ["list"],
        {"local-0": "text"},
        {"local-0": {"answers": ["1.1.1"]}},
        {"local-1": {"proposals": {"1.1.1": "present"}}},
        {"local-1": {"findings": {"f1": "text"}}},
    ],
    ids=str,
)
def test_something_else_under_unmoved_is_not_touched(unmoved: Any) -> None:
    with pytest.raises(MgiError) as raised:
        moved({**answered("local-0", {}), "unmoved": unmoved}, UP)
    assert raised.value.code == "unmoved_shape"


def test_what_other_editions_left_is_kept_as_it_is() -> None:
    other: Tree = {"elsewhere-7": {"answers": {"Z": 1}, "empty": {}}, "note": "by hand"}
    tree = {**answered("local-0", {"2.5.2": {"status": "present"}}), "unmoved": other}
    there = moved(tree, UP).tree
    assert {key: there["unmoved"][key] for key in other} == other
    assert moved(there, UP.back).tree == tree


def test_two_answers_to_one_question_are_not_thrown_together() -> None:
    tree = answered("local-0", {"2.5.2": {"status": "present"}})
    tree["unmoved"] = {"local-0": {"answers": {"2.5.2": {"status": "absent"}}}}
    with pytest.raises(MgiError) as raised:
        moved(tree, UP)
    assert (raised.value.code, raised.value.params) == ("unmoved_twice", {"key": "2.5.2", "framework": "local-0"})


# Confirming


def test_a_confirmed_proposal_rests_on_what_the_answer_rested_on() -> None:
    evidence = {"text": "Minutes", "date": "2015", "sources": ["s1"]}
    lost = {"text": "Letter", "sources": ["gone"]}
    old: Tree = {"findings": ["f1", "f2"], "evidence": [evidence], "note": "North only."}
    there = one(UP, "1.1.4", "partial", **old).tree
    there["unmoved"]["local-0"]["answers"]["1.1.4"]["evidence"].append(lost)
    given_ = answering.Given(status=Status.PARTIAL, on="2024-05-01", by="Town hall")
    made = answering.confirmed(there, there["proposals"][1], given_)
    assert made == {
        "status": "partial", "findings": ["f1"], "evidence": [evidence, {"text": "Letter"}], "note": "North only.",
        "assessed_on": "2024-05-01", "assessed_by": "Town hall",
    }  # fmt: skip


def test_a_reason_goes_with_the_answer_that_needs_it() -> None:
    there = one(UP, "1.1.4", "not_applicable", reason="The province does this.").tree
    made = answering.confirmed(there, there["proposals"][0], answering.Given(status=Status.NOT_APPLICABLE))
    assert made == {"status": "not_applicable", "reason": "The province does this."}
    changed = answering.confirmed(there, there["proposals"][0], answering.Given(status=Status.ABSENT))
    assert changed == {"status": "absent"}


def test_notes_of_several_answers_are_told_apart() -> None:
    answers = {code: {"status": "partial", "note": f"Note on {code}."} for code in ("1.1.1", "1.1.2")}
    there = moved(answered("local-0", answers), UP).tree
    made = answering.confirmed(there, there["proposals"][0], answering.Given(status=Status.PARTIAL))
    assert made["note"] == "1.1.1: Note on 1.1.1. 1.1.2: Note on 1.1.2."


def test_what_an_answer_has_already_is_not_replaced() -> None:
    there = one(UP, "1.1.4", "partial", note="Old.", reason="Old.").tree
    there["answers"] = {"1.1.4": {"status": "not_assessed", "note": "New."}}
    made = answering.confirmed(there, there["proposals"][0], answering.Given(status=Status.PARTIAL))
    assert made == {"status": "partial", "note": "New."}


def test_a_proposal_that_something_else_made_is_confirmed_as_before() -> None:
    tree = answered("local-1", {})
    proposal = {"indicator": "1.1.1", "status": "present", "finding": "f1", "origin": "mgi import"}
    made = answering.confirmed(tree, proposal, answering.Given(status=Status.PRESENT))
    assert made == {"status": "present", "findings": ["f1"]}


@pytest.mark.parametrize(
    "origin", [None, "", "mgi import", "migration from local-0", "migration from local-0: ", "x\n"]
)
def test_an_origin_that_says_nothing_of_a_move(origin: str | None) -> None:
    assert MovedFrom.read(origin) is None


@given(st.sampled_from(list(EDITIONS)), st.lists(st.sampled_from(list(EDITIONS["local-1"].indicators)), min_size=1))
def test_an_origin_is_read_as_it_was_written(name: str, codes: list[str]) -> None:
    came = MovedFrom(framework=name, indicators=tuple(codes))
    assert MovedFrom.read(str(came)) == came


@given(
    st.recursive(
        st.none() | st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_whatever_stands_under_unmoved_a_profile_is_read(unmoved: Any) -> None:
    tree = {**answered("local-1", {}), "unmoved": {"local-0": {"answers": {"1.1.1": unmoved}}}}
    assert build.profile("odd", tree).kept == {}
    assert build.profile("odd", {**tree, "unmoved": unmoved}).own is not None


# Between two editions


@every_turn
@of_four
@given(data=st.data())
def test_a_profile_and_what_it_moved_to_differ_in_nothing_that_can_be_compared(way: Turn, data: st.DataObject) -> None:
    tree = data.draw(trees(way.old))
    for answer in tree["answers"].values():
        answer["status"] = "present" if answer["status"] == "no_evidence" else answer["status"]
    before, after = build.profile("a", tree), build.profile("b", moved(tree, way).tree)
    found = across.compare(before, after, way.mapping, (way.old, way.new))
    assert found.diff.changes == ()
    assert (found.diff.added, found.diff.gone) == ((), ())
    compared = {
        code for domain in found.diff.domains for item in domain.subdomains for code in [i.id for i in item.indicators]
    }
    apart = {code for link in found.apart for code in link.new}
    assert compared | apart == set(way.new.indicators)
    assert compared & apart == set()


@every_turn
@of_four
@given(data=st.data())
def test_the_comparison_mirrors_itself(way: Turn, data: st.DataObject) -> None:
    old = build.profile("a", data.draw(trees(way.old)))
    new = build.profile("b", data.draw(trees(way.new)))
    there = across.compare(old, new, way.mapping, (way.old, way.new))
    back = across.compare(new, old, way.mapping.backwards(), (way.new, way.old))

    def statuses(found: across.Across, codes: dict[str, str], *fields: str) -> set[tuple[str, ...]]:
        changes = [item for item in found.diff.changes if item.field == "status"]
        return {
            (codes.get(item.indicator, item.indicator), *(getattr(item, name) for name in fields)) for item in changes
        }

    forward = statuses(there, {}, "before", "after")
    assert forward == statuses(back, dict(way.mapping.carried), "after", "before")
    assert {frozenset((*link.old, *link.new)) for link in there.apart} == {
        frozenset((*link.old, *link.new)) for link in back.apart
    }


@every_turn
def test_each_domain_has_its_part_of_what_cannot_be_compared(way: Turn) -> None:
    old, new = (build.profile(side.id, answered(side.id, {})) for side in (way.old, way.new))
    whole = across.compare(old, new, way.mapping, (way.old, way.new)).apart
    parts = [across.compare(old, new, way.mapping, (way.old, way.new), [domain]).apart for domain in way.new.domains]
    assert {link for part in parts for link in part} == set(whole)


# The text of the file


def written(tree: Tree, way: Turn) -> str:
    """Return a profile as a file that people write, with the labels of its edition beside the codes."""
    return fragments.profile(tree, {code: way.old.text(code).label for code in way.old.indicators})


def text_moved(text: str, way: Turn) -> str:
    document, problems = reader.parse("f.yaml", text)
    assert problems == ()
    found = moved(document.tree, way)
    turns = (moving.Turn(old=way.old, new=way.new),)
    return moving.text(moving.Moved(document=document, tree=found.tree, origins=found.origins, turns=turns))


@every_turn
@of_four
@given(data=st.data())
def test_the_text_that_moved_reads_back_as_the_profile(way: Turn, data: st.DataObject) -> None:
    tree = data.draw(trees(way.old))
    again, problems = reader.parse("f.yaml", text_moved(written(tree, way), way))
    assert problems == ()
    assert again.tree == moved(tree, way).tree


def in_order(tree: Tree, way: Turn) -> Tree:
    """Return a profile with its entries in the order of the framework, as mgi writes them."""
    order = list(way.old.indicators)
    parts = {
        key: dict(sorted(tree[key].items(), key=lambda item: order.index(item[0])))
        for key in ("answers", "plan")
        if tree.get(key)
    }
    return {key: item for key, item in {**tree, **parts}.items() if key != "proposals"}


@every_turn
@of_four
@given(data=st.data())
def test_the_text_comes_back_byte_by_byte(way: Turn, data: st.DataObject) -> None:
    tree = in_order(data.draw(trees(way.old)), way)
    text = written(tree, way)
    there = text_moved(text, way)
    assert reader.parse("f.yaml", text_moved(there, way.back))[0].tree == tree
    if tree["answers"] and tree.get("plan", True):
        assert text_moved(there, way.back) == text
