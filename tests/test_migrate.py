"""mgi migrate, and mgi diff between two editions: the files, the words, and what is refused."""

from __future__ import annotations

import copy
import json
import re
import shlex
import shutil
from functools import cache
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml

from conftest import FRAMEWORKS, ROOT, Mgi
from editions import EDITIONS, FOLDER, SHELF
from mgi_cli.frameworks import bundled_schema
from mgi_cli.judging import edition_rules
from mgi_cli.judging.editions import Relation
from mgi_cli.reading import template
from mgi_cli.reading.schema import Judge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mgi_cli.diagnostic import Diagnostic

PROFILES = ROOT / "data" / "profiles"
OLD = FOLDER / "orvenna-2016.yaml"


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the editions be found, and let the tests run in an empty folder."""
    monkeypatch.setenv("MGI_FRAMEWORKS", str(SHELF))
    monkeypatch.setenv("MGI_STATE", str(tmp_path / "state"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """Return a copy of the made-up profile that answers the older edition."""
    path = tmp_path / "here" / "town.yaml"
    shutil.copy(OLD, path)
    return path


# The file


def test_the_text_after_a_move_is_the_one_kept(mgi: Mgi, town: Path) -> None:
    assert mgi("migrate", town, "--to", "local-1").code == 0
    assert town.read_text("utf-8") == (FOLDER / "orvenna-2016-in-local-1.yaml").read_text("utf-8")


def test_a_profile_is_rewritten_and_can_be_given_back(mgi: Mgi, town: Path) -> None:
    before = town.read_bytes()
    ran = mgi("migrate", "town.yaml", "--to", "local-1")
    assert (ran.code, ran.err) == (0, "")
    assert "\n\ntown.yaml is written.\n\n" in ran.out
    assert town.read_bytes() != before
    assert mgi("undo", "town.yaml").code == 0
    assert town.read_bytes() == before


def test_a_new_file_is_written_and_the_old_one_stays(mgi: Mgi, town: Path) -> None:
    before = town.read_bytes()
    assert mgi("migrate", town, "--to", "local-1", "-o", "new").code == 0
    assert town.read_bytes() == before
    assert mgi("validate", "new.yaml", "--strict").code == 0
    ran = mgi("migrate", town, "--to", "local-1", "-o", "new.yaml")
    assert (ran.code, ran.err.splitlines()[0]) == (2, "error: new.yaml is there already; nothing was written.")


def test_on_a_dry_run_nothing_is_written(mgi: Mgi, town: Path) -> None:
    before = town.read_bytes()
    told = mgi("migrate", "town.yaml", "--to", "local-1", "--dry-run").out
    assert town.read_bytes() == before
    assert [path.name for path in town.parent.iterdir()] == ["town.yaml"]
    done = mgi("migrate", "town.yaml", "--to", "local-1").out
    assert told.partition("\n\nNothing was written.")[0] == done.partition("\n\ntown.yaml is written.")[0]


@pytest.mark.parametrize("edition", ["local-0", "local-2"])
@pytest.mark.parametrize("name", ["la-cruz", "orvenna-2021", "orvenna-2025"])
def test_bundled_profiles_come_back_byte_by_byte(mgi: Mgi, tmp_path: Path, name: str, edition: str) -> None:
    assert mgi("migrate", name, "--to", edition, "-o", "there.yaml").code == 0
    assert mgi("validate", "there.yaml").code == 0
    assert mgi("migrate", "there.yaml", "--to", "local-1").code == 0
    before = (PROFILES / f"{name}.yaml").read_text("utf-8")
    schema, _, rest = before.partition("\n")
    assert schema == "# yaml-language-server: $schema=../../schemas/profile-local-1.schema.json"
    assert (tmp_path / "here" / "there.yaml").read_text("utf-8") == rest


def test_remarks_go_where_their_answers_go(mgi: Mgi, town: Path) -> None:
    before = town.read_text("utf-8")
    remarks = {line.partition("#")[2] for line in before.splitlines() if "#" in line and "$schema" not in line}
    assert mgi("migrate", town, "--to", "local-1").code == 0
    text = town.read_text("utf-8")
    headings = {f" {domain.number} {domain.name}" for domain in EDITIONS["local-0"].domains}
    headings |= {f" {item.id} {item.name}" for domain in EDITIONS["local-0"].domains for item in domain.subdomains}
    assert {remark for remark in remarks - headings if remark not in text} == set()
    assert '      # asked by telephone, to be confirmed in writing\n      "1.1.2":  # Maternal' in text
    assert mgi("migrate", town, "--to", "local-0").code == 0
    assert town.read_text("utf-8") == before.partition("\n")[2]


def test_a_file_that_mgi_new_began_has_the_words_of_the_new_edition(mgi: Mgi, tmp_path: Path) -> None:
    place = ("--place", "Newtown", "--type", "city", "--country", "XAA", "--country-name", "Sandrava", "--round", "1")
    assert mgi("new", "new-town", *place, "--language", "en", "--illustrative", "--framework", "local-1").code == 0
    path = tmp_path / "here" / "new-town.yaml"
    before = path.read_text("utf-8")
    assert mgi("migrate", path, "--to", "local-2").code == 0
    text = path.read_text("utf-8")
    old, new = EDITIONS["local-1"], EDITIONS["local-2"]
    assert [line for line in text.splitlines() if line.startswith("  # 7")][:2] == [
        "  # 7 Regular migration and protection", "  # 7.1 Safety and access to justice",
    ]  # fmt: skip
    answers = text.partition("\nunmoved:")[0]
    for domain in old.domains:
        assert (f"# {domain.number} {domain.name}\n" in answers) == (
            (domain.number, domain.name) in [(item.number, item.name) for item in new.domains]
        )
    assert f'  "6.2.1":  # {new.text("6.2.1").label}\n    status: not_assessed\n' in answers
    assert mgi("migrate", path, "--to", "local-1").code == 0
    assert path.read_text("utf-8") == before


def test_labels_of_any_language_become_those_of_the_new_edition(mgi: Mgi, tmp_path: Path) -> None:
    from mgi_cli.frameworks import load_framework

    french = load_framework(ROOT / "data" / "frameworks" / "local-1", "fr")
    path = tmp_path / "here" / "ville.yaml"
    old, new = french.text("6.1.1"), EDITIONS["local-2"].text("7.1.1")
    path.write_text(_profile(f'{_comment(old.question)}  "6.1.1":  # {old.label}\n    status: present\n'), "utf-8")
    assert mgi("migrate", path, "--to", "local-2").code == 0
    turned = f'{_comment(new.question)}  "7.1.1":  # {new.label}\n    status: present\n'
    assert path.read_text("utf-8") == _profile(turned, "local-2")


def _comment(text: str) -> str:
    """Return a question as a comment in the way that mgi new writes it."""
    return "".join(template.comment(text, 2))


def _profile(answers: str, framework: str = "local-1") -> str:
    head = "place: {id: xaa-a, name: A, type: city, country: XAA}\nassessment: {round: 1}\n"
    return f"format: 1\nframework: {framework}\n{head}answers:\n{answers}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('  "5.1.1": {status: present}  # by Ann\n', '  "6.1.1": {status: present}  # by Ann\n'),
        ("  '5.1.1':\n    status: present\n", '  "6.1.1":\n    status: present\n'),
        ('  "1.1.1":    {status: "present"}\n', '  "1.1.1":    {status: "present"}\n'),
        ('  "5.1.1":\n      status: present # yes\n', '  "6.1.1":\n      status: present # yes\n'),
        (
            '  "5.1.1": {status: present,\n    note: "a # b"}\n',
            '  "6.1.1": {status: present,\n    note: "a # b"}\n',
        ),
        ('  "5.2.1": {status: absent}\n  "5.1.1": {status: present}\n',
         '  "6.1.1": {status: present}\n  "6.2.1": {status: absent}\n'),
    ],
)  # fmt: skip
def test_the_way_in_which_an_answer_is_written_stays(mgi: Mgi, tmp_path: Path, before: str, after: str) -> None:
    path = tmp_path / "here" / "a.yaml"
    path.write_text(_profile(before), "utf-8")
    assert mgi("migrate", path, "--to", "local-2").code == 0
    assert path.read_text("utf-8") == _profile(after, "local-2")


@pytest.mark.parametrize(
    "answers",
    [
        'answers: {"5.1.1": {status: present}, "2.1.3": {status: absent}}\n',
        'answers:\n  ? "5.1.1"\n  : {status: present}\n  "2.1.3": {status: absent}\n',
        'answers:\n  "5.1.1": &x {status: present}\n  "5.3.2": *x\n  "2.1.3": {status: absent}\n',
    ],
)
def test_what_cannot_keep_its_lines_is_written_anew(mgi: Mgi, tmp_path: Path, answers: str) -> None:
    path = tmp_path / "here" / "a.yaml"
    path.write_text(_profile("").replace("answers:\n", answers), "utf-8")
    assert mgi("migrate", path, "--to", "local-2").code == 0
    assert mgi("validate", path).code == 0
    tree = yaml.safe_load(path.read_text("utf-8"))
    assert tree["answers"] == {"6.1.1": {"status": "present"}}
    assert tree["unmoved"]["local-1"]["answers"]["2.1.3"] == {"status": "absent"}


def test_line_ends_of_windows_stay(mgi: Mgi, town: Path) -> None:
    unix = town.read_bytes()
    town.write_bytes(unix.replace(b"\n", b"\r\n"))
    assert mgi("migrate", town, "--to", "local-1").code == 0
    kept = (FOLDER / "orvenna-2016-in-local-1.yaml").read_bytes()
    assert town.read_bytes() == kept.replace(b"\n", b"\r\n")


def test_the_schema_for_editors_is_that_of_the_new_edition_or_none(mgi: Mgi, tmp_path: Path) -> None:
    line = "# yaml-language-server: $schema={}profile-{}.schema.json\n"
    path = tmp_path / "here" / "a.yaml"
    path.write_text(line.format("../", "local-1") + _profile('  "1.1.1": {status: present}\n'), "utf-8")
    (tmp_path / "profile-local-2.schema.json").write_text("{}", "utf-8")
    assert mgi("migrate", path, "--to", "local-2").code == 0
    assert path.read_text("utf-8").startswith(line.format("../", "local-2"))
    (tmp_path / "profile-local-2.schema.json").unlink()
    assert mgi("migrate", path, "--to", "local-1").code == 0
    assert path.read_text("utf-8").startswith("format: 1\n")


# What is said


@pytest.mark.parametrize(
    "command",
    [
        ("migrate", "la-cruz", "--to", "local-2", "-n"),
        ("migrate", "la-cruz", "--to", "local-0", "-n"),
        ("migrate", OLD, "--to", "local-1", "-n"),
        ("migrate", OLD, "--to", "local-1", "-o", "new.yaml"),
        ("diff", OLD, "orvenna-2025"),
        ("diff", "orvenna-2025", OLD),
    ],
    ids=lambda command: " ".join(str(word).rpartition("/")[2] for word in command),
)
def test_documents_follow_their_schemas(mgi: Mgi, command: tuple[str | Path, ...]) -> None:
    document = mgi(*command, "--format", "json").document()
    jsonschema.Draft7Validator(bundled_schema(f"output-{command[0]}")).validate(document)


def test_the_document_counts_what_it_lists(mgi: Mgi) -> None:
    document = mgi("migrate", OLD, "--to", "local-1", "-n", "--format", "json").document()
    listed = [item["outcome"] for item in document["decisions"] if item["section"] == "answers"]
    assert document["counts"] == {name: listed.count(name) for name in document["counts"]}
    assert (document["path"], document["from"]["indicators"], document["to"]["indicators"]) == (None, 73, 90)


@pytest.mark.parametrize("form", ["table", "md", "csv"])
@pytest.mark.parametrize(
    "arguments", [(OLD, "--to", "local-1"), ("la-cruz", "--to", "local-0"), ("la-cruz", "--to", "local-2")], ids=str
)
def test_every_decision_is_told(mgi: Mgi, arguments: tuple[str | Path, ...], form: str) -> None:
    asked = ("migrate", *arguments, "-n")
    out = mgi(*asked, "--format", form, width=120).out
    for item in mgi(*asked, "--format", "json").document()["decisions"]:
        told = [item["finding"]] if item["finding"] else [side["id"] for side in (*item["from"], *item["to"])]
        assert [key for key in told if not re.search(rf"(?<![\w.]){re.escape(key)}(?![\w.]*\w)", out)] == [], item


def test_what_does_not_come_back_is_told(mgi: Mgi, town: Path) -> None:
    assert mgi("migrate", town, "--to", "local-1").code == 0
    text = town.read_text("utf-8").replace("findings: [so-1]", "findings: [gone]")
    town.write_text(text, "utf-8")
    out = mgi("migrate", town, "--to", "local-0", width=120).out
    kept = out.partition("\n\nKept (1) ")[2].partition("\n\nCame back")[0]
    assert "\n4 Socioeconomic well-being\n4.2.2  Fair recruitment of migrants" in kept
    assert "It rests on a key finding or a source that the profile no longer has." in " ".join(kept.split())
    assert "1 answer has no place in local-0; it is kept in the file, under unmoved." in out


@pytest.mark.parametrize("width", [30, 40, 60, 80, 100, 120, 200])
@pytest.mark.parametrize(
    "arguments", [("migrate", OLD, "--to", "local-1", "-n"), ("diff", OLD, "orvenna-2025", "--domain", "1")], ids=str
)
def test_lines_keep_to_the_width(mgi: Mgi, arguments: tuple[str | Path, ...], width: int) -> None:
    lines = mgi(*arguments, width=width).out.splitlines()
    steps = next((number for number, line in enumerate(lines) if line.startswith("Next")), len(lines))
    assert [line for line in lines[:steps] if len(line) > max(width, 46)] == []


@pytest.mark.parametrize("edition", ["local-0", "local-2"])
@pytest.mark.parametrize("options", [["-n"], ["-o", "with a blank.yaml"]], ids=" ".join)
def test_every_command_named_as_the_next_step_works(mgi: Mgi, options: list[str], edition: str) -> None:
    out = mgi("migrate", "la-cruz", "--to", edition, *options, width=400).out
    steps = re.findall(r"^(?:Next|    )  (mgi .*?)(?:  |$)", out, re.MULTILINE)
    assert steps
    for step in steps:
        ran = mgi(*shlex.split(step)[1:])
        if step.startswith("mgi assess"):
            assert "needs a terminal" in ran.err
            continue
        assert (ran.code, ran.err) == (0, ""), step


def test_what_is_kept_is_said_by_show_and_is_no_finding_that_was_forgotten(mgi: Mgi, town: Path) -> None:
    assert mgi("migrate", town, "--to", "local-1").code == 0
    said = " ".join(mgi("show", town).out.split())
    assert "7 answers to local-0 have no place in this edition; they are kept in the file, under unmoved." in said
    assert mgi("validate", town).out == "1 file checked, nothing to mend.\n"


# Proposals


def test_proposals_of_a_move_are_confirmed_like_others(mgi: Mgi, town: Path) -> None:
    assert mgi("migrate", town, "--to", "local-1").code == 0
    shown = " ".join(mgi("proposals", town, width=200).out.split())
    assert "In local-0, 1.1.1 Clinics open to migrants was answered present; it is a part of this." in shown
    assert "Evidence: Rules of admission" in shown
    assert "because of" not in shown.partition("1.1.8")[0]
    assert mgi("proposals", town, "-o", "list.txt").code == 0
    listed = (town.parent / "list.txt").read_text("utf-8")
    chosen = re.sub(r"^\?(    1\.1\.1 +present)", r"yes\1", listed, flags=re.MULTILINE)
    chosen = re.sub(r"^\?(    1\.1\.5)", r"no\1", chosen, flags=re.MULTILINE)
    (town.parent / "list.txt").write_text(chosen, "utf-8")
    ran = mgi("proposals", town, "--from", "list.txt", "--by", "Town hall")
    assert ran.out.startswith("1 proposal confirmed, in town.yaml.\n1 dismissed.\n")
    tree = yaml.safe_load(town.read_text("utf-8"))
    day = tree["answers"]["1.1.1"].pop("assessed_on")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", day)
    assert tree["answers"]["1.1.1"] == {
        "status": "present", "findings": ["mr-1"],
        "evidence": [{"text": "Rules of admission", "date": "2014", "sources": ["report"]}],
        "note": "All four clinics.", "assessed_by": "Town hall",
    }  # fmt: skip
    assert [item["indicator"] for item in tree["proposals"]] == ["1.1.8", "1.1.4", "4.2.1"]
    assert "1.1.1" in tree["unmoved"]["local-0"]["answers"]
    assert mgi("validate", town, "--strict").code == 0


def test_of_two_proposals_the_one_that_is_dismissed_goes(mgi: Mgi, tmp_path: Path) -> None:
    path = tmp_path / "here" / "a.yaml"
    path.write_text(_profile('  "1.1.1": {status: present}\n  "1.1.2": {status: absent}\n', "local-0"), "utf-8")
    assert mgi("migrate", path, "--to", "local-1").code == 0
    (path.parent / "list.txt").write_text("no   1.1.1     absent          -\n", "utf-8")
    assert mgi("proposals", path, "--from", "list.txt").code == 0
    tree = yaml.safe_load(path.read_text("utf-8"))
    assert [(item["indicator"], item["status"]) for item in tree["proposals"]] == [("1.1.1", "present")]


def test_an_answer_that_does_not_apply_is_confirmed_with_its_reason(mgi: Mgi, tmp_path: Path) -> None:
    path = tmp_path / "here" / "a.yaml"
    answer = '  "1.1.4": {status: not_applicable, reason: The province does this.}\n'
    path.write_text(_profile(answer, "local-0"), "utf-8")
    assert mgi("migrate", path, "--to", "local-1").code == 0
    (path.parent / "list.txt").write_text("yes  1.1.5     not_applicable  -\n", "utf-8")
    assert mgi("proposals", path, "--from", "list.txt").code == 0
    assert yaml.safe_load(path.read_text("utf-8"))["answers"]["1.1.5"]["reason"] == "The province does this."


# What is refused


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["la-cruz", "--to", "local-9", "-n"], 2, "There is no framework local-9."),
        (["la-cruz", "--to", "local-9", "-n"], 2, "Known are local-0, local-1, local-2 and national-1."),
        (["la-cruz", "--to", "./nowhere", "-n"], 2, "In ./nowhere there is no framework.yaml."),
        (["la-cruz", "--to", "local-1", "-n"], 2, "The profile la-cruz answers local-1 already."),
        (["la-cruz", "--to", "local-2"], 2, "The profile la-cruz comes with mgi and is not changed."),
        (["la-cruz", "--to", "local-2"], 2, "Say with -o NEW.yaml where the moved one goes."),
        (["la-cruz", "--to", "national-1", "-n"], 2, "local-1 asks a local authority and national-1 a country;"),
        (["marvessia-2025", "--to", "local-1", "-n"], 2, "local-1 asks a local authority and national-1 a country;"),
        (["la-cruz", "--to", "TINY", "-n"], 2, "There is no mapping between local-1 and tiny-1."),
        (["la-cruz", "--to", "TINY", "-n"], 2, "Known: local-1/from-local-0.yaml and local-2/from-local-1.yaml."),
        ([str(OLD), "--to", "local-2", "-n"], 2, "There is no mapping between local-0 and local-2, but there is a way"),
        ([str(OLD), "--to", "local-2", "-n"], 2, "The way is local-0 → local-1 → local-2; mgi migrate PROFILE --to "),
        (["nowhere", "--to", "local-2"], 2, "There is no profile named nowhere."),
        (["la-cruz"], 2, "mgi migrate needs the option --to"),
    ],
)  # fmt: skip
def test_errors_are_one_sentence_and_what_to_do(mgi: Mgi, arguments: list[str], code: int, said: str) -> None:
    ran = mgi("migrate", *(word.replace("TINY", str(FRAMEWORKS / "tiny-1")) for word in arguments))
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


def test_without_any_mapping_it_is_said_what_one_is(mgi: Mgi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MGI_FRAMEWORKS")
    ran = mgi("migrate", "la-cruz", "--to", FRAMEWORKS / "tiny-1", "-n")
    assert ran.err.startswith("error: There is no mapping between local-1 and tiny-1, nor any other.\n")
    assert "A mapping is a file from-OLDER.yaml in the folder of the newer edition" in ran.err


def test_a_profile_of_an_edition_that_nobody_has(mgi: Mgi, town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MGI_FRAMEWORKS")
    for arguments in (("migrate", town, "--to", "local-1"), ("diff", town, "la-cruz"), ("diff", "la-cruz", town)):
        ran = mgi(*arguments)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith("error[unknown_framework] town.yaml:4:12\n")
        said = " ".join(ran.err.split())
        assert "There is no framework local-0; known are local-1 and national-1." in said
        assert "Did you mean local-1?" in said


def test_a_profile_with_an_error_does_not_move(mgi: Mgi, town: Path) -> None:
    town.write_text(town.read_text("utf-8").replace("status: partial  #", "status: Partial  #"), "utf-8")
    before = town.read_bytes()
    ran = mgi("migrate", "town.yaml", "--to", "local-1")
    assert (ran.code, ran.out, town.read_bytes()) == (1, "", before)
    assert ran.err.startswith("error[status_in_words] town.yaml:")
    assert "mgi fix town.yaml" in ran.err


@pytest.mark.parametrize("unmoved", ["by hand", "{local-0: {answers: [1.1.1]}}"])
def test_what_stands_under_unmoved_is_not_thrown_away(mgi: Mgi, town: Path, unmoved: str) -> None:
    with town.open("a", encoding="utf-8") as file:
        file.write(f"unmoved: {unmoved}\n")
    before = town.read_bytes()
    ran = mgi("migrate", town, "--to", "local-1")
    assert (ran.code, town.read_bytes()) == (2, before)
    assert "Under unmoved stands something that no move to another edition has left there." in ran.err


def test_what_would_come_back_wrong_is_refused(mgi: Mgi, town: Path) -> None:
    with town.open("a", encoding="utf-8") as file:
        file.write('unmoved:\n  local-1:\n    answers:\n      "5.1.7": {status: present, colour: red}\n')
    before = town.read_bytes()
    ran = mgi("migrate", town, "--to", "local-1")
    assert (ran.code, town.read_bytes()) == (1, before)
    assert "error[unknown_key]" in ran.err


# Where mappings are found


@pytest.mark.parametrize("way", ["environment", "folder", "beside", "beside_itself", "to", "apart"])
def test_a_mapping_is_found_where_frameworks_are(
    mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    profile = tmp_path / "elsewhere" / "well-town.yaml"
    profile.parent.mkdir()
    shutil.copy(FRAMEWORKS / "well-town.yaml", profile)
    to = "tiny-2"
    if way == "environment":
        monkeypatch.setenv("MGI_FRAMEWORKS", str(FRAMEWORKS))
    elif way == "to":
        monkeypatch.setenv("MGI_FRAMEWORKS", str(FRAMEWORKS / "tiny-1"))
        to = str(FRAMEWORKS / "tiny-2")
    elif way == "apart":  # the mapping in a folder that holds nothing else
        for name in ("tiny-1", "tiny-2"):
            shutil.copytree(FRAMEWORKS / name, tmp_path / "shelf" / name)
        (tmp_path / "here" / "frameworks" / "tiny-2").mkdir(parents=True)
        shutil.move(tmp_path / "shelf" / "tiny-2" / "from-tiny-1.yaml", tmp_path / "here" / "frameworks" / "tiny-2")
        monkeypatch.setenv("MGI_FRAMEWORKS", str(tmp_path / "shelf"))
    else:
        home = {"folder": tmp_path / "here", "beside": profile.parent}.get(way)
        for name in ("tiny-1", "tiny-2"):
            shutil.copytree(FRAMEWORKS / name, (home / "frameworks" if home else profile.parent) / name)
    ran = mgi("migrate", profile, "--to", to)
    assert (ran.code, ran.err) == (0, "")
    steps = re.findall(
        r"^(?:Next|    )  (mgi (?:proposals|show|undo).*?)(?:  |$)", mgi_wide(mgi, profile, to), re.MULTILINE
    )
    assert all(mgi(*shlex.split(step)[1:]).code == 0 for step in steps)


def mgi_wide(mgi: Mgi, profile: Path, to: str) -> str:
    """Return what a move back and forth says on a wide screen."""
    assert mgi("undo", profile).code == 0
    return mgi("migrate", profile, "--to", to, width=400).out


def test_labels_that_changed_stand_beside_the_new_codes(
    mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MGI_FRAMEWORKS", str(FRAMEWORKS))
    path = tmp_path / "here" / "a.yaml"
    answer = '  # Are there kites?\n  "{}":  # {}\n    status: present\n'
    path.write_text(_profile(answer.format("A-x", "Kites"), "tiny-1"), "utf-8")
    assert mgi("migrate", path, "--to", "tiny-2").code == 0
    turned = answer.replace("Are there kites?", "Do kites fly?").format("S-1", "Kites in the sky")
    assert path.read_text("utf-8") == _profile(turned, "tiny-2")
    assert mgi("migrate", path, "--to", "tiny-1").code == 0
    assert path.read_text("utf-8") == _profile(answer.format("A-x", "Kites"), "tiny-1")


# The mapping files


MAPPINGS = sorted(SHELF.glob("*/from-*.yaml"))


@cache
def _read(path: Path) -> dict[str, Any]:
    tree: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return tree


def tree_of(path: Path) -> dict[str, Any]:
    """Return the tree of a mapping, to be changed."""
    return copy.deepcopy(_read(path))


def checked(path: Path, tree: dict[str, Any]) -> list[Diagnostic]:
    old, new = (edition_rules.side(EDITIONS[tree_of(path)[name]]) for name in ("from", "to"))
    return list(edition_rules.check(tree, old, new))


def codes_of(path: Path) -> Iterator[tuple[int, str, str]]:
    for number, entry in enumerate(tree_of(path)["indicators"]):
        for name in ("from", "to"):
            yield from ((number, name, code) for code in entry.get(name, ()))


@pytest.mark.parametrize("path", MAPPINGS, ids=lambda path: path.stem)
def test_the_mappings_of_the_tests_are_right(path: Path) -> None:
    assert checked(path, tree_of(path)) == []
    assert Judge(bundled_schema("framework-mapping")).check(tree_of(path)) == ()
    assert {Relation(entry["relation"]) for entry in tree_of(path)["indicators"]} == set(Relation)


@pytest.mark.parametrize("path", MAPPINGS, ids=lambda path: path.stem)
def test_whatever_indicator_a_mapping_forgets_is_named(path: Path) -> None:
    for number, name, code in codes_of(path):
        tree = tree_of(path)
        tree["indicators"][number][name].remove(code)
        told = [item.params for item in checked(path, tree) if item.code == "unmapped_indicator"]
        assert told == [{"key": code, "edition": tree[name]}]


@pytest.mark.parametrize("path", MAPPINGS, ids=lambda path: path.stem)
def test_an_indicator_that_stands_twice_or_is_none_is_named_at_its_place(path: Path) -> None:
    for number, name, code in codes_of(path):
        tree = tree_of(path)
        entry = tree["indicators"][number]
        place = ("indicators", number, name, len(entry[name]))
        entry[name].append(code)
        told = [item for item in checked(path, tree) if item.code == "mapped_twice"]
        assert [(item.route, item.params["key"]) for item in told] == [(place, code)]
        entry[name][-1] = "9.9.9"
        told = [item for item in checked(path, tree) if item.code == "mapped_unknown"]
        assert [(item.route, item.params["key"]) for item in told] == [(place, "9.9.9")]


@pytest.mark.parametrize(
    ("domains", "said"),
    [
        ([], [("unmapped_domain", "air"), ("unmapped_domain", "sky")]),
        ([{"from": ["air"], "to": ["sky", "water"], "reason": "x"}], [("unmapped_domain", "water")]),
        ([{"from": ["air", "water"], "to": ["sky", "water"], "reason": "x"}], []),
        ([{"from": ["air"], "reason": "x"}, {"to": ["sky"], "reason": "x"}], []),
        ([{"from": ["air", "air"], "to": ["sky"], "reason": "x"}], [("mapped_twice", "air")]),
        ([{"from": ["air"], "to": ["sky", "sea"], "reason": "x"}], [("mapped_unknown", "sea")]),
    ],
)  # fmt: skip
def test_every_domain_has_a_place(domains: list[dict[str, Any]], said: list[tuple[str, str]]) -> None:
    from mgi_cli.frameworks import load_framework

    tree = {**tree_of(FRAMEWORKS / "tiny-2" / "from-tiny-1.yaml"), "domains": domains}
    sides = [edition_rules.side(load_framework(FRAMEWORKS / name, "en")) for name in ("tiny-1", "tiny-2")]
    assert [(item.code, item.params["key"]) for item in edition_rules.check(tree, *sides)] == said


def test_the_schema_of_a_mapping_can_be_printed(mgi: Mgi) -> None:
    assert json.loads(mgi("schema", "framework-mapping").out) == bundled_schema("framework-mapping")


# Between two editions


def test_two_editions_are_compared_along_the_mapping_between_them(mgi: Mgi, town: Path) -> None:
    ran = mgi("diff", town, "orvenna-2025", "--exit-code")
    assert (ran.code, ran.err) == (3, "")
    said = " ".join(ran.out.split())
    assert "They answer different editions, local-0 and local-1, and are compared where the question stayed" in said
    document = mgi("diff", town, "orvenna-2025", "--format", "json").document()
    assert (document["old"]["framework"], document["new"]["framework"]) == ("local-0", "local-1")
    assert {item["relation"] for item in document["along"]["not_compared"]} == {"split", "merged", "new", "retired"}
    compared = {item["indicator"] for item in document["changes"]}
    apart = {item["indicator"] for link in document["along"]["not_compared"] for item in link["to"]}
    assert compared & apart == set()
    assert mgi("diff", town, town, "--format", "json").document()["along"] is None


def test_nothing_that_moved_has_changed(mgi: Mgi) -> None:
    assert mgi("migrate", "la-cruz", "--to", "local-2", "-o", "there.yaml").code == 0
    for names in (("la-cruz", "there.yaml"), ("there.yaml", "la-cruz")):
        ran = mgi("diff", *names, "--exit-code")
        assert (ran.code, "\n\nNothing changed.\n\n" in ran.out) == (0, True)


def test_editions_without_a_mapping_are_not_compared(mgi: Mgi, town: Path) -> None:
    assert mgi("migrate", "la-cruz", "--to", "local-2", "-o", "there.yaml").code == 0
    ran = mgi("diff", town, "there.yaml")
    assert (ran.code, "The way is local-0 → local-1 → local-2" in ran.err) == (2, True)
    ran = mgi("diff", "la-cruz", "marvessia-2025")
    assert (ran.code, "answer different questions" in ran.err) == (2, True)


def test_a_mapping_beside_either_profile_serves_to_compare(mgi: Mgi, tmp_path: Path) -> None:
    for name in ("tiny-1", "tiny-2"):
        shutil.copytree(FRAMEWORKS / name, tmp_path / "old" / "frameworks" / name)
    shutil.copytree(FRAMEWORKS / "tiny-2", tmp_path / "new" / "tiny-2")
    (tmp_path / "new" / "tiny-2" / "from-tiny-1.yaml").unlink()
    shutil.copy(FRAMEWORKS / "well-town.yaml", tmp_path / "old")
    assert mgi("migrate", tmp_path / "old" / "well-town.yaml", "--to", "tiny-2", "-o", tmp_path / "new" / "b").code == 0
    ran = mgi("diff", tmp_path / "old" / "well-town.yaml", tmp_path / "new" / "b.yaml")
    assert (ran.code, ran.err, "Cannot be compared (2)" in ran.out) == (0, "", True)
