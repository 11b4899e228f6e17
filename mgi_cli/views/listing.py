"""The profiles that can be found: place, round, coverage."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from mgi_cli.judging.summary import summarise
from mgi_cli.value import Value
from mgi_cli.views import common, course
from mgi_cli.views.report import Column, Flat, Group, Paragraph, Report, Role, Span, Steps, Table, Tone, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from mgi_cli.judging.stages import Standing
    from mgi_cli.judging.summary import Counts
    from mgi_cli.model import Framework, Profile
    from mgi_cli.views.report import Block, Cell
    from mgi_cli.words import Words


LEAST_DATE = 14
"""The width of a month with its year; Spanish, which puts a word between the two, may break its longer ones."""


class Listed(Value):
    """A profile that was found, where, and the stage that it has come to, where that can be told."""

    path: Path
    profile: Profile
    framework: Framework
    stands: Standing | None = None

    @property
    def counts(self) -> Counts:
        """How much of the framework it answers."""
        return summarise(self.profile, self.framework.domains).totals


def report(
    listed: Sequence[Listed], unread: Sequence[Path], words: Words, *, again: str = "", stage: str | None = None
) -> Report:
    """Return the report of the profiles found, and of the files that could not be read as one.

    ``again`` are the options that a next command needs to work on the same files, ``stage`` is the one that all of
    these have come to, if one was asked for.
    """
    return Report(
        command="list",
        lang=words.lang,
        blocks=lambda: tuple(_page(listed, words, again, stage)),
        flat=partial(_flat, listed),
        document=partial(_document, listed, unread),
    )


def _page(listed: Sequence[Listed], words: Words, again: str, stage: str | None) -> Iterator[Block]:
    if not listed and stage:
        yield Paragraph(text(words.say("list.none_there", stage=course.name(stage, words))))
    elif not listed:
        yield Paragraph(text(words.say("list.nothing")))
    if listed:
        columns = (
            Column(head=text(words.say("list.profile"))),
            Column(head=text(words.say("list.place")), least=19),
            Column(
                head=text(words.say("list.round")),
                word=words.say("list.round_word"),
                role=Role.FACT,
                numeric=True,
                word_first=True,
            ),
            Column(
                head=text(words.say("list.published")),
                word=words.say("list.published_word"),
                role=Role.FACT,
                least=LEAST_DATE,
            ),
            Column(head=text(words.say("list.framework")), word=words.say("list.framework_word"), role=Role.FACT),
            Column(
                head=text(words.say("list.answered")),
                word=words.say("list.answered_word"),
                role=Role.FACT,
                numeric=True,
            ),
            *((Column(head=text(words.say("list.stage")), least=16),) if stage else ()),
        )
        rows = tuple((*_row(item, words), *((_stage(item, words),) if stage else ())) for item in listed)
        yield Table(columns=columns, groups=(Group(rows=rows),))
    if listed:
        name = listed[0].profile.name
        yield Steps(words.say("common.next"), ((f"mgi show {name}{again}", words.say("list.next_show")),))


def _row(item: Listed, words: Words) -> tuple[Cell, ...]:
    profile, counts = item.profile, item.counts
    published = profile.assessment.published
    return (
        text(profile.name, Tone.STRONG),
        _place(profile, words),
        text(str(profile.assessment.round)),
        text(words.date(published) if published else ""),
        text(profile.framework),
        text(words.say("list.of", n=counts.answered, all=counts.indicators)),
    )


def _stage(item: Listed, words: Words) -> Cell:
    return text(course.short(item.stands, words))


def _place(profile: Profile, words: Words) -> Cell:
    made_up = (Span(" " + words.say("list.made_up"), Tone.NOTICE),) if profile.illustrative else ()
    lies_in = () if profile.place.type == "country" else (Span(", " + words.country_of(profile), Tone.QUIET),)
    return (Span(profile.place.name), *made_up, *lies_in)


def _flat(listed: Sequence[Listed]) -> Flat:
    heads = (
        *("profile", "place", "type", "within", "country", "round", "published", "framework", "level"),
        *("answered", "indicators", "illustrative", "path", "stage", "stage_state", "stage_since"),
    )
    rows = []
    for item in listed:
        place, assessment, counts = item.profile.place, item.profile.assessment, item.counts
        rows.append(
            (
                *(item.profile.name, place.name, place.type, place.within, place.country),
                *(assessment.round, assessment.published, item.profile.framework, item.framework.level),
                *(counts.answered, counts.indicators, "yes" if item.profile.illustrative else "no", str(item.path)),
                *((item.stands.stage, str(item.stands.state), item.stands.since) if item.stands else (None,) * 3),
            )
        )
    return Flat(heads=heads, rows=tuple(rows))


def _document(listed: Sequence[Listed], unread: Sequence[Path]) -> dict[str, Any]:
    return {
        "profiles": [
            common.profile_part(item.profile, item.framework)
            | {"path": str(item.path), "answered": item.counts.answered, "indicators": item.counts.indicators}
            | {"stage": course.standing_part(item.stands)}
            for item in listed
        ],
        "not_readable": [str(path) for path in unread],
    }
