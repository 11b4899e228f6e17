"""How a text document looks: its measures and the table of its styles, from which ``word_styles`` makes the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mgi_cli.model import Status
from mgi_cli.render.papers import look

if TYPE_CHECKING:
    from collections.abc import Iterator

FAMILY = "Calibri"
SYMBOLS = "Segoe UI Symbol"
WIDTH, WIDE = 9070, 13608
"""The width of the text, upright and across, in twentieths of a point; the page is A4."""

TERM = 2270
"""Where what is said of a term begins, in twentieths of a point."""

INDICATOR_DEPTH = 2
"""How deep indicators stand in the outline of a document: below two headings, from 0."""

TABLE = "ReportTable"


class Style(NamedTuple):
    """A style of paragraphs.

    Sizes and spaces are in points, indents and tab stops in twentieths of a point. ``line`` is the distance of lines in
    hundredths of the size. A ``rule`` is a border: its side, its width in eighths of a point, its distance, its colour.
    """

    id: str
    name: str
    based: str = "Normal"
    next: str = ""
    size: float = 0
    bold: bool | None = None
    italic: bool = False
    caps: bool = False
    colour: str = ""
    before: float | None = None
    after: float | None = None
    line: int = 0
    left: int = 0
    right: int = 0
    hanging: int = 0
    align: str = ""
    keep: bool = False
    together: bool = False
    tight: bool = False
    fill: str = ""
    rules: tuple[tuple[str, int, int, str], ...] = ()
    tabs: tuple[tuple[str, int], ...] = ()
    outline: int | None = None
    numbered: bool = False
    own: bool = False


def _headings() -> Iterator[Style]:
    """Yield the nine levels of headings, from large to the size of the text."""
    line = (("bottom", 6, 4, look.RULE),)
    for level, (size, before, after) in enumerate([(20, 26, 10), (14.5, 20, 6), (12, 16, 4)] + [(10.5, 12, 3)] * 6, 1):
        yield Style(
            f"Heading{level}", f"heading {level}", next="Normal", size=size, bold=True, before=before, after=after,
            colour=look.ACCENT if level < 3 else look.INK if level == 3 else look.QUIET, line=105, keep=True,
            together=True, outline=level - 1, rules=line if level == 1 else (),
        )  # fmt: skip


PARAGRAPHS = (
    Style("Title", "Title", next="Subtitle", size=32, bold=True, colour=look.ACCENT, before=0, after=4, line=100),
    Style("Subtitle", "Subtitle", next="Normal", size=14, colour=look.QUIET, before=0, after=22, line=110),
    Style("Kind", "Document Kind", next="Title", size=10, bold=True, caps=True, colour=look.ACCENT, before=56, after=8,
          own=True),
    *_headings(),
    Style("TOCHeading", "TOC Heading", next="Normal", size=14.5, bold=True, colour=look.ACCENT, before=26, after=8,
          keep=True),
    *(
        Style(f"TOC{level}", f"toc {level}", next="Normal", bold=level == 1, colour="" if level == 1 else look.QUIET,
              before=5 if level == 1 else 0, after=1, left=(level - 1) * 284, tabs=(("right", WIDTH),))
        for level in range(1, 4)
    ),
    Style("Lead", "Lead", next="Normal", size=12.5, colour=look.ACCENT, after=10, line=125, own=True),
    Style("Notice", "Notice", next="Normal", before=10, after=10, left=200, right=160, fill=look.NOTICE, own=True,
          rules=(("top", 4, 5, look.NOTICE), ("left", 24, 7, look.STATUSES[Status.PARTIAL].fill),
                 ("bottom", 4, 5, look.NOTICE), ("right", 4, 7, look.NOTICE))),
    Style("Remark", "Remark", next="Normal", size=9.5, colour=look.QUIET, own=True),
    Style("Indicator", "Indicator", next="Question", size=11, bold=True, before=15, after=3, keep=True, together=True,
          hanging=737, tabs=(("left", 737), ("right", WIDTH)), own=True, line=110, outline=INDICATOR_DEPTH,
          rules=(("top", 4, 6, look.RULE),)),
    Style("Question", "Question", next="Fact", colour=look.QUIET, after=4, own=True),
    Style("Fact", "Fact", hanging=TERM, after=3, own=True),
    Style("FactText", "Fact Continued", left=TERM, after=3, own=True),
    Style("ListBullet", "List Bullet", after=4, numbered=True),
    Style("ListContinue", "List Continue", size=9.5, colour=look.QUIET, left=284, after=4),
    Style("Caption", "caption", next="Normal", size=9.5, bold=True, colour=look.ACCENT, before=14, after=5, keep=True,
          together=True),
    Style("Figure", "Figure", next="Caption", before=8, after=4, align="center", keep=True, line=100, own=True),
    Style("FigureCaption", "Figure Caption", "Caption", before=4, after=14, align="center", own=True),
    Style("TableText", "Table Text", size=9, before=2, after=2, line=108, own=True),
    Style("TableNumber", "Table Number", "TableText", align="right", own=True),
    Style("TableHead", "Table Head", "TableText", bold=True, colour=look.ACCENT, keep=True, own=True),
    Style("TableHeadNumber", "Table Head Number", "TableHead", align="right", own=True),
    Style("Header", "header", size=8.5, colour=look.QUIET, after=0, tabs=(("right", WIDTH),),
          rules=(("bottom", 4, 4, look.RULE),)),
    Style("Footer", "footer", size=8.5, colour=look.QUIET, after=0, tabs=(("right", WIDTH),)),
    Style("HeaderWide", "Header Landscape", "Header", tabs=(("clear", WIDTH), ("right", WIDE)), own=True),
    Style("FooterWide", "Footer Landscape", "Footer", tabs=(("clear", WIDTH), ("right", WIDE)), own=True),
    Style("AfterTable", "After Table", size=7, before=0, after=0, line=100, own=True),
)  # fmt: skip
"""All styles of paragraphs but the first, on which they rest."""
