"""A comparison as a paper: the places, the counts by domain, and every indicator with its status in each place."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from mgi_cli import __version__
from mgi_cli.value import Value
from mgi_cli.views import comparison as view
from mgi_cli.views.papers.common import Subject, colophon, labels
from mgi_cli.views.papers.parts import Column, Fact, Facts, Grid, Item, Listing, Paper, Prose, Run, Section, Tone, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_cli.judging.comparison import Comparison, Row
    from mgi_cli.judging.summary import Counts
    from mgi_cli.model import Domain, Profile
    from mgi_cli.views.comparison import Compared
    from mgi_cli.views.papers.parts import Part, Text
    from mgi_cli.words import Words

_UPRIGHT = 4  # places that stand beside the indicators on an upright page
_WIDE = 6  # and on a wide one


class Told(Value):
    """What is compared, and the words to tell it.

    ``names`` are short names of the profiles, ``heads`` the same with the remark that one is made up.
    """

    compared: Compared
    words: Words
    names: tuple[str, ...]
    heads: tuple[str, ...]
    subjects: tuple[Subject, ...]

    @property
    def found(self) -> Comparison:
        """The comparison."""
        return self.compared.comparison

    @property
    def first(self) -> Subject:
        """Any of the subjects, for what is the same in all."""
        return self.subjects[0]

    def say(self, key: str, **params: object) -> str:
        """Return one of the sentences of comparisons."""
        return self.words.say(f"compare.{key}", **params)


def paper(compared: Compared, words: Words, *, date: str | None = None) -> Paper:
    """Return the paper of a comparison. ``date`` is that of the paper."""
    found = compared.comparison
    names = view.names(found.profiles, words)
    told = Told(
        compared=compared,
        words=words,
        names=names,
        heads=tuple(view.called(name, item, words) for name, item in zip(names, found.profiles, strict=True)),
        subjects=tuple(Subject(profile=item, framework=found.framework, words=words) for item in found.profiles),
    )
    all_made_up = all(profile.illustrative for profile in found.profiles)
    return Paper(
        lang=words.lang,
        kind=told.first.say("kind_illustrative" if all_made_up else "kind"),
        title=view.title(found.profiles, words),
        subtitle=told.say("side_by_side", n=len(found.profiles)),
        parts=(_places(told), *_overview(told), *_domains(told), *_bases(told), _about(told, date)),
        labels=labels(words),
        notices=_notices(told),
        facts=(_edition(told), *_dated(told, date)),
        colophon=colophon((found.framework,), words, date),
        date=date,
    )


def _notices(told: Told) -> tuple[Text, ...]:
    note = view.made_up(told.found.profiles, told.words)
    order = view.order(told.compared, told.words)
    return (*(((Run(note, strong=True),),) if note else ()), said(order))


def _edition(told: Told) -> Fact:
    framework = told.found.framework
    edition = told.first.say("fact_framework_is", title=framework.title, edition=framework.edition, id=framework.id)
    return Fact(told.first.say("fact_framework"), (said(edition),))


def _dated(told: Told, date: str | None) -> Iterator[Fact]:
    if date:
        yield Fact(told.say("date"), (said(told.words.date(date)),))


# Places and counts


def _places(told: Told) -> Section:
    columns = (
        Column(told.say("place"), share=3),
        Column(told.say("kind_and_country"), share=5),
        Column(told.say("round"), share=1, numeric=True),
        Column(told.say("published"), share=2),
    )
    rows = tuple(_place(head, profile, told) for head, profile in zip(told.heads, told.found.profiles, strict=True))
    grid = Grid(caption=told.say("key"), columns=columns, rows=rows, row_heads=True)
    return Section(anchor="places", title=told.say("key"), parts=(grid,))


def _place(head: str, profile: Profile, told: Told) -> tuple[Text, ...]:
    assessment = profile.assessment
    return (
        said(head),
        said(told.words.where(profile)),
        said(str(assessment.round)),
        said(told.words.date(assessment.published)) if assessment.published else (),
    )


def _overview(told: Told) -> Iterator[Section]:
    """Yield the section with the counts over all domains; where there is one domain, its own section has them."""
    if len(told.found.domains) > 1:
        title = told.say("all_domains")
        yield Section(anchor="answers", title=title, parts=(_counts(None, told.say("in_all_domains"), told),))


def _counts(domain: Domain | None, caption: str, told: Told) -> Grid:
    scale = tuple(told.found.framework.scale)
    columns = (
        Column(told.say("place"), share=5),
        Column(told.say("answered"), share=2, numeric=True),
        *(Column(told.first.state(status).word, share=2, numeric=True, status=status) for status in scale),
    )
    counted = (summary.domains[domain.id] if domain else summary.totals for summary in told.found.summaries)
    rows = tuple((said(name), *_count(counts, told)) for name, counts in zip(told.names, counted, strict=True))
    return Grid(caption=caption, columns=columns, rows=rows, row_heads=True)


def _count(counts: Counts, told: Told) -> Iterator[Text]:
    yield said(told.say("of_all", n=counts.answered, all=counts.indicators))
    for status in told.found.framework.scale:
        yield said(str(counts.statuses[status]))


# Indicators


def _domains(told: Told) -> Iterator[Section]:
    for domain in told.found.domains:
        rows = [row for row in told.compared.rows if row.indicator.domain == domain.id]
        parts: tuple[Part, ...] = (
            Prose(text=said(told.found.framework.looks_at(domain.id)), tone=Tone.LEAD),
            _counts(domain, told.say("counts_caption", domain=domain.name), told),
            Prose(text=said(_differ(domain, told))),
            *_statuses(domain, rows, told),
        )
        yield Section(
            anchor=f"domain-{domain.number}",
            number=str(domain.number),
            title=domain.name,
            parts=parts,
            new_page=True,
        )


def _differ(domain: Domain, told: Told) -> str:
    n = sum(row.indicator.domain == domain.id for row in told.found.differing)
    key = "nothing_differs_here" if n == 0 else "only_differing" if told.compared.differing else "differing_here"
    return told.say(key, n=n, all=len(domain.indicators))


def _statuses(domain: Domain, rows: list[Row], told: Told) -> Iterator[Grid]:
    """Yield the tables of the indicators of a domain, each for as many places as fit on a page, evenly shared out."""
    many = len(told.heads)
    n = ceil(many / ceil(many / _WIDE))
    for first in range(0, many if rows else 0, n):
        chosen = slice(first, first + n)
        columns = (Column(told.say("indicator"), share=5), *(Column(head, share=2) for head in told.heads[chosen]))
        key = "statuses_caption" if n == many else "statuses_caption_part"
        names = told.names[chosen]
        yield Grid(
            caption=told.say(key, domain=domain.name, first=names[0], last=names[-1]),
            columns=columns,
            rows=tuple(_rows(domain, rows, chosen, told)),
            row_heads=True,
            banded=True,
            wide=n > _UPRIGHT,
        )


def _rows(domain: Domain, rows: list[Row], chosen: slice, told: Told) -> Iterator[tuple[Text, ...]]:
    """Yield the rows of a table: above those of a sub-domain its name, on a row of its own."""
    for subdomain in domain.subdomains:
        those = [row for row in rows if row.indicator.subdomain == subdomain.id]
        if those:
            places = len(those[0].statuses[chosen])
            yield ((Run(f"{subdomain.id} {subdomain.name}", strong=True),), *(() for _ in range(places)))
        for row in those:
            label = told.found.framework.text(row.indicator.id).label
            yield (
                (Run(f"{row.indicator.id} {label}"),),
                *((told.first.state(status),) for status in row.statuses[chosen]),
            )


# What it rests on


def _bases(told: Told) -> Iterator[Section]:
    items = tuple(
        Item(text=(Run(f"{names}: ", strong=True), subject.written(basis))) for names, basis, subject in _by_basis(told)
    )
    if items:
        yield Section(anchor="bases", title=told.say("bases"), parts=(Listing(items=items),))


def _by_basis(told: Told) -> Iterator[tuple[str, str, Subject]]:
    of_basis = {item.profile.assessment.basis: item for item in told.subjects}
    for names, basis in view.bases(told.found.profiles, told.words):
        yield names, basis, of_basis[basis]


def _about(told: Told, date: str | None) -> Section:
    """Return the section that says what the indicators are and are not, what the statuses mean, what made the paper."""
    first, framework = told.first, told.found.framework
    paragraphs = (first.say("about_mgi"), first.say("about_catalogue", basis=framework.basis), framework.mapping)
    rows = tuple(((first.state(status),), said(text.means)) for status, text in framework.scale.items())
    columns = (Column(first.say("status"), share=2), Column(first.say("about_meaning"), share=7))
    scale = Grid(caption=first.say("about_statuses"), columns=columns, rows=rows, row_heads=True)
    tool = Fact(first.say("fact_tool"), (said(first.say("fact_tool_is", version=__version__)),))
    return Section(
        anchor="about",
        title=told.say("about_paper"),
        parts=(*(Prose(text=said(text)) for text in paragraphs), scale, Facts(facts=(*_dated(told, date), tool))),
    )
