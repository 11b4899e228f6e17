"""Asking a person at a terminal, a line at a time."""

from __future__ import annotations

import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar

from mgi_cli.errors import MgiError
from mgi_cli.text import visible
from mgi_cli.views import failure

if TYPE_CHECKING:
    from collections.abc import Callable

    from mgi_cli.cli.common import Desk

T = TypeVar("T")


def can_ask() -> bool:
    """Return whether there is a person to ask: input and output are a terminal, whatever ``FORCE_COLOR`` says."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def line(prompt: str) -> str:
    """Return a line that a person types, without blanks at its ends; raises ``MgiError`` where nobody is there."""
    if not can_ask():
        raise MgiError("no_terminal")
    with suppress(ImportError):
        import_module("readline")  # lets the arrow keys work; Windows does that by itself
    try:
        return input(f"{visible(prompt)}: ").strip()
    except EOFError:
        raise MgiError("no_terminal") from None


def maybe(desk: Desk, key: str) -> str | None:
    """Return what a person answers to the question of that name, ``None`` for nothing."""
    return (line(desk.words.say(key)) or None) if can_ask() else None


def text(desk: Desk, key: str) -> str:
    """Return what a person answers to the question of that name; asked again until it is something."""
    while not (answer := line(desk.words.say(key))):
        pass
    return answer


def until(desk: Desk, key: str, understand: Callable[[str], T]) -> T:
    """Return what a person answers, understood; asked again, with the reason, while it is not."""
    while True:
        try:
            return understand(text(desk, key))
        except MgiError as error:
            if error.code == "no_terminal":
                raise
            print(failure.tell(error, desk.words).text(), end="")
