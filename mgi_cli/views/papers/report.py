"""The report of an assessment, or of several: the wheel, every domain with every answer, and what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_cli import __version__
from mgi_cli.text import capital
from mgi_cli.views import comparison
from mgi_cli.views.papers import annex, changes, domains, glance
from mgi_cli.views.papers.common import Subject, colophon, labels, language_name, notices
from mgi_cli.views.papers.parts import Column, Fact, Facts, Grid, Paper, Prose, Run, Section, Tone, said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mgi_cli.model import Framework, Profile
    from mgi_cli.views.papers.parts import Part, Text
    from mgi_cli.words import Words


def paper(
    profiles: Sequence[tuple[Profile, Framework]], words: Words, *, date: str | None = None, nameless: bool = False
) -> Paper:
    """Return the report of one profile or of several, in the order given.

    ``date`` is that of the report. With ``nameless`` it says that names were left out; to leave them out is done before
    (``mgi_cli/judging/names.py``).
    """
    several = len(profiles) > 1
    subjects = tuple(
        Subject(profile=profile, framework=framework, words=words, prefix=f"p{number}-" if several else "")
        for number, (profile, framework) in enumerate(profiles, 1)
    )
    first = subjects[0]
    return Paper(
        lang=words.lang,
        kind=first.say("kind_illustrative" if all(item.profile.illustrative for item in subjects) else "kind"),
        title=_title(subjects),
        subtitle=_subtitle(subjects),
        parts=(*_body(subjects), _about(subjects, date, nameless=nameless)),
        labels=labels(words),
        notices=_made_up(subjects) if several else notices(first),
        facts=(_editions(subjects), *_dated(first, date)),
        colophon=colophon(_frameworks(subjects), words, date),
        date=date,
        interactive=True,
    )


def _frameworks(subjects: Sequence[Subject]) -> tuple[Framework, ...]:
    """Return the frameworks that are answered, each once."""
    return tuple({subject.framework.id: subject.framework for subject in subjects}.values())


def _made_up(subjects: Sequence[Subject]) -> tuple[Text, ...]:
    """Return which of several profiles are made up; what each rests on stands with it."""
    told = comparison.made_up([subject.profile for subject in subjects], subjects[0].words)
    return ((Run(told, strong=True),),) if told else ()


def _title(subjects: Sequence[Subject]) -> str:
    names = list(dict.fromkeys(subject.profile.place.name for subject in subjects))
    return subjects[0].words.both(names)


def _subtitle(subjects: Sequence[Subject]) -> str:
    first = subjects[0]
    words, profile = first.words, first.profile
    if len(subjects) == 1:
        return first.say("subtitle", where=capital(words.where(profile)), round=words.round(profile))
    if all(subject.profile.same_place(profile) for subject in subjects):
        rounds = words.both([words.round(subject.profile) for subject in subjects])
        return first.say("subtitle", where=capital(words.where(profile)), round=rounds)
    return first.say("rounds", n=len(subjects))


def _body(subjects: Sequence[Subject]) -> Iterator[Part]:
    if len(subjects) == 1:
        yield from _profile(subjects[0])
        return
    yield from changes.sections(subjects)
    for subject in subjects:
        said_first = tuple(Prose(text=text, tone=Tone.NOTICE) for text in notices(subject))
        yield Section(
            anchor=subject.anchor("profile"),
            title=_name(subject, subjects),
            parts=(*said_first, *_profile(subject)),
            new_page=True,
        )


def _name(subject: Subject, subjects: Sequence[Subject]) -> str:
    """Return the title of one profile among several: its round, and its place where there is more than one.

    Beside real places a made-up one is called so.
    """
    profile, words = subject.profile, subject.words
    if all(other.profile.same_place(profile) for other in subjects):
        return capital(words.round(profile))
    name = subject.say("wheel_caption", place=profile.place.name, round=words.round(profile))
    mixed = profile.illustrative and not all(other.profile.illustrative for other in subjects)
    return subject.say("wheel_made_up", caption=name) if mixed else name


def _profile(subject: Subject) -> Iterator[Part]:
    yield glance.section(subject)
    yield from glance.gap_list(subject)
    for domain in subject.framework.domains:
        yield domains.section(domain, subject)
    yield from annex.sections(subject)
    yield _facts(subject)


def _facts(subject: Subject) -> Section:
    """Return the section that says of the assessment what the file says of it."""
    return Section(
        anchor=subject.anchor("facts"), title=subject.say("facts"), parts=(Facts(facts=tuple(_told(subject))),)
    )


def _editions(subjects: Sequence[Subject]) -> Fact:
    """Return which frameworks are answered, and in which editions."""
    first = subjects[0]
    told = (
        first.say("fact_framework_is", title=framework.title, edition=framework.edition, id=framework.id)
        for framework in _frameworks(subjects)
    )
    return Fact(first.say("fact_framework"), tuple(map(said, told)))


def _dated(subject: Subject, date: str | None) -> Iterator[Fact]:
    if date:
        yield Fact(subject.say("fact_date"), (said(subject.words.date(date)),))


def _told(subject: Subject) -> Iterator[Fact]:
    place, assessment, words = subject.profile.place, subject.profile.assessment, subject.words
    country = f"{words.country_of(subject.profile)} ({place.country})"
    told: tuple[tuple[str, Text | str | None], ...] = (
        ("place", (subject.written(place.name),)),
        ("type", (subject.written(place.type_name),) if place.type_name else words.say(f"places.{place.type}")),
        ("within", (subject.written(place.within),) if place.within else None),
        ("country", country),
        ("place_id", place.id),
        ("round", str(assessment.round)),
        ("published", words.date(assessment.published) if assessment.published else None),
        ("language", language_name(assessment.language, words) if assessment.language else None),
        ("basis", subject.basis()),
    )
    for key, value in told:
        if value:
            yield Fact(subject.say(f"fact_{key}"), (said(value) if isinstance(value, str) else value,))
    yield _editions((subject,))


def _about(subjects: Sequence[Subject], date: str | None, *, nameless: bool) -> Section:
    """Return the section that says what the indicators are and are not, and what made the report."""
    first = subjects[0]
    paragraphs = [first.say("about_mgi")]
    for framework in _frameworks(subjects):
        paragraphs += [first.say("about_catalogue", basis=framework.basis), framework.mapping]
    paragraphs += [first.say("about_names")] if nameless else []
    tool = Fact(first.say("fact_tool"), (said(first.say("fact_tool_is", version=__version__)),))
    return Section(
        anchor="about",
        title=first.say("about"),
        parts=(
            *(Prose(text=said(text)) for text in dict.fromkeys(paragraphs)),
            *_scales(subjects),
            Facts(facts=(*_dated(first, date), tool)),
        ),
    )


def _scales(subjects: Sequence[Subject]) -> Iterator[Grid]:
    """Yield what the statuses mean; where they do not mean the same in all frameworks, a table for each meaning."""
    scales: dict[str, Subject] = {}
    for subject in subjects:
        scales.setdefault("\n".join(text.means for text in subject.framework.scale.values()), subject)
    for subject in scales.values():
        title = subject.framework.title
        caption = (
            subject.say("about_statuses_of", framework=title) if len(scales) > 1 else subject.say("about_statuses")
        )
        yield _scale(subject, caption)


def _scale(subject: Subject, caption: str) -> Grid:
    rows = tuple(((subject.state(status),), said(text.means)) for status, text in subject.framework.scale.items())
    columns = (Column(subject.say("status"), share=2), Column(subject.say("about_meaning"), share=7))
    return Grid(caption=caption, columns=columns, rows=rows, row_heads=True)
