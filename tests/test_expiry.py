"""What has expired: until when a date holds, what rests on nothing else, and that no file fails because time passes."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT, Mgi
from examples import TODAY
from mgi_cli.judging import expiry
from mgi_cli.library import Library
from mgi_cli.model import Evidence, Profile, Status
from strategies import FRAMEWORK, dates, profiles

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """format: 1
framework: local-1
place: {id: xaa-sample, name: Sample, type: city, country: XAA}
assessment: {round: 1, published: "2022-09"}
"""
BUNDLED = sorted(path.stem for path in (ROOT / "data" / "profiles").glob("*.yaml"))
days = st.dates(dt.date(2019, 1, 1), dt.date(2030, 12, 31)).map(str)


@pytest.mark.parametrize(
    ("until", "last", "next_day"),
    [
        ("2025", "2025-12-31", "2026-01-01"),
        ("2025-03", "2025-03-31", "2025-04-01"),
        ("2024-02", "2024-02-29", "2024-03-01"),
        ("2025-03-15", "2025-03-15", "2025-03-16"),
    ],
)
def test_evidence_holds_good_to_the_end_of_what_it_names(until: str, last: str, next_day: str) -> None:
    evidence = Evidence(text="Plan", valid_until=until)
    assert not expiry.is_expired(evidence, last)
    assert expiry.is_expired(evidence, next_day)


def test_evidence_without_an_end_never_expires() -> None:
    assert not expiry.is_expired(Evidence(text="Law", date="1950"), "9999-12-31")


@given(dates, days, days)
def test_what_has_expired_stays_so(until: str, day: str, other: str) -> None:
    evidence = Evidence(text="Plan", valid_until=until)
    assert expiry.is_expired(evidence, min(day, other)) <= expiry.is_expired(evidence, max(day, other))


@given(profiles(), days)
def test_an_answer_rests_on_expired_evidence_only_where_all_of_it_has_and_no_finding_bears_it(
    drawn: Profile, day: str
) -> None:
    wanted = [
        code
        for code in FRAMEWORK.indicators
        if (answer := drawn.answers.get(code))
        and answer.status is not Status.NOT_ASSESSED
        and answer.evidence
        and not answer.findings
        and all(item.valid_until and item.valid_until < day[: len(item.valid_until)] for item in answer.evidence)
    ]
    assert list(expiry.resting_on_expired(drawn, FRAMEWORK.domains, day)) == wanted


@given(profiles(), days)
def test_one_thing_more_to_rest_on_is_enough(drawn: Profile, day: str) -> None:
    for code in expiry.resting_on_expired(drawn, FRAMEWORK.domains, day):
        answer = drawn.answers[code]
        assert not expiry.rests_on_expired(answer.but(evidence=(*answer.evidence, Evidence(text="Law"))), day)
        assert not expiry.rests_on_expired(answer.but(findings=("f1",)), day)


def codes(mgi: Mgi, path: Path, *options: str) -> list[tuple[str, str]]:
    """Return the severity and code of each problem of a file."""
    told = mgi("validate", path, "--format", "json", *options).document()["diagnostics"]
    return [(item["severity"], item["code"]) for item in told]


@pytest.mark.parametrize("name", BUNDLED)
def test_no_profile_that_comes_with_mgi_fails_one_day(mgi: Mgi, name: str) -> None:
    for day in ("2025-12-31", "2026-06-30", "2031-01-01", "2999-12-31"):
        ran = mgi("validate", name, "--strict", "--today", day, "--format", "json")
        assert (ran.code, {item["severity"] for item in ran.document()["diagnostics"]} - {"note"}) == (0, set())


def test_each_piece_that_has_expired_is_told_at_its_place(mgi: Mgi) -> None:
    told = mgi("validate", "orvenna-2025", "--today", "2026-01-31", "--format", "json").document()["diagnostics"]
    assert [(item["route"], item["line"]) for item in told] == [
        ("/answers/1.3.5/evidence/0/valid_until", 492), ("/answers/2.1.4/evidence/0/valid_until", 532),
    ]  # fmt: skip
    (later,) = {item["route"] for item in expired_on(mgi, "2026-02-01")} - {item["route"] for item in told}
    assert later == "/answers/1.2.1/evidence/0/valid_until"


def expired_on(mgi: Mgi, day: str) -> list[dict[str, Any]]:
    told = mgi("validate", "orvenna-2025", "--today", day, "--format", "json").document()["diagnostics"]
    return [item for item in told if item["code"] == "expired_evidence"]


FINDING = "findings:\n  f: {domain: whole-of-government, kind: well_developed, text: Something was found.}\n"
OLD = '{text: Strategy, valid_until: "2020"}'
NOTE, WARNING = ("note", "expired_evidence"), ("warning", "expired_before_publication")


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (f"status: present, evidence: [{OLD}]", [WARNING]),
        (f"status: partial, evidence: [{OLD}]", [WARNING]),
        (f"status: present, evidence: [{OLD}, {OLD}]", [WARNING, WARNING]),
        (f"status: present, findings: [f], evidence: [{OLD}]", [WARNING]),
        (f"status: partial, findings: [f], evidence: [{OLD}]", [NOTE]),  # the finding may be that it has ended
        (f"status: present, evidence: [{OLD}, {{text: Law}}]", [NOTE]),
        (f'status: present, evidence: [{OLD}, {{text: Plan, valid_until: "2999"}}]', [NOTE]),
        ('status: present, evidence: [{text: Plan, valid_until: "2022"}]', [NOTE]),  # may have held when published
        ('status: present, evidence: [{text: Plan, valid_until: "2022-09-01"}]', [NOTE]),
        ('status: present, evidence: [{text: Plan, valid_until: "2022-08"}]', [WARNING]),
        ('status: present, evidence: [{text: Plan, date: "2021", valid_until: "2020"}]', ["ends_before_it_begins"]),
        ('status: present, evidence: [{text: Plan, valid_until: "2020-02-30"}]', ["no_such_day"]),
        ('status: present, evidence: [{text: Plan, date: "0000"}]', ["no_such_day"]),
        ('status: present, evidence: [{text: Plan, date: "0000-05"}]', ["no_such_day"]),
    ],
)
def test_what_had_expired_when_the_profile_was_published(
    mgi: Mgi, tmp_path: Path, answer: str, told: list[Any]
) -> None:
    path = tmp_path / "town.yaml"
    path.write_text(HEAD + FINDING + f'answers:\n  "2.2.1": {{{answer}}}\n', "utf-8")
    found = [pair for pair in codes(mgi, path) if pair[1] != "unused_finding"]
    assert [pair if isinstance(wanted, tuple) else pair[1] for pair, wanted in zip(found, told, strict=True)] == told


def test_nothing_is_said_of_an_answer_that_could_not_be_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "town.yaml"
    lines = (
        '  "2.2.1":',
        "    status: present",
        "    evidence:",
        f"      - {OLD}",
        "      - {text: Law",
        "    note: x",
    )
    path.write_text(HEAD + "answers:\n" + "\n".join(lines) + "\n", "utf-8")
    found = [item.diagnostic.code for item in Library().check(path).found]
    assert found
    assert "expired_before_publication" not in found


def test_what_is_shown_depends_on_the_day_asked_for(mgi: Mgi) -> None:
    def shown(day: str) -> str:
        return " ".join(mgi("show", "orvenna-2021", "--today", day).out.split())

    assert "expired" not in shown("2021-12-31")
    assert "1 piece of evidence has expired by 1 January 2022. One answer rests on expired evidence only: 2.1.4." in (
        shown("2022-01-01")
    )
    assert "3 pieces of evidence have expired by 31 December 2026. 2 answers rest on expired evidence only" in " ".join(
        mgi("show", "orvenna-2021").out.split()
    )


def test_an_answer_that_rests_on_expired_evidence_is_marked_in_words_wherever_it_is_shown(mgi: Mgi) -> None:
    asked = ("orvenna-2021", "--domain", "2", "--today", "2022-01-01")
    out = " ".join(mgi("show", *asked, "--format", "md").out.replace("<br>", " ").split())
    assert out.count("This rests on expired evidence only.") == 1
    assert "valid until December 2021, expired" in out
    document = mgi("show", *asked, "--format", "json").document()
    assert (document["today"], document["rests_on_expired"]) == ("2022-01-01", ["2.1.4"])
    marked = [answer for answer in document["answers"] if answer["rests_on_expired"]]
    assert [(answer["indicator"], answer["evidence"][0]["expired"]) for answer in marked] == [("2.1.4", True)]
    rows = csv.DictReader(io.StringIO(mgi("show", *asked, "--format", "csv").out))
    wanted = [("2.1.4", "1")]
    assert [(row["indicator"], row["evidence_expired"]) for row in rows if row["rests_on_expired"] == "yes"] == wanted


def test_gaps_name_apart_the_other_answers_that_rest_on_expired_evidence(mgi: Mgi, tmp_path: Path) -> None:
    path = tmp_path / "town.yaml"
    path.write_text(
        HEAD + f'answers:\n  "2.2.1": {{status: present, evidence: [{OLD}]}}\n'
        f'  "2.2.2": {{status: partial, evidence: [{OLD}]}}\n',
        "utf-8",
    )
    out = " ".join(mgi("gaps", path).out.split())
    assert "One answer that is no gap rests on evidence that has all expired by 31 December 2026: 2.2.1." in out
    assert mgi("gaps", path, "-f", "md").out.count("This rests on expired evidence only.") == 1
    document = mgi("gaps", path, "--format", "json").document()
    assert document["profiles"][0]["rests_on_expired"] == ["2.2.1", "2.2.2"]
    assert [gap["rests_on_expired"] for gap in document["gaps"]] == [True]
    assert "no gap rests" not in " ".join(mgi("gaps", path, "--status", "partial").out.split())
    assert "expired" not in mgi("gaps", path, "--today", "2020-12-31").out


def test_what_lies_in_the_future_is_seen_from_the_day_asked_for_too(mgi: Mgi) -> None:
    ran = mgi("validate", "la-cruz", "--today", "2020-01-01", "--format", "json")
    assert {item["code"] for item in ran.document()["diagnostics"]} == {"date_in_future"}
    assert mgi("validate", "la-cruz", "--today", "2022-09-30").out.startswith("1 file checked, nothing to mend.")


@pytest.mark.parametrize("command", ["show orvenna-2021", "gaps orvenna-2021", "validate orvenna-2021"])
@pytest.mark.parametrize("said", ["today", "aujourd'hui", "hoy"])
def test_today_is_a_day_like_any_other(mgi: Mgi, command: str, said: str) -> None:
    on_this_day = mgi(*command.split(), "--today", TODAY)
    assert mgi(*command.split(), "--today", said) == on_this_day


@pytest.mark.parametrize("command", ["show la-cruz", "gaps la-cruz", "validate la-cruz"])
@pytest.mark.parametrize("day", ["2026", "2026-01", "2026-02-30", "yesterday", "", "01.02.2026", "\u0662026-01-01"])
def test_a_day_that_is_none_is_refused(mgi: Mgi, command: str, day: str) -> None:
    ran = mgi(*command.split(), "--today", day)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"error: {day or chr(34) * 2} is no day.\n  Write it as 2026-01-31.\n"
    failed = mgi(*command.split(), "--today", day, "--format", "json")
    assert json.loads(failed.out)["error"]["code"] == "bad_day"
