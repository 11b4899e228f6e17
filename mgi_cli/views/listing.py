"""The profiles that can be found: place, round, coverage."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from mgi_cli.judging.summary import summarise
from mgi_cli.value import Value
from mgi_cli.views import common
from mgi_cli.views.report import Column, Flat, Group, Paragraph, Report, Role, Span, Steps, Table, Tone, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from mgi_cli.judging.summary import Counts
    from mgi_cli.model import Framework, Profile
    from mgi_cli.views.report import Block, Cell
    from mgi_cli.words import Words


class Listed(Value):
    """A profile that was found, and where."""

    path: Path
    profile: Profile
    framework: Framework

    @property
    def counts(self) -> Counts:
        """How much of the framework it answers."""
        return summarise(self.profile, self.framework.domains).totals


def report(listed: Sequence[Listed], unread: Sequence[Path], words: Words, *, again: str = "") -> Report:
    """Return the report of the profiles found, and of the files that could not be read as one.

    ``again`` are the options that a next command needs to work on the same files.
    """
    return Report(
        command="list",
        lang=words.lang,
        blocks=lambda: tuple(_page(listed, words, again)),
        flat=partial(_flat, listed),
        document=partial(_document, listed, unread),
    )


def _page(listed: Sequence[Listed], words: Words, again: str) -> Iterator[Block]:
    if not listed:
        yield Paragraph(text(words.say("list.nothing")))
    if listed:
        columns = (
            Column(head=text(words.say("list.profile"))),
            Column(head=text(words.say("list.place")), least=16),
            Column(
                head=text(words.say("list.round")),
                word=words.say("list.round_word"),
                role=Role.FACT,
                numeric=True,
                word_first=True,
            ),
            Column(head=text(words.say("list.published")), word=words.say("list.published_word"), role=Role.FACT),
            Column(head=text(words.say("list.framework")), word=words.say("list.framework_word"), role=Role.FACT),
            Column(
                head=text(words.say("list.answered")),
                word=words.say("list.answered_word"),
                role=Role.FACT,
                numeric=True,
            ),
        )
        yield Table(columns=columns, groups=(Group(rows=tuple(_row(item, words) for item in listed)),))
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


def _place(profile: Profile, words: Words) -> Cell:
    made_up = (Span(" " + words.say("list.made_up"), Tone.NOTICE),) if profile.illustrative else ()
    lies_in = () if profile.place.type == "country" else (Span(", " + words.country_of(profile), Tone.QUIET),)
    return (Span(profile.place.name), *made_up, *lies_in)


def _flat(listed: Sequence[Listed]) -> Flat:
    heads = (
        *("profile", "place", "type", "within", "country", "round", "published", "framework", "level"),
        *("answered", "indicators", "illustrative", "path"),
    )
    rows = []
    for item in listed:
        place, assessment, counts = item.profile.place, item.profile.assessment, item.counts
        rows.append(
            (
                *(item.profile.name, place.name, place.type, place.within, place.country),
                *(assessment.round, assessment.published, item.profile.framework, item.framework.level),
                *(counts.answered, counts.indicators, "yes" if item.profile.illustrative else "no", str(item.path)),
            )
        )
    return Flat(heads=heads, rows=tuple(rows))


def _document(listed: Sequence[Listed], unread: Sequence[Path]) -> dict[str, Any]:
    return {
        "profiles": [
            common.profile_part(item.profile, item.framework)
            | {"path": str(item.path), "answered": item.counts.answered, "indicators": item.counts.indicators}
            for item in listed
        ],
        "not_readable": [str(path) for path in unread],
    }
