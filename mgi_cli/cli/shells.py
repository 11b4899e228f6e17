"""What shells do to a word, and what those of Windows leave to the program."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from mgi_cli.reading import systems

if TYPE_CHECKING:
    from collections.abc import Iterable

_SPECIAL = frozenset(" \t'&|;<>()*?#\"$`!{}[]^")
_SPECIAL_ON_UNIX = _SPECIAL | {"\\"}
_SPECIAL_ON_WINDOWS = _SPECIAL | frozenset(",@=%")
_INSIDE_QUOTES = frozenset('"$`\\!')
"""What the shells of Unix still see within double quotes."""


def quoted(word: str) -> str:
    """Return a word as the shells of this system take it whole, in double quotes where those do.

    On Windows a dollar sign or a backtick stands in the single quotes of PowerShell; what ``cmd`` does to a percent
    sign nothing keeps it from.
    """
    if systems.is_windows():
        return _for_windows(word)
    if word and not set(word) & _SPECIAL_ON_UNIX and not word.startswith("~"):
        return word
    return "'" + word.replace("'", "'\"'\"'") + "'" if set(word) & _INSIDE_QUOTES else f'"{word}"'


def _for_windows(word: str) -> str:
    if word and not set(word) & _SPECIAL_ON_WINDOWS and not word.startswith("~"):
        return word
    if set(word) & set("$`"):
        return "'" + word.replace("'", "''") + "'"
    ending = word[len(word.rstrip("\\")) :]  # before a quote, a backslash would make a letter of it
    return f'"{word}{ending}"'


def expanded(arguments: Iterable[str]) -> list[str]:
    """Return the arguments of a command line with the user's folder for ``~``, which ``cmd`` passes on as it is."""
    given = list(arguments)
    if not systems.is_windows():
        return given
    return [os.path.expanduser(word) if word == "~" or word.startswith(("~/", "~\\")) else word for word in given]  # noqa: PTH111 - what does not begin so stays as typed
