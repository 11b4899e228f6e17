"""What is said when a paper was written: where it is, and what else may be wanted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from mgi_cli.reading import files
from mgi_cli.text import visible
from mgi_cli.views.report import Flat, Paragraph, Report, Steps, Tone, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mgi_cli.views.report import Cell
    from mgi_cli.words import Words

_NEXT = {".html": ".pdf", ".pdf": ".docx", ".docx": ".html", ".md": ".html"}
"""For each kind of file the one that somebody may want next."""


def report(command: str, path: Path, words: Words, again: str, quoted: Callable[[str], str]) -> Report:
    """Return the report of a paper that a command wrote.

    ``again`` are the arguments that it was made from, ``quoted`` gives a word as the shell takes it whole.
    """
    other = _NEXT[path.suffix.lower()]
    to = files.shown(path.with_suffix(other))
    step = (f"mgi {command}{again} -o {quoted(to)}", words.say(f"paper.as_{other[1:]}"))
    return Report(
        command=command,
        lang=words.lang,
        blocks=lambda: (
            Paragraph(_wrote(path, words)),
            Steps(words.say("common.next"), (step,)),
        ),
        flat=partial(Flat, heads=(), rows=()),
        document=dict,
    )


def alone(command: str, path: Path, words: Words) -> Report:
    """Return the report of a file that a command wrote, with nothing to do next."""
    return Report(
        command=command,
        lang=words.lang,
        blocks=lambda: (Paragraph(_wrote(path, words)),),
        flat=partial(Flat, heads=(), rows=()),
        document=dict,
    )


def _wrote(path: Path, words: Words) -> Cell:
    return text(words.say("paper.written", path=visible(files.shown(path))), Tone.PRESENT)
