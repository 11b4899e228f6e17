"""Profiles along a crosswalk as a paper: the pairs by domain, then on what one can lean of the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_cli.views import common, comparison
from mgi_cli.views import crosswalk as view
from mgi_cli.views.papers import several
from mgi_cli.views.papers.common import labels, run
from mgi_cli.views.papers.parts import Column, Grid, Paper, Prose, Run, Section, State, Tone, said
from mgi_cli.views.papers.several import Several

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mgi_cli.judging.crosswalk import Alongside, Pair
    from mgi_cli.model import Domain, Framework, Status
    from mgi_cli.text import Text as Written
    from mgi_cli.views.crosswalk import Beside, Direction
    from mgi_cli.views.papers.parts import Part, Text
    from mgi_cli.words import Words


class Told(Several):
    """The profiles along a crosswalk, and the words to tell it."""

    beside: Beside

    @property
    def along(self) -> Alongside:
        """The profiles along the crosswalk."""
        return self.beside.alongside

    def tell(self, key: str, **params: object) -> str:
        """Return one of the sentences of crosswalks."""
        return self.words.say(f"crosswalk.{key}", **params)

    def reason(self, reason: Written | None) -> Text:
        """Return a reason in the language that it is written in."""
        return (run(reason.value, reason.lang, self.words),) if reason else ()


def paper(beside: Beside, words: Words, *, date: str | None = None) -> Paper:
    """Return the paper of profiles along a crosswalk. ``date`` is that of the paper."""
    along = beside.alongside
    here, there = along.frameworks
    answered = [*((profile, here) for profile in along.here), (along.there, there)]
    made = Told.on(answered, words, beside=beside)
    order = [comparison.order_of(beside.profiles, words, by_name=beside.by_name)] if len(along.here) > 1 else []
    return Paper(
        lang=words.lang,
        kind=made.kind,
        title=comparison.title(made.profiles, words),
        subtitle=made.tell("subtitle", n=len(made.profiles), here=here.id, there=there.id),
        parts=(
            several.places(made),
            *_domains(made),
            *_directions(made),
            *_without(made),
            *several.bases(made),
            several.about(made, date, made.reason(along.crosswalk.basis)),
        ),
        labels=labels(words),
        notices=several.notices(made, view.opening(beside, words), *order),
        facts=several.facts(made, date),
        colophon=several.foot(made, date),
        date=date,
    )


# Pairs


def _domains(told: Told) -> Iterator[Section]:
    pairs = _pairs_of(told)
    lead = said(told.tell("lead", framework=told.along.frameworks[0].id))
    parts: tuple[Part, ...] = (Prose(text=lead, tone=Tone.LEAD), _relations(told))
    sections = tuple(
        Section(
            anchor=f"domain-{domain.number}",
            number=str(domain.number),
            title=domain.name,
            parts=(Prose(text=said(view.differ(told.beside, those, told.words))), *_grid(domain, those, told)),
        )
        for domain, those in pairs
    )
    yield Section(anchor="pairs", title=told.tell("pairs"), parts=(*parts, *sections))


def _pairs_of(told: Told) -> list[tuple[Domain, list[Pair]]]:
    along = told.along
    return [
        (domain, [pair for pair in along.pairs if along.domain_of(pair.link) == domain.id]) for domain in along.domains
    ]


def _relations(told: Told) -> Grid:
    columns = (Column(told.tell("relation"), share=2), Column(told.tell("meaning"), share=7))
    rows = tuple(((Run(word),), said(means)) for word, means in view.relations(told.words))
    return Grid(caption=told.tell("relations_caption"), columns=columns, rows=rows, row_heads=True)


def _grid(domain: Domain, pairs: Iterable[Pair], told: Told) -> Iterator[Grid]:
    shown = [pair for pair in pairs if pair.differs or not told.beside.differing]
    if shown:
        columns = (*_columns(told, told.heads[:-1]), Column(told.tell("reason"), share=6))
        rows = tuple((*_row(pair, told), told.reason(pair.link.reason)) for pair in shown)
        caption = told.tell("pairs_caption", domain=domain.name)
        yield Grid(caption=caption, columns=columns, rows=rows, row_heads=True, wide=True)


def _columns(told: Told, heads: Iterable[str]) -> tuple[Column, ...]:
    counterpart = told.tell("counterpart", framework=told.along.frameworks[1].id)
    here = (Column(head, share=2) for head in heads)
    return (
        Column(told.say("indicator"), share=4),
        *here,
        Column(counterpart, share=4),
        Column(told.heads[-1], share=2),
    )


def _row(pair: Pair, told: Told) -> tuple[Text, ...]:
    here, there = told.along.frameworks
    return (
        (Run(view.named(pair.link.here, here)),),
        *((_state(status, here),) for status in pair.here),
        said(view.counterpart(pair.link, there, told.words)),
        (_state(pair.there, there),),
    )


def _state(status: Status, framework: Framework) -> State:
    return State(status, common.status_word(status, framework))


# On what one can lean


def _directions(told: Told) -> Iterator[Section]:
    for direction in view.directions(told.beside, told.words):
        yield _leaning(direction, told)
        if direction.back:
            yield from _to_look_at(direction, told)


def _leaning(direction: Direction, told: Told) -> Section:
    names = {"who": direction.who, "on": direction.on}
    rows = tuple(_by_need(direction, told))
    parts: tuple[Part, ...]
    if rows:
        columns = _columns(told, [told.heads[direction.place]])
        grid = Grid(caption=told.tell("lean_caption", **names), columns=columns, rows=rows, row_heads=True, banded=True)
        parts = (grid, Prose(text=said(told.tell("never_copied")), tone=Tone.QUIET))
    else:
        parts = (Prose(text=said(told.tell("lean_none", **names))),)
    kind = "back" if direction.back else "lean"
    return Section(
        anchor=f"{kind}-{direction.place + 1}",
        title=view.heading(direction, told.words),
        parts=parts,
        new_page=not direction.back,
    )


def _by_need(direction: Direction, told: Told) -> Iterator[tuple[Text, ...]]:
    for need, pairs in view.by_need(direction, told.words):
        yield ((Run(need, strong=True),), (), (), ())
        yield from (_row(pair, told) for pair in pairs)


def _to_look_at(direction: Direction, told: Told) -> Iterator[Section]:
    pairs = told.along.to_look_at(told.along.here[direction.place])
    names = {"here": direction.on, "there": direction.who}
    if pairs:
        columns = _columns(told, [told.heads[direction.place]])
        rows = tuple(_row(pair, told) for pair in pairs)
        grid = Grid(caption=told.tell("look_caption", **names), columns=columns, rows=rows, row_heads=True)
        about = Prose(text=said(told.tell("look_about")), tone=Tone.LEAD)
        yield Section(anchor=f"look-{direction.place + 1}", title=told.tell("look", **names), parts=(about, grid))


def _without(told: Told) -> Iterator[Section]:
    grids = tuple(
        Grid(
            caption=told.tell("without_caption", framework=framework.title),
            columns=(Column(told.say("indicator"), share=3), Column(told.tell("why_without"), share=5)),
            rows=tuple(((Run(view.named(code, framework)),), told.reason(why)) for code, why in those.items()),
            row_heads=True,
        )
        for framework, those in view.without(told.beside)
        if those
    )
    if grids:
        yield Section(anchor="without", title=told.tell("without"), parts=grids, new_page=True)
