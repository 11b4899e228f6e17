"""What waits for what, over all profiles that can be found, in the order in which they are found."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from mgi_cli.diagnostic import DocumentError
from mgi_cli.judging.summary import summarise
from mgi_cli.judging.waiting import Cause
from mgi_cli.value import Value
from mgi_cli.views import common, course, failure
from mgi_cli.views.report import (
    EMPTY,
    Column,
    Flat,
    Group,
    Paragraph,
    Report,
    Role,
    Span,
    Table,
    Title,
    Tone,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from mgi_cli.errors import MgiError
    from mgi_cli.judging.stages import Standing
    from mgi_cli.judging.waiting import Waiting
    from mgi_cli.model import Framework, Profile
    from mgi_cli.views.report import Block, Cell
    from mgi_cli.words import Words

_EDITED = {Cause.UNPLACED: "unplaced", Cause.NEXT_STAGE: "stages"}
"""What no command does: the key of the file under which a person does it."""


class Course(Value):
    """A profile with the stage that it has come to and what it waits for.

    ``followed`` is the next round of the place, if there is one; ``may_change`` whether the file is the user's own.
    """

    path: Path
    profile: Profile
    framework: Framework
    stands: Standing | None
    waiting: tuple[Waiting, ...]
    followed: Profile | None
    may_change: bool


class Unread(Value):
    """A file that cannot be read as a profile, and why."""

    path: Path
    error: MgiError


def report(found: Sequence[Course | Unread], words: Words, *, today: str, again: Callable[..., str]) -> Report:
    """Return the report of what waits on a day.

    ``again`` returns arguments and options as a next command must have them.
    """
    return Report(
        command="status",
        lang=words.lang,
        blocks=lambda: tuple(_page(found, words, today, again)),
        flat=partial(_flat, found, again),
        document=partial(_document, found, words, today, again),
    )


# For people


def _page(found: Sequence[Course | Unread], words: Words, today: str, again: Callable[..., str]) -> Iterator[Block]:
    if not found:
        yield Paragraph(text(words.say("status.nothing")))
        return
    yield Title(words.say("status.title"), words.say("status.about", date=words.date(today)))
    columns = (
        Column(head=text(words.say("status.what")), least=24),
        Column(head=text(words.say("status.next")), role=Role.BODY),
    )
    closed = [item for item in found if isinstance(item, Course) and item.followed and not item.waiting]
    groups = tuple(
        _course(item, words, again) if isinstance(item, Course) else _unread(item, words, again)
        for item in found
        if item not in closed
    )
    if groups:
        yield Table(columns=columns, groups=groups)
    if closed:
        names = words.both([_named(item.profile, words) for item in closed])
        yield Paragraph(text(words.say("status.closed", n=len(closed), names=names), Tone.QUIET))


def _named(profile: Profile, words: Words) -> str:
    return f"{profile.name} {words.say('list.made_up')}" if profile.illustrative else profile.name


def _course(item: Course, words: Words, again: Callable[..., str]) -> Group:
    profile = item.profile
    made_up = (Span(" " + words.say("list.made_up"), Tone.NOTICE),) if profile.illustrative else ()
    about = [profile.name, words.say("status.round", n=str(profile.assessment.round)), course.short(item.stands, words)]
    if item.followed:
        about.append(words.say("status.followed", n=str(item.followed.assessment.round)))
    title = (Span(profile.place.name), *made_up, Span("  " + ", ".join(about), Tone.QUIET))
    rows = tuple((text(_said(waits, words)), _next(waits, item, words, again)) for waits in item.waiting)
    return Group(title=title, rows=rows or ((text(words.say("status.waits_not"), Tone.QUIET), EMPTY),))


def _said(waits: Waiting, words: Words) -> str:
    if waits.cause is Cause.NEXT_STAGE:
        return str(words.subject("status")["next_stage"][waits.stage])
    date = words.date(waits.since) if waits.since else ""
    return words.say(f"status.{waits.cause}", n=waits.n, all=waits.all, date=date)


def _next(waits: Waiting, item: Course, words: Words, again: Callable[..., str]) -> Cell:
    """Return the command that comes next, or where in the file a person goes on."""
    if command := _command(waits, item, again):
        return text(command, Tone.COMMAND)
    return text(words.say("status.edit", key=_EDITED[waits.cause], path=item.path)) if item.may_change else EMPTY


def _command(waits: Waiting, item: Course, again: Callable[..., str]) -> str | None:
    named = again(item.profile.name)
    if waits.indicator:
        domain = item.framework.domain(item.framework.indicators[waits.indicator].domain)
        return f"mgi show{named} --domain {domain.number}"
    commands = {
        Cause.NOT_ASSESSED: "assess" if item.may_change else "show",
        Cause.PROPOSALS: "proposals",
        Cause.UNDATED_SOURCES: "validate",
    }
    return f"mgi {commands[waits.cause]}{named}" if waits.cause in commands else None


def _unread(item: Unread, words: Words, again: Callable[..., str]) -> Group:
    title = (Span(item.path.stem), Span("  " + words.say("status.unread"), Tone.QUIET))
    row = (text(_why(item.error, words)), text(f"mgi validate{again(str(item.path))}", Tone.COMMAND))
    return Group(title=title, rows=(row,))


def _why(error: MgiError, words: Words) -> str:
    if isinstance(error, DocumentError):
        return words.say("status.errors", n=_errors(error))
    return failure.tell(error, words).message


def _errors(error: MgiError) -> int | None:
    return sum(item.is_error for item in error.found) if isinstance(error, DocumentError) else None


# For spreadsheets and programs


def _flat(found: Sequence[Course | Unread], again: Callable[..., str]) -> Flat:
    heads = (
        *("profile", "place", "round", "framework", "illustrative", "stage", "stage_state", "stage_since"),
        *("followed_by", "cause", "n", "of", "since", "indicator", "next_stage", "command", "path"),
    )
    rows: list[tuple[str | int | None, ...]] = []
    for item in found:
        if isinstance(item, Unread):
            told = ("errors", _errors(item.error), *(None,) * 4, f"mgi validate{again(str(item.path))}")
            rows.append((item.path.stem, *(None,) * 8, *told, str(item.path)))
        else:
            waiting = [_cells(waits, item, again) for waits in item.waiting] or [(None,) * 7]
            rows += [(*_about(item), *cells, str(item.path)) for cells in waiting]
    return Flat(heads=heads, rows=tuple(rows))


def _about(item: Course) -> tuple[str | int | None, ...]:
    profile, stands = item.profile, item.stands
    return (
        *(profile.name, profile.place.name, profile.assessment.round, profile.framework),
        "yes" if profile.illustrative else "no",
        *((stands.stage, str(stands.state), stands.since) if stands else (None,) * 3),
        item.followed.name if item.followed else None,
    )


def _cells(waits: Waiting, item: Course, again: Callable[..., str]) -> tuple[str | int | None, ...]:
    command = _command(waits, item, again)
    return str(waits.cause), waits.n, waits.all, waits.since, waits.indicator, waits.stage, command


def _document(found: Sequence[Course | Unread], words: Words, today: str, again: Callable[..., str]) -> dict[str, Any]:
    read = [item for item in found if isinstance(item, Course)]
    unread = [item for item in found if isinstance(item, Unread)]
    return {
        "today": today,
        "profiles": [_part(item, words, again) for item in read],
        "not_readable": [
            {"path": str(item.path), "errors": _errors(item.error), "command": f"mgi validate{again(str(item.path))}"}
            for item in unread
        ],
    }


def _part(item: Course, words: Words, again: Callable[..., str]) -> dict[str, Any]:
    counts = summarise(item.profile, item.framework.domains).totals
    return common.profile_part(item.profile, item.framework) | {
        "path": str(item.path),
        "answered": counts.answered,
        "indicators": counts.indicators,
        "stage": course.standing_part(item.stands),
        "followed_by": item.followed.name if item.followed else None,
        "waiting": [
            {
                "cause": str(waits.cause),
                "n": waits.n,
                "of": waits.all,
                "since": waits.since,
                "indicator": waits.indicator,
                "stage": waits.stage,
                "message": _said(waits, words),
                "command": _command(waits, item, again),
            }
            for waits in item.waiting
        ],
    }
