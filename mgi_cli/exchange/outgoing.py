"""A questionnaire on its way out: of a profile or of none, as a workbook or a table, written to a new file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from mgi_cli.diagnostic import DocumentError
from mgi_cli.errors import DOCUMENT_HAS_ERRORS, MgiError
from mgi_cli.exchange import fields, office, table
from mgi_cli.location import Document
from mgi_cli.reading import files, shape
from mgi_cli.views.report import Flat, Paragraph, Report, Steps, Tone, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mgi_cli.library import Library
    from mgi_cli.model import Framework
    from mgi_cli.words import Words

Tree = dict[str, Any]


class TooLongError(MgiError):
    """A text that does not fit a cell."""

    exit_code = DOCUMENT_HAS_ERRORS


class Sent(NamedTuple):
    """A questionnaire that was written: its file, and the framework whose questions it holds."""

    path: Path
    framework: Framework


def questionnaire(path: Path, profile: str | None, library: Library, words: Words) -> Sent:
    """Write the questionnaire of a profile, by path or name, or an empty one, to a new file.

    Raises ``MgiError`` where the file is there or its folder is not, where it is neither ``.xlsx`` nor ``.csv``, or
    cannot be written; ``DocumentError`` where the profile has errors; ``TooLongError`` where one of its texts does not
    fit a cell.
    """
    made = _FORMATS.get(path.suffix.lower())
    if made is None:
        raise MgiError("export_suffix", path=files.shown(path))
    files.check_new(path)
    document, framework = _read(profile, library)
    _check_length(document, framework, words)
    files.create(path, made(document.tree, framework, words))
    return Sent(path, framework)


def _read(profile: str | None, library: Library) -> tuple[Document, Framework]:
    if profile is None:
        framework = library.frameworks.get()
        tree = {"format": shape.FORMAT, "framework": framework.id}
        return Document(path="", source="", tree=tree), framework
    checked = library.check(library.find(profile))
    if checked.profile is None or checked.framework is None:
        raise DocumentError(checked.document, checked.found, checked.framework)
    return checked.document, checked.framework


def _check_length(document: Document, framework: Framework, words: Words) -> None:
    """Raise ``TooLongError`` with the place of a text that does not fit a cell."""
    for route, length in fields.too_long(document.tree, fields.labels(framework, words)):
        location = document.locate(route)
        what = " ".join(str(step) for step in route[1:])
        raise TooLongError(
            "text_too_long", path=location.path, line=location.line, what=what, n=length, most=fields.MOST
        )


def _workbook(tree: Tree, framework: Framework, words: Words) -> bytes:
    made: bytes = office.module("workbook_out").workbook(tree, framework, words)
    return made


_FORMATS: dict[str, Callable[[Tree, Framework, Words], bytes]] = {".xlsx": _workbook, ".csv": table.table}
"""What the questionnaire is written as, by the ending of the file's name."""


def written(sent: Sent, words: Words, again: str) -> Report:
    """Return the report of a questionnaire that was written; ``again`` is how a next command brings it in."""
    n = len(sent.framework.indicators)
    steps = ((f"mgi import{again}", words.say("filled.next_import")),)
    return Report(
        command="export",
        lang=words.lang,
        blocks=lambda: (
            Paragraph(text(words.say("filled.exported", path=files.shown(sent.path), n=n), Tone.PRESENT)),
            Steps(words.say("common.next"), steps),
        ),
        flat=partial(Flat, heads=(), rows=()),
        document=dict,
    )
