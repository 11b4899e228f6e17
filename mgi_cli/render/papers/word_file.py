"""The file of a text document: its parts, its properties, and an archive that is the same whenever it is written."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.oxml.coreprops import CT_CoreProperties
from docx.package import Package
from docx.parts.document import DocumentPart
from docx.parts.hdrftr import FooterPart, HeaderPart
from docx.shared import Emu

from mgi_cli.render.papers import word_styles
from mgi_cli.render.papers.word_xml import Element, el, variety
from mgi_cli.text import shortened, visible

if TYPE_CHECKING:
    from mgi_cli.views.papers.parts import Paper

_MADE_BY = "mgi"
_LONGEST = 255
"""How many characters a property of a document may have."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time that every part of the archive bears; there is none before it."""


class File:
    """A text document and its parts, before it becomes bytes."""

    def __init__(self, paper: Paper) -> None:
        """Begin a document with the styles, the settings and the properties of a paper."""
        self._package = Package()
        self._links: dict[str, str] = {}
        uri, kind = PackURI("/word/document.xml"), CONTENT_TYPE.WML_DOCUMENT_MAIN
        self._document = DocumentPart(uri, kind, el("document"), self._package)
        self._package.relate_to(self._document, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
        self._package.relate_to(_properties(paper, self._package), RELATIONSHIP_TYPE.CORE_PROPERTIES)
        self._add("styles", word_styles.styles(paper.lang), CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES)
        self._add("numbering", word_styles.numbering(), CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING)
        self._add("settings", word_styles.settings(paper.lang), CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS)
        self._add("fontTable", word_styles.fonts(), CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE)

    def _add(self, name: str, element: Element, content: str, relation: str) -> None:
        part = XmlPart(PackURI(f"/word/{name}.xml"), content, element, self._package)
        self._document.relate_to(part, relation)

    def frame(self, name: str, element: Element) -> str:
        """Add the head or the foot of pages, a name that begins with which, and return its id."""
        is_head = name.startswith("header")
        uri = PackURI(f"/word/{name}.xml")
        if is_head:
            part = HeaderPart(uri, CONTENT_TYPE.WML_HEADER, element, self._package)
            return self._document.relate_to(part, RELATIONSHIP_TYPE.HEADER)
        foot = FooterPart(uri, CONTENT_TYPE.WML_FOOTER, element, self._package)
        return self._document.relate_to(foot, RELATIONSHIP_TYPE.FOOTER)

    def link(self, address: str) -> str:
        """Enter an address that is linked to and return its id."""
        if address not in self._links:
            key = self._links[address] = f"link{len(self._links) + 1}"
            self._document.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, address, key, is_external=True)
        return self._links[address]

    def picture(self, png: bytes, width: int, alt: str, title: str, number: int) -> Element:
        """Return a run with a picture, its ``width`` in twentieths of a point, and what it shows in words."""
        inline = self._document.new_pic_inline(io.BytesIO(png), width=Emu(width * 635))
        inline.docPr.set("id", str(number))
        inline.docPr.set("name", f"Picture {number}")
        inline.docPr.set("descr", visible(alt))
        inline.docPr.set("title", visible(title))
        return el("r", el("drawing", inline))

    def data(self, body: Element) -> bytes:
        """Return the document with a body as the bytes of a file."""
        self._document.element.append(body)
        first = io.BytesIO()
        self._package.save(first)
        return _steady(first)


def _properties(paper: Paper, package: Package) -> CorePropertiesPart:
    uri, kind = PackURI("/docProps/core.xml"), CONTENT_TYPE.OPC_CORE_PROPERTIES
    part = CorePropertiesPart(uri, kind, CT_CoreProperties.new(), package)
    properties = part.core_properties
    properties.title = _short(paper.title)
    properties.subject = _short(", ".join(text for text in (paper.kind, paper.subtitle) if text))
    properties.author = properties.last_modified_by = _MADE_BY
    properties.language = _short(variety(paper.lang))
    properties.revision = 1
    if paper.date:
        properties.created = properties.modified = _day(paper.date)
    return part


def _short(text: str) -> str:
    return shortened(visible(text), _LONGEST)


def _day(date: str) -> datetime:
    """Return the first moment of a year, a month or a day."""
    year, month, day = (int(part) for part in f"{date}-01-01".split("-")[:3])
    return datetime(year, month, day, tzinfo=UTC)


def _steady(written: io.BytesIO) -> bytes:
    """Return an archive with the same parts and no time of its own."""
    steady = io.BytesIO()
    with zipfile.ZipFile(written) as before, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.infolist():
            entry = zipfile.ZipInfo(part.filename, _EARLIEST)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            after.writestr(entry, before.read(part))
    return steady.getvalue()
