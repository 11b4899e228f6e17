"""A report as Markdown: headings, tables, lists; every text of a profile stays text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mgi_cli.render.surface import Surface
from mgi_cli.text import visible
from mgi_cli.views.report import (
    Bar,
    Heading,
    Lines,
    Mark,
    Matrix,
    Paragraph,
    Source,
    Span,
    Steps,
    Table,
    Title,
    Tone,
    Verbatim,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from mgi_cli.views.report import Cell, Group, Piece, Report

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$])")
_ADDRESS = re.compile(r"(https?://[^\s<>|\"'`\\,]+)")
_BLOCK_START = re.compile(r"^(\s*)(?:(\d+)(?=[.)](?:\s|$))|(?=[-+=](?:\s|$)|(?:[-=]\s*)+$))")
_BLANKS = re.compile(" {2,}")  # what keeps a terminal's columns apart
_ANY = Surface()
_MOST_IN_WORDS = 8  # columns of one kind; more of them are no page wide


def render(report: Report, surface: Surface) -> str:
    """Return the blocks of a report as Markdown (GitHub's tables), one line break at the end."""
    parts, depth = [], 1
    for block in report.blocks():
        if isinstance(block, Heading):
            depth = 2
        if isinstance(block, Matrix):
            block = block.table if block.many <= _MOST_IN_WORDS else block.narrow()  # noqa: PLW2901 - as a table
        parts.append(_table(block, depth) if isinstance(block, Table) else _BLOCKS[type(block).__name__](block))
    return "\n\n".join(part for part in parts if part) + "\n"


def escape(text: str, *, links: bool = True) -> str:
    """Return ``text`` so that Markdown and HTML read nothing into it.

    With ``links`` http(s) addresses in it become links to themselves.
    """
    shown = visible(text, keep="\n")
    parts = enumerate(_ADDRESS.split(shown) if links else (shown,))
    escaped = "".join(_plain(part) if position % 2 == 0 else f"<{part}>" for position, part in parts)
    return "<br>".join(begun(line) for line in escaped.split("\n"))


def begun(line: str) -> str:
    r"""Return an escaped line so that it begins no list, no heading and no rule: ``1. x`` as ``1\. x``."""
    return _BLOCK_START.sub(lambda found: f"{found[1]}{found[2] or ''}\\", line, count=1)


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;"))


def _cell(cell: Cell) -> str:
    """Return a cell; where two blanks keep a remark apart in a terminal, a comma does here."""
    pieces = [_piece(piece) for piece in cell]
    apart = (f", {piece.lstrip()}" if piece.startswith("  ") else piece for piece in pieces[1:])
    return _BLANKS.sub(" ", "".join([*pieces[:1], *apart])).strip()


def _piece(piece: Piece) -> str:
    if isinstance(piece, Mark):
        return _ANY.glyph(piece.name)
    if isinstance(piece, Bar):
        return "".join(_ANY.glyph(status) * n for status, n in piece.counts)
    text = escape(piece.text)
    return f"**{text}**" if piece.tone is Tone.STRONG and text.strip() == text and text else text


def _title(block: Title) -> str:
    about = f"\n\n{escape(block.about)}" if block.about else ""
    return f"# {escape(block.name)}{about}"


def _heading(block: Heading) -> str:
    about = f"\n\n{escape(block.about)}" if block.about else ""
    return f"## {_cell(block.name)}{about}"


def _paragraph(block: Paragraph) -> str:
    return _cell(block.pieces)


def _lines(block: Lines) -> str:
    items = [_cell(item) for item in block.items]
    if block.flow:
        return ", ".join(items)
    return "\n".join(f"- {item.removeprefix(chr(92) + '- ')}" for item in items) if len(items) > 1 else "".join(items)


def _table(block: Table, depth: int) -> str:
    """Return a table; the titles in it are of the levels below ``depth``, that of the title or heading it is under."""
    if all(not group.title for group in block.groups):
        rows = [row for group in block.groups for row in group.rows]
        return _rows(block, rows)
    above = depth if any(group.level == 1 and group.title for group in block.groups) else depth - 1
    return "\n\n".join(part for group in block.groups for part in _group(block, group, above))


def _group(block: Table, group: Group, above: int) -> Iterator[str]:
    if group.title:
        yield f"{'#' * (above + group.level)} {_cell(group.title)}"
    if group.rows:
        yield _rows(block, list(group.rows))


def _rows(block: Table, rows: list[tuple[Cell, ...]]) -> str:
    heads = [
        " ".join(part for part in (_cell(column.head), _word(column.head, column.word)) if part)
        for column in block.columns
    ]
    lines = [
        _row(heads),
        _row(["--:" if column.numeric else "---" for column in block.columns]),
        *(_row([_cell(cell) for cell in row]) for row in rows),
    ]
    return "\n".join(lines)


def _word(head: Cell, word: str) -> str:
    return escape(word) if head and all(isinstance(piece, Mark) for piece in head) else ""


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _source(block: Source) -> str:
    return f"    {visible(block.line)}"


def _verbatim(block: Verbatim) -> str:
    return "\n".join(
        "    " + visible("".join(piece.text for piece in line if isinstance(piece, Span))) for line in block.lines
    )


def _steps(block: Steps) -> str:
    return ""  # commands are for a terminal


_BLOCKS: dict[str, Callable[[Any], str]] = {
    "Title": _title,
    "Heading": _heading,
    "Paragraph": _paragraph,
    "Lines": _lines,
    "Source": _source,
    "Steps": _steps,
    "Verbatim": _verbatim,
}
