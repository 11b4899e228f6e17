"""What papers on several profiles share: the places, what the answers rest on, what is said of the paper itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_cli import __version__
from mgi_cli.model import Status
from mgi_cli.value import Value
from mgi_cli.views import common
from mgi_cli.views import comparison as view
from mgi_cli.views.papers.common import Subject, colophon
from mgi_cli.views.papers.parts import Column, Fact, Facts, Grid, Item, Listing, Prose, Run, Section, State, said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Self

    from mgi_cli.model import Framework, Profile
    from mgi_cli.views.papers.parts import Text
    from mgi_cli.words import Words


class Several(Value):
    """The profiles that a paper is on, and the words to tell it.

    ``names`` are short names of the profiles, ``heads`` the same with the remark that one is made up.
    """

    words: Words
    names: tuple[str, ...]
    heads: tuple[str, ...]
    subjects: tuple[Subject, ...]

    @classmethod
    def on(cls, profiles: Sequence[tuple[Profile, Framework]], words: Words, **more: object) -> Self:
        """Return what a paper on some profiles, each with its framework, is told from."""
        named = list(view.named([profile for profile, _ in profiles], words))
        return cls(
            words=words,
            names=tuple(name for name, _ in named),
            heads=tuple(view.called(name, profile, words) for name, profile in named),
            subjects=tuple(Subject(profile=item, framework=framework, words=words) for item, framework in profiles),
            **more,
        )

    @property
    def first(self) -> Subject:
        """Any of the subjects, for what is the same in all."""
        return self.subjects[0]

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """The profiles, in the order shown."""
        return tuple(subject.profile for subject in self.subjects)

    @property
    def frameworks(self) -> tuple[Framework, ...]:
        """The frameworks that are answered, each once."""
        return tuple({subject.framework.id: subject.framework for subject in self.subjects}.values())

    def say(self, key: str, **params: object) -> str:
        """Return one of the sentences of comparisons."""
        return self.words.say(f"compare.{key}", **params)

    @property
    def kind(self) -> str:
        """What the paper is, above its title."""
        all_made_up = all(profile.illustrative for profile in self.profiles)
        return self.first.say("kind_illustrative" if all_made_up else "kind")


def notices(several: Several, *sentences: str) -> tuple[Text, ...]:
    """Return what a reader must not overlook: what is made up, then the sentences given."""
    note = view.made_up(several.profiles, several.words)
    return (*(((Run(note, strong=True),),) if note else ()), *(said(sentence) for sentence in sentences))


def facts(several: Several, date: str | None) -> tuple[Fact, ...]:
    """Return the editions that are answered, and the date of the paper."""
    first = several.first
    editions = tuple(
        said(first.say("fact_framework_is", title=framework.title, edition=framework.edition, id=framework.id))
        for framework in several.frameworks
    )
    return (Fact(first.say("fact_framework"), editions), *_dated(several, date))


def _dated(several: Several, date: str | None) -> Iterator[Fact]:
    if date:
        yield Fact(several.say("date"), (said(several.words.date(date)),))


def foot(several: Several, date: str | None) -> str:
    """Return the line that names the tool, the editions and the date of the paper."""
    return colophon(several.frameworks, several.words, date)


def places(several: Several) -> Section:
    """Return the section that says what each profile is of."""
    columns = (
        Column(several.say("place"), share=3),
        Column(several.say("kind_and_country"), share=5),
        Column(several.say("round"), share=1, numeric=True),
        Column(several.say("published"), share=2),
    )
    rows = tuple(_place(head, profile, several) for head, profile in zip(several.heads, several.profiles, strict=True))
    grid = Grid(caption=several.say("key"), columns=columns, rows=rows, row_heads=True)
    return Section(anchor="places", title=several.say("key"), parts=(grid,))


def _place(head: str, profile: Profile, several: Several) -> tuple[Text, ...]:
    assessment = profile.assessment
    return (
        said(head),
        said(several.words.where(profile)),
        said(str(assessment.round)),
        said(several.words.date(assessment.published)) if assessment.published else (),
    )


def bases(several: Several) -> Iterator[Section]:
    """Yield the section that says what the answers rest on, where anything is said of it."""
    items = tuple(
        Item(text=(Run(names + several.words.say("common.colon"), strong=True), *subject.basis()))
        for names, subject in _by_basis(several)
    )
    if items:
        yield Section(anchor="bases", title=several.say("bases"), parts=(Listing(items=items),))


def _by_basis(several: Several) -> Iterator[tuple[str, Subject]]:
    of_basis = {common.basis_text(item.profile, item.words): item for item in several.subjects}
    for names, profile in view.bases(several.profiles, several.words):
        yield names, of_basis[common.basis_text(profile, several.words)]


def about(several: Several, date: str | None, *more: Text) -> Section:
    """Return the section that says what the indicators are and are not, what the statuses mean, what made the paper.

    ``more`` are paragraphs after those on the catalogues.
    """
    first, frameworks = several.first, several.frameworks
    catalogues = dict.fromkeys(first.say("about_catalogue", basis=framework.basis) for framework in frameworks)
    mappings = dict.fromkeys(framework.mapping for framework in frameworks)
    paragraphs = (*(said(text) for text in (first.say("about_mgi"), *catalogues, *mappings)), *more)
    scales = [*first.framework.scale.items(), *(item for other in frameworks[1:] for item in other.scale.items())]
    meanings = dict(reversed(scales))  # the first that says it
    rows = tuple(
        ((State(status, meanings[status].label),), said(meanings[status].means))
        for status in Status
        if status in meanings
    )
    columns = (Column(first.say("status"), share=2), Column(first.say("about_meaning"), share=7))
    scale = Grid(caption=first.say("about_statuses"), columns=columns, rows=rows, row_heads=True)
    tool = Fact(first.say("fact_tool"), (said(first.say("fact_tool_is", version=__version__)),))
    return Section(
        anchor="about",
        title=several.say("about_paper"),
        parts=(*(Prose(text=text) for text in paragraphs), scale, Facts(facts=(*_dated(several, date), tool))),
    )
