"""The interview: one question after the other, one key for an answer, and every answer saved at once."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from mgi_cli.cli import actions, asking, common
from mgi_cli.errors import MgiError
from mgi_cli.judging import course
from mgi_cli.reading import files, position
from mgi_cli.text import visible
from mgi_cli.views import interview
from mgi_cli.views.report import Tone, text

if TYPE_CHECKING:
    from mgi_cli.cli.session import Session
    from mgi_cli.views.report import Cell

_TYPED_AHEAD = 8
"""How many keys fingers may be ahead of the screen; more at once is a paste, and its letters are no answers."""
_PASTE = 0.1
"""Seconds within which the rest of a paste arrives."""


def run(session: Session) -> None:
    """Ask until the person ends it; what was answered is in the file at every moment.

    Raises ``MgiError`` where there is no terminal.
    """
    if not asking.can_ask():
        raise MgiError("no_terminal")
    common.release(at_once=True)
    gc.enable()  # an interview may last for hours
    n, all_ = session.progress()
    _say(session, text(session.say("interview.begin", n=n, all=all_), Tone.QUIET))
    try:
        with session.keyboard:
            while True:
                _show(session)
                key = session.keyboard.read()
                if session.keyboard.ahead() > _TYPED_AHEAD:
                    session.keyboard.pending(_PASTE)
                    session.told.append(session.say("interview.pasted"))
                else:
                    _act(session, key)
    except (actions.Quit, EOFError, KeyboardInterrupt):
        position.remember(session.path, session.code)
        _bye(session)


def _act(session: Session, key: str) -> None:
    """Do what a key stands for; one without a meaning shows the question again."""
    status = interview.STATUS_KEYS.get(key)
    try:
        if status in session.framework.scale and status is not None:
            actions.answer(session, status)
        elif action := session.keys.get(key):
            actions.ACTIONS[action](session)
        elif key:
            session.told.append(session.say("interview.no_key", key=visible(key)))
    except MgiError as error:
        if error.code == "changed_both":
            session.reload()
        elif error.code == "input_ended":
            session.told.append(session.say("interview.left"))
        else:
            session.told.append(session.tell(error))


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
