"""What of two profiles cannot be compared, because they answer different editions of a framework."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mgi_cli.views import common
from mgi_cli.views.report import Column, Group, Heading, Mark, Paragraph, Role, Span, Table, Tone, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mgi_cli.judging.across import Across
    from mgi_cli.judging.editions import Link
    from mgi_cli.model import Framework, Profile
    from mgi_cli.views.report import Block, Cell
    from mgi_cli.words import Words


def notice(along: Across, new: Profile, words: Words) -> Paragraph:
    """Return what a reader must know of a comparison of two editions."""
    basis = along.mapping.basis
    return Paragraph(text(words.say("diff.along", old=along.edition.id, new=new.framework, basis=basis), Tone.NOTICE))


def apart(along: Across, new: Profile, framework: Framework, words: Words) -> Iterator[Block]:
    """Yield the indicators that cannot be compared, with what either side answered, and why."""
    if along.apart:
        yield Heading(text(f"{words.say('diff.apart')} ({len(along.apart)})"), words.say("diff.apart_means"))
        columns = (
            Column(head=()),
            Column(head=text(words.say("diff.apart_old", edition=along.edition.id)), role=Role.BODY, least=20),
            Column(head=text(words.say("diff.apart_new", edition=framework.id)), role=Role.BODY, least=20),
            Column(head=text(words.say("diff.apart_why")), role=Role.BODY, least=18),
        )
        rows = tuple(
            (
                text(words.say(f"migration.relation_{link.relation}")),
                _side(link.old, along.old, along.edition, words),
                _side(link.new, new, framework, words, Mark("to"), Span(" ")),
                text(link.reason),
            )
            for link in along.apart
        )
        yield Table(columns=columns, groups=(Group(rows=rows),))
    if along.findings:
        keys = words.both([finding.id for finding in along.findings])
        facts = {"n": len(along.findings), "keys": keys, "name": along.old.name, "edition": framework.id}
        yield Paragraph(text(words.say("diff.apart_findings", **facts)))


def _side(codes: Iterable[str], profile: Profile, framework: Framework, words: Words, *lead: Mark | Span) -> Cell:
    """Return indicators with their answers, a line each, that begins with ``lead``."""
    pieces: list[Any] = []
    for code in codes:
        pieces += [*([Span("\n")] if pieces else []), *lead]
        named = f"{code} {framework.text(code).label}" + words.say("common.colon")
        pieces += [Span(named), *common.status_cell(profile.status(code), framework)]
    return tuple(pieces)


def flat(along: Across, new: Profile, framework: Framework) -> Iterator[tuple[str, ...]]:
    """Yield a row for each link: kind, domain, code, label, field, before, after."""
    for link in along.apart:
        edition, code = (framework, link.new[0]) if link.new else (along.edition, link.old[0])
        before, after = _told(link.old, along.old), _told(link.new, new)
        domain = edition.indicators[code].domain
        yield f"not_compared_{link.relation}", domain, code, edition.text(code).label, "status", before, after


def _told(codes: Iterable[str], profile: Profile) -> str:
    return "\n".join(f"{code} {profile.status(code)}" for code in codes)


def document(along: Across, new: Profile, framework: Framework) -> dict[str, Any]:
    """Return the mapping, and what it does not carry over."""
    return {
        "from": along.mapping.old,
        "to": along.mapping.new,
        "basis": along.mapping.basis,
        "not_compared": [_part(link, along, new, framework) for link in along.apart],
        "findings_not_compared": [common.finding_part(finding, along.old) for finding in along.findings],
    }


def _part(link: Link, along: Across, new: Profile, framework: Framework) -> dict[str, Any]:
    return {
        "relation": str(link.relation),
        "from": [_indicator(code, along.old, along.edition) for code in link.old],
        "to": [_indicator(code, new, framework) for code in link.new],
        "reason": link.reason,
    }


def _indicator(code: str, profile: Profile, framework: Framework) -> dict[str, Any]:
    return {"indicator": code, "label": framework.text(code).label, "status": str(profile.status(code))}
