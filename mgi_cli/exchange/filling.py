"""What people changed in a questionnaire: its cells held against the profile that it was made from."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from mgi_cli.exchange import fields
from mgi_cli.exchange.bibliography import new_key
from mgi_cli.exchange.meaning import UnclearError
from mgi_cli.exchange.rows import Unclear
from mgi_cli.exchange.sheets import unescape_x, words_of
from mgi_cli.model import Status
from mgi_cli.reading import shape
from mgi_cli.text import fold
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mgi_cli.exchange.bibliography import Bibliography
    from mgi_cli.exchange.fields import Field, Labels
    from mgi_cli.exchange.meaning import Meaning
    from mgi_cli.exchange.rows import Line
    from mgi_cli.exchange.sheets import Cell
    from mgi_cli.location import Route

Tree = dict[str, Any]


class Edit(NamedTuple):
    """One field that a person changed: where it lies in the profile, what it is now, and the cell that says so.

    Of evidence it is the first piece as a whole; the value ``None`` takes a field away.
    """

    route: Route
    value: Any
    place: str


class Filling(Value):
    """Everything that was understood of a questionnaire, and what was not.

    ``seen`` are the codes that have a row, ``brought`` the keys of sources that are new because something names them.
    """

    edits: tuple[Edit, ...]
    unclear: tuple[Unclear, ...]
    seen: frozenset[str]
    brought: frozenset[str]


class Known(Value):
    """What the cells are held against: the profile as exported, how it was shown, and what words mean."""

    base: Tree
    labels: Labels
    meaning: Meaning
    bibliography: Bibliography


def fill(lines: Sequence[Line], known: Known, unclear: Iterable[Unclear], taken: Tree) -> Filling:
    """Return what a person changed; ``taken`` are the findings there are anywhere, so that a new one is told apart."""
    found = _Fill(known, list(unclear))
    for section in fields.HEAD:
        found.head(section, [line for line in lines if line.section == section])
    found.listed("sources", lines, lambda line: known.bibliography.find(_cell(line, "source_title")))
    texts = {fold(str(item.get("text"))): key for key, item in taken.items() if isinstance(item, dict)}
    found.listed("findings", lines, lambda line: texts.get(fold(_cell(line, "text"))))
    answers = [line for line in lines if line.section == "answers"]
    found.entries("answers", answers)
    for key, source in known.bibliography.added.items():
        found.edits += [Edit(("sources", key, name), value, found.cited.get(key, "")) for name, value in source.items()]
    return Filling(
        edits=tuple(found.edits),
        unclear=tuple(found.unclear),
        seen=frozenset(line.key for line in answers),
        brought=frozenset(known.bibliography.added),
    )


class _Fill:
    """The edits under construction."""

    def __init__(self, known: Known, unclear: list[Unclear]) -> None:
        self.known = known
        self.unclear = unclear
        self.edits: list[Edit] = []
        self.cited: dict[str, str] = {}
        self._findings = set(known.meaning.findings)

    def head(self, section: str, lines: Sequence[Line]) -> None:
        """Take in the fields of the head, each on a line of its own."""
        entry = fields.section(self.known.base, section)
        for field in fields.HEAD[section]:
            cells = [line.cells[field.name] for line in lines if field.name in line.cells]
            self._field((section,), entry, field, cells)

    def listed(self, section: str, lines: Iterable[Line], find: Callable[[Line], str | None]) -> None:
        """Take in findings or sources; one without a key is the one that reads the same, or a new one."""
        named = []
        for line in (line for line in lines if line.section == section):
            key = line.key or find(line) or self._new_key(section, line)
            if not re.search(shape.KEY, key):
                self.unclear.append(Unclear("key", line.place, {"value": key}))
                continue
            named.append(line._replace(key=key))
            if section == "sources":
                self.known.bibliography.know(key, _cell(line, "source_title"))
            self._findings |= {key} if section == "findings" else set()
        self.entries(section, named)

    def _new_key(self, section: str, line: Line) -> str:
        if section == "findings":
            return next(key for n in count(1) if (key := f"f-{n}") not in self._findings)
        return new_key(_cell(line, "source_title"), self.known.bibliography.keys)

    def entries(self, section: str, lines: Iterable[Line]) -> None:
        """Take in the fields of entries by key; one that stands on several lines is read on all of them."""
        by_key: dict[str, list[Line]] = {}
        for line in lines:
            by_key.setdefault(line.key, []).append(line)
        base = fields.section(self.known.base, section)
        for key, same in by_key.items():
            for field in (item for item in fields.ENTRIES[section] if not item.evidence):
                cells = [line.cells[field.name] for line in same if field.name in line.cells]
                self._field((section, key), base.get(key), field, cells)
            if section == "answers":
                self._evidence(key, base.get(key), same)

    def _field(self, route: Route, entry: Any, field: Field, cells: Sequence[Cell]) -> None:
        edit = self._read(fields.value_of(entry, field), field, cells)
        if edit is not None:
            self.edits.append(Edit((*route, field.key), edit[0], edit[1]))

    def _evidence(self, code: str, entry: Any, lines: Sequence[Line]) -> None:
        """Take in the piece of evidence that is shown of an answer, as a whole."""
        before = fields.first_evidence(entry)
        item = dict(before) if isinstance(before, dict) else {}
        places: list[str] = []
        for field in (item for item in fields.ANSWERS if item.evidence):
            cells = [line.cells[field.name] for line in lines if field.name in line.cells]
            edit = self._read(item.get(field.key), field, cells)
            if edit is None:
                continue
            places.append(edit[1])
            item = {**item, field.key: edit[0]}
            if edit[0] is None:
                del item[field.key]
        if not places:
            return
        if not item.get("text"):
            if item.keys() & {"date", "sources"}:
                self.unclear.append(Unclear("evidence", places[0], {"code": code}, tuple(places[1:])))
                return
            item = {}
        self.edits.append(Edit(("answers", code, "evidence"), item or None, places[0]))

    def _read(self, before: Any, field: Field, cells: Sequence[Cell]) -> tuple[Any, str] | None:
        """Return the value that cells give a field, and the cell that does; ``None`` where they leave it as it was."""
        changed: dict[str, tuple[Any, str]] = {}
        shown = fields.shown(field, before, self.known.labels)
        for cell in cells:
            if reads(cell, shown):
                continue
            try:
                value = self._meaning(field, cell)
            except UnclearError as error:
                self.unclear.append(Unclear(error.code, cell.place, error.params))
                continue
            if value != before and not (value is None and before in (Status.NOT_ASSESSED, [])):
                changed.setdefault(repr(value), (value, cell.place))
        if len(changed) > 1:
            places = [place for _, place in changed.values()]
            self.unclear.append(Unclear("several", places[0], {"places": places}))
            return None
        return next(iter(changed.values()), None)

    def _meaning(self, field: Field, cell: Cell) -> Any:
        meaning = self.known.meaning.but(findings=frozenset(self._findings))
        known = set(self.known.bibliography.added)
        value = meaning.of(field.kind, cell)
        for key in self.known.bibliography.added.keys() - known:
            self.cited[key] = cell.place
        return value


def _cell(line: Line, name: str) -> str:
    """Return what stands in a cell of a line, nothing where its column was deleted."""
    return words_of(line.cells[name]) if name in line.cells else ""


def reads(cell: Cell, shown: str) -> bool:
    """Return whether a cell still shows what was exported, whatever blanks are at its ends and how lines break."""
    text = words_of(cell)
    return bool(text.strip()) == bool(shown.strip()) and bare(text) == bare(shown)


def bare(text: str) -> str:
    """Return a text without what programs change of it; LibreOffice takes ``x005F_`` out wherever it stands."""
    return unescape_x(text.replace("x005F_", "")).replace("\r\n", "\n").replace("\r", "\n").strip()
