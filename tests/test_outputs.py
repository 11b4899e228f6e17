"""Whole outputs: every command in every format, every mistake, every error."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import jsonschema
import pytest

from conftest import ROOT, Mgi
from examples import EXAMPLES, GOLDEN, MISTAKES, VALIDATED, Example, made, mistake, output
from mgi_cli.cli.app import COMMANDS
from mgi_cli.render import FORMATS
from mgi_cli.words import Words

WRONG = sorted(MISTAKES.glob("*.yaml"))
WORD = re.compile(r"[^\W_]+")
HEADS = "Code Indicator Question Change On what grounds One mark each Was found Published Key finding Place Profile"
SCORES = re.compile(r"\b(score[sd]?|rank(s|ed|ing)?|best|worst|percent|top|grade)\b|%", re.IGNORECASE)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.file)
def test_the_output_is_the_one_kept(example: Example) -> None:
    kept = (GOLDEN / example.file).read_text("utf-8")
    assert made(example) == kept, "if it is meant: python tests/examples.py"


def test_every_command_is_kept_in_every_format() -> None:
    kept = {(example.arguments.split() or ["start"])[0] + Path(example.file).suffix for example in EXAMPLES}
    for command in COMMANDS:
        of_validation = (".txt", *(f".{ending}" for ending in VALIDATED.values()))
        apart: dict[str, tuple[str, ...]] = {"schema": (), "undo": (), "export": (), "import": ()}
        suffixes = {**apart, "validate": of_validation}.get(command, (".txt", ".json", ".csv", ".md"))
        wanted = {command + suffix for suffix in suffixes}
        missing = wanted - kept - ({"list.json", "list.csv"} if command == "list" else set())  # they hold paths
        assert not missing


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_the_words_on_a_wrong_file(path: Path) -> None:
    assert mistake(path) == path.with_suffix(".txt").read_text("utf-8"), "if it is meant: python tests/examples.py"


def test_every_code_has_a_sentence_an_explanation_and_an_example() -> None:
    words = Words()
    explained = set(words.subject("explanations"))
    told = {
        code
        for path in WRONG
        for code in re.findall(r"^\w+\[(\w+)\]", path.with_suffix(".txt").read_text("utf-8"), re.MULTILINE)
    }
    for code in explained | told:
        assert words.has(f"diagnostics.{code}"), code
        assert words.has(f"explanations.{code}"), code
    of_frameworks = {"framework_id", "missing_text", "text_of_nothing", "empty_list", "too_long"}
    of_frameworks |= {"duplicate_domain", "duplicate_subdomain", "duplicate_indicator"}
    never_alone = {"too_large", "more_problems", "not_readable"}  # told in tests of their own, without a file
    never_alone |= {"bad_text", "wrong_shape"}  # what no schema of ours can yield
    assert explained - told - of_frameworks - never_alone == set()


@pytest.mark.parametrize("width", [30, 40, 60, 72, 80, 100, 120, 200])
@pytest.mark.parametrize(
    "arguments",
    [
        "show la-cruz",
        "gaps la-cruz",
        "diff orvenna-2021 orvenna-2025",
        "list",
        "indicators",
        "show marvessia-2025",
        "gaps marvessia-2025",
        "indicators --framework national-1",
    ],
)
def test_lines_keep_to_the_width_and_no_word_is_lost(arguments: str, width: int) -> None:
    narrow, wide = output(arguments.split(), width), output(arguments.split(), 120)
    assert all(len(line) <= max(width, 46) for line in narrow.splitlines())
    # Heads of tables do not stand on cards; a word broken at the edge of a column is found without blanks.
    lost = {word for word in WORD.findall(wide.lower()) if word not in "".join(narrow.lower().split())} - set(
        HEADS.lower().split()
    )
    assert lost == set()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.file)
def test_nothing_scores_or_ranks(example: Example) -> None:
    text = (GOLDEN / example.file).read_text("utf-8").replace("It is no ranking.", "").replace("no\n  ranking", "")
    text = re.sub(r"is no\s+ranking", "", text)
    text = re.sub(r"%0A|%SRCROOT%", "", text)  # a line break and a folder, as GitHub and SARIF write them
    assert not SCORES.search(text), SCORES.search(text)


@pytest.mark.parametrize(
    "command",
    [
        "show la-cruz",
        "gaps la-cruz",
        "diff la-cruz orvenna-2025",
        "show marvessia-2017",
        "diff marvessia-2017 marvessia-2025",
        "explain 1.4.2 --framework national-1",
        "list",
        "indicators",
        "explain 3.4.1",
        "explain bad_date",
        "validate orvenna-2021",
    ],
)
def test_documents_follow_their_schemas(mgi: Mgi, command: str) -> None:
    name = command.split(maxsplit=1)[0]
    schema = json.loads((ROOT / "schemas" / f"output-{name}.schema.json").read_text("utf-8"))
    ran = mgi(*command.split(), "--format", "json")
    assert ran.code == 0
    jsonschema.Draft7Validator(schema).validate(ran.document())


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        (["show", "nowhere"], "unknown_profile", 2),
        (["show", "no/such.yaml"], "no_such_file", 2),
        (["gaps", "la-cruz", "--domain", "9"], "unknown_domain", 2),
        (["show", str(MISTAKES / "unknown_status.yaml")], "document_has_errors", 1),
    ],
)
def test_a_failure_is_a_document_too(mgi: Mgi, arguments: list[str], code: str, exit_code: int) -> None:
    schema = json.loads((ROOT / "schemas" / "output-error.schema.json").read_text("utf-8"))
    ran = mgi(*arguments, "--format", "json")
    jsonschema.Draft7Validator(schema).validate(ran.document())
    assert (ran.code, ran.document()["error"]["code"]) == (exit_code, code)
    assert ran.document()["error"]["message"] in ran.err.replace("\n", " ")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("command", ["show orvenna-2025", "gaps orvenna-2021", "diff orvenna-2021 orvenna-2025"])
def test_what_is_printed_from_made_up_profiles_says_so(mgi: Mgi, command: str, form: str) -> None:
    out = mgi(*command.split(), "--format", form).out
    told = {"json": '"illustrative": true', "csv": ",yes\n"}.get(form, "made up")
    assert told in out


@pytest.mark.parametrize("command", ["show la-cruz", "gaps la-cruz", "diff la-cruz orvenna-2025"])
def test_the_basis_stands_wherever_la_cruz_is_shown(mgi: Mgi, command: str) -> None:
    sentence = "the statuses are this project's reading of them"
    for form in ("table", "md", "json"):
        assert sentence in " ".join(mgi(*command.split(), "--format", form).out.split())


def test_csv_is_one_table_that_reads_back(mgi: Mgi) -> None:
    rows = list(csv.DictReader(io.StringIO(mgi("show", "la-cruz", "--format", "csv").out)))
    assert len(rows) == 90
    assert [row["status"] for row in rows if row["indicator"] == "3.4.1"] == ["partial"]
    assert sum(row["status"] != "not_assessed" for row in rows) == 35
