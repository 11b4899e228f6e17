"""Asking a person at a terminal, a line at a time."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from mgi_cli.cli import common
from mgi_cli.errors import MgiError
from mgi_cli.text import fitted, visible
from mgi_cli.views import failure

if TYPE_CHECKING:
    from collections.abc import Callable

    from mgi_cli.cli.common import Desk
    from mgi_cli.words import Words

T = TypeVar("T")
STOPS = ("no_terminal", "input_ended")
"""The errors that end the asking; after any other the question is asked again."""


def can_ask() -> bool:
    """Return whether there is a person to ask: input and output are a terminal, whatever ``FORCE_COLOR`` says."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def line(prompt: str, words: Words, before: str = "") -> str:
    """Return a line that a person types, without blanks at its ends; what is pasted in several lines is one.

    ``before`` stands there to be changed, where the terminal can do that. Raises ``MgiError`` where nobody is there, or
    where the input ends, or is not in the encoding that the terminal is said to have.
    """
    if not can_ask():
        raise MgiError("no_terminal")
    common.release(at_once=True)
    _edit(before)
    try:
        end = " " if prompt.endswith("?") else words.say("common.colon")
        return " ".join(input(_shown(prompt + end)).split())
    except EOFError:
        print()
        raise MgiError("input_ended") from None
    except UnicodeError:
        raise MgiError("input_encoding", encoding=sys.stdin.encoding) from None
    finally:
        _edit("")


def _shown(prompt: str) -> str:
    return fitted(visible(prompt), sys.stdout.encoding or "utf-8")


def can_change() -> bool:
    """Return whether a text can stand there to be changed; Windows has only the arrow keys."""
    return _readline() is not None


def _readline() -> Any:
    try:
        return import_module("readline")
    except ImportError:
        return None


def _edit(before: str) -> None:
    """Let the arrow keys work, and a text stand there to be changed."""
    readline = _readline()
    if readline is not None:
        readline.parse_and_bind("set enable-bracketed-paste on")  # so that a pasted line break does not end the line
        readline.set_startup_hook((lambda: readline.insert_text(visible(before))) if before else None)


def maybe(desk: Desk, key: str) -> str | None:
    """Return what a person answers to the question of that name, ``None`` for nothing."""
    return (line(desk.words.say(key), desk.words) or None) if can_ask() else None


def text(desk: Desk, key: str) -> str:
    """Return what a person answers to the question of that name; asked again until it is something."""
    while not (answer := line(desk.words.say(key), desk.words)):
        pass
    return answer


def until(desk: Desk, key: str, understand: Callable[[str], T]) -> T:
    """Return what a person answers, understood; asked again, with the reason, while it is not."""
    while True:
        try:
            return understand(text(desk, key))
        except MgiError as error:
            if error.code in STOPS:
                raise
            common.tell(failure.tell(error, desk.words).text().rstrip())
