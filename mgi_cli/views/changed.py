"""What a command changed in a profile: what it was, what it is, and how to take it back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from mgi_cli.reading import files
from mgi_cli.value import Value
from mgi_cli.views import common
from mgi_cli.views.report import Flat, Lines, Mark, Report, Span, Steps, Tone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mgi_cli.model import Framework, Profile, Status
    from mgi_cli.views.report import Block
    from mgi_cli.words import Words


class Answered(Value):
    """One answer that was given to an indicator of a profile; ``before`` is the profile as it was.

    ``again`` is how it was named on the command line, with the options that a next command needs.
    """

    path: Path
    before: Profile
    indicator: str
    status: Status
    framework: Framework
    again: str


def answer(answered: Answered, words: Words) -> Report:
    """Return the report of one answer that was given."""
    return Report(
        command="set",
        lang=words.lang,
        blocks=lambda: tuple(_answer(answered, words)),
        flat=partial(Flat, heads=(), rows=()),
        document=dict,
    )


def _answer(answered: Answered, words: Words) -> Iterator[Block]:
    code, framework = answered.indicator, answered.framework
    was, now = answered.before.status(code), common.status_cell(answered.status, framework)
    change = () if was is answered.status else (*common.status_cell(was, framework), Span(" "), Mark("to"), Span(" "))
    yield Lines(((Span(f"{code} {framework.text(code).label}  ", Tone.STRONG), *change, *now),))
    yield Lines(((Span(words.say("changed.written", path=files.shown(answered.path)), Tone.QUIET),),))
    yield Steps(words.say("common.next"), ((f"mgi undo{answered.again}", words.say("changed.next_undo")),))
