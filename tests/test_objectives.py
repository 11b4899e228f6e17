"""Profiles side by side by objective: whatever they answer, counted under each, and nothing computed from it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from mgi_cli.exchange import comparing
from mgi_cli.judging.agendas import BEYOND, Agenda, aligned, links, objectives
from mgi_cli.library import Library
from mgi_cli.model import Status
from mgi_cli.views.objectives import ByObjective
from mgi_cli.views.papers.objectives import paper
from mgi_cli.views.papers.parts import Grid, bands, sections
from mgi_cli.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Mgi

LIBRARY = Library()
WORDS = Words()
FRAMEWORKS = [LIBRARY.frameworks.get(name) for name in ("local-1", "national-1")]
every_agenda = pytest.mark.parametrize("agenda", Agenda)


def by(agenda: Agenda, *names: str) -> ByObjective:
    read = [LIBRARY.load(name) for name in names]
    return ByObjective(
        agenda=agenda,
        profiles=tuple(profile for profile, _ in read),
        frameworks=tuple(framework for _, framework in read),
        domains=tuple(framework.domains for _, framework in read),
    )


@every_agenda
def test_two_frameworks_stand_under_the_same_objectives_each_with_its_own_indicators(agenda: Agenda) -> None:
    rows = aligned([framework.domains for framework in FRAMEWORKS], agenda)
    for each in rows:
        assert len({item.key for item in each}) == 1
    for side, framework in enumerate(FRAMEWORKS):
        own = {item.key: item.indicators for item in objectives(framework.domains, agenda)}
        found = {each[side].key: each[side].indicators for each in rows}
        assert {key: indicators for key, indicators in found.items() if indicators or key in own} == own
        for indicator in framework.indicators.values():
            under = sorted(key for key, indicators in found.items() if indicator in indicators)
            assert under == (sorted(links(indicator, agenda)) or [BEYOND])


def test_all_23_objectives_are_there_in_order_and_those_without_an_indicator_are_said(mgi: Mgi) -> None:
    document = mgi("compare", "la-cruz", "orvenna-2025", "--by", "gcm", "--format", "json").document()
    assert [item["key"] for item in document["by"]["objectives"]][:23] == [str(number) for number in range(1, 24)]
    out = mgi("compare", "la-cruz", "orvenna-2025", "--by", "gcm", width=100).out
    assert "\n11 borders  no indicator is linked to it\n" in out
    both = mgi("compare", "la-cruz", "marvessia-2025", "--by", "gcm", width=100).out
    assert "\n11 borders\n1  La Cruz: no indicator is linked to it\n2  Marvessia " in both


def test_of_one_domain_nothing_is_said_of_the_others(mgi: Mgi) -> None:
    out = mgi("compare", "la-cruz", "marvessia-2025", "--by", "gcm", "--domain", "5", width=100).out
    assert "\n10 trafficking  no indicator of this domain is linked to it\n" in out
    assert "no indicator is linked" not in out
    assert "--by sdg" in out.partition("Next  ")[2]
    assert "--domain crises" in out.partition("Next  ")[2]


@every_agenda
def test_counts_are_those_of_each_profile(mgi: Mgi, agenda: Agenda) -> None:
    names = ("la-cruz", "marvessia-2025")
    document = mgi("compare", *names, "--by", str(agenda), "--format", "json").document()
    assert [item["framework"] for item in document["by"]["mappings"]] == ["local-1", "national-1"]
    assert all("own mapping" in item["mapping"] for item in document["by"]["mappings"])
    assert "indicators" not in document
    for objective in document["by"]["objectives"]:
        for told, linked, name in zip(objective["profiles"], objective["frameworks"], names, strict=True):
            profile, _ = LIBRARY.load(name)
            statuses = [profile.status(code) for code in linked["indicators"]]
            assert told["profile"] == name
            assert told["indicators"] == len(statuses)
            assert [told[str(status)] for status in Status] == [statuses.count(status) for status in Status]


@every_agenda
@pytest.mark.parametrize("form", ["table", "json", "csv", "md"])
def test_indicator_10_7_2_is_never_computed_and_nothing_is_scored(mgi: Mgi, agenda: Agenda, form: str) -> None:
    out = mgi("compare", "la-cruz", "marvessia-2025", "--by", str(agenda), "--format", form, width=120).out
    assert "10.7.2" not in out
    assert "%" not in out
    if form != "csv":
        assert "this project's own mapping" in out


def test_of_one_framework_every_indicator_stands_under_each_objective_that_it_is_linked_to(mgi: Mgi) -> None:
    rounds = ("orvenna-2021", "orvenna-2025")
    rows = list(csv.DictReader(io.StringIO(mgi("compare", *rounds, "--by", "gcm", "--format", "csv").out)))
    told = {(row["profile"], row["indicator"], row["objective"]) for row in rows}
    framework = LIBRARY.frameworks.get("local-1")
    assert len(told) == len(rows)
    assert told == {
        (name, code, key)
        for name in rounds
        for code, indicator in framework.indicators.items()
        for key in links(indicator, Agenda.GCM)
    }
    plain = mgi("compare", *rounds, "--format", "csv").out
    differing = {row["indicator"]: row["differs"] for row in csv.DictReader(io.StringIO(plain))}
    assert all(row["differs"] == differing[row["indicator"]] for row in rows)


def test_of_several_frameworks_it_is_not_told_whether_profiles_differ(mgi: Mgi) -> None:
    out = mgi("compare", "la-cruz", "marvessia-2025", "--by", "sdg", "--format", "csv").out
    assert {row["differs"] for row in csv.DictReader(io.StringIO(out))} == {""}
    ran = mgi("compare", "la-cruz", "marvessia-2025", "--by", "sdg", "--differing")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "error: Only profiles that answer one framework can be asked in which indicators they differ.\n"
        "  Leave --differing out, or --by.\n"
    )


def test_only_where_rounds_differ_under_the_objectives(mgi: Mgi) -> None:
    arguments = ("orvenna-2021", "orvenna-2025", "--by", "gcm", "--differing")
    document = mgi("compare", *arguments, "--format", "json").document()
    assert document["differing"] == len(document["indicators"])
    rows = csv.DictReader(io.StringIO(mgi("compare", *arguments, "--format", "csv").out))
    assert {row["indicator"] for row in rows} == {item["indicator"] for item in document["indicators"]}


def test_the_order_of_places_is_the_one_given_or_by_name(mgi: Mgi) -> None:
    def order(*arguments: str) -> list[Any]:
        return [item["id"] for item in mgi("compare", *arguments, "--format", "json").document()["profiles"]]

    assert order("marvessia-2025", "la-cruz", "--by", "gcm") == ["marvessia-2025", "la-cruz"]
    assert order("marvessia-2025", "la-cruz", "--by", "gcm", "--sort", "name") == ["la-cruz", "marvessia-2025"]


@every_agenda
def test_a_paper_has_a_row_for_each_objective_and_place(agenda: Agenda) -> None:
    made = paper(by(agenda, "la-cruz", "marvessia-2025"), WORDS, date="2026")
    (section,) = [part for _, part in sections(made.parts) if part.anchor == "objectives"]
    (grid,) = [part for part in section.parts if isinstance(part, Grid)]
    rows = aligned([framework.domains for framework in FRAMEWORKS], agenda)
    assert len(bands(grid)) == len(rows)
    assert all(len(under) == 2 for _, under in bands(grid))
    assert "this project's own mapping" in repr(made.notices)


@pytest.mark.parametrize("names", [("la-cruz", "marvessia-2025"), ("orvenna-2021", "orvenna-2025")])
def test_every_kind_of_file_is_written(mgi: Mgi, tmp_path: Path, names: tuple[str, str]) -> None:
    for kind in comparing.KINDS:
        out = tmp_path / f"out{kind}"
        ran = mgi("compare", *names, "--by", "gcm", "--domain", "1", "-o", out)
        assert (ran.code, ran.err) == (0, "")
        assert out.stat().st_size > 1000


def test_a_workbook_holds_the_counts_and_the_indicators() -> None:
    found = by(Agenda.GCM, "la-cruz", "marvessia-2025")
    book = openpyxl.load_workbook(io.BytesIO(comparing.made(found, ".xlsx", WORDS, None)))
    assert book.sheetnames == ["Answers by objective", "Indicators", "Places"]
    rows = [[cell.value for cell in row] for row in book["Answers by objective"].iter_rows(min_row=5)]
    assert len(rows) == 2 * len(found.objectives)
    assert rows[0][:4] == ["1 data", "La Cruz", 3, 7]
