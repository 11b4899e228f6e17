"""Profiles by objective as a paper: the counts under each objective, then the indicators where they are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_cli.judging.summary import statuses_of
from mgi_cli.model import Status
from mgi_cli.views import agendas, common
from mgi_cli.views import comparison as view_of_places
from mgi_cli.views import objectives as view
from mgi_cli.views.papers import comparison, several
from mgi_cli.views.papers.common import labels
from mgi_cli.views.papers.parts import Column, Grid, Paper, Prose, Run, Section, Tone, said
from mgi_cli.views.papers.several import Several

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_cli.judging.agendas import Objective
    from mgi_cli.model import Profile
    from mgi_cli.views.comparison import Compared
    from mgi_cli.views.objectives import ByObjective
    from mgi_cli.views.papers.parts import Text
    from mgi_cli.words import Words


class Told(Several):
    """The profiles by objective, and the words to tell it."""

    by: ByObjective


def paper(by: ByObjective, words: Words, *, date: str | None = None) -> Paper:
    """Return the paper of profiles by objective. ``date`` is that of the paper."""
    made = Told.on(list(zip(by.profiles, by.frameworks, strict=True)), words, by=by)
    return Paper(
        lang=words.lang,
        kind=made.kind,
        title=view_of_places.title(made.profiles, words),
        subtitle=words.say(f"objectives.{by.agenda}"),
        parts=(
            several.places(made),
            _counts(made),
            *(_indicators(by.compared, made) if by.compared else ()),
            *several.bases(made),
            several.about(made, date),
        ),
        labels=labels(words),
        notices=several.notices(made, view.opening(by, words), view.order(by, words)),
        facts=several.facts(made, date),
        colophon=several.foot(made, date),
        date=date,
    )


def _counts(told: Told) -> Section:
    by, words = told.by, told.words
    title = words.say(f"objectives.{by.agenda}")
    columns = (
        Column(told.say("place"), share=5),
        Column(told.say("answered"), share=2, numeric=True),
        *(
            Column(common.status_word(status, framework), share=2, numeric=True, status=status)
            for status, framework in by.counted.items()
        ),
    )
    rows = tuple(row for each in by.objectives for row in _rows(each, told, len(columns)))
    grid = Grid(caption=title, columns=columns, rows=rows, row_heads=True, banded=True)
    return Section(anchor="objectives", title=title, parts=(grid,), new_page=True)


def _rows(each: tuple[Objective, ...], told: Told, width: int) -> Iterator[tuple[Text, ...]]:
    name, remark = agendas.name(each[0], told.words), view.remark(told.by, each, told.words)
    over = name + told.words.say("common.colon") + remark if remark else name
    yield ((Run(over, strong=not remark),), *(() for _ in range(width - 1)))
    if not remark:
        for head, profile, objective in zip(told.names, told.profiles, each, strict=True):
            yield (said(head), *_count(profile, objective, told))


def _count(profile: Profile, objective: Objective, told: Told) -> Iterator[Text]:
    """Yield the counts of a row; where no indicator is linked, it is said instead of how much is answered."""
    every = len(objective.indicators)
    counts = statuses_of(profile, objective.indicators)
    if every:
        yield said(told.say("of_all", n=every - counts[Status.NOT_ASSESSED], all=every))
    else:
        yield said(told.words.say("objectives.no_indicator"))
    yield from (said(str(counts[status])) if every else () for status in told.by.counted)


def _indicators(compared: Compared, told: Told) -> Iterator[Section]:
    words = told.words
    bands = [
        (agendas.name(each[0], words), rows) for each in told.by.objectives if (rows := view.linked(each[0], compared))
    ]
    title = told.say("indicators")
    grids = comparison.statuses(title, bands, comparison.told(compared, words))
    differ = Prose(text=said(view_of_places.differ(compared.comparison, words)), tone=Tone.QUIET)
    yield Section(anchor="indicators", title=title, parts=(differ, *grids), new_page=True)
