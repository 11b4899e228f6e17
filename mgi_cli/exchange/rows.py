"""Which row of a sheet is about what: by its code or key, wherever it was moved, sorted or copied to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mgi_cli.exchange import fields
from mgi_cli.exchange.meaning import UnclearError
from mgi_cli.exchange.sheets import Cell, Sheet, is_empty, words_of
from mgi_cli.text import fold, unquoted
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mgi_cli.model import Framework

Row = tuple[Cell, ...]

ANSWER_COLUMNS = ("code", "question", "guidance", *(field.name for field in fields.ANSWERS))
PLAN_COLUMNS = (
    "code", "no", "question", "status", "found", "present", "typical", "gcm", "sdg",
    *(field.name for field in fields.ACTIONS),
)  # fmt: skip
"""The columns by their names, as they are made; what a row is about by the words beside its code is its question."""

_FIRST = {"answers": "code", "plan": "code", "findings": "key", "sources": "key"}
_BY_CODE = ("answers", "plan")
_GIVEN = {
    "answers": frozenset(("code", "question", "guidance")),
    "plan": frozenset(PLAN_COLUMNS[:9]) - {"no"},
    "findings": frozenset(("key",)),
    "sources": frozenset(("key",)),
}
"""The columns that nobody fills in, by section; they say what a row is about."""

_ASIDE = ("state", "no")
"""What a row has with it that says nothing by itself."""

_LOOKED_AT = 10  # cells of a row in which a code is looked for where there is no head
_LEAST_LABELS = 3  # labels of the head of a profile by which its sheet is known


class Line(NamedTuple):
    """A row of a section: its key (empty for a new one), and the cells of its fields by name."""

    section: str
    key: str
    cells: Mapping[str, Cell]
    place: str


class Unclear(NamedTuple):
    """Something that was not understood: the code of its sentence, where it stands, and its facts.

    ``others`` are further cells that are left out with it.
    """

    code: str
    place: str
    params: Mapping[str, object]
    others: tuple[str, ...] = ()


class Reader(Value):
    """How rows are known.

    ``heads`` are the words of column heads, folded, to the name of the field, by section. ``typed`` says whether a code
    that is a text was a text all along; in a table nobody knows, and 1.1 may have been 1.10.
    ``bands`` are the names of sub-domains that stand between the rows, folded. ``main`` is the section of rows without
    heads, and ``columns`` are theirs.
    """

    framework: Framework
    heads: Mapping[str, Mapping[str, str]]
    questions: Mapping[str, str]
    typed: bool
    bands: frozenset[str] = frozenset()
    main: str = "answers"
    columns: tuple[str, ...] = ANSWER_COLUMNS

    def lines(self, sheet: Sheet, unclear: list[Unclear]) -> Iterator[Line]:
        """Yield the rows of a sheet that are about something, and add those that are not clear to ``unclear``."""
        layout: Mapping[int, str] = {}
        section = ""
        labelled: dict[str, Line] = {}
        for row in sheet.rows:
            if found := self._head(row):
                section, layout = found
            elif section:
                yield from self._line(section, layout, row, unclear)
            elif guessed := self._without_head(row):
                yield from self._line(self.main, guessed, row, unclear)
            else:
                labelled |= self._labelled(row)
        if len(labelled) >= _LEAST_LABELS:
            yield from labelled.values()

    def has_head(self, sheet: Sheet) -> bool:
        """Return whether a sheet has the heads of a section, though nothing may stand below them yet."""
        return any(self._head(row) for row in sheet.rows)

    def outside(self, sheet: Sheet) -> Iterator[Cell]:
        """Yield what stands beside the columns of a section, or below them where no code or key is."""
        layout: Mapping[int, str] = {}
        section = ""
        for row in sheet.rows:
            if found := self._head(row):
                section, layout = found
                continue
            filled = {column: cell for column, cell in enumerate(row) if layout and not is_empty(cell)}
            yield from (cell for column, cell in filled.items() if column not in layout)
            inside = {layout[column]: cell for column, cell in filled.items() if column in layout}
            if section in _BY_CODE and inside and not self._is_own(section, inside):
                yield from inside.values()

    def _is_own(self, section: str, cells: Mapping[str, Cell]) -> bool:
        """Return whether cells of a row are about something, or stand between the rows as they were made."""
        code, question = (cells.get(name, Cell(None, "")) for name in ("code", "question"))
        first = words_of(code)
        known = fold(first) in self.bands or unquoted(first) in self.framework.indicators or self._asked(question)
        return bool(known) or not cells.keys() <= ({"code"} if section == "answers" else _GIVEN[section])

    def _head(self, row: Row) -> tuple[str, dict[int, str]] | None:
        """Return the section and columns that a row of heads tells, ``None`` for another row."""
        words = [fold(words_of(cell)) for cell in row]
        best: tuple[str, dict[int, str]] | None = None
        for section, first in _FIRST.items():
            known = self.heads.get(section, {})
            layout = {column: known[word] for column, word in enumerate(words) if word in known}
            if first in layout.values() and len(layout) > max(1, len(best[1]) if best else 0):
                best = section, layout
        return best

    def _without_head(self, row: Row) -> dict[int, str] | None:
        """Return the columns of a row that was copied to a sheet of its own: they are as they were made."""
        beside = self.columns.index("question")
        for start, cell in enumerate(row[:_LOOKED_AT]):
            code = unquoted(words_of(cell))
            asked = self._asked(row[start + beside]) if start + beside < len(row) else None
            if (code in self.framework.indicators and start == 0) or (asked and self._alike(code, asked)):
                return dict(enumerate(self.columns, start))
        return None

    def _labelled(self, row: Row) -> dict[str, Line]:
        """Return a line of the head of a profile, such as ``Name | Orvenna``."""
        filled = [number for number, cell in enumerate(row) if not is_empty(cell)]
        if not filled:
            return {}
        first = filled[0]
        word = fold(words_of(row[first]))
        value = row[first + 1] if first + 1 < len(row) else Cell(None, row[first].place)
        for section in fields.HEAD:
            if name := self.heads.get(section, {}).get(word):
                return {name: Line(section, "", {name: value}, row[first].place)}
        return {}

    def _line(self, section: str, layout: Mapping[int, str], row: Row, unclear: list[Unclear]) -> Iterator[Line]:
        place = next(cell.place for cell in row if not is_empty(cell))
        empty = Cell(None, place)
        cells = {name: row[column] if column < len(row) else empty for column, name in layout.items()}
        first = cells.get(_FIRST[section], empty)
        filled = {name: cell for name, cell in cells.items() if name not in _GIVEN[section]}
        has_more = any(not is_empty(cell) for name, cell in filled.items() if name not in _ASIDE)
        is_by_code = section in _BY_CODE
        try:
            key = self._code(first, cells.get("question", empty)) if is_by_code else words_of(first).strip()
        except UnclearError as error:
            unclear += [Unclear(error.code, place, error.params)] if has_more else []
            return
        if key or (has_more and not is_by_code):
            yield Line(section, key, filled, place)
        elif has_more:
            unclear.append(Unclear("code", place, {"value": words_of(first)}))

    def _asked(self, question: Cell) -> str | None:
        return self.questions.get(fold(words_of(question)))

    def _code(self, cell: Cell, question: Cell) -> str:
        """Return the code of a row, empty for none; what the code leaves open, the question beside it decides.

        Raises ``UnclearError`` where the two do not belong together, or where the code could be two.
        """
        written = unquoted(words_of(cell))
        asked = self._asked(question)
        is_code = written in self.framework.indicators
        alike = [code for code in self.framework.indicators if self._alike(written, code)]
        if asked and (asked in alike or not (alike or is_code)):
            return asked
        if asked and (alike or is_code):
            raise UnclearError("other_question", value=written, asked=asked)
        if is_code and (len(alike) == 1 or (self.typed and isinstance(cell.value, str))):
            return written
        if len(alike) > 1:
            raise UnclearError("two_codes", value=written, choices=alike)
        return alike[0] if alike else ""

    def _alike(self, written: str, code: str) -> bool:
        """Return whether what is written is a code, or the number that a spreadsheet makes of it."""
        return written == code or (_number(written) is not None and _number(written) == _number(code))


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None
