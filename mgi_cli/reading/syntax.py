"""What the YAML library says of a mistake, in our codes, at the place that a person would point to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from mgi_cli.diagnostic import Diagnostic
from mgi_cli.reading import depths
from mgi_cli.reading.encoding import point
from mgi_cli.reading.shape import LIST_MARK, ODD_SPACES

if TYPE_CHECKING:
    from collections.abc import Sequence

_ONLY_KEY = re.compile(r"(- )?([\w.-]+|\"[^\"]*\"|'[^']*')")
_KEY = r"""\s*(?:- )?(?:[\w.-]+|"[^"]*"|'[^']*'):\s+"""
_STAR = re.compile(_KEY + r"(?=\*)")
_CURLY = re.compile(_KEY + "(?=[“„«‘].*[”“»’]\\s*$)")  # noqa: RUF001 - the marks that word processors make
_SECTION_AND_TEXT = re.compile(
    r"""\s*(?:"[^"]*"|'[^']*'|[\w.-]*[0-9][\w.-]*|place|assessment|sources|findings|answers):\s+(?=[^\s#&|>'"[{])"""
)
_KEY_LINE = re.compile(r"""\s*(?:- )?(?:[\w.-]+|"[^"]*"|'[^']*')\s*:(?:\s|$)""")
_OPENS_TEXT = re.compile(r":\s+[|>][-+0-9]*\s*$")
_ODD_SPACE = re.compile(rf"""[ \t]*(?:- )?(?:(?:[\w.-]+|"[^"]*")[ \t]*:?[ \t]*)?(?P<odd>[{ODD_SPACES}])""")
_ODD_INDENTATION = re.compile(rf"""[ \t]*[{ODD_SPACES}][ \t{ODD_SPACES}]*(?:- )?(?:[\w.-]+|"[^"]*")\s*:""")
_BRACKET = re.compile(_KEY + r"(?=\[[^]]*\]\S|\{[^}]*\}\S)")
_OPENS = re.compile(_KEY + """(?P<quote>["'])""")
_CLOSES = {
    '"': re.compile(r'(?<!\\)(?:\\\\)*(?P<end>")'),
    "'": re.compile("(?<!')(?:'')*(?P<end>')(?!')"),
}
_AFTER_TEXT = frozenset(("bad_indentation", "colon_in_text", "no_colon", "reserved_start", "unclosed_bracket"))
_CLOSING = re.compile("[]}]")
_NOT_YAML = "[^\t\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\ufeff"  # takes 1.5 ms to compile

# What the YAML library says, and the code that we give it; the first line that fits wins.
_SAID = (
    (r"cannot start any token|mapping keys are not allowed|node content|block sequence entries", "reserved_start"),
    (r"unexpected end of stream|document indicator", "unclosed_quote"),
    (r"found a tab|violate indentation", "tab"),
    (r"flow (mapping|sequence).*did not find expected ',' or", "unclosed_bracket"),
    (r"mapping values are not allowed", "colon_in_text"),
    (r"could not find expected ':'", "no_colon"),
    (r"alphabetic or numeric character|scanning a directive", "reserved_start"),
    (r"unknown escape|escape sequence|hexdecimal|hexadecimal", "bad_escape"),
    (r"undefined alias", "unknown_alias"),
    (r"special characters are not allowed|control characters", "control_character"),
    (r"block scalar.*(did not find|expected)", "after_block_mark"),
    (r"did not find expected|expected <block end>|expected <document start>", "bad_indentation"),
)
_AT_ITS_BEGINNING = frozenset(("unclosed_quote", "no_colon", "unclosed_bracket", "after_block_mark", "reserved_start"))


class _Stop(NamedTuple):
    """Where the parser stopped, and why in our words: ``line`` and ``column`` count from 0.

    ``gave_up`` is the line and column where it could read no further; what is wrong may begin before.
    """

    code: str
    line: int
    column: int
    gave_up: tuple[int, int]

    def at(self, code: str, line: int, column: int) -> _Stop:
        """Return the same stop, told otherwise."""
        return self._replace(code=code, line=line, column=column)


def problem(error: Exception, lines: Sequence[str]) -> Diagnostic:
    """Return what is wrong in the text of a document, given by its lines, where its parser gave up with ``error``."""
    said = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or error}"
    code = next((code for pattern, code in _SAID if re.search(pattern, said)), "yaml_syntax")
    ended: Any = getattr(error, "problem_mark", None)
    begun: Any = getattr(error, "context_mark", None) if code in _AT_ITS_BEGINNING else None
    at = begun or ended
    line, column = (at.line, at.column) if at else _unprintable(lines)
    stop = _Stop(code, line, column, (ended.line, ended.column) if ended else (line, column))
    told = next((found for look in _LOOKS if (found := look(stop, lines))), stop)
    line = min(told.line, len(lines) - 1)
    char = lines[line][told.column : told.column + 1]
    key = re.match(r"\s*(?:- )?([\w.-]*)", lines[line])
    value = lines[line][told.column :].strip()
    params = {"char": char, "key": key[1] if key else "", "value": value, "start": value.split()[0] if value else ""}
    return Diagnostic(code=told.code, mark=point(line, told.column), params=params)


def displaced(lines: Sequence[str], last: int) -> Diagnostic | None:
    """Return what is wrong of the first line up to ``last`` that is not as deep as its siblings, ``None`` for none."""
    line = min((line for line in depths.displaced(lines) if line <= last), default=None)
    return None if line is None else Diagnostic(code="bad_indentation", mark=point(line, _indent(lines[line])))


def _unprintable(lines: Sequence[str]) -> tuple[int, int]:
    """Return the place of the first character that YAML does not allow; its parser gives none for those."""
    found = ((number, match) for number, line in enumerate(lines) if (match := re.search(_NOT_YAML, line)))
    number, match = next(found, (len(lines) - 1, None))
    return number, match.start() if match else 0


def _line(stop: _Stop, lines: Sequence[str]) -> str:
    return lines[stop.line] if stop.line < len(lines) else ""


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" \t"))


def _in_a_text(lines: Sequence[str], number: int) -> bool:
    """Return whether a line lies in a text on lines of its own, which a line above it opens with ``>`` or ``|``."""
    depth = _indent(lines[number])
    for above in reversed(lines[:number]):
        if above.strip() and _indent(above) < depth:
            depth = _indent(above)
            if _OPENS_TEXT.search(above):
                return True
    return False


# Closer looks: each returns what a person would name where the YAML library only saw a consequence, or nothing.


def _a_tab(stop: _Stop, lines: Sequence[str]) -> _Stop | None:
    text = _line(stop, lines)
    return stop.at("tab", stop.line, text.index("\t")) if "\t" in text[: _indent(text)] else None


def _a_list_mark(stop: _Stop, lines: Sequence[str]) -> _Stop | None:
    """Look for an entry of a list that begins otherwise than with a hyphen and a space, here or just above."""
    if stop.code not in ("reserved_start", "bad_indentation", "colon_in_text"):
        return None
    if LIST_MARK.match(_line(stop, lines)):
        return stop.at("list_mark", stop.line, _indent(lines[stop.line]))
    above = lines[stop.line - 1] if 0 < stop.line <= len(lines) else ""
    opens = LIST_MARK.match(above) and _KEY_LINE.search(above.lstrip(" \t-")) and _indent(above) < stop.column
    inside = opens and not _in_a_text(lines, stop.line - 1)
    return stop.at("list_mark", stop.line - 1, _indent(above)) if inside else None


def _a_star(stop: _Stop, lines: Sequence[str]) -> _Stop | None:
    """Look for a text that begins with ``*``, which YAML took for an alias and the rest for something else."""
    found = _STAR.match(_line(stop, lines)) if stop.code in ("bad_indentation", "colon_in_text") else None
    return stop.at("reserved_start", stop.line, found.end()) if found and found.end() < stop.column else None


def _curly_quotes(stop: _Stop, lines: Sequence[str]) -> _Stop | None:
    """Look for a text in quotation marks of print, which do not keep its colon from being read as YAML."""
    found = _CURLY.match(_line(stop, lines)) if stop.code == "colon_in_text" else None
    return stop.at("curly_quotes", stop.line, found.end()) if found and found.end() < stop.column else None


def _not_unclosed(stop: _Stop, lines: Sequence[str]) -> _Stop | None:
    """Look whether brackets do close, and something else is wrong between them."""
    if stop.code != "unclosed_bracket" or stop.gave_up[0] != stop.line:
        return None
    text = _line(stop, lines)
    if text.count("{") + text.count("[") > len(_CLOSING.findall(text)):
        return None
    line, column = stop.gave_up
    before = text[:column].rstrip()[-1:]
    code = "colon_in_text" if text[column : column + 1] == ":" else "after_quote" if before in ("'", '"') else None
    return stop.at(code or "yaml_syntax", line, column)


def _another_document(stop: _Stop, lines: Sequence[str]) -> _Stop | None:
    ended = stop.code == "bad_indentation" and any(above.startswith("...") for above in lines[: stop.line])
    return stop.at("several_documents", stop.line, 0) if ended else None


def _left_open(stop: _Stop, lines: Sequence[str]) -> _Stop | None:
    """Look for a quotation mark above without a partner on its line, which took one that opens a text here for it."""
    if stop.code not in _AFTER_TEXT:
        return None
    for number in range(stop.line - 1, -1, -1):
        found = _OPENS.match(lines[number])
        if found is None or _closes(lines[number], found.end(), found["quote"]) is not None:
            continue
        below = range(number + 1, stop.line + 1)
        ends = ((line, _closes(lines[line], 0, found["quote"])) for line in below if line < len(lines))
        line, column = next(((line, end) for line, end in ends if end is not None), (stop.line, stop.column))
        if line == stop.line and column <= stop.column:
            return stop.at("unclosed_quote", number, found.end() - 1)
        return None
    return None


def _closes(text: str, start: int, quote: str) -> int | None:
    """Return where the first quotation mark from ``start`` on stands that would end a text in such marks."""
    found = _CLOSES[quote].search(text, start)
    return found.start("end") if found else None


def _no_colon_above(stop: _Stop, lines: Sequence[str]) -> _Stop | None:
    above = lines[stop.line - 1].rstrip() if 0 < stop.line <= len(lines) else ""
    both_items = above.lstrip().startswith("- ") and _line(stop, lines).lstrip().startswith("- ")
    if stop.code == "bad_indentation" and _ONLY_KEY.fullmatch(above.strip()) and not both_items:
        return stop.at("no_colon", stop.line - 1, len(above) - 1)
    return None


def _a_remark_above(stop: _Stop, lines: Sequence[str]) -> _Stop | None:
    """Look for a line without a colon above a key of the same depth: the key seems to be part of its text."""
    text, above = _line(stop, lines), lines[stop.line - 1] if 0 < stop.line <= len(lines) else ""
    indent = _indent(text)
    if stop.code != "colon_in_text" or not _ONLY_KEY.fullmatch(text[indent : stop.column].rstrip()):
        return None
    is_remark = ":" not in above and above.lstrip()[:1] not in ("", "#", "-") and _indent(above) == indent
    return stop.at("no_colon", stop.line - 1, indent) if is_remark else None


def _text_beside_a_key(stop: _Stop, lines: Sequence[str]) -> _Stop | None:
    """Look for a text beside the key of a section, such as a remark without its ``#``, above an entry of it."""
    if stop.code not in ("bad_indentation", "colon_in_text") or not _KEY_LINE.match(_line(stop, lines)):
        return None
    above = lines[stop.line - 1] if stop.line else ""
    found = _SECTION_AND_TEXT.match(above)
    deeper = _indent(above) < _indent(_line(stop, lines))
    return stop.at("text_beside_key", stop.line - 1, found.end()) if found and deeper else None


def _text_not_indented(stop: _Stop, lines: Sequence[str]) -> _Stop | None:
    """Look for a text after ``>-`` or ``|`` whose lines are not deeper than its key."""
    if stop.code not in ("no_colon", "bad_indentation", "colon_in_text") or _KEY_LINE.match(_line(stop, lines)):
        return None
    own = _indent(_line(stop, lines))
    above = [line for line in reversed(lines[: stop.line]) if line.strip()]
    near = (next(iter(above), ""), next((line for line in above if _indent(line) <= own), ""))
    return stop.at("text_not_indented", stop.line, own) if any(map(_OPENS_TEXT.search, near)) else None


def _an_odd_space(stop: _Stop, lines: Sequence[str]) -> _Stop | None:
    near = (number for number in (stop.line, stop.line - 1) if 0 <= number < len(lines))
    matches = ((number, _ODD_SPACE.match(lines[number])) for number in near if not _in_a_text(lines, number))
    found = next(((number, match) for number, match in matches if match), None)
    if found:
        return stop.at("odd_space", found[0], found[1].start("odd"))
    above = (
        number for number in range(min(stop.line, len(lines)) - 1, -1, -1) if _ODD_INDENTATION.match(lines[number])
    )
    number = next((number for number in above if not _in_a_text(lines, number)), None)
    return None if number is None else stop.at("odd_space", number, 0)


def _a_bracket(stop: _Stop, lines: Sequence[str]) -> _Stop | None:
    """Look for a text that begins with a bracket and goes on after the bracket that closes."""
    found = _BRACKET.match(_line(stop, lines)) if stop.code == "bad_indentation" else None
    return stop.at("reserved_start", stop.line, found.end()) if found else None


def _glued_here(stop: _Stop, lines: Sequence[str]) -> _Stop | None:
    """Look for a colon without a space on the line that seems to have none."""
    text = _line(stop, lines)
    glued = re.fullmatch(r"\s*(?:- )?[a-z_]+:[^\s/].*", text) if stop.code == "no_colon" else None
    return stop.at("no_space", stop.line, _indent(text)) if glued and ": " not in text else None


def _glued_above(stop: _Stop, lines: Sequence[str]) -> _Stop | None:
    """Look for a colon without a space on the line above, which makes the key here part of a text begun there."""
    above = lines[stop.line - 1].rstrip() if 0 < stop.line <= len(lines) else ""
    glued = re.fullmatch(r"\s*(?:- )?[a-z_]+(:)[^\s/].*", above) if stop.code == "colon_in_text" else None
    return stop.at("no_space", stop.line - 1, _indent(above)) if glued and ": " not in above else None


def _after_a_quote(stop: _Stop, lines: Sequence[str]) -> _Stop | None:
    text = _line(stop, lines)
    goes_on = text[: stop.column].rstrip()[-1:] in ('"', "'") and bool(text[stop.column :].strip())
    return stop.at("after_quote", stop.line, stop.column) if stop.code == "bad_indentation" and goes_on else None


def _a_displaced_line(stop: _Stop, lines: Sequence[str]) -> _Stop | None:
    """Look for a line, here or above, that is not as deep as its siblings; the parser may stop far below it."""
    if stop.code not in ("bad_indentation", "colon_in_text", "no_colon"):
        return None
    first = stop.line - 1 if stop.code == "colon_in_text" else 0
    last = max(stop.line, stop.gave_up[0])
    line = max((line for line in depths.displaced(lines) if first <= line <= last), default=None)
    return None if line is None else stop.at("bad_indentation", line, _indent(lines[line]))


def _a_key_too_deep(stop: _Stop, lines: Sequence[str]) -> _Stop | None:
    text = _line(stop, lines)
    indent = _indent(text)
    if stop.code == "colon_in_text" and indent and _ONLY_KEY.fullmatch(text[indent : stop.column]):
        return stop.at("bad_indentation", stop.line, indent)
    return None


_LOOKS = (
    _a_tab,
    _a_star,
    _curly_quotes,
    _not_unclosed,
    _another_document,
    _left_open,
    _an_odd_space,
    _text_not_indented,
    _text_beside_a_key,
    _a_list_mark,
    _a_bracket,
    _no_colon_above,
    _a_remark_above,
    _glued_here,
    _glued_above,
    _after_a_quote,
    _a_displaced_line,
    _a_key_too_deep,
)
