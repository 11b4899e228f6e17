"""A domain in a report: what it looks at, its key findings, and every indicator with everything that is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_cli.judging.summary import summarise
from mgi_cli.model import Answer, Kind
from mgi_cli.views.papers.parts import Entry, Fact, Item, Listing, Prose, Run, Section, Tone, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_cli.model import Domain, KeyFinding, PlannedAction, Subdomain
    from mgi_cli.views.papers.common import Subject
    from mgi_cli.views.papers.parts import Part, Text


def section(domain: Domain, subject: Subject) -> Section:
    """Return the section of a domain."""
    counts = summarise(subject.profile, (domain,)).totals
    answered = subject.say("sector", n=counts.answered, all=counts.indicators)
    return Section(
        anchor=subject.anchor("domain", domain.id),
        number=str(domain.number),
        title=domain.name,
        parts=(
            Prose(text=said(subject.framework.looks_at(domain.id)), tone=Tone.LEAD),
            Prose(text=said(answered), tone=Tone.QUIET),
            *_findings(domain, subject),
            *(_subdomain(item, subject) for item in domain.subdomains),
        ),
        new_page=True,
    )


# Key findings


def _findings(domain: Domain, subject: Subject) -> Iterator[Part]:
    found = [finding for finding in subject.profile.findings.values() if finding.domain == domain.id]
    if not found:
        yield Prose(text=said(subject.say("no_findings")), tone=Tone.QUIET)
    for kind in Kind:
        items = tuple(_finding(finding, subject) for finding in found if finding.kind is kind)
        if items:
            anchor = subject.anchor(str(kind).replace("_", "-"), domain.id)
            yield Section(anchor=anchor, title=subject.say(str(kind)), parts=(Listing(items=items),), filtered=True)


def _finding(finding: KeyFinding, subject: Subject) -> Item:
    return Item(
        text=(subject.finding(finding), Run(f" {finding.id}", quiet=True)),
        anchor=subject.anchor("finding", finding.id),
        about=(_informed(finding, subject),),
    )


def _informed(finding: KeyFinding, subject: Subject) -> Text:
    """Return which indicators a finding informs, and the sources that it rests on."""
    codes = [code for code in subject.profile.informed_by(finding.id) if code in subject.framework.indicators]
    if not codes:
        return (Run(subject.say("informs_none"), quiet=True), *subject.cited(finding.sources))
    before, _, after = subject.say("informs", codes="\0").partition("\0")
    pieces = [Run(before, quiet=True)]
    for position, code in enumerate(codes):
        pieces += [Run(", ", quiet=True)] if position else []
        pieces.append(Run(code, link=f"#{subject.anchor('indicator', code)}"))
    return (*pieces, Run(after, quiet=True), *subject.cited(finding.sources))


# Indicators


def _subdomain(subdomain: Subdomain, subject: Subject) -> Section:
    return Section(
        anchor=subject.anchor("subdomain", subdomain.id),
        number=subdomain.id,
        title=subdomain.name,
        parts=tuple(_entry(indicator.id, subject) for indicator in subdomain.indicators),
        filtered=True,
    )


def _entry(code: str, subject: Subject) -> Entry:
    profile, text = subject.profile, subject.framework.text(code)
    answer = profile.answers.get(code)
    planned = profile.plan.get(code, ())
    facts = [*(_grounds(answer, subject) if answer else ()), *_actions(planned, subject)]
    return Entry(
        anchor=subject.anchor("indicator", code),
        code=code,
        label=text.label,
        question=text.question,
        state=subject.state(profile.status(code)),
        facts=tuple(facts),
    )


def _grounds(answer: Answer, subject: Subject) -> Iterator[Fact]:
    """Yield everything that an answer rests on."""
    profile = subject.profile
    if answer.reason:
        yield Fact(subject.say("reason"), ((subject.written(answer.reason),),))
    if answer.findings:
        yield Fact(subject.say("findings"), tuple(_cited(profile.findings[key], subject) for key in answer.findings))
    if answer.evidence:
        yield Fact(subject.say("evidence"), tuple(subject.evidence(item) for item in answer.evidence))
    if answer.note:
        yield Fact(subject.say("note"), ((subject.written(answer.note),),))
    if by := _assessed(answer, subject):
        yield Fact(subject.say("assessed"), (said(by),))


def _cited(finding: KeyFinding, subject: Subject) -> Text:
    link = f"#{subject.anchor('finding', finding.id)}"
    return (subject.finding(finding), Run(" "), Run(finding.id, quiet=True, link=link))


def _assessed(answer: Answer, subject: Subject) -> str:
    date = subject.words.date(answer.assessed_on) if answer.assessed_on else ""
    key = "assessed" + ("_on" if date else "") + ("_by" if answer.assessed_by else "")
    return subject.say(key, date=date, name=answer.assessed_by) if key != "assessed" else ""


def _actions(planned: tuple[PlannedAction, ...], subject: Subject) -> Iterator[Fact]:
    for action in planned:
        yield Fact(subject.say("action"), tuple(_action(action, subject)))


def _action(action: PlannedAction, subject: Subject) -> Iterator[Text]:
    """Yield what a planned action says, a line each."""
    yield (subject.written(action.action) if action.action else Run(subject.say("no_action"), quiet=True),)
    due = subject.words.date(action.due) if action.due else None
    for key, text in (
        ("action_priority", action.priority),
        ("action_owner", action.owner),
        ("action_due", due),
        ("action_budget", action.budget),
        ("action_success", action.success),
    ):
        if text:
            before, _, after = subject.say(key, text="\0").partition("\0")
            told = Run(text) if key == "action_due" else subject.written(text)
            yield (Run(before, quiet=True), told, *([Run(after, quiet=True)] if after else []))
