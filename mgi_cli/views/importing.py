"""What was found in a document that became a profile: the place, the findings counted, what was not understood."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from mgi_cli.model import Kind
from mgi_cli.value import Value
from mgi_cli.views import common
from mgi_cli.views.report import (
    Column,
    Flat,
    Group,
    Lines,
    Paragraph,
    Report,
    Role,
    Steps,
    Table,
    Title,
    Tone,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mgi_cli.model import Framework, Profile
    from mgi_cli.views.report import Block, Cell
    from mgi_cli.words import Words

_MOST_HEADS = 6
_MOST_UNPLACED = 20
"""So many lines that were not understood are shown; all are in the file."""


class Brought(Value):
    """A profile that was made from a document and written to ``path``.

    ``unplaced`` are texts with the headings under which they stood, ``notices`` names of sentences with their facts,
    ``left_out`` lines that were understood as layout. ``again`` is the profile with the options that a next command
    needs.
    """

    path: str
    profile: Profile
    framework: Framework
    unplaced: tuple[tuple[str, str], ...] = ()
    notices: tuple[tuple[str, Mapping[str, object]], ...] = ()
    left_out: tuple[str, ...] = ()
    again: str = ""


def report(brought: Brought, words: Words) -> Report:
    """Return the report of an import."""
    return Report(
        command="import",
        lang=words.lang,
        blocks=lambda: tuple(_page(brought, words)),
        flat=partial(_flat, brought),
        document=partial(_document, brought, words),
    )


def _page(brought: Brought, words: Words) -> Iterator[Block]:
    profile = brought.profile
    yield Title(profile.place.name, words.where(profile))
    yield from common.head(profile, words)
    yield Lines(tuple(text(_source(source, words), Tone.QUIET) for source in profile.sources.values()))
    yield _table(brought, words)
    for name, facts in brought.notices:
        yield Paragraph(text(words.say(f"import.{name}", **facts), Tone.NOTICE))
    if brought.left_out:
        yield Paragraph(_left_out(brought, words))
    yield from _unplaced(brought, words)
    yield Paragraph(text(words.say("import.written", path=brought.path, n=len(profile.findings)), Tone.PROGRESS))
    if profile.proposals:
        n = len({proposal.indicator for proposal in profile.proposals})
        yield Lines((text(words.say("import.proposed", n=n), Tone.NOTICE),))
    proposed = ((f"mgi proposals{brought.again}", words.say("import.next_proposals")),) if profile.proposals else ()
    steps = (
        (f"mgi show{brought.again} --findings", words.say("import.next_show")),
        *proposed,
        (f"mgi assess{brought.again}", words.say("import.next_assess")),
        (f"mgi validate{brought.again}", words.say("import.next_validate")),
    )
    yield Steps(words.say("common.next"), steps)


def _source(source: Any, words: Words) -> str:
    return words.say("import.source", source=common.source_text(source, words))


def _table(brought: Brought, words: Words) -> Table:
    counts = Counter((finding.domain, finding.kind) for finding in brought.profile.findings.values())
    rows = tuple(
        (text(domain.name, Tone.STRONG), *(_number(counts[domain.id, kind]) for kind in Kind))
        for domain in brought.framework.domains
    )
    total = tuple(_number(sum(n for (_, found), n in counts.items() if found is kind)) for kind in Kind)
    columns = (
        Column(head=text(words.say("import.domain")), least=16),
        *(
            Column(
                head=text(words.say(f"import.{kind}")),
                word=words.say(f"import.{kind}_word"),
                role=Role.FACT,
                numeric=True,
            )
            for kind in Kind
        ),
    )
    groups = (Group(rows=rows), Group(rows=((text(words.say("import.all")), *total),)))
    return Table(columns=columns, groups=groups, total=True)


def _number(n: int) -> Cell:
    return text(str(n))


def _unplaced(brought: Brought, words: Words) -> Iterator[Block]:
    """Yield the lines that were not understood, each with the headings under which it stood."""
    if not brought.unplaced:
        return
    yield Paragraph(text(words.say("import.not_understood", n=len(brought.unplaced)), Tone.NOTICE))
    columns = (Column(head=(), role=Role.BODY, least=30), Column(head=(), role=Role.BODY, least=20))
    rows = tuple((text(written), text(under, Tone.QUIET)) for written, under in brought.unplaced[:_MOST_UNPLACED])
    yield Table(columns=columns, groups=(Group(rows=rows),))
    if more := brought.unplaced[_MOST_UNPLACED:]:
        yield Paragraph(text(words.say("import.more_unplaced", n=len(more)), Tone.QUIET))


def _left_out(brought: Brought, words: Words) -> Cell:
    """Return how many lines were layout, and which, those that differ in a number only once."""
    once = {re.sub(r"\d+", "#", line): line for line in reversed(brought.left_out)}
    shown = ", ".join(words.say("common.quoted", text=line) for line in list(reversed(once.values()))[:_MOST_HEADS])
    return text(words.say("import.left_out", n=len(brought.left_out), shown=shown), Tone.QUIET)


def _flat(brought: Brought) -> Flat:
    """Return a row for each finding, and for each text that was not understood."""
    rows: list[tuple[str | int | None, ...]] = [
        (finding.id, finding.domain, str(finding.kind), finding.text.value, None)
        for finding in brought.profile.findings.values()
    ]
    rows += [(None, None, None, written, under) for written, under in brought.unplaced]
    return Flat(heads=("id", "domain", "kind", "text", "unplaced_under"), rows=tuple(rows))


def _document(brought: Brought, words: Words) -> dict[str, Any]:
    profile = brought.profile
    return {
        "path": brought.path,
        "profile": common.profile_part(profile, brought.framework),
        "sources": [
            {"id": item.id, "title": item.title, "publisher": item.publisher, "date": item.date, "url": item.url}
            for item in profile.sources.values()
        ],
        "findings": [common.finding_part(finding, profile) for finding in profile.findings.values()],
        "proposals": len(profile.proposals),
        "unplaced": [{"text": written, "from": under} for written, under in brought.unplaced],
        "left_out": list(brought.left_out),
        "notices": [{"code": name, "message": words.say(f"import.{name}", **facts)} for name, facts in brought.notices],
    }
