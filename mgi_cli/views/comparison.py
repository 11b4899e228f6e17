"""Profiles side by side: what is answered in each by domain, then every indicator with its status in each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from mgi_cli.model import Status
from mgi_cli.text import fold
from mgi_cli.value import Value
from mgi_cli.views import common
from mgi_cli.views.report import (
    Column,
    Flat,
    Group,
    Heading,
    Lines,
    Mark,
    Matrix,
    Paragraph,
    Report,
    Role,
    Span,
    Steps,
    Table,
    Title,
    Tone,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mgi_cli.judging.comparison import Comparison, Row
    from mgi_cli.judging.summary import Counts
    from mgi_cli.model import Domain, Profile
    from mgi_cli.views.report import Block, Cell
    from mgi_cli.words import Words

_MOST_NAMED = 8  # profiles in one sentence

FEW = 4
"""Up to how many profiles a next command names them once more."""


class Compared(Value):
    """A comparison and what of it is shown.

    ``by_name`` says that the places are in alphabetical order, ``differing`` that only indicators are shown in which
    the profiles differ. ``again`` is how the profiles were named on the command line, with the options that a next
    command needs; empty where nothing is proposed.
    """

    comparison: Comparison
    by_name: bool = False
    differing: bool = False
    again: str = ""

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """The profiles, in the order shown."""
        return self.comparison.profiles

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows shown."""
        return self.comparison.differing if self.differing else self.comparison.rows


def report(compared: Compared, words: Words) -> Report:
    """Return the report of a comparison."""
    return Report(
        command="compare",
        lang=words.lang,
        blocks=partial(_page, compared, words),
        flat=partial(_flat, compared),
        document=partial(_document, compared),
    )


# What is said of the profiles, here and in papers


def names(profiles: Sequence[Profile], words: Words) -> tuple[str, ...]:
    """Return a short name for each profile: the place, and what tells it from others of that name.

    That is where a place lies, the round, and in the end the name of the file.
    """
    told = [profile.place.name for profile in profiles]
    for refine in _REFINEMENTS:
        alike: dict[str, list[Profile]] = {}
        for name, profile in zip(told, profiles, strict=True):
            alike.setdefault(fold(name), []).append(profile)
        told = [refine(name, profile, alike[fold(name)], words) for name, profile in zip(told, profiles, strict=True)]
    return tuple(told)


def _with_where(name: str, profile: Profile, alike: Sequence[Profile], words: Words) -> str:
    if all(other.same_place(profile) for other in alike):
        return name
    return words.say("compare.in_place", place=name, where=profile.place.within or words.country_of(profile))


def _with_round(name: str, profile: Profile, alike: Sequence[Profile], words: Words) -> str:
    if len({other.assessment.round for other in alike}) == 1:
        return name
    return words.say("compare.in_round", place=name, number=str(profile.assessment.round))


def _with_file(name: str, profile: Profile, alike: Sequence[Profile], words: Words) -> str:
    if len({other.name for other in alike}) == 1:
        return name
    return words.say("compare.of_file", place=name, name=profile.name)


_REFINEMENTS: tuple[Callable[[str, Profile, Sequence[Profile], Words], str], ...] = (
    _with_where,
    _with_round,
    _with_file,
)


def title(profiles: Sequence[Profile], words: Words) -> str:
    """Return what is compared: up to three places by name, more by their number."""
    places = {profile.place.id: profile.place.name for profile in profiles}
    return words.both(list(places.values())) if len(places) <= 3 else words.say("compare.places", n=len(places))


def order(compared: Compared, words: Words) -> str:
    """Return the sentence that says in which order the profiles of a comparison stand."""
    return order_of(compared.profiles, words, by_name=compared.by_name)


def order_of(profiles: Sequence[Profile], words: Words, *, by_name: bool) -> str:
    """Return the sentence that says in which order profiles stand: as they were named, or by name."""
    rounds = "_rounds" if all(item.same_place(profiles[0]) for item in profiles) else ""
    return words.say(f"compare.order_{'name' if by_name else 'given'}{rounds}")


def made_up(profiles: Sequence[Profile], words: Words) -> str:
    """Return the sentence that says which profiles are made up; nothing where none is."""
    told = [name for name, profile in zip(names(profiles, words), profiles, strict=True) if profile.illustrative]
    if told and len(told) == len(profiles):
        return words.say("compare.made_up_all")
    if len(told) > _MOST_NAMED:
        return words.say("compare.made_up_many", n=len(told), all=len(profiles))
    return words.say("compare.made_up_note", n=len(told), name=words.both(told)) if told else ""


def bases(profiles: Sequence[Profile], words: Words) -> tuple[tuple[str, Profile], ...]:
    """Return of whose answers the same basis is told: the names of the profiles, and the first of them."""
    those: dict[str, list[tuple[str, Profile]]] = {}
    for name, profile in zip(names(profiles, words), profiles, strict=True):
        if basis := common.basis_text(profile, words):
            those.setdefault(basis, []).append((name, profile))
    if any(len(told) == len(profiles) for told in those.values()):
        return tuple((words.say("compare.all_profiles"), told[0][1]) for told in those.values())
    return tuple((words.both(list(dict.fromkeys(name for name, _ in told))), told[0][1]) for told in those.values())


# For people


def _page(compared: Compared, words: Words) -> Iterator[Block]:
    found = compared.comparison
    profiles, n = found.profiles, len(found.profiles)
    yield Title(title(profiles, words), words.say("compare.side_by_side", n=n))
    yield Paragraph(text(order(compared, words), Tone.QUIET))
    if said := made_up(profiles, words):
        yield Paragraph(text(said, Tone.NOTICE))
    yield Heading(text(words.say("compare.key")))
    yield key(profiles, words)
    yield Heading(text(words.say("compare.by_domain")))
    yield _overview(found, words)
    yield Heading(text(words.say("compare.indicators")), differ(found, words))
    yield common.legend(found.framework)
    yield matrix(compared, words) if compared.rows else Paragraph(text(words.say("compare.nothing_differs")))
    yield from grounds(profiles, words)
    yield from _next(compared, words)


def key(profiles: Sequence[Profile], words: Words) -> Table:
    """Return the numbers of the profiles, and what each is of."""
    columns = (Column(head=(), numeric=True), Column(head=(), least=14), Column(head=(), role=Role.BODY, least=20))
    rows = tuple(
        (text(str(number), Tone.QUIET), _called(name, profile, words), text(about(profile, words), Tone.QUIET))
        for number, (name, profile) in enumerate(named(profiles, words), 1)
    )
    return Table(columns=columns, groups=(Group(rows=rows),))


def called(name: str, profile: Profile, words: Words) -> str:
    """Return a short name, with the remark that the profile is made up where it is."""
    return f"{name} {words.say('compare.made_up')}" if profile.illustrative else name


def about(profile: Profile, words: Words) -> str:
    """Return what and where a place is, and which round of it a profile is."""
    return words.say("compare.about", where=words.where(profile), round=words.round(profile))


def named(profiles: Sequence[Profile], words: Words) -> Iterator[tuple[str, Profile]]:
    """Yield the profiles, each after its short name."""
    yield from zip(names(profiles, words), profiles, strict=True)


def _called(name: str, profile: Profile, words: Words) -> Cell:
    mark = (Span(" " + words.say("compare.made_up"), Tone.NOTICE),) if profile.illustrative else ()
    return (Span(name), *mark)


def headed(name: str, profile: Profile, words: Words) -> Cell:
    """Return the head of a column: the remark that a profile is made up goes below, where it takes no room."""
    mark = (Span("\n" + words.say("compare.made_up"), Tone.NOTICE),) if profile.illustrative else ()
    return (Span(name), *mark)


def counted(found: Comparison) -> tuple[Status, ...]:
    """Return the statuses that are counted beside how much is answered."""
    return tuple(status for status in found.framework.scale if status is not Status.NOT_ASSESSED)


def _overview(found: Comparison, words: Words) -> Table:
    columns = (
        Column(head=(), numeric=True),
        Column(head=text(words.say("compare.place")), least=14),
        Column(
            head=text(words.say("compare.answered")),
            word=words.say("compare.answered_word"),
            role=Role.FACT,
            numeric=True,
        ),
        *(
            Column(
                head=(Mark(status, Tone(status)),),
                word=common.status_word(status, found.framework),
                role=Role.FACT,
                numeric=True,
                word_first=common.word_first(words),
            )
            for status in counted(found)
        ),
    )
    several = len(found.domains) > 1
    totals = Group(title=text(words.say("compare.all_domains")), rows=tuple(_count_rows(found, None, words)))
    each = (
        Group(title=text(f"{domain.number} {domain.name}"), rows=tuple(_count_rows(found, domain, words)))
        for domain in found.domains
    )
    return Table(columns=columns, groups=(*((totals,) if several else ()), *each))


def _count_rows(found: Comparison, domain: Domain | None, words: Words) -> Iterator[tuple[Cell, ...]]:
    for number, (name, _) in enumerate(named(found.profiles, words), 1):
        summary = found.summaries[number - 1]
        counts = summary.domains[domain.id] if domain else summary.totals
        yield (text(str(number), Tone.QUIET), text(name), *_counts(counts, counted(found), words))


def _counts(counts: Counts, statuses: Sequence[Status], words: Words) -> Iterator[Cell]:
    yield text(words.say("compare.of", n=counts.answered, all=counts.indicators))
    for status in statuses:
        n = counts.statuses[status]
        yield text(str(n), Tone(status) if n else Tone.QUIET)


def differ(found: Comparison, words: Words) -> str:
    """Return in how many of how many indicators the profiles differ."""
    return words.say("compare.differ", n=len(found.differing), all=len(found.rows))


def matrix(compared: Compared, words: Words) -> Matrix:
    """Return the table of the indicators that are shown, by domain, with the status in each profile."""
    found = compared.comparison
    longest = max(len(common.status_word(status, found.framework)) for status in found.framework.scale) + 2
    told = list(named(found.profiles, words))
    columns = (
        Column(head=text(words.say("compare.code"))),
        Column(head=text(words.say("compare.indicator")), least=16),
        *(
            Column(head=headed(name, profile, words), word=name, role=Role.FACT, least=longest, word_first=True)
            for name, profile in told
        ),
    )
    groups = tuple(group for domain in found.domains for group in _groups(compared, domain))
    return Matrix(table=Table(columns=columns, groups=groups), many=len(told))


def _groups(compared: Compared, domain: Domain) -> Iterator[Group]:
    rows = [row for row in compared.rows if row.indicator.domain == domain.id]
    if rows:
        yield Group(title=text(f"{domain.number} {domain.name}"), level=1)
    for subdomain in domain.subdomains:
        those = tuple(row(item, compared) for item in rows if item.indicator.subdomain == subdomain.id)
        if those:
            yield Group(title=text(f"{subdomain.id} {subdomain.name}"), rows=those)


def row(item: Row, compared: Compared) -> tuple[Cell, ...]:
    """Return the cells of an indicator in that table."""
    framework = compared.comparison.framework
    return (
        text(item.indicator.id),
        text(framework.text(item.indicator.id).label),
        *(common.status_cell(status, framework) for status in item.statuses),
    )


def grounds(profiles: Sequence[Profile], words: Words) -> Iterator[Block]:
    """Yield what the answers rest on, where anything is said of it."""
    lines = tuple(
        text(words.say("compare.basis", place=place, basis=common.basis_text(profile, words)), Tone.NOTICE)
        for place, profile in bases(profiles, words)
    )
    if lines:
        yield Heading(text(words.say("compare.bases")))
        yield Lines(lines)


def _next(compared: Compared, words: Words) -> Iterator[Block]:
    if not compared.again:
        return
    found = compared.comparison
    again = f"{compared.again} --sort name" if compared.by_name else compared.again
    several = len(found.domains) > 1
    here = again if several else f"{again} --domain {found.domains[0].number}"
    steps = []
    if not compared.differing and 0 < len(found.differing) < len(found.rows):
        steps.append((f"mgi compare{here} --differing", words.say("compare.next_differing")))
    if several:
        first = found.domains[0]
        steps.append(
            (f"mgi compare{again} --domain {first.number}", words.say("compare.next_domain", domain=first.name))
        )
    steps.append((f"mgi compare{again} -o {words.say('compare.next_file_name')}", words.say("compare.next_file")))
    yield Steps(words.say("common.next"), tuple(steps))


# For spreadsheets and programs


_HEADS = (
    *("profile", "place", "round", "domain", "subdomain", "indicator", "label", "status", "illustrative"),
    *("country", "published", "framework", "differs"),
)


def _flat(compared: Compared) -> Flat:
    """Return a row for each indicator and profile."""
    found = compared.comparison
    rows = tuple(
        _flat_row(row, profile, status, found)
        for row in compared.rows
        for profile, status in zip(found.profiles, row.statuses, strict=True)
    )
    return Flat(heads=_HEADS, rows=rows)


def _flat_row(row: Row, profile: Profile, status: Status, found: Comparison) -> tuple[str | int | None, ...]:
    indicator = row.indicator
    return (
        *(profile.name, profile.place.name, profile.assessment.round),
        *(indicator.domain, indicator.subdomain, indicator.id, found.framework.text(indicator.id).label),
        *(str(status), "yes" if profile.illustrative else "no"),
        *(profile.place.country, profile.assessment.published, profile.framework, "yes" if row.differs else "no"),
    )


def _document(compared: Compared) -> dict[str, Any]:
    found = compared.comparison
    return {
        "profiles": [common.profile_part(profile, found.framework) for profile in found.profiles],
        "sort": "name" if compared.by_name else "given",
        "only_differing": compared.differing,
        "differing": len(found.differing),
        "indicators": [_row_part(row, found) for row in compared.rows],
        "domains": [
            {"id": domain.id, "number": domain.number, "name": domain.name, "profiles": _counts_part(found, domain)}
            for domain in found.domains
        ],
        "totals": _counts_part(found, None),
    }


def _row_part(row: Row, found: Comparison) -> dict[str, Any]:
    return {
        "indicator": row.indicator.id,
        "domain": row.indicator.domain,
        "subdomain": row.indicator.subdomain,
        "label": found.framework.text(row.indicator.id).label,
        "differs": row.differs,
        "statuses": [
            {"profile": profile.name, "status": str(status)}
            for profile, status in zip(found.profiles, row.statuses, strict=True)
        ],
    }


def _counts_part(found: Comparison, domain: Domain | None) -> list[dict[str, Any]]:
    return [
        {"profile": profile.name, **common.counts_part(summary.domains[domain.id] if domain else summary.totals)}
        for profile, summary in zip(found.profiles, found.summaries, strict=True)
    ]
