"""What a text document is written of: elements, paragraphs, runs, fields, bookmarks and links."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn
from docx.oxml.parser import oxml_parser

from mgi_cli.render.papers import addresses
from mgi_cli.render.papers.look import symbol
from mgi_cli.text import visible
from mgi_cli.views.papers.parts import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mgi_cli.views.papers.parts import Run, Text

Element = Any
"""An element of the library that parses XML; it has no types."""

_NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
_LANGUAGE = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,5}")
_REGIONS = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "pt": "pt-PT", "de": "de-DE", "it": "it-IT", "ar": "ar-SA"}
"""The variety to check the spelling by, where a language is named without one: programs have none for the bare name."""

_RIGHT_TO_LEFT = ("ar", "he", "fa", "ur", "ps", "dv", "yi", "ckb", "sd", "ug")
_EAST_ASIAN = ("zh", "ja", "ko")
_LONGEST_NAME = 40
NBSP = "\u00a0"


@cache
def _name(prefixed: str) -> str:
    return str(qn(prefixed if ":" in prefixed else f"w:{prefixed}"))


def el(tag: str, *children: Element, **attributes: object) -> Element:
    """Return an element of the name ``w:tag`` with attributes and children, in the order given.

    An attribute of another namespace is named with an underscore after its prefix: ``r_id``.
    """
    named = {_name(name.replace("_", ":")): str(value) for name, value in attributes.items()}
    made = oxml_parser.makeelement(_name(tag), attrib=named, nsmap=_NAMESPACES)
    made.extend(children)
    return made


def paragraph(style: str, *content: Element, more: tuple[Element, ...] = ()) -> Element:
    """Return a paragraph in a style; ``more`` are properties that only this one has, in the order of the schema."""
    return el("p", el("pPr", el("pStyle", val=style), *more), *content)


def run(text: str, style: str = "", *, bold: bool = False, lang: str | None = None) -> Element:
    """Return a stretch of text in a style of characters; its line breaks are kept, nothing in it has a meaning."""
    made = el("r")
    marks = [*([el("rStyle", val=style)] if style else []), *([el("b")] if bold else []), *language(lang)]
    if marks:
        made.append(el("rPr", *marks))
    for number, line in enumerate(visible(text.replace("\r\n", "\n"), keep="\n").split("\n")):
        made.extend([*([el("br")] if number else []), written(line)])
    return made


def written(line: str) -> Element:
    """Return a line of text with all its blanks."""
    made = el("t")
    made.text = line
    made.set(_name("xml:space"), "preserve")
    return made


def tab() -> Element:
    """Return a run that goes to the next tab stop."""
    return el("r", el("tab"))


def line_break() -> Element:
    """Return a run that begins a new line of the same paragraph."""
    return el("r", el("br"))


def field(code: str) -> Element:
    """Return a field that the program which shows the document fills in, such as the number of the page."""
    return el("fldSimple", el("r", written("1")), instr=f" {code} ")


def language(lang: str | None) -> tuple[Element, ...]:
    """Return the properties of a run that say which language it is in; none for what is no name of a language."""
    if not lang or not is_language(lang):
        return ()
    tag, family = variety(lang), lang.split("-")[0].lower()
    if family in _RIGHT_TO_LEFT:
        return el("rtl"), el("lang", val=tag, bidi=tag)
    return (el("lang", val=tag, eastAsia=tag) if family in _EAST_ASIAN else el("lang", val=tag),)


def is_language(lang: str) -> bool:
    """Return whether a text is the name of a language as files have it, such as ``es`` or ``pt-BR``."""
    return bool(_LANGUAGE.fullmatch(lang))


def variety(lang: str) -> str:
    """Return a language with the region that its spelling is checked by."""
    return _REGIONS.get(lang.lower(), lang)


def state(piece: State) -> Element:
    """Return a status as its symbol and its word, on its colour."""
    text = f"{NBSP}{symbol(piece.status)}{NBSP}{piece.word}{NBSP}"
    return run(text, status_style(piece.status))


def status_style(status: str) -> str:
    """Return the style of characters that a status is written in."""
    return "Status" + "".join(part.title() for part in status.split("_"))


def is_table(element: Element) -> bool:
    """Return whether an element of a document's body is a table."""
    return bool(element.tag == _name("tbl"))


def style_of(element: Element) -> str:
    """Return the style of a paragraph; nothing of another element."""
    return "".join(element.xpath("./w:pPr/w:pStyle/@w:val"))


class Marks:
    """The bookmarks of a document and the links to them and out of it.

    A link inside may come before its bookmark: ``settle``, when all is written, ties them.
    """

    def __init__(self, relate: Callable[[str], str]) -> None:
        """Take the function that enters an address in the file and returns the id it has there."""
        self._relate = relate
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()
        self._open: list[tuple[Element, str]] = []

    def mark(self, anchor: str, content: list[Element]) -> tuple[str, list[Element]]:
        """Return content with a bookmark of its own around it, and the name of that; links find the first only."""
        name = self._free(anchor)
        self._names.setdefault(anchor, name)
        number = len(self._taken)
        return name, [el("bookmarkStart", id=number, name=name), *content, el("bookmarkEnd", id=number)]

    def _free(self, anchor: str) -> str:
        """Return a name for a bookmark that no other has: letters, digits and underscores, at most 40."""
        wanted = re.sub("[^a-z0-9]+", "_", anchor.lower()).strip("_")
        wanted = (wanted if wanted[:1].isalpha() else f"at_{wanted}")[: _LONGEST_NAME - 8]
        name, number = wanted, 1
        while name in self._taken:
            number += 1
            name = f"{wanted}_{number}"
        self._taken.add(name)
        return name

    def text(self, text: Text) -> list[Element]:
        """Return a text as runs and links."""
        return [made for piece in text for made in self._piece(piece)]

    def _piece(self, piece: Run | State) -> Iterator[Element]:
        if isinstance(piece, State):
            yield state(piece)
            return
        if piece.text:
            yield self._linked(piece) if piece.link else _plain(piece)
        if piece.lang_name:
            yield run(f"{NBSP}[{piece.lang_name}]", "Language")

    def _linked(self, piece: Run) -> Element:
        anchor, address = addresses.inside(piece.link or ""), addresses.web(piece.link or "")
        if anchor is None and address is None:
            return _plain(piece)
        text = run(piece.text, "Hyperlink", bold=piece.strong, lang=piece.lang)
        if address is not None:
            return el("hyperlink", text, r_id=self._relate(address), history=1)
        made = el("hyperlink", text, history=1)
        self._open.append((made, anchor or ""))
        return made

    def settle(self) -> None:
        """Tie the links inside the document to their bookmarks; one that leads nowhere becomes plain text."""
        for link, anchor in self._open:
            if anchor in self._names:
                link.set(_name("anchor"), self._names[anchor])
            else:
                _unwrap(link)
        self._open.clear()


def _plain(piece: Run) -> Element:
    style = "Quiet" if piece.quiet else "Strong" if piece.strong else ""
    return run(piece.text, style, bold=piece.strong and style != "Strong", lang=piece.lang)


def _unwrap(link: Element) -> None:
    for style in link.iter(_name("rStyle")):
        style.getparent().remove(style)
    parent = link.getparent()
    at = parent.index(link)
    parent[at : at + 1] = list(link)
