"""What the one who reads has before them: a screen of some width, a pipe, or a screen reader."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Any

from typer.core import TyperOption

from mgi_cli.cli import consoles, paging
from mgi_cli.render.surface import Surface

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEAST = 20
"""Columns that are taken for granted; a window that says it has fewer is one that does not know."""


class _Asked:
    """What was asked for on the command line or in the environment."""

    plain = False


asked = _Asked()


def options() -> list[TyperOption]:
    """Return the options that every command has, before its name or after; ``begin`` has read them already."""
    return [
        TyperOption(param_decls=[name], is_flag=True, default=False, expose_value=False)
        for name in ("--plain", "--pager")
    ]


def begin(args: Sequence[str]) -> None:
    """Note what the environment and the options ask for, so that it holds for whatever is wrong with the others."""
    given = args[: args.index("--")] if "--" in args else args
    asked.plain = "--plain" in given or os.environ.get("MGI_PLAIN", "").strip() not in ("", "0")
    paging.begin(asked="--pager" in given)


def surface() -> Surface:
    """Return what standard output can show."""
    return _surface(sys.stdout, paging.encoding())


def error_surface() -> Surface:
    """Return what standard error can show."""
    return _surface(sys.stderr)


def _surface(stream: Any, encoding: str | None = None) -> Surface:
    width = shutil.get_terminal_size((80, 24)).columns
    return Surface(
        width=max(width, _LEAST),
        colour=not asked.plain and _has_colour(stream),
        encoding=encoding or getattr(stream, "encoding", None) or "ascii",
        plain=asked.plain,
    )


def sentences(text: str, stream: Any) -> str:
    """Return what is said outside a report, an error above all, a line each, as it is read on a stream.

    On a terminal no word is broken at its edge. In a log or a pipe a sentence is one line, which can be searched for.
    """
    if stream is None:
        return text
    if asked.plain:
        from mgi_cli.render import plain

        return plain.sentences(text)
    if not stream.isatty():
        return text
    from mgi_cli.render import terminal

    return terminal.sentences(text, _surface(stream))


def _has_colour(stream: Any) -> bool:
    """Return whether to use colour: https://no-color.org and FORCE_COLOR first, then whether it is a terminal."""
    if stream is None:
        return False
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return bool(stream.isatty()) and os.environ.get("TERM") != "dumb" and consoles.takes_colour(stream)
