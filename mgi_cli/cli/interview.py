"""The interview: one question after the other, one key for an answer, and every answer saved at once."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from mgi_cli.cli import actions, asking
from mgi_cli.errors import MgiError
from mgi_cli.judging import course
from mgi_cli.reading import files, position
from mgi_cli.views import failure, interview
from mgi_cli.views.report import Tone, text

if TYPE_CHECKING:
    from mgi_cli.cli.session import Session
    from mgi_cli.views.report import Cell


def run(session: Session) -> None:
    """Ask until the person ends it; what was answered is in the file at every moment.

    Raises ``MgiError`` where there is no terminal.
    """
    if not asking.can_ask():
        raise MgiError("no_terminal")
    gc.enable()  # an interview may last for hours
    n, all_ = session.progress()
    _say(session, text(session.say("interview.begin", n=n, all=all_), Tone.QUIET))
    try:
        with session.keyboard:
            while True:
                _show(session)
                _act(session, session.keyboard.read())
    except (actions.Quit, EOFError, KeyboardInterrupt):
        position.remember(session.path, session.code)
        _bye(session)


def _act(session: Session, key: str) -> None:
    """Do what a key stands for; one without a meaning shows the question again."""
    status = interview.STATUS_KEYS.get(key)
    try:
        if status in session.framework.scale and status is not None:
            actions.answer(session, status)
        elif key in actions.ACTIONS:
            actions.ACTIONS[key](session)
    except MgiError as error:
        if error.code == "changed_both":
            session.reload()
        else:
            session.told.append(failure.tell(error, session.desk.words).text().rstrip())


def _show(session: Session) -> None:
    told = [text(line, Tone.NOTICE) for line in session.told]
    session.told.clear()
    if course.next_open(session.profile, session.order) is None:
        told.append(text(session.say("interview.all_done"), Tone.PRESENT))
    _say(session, *told, text(""))
    screen = interview.Screen(
        profile=session.profile, framework=session.framework, indicator=session.code, before=session.before
    )
    session.desk.print(interview.question(screen, session.desk.words))
    _say(session, text(session.say("interview.next"), Tone.QUIET))


def _bye(session: Session) -> None:
    n, all_ = session.progress()
    again = session.desk.again(str(session.path))
    steps = (
        (f"mgi assess{again}", session.say("interview.next_again")),
        (f"mgi show{again}", session.say("interview.next_show")),
    )
    said = session.say("interview.bye", n=n, all=all_, path=files.shown(session.path))
    session.desk.print(interview.end(text(said, Tone.PRESENT), steps, session.desk.words))


def _say(session: Session, *lines: Cell) -> None:
    session.desk.print(interview.lines(lines, session.desk.words))
