"""A paper as PDF: nothing is left out, texts stay texts, and what reads aloud can read it."""

from __future__ import annotations

import inspect
import io
import os
import re
import struct
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from mgi_cli.model import Status
from mgi_cli.render.papers import pdf, picture, render, wheel
from mgi_cli.text import visible
from mgi_cli.views.papers import parts
from mgi_cli.views.papers.parts import (
    Column,
    Entry,
    Fact,
    Facts,
    Grid,
    Item,
    Listing,
    Paper,
    Prose,
    Run,
    Section,
    Sector,
    State,
    Tone,
    Wheel,
    said,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_cli.views.papers.parts import Part, Text

HERE = Path(__file__).parent


class Tokens:
    """Words that occur nowhere else, one after the other."""

    def __init__(self) -> None:
        self._made = 0

    def __call__(self) -> str:
        """Return the next word."""
        self._made += 1
        return f"tok{self._made:03}"


def sample() -> Paper:
    """Return a paper with every kind of part, and in every field for a text a word of its own."""
    token = Tokens()

    def text(**more: Any) -> Text:
        return (Run(token(), **more),)

    def state(status: Status) -> State:
        return State(status, token())

    every = Run(token(), lang="fr", lang_name=token(), strong=True, quiet=True, link="https://example.org/a")
    fact = Fact(token(), (text(), text()))
    counts = (Column(token(), share=3), Column(token(), numeric=True, status=Status.PRESENT), Column(token()))
    rows = tuple((text(), text(), (state(Status.PARTIAL),)) for _ in range(3))
    banded = ((text(), (), ()), *rows)
    grid = Grid(caption=token(), columns=counts, rows=banded, row_heads=True, banded=True, total=True)
    round_one = Wheel(
        anchor="wheel",
        caption=token(),
        alt=token(),
        centre=(token(), token()),
        sectors=(
            Sector(anchor="dom", number=1, name=token(), about=token(), cells=((Status.PRESENT, token()),)),
            Sector(anchor="gone", number=2, name=token(), about=token(), cells=((Status.NO_EVIDENCE, token()),)),
        ),
        legend=tuple(state(status) for status in Status),
    )
    entries = (
        Entry(anchor="ind", code=token(), label=token(), question=token(), state=state(Status.ABSENT), facts=(fact,)),
        Entry(anchor="ind-2", code=token(), label=token(), question=token(), state=state(Status.NOT_ASSESSED)),
    )
    items = (Item(text(link="#ind"), anchor="item", about=(text(), (every,))), Item(text(link="#nowhere")))
    tones = tuple(Prose(text=text(), tone=tone) for tone in Tone)
    inner = Section(anchor="sub", title=token(), number=token(), parts=entries, filtered=True)
    domain = Section(
        anchor="dom", title=token(), number=token(), parts=(*tones, Listing(items=items), inner), new_page=True
    )
    return Paper(
        lang="en",
        kind=token(),
        title=token(),
        subtitle=token(),
        parts=(
            Section(anchor="top", title=token(), parts=(round_one, grid, Facts(facts=(fact,)))),
            domain,
            Section(anchor="plan", title=token(), parts=(grid.but(caption=token(), wide=True),)),
            Section(anchor="end", title=token(), parts=(Prose(text=(*text(), every)),)),
        ),
        labels={"contents": token(), "page": f"{token()} {{n}} of {{all}}"},
        notices=(text(), text()),
        facts=(Fact(token(), (text(),)),),
        colophon=token(),
        date="2022-09-15",
        interactive=True,
    )


def small(*given: Part, **fields: Any) -> Paper:
    """Return a paper of a few parts."""
    return Paper(**{"lang": "en", "kind": "Kind", "title": "Title", "subtitle": "", "parts": given, **fields})


MADE: dict[str, bytes] = {}


def made(paper: Paper) -> bytes:
    """Return a paper as PDF; each is made once."""
    key = repr(paper)
    if key not in MADE:
        MADE[key] = pdf.render(paper)
    return MADE[key]


def read(paper: Paper) -> PdfReader:
    return PdfReader(io.BytesIO(made(paper)))


def words_of(paper: Paper) -> str:
    """Return everything that a reader of the file's text sees, a page after the other."""
    return "\n".join(page.extract_text() for page in read(paper).pages)


def root(reader: PdfReader) -> Any:
    return reader.trailer["/Root"]


def elements(reader: PdfReader) -> Iterator[tuple[str, Any, tuple[str, ...]]]:
    """Yield the elements of the structure tree in reading order: kind, entries, and the kinds that they lie in."""

    def walk(node: Any, above: tuple[str, ...]) -> Iterator[tuple[str, Any, tuple[str, ...]]]:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for child in node:
                yield from walk(child, above)
        elif isinstance(node, dict):
            if "/S" in node:
                yield node["/S"], node, above
                above = (*above, node["/S"])
            if "/K" in node:
                yield from walk(node["/K"], above)

    yield from walk(root(reader)["/StructTreeRoot"]["/K"], ())


def kinds(paper: Paper) -> list[str]:
    return [kind for kind, _, _ in elements(read(paper))]


def links(paper: Paper) -> list[Any]:
    """Return the annotations of links, in the order of the pages."""
    found = [note.get_object() for page in read(paper).pages for note in page.get("/Annots", ())]
    return [note for note in found if note["/Subtype"] == "/Link"]


def addresses(paper: Paper) -> list[str]:
    return [str(note["/A"]["/URI"]) for note in links(paper) if "/A" in note]


# Nothing is left out


def fields_of_parts() -> set[tuple[str, str]]:
    """Return every field of everything that papers are made of."""
    classes = [kind for _, kind in inspect.getmembers(parts, inspect.isclass) if kind.__module__ == parts.__name__]
    return {(kind.__name__, name) for kind in classes for name in getattr(kind, "_fields", ())}


MEANT = {
    ("Column", "share"): "a width",
    ("Column", "numeric"): "an alignment",
    ("Column", "status"): "a symbol",
    ("Entry", "anchor"): "where links lead",
    ("Grid", "row_heads"): "a weight",
    ("Grid", "total"): "a weight and a line",
    ("Grid", "wide"): "a page that lies on its side",
    ("Item", "anchor"): "where links lead",
    ("Paper", "date"): "a date of the file",
    ("Paper", "interactive"): "nothing on paper",
    ("Paper", "lang"): "the language of the file",
    ("Prose", "tone"): "a look",
    ("Run", "lang"): "a language in the structure",
    ("Run", "link"): "a link",
    ("Run", "quiet"): "a colour",
    ("Run", "strong"): "a weight",
    ("Section", "anchor"): "where links lead",
    ("Section", "filtered"): "nothing on paper",
    ("Section", "new_page"): "a new page",
    ("Sector", "anchor"): "where a link leads",
    ("Sector", "cells"): "a picture; each stands in words as an entry of the same paper",
    ("State", "status"): "a symbol and a colour",
    ("Wheel", "alt"): "what a picture says aloud",
    ("Wheel", "anchor"): "where links lead",
}
"""The fields that are no text to read, and what becomes of them."""


def told(thing: Any) -> Iterator[tuple[tuple[str, str], Any]]:
    """Yield every field within a thing, and what it holds."""
    if names := getattr(thing, "_fields", None):
        for name in names:
            held = getattr(thing, name)
            yield (type(thing).__name__, name), held
            yield from told(held)
    elif isinstance(thing, tuple):
        for item in thing:
            yield from told(item)


def texts_in(held: Any) -> list[str]:
    """Return the texts that stand directly in a field."""
    if isinstance(held, str):
        return [held]
    if hasattr(held, "values"):
        return list(held.values())
    return [item for item in held if isinstance(item, str)] if type(held) is tuple else []


def test_every_field_of_every_part_is_in_the_sample() -> None:
    filled = {field for field, held in told(sample()) if held not in (None, "", (), False)}
    assert filled == fields_of_parts()


def test_what_is_no_text_is_known() -> None:
    assert set(MEANT) <= fields_of_parts()


@pytest.mark.parametrize("field", sorted(fields_of_parts() - set(MEANT)), ids=".".join)
def test_every_text_of_a_paper_can_be_read(field: tuple[str, str]) -> None:
    written = words_of(sample())
    for held in (held for found, held in told(sample()) if found == field):
        for text in texts_in(held):
            for token in re.findall(r"tok\d+", text):
                assert token in written


def test_what_is_a_text_has_a_word_of_its_own_in_the_sample() -> None:
    words = [text for field, held in told(sample()) if field not in MEANT for text in texts_in(held) if text]
    assert all("tok" in text for text in words)


# What reads aloud can read it


def test_it_is_tagged_and_says_that_it_is_accessible() -> None:
    reader = read(sample())
    about = root(reader)
    assert about["/MarkInfo"]["/Marked"].value
    assert about["/Lang"] == "en"
    assert about["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert "<pdfuaid:part>1</pdfuaid:part>" in about["/Metadata"].get_data().decode()
    assert reader.metadata is not None
    assert reader.metadata.title == sample().title


def test_headings_go_down_by_one() -> None:
    entry = Entry(anchor="", code="1.1", label="Label", question="", state=State(Status.ABSENT, "absent"))
    inner = Section(anchor="", title="Inner", number="1.1", parts=(entry,))
    paper = small(Section(anchor="", title="Outer", number="1", parts=(inner, Prose(text=said("x")))))
    heads = [(kind, node["/T"]) for kind, node, _ in elements(read(paper)) if re.fullmatch(r"/H\d", kind)]
    assert heads == [("/H1", "Title"), ("/H2", "1  Outer"), ("/H3", "1.1  Inner"), ("/H4", "1.1 Label")]


def test_headings_stay_headings_however_deep() -> None:
    part: Part = Prose(text=said("deep"))
    for number in range(9, 0, -1):
        part = Section(anchor="", title=f"Depth {number}", parts=(part,))
    heads = [kind for kind in kinds(small(part)) if kind.startswith("/H")]
    assert heads == ["/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/H6", "/H6", "/H6", "/H6"]


def test_a_table_has_a_caption_a_row_of_heads_and_a_total() -> None:
    columns = (Column("First"), Column("Second", numeric=True))
    rows = tuple((said(f"row {n}"), said(str(n))) for n in range(3))
    paper = small(Grid(caption="What it shows", columns=columns, rows=rows, total=True))
    table = [(kind, above[-1]) for kind, _, above in elements(read(paper)) if "/Table" in above]
    assert ("/Caption", "/Table") in table
    assert [kind for kind, _ in table].count("/TH") == 2
    assert [kind for kind, _ in table].count("/TD") == 6
    assert [above for kind, above in table if kind == "/TR"] == ["/THead", "/TBody", "/TBody", "/TFoot"]
    scopes = [node["/A"][0]["/Scope"] for kind, node, _ in elements(read(paper)) if kind == "/TH"]
    assert scopes == ["/Column", "/Column"]


def test_a_head_over_rows_is_one_cell() -> None:
    columns = (Column("Name"), Column("Number"))
    rows = ((said("first"), ()), (said("a"), said("1")), (said("second"), ()), (said("b"), ()))
    plain, banded = (Grid(caption="c", columns=columns, rows=rows, banded=so) for so in (False, True))
    assert [kinds(small(grid)).count("/TD") for grid in (plain, banded)] == [8, 5]


def test_the_heads_of_a_table_are_seen_on_each_page_and_read_once() -> None:
    rows = tuple((said(f"row {n}"), said(str(n))) for n in range(120))
    paper = small(Grid(caption="Long", columns=(Column("Heading"), Column("Number")), rows=rows))
    pages = read(paper).pages
    assert len(pages) > 2
    assert all(page.extract_text().count("Heading") == 1 for page in pages)
    assert kinds(paper).count("/TH") == 2


def test_the_wheel_says_aloud_what_it_shows() -> None:
    found = [node["/Alt"] for kind, node, _ in elements(read(sample())) if kind == "/Figure"]
    assert found == [held for field, held in told(sample()) if field == ("Wheel", "alt")]


def test_a_text_in_another_language_is_marked_for_machines_and_for_people() -> None:
    french = Run("Un texte", lang="fr-CA", lang_name="French")
    paper = small(Prose(text=(Run("A text. "), french)), Prose(text=(french,)))
    content = read(paper).pages[0].get_contents()
    assert content is not None
    assert re.findall(rb"/Lang ?\((.*?)\)", content.get_data()) == [b"fr-CA", b"en"]  # of "Un texte", "(French)"
    assert [node["/Lang"] for _, node, _ in elements(read(paper)) if "/Lang" in node] == ["fr-CA"]  # the paragraph
    assert words_of(paper).count("Un texte (French)") == 2


@pytest.mark.parametrize("lang", ["", "x", "english", "en_GB", "12", "\0", "zh-Hant-TW", "de-1996"])
def test_any_tag_of_a_language_will_do(lang: str) -> None:
    paper = small(Prose(text=(Run("words", lang=lang, lang_name="name"),)), lang=lang)
    assert "words (name)" in words_of(paper)


# Finding the way


def test_the_contents_list_two_levels_with_their_pages() -> None:
    deep = Section(anchor="", title="Third", parts=(Prose(text=said("x")),))
    chapters = tuple(
        Section(
            anchor="",
            title=f"Chapter {n}",
            number=str(n),
            new_page=True,
            parts=(Section(anchor="", title=f"Part {n}", parts=(deep,)),),
        )
        for n in (1, 2, 3)
    )
    paper = small(*chapters, labels={"contents": "Contents", "page": "Page {n} of {all}"})
    first, *others = (page.extract_text() for page in read(paper).pages)
    assert first.split("\n")[2:] == [
        "Contents",
        *("1  Chapter 1 2", "Part 1 2", "2  Chapter 2 3", "Part 2 3", "3  Chapter 3 4", "Part 3 4"),
        "Page 1 of 4",
    ]
    assert [text.rsplit("\n", 1)[-1] for text in others] == ["Page 2 of 4", "Page 3 of 4", "Page 4 of 4"]
    assert len([note for note in links(paper) if "/Dest" in note or "/A" in note]) == 6


def test_the_bookmarks_lead_to_sections_and_indicators() -> None:
    def titles(items: Any) -> list[Any]:
        return [titles(item) if isinstance(item, list) else item.title for item in items]

    entry = Entry(anchor="", code="1.1", label="Label", question="", state=State(Status.ABSENT, "absent"))
    paper = small(
        Section(anchor="", title="Outer", number="1", parts=(entry,)), Section(anchor="", title="B", parts=())
    )
    assert titles(read(paper).outline) == ["1  Outer", ["1.1 Label"], "B"]


def test_links_lead_to_anchors_once_each_and_to_the_web() -> None:
    target = Section(anchor="there", title="There", parts=(Prose(text=said("x")),))
    paper = small(
        Prose(text=(Run("inside", link="#there"), Run(" nowhere", link="#gone"), Run(" none", link="#"))),
        Prose(text=(Run("web", link="https://example.org/a?b=c&d=%20#e"), Run(" too", link="HTTP://example.org"))),
        target,
        target,
    )
    assert [str(note["/A"]["/S"]) if "/A" in note else "inside" for note in links(paper)] == ["inside", "/URI", "/URI"]
    assert addresses(paper) == ["https://example.org/a?b=c&d=%20#e", "HTTP://example.org"]


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "mailto:a@example.org", "//example.org", " https://a.b", "x"]
)
def test_other_links_are_only_text(link: str) -> None:
    paper = small(Prose(text=(Run("a word", link=link),)))
    assert links(paper) == []
    assert "a word" in words_of(paper)


def test_an_address_has_no_character_that_could_deceive() -> None:
    paper = small(Prose(text=(Run("web", link="https://example.org/\u202eé"),)))
    assert addresses(paper) == ["https://example.org/%E2%80%AE%C3%A9"]


# The same paper, the same bytes


def test_the_same_paper_gives_the_same_bytes_wherever_and_whenever() -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from test_paper_pdf import sample, pdf\n"
        "sys.stdout.buffer.write(pdf.render(sample()))"
    )
    settings = [{"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "1"}, {"TZ": "America/Lima", "SOURCE_DATE_EPOCH": "1"}]
    runs = [
        subprocess.run(
            [sys.executable, "-c", script, str(HERE)], env={**os.environ, **added}, capture_output=True, check=True
        ).stdout
        for added in settings
    ]
    assert runs[0] == runs[1] == made(sample())


@pytest.mark.parametrize(
    ("date", "told"),
    [
        ("2022", "D:20220101000000Z"),
        ("2022-09", "D:20220901000000Z"),
        ("2022-09-15", "D:20220915000000Z"),
        ("2022-02-30", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_the_date_of_the_file_is_the_paper_s(date: str | None, told: str | None) -> None:
    about: Any = read(small(date=date)).trailer["/Info"]
    assert {about.get("/CreationDate"), about.get("/ModDate")} == {told}


def test_fonts_are_in_the_file_and_none_is_the_machine_s() -> None:
    fonts = {}
    for page in read(sample()).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index] # a dictionary by the format
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            fonts[str(inner["/BaseFont"])[8:]] = inner["/FontDescriptor"].get_object()
    assert {name.split("-")[0] for name in fonts} == {"LibertinusSerif", "DejaVuSansMono"}
    assert all({"/FontFile2", "/FontFile3"} & set(described) for described in fonts.values())


# Texts stay texts


HOSTILE = [
    '#import "x"',
    "#panic()",
    "$x$ *bold* _em_ `raw` <label> @ref = Heading // comment /* no",
    "\\ \\u{41} \\#",
    "<script>alert(1)</script>",
    '=HYPERLINK("https://example.org")',
    "| a | b | ](javascript:alert(1))",
    "a -- b --- c ... ~ 'q' \"q\"",
    '{"is": "run"} {n} {all}',
    "tab\there",
    "two  blanks",
]


def everywhere(text: str, *, in_picture: bool = True) -> Paper:
    """Return a paper that holds a text wherever one can stand, and ends with a word."""
    name = text if in_picture else "name"
    it: Text = (Run(text), Run(text, lang="es", lang_name=text, strong=True, link=text))
    fact = Fact(text, (it, it))
    state = State(Status.PARTIAL, text)
    grid = Grid(
        caption=text,
        columns=(Column(text), Column(text, numeric=True, status=Status.ABSENT)),
        rows=((it, (state,)), (it, it)),
        row_heads=True,
        total=True,
    )
    sector = Sector(anchor=text, number=1, name=name, about=text, cells=((Status.PARTIAL, text),))
    drawn = Wheel(
        anchor=text,
        caption=text,
        alt=text,
        centre=(name, name),
        sectors=(sector,),
        legend=(State(Status.ABSENT, name),),
    )
    entry = Entry(anchor=text, code=text, label=text, question=text, state=state, facts=(fact,))
    inside = (drawn, grid, Facts(facts=(fact,)), Listing(items=(Item(it, text, (it,)),)), entry)
    return Paper(
        lang="en",
        kind=text,
        title=text,
        subtitle=text,
        parts=(
            Section(anchor=text, title=text, number=text, parts=(*inside, grid.but(wide=True))),
            Section(anchor=text, title=text, parts=tuple(Prose(text=it, tone=tone) for tone in Tone)),
            Section(anchor="last", title="last", parts=(Prose(text=said("the end")),)),
        ),
        notices=(it,),
        facts=(fact,),
        colophon=text,
        labels={"contents": text, "page": text},
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_markup_is_text(text: str) -> None:
    assert "the end" in words_of(everywhere(text))
    assert visible(text) in words_of(small(Prose(text=said(text))))
    assert links(small(Prose(text=said(text)))) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202eb", "a\\u202eb"),
        ("a\0b", "a\\x00b"),
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("a\ud800b", "a\\ud800b"),
        ("a\ue000b", "a\\ue000b"),
        ("a\ufeffb", "a\\ufeffb"),
        ("a\u2028b", "a\\u2028b"),
        ("a\r\nb", "a\nb"),
        ("a\n\nb", "a\n\nb"),
    ],
)
def test_controls_are_written_out_and_line_breaks_kept(text: str, shown: str) -> None:
    lines = words_of(small(Prose(text=said(text)))).split("\n")
    assert [line for line in lines if line] == ["Kind", "Title", *(line for line in shown.split("\n") if line), "1 / 1"]


def test_two_line_breaks_leave_an_empty_line() -> None:
    def height(text: str) -> float:
        found: list[float] = []

        def visit(seen: str, _: Any, matrix: Any, *__: Any) -> None:
            if seen.strip() in {"a", "b"}:
                found.append(matrix[5])

        read(small(Prose(text=said(text)))).pages[0].extract_text(visitor_text=visit)
        return abs(found[-1] - found[0])

    assert height("a\n\nb") == pytest.approx(2 * height("a\nb"), rel=0.01)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters() | st.characters(categories=["Cs"]), max_size=40))
def test_any_text_at_all_can_stand_anywhere(text: str) -> None:
    # pypdf reads a blank as whatever mark stood first on one; readers who know what a stretch of text stands for do not
    assert re.search("the.{1,9}end", words_of(everywhere(text)), re.DOTALL)


@pytest.mark.parametrize("text", ["a\u00adb", "a\u200db", "\ufe0fab", "a\u034fb", "ab\U000e0100"])
def test_what_nobody_sees_is_not_copied(text: str) -> None:
    paper = small(Prose(text=said(text)), Prose(text=said("the end of 2022 ab")))
    assert words_of(paper).split("\n")[2:4] == ["ab", "the end of 2022 ab"]


@pytest.mark.parametrize(
    "text", ["مرحبا بالعالم", "移民治理", "নমস্কার", "👍🏽", "שלום", "Ελλάδα", "Дорога", "Tiếng Việt"]
)
def test_other_scripts_are_written_whatever_fonts_there_are(text: str) -> None:
    paper = small(Prose(text=(Run(text, lang="ar" if text.startswith("م") else "zh"),)), Prose(text=said("the end")))
    assert "the end" in words_of(paper)
    assert kinds(paper).count("/P") >= 2


def test_texts_in_greek_and_cyrillic_need_no_font_of_the_machine() -> None:
    reader = read(small(Prose(text=said("Ελλάδα, Дорога, Tiếng Việt, Łódź, ½ € → ● ✓"))))
    assert "pdfuaid" in root(reader)["/Metadata"].get_data().decode()


# Room


def in_the_page(paper: Paper) -> bool:
    """Return whether each line has at most the letters, narrow ones, that fit between the edges of its page."""
    return all(
        len(normalize("NFC", line)) * 3 < page.mediabox.width
        for page in read(paper).pages
        for line in page.extract_text().split("\n")
    )


ADDRESS = "https://example.org/" + "a-long-path/with_parts?and=values&" * 9
WORD = "Donaudampfschifffahrt" * 20


@pytest.mark.parametrize("text", [ADDRESS[:300], WORD, "\u00a0".join(["tied"] * 80), "W" * 300, "e\u0301" * 300])
def test_a_long_word_stays_on_the_page_and_whole_when_copied(text: str) -> None:
    assert in_the_page(everywhere(text, in_picture=False))
    copied = words_of(small(Prose(text=said(text)))).replace("\n", "")
    assert text.replace("\u00a0", " ") in copied.replace("\u00a0", " ")


def test_words_that_fit_are_not_broken() -> None:
    text = "indivisible " * 40
    assert all(word == "indivisible" for word in words_of(small(Prose(text=said(text)))).split()[2:-3])


def test_a_wide_table_and_its_heading_lie_on_a_page_of_their_own() -> None:
    columns = tuple(Column(f"Place {n}") for n in range(12))
    grid = Grid(caption="All", columns=columns, rows=(tuple(said("cell") for _ in columns),), wide=True)
    before, after = Prose(text=said("before")), Prose(text=said("after"))
    for paper in (
        small(before, Section(anchor="", title="Wide", parts=(grid,)), after),
        small(before, grid, after),
    ):
        sizes = [(round(page.mediabox.width), round(page.mediabox.height)) for page in read(paper).pages]
        assert sizes == [(595, 842), (842, 595), (595, 842)]
    assert "Wide" in read(small(Section(anchor="", title="Wide", parts=(grid,)))).pages[-1].extract_text()


def entries(count: int, words: int) -> Paper:
    """Return a paper of indicators, each with a note of so many words."""
    facts = (Fact("Note", (said("word " * words),)),) if words else ()
    state = State(Status.PRESENT if words else Status.NOT_ASSESSED, "state")
    return small(
        *(
            Entry(anchor="", code=f"1.{n}", label=f"Label {n}", question=f"Question {n}?", state=state, facts=facts)
            for n in range(count)
        )
    )


def test_indicators_without_facts_take_little_room() -> None:
    assert len(read(entries(90, 0)).pages) <= 4


def test_an_indicator_that_fits_on_a_page_stays_whole() -> None:
    pages = [page.extract_text() for page in read(entries(30, 100)).pages]
    assert len(pages) > 3
    for n in range(30):
        (page,) = (text for text in pages if f"Question {n}?" in text)
        assert f"1.{n} Label {n}" in page
    assert all(page.count("Question") * 100 == page.count("word") for page in pages)


def test_a_long_indicator_goes_on_on_the_next_page() -> None:
    paper = entries(2, 3000)
    assert words_of(paper).count("word") == 6000
    assert len(read(paper).pages) > 4


# Pictures


def drawn() -> str:
    """Return the wheel of the sample as SVG."""
    return next(wheel.svg(held) for held in sample().parts[0].parts if isinstance(held, Wheel))  # type: ignore[union-attr] # a section


@pytest.mark.parametrize("width", [1, 100, 999, 1600])
def test_a_picture_is_as_wide_as_asked_for(width: int) -> None:
    image = picture.png(drawn(), width=width)
    assert image[:8] == b"\x89PNG\r\n\x1a\n"
    made_wide, high = struct.unpack(">II", image[16:24])
    assert made_wide == width
    assert high == pytest.approx(width * 0.66, abs=width * 0.1 + 1)


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert picture.png(drawn(), width=300) == picture.png(drawn(), width=300)


def test_a_picture_without_a_ground_has_none() -> None:
    bare = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><circle cx="5" cy="5" r="3"/></svg>'
    assert picture.png(bare, width=20)[25] == 6  # red, green, blue and alpha


def test_papers_know_this_kind() -> None:
    assert render(small(), ".pdf") == made(small())
