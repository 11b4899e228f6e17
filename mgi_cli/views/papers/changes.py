"""What changed between two rounds of a place, in a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mgi_cli.judging import diff
from mgi_cli.model import Status
from mgi_cli.text import capital
from mgi_cli.views.papers.parts import Column, Grid, Item, Listing, Prose, Run, Section, Tone, said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mgi_cli.judging.diff import Change, ChangeKind, Diff
    from mgi_cli.model import KeyFinding, Profile
    from mgi_cli.views.papers.common import Subject
    from mgi_cli.views.papers.parts import Part, Text


def sections(subjects: Sequence[Subject]) -> Iterator[Section]:
    """Yield what changed between each round and the next one of the same place, by the same framework."""
    ordered = sorted(subjects, key=lambda subject: subject.profile.assessment.round)
    for position, new in enumerate(ordered):
        before = [old for old in ordered[:position] if _comparable(old, new)]
        if before:
            yield _section(before[-1], new)


def _comparable(old: Subject, new: Subject) -> bool:
    return (
        old.profile.same_place(new.profile)
        and old.profile.framework == new.profile.framework
        and old.profile.assessment.round != new.profile.assessment.round
    )


def _section(old: Subject, new: Subject) -> Section:
    found = diff.compare(old.profile, new.profile, new.framework)
    numbers = {"old": str(old.profile.assessment.round), "new": str(new.profile.assessment.round)}
    lead = new.say("changes_lead" if found.differs else "changes_none")
    parts: tuple[Part, ...] = (Prose(text=said(lead), tone=Tone.LEAD),)
    if found.differs:
        parts = (
            *parts,
            _overview(found, new),
            *_statuses(found, new),
            *_grounds(found, new),
            *_findings(found, old, new),
        )
    return Section(anchor=new.anchor("changes"), title=new.say("changes", **numbers), parts=parts)


def _kind(kind: ChangeKind, subject: Subject) -> str:
    return subject.words.say(f"diff.{kind}")


def _overview(found: Diff, subject: Subject) -> Grid:
    kinds = [kind for kind in found.kinds if found.count(kind)]
    columns = (
        Column(subject.say("domain"), share=5),
        *(Column(capital(_kind(kind, subject)), share=2, numeric=True) for kind in kinds),
        Column(subject.say("unchanged"), share=2, numeric=True),
    )
    rows = tuple(
        (
            (Run(f"{domain.number} {domain.name}", link=f"#{subject.anchor('domain', domain.id)}"),),
            *(said(str(found.indicators(kind, domain.id))) for kind in kinds),
            said(str(found.unchanged[domain.id])),
        )
        for domain in found.domains
    )
    total = (
        said(subject.say("all_domains")),
        *(said(str(found.indicators(kind))) for kind in kinds),
        said(str(sum(found.unchanged.values()))),
    )
    return Grid(
        caption=subject.say("changes_overview"), columns=columns, rows=(*rows, total), row_heads=True, total=True
    )


def _statuses(found: Diff, subject: Subject) -> Iterator[Part]:
    """Yield the changed statuses, a table for each kind of change."""
    columns = (
        Column(subject.say("code"), share=1),
        Column(subject.say("indicator"), share=6),
        Column(subject.say("before"), share=3),
        Column(subject.say("after"), share=3),
    )
    for kind in found.kinds:
        changes = [change for change in found.changes if change.kind is kind and change.field == "status"]
        if changes:
            means = subject.words.say(f"diff.{kind}_means")
            caption = capital(_kind(kind, subject)) + subject.words.say("common.colon") + means
            yield Grid(caption=caption, columns=columns, rows=tuple(_status(item, subject) for item in changes))


def _status(change: Change, subject: Subject) -> tuple[Text, ...]:
    indicator = _indicator(change, subject)
    if change.unexplained:
        indicator = (*indicator, Run(f"\n{subject.say('unexplained')}", quiet=True))
    return (
        said(change.indicator),
        indicator,
        (subject.state(Status(change.before)),),
        (subject.state(Status(change.after)),),
    )


def _indicator(change: Change, subject: Subject) -> Text:
    link = f"#{subject.anchor('indicator', change.indicator)}"
    return (Run(subject.framework.text(change.indicator).label, link=link),)


def _grounds(found: Diff, subject: Subject) -> Iterator[Part]:
    """Yield the answers that rest on other grounds than before, though their status is the same."""
    columns = (
        Column(subject.say("code"), share=1),
        Column(subject.say("indicator"), share=3),
        Column(subject.say("what_changed"), share=2),
        Column(subject.say("before"), share=5),
        Column(subject.say("after"), share=5),
    )
    rows = tuple(
        (
            said(change.indicator),
            _indicator(change, subject),
            said(subject.words.subject("report")["grounds"][change.field]),
            _lines(change, change.before, found.old, subject),
            _lines(change, change.after, found.new, subject),
        )
        for change in found.changes
        if change.field != "status"
    )
    if rows:
        yield Grid(caption=subject.say("evidence_changes"), columns=columns, rows=rows)


def _lines(change: Change, value: Any, profile: Profile, subject: Subject) -> Text:
    """Return what a profile says in a field that changed, a line each; key findings in the language of the paper."""
    lines = value if isinstance(value, list) else [value] if value else []
    if change.field != "findings":
        return (subject.written("\n".join(lines)),) if lines else ()
    shown = [subject.finding(finding) for finding in profile.findings_of(change.indicator)]
    return tuple(piece for run in shown for piece in (Run("\n"), run))[1:]


def _findings(found: Diff, old: Subject, new: Subject) -> Iterator[Part]:
    for key, findings, subject in (("findings_added", found.added, new), ("findings_gone", found.gone, old)):
        if findings:
            items = tuple(_finding(finding, subject) for finding in findings)
            anchor = new.anchor(key.replace("_", "-"))
            yield Section(anchor=anchor, title=new.say(key), parts=(Listing(items=items),))


def _finding(finding: KeyFinding, subject: Subject) -> Item:
    domain = subject.framework.domain(finding.domain)
    kind = subject.say(str(finding.kind))
    return Item(text=(subject.finding(finding),), about=((Run(f"{domain.name}, {kind}", quiet=True),),))
