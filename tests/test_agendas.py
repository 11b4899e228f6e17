"""A profile read by the objectives of a global agenda: nothing is lost, and what has no indicator is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mgi_cli.judging.agendas import Agenda, links, objectives
from mgi_cli.library import Library
from mgi_cli.views import agendas
from mgi_cli.words import Words

if TYPE_CHECKING:
    from conftest import Mgi
    from mgi_cli.model import Framework

FRAMEWORKS = [Library().frameworks.get(name) for name in ("local-1", "national-1")]


@pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda framework: framework.id)
@pytest.mark.parametrize("agenda", Agenda)
def test_every_indicator_stands_under_each_objective_that_it_is_linked_to_and_no_other(
    framework: Framework, agenda: Agenda
) -> None:
    read = objectives(framework.domains, agenda)
    for indicator in framework.indicators.values():
        under = [item.key for item in read if indicator in item.indicators]
        assert sorted(under) == (sorted(links(indicator, agenda)) or ["beyond"])


@pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda framework: framework.id)
def test_all_23_objectives_of_the_compact_are_there_in_order(framework: Framework) -> None:
    keys = [item.key for item in objectives(framework.domains, Agenda.GCM)]
    assert keys[:23] == [str(number) for number in range(1, 24)]
    assert not any(key.isdigit() for key in keys[23:])


def test_no_gap_is_lost_that_no_objective_reaches(mgi: Mgi) -> None:
    document = mgi("gaps", "marvessia-2025", "--by", "gcm", "--format", "json").document()
    assert {code for item in document["by"]["objectives"] for code in item["gaps"]} == {
        gap["indicator"] for gap in document["gaps"]
    }
    (beyond,) = [item for item in document["by"]["objectives"] if item["key"] == "beyond"]
    assert beyond["indicators"]


@pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda framework: framework.id)
def test_targets_stand_in_the_order_of_the_goals_and_have_names(framework: Framework) -> None:
    read = objectives(framework.domains, Agenda.SDG)
    goals = [int(item.key.split(".")[0]) for item in read]
    assert goals == sorted(goals)
    assert all(agendas.name(item, Words()) != item.key for item in read)


def test_the_gaps_of_la_cruz_stand_under_23_objectives(mgi: Mgi) -> None:
    document = mgi("gaps", "la-cruz", "--by", "gcm", "--format", "json").document()
    read = document["by"]["objectives"]
    assert [item["key"] for item in read][:23] == [str(number) for number in range(1, 24)]
    linked = {gap["indicator"]: {*map(str, gap["gcm"]), *gap["gcm_principles"]} for gap in document["gaps"]}
    for item in read:
        assert item["gaps"] == [code for code, keys in linked.items() if item["key"] in keys]
    shown = mgi("gaps", "la-cruz", "--by", "gcm", width=120).out
    for key, words in ((11, "borders"), (13, "alternatives to detention"), (14, "consular protection")):
        assert f"\n{key} {words}  no indicator is linked to it\n" in shown


def test_a_row_of_a_table_for_each_indicator_and_objective(mgi: Mgi) -> None:
    import csv
    import io

    rows = list(csv.DictReader(io.StringIO(mgi("gaps", "la-cruz", "--by", "gcm", "--format", "csv").out)))
    told = [(row["indicator"], row["objective"]) for row in rows]
    assert len(told) == len(set(told))
    assert all(row["objective"] in (*row["gcm"].split(), *row["gcm_principles"].split()) for row in rows)


def test_an_agenda_that_there_is_not(mgi: Mgi) -> None:
    ran = mgi("show", "la-cruz", "--by", "domain")
    assert (ran.code, ran.err) == (2, "error: There is no agenda domain.\n  A profile is read by gcm and sdg.\n")
