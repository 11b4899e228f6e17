"""The course of a place over its rounds: counts by domain, then the path of each indicator whose status changed."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from mgi_cli.judging.diff import ChangeKind
from mgi_cli.judging.trend import KINDS
from mgi_cli.model import Status
from mgi_cli.value import Value
from mgi_cli.views import common
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
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path as File

    from mgi_cli.judging.summary import Counts
    from mgi_cli.judging.trend import Path, Step, Trend
    from mgi_cli.model import Domain, Framework, Profile
    from mgi_cli.views.report import Block, Cell, Piece
    from mgi_cli.words import Words

_TONES = {ChangeKind.REGRESSION: Tone.REGRESSION, ChangeKind.PROGRESS: Tone.PROGRESS}


class Shown(Value):
    """A trend and how it is shown: with the indicators whose status never changed (``every``), or these only counted.

    ``unread`` are files that may be of the place and have errors. ``again`` is how the place was named on the command
    line, ``last`` how the last two rounds are, with the options that a next command needs.
    """

    trend: Trend
    framework: Framework
    every: bool = False
    unread: tuple[File, ...] = ()
    again: str = ""
    last: str = ""


def report(shown: Shown, words: Words) -> Report:
    """Return the report of the course of a place."""
    return Report(
        command="trend",
        lang=words.lang,
        blocks=lambda: tuple(_page(shown, words)),
        flat=partial(_flat, shown),
        document=partial(_document, shown),
    )


# For people


def _page(shown: Shown, words: Words) -> Iterator[Block]:
    trend, labels = shown.trend, _labels(shown.trend.rounds, words)
    yield from _head(trend, words)
    yield _overview(shown, labels, words)
    yield common.legend(shown.framework)
    if len(trend.rounds) == 1:
        yield Paragraph(text(words.say("trend.one_round", place=trend.rounds[0].place.name)))
        yield Steps(words.say("common.next"), ((f"mgi show{shown.last}", words.say("trend.next_show")),))
        return
    yield from _intervals(trend, labels, words)
    yield from _indicators(shown, labels, words)
    yield from _next(shown, words)


def _labels(rounds: Sequence[Profile], words: Words) -> list[str]:
    """Return what tells the rounds apart: the year, else the date, else the number."""
    dates = [profile.assessment.published for profile in rounds]
    for told in ([date and date[:4] for date in dates], [date and words.date(date) for date in dates]):
        if all(told) and len(set(told)) == len(told):
            return [str(label) for label in told]
    return [words.say("common.round", number=str(profile.assessment.round)) for profile in rounds]


def _head(trend: Trend, words: Words) -> Iterator[Block]:
    last = trend.rounds[-1]
    yield Title(last.place.name, words.where(last))
    names = [words.say("trend.round", name=profile.name, round=words.round(profile)) for profile in trend.rounds]
    yield Lines(tuple(text(name) for name in names))
    for item, other in trend.out_of_order:
        told = {"round": str(item.round), "date": words.date(item.published or ""), "earlier": str(other.round)}
        said = words.say("trend.out_of_order", **told, published=words.date(other.published or ""))
        yield Paragraph(text(said, Tone.NOTICE))
    yield from common.notices_of(trend.rounds, words)


def _overview(shown: Shown, labels: list[str], words: Words) -> Table:
    """Return the counts by domain, a row for each round, so that those of one status stand below each other."""
    trend, framework = shown.trend, shown.framework
    counted = [status for status in framework.scale if status is not Status.NOT_ASSESSED]
    columns = (
        Column(head=(), numeric=True, once=True),
        Column(head=text(words.say("trend.domain")), least=20, once=True),
        Column(head=text(words.say("trend.round_head"))),
        Column(
            head=text(words.say("show.answered")), word=words.say("show.answered_word"), role=Role.FACT, numeric=True
        ),
        *common.status_columns(framework, words),
    )
    groups = [
        _counts(domain, [summary.domains[domain.id] for summary in trend.counts], labels, counted, words)
        for domain in trend.domains
    ]
    several = len(trend.domains) > 1
    if several:
        groups.append(_counts(None, [summary.totals for summary in trend.counts], labels, counted, words))
    return Table(columns=columns, groups=tuple(groups), total=several)


def _counts(
    domain: Domain | None, counts: Iterable[Counts], labels: list[str], statuses: Sequence[Status], words: Words
) -> Group:
    name = text(domain.name) if domain else text(words.say("show.all_domains"), Tone.STRONG)
    number = text(str(domain.number), Tone.QUIET) if domain else ()
    return Group(
        rows=tuple(
            (number, name, text(label), *common.count_cells(count, statuses, words))
            for label, count in zip(labels, counts, strict=True)
        )
    )


def _intervals(trend: Trend, labels: list[str], words: Words) -> Iterator[Block]:
    """Yield from each round to the next how many statuses changed, by kind, and how many of them nothing explains."""
    yield Heading(text(words.say("trend.from_round_to_round")))
    yield Lines(tuple(_interval(trend, number, labels, words) for number in range(1, len(labels))))


def _interval(trend: Trend, number: int, labels: list[str], words: Words) -> Cell:
    steps = trend.steps_to(number)
    colon = words.say("common.colon")
    made: list[Piece] = [Span(labels[number - 1] + " "), Mark("to"), Span(f" {labels[number]}{colon}")]
    kinds = Counter(step.kind for step in steps)
    told = [_changes(kind, kinds[kind], words) for kind in KINDS if kinds[kind]]
    if n := sum(step.unexplained for step in steps):
        told.append([Span(words.say("trend.n_unexplained", n=n), Tone.NOTICE, whole=True)])
    for position, pieces in enumerate(told):
        made += [Span(", ")] if position else []
        made += pieces
    return tuple(made) if told else (*made, Span(words.say("trend.nothing")))


def _changes(kind: ChangeKind, n: int, words: Words) -> list[Piece]:
    """Return how many changes there are of a kind."""
    counted = common.counted(n, words.say(f"diff.{kind}"), words)
    return [Mark(kind, _TONES.get(kind, Tone.CHANGE)), Span(f" {counted}", whole=True)]


def _indicators(shown: Shown, labels: list[str], words: Words) -> Iterator[Block]:
    trend = shown.trend
    paths = trend.paths if shown.every else trend.changed
    key = "trend.every" if shown.every else "trend.changed"
    if paths:
        yield Heading(text(words.say(key, n=len(paths))))
        groups = tuple(_group(shown, domain, paths, labels, words) for domain in trend.domains)
        yield Table(columns=_columns(groups, words), groups=groups)
    if any(step.unexplained for path in paths for step in path.steps):
        yield Paragraph(text(words.say("trend.unexplained_means"), Tone.NOTICE))
    stayed = [path for path in trend.paths if not path.changed]
    if stayed and not shown.every:
        yield Paragraph(_stayed(stayed, shown.framework, words))


def _columns(groups: Iterable[Group], words: Words) -> tuple[Column, ...]:
    """Return the columns of the paths; that of the paths is wide enough for each of their steps."""
    least = max(_longest(path) for group in groups for *_, path in group.rows)
    return (
        Column(head=text(words.say("trend.code"))),
        Column(head=text(words.say("trend.indicator")), least=18),
        Column(head=text(words.say("trend.path")), role=Role.BODY, least=least),
    )


def _longest(path: Cell) -> int:
    """Return how many columns the longest part of a path takes that is not to be broken; a symbol at most two."""
    plain = "".join(_unbroken(piece) if isinstance(piece, Span) else "__" for piece in path)
    return max(map(len, plain.split(" ")))


def _unbroken(span: Span) -> str:
    return "_" * len(span.text) if span.whole else span.text


def _group(shown: Shown, domain: Domain, paths: Iterable[Path], labels: list[str], words: Words) -> Group:
    rows = tuple(
        (
            text(path.indicator.id),
            text(shown.framework.text(path.indicator.id).label),
            _path(path, shown.framework, labels, words),
        )
        for path in paths
        if path.indicator.domain == domain.id
    )
    several = rows and len(shown.trend.domains) > 1
    return Group(title=text(f"{domain.number} {domain.name}") if several else (), rows=rows)


def _path(path: Path, framework: Framework, labels: list[str], words: Words) -> Cell:
    """Return a path as a line: each status with the round from which it holds, arrows between."""
    first, *rest = path.steps
    if not rest:
        return _kept(first.status, labels[0], framework, words)
    told = [_step(step, labels[step.round], framework, words) for step in path.steps]
    if first.status is Status.NOT_ASSESSED:  # what is newly assessed was not assessed before
        told = told[1:]
    made = [*told[0]]
    for step in told[1:]:
        made += [Span(" "), Mark("to"), Span(" ", whole=True), *step]
    return tuple(made)


def _kept(status: Status, since: str, framework: Framework, words: Words) -> Cell:
    """Return the status of an indicator in all rounds."""
    cell = common.status_cell(status, framework)
    return (*cell, Span(" " + words.say("trend.since", since=since), Tone.QUIET)) if status.is_answer else cell


def _step(step: Step, label: str, framework: Framework, words: Words) -> tuple[Piece, ...]:
    """Return a status and the round from which it holds, not to be broken.

    What was not assessed before, or is no longer, is said as in a comparison.
    """
    status = _whole(step.status, framework)
    if step.kind in (ChangeKind.NEWLY_ASSESSED, ChangeKind.NO_LONGER_ASSESSED):
        said = f" {words.say(f'diff.{step.kind}')} {label}"
        made: list[Piece] = [Mark(step.kind, Tone.CHANGE), Span(said, Tone.CHANGE, whole=True)]
        made += [Span(words.say("common.colon")), *status] if step.status.is_answer else []
    else:
        made = [*status, Span(f" {label}", whole=True)]
    if step.unexplained:
        made.append(Span(" " + words.say("trend.unexplained"), Tone.NOTICE))
    return tuple(made)


def _whole(status: Status, framework: Framework) -> tuple[Piece, Piece]:
    tone = Tone(status)
    return Mark(status, tone), Span(" " + common.status_word(status, framework), tone, whole=True)


def _stayed(paths: Sequence[Path], framework: Framework, words: Words) -> Cell:
    """Return how many indicators kept their status in all rounds, and how many each."""
    n = Counter(path.steps[0].status for path in paths)
    made: list[Piece] = [Span(words.say("trend.stayed", n=len(paths)) + " ")]
    for position, status in enumerate(status for status in Status if n[status]):
        made.append(Span(", " if position else ""))
        counted = common.counted(n[status], common.status_word(status, framework), words)
        made.append(Span(counted, Tone(status), whole=True))
    return (*made, Span("."))


def _next(shown: Shown, words: Words) -> Iterator[Block]:
    first = shown.trend.domains[0]
    steps = [(f"mgi diff{shown.last}", words.say("trend.next_diff"))]
    if len(shown.trend.domains) > 1:
        steps.append(
            (f"mgi trend{shown.again} --domain {first.number}", words.say("trend.next_domain", domain=first.name))
        )
    if not shown.every and len(shown.trend.changed) < len(shown.trend.paths):
        steps.append((f"mgi trend{shown.again} --all", words.say("trend.next_all")))
    yield Steps(words.say("common.next"), tuple(steps))


# For spreadsheets and programs; these hold every indicator


_HEADS = (
    *("place", "profile", "round", "published", "framework", "domain", "subdomain", "indicator", "label", "status"),
    *("change", "unexplained", "illustrative"),
)


def _flat(shown: Shown) -> Flat:
    """Return a row for each indicator in each round, with the change that the round brought."""
    rows = [
        _flat_row(shown, path, number, profile)
        for path in shown.trend.paths
        for number, profile in enumerate(shown.trend.rounds)
    ]
    return Flat(heads=_HEADS, rows=tuple(rows))


def _flat_row(shown: Shown, path: Path, number: int, profile: Profile) -> tuple[str | int | None, ...]:
    step, indicator = path.step(number), path.indicator
    return (
        *(profile.place.name, profile.name, profile.assessment.round, profile.assessment.published, profile.framework),
        *(indicator.domain, indicator.subdomain, indicator.id, shown.framework.text(indicator.id).label),
        str(path.status(number)),
        str(step.kind) if step else None,
        "yes" if step and step.unexplained else "no",
        "yes" if profile.illustrative else "no",
    )


def _document(shown: Shown) -> dict[str, Any]:
    trend, framework = shown.trend, shown.framework
    names = [profile.name for profile in trend.rounds]
    return {
        "rounds": [common.profile_part(profile, framework) for profile in trend.rounds],
        "domains": [
            {"id": domain.id, "number": domain.number, "name": domain.name}
            | {
                "rounds": [
                    _count_part(name, summary.domains[domain.id])
                    for name, summary in zip(names, trend.counts, strict=True)
                ]
            }
            for domain in trend.domains
        ],
        "totals": [_count_part(name, summary.totals) for name, summary in zip(names, trend.counts, strict=True)],
        "intervals": [_interval_part(trend, number) for number in range(1, len(names))],
        "indicators": [_path_part(path, shown) for path in trend.paths],
        "unchanged": len(trend.paths) - len(trend.changed),
        "out_of_order": [
            {
                "round": item.round,
                "published": item.published,
                "before": other.round,
                "before_published": other.published,
            }
            for item, other in trend.out_of_order
        ],
        "not_readable": [str(path) for path in shown.unread],
    }


def _count_part(name: str, counts: Counts) -> dict[str, Any]:
    return {"profile": name, "answered": counts.answered, **common.counts_part(counts)}


def _interval_part(trend: Trend, number: int) -> dict[str, Any]:
    steps = trend.steps_to(number)
    kinds = Counter(step.kind for step in steps)
    return {
        "old": trend.rounds[number - 1].name,
        "new": trend.rounds[number].name,
        **{str(kind): kinds[kind] for kind in KINDS},
        "unexplained": sum(step.unexplained for step in steps),
    }


def _path_part(path: Path, shown: Shown) -> dict[str, Any]:
    return {
        "indicator": path.indicator.id,
        "domain": path.indicator.domain,
        "subdomain": path.indicator.subdomain,
        "label": shown.framework.text(path.indicator.id).label,
        "path": [_step_part(step, shown.trend.rounds[step.round]) for step in path.steps],
    }


def _step_part(step: Step, profile: Profile) -> dict[str, Any]:
    return {
        "status": str(step.status),
        "profile": profile.name,
        "round": profile.assessment.round,
        "published": profile.assessment.published,
        "change": str(step.kind) if step.kind else None,
        "unexplained": step.unexplained,
    }
