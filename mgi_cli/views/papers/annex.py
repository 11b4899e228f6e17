"""What stands behind the domains in a report: the plan, proposals, the course, sources, and what has no other place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_cli.text import Text as Written
from mgi_cli.text import capital, choose
from mgi_cli.views.papers.common import language_name, run
from mgi_cli.views.papers.parts import Column, Grid, Item, Listing, Prose, Run, Section, Tone, said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mgi_cli.model import PlannedAction, Proposal, Source, Stage
    from mgi_cli.views.papers.common import Subject
    from mgi_cli.views.papers.parts import Part, Text


def sections(subject: Subject) -> Iterator[Section]:
    """Yield the sections that a profile has something for."""
    for name, make in _PARTS.items():
        parts = tuple(make(subject))
        if parts:
            lead = f"{name}_lead"
            opening = (Prose(text=said(subject.say(lead)), tone=Tone.LEAD),) if subject.has(lead) else ()
            yield Section(anchor=subject.anchor(name), title=subject.say(name), parts=(*opening, *parts))


def _plan(subject: Subject) -> Iterator[Part]:
    planned = subject.profile.plan
    rows = tuple(
        _planned(code, action, subject) for code in subject.framework.indicators for action in planned.get(code, ())
    )
    columns = (
        Column(subject.say("indicator"), share=4),
        Column(subject.say("plan_action"), share=6),
        *(
            Column(subject.say(f"plan_{name}"), share=share)
            for name, share in (("priority", 2), ("owner", 3), ("due", 2), ("budget", 2), ("success", 4))
        ),
    )
    if rows:
        yield Grid(caption=subject.say("plan"), columns=columns, rows=rows, wide=True)


def _planned(code: str, action: PlannedAction, subject: Subject) -> tuple[Text, ...]:
    link = f"#{subject.anchor('indicator', code)}"
    due = said(subject.words.date(action.due)) if action.due else ()
    return (
        (Run(f"{code} {subject.framework.text(code).label}", link=link),),
        _written(action.action, subject),
        _written(action.priority, subject),
        _written(action.owner, subject),
        due,
        _written(action.budget, subject),
        _written(action.success, subject),
    )


def _written(text: str | None, subject: Subject) -> Text:
    return (subject.written(text),) if text else ()


def _proposals(subject: Subject) -> Iterator[Part]:
    columns = (
        Column(subject.say("indicator"), share=5),
        Column(subject.say("proposal_status"), share=2),
        Column(subject.say("proposal_because"), share=5),
        Column(subject.say("proposal_finding"), share=2),
        Column(subject.say("proposal_from"), share=3),
    )
    rows = tuple(_proposal(item, subject) for item in subject.profile.proposals)
    if rows:
        yield Grid(caption=subject.say("proposals"), columns=columns, rows=rows)


def _proposal(proposal: Proposal, subject: Subject) -> tuple[Text, ...]:
    code, finding = proposal.indicator, proposal.finding
    confidence = proposal.confidence
    sure = subject.say("proposal_confidence", n=float(f"{confidence * 100:.3g}")) if confidence is not None else None
    origin = ", ".join(part for part in (proposal.origin, sure) if part)
    known = finding in subject.profile.findings
    link = f"#{subject.anchor('finding', finding)}" if finding and known else None
    return (
        (Run(f"{code} {subject.framework.text(code).label}", link=f"#{subject.anchor('indicator', code)}"),),
        (subject.state(proposal.status),),
        _written(proposal.because, subject),
        (Run(finding, link=link),) if finding else (),
        said(origin) if origin else (),
    )


def _course(subject: Subject) -> Iterator[Part]:
    columns = (
        Column(subject.say("stage"), share=3),
        Column(subject.say("start"), share=2),
        Column(subject.say("end"), share=2),
        Column(subject.say("participants"), share=6),
    )
    rows = tuple(_stage(stage, subject) for stage in subject.profile.stages)
    if rows:
        yield Grid(caption=subject.say("course"), columns=columns, rows=rows, row_heads=True)


def _stage(stage: Stage, subject: Subject) -> tuple[Text, ...]:
    return (
        said(subject.words.subject("report")["stages"].get(stage.stage, stage.stage)),
        *(said(subject.words.date(date)) if date else () for date in (stage.start, stage.end)),
        _written("; ".join(stage.participants), subject),
    )


def _sources(subject: Subject) -> Iterator[Part]:
    items = tuple(_source(source, subject) for source in subject.profile.sources.values())
    if items:
        yield Listing(items=items)


def _source(source: Source, subject: Subject) -> Item:
    rest = [source.publisher, subject.words.date(source.date) if source.date else None]
    remark = "".join(f", {part}" for part in rest if part)
    about: list[Text] = [(Run(source.url, link=source.url),)] if source.url else []
    about += [(subject.written(source.note),)] if source.note else []
    return Item(
        text=(subject.written(source.title), Run(remark), Run(f" {source.id}", quiet=True)),
        anchor=subject.anchor("source", source.id),
        about=tuple(about),
    )


def _unplaced(subject: Subject) -> Iterator[Part]:
    items = tuple(
        Item(
            text=(subject.written(item.text),),
            about=((Run(subject.say("unplaced_from", headings=item.under), quiet=True),),) if item.under else (),
        )
        for item in subject.profile.unplaced
    )
    if items:
        yield Listing(items=items)


def _own(subject: Subject) -> Iterator[Part]:
    colon = subject.words.say("common.colon")
    items = tuple(
        Item(text=(Run(", ".join(entry.route) + colon, quiet=True), subject.written(entry.text)))
        for entry in subject.profile.own
    )
    if items:
        yield Listing(items=items)


def _other_languages(subject: Subject) -> Iterator[Part]:
    """Yield what the answers rest on and the key findings, in each language but the one in which they are shown."""
    items: dict[str | None, list[Item]] = {}
    for written, translations, called, anchor in _translated(subject):
        shown = choose(written, translations, subject.words.lang)
        for lang, text in ((written.lang, written.value), *translations.items()):
            if lang != shown.lang:
                items.setdefault(lang, []).append(_in_other_words(text, lang, Run(called, link=anchor), subject))
    for lang, those in items.items():
        name = capital(language_name(lang, subject.words)) if lang else subject.say("no_language")
        anchor = subject.anchor("language", lang or "")
        yield Section(anchor=anchor, title=name, parts=(Listing(items=tuple(those)),))


def _translated(subject: Subject) -> Iterator[tuple[Written, Mapping[str, str], str, str]]:
    """Yield each text that there may be translations of, with these, what it is called, and where it is shown."""
    about = subject.profile.assessment
    if about.basis:
        written = Written(value=about.basis, lang=about.language)
        yield written, about.basis_translations, subject.say("fact_basis"), f"#{subject.anchor('facts')}"
    for finding in subject.profile.findings.values():
        yield finding.text, finding.translations, finding.id, f"#{subject.anchor('finding', finding.id)}"


def _in_other_words(text: str, lang: str | None, name: Run, subject: Subject) -> Item:
    """Return a text in another language and its name; the heading names the language, for people."""
    told = run(text, lang, subject.words)._replace(lang_name="")
    return Item(text=(told, Run(" "), name._replace(quiet=True)))


_PARTS = {
    "plan": _plan,
    "proposals": _proposals,
    "course": _course,
    "sources": _sources,
    "unplaced": _unplaced,
    "own": _own,
    "other_languages": _other_languages,
}
"""The sections, in their order, each with what it is made by; the name is that of its title among the sentences."""
