"""The gaps of profiles, by domain and sub-domain, each with the key finding that tells of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from mgi_cli.judging import expiry
from mgi_cli.judging.summary import summarise
from mgi_cli.model import GAPS, PlannedAction, Status
from mgi_cli.value import Value
from mgi_cli.views import common
from mgi_cli.views.report import (
    Column,
    Flat,
    Group,
    Paragraph,
    Report,
    Role,
    Span,
    Steps,
    Table,
    Title,
    Tone,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from mgi_cli.judging.gaps import Gap
    from mgi_cli.model import Domain, Framework, Profile
    from mgi_cli.views.report import Block, Cell
    from mgi_cli.words import Words


class Gaps(Value):
    """The gaps that were found in one profile, and the domains in which they were looked for.

    ``today`` is the day from which it is told what has expired, ``status`` the one that was asked for, if one was.
    """

    profile: Profile
    framework: Framework
    domains: tuple[Domain, ...]
    gaps: tuple[Gap, ...]
    today: str
    status: Status | None = None

    @property
    def all(self) -> int:
        """How many gaps there are in these domains, whatever their status."""
        return summarise(self.profile, self.domains).totals.gaps

    @property
    def resting_on_expired(self) -> tuple[str, ...]:
        """The indicators of these domains, gaps or not, whose answers rest on expired evidence only."""
        return expiry.resting_on_expired(self.profile, self.domains, self.today)

    def of(self, domain: Domain, *, without_evidence: bool = False) -> tuple[Gap, ...]:
        """Return the gaps of a domain: those that were found missing, or those of which no evidence was found."""
        return tuple(
            gap
            for gap in self.gaps
            if gap.indicator.domain == domain.id and (gap.status is Status.NO_EVIDENCE) is without_evidence
        )


def report(found: Sequence[Gaps], words: Words, *, unread: Sequence[Path] = (), again: str = "") -> Report:
    """Return the report of the gaps of one or several profiles, in the order given.

    ``unread`` are the files that were to be looked through and have errors. ``again`` are the options that a next
    command needs to work on the same framework.
    """
    return Report(
        command="gaps",
        lang=words.lang,
        blocks=lambda: (*(block for item in found for block in _page(item, words)), *_next(found, words, again)),
        flat=partial(_flat, found, words),
        document=partial(_document, found, unread),
    )


def _page(found: Gaps, words: Words) -> Iterator[Block]:
    profile = found.profile
    yield Title(words.say("gaps.title", place=profile.place.name), words.where(profile))
    yield from common.head(profile, words)
    yield Paragraph(_summary(found, words))
    groups = tuple(group for domain in found.domains for group in _groups(found, domain, words))
    if groups:
        yield Table(columns=_columns(words), groups=groups)
    yield from _expired(found, words)
    yield from _not_assessed(found, words)


def _next(found: Sequence[Gaps], words: Words, again: str) -> Iterator[Block]:
    code = next((gap.indicator.id for item in found for gap in item.gaps), None)
    if code:
        step = (f"mgi explain {code}{again}", words.say("gaps.next_explain", code=code))
        yield Steps(words.say("common.next"), (step,))


def _summary(found: Gaps, words: Words) -> Cell:
    """Return how many gaps there are of each status; what was not found is told apart from what is missing."""
    counts = {status: sum(gap.status is status for gap in found.gaps) for status in GAPS}
    if not found.all:
        answered = summarise(found.profile, found.domains).totals.answered
        return text(words.say("gaps.none" if answered else "gaps.none_answered"))
    if found.status and not found.gaps:
        status = common.status_word(found.status, found.framework)
        return text(words.say("gaps.none_of_status", status=status, n=found.all))
    key = "gaps.n" if len(found.gaps) == found.all else "gaps.n_of"
    pieces: list[Span] = [Span(words.say(key, n=len(found.gaps), all=found.all), Tone.STRONG)]
    shown = [(status, n) for status, n in counts.items() if n]
    for position, (status, n) in enumerate(shown):
        pieces.append(Span(words.say("common.colon") if not position else ", "))
        word = common.status_word(status, found.framework)
        pieces.append(Span(word if found.status else common.counted(n, word, words), Tone(status)))
    return tuple(pieces)


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        Column(head=text(words.say("gaps.status"))),
        Column(head=text(words.say("gaps.code"))),
        Column(head=text(words.say("gaps.indicator")), least=20),
        Column(head=text(words.say("gaps.finding")), role=Role.BODY, least=24),
    )


def _groups(found: Gaps, domain: Domain, words: Words) -> Iterator[Group]:
    missing, unknown = found.of(domain), found.of(domain, without_evidence=True)
    if missing or unknown:
        name = Span(f"{domain.number} {domain.name}")
        count = Span("  " + words.say("gaps.n", n=len(missing) + len(unknown)), Tone.QUIET)
        yield Group(title=(name, count) if len(found.domains) > 1 else (name,), level=1)
    for subdomain in domain.subdomains:
        rows = tuple(_row(gap, found, words) for gap in missing if gap.indicator.subdomain == subdomain.id)
        if rows:
            yield Group(title=text(f"{subdomain.id} {subdomain.name}"), rows=rows)
    if unknown:
        title = text(words.say("gaps.no_evidence"))
        yield Group(title=title, rows=tuple(_row(gap, found, words) for gap in unknown))


def _row(gap: Gap, found: Gaps, words: Words) -> tuple[Cell, ...]:
    return (
        common.status_cell(gap.status, found.framework),
        text(gap.indicator.id),
        text(found.framework.text(gap.indicator.id).label),
        common.known_cell(gap.indicator.id, found.profile, words, today=found.today),
    )


def _expired(found: Gaps, words: Words) -> Iterator[Block]:
    """Yield, apart from the gaps, which other answers rest on expired evidence only."""
    codes = [code for code in found.resting_on_expired if not found.profile.status(code).is_gap]
    if codes and not found.status:
        said = words.say("gaps.rest_on_expired", n=len(codes), codes=words.both(codes), day=words.date(found.today))
        yield Paragraph(text(said, Tone.NOTICE))


def _not_assessed(found: Gaps, words: Words) -> Iterator[Block]:
    """Yield, apart from the gaps, how many indicators nobody has answered."""
    counts = summarise(found.profile, found.domains).totals
    n = counts.statuses[Status.NOT_ASSESSED]
    if n:
        yield Paragraph(text(words.say("gaps.not_assessed", n=n, all=counts.indicators), Tone.QUIET))


def _flat(found: Sequence[Gaps], words: Words) -> Flat:
    heads = (
        *("profile", "place", "round", "framework", "domain", "subdomain", "indicator", "label", "status"),
        *("findings", "finding_texts", "note", "gcm", "gcm_principles", "sdg", "illustrative", "evidence"),
        *("evidence_expired", "rests_on_expired"),
        *(f"plan_{name}" for name in PlannedAction._fields),
    )
    rows = tuple(_flat_row(item, gap, words) for item in found for gap in item.gaps)
    return Flat(heads=heads, rows=rows)


def _flat_row(found: Gaps, gap: Gap, words: Words) -> tuple[str | int | None, ...]:
    profile, indicator = found.profile, gap.indicator
    return (
        *(profile.name, profile.place.name, profile.assessment.round, profile.framework),
        *(indicator.domain, indicator.subdomain, indicator.id, found.framework.text(indicator.id).label),
        str(gap.status),
        " ".join(finding.id for finding in gap.findings),
        "\n".join(common.finding_text(finding, words.lang) for finding in gap.findings),
        gap.answer.note,
        " ".join(str(number) for number in indicator.gcm),
        " ".join(indicator.gcm_principles),
        " ".join(indicator.sdg),
        "yes" if profile.illustrative else "no",
        "\n".join(common.evidence_text(item, profile, words) for item in gap.answer.evidence),
        len(expiry.expired(gap.answer, found.today)),
        "yes" if expiry.rests_on_expired(gap.answer, found.today) else "no",
        *_planned(common.planned(indicator.id, profile)),
    )


def _planned(actions: Sequence[PlannedAction]) -> Iterator[str]:
    """Yield what is planned for a gap, field by field, a line for each action."""
    every = [common.action_part(action) for action in actions]
    for name in PlannedAction._fields:
        lines = [" ".join((action[name] or "").splitlines()) for action in every]
        yield "\n".join(lines) if any(lines) else ""


def _document(found: Sequence[Gaps], unread: Sequence[Path]) -> dict[str, Any]:
    return {
        "profiles": [
            common.profile_part(item.profile, item.framework)
            | {"not_assessed": summarise(item.profile, item.domains).totals.statuses[Status.NOT_ASSESSED]}
            | {"sources": common.sources_part(item.profile)}
            | {"today": item.today, "rests_on_expired": list(item.resting_on_expired)}
            for item in found
        ],
        "gaps": [_gap_part(item, gap) for item in found for gap in item.gaps],
        "not_readable": [str(path) for path in unread],
    }


def _gap_part(found: Gaps, gap: Gap) -> dict[str, Any]:
    return {
        "profile": found.profile.name,
        "framework": found.framework.id,
        "domain": gap.indicator.domain,
        "subdomain": gap.indicator.subdomain,
        "indicator": gap.indicator.id,
        "label": found.framework.text(gap.indicator.id).label,
        "status": str(gap.status),
        "findings": [
            {"id": finding.id, "text": finding.text.value, "lang": finding.text.lang} for finding in gap.findings
        ],
        "evidence": [common.evidence_part(item, found.today) for item in gap.answer.evidence],
        "note": gap.answer.note,
        **common.links_part(gap.indicator),
        "rests_on_expired": expiry.rests_on_expired(gap.answer, found.today),
        "plan": [common.action_part(action) for action in common.planned(gap.indicator.id, found.profile)],
    }
