"""What can be mended in a file, as edits of its text, and which of them are safe to make without asking anybody.

A repair is safe when the text can only have meant one thing. Whatever has two readings is only offered: a misspelt
status, a missing key, a text that may have been cut. ``mgi fix`` makes the safe ones, ``mgi validate`` shows both.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from mgi_cli.model import Status
from mgi_cli.reading import depths, layout, shape
from mgi_cli.reading.writer import Edit, Offsets, quoted
from mgi_cli.text import one_near
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from mgi_cli.diagnostic import Diagnostic, Found
    from mgi_cli.location import Document, Mark, Route

    Repairer = Callable[["Page", "Found"], "Offer | None"]

_KEY_AND_TEXT = re.compile(
    r"""(?P<lead>\s*(?:- )?(?:[\w.-]+|"[^"]*"|'[^']*'):[ ]+|\s*- )(?P<text>\S(?:.*\S)?)(?P<trail>\s*)"""
)
_NOT_PLAIN_TEXT = frozenset("\"'[{|>")
_OTHER_SIGN = re.compile(r"\s*(?:- )?\w+(?P<sign>\s*(?:=|:=|->|=>|→|\uff1a)\s*)")
_CURLY = re.compile("[“”„«»‘]")  # noqa: RUF001 - the marks that word processors make
_ANY_CURLY = re.compile("[“”„]")
_PLAIN_KEY = re.compile(r"(?!(?:true|false|null|yes|no|on|off|y|n)$)[A-Za-z_][\w.-]*", re.IGNORECASE | re.ASCII)
_OPENS = re.compile(r":\s*(?:\s#.*)?$")
_CODE = re.compile(r"""\s*["']?[0-9]+(?:\.[0-9]+)+["']?\s*:""")
_ANY_TEXT = "…"


class Mending(StrEnum):
    """What becomes of the problems of a code: mgi mends them, shows what was probably meant, or leaves them."""

    MENDS = "mends"
    SHOWS = "shows"
    LEAVES = "leaves"


class Offer(Value):
    """A repair of one problem: the edits that make it, and whether it is safe to make without asking."""

    edits: tuple[Edit, ...]
    safe: bool = True


class Page:
    """The text of a document with its lines and offsets, for making edits of it."""

    def __init__(self, document: Document) -> None:
        """Measure the text of ``document``."""
        self.document = document
        self.source = document.source
        self.lines = document.lines
        self.offsets = Offsets(document.source)

    def edit(self, mark: Mark, text: str) -> Edit:
        """Return the edit that puts ``text`` in place of what stands at ``mark``."""
        start, end = self.offsets.of(mark)
        return Edit(start=start, end=end, text=text)

    def at(self, mark: Mark) -> str:
        """Return what stands at ``mark``."""
        start, end = self.offsets.of(mark)
        return self.source[start:end]

    def mark_of(self, diagnostic: Diagnostic) -> Mark | None:
        """Return the stretch of the value, or of the key, that a diagnostic is about."""
        marks = self.document.keys if diagnostic.at_key else self.document.values
        return diagnostic.mark or marks.get(diagnostic.route)

    def on_line(self, line: int, start: int, end: int, text: str) -> Edit:
        """Return the edit that puts ``text`` in place of some columns of a line, all counted from 0."""
        begin = self.offsets.line(line)
        return Edit(start=begin + start, end=begin + end, text=text)

    @property
    def line_end(self) -> str:
        """How the lines of the file end."""
        return "\r\n" if "\r\n" in self.source else "\n"


def offer(page: Page, found: Found) -> Offer | None:
    """Return how one problem can be mended; ``None`` where only a person knows."""
    repairer = _REPAIRERS.get(found.diagnostic.code)
    offered = repairer(page, found) if repairer else None
    changes = offered is not None and any(page.source[edit.start : edit.end] != edit.text for edit in offered.edits)
    return offered if changes else None


def safe_offers(page: Page, found: Iterable[Found]) -> Iterator[tuple[Found, Offer]]:
    """Yield each problem that can be mended safely with its repair."""
    for item in found:
        offered = offer(page, item)
        if offered and offered.safe:
            yield item, offered


def _one(edit: Edit, *, safe: bool = True) -> Offer:
    return Offer(edits=(edit,), safe=safe)


# What certainly was meant


def _plainly(page: Page, found: Found) -> Offer | None:
    """Replace the value by what it certainly means, written as the format wants it."""
    diagnostic = found.diagnostic
    mark = page.mark_of(diagnostic)
    if not diagnostic.repairable or mark is None or mark.line != mark.end_line or page.at(mark)[:1] in ("&", "!"):
        return None
    return _one(page.edit(mark, _written(diagnostic.repair, page.at(mark))))


def _written(value: Any, before: str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(_entry(item, before) for item in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_entry(item, before)}" for key, item in value.items()) + "}"
    return quoted(str(value)) if isinstance(value, str) and re.search(shape.DATE, value) else str(value)


def _entry(value: Any, before: str) -> str:
    """Return a value as it stands between brackets: as it was where that was in quotes, plain where that is safe."""
    if not isinstance(value, str) or isinstance(value, Status):
        return _written(value, before)
    return value if _PLAIN_KEY.fullmatch(value) else before if before[:1] in ("'", '"') else quoted(value)


def _quoting(page: Page, found: Found) -> Offer | None:
    """Put what stands there in quotes, or in straight ones."""
    diagnostic = found.diagnostic
    if diagnostic.code == "curly_quotes" and diagnostic.mark:
        return _straight_quotes(page, found)
    mark = page.mark_of(diagnostic)
    meant = diagnostic.repair if diagnostic.repairable else diagnostic.suggestion
    if mark is None or meant is None or mark.line != mark.end_line:
        return None
    return _one(page.edit(mark, quoted(str(meant))))


def _straight_quotes(page: Page, found: Found) -> Offer | None:
    """Put straight quotation marks in place of curly ones around a text that needs quotes."""
    line = found.location.line - 1
    match = _KEY_AND_TEXT.fullmatch(page.lines[line])
    inside = match["text"][1:-1].strip() if match else ""
    if match is None or _CURLY.search(inside):
        return _text_in_quotes(page, found)
    return _one(page.on_line(line, match.start("text"), match.end("text"), quoted(inside)))


def _known_key(page: Page, found: Found) -> Offer | None:
    """Write a misspelt key as the one key that it nearly is, unless that one is there already."""
    diagnostic = found.diagnostic
    known: Any = diagnostic.params.get("known", ())
    beside = (key for key in known if (*diagnostic.route[:-1], key) not in page.document.keys)
    meant = one_near(str(diagnostic.params["key"]), beside)
    return _instead(page, found) if meant is None else _instead(page, found, meant, safe=True)


def _instead(page: Page, found: Found, meant: str | None = None, *, safe: bool = False) -> Offer | None:
    """Replace the value, or the key, by what was probably meant, within the quotes that it has."""
    diagnostic = found.diagnostic
    meant = meant or diagnostic.suggestion
    mark = page.mark_of(diagnostic)
    if meant is None or mark is None or mark.line != mark.end_line:
        return None
    if (*diagnostic.route[:-1], meant) in page.document.keys:
        return None
    before = page.at(mark)
    quote = before[:1] if before[:1] in ("'", '"') and before[-1:] == before[:1] else ""
    if diagnostic.code in ("unknown_indicator", "bad_date"):
        quote = quote or '"'
    return _one(page.edit(mark, f"{quote}{meant}{quote}"), safe=safe)


# What does not parse, or not as it was meant


def _spaces_for_tabs(page: Page, found: Found) -> Offer | None:
    """Replace the tabs before a line by as many spaces as the lines around it have, or two each."""
    line = found.location.line - 1
    written = page.lines[line].lstrip(" \t")
    lead = page.lines[line][: len(page.lines[line]) - len(written)]
    if "\t" not in lead or not written.strip():
        return None
    widths = [len(lead.expandtabs(size)) for size in (2, 4, 8)]
    least = _least_depth(page, line)
    around = (depth for depth in _depths_around(page, line) if depth in widths and depth >= least)
    width = next(around, next((width for width in widths if width >= least), least))
    return _one(page.on_line(line, 0, len(lead), " " * width))


def _depths_around(page: Page, line: int) -> Iterator[int]:
    """Yield how far a line may be indented: as the one below or above, or deeper where that opens a section.

    A code is as deep as the code before it.
    """
    if _CODE.match(page.lines[line]):
        codes = (other for other in reversed(page.lines[:line]) if _CODE.match(other))
        yield from (len(other) - len(other.lstrip(" ")) for other in codes)
    for number in (line + 1, line - 1):
        text = page.lines[number].rstrip() if 0 <= number < len(page.lines) else ""
        depth = len(text) - len(text.lstrip(" "))
        if text and "\t" not in text[: depth + 1]:
            yield depth + 2 if number < line and _OPENS.search(text) else depth


def _least_depth(page: Page, line: int) -> int:
    """Return how far a line is indented at least: deeper than a key above that opens a section, but for codes."""
    above = page.lines[line - 1] if line else ""
    depth = len(above) - len(above.lstrip(" "))
    opens = _OPENS.search(above) and not above.lstrip(" ").startswith(("\t", "#"))
    both_codes = all(_CODE.match(text) for text in (above, page.lines[line]))
    return depth + 2 if opens and not both_codes else 0


def _text_in_quotes(page: Page, found: Found) -> Offer | None:
    """Put a text on one line in quotes, so that its colon or its first character is part of it."""
    line = found.location.line - 1
    match = _KEY_AND_TEXT.fullmatch(page.lines[line])
    bracket = found.diagnostic.params.get("char") if found.diagnostic.code == "reserved_start" else None
    if (
        not match
        or (match["text"][0] in _NOT_PLAIN_TEXT and match["text"][0] != bracket)
        or match["text"].startswith(("- ", "? "))
    ):
        return None
    if " #" in match["text"]:
        return None
    return _one(page.on_line(line, match.start("text"), match.end("text"), quoted(match["text"])))


def _whole_text_in_quotes(page: Page, found: Found) -> Offer | None:
    """Offer to put a text in quotes together with what YAML took for a comment."""
    mark = page.mark_of(found.diagnostic)
    if mark is None or mark.line != mark.end_line:
        return None
    text = page.lines[mark.line][mark.column :].rstrip()
    return _one(page.on_line(mark.line, mark.column, mark.column + len(text), quoted(text)), safe=False)


def _inner_quotes(page: Page, found: Found) -> Offer | None:
    """Write the quotation marks inside a quoted text so that they do not end it."""
    line = found.location.line - 1
    match = _KEY_AND_TEXT.fullmatch(page.lines[line])
    written = match["text"] if match else ""
    quote = written[:1]
    if match is None or len(written) < 3 or quote not in ("'", '"') or " #" in written:
        return None
    if not written.endswith(quote):  # what stands in quotes is only the beginning of the text
        return _one(page.on_line(line, match.start("text"), match.end("text"), quoted(written)))
    inside = re.sub(r"\\(?=\")", "", written[1:-1]) if quote == '"' else written[1:-1]
    if quote == '"' and "\\" in inside:
        return None
    new = quoted(inside) if quote == '"' else "'" + inside.replace("'", "''") + "'"
    return _one(page.on_line(line, match.start("text"), match.end("text"), new))


def _backslashes(page: Page, found: Found) -> Offer | None:
    """Put a text in single quotes, where a backslash is one; safe where it is a path that could not be read at all."""
    line = found.location.line - 1
    match = _KEY_AND_TEXT.fullmatch(page.lines[line])
    written = match["text"] if match else ""
    inside = written[1:-1]
    if match is None or len(written) < 3 or written[0] + written[-1] != '""' or set(inside) & set("\"'"):
        return None
    edit = page.on_line(line, match.start("text"), match.end("text"), f"'{inside}'")
    is_path = re.match(r"[A-Za-z]:\\(?!\\)", inside)
    return _one(edit, safe=found.diagnostic.code == "bad_escape" and is_path is not None)


def _closing_quote(page: Page, found: Found) -> Offer | None:
    """Offer to close a quotation mark at the end of its line, where it is the only one."""
    line = found.location.line - 1
    written = page.lines[line].rstrip()
    quote = written[found.location.column - 1 :][:1]
    if quote not in ("'", '"') or written.count(quote) != 1 or " #" in written:
        return None
    if len(_ANY_CURLY.findall(written)) == 1 and written[-1:] in "”“":  # the word processor has closed it
        return _one(page.on_line(line, len(written) - 1, len(written), quote))
    return _one(page.on_line(line, len(written), len(written), quote), safe=False)


def _depth_of_others(page: Page, found: Found) -> Offer | None:
    """Offer to indent a line as its siblings, or else as the nearest of the sections that are open above it."""
    line = found.location.line - 1
    text = page.lines[line]
    own = len(text) - len(text.lstrip(" "))
    opened: list[int] = []
    for above in reversed(page.lines[:line]):
        depth = len(above) - len(above.lstrip(" "))
        if above.strip() and (not opened or depth < opened[-1]):
            opened.append(depth)
    nearest = min(opened, key=lambda depth: (abs(depth - own), -depth), default=own)
    near = depths.displaced(page.lines).get(line, nearest)
    return _one(page.on_line(line, 0, own, " " * near), safe=False) if near != own else None


def _space(page: Page, found: Found) -> Offer | None:
    """Put a space after the colon of a key."""
    line = found.location.line - 1
    colon = page.lines[line].find(":", found.location.column - 1)
    known = "known" not in found.diagnostic.params or found.diagnostic.params["key"] in found.diagnostic.params["known"]
    return _one(page.on_line(line, colon + 1, colon + 1, " "), safe=known) if colon >= 0 else None


def _colon(page: Page, found: Found) -> Offer | None:
    """Put a colon in place of another sign between a key and its value."""
    line = found.location.line - 1
    sign = _OTHER_SIGN.match(page.lines[line])
    return _one(page.on_line(line, *sign.span("sign"), ": ")) if sign and "key" in found.diagnostic.params else None


def _remark(page: Page, found: Found) -> Offer | None:
    """Offer to make a remark of a text beside the key of a section, or to put a status on a line of its own below."""
    line, column = found.location.line - 1, found.location.column - 1
    if meant := found.diagnostic.suggestion:
        below = next(text for text in page.lines[line + 1 :] if text.strip())
        lead = below[: len(below) - len(below.lstrip())]
        start = page.offsets.line(line + 1)
        own = Edit(start=start, end=start, text=f"{lead}{meant}{page.line_end}")
        text = re.split(r"\s+#", page.lines[line][column:])[0].rstrip()
        return Offer(edits=(own, page.on_line(line, column, column + len(text), "")), safe=False)
    return _one(page.on_line(line, column, column, "# "), safe=False)


def _laid_out(edits_of: Callable[[Page, Found], Sequence[Edit]]) -> Repairer:
    """Return the repairer that makes the edits of lines that a function of ``layout`` returns."""

    def lay_out(page: Page, found: Found) -> Offer | None:
        edits = tuple(edits_of(page, found))
        return Offer(edits=edits) if edits else None

    return lay_out


def _no_trailing_space(page: Page, _: Found) -> Offer | None:
    """Take off the blanks at the ends of lines."""
    blank = ((number, page.lines[number]) for number in page.document.blank_ends())
    edits = (page.on_line(number, len(line.rstrip(" \t")), len(line), "") for number, line in blank)
    return Offer(edits=tuple(edits))


# What is missing


def _missing(page: Page, found: Found) -> Offer | None:
    """Offer a line for a key that is missing, where it belongs."""
    diagnostic = found.diagnostic
    key, route = str(diagnostic.params["key"]), diagnostic.route
    mark = page.document.values.get(route)
    if mark is None:
        return None
    if page.at(mark).startswith("{"):
        end = page.offsets.of(mark)[1] - 1
        comma = ", " if page.source[:end].rstrip()[-1:] != "{" else ""
        return _one(Edit(start=end, end=end, text=f"{comma}{key}: {_ANY_TEXT}"), safe=False)
    line, indent = _where_it_belongs(page, route, key, mark)
    start = page.offsets.line(line) if line < len(page.lines) else len(page.source)
    return _one(Edit(start=start, end=start, text=f"{' ' * indent}{key}: {_ANY_TEXT}{page.line_end}"), safe=False)


def _where_it_belongs(page: Page, route: Route, key: str, mark: Mark) -> tuple[int, int]:
    """Return the line before which a key goes in a section, and how far it is indented."""
    if not route and key in shape.HEAD:
        after = shape.HEAD[shape.HEAD.index(key) + 1 :]
        lines = [page.document.keys[(later,)].line for later in after if (later,) in page.document.keys]
        return min(lines, default=mark.end_line), 0
    own = page.document.keys.get(route)
    return (own.line + 1 if own else mark.line), mark.column


_REPAIRERS: dict[str, Repairer] = {
    "status_in_words": _plainly,
    "other_spelling": _plainly,
    "wrong_type": _plainly,
    "unquoted_text": _quoting,
    "unquoted_code": _quoting,
    "curly_quotes": _quoting,
    "unknown_key": _known_key,
    "unknown_indicator": _instead,
    "unknown_status": _instead,
    "unknown_value": _instead,
    "unknown_finding": _instead,
    "unknown_source": _instead,
    "unknown_framework": _instead,
    "bad_date": _instead,
    "bad_key": _instead,
    "bad_url": _instead,
    "missing_key": _missing,
    "no_space": _space,
    "unclosed_quote": _closing_quote,
    "bad_indentation": _depth_of_others,
    "tab": _spaces_for_tabs,
    "colon_in_text": _text_in_quotes,
    "reserved_start": _text_in_quotes,
    "unknown_alias": _text_in_quotes,
    "tag": _text_in_quotes,
    "after_quote": _inner_quotes,
    "text_cut": _whole_text_in_quotes,
    "list_mark": _laid_out(layout.hyphens),
    "no_colon": _colon,
    "text_beside_key": _remark,
    "text_not_indented": _laid_out(layout.deeper),
    "odd_space": _laid_out(layout.plain_spaces),
    "bad_escape": _backslashes,
    "escape_in_text": _backslashes,
    "trailing_space": _no_trailing_space,
}
"""The repairer of each code that can be mended in the text. Bytes are another matter: see ``encoding``."""

_OF_THE_BYTES = frozenset(("bom", "utf16", "not_utf8"))
_NEVER_SAFE = frozenset((
    "unknown_indicator", "unknown_status", "unknown_value", "unknown_finding", "unknown_source", "unknown_framework",
    "bad_date", "bad_key", "bad_url", "missing_key", "bad_indentation", "text_cut", "text_beside_key",
    "escape_in_text",
))  # fmt: skip


def mending(code: str) -> Mending:
    """Return what becomes of the problems of a code at best; a single one may be harder."""
    if code in _OF_THE_BYTES or (code in _REPAIRERS and code not in _NEVER_SAFE):
        return Mending.MENDS
    return Mending.SHOWS if code in _REPAIRERS else Mending.LEAVES
