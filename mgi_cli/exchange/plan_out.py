"""The plan as a workbook: a sheet of instructions, and one with a row for each gap and room for what is to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles.colors import Color
from openpyxl.utils import get_column_letter

from mgi_cli.exchange import fields, sheet_parts, styles
from mgi_cli.exchange.packing import packed
from mgi_cli.exchange.rows import PLAN_COLUMNS
from mgi_cli.exchange.sheet_parts import Foot
from mgi_cli.exchange.sheets import escape_x
from mgi_cli.exchange.state import LISTS, PLAN, SHEET, State, cells
from mgi_cli.judging import plan
from mgi_cli.render.surface import GLYPHS
from mgi_cli.text import capital
from mgi_cli.value import Value
from mgi_cli.views import common, planning

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from mgi_cli.judging.plan import Planned
    from mgi_cli.model import Framework, PlannedAction, Profile, Status
    from mgi_cli.words import Words

Tree = dict[str, Any]

_WIDTHS = {
    "code": 7, "no": 4, "question": 19, "status": 12, "found": 26, "present": 27, "typical": 20, "gcm": 15, "sdg": 9,
    "action": 30, "priority": 9, "owner": 15, "due": 10, "budget": 13, "success": 21,
}  # fmt: skip
"""Widths of columns in characters."""

_HEAD_ROW, _FIRST_ROW = 4, 5
_EMPTY_LINES = 20
"""How many lines are ready for further actions."""

_CARRIED = ("format", "framework", "place", "assessment", "plan")
"""What the workbook remembers of the profile: whose plan it is, and what is planned."""


class Made(Value):
    """What the sheets are made from: a profile, as it is understood and as a plain tree, and the words to tell it."""

    profile: Profile
    tree: Tree
    framework: Framework
    words: Words
    rows: tuple[Planned, ...]

    def say(self, key: str, **params: object) -> str:
        """Return one of the sentences of plans."""
        return self.words.say(f"plan.{key}", **params)

    @property
    def title(self) -> str:
        """The title of the workbook."""
        return self.say("title", place=self.profile.place.name)

    @property
    def made_up(self) -> str:
        """The sentence that a profile is made up, where it is."""
        return self.words.say("common.made_up_note") if self.profile.illustrative else ""

    @property
    def foot(self) -> Foot:
        """What is printed on every page."""
        left = "   ".join(part for part in (fields.plain(self.title), self.made_up) if part)
        return Foot(left, self.say("printed"))


def workbook(profile: Profile, tree: Tree, framework: Framework, words: Words) -> bytes:
    """Return the plan of a profile as an ``.xlsx`` file; ``tree`` is the profile as a plain tree, as it is understood.

    No text of a planned action may be too long for a cell: see ``fields.too_long_plan``.
    """
    rows = plan.find(profile, framework.domains)
    made = Made(profile=profile, tree=tree, framework=framework, words=words, rows=rows)
    book: Any = openpyxl.Workbook()
    _instructions(book.active, made)
    _plan(sheet_parts.sheet(book, made.say("plan")), made)
    _lists(book.create_sheet(LISTS), made)
    _state(book.create_sheet(SHEET), made)
    book.active = 1  # the plan is what one opens it for
    book.worksheets[0].sheet_view.tabSelected = False
    return packed(book, title=made.title, lang=framework.lang)


# Instructions


def _instructions(sheet: Worksheet, made: Made) -> None:
    sheet.title = made.say("instructions")
    about = f"{made.framework.title}, {made.words.round(made.profile)}"
    sheet_parts.opening(sheet, fields.plain(made.title), (about, made.made_up))
    sheet_parts.to_read(sheet)
    row = sheet_parts.paragraphs(sheet, 4, made.say("plan"), [made.say("about_plan").strip(), made.say("order")])
    how = [made.say(f"how_{n}") for n in range(1, 8)]
    row = sheet_parts.paragraphs(sheet, row + 1, made.say("how"), how, numbered=True)
    columns = [(made.say(field.name), made.say(f"column_{field.name}")) for field in fields.ACTIONS]
    row = sheet_parts.terms(sheet, row + 1, made.say("columns"), columns)
    shown = {item.status for item in made.rows}
    scale = {
        status: (_status(status, made), text.means)
        for status, text in made.framework.scale.items()
        if status.is_gap or status in shown
    }
    row = sheet_parts.scale(sheet, row + 1, made.say("statuses_mean"), scale)
    basis = fields.plain(common.basis_text(made.profile, made.words))
    texts = [*([made.words.say("common.basis", basis=basis)] if basis else []), made.framework.basis]
    sheet_parts.paragraphs(sheet, row + 1, made.say("about"), [*texts, made.framework.mapping])
    sheet_parts.closing(sheet, made.foot, None, landscape=False)


def _status(status: Status, made: Made) -> str:
    return f"{GLYPHS[status][0]} {common.status_word(status, made.framework)}"


# The plan


def _plan(sheet: Worksheet, made: Made) -> None:
    gaps = made.words.say("gaps.n", n=sum(item.status.is_gap for item in made.rows))
    which = made.words.round(made.profile)
    sheet_parts.opening(sheet, fields.plain(made.title), (capital(which), gaps, made.made_up))
    styles.quiet(sheet.cell(3, 1), made.say("order"))
    heads = fields.plan_heads(made.words, PLAN_COLUMNS)["plan"]
    named = ((label, _WIDTHS[name]) for label, name in heads.items())
    sheet_parts.heads(sheet, _HEAD_ROW, named, free_from=_column("action"))
    row = _FIRST_ROW
    for item in made.rows:
        for number, action in enumerate(item.actions or (None,), 1):
            _row(sheet, row, item, made)
            _action(sheet, row, number, action)
            styles.fit(sheet, row)
            row += 1
    for _ in range(_EMPTY_LINES):
        _empty_row(sheet, row)
        row += 1
    _rules(sheet, row - 1, made)
    sheet.auto_filter.ref = f"A{_HEAD_ROW}:{get_column_letter(len(PLAN_COLUMNS))}{row - 1}"
    sheet.freeze_panes = f"{get_column_letter(_column('status'))}{_FIRST_ROW}"
    sheet_parts.closing(sheet, made.foot, _HEAD_ROW)


def _row(sheet: Worksheet, row: int, item: Planned, made: Made) -> None:
    """Write what stays as it is: the indicator, its status, what was found, and what would make it present."""
    code = item.indicator.id
    styles.locked(sheet.cell(row, _column("code")), code, bold=True)
    indicator: Any = styles.locked(sheet.cell(row, _column("question")), "")
    indicator.value = _with_bold_label(fields.planned_for(made.framework, code))
    styles.legend(sheet.cell(row, _column("status")), _status(item.status, made), item.status).alignment = styles.TOP
    for name, text in _given(item, made).items():
        styles.locked(sheet.cell(row, _column(name)), text)


def _action(sheet: Worksheet, row: int, number: int, action: PlannedAction | None) -> None:
    styles.counted(sheet.cell(row, _column("no")), number)
    for field in fields.ACTIONS:
        value = getattr(action, field.key) if action else None
        styles.free(sheet.cell(row, _column(field.name)), fields.plain(value or ""))


def _given(item: Planned, made: Made) -> dict[str, str]:
    """Return what the assessment and the framework say of a gap, by the names of the columns."""
    text = made.framework.text(item.indicator.id)
    found = common.grounds(item.answer, made.profile, made.words) if item.answer else []
    return {
        "found": fields.clipped("\n".join(map(fields.plain, found))),
        "present": text.present,
        "typical": "\n".join(f"– {line}" for line in text.evidence),  # noqa: RUF001 - as lists are printed
        "gcm": "\n".join(planning.compact(item.indicator, made.words)),
        "sdg": "\n".join(planning.targets(item.indicator, made.words)),
    }


def _with_bold_label(shown: str) -> CellRichText:
    label, _, rest = shown.partition("\n")
    bold = InlineFont(rFont=styles.FAMILY, sz=10, b=True)
    font = InlineFont(rFont=styles.FAMILY, sz=10, color=Color(styles.QUIET))
    return CellRichText(TextBlock(bold, escape_x(f"{label}\n")), TextBlock(font, escape_x(rest)))


def _empty_row(sheet: Worksheet, row: int) -> None:
    """Make a line ready for a further action: its code is chosen from a list."""
    for column, name in enumerate(PLAN_COLUMNS, 1):
        cell = sheet.cell(row, column)
        if name == "code" or column >= _column("action"):
            styles.free(cell, "", bold=name == "code")
        else:
            styles.locked(cell, "")
    styles.fit(sheet, row, least=20)


def _rules(sheet: Worksheet, last: int, made: Made) -> None:
    """Give the codes of the ready lines their list, and say beside the other cells what goes in."""
    first = last - _EMPTY_LINES + 1
    source = f"'{LISTS}'!$A$1:$A${len(made.rows)}"
    styles.choice(sheet, f"A{first}:A{last}", source, made.say("choose_code"))
    for field in fields.ACTIONS:
        letter = get_column_letter(_column(field.name))
        about = made.say(f"column_{field.name}")
        styles.prompt(sheet, f"{letter}{_FIRST_ROW}:{letter}{last}", capital(about))


def _column(name: str) -> int:
    return PLAN_COLUMNS.index(name) + 1


# What nobody sees


def _lists(sheet: Worksheet, made: Made) -> None:
    for row, item in enumerate(made.rows, 1):
        styles.put(sheet.cell(row, 1), item.indicator.id)
    sheet.sheet_state = "hidden"


def _state(sheet: Worksheet, made: Made) -> None:
    state = State(
        tree={key: made.tree[key] for key in _CARRIED if key in made.tree},
        edition=made.framework.edition,
        lang=made.framework.lang,
        labels={},
        heads=fields.plan_heads(made.words, PLAN_COLUMNS),
        kind=PLAN,
    )
    for row, text in enumerate(cells(state), 1):
        styles.put(sheet.cell(row, 1), text)
    styles.put(sheet.cell(1, 2), made.say("for_mgi"))
    sheet.sheet_state = "hidden"
