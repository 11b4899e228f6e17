"""A profile at a glance in a report: the wheel, the answers by domain, and the list of gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_cli.judging import gaps
from mgi_cli.judging.summary import summarise
from mgi_cli.model import Kind, Status
from mgi_cli.views.papers.parts import Column, Grid, Prose, Run, Section, Sector, Tone, Wheel, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_cli.judging.summary import Counts, Summary
    from mgi_cli.model import Domain, Indicator
    from mgi_cli.views.papers.common import Subject
    from mgi_cli.views.papers.parts import Part, Text


def section(subject: Subject) -> Section:
    """Return the section with the wheel and the answers by domain."""
    summary = summarise(subject.profile, subject.framework.domains)
    return Section(
        anchor=subject.anchor("glance"),
        title=subject.say("glance"),
        parts=(wheel(subject), _overview(subject, summary), *_sentences(subject, summary.totals)),
    )


def wheel(subject: Subject) -> Wheel:
    """Return the wheel of a profile."""
    profile, framework = subject.profile, subject.framework
    summary = summarise(profile, framework.domains)
    sectors = tuple(_sector(domain, summary.domains[domain.id], subject) for domain in framework.domains)
    told = (subject.say("sector_about", number=item.number, name=item.name, about=item.about) for item in sectors)
    caption = subject.say("wheel_caption", place=profile.place.name, round=subject.words.round(profile))
    totals = summary.totals
    return Wheel(
        anchor=subject.anchor("wheel"),
        caption=subject.say("wheel_made_up", caption=caption) if profile.illustrative else caption,
        alt=subject.say("wheel_alt", n=len(sectors), place=profile.place.name, domains=" ".join(told)),
        centre=(
            subject.say("answered_of", n=totals.answered, all=totals.indicators),
            subject.say("answered_label"),
        ),
        sectors=sectors,
        legend=tuple(subject.state(status) for status in framework.scale),
    )


def _sector(domain: Domain, counts: Counts, subject: Subject) -> Sector:
    answered = subject.say("sector", n=counts.answered, all=counts.indicators)
    each = ", ".join(
        subject.say("sector_count", n=n, status=subject.state(status).word)
        for status, n in counts.statuses.items()
        if n and status.is_answer
    )
    return Sector(
        anchor=subject.anchor("domain", domain.id),
        number=domain.number,
        name=domain.name,
        about=subject.say("sector_counts", answered=answered, counts=each) if each else answered,
        cells=tuple(_cell(item.id, subject) for item in domain.indicators),
    )


def _cell(code: str, subject: Subject) -> tuple[Status, str]:
    status = subject.profile.status(code)
    colon = subject.words.say("common.colon")
    return status, f"{code} {subject.framework.text(code).label}{colon}{subject.state(status).word}"


def _overview(subject: Subject, summary: Summary) -> Grid:
    scale = tuple(subject.framework.scale)
    columns = (
        Column(subject.say("domain"), share=5),
        Column(subject.say("answered"), share=2, numeric=True),
        *(Column(subject.state(status).word, share=2, numeric=True, status=status) for status in scale),
    )
    rows = [
        (_leading_to(domain, subject), *_counts(summary.domains[domain.id], scale, subject))
        for domain in subject.framework.domains
    ]
    total = (said(subject.say("all_domains")), *_counts(summary.totals, scale, subject))
    return Grid(caption=subject.say("overview"), columns=columns, rows=(*rows, total), row_heads=True, total=True)


def _leading_to(domain: Domain, subject: Subject) -> Text:
    return (Run(f"{domain.number} {domain.name}", link=f"#{subject.anchor('domain', domain.id)}"),)


def _counts(counts: Counts, scale: tuple[Status, ...], subject: Subject) -> tuple[Text, ...]:
    answered = subject.say("answered_of", n=counts.answered, all=counts.indicators)
    return (said(answered), *(said(str(counts.statuses[status])) for status in scale))


def _sentences(subject: Subject, totals: Counts) -> Iterator[Part]:
    if totals.answered < totals.indicators:
        yield Prose(text=said(subject.say("answered_sentence", n=totals.answered, all=totals.indicators)))
    found = totals.findings
    if any(found.values()):
        sentence = subject.say("findings_sentence", well=found[Kind.WELL_DEVELOPED], potential=found[Kind.POTENTIAL])
        yield Prose(text=said(sentence))
    if n := len(subject.profile.proposals):
        yield Prose(text=said(subject.say("proposals_sentence", n=n)), tone=Tone.NOTICE)


def gap_list(subject: Subject) -> Iterator[Section]:
    """Yield the section with the gaps in the framework's order, if anything is answered."""
    found = gaps.find(subject.profile, subject.framework.domains)
    if not any(answer.status.is_answer for answer in subject.profile.answers.values()):
        return
    lead = subject.say("gaps_lead", n=len(found)) if found else subject.say("no_gaps")
    parts: list[Part] = [Prose(text=said(lead), tone=Tone.LEAD)]
    columns = (
        Column(subject.say("code"), share=1),
        Column(subject.say("indicator"), share=8),
        Column(subject.say("status"), share=3),
    )
    rows = tuple(
        (said(gap.indicator.id), _indicator(gap.indicator, subject), (subject.state(gap.status),)) for gap in found
    )
    if rows:
        parts.append(Grid(caption=subject.say("gaps"), columns=columns, rows=rows))
    yield Section(anchor=subject.anchor("gaps"), title=subject.say("gaps"), parts=tuple(parts))


def _indicator(indicator: Indicator, subject: Subject) -> Text:
    """Return the label of an indicator, leading to it, and its domain below."""
    label = subject.framework.text(indicator.id).label
    domain = subject.framework.domain(indicator.domain).name
    return (Run(label, link=f"#{subject.anchor('indicator', indicator.id)}"), Run(f"\n{domain}", quiet=True))
