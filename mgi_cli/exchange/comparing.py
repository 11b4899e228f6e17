"""A comparison on its way to a file: a workbook, a table, or a paper."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from mgi_cli.exchange import office
from mgi_cli.reading import files
from mgi_cli.render import as_csv, papers
from mgi_cli.render.surface import Surface
from mgi_cli.views import ways
from mgi_cli.views.report import Flat, Paragraph, Report, Tone, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mgi_cli.views.ways import Shown
    from mgi_cli.words import Words


def made(shown: Shown, kind: str, words: Words, date: str | None) -> bytes:
    """Return a comparison as a file of one of ``KINDS``; ``date`` is what a paper bears.

    Raises ``MgiError`` where a library that it needs is not installed.
    """
    if kind in _TABLES:
        return _TABLES[kind](shown, words)
    paper: Any = import_module(f"mgi_cli.views.papers.{ways.way(shown)}")
    return papers.render(paper.paper(shown, words, date=date), kind)


def _workbook(shown: Shown, words: Words) -> bytes:
    book: bytes = office.module(f"{ways.way(shown)}_out").workbook(shown, words)
    return book


def _table(shown: Shown, words: Words) -> bytes:
    """Return the flat table, with the mark by which Excel knows its encoding."""
    return b"\xef\xbb\xbf" + as_csv.render(ways.report(shown, words), Surface()).encode()


_TABLES: dict[str, Callable[[Shown, Words], bytes]] = {".xlsx": _workbook, ".csv": _table}

KINDS = (*_TABLES, *papers.KINDS)
"""What a comparison can be written as, by the end of the file's name."""


def written(path: Path, shown: Shown, words: Words) -> Report:
    """Return the report of a comparison that was written."""
    said = words.say("compare.written", path=files.shown(path), n=len(shown.profiles))
    return Report(
        command="compare",
        lang=words.lang,
        blocks=lambda: (Paragraph(text(said, Tone.PRESENT)),),
        flat=partial(Flat, heads=(), rows=()),
        document=dict,
    )
