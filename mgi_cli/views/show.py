"""A profile at a glance: coverage and result by domain; or one domain whole; and the key findings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from mgi_cli.judging import expiry
from mgi_cli.judging.summary import Counts, summarise
from mgi_cli.model import Answer, Kind, Status
from mgi_cli.value import Value
from mgi_cli.views import common, course
from mgi_cli.views.report import (
    Bar,
    Cell,
    Column,
    Flat,
    Group,
    Heading,
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
    from collections.abc import Iterator, Mapping, Sequence

    from mgi_cli.judging.stages import Standing
    from mgi_cli.judging.summary import Summary
    from mgi_cli.model import Domain, Framework, Indicator, KeyFinding, Profile
    from mgi_cli.views.report import Block
    from mgi_cli.words import Words


class Shown(Value):
    """A profile and what of it is shown: all domains at a glance or one whole, with the texts of key findings or not.

    ``today`` is the day from which it is told what has expired, ``stands`` the stage that it has come to, where that
    can be told. ``again`` is how the profile was named on the command line, with the options that a next command needs.
    """

    profile: Profile
    framework: Framework
    today: str
    stands: Standing | None = None
    domain: Domain | None = None
    findings: bool = False
    again: str = ""

    @property
    def domains(self) -> tuple[Domain, ...]:
        """The domains shown."""
        return (self.domain,) if self.domain else self.framework.domains

    @property
    def summary(self) -> Summary:
        """The counts of the domains shown."""
        return summarise(self.profile, self.domains)

    @property
    def resting_on_expired(self) -> tuple[str, ...]:
        """The indicators shown whose answers rest on expired evidence only."""
        return expiry.resting_on_expired(self.profile, self.domains, self.today)


def report(shown: Shown, words: Words) -> Report:
    """Return the report of a profile."""
    page = partial(_domain_page, shown, shown.domain, words) if shown.domain else partial(_page, shown, words)
    return Report(
        command="show",
        lang=words.lang,
        blocks=page,
        flat=partial(_flat, shown, words),
        document=partial(_document, shown),
    )


# For people


def _page(shown: Shown, words: Words) -> Iterator[Block]:
    profile, framework, summary = shown.profile, shown.framework, shown.summary
    yield Title(profile.place.name, words.where(profile))
    yield from common.head(profile, words)
    yield _overview(framework, summary, words)
    yield common.legend(framework)
    yield from _facts(shown, summary, words)
    yield from _expired(shown, words)
    if shown.findings:
        yield from _findings(profile, framework.domains, words)
    yield from _next_steps(shown, summary.totals, words)


def _overview(framework: Framework, summary: Summary, words: Words) -> Table:
    counted = [status for status in framework.scale if status is not Status.NOT_ASSESSED]
    columns = (
        Column(head=(), numeric=True),
        Column(head=text(words.say("show.domain")), least=24),
        Column(head=text(words.say("show.each")), role=Role.BODY),
        Column(
            head=text(words.say("show.answered")), word=words.say("show.answered_word"), role=Role.FACT, numeric=True
        ),
        *common.status_columns(framework, words),
    )
    rows = tuple(
        (
            text(str(domain.number), Tone.QUIET),
            text(domain.name),
            (Bar(tuple(summary.domains[domain.id].statuses.items())),),
            *common.count_cells(summary.domains[domain.id], counted, words),
        )
        for domain in framework.domains
    )
    total = (
        (),
        text(words.say("show.all_domains"), Tone.STRONG),
        (),
        *common.count_cells(summary.totals, counted, words),
    )
    return Table(columns=columns, groups=(Group(rows=rows), Group(rows=(total,))), total=True)


def _facts(shown: Shown, summary: Summary, words: Words) -> Iterator[Block]:
    profile, found = shown.profile, summary.totals.findings
    if shown.stands and profile.stages:
        yield Paragraph(text(course.sentence(shown.stands, words)))
    if any(found.values()):
        sentence = words.say("show.findings", well=found[Kind.WELL_DEVELOPED], potential=found[Kind.POTENTIAL])
        yield Paragraph(text(sentence))
    if profile.proposals:
        yield Paragraph(text(words.say("show.proposals", n=len(profile.proposals)), Tone.NOTICE))
    for edition, kept in profile.kept.items():
        yield Paragraph(text(words.say("show.kept", n=len(kept), edition=edition), Tone.NOTICE))


def _expired(shown: Shown, words: Words) -> Iterator[Block]:
    """Yield how much evidence has expired, and which answers rest on nothing else."""
    n = sum(len(expiry.expired(answer, shown.today)) for answer in shown.profile.answers.values())
    alone = shown.resting_on_expired
    if n:
        said = words.say("show.expired", n=n, day=words.date(shown.today))
        if alone:
            said += " " + words.say("show.rest_on_expired", n=len(alone), codes=words.both(alone))
        yield Paragraph(text(said, Tone.NOTICE))


def _next_steps(shown: Shown, counts: Counts, words: Words) -> Iterator[Block]:
    """Yield what leads further from here; nothing is promised that is not there."""
    first = shown.framework.domains[0]
    here = f"{shown.again} --domain {shown.domain.number}" if shown.domain else shown.again
    steps = []
    if counts.gaps:
        steps.append((f"mgi gaps{here}", words.say("show.next_gaps", n=counts.gaps)))
    if not shown.domain:
        step = f"mgi show{here} --domain {first.number}"
        steps.append((step, words.say("show.next_domain", domain=first.name)))
    if any(counts.findings.values()) and not shown.findings:
        key = "show.next_findings_here" if shown.domain else "show.next_findings"
        steps.append((f"mgi show{here} --findings", words.say(key)))
    if steps:
        yield Steps(words.say("common.next"), tuple(steps))


def _domain_page(shown: Shown, domain: Domain, words: Words) -> Iterator[Block]:
    profile, framework, counts = shown.profile, shown.framework, shown.summary.totals
    yield Title(profile.place.name, words.where(profile))
    yield from common.head(profile, words)
    answered = words.say("show.answered_of", n=counts.answered, all=counts.indicators)
    yield Heading(text(f"{domain.number} {domain.name}"), answered)
    yield Paragraph(text(framework.looks_at(domain.id), Tone.QUIET))
    yield _indicators(shown, words, domain)
    yield from _findings(profile, (domain,), words, unused_only=not shown.findings)
    yield from _next_steps(shown, counts, words)


def _indicators(shown: Shown, words: Words, domain: Domain) -> Table:
    columns = (
        Column(head=text(words.say("show.status"))),
        Column(head=text(words.say("show.code"))),
        Column(head=text(words.say("show.indicator")), least=20),
        Column(head=text(words.say("show.rests_on")), role=Role.BODY, least=24),
    )
    groups = tuple(
        Group(
            title=text(f"{subdomain.id} {subdomain.name}"),
            rows=tuple(_indicator_row(shown, indicator.id, words) for indicator in subdomain.indicators),
        )
        for subdomain in domain.subdomains
    )
    return Table(columns=columns, groups=groups)


def _indicator_row(shown: Shown, indicator: str, words: Words) -> tuple[Cell, ...]:
    profile, framework = shown.profile, shown.framework
    status = profile.status(indicator)
    tone = Tone.PLAIN if status.is_answer else Tone.QUIET
    return (
        common.status_cell(status, framework),
        text(indicator, tone),
        text(framework.text(indicator).label, tone),
        common.known_cell(indicator, profile, words, today=shown.today),
    )


def _findings(
    profile: Profile, domains: tuple[Domain, ...], words: Words, *, unused_only: bool = False
) -> Iterator[Block]:
    columns = (
        Column(head=text(words.say("show.key"))),
        Column(head=text(words.say("show.finding")), role=Role.BODY, least=24),
        Column(head=text(words.say("show.informs")), word=words.say("show.informs_word"), role=Role.FACT, least=8),
    )
    shown = [item for item in profile.findings.values() if not unused_only or not profile.informed_by(item.id)]
    groups = tuple(group for domain in domains for group in _finding_groups(shown, profile, domain, words))
    if groups:
        yield Heading(text(words.say("show.unused_findings" if unused_only else "show.key_findings")))
        yield Table(columns=columns, groups=groups)
    if unused_only:
        return
    if not groups:
        yield Paragraph(text(words.say("show.no_findings")))
    elif profile.sources:
        yield Heading(text(words.say("show.sources")))
        yield Lines(tuple(text(line, Tone.QUIET) for line in _sources(profile, words)))


def _finding_groups(findings: Sequence[KeyFinding], profile: Profile, domain: Domain, words: Words) -> Iterator[Group]:
    found = [finding for finding in findings if finding.domain == domain.id]
    if found:
        yield Group(title=text(f"{domain.number} {domain.name}"), level=1)
    for kind in Kind:
        rows = tuple(_finding_row(finding, profile, words) for finding in found if finding.kind is kind)
        if rows:
            yield Group(title=text(words.say(f"show.{kind}")), rows=rows)


def _finding_row(finding: KeyFinding, profile: Profile, words: Words) -> tuple[Cell, ...]:
    informs = profile.informed_by(finding.id)
    return (
        text(finding.id, Tone.QUIET),
        text(common.finding_text(finding, words.lang)),
        text(", ".join(informs) if informs else words.say("show.informs_none"), Tone.QUIET),
    )


def _sources(profile: Profile, words: Words) -> Iterator[str]:
    for source in profile.sources.values():
        yield words.say("show.source", key=source.id, source=common.source_text(source, words))


# For spreadsheets and programs


_HEADS = (
    *("profile", "place", "round", "domain", "subdomain", "indicator", "label", "status", "reason", "findings"),
    *("finding_texts", "evidence", "note", "assessed_on", "assessed_by", "illustrative"),
    *("country", "published", "framework", "evidence_expired", "rests_on_expired"),
)


def _flat(shown: Shown, words: Words) -> Flat:
    """Return a row for each indicator; with the findings, one more for each that informs none."""
    rows = [
        _flat_row(shown.profile, _flat_answer(shown, domain, indicator, words))
        for domain in shown.domains
        for indicator in domain.indicators
    ]
    chosen = {domain.id for domain in shown.domains} if shown.findings else ()
    rows += [
        _flat_row(shown.profile, _flat_finding(finding, words))
        for finding in shown.profile.findings.values()
        if finding.domain in chosen and not shown.profile.informed_by(finding.id)
    ]
    return Flat(heads=_HEADS, rows=tuple(rows))


def _flat_row(profile: Profile, cells: Mapping[str, Any]) -> tuple[str | int | None, ...]:
    about = {
        "profile": profile.name,
        "place": profile.place.name,
        "round": profile.assessment.round,
        "illustrative": "yes" if profile.illustrative else "no",
        "country": profile.place.country,
        "published": profile.assessment.published,
        "framework": profile.framework,
    }
    row: dict[str, Any] = {**about, **cells}
    return tuple(row.get(head) for head in _HEADS)


def _flat_answer(shown: Shown, domain: Domain, indicator: Indicator, words: Words) -> dict[str, Any]:
    profile = shown.profile
    answer = profile.answers.get(indicator.id, Answer(indicator=indicator.id, status=Status.NOT_ASSESSED))
    found = profile.findings_of(indicator.id)
    return {
        "domain": domain.id,
        "subdomain": indicator.subdomain,
        "indicator": indicator.id,
        "label": shown.framework.text(indicator.id).label,
        "status": str(answer.status),
        "reason": answer.reason,
        "findings": " ".join(finding.id for finding in found),
        "finding_texts": "\n".join(common.finding_text(finding, words.lang) for finding in found),
        "evidence": "\n".join(common.evidence_text(item, profile, words) for item in answer.evidence),
        "evidence_expired": len(expiry.expired(answer, shown.today)),
        "rests_on_expired": "yes" if expiry.rests_on_expired(answer, shown.today) else "no",
        "note": answer.note,
        "assessed_on": answer.assessed_on,
        "assessed_by": answer.assessed_by,
    }


def _flat_finding(finding: KeyFinding, words: Words) -> dict[str, str | None]:
    return {
        "domain": finding.domain,
        "findings": finding.id,
        "finding_texts": common.finding_text(finding, words.lang),
    }


def _document(shown: Shown) -> dict[str, Any]:
    profile, framework, domains, summary = shown.profile, shown.framework, shown.domains, shown.summary
    chosen = {domain.id for domain in domains}
    indicators = [indicator for domain in domains for indicator in domain.indicators]
    return {
        "profile": common.profile_part(profile, framework),
        "domains": [
            {"id": domain.id, "number": domain.number, "name": domain.name}
            | common.counts_part(summary.domains[domain.id])
            for domain in domains
        ],
        "totals": common.counts_part(summary.totals),
        "answers": [
            common.answer_part(
                profile.answers[indicator.id], indicator, framework.text(indicator.id).label, shown.today
            )
            for indicator in indicators
            if indicator.id in profile.answers
        ],
        "plan": [
            {"indicator": indicator.id, **common.action_part(action)}
            for indicator in indicators
            for action in common.planned(indicator.id, profile)
        ],
        "proposals": len(profile.proposals),
        "stage": course.standing_part(shown.stands),
        "stages": [course.stage_part(stage) for stage in profile.stages],
        "findings": [
            common.finding_part(finding, profile) for finding in profile.findings.values() if finding.domain in chosen
        ],
        "sources": common.sources_part(profile),
        "today": shown.today,
        "rests_on_expired": list(shown.resting_on_expired),
    }
