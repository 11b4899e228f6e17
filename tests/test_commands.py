"""What commands do and how they end."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from conftest import FRAMEWORKS, HERE, ROOT, Mgi, tool
from examples import SLIPS, Slip

WRONG = HERE / "mistakes"
WELL_TOWN = FRAMEWORKS / "well-town.yaml"
GOOD = """format: 1
framework: local-1
place: {id: xaa-sample, name: Sample, type: city, country: XAA}
assessment: {round: 1}
"""


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["show", "nowhere"], 2, "There is no profile named nowhere."),
        (["show", "lacruz"], 2, "Did you mean la-cruz?"),
        (["show", "no/such/file.yaml"], 2, "There is no file no/such/file.yaml."),
        (["show", "."], 2, ". is a folder; a profile is one file."),
        (["show", str(WRONG / "binary.yaml")], 1, "This is no text file."),
        (["show", str(WRONG / "empty_file.yaml")], 1, "The file is empty."),
        (["show", str(WRONG / "unknown_framework.yaml")], 1, "known are local-1 or national-1."),
        (["show", str(WRONG / "newer_format.yaml")], 1, "pip install --upgrade mgi-cli"),
        (["gaps", "la-cruz", "--domain", "nine"], 2, "There is no domain nine"),
        (["gaps", "la-cruz", "--domain", "partnershps"], 2, "Did you mean partnerships?"),
        (["gaps", "la-cruz", "--status", "missin"], 2, "Gaps are partial, absent or no_evidence."),
        (["explain", "9.9.9"], 2, "There is neither an indicator nor a diagnostic 9.9.9."),
        (["explain", "bad_dat"], 2, "Did you mean bad_date?"),
        (["indicators", "--framework", "no-such"], 2, "There is no framework no-such."),
        (["indicators", "--framework", "./tests"], 2, "In ./tests there is no framework.yaml."),
        (["schema", "nothing"], 2, "There is no schema nothing."),
        (["show", "la-cruz", "--format", "xml"], 2, "There are table, json, csv or md."),
        (["show", "la-cruz", "--lang", "tlh"], 2, "There are no words in tlh yet."),
        (["list", "--profiles", "/no/such/folder"], 2, "There is no folder /no/such/folder."),
        (["nonsense"], 2, "No such command 'nonsense'"),
        (["show"], 2, "Missing argument 'PROFILE'"),
        (["show", "la-cruz", "--nonsense"], 2, "No such option"),
        (["validate", str(HERE / "golden")], 2, "there is no YAML file."),
    ],
    ids=lambda value: " ".join(Path(part).name for part in value) if isinstance(value, list) else "",
)  # fmt: skip
def test_errors_are_one_sentence_and_what_to_do(mgi: Mgi, arguments: list[str], code: int, said: str) -> None:
    ran = mgi(*arguments)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_a_file_that_may_not_be_read(mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "locked.yaml"
    path.write_text(GOOD, "utf-8")

    opened = Path.open

    def refuse(self: Path, *args: Any, **kwargs: Any) -> Any:
        if self == path:
            raise PermissionError(13, "Permission denied")
        return opened(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    ran = mgi("show", path)
    assert (ran.code, ran.err.splitlines()[0]) == (2, f"error: {path} could not be read: Permission denied.")


def test_a_folder_with_the_name_of_a_profile(mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mine").mkdir()
    monkeypatch.chdir(tmp_path)
    assert mgi("show", "mine").err.startswith("error: mine is a folder")
    (tmp_path / "la-cruz").mkdir()
    assert mgi("show", "la-cruz").code == 0


def test_profiles_are_found_by_name_in_the_order_told(
    mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(folder: str, name: str) -> None:
        (tmp_path / folder).mkdir(exist_ok=True)
        (tmp_path / folder / "mine.yaml").write_text(GOOD.replace("Sample", name), "utf-8")

    monkeypatch.chdir(tmp_path)
    write("profiles", "Third")
    assert mgi("show", "mine").out.startswith("Third")
    write("second", "Second")
    monkeypatch.setenv("MGI_PROFILES", str(tmp_path / "second"))
    assert mgi("show", "mine").out.startswith("Second")
    write("first", "First")
    assert mgi("show", "mine", "--profiles", "first").out.startswith("First")
    assert mgi("show", "profiles/mine.yaml").out.startswith("Third")
    (tmp_path / "profiles" / "la-cruz.yaml").write_text(GOOD, "utf-8")
    assert mgi("show", "la-cruz").out.startswith("Sample")


def test_gaps_of_every_profile_leave_out_made_up_ones(mgi: Mgi) -> None:
    assert [profile["id"] for profile in mgi("gaps", "--format", "json").document()["profiles"]] == ["la-cruz"]
    named = mgi("gaps", "orvenna-2021", "la-cruz", "--format", "json").document()
    assert [profile["id"] for profile in named["profiles"]] == ["orvenna-2021", "la-cruz"]


def test_a_broken_file_among_those_found_stops_nothing(
    mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "profiles").mkdir()
    shutil.copy(WRONG / "unknown_status.yaml", tmp_path / "profiles" / "draft.yaml")
    monkeypatch.chdir(tmp_path)
    left_out = "left out: profiles/draft.yaml has errors; mgi validate profiles/draft.yaml tells which.\n"
    for form in ("table", "json", "csv", "md"):
        ran = mgi("gaps", "--format", form)
        assert (ran.code, ran.err, "3.4.1" in ran.out) == (1, left_out, True)
        ran = mgi("list", "--format", form)
        assert (ran.code, ran.err, "la-cruz" in ran.out) == (0, left_out, True)
    for command in ("gaps", "list"):
        assert mgi(command, "--format", "json").document()["not_readable"] == ["profiles/draft.yaml"]


def test_gaps_in_partnerships(mgi: Mgi) -> None:
    gaps = mgi("gaps", "--domain", "partnerships", "--format", "json").document()["gaps"]
    assert [(gap["indicator"], gap["status"]) for gap in gaps] == [
        ("3.2.1", "absent"), ("3.2.2", "no_evidence"), ("3.4.1", "partial"),
    ]  # fmt: skip


def test_diff_ends_with_three_only_when_asked(mgi: Mgi) -> None:
    assert mgi("diff", "orvenna-2021", "orvenna-2025").code == 0
    assert mgi("diff", "orvenna-2021", "orvenna-2025", "--exit-code").code == 3
    assert mgi("diff", "la-cruz", "la-cruz", "--exit-code").code == 0


def test_a_file_that_cannot_be_read_is_never_no_change(mgi: Mgi) -> None:
    wrong = WRONG / "tab.yaml"
    assert mgi("diff", "la-cruz", wrong, "--exit-code").code == 1


def test_other_editions_are_refused(mgi: Mgi) -> None:
    ran = mgi("diff", "la-cruz", WELL_TOWN, "--framework", FRAMEWORKS / "tiny-1")
    assert (ran.code, "there is no mapping between them" in " ".join(ran.err.split())) == (2, True)


def test_backwards_rounds_are_pointed_out(mgi: Mgi) -> None:
    assert "read backwards" in " ".join(mgi("diff", "orvenna-2025", "orvenna-2021").out.split())


def test_strict_is_the_only_thing_that_changes_a_verdict(mgi: Mgi) -> None:
    warned, noted = WRONG / "text_cut.yaml", WRONG / "unused_finding.yaml"
    assert mgi("validate", warned).code == 0
    assert mgi("validate", warned, "--strict").code == 1
    assert mgi("validate", noted, "--strict").code == 0
    assert mgi("validate", WRONG / "bad_date.yaml").code == 1


def test_validate_takes_folders_and_goes_on_after_a_bad_file(mgi: Mgi, tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "a" / "bad.yaml").write_bytes(b"a: \0")
    (tmp_path / "a" / "b" / "good.yml").write_text(GOOD, "utf-8")
    (tmp_path / ".hidden" / "bad.yaml").write_bytes(b"\0")
    document = mgi("validate", tmp_path, "--format", "json").document()
    assert (document["files"], [item["code"] for item in document["diagnostics"]]) == (2, ["binary"])


def test_reading_is_generous_where_writing_is_strict(mgi: Mgi, tmp_path: Path) -> None:
    typed = tmp_path / "typed.yaml"
    typed.write_text(
        GOOD.replace("round: 1", "round: 1, published: 2022")
        + "answers:\n  '1.1.1': {status: Présent}\n  '1.1.2': {status: no}\n  '1.1.3': {status: true}\n"
        + "  '1.1.4': {status: partially, note: 1.10}\n",
        "utf-8",
    )
    document = mgi("show", typed, "--format", "json").document()
    assert document["profile"]["published"] == "2022"
    assert [answer["status"] for answer in document["answers"]] == ["present", "absent", "present", "partial"]
    assert document["answers"][3]["note"] == "1.10"
    assert mgi("validate", typed).code == 1
    for wrong in ("unknown_status", "unknown_indicator", "duplicate_key", "bad_date", "missing_key"):
        assert mgi("show", WRONG / f"{wrong}.yaml").code == 1


def test_a_finding_that_informs_nothing_is_shown(mgi: Mgi) -> None:
    path = WRONG / "unused_finding.yaml"
    assert "Something was found." in mgi("show", path, "--domain", "3").out
    assert "no indicator" in mgi("show", path, "--findings").out


HOSTILE = "[red]x[/red] \x1b[31my\x1b[0m </b>|`c` \u202ez =1+1"


def test_text_is_only_ever_text(mgi: Mgi, tmp_path: Path) -> None:
    written = HOSTILE.replace("\x1b", "\\x1b").replace("\u202e", "\\u202e")
    path = tmp_path / "hostile.yaml"
    text = GOOD.replace("name: Sample", f'name: "{written}"')
    findings = f'findings:\n  f: {{domain: crises, kind: potential, text: "={written}"}}\n'
    long = "x" * 10_000
    path.write_text(
        text + findings + f'answers:\n  "5.1.1": {{status: absent, findings: [f], note: "{long}"}}\n', "utf-8"
    )
    commands: list[list[str | Path]] = [
        ["show", path, "--domain", "5"],
        ["gaps", path],
        ["diff", path, "orvenna-2025"],
        ["show", path, "--findings"],
    ]
    for command in commands:
        for form in ("table", "md", "csv", "json"):
            out = mgi(*command, "--format", form).out
            assert "\x1b" not in out
            assert "\u202e" not in out
            assert "[red]x" in out or "\\[red\\]x" in out or (command[0], form) == ("diff", "csv")
    assert "x" * 10_000 in "".join(mgi("gaps", path).out.split())
    assert "\n'=" in mgi("gaps", path, "--format", "csv").out.replace(",'", "\n'")
    assert "</b>" not in mgi("gaps", path, "--format", "md").out


def test_colour_only_where_it_is_wanted(mgi: Mgi, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in mgi("show", "la-cruz").out
    plain = mgi("show", "la-cruz").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = mgi("show", "la-cruz").out
    assert "\x1b[32m" in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    assert mgi("show", "la-cruz").out == plain


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "mgi_cli", *arguments]
    return subprocess.run(command, capture_output=True, check=False, env={**os.environ, **environment}, cwd=ROOT)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "cp850", "cp437", "ascii"])
def test_any_encoding(encoding: str) -> None:
    for command in (
        ["show", "la-cruz"],
        ["diff", "orvenna-2021", "orvenna-2025"],
        ["show", "--help"],
        ["validate", "tests/mistakes/tab.yaml"],
    ):
        ran = run(*command, PYTHONIOENCODING=encoding)
        assert b"Traceback" not in ran.stderr
        assert ran.stdout.decode(encoding)


def test_a_reader_that_goes_away() -> None:
    bash = tool("bash")
    ran = subprocess.run(
        [bash, "-c", f"set -o pipefail; '{sys.executable}' -m mgi_cli indicators | head -n 1"],
        capture_output=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a disk without room")
def test_a_disk_without_room() -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "mgi_cli", "list"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert (ran.returncode, ran.stderr) == (2, b"error: The result could not be written: No space left on device.\n")


def test_output_that_is_closed() -> None:
    bash = tool("bash")
    for closed in (">&-", "2>&-", ">&- 2>&-"):
        ran = subprocess.run(
            [bash, "-c", f"'{sys.executable}' -m mgi_cli list {closed}"], capture_output=True, check=False, cwd=ROOT
        )
        assert b"Traceback" not in ran.stderr
        assert ran.returncode == (2 if closed.startswith(">") else 0)


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    bash = tool("bash")
    script = f"cd '{tmp_path}' && mkdir gone && cd gone && rmdir ../gone && '{sys.executable}' -m mgi_cli show la-cruz"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run([bash, "-c", script], capture_output=True, check=False, env=environment)
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero, a file without end")
def test_a_file_without_end(mgi: Mgi) -> None:
    ran = mgi("show", "/dev/zero")
    assert (ran.code, "The file is larger than 20 MB." in ran.err) == (1, True)


# A catalogue of one's own


@pytest.mark.parametrize("way", ["option", "option_file", "environment", "folder", "beside"])
def test_a_catalogue_of_ones_own(mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    options: list[str | Path] = []
    profile = tmp_path / "elsewhere" / "well-town.yaml"
    profile.parent.mkdir()
    profile.write_bytes(WELL_TOWN.read_bytes())
    monkeypatch.chdir(tmp_path)
    if way == "option":
        options = ["--framework", FRAMEWORKS / "tiny-1"]
    elif way == "option_file":
        options = ["--framework", FRAMEWORKS / "tiny-1" / "framework.yaml"]
    elif way == "environment":
        monkeypatch.setenv("MGI_FRAMEWORKS", str(FRAMEWORKS))
    else:
        home = tmp_path if way == "folder" else profile.parent
        shutil.copytree(FRAMEWORKS / "tiny-1", home / "frameworks" / "tiny-1")
    for command in ("show", "gaps", "diff", "validate"):
        ran = mgi(command, *([profile, profile] if command == "diff" else [profile]), *options)
        assert (ran.code, ran.err) == (0, ""), command
    shown = mgi("show", profile, "--format", "json", *options).document()
    assert (shown["totals"]["indicators"], shown["totals"]["present"], shown["totals"]["partial"]) == (3, 1, 1)


def test_every_command_speaks_the_words_of_that_catalogue(mgi: Mgi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MGI_FRAMEWORKS", str(FRAMEWORKS))
    own = ["--framework", "tiny-1"]
    assert "hamlet in Sandrava" in mgi("show", WELL_TOWN).out
    assert "◐ half there" in mgi("gaps", WELL_TOWN).out
    assert "W.1.10  Buckets" in mgi("gaps", WELL_TOWN, "--domain", "wat").out
    assert "Are there kites?" in mgi("indicators", *own).out
    assert "There is one bucket." in mgi("explain", "W.1.10", *own).out
    assert '"title": "A-x Kites"' in mgi("schema", *own).out
    listed = mgi("list", "--profiles", FRAMEWORKS, "--format", "json").document()["profiles"]
    assert [(item["id"], item["answered"], item["indicators"]) for item in listed if item["framework"] == "tiny-1"] == [
        ("well-town", 2, 3)
    ]


def test_a_status_outside_that_catalogues_scale_is_refused(
    mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MGI_FRAMEWORKS", str(FRAMEWORKS))
    path = tmp_path / "p.yaml"
    path.write_text(WELL_TOWN.read_text("utf-8").replace("status: present", "status: no_evidence"), "utf-8")
    ran = mgi("validate", path)
    assert (ran.code, '"no_evidence" is no status' in ran.out) == (1, True)


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.said)
def test_a_mistake_in_a_framework_is_told_with_its_place(
    mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slip: Slip
) -> None:
    slip.make(tmp_path)
    monkeypatch.chdir(tmp_path)
    ran = mgi("indicators", "--framework", "tiny-1")
    assert ran.code == 1
    assert f"[{slip.code}]" in ran.err
    assert slip.place in ran.err
    assert slip.said in " ".join(ran.err.split())


def test_a_text_that_a_language_lacks_comes_from_the_reference_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from mgi_cli.frameworks import load_framework

    framework = load_framework(FRAMEWORKS / "tiny-1", "fr")
    assert (framework.lang, framework.title, framework.domain("water").name) == ("fr", "Un cadre de trois", "Eau")
    assert framework.domain("air").name == "Air, and what flies"
    assert framework.text("W.1.1").lang == "en"


# The next step


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "la-cruz"],
        ["show", "la-cruz", "--domain", "3", "--profiles", "FOLDER"],
        ["show", "FOLDER/well-town.yaml", "--framework", "FOLDER/tiny-1"],
        ["gaps", "la-cruz"],
        ["gaps", "marvessia-2025", "--domain", "3"],
        ["diff", "marvessia-2021", "marvessia-2025"],
        ["gaps", "FOLDER/well-town.yaml", "--framework", "FOLDER/tiny-1"],
        ["list"],
        ["list", "--profiles", "FOLDER"],
        ["indicators", "--framework", "FOLDER/tiny-1"],
        ["validate", "FOLDER/wrong.yaml"],
        [],
    ],
    ids=" ".join,
)
def test_every_command_named_as_the_next_step_works(mgi: Mgi, tmp_path: Path, arguments: list[str]) -> None:
    folder = tmp_path / "with a blank"
    shutil.copytree(FRAMEWORKS, folder)
    (folder / "wrong.yaml").write_bytes((WRONG / "unknown_status.yaml").read_bytes())
    out = mgi(*(word.replace("FOLDER", str(folder)) for word in arguments), width=400).out
    steps = re.findall(r"^(?:Next|Try|   )  (?:  )?(mgi .*?)(?:  |$)", out, re.MULTILINE)
    assert steps
    for step in steps:
        ran = mgi(*shlex.split(step)[1:])
        assert (ran.code, ran.err) == (0, ""), step
