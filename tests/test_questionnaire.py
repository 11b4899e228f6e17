"""The questionnaire goes out and comes back: nothing is lost, nothing is guessed, nothing is decided in silence."""

from __future__ import annotations

import io
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from conftest import tool
from mgi_cli.exchange import fields, incoming, table, workbook_out
from mgi_cli.exchange.sheets import escape_x
from mgi_cli.library import Library
from mgi_cli.reading import fragments, reader
from mgi_cli.words import Words
from strategies import FRAMEWORK, whole_trees

LIBRARY = Library()
WORDS = Words()
LABELS = {code: FRAMEWORK.text(code).label for code in FRAMEWORK.indicators}
SMALL = FRAMEWORK.but(domains=FRAMEWORK.domains[:1])
"""The framework with its first domain only, the one that is drawn from: its workbook is made in a third of the time."""

REST = tuple(code for code in FRAMEWORK.indicators if code not in SMALL.indicators)
FEW = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # each example takes a tenth of a second: no shrinking
)


def exported(tree: dict[str, Any]) -> bytes:
    return workbook_out.workbook(tree, SMALL, WORDS)


def came_back(data: bytes, into: str | None = None) -> incoming.Incoming:
    """Return what a workbook would change in a new profile, or in one with a text."""
    with tempfile.TemporaryDirectory() as folder:
        file, path = Path(folder, "back.xlsx"), Path(folder, "profile.yaml")
        file.write_bytes(data)
        if into is None:
            return incoming.from_workbook(file, LIBRARY, into=None, output=path)
        path.write_text(into, "utf-8", newline="")
        return incoming.from_workbook(file, LIBRARY, into=incoming.existing(path, LIBRARY), output=None)


def tree_of(found: incoming.Incoming) -> Any:
    document, problems = reader.parse("f.yaml", incoming.text(found, found.changes, LIBRARY))
    assert problems == ()
    return document.tree


@FEW
@given(whole_trees())
def test_what_goes_out_comes_back_the_same(tree: dict[str, Any]) -> None:
    found = came_back(exported(tree))
    assert (found.changes, found.unclear, found.left_out, found.unread, found.outside) == ((), (), REST, (), ())
    assert tree_of(found) == tree


def through_libreoffice(books: list[bytes], folder: Path) -> list[bytes]:
    """Return workbooks as LibreOffice saves them after opening them."""
    soffice = tool("soffice")
    there, back = folder / "there", folder / "back"
    there.mkdir(exist_ok=True)
    for number, data in enumerate(books):
        (there / f"{number}.xlsx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'user').as_uri()}"
    convert = ["--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(back)]
    names = [str(there / f"{number}.xlsx") for number in range(len(books))]
    subprocess.run([soffice, profile, *convert, *names], check=True, capture_output=True, timeout=600)
    return [(back / f"{number}.xlsx").read_bytes() for number in range(len(books))]


@settings(FEW, max_examples=2)
@given(st.lists(whole_trees(), min_size=10, max_size=10))
def test_the_same_after_a_trip_through_libreoffice(trees: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        back = through_libreoffice([exported(tree) for tree in trees], Path(folder))
    for tree, data in zip(trees, back, strict=True):
        found = came_back(data)
        assert (found.changes, found.unclear, found.left_out, found.unread, found.outside) == ((), (), REST, (), ())
        assert tree_of(found) == tree


def typed_in(data: bytes, tree: dict[str, Any]) -> bytes:
    """Return a workbook into which a person has typed everything that there is room for."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    known = fields.labels(FRAMEWORK, WORDS, "XAA")
    for sheet in book:
        for row in sheet.iter_rows():
            entry = tree["answers"].get(row[0].value)
            for cell, field in zip(row[3:], fields.ANSWERS, strict=False) if entry else ():
                cell.value = escape_x(fields.shown(field, fields.value_of(entry, field), known)) or None
                cell.data_type = "s" if cell.value else "n"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@FEW
@given(whole_trees())
def test_what_is_typed_in_arrives_as_it_was_typed(tree: dict[str, Any]) -> None:
    filled = typed_in(exported({**tree, "answers": {}}), tree)
    found = came_back(filled)
    assert found.unclear == ()
    after = tree_of(found)
    known = fields.labels(FRAMEWORK, WORDS, "XAA")
    assert {key: value for key, value in after.items() if key != "answers"} == {
        key: value for key, value in tree.items() if key != "answers"
    }
    for code in FRAMEWORK.indicators:
        for field in fields.ANSWERS:
            was, now = (fields.value_of(profile["answers"].get(code), field) for profile in (tree, after))
            assert fields.shown(field, now, known).strip() == fields.shown(field, was, known).strip()


@FEW
@given(whole_trees())
def test_answers_go_out_as_a_table_and_come_back(tree: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file, path = Path(folder, "answers.csv"), Path(folder, "profile.yaml")
        file.write_bytes(table.table(tree, FRAMEWORK, WORDS))
        path.write_text(fragments.profile(tree, LABELS), "utf-8", newline="")
        found = incoming.from_table(file, LIBRARY, WORDS, incoming.existing(path, LIBRARY))
        assert (found.changes, found.unclear, found.left_out, found.unread, found.outside) == ((), (), (), (), ())
        path.write_text(fragments.profile({**tree, "answers": {}}, LABELS), "utf-8", newline="")
        found = incoming.from_table(file, LIBRARY, WORDS, incoming.existing(path, LIBRARY))
        assert found.unclear == ()
        after = tree_of(found).get("answers") or {}
    known = fields.labels(FRAMEWORK, WORDS)
    for code in FRAMEWORK.indicators:
        for field in fields.ANSWERS:
            was, now = (fields.value_of(answers.get(code), field) for answers in (tree["answers"], after))
            assert fields.shown(field, now, known).strip() == fields.shown(field, was, known).strip()


def test_a_key_of_one_s_own_is_no_sentence() -> None:
    tree = {"format": 1, "framework": "local-1", "x-{": {"{0}": "kept"}, "unplaced": [{"{": "kept too"}]}
    assert b"PK" in workbook_out.workbook(tree, SMALL, WORDS)[:4]
