"""Profiles side by side by the objectives of a global agenda: what is answered under each, whatever they answer."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from mgi_cli.judging.agendas import aligned
from mgi_cli.judging.summary import statuses_of
from mgi_cli.model import Status
from mgi_cli.value import Value
from mgi_cli.views import agendas, common, comparison
from mgi_cli.views.report import (
    Column,
    Flat,
    Group,
    Heading,
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
    from collections.abc import Iterator, Mapping

    from mgi_cli.judging.agendas import Agenda, Objective
    from mgi_cli.judging.comparison import Row
    from mgi_cli.model import Domain, Framework, Indicator, Profile
    from mgi_cli.views.comparison import Compared
    from mgi_cli.views.report import Block, Cell
    from mgi_cli.words import Words


class ByObjective(Value):
    """Profiles by what an agenda asks for; ``frameworks`` and ``domains`` are those of each, in their order.

    ``compared`` is their comparison where they answer one framework, so that their indicators stand side by side, too.
    ``again`` is how the profiles were named on the command line, with the options that a next command needs; empty
    where nothing is proposed.
    """

    agenda: Agenda
    profiles: tuple[Profile, ...]
    frameworks: tuple[Framework, ...]
    domains: tuple[tuple[Domain, ...], ...]
    compared: Compared | None = None
    by_name: bool = False
    again: str = ""

    @cached_property
    def objectives(self) -> tuple[tuple[Objective, ...], ...]:
        """What the agenda asks for, each time once for each profile."""
        return aligned(self.domains, self.agenda)

    @cached_property
    def editions(self) -> Mapping[str, Framework]:
        """The frameworks by id, each once."""
        return {framework.id: framework for framework in self.frameworks}

    @property
    def several(self) -> bool:
        """Whether the profiles answer more than one framework."""
        return len(self.editions) > 1

    @property
    def counted(self) -> Mapping[Status, Framework]:
        """The statuses that are counted beside how much is answered, each with a framework that has it."""
        every = {status: framework for framework in reversed(self.frameworks) for status in framework.scale}
        return {status: every[status] for status in Status if status in every and status.is_answer}


def report(by: ByObjective, words: Words) -> Report:
    """Return the report of profiles side by side by objective."""
    return Report(
        command="compare",
        lang=words.lang,
        blocks=partial(_page, by, words),
        flat=partial(_flat, by, words),
        document=partial(_document, by, words),
    )


# What is said here and in papers


def opening(by: ByObjective, words: Words) -> str:
    """Return what must be known first: what it is read by, whose the links are, and that nothing adds up."""
    mappings = dict.fromkeys(framework.mapping for framework in by.frameworks)
    several = [words.say("objectives.several_frameworks")] if by.several else []
    return " ".join([words.say(f"agendas.{by.agenda}"), *mappings, words.say("agendas.several"), *several])


def order(by: ByObjective, words: Words) -> str:
    """Return the sentence that says in which order the profiles stand."""
    return comparison.order_of(by.profiles, words, by_name=by.by_name)


def remark(by: ByObjective, each: tuple[Objective, ...], words: Words) -> str:
    """Return the remark on an objective that nothing is linked to in any framework; nothing on others."""
    return "" if any(item.indicators for item in each) else agendas.none(by.domains[0], by.frameworks[0], words)


def linked(objective: Objective, compared: Compared) -> tuple[Row, ...]:
    """Return the rows shown of the indicators that are linked to an objective."""
    keys = {indicator.id for indicator in objective.indicators}
    return tuple(row for row in compared.rows if row.indicator.id in keys)


def codes(objective: Objective, by: ByObjective) -> tuple[str, ...]:
    """Return the codes of the indicators linked to an objective that are shown."""
    if by.compared:
        return tuple(row.indicator.id for row in linked(objective, by.compared))
    return tuple(indicator.id for indicator in objective.indicators)


# For people


def _page(by: ByObjective, words: Words) -> Iterator[Block]:
    yield Title(comparison.title(by.profiles, words), words.say("compare.side_by_side", n=len(by.profiles)))
    yield Paragraph(text(order(by, words), Tone.QUIET))
    if said := comparison.made_up(by.profiles, words):
        yield Paragraph(text(said, Tone.NOTICE))
    yield Paragraph(text(opening(by, words), Tone.NOTICE))
    yield Heading(text(words.say("compare.key")))
    yield comparison.key(by.profiles, words)
    yield Heading(text(words.say(f"objectives.{by.agenda}")))
    yield _counts(by, words)
    if by.compared:
        yield from _indicators(by, by.compared, words)
    yield from comparison.grounds(by.profiles, words)
    yield from _next(by, words)


def _counts(by: ByObjective, words: Words) -> Table:
    answered = words.say("compare.answered_word")
    columns = (
        Column(head=(), numeric=True),
        Column(head=text(words.say("compare.place")), least=14),
        Column(head=text(words.say("compare.answered")), word=answered, role=Role.FACT, numeric=True),
        *(
            Column(
                head=(Mark(status, Tone(status)),),
                word=common.status_word(status, framework),
                role=Role.FACT,
                numeric=True,
                word_first=common.word_first(words),
            )
            for status, framework in by.counted.items()
        ),
    )
    groups = tuple(
        Group(title=_title(by, each, words), rows=() if remark(by, each, words) else tuple(_rows(by, each, words)))
        for each in by.objectives
    )
    return Table(columns=columns, groups=groups)


def _title(by: ByObjective, each: tuple[Objective, ...], words: Words) -> Cell:
    name = agendas.name(each[0], words)
    said = remark(by, each, words)
    return (Span(name), Span(f"  {said}", Tone.QUIET)) if said else text(name)


def _rows(by: ByObjective, each: tuple[Objective, ...], words: Words) -> Iterator[tuple[Cell, ...]]:
    named = enumerate(zip(comparison.named(by.profiles, words), each, strict=True), 1)
    for number, ((name, profile), objective) in named:
        place = text(str(number), Tone.QUIET)
        if not objective.indicators:
            none = Span(words.say("common.colon") + agendas.none(by.domains[0], by.frameworks[0], words), Tone.QUIET)
            yield (place, (Span(name), none), *(() for _ in range(len(by.counted) + 1)))
            continue
        counts = statuses_of(profile, objective.indicators)
        every = len(objective.indicators)
        share = words.say("compare.of", n=every - counts[Status.NOT_ASSESSED], all=every)
        numbers = (text(str(counts[status]), Tone(status) if counts[status] else Tone.QUIET) for status in by.counted)
        yield (place, text(name), text(share), *numbers)


def _indicators(by: ByObjective, compared: Compared, words: Words) -> Iterator[Block]:
    found = compared.comparison
    yield Heading(text(words.say("compare.indicators")), comparison.differ(found, words))
    yield common.legend(found.framework)
    if compared.rows:
        plain = comparison.matrix(compared, words)
        groups = tuple(
            Group(title=text(agendas.name(each[0], words)), rows=rows, level=1)
            for each in by.objectives
            if (rows := tuple(comparison.row(row, compared) for row in linked(each[0], compared)))
        )
        yield Matrix(table=plain.table.but(groups=groups), many=plain.many)
    else:
        yield Paragraph(text(words.say("compare.nothing_differs")))


def _next(by: ByObjective, words: Words) -> Iterator[Block]:
    if not by.again:
        return
    again = f"{by.again} --sort name" if by.by_name else by.again
    if len(by.domains[0]) < len(by.frameworks[0].domains):
        again = f"{again} --domain {by.domains[0][0].id}"
    other = next(agenda for agenda in type(by.agenda) if agenda is not by.agenda)
    steps = ((f"mgi compare{again} --by {other}", words.say(f"agendas.next_{other}")),)
    yield Steps(words.say("common.next"), steps)


# For spreadsheets and programs


_HEADS = (
    *("profile", "place", "round", "domain", "subdomain", "indicator", "label", "status", "illustrative"),
    *("country", "published", "framework", "differs", "agenda", "objective", "objective_name"),
)


def _flat(by: ByObjective, words: Words) -> Flat:
    """Return a row for each objective, profile and indicator that is linked to it.

    Whether profiles differ is only told where they answer the same question.
    """
    differs = {row.indicator.id: _yes(row.differs) for row in by.compared.rows} if by.compared else {}
    rows = tuple(
        (
            *_profile_cells(profile, framework.indicators[code], framework),
            differs.get(code),
            *(str(by.agenda), objective.key, agendas.short_name(objective, words)),
        )
        for each in by.objectives
        for profile, framework, objective in zip(by.profiles, by.frameworks, each, strict=True)
        for code in codes(objective, by)
    )
    return Flat(heads=_HEADS, rows=rows)


def _profile_cells(profile: Profile, indicator: Indicator, framework: Framework) -> tuple[str | int | None, ...]:
    return (
        *(profile.name, profile.place.name, profile.assessment.round, indicator.domain, indicator.subdomain),
        *(indicator.id, framework.text(indicator.id).label, str(profile.status(indicator.id))),
        *(_yes(profile.illustrative), profile.place.country, profile.assessment.published, framework.id),
    )


def _yes(value: bool) -> str:  # noqa: FBT001 - the value of a cell
    return "yes" if value else "no"


def _document(by: ByObjective, words: Words) -> dict[str, Any]:
    if by.compared:
        plain = dict(comparison.report(by.compared, words).document())
    else:
        heads = zip(by.profiles, by.frameworks, strict=True)
        plain = {
            "profiles": [common.profile_part(profile, framework) for profile, framework in heads],
            "sort": "name" if by.by_name else "given",
            "only_differing": False,
        }
    mappings = [{"framework": key, "mapping": framework.mapping} for key, framework in by.editions.items()]
    objectives = [_part(by, each, words) for each in by.objectives]
    return {**plain, "by": {"agenda": str(by.agenda), "mappings": mappings, "objectives": objectives}}


def _part(by: ByObjective, each: tuple[Objective, ...], words: Words) -> dict[str, Any]:
    linked = {
        framework.id: [indicator.id for indicator in objective.indicators]
        for framework, objective in zip(by.frameworks, each, strict=True)
    }
    return {
        "key": each[0].key,
        "name": agendas.short_name(each[0], words),
        "frameworks": [{"framework": key, "indicators": codes} for key, codes in linked.items()],
        "profiles": [
            {
                "profile": profile.name,
                "indicators": len(objective.indicators),
                **{str(status): n for status, n in statuses_of(profile, objective.indicators).items()},
            }
            for profile, objective in zip(by.profiles, each, strict=True)
        ],
    }
