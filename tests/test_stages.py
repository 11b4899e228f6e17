"""The course of an assessment: where it stands, what it waits for, and what is said of it."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import shutil
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import HERE, ROOT, Mgi
from mgi_cli.errors import MgiError
from mgi_cli.judging import waiting
from mgi_cli.judging.dates import is_before
from mgi_cli.judging.stages import State, find_stage, standing
from mgi_cli.judging.waiting import Cause
from mgi_cli.library import Library
from mgi_cli.model import STAGES, Assessment, Place, Profile, Stage
from mgi_cli.views import course
from mgi_cli.words import Words
from strategies import FRAMEWORK, profiles

if TYPE_CHECKING:
    from pathlib import Path

TODAY = "2026-06-15"
AMID = HERE / "profiles" / "amid.yaml"


def profile(*noted: Stage, published: str | None = None, round_: int = 1, name: str = "p", **more: Any) -> Profile:
    return Profile(
        name=name,
        framework="local-1",
        place=Place(id="xaa-a", name="A", type="city", country="XAA"),
        assessment=Assessment(round=round_, language="en", published=published),
        stages=noted,
        **more,
    )


def stage(name: str, start: str | None = None, end: str | None = None) -> Stage:
    return Stage(stage=name, start=start, end=end)


@pytest.mark.parametrize(
    ("noted", "published", "said"),
    [
        ([], None, None),
        ([stage("launch", "2026-01")], None, "Stage: launched January 2026. Next comes data collection."),
        ([stage("launch")], None, "Stage: launched. Next comes data collection."),
        ([stage("launch", "2027")], None, "Stage: launch planned for 2027. Next comes data collection."),
        ([stage("launch", "2026-06", "2026-07")], None, "Stage: launch since June 2026. Next comes data collection."),
        (
            [stage("launch", "2026-01"), stage("data_collection", "2026-03")],
            None,
            "Stage: data collection since March 2026. Next comes consultation.",
        ),
        ([stage("data_collection")], None, "Stage: data collection. Next comes consultation."),
        (
            [stage("data_collection", "2026-03", "2026-06-15"), stage("consultation", "2026-09")],
            None,
            "Stage: data collection ended 15 June 2026. Next comes consultation, planned for September 2026.",
        ),
        ([stage("follow_up", "2026-03", "2026-06")], None, "Stage: follow-up since March 2026."),
        ([stage("consultation", "2026-03", "2026-05")], "2026-06", "Stage: published June 2026. Next comes follow-up."),
        ([stage("consultation", "2026")], "2026-07", "Stage: consultation since 2026. Next comes publication."),
        ([], "2022-09", "Stage: published September 2022. Next comes follow-up."),
        ([stage("publication", "2026-05-02")], "2026-05", "Stage: published 2 May 2026. Next comes follow-up."),
        ([stage("follow_up", "2026-06")], "2026-05", "Stage: follow-up since June 2026."),
        ([stage("follow_up", "2025", "2026-05")], "2024", "Stage: follow-up ended May 2026."),
    ],
)  # fmt: skip
def test_where_an_assessment_stands(noted: list[Stage], published: str | None, said: str | None) -> None:
    stands = standing(profile(*noted, published=published), TODAY)
    assert (course.sentence(stands, Words()) if stands else None) == said


names = st.sampled_from(STAGES)
dates = st.sampled_from([None, "2025", "2026", "2026-06", "2026-06-15", "2026-06-16", "2027"])
noted = st.lists(st.builds(stage, names, dates, dates), max_size=5, unique_by=lambda item: item.stage)


@given(noted, dates, st.randoms())
def test_the_order_in_the_file_does_not_matter(items: list[Stage], published: str | None, chance: Any) -> None:
    shuffled = chance.sample(items, len(items))
    stands = standing(profile(*items, published=published), TODAY)
    assert standing(profile(*shuffled, published=published), TODAY) == stands
    assert (stands is None) == (not items and (published is None or published > TODAY))


@given(noted, dates)
def test_a_stage_that_has_begun_does_not_end_before_today_comes_nearer(
    items: list[Stage], published: str | None
) -> None:
    found = [standing(profile(*items, published=published), day) for day in ("2024-12-31", TODAY, "2028-01-01")]
    order = [STAGES.index(item.stage) for item in found if item and item.state is not State.PLANNED]
    assert order == sorted(order)
    assert all(item is None or item.state is not State.PLANNED for item in found[2:])


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("follow_up", "follow_up"), ("Follow-up", "follow_up"), ("data", "data_collection"),
        ("DATA COLLECTION", "data_collection"), ("p", "publication"), ("launch", "launch"),
    ],
)  # fmt: skip
def test_a_stage_is_found_by_code_name_or_beginning(asked: str, meant: str) -> None:
    assert find_stage(asked, Words().subject("stages")["names"]) == meant


@pytest.mark.parametrize(
    ("lang", "asked", "meant"),
    [
        ("en", "recopilación", "data_collection"), ("en", "suivi", "follow_up"), ("fr", "seguimiento", "follow_up"),
        ("es", "consul", "consultation"), ("en", "c", "consultation"), ("fr", "launch", "launch"),
    ],
)  # fmt: skip
def test_a_stage_is_understood_in_any_language_first_in_the_one_shown(lang: str, asked: str, meant: str) -> None:
    assert find_stage(asked, *course.names(Words(lang))) == meant


@pytest.mark.parametrize(("asked", "suggestion"), [("consultaton", "consultation"), ("xyz", None), ("", None)])
def test_no_stage(asked: str, suggestion: str | None) -> None:
    with pytest.raises(MgiError) as error:
        find_stage(asked, Words().subject("stages")["names"])
    assert (error.value.code, error.value.params["suggestion"]) == ("unknown_stage", suggestion)


# What waits


def causes(of: Profile, **options: Any) -> list[tuple[str, int, str | None]]:
    return [(str(item.cause), item.n, item.since) for item in waiting.find(of, FRAMEWORK, TODAY, **options)]


def test_what_an_assessment_waits_for() -> None:
    amid, _ = Library().load(str(AMID))
    assert causes(amid) == [
        ("not_assessed", 88, None),
        ("proposals", 1, None),
        ("unplaced", 1, None),
        ("undated_sources", 1, None),
        ("overdue", 2, "2026-03-31"),
    ]
    assert waiting.find(amid, FRAMEWORK, "2026-05-31")[-1].n == 1
    assert causes(amid, followed=True) == [("proposals", 1, None), ("unplaced", 1, None), ("overdue", 2, "2026-03-31")]


@pytest.mark.parametrize(
    ("items", "published", "waits_for"),
    [
        ([], "2022-09", "follow_up"),
        ([stage("follow_up", "2023")], "2022-09", None),
        ([stage("follow_up", "2027")], "2022-09", None),
        ([stage("data_collection", "2026-03", "2026-05")], None, "consultation"),
        ([stage("data_collection", "2026-03")], None, None),
        ([stage("data_collection", "2026-03", "2026-05"), stage("consultation", "2026-09")], None, None),
        ([], None, None),
    ],
)
def test_the_next_stage_is_waited_for_when_one_has_ended(
    items: list[Stage], published: str | None, waits_for: str | None
) -> None:
    found = waiting.find(profile(*items, published=published), FRAMEWORK, TODAY)
    assert [item.stage for item in found if item.cause is Cause.NEXT_STAGE] == ([waits_for] if waits_for else [])


def test_the_next_round_follows() -> None:
    rounds = [profile(name=str(number), round_=number) for number in (3, 1, 2)]
    assert [item and item.name for item in (waiting.followed_by(one, rounds) for one in rounds)] == [None, "2", "3"]


@given(profiles(), st.booleans())
def test_only_what_is_there_is_waited_for(drawn: Profile, followed: bool) -> None:  # noqa: FBT001
    found = waiting.find(drawn, FRAMEWORK, TODAY, followed=followed)
    assert [item.cause for item in found] == sorted({item.cause for item in found}, key=list(Cause).index)
    assert all(item.n > 0 for item in found)


# The commands


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder with a profile in the middle of its course and one with an error."""
    (tmp_path / "profiles").mkdir()
    shutil.copy(AMID, tmp_path / "profiles" / "amid.yaml")
    shutil.copy(HERE / "mistakes" / "unknown_status.yaml", tmp_path / "profiles" / "draft.yaml")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_status_tells_what_waits_for_what(mgi: Mgi, folder: Path) -> None:
    ran = mgi("status", "--today", TODAY, width=100)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(
        """What waits for what  on 15 June 2026

What waits                                                     Next

Halvik (made up)  amid, round 1, data collection since March 2026
88 of 90 indicators are not assessed.                          mgi assess amid
1 proposed answer waits for a person to confirm it.            mgi proposals amid
1 line of an import waits for a person to place it.            unplaced in profiles/amid.yaml
1 source has no date.                                          mgi validate amid
2 planned actions are overdue, the first since 31 March 2026.  mgi show amid --domain 1

draft  cannot be read
1 error stands in the way.                                     mgi validate profiles/draft.yaml

La Cruz  la-cruz, round 1, published September 2022
55 of 90 indicators are not assessed.                          mgi show la-cruz
No follow-up is noted.

"""
    )


@pytest.mark.parametrize("day", ["2026-06-15", "2023-01-01"])
def test_status_as_a_document(mgi: Mgi, folder: Path, day: str) -> None:
    document = mgi("status", "--today", day, "--format", "json").document()
    schema = json.loads((ROOT / "schemas" / "output-status.schema.json").read_text("utf-8"))
    jsonschema.Draft7Validator(schema).validate(document)
    assert document["today"] == day
    assert [item["id"] for item in document["profiles"]] == [
        "amid", "la-cruz", "marvessia-2017", "marvessia-2021", "marvessia-2025", "orvenna-2021", "orvenna-2025",
    ]  # fmt: skip
    assert [item["followed_by"] for item in document["profiles"]] == [
        None, None, "marvessia-2021", "marvessia-2025", None, "orvenna-2025", None,
    ]  # fmt: skip
    (draft,) = document["not_readable"]
    assert draft == {"path": "profiles/draft.yaml", "errors": 1, "command": "mgi validate profiles/draft.yaml"}


def test_status_as_a_table_for_spreadsheets(mgi: Mgi, folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(mgi("status", "--today", TODAY, "--format", "csv").out)))
    assert [(row["cause"], row["n"]) for row in rows if row["profile"] in ("amid", "draft")] == [
        ("not_assessed", "88"), ("proposals", "1"), ("unplaced", "1"), ("undated_sources", "1"), ("overdue", "2"),
        ("errors", "1"),
    ]  # fmt: skip
    assert {row["illustrative"] for row in rows if row["profile"] in ("amid", "orvenna-2025")} == {"yes"}
    assert {row["path"] for row in rows if row["profile"] == "amid"} == {"profiles/amid.yaml"}


def test_every_next_command_of_status_works(mgi: Mgi, folder: Path) -> None:
    out = mgi("status", "--today", TODAY, width=200).out
    commands = re.findall(r"  (mgi .*)$", out, re.MULTILINE)
    assert len(commands) > 5
    for command in commands:
        ran = mgi(*shlex.split(command)[1:])
        if command.startswith("mgi assess"):  # it asks, and there is nobody here
            assert "needs a terminal" in ran.err
        else:
            assert ran.code == (1 if "draft" in command else 0), command


def test_status_where_there_is_nothing(mgi: Mgi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mgi_cli.reading.shelves.profiles", lambda _: {})
    assert mgi("status").out.startswith("No profile was found here.")


def test_show_says_where_an_assessment_stands(mgi: Mgi) -> None:
    assert "\nStage: follow-up since October 2025.\n" in mgi("show", "orvenna-2025").out
    assert "Stage:" not in mgi("show", "la-cruz").out
    out = mgi("show", AMID, "--today", TODAY, width=100).out
    assert "\nStage: data collection since March 2026. Next comes consultation, planned for September 2026.\n" in out
    document = mgi("show", AMID, "--today", TODAY, "--format", "json").document()
    assert document["stage"] == {
        "stage": "data_collection",
        "state": "under_way",
        "since": "2026-03",
        "next": "consultation",
        "next_start": "2026-09",
        "noted": True,
    }
    assert [item["stage"] for item in document["stages"]] == ["launch", "data_collection", "consultation"]
    assert document["stages"][0]["participants"] == ["Mayor's office"]


def test_list_of_one_stage(mgi: Mgi, folder: Path) -> None:
    def listed(*options: str) -> list[str]:
        return [item["id"] for item in mgi("list", *options, "--format", "json").document()["profiles"]]

    assert listed("--stage", "data collection", "--today", TODAY) == ["amid"]
    assert listed("--stage", "consultation", "--today", TODAY) == []
    assert listed("--stage", "consultation", "--today", "2026-09-01") == ["amid"]
    assert listed("--stage", "follow") == ["orvenna-2025"]
    assert "No profile that was found here is at the stage launch." in mgi("list", "--stage", "launch").out
    assert "data collection since March 2026" in mgi("list", "--stage", "data", "--today", TODAY).out
    document = mgi("list", "--today", TODAY, "--format", "json").document()["profiles"]
    assert [(item["id"], item["stage"]["stage"], item["stage"]["noted"]) for item in document if item["stage"]] == [
        ("amid", "data_collection", True),
        ("la-cruz", "publication", False),
        ("marvessia-2017", "publication", False),
        ("marvessia-2021", "publication", False),
        ("marvessia-2025", "publication", False),
        ("orvenna-2021", "publication", False),
        ("orvenna-2025", "follow_up", True),
    ]
    rows = list(csv.DictReader(io.StringIO(mgi("list", "--today", TODAY, "--format", "csv").out)))
    assert (rows[0]["stage"], rows[0]["stage_state"], rows[0]["stage_since"]) == (
        "data_collection", "under_way", "2026-03",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["list", "--stage", "consultaton"], "Did you mean consultation?"),
        (["list", "--stage", "end"], "There are launch, data_collection, consultation, publication and follow_up."),
        (["status", "--today", "tomorrow"], "tomorrow is no day.\n  Write it as 2026-01-31."),
        (["show", "la-cruz", "--today", "2026-02-30"], "2026-02-30 is no day."),
        (["list", "--today", "2026"], "2026 is no day."),
    ],
)
def test_what_cannot_be_asked(mgi: Mgi, arguments: list[str], said: str) -> None:
    ran = mgi(*arguments)
    assert (ran.code, ran.out, said in ran.err) == (2, "", True)


def told(items: list[Stage]) -> list[str]:
    from mgi_cli.judging import rules
    from mgi_cli.judging.case import Case
    from mgi_cli.location import Document

    entries = [{key: value for key, value in course.stage_part(item).items() if value} for item in items]
    document = Document(path="x", source="", tree={"stages": entries})
    case = Case(document=document, framework=FRAMEWORK, today=TODAY, is_country=lambda _: True)
    return [item.code for item in rules.check(case)]


@given(noted)
def test_stages_in_order_are_all_right_and_others_are_told(items: list[Stage]) -> None:
    dated = sorted((item for item in items if item.start), key=lambda item: STAGES.index(item.stage))
    certain = any(
        later.start and is_before(later.start, earlier.start or "")
        for position, earlier in enumerate(dated)
        for later in dated[position + 1 :]
    )
    assert ("stages_out_of_order" in told(items)) == certain
    assert "stage_twice" not in told(items)
    assert not items or "stage_twice" in told([*items, items[0]])
    assert "date_in_future" not in told(items)
