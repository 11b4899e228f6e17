"""Rounds of a place: the laws of a trend, which rounds are taken, and what does not fit together across files."""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import HERE, ROOT, Mgi
from mgi_cli.cli import many
from mgi_cli.judging import rounds
from mgi_cli.judging.diff import compare
from mgi_cli.judging.rounds import Standing
from mgi_cli.judging.summary import summarise
from mgi_cli.judging.trend import KINDS, Trend, follow
from strategies import FRAMEWORK, dates, profiles

if TYPE_CHECKING:
    from mgi_cli.model import Profile, Status

DATA = ROOT / "data" / "profiles"
GOOD = """format: 1
framework: local-1
place: {id: xaa-sample, name: Sample, type: city, country: XAA}
assessment: {round: 1}
"""


def in_order(drawn: list[Profile]) -> dict[str, Profile]:
    """Return profiles of one place as its rounds 1, 2, 3 and so on, by file."""
    return {
        f"{number}.yaml": profile.but(name=str(number), assessment=profile.assessment.but(round=number))
        for number, profile in enumerate(drawn, 1)
    }


courses = st.lists(profiles("a"), min_size=1, max_size=4).map(in_order)


def statuses(trend: Trend, number: int) -> dict[str, Status]:
    return {path.indicator.id: path.status(number) for path in trend.paths}


@given(profiles("a"), profiles("a"))
def test_a_trend_of_two_rounds_tells_the_changes_of_status_that_a_diff_tells(old: Profile, new: Profile) -> None:
    told = [
        (path.indicator.id, str(path.steps[0].status), str(step.status), step.kind, step.unexplained)
        for path in follow(in_order([old, new]), FRAMEWORK).changed
        for step in path.steps[1:]
    ]
    assert told == [
        (change.indicator, change.before, change.after, change.kind, change.unexplained)
        for change in compare(old, new, FRAMEWORK).changes
        if change.field == "status"
    ]


@given(courses)
def test_a_path_holds_the_status_of_each_round_and_no_step_that_is_none(course: dict[str, Profile]) -> None:
    trend = follow(course, FRAMEWORK)
    for number, profile in enumerate(trend.rounds):
        assert statuses(trend, number) == {code: profile.status(code) for code in FRAMEWORK.indicators}
        assert trend.counts[number] == summarise(profile, FRAMEWORK.domains)
    for path in trend.paths:
        pairs = list(zip(path.steps, path.steps[1:], strict=False))
        assert all(before.status is not after.status and before.round < after.round for before, after in pairs)
        assert [step.kind is None for step in path.steps] == [True] + [False] * len(pairs)
        assert all(step.kind in KINDS for step in path.steps[1:])


@given(profiles("a"), st.integers(1, 4))
def test_what_never_changes_has_one_step(drawn: Profile, n: int) -> None:
    trend = follow(in_order([drawn] * n), FRAMEWORK)
    assert {len(path.steps) for path in trend.paths} == {1}
    assert trend.changed == ()


@given(courses, profiles("a"), st.integers(0, 9))
def test_a_round_in_between_changes_neither_the_first_nor_the_last(
    course: dict[str, Profile], other: Profile, at: int
) -> None:
    listed = list(course.values())
    at = 1 + at % max(1, len(listed) - 1) if len(listed) > 1 else 1
    longer = follow(in_order([*listed[:at], other, *listed[at:]]), FRAMEWORK)
    trend = follow(course, FRAMEWORK)
    assert statuses(longer, 0) == statuses(trend, 0)
    if len(listed) > 1:
        assert statuses(longer, len(listed)) == statuses(trend, len(listed) - 1)
    untouched = [path for path in longer.paths if not path.step(at) and not path.step(at + 1)]
    for path in untouched:
        (same,) = [item for item in trend.paths if item.indicator == path.indicator]
        assert [step.status for step in path.steps] == [step.status for step in same.steps]


@given(courses, st.randoms())
def test_the_order_in_which_the_files_are_given_says_nothing(course: dict[str, Profile], chance: Any) -> None:
    mixed = list(course.items())
    chance.shuffle(mixed)
    assert follow(dict(mixed), FRAMEWORK) == follow(course, FRAMEWORK)


@given(courses)
def test_a_domain_alone_has_the_paths_that_it_has_among_all(course: dict[str, Profile]) -> None:
    domain = FRAMEWORK.domains[0]
    whole = follow(course, FRAMEWORK)
    assert follow(course, FRAMEWORK, (domain,)).paths == whole.paths[: len(domain.indicators)]


standings = st.lists(
    st.builds(
        lambda round_, published, place: Standing(
            file=f"{round_}", place=place, name="A", framework="local-1", round=round_, published=published
        ),
        st.integers(1, 4),
        st.none() | dates | st.sampled_from(["2021", "2023-01", "2022-10"]),
        st.sampled_from("ab"),
    ),
    max_size=6,
)


@given(standings)
def test_rounds_are_out_of_order_where_one_certainly_lies_before_a_lower_one(drawn: list[Standing]) -> None:
    def certainly_before(date: str, other: str) -> bool:
        length = min(len(date), len(other))
        return date[:length] < other[:length]

    wrong = [
        item
        for item in drawn
        for other in drawn
        if item.published and other.published and item.place == other.place and other.round < item.round
        if certainly_before(item.published, other.published)
    ]
    told = list(rounds.out_of_order(drawn))
    assert {item.file for item, _ in told} <= {item.file for item in wrong}
    assert bool(told) == bool(wrong)
    for item, other in told:
        assert other.round < item.round
        assert certainly_before(item.published or "", other.published or "")


# Which rounds are taken


def names(mgi: Mgi, *asked: str | Path) -> list[str]:
    """Return the names of the rounds that a trend takes."""
    return [profile["id"] for profile in mgi("trend", *asked, "--format", "json").document()["rounds"]]


@pytest.mark.parametrize(
    "asked",
    ["marvessia", "Marvessia", "MÀRVESSIA", "xab-marvessia", "XAB-Marvessia", "marvessia-2021", "Marvessia 2021"],
)
def test_a_place_by_its_name_its_id_or_a_profile_of_it(mgi: Mgi, asked: str) -> None:
    assert names(mgi, asked) == ["marvessia-2017", "marvessia-2021", "marvessia-2025"]


def test_a_profile_by_its_path_brings_those_beside_it(mgi: Mgi, tmp_path: Path) -> None:
    for name in ("marvessia-2017", "marvessia-2025"):
        shutil.copy(DATA / f"{name}.yaml", tmp_path / f"{name}.yaml")
    assert names(mgi, tmp_path / "marvessia-2017.yaml") == ["marvessia-2017", "marvessia-2021", "marvessia-2025"]
    mine = tmp_path / "mine.yaml"
    mine.write_text(GOOD, "utf-8")
    (tmp_path / "mine-2.yaml").write_text(GOOD.replace("round: 1", "round: 2"), "utf-8")
    assert names(mgi, mine) == ["mine", "mine-2"]
    assert names(mgi, "Sample", "--profiles", tmp_path) == ["mine", "mine-2"]


def test_several_profiles_are_taken_and_no_others_in_the_order_of_their_rounds(mgi: Mgi) -> None:
    assert names(mgi, "marvessia-2025", "marvessia-2017") == ["marvessia-2017", "marvessia-2025"]
    assert names(mgi, "la-cruz", "la-cruz") == ["la-cruz"]


def test_one_round_says_so_and_leads_on(mgi: Mgi) -> None:
    ran = mgi("trend", "la-cruz")
    assert ran.code == 0
    assert "There is only one round of La Cruz so far" in ran.out
    assert ran.out.endswith("\nNext  mgi show la-cruz  what it answers, and how\n")
    document = mgi("trend", "la-cruz", "--format", "json").document()
    assert (document["intervals"], {len(item["path"]) for item in document["indicators"]}) == ([], {1})


def write(folder: Path, **said: str) -> None:
    """Write profiles by name: the sample one, with replacements ``old=new``."""
    for name, replaced in said.items():
        text = GOOD
        for pair in filter(None, replaced.split(";")):
            old, _, new = pair.partition("=")
            text = text.replace(old, new)
        (folder / f"{name}.yaml").write_text(text, "utf-8")


ERRORS = {
    "unknown": """error: There is neither a place nor a profile named Marvesia.
  Did you mean Marvessia?
  mgi list shows the profiles that can be found, and their places.
""",
    "ambiguous": """error: sample is the name of more than one place.
  Give the id of one:
    xaa-sample  Sample
    xab-sample  Sample
""",
    "editions": """error: The rounds of Sample answer different editions, and rounds of one edition are compared.
  Name those of one edition:
    local-1  a.yaml, b.yaml
    national-1  d.yaml, c.yaml
""",
}


def refused(mgi: Mgi, *asked: str | Path) -> tuple[int, str]:
    ran = mgi("trend", *asked, width=200)
    assert ran.out == ""
    return ran.code, ran.err


def test_what_names_neither_a_place_nor_a_profile_is_refused(mgi: Mgi, tmp_path: Path) -> None:
    assert refused(mgi, "Marvesia") == (
        2,
        ERRORS["unknown"],
    )
    assert refused(mgi, "no/such.yaml")[1].startswith("error: There is no file no/such.yaml.")
    assert refused(mgi, tmp_path)[1].startswith(f"error: {tmp_path} is a folder")
    assert refused(mgi, "marvessia-2017", "Marvessia")[1].startswith("error: There is no profile named Marvessia.")


def test_a_name_that_two_places_bear_is_refused_with_their_ids(mgi: Mgi, tmp_path: Path) -> None:
    write(tmp_path, one="", two="xaa-sample=xab-sample")
    assert refused(mgi, "sample", "--profiles", tmp_path) == (
        2,
        ERRORS["ambiguous"],
    )
    assert names(mgi, "xab-sample", "--profiles", tmp_path) == ["two"]


def test_two_places_are_no_course(mgi: Mgi) -> None:
    code, err = refused(mgi, "la-cruz", "orvenna-2021")
    assert code == 2
    assert "la-cruz.yaml is of La Cruz, and " in err
    assert "orvenna-2021.yaml of Orvenna; a trend follows one place." in err


def test_two_files_of_one_round_are_named(mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, one="", two="round: 1=round: 2", copy="round: 1=round: 2")
    monkeypatch.chdir(tmp_path)
    for asked in (("one.yaml",), ("Sample", "--profiles", "."), ("one.yaml", "two.yaml", "copy.yaml")):
        code, err = refused(mgi, *asked)
        assert code == 2
        assert {"copy.yaml", "two.yaml"} == set(re.findall(r"\w+\.yaml", err.splitlines()[0]))
        assert "are both round 2 of Sample." in err
    assert names(mgi, "one.yaml", "copy.yaml") == ["one", "copy"]


def test_rounds_of_several_editions_are_refused_and_sorted_by_edition(
    mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = "framework: local-1=framework: national-1"
    write(tmp_path, a="", b="round: 1=round: 2", c=f"round: 1=round: 3;{edition}", d=f"round: 1=round: 2;{edition}")
    monkeypatch.chdir(tmp_path)
    assert refused(mgi, "a.yaml") == (
        2,
        ERRORS["editions"],
    )
    assert names(mgi, "c.yaml", "d.yaml") == ["d", "c"]
    assert mgi("validate", ".", "--strict").code == 0


def test_a_round_that_has_errors_stops_a_trend_and_one_of_another_place_does_not(mgi: Mgi, tmp_path: Path) -> None:
    wrong = "assessment=answers: {'1.1.1': {status: frob}}\nassessment"
    write(tmp_path, one="", two="round: 1=round: 2", other=f"xaa-sample=xaa-other;{wrong}")
    ran = mgi("trend", "Sample", "--profiles", tmp_path)
    assert (ran.code, ran.err) == (0, "")
    write(tmp_path, three=f"round: 1=round: 3;{wrong}")
    code, err = refused(mgi, "Sample", "--profiles", tmp_path)
    assert (code, "error[unknown_status]" in err) == (1, True)
    assert mgi("trend", tmp_path / "one.yaml", tmp_path / "two.yaml").code == 0


def test_a_file_that_may_be_a_round_is_named(mgi: Mgi, tmp_path: Path) -> None:
    write(tmp_path, one="", two="round: 1=round: 2")
    (tmp_path / "torn.yaml").write_bytes(b"\0\1")
    ran = mgi("trend", "Sample", "--profiles", tmp_path, "--format", "json", width=200)
    assert (ran.code, ran.document()["not_readable"]) == (1, [str(tmp_path / "torn.yaml")])
    assert ran.err == f"left out: {tmp_path}/torn.yaml has errors; mgi validate {tmp_path}/torn.yaml tells which.\n"


def test_a_file_in_ones_own_folder_takes_the_place_of_one_with_the_same_name(mgi: Mgi, tmp_path: Path) -> None:
    text = (DATA / "orvenna-2025.yaml").read_text("utf-8")
    (tmp_path / "orvenna-2025.yaml").write_text(text.replace("name: Orvenna\n", "name: Orvenna on Tesk\n"), "utf-8")
    for asked in ((tmp_path / "orvenna-2025.yaml",), ("orvenna-2021", "--profiles", tmp_path)):
        document = mgi("trend", *asked, "--format", "json").document()
        assert [item["place"]["name"] for item in document["rounds"]] == ["Orvenna", "Orvenna on Tesk"]


# What is told


@pytest.mark.parametrize(
    ("dates_", "told"),
    [
        (("2021-05", "2025"), "○ absent 2021 → ● present 2025"),
        (("2021-03", "2021-11-02"), "○ absent March 2021 → ● present 2 November 2021"),
        (("2021", "2021"), "○ absent round 1 → ● present round 2"),
        (("2021", None), "○ absent round 1 → ● present round 2"),
    ],
)
def test_rounds_are_told_apart_by_year_or_date_or_number(
    mgi: Mgi, tmp_path: Path, dates_: tuple[str, str | None], told: str
) -> None:
    for number, (date, status) in enumerate(zip(dates_, ("absent", "present"), strict=True), 1):
        published = f', published: "{date}"' if date else ""
        text = GOOD.replace("round: 1", f"round: {number}{published}")
        (tmp_path / f"{number}.yaml").write_text(text + f'answers:\n  "1.1.1": {{status: {status}}}\n', "utf-8")
    out = mgi("trend", tmp_path / "1.yaml", width=120).out
    assert f"1.1.1  Local health services for all  {told} (unexplained)\n" in out


def test_every_kind_of_path_is_said_in_words(mgi: Mgi) -> None:
    out = mgi("trend", "marvessia", width=120).out
    for said in (
        "not applicable 2017 → ○ absent 2025",
        "+ newly assessed 2021: ◐ partial → \u2013 no longer assessed 2025",
        "? no evidence 2017 → ○ absent 2021 → ◐ partial 2025",
        "● present 2017 → ◐ partial 2025 (unexplained)",
        "Unexplained: no new finding, evidence or note tells why the status changed.",
        "26 indicators had one status in all rounds: 21 present, 3 partial, 1 absent, 1 not assessed.",
    ):
        assert said in out
    whole = mgi("trend", "marvessia", "--all", width=120).out
    assert "All 98 indicators" in whole
    assert re.search(r"^1\.1\.2 .*● present since 2017$", whole, re.MULTILINE)
    assert re.search(r"^\d\.\d\.\d .*· not assessed$", whole, re.MULTILINE)
    assert "in all rounds" not in whole


def test_the_forms_for_programs_hold_every_indicator_whatever_is_shown(mgi: Mgi) -> None:
    for form in ("json", "csv"):
        assert mgi("trend", "marvessia", "--all", "--format", form).out == mgi("trend", "marvessia", "-f", form).out
    rows = list(csv.DictReader(io.StringIO(mgi("trend", "marvessia", "--format", "csv").out)))
    assert len(rows) == 3 * 98
    for year in ("2017", "2021", "2025"):
        shown = csv.DictReader(io.StringIO(mgi("show", f"marvessia-{year}", "--format", "csv").out))
        wanted = {row["indicator"]: row["status"] for row in shown}
        assert {row["indicator"]: row["status"] for row in rows if row["profile"] == f"marvessia-{year}"} == wanted


def test_the_intervals_count_what_the_diffs_count(mgi: Mgi) -> None:
    document = mgi("trend", "marvessia", "--format", "json").document()
    for interval in document["intervals"]:
        diff = mgi("diff", interval["old"], interval["new"], "--format", "json").document()
        assert {kind: interval[kind] for kind in KINDS} == {
            kind: sum(domain[kind] for domain in diff["domains"]) for kind in KINDS
        }
        assert interval["unexplained"] == diff["unexplained"]
    assert [len(item["path"]) > 1 for item in document["indicators"]].count(False) == document["unchanged"]


def test_rounds_whose_dates_contradict_their_order_are_told_and_taken_by_number(mgi: Mgi, tmp_path: Path) -> None:
    write(tmp_path, a='round: 1=round: 1, published: "2021-05"', b='round: 1=round: 2, published: "2012-05"')
    out = " ".join(mgi("trend", tmp_path / "a.yaml").out.split())
    assert "Round 2 is dated May 2012, before round 1, which is dated May 2021." in out
    document = mgi("trend", tmp_path / "b.yaml", "--format", "json").document()
    assert [item["id"] for item in document["rounds"]] == ["a", "b"]
    assert document["out_of_order"] == [
        {"round": 2, "published": "2012-05", "before": 1, "before_published": "2021-05"}
    ]


def test_a_diff_counts_and_names_what_changed_without_a_reason(mgi: Mgi) -> None:
    rounds_ = ("orvenna-2021", "orvenna-2025", "--domain", "3")
    document = mgi("diff", *rounds_, "--format", "json").document()
    codes = [change["indicator"] for change in document["changes"] if change["unexplained"]]
    assert (document["unexplained"], codes) == (3, ["3.2.3", "3.4.3", "3.4.5"])
    said = "3 answers changed without a new finding, evidence or note: 3.2.3, 3.4.3 and 3.4.5."
    for form in ("table", "md"):
        assert said in " ".join(mgi("diff", *rounds_, "--format", form).out.split())
    page = mgi("diff", *rounds_, "--format", "md").out
    assert page.count("| No new finding, evidence or note explains this. |") == 3
    rows = list(csv.DictReader(io.StringIO(mgi("diff", *rounds_, "--format", "csv").out)))
    assert [row["indicator"] for row in rows if row["unexplained"] == "yes"] == codes
    assert "without a new finding" not in mgi("diff", "la-cruz", "orvenna-2025").out


# Files beside each other


def told(mgi: Mgi, *paths: str | Path) -> list[tuple[str, str, str]]:
    document = mgi("validate", *paths, "--format", "json").document()
    return [(Path(item["path"]).stem, item["code"], item["route"]) for item in document["diagnostics"]]


def test_each_file_of_a_round_after_the_first_is_told_and_none_alone(mgi: Mgi, tmp_path: Path) -> None:
    write(tmp_path, a="", b="", c="", d="round: 1=round: 2", e="xaa-sample=xaa-other")
    wanted = [(name, "same_round", "/assessment/round") for name in "bc"]
    assert told(mgi, tmp_path) == wanted
    assert told(mgi, tmp_path / "c.yaml", tmp_path / "a.yaml") == [("a", "same_round", "/assessment/round")]
    assert told(mgi, tmp_path / "b.yaml") == []
    assert [mgi("validate", tmp_path, *strict).code for strict in ([], ["--strict"])] == [0, 1]


def test_a_round_is_told_once_beside_the_latest_of_those_before(mgi: Mgi, tmp_path: Path) -> None:
    for number, date in enumerate(("2019", "2023-04", "2021", "2023"), 1):
        write(tmp_path, **{f"r{number}": f'round: 1=round: {number}, published: "{date}"'})
    (problem,) = mgi("validate", tmp_path, "--format", "json").document()["diagnostics"]
    assert (problem["code"], problem["route"]) == ("rounds_out_of_order", "/assessment/published")
    assert problem["message"] == (
        f"Round 3 is dated 2021, before round 2 in {tmp_path}/r2.yaml, which is dated 2023-04."
    )


def test_a_file_with_errors_is_not_looked_at_beside_others(mgi: Mgi, tmp_path: Path) -> None:
    write(tmp_path, a="", b="city=frob")
    assert [code for _, code, _ in told(mgi, tmp_path)] == ["unknown_value"]
    write(tmp_path, b="city=City")  # what can be read over is
    assert {code for _, code, _ in told(mgi, tmp_path)} == {"other_spelling", "same_round"}


def test_what_is_found_across_files_stands_in_every_format(mgi: Mgi) -> None:
    folder = HERE / "mistakes" / "same_round"
    for form in ("sarif", "github", "junit"):
        out = mgi("validate", folder, "--format", form).out
        assert "sample-2025.yaml" in out
        assert "is of the same place and round: Sample, round 1." in out


def test_many_processes_bring_the_same_rounds_back() -> None:
    paths = [*sorted(DATA.glob("*.yaml")), *sorted((HERE / "mistakes" / "same_round").glob("*.yaml"))] * 10
    settings = many.Settings("en", None, None, "2026-12-31")
    alone = [outcome.seen for outcome in many.outcomes(paths, settings, processes=1)]
    assert [outcome.seen for outcome in many.outcomes(paths, settings, processes=3)] == alone
    assert None not in alone


def test_a_vague_date_does_not_hide_a_later_one() -> None:
    year, month, before = (
        rounds.Standing(file=str(n), place="a", name="A", framework="local-1", round=1 + n // 2, published=date)
        for n, date in enumerate(("2022", "2022-10", "2022-09"))
    )
    assert list(rounds.out_of_order([year, month, before])) == [(before, month)]
