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
from examples import EXAMPLES, GOLDEN, IN_LANGUAGES, MISTAKES, SLIPS, VALIDATED, Example, made, mistake, output, wrong
from mgi_cli.cli.app import COMMANDS
from mgi_cli.reading.reader import MAX_DEPTH
from mgi_cli.render import FORMATS
from mgi_cli.words import Words

WRONG = wrong()
WORD = re.compile(r"[^\W_]+")
HEADS = "Code Indicator Question Change On what grounds One mark each Was found Published Key finding Place Profile"
HEADS += " Path Round Why Next"
SCORES = re.compile(r"\b(score[sd]?|rank(s|ed|ing)?|best|worst|percent|top|grade)\b|%", re.IGNORECASE)


@pytest.mark.parametrize("example", [*EXAMPLES, *IN_LANGUAGES], ids=lambda example: example.file)
def test_the_output_is_the_one_kept(example: Example) -> None:
    kept = (GOLDEN / example.file).read_text("utf-8")
    assert made(example) == kept, "if it is meant: python tests/examples.py"


def test_every_command_is_kept_in_every_format() -> None:
    kept = {(example.arguments.split() or ["start"])[0] + Path(example.file).suffix for example in EXAMPLES}
    for command in COMMANDS:
        of_validation = (".txt", *(f".{ending}" for ending in VALIDATED.values()))
        apart: dict[str, tuple[str, ...]] = {
            "schema": (),
            "undo": (),
            "new": (),
            "assess": (),
            "set": (),
            "export": (),
            "plan": (),
            "report": (),
            "import": (),
        }
        suffixes = {**apart, "validate": of_validation}.get(command, (".txt", ".json", ".csv", ".md"))
        wanted = {command + suffix for suffix in suffixes}
        hold_paths = {f"{command}.json", f"{command}.csv"} if command in ("list", "status") else set()
        missing = wanted - kept - hold_paths
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
    of_frameworks = {slip.code for slip in SLIPS}
    never_alone = {"too_large", "more_problems", "not_readable"}  # their examples are made when their pages are
    never_alone |= {"wrong_shape"}  # what no schema of ours can yield
    assert explained - told - of_frameworks - never_alone == set()


def test_explanations_name_limits_and_nothing_that_is_not_installed() -> None:
    explanations = Words().subject("explanations")
    assert f"at most {MAX_DEPTH} deep" in explanations["too_deep"]
    assert [code for code, said in explanations.items() if "docs/" in said] == []


@pytest.mark.parametrize("width", [30, 40, 60, 72, 80, 100, 120, 200])
@pytest.mark.parametrize(
    "arguments",
    [
        "show la-cruz",
        "gaps la-cruz",
        "diff orvenna-2021 orvenna-2025",
        "trend marvessia",
        "trend marvessia --all",
        "trend la-cruz",
        "compare la-cruz orvenna-2021 orvenna-2025",
        "compare la-cruz marvessia-2025",
        "compare la-cruz orvenna-2025 marvessia-2025 --domain 3",
        "compare la-cruz marvessia-2025 --by gcm",
        "compare orvenna-2021 orvenna-2025 --by sdg",
        "list",
        "status",
        "search civil society --limit 0",
        "indicators",
        "show marvessia-2025",
        "gaps marvessia-2025",
        "indicators --framework national-1",
    ],
)
def test_lines_keep_to_the_width_and_no_word_is_lost(arguments: str, width: int) -> None:
    narrow, wide = output(arguments.split(), width), output(arguments.split(), 120)
    texts = [line for line in narrow.splitlines() if "mgi compare" not in line]  # a command stays on one line
    assert all(len(line) <= max(width, 46) for line in texts)
    # Heads of tables do not stand on cards; a word broken at the edge of a column is found without blanks.
    lost = {word for word in WORD.findall(wide.lower()) if word not in "".join(narrow.lower().split())} - set(
        HEADS.lower().split()
    )
    assert lost == set()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.file)
def test_nothing_scores_or_ranks(example: Example) -> None:
    text = (GOLDEN / example.file).read_text("utf-8").replace("It is no ranking.", "").replace("no\n  ranking", "")
    text = re.sub(r"is\s+(no|not\s+a)\s+ranking", "", text)
    text = re.sub(r"%0A|%SRCROOT%", "", text)  # a line break and a folder, as GitHub and SARIF write them
    assert not SCORES.search(text), SCORES.search(text)


@pytest.mark.parametrize(
    "command",
    [
        "show la-cruz",
        "gaps la-cruz",
        "diff la-cruz orvenna-2025",
        "compare la-cruz orvenna-2025",
        "compare orvenna-2025 orvenna-2021 --domain 3 --differing --sort name",
        "compare marvessia-2017 marvessia-2025",
        "compare la-cruz marvessia-2025",
        "compare la-cruz marvessia-2025 --by gcm",
        "compare orvenna-2021 orvenna-2025 --by sdg",
        "explain 3.4.2 --framework national-1",
        "show marvessia-2017",
        "diff marvessia-2017 marvessia-2025",
        "trend marvessia",
        "trend orvenna --domain 3",
        "trend la-cruz",
        "show orvenna-2021 --today 2024-01-01",
        "gaps orvenna-2021 --today 2024-01-01",
        "explain 1.4.2 --framework national-1",
        "list",
        "list --stage publication",
        "status",
        "search housing",
        "search civil society --limit 0",
        "search sociedad civil --domain 3",
        "search hosing",
        "indicators",
        "explain 3.4.1",
        "explain bad_date",
        "explain partial",
        "explain partnerships",
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
        (["show"], "missing_argument", 2),
        (["frob"], "unknown_command", 2),
        (["diff", "la-cruz", "--nonsense"], "no_such_option", 2),
    ],
)
def test_a_failure_is_a_document_too(mgi: Mgi, arguments: list[str], code: str, exit_code: int) -> None:
    schema = json.loads((ROOT / "schemas" / "output-error.schema.json").read_text("utf-8"))
    ran = mgi(*arguments, "--format", "json")
    jsonschema.Draft7Validator(schema).validate(ran.document())
    assert (ran.code, ran.document()["error"]["code"]) == (exit_code, code)
    assert ran.document()["error"]["message"] in ran.err.replace("\n", " ")


@pytest.mark.parametrize("asked", [["-f", "json"], ["-fjson"], ["--format", "json"], ["--format=json"]])
def test_a_wrong_command_line_is_a_document_however_the_format_is_named(mgi: Mgi, asked: list[str]) -> None:
    document = mgi("gaps", *asked, "--nonsense").document()
    assert (document["command"], document["error"]["code"]) == ("gaps", "no_such_option")
    assert mgi("gaps", "--nonsense", "--status", "json").out == ""


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "command",
    [
        "show orvenna-2025",
        "gaps orvenna-2021",
        "diff orvenna-2021 orvenna-2025",
        "compare orvenna-2021 orvenna-2025",
        "compare orvenna-2021 marvessia-2025",
        "compare orvenna-2021 marvessia-2025 --by gcm",
        "trend orvenna",
    ],
)
def test_what_is_printed_from_made_up_profiles_says_so(mgi: Mgi, command: str, form: str) -> None:
    out = mgi(*command.split(), "--format", form).out
    if form == "csv":
        assert {row["illustrative"] for row in csv.DictReader(io.StringIO(out))} == {"yes"}
    else:
        assert {"json": '"illustrative": true'}.get(form, "made up") in out


@pytest.mark.parametrize(
    "command",
    [
        "show la-cruz",
        "gaps la-cruz",
        "diff la-cruz orvenna-2025",
        "compare la-cruz orvenna-2025",
        "compare la-cruz marvessia-2025",
        "compare la-cruz marvessia-2025 --by gcm",
    ],
)
def test_the_basis_stands_wherever_la_cruz_is_shown(mgi: Mgi, command: str) -> None:
    sentence = "the statuses are this project's reading of them"
    for form in ("table", "md", "json"):
        assert sentence in " ".join(mgi(*command.split(), "--format", form).out.split())


@pytest.mark.parametrize(
    "command",
    ["show orvenna-2025", "gaps orvenna-2025", "diff orvenna-2021 orvenna-2025", "compare orvenna-2021 orvenna-2025"],
)
def test_the_basis_of_a_made_up_profile_is_shown_too(mgi: Mgi, command: str) -> None:
    for form in ("table", "md", "json"):
        out = " ".join(mgi(*command.split(), "--format", form).out.split())
        assert "Made up, to show how two rounds of an assessment read side by side." in out


def test_sources_are_given_with_their_addresses(mgi: Mgi) -> None:
    wanted = [("profile-2022", "Migration Governance Profile: Municipality of La Cruz")]
    shown = mgi("show", "la-cruz", "--format", "json").document()
    assert [(item["id"], item["title"]) for item in shown["sources"]] == wanted
    assert shown["sources"][0]["url"].startswith("https://www.migrationdataportal.org/")
    (profile,) = mgi("gaps", "la-cruz", "--format", "json").document()["profiles"]
    assert profile["sources"] == shown["sources"]


def test_gaps_hold_the_evidence_that_the_table_shows(mgi: Mgi) -> None:
    gaps = ["gaps", "orvenna-2025", "--domain", "1"]
    parts = [gap["evidence"] for gap in mgi(*gaps, "--format", "json").document()["gaps"]]
    cells = [row["evidence"] for row in csv.DictReader(io.StringIO(mgi(*gaps, "--format", "csv").out))]
    assert [bool(part) for part in parts] == [bool(cell) for cell in cells]
    told = mgi(*gaps).out
    assert any(parts)
    for part, cell in zip(parts, cells, strict=True):
        assert all(item["text"] in cell for item in part)
        assert all(word in told for item in part for word in item["text"].split())


def counted(mgi: Mgi, *arguments: str) -> list[list[int]]:
    """Return the numbers of each row of a comparison's overview."""
    out = mgi("diff", *arguments, width=120).out
    return [[int(n) for n in re.findall(r" (\d+)(?= |$)", line)] for line in re.findall(r"^\d  .*$", out, re.MULTILINE)]


def test_a_row_of_a_comparison_counts_each_indicator_once(mgi: Mgi) -> None:
    rounds = ("orvenna-2021", "orvenna-2025")
    old, new = (mgi("show", name, "--format", "csv").out for name in rounds)
    statuses = [[row["status"] for row in csv.DictReader(io.StringIO(out))] for out in (old, new)]
    open_in_both = sum(pair == ("not_assessed", "not_assessed") for pair in zip(*statuses, strict=True))
    assert sum(map(sum, counted(mgi, *rounds))) + open_in_both == 90
    out = mgi("diff", *rounds).out
    n = int(re.findall(r"^≡ evidence \((\d+)\)", out, re.MULTILINE)[0])
    part = out.split(f"≡ evidence ({n})")[1].split("\n+ ")[0]
    assert len(re.findall(r"^\d\.\d\.\d ", part, re.MULTILINE)) == n == sum(row[-2] for row in counted(mgi, *rounds))


def test_two_places_are_told_apart_without_a_word_of_change(mgi: Mgi) -> None:
    out = mgi("diff", "la-cruz", "orvenna-2025").out
    assert not re.search(r"→|unchanged|Code .*Change", out)
    assert "= the same" in out
    assert re.search(r"^Code   Indicator +Place +Status +On what grounds$", out, re.MULTILINE)
    assert "Next  mgi gaps la-cruz orvenna-2025  " in out


@pytest.mark.parametrize("names", ["la-cruz orvenna-2025", "orvenna-2021 orvenna-2025"])
def test_a_comparison_tells_each_finding_that_one_side_has_once_below_at_most(mgi: Mgi, names: str) -> None:
    page = mgi("diff", *names.split(), "--format", "md").out
    document = mgi("diff", *names.split(), "--format", "json").document()
    above, *rest = re.split(r"\n## \S+ \d+ key finding", page)
    below = "".join(rest)
    for finding in document["findings"]["added"] + document["findings"]["gone"]:
        assert (finding["text"] in above) + below.count(f"| {finding['text']} |") == 1


def test_grounds_that_went_are_told_as_earlier_ones(mgi: Mgi) -> None:
    out = " ".join(mgi("diff", "orvenna-2021", "orvenna-2025", "--format", "md").out.split())
    assert "| 2.5.2 | Publication and use of data | ○ absent | Before: To be asked of the statistics office. |" in out
    backwards = " ".join(mgi("diff", "orvenna-2025", "orvenna-2021", "--format", "md").out.split())
    assert "Before: The ombudsperson confirmed that there is no such route." in backwards


def test_a_row_on_the_same_status_tells_the_status_and_what_is_new_in_it(mgi: Mgi) -> None:
    out = mgi("diff", "orvenna-2021", "orvenna-2025", "--domain", "1", "--format", "md").out
    rows = [line for line in out.splitlines() if line.startswith(("| 1.1.5", "| 1.3.2"))]
    assert rows[0].startswith("| 1.1.5 | Migrant children in compulsory school | ● present | Finding added: A school")
    assert rows[1] == (
        "| 1.3.2 | Language and civic courses | ◐ partial | "
        "Note before: Language courses only.<br>Note now: Language courses only, now at two levels. |"
    )


def test_csv_is_one_table_that_reads_back(mgi: Mgi) -> None:
    rows = list(csv.DictReader(io.StringIO(mgi("show", "la-cruz", "--format", "csv").out)))
    assert len(rows) == 90
    assert [row["status"] for row in rows if row["indicator"] == "3.4.1"] == ["partial"]
    assert sum(row["status"] != "not_assessed" for row in rows) == 35
    heads = ("country", "published", "framework")
    assert {tuple(row[head] for head in heads) for row in rows} == {("CRI", "2022-09", "local-1")}


def test_csv_with_the_findings_holds_those_that_inform_no_indicator(mgi: Mgi) -> None:
    path = MISTAKES / "unused_finding.yaml"

    def rows(*options: str) -> list[dict[str, str]]:
        out = mgi("show", path, "--format", "csv", *options).out
        return [row for row in csv.DictReader(io.StringIO(out)) if not row["indicator"]]

    assert rows() == rows("--findings", "--domain", "1") == []
    for options in ([], ["--domain", "3"]):
        (row,) = rows("--findings", *options)
        told = {key: row[key] for key in ("domain", "findings", "finding_texts", "status")}
        wanted = {"domain": "partnerships", "findings": "f1", "finding_texts": "Something was found.", "status": ""}
        assert told == wanted
