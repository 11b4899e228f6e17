"""mgi export to a folder and to JSON: nothing is left out, every text stays what it is, all or nothing is written."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from conftest import FRAMEWORKS, HERE, ROOT
from examples import EXPORTED, GOLDEN, exported
from mgi_cli.exchange import package
from mgi_cli.exchange.fields import plain
from mgi_cli.library import Library
from mgi_cli.model import OwnEntry, Profile, Unplaced
from mgi_cli.reading import build
from mgi_cli.render import as_json
from mgi_cli.render.as_csv import FORMULA
from mgi_cli.value import Value
from mgi_cli.views.data import Dataset
from mgi_cli.views.data.document import document
from mgi_cli.words import Words
from packages import Back, check, tables
from strategies import FRAMEWORK, whole_trees
from tokens import tokened

if TYPE_CHECKING:
    from conftest import Mgi

WORDS = Words()
WHOLE = tokened(FRAMEWORK)
DATA = Dataset(profiles=((build.profile("whole", WHOLE.tree), FRAMEWORK),))
SCHEMA = json.loads((ROOT / "schemas" / "output-export.schema.json").read_text("utf-8"))
SLOW = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a profile that has everything, in which the tool runs."""
    monkeypatch.chdir(tmp_path)
    WHOLE.save(Path("whole.yaml"))
    return tmp_path


def read(folder: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path(folder).iterdir()}


def csv_text(files: dict[str, bytes]) -> str:
    return "\n".join(data.decode() for name, data in files.items() if name.endswith(".csv"))


# Whole


def test_every_field_is_in_the_tables(here: Path, mgi: Mgi) -> None:
    assert mgi("export", "whole.yaml", "-o", "data").code == 0
    assert WHOLE.missing(csv_text(read("data")), WHOLE.dates, WHOLE.keys) == {}
    assert sorted(path.name for path in here.iterdir()) == ["data", "whole.yaml"]


def test_every_field_is_in_the_document(here: Path, mgi: Mgi) -> None:
    assert mgi("export", "whole.yaml", "-o", "whole.json").code == 0
    assert WHOLE.missing(Path("whole.json").read_text("utf-8"), WHOLE.dates, WHOLE.keys) == {}


@pytest.mark.parametrize("target", ["data", "whole.json"])
def test_without_names_nobody_is_named_and_the_rest_is_there(here: Path, mgi: Mgi, target: str) -> None:
    ran = mgi("export", "whole.yaml", "-o", target, "--without-names")
    told = csv_text(read(target)) if target == "data" else Path(target).read_text("utf-8")
    assert [token for token in WHOLE.names.values() if token in told] == []
    assert WHOLE.missing(told, WHOLE.dates, WHOLE.keys).keys() == WHOLE.names.keys()
    assert "Who assessed, took part or is responsible was left out." in ran.out
    about = json.loads(Path("data", "datapackage.json").read_bytes())["mgi"] if target == "data" else json.loads(told)
    assert about["without_names"] is True


@SLOW
@given(whole_trees())
def test_profiles_can_be_put_together_again_from_the_tables(tree: dict[str, Any]) -> None:
    profile = build.profile("drawn", tree)
    files = package.files(Dataset(profiles=((profile, FRAMEWORK),)), WORDS)
    check(files)
    assert Back(files, "drawn").profile() == plainly(profile)


def plainly(value: Any) -> Any:
    """Return a value with its texts as tables hold them; of what is planned, nothing where nothing is."""
    if isinstance(value, str):
        return plain(value) if type(value) is str else value
    if isinstance(value, Value):
        made = value.but(**{name: plainly(getattr(value, name)) for name in value._fields})
        if isinstance(made, Profile):
            made = made.but(plan={key: actions for key, actions in made.plan.items() if actions})
        return made
    if isinstance(value, tuple):
        return tuple(map(plainly, value))
    if isinstance(value, dict):
        return {key: plainly(item) for key, item in value.items()}
    return value


@SLOW
@given(whole_trees())
def test_the_document_holds_every_text_to_the_letter(tree: dict[str, Any]) -> None:
    profile = build.profile("drawn", tree)
    told = as_json.dump(as_json.envelope("export", "en", document(Dataset(profiles=((profile, FRAMEWORK),)))))
    jsonschema.Draft7Validator(SCHEMA).validate(json.loads(told))
    (whole,) = json.loads(told)["profiles"]
    back = build.profile("drawn", tree_of(whole))
    own = tuple(OwnEntry(route=tuple(item["route"]), text=item["text"]) for item in whole["own"])
    unplaced = tuple(Unplaced(text=item["text"], under=item["from"]) for item in whole["unplaced"])
    assert back.but(own=own, unplaced=unplaced) == profile


def tree_of(whole: dict[str, Any]) -> dict[str, Any]:
    """Return the tree of a profile that a document tells of, without what has no place in it."""

    def given(entry: dict[str, Any], *without: str) -> dict[str, Any]:
        return {key: value for key, value in entry.items() if value is not None and key not in without}

    head = whole["profile"]
    derived = ("indicator", "domain", "subdomain", "label")
    return {
        "framework": head["framework"],
        "illustrative": head["illustrative"],
        "place": given({**head["place"], "country": head["country"]}),
        "assessment": given(
            {key: head[key] for key in ("round", "published", "language", "basis", "basis_translations")}
        ),
        "sources": {item["id"]: given(item, "id") for item in whole["sources"]},
        "findings": {item["id"]: given(item, "id", "lang", "indicators") for item in whole["findings"]},
        "answers": {
            item["indicator"]: {
                **given(item, *derived), "evidence": [given(evidence) for evidence in item["evidence"]],
            }
            for item in whole["answers"]
        },
        "proposals": [given(item, "label") for item in whole["proposals"]],
        "stages": [given(item) for item in whole["stages"]],
        "plan": {item["indicator"]: [given(action) for action in item["actions"]] for item in whole["plan"]},
    }  # fmt: skip


# The package


def test_the_bundled_profiles_make_a_valid_package(here: Path, mgi: Mgi) -> None:
    bundled = sorted(path.stem for path in (ROOT / "data" / "profiles").glob("*.yaml"))
    assert mgi("export", *bundled, "whole.yaml", "-o", "data").code == 0
    files = read("data")
    check(files)
    found = tables(files)
    assert [row["profile"] for row in found["profiles"]] == [*bundled, "whole"]
    assert len(found["answers"]) == 4 * 90 + 3 * 98
    assert [row["framework"] for row in found["frameworks"]] == ["local-1", "national-1"]
    assert "licenses" not in json.loads(files["datapackage.json"])


def test_what_is_valid_is_not_valid_with_a_mistake_in_it() -> None:
    files = package.files(DATA, WORDS)
    check(files)
    for name, old, new in (
        ("answers.csv", b",partial,true,", b",partially,true,"),
        ("answers.csv", b"whole,Tq", b",Tq"),
        ("answer_findings.csv", b",1,Tq", b",1,Xq"),
        ("evidence.csv", b"1990-", b"199-"),
        ("stages.csv", b"whole,2,", b"whole,1,"),
        ("proposals.csv", b",0.37,", b",37,"),
        ("profiles.csv", b",true,", b",yes,"),
        ("datapackage.json", b'"tabular-data-resource"', b'"table"'),
    ):
        assert old in files[name], old
        with pytest.raises((AssertionError, jsonschema.ValidationError)):
            check({**files, name: files[name].replace(old, new)})


@pytest.mark.parametrize("name", EXPORTED)
def test_the_files_are_the_ones_kept(name: str) -> None:
    assert exported(name) == (GOLDEN / EXPORTED[name]).read_bytes(), "if it is meant: python tests/examples.py"


def test_the_same_profiles_give_the_same_bytes(here: Path, mgi: Mgi) -> None:
    for folder in ("one", "two"):
        assert mgi("export", "whole.yaml", "orvenna-2021", "-o", folder).code == 0
        assert mgi("export", "whole.yaml", "orvenna-2021", "-o", f"{folder}.json").code == 0
    assert read("one") == read("two")
    assert Path("one.json").read_bytes() == Path("two.json").read_bytes()


def test_every_indicator_has_a_row_whether_it_is_answered_or_not(here: Path, mgi: Mgi) -> None:
    mgi("export", "la-cruz", "-o", "data")
    rows = tables(read("data"))["answers"]
    assert [row["indicator"] for row in rows] == list(FRAMEWORK.indicators)
    answered = [row for row in rows if row["status"] != "not_assessed"]
    assert (len(rows), len(answered), {row["recorded"] for row in answered}) == (90, 35, {"true"})
    assert {row["is_gap"] for row in rows if row["status"] in ("present", "not_assessed", "not_applicable")} == {
        "false"
    }


# Hostile texts

HOSTILE = (
    '=HYPERLINK("http://x.example","{}")', "+1+{}", "-1+{}", "@SUM({})", "\t={}", "\r={}", "'{}", "'={}", "{}\x00",
    "\u202e{}\u202c", "\x1b[31m{}", "{}\ud800", "\ufeff{}", "<script>{}</script>", "| {} |", "[{}](javascript:x)",
    '","{}"', "{}\r\nx", "{}\u2028x", "NA{}",
)  # fmt: skip


@pytest.mark.parametrize("around", HOSTILE, ids=ascii)
def test_hostile_texts_stay_texts(around: str) -> None:
    made = tokened(FRAMEWORK, around)
    profile = build.profile("whole", made.tree)
    data = Dataset(profiles=((profile, FRAMEWORK),))
    files = package.files(data, WORDS)
    check(files)
    assert made.missing(csv_text(files), made.dates, made.keys) == {}
    cells = [cell for rows in tables(files).values() for row in rows for cell in row.values()]
    assert [cell for cell in cells if cell.startswith(tuple(set(FORMULA) - {"'"}))] == []
    assert not {char for cell in cells for char in cell} & set("\x00\t\r\x1b\u202e\u202c\ufeff\u2028\ud800")
    assert Back(files, "whole").profile() == plainly(profile)
    told = as_json.dump(document(data))
    assert not set(told) & set("\x00\t\r\x1b\u202e\u202c\ufeff\u2028\ud800")
    assert json.loads(told)["profiles"][0]["answers"][0]["note"] == profile.answers["1.1.1"].note


def test_names_of_files_are_texts_too(here: Path, mgi: Mgi) -> None:
    name = "<b>|`=1"
    shutil.copy("whole.yaml", f"{name}.yaml")
    assert mgi("export", f"{name}.yaml", "-o", "data").code == 0
    files = read("data")
    check(files)
    assert "describes no real place: &lt;b\\>\\|\\`=1." in files["codebook.md"].decode()


# What is said and what is refused


def test_what_is_said_of_a_folder_and_of_a_file(here: Path, mgi: Mgi) -> None:
    assert mgi("export", "-o", "data").out == (
        "data is written: 1 profile in 17 tables.\n\n"
        "Begin with answers.csv; codebook.md says what every column means.\n"
    )
    assert mgi("export", "la-cruz", "orvenna-2025", "-o", "two.json").out == (
        "two.json is written: 2 profiles.\n\norvenna-2025 is made up and describes no real place.\n"
    )
    assert [row["profile"] for row in tables(read("data"))["profiles"]] == ["la-cruz"]


@pytest.mark.parametrize("output", ["data", "data/", "data\\", "x.csv/", "made", "made/", "2025.json/"])
def test_what_is_a_folder(here: Path, mgi: Mgi, output: str) -> None:
    Path("made").mkdir()
    assert mgi("export", "la-cruz", "-o", output).code == 0
    folder = Path(output.rstrip("/\\"))
    assert (len(list(folder.iterdir())), folder.stat().st_mode & 0o777) == (19, Path("made").stat().st_mode & 0o777)
    assert {path.name for path in here.iterdir()} == {"whole.yaml", "made", folder.name}


def test_a_folder_of_profiles_is_every_profile_in_it(here: Path, mgi: Mgi) -> None:
    Path("in").mkdir()
    for name in ("b", "a"):
        shutil.copy("whole.yaml", f"in/{name}.yaml")
    assert mgi("export", "in", "in/a.yaml", "whole.yaml", "-o", "data").code == 0
    assert [row["profile"] for row in tables(read("data"))["profiles"]] == ["a", "b", "whole"]


@pytest.mark.skipif(os.name == "nt", reason="needs links")
def test_a_link_to_an_empty_folder_stays_a_link(here: Path, mgi: Mgi) -> None:
    Path("there").mkdir()
    Path("link").symlink_to("there")
    assert mgi("export", "la-cruz", "-o", "link").code == 0
    assert (Path("link").is_symlink(), Path("there", "codebook.md").is_file()) == (True, True)


REFUSED: dict[str, tuple[int, str]] = {
    "la-cruz -o full": (2, "error: The folder full is not empty; nothing was written."),
    "la-cruz -o .": (2, "error: The folder . is not empty; nothing was written."),
    "la-cruz -o file": (2, "error: file is there already; nothing was written."),
    "la-cruz -o old.json": (2, "error: old.json is there already; nothing was written."),
    "la-cruz -o no/data": (2, "error: There is no folder no."),
    "la-cruz -o file/data": (2, "error: There is no folder file."),
    "la-cruz -o no/x.json": (2, "error: There is no folder no."),
    "la-cruz -o x.docx": (2, "error: x.docx is of a kind that mgi export does not write."),
    "la-cruz orvenna-2025 -o x.xlsx": (2, "error: A questionnaire is of one profile, and 2 are named."),
    "la-cruz orvenna-2025 -o x.csv": (2, "error: A questionnaire is of one profile, and 2 are named."),
    "la-cruz --without-names -o x.xlsx": (2, "error: A questionnaire is written with the names in it;"),
    "--without-names -o x.csv": (2, "error: A questionnaire is written with the names in it;"),
    "nowhere -o data": (2, "error: There is no profile named nowhere."),
    "full/../bad.yaml -o data": (1, "error[unknown_status] full/../bad.yaml:"),
    "la-cruz bad.yaml -o x.json": (1, "error[unknown_status] bad.yaml:"),
    "empty -o data": (2, "error: In the folder empty there is no YAML file."),
    "whole.yaml full/whole.yaml -o data": (
        2,
        "error: Two profiles have the name whole: whole.yaml and full/whole.yaml.",
    ),
}


@pytest.mark.parametrize("arguments", REFUSED)
def test_what_cannot_be_done_is_said_and_nothing_is_written(here: Path, mgi: Mgi, arguments: str) -> None:
    for folder in ("full", "empty"):
        Path(folder).mkdir()
    shutil.copy("whole.yaml", "full/whole.yaml")
    Path("file").write_text("", "utf-8")
    Path("old.json").write_text("{}", "utf-8")
    Path("bad.yaml").write_text(Path("whole.yaml").read_text("utf-8").replace(": partial", ": perhaps"), "utf-8")
    before = {path: path.is_file() and path.read_bytes() for path in here.rglob("*")}
    ran = mgi("export", *arguments.split(), width=200)
    code, said = REFUSED[arguments]
    assert (ran.code, ran.out, said in ran.err) == (code, "", True), ran.err
    assert {path: path.is_file() and path.read_bytes() for path in here.rglob("*")} == before


def test_an_unknown_suffix_is_told_with_those_there_are(here: Path, mgi: Mgi) -> None:
    assert mgi("export", "la-cruz", "-o", "x.docx", width=200).err == (
        "error: x.docx is of a kind that mgi export does not write.\n"
        "  The name of a file ends in .xlsx or .csv (the questionnaire) or .json; a folder of tables has no ending, or "
        "/ after its name.\n"
    )


def test_the_folder_that_one_is_in_is_not_taken_away(tmp_path: Path, mgi: Mgi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = mgi("export", "la-cruz", "-o", ".")
    assert (ran.code, ran.err.splitlines()[0]) == (2, "error: . is the folder that you are in; nothing was written.")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("step", ["mkdir", "fsync", "replace", "access"])
@pytest.mark.parametrize("there", [False, True])
def test_a_folder_is_written_whole_or_not_at_all(
    here: Path, mgi: Mgi, monkeypatch: pytest.MonkeyPatch, step: str, *, there: bool
) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError(28, "No space left on device")

    if there:
        Path("data").mkdir()
    before = sorted(here.iterdir())
    if step == "access":
        monkeypatch.setattr(os, "access", lambda *_: False)
    else:
        monkeypatch.setattr(os if step == "fsync" else Path, step, refuse)
    ran = mgi("export", "whole.yaml", "-o", "data")
    monkeypatch.undo()
    if step == "access" and not there:
        assert ran.code == 0
        return
    assert ran.code == 2
    assert ran.err.startswith("error: data could not be written: ")
    assert sorted(here.iterdir()) == before


def test_a_profile_found_that_cannot_be_read_is_told_and_left_out(here: Path, mgi: Mgi) -> None:
    Path("profiles").mkdir()
    Path("profiles", "broken.yaml").write_text("format: 1\nplace: [\n", "utf-8")
    ran = mgi("export", "-o", "data")
    assert (ran.code, ran.err) == (
        1, "left out: profiles/broken.yaml has errors; mgi validate profiles/broken.yaml tells which.\n",
    )  # fmt: skip
    assert [row["profile"] for row in tables(read("data"))["profiles"]] == ["la-cruz"]


def test_profiles_are_told_by_the_edition_that_they_answer(here: Path, mgi: Mgi) -> None:
    ran = mgi("export", "la-cruz", "-o", "data", "--framework", "national-1", width=400)
    assert (ran.code, ran.err.startswith("note: la-cruz answers local-1, not national-1")) == (0, True)
    assert {row["framework"] for row in tables(read("data"))["answers"]} == {"local-1"}


def test_nothing_but_made_up_profiles(here: Path, mgi: Mgi) -> None:
    Path("profiles").mkdir()
    shutil.copy("whole.yaml", "profiles/la-cruz.yaml")
    ran = mgi("export", "-o", "data")
    assert (ran.code, ran.err.splitlines()[0], Path("data").exists()) == (
        2,
        "error: There is no profile to export.",
        False,
    )


def test_two_frameworks_of_one_name_are_not_mixed(here: Path, mgi: Mgi) -> None:
    for folder, edition in (("a", "1"), ("b", "2")):
        shutil.copytree(FRAMEWORKS / "tiny-1", Path(folder, "frameworks", "tiny-1"))
        file = Path(folder, "frameworks", "tiny-1", "framework.yaml")
        structure = yaml.safe_load(file.read_text("utf-8"))
        file.write_text(yaml.safe_dump({**structure, "edition": edition}), "utf-8")
        shutil.copy(FRAMEWORKS / "well-town.yaml", Path(folder, f"{folder}-town.yaml"))
    ran = mgi("export", "a/a-town.yaml", "b/b-town.yaml", "-o", "data")
    assert (ran.code, ran.err.splitlines()[0]) == (
        2, "error: b-town answers another framework tiny-1 than the profiles before it.",
    )  # fmt: skip
    assert mgi("export", "a/a-town.yaml", "-o", "data").code == 0
    check(read("data"))


def test_a_profile_that_is_typed_generously_is_exported_as_it_is_understood(here: Path, mgi: Mgi) -> None:
    assert mgi("export", HERE / "mistakes" / "status_in_words.yaml", "-o", "data").code == 0
    check(read("data"))
    assert "present" in {row["status"] for row in tables(read("data"))["answers"]}


def test_the_questions_are_in_the_language_of_the_framework() -> None:
    for lang in ("en", "fr", "es"):
        framework = Library(lang=lang).frameworks.get("local-1")
        files = package.files(Dataset(profiles=((DATA.profiles[0][0], framework),)), WORDS)
        check(files)
        assert {row["lang"] for row in tables(files)["indicators"]} == {lang}
