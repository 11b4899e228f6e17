"""The answers as a table of comma-separated values, out and back in."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from mgi_cli.exchange import fields
from mgi_cli.exchange.sheets import Cell, Sheet
from mgi_cli.exchange.state import ExchangeError, fingerprint
from mgi_cli.reading import encoding
from mgi_cli.render.as_csv import FORMULA, escape
from mgi_cli.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection

    from mgi_cli.model import Framework
    from mgi_cli.words import Words

Tree = dict[str, Any]

NAMES = ("code", "question", *(field.name for field in fields.ANSWERS), "state")
"""The columns, by the names of their fields; the last tells whether the profile has changed since."""

MOST_ROWS = 5_000
_DELIMITERS = ",;\t|"
_MOST_COLUMNS = 200


def table(tree: Tree, framework: Framework, words: Words) -> bytes:
    """Return the answers of a profile (its plain tree; of no profile, empty ones), a row for each indicator."""
    known = fields.labels(framework, words)
    answers = fields.section(tree, "answers")
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([words.say(f"workbook.{name}") for name in NAMES])
    for code in framework.indicators:
        entry = answers.get(code)
        shown = (fields.shown(field, fields.value_of(entry, field), known) for field in fields.ANSWERS)
        row = (code, framework.text(code).question, *shown, fingerprint(entry))
        writer.writerow([escape(text) for text in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def read(data: bytes, heads: Collection[str]) -> Sheet:
    """Return the rows of a table, whatever its delimiter, quotes and encoding.

    ``heads`` are column heads as they may be written, by which the delimiter is told. Raises ``ExchangeError`` where
    it is no table, or where its letters could only be guessed.
    """
    decoded = encoding.decode(data)
    if decoded.text is None:
        problem = decoded.problems[0]
        raise ExchangeError(f"table_{problem.code}", **problem.params)
    if not decoded.safe:
        raise ExchangeError("table_letters")  # a guess at letters would become a change of every text that has one
    text = decoded.text
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep="):  # Excel's own remark of which delimiter follows
        return _sheet(rest, first.strip()[4:5] or ",", 2)
    known = {fold(head) for head in heads}
    return _sheet(text, max(_DELIMITERS, key=lambda delimiter: _heads_found(first, delimiter, known)), 1)


def _heads_found(line: str, delimiter: str, known: Collection[str]) -> int:
    return sum(fold(part.strip(' "\r')) in known for part in line.split(delimiter))


def _sheet(text: str, delimiter: str, first: int) -> Sheet:
    rows = []
    try:
        csv.field_size_limit(10**9)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        line = first
        for row in reader:
            if any(part.strip() for part in row):
                rows.append(tuple(_cell(part, line, column) for column, part in enumerate(row[:_MOST_COLUMNS], 1)))
            if len(rows) > MOST_ROWS:
                raise ExchangeError("table_rows", limit=MOST_ROWS)
            line = first + reader.line_num
    except csv.Error as error:
        raise ExchangeError("table_none") from error
    return Sheet(name="", rows=tuple(rows))


def _cell(text: str, line: int, column: int) -> Cell:
    return Cell(unescape(text) or None, f"{line}:{column}")


def unescape(text: str) -> str:
    """Return a text without the apostrophe that kept a spreadsheet from taking it for a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in FORMULA else text
