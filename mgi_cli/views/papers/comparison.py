"""A comparison as a paper: the places, the counts by domain, and every indicator with its status in each place."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from mgi_cli.views import comparison as view
from mgi_cli.views.papers import several
from mgi_cli.views.papers.common import labels
from mgi_cli.views.papers.parts import Column, Grid, Paper, Prose, Run, Section, Tone, said
from mgi_cli.views.papers.several import Several

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mgi_cli.judging.comparison import Comparison, Row
    from mgi_cli.judging.summary import Counts
    from mgi_cli.model import Domain
    from mgi_cli.views.comparison import Compared
    from mgi_cli.views.papers.parts import Part, Text
    from mgi_cli.words import Words

    Band = tuple[str, Sequence[Row]]

_UPRIGHT = 4  # places that stand beside the indicators on an upright page
_WIDE = 6  # and on a wide one


class Told(Several):
    """What is compared, and the words to tell it."""

    compared: Compared

    @property
    def found(self) -> Comparison:
        """The comparison."""
        return self.compared.comparison


def told(compared: Compared, words: Words) -> Told:
    """Return a comparison with the words to tell it."""
    found = compared.comparison
    return Told.on([(profile, found.framework) for profile in found.profiles], words, compared=compared)


def paper(compared: Compared, words: Words, *, date: str | None = None) -> Paper:
    """Return the paper of a comparison. ``date`` is that of the paper."""
    made = told(compared, words)
    return Paper(
        lang=words.lang,
        kind=made.kind,
        title=view.title(made.profiles, words),
        subtitle=made.say("side_by_side", n=len(made.profiles)),
        parts=(
            several.places(made),
            *_overview(made),
            *_domains(made),
            *several.bases(made),
            several.about(made, date),
        ),
        labels=labels(words),
        notices=several.notices(made, view.order(compared, words)),
        facts=several.facts(made, date),
        colophon=several.foot(made, date),
        date=date,
    )


# Counts


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
        parts: tuple[Part, ...] = (
            Prose(text=said(told.found.framework.looks_at(domain.id)), tone=Tone.LEAD),
            _counts(domain, told.say("counts_caption", domain=domain.name), told),
            Prose(text=said(_differ(domain, told))),
            *statuses(domain.name, list(_bands(domain, told)), told),
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


def _bands(domain: Domain, told: Told) -> Iterator[Band]:
    for subdomain in domain.subdomains:
        rows = [row for row in told.compared.rows if row.indicator.subdomain == subdomain.id]
        if rows:
            yield f"{subdomain.id} {subdomain.name}", rows


def statuses(name: str, bands: Sequence[Band], told: Told) -> Iterator[Grid]:
    """Yield the tables of indicators, each for as many places as fit on a page, evenly shared out.

    ``name`` is what they are of; above the rows of each band stands its head.
    """
    many = len(told.heads)
    n = ceil(many / ceil(many / _WIDE))
    for first in range(0, many if bands else 0, n):
        chosen = slice(first, first + n)
        columns = (Column(told.say("indicator"), share=5), *(Column(head, share=2) for head in told.heads[chosen]))
        key = "statuses_caption" if n == many else "statuses_caption_part"
        names = told.names[chosen]
        yield Grid(
            caption=told.say(key, domain=name, first=names[0], last=names[-1]),
            columns=columns,
            rows=tuple(row for band in bands for row in _rows(band, chosen, told)),
            row_heads=True,
            banded=True,
            wide=n > _UPRIGHT,
        )


def _rows(band: Band, chosen: slice, told: Told) -> Iterator[tuple[Text, ...]]:
    """Yield the rows of a table: above those of a band its head, on a row of its own."""
    head, rows = band
    yield ((Run(head, strong=True),), *(() for _ in told.heads[chosen]))
    for row in rows:
        label = told.found.framework.text(row.indicator.id).label
        states = ((told.first.state(status),) for status in row.statuses[chosen])
        yield ((Run(f"{row.indicator.id} {label}"),), *states)
