"""Each language of a bundled framework says all that English says, in its own words and typography."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from conftest import ROOT
from mgi_cli.frameworks import load_framework

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FRAMEWORKS = ROOT / "data" / "frameworks"
FOLDERS = sorted(file.parent for file in FRAMEWORKS.glob("*/*/framework.yaml") if file.parent.name != "en")
CODE = re.compile(r"\b\d+(?:\.\d+)+\b")
NUMBER = re.compile(r"\b\d{2,}\b")

ENDS = {"es": re.compile(r"¿[^¿?]+\?$"), "fr": re.compile(r"\u00a0\?$")}
"""How a question ends, where that is not a mere question mark."""

SLIPS = {"fr": re.compile(r"(?<!\u00a0)[?!;:»]|«(?!\u00a0)|[\u2019\u202f]|[oO]eu|\s\s")}
"""What a text in a language must not have: in French a mark without its no-break space, a second kind of apostrophe
or space, œ in two letters."""

SAME = {"fr": {"absent"}}
"""Texts that are the same in English, because the language has the same word."""

LOCAL = {
    "es": re.compile(r"\b(?:el|este|un) gobierno local\b|\bdel gobierno local\b|municip"),
    "fr": re.compile(r"\b(?:la|cette|une) collectivité\b|collectivité locale\b|municipal|communal"),
}
"""How a text speaks of the one local authority that is asked; several of them are partners of a country."""

CONVENTIONS = [f"3.1.{number}" for number in range(1, 10)]
IN_FORCE = {
    "es": {
        "question": ["en vigor para el país"],
        "present": ["ratificado", "adhe", "entrado en vigor para el país"],
        "partial": ["firmad", "reservas"],
    },
    "fr": {
        "question": ["en vigueur pour le pays"],
        "present": ["ratifié", "adh", "entré", "en vigueur à son égard"],
        "partial": ["signé", "réserves"],
    },
}
"""What the questions and the guidance about conventions say: what counts is that one is in force for the country."""

Route = tuple[str | int, ...]


def leaves(tree: Any, route: Route = ()) -> Iterator[tuple[Route, str]]:
    """Yield each text of a tree with the way to it."""
    if isinstance(tree, str):
        yield route, tree
    else:
        for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield from leaves(value, (*route, key))


@cache
def texts(folder: Path) -> dict[Route, str]:
    """Return all texts of a language by file and the way to each; something that is no text fails."""
    trees = {path.name: yaml.safe_load(path.read_text("utf-8")) for path in sorted(folder.glob("*.yaml"))}
    return dict(leaves(trees))


def english(folder: Path) -> dict[Route, str]:
    return texts(folder.parent / "en")


def places(found: dict[Route, str]) -> set[Route]:
    """Return the ways to all texts; how many pieces of evidence there are is each language's own choice."""
    return {route[:-1] if isinstance(route[-1], int) else route for route in found}


def of(folder: Path, field: str) -> list[str]:
    return [text for route, text in texts(folder).items() if route[-1] == field and "indicators" in route]


def name(folder: Path) -> str:
    return f"{folder.parent.name}-{folder.name}"


each_language = pytest.mark.parametrize("folder", FOLDERS, ids=name)


@pytest.mark.parametrize("lang", ["es", "fr"])
def test_both_frameworks_speak(lang: str) -> None:
    assert {f"local-1-{lang}", f"national-1-{lang}"} <= set(map(name, FOLDERS))


@each_language
def test_a_language_has_every_file_and_every_text_of_english_and_no_other(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == sorted(path.name for path in english_files(folder))
    assert places(texts(folder)) == places(english(folder))


def english_files(folder: Path) -> list[Path]:
    return list((folder.parent / "en").iterdir())


@each_language
def test_a_language_follows_the_structure_and_nothing_falls_back_to_english(folder: Path) -> None:
    framework = load_framework(folder.parent, folder.name)
    assert framework.lang == folder.name
    assert {framework.text(key).lang for key in framework.indicators} == {folder.name}


@each_language
def test_no_text_is_empty(folder: Path) -> None:
    assert [route for route, text in texts(folder).items() if not text.strip()] == []


@each_language
def test_labels_are_short_and_no_two_indicators_share_one(folder: Path) -> None:
    labels = of(folder, "label")
    assert [label for label in labels if len(label) > 60] == []
    assert [text for text, n in Counter([*labels, *of(folder, "question")]).items() if n > 1] == []


@each_language
def test_questions_end_as_the_language_ends_them(folder: Path) -> None:
    ends = ENDS.get(folder.name, re.compile(r"\?$"))
    questions = of(folder, "question")
    assert questions
    assert [question for question in questions if not ends.search(question)] == []


@each_language
def test_guidance_is_whole_sentences(folder: Path) -> None:
    guidance = of(folder, "present") + of(folder, "partial")
    assert [text for text in guidance if not (text[0].isupper() and text.endswith("."))] == []


@each_language
def test_nothing_is_left_in_english(folder: Path) -> None:
    here, there = texts(folder), english(folder)
    same = {text for route, text in here.items() if text.casefold() == there.get(route, "").casefold()}
    assert same <= SAME.get(folder.name, set())


@each_language
def test_neighbours_are_named_where_english_names_them(folder: Path) -> None:
    here, there = texts(folder), english(folder)
    named = {route: CODE.findall(text) for route, text in there.items() if route[-1] in {"present", "partial"}}
    assert {route: CODE.findall(here[route]) for route in named} == named


@each_language
def test_the_typography_is_that_of_the_language(folder: Path) -> None:
    slips = SLIPS.get(folder.name, re.compile(r"\s\s"))
    assert [text for text in texts(folder).values() if slips.search(text)] == []


@each_language
def test_years_and_numbers_are_those_of_english(folder: Path) -> None:
    here, there = texts(folder), english(folder)
    told = {route: sorted(NUMBER.findall(text)) for route, text in there.items() if not isinstance(route[-1], int)}
    assert {route: sorted(NUMBER.findall(here[route])) for route in told} == told


# What holds for the catalogue that asks a country


NATIONAL = [folder for folder in FOLDERS if folder.parent.name == "national-1"]
each_national = pytest.mark.parametrize("folder", NATIONAL, ids=name)


@each_national
def test_a_national_question_asks_no_local_authority(folder: Path) -> None:
    asked = [text for field in ("label", "question", "present") for text in of(folder, field)]
    assert [text for text in asked if LOCAL[folder.name].search(text)] == []


@each_national
def test_what_a_domain_looks_at_in_a_city_is_the_same_in_both_catalogues(folder: Path) -> None:
    city = {route: text for route, text in texts(folder).items() if route[1:] == ("looks_at", "city")}
    local = texts(FRAMEWORKS / "local-1" / folder.name)
    assert city == {route: local[route] for route in city}
    assert len(city) == 6


@each_national
def test_a_convention_counts_once_it_is_in_force(folder: Path) -> None:
    for field, words in IN_FORCE[folder.name].items():
        found = [text for key in CONVENTIONS for route, text in texts(folder).items() if route[2:] == (key, field)]
        assert len(found) == len(CONVENTIONS)
        assert [(word, text) for text in found for word in words if word not in text] == []
