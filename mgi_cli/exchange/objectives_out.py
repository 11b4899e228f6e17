"""Profiles by objective as a workbook: the counts under each, and the indicators that are linked to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_cli.exchange import lists_out
from mgi_cli.exchange.lists_out import Sheet
from mgi_cli.judging.summary import statuses_of
from mgi_cli.model import Status
from mgi_cli.render.surface import GLYPHS
from mgi_cli.views import agendas, common, comparison
from mgi_cli.views import objectives as view

if TYPE_CHECKING:
    from mgi_cli.views.objectives import ByObjective
    from mgi_cli.words import Words

    Row = tuple[lists_out.Cell, ...]


def workbook(by: ByObjective, words: Words) -> bytes:
    """Return profiles by objective as an ``.xlsx`` file; the same gives the same bytes."""
    frameworks = tuple(by.editions.values())
    return lists_out.book(
        by.profiles, frameworks, (_counts(by, words), _all(by, words)), view.opening(by, words), words
    )


def _counts(by: ByObjective, words: Words) -> Sheet:
    statuses = (
        (f"{GLYPHS[status][0]} {common.status_word(status, framework)}", 16.0)
        for status, framework in by.counted.items()
    )
    columns = (
        (words.say(f"agendas.{by.agenda}_head"), 44.0),
        (words.say("compare.place"), 30.0),
        (words.say("compare.answered"), 11.0),
        (words.say("compare.indicators"), 11.0),
        *statuses,
    )
    names = [comparison.called(name, profile, words) for name, profile in comparison.named(by.profiles, words)]
    rows: list[Row] = []
    for each in by.objectives:
        title = agendas.name(each[0], words)
        if said := view.remark(by, each, words):
            rows.append((title, said, *("" for _ in columns[2:])))
            continue
        for name, profile, objective in zip(names, by.profiles, each, strict=True):
            counts, every = statuses_of(profile, objective.indicators), len(objective.indicators)
            answered = every - counts[Status.NOT_ASSESSED]
            rows.append((title, name, answered, every, *(counts[status] for status in by.counted)))
    return Sheet(words.say(f"objectives.{by.agenda}"), columns, tuple(rows))


def _all(by: ByObjective, words: Words) -> Sheet:
    columns = (
        (words.say("compare.code"), 8.0),
        (words.say("compare.indicator"), 48.0),
        (words.say("compare.place"), 30.0),
        (words.say("objectives.status"), 17.0),
    )
    names = [comparison.called(name, profile, words) for name, profile in comparison.named(by.profiles, words)]
    rows: list[Row] = []
    for each in by.objectives:
        said = view.remark(by, each, words)
        rows.append((": ".join(part for part in (agendas.name(each[0], words), said) if part),))
        for name, profile, framework, objective in zip(names, by.profiles, by.frameworks, each, strict=True):
            rows += [
                (code, framework.text(code).label, name, profile.status(code)) for code in view.codes(objective, by)
            ]
    return Sheet(words.say("compare.indicators"), columns, tuple(rows))
