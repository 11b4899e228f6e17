"""Proposes indicators of a framework, with its catalogues and the words of the field in every language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_cli import words
from mgi_cli.frameworks import Frameworks
from mgi_cli.judging.suggestions import Suggestions

if TYPE_CHECKING:
    from pathlib import Path


def suggestions(framework: str | None = None, *, asked: str | None = None, beside: Path | None = None) -> Suggestions:
    """Return what makes proposals for a framework, by id; without one for the one ``asked`` for, or the first.

    ``beside`` is the folder of the profile, where frameworks may lie. Raises ``MgiError`` for an unknown framework,
    ``DocumentError`` for a mistake in its files.
    """
    wordings = words.wordings()
    first = Frameworks(asked=asked).get(framework, beside=beside)
    read = {lang: Frameworks(lang=lang, asked=asked).get(framework, beside=beside) for lang in wordings}
    return Suggestions(first, wordings, read)
