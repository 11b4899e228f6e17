"""The made-up pages of ``tests/pages`` in the other forms in which published profiles come: a web page and a PDF."""

from __future__ import annotations

import html
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportlab.lib.pagesizes import A5
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent / "pages"
LANGUAGES = ("en", "fr", "es", "de")
_BULLET = re.compile(r"\s*[•\uf0b7–-] (.*)")


def page(lang: str) -> str:
    """Return the made-up page of a language."""
    return (FOLDER / f"{lang}.txt").read_text("utf-8")


def paragraphs(text: str) -> Iterator[tuple[bool, str]]:
    """Yield the lines of a page as a browser would lay them out: whether each is an item of a list, and its text."""
    for block in re.split(r"\n\s*\n", text):
        item: tuple[bool, str] | None = None
        for line in block.strip("\n").split("\n"):
            bullet = _BULLET.fullmatch(line)
            if item and item[0] and not bullet and line[:1].islower():
                ends = re.search(r"\w-$", item[1])
                item = (True, item[1][:-1] + "\u00ad" + line if ends else f"{item[1]} {line}")
                continue
            if item:
                yield item
            item = (bool(bullet), bullet[1] if bullet else line)
        if item:
            yield item


def as_html(text: str) -> str:
    """Return a page as a browser saves it: with the menus, scripts and frame of a site around it."""
    body: list[str] = []
    in_list = False
    for is_item, line in paragraphs(text):
        if is_item != in_list:
            body.append("<ul>" if is_item else "</ul>")
            in_list = is_item
        written = html.escape(line).replace("\u00a0", "&nbsp;").replace("\u00ad", "&shy;")
        body.append(f"<li><p>{written}</p></li>" if is_item else f"<div><span>{written}</span></div>")
    return (
        "<!DOCTYPE html>\n<html><head><title>Made-up page</title><style>li { color: red }</style>"
        "<script>var menu = '<li>Partnerships</li>';</script></head>\n<body><header>A made-up portal</header>"
        "<nav><ul><li>Partnerships</li><li>Sources</li></ul></nav>\n<main>" + "\n".join(body) + "</main>"
        "<footer><p>Follow the made-up portal</p></footer></body></html>\n"
    )


def as_pdf(text: str, *, running_head: str = "A made-up series of profiles") -> bytes:
    """Return a page as a small PDF, with a running head and a number on each of its pages."""
    out = io.BytesIO()
    style = ParagraphStyle("text", fontName="Times-Roman", fontSize=11, leading=13, spaceAfter=9)
    flow: list[Any] = []
    for is_item, line in paragraphs(text):
        mark = {"bulletText": "•"} if is_item else {}
        flow.append(Paragraph(html.escape(line), style, **mark))
    flow.append(Spacer(1, 1))

    def decorate(canvas: Any, _: Any) -> None:
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(60, 560, running_head)
        canvas.drawString(205, 25, str(canvas.getPageNumber()))

    document = SimpleDocTemplate(out, pagesize=A5, invariant=1, title="Made-up page")
    document.build(flow, onFirstPage=decorate, onLaterPages=decorate)
    return out.getvalue()
