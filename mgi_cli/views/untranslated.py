"""What a language lacks, file by file, for those who translate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mgi_cli.views.report import Column, Flat, Group, Heading, Lines, Paragraph, Report, Role, Span, Table, Title, Tone
from mgi_cli.views.report import text as cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_cli.untranslated import Part, Sheet
    from mgi_cli.views.report import Block, Cell
    from mgi_cli.words import Words

_LEAST = 20
"""Columns below which a text that wraps is no longer readable."""


def report(lang: str, parts: tuple[Part, ...], words: Words) -> Report:
    """Return the report of what a language lacks."""
    return Report(
        command="untranslated",
        lang=words.lang,
        blocks=lambda: _blocks(lang, parts, words),
        flat=lambda: Flat(
            heads=("part", "file", "key", "text"),
            rows=tuple(
                (part.name, sheet.path, lack.key, lack.text)
                for part in parts
                for sheet in part.sheets
                for lack in sheet.lacks
            ),
        ),
        document=lambda: {"language": lang, "parts": [_part(part) for part in parts]},
    )


def _part(part: Part) -> dict[str, Any]:
    missing = [
        {"file": sheet.path, "key": lack.key, "text": lack.text} for sheet in part.sheets for lack in sheet.lacks
    ]
    return {"name": part.name, "texts": part.texts, "missing": missing}


def _blocks(lang: str, parts: tuple[Part, ...], words: Words) -> Iterator[Block]:
    wanted, lacking = sum(part.texts for part in parts), sum(part.lacking for part in parts)
    yield Title(words.say("untranslated.title", lang=lang), words.say("untranslated.of", n=lacking, all=wanted))
    if not lacking:
        yield Paragraph(cell(words.say("untranslated.nothing")))
    for part in parts:
        if part.lacking:
            name = part.name if part.name not in ("words", "crosswalks") else words.say(f"untranslated.{part.name}")
            yield Heading(cell(name), words.say("untranslated.of", n=part.lacking, all=part.texts))
            yield _table(part, words)
    if lacking:
        yield Lines((cell(words.say("untranslated.how"), Tone.QUIET),), apart=True)


def _table(part: Part, words: Words) -> Table:
    columns = (
        Column(head=cell(words.say("untranslated.key"))),
        Column(head=cell(words.say("untranslated.text")), role=Role.BODY, least=_LEAST),
    )
    whole = [sheet for sheet in part.sheets if sheet.is_missing]
    groups = [Group(rows=tuple(_whole(sheet, words) for sheet in whole))] if whole else []
    groups += [
        Group(title=cell(sheet.path), rows=tuple((cell(lack.key), cell(lack.text)) for lack in sheet.lacks))
        for sheet in part.sheets
        if sheet.lacks and not sheet.is_missing
    ]
    return Table(columns=columns, groups=tuple(groups))


def _whole(sheet: Sheet, words: Words) -> tuple[Cell, ...]:
    return cell(sheet.path), (Span(words.say("untranslated.whole", n=sheet.texts), Tone.QUIET),)
