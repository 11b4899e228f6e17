"""Bytes to text: which encoding a file is in, what is wrong with that, and whether it can be put right safely."""

from __future__ import annotations

import re

from mgi_cli.diagnostic import Diagnostic
from mgi_cli.location import Mark, split_lines
from mgi_cli.reading.files import MAX_BYTES
from mgi_cli.value import Value

_BOM = b"\xef\xbb\xbf"
_MARK = "\ufeff"
_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_ESCAPED = 0xDC00  # what Python puts before a byte that is not UTF-8, with its handler surrogateescape
_AS_CP1252 = {_ESCAPED + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}
_SAMPLE = 8000
"""How many bytes at the start tell whether a file is text."""

_LIKELY = "[\t\n\r -~\u00a0¡¿«»°ªº·§©®–—‘’‚“”„…•€™À-ÖØ-Ýß-öø-ýÿŒœŠšŽžŸ]*"  # noqa: RUF001 - what people type and paste
"""Letters and marks of the languages of Western Europe and Latin America; anything else was another encoding."""

_DOUBTFUL = (
    "[A-Za-zß-ÿ](?:[‚„]|[¡¿“…\u00a0][a-zß-ÿ])"  # noqa: RUF001 - as above
    r"|[a-zß-ÿ](?:[À-ÖØ-ÞŠšŽžŒŸ]|[”•™§®©«»][a-zß-ÿ]|œ[bcghmnpr])|\bœ(?:n(?!o)|[bcghmpr])"
    r"|\b[a-zß-ÿ]{1,2}[–—][a-zß-ÿ]|[a-zß-ÿ][–—](?:[a-zß-ÿ]{1,2}|nes)\b"  # noqa: RUF001
    r"|[a-zß-ÿ]{2}(?<!qu)(?<!aujourd)’(?!(?:re|ve|ll)\b)[a-zß-ÿ]{2}"  # noqa: RUF001
)
"""What stands inside no word: letters of an older encoding (cp850, cp437, Mac Roman) that were read as Windows text.

Marks between small letters, capitals after them, a dash with a word of one or two letters on a side (``ni–os``), and an
apostrophe where no language has one (``pol’tica``).
"""  # noqa: RUF001


class Decoded(Value):
    """The text of a file and what is wrong with how it was stored.

    ``text`` is ``None`` where the bytes are no text. With ``safe``, writing ``text`` as UTF-8 keeps every character;
    without, what some bytes stand for was only guessed, enough to read on.
    """

    text: str | None
    problems: tuple[Diagnostic, ...] = ()
    safe: bool = True


def decode(data: bytes) -> Decoded:
    """Return the text in ``data``."""
    if len(data) > MAX_BYTES:
        return _no_text(Diagnostic(code="too_large", params={"limit": MAX_BYTES // 1_000_000}))
    if utf16 := _UTF16.get(data[:2]) or _without_mark(data):
        text = data[2 if data[:2] in _UTF16 else 0 :].decode(utf16, "replace")
        safe = "\ufffd" not in text
        return _text(text, Diagnostic(code="utf16"), safe=safe)
    if b"\0" in data[:_SAMPLE]:
        return _no_text(Diagnostic(code="binary"))
    bom = data.startswith(_BOM)
    found = (Diagnostic(code="bom", repair=None, mark=point(0, 0)),) if bom else ()
    body = data.removeprefix(_BOM)
    try:
        return _text(body.decode(), *found)
    except UnicodeDecodeError as error:
        return _not_utf8(body, error.start, found)


def _no_text(problem: Diagnostic) -> Decoded:
    return Decoded(text=None, problems=(problem,), safe=False)


def _text(text: str, *problems: Diagnostic, safe: bool = True) -> Decoded:
    text = text.lstrip(_MARK)  # more than one come of programs that each add theirs
    if not text.strip():
        return _no_text(Diagnostic(code="empty_file"))
    return Decoded(text=text, problems=problems, safe=safe)


def _without_mark(data: bytes) -> str | None:
    """Return which UTF-16 a file without a mark is in: every second byte of plain text is nothing there."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half < 2 or len(data) % 2:
        return None
    if sample[1::2].count(0) > 0.7 * half and 0 not in sample[::2]:
        return "utf-16-le"
    if sample[::2].count(0) > 0.7 * half and 0 not in sample[1::2]:
        return "utf-16-be"
    return None


def _not_utf8(body: bytes, start: int, found: tuple[Diagnostic, ...]) -> Decoded:
    """Return the text with each byte that is not UTF-8 read as Windows text (cp1252), where it mostly comes from."""
    escaped = body.decode("utf-8", "surrogateescape")
    text = escaped.translate(_AS_CP1252)
    n = sum(map(len, re.findall("[\udc80-\udcff]+", escaped)))
    before = split_lines(body[:start].decode())
    place = point(len(before) - 1, len(before[-1]))
    code = {"byte": f"{body[start]:02X}", "char": _AS_CP1252[_ESCAPED + body[start]], "n": n}
    safe = re.fullmatch(_LIKELY, text) is not None and not re.search(_DOUBTFUL, text)
    return _text(text, *found, Diagnostic(code="not_utf8", mark=place, params=code), safe=safe)


def point(line: int, column: int) -> Mark:
    """Return the mark of one character, counted from 0."""
    return Mark(line, column, line, column + 1)
