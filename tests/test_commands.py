"""What commands do and how they end."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from conftest import FRAMEWORKS, HERE, ROOT, Mgi, tool
from examples import SLIPS, Slip
from mgi_cli import words
from mgi_cli.cli.app import COMMANDS, load

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        (["show", "lacruz.yaml"], 2, "Did you mean la-cruz?"),
        (["show", ""], 2, 'There is no profile named "".'),
        (["explain", "parnerships"], 2, "Did you mean partnerships?"),
        (["show", "."], 2, ". is a folder; a profile is one file."),
        (["show", str(WRONG / "binary.yaml")], 1, "This is no text file."),
        (["show", str(WRONG / "empty_file.yaml")], 1, "The file is empty."),
        (["show", str(WRONG / "unknown_framework.yaml")], 1, "known are local-1 and national-1."),
        (["show", str(WRONG / "newer_format.yaml")], 1, "pip install --upgrade mgi-cli"),
        (["gaps", "la-cruz", "--domain", "nine"], 2, "There is no domain nine."),
        (["gaps", "la-cruz", "--domain", ""], 2, 'There is no domain "".'),
        (["show", "la-cruz", "-d", "w"], 2, "w could be more than one domain:\n    2  whole-of-government  Whole"),
        (["gaps", "la-cruz", "--domain", "partnershps"], 2, "Did you mean partnerships?"),
        (["gaps", "la-cruz", "--status", "missin"], 2, "Gaps are partial, absent and no_evidence."),
        (["gaps", "la-cruz", "--status", "present"], 2, "There is no status present that is a gap."),
        (["gaps", "la-cruz", "--status", "not_assessed"], 2, "Gaps are partial, absent and no_evidence."),
        (["explain", "9.9.9"], 2, "There is neither an indicator nor a diagnostic 9.9.9."),
        (["explain", "bad_dat"], 2, "Did you mean bad_date?"),
        (["indicators", "--framework", "no-such"], 2, "There is no framework no-such."),
        (["indicators", "--framework", ""], 2, 'There is no framework "".'),
        *(
            ([*command.split(), "--framework", "no-such"], 2, "There is no framework no-such.")
            for command in ("show la-cruz", "gaps", "diff la-cruz la-cruz", "list", "validate", "fix la-cruz", "schema")
        ),
        (["indicators", "--framework", "./tests"], 2, "In ./tests there is no framework.yaml."),
        (["schema", "nothing"], 2, "There is no schema nothing."),
        (["show", "la-cruz", "--format", "xml"], 2, "There are table, json, csv and md."),
        (["show", "la-cruz", "--lang", "tlh"], 2, "There are no words in tlh yet."),
        (["list", "--profiles", "/no/such/folder"], 2, "There is no folder /no/such/folder."),
        (["nonsense"], 2, "No such command nonsense."),
        (["gap"], 2, "Did you mean gaps?"),
        (["lst"], 2, "Did you mean list?"),
        (["valdate"], 2, "Did you mean validate?"),
        (["help"], 2, "Did you mean mgi --help?"),
        (["aide"], 2, "Did you mean mgi --help?"),
        (["brechas"], 2, "Did you mean gaps?"),
        (["Évaluer"], 2, "Did you mean assess?"),
        (["mostar"], 2, "Did you mean show?"),
        (["new", "a", "--lieu", "A"], 2, "Did you mean --place?"),
        (["gaps", "--estado", "parcial"], 2, "Did you mean --status?"),
        (["explain", "Civil society"], 2, "Did you mean 3.4.1?"),
        (["--nonsense"], 2, "mgi has no option --nonsense"),
        (["show"], 2, "After mgi show, PROFILE is missing"),
        (["show", "la-cruz", "--nonsense"], 2, "mgi show has no option --nonsense"),
        (["validate", str(HERE / "golden")], 2, "there is no YAML file."),
    ],
    ids=lambda value: " ".join(Path(part).name for part in value) if isinstance(value, list) else "",
)  # fmt: skip
def test_errors_are_one_sentence_and_what_to_do(mgi: Mgi, arguments: list[str], code: int, said: str) -> None:
    ran = mgi(*arguments)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("partial", ["partial  status, in files: partial", "It exists in part, ad hoc, or for some migrants only."]),
        (
            "Sin evidencia",
            ["no evidence  status, in files: no_evidence", "? It was looked for, and no public evidence"],
        ),
        ("partnerships", ["3 Partnerships  domain, in files: partnerships", "3.4   Non-state partners"]),
        ("Alianzas", ["3 Partnerships  domain", "Next  mgi indicators --domain 3"]),
        ("5", ["5 Mobility dimension of crises  domain", "5.2   Response"]),
    ],
)
def test_a_status_and_a_domain_are_explained(mgi: Mgi, what: str, said: list[str]) -> None:
    out = mgi("explain", what).out
    assert [line for line in said if line not in out] == []


STEPS = {
    "show P": ["mgi show P --domain 1"],
    "show P --findings": ["mgi show P --domain 1"],
    "show P --domain 3": [],
    "show la-cruz": ["mgi gaps la-cruz", "mgi show la-cruz --domain 1", "mgi show la-cruz --findings"],
    "show la-cruz --findings": ["mgi gaps la-cruz", "mgi show la-cruz --domain 1"],
    "show la-cruz --domain 3 --findings": ["mgi gaps la-cruz --domain 3"],
}


@pytest.mark.parametrize("arguments", STEPS)
def test_next_steps_promise_only_what_is_there(
    mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: str
) -> None:
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "P.yaml").write_text(GOOD, "utf-8")
    monkeypatch.chdir(tmp_path)
    out = mgi(*arguments.split(), width=120).out
    assert re.findall(r"(mgi .*?)(?:  |$)", out, re.MULTILINE) == STEPS[arguments]


def test_what_is_not_there_is_said(mgi: Mgi, tmp_path: Path) -> None:
    path = tmp_path / "P.yaml"
    path.write_text(GOOD, "utf-8")
    assert "\n\nNo key findings are recorded here.\n\n" in mgi("show", path, "--findings").out
    assert "\n\nNothing is answered here yet.\n\n" in mgi("gaps", path).out


def test_sources_stand_under_a_heading_of_their_own(mgi: Mgi) -> None:
    for domain in ([], ["--domain", "5"]):
        out = mgi("show", "la-cruz", "--findings", *domain).out
        assert "\n\nSources\nprofile-2022: Migration Governance Profile: Municipality of La Cruz,\n" in out


def test_what_a_profile_needs_after_show_refused_it(mgi: Mgi, tmp_path: Path) -> None:
    path = tmp_path / "my town.yaml"
    path.write_text(GOOD + 'answers:\n  "1.1.1": {status: Present}\n  "1.1.2": {status: frob}\n', "utf-8")
    ran = mgi("show", path, width=200)
    assert (ran.code, ran.out) == (1, "")
    steps = re.findall(r"(mgi .*?)(?:  |$)", ran.err, re.MULTILINE)
    assert steps == [f'mgi fix "{path}"', f'mgi validate "{path}"']
    assert mgi(*shlex.split(steps[0])[1:]).code == 1
    assert re.findall(r"(mgi .*?)(?:  |$)", mgi("gaps", path).err, re.MULTILINE) == [f'mgi validate "{path}"']


def test_a_mistake_in_a_framework_has_no_next_step_for_profiles(mgi: Mgi, tmp_path: Path) -> None:
    (tmp_path / "framework.yaml").write_text("id: [", "utf-8")
    assert "mgi validate" not in mgi("indicators", "--framework", tmp_path).err


@pytest.mark.parametrize("name", ["LA-CRUZ", "la cruz", "La-Crúz"])
def test_accents_and_capitals_of_a_name_do_not_matter(mgi: Mgi, name: str) -> None:
    assert mgi("show", name).out == mgi("show", "la-cruz").out.replace("la-cruz", f'"{name}"' if " " in name else name)


def test_a_name_that_differs_in_capitals_only_is_taken_as_it_is_typed(mgi: Mgi, tmp_path: Path) -> None:
    for name in ("mine", "Mine"):
        (tmp_path / f"{name}.yaml").write_text(GOOD.replace("Sample", f"The {name}"), "utf-8")
    if len(list(tmp_path.iterdir())) < 2:
        pytest.skip("file names ignore case here")
    assert mgi("show", "Mine", "--profiles", tmp_path).out.startswith("The Mine")
    assert "There is no profile named MINE." in mgi("show", "MINE", "--profiles", tmp_path).err


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("--lang fr show nope --lang es", "Ningún perfil se llama nope."),
        ("show --lang fr --lang=es --nope", "mgi show no tiene la opción --nope."),
        ("search -- --lang fr nope-at-all", ""),
        ("show -- nope --lang=fr", "mgi show does not know what to do with --lang=fr."),
    ],
)
def test_the_last_language_holds_and_what_is_searched_for_is_none(mgi: Mgi, line: str, said: str) -> None:
    ran = mgi(*line.split())
    assert ran.err.partition("\n")[0].partition(": ")[2] == said
    assert said or "Nothing here" in ran.out


@pytest.mark.parametrize("lang", ["en_US.UTF-8", "EN", "en-GB"])
def test_a_language_as_systems_write_it(mgi: Mgi, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    assert mgi("list", "--lang", lang).code == 0
    monkeypatch.setenv("MGI_LANG", lang)
    assert mgi("list").code == 0


@pytest.mark.parametrize("lang", ["français", "FRANCAIS", "French", "francés", "fra"])
def test_a_language_by_its_name(mgi: Mgi, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    assert mgi("list", "--lang", lang).out.startswith("Profil ")
    monkeypatch.setenv("MGI_LANG", lang)
    assert mgi("list").out.startswith("Profil ")


@pytest.mark.parametrize(("variable", "value"), [("MGI_LANG", "fr"), ("LANG", "fr_CA.UTF-8")])
def test_a_language_without_words_is_refused_in_the_one_spoken(
    mgi: Mgi, monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    said = "erreur\u00a0: mgi ne parle pas encore cette langue\u00a0: tlh."
    assert mgi("list", "--lang", "tlh").err.startswith(said)
    monkeypatch.setenv("LANG", "fr_CA.UTF-8")
    monkeypatch.setenv("MGI_LANG", "tlh")
    assert mgi("list").err.startswith(said)


def test_words_for_commands_and_options_name_those_there_are() -> None:
    commands = set(words.instead_of("commands").values())
    assert commands - {"--help"} <= set(COMMANDS)
    taken = {name for command in COMMANDS for param in load(command).params for name in param.opts}
    assert set(words.instead_of("options").values()) <= taken


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


def run_without_rights(folder: Path, *arguments: str, **environment: str) -> tuple[int, str, str]:
    """Run the tool in ``folder`` as somebody whom file permissions hold for; they hold for no superuser."""
    rights = "-dac_override,-dac_read_search"
    is_superuser = hasattr(os, "geteuid") and os.geteuid() == 0
    prefix = [tool("setpriv"), f"--bounding-set={rights}", f"--inh-caps={rights}"] if is_superuser else []
    command = [*prefix, sys.executable, "-m", "mgi_cli", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **environment}
    ran = subprocess.run(command, capture_output=True, check=False, cwd=folder, env=environment, encoding="utf-8")
    return ran.returncode, ran.stdout, ran.stderr


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Path]:
    """Make a folder with a good profile, a file that may not be read and a folder that may not be looked into."""
    (tmp_path / "good.yaml").write_text(GOOD, "utf-8")
    (tmp_path / "closed.yaml").write_text(GOOD, "utf-8")
    (tmp_path / "lock").mkdir()
    (tmp_path / "lock" / "in.yaml").write_text(GOOD, "utf-8")
    (tmp_path / "closed.yaml").chmod(0)
    (tmp_path / "lock").chmod(0)
    yield tmp_path
    (tmp_path / "lock").chmod(0o755)


NO_WINDOWS = pytest.mark.skipif(sys.platform == "win32", reason="file permissions are others there")


@NO_WINDOWS
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("show lock/in.yaml", "lock/in.yaml could not be read"),
        ("validate lock/in.yaml", "lock/in.yaml could not be read"),
        ("fix lock/in.yaml", "lock/in.yaml could not be read"),
        ("undo lock/in.yaml", "lock/in.yaml could not be read"),
        ("diff la-cruz lock/in.yaml", "lock/in.yaml could not be read"),
        ("list --profiles lock", "lock could not be read"),
        ("gaps --profiles lock", "lock could not be read"),
        ("show la-cruz --profiles lock", "lock could not be read"),
        ("indicators --framework lock", "lock/framework.yaml could not be opened"),
    ],
)
def test_what_may_not_be_looked_at_is_a_sentence(locked: Path, arguments: str, said: str) -> None:
    assert run_without_rights(locked, *arguments.split()) == (2, "", f"error: {said}: Permission denied.\n")


@NO_WINDOWS
def test_what_may_not_be_looked_at_is_a_document_too(locked: Path) -> None:
    code, out, _ = run_without_rights(locked, "show", "lock/in.yaml", "-f", "json")
    assert (code, json.loads(out)["error"]["code"]) == (2, "not_readable")


@NO_WINDOWS
def test_what_may_not_be_looked_at_stops_no_check_of_the_rest(locked: Path) -> None:
    code, out, _ = run_without_rights(locked, "validate", ".", "-f", "json")
    found = [(item["path"], item["code"]) for item in json.loads(out)["diagnostics"]]
    assert (code, json.loads(out)["files"], found) == (
        2, 3, [("closed.yaml", "not_readable"), ("lock", "not_readable")],
    )  # fmt: skip
    assert "no YAML file" not in "".join(run_without_rights(locked, "validate", "lock")[1:])


@NO_WINDOWS
def test_a_profile_that_may_not_be_read_is_left_out_with_the_reason(locked: Path) -> None:
    code, out, err = run_without_rights(locked, "list", "--profiles", ".")
    assert (code, "good" in out) == (0, True)
    assert err == "left out: closed.yaml could not be read: Permission denied.\n"


@NO_WINDOWS
@pytest.mark.parametrize("arguments", ["", "list", "gaps", "validate"])
def test_a_folder_of_profiles_that_may_not_be_looked_into(locked: Path, arguments: str) -> None:
    (locked / "lock").rename(locked / "profiles")
    ran = run_without_rights(locked, *arguments.split())
    (locked / "profiles").rename(locked / "lock")
    assert ran == (2, "", "error: profiles could not be read: Permission denied.\n")


@NO_WINDOWS
def test_a_home_in_which_completion_cannot_be_installed(locked: Path) -> None:
    bash = tool("bash")
    script = f"'{sys.executable}' -m mgi_cli --install-completion; echo $?"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(locked / "good.yaml")}
    ran = subprocess.run([bash, "-c", script], capture_output=True, check=False, env=environment, encoding="utf-8")
    assert ran.stdout == "2\n"
    assert ran.stderr.startswith("error: ")
    assert "Traceback" not in ran.stderr


def test_a_folder_is_checked_from_wherever_it_is_named(
    mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine" / "old").mkdir(parents=True)
    (tmp_path / "mine" / "old" / "town.yaml").write_text(GOOD, "utf-8")
    for here, named in ((tmp_path, "mine"), (tmp_path / "mine", "."), (tmp_path / "mine" / "old", "..")):
        monkeypatch.chdir(here)
        document = mgi("validate", named, "--format", "json").document()
        assert (document["files"], document["diagnostics"]) == (1, [])


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


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--domain", "1", "--status", "partial"], "No gap here has the status partial; there are 2 with another."),
        (["--status", "partial"], "1 of 17 gaps: partial"),
        (["--status", "no evidence"], "2 of 17 gaps: no evidence"),
        (["--domain", "1", "--status", "absent"], "2 gaps: absent"),
        (["--domain", "3"], "3 gaps: 1 partial, 1 absent, 1 no evidence"),
    ],
)
def test_gaps_of_one_status_are_told_among_all(mgi: Mgi, options: list[str], said: str) -> None:
    assert said in mgi("gaps", "la-cruz", *options).out.splitlines()


def test_diff_ends_with_three_only_when_asked(mgi: Mgi) -> None:
    assert mgi("diff", "orvenna-2021", "orvenna-2025").code == 0
    assert mgi("diff", "orvenna-2021", "orvenna-2025", "--exit-code").code == 3
    assert mgi("diff", "la-cruz", "la-cruz", "--exit-code").code == 0


def test_a_file_that_cannot_be_read_is_never_no_change(mgi: Mgi) -> None:
    wrong = WRONG / "tab.yaml"
    assert mgi("diff", "la-cruz", wrong, "--exit-code").code == 1


def test_other_editions_are_refused(mgi: Mgi) -> None:
    ran = mgi("diff", "la-cruz", WELL_TOWN, "--framework", FRAMEWORKS / "tiny-1")
    assert (ran.code, ran.err.splitlines()[0]) == (2, "error: There is no mapping between local-1 and tiny-1.")


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


def test_people_see_like_characters_and_programs_escapes() -> None:
    table = run("show", "la-cruz", "--findings", PYTHONIOENCODING="cp850").stdout.decode("cp850")
    assert "covers 2017-2026" in " ".join(table.split())
    assert "\\u" not in table
    document = run("show", "la-cruz", "-f", "json", PYTHONIOENCODING="cp850").stdout.decode("cp850")
    assert json.loads(document) == json.loads(run("show", "la-cruz", "-f", "json").stdout)
    assert "2017\\u20132026" in document


def test_capital_endings_are_endings(mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, name in enumerate(("A.YAML", "b.Yml"), 1):
        (tmp_path / name).write_text(GOOD.replace("round: 1", f"round: {number}"), "utf-8")
    listed = mgi("list", "--profiles", tmp_path, "--format", "json").document()["profiles"]
    assert {"A", "b"} <= {Path(profile["path"]).stem for profile in listed}
    assert mgi("validate", tmp_path).out.startswith("2 files checked")
    monkeypatch.chdir(tmp_path)
    assert mgi("show", "A.YAML").code == 0


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "ascii"])
def test_programs_read_the_same_whatever_the_encoding(encoding: str, tmp_path: Path) -> None:
    town = tmp_path / "town.yaml"
    town.write_text(GOOD.replace("Sample", "École Ñandú 🌍 汉"), "utf-8")
    for form in ("json", "csv"):
        arguments = ("list", "--profiles", str(tmp_path), "--format", form)
        mine, utf8 = (run(*arguments, PYTHONIOENCODING=name).stdout for name in (encoding, "utf-8"))
        assert "École Ñandú 🌍 汉" in utf8.decode()
        if form == "json":
            assert mine.isascii()
            assert json.loads(mine) == json.loads(utf8)
        else:
            assert mine == utf8


def test_a_reader_that_goes_away() -> None:
    bash = tool("bash")
    ran = subprocess.run(
        [bash, "-c", f"set -o pipefail; '{sys.executable}' -m mgi_cli indicators | head -n 1"],
        capture_output=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a disk without room")
def test_a_disk_without_room() -> None:
    for arguments in (["list"], ["--help"], ["show", "--help"], ["--version"]):
        with Path("/dev/full").open("wb") as full:
            ran = subprocess.run(
                [sys.executable, "-m", "mgi_cli", *arguments],
                stdout=full,
                stderr=subprocess.PIPE,
                check=False,
                cwd=ROOT,
            )
        assert (ran.returncode, ran.stderr) == (
            2, b"error: The result could not be written: No space left on device.\n",
        )  # fmt: skip


def test_output_that_is_closed() -> None:
    bash = tool("bash")
    for closed in (">&-", "2>&-", ">&- 2>&-"):
        ran = subprocess.run(
            [bash, "-c", f"'{sys.executable}' -m mgi_cli list {closed}"], capture_output=True, check=False, cwd=ROOT
        )
        assert b"Traceback" not in ran.stderr
        assert ran.returncode == (2 if closed.startswith(">") else 0)


@pytest.mark.parametrize("to", [">&-", "> /dev/full", "| true"])
def test_an_error_of_which_the_document_cannot_be_written(to: str) -> None:
    if "full" in to and not Path("/dev/full").exists():
        pytest.skip("needs /dev/full, a disk without room")
    script = f"set -o pipefail; '{sys.executable}' -m mgi_cli show nope --format json {to}"
    ran = subprocess.run([tool("bash"), "-c", script], capture_output=True, check=False, cwd=ROOT)
    said = b"error: There is no profile named nope.\n  mgi list shows the profiles that can be found.\n"
    assert (ran.returncode, ran.stderr) == (2, said)


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


@pytest.mark.parametrize("arguments", [["list"], ["show", "la-cruz"], ["validate"], ["indicators"]])
def test_a_folder_of_frameworks_that_is_not_there(
    mgi: Mgi, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setenv("MGI_FRAMEWORKS", os.pathsep.join([str(FRAMEWORKS), "/no/such/folder"]))
    ran = mgi(*arguments)
    assert (ran.code, ran.out, ran.err) == (2, "", "error: There is no folder /no/such/folder.\n")


@pytest.mark.parametrize(
    ("arguments", "answers"),
    [
        (["show", "la-cruz"], "la-cruz answers local-1"),
        (["gaps", "la-cruz"], "la-cruz answers local-1"),
        (["diff", "orvenna-2021", "orvenna-2025"], "orvenna-2021 and orvenna-2025 answer local-1"),
    ],
)
def test_a_profile_is_read_with_the_edition_it_answers(mgi: Mgi, arguments: list[str], answers: str) -> None:
    ran = mgi(*arguments, "--framework", FRAMEWORKS / "tiny-1")
    assert ran.code == 0
    assert ran.err.startswith(f"note: {answers}, not tiny-1")
    assert mgi(*arguments, "--framework", "local-1").err == ""
    assert "--framework local-1" in mgi("gaps", "la-cruz", "--framework", FRAMEWORKS / "tiny-1", width=400).out


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
def test_a_mistake_in_a_framework_or_a_crosswalk_is_told_with_its_place(
    mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slip: Slip
) -> None:
    slip.make(tmp_path)
    monkeypatch.chdir(tmp_path)
    ran = mgi(*slip.command.split())
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
        if step.startswith("mgi new"):  # asks for the place, and there is nobody here to ask
            assert "Not enough is known to begin" in ran.err
            continue
        assert (ran.code, ran.err) == (0, ""), step
