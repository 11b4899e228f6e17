"""Workbooks to bytes: the same workbook gives the same bytes, whenever and by whomever it is made."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from mgi_cli import __version__
from mgi_cli.text import visible

if TYPE_CHECKING:
    from openpyxl import Workbook

_CORE = "docProps/core.xml"
_WHEN = re.compile(rb"<dcterms:(created|modified)\b[^>]*>[^<]*</dcterms:\1>")
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of archives; a part needs a time
_NO_ATTRIBUTES = 0o600 << 16


def packed(book: Workbook, *, title: str, lang: str) -> bytes:
    """Return a workbook as the bytes of an ``.xlsx`` file that tells no time; ``title`` is what it calls itself."""
    properties = book.properties
    properties.creator, properties.title, properties.language = f"mgi {__version__}", visible(title), lang
    made, out = io.BytesIO(), io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as anew:
        for name in sorted(parts.namelist(), key=_order):
            part = parts.read(name)
            info = zipfile.ZipInfo(name, _FIRST_DAY)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, _NO_ATTRIBUTES
            anew.writestr(info, _WHEN.sub(b"", part) if name == _CORE else part)
    return out.getvalue()


def _order(name: str) -> tuple[bool, str]:
    """Return the place of a part: some programs look for the list of all parts at the beginning."""
    return name != "[Content_Types].xml", name
