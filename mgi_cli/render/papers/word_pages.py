"""Pages of a text document: upright and across, what stands at the head and the foot of each, and the contents."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mgi_cli.render.papers.word_look import WIDE, WIDTH
from mgi_cli.render.papers.word_xml import Element, el, field, is_table, paragraph, run, style_of, tab
from mgi_cli.text import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mgi_cli.views.papers.parts import Paper

_MOST_CONTENTS = 44
"""How many lines of contents still look like an overview; where there are more, only the upper headings are listed."""

_FEWEST = 3
_TALL, _BROAD = 16838, 11906  # A4 in twentieths of a point
_SPACED_AFTER = ("Heading", "Caption", "Indicator", "Figure", "TOC")  # what begins with a space of its own


class Block(NamedTuple):
    """A paragraph or a table, whether it needs a page across, and whether it is the heading of what follows."""

    element: Element
    wide: bool = False
    heading: bool = False


class Heading(NamedTuple):
    """A heading for the contents: its level from 1, its words, and its bookmark."""

    level: int
    title: str
    bookmark: str


class Frame(NamedTuple):
    """The heads and feet of pages in the file: the ids of those upright, across, and of the first page."""

    header: str
    header_wide: str
    header_first: str
    footer: str
    footer_wide: str
    footer_first: str


# Heads and feet


def frames(paper: Paper) -> dict[str, Element]:
    """Return the heads and feet of pages by their names in ``Frame``."""
    return {
        "header": _header(paper, "Header"),
        "header_wide": _header(paper, "HeaderWide"),
        "header_first": el("hdr", paragraph("Normal")),
        "footer": _footer(paper, "Footer"),
        "footer_wide": _footer(paper, "FooterWide"),
        "footer_first": _footer(paper, "Footer"),
    }


def _header(paper: Paper, style: str) -> Element:
    title, kind = (shortened(" ".join(text.split()), 60) for text in (paper.title, paper.kind))
    return el("hdr", paragraph(style, run(title), tab(), run(kind)))


def _footer(paper: Paper, style: str) -> Element:
    said = [run(paper.colophon)] if paper.colophon else []
    return el("ftr", paragraph(style, *said, tab(), *_page_of(paper.labels.get("page", "{n} / {all}"))))


def _page_of(words: str) -> Iterator[Element]:
    """Yield which page of how many it is, by a sentence with ``{n}`` and ``{all}``."""
    before, number, rest = words.partition("{n}")
    between, all_pages, after = rest.partition("{all}")
    for text, present, code in ((before, number, "PAGE"), (between, all_pages, "NUMPAGES"), (after, "", "")):
        if text:
            yield run(text)
        if present:
            yield field(code)


# Contents


def contents(headings: Sequence[Heading], title: str) -> list[Element]:
    """Return the contents as a field that a program can bring up to date, with its lines already in it."""
    depth = max((level for level in (1, 2, 3) if _lines(headings, level) <= _MOST_CONTENTS), default=1)
    listed = [heading for heading in headings if heading.level <= depth]
    depth = max((heading.level for heading in listed), default=1)
    if len(listed) < _FEWEST:
        return []
    lines = [paragraph(f"TOC{heading.level}", _entry(heading)) for heading in listed]
    code = el("r", el("instrText"))
    code[0].text = f' TOC \\o "1-{depth}" \\h \\z '
    begin = [el("r", el("fldChar", fldCharType="begin")), code, el("r", el("fldChar", fldCharType="separate"))]
    lines[0][1:1] = begin
    lines[-1].append(el("r", el("fldChar", fldCharType="end")))
    head = [paragraph("TOCHeading", run(title))] if title else []
    gallery = el("docPartObj", el("docPartGallery", val="Table of Contents"), el("docPartUnique"))
    return [el("sdt", el("sdtPr", gallery), el("sdtContent", *head, *lines))]


def _lines(headings: Sequence[Heading], depth: int) -> int:
    return sum(heading.level <= depth for heading in headings)


def _entry(heading: Heading) -> Element:
    return el("hyperlink", run(heading.title), anchor=heading.bookmark, history=1)


# Sections


def body(blocks: Sequence[Block], frame: Frame) -> Element:
    """Return the body of a document, each block on a page as it needs it."""
    made, turned = el("body"), _with_headings(blocks)
    first = True
    for number, block in enumerate(turned):
        following = turned[number + 1] if number + 1 < len(turned) else None
        made.append(block.element)
        if following is None or following.wide != block.wide:
            _close(made, _section(frame, wide=block.wide, first=first), last=following is None)
            first = False
            if following is not None:
                _begins_page_anyway(following.element)
        elif is_table(block.element) and not style_of(following.element).startswith(_SPACED_AFTER):
            made.append(paragraph("AfterTable"))
    if not turned:
        made.append(_section(frame, wide=False, first=True))
    return made


def _with_headings(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks, each heading on a page like that of what it is the heading of."""
    made: list[Block] = []
    for block in reversed(blocks):
        wide = made[-1].wide if block.heading and made else block.wide
        made.append(block._replace(wide=wide))
    return made[::-1]


def _close(made: Element, section: Element, *, last: bool) -> None:
    """End the pages of one kind: the last of the document in the body itself, others in their last paragraph."""
    if is_table(made[-1]):
        made.append(paragraph("AfterTable"))
    (made if last else _properties_of(made)).append(section)


def _properties_of(made: Element) -> Element:
    if style_of(made[-1]) == "":  # the contents
        made.append(paragraph("AfterTable"))
    return made[-1][0]


def _begins_page_anyway(element: Element) -> None:
    for mark in element.xpath("./w:pPr/w:pageBreakBefore"):
        mark.getparent().remove(mark)


def _section(frame: Frame, *, wide: bool, first: bool) -> Element:
    refs = [el("headerReference", type="default", r_id=frame.header_wide if wide else frame.header)]
    refs += [el("headerReference", type="first", r_id=frame.header_first)] if first else []
    refs += [el("footerReference", type="default", r_id=frame.footer_wide if wide else frame.footer)]
    refs += [el("footerReference", type="first", r_id=frame.footer_first)] if first else []
    size = {"w": _TALL, "h": _BROAD, "orient": "landscape"} if wide else {"w": _BROAD, "h": _TALL}
    side = ((_TALL - WIDE) if wide else (_BROAD - WIDTH)) // 2
    return el(
        "sectPr",
        *refs,
        el("type", val="nextPage"),
        el("pgSz", **size),
        el("pgMar", top=1361, bottom=1247, left=side, right=side, header=680, footer=567, gutter=0),
        *([el("titlePg")] if first else []),
    )
