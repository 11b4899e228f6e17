"""Put one entry of a profile in its text, or take it out, and leave every other byte where it is.

An entry is an answer, a finding, a source, or a part of the head. Only the fields that differ are written; a comment
beside a field stays. What was made is read again, and an edit that would change anything else is not returned.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, NamedTuple

from mgi_cli.errors import MgiError
from mgi_cli.reading import fragments, reader, shape
from mgi_cli.reading.writer import Edit, Offsets, apply

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_cli.location import Document, Route

Tree = dict[str, Any]

_STEP = 2
"""How much deeper an entry stands than its section, where nothing else shows it."""

FIELDS = {
    "answers": ("status", "reason", "findings", "evidence", "note", "assessed_on", "assessed_by"),
    "findings": ("domain", "kind", "text", "translations", "sources"),
    "sources": ("title", "publisher", "date", "url", "note"),
    "place": ("id", "name", "type", "type_name", "country", "country_name", "within"),
    "assessment": ("round", "published", "language", "basis", "basis_translations"),
    "plan": shape.ACTION_KEYS,
}
"""The fields of an entry, or of a part of the head, in the order in which they are written."""

_CHANGING_IN_PLACE = ("plan",)
"""The sections whose entries are lists of items that change; where as many are there as before, each is the same."""


class Entry(NamedTuple):
    """What shall stand under ``key`` in the section ``parent``; the value ``None`` takes it out.

    A new entry goes where ``order``, the keys of the section in theirs, puts it, or to the end; ``comment`` then stands
    beside its key.
    """

    parent: Route
    key: str
    value: Any
    order: tuple[str, ...] = ()
    comment: str = ""

    @property
    def route(self) -> Route:
        """The route of the entry."""
        return (*self.parent, self.key)


def with_entry(document: Document, entry: Entry) -> str:
    """Return the text of a document with an entry in it, or without it.

    Raises ``MgiError`` where the text is such that it cannot be done without touching something else.
    """
    entry = entry._replace(value=_in_order(entry))
    wanted = _expected(document.tree, entry.route, entry.value)
    page = Page(document)
    for way in (_field_by_field, _whole_entry, _whole_section):
        edits = way(page, entry)
        if edits is None:
            continue
        text = apply(document.source, edits)
        again, _ = reader.parse(document.path, text)
        if again.tree == wanted and not again.lost:
            return text
    raise MgiError("cannot_edit", path=document.path, key=entry.key)


def _in_order(entry: Entry) -> Any:
    """Return the value of an entry with its fields in the order in which they are written."""
    order = FIELDS.get(str(entry.parent[0]), ()) if entry.parent else ()
    if not isinstance(entry.value, dict):
        return entry.value
    fields = sorted(entry.value, key=lambda name: order.index(name) if name in order else len(order))
    return {name: entry.value[name] for name in fields}


def _expected(tree: Any, route: Route, entry: Any) -> Any:
    """Return the tree as it shall be."""
    wanted = copy.deepcopy(tree)
    inside = wanted
    for step in route[:-1]:
        if inside.get(step) is None:
            inside[step] = {}
        inside = inside[step]
    if entry is None:
        inside.pop(route[-1], None)
        if not inside and len(route) > 1:
            _put(wanted, route[:-1], None)
    else:
        inside[route[-1]] = entry
    return wanted


def _put(tree: Any, route: Route, value: Any) -> None:
    for step in route[:-1]:
        tree = tree[step]
    tree[route[-1]] = value


class Page:
    """A document with its offsets, and where its values begin and end."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.lines = document.lines
        self.offsets = Offsets(document.source)
        self.line_end = "\r\n" if "\r\n" in document.source else "\n"

    def is_flow(self, route: Route) -> bool:
        """Return whether a value is written in braces or brackets, or as an alias: nothing of it has its own lines."""
        mark = self.document.values[route]
        return self.lines[mark.line][mark.column : mark.column + 1] in ("{", "[", "*")

    def is_block(self, route: Route) -> bool:
        """Return whether a mapping stands there, written in lines of its own."""
        node = self.at(route)
        return isinstance(node, dict) and bool(node) and not self.is_flow(route)

    def at(self, route: Route) -> Any:
        """Return the value at a route, ``None`` where there is none."""
        node: Any = self.document.tree
        for step in route:
            node = node[int(step)] if isinstance(node, list) else (node or {}).get(step)
        return node

    def last_line(self, route: Route) -> int:
        """Return the last line on which something of a value stands, counted from 0."""
        node, mark = self.at(route), self.document.values[route]
        if isinstance(node, dict | list) and node and not self.is_flow(route):
            steps = node if isinstance(node, dict) else range(len(node))
            return max(self.last_line((*route, step)) for step in steps)
        if node is None or node == "":
            return self.document.keys[route].line if route in self.document.keys else mark.line
        last = mark.end_line - (1 if mark.end_line > mark.line and mark.end_column == 0 else 0)
        while last > mark.line and not self.lines[last].strip():
            last -= 1
        return last

    def entry_lines(self, route: Route) -> tuple[int, int]:
        """Return the lines of a key with its value, the end exclusive."""
        return self.document.keys[route].line, self.last_line(route) + 1

    def item_lines(self, route: Route) -> tuple[int, int]:
        """Return the lines of an item of a list, the end exclusive."""
        return self.document.values[route].line, self.last_line(route) + 1

    def hyphen(self, route: Route) -> int:
        """Return the column of the hyphen before an item of a list; -1 where it stands on a line of its own."""
        mark = self.document.values[route]
        return self.lines[mark.line].rfind("-", 0, mark.column)

    def lines_edit(self, start: int, end: int, text: str) -> Edit:
        """Return the edit that puts ``text``, whole lines, in place of some lines."""
        begin = self._offset(start)
        stop = self._offset(end)
        text = text.replace("\n", self.line_end)
        if begin and start >= len(self.lines) - 1 and self.document.source[begin - 1 : begin] not in ("\n", "\r"):
            text = self.line_end + text  # the last line of the file has no end
        return Edit(start=begin, end=stop, text=text)

    def _offset(self, line: int) -> int:
        return self.offsets.line(line) if line < len(self.lines) else len(self.document.source)

    def after_key(self, route: Route) -> int:
        """Return the offset after the colon of a key."""
        end = self.offsets.of(self.document.keys[route])[1]
        return self.document.source.index(":", end) + 1

    def end_of(self, route: Route) -> int:
        """Return the offset at which a value ends; a comment after it is no part of it."""
        node, mark = self.at(route), self.document.values[route]
        last = self.last_line(route)
        if isinstance(node, dict | list) and node and not self.is_flow(route):
            steps = node if isinstance(node, dict) else range(len(node))
            return max(self.end_of((*route, step)) for step in steps)
        if node is None:
            return self.after_key(route) if route in self.document.keys else self.offsets.of(mark)[0]
        if last == mark.end_line:
            return self.offsets.of(mark)[1]
        return self.offsets.line(last) + len(self.lines[last])


def _field_by_field(page: Page, entry: Entry) -> list[Edit] | None:
    """Write the fields of an entry that differ, in an entry that is there; else write it as a new one."""
    route = entry.route
    if page.at(entry.parent) is None or route not in page.document.keys:
        return _new_entry(page, entry)
    if entry.value is None:
        return _removed(page, route)
    before = page.at(route)
    if not isinstance(entry.value, dict) or not isinstance(before, dict):
        inside = _inside_items(page, route, entry.value) if route[0] in _CHANGING_IN_PLACE else None
        return inside or _items(page, route, entry.value) or _whole_entry(page, entry)
    if page.is_flow(route):
        return _in_braces(page, route, entry.value)
    return _fields(page, route, before, entry.value)


def _fields(page: Page, route: Route, before: Tree, after: Tree) -> list[Edit]:
    """Return the edits that write the fields that differ."""
    order = FIELDS.get(str(route[0]), ())
    fields = sorted(_differing(before, after), key=lambda name: order.index(name) if name in order else len(order))
    return [edit for field in fields for edit in _field(page, route, field, after)]


def _differing(before: Tree, after: Tree) -> Iterator[str]:
    for field in {**before, **after}:
        if (
            field not in before
            or field not in after
            or before[field] != after[field]
            or type(before[field]) is not type(after[field])
        ):
            yield field


def _field(page: Page, route: Route, field: str, entry: Tree) -> Iterator[Edit]:
    """Yield the edit that gives a field of an entry its new value, adds it, or takes it out."""
    inside = (*route, field)
    indent = page.document.values[route].column
    if field not in entry:
        yield page.lines_edit(*page.entry_lines(inside), "")
    elif inside in page.document.keys:
        yield from _items(page, inside, entry[field]) or [_new_value(page, inside, entry[field], indent)]
    else:
        line = _line_of_new_field(page, route, field)
        yield page.lines_edit(line, line, fragments.entry(field, entry[field], indent, head=True))


def _items(page: Page, route: Route, after: Any) -> list[Edit] | None:
    """Return the edits that take items out of a list in lines of its own, and put others at its end.

    What stands beside the items that stay is left, so that no comment is lost. ``None`` for any other change.
    """
    before = page.at(route)
    if not isinstance(after, list) or not isinstance(before, list) or not before or page.is_flow(route):
        return None
    kept: list[int] = []
    for number, item in enumerate(before):
        if len(kept) < len(after) and item == after[len(kept)]:
            kept.append(number)
    new = after[len(kept) :]
    if not kept or any(item in before for item in new) or page.hyphen((*route, 0)) < 0:
        return None
    gone = (number for number in range(len(before)) if number not in kept)
    edits = [page.lines_edit(*page.item_lines((*route, number)), "") for number in gone]
    if new:
        line = page.last_line(route) + 1
        edits.append(page.lines_edit(line, line, fragments.items(str(route[-1]), new, page.hyphen((*route, kept[0])))))
    return edits


def _inside_items(page: Page, route: Route, after: Any) -> list[Edit] | None:
    """Return the edits that change items of a list in lines of its own and leave as many where they are.

    Of an item only the fields that differ are written. ``None`` for any other change.
    """
    before = page.at(route)
    if not isinstance(after, list) or not isinstance(before, list) or len(after) != len(before) or page.is_flow(route):
        return None
    edits: list[Edit] = []
    for number, item in enumerate(after):
        if before[number] != item:
            inside = _inside_item(page, (*route, number), item)
            if inside is None:
                return None
            edits += inside
    return edits


def _inside_item(page: Page, route: Route, after: Any) -> list[Edit] | None:
    """Return the edits that change an item of a list; it is written anew where the field beside its hyphen goes."""
    before, hyphen, name = page.at(route), page.hyphen(route), str(route[-2])
    if hyphen < 0:
        return None
    is_block = isinstance(before, dict) and bool(before) and not page.is_flow(route)
    if not is_block or not isinstance(after, dict) or next(iter(before)) not in after:
        return [page.lines_edit(*page.item_lines(route), fragments.items(name, [after], hyphen))]
    first, order = next(iter(before)), FIELDS.get(str(route[0]), ())
    earlier = order[: order.index(first)] if first in order else ()
    new = {field: after[field] for field in earlier if field in after and field not in before}
    if not new:
        return _fields(page, route, before, after)
    line = page.document.values[route].line
    at = page.offsets.line(line)
    return [
        Edit(start=at, end=at, text=fragments.items(name, [new], hyphen).replace("\n", page.line_end)),
        Edit(start=at + hyphen, end=at + hyphen + 1, text=" "),
        *_fields(page, route, {**new, **before}, after),
    ]


def _new_value(page: Page, route: Route, value: Any, indent: int) -> Edit:
    begin, end = page.after_key(route), page.end_of(route)
    rest = page.document.source[end:].split("\n", 1)[0].strip()
    field = str(route[-1])
    has_comment = rest.startswith("#")
    text = " " + fragments.value(field, value, indent, flow=True) if has_comment else None
    text = text or fragments.value(field, value, indent)
    same_line = "\n" not in text and "\n" not in page.document.source[begin:end]
    if same_line:  # keep the blanks between the colon and the value
        gap = len(page.document.source[begin:end]) - len(page.document.source[begin:end].lstrip(" "))
        begin, text = begin + gap, text.strip() if gap else text
    return Edit(start=begin, end=end, text=text.replace("\n", page.line_end))


def _line_of_new_field(page: Page, route: Route, field: str) -> int:
    """Return the line before which a new field goes: after those that are written before it."""
    order = FIELDS.get(str(route[0]), ()) if len(route) > 1 else ()
    before = order[: order.index(field)] if field in order else tuple(page.at(route))
    lines = [page.last_line((*route, other)) + 1 for other in before if (*route, other) in page.document.keys]
    if lines or route not in page.document.keys:  # an item of a list has no key
        return max(lines, default=page.last_line(route) + 1)
    return page.document.keys[route].line + 1


def _in_braces(page: Page, route: Route, entry: Tree) -> list[Edit]:
    """Write an entry that stands in braces anew, in braces."""
    begin, end = page.offsets.of(page.document.values[route])
    text = fragments.value(str(route[-1]), entry, flow=True)
    return [Edit(start=begin, end=end, text=text)]


def _removed(page: Page, route: Route) -> list[Edit] | None:
    """Take out the lines of an entry."""
    if len(route) > 1 and page.is_flow(route[:-1]):
        return None
    return [page.lines_edit(*page.entry_lines(route), "")]


def _new_entry(page: Page, entry: Entry) -> list[Edit] | None:
    if entry.value is None:
        return []
    if not entry.parent:
        line = line_in_head(page, entry.key)
        return [page.lines_edit(line, line, fragments.entry(entry.key, entry.value, head=True))]
    section = str(entry.parent[0])
    if entry.parent not in page.document.keys:
        line = line_in_head(page, section)
        text = fragments.entry(entry.key, entry.value, _STEP, comment=entry.comment)
        return [page.lines_edit(line, line, f"{section}:\n{text}")]
    if not page.is_block(entry.parent):
        return None
    indent = page.document.values[entry.parent].column
    line = _line_in_section(page, entry)
    return [page.lines_edit(line, line, fragments.entry(entry.key, entry.value, indent, comment=entry.comment))]


def line_in_head(page: Page, key: str) -> int:
    """Return the line before which a section goes: after those that are written before it."""
    before = shape.HEAD[: shape.HEAD.index(key)] if key in shape.HEAD else tuple(page.document.tree)
    return max((page.last_line((other,)) + 1 for other in before if (other,) in page.document.keys), default=0)


def _line_in_section(page: Page, entry: Entry) -> int:
    """Return the line before which an entry goes: after the last of those that come before it."""
    there = list(page.at(entry.parent))
    before = entry.order[: entry.order.index(entry.key)] if entry.key in entry.order else there
    lines = [page.last_line((*entry.parent, other)) + 1 for other in before if other in there]
    return max(lines, default=page.document.keys[(*entry.parent, there[0])].line)


def _whole_entry(page: Page, entry: Entry) -> list[Edit] | None:
    """Write an entry anew as a whole."""
    route = entry.route
    if route not in page.document.keys or entry.value is None or (entry.parent and not page.is_block(entry.parent)):
        return None
    start, end = page.entry_lines(route)
    indent = page.document.keys[route].column
    text = fragments.entry(entry.key, entry.value, indent, comment=entry.comment, head=not entry.parent)
    return [page.lines_edit(start, end, text)]


def _whole_section(page: Page, entry: Entry) -> list[Edit] | None:
    """Write a section anew that stands in braces or is empty."""
    parent = entry.parent
    if len(parent) != 1 or parent not in page.document.keys or page.is_block(parent):
        return None
    node = {**(page.at(parent) or {}), entry.key: entry.value}
    kept = {name: item for name, item in node.items() if item is not None}
    names = (*(name for name in entry.order if name in kept), *(name for name in kept if name not in entry.order))
    text = "".join(
        fragments.entry(name, kept[name], _STEP, comment=entry.comment if name == entry.key else "") for name in names
    )
    return [page.lines_edit(*page.entry_lines(parent), f"{parent[0]}:\n{text}")]
