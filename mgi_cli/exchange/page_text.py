"""A published page as lines of text, from a text file, a saved web page or a PDF; what is only layout is repaired."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from mgi_cli.exchange import UnusableError
from mgi_cli.reading import encoding, files
from mgi_cli.value import Value

if TYPE_CHECKING:
    from pathlib import Path

_BEFORE_HTML = r"\s*(?:<\?xml[^>]*>\s*|<!--.{0,2000}?-->\s*)*"
_HTML = re.compile(_BEFORE_HTML + r"<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_BLANKS = re.compile(r"\s+")
_HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
"""Characters without a shape, and such as turn the direction of writing: remains of layout, not of the text."""

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
"""Letters that fonts draw as one, and how they are typed."""

MOST_LINES = 20_000
"""A profile has a few hundred lines, a long report a few thousand."""

SOFT_HYPHEN = "\u00ad"


class PageText(Value):
    """A page as people read it: pages of lines, an empty one for a gap between paragraphs.

    A file that is not in pages is one page. ``title`` and ``url`` are what the file itself says of the page. Where
    ``guessed``, its encoding could not be told for sure.
    """

    pages: tuple[tuple[str, ...], ...]
    title: str | None = None
    url: str | None = None
    guessed: bool = False

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """All lines that are not empty, in order."""
        return tuple(line for page in self.pages for line in page if line)


def read(path: Path) -> PageText:
    """Return a page as lines; what kind of file it is is told by what it holds.

    Raises ``MgiError`` where it cannot be opened, ``UnusableError`` where there is no text in it that can be read, or
    far too much.
    """
    shown = files.shown(path)
    found = _read(path, files.read(path), shown)
    if not found.lines:
        raise UnusableError("page_no_text", path=shown)
    if len(found.lines) > MOST_LINES:
        raise UnusableError("page_too_long", path=shown, limit=MOST_LINES)
    return found


def _read(path: Path, data: bytes, shown: str) -> PageText:
    if len(data) > files.MAX_BYTES:
        raise UnusableError("page_too_large", path=shown, limit=files.MAX_BYTES // 1_000_000)
    if data.lstrip()[:5] == b"%PDF-":
        from mgi_cli.exchange import page_pdf  # noqa: PLC0415 - its library is loaded only where it is needed

        return page_pdf.read(data, shown)
    decoded = encoding.decode(data)
    if decoded.text is None:
        code = decoded.problems[0].code
        raise UnusableError({"empty_file": "page_empty"}.get(code, "page_no_text"), path=shown)
    if path.suffix.lower() == ".pdf":
        raise UnusableError("page_no_pdf", path=shown)
    if _HTML.match(decoded.text) or path.suffix.lower() in (".html", ".htm", ".xhtml"):
        from mgi_cli.exchange import page_html  # noqa: PLC0415 - as above

        return page_html.read(decoded.text, guessed=not decoded.safe)
    pages = tuple(clean(page.splitlines()) for page in decoded.text.split("\f"))
    return PageText(pages=pages, guessed=not decoded.safe)


def clean(lines: list[str]) -> tuple[str, ...]:
    """Return lines without what is only layout: blanks of any kind become one space, shapeless characters go.

    A soft hyphen stays at the end of a line, where it says that the word goes on.
    """
    return tuple(_clean(line) for line in lines)


def _clean(line: str) -> str:
    line = line.translate(_LIGATURES)
    text = _BLANKS.sub(" ", _HIDDEN.sub("", line)).strip()
    ends = text.endswith(SOFT_HYPHEN)
    return text.replace(SOFT_HYPHEN, "") + (SOFT_HYPHEN if ends else "")
