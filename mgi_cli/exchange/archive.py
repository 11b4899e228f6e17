"""Whether a file may be opened as a workbook: looked at from outside, before anything in it is unpacked or parsed."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from mgi_cli.exchange.state import ExchangeError
from mgi_cli.reading.files import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_UNPACKED = 40_000_000
"""How many bytes a workbook may hold unpacked; a questionnaire that is filled in has about 700,000."""

_MOST_PARTS = 2_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"

_REFUSED = (
    ("vbaproject", "workbook_macros"),
    ("macrosheets", "workbook_macros"),
    ("externallinks/", "workbook_links"),
    ("connections.xml", "workbook_links"),
)
"""What the name of a part shows that no workbook sent to us may hold, and the sentence for it."""


def check(data: bytes) -> None:
    """Refuse a file that is no workbook, is locked, holds macros or links to other files, or unpacks without end.

    Raises ``ExchangeError``.
    """
    if len(data) > MAX_BYTES:
        raise ExchangeError("workbook_too_large", limit=MAX_BYTES // 1_000_000)
    if data.startswith(_OLE):
        raise ExchangeError("workbook_locked" if _ENCRYPTED in data else "workbook_xls")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_parts(archive)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise ExchangeError("workbook_none") from error


def _check_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise ExchangeError("workbook_bomb", limit=MOST_UNPACKED // 1_000_000)
    if any(part.flag_bits & 1 for part in parts):
        raise ExchangeError("workbook_locked")
    names = {part.filename.lower() for part in parts}
    if "xl/workbook.xml" not in names:
        is_ods = "mimetype" in names and archive.read("mimetype").startswith(_OPEN_DOCUMENT)
        raise ExchangeError("workbook_ods" if is_ods else "workbook_none")
    _refuse(names)
    if b"macroEnabled" in archive.read("[Content_Types].xml"):
        raise ExchangeError("workbook_macros")


def _refuse(names: Iterable[str]) -> None:
    for name in names:
        for sign, code in _REFUSED:
            if sign in name:
                raise ExchangeError(code)
