"""A comparison as a workbook: every indicator with its status in each place, the counts by domain, the places."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.utils import get_column_letter

from mgi_cli.exchange import packing, styles
from mgi_cli.render.surface import GLYPHS
from mgi_cli.text import visible
from mgi_cli.value import Value
from mgi_cli.views import common
from mgi_cli.views import comparison as view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from mgi_cli.judging.comparison import Comparison, Row
    from mgi_cli.judging.summary import Counts
    from mgi_cli.model import Domain, Profile, Status
    from mgi_cli.views.comparison import Compared
    from mgi_cli.words import Words

_HEAD = 4  # the row of the heads
_KEYS = (("code", 7), ("indicator", 44), ("differs", 9))
_PLACE = 18  # characters of width
_ON_A_PAGE = 8  # places beside the indicators, on A4
_COUNTS = (("domain", 34), ("place", 30), ("answered", 11), ("indicators", 11))
PLACES = (
    ("number", 5), ("place", 26), ("type", 16), ("lies_in", 22), ("country", 18), ("round", 8), ("published", 16),
    ("is_made_up", 10), ("basis_head", 52), ("file", 20),
)  # fmt: skip
"""Columns by the names of their heads among the sentences of comparisons, and their widths in characters."""


class Sheets(Value):
    """What the sheets are made from.

    ``names`` are the short names of the profiles, ``status`` symbols and words, ``note`` says what is made up.
    """

    compared: Compared
    words: Words
    names: tuple[str, ...]
    status: dict[Status, str]
    title: str
    note: str

    @property
    def found(self) -> Comparison:
        """The comparison."""
        return self.compared.comparison

    def say(self, key: str, **params: object) -> str:
        """Return one of the sentences of comparisons."""
        return self.words.say(f"compare.{key}", **params)

    def heads(self) -> tuple[str, ...]:
        """Return the names of the profiles, each with the remark that it is made up where it is."""
        return tuple(
            view.called(name, profile, self.words)
            for name, profile in zip(self.names, self.found.profiles, strict=True)
        )


def workbook(compared: Compared, words: Words) -> bytes:
    """Return a comparison as an ``.xlsx`` file; the same comparison gives the same bytes."""
    found = compared.comparison
    status = {
        status: f"{GLYPHS[status][0]} {common.status_word(status, found.framework)}" for status in found.framework.scale
    }
    made = Sheets(
        compared=compared,
        words=words,
        names=tuple(map(visible, view.names(found.profiles, words))),
        status=status,
        title=visible(view.title(found.profiles, words)),
        note=visible(view.made_up(found.profiles, words)),
    )
    book: Any = openpyxl.Workbook()
    book.active.title = made.say("sheet_comparison")
    _comparison(book.active, made)
    _counts(book.create_sheet(made.say("sheet_counts")), made)
    _places(book.create_sheet(made.say("sheet_places")), made)
    return packing.packed(book, title=made.title, lang=words.lang)


def _opening(sheet: Worksheet, columns: Sequence[tuple[str, float]], made: Sheets) -> None:
    """Write what stands above a table: the title, what it is, what is made up; and the heads, kept in sight."""
    found = made.found
    styles.title(sheet.cell(1, 1), made.title)
    edition = made.say("edition", id=found.framework.id, edition=found.framework.edition)
    styles.quiet(sheet.cell(2, 1), f"{view.order(made.compared, made.words)} {edition}")
    styles.quiet(sheet.cell(3, 1), made.note)
    for row, height in ((1, 28), (2, 18), (3, 18)):
        sheet.row_dimensions[row].height = height
    sheet.sheet_view.showGridLines = False
    for column, (head, width) in enumerate(columns, 1):
        styles.head(sheet.cell(_HEAD, column), head)
        sheet.column_dimensions[get_column_letter(column)].width = width
    styles.fit(sheet, _HEAD, least=32)


def _closing(sheet: Worksheet, last: int, made: Sheets, *, wide: int = 1) -> None:
    """Give a sheet its filters and set it up for printing, ``wide`` pages side by side."""
    letter = get_column_letter(sheet.max_column)
    sheet.auto_filter.ref = f"A{_HEAD}:{letter}{last}"
    left = "   ".join(part for part in (made.title, made.note) if part)
    styles.printed(sheet, head_row=_HEAD, left=left, right=made.say("printed"))
    sheet.page_setup.fitToWidth = wide


# Indicators


def _comparison(sheet: Worksheet, made: Sheets) -> None:
    columns = [(made.say(name), width) for name, width in _KEYS]
    _opening(sheet, [*columns, *((head, _PLACE) for head in made.heads())], made)
    row = _HEAD + 1
    for domain in made.found.domains:
        row = _domain(sheet, row, domain, made)
    sheet.freeze_panes = f"{get_column_letter(len(_KEYS) + 1)}{_HEAD + 1}"
    _closing(sheet, row - 1, made, wide=ceil(len(made.names) / _ON_A_PAGE))
    sheet.print_title_cols = f"A:{get_column_letter(len(_KEYS))}"


def _domain(sheet: Worksheet, row: int, domain: Domain, made: Sheets) -> int:
    """Write the indicators of a domain that are shown, from a row on; return the row after them."""
    shown = [item for item in made.compared.rows if item.indicator.domain == domain.id]
    if shown:
        _band(sheet, row, f"{domain.number}  {domain.name}", made, level=1)
        row += 1
    for subdomain in domain.subdomains:
        those = [item for item in shown if item.indicator.subdomain == subdomain.id]
        if those:
            _band(sheet, row, f"{subdomain.id}  {subdomain.name}", made, level=2)
            row += 1
        for item in those:
            _row(sheet, row, item, made)
            row += 1
    return row


def _band(sheet: Worksheet, row: int, text: str, made: Sheets, *, level: int) -> None:
    write = styles.band if level == 1 else styles.subband
    for column in range(1, len(_KEYS) + len(made.names) + 1):
        write(sheet.cell(row, column), text if column == 1 else "")
    sheet.row_dimensions[row].height = 20


def _row(sheet: Worksheet, row: int, item: Row, made: Sheets) -> None:
    styles.boxed(sheet.cell(row, 1), item.indicator.id, bold=True)
    styles.boxed(sheet.cell(row, 2), made.found.framework.text(item.indicator.id).label)
    styles.boxed(sheet.cell(row, 3), made.say("yes" if item.differs else "no"))
    for column, status in enumerate(item.statuses, len(_KEYS) + 1):
        styles.legend(sheet.cell(row, column), made.status[status], status)
    styles.fit(sheet, row)


# Counts


def _counts(sheet: Worksheet, made: Sheets) -> None:
    statuses = view.counted(made.found)
    columns = [(made.say(name), width) for name, width in _COUNTS]
    _opening(sheet, [*columns, *((made.status[status], 16) for status in statuses)], made)
    for column, status in enumerate(statuses, len(_COUNTS) + 1):
        styles.legend(sheet.cell(_HEAD, column), made.status[status], status)
    row = _HEAD + 1
    several = len(made.found.domains) > 1
    for domain in (*((None,) if several else ()), *made.found.domains):
        name = f"{domain.number} {domain.name}" if domain else made.say("all_domains")
        for head, summary in zip(made.heads(), made.found.summaries, strict=True):
            counts = summary.domains[domain.id] if domain else summary.totals
            styles.boxed(sheet.cell(row, 1), name, bold=domain is None)
            styles.boxed(sheet.cell(row, 2), head)
            _numbers(sheet, row, counts, statuses)
            sheet.row_dimensions[row].height = 17
            row += 1
    sheet.freeze_panes = f"C{_HEAD + 1}"
    _closing(sheet, row - 1, made)


def _numbers(sheet: Worksheet, row: int, counts: Counts, statuses: Sequence[Status]) -> None:
    numbers = (counts.answered, counts.indicators, *(counts.statuses[status] for status in statuses))
    for column, number in enumerate(numbers, 3):
        styles.number(sheet.cell(row, column), number)


# Places


def _places(sheet: Worksheet, made: Sheets) -> None:
    _opening(sheet, [(made.say(name), width) for name, width in PLACES], made)
    row = _HEAD
    for row, profile in enumerate(made.found.profiles, _HEAD + 1):
        styles.number(sheet.cell(row, 1), row - _HEAD)
        for column, text in enumerate(facts(profile, made.words), 2):
            styles.boxed(sheet.cell(row, column), visible(text, keep="\n"))
        styles.fit(sheet, row)
    _closing(sheet, row, made)
    styles.band(sheet.cell(row + 2, 2), made.say("statuses"))
    for number, (status, meaning) in enumerate(made.found.framework.scale.items(), row + 3):
        styles.legend(sheet.cell(number, 2), made.status[status], status)
        styles.quiet(sheet.cell(number, 3), meaning.means)


def facts(profile: Profile, words: Words) -> tuple[str, ...]:
    """Return what stands in the columns of places, after the number."""
    place, assessment = profile.place, profile.assessment
    return (
        place.name,
        place.type_name or words.say(f"places.{place.type}"),
        place.within or "",
        words.country_of(profile),
        str(assessment.round),
        words.date(assessment.published) if assessment.published else "",
        words.say(f"compare.{'yes' if profile.illustrative else 'no'}"),
        common.basis_text(profile, words),
        profile.name,
    )
