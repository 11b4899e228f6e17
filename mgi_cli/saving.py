"""A profile file that is being changed: each change is written at once, whole or not at all, and can be taken back.

The text is changed entry by entry and nothing else of it; if the file changed on disk meanwhile, the entry is put into
the new text, unless it was that very entry that changed.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from mgi_cli.errors import MgiError
from mgi_cli.reading import editing, files, reader, undo
from mgi_cli.reading.editing import Entry

if TYPE_CHECKING:
    from pathlib import Path

    from mgi_cli.location import Document, Route
    from mgi_cli.model import Framework

Tree = dict[str, Any]


class Draft:
    """A profile file open for changes. ``merged`` counts how often somebody else's changes were taken in."""

    def __init__(self, path: Path, framework: Framework) -> None:
        """Read the file; raises ``MgiError`` where that cannot be done."""
        self.path = path
        self.merged = 0
        self._framework = framework
        self._bytes = files.read(path)
        self._first = self._bytes
        self._document = self._parsed(self._bytes)

    @property
    def tree(self) -> Tree:
        """The plain tree of the file as it is now; not to be changed."""
        tree: Tree = self._document.tree
        return tree

    def entry(self, *route: str) -> Tree:
        """Return a copy of what stands at a route, an empty one where nothing does."""
        inside: Any = self._document.tree
        for step in route:
            inside = (inside or {}).get(step)
        return copy.deepcopy(inside) if isinstance(inside, dict) else {}

    def put_answer(self, indicator: str, answer: Tree) -> None:
        """Write the answer to an indicator."""
        self.put(self.answer_entry(indicator, answer))

    def answer_entry(self, indicator: str, answer: Tree) -> Entry:
        """Return the entry of an answer, at its place among the others."""
        label = self._framework.text(indicator).label
        return Entry(("answers",), indicator, answer, tuple(self._framework.indicators), label)

    def put(self, *entries: Entry) -> None:
        """Write entries, all or none, and keep the text from before the first change for ``mgi undo``.

        Raises ``MgiError`` where that cannot be done, or where somebody else changed one of these entries meanwhile.
        """
        with undo.alone(self.path):
            on_disk = files.read(self.path)
            if on_disk != self._bytes:
                self._take_in(on_disk, entries)
            document = self._document
            for entry in entries:
                document = self._parsed(editing.with_entry(document, entry).encode())
            data = document.source.encode()
            if data == self._bytes:
                return
            undo.rewrite(self.path, data, read_before=self._bytes, earlier=self._first)
            self._bytes, self._document = data, document

    def _take_in(self, on_disk: bytes, entries: tuple[Entry, ...]) -> None:
        """Go on with the text on disk, unless what shall be written has changed there."""
        theirs = self._parsed(on_disk)
        for entry in entries:
            if _at(theirs.tree, entry.route) != _at(self.tree, entry.route):
                raise MgiError("changed_both", path=files.shown(self.path), key=entry.key)
        self._bytes = self._first = on_disk
        self._document = theirs
        self.merged += 1

    def reload(self) -> None:
        """Read the file anew, as somebody else left it."""
        self._bytes = self._first = files.read(self.path)
        self._document = self._parsed(self._bytes)

    def _parsed(self, data: bytes) -> Document:
        document, problems = reader.read(files.shown(self.path), data)
        if document.tree is None or document.lost or any(not problem.repairable for problem in problems):
            raise MgiError("cannot_change", path=files.shown(self.path))
        return document


def _at(tree: Any, route: Route) -> Any:
    for step in route:
        tree = (tree or {}).get(step)
    return tree
