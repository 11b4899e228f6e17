"""A comparison on its way to a file: a workbook, a table, or a paper."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from mgi_cli.exchange import office
from mgi_cli.reading import files
from mgi_cli.render import as_csv, papers
from mgi_cli.render.surface import Surface
from mgi_cli.views import comparison as view
from mgi_cli.views.report import Flat, Paragraph, Report, Tone, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mgi_cli.views.comparison import Compared
    from mgi_cli.words import Words


def made(compared: Compared, kind: str, words: Words, date: str | None) -> bytes:
    """Return a comparison as a file of one of ``KINDS``; ``date`` is what a paper bears.

    Raises ``MgiError`` where a library that it needs is not installed.
    """
    if kind in _TABLES:
        return _TABLES[kind](compared, words)
    from mgi_cli.views.papers import comparison  # noqa: PLC0415 - a table needs none of it

    return papers.render(comparison.paper(compared, words, date=date), kind)


def _workbook(compared: Compared, words: Words) -> bytes:
    book: bytes = office.module("comparison_out").workbook(compared, words)
    return book


def _table(compared: Compared, words: Words) -> bytes:
    """Return the flat table, with the mark by which Excel knows its encoding."""
    return b"\xef\xbb\xbf" + as_csv.render(view.report(compared, words), Surface()).encode()


_TABLES: dict[str, Callable[[Compared, Words], bytes]] = {".xlsx": _workbook, ".csv": _table}

KINDS = (*_TABLES, *papers.KINDS)
"""What a comparison can be written as, by the end of the file's name."""


def written(path: Path, compared: Compared, words: Words) -> Report:
    """Return the report of a comparison that was written."""
    said = words.say("compare.written", path=files.shown(path), n=len(compared.comparison.profiles))
    return Report(
        command="compare",
        lang=words.lang,
        blocks=lambda: (Paragraph(text(said, Tone.PRESENT)),),
        flat=partial(Flat, heads=(), rows=()),
        document=dict,
    )
