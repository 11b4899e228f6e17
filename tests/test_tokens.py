"""The profile with a word in every field: it is right, has every field of the schema, and keeps no name where asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from conftest import FRAMEWORKS
from mgi_cli.judging.names import without_names
from mgi_cli.library import Library
from mgi_cli.model import Kind, Profile, Status
from mgi_cli.reading import build, shape
from strategies import FRAMEWORK
from tokens import tokened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Mgi
    from mgi_cli.model import Framework

TINY = Library(framework=str(FRAMEWORKS / "tiny-1")).frameworks.get("tiny-1")
EDITIONS = (FRAMEWORK, Library().frameworks.get("national-1"), TINY)
WHOLE = tokened(FRAMEWORK)


def names_in(tree: Any) -> Iterator[str]:
    """Yield every key of a tree that is no code and no key of one's own."""
    inside = tree.items() if isinstance(tree, dict) else [("", item) for item in tree] if isinstance(tree, list) else ()
    for key, value in inside:
        yield key
        yield from names_in(value)


@pytest.mark.parametrize("framework", EDITIONS, ids=lambda framework: framework.id)
def test_it_has_no_errors(mgi: Mgi, tmp_path: Path, framework: Framework) -> None:
    path = tokened(framework).save(tmp_path / "whole.yaml")
    ran = mgi("validate", path, "--framework", FRAMEWORKS / "tiny-1", "--format", "json")
    assert [item for item in ran.document()["diagnostics"] if item["severity"] == "error"] == []
    assert ran.code == 0


def test_every_field_of_the_schema_is_in_it() -> None:
    schema = shape.profile_schema(FRAMEWORK, texts=False)
    fields = {key for part in (schema, *schema["definitions"].values()) for key in part.get("properties", ())}
    assert fields - set(names_in(WHOLE.tree)) == set()


def test_every_choice_is_in_it() -> None:
    profile = build.profile("whole", WHOLE.tree)
    assert {answer.status for answer in profile.answers.values()} == set(Status)
    assert {finding.kind for finding in profile.findings.values()} == set(Kind)
    assert {finding.domain for finding in profile.findings.values()} == {domain.id for domain in FRAMEWORK.domains}
    planned = set(profile.plan)
    assert planned & set(profile.answers)
    assert planned - set(profile.answers)
    assert [key for key in profile.findings if not profile.informed_by(key)] == [list(profile.findings)[-1]]


def test_every_token_stands_there_once() -> None:
    every = [*WHOLE.texts.values(), *WHOLE.dates.values(), *WHOLE.keys.values()]
    assert len(set(every)) == len(every)
    assert {len(token) for token in (*WHOLE.texts.values(), *WHOLE.keys.values())} == {5}
    for route, token in {**WHOLE.texts, **WHOLE.dates}.items():
        value: Any = WHOLE.tree
        for step in route:
            value = value[step]
        assert token in value


def test_what_stands_around_the_tokens() -> None:
    dressed = tokened(FRAMEWORK, "=1+{}")
    assert dressed.texts == WHOLE.texts
    assert dressed.tree["assessment"]["basis"] == "=1+" + WHOLE.texts["assessment", "basis"]
    assert dressed.tree["place"]["id"] == WHOLE.tree["place"]["id"]


# Without names


def test_names_are_left_out_and_nothing_else() -> None:
    profile = build.profile("whole", WHOLE.tree)
    left = without_names(profile)
    kept, gone = repr(left), WHOLE.names.values()
    assert [token for token in gone if token in kept] == []
    assert [token for token in WHOLE.texts.values() if token not in kept and token not in gone] == []
    assert len(gone) == 6 + 4 + 14 + sum(route[-1] == "x-own" for route in WHOLE.texts) + 2 + 2


@pytest.mark.parametrize("field", Profile._fields)
def test_only_four_parts_of_a_profile_can_change(field: str) -> None:
    profile = build.profile("whole", WHOLE.tree)
    changed = getattr(profile, field) != getattr(without_names(profile), field)
    assert changed == (field in ("answers", "stages", "plan", "own"))


def test_a_profile_without_names_stays_as_it_is() -> None:
    once = without_names(build.profile("whole", WHOLE.tree))
    assert without_names(once) == once
