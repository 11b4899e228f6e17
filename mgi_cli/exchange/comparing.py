"""A comparison on its way to a file: a workbook, a table, or a paper, by the end of the file's name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from mgi_cli.errors import MgiError
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


def check(path: Path, form: str = "table") -> None:
    """Raise ``MgiError`` where no comparison can be written to a file: for its kind, or where it would lie.

    A file is of the kind that its name tells; a ``form`` that was asked for beside it means nothing.
    """
    if form != "table":
        raise MgiError("format_of_file", form=form)
    if path.suffix.lower() not in (*papers.KINDS, *_TABLES):
        raise MgiError("unknown_output", path=files.shown(path), known=sorted((*papers.KINDS, *_TABLES)))
    files.check_put(path)


def write(path: Path, compared: Compared, words: Words) -> None:
    """Write a comparison to a file, whole or not at all, also in the place of one that is there.

    Raises ``MgiError`` as ``check`` does, where it cannot be written, and where a library that it needs is missing.
    """
    check(path)
    suffix = path.suffix.lower()
    made = _TABLES[suffix](compared, words) if suffix in _TABLES else _paper(compared, words, suffix)
    files.put(path, made)


def _paper(compared: Compared, words: Words, suffix: str) -> bytes:
    from mgi_cli.views.papers import comparison  # noqa: PLC0415 - a table needs none of it

    return papers.render(comparison.paper(compared, words), suffix)


def _workbook(compared: Compared, words: Words) -> bytes:
    made: bytes = office.module("comparison_out").workbook(compared, words)
    return made


def _table(compared: Compared, words: Words) -> bytes:
    """Return the flat table, with the mark by which Excel knows its encoding."""
    return b"\xef\xbb\xbf" + as_csv.render(view.report(compared, words), Surface()).encode()


_TABLES: dict[str, Callable[[Compared, Words], bytes]] = {".xlsx": _workbook, ".csv": _table}
"""What makes a table, by the end of the file's name; all else are papers."""


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
