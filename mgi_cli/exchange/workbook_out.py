"""The questionnaire as a workbook: a sheet of instructions, the place, one sheet for each domain, findings, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils import get_column_letter

from mgi_cli.exchange import fields, leftovers, sheet_parts, styles
from mgi_cli.exchange.packing import packed
from mgi_cli.exchange.sheet_parts import Foot
from mgi_cli.exchange.sheets import escape_x
from mgi_cli.exchange.state import LISTS, SHEET, State, cells
from mgi_cli.model import Status
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from mgi_cli.exchange.fields import Field, Labels
    from mgi_cli.model import Domain, Framework, IndicatorText
    from mgi_cli.words import Words

Tree = dict[str, Any]

_WIDTHS = {
    "code": 7, "question": 34, "guidance": 46, "status": 17, "reason": 18, "note": 28, "evidence": 28,
    "evidence_source": 15, "evidence_date": 11, "findings": 14, "assessed_by": 15, "assessed_on": 11, "key": 16,
    "domain": 28, "kind": 26, "text": 90, "finding_sources": 20, "source_title": 60, "publisher": 36, "date": 12,
    "url": 44, "source_note": 36, "where": 48, "what": 100,
}  # fmt: skip
"""Widths of columns in characters."""

_EMPTY_LINES = {"findings": 40, "sources": 30}
"""How many lines are ready for what is not there yet."""


class Sheets(Value):
    """What the sheets are made from.

    ``name`` is that of the place, or of the questionnaire where there is none; ``leftovers`` is what has no cell: where
    it stands and what it is.
    """

    tree: Tree
    framework: Framework
    words: Words
    labels: Labels
    name: str
    leftovers: tuple[tuple[str, str], ...] = ()

    def say(self, key: str, **params: object) -> str:
        """Return one of the sentences of the workbook."""
        return self.words.say(f"workbook.{key}", **params)


def workbook(tree: Tree, framework: Framework, words: Words) -> bytes:
    """Return the questionnaire of a profile (its plain tree; of no profile, an empty one) as an ``.xlsx`` file.

    No text of the tree may be too long for a cell: see ``fields.too_long``.
    """
    country = fields.section(tree, "place").get("country")
    place = fields.section(tree, "place").get("name")
    known = fields.labels(framework, words, country)
    name = fields.plain(place) if place else words.say(f"workbook.{framework.level}")
    rest = tuple(leftovers.rows(tree, words))
    made = Sheets(tree=tree, framework=framework, words=words, labels=known, name=name, leftovers=rest)
    book: Any = openpyxl.Workbook()
    _instructions(book.active, made)
    _place(sheet_parts.sheet(book, made.say("place")), made)
    for domain in framework.domains:
        _domain(sheet_parts.sheet(book, f"{domain.number} {domain.name}"), domain, made)
    _listed(sheet_parts.sheet(book, made.say("findings")), "findings", made)
    _listed(sheet_parts.sheet(book, made.say("sources")), "sources", made)
    _also(book, made)
    _lists(book.create_sheet(LISTS), made)
    _state(book.create_sheet(SHEET), made)
    return packed(book, title=_title(made), lang=framework.lang)


def _title(made: Sheets) -> str:
    return made.say("title_place", place=made.name) if made.tree.get("place") else made.say("title")


def _opening(sheet: Worksheet, title: str, about: str, made: Sheets) -> None:
    """Write the first lines of a sheet: its title, what it is about, and whether it is made up."""
    sheet_parts.opening(sheet, title, (about, _made_up(made)))


def _closing(sheet: Worksheet, made: Sheets, head_row: int | None, *, landscape: bool = True) -> None:
    left = "   ".join(part for part in (made.name, _made_up(made)) if part)
    sheet_parts.closing(sheet, Foot(left, made.say("printed")), head_row, landscape=landscape)


def _made_up(made: Sheets) -> str:
    return made.say("made_up") if made.tree.get("illustrative") is True else ""


# Instructions


def _instructions(sheet: Worksheet, made: Sheets) -> None:
    sheet.title = made.say("instructions")
    _opening(sheet, _title(made), _about(made), made)
    sheet_parts.to_read(sheet)
    how = [made.say(f"how_{n}") for n in range(1, 9)]
    row = sheet_parts.paragraphs(sheet, 4, made.say("how"), how, numbered=True)
    scale = {status: (made.labels.status[status], text.means) for status, text in made.framework.scale.items()}
    row = sheet_parts.scale(sheet, row + 1, made.say("answers_mean"), scale)
    row = sheet_parts.terms(sheet, row + 1, made.say("sheets"), _list_of_sheets(made))
    sheet_parts.paragraphs(sheet, row + 1, made.say("about"), [made.framework.basis])
    _closing(sheet, made, None, landscape=False)


def _about(made: Sheets) -> str:
    """Return whom the questionnaire asks, by which edition, and which round it is."""
    assessment = fields.section(made.tree, "assessment")
    parts = [made.framework.title]
    if assessment.get("round"):
        parts.append(made.words.say("common.round", number=str(assessment["round"])))
    return ", ".join(parts)


def _list_of_sheets(made: Sheets) -> list[tuple[str, str]]:
    """Return what each sheet holds."""
    listed = [(made.say("place"), made.say("sheet_place"))]
    domains = made.framework.domains
    listed += [(f"{item.number} {item.name}", made.say("questions", n=len(item.indicators))) for item in domains]
    listed += [(made.say(name), made.say(f"sheet_{name}")) for name in ("findings", "sources")]
    return [*listed, *([(made.say("also"), made.say("sheet_also"))] if made.leftovers else [])]


# Place and round


def _place(sheet: Worksheet, made: Sheets) -> None:
    _opening(sheet, made.say("place"), made.say("sheet_place"), made)
    for letter, width in (("A", 24), ("B", 60), ("C", 52)):
        sheet.column_dimensions[letter].width = width
    row = 4
    for section, every in fields.HEAD.items():
        for field in every:
            styles.locked(sheet.cell(row, 1), made.say(field.name), bold=True)
            value = fields.section(made.tree, section).get(field.key)
            styles.free(sheet.cell(row, 2), fields.shown(field, value, made.labels))
            styles.put(sheet.cell(row, 3), made.say(f"help_{field.name}"), colour=styles.QUIET)
            if field.kind == "type":
                styles.choice(sheet, f"B{row}", _source("type", made), made.say("choose"))
            styles.fit(sheet, row, least=20)
            row += 1
        row += 1
    _closing(sheet, made, None)


# Domains


def _domain(sheet: Worksheet, domain: Domain, made: Sheets) -> None:
    _opening(sheet, f"{domain.number}  {domain.name}", made.framework.looks_at(domain.id), made)
    names = ("code", "question", "guidance", *(field.name for field in fields.ANSWERS))
    _heads(sheet, 4, names, made)
    row = 5
    for subdomain in domain.subdomains:
        for column in range(1, len(names) + 1):
            styles.band(sheet.cell(row, column), f"{subdomain.id}  {subdomain.name}" if column == 1 else "")
        sheet.row_dimensions[row].height = 20
        for number, indicator in enumerate(subdomain.indicators, 1):
            _answer(sheet, row + number, indicator.id, made)
        row += len(subdomain.indicators) + 1
    _rules(sheet, row - 1, made)
    sheet.freeze_panes = "C5"
    _closing(sheet, made, 4)


def _heads(sheet: Worksheet, row: int, names: Sequence[str], made: Sheets) -> None:
    sheet_parts.heads(sheet, row, ((made.say(name), _WIDTHS[name]) for name in names))


def _answer(sheet: Worksheet, row: int, code: str, made: Sheets) -> None:
    text = made.framework.text(code)
    entry = fields.section(made.tree, "answers").get(code)
    styles.locked(sheet.cell(row, 1), code, bold=True)
    styles.locked(sheet.cell(row, 2), fields.question(text)).value = _with_bold_label(text)
    styles.locked(sheet.cell(row, 3), _guidance(text, made))
    for column, field in enumerate(fields.ANSWERS, 4):
        value = fields.shown(field, fields.value_of(entry, field), made.labels)
        styles.free(sheet.cell(row, column), value)
    styles.fit(sheet, row)
    more = len(entry.get("evidence") or ()) - 1 if isinstance(entry, dict) else 0
    if more > 0:
        styles.prompt(sheet, f"{_column('evidence')}{row}", made.say("more_evidence", n=more))


def _with_bold_label(text: IndicatorText) -> CellRichText:
    font = InlineFont(rFont=styles.FAMILY, sz=10)
    bold = InlineFont(rFont=styles.FAMILY, sz=10, b=True)
    return CellRichText(TextBlock(bold, escape_x(f"{text.label}\n")), TextBlock(font, escape_x(text.question)))


def _guidance(text: IndicatorText, made: Sheets) -> str:
    key = "guidance_text" if Status.PARTIAL in made.framework.scale else "guidance_without_partial"
    evidence = made.words.say("common.semicolon").join(text.evidence)
    return made.say(key, present=text.present, partial=text.partial, evidence=evidence)


def _column(name: str) -> str:
    return get_column_letter(4 + [field.name for field in fields.ANSWERS].index(name))


def _rules(sheet: Worksheet, last: int, made: Sheets) -> None:
    """Give the answers their list and colours, and say beside the other cells what goes in."""
    status, reason = _column("status"), _column("reason")
    labels = {key: made.labels.status[key] for key in made.framework.scale}
    styles.choice(sheet, f"{status}5:{status}{last}", _source("status", made), made.say("choose"))
    styles.colour_statuses(sheet, status, 5, last, labels)
    if Status.NOT_APPLICABLE in labels:
        wanted = f'AND(${status}5="{labels[Status.NOT_APPLICABLE]}",TRIM(${reason}5)="")'
        styles.missing(sheet, f"{reason}5:{reason}{last}", wanted)
    for name, said in (
        ("evidence_source", "sources_help"),
        ("evidence_date", "date_help"),
        ("findings", "findings_help"),
        ("assessed_on", "date_help"),
    ):
        styles.prompt(sheet, f"{_column(name)}5:{_column(name)}{last}", made.say(said))


# Findings and sources


def _listed(sheet: Worksheet, section: str, made: Sheets) -> None:
    every = fields.ENTRIES[section]
    _opening(sheet, made.say(section), made.say(f"sheet_{section}"), made)
    styles.quiet(sheet.cell(3, 1), made.say("keys_help"))
    _heads(sheet, 4, ("key", *(field.name for field in every)), made)
    entries = fields.section(made.tree, section)
    for row, (key, entry) in enumerate(entries.items(), 5):
        styles.locked(sheet.cell(row, 1), key, bold=True)
        _fill(sheet, row, every, entry, made)
    last = 4 + len(entries) + _EMPTY_LINES[section]
    for row in range(5 + len(entries), last + 1):
        styles.free(sheet.cell(row, 1), "")
        _fill(sheet, row, every, {}, made)
    for column, field in enumerate(every, 2):
        cells_of = f"{get_column_letter(column)}5:{get_column_letter(column)}{last}"
        if made.labels.of(field.kind):
            styles.choice(sheet, cells_of, _source(field.kind, made), made.say("choose"))
        elif field.kind in ("date", "sources"):
            styles.prompt(sheet, cells_of, made.say(f"{field.kind}_help"))
    sheet.freeze_panes = "B5"
    _closing(sheet, made, 4)


def _fill(sheet: Worksheet, row: int, every: Sequence[Field], entry: Tree, made: Sheets) -> None:
    for column, field in enumerate(every, 2):
        styles.free(sheet.cell(row, column), fields.shown(field, entry.get(field.key), made.labels))
    styles.fit(sheet, row, least=20)


# What has no cell


def _also(book: Any, made: Sheets) -> None:
    """Write a sheet of what the profile holds besides, where it holds any such thing."""
    if not made.leftovers:
        return
    sheet = sheet_parts.sheet(book, made.say("also"))
    _opening(sheet, made.say("also"), made.say("sheet_also"), made)
    styles.quiet(sheet.cell(3, 1), made.say("also_help"))
    _heads(sheet, 4, fields.ALSO, made)
    for row, texts in enumerate(made.leftovers, 5):
        for column, text in enumerate(texts, 1):
            styles.locked(sheet.cell(row, column), text, bold=column == 1)
        styles.fit(sheet, row)
    sheet.freeze_panes = "B5"
    _closing(sheet, made, 4)


# What nobody sees


def _source(kind: str, made: Sheets) -> str:
    """Return the place of a list to choose from, as a formula; a list written in the cell ends at 255 characters."""
    column = get_column_letter(_LISTED.index(kind) + 1)
    return f"'{LISTS}'!${column}$1:${column}${len(made.labels.of(kind))}"


_LISTED = ("status", "domain", "kind", "type")


def _lists(sheet: Worksheet, made: Sheets) -> None:
    for column, kind in enumerate(_LISTED, 1):
        for row, label in enumerate(made.labels.of(kind).values(), 1):
            styles.put(sheet.cell(row, column), label)
    sheet.sheet_state = "hidden"


def _state(sheet: Worksheet, made: Sheets) -> None:
    state = State(
        tree=made.tree,
        edition=made.framework.edition,
        lang=made.framework.lang,
        labels=made.labels.document(),
        heads=fields.heads(made.words),
    )
    for row, text in enumerate(cells(state), 1):
        styles.put(sheet.cell(row, 1), text)
    styles.put(sheet.cell(1, 2), made.say("for_mgi"))
    sheet.sheet_state = "hidden"
