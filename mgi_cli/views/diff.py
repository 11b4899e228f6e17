"""What changed between two profiles: a summary by domain first, then the changes by kind."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from mgi_cli.judging.diff import Change, ChangeKind
from mgi_cli.model import Status
from mgi_cli.views import common, editions
from mgi_cli.views.report import (
    Column,
    Flat,
    Group,
    Heading,
    Lines,
    Mark,
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

    from mgi_cli.judging.across import Across
    from mgi_cli.judging.diff import Diff
    from mgi_cli.model import Domain, Framework, KeyFinding, Profile
    from mgi_cli.views.report import Block, Cell
    from mgi_cli.words import Words

_ONE_SIDED = {
    ChangeKind.NEWLY_ASSESSED, ChangeKind.NO_LONGER_ASSESSED, ChangeKind.ONLY_OLD, ChangeKind.ONLY_NEW,
}  # fmt: skip
"""Kinds that say by themselves which side is not assessed; only the other side is shown."""

_TONES = {ChangeKind.REGRESSION: Tone.REGRESSION, ChangeKind.PROGRESS: Tone.PROGRESS}


class Named(NamedTuple):
    """How the profiles were named on the command line, with the options that a next command needs.

    ``again`` is the new one, ``both`` are the two.
    """

    again: str = ""
    both: str = ""


_UNNAMED = Named()


def report(
    diff: Diff, framework: Framework, words: Words, named: Named = _UNNAMED, along: Across | None = None
) -> Report:
    """Return the report of a comparison.

    Of two profiles of different editions, ``framework`` is the new one and ``along`` says what cannot be compared.
    """
    return Report(
        command="diff",
        lang=words.lang,
        blocks=lambda: tuple(_page(diff, framework, words, named, along)),
        flat=partial(_flat, diff, framework, along),
        document=partial(_document, diff, framework, along),
    )


def _page(diff: Diff, framework: Framework, words: Words, named: Named, along: Across | None) -> Iterator[Block]:
    yield from _head(diff, words)
    if along:
        yield editions.notice(along, diff.new, words)
    if not diff.differs:
        yield Paragraph(text(words.say("diff.nothing" if diff.same_place else "diff.nothing_differs")))
        yield from editions.apart(along, diff.new, framework, words) if along else ()
        return
    yield _overview(diff, words)
    legend = tuple(_kind_cell(kind, words) for kind in diff.kinds)
    yield Lines((*legend, (Mark("unchanged"), Span(" " + _unchanged(diff, words)))), flow=True)
    if codes := diff.unexplained:
        yield Paragraph(text(words.say("diff.n_unexplained", n=len(codes), codes=words.both(codes)), Tone.NOTICE))
    for kind in diff.kinds:
        yield from _kind(diff, kind, framework, words)
    yield from _findings(diff, words)
    yield from editions.apart(along, diff.new, framework, words) if along else ()
    if named.both:
        yield from _next(diff, words, named.again, named.both)


def _head(diff: Diff, words: Words) -> Iterator[Block]:
    old, new = diff.old, diff.new
    if diff.same_place:
        yield Title(new.place.name, words.where(new))
    else:
        yield Title(words.say("diff.two_places", old=old.place.name, new=new.place.name))
    keys = ("diff.old", "diff.new") if diff.same_place else ("diff.first", "diff.second")
    heads = [words.say(key) for key in keys]
    width = max(map(len, heads))
    sides = zip(heads, (old, new), strict=True)
    yield Lines(tuple(text(f"{head:<{width}}  {_side(profile, words)}") for head, profile in sides))
    if diff.same_place and old.assessment.round > new.assessment.round:
        yield Paragraph(text(words.say("diff.backwards"), Tone.NOTICE))
    if not diff.same_place:
        yield Paragraph(text(words.say("diff.no_order"), Tone.QUIET))
    yield from common.notices_of((old, new), words)


def _side(profile: Profile, words: Words) -> str:
    return words.say("diff.side", name=profile.name, round=words.round(profile), place=profile.place.name)


def _overview(diff: Diff, words: Words) -> Table:
    columns = (
        Column(head=(), numeric=True),
        Column(head=text(words.say("diff.domain")), least=20),
        *(
            _counts((Mark(kind, _TONES.get(kind, Tone.CHANGE)),), words.say(f"diff.{kind}"), words)
            for kind in diff.kinds
        ),
        _counts((Mark("unchanged"),), _unchanged(diff, words), words),
    )
    rows = tuple(
        (
            text(str(domain.number), Tone.QUIET),
            text(domain.name),
            *(_count(diff.indicators(kind, domain.id), kind) for kind in diff.kinds),
            _count(diff.unchanged[domain.id], None),
        )
        for domain in diff.domains
    )
    total = (
        (),
        text(words.say("diff.all_domains"), Tone.STRONG),
        *(_count(diff.indicators(kind), kind) for kind in diff.kinds),
        _count(sum(diff.unchanged.values()), None),
    )
    several = len(diff.domains) > 1
    groups = (Group(rows=rows), Group(rows=(total,))) if several else (Group(rows=rows),)
    return Table(columns=columns, groups=groups, total=several)


def _counts(head: Cell, word: str, words: Words) -> Column:
    """Return a column of how many changes there are of a kind."""
    return Column(head=head, word=word, role=Role.FACT, numeric=True, word_first=common.word_first(words))


def _unchanged(diff: Diff, words: Words) -> str:
    return words.say("diff.unchanged" if diff.same_place else "diff.same")


def _count(n: int, kind: ChangeKind | None) -> Cell:
    return text(str(n), _TONES.get(kind, Tone.PLAIN) if n and kind else Tone.PLAIN if n else Tone.QUIET)


def _kind_cell(kind: ChangeKind, words: Words) -> Cell:
    tone = _TONES.get(kind, Tone.CHANGE)
    return (Mark(kind, tone), Span(" " + words.say(f"diff.{kind}"), tone))


def _kind(diff: Diff, kind: ChangeKind, framework: Framework, words: Words) -> Iterator[Block]:
    changes = [change for change in diff.changes if change.kind is kind]
    if changes:
        n = diff.indicators(kind)
        yield Heading((*_kind_cell(kind, words), Span(f" ({n})")), words.say(f"diff.{kind}_means"))
        groups = tuple(_domain(diff, domain, changes, framework, words) for domain in diff.domains)
        yield Table(columns=_columns(kind, words), groups=groups)


def _columns(kind: ChangeKind, words: Words) -> tuple[Column, ...]:
    what = "diff.change"
    if kind in _ONE_SIDED:
        what = "diff.answer"
    elif kind in (ChangeKind.DIFFERENT, ChangeKind.EVIDENCE):
        what = "diff.status"
    place = Column(head=text(words.say("diff.place")), role=Role.BODY, least=10)
    return (
        Column(head=text(words.say("diff.code")), once=True),
        Column(head=text(words.say("diff.indicator")), least=18, once=True),
        *([place] if kind is ChangeKind.DIFFERENT else []),
        Column(head=text(words.say(what)), role=Role.BODY),
        Column(head=text(words.say("diff.grounds")), role=Role.BODY, least=20),
    )


def _domain(diff: Diff, domain: Domain, changes: Sequence[Change], framework: Framework, words: Words) -> Group:
    here = [change for change in changes if change.domain == domain.id]
    rows = tuple(
        (text(code), text(framework.text(code).label), *cells)
        for code in dict.fromkeys(change.indicator for change in here)
        for cells in _cells(diff, [change for change in here if change.indicator == code], framework, words)
    )
    return Group(title=_domain_title(diff, domain) if rows else (), rows=rows)


def _domain_title(diff: Diff, domain: Domain) -> Cell:
    """Return the name of a domain as a title; where only one is shown, the overview has named it."""
    return text(f"{domain.number} {domain.name}") if len(diff.domains) > 1 else ()


def _cells(diff: Diff, changes: Sequence[Change], framework: Framework, words: Words) -> Iterator[tuple[Cell, ...]]:
    """Yield what stands beside an indicator for its changes of one kind: one row, or one for each of two places."""
    change = changes[0]
    if change.kind is ChangeKind.DIFFERENT:
        alike = diff.old.place.name == diff.new.place.name
        for profile in (diff.old, diff.new):
            status = common.status_cell(profile.status(change.indicator), framework)
            answer = profile.answers.get(change.indicator)
            yield (
                text(profile.name if alike else profile.place.name),
                status,
                common.grounds_cell(answer, profile, words),
            )
    elif change.kind is ChangeKind.EVIDENCE:
        status = common.status_cell(diff.new.status(change.indicator), framework)
        lines = [line for item in changes for line in _before_and_after(diff, item, words)]
        yield status, text("\n".join(lines))
    else:
        yield _change_cell(change, framework), _grounds_cell(diff, change, words)


def _change_cell(change: Change, framework: Framework) -> Cell:
    before, after = Status(change.before), Status(change.after)
    if change.kind in _ONE_SIDED:
        return common.status_cell(after if before is Status.NOT_ASSESSED else before, framework)
    arrow = (Span(" "), Mark("to"), Span(" "))
    return (*common.status_cell(before, framework), *arrow, *common.status_cell(after, framework))


def _grounds_cell(diff: Diff, change: Change, words: Words) -> Cell:
    """Return why a status changed: what the later answer rests on, else what the earlier did, or that nothing tells."""
    if change.unexplained:
        return text(words.say("diff.unexplained"), Tone.NOTICE)
    shown = _told_by(diff, change)
    answer = shown.answers[change.indicator]
    if shown is diff.old and Status(change.after).is_answer:
        before = common.grounds(answer, shown, words, label=False)
        return text("\n".join(words.say("diff.before", text=item) for item in before))
    return common.grounds_cell(answer, shown, words)


def _told_by(diff: Diff, change: Change) -> Profile:
    """Return the profile that tells why a status changed: the later one, unless its answer alone rests on nothing."""
    if change.kind is ChangeKind.ONLY_NEW:
        return diff.new
    if not Status(change.after).is_answer:
        return diff.old
    return diff.old if _rests(diff.old, change) and not _rests(diff.new, change) else diff.new


def _rests(profile: Profile, change: Change) -> bool:
    """Return whether an answer rests on anything."""
    answer = profile.answers.get(change.indicator)
    return bool(answer and (answer.reason or answer.findings or answer.evidence or answer.note))


def _before_and_after(diff: Diff, change: Change, words: Words) -> Iterator[str]:
    """Yield what changed under the same status, a line each."""
    before = _told(change.field, change.before, diff.old, change.indicator, words)
    after = _told(change.field, change.after, diff.new, change.indicator, words)
    gone, added = list((before - after).elements()), list((after - before).elements())
    how = ("before", "now") if gone and added else ("gone", "added")
    shown = _findings_shown(diff, change.indicator, words) if change.field == "findings" else {}
    for key, items in zip(how, (gone, added), strict=True):
        for item in items:
            yield words.say(f"diff.{change.field}_{key}", text=shown.get(item, item))


def _findings_shown(diff: Diff, indicator: str, words: Words) -> dict[str, str]:
    """Return the key findings on an indicator as they are shown, by the text in which they were written."""
    found = [finding for profile in (diff.old, diff.new) for finding in profile.findings_of(indicator)]
    return {finding.text.value: common.finding_text(finding, words.lang) for finding in found}


def _told(field: str, value: object, profile: Profile, indicator: str, words: Words) -> Counter[str]:
    """Return what a profile says in a field that changed, in lines for people; ``value`` is the field's own text."""
    answer = profile.answers.get(indicator)
    evidence = answer.evidence if answer else ()
    if field == "evidence":
        return Counter(common.evidence_text(item, profile, words, sources=False) for item in evidence)
    if field == "sources":
        cited = {key for item in evidence for key in item.sources}
        return Counter(common.source_text(profile.sources[key], words) for key in profile.sources if key in cited)
    return Counter(_as_lines(value))


def _as_lines(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else [str(value)] if value else []


# Key findings


def _findings(diff: Diff, words: Words) -> Iterator[Block]:
    """Yield the key findings that only one side has; those that stand beside the answers above are only counted."""
    marks = ("added", "gone") if diff.same_place else (ChangeKind.ONLY_NEW, ChangeKind.ONLY_OLD)
    above = set(_told_above(diff))
    for mark, found, profile in zip(marks, (diff.added, diff.gone), (diff.new, diff.old), strict=True):
        if not found:
            continue
        yield Heading((Mark(mark), Span(" " + words.say(f"diff.key_findings_{mark}", n=len(found)))), profile.name)
        rest = [finding for finding in found if (profile.name, finding.id) not in above]
        if len(rest) < len(found):
            key = "diff.findings_above" if rest else "diff.findings_all_above"
            yield Lines((text(words.say(key, n=len(found) - len(rest)), Tone.QUIET),))
        if rest:
            yield _finding_table(diff, rest, words)


def _told_above(diff: Diff) -> Iterator[tuple[str, str]]:
    """Yield the name of the profile and the id of each key finding that the tables of changes tell."""
    for change in diff.changes:
        if change.kind is ChangeKind.DIFFERENT or change.field == "findings":
            sides = [diff.old, diff.new]
        elif change.field == "status" and not change.unexplained:
            sides = [_told_by(diff, change)]
        else:
            continue
        for profile in sides:
            yield from ((profile.name, finding.id) for finding in profile.findings_of(change.indicator))


def _finding_table(diff: Diff, found: Sequence[KeyFinding], words: Words) -> Table:
    columns = (
        Column(head=text(words.say("diff.key"))),
        Column(head=text(words.say("diff.finding")), role=Role.BODY, least=30),
    )
    return Table(columns=columns, groups=tuple(_finding_group(diff, domain, found, words) for domain in diff.domains))


def _finding_group(diff: Diff, domain: Domain, found: Sequence[KeyFinding], words: Words) -> Group:
    rows = tuple(
        (text(finding.id, Tone.QUIET), text(common.finding_text(finding, words.lang)))
        for finding in found
        if finding.domain == domain.id
    )
    return Group(title=_domain_title(diff, domain) if rows else (), rows=rows)


def _next(diff: Diff, words: Words, again: str, both: str) -> Iterator[Block]:
    gaps = (f"mgi gaps{again}", words.say("diff.next_gaps"))
    if not diff.same_place:
        gaps = (f"mgi gaps{both}", words.say("diff.next_gaps_of_each"))
    first = diff.domains[0]
    one = (f"mgi diff{both} -d {first.number}", words.say("diff.next_domain", domain=first.name))
    yield Steps(words.say("common.next"), (gaps, one) if len(diff.domains) > 1 else (gaps,))


# For spreadsheets and programs


def _flat(diff: Diff, framework: Framework, along: Across | None) -> Flat:
    heads = (
        *(
            "old",
            "new",
            "kind",
            "domain",
            "indicator",
            "label",
            "field",
            "before",
            "after",
            "unexplained",
            "illustrative",
        ),
    )
    made_up = "yes" if diff.old.illustrative or diff.new.illustrative else "no"
    rows = tuple(
        (
            *(diff.old.name, diff.new.name, str(change.kind), change.domain, change.indicator),
            framework.text(change.indicator).label,
            change.field,
            "\n".join(_as_lines(change.before)),
            "\n".join(_as_lines(change.after)),
            "yes" if change.unexplained else "no",
            made_up,
        )
        for change in diff.changes
    )
    apart = editions.flat(along, diff.new, framework) if along else ()
    return Flat(heads=heads, rows=(*rows, *((diff.old.name, diff.new.name, *row, "no", made_up) for row in apart)))


def _document(diff: Diff, framework: Framework, along: Across | None) -> dict[str, Any]:
    return {
        "old": common.profile_part(diff.old, framework),
        "new": common.profile_part(diff.new, framework),
        "same_place": diff.same_place,
        "changes": [
            {
                "kind": str(change.kind),
                "domain": change.domain,
                "indicator": change.indicator,
                "label": framework.text(change.indicator).label,
                "field": change.field,
                "before": change.before,
                "after": change.after,
                "unexplained": change.unexplained,
            }
            for change in diff.changes
        ],
        "domains": [
            {"id": domain.id, "number": domain.number, "name": domain.name}
            | {str(kind): diff.count(kind, domain.id) for kind in diff.kinds}
            | {"unchanged": diff.unchanged[domain.id]}
            for domain in diff.domains
        ],
        "findings": {
            "added": [common.finding_part(finding, diff.new) for finding in diff.added],
            "gone": [common.finding_part(finding, diff.old) for finding in diff.gone],
        },
        "unchanged": sum(diff.unchanged.values()),
        "along": editions.document(along, diff.new, framework) if along else None,
        "unexplained": len(diff.unexplained),
    }
