"""A paper as a text document that an office can go on writing: real headings, styles, lists, tables and links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mgi_cli.render.papers import word_pages, word_tables
from mgi_cli.render.papers.word_file import File
from mgi_cli.render.papers.word_look import INDICATOR_DEPTH, WIDE, WIDTH
from mgi_cli.render.papers.word_pages import Block, Frame, Heading
from mgi_cli.render.papers.word_xml import Marks, el, is_table, line_break, paragraph, run, state, tab
from mgi_cli.text import visible
from mgi_cli.views.papers.parts import Grid, Prose, Section, Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from mgi_cli.render.papers.word_xml import Element
    from mgi_cli.views.papers.parts import Entry, Fact, Facts, Listing, Paper, Part, Wheel

_DEEPEST = 9
_TONES = {Tone.PLAIN: "Normal", Tone.LEAD: "Lead", Tone.NOTICE: "Notice", Tone.QUIET: "Remark"}
_TERM_FITS = 24  # characters beside what is said of the term; a longer one stands above it
_WHEEL_DOTS = 1800


def render(paper: Paper) -> bytes:
    """Return a paper as a DOCX file, the same for the same paper.

    Raises ``ModuleNotFoundError`` where a paper has a wheel and the library that draws it is not installed.
    """
    made = _Document(paper)
    made.opening(paper)
    start = len(made.blocks)
    made.parts(paper.parts, 1)
    listed = word_pages.contents(made.headings, paper.labels.get("contents", ""))
    if listed and made.blocks[start:]:
        made.blocks[start:start] = [Block(element) for element in listed]
        _on_new_page(made.blocks[start + len(listed)].element)
    made.marks.settle()
    ids = {name: made.file.frame(name, element) for name, element in word_pages.frames(paper).items()}
    return made.file.data(word_pages.body(made.blocks, Frame(**ids)))


def picture(wheel: Wheel) -> bytes:
    """Return the wheel as a PNG picture, sharp when printed."""
    from mgi_cli.render.papers.picture import png  # noqa: PLC0415 - only a paper with a wheel needs what draws it
    from mgi_cli.render.papers.wheel import svg  # noqa: PLC0415

    return png(svg(wheel), width=_WHEEL_DOTS)


def _on_new_page(element: Element) -> None:
    """Have a paragraph begin a page; a table cannot."""
    if not is_table(element) and not element.xpath("./w:pPr/w:pageBreakBefore"):
        element[0].insert(1, el("pageBreakBefore"))


class _Document:
    """A document while its parts are written, one block after the other."""

    def __init__(self, paper: Paper) -> None:
        self.file = File(paper)
        self.marks = Marks(self.file.link)
        self.blocks: list[Block] = []
        self.headings: list[Heading] = []
        self._pictures = 0
        self._wide = False
        self._level = 1
        self._title = ""

    def put(self, style: str, *content: Element, more: tuple[Element, ...] = (), heading: bool = False) -> None:
        """Add a paragraph."""
        self.blocks.append(Block(paragraph(style, *content, more=more), self._wide, heading))

    def opening(self, paper: Paper) -> None:
        """Write what stands on the first page above the contents."""
        for style, text in (("Kind", paper.kind), ("Title", paper.title), ("Subtitle", paper.subtitle)):
            if text:
                self.put(style, run(text))
        self.facts(paper.facts)
        for notice in paper.notices:
            self.put("Notice", *self.marks.text(notice))

    def parts(self, parts: tuple[Part, ...], level: int) -> None:
        """Write parts; ``level`` is that of the sections among them, from 1."""
        for part, wide in zip(parts, _across(parts), strict=True):
            self._wide, self._level = wide, level
            if isinstance(part, Section):
                self._section(part, level)
            else:
                _WRITERS[type(part).__name__](self, part)
        self._wide = False

    def _section(self, section: Section, level: int) -> None:
        number = [run(f"{visible(section.number)}\u2002", "Number")] if section.number else []
        name, content = self.marks.mark(section.anchor, [*number, run(visible(section.title))])
        more = (el("pageBreakBefore"),) if section.new_page else ()
        self.put(f"Heading{min(level, _DEEPEST)}", *content, more=more, heading=True)
        title = " ".join(text for text in (section.number, section.title) if text)
        self.headings.append(Heading(level, visible(title), name))
        self._title = section.title
        self.parts(section.parts, level + 1)

    def prose(self, part: Prose) -> None:
        """Write a paragraph."""
        self.put(_TONES[part.tone], *self.marks.text(part.text))

    def listed_facts(self, part: Facts) -> None:
        """Write facts that stand by themselves."""
        self.facts(part.facts)

    def facts(self, facts: tuple[Fact, ...]) -> None:
        """Write terms in a column, what is said of each beside it, or below a term that is too long for that."""
        for fact in facts:
            first, *others = fact.texts or ((),)
            between = tab() if len(fact.term) <= _TERM_FITS else line_break()
            self.put("Fact", run(fact.term, "Term"), between, *self.marks.text(first))
            for text in others:
                self.put("FactText", *self.marks.text(text))

    def listing(self, part: Listing) -> None:
        """Write items of a list, and below each what belongs to it."""
        for item in part.items:
            text = self.marks.text(item.text)
            marked = self.marks.mark(item.anchor, text)[1] if item.anchor else text
            self.put("ListBullet", *marked, more=(el("keepNext"),) if item.about else ())
            for about in item.about:
                self.put("ListContinue", *self.marks.text(about))

    def grid(self, part: Grid) -> None:
        """Write a table under what it shows, unless the heading above it says so."""
        if part.caption and part.caption != self._title:
            self.put("Caption", run(part.caption))
        if part.columns:
            table = word_tables.table(part, WIDE if self._wide else WIDTH, self.marks)
            self.blocks.append(Block(table, self._wide))

    def entry(self, part: Entry) -> None:
        """Write an indicator: its code and label with the status at the edge, its question, what is said of it."""
        words = [run(part.code, "Number"), tab(), run(visible(part.label)), tab(), state(part.state)]
        depth = min(self._level, _DEEPEST) - 1
        more = () if depth == INDICATOR_DEPTH else (el("outlineLvl", val=depth),)
        self.put("Indicator", *self.marks.mark(part.anchor, words)[1], more=more)
        if part.question:
            self.put("Question", run(part.question), more=(el("keepNext"),) if part.facts else ())
        self.facts(part.facts)

    def wheel(self, part: Wheel) -> None:
        """Write the wheel as a picture, its legend in it, and its caption."""
        self._pictures += 1
        shown = "\n".join([part.alt, *(item.about for item in part.sectors if item.about not in part.alt)])
        drawn = self.file.picture(picture(part), WIDTH, shown, part.caption, self._pictures)
        self.put("Figure", *self.marks.mark(part.anchor, [drawn])[1])
        if part.caption:
            self.put("FigureCaption", run(part.caption))


_WRITERS: dict[str, Callable[[_Document, Any], None]] = {
    "Prose": _Document.prose,
    "Facts": _Document.listed_facts,
    "Listing": _Document.listing,
    "Grid": _Document.grid,
    "Entry": _Document.entry,
    "Wheel": _Document.wheel,
}


def _across(parts: tuple[Part, ...]) -> list[bool]:
    """Return which of some parts need a page across: wide tables, and the paragraphs that go with them."""
    wide = [isinstance(part, Grid) and part.wide for part in parts]
    prose = [isinstance(part, Prose) for part in parts]
    for at, part in enumerate(prose):
        wide[at] = wide[at] or (part and at > 0 and wide[at - 1])
    first = wide.index(True) if True in wide else 0
    return [True] * first + wide[first:] if all(prose[:first]) else wide
