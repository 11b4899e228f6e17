"""A profile read by the objectives of a global agenda: what is answered under each, and the gaps under each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from mgi_cli.judging.agendas import BEYOND, Agenda, objectives
from mgi_cli.judging.summary import statuses_of
from mgi_cli.model import Status
from mgi_cli.views import common, gaps, show
from mgi_cli.views.report import (
    Bar,
    Column,
    Flat,
    Group,
    Lines,
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
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from mgi_cli.judging.agendas import Objective
    from mgi_cli.model import Domain, Framework, Profile
    from mgi_cli.views.gaps import Gaps
    from mgi_cli.views.report import Block, Cell
    from mgi_cli.views.show import Shown
    from mgi_cli.words import Words


def name(objective: Objective, words: Words) -> str:
    """Return the name of an objective: ``15 basic services``; of a target ``10.7 orderly, safe…``."""
    key = objective.key
    if key == BEYOND:
        return words.say(f"agendas.{objective.agenda}_beyond")
    known = words.say(f"{objective.agenda}.{key}") if words.has(f"{objective.agenda}.{key}") else ""
    return f"{key} {known}".strip() if key[0].isdigit() else known or key


def short_name(objective: Objective, words: Words) -> str:
    """Return the name of an objective without its number or code."""
    return name(objective, words).removeprefix(f"{objective.key} ")


def none(domains: Sequence[Domain], framework: Framework, words: Words) -> str:
    """Return what is said of an objective that no indicator of some domains of a framework is linked to."""
    return words.say("agendas.none" if len(domains) == len(framework.domains) else "agendas.none_here")


def shown(profile: Shown, agenda: Agenda, words: Words) -> Report:
    """Return the report of a profile by objective."""
    read = objectives(profile.domains, agenda)
    plain = show.report(profile, words)
    return plain.but(
        blocks=partial(_page, profile, agenda, read, words),
        flat=lambda: _flat(plain.flat(), read, words),
        document=lambda: {**plain.document(), "by": _by(agenda, profile.framework, _counted(profile, read, words))},
    )


def of_gaps(
    found: Sequence[Gaps], agenda: Agenda, words: Words, *, unread: Sequence[Path] = (), again: str = ""
) -> Report:
    """Return the report of the gaps of some profiles by objective; see ``gaps.report``."""
    plain = gaps.report(found, words, unread=unread, again=again)
    each = [(item, gaps.report((item,), words), objectives(item.domains, agenda)) for item in found]
    flats = [_flat(one.flat(), read, words) for _, one, read in each]
    heads = flats[0].heads if flats else (*plain.flat().heads, *_HEADS)
    listed = [part for item, _, read in each for part in _listed(item, read, words)]
    mapping = [item.framework for item in found][:1]
    return plain.but(
        blocks=lambda: (
            *(block for item, one, read in each for block in _regrouped(item, one.blocks(), agenda, read, words)),
            *(block for block in plain.blocks() if isinstance(block, Steps)),
        ),
        flat=lambda: Flat(heads=heads, rows=tuple(row for flat in flats for row in flat.rows)),
        document=lambda: {**plain.document(), "by": _by(agenda, mapping[0] if mapping else None, listed)},
    )


# For people


def _opening(agenda: Agenda, framework: Framework, words: Words) -> Block:
    """Return what must be known first: what it is read by, whose the links are, and that nothing adds up."""
    said = (words.say(f"agendas.{agenda}"), framework.mapping, words.say("agendas.several"))
    return Paragraph(text(" ".join(said), Tone.NOTICE))


def _page(profile: Shown, agenda: Agenda, read: Sequence[Objective], words: Words) -> Iterator[Block]:
    framework = profile.framework
    yield Title(profile.profile.place.name, words.where(profile.profile))
    yield from common.head(profile.profile, words)
    yield _opening(agenda, framework, words)
    yield Table(
        columns=_columns(agenda, framework, words),
        groups=(Group(rows=tuple(_row(item, profile.profile, framework, words) for item in read)),),
    )
    yield common.legend(framework)
    if without := [item for item in read if not item.indicators]:
        names = ", ".join(name(item, words) for item in without)
        said = names + words.say("common.colon") + none(profile.domains, framework, words) + "."
        yield Lines((text(said, Tone.QUIET),), apart=True)
    yield Steps(words.say("common.next"), tuple(_next(profile, agenda, words)))


def _next(profile: Shown, agenda: Agenda, words: Words) -> Iterator[tuple[str, str]]:
    n = sum(status.is_gap for status in map(profile.profile.status, profile.framework.indicators))
    if n:
        yield f"mgi gaps{profile.again} --by {agenda}", words.say("show.next_gaps", n=n)
    other = Agenda.SDG if agenda is Agenda.GCM else Agenda.GCM
    yield f"mgi show{profile.again} --by {other}", words.say(f"agendas.next_{other}")


def _columns(agenda: Agenda, framework: Framework, words: Words) -> tuple[Column, ...]:
    return (
        Column(head=text(words.say(f"agendas.{agenda}_head")), least=24),
        Column(head=text(words.say("show.each")), role=Role.BODY),
        Column(
            head=text(words.say("show.answered")), word=words.say("show.answered_word"), role=Role.FACT, numeric=True
        ),
        *common.status_columns(framework, words),
    )


def _row(objective: Objective, profile: Profile, framework: Framework, words: Words) -> tuple[Cell, ...]:
    counts = statuses_of(profile, objective.indicators)
    shown_statuses = [status for status in framework.scale if status is not Status.NOT_ASSESSED]
    if not objective.indicators:
        quiet = text(name(objective, words), Tone.QUIET)
        return (quiet, (), *(() for _ in shown_statuses), ())
    all_of_it = len(objective.indicators)
    share = words.say("show.of", n=all_of_it - counts[Status.NOT_ASSESSED], all=all_of_it)
    numbers = (text(str(counts[status]), Tone(status) if counts[status] else Tone.QUIET) for status in shown_statuses)
    return (text(name(objective, words)), (Bar(tuple(counts.items())),), text(share), *numbers)


def _regrouped(
    found: Gaps, blocks: Iterable[Block], agenda: Agenda, read: Sequence[Objective], words: Words
) -> Iterator[Block]:
    """Yield the blocks of gaps by domain with the rows of their table under the objectives instead."""
    opened = False
    for block in blocks:
        if isinstance(block, Steps):
            continue
        if isinstance(block, Paragraph) and not opened:
            opened = True
            yield _opening(agenda, found.framework, words)
        if isinstance(block, Table):
            rows = {_code(row): row for group in block.groups for row in group.rows}
            yield block.but(groups=tuple(_group(item, found, rows, words) for item in read))
        else:
            yield block


def _code(row: tuple[Cell, ...]) -> str:
    return "".join(piece.text for piece in row[1] if isinstance(piece, Span))


def _group(objective: Objective, found: Gaps, rows: Mapping[str, tuple[Cell, ...]], words: Words) -> Group:
    here = tuple(rows[item.id] for item in objective.indicators if item.id in rows)
    answered = sum(found.profile.status(item.id).is_answer for item in objective.indicators)
    if here:
        remark = words.say("agendas.gaps", n=len(here))
    elif objective.indicators:
        remark = words.say("agendas.no_gap", n=len(objective.indicators), answered=answered)
    else:
        remark = none(found.domains, found.framework, words)
    title = (Span(name(objective, words)), Span(f"  {remark}", Tone.QUIET))
    return Group(title=title, rows=here, level=1)


# For spreadsheets and programs

_HEADS = ("agenda", "objective", "objective_name")


def _flat(flat: Flat, read: Sequence[Objective], words: Words) -> Flat:
    """Return a row of each indicator for every objective that it is linked to."""
    place = flat.heads.index("indicator")
    rows = tuple(
        (*row, str(item.agenda), item.key, short_name(item, words))
        for item in read
        for code in (indicator.id for indicator in item.indicators)
        for row in flat.rows
        if row[place] == code
    )
    return Flat(heads=(*flat.heads, *_HEADS), rows=rows)


def _by(agenda: Agenda, framework: Framework | None, parts: Iterable[dict[str, Any]]) -> dict[str, Any]:
    mapping = framework.mapping if framework else None
    return {"agenda": str(agenda), "mapping": mapping, "objectives": list(parts)}


def _part(objective: Objective, words: Words) -> dict[str, Any]:
    codes = [item.id for item in objective.indicators]
    return {"key": objective.key, "name": short_name(objective, words), "indicators": codes}


def _counted(profile: Shown, read: Sequence[Objective], words: Words) -> list[dict[str, Any]]:
    return [
        {
            **_part(item, words),
            **{str(status): n for status, n in statuses_of(profile.profile, item.indicators).items()},
        }
        for item in read
    ]


def _listed(found: Gaps, read: Sequence[Objective], words: Words) -> Iterator[dict[str, Any]]:
    codes = [gap.indicator.id for gap in found.gaps]
    for item in read:
        here = [indicator.id for indicator in item.indicators if indicator.id in codes]
        yield {"profile": found.profile.name, **_part(item, words), "gaps": here}
