"""Bytes to a Document: decode, parse the YAML once, and keep the place of every value.

Only the event stream of the YAML library is used (the C parser where it is built). The tree is made here, so that
depth, aliases and size have limits, scalars keep their original text, and duplicate keys are seen. What cannot be
parsed is set aside and told; the rest is read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from mgi_cli.diagnostic import MOST, Diagnostic, DocumentError, first, place
from mgi_cli.location import Document, Lost, Mark, Marks, Route, split_lines
from mgi_cli.reading import encoding, shape

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_DEPTH = 60
MAX_NODES = 50_000
"""Limits of a document; a profile of 90 full answers has about 40 kB, a depth of 6 and 1,000 nodes."""

_LONGEST_KEY = 1024

_CHARS_A_NODE = 100
"""Where an alias repeats a long text, so many characters of it weigh as much as one more value."""

_LOADER: Any = getattr(yaml, "CLoader", yaml.Loader)  # the pure-Python parser reads the same, only slower

# The kinds of events by names that are found at once; a file has thousands.
_Scalar, _Alias, _DocumentStart = yaml.ScalarEvent, yaml.AliasEvent, yaml.DocumentStartEvent
_MappingStart, _MappingEnd = yaml.MappingStartEvent, yaml.MappingEndEvent
_SequenceStart, _SequenceEnd = yaml.SequenceStartEvent, yaml.SequenceEndEvent

# The YAML 1.2 core schema (https://yaml.org/spec/1.2.2/#103-core-schema): what an unquoted scalar stands for.
_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **{word: word.lower() == "true" for word in ("true", "True", "TRUE", "false", "False", "FALSE")},
}
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_NUMBER_START = frozenset("+-.0123456789")
_COMMENT = re.compile("[ \t]#")
_NO_TAGS = frozenset(("!", "tag:yaml.org,2002:str"))


def read(path: str, data: bytes) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Return the document in ``data`` and the problems found on the way.

    A document of which nothing could be read has an empty tree and at least one error; parts of one that were set
    aside are among its ``lost``.
    """
    decoded = encoding.decode(data)
    if decoded.text is None:
        return Document(path=path, source="", tree=None), decoded.problems
    return parse(path, decoded.text, decoded.problems)


def parse(path: str, source: str, problems: tuple[Diagnostic, ...] = ()) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Return the document in a text, and ``problems`` with those found on the way."""
    found = list(problems)
    lost: list[Lost] = []
    left: str | None = source
    while (text := left) is not None:
        builder = _Builder(text)
        try:
            builder.build()
            lines = _twice_or_too_deep(builder, text)
            left = _without_the_displaced(max(lines), text, found, lost) if lines else None
        except _StopReadingError as stop:
            found.append(stop.diagnostic)
            break
        except yaml.YAMLError as error:
            left = _without_the_mistake(error, text, found, lost)
    found += first(builder.problems)
    if not found and builder.root is None:
        found.append(Diagnostic(code="empty_file"))
    document = Document(
        path=path,
        source=source,
        tree=builder.root,
        values=Marks(builder.values, mark),
        keys=Marks(builder.keys, mark),
        cut=builder.cut(source),
        lost=tuple(lost),
    )
    return document, tuple(found)


def entries(path: str, data: bytes) -> dict[str, Any]:
    """Return what stands in a file of texts under its keys, nothing for an empty one.

    Raises ``DocumentError`` with every mistake in it.
    """
    document, problems = read(path, data)
    tree = document.tree
    if [problem.code for problem in problems] == ["empty_file"]:
        return {}
    if not problems and not isinstance(tree, dict):
        found = {"expected": "object", "found": "array" if isinstance(tree, list) else "string", "value": tree}
        problems = (Diagnostic(code="wrong_type", params=found),)
    if problems:
        raise DocumentError(document, place(problems, document))
    return dict(tree)


def scalars(source: str) -> list[tuple[str, str]] | None:
    """Return every scalar of a text that is no key, with the nearest key above it, in half the time of reading it.

    ``None`` where a reading might find other texts than these: a mistake, an alias, too many values, or under
    ``unplaced`` anything but texts. Nothing is checked, and escapes are understood.
    """
    loader = _LOADER(source)
    try:
        return _scalars(loader.get_event)
    except yaml.YAMLError:
        return None
    finally:
        loader.dispose()


def _scalars(get: Callable[[], Any]) -> list[tuple[str, str]] | None:
    found: list[tuple[str, str]] = []
    above: list[tuple[bool, str | None, str]] = []  # of each collection around: mapping or not, its key, the key before
    key: str | None = None
    mapping, under, loose = False, "", False
    while (event := get()) is not None:
        kind = type(event)
        if kind is _Scalar:
            if mapping and key is None:
                key = event.value
                continue
            if loose and (len(above) != 3 or (not event.style and not isinstance(resolve(event.value), str))):
                return None
            found.append((under if key is None else key, event.value))
            key = None
        elif kind is _MappingStart or kind is _SequenceStart:
            if (mapping and key is None) or len(found) > MAX_NODES:
                return None
            above.append((mapping, key, under))
            loose = loose or (key == "unplaced" and len(above) == 2)
            under = under if key is None else key
            mapping, key = kind is _MappingStart, None
        elif kind is _MappingEnd or kind is _SequenceEnd:
            mapping, key, under = above.pop()
            loose = loose and len(above) > 1
            key = None
        elif kind is _Alias:
            return None
    return found


def _without_the_mistake(error: yaml.YAMLError, source: str, found: list[Diagnostic], lost: list[Lost]) -> str | None:
    """Return a text without the entry around a mistake, or ``None`` where it is not parsed again; both are noted."""
    from mgi_cli.reading import syntax  # noqa: PLC0415 - most files have no mistake of this kind

    problem = syntax.problem(error, split_lines(source))
    aside = _set_aside(problem, source, lost)
    if not lost or problem.mark != found[-1].mark:
        found.append(problem.but(route=aside[1].route) if aside else problem)
    return _noted(aside, lost)


def _twice_or_too_deep(builder: _Builder, source: str) -> list[int]:
    """Return the lines of keys that stand twice, and of a section that is missing because it lies in another one."""
    lines = [item.mark.line for item in builder.problems if item.code == "duplicate_key" and item.mark]
    tree: Any = builder.root
    missing = [name for name in shape.SECTIONS if name not in tree] if isinstance(tree, dict) else []
    if missing and lines == []:
        deep = re.compile(rf"^ +(?:{'|'.join(missing)}):[ \t]*(?:#.*)?$")
        lines = [number for number, line in enumerate(split_lines(source)) if deep.match(line)]
    return lines


def _without_the_displaced(last: int, source: str, found: list[Diagnostic], lost: list[Lost]) -> str | None:
    """Return a text without the entry around the first line, up to ``last``, that is not as deep as its siblings.

    ``None`` where there is no such line, or the text is not parsed again.
    """
    from mgi_cli.reading import syntax  # noqa: PLC0415 - most files have no mistake of this kind

    problem = syntax.displaced(split_lines(source), last)
    aside = _set_aside(problem, source, lost) if problem else None
    if problem and aside:
        found.append(problem.but(route=aside[1].route))
    return _noted(aside, lost)


def _set_aside(problem: Diagnostic, source: str, lost: list[Lost]) -> tuple[str, Lost] | None:
    from mgi_cli.reading import recovery  # noqa: PLC0415 - most files have no mistake of this kind

    again = len(lost) + 1 < recovery.tries(source)
    return recovery.set_aside(source, problem.mark, lost) if again and problem.mark else None


def _noted(aside: tuple[str, Lost] | None, lost: list[Lost]) -> str | None:
    if aside is None:
        return None
    lost.append(aside[1])
    return aside[0]


class _StopReadingError(Exception):
    """Ends the reading of a document, for a reason."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.code)
        self.diagnostic = diagnostic


class _Builder:
    """The tree under construction: what was read, what was found, and where.

    ``values`` and ``keys`` hold the event of everything by its route, the events that begin and end a mapping or list
    as a pair; turning them into marks takes a third of the time of reading and is left until somebody asks.
    """

    def __init__(self, source: str) -> None:
        self.problems: list[Diagnostic] = []
        self.values: dict[Route, Any] = {}
        self.keys: dict[Route, Any] = {}
        self.root: Any = None
        self._loader = _LOADER(source)
        self._next: Callable[[], Any] = self._loader.get_event
        self._anchors: dict[str, tuple[Any, int, Any]] = {}
        self._cited: set[str] = set()
        self._may_have_long_keys = "?" in source  # without that mark YAML itself allows no key of 1,025 characters
        self._size = 0

    def build(self) -> None:
        """Read to the end of the document, or raise ``_StopReadingError`` or a ``yaml.YAMLError``."""
        try:
            begun = False
            while (event := self._next()) is not None:
                if type(event) is _DocumentStart:
                    if begun:
                        self._stop("several_documents", event)
                    begun = True
                    self.root = self._node(self._next(), (), 0)
            if self._may_have_long_keys:
                self._check_keys()
        except BaseException:
            self.root = None
            raise
        finally:
            self._loader.dispose()
        self._unused_anchors()

    def cut(self, source: str) -> dict[Route, str]:
        """Return, by route, the comment that ends an unquoted text; it may have been meant as part of the text."""
        if not _COMMENT.search(source):
            return {}
        lines = split_lines(source)
        commented = {number for number, line in enumerate(lines) if "#" in line and _ends_a_text(line)}
        cut = {}
        for route, event in self.values.items() if commented else ():
            if type(event) is _Scalar and not event.style and event.tag is None:
                end: Any = event.end_mark
                if end.line in commented and (rest := lines[end.line][end.column :].strip()).startswith("#"):
                    cut[route] = rest
        return cut

    def _node(self, event: Any, route: Route, depth: int) -> Any:
        """Return what begins with ``event``, and keep its place."""
        self._count(1, event)
        kind = type(event)
        if kind is _Scalar:
            self.values[route] = event
            value = self._scalar(event)
            if event.anchor is not None:
                self._anchors[event.anchor] = (value, 1 + len(event.value) // _CHARS_A_NODE, event)
            return value
        if kind is _Alias:
            self.values[route] = event
            return self._alias(event)
        if depth >= MAX_DEPTH:
            self._stop("too_deep", event, limit=MAX_DEPTH)
        if event.tag is not None:
            self._tell("tag", event, tag=event.tag)
        before = self._size
        node: Any = {} if kind is _MappingStart else []
        fill = self._mapping if kind is _MappingStart else self._sequence
        end = fill(node, route, depth + 1)
        self.values[route] = (event, end)
        if event.anchor is not None:
            chars = end.end_mark.index - event.start_mark.index
            self._anchors[event.anchor] = (node, self._size - before + 1 + chars // _CHARS_A_NODE, event)
        return node

    def _mapping(self, node: dict[str, Any], route: Route, depth: int) -> Any:
        """Fill a mapping and return the event that ends it; the first of two equal keys stays."""
        get, values, keys = self._next, self.values, self.keys
        while type(event := get()) is not _MappingEnd:
            if type(event) is not _Scalar:
                self._stop("complex_key", event)
            key: str = event.value
            inside = (*route, key)
            is_odd = key and not event.style and (key in _CONSTANTS or key[0] in _NUMBER_START)
            if is_odd and not isinstance(resolve(key), str):
                self._tell("unquoted_code", event, key=key, repair=key)
            if key in node:
                self._duplicate(inside, event)
                self._node(get(), (*inside, _AGAIN), depth)
                continue
            keys[inside] = event
            value = get()
            # What most values are is done here and not in _node, which saves a sixth of the time of reading.
            if type(value) is _Scalar and value.tag is None and value.anchor is None:
                values[inside] = value
                text = value.value
                plain = not value.style and (text in _CONSTANTS or text[0] in _NUMBER_START)
                node[key] = resolve(text) if plain else text
                self._size += 1
                if self._size > MAX_NODES:
                    self._count(0, value)
            else:
                node[key] = self._node(value, inside, depth)
        return event

    def _sequence(self, node: list[Any], route: Route, depth: int) -> Any:
        """Fill a list and return the event that ends it."""
        while type(event := self._next()) is not _SequenceEnd:
            node.append(self._node(event, (*route, len(node)), depth))
        return event

    def _scalar(self, event: Any) -> Any:
        text = event.value
        if event.tag is not None and event.tag not in _NO_TAGS:
            self._tell("tag", event, tag=event.tag)
        elif not event.style and event.tag is None and (text in _CONSTANTS or text[0] in _NUMBER_START):
            return resolve(text)
        return text

    def _alias(self, event: Any) -> Any:
        if event.anchor not in self._anchors:
            self._tell("unknown_alias", event, char="*")
            return "*" + event.anchor
        node, size, _ = self._anchors[event.anchor]
        self._cited.add(event.anchor)
        self._count(size, event)
        return node

    def _count(self, size: int, event: Any) -> None:
        self._size += size
        if self._size > MAX_NODES:
            self._stop("too_many_nodes", event, limit=MAX_NODES)

    def _unused_anchors(self) -> None:
        """Tell of a text that began with ``&``: YAML took its first word for an anchor and off the text."""
        for name, (_, _, event) in self._anchors.items():
            if name not in self._cited:
                self._tell("reserved_start", event, char="&")

    def _check_keys(self) -> None:
        for route, event in self.keys.items():
            if len(str(route[-1])) > _LONGEST_KEY:
                self._stop("complex_key", event)

    def _duplicate(self, route: Route, event: Any) -> None:
        first = mark(self.keys[route])
        self._tell("duplicate_key", event, key=route[-1], line=first.line + 1, related=first)

    def _tell(self, code: str, event: Any, *, repair: Any = None, related: Mark | None = None, **params: Any) -> None:
        if len(self.problems) <= MOST:
            found = Diagnostic(code=code, mark=mark(event), params=params, related=related)
            self.problems.append(found if repair is None else found.but(repair=repair))

    def _stop(self, code: str, event: Any, **params: Any) -> None:
        raise _StopReadingError(Diagnostic(code=code, mark=mark(event), params=params))


_AGAIN = "\0again"
"""A step that no file can hold: what stands under the second of two equal keys is read, and lies nowhere."""


def mark(event: Any) -> Mark:
    """Return the stretch of an event, or of the pair that begins and ends something."""
    first, last = event if type(event) is tuple else (event, event)
    start, end = first.start_mark, last.end_mark
    return Mark(start.line, start.column, end.line, end.column)


def _ends_a_text(line: str) -> bool:
    """Return whether something other than a key may stand before the first ``#`` of a line."""
    before = line[: line.index("#")].rstrip()
    return bool(before) and before[-1] not in ":-"


def resolve(text: str) -> str | int | float | bool | None:
    """Return what an unquoted scalar stands for in the core schema of YAML 1.2."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
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
