"""Profiles of two frameworks along the crosswalk between them: pair by pair, then on what one can lean of the other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from mgi_cli.judging.crosswalk import Pair, Relation, may_lean
from mgi_cli.value import Value
from mgi_cli.views import common, comparison
from mgi_cli.views.report import (
    Column,
    Flat,
    Group,
    Heading,
    Lines,
    Paragraph,
    Report,
    Role,
    Steps,
    Table,
    Title,
    Tone,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mgi_cli.judging.crosswalk import Alongside, Lean, Link
    from mgi_cli.model import Framework, Profile, Status
    from mgi_cli.text import Text
    from mgi_cli.views.report import Block, Cell
    from mgi_cli.words import Words


class Beside(Value):
    """Profiles along a crosswalk and what of them is shown.

    ``by_name`` says that the places here are in alphabetical order, ``differing`` that only pairs are shown in which
    the profiles differ. ``again`` is how the profiles were named on the command line, with the options that a next
    command needs; empty where nothing is proposed.
    """

    alongside: Alongside
    by_name: bool = False
    differing: bool = False
    again: str = ""

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """The profiles, that of the other framework last."""
        return self.alongside.profiles

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """The pairs shown."""
        return tuple(pair for pair in self.alongside.pairs if pair.differs or not self.differing)


def report(beside: Beside, words: Words) -> Report:
    """Return the report of profiles along a crosswalk."""
    return Report(
        command="compare",
        lang=words.lang,
        blocks=partial(_page, beside, words),
        flat=partial(_flat, beside),
        document=partial(_document, beside, words),
    )


# What is said here and in papers


def opening(beside: Beside, words: Words) -> str:
    """Return what must be known before anything else: that the two are not measured by one another."""
    here, there = beside.alongside.frameworks
    return words.say("crosswalk.opening", here=here.id, there=there.id)


def differ(beside: Beside, pairs: Sequence[Pair], words: Words) -> str:
    """Return how many pairs there are; where only those are shown that differ, how many of how many these are."""
    shown = [pair for pair in pairs if pair.differs or not beside.differing]
    key = "n_differing" if beside.differing else "n_pairs"
    return words.say(f"crosswalk.{key}", n=len(shown), all=len(pairs))


def named(code: str, framework: Framework) -> str:
    """Return an indicator by its code and its label; with the language of the label where it is not the one shown."""
    written = framework.text(code)
    label = written.label if written.lang == framework.lang else f"{written.label} [{written.lang}]"
    return f"{code} {label}"


def counterpart(link: Link, framework: Framework, words: Words) -> str:
    """Return what an indicator is to the one beside it in the other framework: ``equal to 3.4.1 Civil society``."""
    return words.say(f"crosswalk.{link.relation}", what=named(link.there, framework))


def told(reason: Text | None, words: Words) -> str:
    """Return a reason, with its language where it is not the one of the words."""
    if reason is None:
        return ""
    return reason.value if reason.lang == words.lang else f"{reason.value} [{reason.lang}]"


class Direction(Value):
    """Who can lean on whom, by their short names, and along what.

    ``place`` is the position of the profile here. ``back`` says that it is the profile there that leans.
    """

    who: str
    on: str
    place: int
    back: bool
    leans: tuple[Lean, ...]

    def pairs(self) -> tuple[Pair, ...]:
        """Return the pairs as they are seen from here, whoever leans."""
        if not self.back:
            return tuple(Pair(link=item.link, here=(item.status,), there=item.status_there) for item in self.leans)
        return tuple(Pair(link=item.link.turned(), here=(item.status_there,), there=item.status) for item in self.leans)


def directions(beside: Beside, words: Words) -> Iterator[Direction]:
    """Yield where each profile here can lean on the one there, and the one there on it."""
    along = beside.alongside
    *here, there = comparison.names(along.profiles, words)
    for place, (name, profile) in enumerate(zip(here, along.here, strict=True)):
        yield Direction(who=name, on=there, place=place, back=False, leans=along.on_there(profile))
        yield Direction(who=there, on=name, place=place, back=True, leans=along.on_here(profile))


def heading(direction: Direction, words: Words) -> str:
    """Return the sentence that says who has something on which whom can lean."""
    key = "lean_back" if direction.back else "lean"
    return words.say(f"crosswalk.{key}", who=direction.who, on=direction.on)


def by_need(direction: Direction, words: Words) -> Iterator[tuple[str, tuple[Pair, ...]]]:
    """Yield along what one can lean, by whether there is a gap or no answer: what it is, and the pairs."""
    pairs = list(zip(direction.leans, direction.pairs(), strict=True))
    for need, is_gap in (("lean_gap", True), ("lean_not_assessed", False)):
        those = tuple(pair for lean, pair in pairs if lean.status.is_gap is is_gap)
        if those:
            yield words.say(f"crosswalk.{need}", who=direction.who), those


def relations(words: Words) -> tuple[tuple[str, str], ...]:
    """Return the relations in words, and what each means."""
    return tuple(
        (words.say(f"crosswalk.{relation}_word"), words.say(f"crosswalk.{relation}_means")) for relation in Relation
    )


def without(beside: Beside) -> Iterator[tuple[Framework, Mapping[str, Text | None]]]:
    """Yield the two frameworks, each with its indicators that have no counterpart.

    Where not all domains are looked at, these are those of the domains looked at, there those of the same ids.
    """
    along = beside.alongside
    domains = {domain.id for domain in along.domains}
    every = len(domains) == len(along.frameworks[0].domains)
    alone = (along.crosswalk.without_here, along.crosswalk.without_there)
    for framework, those in zip(along.frameworks, alone, strict=True):
        indicators = framework.indicators
        yield framework, {code: why for code, why in those.items() if every or indicators[code].domain in domains}


# For people


def _page(beside: Beside, words: Words) -> Iterator[Block]:
    along, profiles = beside.alongside, beside.profiles
    yield Title(comparison.title(profiles, words), words.say("crosswalk.about", n=len(profiles)))
    yield Paragraph(text(opening(beside, words), Tone.NOTICE))
    if len(along.here) > 1:
        yield Paragraph(text(comparison.order_of(profiles, words, by_name=beside.by_name), Tone.QUIET))
    if said := comparison.made_up(profiles, words):
        yield Paragraph(text(said, Tone.NOTICE))
    yield Heading(text(words.say("compare.key")))
    yield comparison.key(profiles, words)
    yield Heading(text(words.say("crosswalk.pairs")), differ(beside, along.pairs, words))
    yield common.legend(along.frameworks[0])
    meanings = (word + words.say("common.colon") + means for word, means in relations(words))
    yield Lines(tuple(text(line, Tone.QUIET) for line in meanings), apart=True)
    yield _side_by_side(beside, words) if beside.pairs else Paragraph(text(words.say("crosswalk.nothing_differs")))
    yield from _alone(beside, words)
    for direction in directions(beside, words):
        yield from _leaning(beside, direction, words)
        if direction.back:
            yield from _to_look_at(beside, direction, words)
    yield Paragraph(text(words.say("crosswalk.never_copied"), Tone.QUIET))
    yield Heading(text(words.say("crosswalk.basis")))
    yield Lines((text(told(along.crosswalk.basis, words), Tone.NOTICE),))
    yield from comparison.grounds(profiles, words)
    yield from _next(beside, words)


def _columns(beside: Beside, words: Words, place: int | None = None) -> tuple[Column, ...]:
    """Return the columns of pairs, of all profiles here or of the one at a place."""
    along = beside.alongside
    *here, there = (
        Column(head=comparison.headed(name, profile, words), word=name, role=Role.FACT, least=14, word_first=True)
        for name, profile in comparison.named(along.profiles, words)
    )
    counterparts = words.say("crosswalk.counterpart", framework=along.frameworks[1].id)
    return (
        Column(head=text(words.say("compare.code")), once=True),
        Column(head=text(words.say("compare.indicator")), least=14, once=True),
        *(column.but(once=True) for column in (here if place is None else [here[place]])),
        Column(head=text(counterparts), role=Role.BODY, least=18),
        there,
    )


def _side_by_side(beside: Beside, words: Words) -> Table:
    along = beside.alongside
    groups = (
        Group(
            title=text(f"{domain.number} {domain.name}"),
            rows=tuple(
                (*_row(pair, beside, words), text(told(pair.link.reason, words), Tone.QUIET))
                for pair in beside.pairs
                if along.domain_of(pair.link) == domain.id
            ),
            level=1,
        )
        for domain in along.domains
    )
    reason = Column(head=text(words.say("crosswalk.reason")), role=Role.BODY, least=22)
    return Table(columns=(*_columns(beside, words), reason), groups=tuple(group for group in groups if group.rows))


def _row(pair: Pair, beside: Beside, words: Words) -> tuple[Cell, ...]:
    here, there = beside.alongside.frameworks
    return (
        text(pair.link.here),
        text(named(pair.link.here, here).removeprefix(f"{pair.link.here} ")),
        *(common.status_cell(status, here) for status in pair.here),
        text(counterpart(pair.link, there, words)),
        common.status_cell(pair.there, there),
    )


def _alone(beside: Beside, words: Words) -> Iterator[Block]:
    lines = tuple(
        text(words.say("crosswalk.without_one", n=len(those), framework=framework.id, codes=", ".join(those)))
        for framework, those in without(beside)
        if those
    )
    if lines:
        yield Heading(text(words.say("crosswalk.without")))
        yield Lines(lines)


def _leaning(beside: Beside, direction: Direction, words: Words) -> Iterator[Block]:
    """Yield a heading that says who can lean on whom, and along what, by whether there is a gap or no answer."""
    yield Heading(text(heading(direction, words)), words.say("crosswalk.n_pairs", n=len(direction.leans)))
    if not direction.leans:
        yield Paragraph(text(words.say("crosswalk.lean_none", who=direction.who, on=direction.on)))
        return
    groups = (
        Group(title=text(need), rows=tuple(_row(pair, beside, words) for pair in pairs))
        for need, pairs in by_need(direction, words)
    )
    yield Table(columns=_columns(beside, words, direction.place), groups=tuple(groups))


def _to_look_at(beside: Beside, direction: Direction, words: Words) -> Iterator[Block]:
    pairs = beside.alongside.to_look_at(beside.alongside.here[direction.place])
    if pairs:
        look = words.say("crosswalk.look", here=direction.on, there=direction.who)
        yield Heading(text(look), words.say("crosswalk.n_pairs", n=len(pairs)))
        yield Lines((text(words.say("crosswalk.look_about"), Tone.QUIET),))
        rows = tuple(_row(pair, beside, words) for pair in pairs)
        yield Table(columns=_columns(beside, words, direction.place), groups=(Group(rows=rows),))


def _next(beside: Beside, words: Words) -> Iterator[Block]:
    if not beside.again:
        return
    again = f"{beside.again} --sort name" if beside.by_name else beside.again
    first, several = beside.alongside.domains[0], len(beside.alongside.domains) > 1
    alone = f" --domain {first.number}"
    steps = [(f"mgi compare{again}{alone}", words.say("compare.next_domain", domain=first.name))] if several else []
    here = again if several else again + alone
    steps.append((f"mgi compare{here} --by gcm", words.say("crosswalk.next_by")))
    steps.append((f"mgi compare{here} -o {words.say('crosswalk.next_file_name')}", words.say("crosswalk.next_file")))
    yield Steps(words.say("common.next"), tuple(steps))


# For spreadsheets and programs


_HEADS = (
    *("profile", "place", "round", "domain", "indicator", "label", "status", "relation"),
    *("profile_there", "place_there", "indicator_there", "label_there", "status_there", "leans", "reason"),
    *("illustrative", "illustrative_there"),
)


def _flat(beside: Beside) -> Flat:
    """Return a row for each pair and profile here."""
    along = beside.alongside
    rows = tuple(
        _flat_row(pair, profile, status, along)
        for pair in beside.pairs
        for profile, status in zip(along.here, pair.here, strict=True)
    )
    return Flat(heads=_HEADS, rows=rows)


def _flat_row(pair: Pair, profile: Profile, status: Status, along: Alongside) -> tuple[str | int | None, ...]:
    link, (here, there), other = pair.link, along.frameworks, along.there
    return (
        *(profile.name, profile.place.name, profile.assessment.round, along.domain_of(link)),
        *(link.here, here.text(link.here).label, str(status), str(link.relation)),
        *(other.name, other.place.name, link.there, there.text(link.there).label, str(pair.there)),
        *(_who_leans(link, status, pair.there), link.reason.value if link.reason else None),
        *("yes" if item.illustrative else "no" for item in (profile, other)),
    )


def _who_leans(link: Link, status: Status, other: Status) -> str:
    """Return which of two profiles can lean on the other along a link; both where each has a part."""
    able = {"here": may_lean(status, other), "there": may_lean(other, status)}
    return " ".join(side for side, leans in able.items() if leans and link.relation.carries)


def _document(beside: Beside, words: Words) -> dict[str, Any]:
    along = beside.alongside
    here, there = along.frameworks
    return {
        "profiles": [
            *(common.profile_part(profile, here) for profile in along.here),
            common.profile_part(along.there, there),
        ],
        "sort": "name" if beside.by_name else "given",
        "only_differing": beside.differing,
        "differing": sum(pair.differs for pair in along.pairs),
        "crosswalk": {
            "here": here.id,
            "there": there.id,
            "basis": _said(along.crosswalk.basis),
            "pairs": [_pair_part(pair, along) for pair in beside.pairs],
            "leans": [_lean_part(lean, item.back) for item in directions(beside, words) for lean in item.leans],
            "to_look_at": [
                {"profile": profile.name, "here": pair.link.here, "there": pair.link.there}
                for profile in along.here
                for pair in along.to_look_at(profile)
            ],
            "without": [
                {"framework": framework.id, "indicator": code, "label": framework.text(code).label, **_reason(why)}
                for framework, those in without(beside)
                for code, why in those.items()
            ],
        },
    }


def _pair_part(pair: Pair, along: Alongside) -> dict[str, Any]:
    link, (here, there) = pair.link, along.frameworks
    statuses = zip(along.here, pair.here, strict=True)
    return {
        "here": {"indicator": link.here, "domain": along.domain_of(link), "label": here.text(link.here).label},
        "relation": str(link.relation),
        "there": {
            "indicator": link.there,
            "domain": there.indicators[link.there].domain,
            "label": there.text(link.there).label,
        },
        **_reason(link.reason),
        "differs": pair.differs,
        "statuses": [
            *({"profile": profile.name, "status": str(status)} for profile, status in statuses),
            {"profile": along.there.name, "status": str(pair.there)},
        ],
    }


def _lean_part(lean: Lean, back: bool) -> dict[str, Any]:  # noqa: FBT001 - a fact of the line
    seen = lean.link.turned() if back else lean.link
    return {
        "profile": lean.profile.name,
        "on": lean.on.name,
        "here": seen.here,
        "there": seen.there,
        "relation": str(seen.relation),
        "status": str(lean.status),
        "status_on": str(lean.status_there),
    }


def _reason(reason: Text | None) -> dict[str, str | None]:
    return {"reason": _said(reason), "reason_lang": reason.lang if reason else None}


def _said(written: Text | None) -> str | None:
    return written.value if written else None
