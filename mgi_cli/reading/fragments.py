"""From plain trees to YAML in the style that profiles are written in: block style, one fact a line, texts after ``>-``.

The one home of ruamel.yaml, which knows when a text needs quotes and how they are escaped.
"""

from __future__ import annotations

import io
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, FoldedScalarString

from mgi_cli.reading import shape

if TYPE_CHECKING:
    from collections.abc import Mapping

Tree = dict[str, Any]

_WIDTH = 96  # of a line of text that is folded
_SHORT = 60  # a text up to this length stays on the line of its key
_ONE_LINE = 110  # an evidence up to this length stands in braces on one line

_CODES = frozenset(
    ("format", "framework", "illustrative", "type", "country", "round", "language", "domain", "kind", "status", "stage")
)
_KEYS = frozenset(("id", "finding", "findings", "sources"))
_IN_ONE_LINE = frozenset(("evidence", "proposals", "stages"))
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
_PLAIN_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")  # a code has points, and stands in quotes
_UNFOLDABLE = re.compile(r"^\s|\s$|\s\s|[^\S ]|[^\x20-\x7e\xa1-\ud7ff\ue000-\ufefe\uff00-\uffef\U00010000-\U0010ffff]")


def entry(key: str, value: Any, indent: int = 0, *, comment: str = "", head: bool = False) -> str:
    """Return a key with its value as whole lines, each indented by ``indent`` blanks.

    ``comment`` stands beside the key, where the value is a section. A ``head`` key is one of ours, such as ``status``;
    others (a code, the key of a finding) are in quotes where other programs might take them for a number.
    """
    named = key if head else _key(key)
    text = _dumped(CommentedMap([(named, _styled(key, value))]))
    if comment:
        first, _, rest = text.partition("\n")
        text = f"{first}  # {comment}\n{rest}" if first.endswith(":") else text
    return _indented(text, indent)


def items(key: str, given: list[Any], indent: int) -> str:
    """Return items of the list ``key`` as whole lines, each after a hyphen indented by ``indent`` blanks."""
    made = CommentedSeq([_item(key, item) for item in given])
    lines = _dumped(made).split("\n")
    hyphen = len(lines[0]) - len(lines[0].lstrip(" "))
    return _indented("\n".join(line[hyphen:] for line in lines), indent)


def value(key: str, given: Any, indent: int = 0, *, flow: bool = False) -> str:
    """Return what stands after ``key:``, without a line break at the end; with ``flow`` as it stands between braces."""
    if flow:
        inside = CommentedMap([(key, _flowing(key, given))])
        inside.fa.set_flow_style()
        return _dumped(inside).strip()[1:-1].partition(":")[2].strip()
    text = entry(key, given, indent, head=True)
    return text[indent + len(key) + 1 :].rstrip("\n")


def profile(tree: Tree, labels: Mapping[str, str], *, first_line: str = "") -> str:
    """Return a whole profile; each answer has the label of its indicator beside its code."""
    parts = [first_line + "\n"] if first_line else []
    for key in (*shape.HEAD, *(key for key in tree if key not in shape.HEAD)):
        if key not in tree:
            continue
        if key in shape.SECTIONS and isinstance(tree[key], dict) and tree[key]:
            parts.append(f"{key}:\n")
            names = labels if key == "answers" else {}
            parts += [entry(name, item, 2, comment=names.get(name, "")) for name, item in tree[key].items()]
        else:
            parts.append(entry(key, tree[key], head=True))
    return "".join(parts)


def _styled(key: str, given: Any) -> Any:
    """Return a value in the classes by which ruamel.yaml knows how to write it."""
    if isinstance(given, str):
        return _text(key, given)
    if isinstance(given, list):
        made = CommentedSeq([_item(key, item) for item in given])
        if all(not isinstance(item, list | dict) for item in given):
            made.fa.set_flow_style()
        return made
    if isinstance(given, dict):
        made_map = CommentedMap([(_key(name), _styled(name, item)) for name, item in given.items()])
        if not given:
            made_map.fa.set_flow_style()
        return made_map
    return given


def _item(key: str, given: Any) -> Any:
    """Return an item of a list: a short one of those that we know stands in braces on one line."""
    if key in _IN_ONE_LINE and isinstance(given, dict):
        made = _flowing(key, given)
        if len(_dumped(CommentedSeq([made]))) <= _ONE_LINE:
            return made
    return _styled(key, given)


def _flowing(key: str, given: Any) -> Any:
    """Return a value as it is written within braces or brackets: texts in quotes, nothing on lines of its own."""
    if isinstance(given, str):
        return _text(key, given, foldable=False)
    made: Any = given
    if isinstance(given, list):
        made = CommentedSeq([_flowing(key, item) for item in given])
        made.fa.set_flow_style()
    elif isinstance(given, dict):
        made = CommentedMap([(_key(name), _flowing(name, item)) for name, item in given.items()])
        made.fa.set_flow_style()
    return made


def _key(name: str) -> str:
    quoted: str = DoubleQuotedScalarString(name)
    return name if _PLAIN_KEY.fullmatch(name) else quoted


def _text(key: str, given: str, *, foldable: bool = True) -> str:
    if (key in _CODES or key in _KEYS) and _PLAIN.fullmatch(given):
        return given
    long = len(given) > _SHORT or key == "text"
    if foldable and long and given and not _UNFOLDABLE.search(given):
        folded: str = _folded(given)
        return folded
    quoted: str = DoubleQuotedScalarString(given)
    return quoted


def _folded(given: str) -> Any:
    """Return a text that is written after ``>-`` on lines of its own, broken between words."""
    made: Any = FoldedScalarString(given)
    breaks, start, blank = [], 0, -1
    for position, char in enumerate(given):
        if char == " ":
            if position - start > _WIDTH and blank > start:
                breaks.append(blank)
                start = blank + 1
            blank = position
    if len(given) - start > _WIDTH and blank > start:
        breaks.append(blank)
    made.fold_pos = breaks
    return made


@cache
def _yaml() -> YAML:
    made = YAML()
    made.width = 10**9
    made.indent(mapping=2, sequence=4, offset=2)
    made.allow_unicode = True
    return made


def _dumped(tree: Any) -> str:
    out = io.StringIO()
    _yaml().dump(tree, out)
    return out.getvalue()


def _indented(text: str, indent: int) -> str:
    blanks = " " * indent
    return "".join(blanks + line if line.strip() else line for line in text.splitlines(keepends=True))
