"""Summary, gaps and differences: what is counted, and the laws that hold."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from mgi_cli.errors import MgiError
from mgi_cli.judging import gaps, lookup, rules
from mgi_cli.judging.case import Case
from mgi_cli.judging.diff import ChangeKind, compare, difference_of, kind_of
from mgi_cli.judging.summary import summarise
from mgi_cli.library import Library
from mgi_cli.location import Document
from mgi_cli.model import GAPS, Profile, Status
from mgi_cli.reading import build
from strategies import FRAMEWORK, profiles

MIRROR = {
    ChangeKind.REGRESSION: ChangeKind.PROGRESS,
    ChangeKind.NEWLY_ASSESSED: ChangeKind.NO_LONGER_ASSESSED,
    ChangeKind.ONLY_OLD: ChangeKind.ONLY_NEW,
}
MIRROR |= {after: before for before, after in MIRROR.items()}


def profile(answers: dict[str, Any], *, place: str = "a", findings: dict[str, Any] | None = None) -> Profile:
    tree = {
        "format": 1,
        "framework": "local-1",
        "place": {"id": place, "name": "A", "type": "city", "country": "XAA"},
        "assessment": {"round": 1},
        "sources": {"s": {"title": "Source"}, "t": {"title": "Other source"}},
        "findings": findings or {},
        "answers": answers,
    }
    return build.profile("made", tree)


@given(profiles())
def test_every_indicator_is_counted_once(drawn: Profile) -> None:
    summary = summarise(drawn, FRAMEWORK.domains)
    assert sum(summary.totals.statuses.values()) == summary.totals.indicators == len(FRAMEWORK.indicators)
    assert summary.totals.answered == sum(answer.status.is_answer for answer in drawn.answers.values())
    assert sum(summary.totals.findings.values()) == len(drawn.findings)
    for status in Status:
        assert summary.totals.statuses[status] == sum(item.statuses[status] for item in summary.domains.values())


@given(profiles())
def test_gaps_are_the_answers_that_are_gaps_in_the_frameworks_order(drawn: Profile) -> None:
    found = gaps.find(drawn, FRAMEWORK.domains)
    order = list(FRAMEWORK.indicators)
    assert [gap.indicator.id for gap in found] == sorted(
        (key for key, answer in drawn.answers.items() if answer.status in GAPS), key=order.index
    )


def test_gaps_are_partial_absent_and_no_evidence_only() -> None:
    assert [status for status in Status if status.is_gap] == [Status.PARTIAL, Status.ABSENT, Status.NO_EVIDENCE]


def test_gaps_of_one_status_and_domain() -> None:
    read = profile({"1.1.1": {"status": "absent"}, "1.1.2": {"status": "partial"}, "2.1.1": {"status": "absent"}})
    found = gaps.find(read, (FRAMEWORK.domain("migrants-rights"),), (Status.ABSENT,))
    assert [gap.indicator.id for gap in found] == ["1.1.1"]


P, Q, A, E, N, O = Status  # noqa: E741 - O stands for open
TRANSITIONS = {
    (P, Q): "regression", (P, A): "regression", (P, E): "regression", (Q, A): "regression", (Q, E): "regression",
    (Q, P): "progress", (A, P): "progress", (E, P): "progress", (A, Q): "progress", (E, Q): "progress",
    (A, E): "restated", (E, A): "restated",
    **{(O, status): "newly_assessed" for status in (P, Q, A, E, N)},
    **{(status, O): "no_longer_assessed" for status in (P, Q, A, E, N)},
    **{(N, status): "scope" for status in (P, Q, A, E)},
    **{(status, N): "scope" for status in (P, Q, A, E)},
}  # fmt: skip


def test_the_table_has_every_change_of_status() -> None:
    assert set(TRANSITIONS) == {(old, new) for old in Status for new in Status if old is not new}


@pytest.mark.parametrize(("change", "kind"), TRANSITIONS.items(), ids=str)
def test_kind_of_each_change_of_status(change: tuple[Status, Status], kind: str) -> None:
    assert kind_of(*change) == kind


def test_between_places_there_is_no_progress() -> None:
    assert difference_of(P, A) is ChangeKind.DIFFERENT
    assert difference_of(P, O) is ChangeKind.ONLY_OLD
    assert difference_of(O, P) is ChangeKind.ONLY_NEW
    found = compare(
        profile({"1.1.1": {"status": "present"}}), profile({"1.1.1": {"status": "absent"}}, place="b"), FRAMEWORK
    )
    assert [(change.kind, change.unexplained) for change in found.changes] == [("different", False)]


@given(profiles())
def test_a_profile_does_not_differ_from_itself(drawn: Profile) -> None:
    found = compare(drawn, drawn, FRAMEWORK)
    assert not found.differs
    assert sum(found.unchanged.values()) == sum(answer.status.is_answer for answer in drawn.answers.values())


@given(profiles(), profiles())
def test_comparing_backwards_mirrors(old: Profile, new: Profile) -> None:
    there, back = compare(old, new, FRAMEWORK), compare(new, old, FRAMEWORK)
    mirrored = [
        change.but(kind=MIRROR.get(change.kind, change.kind), before=change.after, after=change.before)
        for change in there.changes
    ]
    assert list(back.changes) == mirrored
    assert (back.added, back.gone, back.unchanged) == (there.gone, there.added, there.unchanged)


@given(profiles("a"), profiles("a"))
def test_each_indicator_is_changed_unchanged_or_open(old: Profile, new: Profile) -> None:
    found = compare(old, new, FRAMEWORK)
    changed = {change.indicator for change in found.changes}
    unchanged = sum(found.unchanged.values())
    both_answered = sum(
        old.status(key).is_answer and new.status(key).is_answer and key not in changed for key in FRAMEWORK.indicators
    )
    assert unchanged == both_answered


@pytest.mark.parametrize(
    ("field", "before", "after"),
    [
        ("note", {"note": "a"}, {"note": "b"}),
        ("evidence", {}, {"evidence": [{"text": "Minutes"}]}),
        ("sources", {"evidence": [{"text": "M", "sources": ["s"]}]}, {"evidence": [{"text": "M", "sources": ["t"]}]}),
        ("findings", {}, {"findings": ["f"]}),
    ],
)
def test_other_grounds_under_the_same_status(field: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    findings = {"f": {"domain": "migrants-rights", "kind": "potential", "text": "T"}}
    old = profile({"1.1.1": {"status": "partial", **before}}, findings=findings)
    new = profile({"1.1.1": {"status": "partial", **after}}, findings=findings)
    assert [(change.kind, change.field) for change in compare(old, new, FRAMEWORK).changes] == [("evidence", field)]


def test_findings_are_matched_by_domain_and_text_not_by_id() -> None:
    old = profile({}, findings={"x": {"domain": "crises", "kind": "potential", "text": "The plan."}})
    same = profile({}, findings={"y": {"domain": "crises", "kind": "potential", "text": "the  PLAN"}})
    elsewhere = profile({}, findings={"x": {"domain": "partnerships", "kind": "potential", "text": "The plan."}})
    assert not compare(old, same, FRAMEWORK).differs
    found = compare(old, elsewhere, FRAMEWORK)
    assert ([item.domain for item in found.added], [item.domain for item in found.gone]) == (
        ["partnerships"],
        ["crises"],
    )


def test_a_changed_status_without_changed_grounds_is_unexplained() -> None:
    old = profile({"1.1.1": {"status": "partial", "note": "n"}, "1.1.2": {"status": "partial"}})
    new = profile({"1.1.1": {"status": "present", "note": "n"}, "1.1.2": {"status": "present", "note": "Why"}})
    assert [change.unexplained for change in compare(old, new, FRAMEWORK).changes] == [True, False]


def test_different_editions_are_never_compared() -> None:
    old = profile({})
    with pytest.raises(MgiError) as raised:
        compare(old, old.but(framework="other-1"), FRAMEWORK)
    assert raised.value.code == "different_frameworks"


@pytest.mark.parametrize("asked", ["3", "partnerships", "PARTN", "Partnerships", " partnerships ", "part"])
def test_a_domain_by_number_id_or_name(asked: str) -> None:
    assert lookup.find_domain(FRAMEWORK, asked).id == "partnerships"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("migrants' rights", "migrants-rights"),
        ("MIGRANTS\u2019", "migrants-rights"),
        ("mobility", "crises"),
        ("whole of gov", "whole-of-government"),
        ("safe,", "safe-migration"),
    ],
)
def test_a_domain_by_the_beginning_of_its_name(asked: str, found: str) -> None:
    assert lookup.find_domain(FRAMEWORK, asked).id == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Partenariats", "partnerships"),
        ("alianzas", "partnerships"),
        ("bien-être des migrants", "well-being"),
        ("BIEN-ETRE", "well-being"),
        ("Derechos de los migrantes", "migrants-rights"),
        ("ASPECTS DES CRISES relatifs a la mobilite", "crises"),
    ],
)
def test_a_domain_by_its_name_in_another_language(asked: str, found: str) -> None:
    assert lookup.find_domain(FRAMEWORK, asked).id == found
    spanish = Library(lang="es").frameworks.get("local-1")
    assert lookup.find_domain(spanish, asked).id == found


def test_the_language_shown_goes_before_the_others() -> None:
    one, two = FRAMEWORK.domains[:2]
    framework = FRAMEWORK.but(other_names={one.id: ("Whole",), two.id: ("Droits", "Derechos")})
    assert lookup.find_domain(framework, "whole") == two
    assert lookup.find_domain(framework, "d") == two


def test_names_in_other_languages_are_only_read_when_the_others_do_not_fit() -> None:
    class Unread(dict[str, tuple[str, ...]]):
        def get(self, *_: Any) -> Any:
            raise AssertionError("read")

    framework = FRAMEWORK.but(other_names=Unread())
    for asked in ("3", "partn", "mobility dim"):
        lookup.find_domain(framework, asked)
    with pytest.raises(AssertionError):
        lookup.find_domain(framework, "Alianzas")


@pytest.mark.parametrize("asked", ["7", "", "partnershops", "-", "0"])
def test_an_unknown_domain_is_refused(asked: str) -> None:
    with pytest.raises(MgiError) as raised:
        lookup.find_domain(FRAMEWORK, asked)
    assert raised.value.code == "unknown_domain"
    assert raised.value.params["suggestion"] == ("partnerships" if asked == "partnershops" else None)


def test_a_domain_that_could_be_several_is_refused_with_those() -> None:
    with pytest.raises(MgiError) as raised:
        lookup.find_domain(FRAMEWORK, "w")
    assert raised.value.code == "ambiguous_domain"
    assert raised.value.params["domains"] == [
        (2, "whole-of-government", "Whole-of-government approach"), (4, "well-being", "Well-being of migrants"),
    ]  # fmt: skip


def test_the_order_of_grounds_is_no_change() -> None:
    findings = {key: {"domain": "crises", "kind": "potential", "text": f"Text {key}"} for key in "fg"}
    evidence = [{"text": "A", "sources": ["s", "t"]}, {"text": "B"}]
    old = profile({"1.1.1": {"status": "partial", "findings": ["f", "g"], "evidence": evidence}}, findings=findings)
    new = profile(
        {"1.1.1": {"status": "partial", "findings": ["g", "f"], "evidence": evidence[::-1]}}, findings=findings
    )
    assert not compare(old, new, FRAMEWORK).differs


@pytest.mark.parametrize(
    ("today", "date", "told"),
    [
        ("2026-11-24", "2026", False), ("2026-11-24", "2026-11", False), ("2026-11-24", "2026-11-24", False),
        ("2026-11-24", "2026-11-25", True), ("2026-11-24", "2026-12", True), ("2026-11-24", "2027", True),
    ],
)  # fmt: skip
def test_a_date_lies_in_the_future_when_it_certainly_does(today: str, date: str, told: bool) -> None:  # noqa: FBT001
    document = Document(path="x", source="", tree={"sources": {"s": {"title": "T", "date": date}}})
    found = rules.check(Case(document=document, framework=FRAMEWORK, today=today, is_country=lambda _: True))
    assert [item.code for item in found] == (["date_in_future"] if told else [])
