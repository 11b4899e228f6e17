"""What ``--help`` says of the program or of a command: how it is called, what it does, what it takes, how it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_cli.value import Value
from mgi_cli.views.report import EMPTY, Column, Flat, Group, Heading, Lines, Paragraph, Report, Role, Span, Table, Tone
from mgi_cli.views.report import text as cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_cli.views.report import Block
    from mgi_cli.words import Words

Entry = tuple[str, str]
"""What can be typed, and what it means."""

_LEAST = 30
"""Columns below which what is said beside an option is no longer readable."""


class Usage(Value):
    """How a command is called: the line, what it does, and its arguments, options or commands under a title each."""

    command: str
    line: str
    about: str
    parts: tuple[tuple[str, tuple[Entry, ...]], ...]
    end: str


def report(usage: Usage, words: Words) -> Report:
    """Return the report of how a command is called."""
    rows = tuple(entry for _, entries in usage.parts for entry in entries)
    return Report(
        command=usage.command,
        lang=words.lang,
        blocks=lambda: _blocks(usage, words),
        flat=lambda: Flat(heads=("what", "meaning"), rows=rows),
        document=lambda: {"usage": usage.line, "entries": [{"what": what, "meaning": said} for what, said in rows]},
    )


def _blocks(usage: Usage, words: Words) -> Iterator[Block]:
    yield Lines(((Span(words.say("help.usage") + "  ", Tone.QUIET), Span(usage.line, Tone.STRONG)),))
    for paragraph in usage.about.split("\n\n"):
        yield Paragraph(cell(paragraph.replace("\n", " ")))
    for title, entries in usage.parts:
        yield Heading(cell(title))
        yield _table(entries)
    yield Paragraph(cell(usage.end, Tone.QUIET))


def _table(entries: tuple[Entry, ...]) -> Table:
    columns = (Column(head=EMPTY), Column(head=EMPTY, role=Role.BODY, least=_LEAST))
    rows = tuple(((Span(what, Tone.COMMAND, whole=True),), cell(said)) for what, said in entries)
    return Table(columns=columns, groups=(Group(rows=rows),))
