"""A PDF as pages of lines, in the order and with the gaps in which they are printed."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING, Any

from mgi_cli.errors import MgiError
from mgi_cli.exchange import UnusableError
from mgi_cli.exchange.page_text import PageText, clean

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_PAGES = 300
"""A profile has some forty pages."""


def read(data: bytes, shown: str) -> PageText:
    """Return a PDF as pages of lines.

    Raises ``MgiError`` where the library that reads it is not installed, ``UnusableError`` where the PDF is encrypted,
    broken, too long, or holds pictures of pages only.
    """
    try:
        import pypdf  # noqa: PLC0415 - loaded only where it is needed
    except ImportError as error:
        raise MgiError("needs_office", what="pypdf") from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        found = _pages(pypdf.PdfReader(io.BytesIO(data)), shown)
    except MgiError:
        raise
    except Exception as error:  # a broken PDF makes pypdf raise whatever its parts run into
        raise UnusableError("pdf_broken", path=shown) from error
    if not found.lines:
        raise UnusableError("pdf_without_text", path=shown)
    return found


def _pages(reader: PdfReader, shown: str) -> PageText:
    if reader.is_encrypted and not _opens(reader):
        raise UnusableError("pdf_encrypted", path=shown)
    if len(reader.pages) > MOST_PAGES:
        raise UnusableError("pdf_too_long", path=shown, n=len(reader.pages), limit=MOST_PAGES)
    return PageText(pages=tuple(clean(_lines(page)) for page in reader.pages), title=_title(reader))


def _opens(reader: PdfReader) -> bool:
    """Return whether a PDF is only protected from changes: it opens without a password."""
    from pypdf.errors import DependencyError  # noqa: PLC0415 - as above

    try:
        return bool(reader.decrypt(""))
    except (DependencyError, NotImplementedError):
        return False


def _title(reader: PdfReader) -> str | None:
    title: Any = reader.metadata.title if reader.metadata else None
    return clean([title])[0] or None if isinstance(title, str) else None


def _lines(page: PageObject) -> list[str]:
    """Return the lines of a page, an empty one where the layout has a gap.

    The words are those of the stream of text, for in the layout a word may fall apart; the gaps are the layout's.
    """
    lines = page.extract_text().splitlines()
    places = _places(page)
    made: list[str] = []
    last = -1
    for line in lines:
        found = places.get(_squeezed(line))
        at = found.pop(0) if found else None
        if made and at is not None and at != last + 1:
            made.append("")
        last = last + 1 if at is None else at
        made.append(line.replace("\x7f", "•"))  # where some programs put the bullet of their fonts
    return made


def _places(page: PageObject) -> dict[str, list[int]]:
    """Return where lines stand in the layout of a page, by their characters without blanks; gaps count as lines."""
    try:
        laid_out = page.extract_text(extraction_mode="layout").splitlines()
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):  # a font that it cannot measure
        return {}
    places: dict[str, list[int]] = {}
    for number, line in enumerate(laid_out):
        if line.strip():
            places.setdefault(_squeezed(line), []).append(number)
    return places


def _squeezed(line: str) -> str:
    return "".join(line.split())
