"""The judge of shape: two validators that agree, and a third and a fourth from outside."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import HERE, ROOT
from mgi_cli.library import Library
from mgi_cli.reading import build, reader, schema, shape
from strategies import FRAMEWORK, trees

SCHEMA = shape.profile_schema(FRAMEWORK, texts=True)
PLAIN = shape.profile_schema(FRAMEWORK, texts=False)
JUDGE = schema.Judge(PLAIN)
BUNDLED = sorted(path.parent.name for path in (ROOT / "data" / "frameworks").glob("*/framework.yaml"))
PROFILES = sorted((ROOT / "data" / "profiles").glob("*.yaml"))
MISTAKES = sorted((HERE / "mistakes").glob("*.yaml"))


def tree_of(path: Path) -> Any:
    document, problems = reader.read(path.name, path.read_bytes())
    return None if any(not problem.repairable for problem in problems) else document.tree


def judged_by_jsonschema(tree: Any) -> bool:
    return bool(jsonschema.Draft7Validator(SCHEMA).is_valid(tree))


def committed_schema(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((ROOT / "schemas" / f"profile-{name}.schema.json").read_text("utf-8"))
    return schema


def test_every_bundled_framework_has_a_committed_schema() -> None:
    committed = sorted((ROOT / "schemas").glob("profile-*.schema.json"))
    assert [path.name for path in committed] == [f"profile-{name}.schema.json" for name in BUNDLED]


@pytest.mark.parametrize("name", BUNDLED)
def test_the_committed_schema_is_the_generated_one(name: str) -> None:
    generated = shape.profile_schema(Library().frameworks.get(name), texts=True)
    assert committed_schema(name) == generated, (
        f"run: mgi schema --framework {name} > schemas/profile-{name}.schema.json"
    )


@pytest.mark.parametrize("name", BUNDLED)
def test_the_schema_names_every_indicator_for_editors(name: str) -> None:
    framework = Library().frameworks.get(name)
    answers = committed_schema(name)["properties"]["answers"]["properties"]
    assert list(answers) == list(framework.indicators)
    for key, answer in answers.items():
        assert answer["title"] == f"{key} {framework.text(key).label}"
        assert answer["description"] == framework.text(key).question


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_bundled_profiles_are_of_the_shape_of_their_edition_alone(path: Path) -> None:
    tree = tree_of(path)
    right = [name for name in BUNDLED if jsonschema.Draft7Validator(committed_schema(name)).is_valid(tree)]
    assert right == [tree["framework"]]


def test_every_schema_is_a_schema() -> None:
    for path in (ROOT / "schemas").glob("*.json"):
        jsonschema.Draft7Validator.check_schema(json.loads(path.read_text("utf-8")))


def test_no_schema_uses_words_whose_messages_mislead() -> None:
    for path in (ROOT / "schemas").glob("*.json"):
        assert not any(f'"{word}"' in path.read_text("utf-8") for word in ("anyOf", "oneOf")), path.name


@given(trees())
def test_what_is_right_is_right_to_both_and_survives_building(tree: dict[str, Any]) -> None:
    assert JUDGE.check(tree) == ()
    assert judged_by_jsonschema(tree)
    assert build.profile("drawn", tree) == build.profile("drawn", tree)


@given(trees(), st.data())
def test_both_validators_agree_on_what_is_broken(tree: dict[str, Any], data: st.DataObject) -> None:
    values: st.SearchStrategy[Any] = (
        st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just([]) | st.just({})
    )
    section = data.draw(st.sampled_from(sorted(tree)))
    broken = {**tree, section: data.draw(values)}
    if data.draw(st.booleans()):
        broken = {**tree, "answers": {**tree["answers"], data.draw(st.text(max_size=5)): data.draw(values)}}
    assert JUDGE.is_valid(broken) == judged_by_jsonschema(broken)
    assert bool(JUDGE.check(broken)) != judged_by_jsonschema(broken)


def test_an_answer_to_no_indicator_is_told_whatever_its_name() -> None:
    tree = {"answers": {"x-mine": {"status": "present"}}}
    assert [(item.code, item.route) for item in JUDGE.check(tree) if item.code != "missing_key"] == [
        ("unknown_indicator", ("answers", "x-mine"))
    ]


@pytest.mark.parametrize("name", BUNDLED)
@pytest.mark.parametrize("path", [*PROFILES, *MISTAKES], ids=lambda path: path.name)
def test_jsonschema_and_a_validator_in_rust_give_the_same_verdict(path: Path, name: str) -> None:
    # jsonschema-rs is written in Rust and shares no code with jsonschema.
    tree, told = tree_of(path), committed_schema(name)
    plain = shape.profile_schema(Library().frameworks.get(name), texts=False)
    by_jsonschema = bool(jsonschema.Draft7Validator(told).is_valid(tree))
    assert schema.Judge(told).is_valid(tree) == schema.Judge(plain).is_valid(tree) == by_jsonschema


CRASHES = {"too_many_nodes.yaml", "yaml_syntax.yaml"}
"""Files on which check-jsonschema does not end, or ends with a traceback."""

OURS_ALONE = {"too_deep.yaml", "utf16.yaml", "reserved_start-ampersand.yaml"}
"""A limit that protects the reader, an encoding that we do not take, and a text whose first word YAML takes off without
a word; nothing is wrong with their shape."""


@pytest.mark.parametrize("name", BUNDLED)
def test_check_jsonschema_gives_the_same_verdict_on_files(name: str) -> None:
    schema_file = ROOT / "schemas" / f"profile-{name}.schema.json"
    validator = jsonschema.Draft7Validator(committed_schema(name))
    mistakes = MISTAKES if name == FRAMEWORK.id else ()  # the edition that they answer
    files = [path for path in [*PROFILES, *mistakes] if path.name not in CRASHES]
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema_file), "-o", "json"]
    ran = subprocess.run([*command, *map(str, files)], capture_output=True, check=False, encoding="utf-8")
    said = json.loads(ran.stdout)
    failed = {Path(item["filename"]).name for item in [*said["errors"], *said["parse_errors"]]}
    for path in files:
        tree = tree_of(path)
        ours = tree is not None and validator.is_valid(tree)
        expected = ours or path.name in OURS_ALONE
        assert (path.name not in failed) == expected, path.name


@pytest.mark.parametrize("date", ["2022", "2022-09", "2022-09-15", "1999-12-31"])
def test_dates(date: str) -> None:
    assert jsonschema.Draft7Validator({"pattern": shape.DATE}).is_valid(date)


@pytest.mark.parametrize(
    "date", ["22", "2022-9", "2022-13", "2022-09-32", "2022-00", "2022\n", "2022-09-15T10:00", " 2022", "٢٠٢٢"]
)
def test_what_is_no_date(date: str) -> None:
    assert not jsonschema.Draft7Validator({"pattern": shape.DATE}).is_valid(date)
    assert not schema.Judge({"pattern": shape.DATE}).is_valid(date)
