"""The plan as a paper: each gap of a domain, what would make it present, and room for what is to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_cli.judging import plan
from mgi_cli.text import capital
from mgi_cli.views import planning
from mgi_cli.views.papers.common import Subject, colophon, labels, notices
from mgi_cli.views.papers.parts import Column, Entry, Fact, Grid, Paper, Prose, Run, Section, Tone, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_cli.judging.plan import Planned
    from mgi_cli.model import Domain, Framework, PlannedAction, Profile
    from mgi_cli.views.papers.parts import Part, Text
    from mgi_cli.words import Words

_SHARES = {"action": 6, "priority": 2, "owner": 3, "due": 2, "budget": 3, "success": 4}
"""The shares of the width that the columns to fill in have."""


_ROOM = said("\n\n")
"""What stands in a row that is to be filled in, so that it is high enough for a hand."""


def paper(profile: Profile, framework: Framework, words: Words, *, date: str | None = None) -> Paper:
    """Return the plan of a profile, in the framework's order; ``date`` is that of the paper."""
    subject = Subject(profile=profile, framework=framework, words=words)
    rows = plan.find(profile, framework.domains)
    return Paper(
        lang=words.lang,
        kind=words.say("plan.kind_illustrative" if profile.illustrative else "plan.kind"),
        title=profile.place.name,
        subtitle=words.say("plan.subtitle", where=capital(words.where(profile)), round=words.round(profile)),
        parts=tuple(_parts(subject, rows)),
        labels=labels(words),
        notices=notices(subject),
        colophon=colophon((framework,), words, date),
        date=date,
    )


def _parts(subject: Subject, rows: tuple[Planned, ...]) -> Iterator[Part]:
    words = subject.words
    gaps = sum(item.status.is_gap for item in rows)
    lead = words.say("plan.lead", n=gaps) if gaps else words.say("plan.lead_none")
    yield Prose(text=said(lead), tone=Tone.LEAD)
    yield Prose(text=said(words.say("plan.order")), tone=Tone.QUIET)
    first = True
    for domain in subject.framework.domains:
        here = tuple(item for item in rows if item.indicator.domain == domain.id)
        if here:
            yield _domain(domain, here, subject, new_page=not first)
            first = False
    about = [subject.framework.basis, subject.framework.mapping]
    texts = tuple(Prose(text=said(text), tone=Tone.QUIET) for text in about)
    yield Section(anchor="about", title=words.say("plan.about_paper"), parts=texts)


def _domain(domain: Domain, rows: tuple[Planned, ...], subject: Subject, *, new_page: bool) -> Section:
    return Section(
        anchor=subject.anchor("domain", domain.id),
        number=str(domain.number),
        title=domain.name,
        parts=tuple(part for item in rows for part in (_gap(item, subject), _actions(item, subject))),
        new_page=new_page,
    )


def _gap(item: Planned, subject: Subject) -> Entry:
    """Return what is missing: what was found, what would make it present, and which global agendas that serves."""
    indicator, words = item.indicator, subject.words
    text = subject.framework.text(indicator.id)
    found, between = tuple(_found(item, subject)), words.say("common.semicolon")
    named: tuple[tuple[str, tuple[Text, ...]], ...] = (
        ("found", found),
        ("present", (said(text.present),)),
        ("typical", (said(between.join(text.evidence)),)),
        ("gcm", (said(between.join(planning.compact(indicator, words))),)),
        ("sdg", (said(between.join(planning.targets(indicator, words))),) if indicator.sdg else ()),
    )
    return Entry(
        anchor=subject.anchor("indicator", indicator.id),
        code=indicator.id,
        label=text.label,
        question=text.question,
        state=subject.state(item.status),
        facts=tuple(Fact(words.say(f"plan.term_{name}"), texts) for name, texts in named if texts),
    )


def _found(item: Planned, subject: Subject) -> Iterator[Text]:
    """Yield what the assessment says of an indicator; what it cites has no place here to lead to."""
    answer, profile = item.answer, subject.profile
    if answer is None:
        return
    yield from ((subject.finding(profile.findings[key]),) for key in answer.findings)
    for evidence in answer.evidence:
        yield tuple(
            piece._replace(link=None) if isinstance(piece, Run) else piece for piece in subject.evidence(evidence)
        )
    yield from ((subject.written(text),) for text in (answer.reason, answer.note) if text)


def _actions(item: Planned, subject: Subject) -> Grid:
    """Return what is planned for an indicator, and a row for what will be."""
    words = subject.words
    columns = tuple(Column(words.say(f"plan.{name}"), share=share) for name, share in _SHARES.items())
    rows = (*(tuple(_action(action, subject)) for action in item.actions), (_ROOM, *((),) * (len(columns) - 1)))
    return Grid(caption=words.say("plan.actions_of", code=item.indicator.id), columns=columns, rows=rows)


def _action(action: PlannedAction, subject: Subject) -> Iterator[Text]:
    for name in _SHARES:
        value = getattr(action, name)
        if value and name == "due":
            yield said(subject.words.date(value))
        else:
            yield (subject.written(value),) if value else ()
