"""Profiles along a crosswalk as a workbook: the pairs, on what one can lean of the other, what has no counterpart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_cli.exchange import lists_out
from mgi_cli.exchange.lists_out import Sheet
from mgi_cli.views import comparison
from mgi_cli.views import crosswalk as view

if TYPE_CHECKING:
    from mgi_cli.judging.crosswalk import Pair
    from mgi_cli.views.crosswalk import Beside
    from mgi_cli.words import Words

    Row = tuple[lists_out.Cell, ...]

_CODE, _LABEL, _STATUS, _RELATION, _REASON = 12, 38, 17, 12, 60  # characters of width


def workbook(beside: Beside, words: Words) -> bytes:
    """Return profiles along a crosswalk as an ``.xlsx`` file; the same gives the same bytes."""
    sheets = tuple(make(beside, words) for make in (_pairs, _leans, _to_look_at, _without))
    along = beside.alongside
    remark = f"{view.opening(beside, words)} {view.told(along.crosswalk.basis, words)}"
    return lists_out.book(along.profiles, along.frameworks, sheets, remark, words)


def _pairs(beside: Beside, words: Words) -> Sheet:
    along = beside.alongside
    *here, there = (
        (comparison.called(name, profile, words), float(_STATUS))
        for name, profile in comparison.named(along.profiles, words)
    )
    columns = (*_names(beside, 0, words), *here, _relation(words), *_names(beside, 1, words), there)
    rows: list[Row] = []
    for domain in along.domains:
        those = [pair for pair in beside.pairs if along.domain_of(pair.link) == domain.id]
        rows += [(f"{domain.number}  {domain.name}",)] if those else []
        rows += [(*_pair(pair, beside, words), view.told(pair.link.reason, words)) for pair in those]
    reason = (words.say("crosswalk.reason"), float(_REASON))
    return Sheet(words.say("crosswalk.sheet_pairs"), (*columns, reason), tuple(rows))


def _names(beside: Beside, side: int, words: Words) -> tuple[tuple[str, float], ...]:
    """Return the columns of code and label of the framework on a side."""
    framework = beside.alongside.frameworks[side].id
    return (
        (words.say("crosswalk.code_of", framework=framework), float(_CODE)),
        (words.say("crosswalk.indicator_of", framework=framework), float(_LABEL)),
    )


def _relation(words: Words) -> tuple[str, float]:
    return words.say("crosswalk.relation"), float(_RELATION)


def _pair(pair: Pair, beside: Beside, words: Words) -> Row:
    here, there = beside.alongside.frameworks
    link = pair.link
    relation = words.say(f"crosswalk.{link.relation}_word")
    return (
        *(link.here, here.text(link.here).label, *pair.here),
        *(relation, link.there, there.text(link.there).label, pair.there),
    )


def _of_pair(beside: Beside, words: Words) -> tuple[tuple[str, float], ...]:
    """Return the columns of a pair of one profile here and the one there."""
    statuses = tuple(
        (words.say("crosswalk.status_of", framework=framework.id), float(_STATUS))
        for framework in beside.alongside.frameworks
    )
    return (*_names(beside, 0, words), statuses[0], _relation(words), *_names(beside, 1, words), statuses[1])


def _leans(beside: Beside, words: Words) -> Sheet:
    columns = ((words.say("crosswalk.who"), 24.0), (words.say("crosswalk.on_whom"), 24.0), *_of_pair(beside, words))
    rows = tuple(
        (direction.who, direction.on, *_pair(pair, beside, words))
        for direction in view.directions(beside, words)
        for pair in direction.pairs()
    )
    return Sheet(words.say("crosswalk.sheet_leans"), columns, rows)


def _to_look_at(beside: Beside, words: Words) -> Sheet:
    along = beside.alongside
    rows = tuple(
        (name, *_pair(pair, beside, words))
        for name, profile in zip(comparison.names(along.profiles, words), along.here, strict=False)
        for pair in along.to_look_at(profile)
    )
    columns = ((words.say("compare.place"), 24.0), *_of_pair(beside, words))
    return Sheet(words.say("crosswalk.sheet_look"), columns, rows)


def _without(beside: Beside, words: Words) -> Sheet:
    columns = ((words.say("compare.code"), 8.0), (words.say("compare.indicator"), 44.0))
    rows: list[Row] = []
    for framework, those in view.without(beside):
        rows += [(framework.title,)] if those else []
        rows += [(code, framework.text(code).label, view.told(why, words)) for code, why in those.items()]
    reason = (words.say("crosswalk.why_without"), 80.0)
    return Sheet(words.say("crosswalk.sheet_without"), (*columns, reason), tuple(rows))
