"""What a questionnaire would change in a profile, as a report for people."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from mgi_cli.exchange import fields
from mgi_cli.exchange.plan_in import WHOLE
from mgi_cli.exchange.state import PLAN
from mgi_cli.model import Status
from mgi_cli.text import visible
from mgi_cli.views import common
from mgi_cli.views.report import (
    Column,
    Flat,
    Group,
    Heading,
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
    from collections.abc import Iterator, Sequence

    from mgi_cli.exchange.incoming import Incoming
    from mgi_cli.exchange.merge import Change
    from mgi_cli.exchange.rows import Unclear
    from mgi_cli.location import Route
    from mgi_cli.model import Framework
    from mgi_cli.views.report import Block, Cell
    from mgi_cli.words import Words


def report(incoming: Incoming, words: Words) -> Report:
    """Return the report of what a questionnaire would change; nothing is written yet."""
    return Report(
        command="import",
        lang=words.lang,
        blocks=lambda: tuple(_page(incoming, words)),
        flat=partial(Flat, heads=(), rows=()),
        document=dict,
    )


def say(incoming: Incoming, words: Words, key: str, /, **params: object) -> str:
    """Return a sentence about a workbook: that of its kind where it has one of its own."""
    own = f"{incoming.kind}.{key}"
    return words.say(own if words.has(own) else f"filled.{key}", **params)


def _page(incoming: Incoming, words: Words) -> Iterator[Block]:
    yield Title(incoming.target.document.path, words.say("filled.from", file=incoming.file))
    calm = [change for change in incoming.changes if not change.conflict]
    if calm:
        yield Heading(text(say(incoming, words, "changes", n=len(calm))))
        yield _table(calm, incoming.target.framework, words)
    if incoming.conflicts:
        yield Heading(text(say(incoming, words, "conflicts", n=len(incoming.conflicts)), Tone.NOTICE))
        yield _table(incoming.conflicts, incoming.target.framework, words)
    if incoming.unclear:
        n = sum(1 + len(item.others) for item in incoming.unclear)
        yield Heading(text(say(incoming, words, "unclear", n=n), Tone.NOTICE))
        yield Lines(tuple(_unclear(item, incoming, words) for item in incoming.unclear))
    if not incoming.changes:
        key = "as_exported" if incoming.target.before is None else "no_changes"
        yield Paragraph(text(say(incoming, words, key)))
    yield from _left_out(incoming, words)


def _left_out(incoming: Incoming, words: Words) -> Iterator[Block]:
    """Yield what was not read: indicators without a row, sheets that are no part of the questionnaire."""
    if incoming.left_out:
        listed = words.both(incoming.left_out[:_MOST_LISTED])
        key = "left_out" if len(incoming.left_out) <= _MOST_LISTED else "left_out_more"
        yield Paragraph(text(say(incoming, words, key, n=len(incoming.left_out), listed=listed), Tone.QUIET))
    if incoming.unread:
        said = say(incoming, words, "unread", n=len(incoming.unread), sheets=words.both(incoming.unread))
        yield Paragraph(text(said, Tone.NOTICE))
    if incoming.outside:
        cells = [_place(place, words) for place in incoming.outside[:_MOST_LISTED]]
        key = "outside" if len(incoming.outside) <= _MOST_LISTED else "outside_more"
        said = say(incoming, words, key, n=len(incoming.outside), cells=words.both(cells), first=cells[0])
        yield Paragraph(text(said, Tone.NOTICE))


_MOST_LISTED = 12


def _table(changes: Sequence[Change], framework: Framework, words: Words) -> Table:
    """Return changes by entry: each field with what it holds and what it would hold."""
    grouped: dict[Route, list[Change]] = {}
    for change in changes:
        grouped.setdefault(change.route[:-1], []).append(change)
    columns = (
        Column(head=text(words.say("filled.field"))),
        Column(head=text(words.say("filled.now")), word=words.say("filled.now"), role=Role.BODY, least=18),
        Column(head=text(words.say("filled.then")), word=words.say("filled.then"), role=Role.BODY, least=18),
    )
    groups = (
        Group(
            title=text(entry_name(route, framework, words), Tone.STRONG),
            rows=tuple(_row(change, framework, words) for change in several),
        )
        for route, several in grouped.items()
    )
    return Table(columns=columns, groups=tuple(groups))


def entry_name(route: Route, framework: Framework, words: Words) -> str:
    """Return what people call an entry: an indicator by code and label, a finding or source by its key."""
    section = str(route[0])
    if section == "answers":
        return f"{route[1]}  {framework.text(str(route[1])).label}"
    if section == "plan":
        code, number = str(route[1]), int(route[2]) + 1
        key = "plan.entry" if number == 1 else "plan.entry_of"
        return words.say(key, code=code, label=framework.text(code).label, n=number)
    return words.say(f"filled.{section}", key=route[-1])


def _row(change: Change, framework: Framework, words: Words) -> tuple[Cell, ...]:
    field = text(field_name(change.route, words), Tone.QUIET)
    return (
        field,
        value_cell(change, change.before, framework, words),
        value_cell(change, change.after, framework, words),
    )


def field_name(route: Route, words: Words) -> str:
    """Return what a field is called in the questionnaire."""
    section, key = str(route[0]), str(route[-1])
    if section == "plan":
        return words.say("plan.whole" if key == WHOLE else f"plan.{key}")
    if section == "answers" and key == "evidence":
        return words.say("workbook.evidence")
    every = fields.ENTRIES.get(section) or fields.HEAD[section]
    return words.say(f"workbook.{next(field.name for field in every if field.key == key and not field.evidence)}")


def value_cell(change: Change, value: Any, framework: Framework, words: Words) -> Cell:
    """Return a value as people read it."""
    if value is None or value == []:
        return text(words.say("filled.nothing"), Tone.QUIET)
    if change.route[0] == "answers" and change.route[-1] == "status":
        return common.status_cell(Status(value), framework)
    between = words.say("common.semicolon")
    if change.route[0] == "plan" and isinstance(value, dict):
        colon = words.say("common.colon")
        return text(between.join(f"{words.say(f'plan.{key}')}{colon}{said}" for key, said in value.items()))
    if isinstance(value, dict):
        parts = [str(value[key]) for key in ("text", "date", "valid_until") if value.get(key)]
        return text(between.join([*parts, *map(str, value.get("sources") or ())]))
    if isinstance(value, list):
        return text(between.join(map(str, value)))
    known = fields.labels(framework, words)
    lists = {("findings", "domain"): known.domain, ("findings", "kind"): known.kind, ("place", "type"): known.type}
    return text(lists.get((str(change.route[0]), str(change.route[-1])), {}).get(str(value), str(value)))


def _unclear(item: Unclear, incoming: Incoming, words: Words) -> Cell:
    params = {key: _told(value, words) for key, value in item.params.items()}
    if item.code == "incomplete":
        section = str(item.params["section"])
        names: Any = item.params["fields"]
        route: Route = (section, str(item.params["key"])) if section in fields.ENTRIES else (section,)
        params["entry"] = " ".join(entry_name(route, incoming.target.framework, words).split())
        params["missing"] = words.both([field_name((section, name), words) for name in names])
    place = _place(item.place, words) + words.say("common.colon") if item.place else ""
    said = say(incoming, words, f"unclear_{item.code}", **{"_": "", **params})
    if item.others:
        said += " " + words.say("filled.with_it", cells=words.both([_place(cell, words) for cell in item.others]))
    return (Span(place, Tone.STRONG), Span(said))


def _place(place: str, words: Words) -> str:
    """Return where a cell stands; of a table that is its line and column."""
    found = re.fullmatch("([0-9]+):([0-9]+)", place)
    return words.say("filled.cell_of_table", line=found[1], column=found[2]) if found else place


_LONGEST = 80  # characters of what was not understood


def _told(value: object, words: Words) -> object:
    if isinstance(value, list | tuple):
        return words.either([_place(str(item), words) for item in value])
    told = visible(str(value))
    return told if len(told) <= _LONGEST else told[: _LONGEST - 1] + "…"


def written(incoming: Incoming, words: Words, again: str) -> Report:
    """Return the report of a profile that was written; ``again`` is how a next command names it."""
    is_new = incoming.target.before is None
    read = ("gaps", "plan.next_gaps") if incoming.kind == PLAN else ("show", "filled.next_show")
    steps = [(f"mgi validate{again}", words.say("filled.next_validate"))]
    steps.append((f"mgi {read[0]}{again}", words.say(read[1])))
    steps += [] if is_new else [(f"mgi undo{again}", words.say("filled.next_undo"))]
    return Report(
        command="import",
        lang=words.lang,
        blocks=lambda: (
            Paragraph(text(words.say("filled.written", path=incoming.target.document.path), Tone.PRESENT)),
            Steps(words.say("common.next"), tuple(steps)),
        ),
        flat=partial(Flat, heads=(), rows=()),
        document=dict,
    )
