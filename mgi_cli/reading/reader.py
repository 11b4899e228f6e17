"""Bytes to a Document: decode, parse the YAML once, and keep the place of every value.

Only the event stream of the YAML library is used (the C parser where it is built). The tree is made here, so that
depth, aliases and size have limits, scalars keep their original text, and duplicate keys are seen.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from mgi_cli.diagnostic import Diagnostic
from mgi_cli.location import Document, Mark, Route, split_lines
from mgi_cli.reading.files import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAX_DEPTH = 60
MAX_NODES = 500_000
"""Limits of a document; a profile of 90 full answers has about 40 kB, a depth of 6 and 1,000 nodes."""

_LOADER: Any = getattr(yaml, "CLoader", yaml.Loader)  # the pure-Python parser reads the same, only slower

# The YAML 1.2 core schema (https://yaml.org/spec/1.2.2/#103-core-schema): what an unquoted scalar stands for.
_new_tuple = tuple.__new__  # what Mark(...) comes down to, without its call in between

_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_BOOL = {word: word.lower() == "true" for word in ("true", "True", "TRUE", "false", "False", "FALSE")}
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_NUMBER_START = frozenset("+-.0123456789")
_ONLY_KEY = re.compile(r"[\w.-]+|\"[^\"]*\"|'[^']*'")
_NOT_YAML = "[^\t\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\ufeff"  # takes 1.5 ms to compile
_NO_TAGS = frozenset(("!", "tag:yaml.org,2002:str"))

# What the YAML library says of a mistake, and the code that we give it; the first line that fits wins.
_SYNTAX = (
    (r"cannot start any token", "reserved_start"),
    (r"unexpected end of stream", "unclosed_quote"),
    (r"found a tab|violate indentation", "tab"),
    (r"mapping values are not allowed", "colon_in_text"),
    (r"could not find expected ':'", "no_colon"),
    (r"expected alphabetic or numeric character", "reserved_start"),
    (r"unknown escape|escape sequence|hexdecimal", "bad_escape"),
    (r"undefined alias", "unknown_alias"),
    (r"special characters are not allowed|control characters", "control_character"),
    (r"did not find expected|expected <block end>|expected <document start>|block sequence entries", "bad_indentation"),
)


class _Open:
    """A mapping or sequence that is being filled."""

    __slots__ = ("anchor", "is_mapping", "key", "node", "route", "size")

    def __init__(self, node: dict[str, Any] | list[Any], route: Route, anchor: str | None) -> None:
        self.node: Any = node
        self.is_mapping = isinstance(node, dict)
        self.route = route
        self.anchor = anchor
        self.key: str | None = None
        self.size = 1


class _Tree:
    """The tree under construction: what is filled, what was found, and where."""

    def __init__(self, lines: list[str], problems: tuple[Diagnostic, ...]) -> None:
        self.lines = lines
        self.problems = list(problems)
        self.values: dict[Route, Mark] = {}
        self.keys: dict[Route, Mark] = {}
        self.cut: dict[Route, str] = {}
        self.stack: list[_Open] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.root: Any = None
        self.size = 0


class _StopReadingError(Exception):
    """Ends the reading of a document; its reason is among the problems."""


def read(path: str, data: bytes) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Return the document in ``data`` and the problems found on the way.

    A document that could not be read to its end has an empty tree and at least one error.
    """
    source, problems = decode(data)
    if source is None:
        return Document(path=path, source=data[:MAX_BYTES].decode("cp1252", "replace"), tree=None), problems
    tree = _Tree(split_lines(source), problems)
    try:
        for event in _events(source):
            if handle := _HANDLERS.get(type(event)):
                handle(tree, event)
    except _StopReadingError:
        tree.root = None
    except yaml.YAMLError as error:
        tree.root = None
        tree.problems.append(_syntax_problem(error, tree.lines))
    if not tree.problems and tree.root is None:
        tree.problems.append(Diagnostic(code="empty_file"))
    document = Document(path=path, source=source, tree=tree.root, values=tree.values, keys=tree.keys, cut=tree.cut)
    return document, tuple(tree.problems)


def decode(data: bytes) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Return the text of a file, or ``None`` with the reason why it is no text."""
    if len(data) > MAX_BYTES:
        return None, (Diagnostic(code="too_large", params={"limit": MAX_BYTES // 1_000_000}),)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, (Diagnostic(code="utf16"),)
    if b"\0" in data[:8000]:
        return None, (Diagnostic(code="binary"),)
    bom = data.startswith(b"\xef\xbb\xbf")
    try:
        text = data[3 if bom else 0 :].decode()
    except UnicodeDecodeError as error:
        return None, (_not_utf8(data, error.start + (3 if bom else 0)),)
    if not text.strip():
        return None, (Diagnostic(code="empty_file"),)
    return text, (Diagnostic(code="bom", repair=None, mark=_point(0, 0)),) if bom else ()


def _not_utf8(data: bytes, offset: int) -> Diagnostic:
    before = data[:offset].decode("utf-8", "replace")
    line = before.count("\n")
    column = len(before) - (before.rfind("\n") + 1)
    return Diagnostic(code="not_utf8", mark=_point(line, column), params={"byte": f"{data[offset]:02X}"})


def _point(line: int, column: int) -> Mark:
    return Mark(line, column, line, column + 1)


def _events(source: str) -> Iterator[Any]:
    """Yield the parser's events; the loop of ``yaml.parse`` without its checks, since half the time goes by here."""
    loader = _LOADER(source)
    try:
        while (event := loader.get_event()) is not None:
            yield event
    finally:
        loader.dispose()


def _syntax_problem(error: yaml.YAMLError, lines: list[str]) -> Diagnostic:
    said = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or error}"
    code = next((code for pattern, code in _SYNTAX if re.search(pattern, said)), "yaml_syntax")
    at = getattr(error, "context_mark", None) if code in ("unclosed_quote", "no_colon") else None
    at = at or getattr(error, "problem_mark", None)
    line, column = (at.line, at.column) if at else _unprintable(lines)
    code, line, column = _closer_look(code, lines, line, column)
    char = lines[line][column : column + 1] if line < len(lines) else ""
    return Diagnostic(code=code, mark=_point(line, column), params={"char": char})


def _unprintable(lines: list[str]) -> tuple[int, int]:
    """Return the place of the first character that YAML does not allow; its parser gives none for those."""
    found = ((number, match) for number, line in enumerate(lines) if (match := re.search(_NOT_YAML, line)))
    number, match = next(found, (len(lines) - 1, None))
    return number, match.start() if match else 0


def _closer_look(code: str, lines: list[str], line: int, column: int) -> tuple[str, int, int]:
    """Return the code and place that a person would name, where the YAML library only saw a consequence."""
    text = lines[line] if line < len(lines) else ""
    indent = len(text) - len(text.lstrip(" \t"))
    if "\t" in text[:indent]:
        return "tab", line, text.index("\t")
    if code == "bad_indentation" and text[indent:column] in ('"', "'"):
        # The quotation mark that should have opened here closed a text that was left open above.
        return _left_open(lines, line, text[indent])
    above = lines[line - 1].rstrip() if line else ""
    if code == "bad_indentation" and _ONLY_KEY.fullmatch(above.strip()):
        return "no_colon", line - 1, len(above) - 1
    if code == "colon_in_text" and indent and _ONLY_KEY.fullmatch(text[indent:column]):
        return "bad_indentation", line, indent
    return code, line, column


def _left_open(lines: list[str], line: int, quote: str) -> tuple[str, int, int]:
    """Return the place of the last quotation mark above ``line`` that has no partner on its line."""
    above = (number for number in range(line - 1, -1, -1) if lines[number].count(quote) % 2)
    found = next(above, line)
    return "unclosed_quote", found, lines[found].index(quote)


def _scalar(tree: _Tree, event: Any) -> None:
    mark, style, tag, text = _mark(event), event.style, event.tag, event.value
    if tag is not None and tag not in _NO_TAGS:
        _stop(tree, "tag", mark, tag=tag)
    plain = not style and tag is None
    if _wants_key(tree):
        _key(tree, text, mark, quoted=not plain or isinstance(resolve(text), str))
        return
    route = _place(tree, resolve(text) if plain else text, mark, event.anchor, 1)
    if not style and (comment := _comment_after(tree, mark)):
        tree.cut[route] = comment


def _comment_after(tree: _Tree, mark: Mark) -> str | None:
    if mark.end_line >= len(tree.lines):  # the parser ends an empty value after the last line
        return None
    line = tree.lines[mark.end_line]
    if "#" not in line:
        return None
    rest = line[mark.end_column :].strip()
    return rest if rest.startswith("#") else None


def _start(tree: _Tree, event: Any) -> None:
    mark = _mark(event)
    if event.tag is not None:
        _stop(tree, "tag", mark, tag=event.tag)
    if _wants_key(tree):
        _stop(tree, "complex_key", mark)
    if len(tree.stack) >= MAX_DEPTH:
        _stop(tree, "too_deep", mark, limit=MAX_DEPTH)
    node: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
    route = _place(tree, node, mark, None, 1)
    tree.stack.append(_Open(node, route, event.anchor))


def _end(tree: _Tree, event: Any) -> None:
    closed = tree.stack.pop()
    if closed.anchor:
        tree.anchors[closed.anchor] = (closed.node, closed.size)
    if tree.stack:
        tree.stack[-1].size += closed.size - 1
    begun = tree.values[closed.route]
    end = event.end_mark
    tree.values[closed.route] = Mark(begun.line, begun.column, end.line, end.column)


def _alias(tree: _Tree, event: Any) -> None:
    mark = _mark(event)
    if _wants_key(tree):
        _stop(tree, "complex_key", mark)
    if event.anchor not in tree.anchors:
        _stop(tree, "unknown_alias", mark, char="*")
    node, size = tree.anchors[event.anchor]
    _place(tree, node, mark, None, size)


def _document(tree: _Tree, event: Any) -> None:
    if tree.root is not None:
        _stop(tree, "several_documents", _mark(event))


_HANDLERS: dict[type, Callable[[_Tree, Any], None]] = {
    yaml.ScalarEvent: _scalar,
    yaml.MappingStartEvent: _start,
    yaml.SequenceStartEvent: _start,
    yaml.MappingEndEvent: _end,
    yaml.SequenceEndEvent: _end,
    yaml.AliasEvent: _alias,
    yaml.DocumentStartEvent: _document,
}


def _wants_key(tree: _Tree) -> bool:
    return bool(tree.stack) and tree.stack[-1].is_mapping and tree.stack[-1].key is None


def _key(tree: _Tree, key: str, mark: Mark, *, quoted: bool) -> None:
    inside = tree.stack[-1]
    route = (*inside.route, key)
    if key in inside.node:
        first = tree.keys[route]
        params = {"key": key, "line": first.line + 1}
        tree.problems.append(Diagnostic(code="duplicate_key", mark=mark, params=params, related=first))
    else:
        tree.keys[route] = mark
    if not quoted:
        tree.problems.append(Diagnostic(code="unquoted_code", mark=mark, params={"key": key}, repair=key))
    inside.key = key


def _place(tree: _Tree, value: Any, mark: Mark, anchor: str | None, size: int) -> Route:
    """Put ``value`` where the tree is being filled and return its route; the first of two equal keys stays."""
    tree.size += size
    if tree.size > MAX_NODES:
        _stop(tree, "too_many_nodes", mark, limit=MAX_NODES)
    if anchor:
        tree.anchors[anchor] = (value, size)
    if not tree.stack:
        tree.root = value
        route: Route = ()
    else:
        inside = tree.stack[-1]
        inside.size += size
        route = _place_inside(inside, value)
    if route not in tree.values:
        tree.values[route] = mark
    return route


def _place_inside(inside: _Open, value: Any) -> Route:
    node, key = inside.node, inside.key
    if key is None:
        node.append(value)
        return (*inside.route, len(node) - 1)
    inside.key = None
    if key not in node:
        node[key] = value
    return (*inside.route, key)


def _mark(event: Any) -> Mark:
    start, end = event.start_mark, event.end_mark
    return _new_tuple(Mark, (start.line, start.column, end.line, end.column))


def _stop(tree: _Tree, code: str, mark: Mark, **params: object) -> None:
    tree.problems.append(Diagnostic(code=code, mark=mark, params=params))
    raise _StopReadingError


def resolve(text: str) -> str | int | float | bool | None:
    """Return what an unquoted scalar stands for in the core schema of YAML 1.2."""
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if text[0] not in _NUMBER_START:
        return text
    if _INT.fullmatch(text):
        return _integer(text)
    if _FLOAT.fullmatch(text):
        return float(re.sub(r"(?i)\.(inf|nan)$", r"\1", text))
    return text


def _integer(text: str) -> int | str:
    base = {"0o": 8, "0x": 16}.get(text[:2], 10)
    digits = text[2:] if base != 10 else text
    return int(digits, base) if len(digits) < 300 else text  # beyond that it is no number that anyone typed
