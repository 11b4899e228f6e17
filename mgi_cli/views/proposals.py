"""What was proposed for a profile and nobody has confirmed; and what became of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from mgi_cli.value import Value
from mgi_cli.views import common
from mgi_cli.views.report import Column, Flat, Group, Paragraph, Report, Role, Steps, Table, Title, Tone, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_cli.model import Domain, Framework, Profile, Proposal
    from mgi_cli.views.report import Block, Cell
    from mgi_cli.words import Words


def report(profile: Profile, framework: Framework, words: Words, *, again: str = "") -> Report:
    """Return the report of what is proposed, in the framework's order.

    ``again`` is how the profile was named on the command line, with the options that a next command needs.
    """
    return Report(
        command="proposals",
        lang=words.lang,
        blocks=lambda: tuple(_page(profile, framework, words, again)),
        flat=partial(_flat, profile, framework, words),
        document=partial(_document, profile, framework),
    )


def _page(profile: Profile, framework: Framework, words: Words, again: str) -> Iterator[Block]:
    yield Title(words.say("proposals.title", place=profile.place.name), words.where(profile))
    yield from common.head(profile, words)
    yield Paragraph(text(words.say("proposals.n", n=len(profile.proposals)), Tone.STRONG))
    if not profile.proposals:
        return
    columns = (
        Column(head=text(words.say("proposals.status"))),
        Column(head=text(words.say("proposals.code"))),
        Column(head=text(words.say("proposals.indicator")), least=18),
        Column(
            head=text(words.say("proposals.sure")), word=words.say("proposals.sure_word"), role=Role.FACT, numeric=True
        ),
        Column(head=text(words.say("proposals.read_from")), role=Role.BODY, least=24),
    )
    groups = tuple(_group(domain, profile, framework, words) for domain in framework.domains)
    yield Table(columns=columns, groups=tuple(group for group in groups if group.rows))
    steps = (
        (f"mgi assess{again}", words.say("proposals.next_assess")),
        (f"mgi proposals{again} -o {words.say('proposals.list_file')}", words.say("proposals.next_list")),
    )
    yield Steps(words.say("common.next"), steps)


def _group(domain: Domain, profile: Profile, framework: Framework, words: Words) -> Group:
    rows = tuple(
        _row(proposal, profile, framework, words)
        for indicator in domain.indicators
        for proposal in profile.proposals
        if proposal.indicator == indicator.id
    )
    return Group(title=text(f"{domain.number} {domain.name}"), rows=rows)


def _row(proposal: Proposal, profile: Profile, framework: Framework, words: Words) -> tuple[Cell, ...]:
    finding = profile.findings.get(proposal.finding or "")
    lines = [common.finding_line(finding, words)] if finding else []
    lines += common.because(proposal, profile, words)
    sure = str(round(proposal.confidence * 100)) if proposal.confidence is not None else ""
    return (
        common.status_cell(proposal.status, framework),
        text(proposal.indicator),
        text(framework.text(proposal.indicator).label),
        text(sure),
        text("\n".join(lines)),
    )


class Decided(Value):
    """What became of proposals: how many were confirmed and dismissed, and where that stands.

    ``left`` are the codes of indicators that had an answer already.
    """

    path: str
    confirmed: int
    dismissed: int
    left: tuple[str, ...]


def decided(done: Decided, words: Words, *, again: str = "") -> Report:
    """Return the report of what became of proposals."""
    path, confirmed, dismissed, left = done.path, done.confirmed, done.dismissed, done.left
    done_any = bool(confirmed or dismissed)
    lines = [words.say("proposals.confirmed", n=confirmed, path=path), words.say("proposals.dismissed", n=dismissed)]
    if not done_any:
        lines = [words.say("proposals.nothing_decided")]
    if left:
        lines.append(words.say("proposals.answered_already", n=len(left), codes=words.both(list(left))))
    steps = (
        (f"mgi show{again}", words.say("proposals.next_show")),
        *([(f"mgi undo{again}", words.say("changed.next_undo"))] if done_any else ()),
    )
    return Report(
        command="proposals",
        lang=words.lang,
        blocks=lambda: (Paragraph(text("\n".join(lines))), Steps(words.say("common.next"), steps)),
        flat=partial(Flat, heads=(), rows=()),
        document=lambda: {"confirmed": confirmed, "dismissed": dismissed, "answered_already": list(left)},
    )


def _flat(profile: Profile, framework: Framework, words: Words) -> Flat:
    heads = ("profile", "indicator", "label", "status", "confidence", "because", "finding", "finding_text", "origin")
    rows = tuple(
        (
            *(profile.name, item.indicator, framework.text(item.indicator).label, str(item.status)),
            None if item.confidence is None else f"{item.confidence:.2f}",
            *(item.because, item.finding),
            _finding_text(item, profile, words),
            item.origin,
        )
        for item in profile.proposals
    )
    return Flat(heads=heads, rows=rows)


def _finding_text(proposal: Proposal, profile: Profile, words: Words) -> str | None:
    finding = profile.findings.get(proposal.finding or "")
    return common.finding_text(finding, words.lang) if finding else None


def _document(profile: Profile, framework: Framework) -> dict[str, Any]:
    return {
        "profile": common.profile_part(profile, framework),
        "proposals": [
            {
                "indicator": item.indicator,
                "label": framework.text(item.indicator).label,
                "status": str(item.status),
                "finding": item.finding,
                "confidence": item.confidence,
                "because": item.because,
                "origin": item.origin,
            }
            for item in profile.proposals
        ],
    }
