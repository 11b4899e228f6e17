"""Rendering: symbols, and what formats never let through."""

from __future__ import annotations

import csv
import io
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from mgi_cli.judging.diff import BETWEEN_PLACES, OVER_TIME
from mgi_cli.model import Status
from mgi_cli.render import FORMATS, markdown, render
from mgi_cli.render.surface import GLYPHS, Surface
from mgi_cli.views.report import (
    Block,
    Column,
    Flat,
    Group,
    Heading,
    Lines,
    Mark,
    Matrix,
    Paragraph,
    Report,
    Steps,
    Table,
    Title,
    text,
)

UTF8 = Surface()
CP437 = Surface(encoding="cp437")


@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("kinds", [OVER_TIME, BETWEEN_PLACES])
def test_no_two_symbols_of_one_screen_are_alike(kinds: tuple[str, ...], full: bool) -> None:  # noqa: FBT001 - a parameter
    names = (*Status, *kinds, "unchanged")
    symbols = [GLYPHS[name][0 if full else 1] for name in names]
    assert len(set(symbols)) == len(names)


def test_a_terminal_that_lacks_one_symbol_gets_plain_ones_only() -> None:
    assert not CP437.has_symbols
    "".join(CP437.glyph(name) for name in GLYPHS).encode("ascii")


def of(value: str) -> Report:
    """Return a report that holds a value wherever a text can stand."""
    table = Table(
        columns=(Column(head=text(value), least=10), Column(head=text("b"), least=10)),
        groups=(Group(title=text(value), rows=((text(value), text("end")),)),),
    )
    marked = (Mark("present"), *text(value))
    many = Table(
        columns=(Column(head=text(value), least=8), *(Column(head=text(value), word=value, least=8) for _ in range(3))),
        groups=(Group(title=text(value), level=1), Group(title=text(value), rows=((text(value), *(marked,) * 3),))),
    )
    blocks = (
        Title(value, value), Heading(text(value), value), Paragraph(text(value)),
        Lines((text(value),)), Lines((text(value),), flow=True), table, Matrix(table=many, many=3),
    )  # fmt: skip
    return Report(
        command="x",
        lang="en",
        blocks=lambda: blocks,
        flat=lambda: Flat(heads=("a", "b"), rows=((value, 1),)),
        document=lambda: {"value": value},
    )


ADDRESS = "https://example.org/a-long-path/with-hyphens/and-more-of-them"


def rows_of(*rows: tuple[str, ...], width: int) -> list[str]:
    """Return the lines of a table of three columns; the first must not wrap, the others may."""
    columns = (Column(head=text("A")), Column(head=text("B"), least=8), Column(head=text("C"), least=8))
    table = Table(columns=columns, groups=(Group(rows=tuple(tuple(map(text, row)) for row in rows)),))
    made = of("").but(blocks=lambda: (table,))
    return render(made, "table", Surface(width=width)).splitlines()


def test_an_address_in_a_table_stays_whole_within_the_width() -> None:
    assert rows_of(("1", "one two three four", f"see {ADDRESS} for more"), width=64) == [
        "A  B                   C",
        "1  one two three four  see",
        "   " + ADDRESS,
        "                       for more",
    ]
    assert rows_of(("1", "one two three four", f"see {ADDRESS} for more"), width=40)[1:] == [
        "1  one two three      see",
        ADDRESS,
        "   four               for more",
    ]


def test_an_address_before_the_last_column_pushes_the_others_below() -> None:
    lines = rows_of(("1", f"{ADDRESS} x", "one two"), width=70)
    assert lines[1] == "1  " + ADDRESS
    assert [line.split() for line in lines[2:]] == [["x", "one", "two"]]


def test_titles_in_markdown_are_of_the_level_below_what_they_are_under() -> None:
    column = Column(head=text("A"))
    row = ((text("x"),),)
    outer, inner = Group(title=text("Domain"), level=1), Group(title=(*text("Part"), *text("  2 rows")), rows=row)
    under_title = (Title("T"), Table(columns=(column,), groups=(outer, inner)))
    under_heading = (Title("T"), Heading(text("H")), Table(columns=(column,), groups=(outer, inner)))
    alone = (Title("T"), Heading(text("H")), Paragraph(text("a  b")), Table(columns=(column,), groups=(inner,)))

    def heads(blocks: tuple[Block, ...]) -> list[str]:
        page = render(of("").but(blocks=lambda: blocks), "md", UTF8)
        assert "  " not in page
        return [line for line in page.splitlines() if line.startswith("#")]

    assert heads(under_title) == ["# T", "## Domain", "### Part, 2 rows"]
    assert heads(under_heading) == ["# T", "## H", "### Domain", "#### Part, 2 rows"]
    assert heads(alone) == ["# T", "## H", "### Part, 2 rows"]


def test_an_address_on_a_card_stays_whole() -> None:
    assert ADDRESS in rows_of(("a name that must not wrap", f"see {ADDRESS}", "b"), width=30)


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_a_no_break_space_does_not_break(space: str) -> None:
    sentence = f"Est-ce que la commune informe{space}?"
    for block in (Paragraph(text(sentence)), Title(sentence), Lines((text(sentence),), flow=True)):
        shown = render(of("").but(blocks=lambda block=block: (block,)), "table", Surface(width=29))
        assert shown.splitlines() == ["Est-ce que la commune", f"informe{space}?"]
    lines = rows_of(("1", "x", sentence), width=35)
    assert [line.strip() for line in lines[1:]] == ["1  x  Est-ce que la commune", f"informe{space}?"]


ANY_TEXT = st.text(max_size=40)


DIRECTION = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
LOOK = re.compile(r"\x1b\[[0-9;]*m")


@given(ANY_TEXT, st.sampled_from(list(FORMATS)), st.integers(20, 130))
def test_no_text_controls_a_terminal(value: str, form: str, width: int) -> None:
    shown = render(of(value), form, Surface(width=width))
    controls = {char for char in shown if unicodedata.category(char) == "Cc"}
    assert controls <= {"\n"}
    assert not DIRECTION & set(shown)


@given(ANY_TEXT, st.integers(20, 130))
def test_colour_changes_no_letter(value: str, width: int) -> None:
    coloured = render(of(value), "table", Surface(width=width, colour=True))
    lines = [line.rstrip() for line in LOOK.sub("", coloured).splitlines()]
    assert "\n".join(lines) + "\n" == render(of(value), "table", Surface(width=width))


@given(ANY_TEXT)
def test_csv_reads_back_and_starts_no_formula(value: str) -> None:
    rows = list(csv.reader(io.StringIO(render(of(value), "csv", UTF8), newline="")))
    read = rows[1][0]
    assert not read.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert rows[1][1] == "1"


@given(st.text(alphabet="|\\`*_<>[]#~$&ab \n", max_size=20))
def test_markdown_tables_keep_their_columns(value: str) -> None:
    page = render(of(value), "md", UTF8)
    for line in page.splitlines():
        if line.startswith("| "):
            bars = line.replace("\\\\", "").replace("\\|", "").count("|")
            assert bars in (3, 5)  # of two columns, or of four
        assert "<b>" not in line


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("1. x", "1\\. x"), ("12)", "12\\)"), ("1.5 x", "1.5 x"), ("- x", "\\- x"), ("-x", "-x"), ("---", "\\---"),
        ("- - -", "\\- - -"), ("===", "\\==="), ("  + x", "  \\+ x"), ("a\n- b", "a<br>\\- b"),
    ],
)  # fmt: skip
def test_a_text_begins_no_list_and_no_rule_in_markdown(text: str, escaped: str) -> None:
    assert markdown.escape(text) == escaped


def test_an_address_in_a_text_is_a_link_in_markdown_unless_it_stands_in_one() -> None:
    assert markdown.escape("at https://a.org/b_c") == "at <https://a.org/b_c>"
    assert markdown.escape("at https://a.org/b_c", links=False) == "at https://a.org/b\\_c"


ENCODINGS = ("utf-8", "cp1252", "cp850", "cp437", "ascii")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_columns_stay_aligned_where_a_letter_becomes_two(encoding: str) -> None:
    rows = (("Cœur-sur-Œuvre", "1"), ("Æbelø — …", "2"), ("汉字", "3"), ("plain", "4"))
    table = Table(
        columns=(Column(head=text("Place")), Column(head=text("Round"), numeric=True)),
        groups=(Group(rows=tuple(tuple(map(text, row)) for row in rows)),),
    )
    steps = Steps("Après…", (("mgi show cœur", "œuvre"), ("mgi", "rien")))
    shown = render(of("").but(blocks=lambda: (table, steps)), "table", Surface(encoding=encoding))
    assert shown.encode(encoding)
    head, *lines = shown.splitlines()
    assert {cell_len(line) for line in lines[:4]} == {cell_len(head)}
    first, second = lines[5:]
    assert first.index("mgi show") == second.index("mgi")
    assert cell_len(first[: first.rindex("  ")]) == cell_len(second[: second.rindex("  ")])


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_a_no_break_space_does_not_break_in_any_encoding(encoding: str, space: str) -> None:
    block = Paragraph(text(f"Est-ce que la commune informe{space}?"))
    shown = render(of("").but(blocks=lambda: (block,)), "table", Surface(width=29, encoding=encoding))
    first, second = shown.splitlines()
    assert (first, second[:7], second[-1]) == ("Est-ce que la commune", "informe", "?")


@given(ANY_TEXT, st.sampled_from(ENCODINGS), st.integers(20, 130))
def test_any_text_is_shown_in_the_characters_of_the_encoding(value: str, encoding: str, width: int) -> None:
    for plain in (False, True):
        assert render(of(value), "table", Surface(width=width, encoding=encoding, plain=plain)).encode(encoding)
