"""Documents that people have or edit, and profiles: which module reads which kind of file.

To read another kind, add the ends of its files' names and the module of this package. The module has a function
``read_in(path, asked, library, words) -> Imported``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from mgi_cli.diagnostic import DocumentError
from mgi_cli.errors import DOCUMENT_HAS_ERRORS, MgiError
from mgi_cli.reading import files, fragments, reader
from mgi_cli.value import Value
from mgi_cli.views.importing import Brought

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from mgi_cli.library import Library
    from mgi_cli.model import Framework
    from mgi_cli.words import Words

Tree = dict[str, Any]

READERS = {
    ".txt": "page",
    ".text": "page",
    ".md": "page",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".pdf": "page",
}
"""The module that reads a published page, by the end of the file's name."""

QUESTIONNAIRES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv")
"""The ends of names of files that people fill in; those that are refused are among them, to say why."""


class UnusableError(MgiError):
    """A document from which no profile can be made."""

    exit_code = DOCUMENT_HAS_ERRORS


class Asked(Value):
    """What was said on the command line; it wins over what the document says.

    ``country`` is a name or an ISO 3166-1 alpha-3 code, ``type`` a code or a word.
    """

    place: str | None = None
    type: str | None = None
    type_name: str | None = None
    country: str | None = None
    round: int | None = None
    framework: str | None = None


class Imported(Value):
    """A profile made from a document, not yet written.

    ``tree`` is in the profile format, ``comment`` the first line of the file. ``notices`` name sentences of
    ``data/words/<language>/import.yaml`` that a reader must see, each with the facts that it needs. ``left_out`` are
    lines of the document that were understood as layout, such as page numbers.
    """

    tree: Tree
    framework: Framework
    comment: str
    notices: tuple[tuple[str, Mapping[str, object]], ...] = ()
    left_out: tuple[str, ...] = ()


def read_in(path: Path, asked: Asked, library: Library, words: Words) -> Imported:
    """Return the profile that a document holds.

    Raises ``MgiError`` where the file cannot be opened or is of a kind that nothing here reads, ``UnusableError`` where
    no profile can be made from it.
    """
    module = READERS.get(path.suffix.lower())
    if module is None:
        files.read(path)
        raise MgiError("unknown_kind", path=files.shown(path), known=sorted((*READERS, ".csv", ".tsv", ".xlsx")))
    imported: Imported = import_module(f"mgi_cli.exchange.{module}").read_in(path, asked, library, words)
    return imported


def text_of(imported: Imported) -> str:
    """Return the text of the file that the profile is written to."""
    return fragments.profile(imported.tree, {}, first_line=imported.comment)


def write(imported: Imported, path: Path, library: Library) -> Brought:
    """Write a profile to a new file and return what was written.

    Raises ``MgiError`` where the file is there or cannot be written, ``DocumentError`` where it would have errors; then
    nothing is written.
    """
    target = files.of_profile(path)
    data = text_of(imported).encode()
    checked = library.judge(target, *reader.read(files.shown(target), data))
    if checked.profile is None or any(item.is_error for item in checked.found):
        raise DocumentError(checked.document, checked.found, checked.framework)
    files.create(target, data)
    return Brought(
        path=files.shown(target),
        profile=checked.profile,
        framework=imported.framework,
        unplaced=tuple((item["text"], item["from"]) for item in imported.tree.get("unplaced", ())),
        notices=imported.notices,
        left_out=imported.left_out,
    )
