"""mgi plan, and what comes back of it: what it writes, what it refuses, what it asks."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import yaml

from conftest import FRAMEWORKS, ROOT
from mgi_cli.cli import asking
from mgi_cli.exchange import office, planning
from mgi_cli.exchange.rows import PLAN_COLUMNS
from mgi_cli.judging import gaps, plan
from mgi_cli.library import Library
from mgi_cli.model import PlannedAction
from mgi_cli.views.papers import plan as view
from mgi_cli.views.papers.parts import Entry, Grid, Section, words_of
from mgi_cli.words import Words
from test_report import FRAMEWORK, HOSTILE, READERS
from tokens import Tokened, is_own, tokened

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Mgi

PROFILE = ROOT / "data" / "profiles" / "orvenna-2025.yaml"
BARE = """format: 1
framework: local-1
place: {id: xaa-sample, name: Sample, type: city, country: XAA}
assessment: {round: 1}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mgi: Mgi) -> Path:
    """Return a folder with a profile and its plan as a workbook, in which the tool runs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MGI_STATE", str(tmp_path / "state"))
    shutil.copy(PROFILE, "town.yaml")
    assert mgi("plan", "town.yaml", "-o", "plan.xlsx").code == 0
    return tmp_path


def change(act: Callable[[Any], None], name: str = "plan.xlsx") -> None:
    """Change a workbook as a person would, and save it."""
    book = openpyxl.load_workbook(name)
    act(book)
    book.save(name)


def rows_of(book: Any, code: str) -> list[Any]:
    return [row for row in book["Plan"].iter_rows(min_row=5) if row[0].value == code]


def fill(key: str, number: int = 1, **values: object) -> Callable[[Any], None]:
    """Return an act that fills in cells of a row, by the names of their columns."""

    def act(book: Any) -> None:
        row = rows_of(book, key)[number - 1]
        for name, value in values.items():
            row[PLAN_COLUMNS.index(name)].value = value

    return act


def below(code: object, **values: object) -> Callable[[Any], None]:
    """Return an act that fills in the first empty line below the rows."""

    def act(book: Any) -> None:
        row = next(row for row in book["Plan"].iter_rows(min_row=5) if not any(cell.value for cell in row))
        for name, value in {"code": code, **values}.items():
            row[PLAN_COLUMNS.index(name)].value = value

    return act


def planned(path: str = "town.yaml") -> Any:
    return yaml.safe_load(Path(path).read_text("utf-8")).get("plan")


def brought(mgi: Mgi, *more: str) -> tuple[int, str]:
    """Bring the workbook in; return the exit code and what was said, on one line."""
    ran = mgi("import", "plan.xlsx", "--into", "town.yaml", *more)
    return ran.code, " ".join((ran.out + ran.err).split())


# What a plan is about


def test_a_plan_holds_every_gap_and_what_was_planned_for_what_is_none_any_more() -> None:
    profile, framework = Library().load("orvenna-2025")
    codes = [gap.indicator.id for gap in gaps.find(profile, framework.domains)]
    assert [item.indicator.id for item in plan.find(profile, framework.domains)] == codes
    later = {"1.1.1": (PlannedAction(action="Keep it"),), "1.1.2": (), "5.3.1": (PlannedAction(owner="Somebody"),)}
    found = plan.find(profile.but(plan=later), framework.domains)
    assert [item.indicator.id for item in found] == sorted([*codes, "1.1.1", "5.3.1"])
    assert (found[0].status, found[0].actions) == ("present", later["1.1.1"])


# Out


def test_the_workbook_has_a_row_for_each_gap(here: Path) -> None:
    book = openpyxl.load_workbook("plan.xlsx")
    assert book.sheetnames == ["Instructions", "Plan", "mgi-lists", "mgi-data"]
    assert [book[name].sheet_state for name in ("mgi-lists", "mgi-data")] == ["hidden", "hidden"]
    sheet = book["Plan"]
    assert [cell.value for cell in sheet[4]] == [
        "Code", "No.", "Indicator", "Status", "What was found", "What would make it present", "Typical evidence",
        "Global Compact for Migration", "SDG target", "Action", "Priority", "Responsible", "Due date", "Budget",
        "Indicator of success",
    ]  # fmt: skip
    first, second = rows_of(book, "3.2.1")
    assert [cell.value for cell in first[:9]] == [
        "3.2.1",
        1,
        "Cooperation with other cities\n3 Partnerships",
        "○ absent",
        "The agreement with Tesk Ford lapsed in December 2023, and no other programme with a city is in place.",
        (
            "At least one agreed programme with another city addresses migration. Networks belong under 3.2.2, "
            "neighbours across a border and along routes under 3.2.3."
        ),
        "\u2013 Cooperation agreement\n\u2013 Joint work plan\n\u2013 Report of a joint project",
        "Objective 23: international cooperation",
        "SDG 17.16: global partnerships",
    ]
    assert [cell.value for cell in second] == [
        *(cell.value if cell.value != 1 else 2 for cell in first[:9]),
        "Ask in the network of river towns who would share a language teacher.", "low", "Migration desk", None, None,
        None,
    ]  # fmt: skip
    profile, framework = Library().load("orvenna-2025")
    codes = [row[0].value for row in sheet.iter_rows(min_row=5) if row[0].value]
    assert list(dict.fromkeys(codes)) == [item.indicator.id for item in plan.find(profile, framework.domains)]


def test_the_workbook_is_one_that_can_be_filled_in(here: Path) -> None:
    book = openpyxl.load_workbook("plan.xlsx")
    sheet = book["Plan"]
    (row,) = rows_of(book, "1.3.4")
    assert [(cell.number_format, cell.protection.locked) for cell in (row[0], row[8], row[9], row[14])] == [
        ("@", True), ("@", True), ("@", False), ("@", False),
    ]  # fmt: skip
    assert (sheet.freeze_panes, sheet.protection.sheet, sheet.protection.password) == ("D5", True, None)
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.print_title_rows) == (
        "landscape",
        9,
        "$4:$4",
    )
    assert sheet.auto_filter.ref == f"A4:O{sheet.max_row}"
    (choice,) = [item for item in sheet.data_validations.dataValidation if item.type == "list"]
    ready = sheet.max_row - 19
    assert (str(choice.sqref), choice.formula1) == (f"A{ready}:A{sheet.max_row}", "'mgi-lists'!$A$1:$A$49")
    assert [sheet.cell(ready, column).protection.locked for column in (1, 2, 9, 10, 15)] == [
        False, True, True, False, False,
    ]  # fmt: skip
    printed = zipfile.ZipFile("plan.xlsx").read("xl/worksheets/sheet2.xml").decode()
    assert "Orvenna: action plan   This profile is made up." in printed
    assert "<f>" not in printed


def test_it_is_said_what_was_written_and_what_comes_next(here: Path, mgi: Mgi) -> None:
    ran = mgi("plan", "town.yaml", "-o", "other.xlsx")
    assert (ran.code, ran.out, ran.err) == (
        0,
        (
            "other.xlsx is written: 49 gaps, 4 actions planned.\n\n"
            "Next  mgi import other.xlsx --into town.yaml  when it comes back\n"
        ),
        "",
    )
    assert "Next  mgi import bundled.xlsx --into MY-COPY.yaml  " in mgi("plan", "la-cruz", "-o", "bundled.xlsx").out
    assert mgi("plan", "la-cruz", "-o", "a.html", width=120).out == (
        "a.html is written: 17 gaps, nothing planned yet.\n\n"
        "Next  mgi plan la-cruz -o a.xlsx  the same as a workbook, which can be read back\n"
    )


def test_without_a_gap_nothing_is_written(here: Path, mgi: Mgi) -> None:
    for answers, said in (
        ("", "Nothing is answered here yet. There is nothing to plan, so none.xlsx was not written.\n"),
        (
            'answers: {"1.1.1": {status: present}}\n',
            (
                "No gaps among the indicators that were answered here. There is nothing to plan, so none.xlsx was not\n"
                "written.\n"
            ),
        ),
    ):
        Path("none.yaml").write_text(BARE + answers, "utf-8")
        ran = mgi("plan", "none.yaml", "-o", "none.xlsx", width=100)
        assert (ran.code, ran.out, ran.err, Path("none.xlsx").exists()) == (0, said, "", False)


def test_what_is_no_gap_but_planned_is_written(here: Path, mgi: Mgi) -> None:
    Path("kept.yaml").write_text(BARE + 'plan: {"1.1.1": [{action: "Keep the post"}]}\n', "utf-8")
    assert "kept.xlsx is written: 0 gaps, 1 action planned." in mgi("plan", "kept.yaml", "-o", "kept.xlsx").out
    (row,) = rows_of(openpyxl.load_workbook("kept.xlsx"), "1.1.1")
    assert (row[3].value, row[9].value) == ("· not assessed", "Keep the post")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("town.yaml", "-o", "plan.xlsx"), 2, "plan.xlsx is there already; nothing was written. Choose another name"),
        (("town.yaml", "-o", "a.docx"), 2, "a.docx is there already; nothing was written."),
        (("town.yaml", "-o", "a.MD"), 2, "a.MD is there already; nothing was written."),
        (("town.yaml", "-o", "a.odt"), 2, "ends in .xlsx, .html, .pdf, .docx and .md."),
        (("town.yaml", "-o", "a"), 2, "ends in .xlsx, .html, .pdf, .docx and .md."),
        (("town.yaml", "-o", "."), 2, ". is a folder."),
        (("town.yaml", "-o", "no/such/a.xlsx"), 2, "There is no folder no/such."),
        (("nowhere", "-o", "b.xlsx"), 2, "There is no profile named nowhere."),
        (("wrong.yaml", "-o", "b.xlsx"), 1, "error[unknown_indicator] wrong.yaml:5:8"),
        (
            ("long.yaml", "-o", "b.xlsx"),
            1,
            "long.yaml:6: 1.1.1 0 action has 32,768 characters, and a cell holds 32,767",
        ),
        (("town.yaml", "-o", "b.html", "--date", "soon"), 2, "soon is no date."),
        (("town.yaml",), 2, "mgi plan needs the option --output."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_written(here: Path, mgi: Mgi, arguments: tuple[str, ...], code: int, said: str) -> None:
    for name in ("a.docx", "a.MD"):
        Path(name).write_text("somebody's work", "utf-8")
    Path("wrong.yaml").write_text(BARE + 'plan: {"9.9.9": []}\n', "utf-8")
    Path("long.yaml").write_text(BARE + f'plan:\n  "1.1.1": [{{action: "{"x" * 32_768}"}}]\n', "utf-8")
    before = {path.name: path.read_bytes() for path in here.iterdir() if path.is_file()}
    ran = mgi("plan", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert said in " ".join(ran.err.split())
    assert {path.name: path.read_bytes() for path in here.iterdir() if path.is_file()} == before


def test_without_the_libraries_one_sentence_says_what_to_install(
    here: Path, mgi: Mgi, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(name: str) -> Any:
        raise ModuleNotFoundError(name="openpyxl")

    monkeypatch.setattr(office, "import_module", gone)
    for arguments in (("plan", "town.yaml", "-o", "b.xlsx"), ("import", "plan.xlsx", "--into", "town.yaml")):
        ran = mgi(*arguments)
        assert (ran.code, 'pip install "mgi-cli[office]"' in ran.err) == (2, True)
    assert not Path("b.xlsx").exists()


# Back


def test_what_was_filled_in_is_shown_written_and_taken_back(here: Path, mgi: Mgi) -> None:
    change(fill("1.1.3", action="Agree with the health post", due="March 2027", budget="=none"))
    change(fill("2.1.4", owner=None, priority="middle"))
    change(below("3.2.1", action="A third one"))
    before = Path("town.yaml").read_text("utf-8")
    ran = mgi("import", "plan.xlsx", "--into", "town.yaml")
    assert (ran.code, Path("town.yaml").read_text("utf-8")) == (1, before)
    assert "holds a formula" in ran.err
    change(fill("1.1.3", budget="none"))
    ran = mgi("import", "plan.xlsx", "--into", "town.yaml")
    assert (ran.code, ran.out) == (0, SHOWN)
    assert Path("town.yaml").read_text("utf-8") == before
    assert brought(mgi, "--yes")[0] == 0
    wanted = before.replace("\nplan:\n", '\nplan:\n  "1.1.3":  # Mental health and psychosocial support\n' + NEW)
    start, end = wanted.rindex('  "2.1.4":  # Budget for'), wanted.index('      success: "The council adopts')
    wanted = wanted[:start] + MIDDLE + wanted[end:]
    assert Path("town.yaml").read_text("utf-8") == wanted + '    - action: "A third one"\n'
    assert brought(mgi) == (0, "town.yaml from plan.xlsx The plan changes nothing in the profile.")
    assert mgi("undo", "town.yaml").code == 0
    assert Path("town.yaml").read_text("utf-8") == before


SHOWN = """town.yaml  from plan.xlsx

6 changes
Field        Now                 Then

1.1.3  Mental health and psychosocial support
Action       (nothing)           Agree with the health post
Due date     (nothing)           2027-03
Budget       (nothing)           none

2.1.4  Budget for migration work
Priority     high                middle
Responsible  Finance department  (nothing)

3.2.1  Cooperation with other cities, action 3
Action       (nothing)           A third one

Nothing was written. With --yes it would be.
"""
NEW = """    - action: "Agree with the health post"
      due: "2027-03"
      budget: "none"
"""
MIDDLE = """  "2.1.4":  # Budget for migration work
    - action: "Put a line for the migration desk into the draft budget for 2026."
      priority: "middle"
      due: "2025-11"
"""


def test_what_comes_next_when_it_was_written(here: Path, mgi: Mgi) -> None:
    change(fill("1.1.3", priority="1"))
    assert mgi("import", "plan.xlsx", "--into", "town.yaml", "--yes").out.endswith(
        "town.yaml is written.\n\n"
        "Next  mgi validate town.yaml  check it\n"
        "      mgi gaps town.yaml      see what is planned\n"
        "      mgi undo town.yaml      take the changes back\n"
    )


def test_an_emptied_row_takes_its_action_out_and_a_deleted_one_changes_nothing(here: Path, mgi: Mgi) -> None:
    change(fill("3.2.1", action=None, owner=None, due=None))
    change(lambda book: book["Plan"].delete_rows(rows_of(book, "1.3.4")[0][0].row))
    code, said = brought(mgi, "--yes")
    assert (code, "1.3.4 has no row in the workbook; what is planned for it stays as it is." in said) == (0, True)
    assert [one["priority"] for one in planned()["3.2.1"]] == ["low"]
    assert list(planned()) == ["1.3.4", "2.1.4", "3.2.1"]


def test_the_last_action_takes_the_plan_with_it(here: Path, mgi: Mgi) -> None:
    text = PROFILE.read_text("utf-8")
    Path("town.yaml").write_text(text[: text.index("\nplan:\n")] + '\nplan:\n  "1.1.3": [{due: "2027"}]\n', "utf-8")
    assert mgi("plan", "town.yaml", "-o", "one.xlsx").code == 0
    change(fill("1.1.3", due=None), "one.xlsx")
    assert mgi("import", "one.xlsx", "--into", "town.yaml", "--yes").code == 0
    assert Path("town.yaml").read_text("utf-8") == text[: text.index("\nplan:\n")] + "\n"


def test_what_has_no_cell_and_every_remark_stays(here: Path, mgi: Mgi) -> None:
    before = Path("town.yaml").read_text("utf-8")
    remarked = before.replace('      priority: "low"\n', '      priority: "low"  # says the mayor\n      x-id: 7\n')
    Path("town.yaml").write_text(remarked, "utf-8")
    change(fill("3.2.1", 2, owner="The mayor", budget="200"))
    assert brought(mgi, "--yes")[0] == 0
    assert Path("town.yaml").read_text("utf-8") == remarked.replace(
        '      owner: "Migration desk"\n', '      owner: "The mayor"\n      budget: "200"\n'
    )
    assert mgi("plan", "town.yaml", "-o", "again.xlsx").code == 0
    Path("again.xlsx").replace("plan.xlsx")
    change(fill("3.2.1", 2, action=None, priority=None, owner=None, budget=None))
    assert brought(mgi, "--yes")[0] == 0
    assert planned()["3.2.1"][1] == {"x-id": 7}


def test_cells_that_are_not_understood_are_told_and_left_out(here: Path, mgi: Mgi) -> None:
    change(fill("1.1.3", action="Begin", due="soon"))
    change(fill("1.1.6", due="2027-02-30"))
    change(below("9.9.9", action="For nothing"))
    change(below(None, action="Without a code"))
    rows = {code: rows_of(openpyxl.load_workbook("plan.xlsx"), code)[0][0].row for code in ("1.1.3", "1.1.6", "9.9.9")}
    code, said = brought(mgi, "--yes")
    assert code == 1
    for sentence in (
        "4 cells were not understood; what they say is left out",
        f"Plan, M{rows['1.1.3']}: “soon” is no date, or could be two; write 2022, 2022-09 or 2022-09-15.",
        f"Plan, M{rows['1.1.6']}: “2027-02-30” is a day that there is not.",
        f"Plan, A{rows['9.9.9']}: There is no code that says which gap this row is about (“9.9.9”).",
        f"Plan, J{rows['9.9.9'] + 1}: There is no code that says which gap this row is about (“”).",
    ):
        assert sentence in said
    assert planned()["1.1.3"] == [{"action": "Begin"}]
    assert list(planned()) == ["1.1.3", "1.3.4", "2.1.4", "3.2.1"]


def test_rows_are_known_wherever_they_are(here: Path, mgi: Mgi) -> None:
    change(fill("3.2.1", 2, due="2027"))

    def scrambled(book: Any) -> None:
        sheet = book["Plan"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5) if row[0].value]
        sheet.delete_rows(5, sheet.max_row)
        for number, row in enumerate(sorted(rows[:20], key=lambda row: str(row[2])), 5):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column).value = value
        extra = book.create_sheet("From the offices")
        for row in rows[:19:-1]:
            extra.append(row)
        book.create_sheet("Shopping").append(["Bread", 2])

    change(scrambled)
    code, said = brought(mgi, "--yes")
    assert (code, "1 change " in said) == (0, True)
    assert "The sheet Shopping is not part of the plan and was not read." in said
    assert [one.get("due") for one in planned()["3.2.1"]] == ["2026", "2027"]


@pytest.mark.parametrize("shown", ["en", "es", "fr"])
@pytest.mark.parametrize("written", ["en", "es", "fr"])
def test_a_plan_of_one_language_is_read_back_whatever_language_is_shown(
    here: Path, mgi: Mgi, written: str, shown: str
) -> None:
    Path("plan.xlsx").unlink()
    assert mgi("plan", "town.yaml", "-o", "plan.xlsx", "--lang", written).code == 0
    before = planned()
    ran = mgi("import", "plan.xlsx", "--into", "town.yaml", "--lang", shown)
    assert (ran.code, ran.err) == (0, "")
    assert Words(shown).say("plan.no_changes") in ran.out
    change(below("1.1.3", action="A further service"))
    change(fill("1.1.3", action="A service of its own", due=Words(written).date("2027-03"), code=None))
    assert brought(mgi, "--yes", "--lang", shown)[0] == 0
    services = [{"action": "A service of its own", "due": "2027-03"}, {"action": "A further service"}]
    assert planned() == {"1.1.3": services, **before}


def test_a_column_that_was_deleted_changes_nothing(here: Path, mgi: Mgi) -> None:
    change(fill("3.2.1", 2, due="2027"))
    change(lambda book: book["Plan"].delete_cols(PLAN_COLUMNS.index("owner") + 1))
    change(lambda book: book["Plan"].delete_cols(PLAN_COLUMNS.index("no") + 1))
    assert brought(mgi, "--yes")[0] == 0
    assert [sorted(one) for one in planned()["3.2.1"]] == [
        ["action", "due", "owner"],
        ["action", "due", "owner", "priority"],
    ]


def test_a_copied_row_is_a_further_action(here: Path, mgi: Mgi) -> None:
    def copied(book: Any) -> None:
        row = [cell.value for cell in rows_of(book, "2.1.4")[0]]
        book["Plan"].append(row)
        row[PLAN_COLUMNS.index("action")] = "And a line for interpreters"
        book["Plan"].append(row)

    change(copied)
    assert brought(mgi, "--yes")[0] == 0
    first, second = planned()["2.1.4"]
    assert (first["action"], second["action"]) == (
        "Put a line for the migration desk into the draft budget for 2026.", "And a line for interpreters",
    )  # fmt: skip
    assert {**first, "action": ""} == {**second, "action": ""}


def test_what_stands_beside_and_below_the_rows_is_named(here: Path, mgi: Mgi) -> None:
    def remarked(book: Any) -> None:
        last = book["Plan"].max_row
        book["Plan"]["Q7"].value = "A remark"
        book["Plan"].cell(last + 2, 5).value = "Another remark"

    change(remarked)
    last = openpyxl.load_workbook("plan.xlsx")["Plan"].max_row
    said = brought(mgi)
    assert said == (
        0,
        (
            "town.yaml from plan.xlsx The plan changes nothing in the profile. "
            f"Plan, Q7 and Plan, E{last} are not cells of the plan and were not read."
        ),
    )


def test_a_code_that_became_a_number_is_told_by_the_indicator_beside_it(here: Path, mgi: Mgi) -> None:
    (row,) = rows_of(openpyxl.load_workbook("plan.xlsx"), "2.1.4")
    change(fill("2.1.4", priority="1", code=None))
    assert brought(mgi, "--yes")[0] == 0
    assert planned()["2.1.4"][0]["priority"] == "1"
    change(lambda book: setattr(book["Plan"].cell(row[0].row, 1), "value", "3.2.3"))
    code, said = brought(mgi, "--yes")
    assert (code, "The code 3.2.3 stands beside the indicator 2.1.4; nobody can tell which" in said) == (1, True)


def test_a_cell_that_became_a_date_or_a_number_is_a_text(here: Path, mgi: Mgi) -> None:
    change(fill("1.1.3", due=dt.date(2027, 3, 15), budget=2500, priority=1.0))
    assert brought(mgi, "--yes")[0] == 0
    assert planned()["1.1.3"] == [{"priority": "1", "due": "2027-03-15", "budget": "2500"}]


# Conflicts


def both_changed() -> None:
    change(fill("2.1.4", due="2026-06"))
    change(fill("3.2.1", 2, owner="From the workbook"))
    text = Path("town.yaml").read_text("utf-8")
    Path("town.yaml").write_text(text.replace('owner: "Migration desk"', 'owner: "From the profile"'), "utf-8")


def test_a_conflict_is_never_decided_in_silence(here: Path, mgi: Mgi) -> None:
    both_changed()
    before = Path("town.yaml").read_bytes()
    code, said = brought(mgi, "--yes")
    assert (code, Path("town.yaml").read_bytes()) == (1, before)
    assert "1 conflict: the profile has changed there too since the plan was written" in said
    assert "Nothing was written: the conflict has to be settled. --prefer workbook takes what the workbook says" in said


@pytest.mark.parametrize(("prefer", "owner"), [("workbook", "From the workbook"), ("profile", "From the profile")])
def test_a_script_says_whose_word_counts(here: Path, mgi: Mgi, prefer: str, owner: str) -> None:
    both_changed()
    assert brought(mgi, "--yes", "--prefer", prefer)[0] == 0
    assert (planned()["2.1.4"][0]["due"], planned()["3.2.1"][1]["owner"]) == ("2026-06", owner)


def test_at_a_terminal_it_asks(here: Path, mgi: Mgi, monkeypatch: pytest.MonkeyPatch) -> None:
    both_changed()
    asked: list[str] = []
    replies = iter(["x", "w", "y"])

    def line(prompt: str, _words: Words) -> str:
        asked.append(prompt)
        return next(replies)

    monkeypatch.setattr(asking, "can_ask", lambda: True)
    monkeypatch.setattr(asking, "line", line)
    assert brought(mgi)[0] == 0
    assert planned()["3.2.1"][1]["owner"] == "From the workbook"
    assert asked[1:] == [
        (
            "3.2.1 Cooperation with other cities, action 2, Responsible: take the workbook's “From the workbook” "
            "(w), or keep the profile's “From the profile” (p)?"
        ),
        "Write 2 changes to town.yaml? [y/n]",
    ]


def test_an_action_that_is_gone_is_a_conflict_and_one_that_moved_is_found(here: Path, mgi: Mgi) -> None:
    change(fill("3.2.1", 1, priority="1"))
    change(fill("3.2.1", 2, priority="2"))
    text = Path("town.yaml").read_text("utf-8")
    first = (
        '    - action: "Negotiate a new agreement with Tesk Ford."\n      owner: "Mayor\'s office"\n      due: "2026"\n'
    )
    Path("town.yaml").write_text(text.replace(first, ""), "utf-8")
    said = brought(mgi, "--yes")[1]
    assert "1 conflict" in said
    assert "The whole action (nothing) Action: Negotiate a new agreement with Tesk Ford.;" in said
    assert brought(mgi, "--yes", "--prefer", "workbook")[0] == 0
    assert [(one["action"][:9], one["priority"]) for one in planned()["3.2.1"]] == [
        ("Ask in th", "2"),
        ("Negotiate", "1"),
    ]  # fmt: skip


# What is no plan of this profile


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (("round: 2", "round: 3"), "made for round 2, and the profile is round 3"),
        (("id: xaa-orvenna", "id: xaa-elsewhere"), "made for xaa-orvenna, and the profile is of xaa-elsewhere"),
    ],
)
def test_a_plan_of_something_else_is_refused(here: Path, mgi: Mgi, changed: tuple[str, str], said: str) -> None:
    Path("town.yaml").write_text(PROFILE.read_text("utf-8").replace(*changed), "utf-8")
    code, told = brought(mgi, "--yes")
    assert (code, said in told) == (1, True)


def test_a_plan_goes_into_a_profile_that_is_there(here: Path, mgi: Mgi) -> None:
    ran = mgi("import", "plan.xlsx", "-o", "new.yaml", "--yes")
    assert (ran.code, ran.err) == (
        2, "error: An action plan goes into a profile that is there.\n  Bring it in with --into PROFILE.\n",
    )  # fmt: skip
    assert not Path("new.yaml").exists()


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda book: book["mgi-data"].delete_rows(4, 1), "The hidden sheet mgi-data of the workbook was changed"),
        (lambda book: book.remove(book["mgi-data"]), "The workbook is neither a questionnaire nor a plan of mgi"),
        (lambda book: book.remove(book["Plan"]), "In plan.xlsx there is no row of a plan."),
    ],
)
def test_a_workbook_that_is_not_whole_is_refused(here: Path, mgi: Mgi, act: Any, said: str) -> None:
    change(act)
    before = Path("town.yaml").read_bytes()
    code, told = brought(mgi, "--yes")
    assert (code, said in told, Path("town.yaml").read_bytes()) == (1, True, before)


def test_a_catalogue_of_ones_own(here: Path, mgi: Mgi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MGI_FRAMEWORKS", str(FRAMEWORKS))
    shutil.copy(FRAMEWORKS / "well-town.yaml", "well.yaml")
    assert mgi("plan", "well.yaml", "-o", "well.xlsx").code == 0
    change(fill("W.1.10", action="Another bucket"), "well.xlsx")
    assert mgi("import", "well.xlsx", "--into", "well.yaml", "--yes").code == 0
    assert planned("well.yaml") == {"W.1.10": [{"action": "Another bucket"}]}


# As a document


def test_the_document_tells_every_gap_and_leaves_room_for_what_is_to_be_done(here: Path, mgi: Mgi) -> None:
    profile, framework = Library().load("orvenna-2025")
    paper = view.paper(profile, framework, Words(), date="2026-01")
    assert (paper.kind, paper.title, paper.date) == ("Action plan, a made-up example", "Orvenna", "2026-01")
    assert [words_of(notice) for notice in paper.notices] == [
        "This profile is made up. It describes no real place.",
        "Basis: Made up, to show how two rounds of an assessment read side by side.",
    ]
    domains = [part for part in paper.parts if isinstance(part, Section) and part.number]
    assert [domain.number for domain in domains] == ["1", "2", "3", "4", "5", "6"]
    entries = [part for domain in domains for part in domain.parts if isinstance(part, Entry)]
    assert [entry.code for entry in entries] == [item.indicator.id for item in plan.find(profile, framework.domains)]
    parts = domains[2].parts
    at = next(n for n, part in enumerate(parts) if isinstance(part, Entry) and part.code == "3.2.1")
    entry, grid = parts[at : at + 2]
    assert isinstance(entry, Entry)
    assert isinstance(grid, Grid)
    assert [(fact.term, [words_of(text) for text in fact.texts]) for fact in entry.facts][2:] == [
        ("Typical evidence", ["Cooperation agreement; Joint work plan; Report of a joint project"]),
        ("Global Compact", ["Objective 23: international cooperation"]),
        ("SDG target", ["SDG 17.16: global partnerships"]),
    ]
    assert [[words_of(text) for text in row] for row in grid.rows] == [
        ["Negotiate a new agreement with Tesk Ford.", "", "Mayor's office", "2026", "", ""],
        ["Ask in the network of river towns who would share a language teacher.", "low", "Migration desk", "", "", ""],
        ["\n\n", *[""] * 5],
    ]


def test_a_page_is_put_in_the_place_of_an_earlier_one(here: Path, mgi: Mgi) -> None:
    Path("a.html").write_text("earlier", "utf-8")
    assert mgi("plan", "town.yaml", "-o", "a.html").code == 0
    page = Path("a.html").read_text("utf-8")
    assert "Negotiate a new agreement with Tesk Ford." in page
    assert "edition" in page


# Where it is shown


def test_what_is_planned_stands_beside_its_gap(here: Path, mgi: Mgi) -> None:
    for command in ("gaps", "show"):
        told = " ".join(mgi(command, "town.yaml", "--domain", "3", width=200).out.split())
        assert "Planned: Negotiate a new agreement with Tesk Ford. (responsible: Mayor's office; due: 2026)" in told, (
            command
        )
    found = mgi("gaps", "town.yaml", "--domain", "3", "--format", "json").document()["gaps"]
    assert {gap["indicator"]: len(gap["plan"]) for gap in found if gap["plan"]} == {"3.2.1": 2}
    assert next(gap["plan"][1] for gap in found if gap["plan"]) == {
        "action": "Ask in the network of river towns who would share a language teacher.", "priority": "low",
        "owner": "Migration desk", "due": None, "budget": None, "success": None,
    }  # fmt: skip


def test_an_action_without_a_text_is_shown_and_one_that_says_nothing_is_not(mgi: Mgi, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    actions = '[{budget: "5"}, {}, {x-a: 1}]'
    path.write_text(BARE + f'answers: {{"1.1.1": {{status: absent}}}}\nplan: {{"1.1.1": {actions}}}\n', "utf-8")
    assert "Planned: no action named yet (budget: 5)" in " ".join(mgi("gaps", path, width=120).out.split())
    assert mgi("gaps", path).out.count("Planned") == 1
    assert len(mgi("show", path, "-f", "json").document()["plan"]) == 1


# Every kind of file


def text_of_workbook(data: bytes) -> str:
    """Return what a person sees in a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    shown = (sheet for sheet in book.worksheets if sheet.sheet_state == "visible")
    return " ".join(str(cell.value) for sheet in shown for row in sheet.iter_rows() for cell in row if cell.value)


PLAN_READERS = {".xlsx": text_of_workbook, **READERS}


def told_by_a_plan(filled: Tokened) -> dict[Any, str]:
    """Return the tokens that a plan has to tell: what is planned, and what was found where something is missing."""
    answers = filled.tree["answers"]
    gaps_there = {code for code, entry in answers.items() if entry["status"] in ("partial", "absent", "no_evidence")}
    found = {
        route: token
        for route, token in filled.texts.items()
        if route[0] == "answers" and route[1] in gaps_there and {"evidence", "note"} & set(route) and not is_own(route)
    }
    cited = {key for code in gaps_there for key in answers[code]["findings"]}
    found |= {("findings", key): filled.texts["findings", key, "text"] for key in cited}
    planned = {route: token for route, token in filled.texts.items() if route[0] == "plan" and not is_own(route)}
    assert len(planned) == 7 * 2 * 5
    assert len(found) > 10
    return planned | found


def test_every_kind_of_plan_is_read_back_here() -> None:
    assert set(PLAN_READERS) == set(planning.KINDS)


@pytest.mark.parametrize("suffix", planning.KINDS)
def test_everything_that_is_planned_and_was_found_is_in_the_plan(tmp_path: Path, mgi: Mgi, suffix: str) -> None:
    filled = tokened(FRAMEWORK)
    path = tmp_path / f"plan{suffix}"
    assert mgi("plan", filled.save(tmp_path / "town.yaml"), "-o", path).code == 0
    text = " ".join(PLAN_READERS[suffix](path.read_bytes()).split())
    assert [route for route, token in told_by_a_plan(filled).items() if token not in text] == []
    dates = {route: date for route, date in filled.dates.items() if route[0] == "plan"}
    shown = {date: date if suffix == ".xlsx" else Words().date(date) for date in dates.values()}
    assert [route for route, date in dates.items() if shown[date] not in text] == []


@pytest.mark.parametrize("around", HOSTILE)
@pytest.mark.parametrize("suffix", planning.KINDS)
def test_hostile_texts_stay_text(tmp_path: Path, mgi: Mgi, suffix: str, around: str) -> None:
    filled = tokened(FRAMEWORK, around)
    path = tmp_path / f"plan{suffix}"
    assert mgi("plan", filled.save(tmp_path / "town.yaml"), "-o", path).code == 0
    text = "".join(PLAN_READERS[suffix](path.read_bytes()).split())
    hostile = ["".join(around.format(token).split()) for token in told_by_a_plan(filled).values()]
    assert [said for said in hostile if said not in text] == []
    if suffix == ".xlsx":
        assert b"<f>" not in zipfile.ZipFile(path).read("xl/worksheets/sheet2.xml")
        assert mgi("import", path, "--into", tmp_path / "town.yaml").out.endswith("changes nothing in the profile.\n")


@pytest.mark.parametrize("suffix", planning.KINDS)
def test_the_same_input_gives_the_same_bytes_in_another_process_zone_and_day(tmp_path: Path, suffix: str) -> None:
    made: list[bytes] = []
    for zone in ("Pacific/Auckland", "America/Bogota"):
        path = tmp_path / f"{len(made)}{suffix}"
        command = [sys.executable, "-m", "mgi_cli", "plan", "orvenna-2025", "-o", str(path)]
        environment = {"TZ": zone, "PATH": "", "PYTHONHASHSEED": str(len(made))}
        subprocess.run(command, check=True, capture_output=True, env=environment)
        made.append(path.read_bytes())
    assert made[0] == made[1]
