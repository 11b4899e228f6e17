"""mgi export and mgi import, as people use them: what they write, what they refuse, what they ask."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import yaml

from conftest import ROOT
from mgi_cli.cli import asking
from mgi_cli.exchange import fields, office, workbook_in, workbook_out
from mgi_cli.exchange.rows import PLAN_COLUMNS, Reader
from mgi_cli.exchange.sheets import Cell, Sheet
from mgi_cli.library import Library
from mgi_cli.model import Domain, Indicator, Subdomain
from mgi_cli.text import fold
from mgi_cli.words import Words, languages
from strategies import FRAMEWORK
from tokens import tokened

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Mgi

PROFILE = ROOT / "data" / "profiles" / "orvenna-2025.yaml"
FORUM = "3 Partnerships"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a profile and its questionnaire, in which the tool runs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MGI_STATE", str(tmp_path / "state"))
    shutil.copy(PROFILE, "town.yaml")
    Path("town.xlsx").write_bytes(questionnaire())
    return tmp_path


@cache
def questionnaire() -> bytes:
    """Return the questionnaire of the profile, made once for all tests."""
    made = Library().check(PROFILE)
    assert made.framework is not None
    return workbook_out.workbook(made.document.tree, made.framework, Words())


def change(name: str, act: Callable[[Any], None]) -> None:
    """Change a workbook as a person would, and save it."""
    book = openpyxl.load_workbook(name)
    act(book)
    book.save(name)


def row_of(book: Any, code: str) -> Any:
    return next(row for sheet in book for row in sheet.iter_rows() if row[0].value == code)


def answer(code: str, **values: object) -> Callable[[Any], None]:
    """Return an act that fills in cells of one row, by the letters of their columns."""

    def act(book: Any) -> None:
        row = row_of(book, code)
        for letter, value in values.items():
            row["ABCDEFGHIJKL".index(letter)].value = value

    return act


def tree(path: str) -> Any:
    return yaml.safe_load(Path(path).read_text("utf-8"))


# Out


def test_the_workbook_is_one_that_can_be_filled_in(here: Path) -> None:
    book = openpyxl.load_workbook("town.xlsx")
    assert book.sheetnames == [
        "Instructions", "Place", "1 Migrants' rights", "2 Whole-of-government approach", "3 Partnerships",
        "4 Well-being of migrants", "5 Mobility dimension of crises", "6 Safe, orderly and regular…", "Findings",
        "Sources", "Also in the file", "mgi-lists", "mgi-data",
    ]  # fmt: skip
    assert [book[name].sheet_state for name in ("mgi-lists", "mgi-data")] == ["hidden", "hidden"]
    sheet = book[FORUM]
    assert [cell.value for cell in sheet[4]] == [
        "Code", "Question", "What counts", "Answer", "Reason, if not applicable", "Note", "Evidence", "Source",
        "Date of evidence", "Findings", "Answered by", "Answered on",
    ]  # fmt: skip
    row = row_of(book, "3.4.1")
    assert [(cell.number_format, cell.protection.locked) for cell in (row[0], row[3])] == [("@", True), ("@", False)]
    assert row[3].value == "● present"
    assert (sheet.freeze_panes, sheet.protection.sheet, sheet.protection.password) == ("C5", True, None)
    lists = [item for item in sheet.data_validations.dataValidation if item.type == "list"]
    assert [item.formula1 for item in lists] == ["'mgi-lists'!$A$1:$A$6"]
    assert [cell.value for cell in book["mgi-lists"]["A"]][:3] == ["● present", "◐ partial", "○ absent"]
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight, sheet.print_title_rows) == (
        "landscape", 0, "$4:$4",
    )  # fmt: skip
    printed = zipfile.ZipFile("town.xlsx").read("xl/worksheets/sheet5.xml").decode()
    assert "Page &amp;P of &amp;N" in printed
    assert "Orvenna   This profile is made up." in printed


def test_an_empty_questionnaire_of_each_framework(here: Path, mgi: Mgi) -> None:
    for framework, code in (("local-1", "6.4.4"), ("national-1", "6.4.4")):
        assert mgi("export", "--framework", framework, "-o", f"{framework}.xlsx").code == 0
        assert row_of(openpyxl.load_workbook(f"{framework}.xlsx"), code)[3].value is None


def test_the_questionnaire_speaks_the_language_of_the_framework(here: Path) -> None:
    french = Library(lang="fr").frameworks.get("local-1")
    Path("fr.xlsx").write_bytes(workbook_out.workbook({"format": 1, "framework": "local-1"}, french, Words()))
    book = openpyxl.load_workbook("fr.xlsx")
    assert book.sheetnames[2] == "1 Droits des migrants"
    assert [cell.value for cell in book["mgi-lists"]["A"]][:6] == [
        "● présent", "◐ partiel", "○ absent", "? aucune preuve", "\u00d7 sans objet", "· non évalué",
    ]  # fmt: skip
    text = french.text("3.4.1")
    assert row_of(book, "3.4.1")[1].value == f"{text.label}\n{text.question}"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["export", "town.yaml", "-o", "town.xlsx"], "town.xlsx is there already; nothing was written."),
        (["export", "town.yaml", "-o", "town.docx"], "town.docx is of a kind that mgi export does not write."),
        (["import", "town.xlsx", "-o", "town.yaml"], "town.yaml is there already; nothing was written."),
        (["export", "town.yaml", "-o", "no/such/x.xlsx"], "There is no folder no/such."),
        (["export", "-o", "town.yaml/x.csv"], "There is no folder town.yaml."),
        (["import", "town.xlsx", "-o", "no/such/x.yaml", "--yes"], "There is no folder no/such."),
        (["import", "town.xlsx"], "Say where it goes."),
        (["import", "town.xlsx", "-o", "a.yaml", "--into", "town.yaml"], "Say where it goes."),
        (["import", "town.docx", "-o", "a.yaml"], "There is no file town.docx."),
        (["import", "town.yaml", "-o", "a.yaml"], "is of a kind that mgi import does not read"),
        (["import", "page.txt", "--into", "town.yaml"], "A published page becomes a profile of its own."),
        (["import", "town.csv", "-o", "a.yaml"], "does not say which place it is of"),
        (["import", "town.xlsx", "--into", "town.yaml", "--prefer", "me"], "There is no preference me."),
        (["import", "no.xlsx", "-o", "a.yaml"], "There is no file no.xlsx."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)  # fmt: skip
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    here: Path, mgi: Mgi, arguments: list[str], said: str
) -> None:
    before = {path.name: path.read_bytes() for path in here.iterdir() if path.is_file()}
    folders = {path.name for path in here.iterdir() if path.is_dir()}
    ran = mgi(*arguments)
    assert (ran.code, said in " ".join(ran.err.split())) == (2, True)
    assert {path.name: path.read_bytes() for path in here.iterdir() if path.is_file()} == before
    assert {path.name for path in here.iterdir() if path.is_dir()} == folders


def test_a_text_too_long_for_a_cell_is_refused_with_its_place(here: Path, mgi: Mgi) -> None:
    text = PROFILE.read_text("utf-8")
    line = next(n for n, line in enumerate(text.splitlines(), 1) if line.startswith("    note: "))
    lines = text.splitlines(keepends=True)
    lines[line - 1] = f'    note: "{"x" * 32_768}"\n'
    Path("long.yaml").write_text("".join(lines), "utf-8")
    ran = mgi("export", "long.yaml", "-o", "long.xlsx")
    assert (ran.code, Path("long.xlsx").exists()) == (1, False)
    assert f"long.yaml:{line}: " in ran.err
    assert "has 32,768 characters, and a cell holds 32,767" in " ".join(ran.err.split())


# What has no cell


WHOLE = tokened(FRAMEWORK)


def shown(book: Any) -> str:
    """Return everything that a person sees in a workbook."""
    sheets = [sheet for sheet in book if sheet.sheet_state == "visible"]
    return "\n".join(str(value) for sheet in sheets for row in sheet.iter_rows(values_only=True) for value in row)


@cache
def whole_questionnaire(around: str = "{}") -> bytes:
    """Return the questionnaire of a profile with a word of its own in every field."""
    return workbook_out.workbook(tokened(FRAMEWORK, around).tree, FRAMEWORK, Words())


def test_every_field_of_a_profile_is_in_its_questionnaire() -> None:
    book = openpyxl.load_workbook(io.BytesIO(whole_questionnaire()))
    assert WHOLE.missing(shown(book), WHOLE.dates, WHOLE.keys) == {}


def test_what_has_no_cell_is_called_by_where_it_stands() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(whole_questionnaire()))["Also in the file"]
    told = {str(what): where for where, what in sheet.iter_rows(min_row=5, max_col=2, values_only=True)}
    token = {**WHOLE.texts, **WHOLE.dates}
    finding = next(iter(WHOLE.tree["findings"]))
    assert [cell.value for cell in sheet[4]] == ["Where", "What"]
    for route, called in (
        (("place", "x-own"), "Place, x-own"),
        (("assessment", "basis_translations", "es"), "Round, basis, translation es"),
        (("findings", finding, "translations", "fr"), f"Key finding {finding}, translation fr"),
        (("answers", "3.4.2", "evidence", 1, "text"), "3.4.2, evidence 2, text"),
        (("answers", "3.4.2", "evidence", 0, "valid_until"), "3.4.2, evidence 1, valid until"),
        (("stages", 1, "participants", 0), "Stage 2, participant 1"),
        (("stages", 0, "start"), "Stage 1, began"),
        (("plan", "1.1.1", 1, "owner"), "Plan for 1.1.1, action 2, responsible"),
        (("proposals", 0, "because"), "Proposal 1, because"),
        (("unplaced", 1, "from"), "Not placed 2, from"),
        (("unmoved", "part", 0), "unmoved, part, 1"),
        (("x-own",), "x-own"),
    ):
        assert told[token[route]] == called
    assert told["0.37"] == "Proposal 2, confidence, 0 to 1"
    assert sheet.protection.sheet
    assert {cell.protection.locked for row in sheet.iter_rows(min_row=5) for cell in row} == {True}


def test_a_profile_whose_fields_all_have_cells_has_no_such_sheet(here: Path, mgi: Mgi) -> None:
    profile = yaml.safe_load((PROFILE.parent / "la-cruz.yaml").read_text("utf-8"))
    for finding in profile["findings"].values():
        finding.pop("translations")
    profile["assessment"].pop("basis_translations")
    Path("plain.yaml").write_text(yaml.safe_dump(profile), "utf-8")
    for name, more in (("plain.yaml", False), ("la-cruz", True)):
        assert mgi("export", name, "-o", f"{Path(name).stem}.xlsx").code == 0
        assert ("Also in the file" in openpyxl.load_workbook(f"{Path(name).stem}.xlsx").sheetnames) == more


def with_everything(mgi: Mgi, act: Callable[[Any], None]) -> str:
    """Return what is said of a questionnaire with everything that comes back after an act."""
    WHOLE.save(Path("whole.yaml"))
    before = Path("whole.yaml").read_bytes()
    Path("whole.xlsx").write_bytes(whole_questionnaire())
    change("whole.xlsx", act)
    ran = mgi("import", "whole.xlsx", "--into", "whole.yaml", "--yes", width=200)
    assert (ran.code, Path("whole.yaml").read_bytes() == before) == (0, True)
    return ran.out.partition("\n\n")[2]


NOTHING_NEW = "The questionnaire changes nothing in the profile.\n"


def test_what_has_no_cell_is_read_past_also_when_sorted_and_cut(here: Path, mgi: Mgi) -> None:
    def sort(book: Any) -> None:
        sheet = book["Also in the file"]
        rows = sorted(sheet.iter_rows(min_row=5, max_col=2, values_only=True), reverse=True)
        sheet.delete_rows(5, len(rows))
        for row in rows[3:]:
            sheet.append(row)

    assert with_everything(mgi, lambda _: None) == NOTHING_NEW
    assert with_everything(mgi, sort) == NOTHING_NEW
    assert with_everything(mgi, lambda book: book.remove(book["Also in the file"])) == NOTHING_NEW


def test_what_is_changed_where_nothing_is_read_is_named(here: Path, mgi: Mgi) -> None:
    def act(book: Any) -> None:
        sheet = book["Also in the file"]
        sheet["B7"].value = "3.4.1"
        sheet["C9"].value = "A remark"

    assert with_everything(mgi, act) == (
        f"{NOTHING_NEW}\n"
        "Also in the file, B7 and Also in the file, C9 are no cells of the questionnaire and were not read.\n"
    )


def test_more_than_a_sheet_of_a_questionnaire_holds(here: Path, mgi: Mgi, monkeypatch: pytest.MonkeyPatch) -> None:
    text = PROFILE.read_text("utf-8")
    Path("town.yaml").write_text(text + f'x-long: "{"ä" * 40_000}"\nx-many: [{"a, " * 200}b]\n', "utf-8")
    Path("town.xlsx").unlink()
    monkeypatch.setattr(workbook_in, "MOST_ROWS", 150)
    assert mgi("export", "town.yaml", "-o", "town.xlsx").code == 0
    rows = openpyxl.load_workbook("town.xlsx")["Also in the file"].iter_rows(min_row=5, max_col=2, values_only=True)
    told = [str(what) for where, what in rows if where == "x-long"]
    assert (len(told), "".join(told)) == (3, "ä" * 40_000)
    ran = mgi("import", "town.xlsx", "--into", "town.yaml")
    assert (ran.code, ran.out.endswith(NOTHING_NEW)) == (0, True)


HOSTILE = (
    *("=1+{}", "@{}", "'{}", "_x0041_{}", "a\r\n{}"),
    *("{}\x00\x1b[0m", "\u202e{}", "{}\ud800"),
)


@pytest.mark.parametrize("around", HOSTILE, ids=ascii)
def test_hostile_texts_stay_texts_in_every_cell(around: str) -> None:
    made = tokened(FRAMEWORK, around)
    book = openpyxl.load_workbook(io.BytesIO(whole_questionnaire(around)))
    assert made.missing(shown(book), made.dates, made.keys) == {}
    assert not set(shown(book)) & set("\x00\x1b\u202e\ud800\r")
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} == {"s", "n"}
    assert {cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "n"} == {
        None
    }


# In


def test_only_the_lines_of_a_changed_answer_change(here: Path, mgi: Mgi) -> None:
    before = Path("town.yaml").read_text("utf-8")
    change("town.xlsx", answer("3.2.1", D="oui", F="Asked on the telephone."))
    shown = mgi("import", "town.xlsx", "--into", "town.yaml")
    assert (shown.code, Path("town.yaml").read_text("utf-8")) == (0, before)
    assert "Nothing was written. With --yes it would be." in shown.out
    assert mgi("import", "town.xlsx", "--into", "town.yaml", "--yes").code == 0
    after = Path("town.yaml").read_text("utf-8")
    gone = [line for line in before.splitlines() if line not in after.splitlines()]
    new = [line for line in after.splitlines() if line not in before.splitlines()]
    assert len(gone) <= 1
    assert [line.strip() for line in new] == ['note: "Asked on the telephone."']
    assert tree("town.yaml")["answers"]["3.2.1"]["status"] == "present"
    assert mgi("undo", "town.yaml").code == 0
    assert Path("town.yaml").read_text("utf-8") == before
    assert mgi("import", "town.xlsx", "--into", "town.yaml", "--yes").code == 0
    assert "changes nothing" in mgi("import", "town.xlsx", "--into", "town.yaml").out


def test_it_shows_what_would_change(here: Path, mgi: Mgi) -> None:
    change("town.xlsx", answer("3.2.1", D="no evidence", G="Letter of the mayor", H="plan; Letters 2024", I="mai 2024"))
    change("town.xlsx", answer("3.2.2", D="perhaps"))
    ran = mgi("import", "town.xlsx", "--into", "town.yaml")
    assert ran.code == 1
    assert ran.out == (
        """\
town.yaml  from town.xlsx

3 changes
Field     Now        Then

3.2.1  Cooperation with other cities
Answer    ○ absent   ? no evidence
Evidence  (nothing)  Letter of the mayor; 2024-05; plan; letters-2024

Source letters-2024
Title     (nothing)  Letters 2024

1 cell was not understood; what it says is left out
3 Partnerships, D11: “perhaps” is no answer; there are present, partial, absent,
no evidence, not applicable or not assessed.

Nothing was written. With --yes it would be.
"""
    )


@pytest.mark.parametrize("typed", ["31.02.2024", "2024-02-31", "30 février 2023"])
def test_a_day_that_there_is_not_is_told_by_its_cell(here: Path, mgi: Mgi, typed: str) -> None:
    change("town.xlsx", answer("3.4.2", F="Kept.", L=typed))
    said = f"“{typed}” is a day that there is not."
    ran = mgi("import", "town.xlsx", "--into", "town.yaml", "--yes")
    assert (ran.code, f"3 Partnerships, L18: {said}" in ran.out, ran.err) == (1, True, "")
    assert "Answered on" not in ran.out
    entry = tree("town.yaml")["answers"]["3.4.2"]
    assert (entry["note"], "assessed_on" in entry) == ("Kept.", "assessed_on" in tree(str(PROFILE))["answers"]["3.4.2"])
    Path("back.csv").write_text(f"Code,Answered on\n3.4.3,{typed}\n", "utf-8")
    ran = mgi("import", "back.csv", "--into", "town.yaml", "--yes")
    assert (ran.code, said in ran.out, ran.err) == (1, True, "")


def test_a_source_is_new_only_where_what_names_it_is_taken(here: Path, mgi: Mgi) -> None:
    change("town.xlsx", answer("3.4.4", G=None, H="Only a source", I="2024"))
    before = Path("town.yaml").read_bytes()
    ran = mgi("import", "town.xlsx", "--into", "town.yaml", "--yes")
    assert (ran.code, Path("town.yaml").read_bytes()) == (1, before)
    assert "3.4.4 has a date or a source but no evidence" in ran.out
    assert "only-a-source" not in ran.out
    change("town.xlsx", answer("3.4.4", G="The charter", H="Only a source"))
    assert mgi("import", "town.xlsx", "--into", "town.yaml", "--yes").code == 0
    assert tree("town.yaml")["sources"]["only-a-source"] == {"title": "Only a source"}


def test_a_basis_stays_where_it_has_translations(here: Path, mgi: Mgi) -> None:
    def rebased(text: str | None) -> Callable[[Any], None]:
        def act(book: Any) -> None:
            row_of(book, "Basis")[1].value = text

        return act

    shutil.copy(PROFILE.parent / "la-cruz.yaml", "town.yaml")
    assert mgi("export", "town.yaml", "-o", "based.xlsx").code == 0
    was = tree("town.yaml")["assessment"]
    for text, said in ((None, "Assessment lacks: Basis.\n"), ("Interviews.", "1 change\n")):
        change("based.xlsx", rebased(text))
        ran = mgi("import", "based.xlsx", "--into", "town.yaml", "--yes")
        assert (ran.code, said in ran.out) == (0 if text else 1, True)
        assert tree("town.yaml")["assessment"] == {**was, "basis": text or was["basis"]}


def test_an_answer_without_its_reason_loses_no_other_cell(here: Path, mgi: Mgi) -> None:
    change("town.xlsx", answer("3.4.2", D="Not applicable", F="Note nine", G="Something"))
    Path("back.csv").write_text("Code,Answer,Note\n3.4.3,Not applicable,Note ten\n", "utf-8")
    was = tree("town.yaml")["answers"]
    ran = mgi("import", "town.xlsx", "--into", "town.yaml", "--yes")
    assert (ran.code, "3 Partnerships, D18: 3.4.2 " in ran.out, "lacks: Reason" in ran.out) == (1, True, True)
    assert "1 cell was not understood" in ran.out
    assert mgi("import", "back.csv", "--into", "town.yaml", "--yes").code == 1
    now = tree("town.yaml")["answers"]
    assert (now["3.4.2"]["note"], now["3.4.2"]["evidence"][0]["text"]) == ("Note nine", "Something")
    assert now["3.4.3"]["note"] == "Note ten"
    assert all(now[code]["status"] == was[code]["status"] for code in ("3.4.2", "3.4.3"))


def test_every_cell_that_is_left_out_is_named(here: Path, mgi: Mgi) -> None:
    def filled(book: Any) -> None:
        for letter, value in {"B": "3 Partnerships", "C": "Well-developed area", "E": "Page 2022"}.items():
            book["Findings"][f"{letter}40"].value = value

    change("town.xlsx", filled)
    change("town.xlsx", answer("3.4.2", G=None, H="Only a source", I="2024"))
    before = Path("town.yaml").read_bytes()
    ran = mgi("import", "town.xlsx", "--into", "town.yaml", "--yes")
    assert (ran.code, Path("town.yaml").read_bytes()) == (1, before)
    for place in ("Findings, B40", "Findings, C40", "Findings, E40", "3 Partnerships, H18", "3 Partnerships, I18"):
        assert place in " ".join(ran.out.split())


def test_a_place_of_another_type(here: Path, mgi: Mgi) -> None:
    assert mgi("export", "-o", "new.xlsx", "--framework", "local-1").code == 0
    book = openpyxl.load_workbook("new.xlsx")
    rows = {row[0].value: (row[1], row[2].value) for row in book["Place"].iter_rows(min_row=4) if row[0].value}
    assert rows["Type of place"][1] == "from the list; with “other”, say below which type"
    assert "other" in [cell.value for cell in book["mgi-lists"]["D"]]
    values: dict[str, Any] = {
        "Name": "Ostra",
        "Type of place": "other",
        "Type in words": "parish",
        "Country": "XAA",
        "Round": 1,
    }
    for label, value in values.items():
        rows[label][0].value = value
    book.save("new.xlsx")
    assert mgi("import", "new.xlsx", "-o", "new", "--yes").code == 0
    place = tree("new.yaml")["place"]
    assert (place["type"], place["type_name"]) == ("other", "parish")


def test_a_cell_of_a_table_is_told_by_line_and_column(here: Path, mgi: Mgi) -> None:
    Path("back.csv").write_text("Code,Answer,Note\n3.4.3,perhaps,\n3.4.2,Not applicable,\n", "utf-8")
    ran = mgi("import", "back.csv", "--into", "town.yaml")
    assert "line 2, column 2: “perhaps” is no answer; there are present, partial, absent, " in " ".join(ran.out.split())
    assert "line 3, column 2: 3.4.2 " in " ".join(ran.out.split())


def test_what_stands_beside_and_below_the_rows_is_named(here: Path, mgi: Mgi) -> None:
    def filled(book: Any) -> None:
        book[FORUM]["M18"].value = "A remark"
        book[FORUM]["A30"].value = "Another remark"

    change("town.xlsx", filled)
    ran = mgi("import", "town.xlsx", "--into", "town.yaml")
    said = "3 Partnerships, M18 and 3 Partnerships, A30 are no cells of the questionnaire and were not read."
    assert (ran.code, said in " ".join(ran.out.split())) == (0, True)
    Path("back.csv").write_text("Code,Answer\n3.4.3,absent,Why\n", "utf-8")
    ran = mgi("import", "back.csv", "--into", "town.yaml")
    assert "line 2, column 3 is no cell of the questionnaire and was not read." in " ".join(ran.out.split())


def scrambled(book: Any) -> None:
    """Sort rows, delete one, and move others to a sheet of their own without heads."""
    sheet = book[FORUM]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    sheet.delete_rows(5, len(rows))
    rows.sort(key=lambda row: str(row[1]))
    kept = [row for row in rows if row[0] != "3.4.5"]
    extra = book.create_sheet("From the ministry")
    for row in kept[:6]:
        extra.append([None, *row])
    for number, row in enumerate(kept[6:], 5):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
    book.create_sheet("Shopping").append(["Bread", 2])
    book.move_sheet("Sources", -5)


def test_rows_are_known_by_their_code_wherever_they_are(here: Path, mgi: Mgi) -> None:
    change("town.xlsx", answer("3.4.2", D="absent"))
    change("town.xlsx", scrambled)
    ran = mgi("import", "town.xlsx", "--into", "town.yaml", "--yes")
    assert ran.code == 0, ran.out
    assert "1 change" in ran.out
    assert "3.4.5 has no row in the questionnaire; its answer stays as it is." in " ".join(ran.out.split())
    assert "The sheet Shopping is no part of the questionnaire" in " ".join(ran.out.split())
    before = tree(str(PROFILE))
    before["answers"]["3.4.2"]["status"] = "absent"
    assert tree("town.yaml") == before


def test_a_row_that_stands_there_twice(here: Path, mgi: Mgi) -> None:
    def copied(value: str) -> Callable[[Any], None]:
        def act(book: Any) -> None:
            row = [cell.value for cell in row_of(book, "3.4.2")]
            row[5] = value
            book[FORUM].append(row)

        return act

    change("town.xlsx", copied("First"))
    assert "First" in mgi("import", "town.xlsx", "--into", "town.yaml").out
    change("town.xlsx", copied("Second"))
    ran = mgi("import", "town.xlsx", "--into", "town.yaml")
    assert ran.code == 1
    assert "The same thing is said in other words in" in ran.out


def test_sheets_that_are_still_empty_are_part_of_it(here: Path, mgi: Mgi) -> None:
    assert mgi("new", "bare.yaml", "--place", "Ostra", "--type", "city", "--country", "XAA").code == 0
    assert mgi("export", "bare.yaml", "-o", "bare.xlsx").code == 0
    ran = mgi("import", "bare.xlsx", "--into", "bare.yaml")
    assert (ran.code, ran.out) == (
        0, "bare.yaml  from bare.xlsx\n\nThe questionnaire changes nothing in the profile.\n",
    )  # fmt: skip


def test_an_empty_questionnaire_becomes_a_profile(here: Path, mgi: Mgi) -> None:
    assert mgi("export", "--framework", "local-1", "-o", "new.xlsx").code == 0
    ran = mgi("import", "new.xlsx", "-o", "new.yaml", "--yes")
    assert ran.code == 1
    assert "does not say everything that a new profile needs" in ran.err

    def filled(book: Any) -> None:
        for row in book["Place"].iter_rows():
            values = {"Name": "Ostra", "Type of place": "municipality", "Country": "costa rica", "Round": 1}
            if row[0].value in values:
                row[1].value = values[row[0].value]
        book["Findings"].append([None, "3 Partnerships", "Well-developed area", "There is a forum.", "Page 2022"])
        answer("3.4.1", D="✓", F="- one\n- two", J="f-1")(book)
        answer("5.1.7", D="\u00d7 not applicable", E="The region plans.", K="Office", L="2024")(book)
        answer("3.4.2", F="Ask the chamber of commerce.")(book)

    change("new.xlsx", filled)
    change("new.xlsx", answer("3.4.1", D="present"))
    assert mgi("import", "new.xlsx", "-o", "new.yaml", "--yes").code == 0
    assert tree("new.yaml") == {
        "format": 1,
        "framework": "local-1",
        "place": {"id": "cri-ostra", "name": "Ostra", "type": "municipality", "country": "CRI"},
        "assessment": {"round": 1},
        "sources": {"page-2022": {"title": "Page 2022"}},
        "findings": {
            "f-1": {
                "domain": "partnerships", "kind": "well_developed", "text": "There is a forum.",
                "sources": ["page-2022"],
            }
        },
        "answers": {
            "3.4.1": {"status": "present", "findings": ["f-1"], "note": "- one\n- two"},
            "3.4.2": {"status": "not_assessed", "note": "Ask the chamber of commerce."},
            "5.1.7": {
                "status": "not_applicable", "reason": "The region plans.", "assessed_on": "2024",
                "assessed_by": "Office",
            },
        },
    }  # fmt: skip
    assert mgi("validate", "new.yaml").code == 0


@pytest.mark.parametrize(
    ("asked", "written"),
    [("new", "new.yaml"), ("new.yml", "new.yml"), ("new.2024", "new.2024.yaml"), ("./new", "new.yaml")],
)
def test_a_new_profile_is_a_yaml_file(here: Path, mgi: Mgi, asked: str, written: str) -> None:
    before = {path.name for path in here.iterdir()}
    ran = mgi("import", "town.xlsx", "-o", asked, "--yes")
    assert (ran.code, f"{written} is written." in ran.out) == (0, True)
    assert {path.name for path in here.iterdir()} - before == {written}
    again = mgi("import", "town.xlsx", "-o", asked, "--yes")
    assert (again.code, again.err.startswith(f"error: {written} is there already")) == (2, True)


# Conflicts


def both_changed(mgi: Mgi) -> None:
    change("town.xlsx", answer("3.4.2", F="From the workbook."))
    change("town.xlsx", answer("3.4.3", F="Only in the workbook."))
    assert mgi("set", "town.yaml", "3.4.2", "present", "--note", "From the profile.").code == 0


def test_a_conflict_is_never_decided_in_silence(here: Path, mgi: Mgi) -> None:
    both_changed(mgi)
    before = Path("town.yaml").read_bytes()
    ran = mgi("import", "town.xlsx", "--into", "town.yaml", "--yes")
    assert (ran.code, Path("town.yaml").read_bytes()) == (1, before)
    assert "1 conflict" in ran.out
    assert "Nothing was written: the conflict has to be settled." in ran.out


@pytest.mark.parametrize(("prefer", "note"), [("workbook", "From the workbook."), ("profile", "From the profile.")])
def test_a_script_says_whose_word_counts(here: Path, mgi: Mgi, prefer: str, note: str) -> None:
    both_changed(mgi)
    assert mgi("import", "town.xlsx", "--into", "town.yaml", "--yes", "--prefer", prefer).code == 0
    answers = tree("town.yaml")["answers"]
    assert (answers["3.4.2"]["note"], answers["3.4.3"]["note"]) == (note, "Only in the workbook.")


@pytest.mark.parametrize(("prefer", "brought"), [("workbook", True), ("profile", False)])
def test_a_source_that_only_the_workbook_names(here: Path, mgi: Mgi, *, prefer: str, brought: bool) -> None:
    change("town.xlsx", answer("3.4.2", G="A letter", H="Letters 2024"))
    changed = ("set", "town.yaml", "3.4.2", "present", "--evidence", "A report")
    assert mgi(*changed).code == 0
    mgi("import", "town.xlsx", "--into", "town.yaml", "--yes", "--prefer", prefer)
    assert ("letters-2024" in tree("town.yaml")["sources"]) == brought


def test_at_a_terminal_it_asks(here: Path, mgi: Mgi, monkeypatch: pytest.MonkeyPatch) -> None:
    both_changed(mgi)
    asked: list[str] = []
    replies = iter(["x", "q", "no", "p", "Yes"])

    def line(prompt: str, _: object) -> str:
        asked.append(prompt)
        return next(replies)

    monkeypatch.setattr(asking, "can_ask", lambda: True)
    monkeypatch.setattr(asking, "line", line)
    before = Path("town.yaml").read_bytes()
    assert mgi("import", "town.xlsx", "--into", "town.yaml").out.endswith("Nothing was written.\n")
    assert Path("town.yaml").read_bytes() == before
    assert mgi("import", "town.xlsx", "--into", "town.yaml").code == 0
    assert tree("town.yaml")["answers"]["3.4.2"]["note"] == "From the profile."
    assert asked[2] == "Write 2 changes to town.yaml? [y/n]"
    assert asked[4] == "Write 1 change to town.yaml? [y/n]"
    assert "From the workbook." in asked[0]


# In other languages


TYPED: dict[str, dict[str, Any]] = {
    "en": {
        "place": {"Name": "Ostra", "Type of place": "City", "Country": "Switzerland", "Round": 1, "Language": "fr"},
        "finding": ("Findings", "Partnerships", "Well-developed area"),
        "answers": ("In part", "Not applicable", "15 September 2024"),
    },
    "fr": {
        "place": {"Nom": "Ostra", "Type de territoire": "Ville", "Pays": "suisse", "Cycle": 1, "Langue": "FR"},
        "finding": ("Constatations", "3 Partenariats", "domaine bien développé"),
        "answers": ("partiellement", "Sans objet", "15 septembre 2024"),
    },
    "es": {
        "place": {"Nombre": "Ostra", "Tipo de territorio": "ciudad", "País": "Suiza", "Ronda": 1, "Idioma": "fr"},
        "finding": ("Hallazgos", "Alianzas", "Área bien desarrollada"),
        "answers": ("◐ Parcial", "no aplica", "15 de septiembre de 2024"),
    },
}
"""What people write in a questionnaire of each language, always the same."""


@pytest.mark.parametrize(("made", "typed", "shown"), [("fr", "fr", "es"), ("es", "es", "en"), ("en", "fr", "fr")])
def test_a_questionnaire_is_understood_in_any_language(here: Path, mgi: Mgi, made: str, typed: str, shown: str) -> None:
    assert mgi("export", "--framework", "local-1", "-o", "new.xlsx", "--lang", made).code == 0
    sheet, *finding = TYPED[made]["finding"][:1] + TYPED[typed]["finding"][1:]
    part, not_applicable, day = TYPED[typed]["answers"]

    def filled(book: Any) -> None:
        values = dict(zip(TYPED[made]["place"], TYPED[typed]["place"].values(), strict=True))
        for row in book.worksheets[1].iter_rows():
            if row[0].value in values:
                row[1].value = values[row[0].value]
        book[sheet].append([None, *finding, "Le forum se réunit."])
        answer("3.4.1", D=part, F="- oui\n- non", J="f-1", L=day)(book)
        answer("5.1.7", D=not_applicable, E="La région planifie.")(book)

    change("new.xlsx", filled)
    ran = mgi("import", "new.xlsx", "-o", "new.yaml", "--yes", "--lang", shown)
    assert (ran.code, ran.err) == (0, "")
    assert tree("new.yaml") == {
        "format": 1,
        "framework": "local-1",
        "place": {"id": "che-ostra", "name": "Ostra", "type": "city", "country": "CHE"},
        "assessment": {"round": 1, "language": "fr"},
        "findings": {"f-1": {"domain": "partnerships", "kind": "well_developed", "text": "Le forum se réunit."}},
        "answers": {
            "3.4.1": {"status": "partial", "findings": ["f-1"], "note": "- oui\n- non", "assessed_on": "2024-09-15"},
            "5.1.7": {"status": "not_applicable", "reason": "La région planifie."},
        },
    }


@pytest.mark.parametrize("lang", languages())
def test_a_questionnaire_of_any_language_comes_back_as_it_went_out(here: Path, mgi: Mgi, lang: str) -> None:
    for name in ("back.xlsx", "back.csv"):
        assert mgi("export", "town.yaml", "-o", name, "--lang", lang).code == 0
        ran = mgi("import", name, "--into", "town.yaml", "--lang", "en")
        assert (ran.code, ran.out.endswith("\nThe questionnaire changes nothing in the profile.\n")) == (0, True)


def test_heads_of_another_language_are_known(here: Path, mgi: Mgi) -> None:
    def spanish(book: Any) -> None:
        said = {name: head for head, name in fields.heads(Words("es"))["answers"].items()}
        named = fields.heads(Words())["answers"]
        heads = book[FORUM][4]
        for cell in heads:
            cell.value = said[named[cell.value]]
        heads[5].value, heads[4].value = heads[4].value, heads[5].value  # reason and note
        answer("3.4.1", E="Cada mes.", F=None)(book)

    change("town.xlsx", spanish)
    assert mgi("import", "town.xlsx", "--into", "town.yaml", "--yes").code == 0
    assert tree("town.yaml")["answers"]["3.4.1"]["note"] == "Cada mes."


def test_no_head_says_one_thing_in_a_language_and_another_in_a_second() -> None:
    meant: dict[tuple[str, str], str] = {}
    for lang in languages():
        plan = fields.plan_heads(Words(lang), PLAN_COLUMNS)
        for section, heads in [*fields.heads(Words(lang)).items(), *plan.items()]:
            for head, name in heads.items():
                assert meant.setdefault((section, fold(head)), name) == name, (lang, section, head)


def test_a_table_in_another_language(here: Path, mgi: Mgi) -> None:
    assert mgi("export", "town.yaml", "-o", "town.csv", "--lang", "fr").code == 0
    rows = list(csv.reader(io.StringIO(Path("town.csv").read_text("utf-8-sig"))))
    row, heads = next(row for row in rows if row[0] == "3.4.1"), rows[0]
    row[heads.index("Réponse")], row[heads.index("Répondu le")] = "Aucune preuve", "1er mars 2025"
    with Path("town.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    assert mgi("import", "town.csv", "--into", "town.yaml", "--yes", "--lang", "es").code == 0
    answered = tree("town.yaml")["answers"]["3.4.1"]
    assert (answered["status"], answered["assessed_on"]) == ("no_evidence", "2025-03-01")


def test_it_understands_yes_in_any_language(here: Path, mgi: Mgi, monkeypatch: pytest.MonkeyPatch) -> None:
    both_changed(mgi)
    asked: list[str] = []
    replies = iter(["C", "Sí"])

    def line(prompt: str, _: object) -> str:
        asked.append(prompt)
        return next(replies)

    monkeypatch.setattr(asking, "can_ask", lambda: True)
    monkeypatch.setattr(asking, "line", line)
    assert mgi("import", "town.xlsx", "--into", "town.yaml", "--lang", "fr").code == 0
    assert tree("town.yaml")["answers"]["3.4.2"]["note"] == "From the workbook."
    assert asked[1] == "Enregistrer 2 modifications dans town.yaml\u00a0? [o/n]"


def test_a_questionnaire_of_something_else(here: Path, mgi: Mgi) -> None:
    for changed, said in (
        (("round: 2", "round: 3"), "made for round 2, and the profile is round 3"),
        (("id: xaa-orvenna", "id: xaa-elsewhere"), "made for xaa-orvenna, and the profile is of xaa-elsewhere"),
    ):
        Path("other.yaml").write_text(PROFILE.read_text("utf-8").replace(*changed), "utf-8")
        ran = mgi("import", "town.xlsx", "--into", "other.yaml", "--yes")
        assert (ran.code, said in " ".join(ran.err.split())) == (1, True)
    ran = mgi("import", "town.xlsx", "-o", "a.yaml", "--framework", "national-1", "--yes")
    assert (ran.code, "is for the framework local-1, and not national-1" in " ".join(ran.err.split())) == (1, True)


# Codes


def lines_of(rows: list[list[Any]], *, typed: bool = True) -> tuple[list[str], list[str]]:
    """Return the keys of rows, and what was not clear, in a framework that has 1.1 and 1.10."""
    indicators = tuple(Indicator(id=code, domain="d", subdomain="1") for code in ("1.1", "1.10", "1.2"))
    subdomains = (Subdomain(id="1", name="One", indicators=indicators),)
    framework = FRAMEWORK.but(domains=(Domain(id="d", number=1, name="D", subdomains=subdomains),))
    heads = {"answers": {"code": "code", "question": "question", "answer": "status"}, "findings": {}, "sources": {}}
    heads |= {"place": {}, "assessment": {}}
    read = Reader(
        framework=framework, heads=heads, typed=typed, questions={"first": "1.1", "tenth": "1.10", "second": "1.2"}
    )
    every = [["Code", "Question", "Answer"], *rows]
    cells = tuple(tuple(Cell(value, f"{n}") for value in row) for n, row in enumerate(every))
    unclear: list[Any] = []
    found = [line.key for line in read.lines(Sheet(name="", rows=cells), unclear)]
    return found, [item.code for item in unclear]


@pytest.mark.parametrize(
    ("code", "question", "key", "unclear"),
    [
        ("1.10", "", ["1.10"], []),
        (1.1, "Tenth", ["1.10"], []),
        (1.1, "First", ["1.1"], []),
        (1.1, "", [], ["two_codes"]),
        (1.2, "", ["1.2"], []),
        ("2022-10-01", "Tenth", ["1.10"], []),
        (None, "Second", ["1.2"], []),
        ("1.2", "Tenth", [], ["other_question"]),
        ("9.9", "", [], ["code"]),
        (None, "", [], ["code"]),
    ],
)
def test_a_code_that_became_a_number(code: Any, question: str, key: list[str], unclear: list[str]) -> None:
    assert lines_of([[code, question or None, "x"]]) == (key, unclear)


def test_in_a_table_nobody_knows_whether_a_code_was_a_number() -> None:
    assert lines_of([["1.1", None, "x"]], typed=False) == ([], ["two_codes"])
    assert lines_of([["1,1", "Tenth", "x"]], typed=False) == (["1.10"], [])
    assert lines_of([["1.10", None, "x"], ["1.2", None, "x"]], typed=False)[0] == ["1.2"]


# Tables


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_however_it_was_saved(here: Path, mgi: Mgi, encoding: str, delimiter: str) -> None:
    rows = [
        ["Code", "Answer", "Note", "Date of evidence", "Evidence", "Who"],
        ["3.4.2", "Sí", 'Él dijo "no"; sí, ¿y?', "05/2024", "Acta", "ignored"],
        ["3.4.3", "not assessed", "'=1+1", "", "", ""],
    ]
    lines = [delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    Path("back.csv").write_bytes("\r\n".join(lines).encode(encoding))
    ran = mgi("import", "back.csv", "--into", "town.yaml", "--yes")
    assert ran.code == 0, ran.out + ran.err
    answers = tree("town.yaml")["answers"]
    assert answers["3.4.2"]["status"] == "present"
    assert answers["3.4.2"]["note"] == 'Él dijo "no"; sí, ¿y?'
    assert answers["3.4.2"]["evidence"][0] == {"text": "Acta", "date": "2024-05"}
    assert answers["3.4.3"]["note"] == "=1+1"


def test_a_table_tells_when_the_profile_has_changed_since(here: Path, mgi: Mgi) -> None:
    assert mgi("export", "town.yaml", "-o", "town.csv").code == 0
    data = Path("town.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfCode,Question,Answer,")
    assert "changes nothing" in mgi("import", "town.csv", "--into", "town.yaml").out
    assert mgi("set", "town.yaml", "3.4.2", "absent").code == 0
    ran = mgi("import", "town.csv", "--into", "town.yaml", "--yes")
    assert (ran.code, "1 conflict" in ran.out) == (1, True)
    assert mgi("import", "town.csv", "--into", "town.yaml", "--yes", "--prefer", "profile").code == 0
    assert tree("town.yaml")["answers"]["3.4.2"]["status"] == "absent"


def test_formulas_in_a_table_are_escaped_and_taken_back(here: Path, mgi: Mgi) -> None:
    assert mgi("set", "town.yaml", "3.4.2", "present", "--note", "=1+1").code == 0
    assert mgi("export", "town.yaml", "-o", "town.csv").code == 0
    assert ",'=1+1," in Path("town.csv").read_text("utf-8-sig")
    assert "changes nothing" in mgi("import", "town.csv", "--into", "town.yaml").out


# Bad input


def repacked(data: bytes, *, add: dict[str, bytes] | None = None, without: str = "", edit: Any = None) -> bytes:
    """Return a workbook with parts added, left out or edited."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if not without or without not in name:
                new.writestr(name, edit(name, old.read(name)) if edit else old.read(name))
        for name, part in (add or {}).items():
            new.writestr(name, part)
    return out.getvalue()


def with_entity(name: str, part: bytes) -> bytes:
    if name != "xl/worksheets/sheet3.xml":
        return part
    body = part[part.index(b"?>") + 2 :] if part.startswith(b"<?xml") else part
    return b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;&a;">]>' + body


def formula(book: Any) -> None:
    row_of(book, "3.4.2")[3].value = "=1+1"


def many_rows(book: Any) -> None:
    for number in range(100_000):
        book[FORUM].append([number])


def no_state(book: Any) -> None:
    del book["mgi-data"]


def half_state(book: Any) -> None:
    book["mgi-data"].delete_rows(4, 1)


def no_rows(book: Any) -> None:
    for name in book.sheetnames[1:10]:
        del book[name]


def edition(book: Any) -> None:
    sheet = book["mgi-data"]
    from mgi_cli.exchange import state

    known = state.read(row[0].value for row in sheet.iter_rows())
    for number, text in enumerate(state.cells(known.but(edition="0")), 1):
        sheet.cell(number, 1).value = text


def other_framework(book: Any) -> None:
    sheet = book["mgi-data"]
    from mgi_cli.exchange import state

    known = state.read(row[0].value for row in sheet.iter_rows())
    for number, text in enumerate(state.cells(known.but(tree={**known.tree, "framework": "local-9"})), 1):
        sheet.cell(number, 1).value = text


ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda data: repacked(data, add={"xl/vbaProject.bin": b"x"}), "holds macros"),
        (lambda data: repacked(data, edit=lambda _, part: part.replace(
            b"spreadsheetml.sheet.main+xml", b"x").replace(b"application/vnd.openxmlformats-officedocument.x",
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml")), "holds macros"),
        (lambda data: repacked(data, add={"xl/externalLinks/externalLink1.xml": b"<x/>"}), "linked to other files"),
        (lambda data: repacked(data, add={"xl/media/a.png": b"\0" * 41_000_000}), "would unpack to more than 40 MB"),
        (lambda data: repacked(data, edit=with_entity), "is damaged"),
        (lambda data: repacked(data, without="worksheets/sheet5"), "is damaged"),
        (lambda data: repacked(data, without="workbook.xml"), "This is no Excel workbook"),
        (lambda data: data[: len(data) // 2], "This is no Excel workbook"),
        (lambda _: b"", "This is no Excel workbook"),
        (lambda _: b"Code;Answer\n1.1.1;yes\n", "This is no Excel workbook"),
        (lambda _: ENCRYPTED, "protected by a password"),
        (lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "Excel 97\u20132003"),
        (lambda _: repacked(b"PK\5\6" + b"\0" * 18, add={"letter.txt": b"x"}), "This is no Excel workbook"),
        (formula, "3 Partnerships, D18 holds a formula"),
        (many_rows, "has more than 5,000 rows"),
        (no_state, "its hidden sheet mgi-data was deleted"),
        (half_state, "mgi-data of the workbook was changed"),
        (no_rows, "no row that answers a question"),
        (edition, "is for edition 0 of the framework local-1, and here is edition"),
        (other_framework, "is for the framework local-9, which cannot be found here"),
    ],
)  # fmt: skip
def test_what_is_no_questionnaire_is_refused_in_a_sentence(here: Path, mgi: Mgi, make: Any, said: str) -> None:
    if make.__name__ == "<lambda>":
        Path("town.xlsx").write_bytes(make(Path("town.xlsx").read_bytes()))
    else:
        change("town.xlsx", make)
    before = Path("town.yaml").read_bytes()
    for where in (["--into", "town.yaml"], ["-o", "new.yaml"]):
        ran = mgi("import", "town.xlsx", *where, "--yes")
        assert (ran.code, ran.out) == (1, "")
        assert said in " ".join(ran.err.split())
        assert "Traceback" not in ran.err
    assert (Path("town.yaml").read_bytes(), Path("new.yaml").exists()) == (before, False)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty."),
        (b"\0\1\2\3", "This is no text file."),
        ("Código;Pregunta\nañ".encode("cp850"), "Some letters of the file cannot be told"),
        (b"a,b\n" * 10, "there is no row that answers a question"),
        (b"Code,Answer\n" + b"x,y\n" * 100_000, "has more than 5,000 rows"),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(here: Path, mgi: Mgi, data: bytes, said: str) -> None:
    Path("back.csv").write_bytes(data)
    before = Path("town.yaml").read_bytes()
    ran = mgi("import", "back.csv", "--into", "town.yaml", "--yes")
    assert (ran.code, ran.out, said in " ".join(ran.err.split())) == (1, "", True)
    assert Path("town.yaml").read_bytes() == before


def test_what_the_profile_would_not_hold_is_refused(here: Path, mgi: Mgi) -> None:
    text = Path("town.yaml").read_text("utf-8")
    change("town.xlsx", answer("3.4.2", J="pa-1"))
    start = text.index("  pa-1:\n")
    end = text.index("  pa-2:\n")
    rest = text[:start] + text[end:]
    Path("town.yaml").write_text(rest.replace("findings: [pa-1]", "findings: [pa-2]"), "utf-8")
    before = Path("town.yaml").read_bytes()
    ran = mgi("import", "town.xlsx", "--into", "town.yaml", "--yes", "--prefer", "workbook")
    assert ran.code == 1
    assert "unknown_finding" in ran.err
    assert Path("town.yaml").read_bytes() == before


# The libraries


def test_without_the_libraries_one_sentence_says_what_to_install(
    here: Path, mgi: Mgi, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(name: str) -> Any:
        raise ModuleNotFoundError(name="openpyxl")

    monkeypatch.setattr(office, "import_module", gone)
    for arguments in (("export", "town.yaml", "-o", "a.xlsx"), ("import", "town.xlsx", "-o", "a.yaml")):
        ran = mgi(*arguments)
        assert (ran.code, 'pip install "mgi-cli[office]"' in ran.err) == (2, True)


def test_other_commands_import_nothing_of_it() -> None:
    program = (
        "import sys\nfrom mgi_cli.cli.app import main\nmain(['show', 'la-cruz'])\n"
        "print([name for name in sys.modules if name.startswith(('openpyxl', 'defusedxml', 'mgi_cli.exchange'))])"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"
