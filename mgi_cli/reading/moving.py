"""The text of a profile that moved to another edition: what stayed what it was keeps its lines and its remarks.

Labels, questions and headings of the old edition that stand as comments beside the answers become those of the new one.
"""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mgi_cli.reading import fragments, reader, template
from mgi_cli.reading.editing import Page, line_in_head
from mgi_cli.reading.writer import Edit, apply, quoted
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mgi_cli.location import Document, Route
    from mgi_cli.model import Framework

Tree = dict[str, Any]

_BY_INDICATOR = ("answers", "plan")
_KEPT_BY_KEY = (*_BY_INDICATOR, "findings")
_SCHEMA = re.compile(r"#\s*yaml-language-server:\s*\$schema=(?P<before>\S*)profile-(?P<edition>\S+)\.schema\.json\s*")
_PLAIN = re.compile(r"[A-Za-z][\w-]*", re.ASCII)
_NOTHING = object()


class Turn(Value):
    """The two editions between which a profile moves, in one language."""

    old: Framework
    new: Framework


class Moved(Value):
    """A profile that moved: its document before, its tree after, and where entries that changed their place come from.

    ``turns`` are the editions in the languages that comments may be in, the one to write first. ``schema`` is the
    address of the schema of the new edition as the file may name it, ``None`` where there is none.
    """

    document: Document
    tree: Tree
    origins: Mapping[Route, Route]
    turns: tuple[Turn, ...]
    schema: str | None = None


def schema_beside(document: Document, edition: str) -> str | None:
    """Return the address that a profile gives of the schema of ``edition`` for editors, without the name of the file.

    ``None`` where it gives none.
    """
    named = (_SCHEMA.fullmatch(line) for line in document.lines[:3])
    return next((found["before"] for found in named if found and found["edition"] == edition), None)


def text(moved: Moved) -> str:
    """Return the text of a profile that moved.

    Where the way in which the file is written does not allow to keep its lines, it is written anew as a whole.
    """
    with suppress(LookupError):  # what an alias repeats has no place of its own
        edited = apply(moved.document.source, _Writing(moved).edits())
        again, problems = reader.parse(moved.document.path, edited)
        if again.tree == moved.tree and not problems:
            return edited
    new = moved.turns[0].new
    return fragments.profile(moved.tree, {code: new.text(code).label for code in new.indicators})


class _Writing:
    """The edits that make the text of a profile that moved."""

    def __init__(self, moved: Moved) -> None:
        self.moved, self.tree, self.document = moved, moved.tree, moved.document
        self.page = Page(moved.document)
        self.comments = _Comments(moved.turns)

    def edits(self) -> list[Edit]:
        """Return all edits; where several put something in the same place, in the order of the sections."""
        made = [*self._schema(), *self._framework(), *self._section("findings", self._findings())]
        made += self._section("answers", self._by_indicator("answers"))
        made += self._section("proposals", self._proposals())
        made += self._section("plan", self._by_indicator("plan"))
        made += self._section("unmoved", self._unmoved())
        return made

    def _schema(self) -> Iterator[Edit]:
        """Yield the edit that names the schema of the new edition where the old one is named, or takes it out."""
        for number, line in enumerate(self.document.lines[:3]):
            found = _SCHEMA.fullmatch(line)
            if found and found["edition"] == self.document.tree["framework"]:
                whole = f"# yaml-language-server: $schema={self.moved.schema}\n"
                yield self.page.lines_edit(number, number + 1, whole if self.moved.schema else "")

    def _framework(self) -> Iterator[Edit]:
        start, end = self.page.offsets.of(self.document.values["framework",])
        yield Edit(start=start, end=end, text=fragments.value("framework", self.tree["framework"], flow=True))

    def _section(self, name: str, lines: list[str] | None) -> Iterator[Edit]:
        """Yield the edit that gives a section its lines; ``None`` leaves it as it is, none at all take it out."""
        if lines is None:
            return
        is_there = (name,) in self.document.keys
        at = line_in_head(self.page, name)
        start, end = self.page.entry_lines((name,)) if is_there else (at, at)
        if not is_there and self._is_spaced():
            lines = ["", *lines]
        while not lines and start and not self.page.lines[start - 1].strip():
            start -= 1  # with a section go the blank lines above it
        yield self.page.lines_edit(start, end, "".join(f"{line}\n" for line in lines))

    def _is_spaced(self) -> bool:
        """Return whether blank lines stand between the sections."""
        line = self.document.keys["assessment",].line
        heads = [mark.line for route, mark in self.document.keys.items() if len(route) == 1 and mark.line > line]
        return bool(heads) and not self.page.lines[min(heads) - 1].strip()

    # Answers and plan

    def _by_indicator(self, name: str) -> list[str] | None:
        made, before = self.tree.get(name), self.document.tree.get(name)
        if not made:
            return None if not before else [f"{name}:"] if name in self.tree else []
        blocks = [self._block((name, code), 2) for code in made]
        turn = self.comments.turn_of([line for block in blocks for line in block.above])
        lines, domain, subdomain = [self._head(name)], "", ""
        for code, block in zip(made, blocks, strict=True):
            if turn is None:
                lines += [*block.above, *block.lines]
                continue
            place = turn.new.indicators[code]
            lines += self.comments.headings(turn.new, code, new=(place.domain != domain, place.subdomain != subdomain))
            lines += [*self.comments.without_headings(block.above), *block.lines]
            domain, subdomain = place.domain, place.subdomain
        return lines

    def _head(self, name: str) -> str:
        """Return the line with the key of a section."""
        is_block = self._has_lines((name, ""))
        return self.page.lines[self.document.keys[name,].line] if is_block else f"{name}:"

    def _block(self, route: Route, indent: int) -> _Block:
        """Return an entry as lines: those that it has in the file where it is the same, else new ones."""
        value = _at(self.tree, route)
        origin = self.moved.origins.get(route, route)
        edition = self.moved.turns[0].new if route[0] in _BY_INDICATOR else None
        if len(route) == 4 and route[1] == self.moved.turns[0].old.id and route[2] in _BY_INDICATOR:
            edition = self.moved.turns[0].old
        if _at(self.document.tree, origin) == value and self._has_lines(origin):
            return self._kept_block(origin, route, indent)
        code = str(route[-1])
        label = edition.text(code).label if edition else ""
        return _Block([], fragments.entry(code, value, indent, comment=label).splitlines())

    def _has_lines(self, route: Route) -> bool:
        return all(self.page.is_block(route[:length]) for length in range(1, len(route)))

    def _kept_block(self, origin: Route, route: Route, indent: int) -> _Block:
        start, end = self.page.entry_lines(origin)
        column = self.document.keys[origin].column
        lines = self.page.lines[start:end]
        above = self.page.lines[self._begin_above(origin) : start]
        if origin[0] in _BY_INDICATOR and route[0] in _BY_INDICATOR:
            old, new = str(origin[-1]), str(route[-1])
            above = self.comments.questions(above, old, new)
            lines[0] = self._renamed(lines[0], origin, old, new)
        return _Block(_shifted(above, indent - column), _shifted(lines, indent - column))

    def _begin_above(self, route: Route) -> int:
        """Return the first line of the blank lines and comments above an entry."""
        siblings = list(_at(self.document.tree, route[:-1]))
        place = siblings.index(route[-1])
        if place == 0:
            return self.document.keys[route[:-1]].line + 1
        return self.page.last_line((*route[:-1], siblings[place - 1])) + 1

    def _renamed(self, line: str, origin: Route, old: str, new: str) -> str:
        """Return the first line of an entry with its code and its label in the new edition."""
        mark = self.document.keys[origin]
        begin, rest = line[: mark.end_column], line[mark.end_column :]
        if old != new:
            begin = line[: mark.column] + quoted(new)
        value = self.document.values[origin]
        at = value.end_column if value.end_line == mark.line and self.page.is_flow(origin) else mark.end_column
        comment = rest.find("#", at - mark.end_column)
        if comment >= 0 and not rest[at - mark.end_column : comment].strip(" :"):
            rest = rest[:comment] + self.comments.label(rest[comment:], old, new)
        return begin + rest

    # What is written as a whole

    def _proposals(self) -> list[str] | None:
        made, before = self.tree.get("proposals"), self.document.tree.get("proposals")
        if made == before:
            return None
        return fragments.entry("proposals", made, head=True).splitlines() if made else []

    def _unmoved(self) -> list[str] | None:
        made, before = self.tree.get("unmoved"), self.document.tree.get("unmoved")
        if made == before:
            return None
        lines = ["unmoved:"] if made else []
        for edition, sections in (made or {}).items():
            if not isinstance(sections, dict) or not sections:
                lines += fragments.entry(edition, sections, 2).splitlines()
                continue
            lines.append(f"  {edition if _PLAIN.fullmatch(edition) else quoted(edition)}:")
            for name, entries in sections.items():
                lines += self._kept_section(edition, name, entries)
        return lines

    def _kept_section(self, edition: str, name: str, entries: Any) -> Iterator[str]:
        if name not in _KEPT_BY_KEY or not isinstance(entries, dict) or not entries:
            yield from fragments.entry(name, entries, 4, head=True).splitlines()
            return
        yield f"    {name}:"
        for key in entries:
            block = self._block(("unmoved", edition, name, key), 6)
            above = self.comments.without_headings(block.above) if name in _BY_INDICATOR else ()
            yield from (*above, *block.lines)

    # Findings

    def _findings(self) -> list[str] | None:
        """Return the findings, each with its domain, under the headings of the new edition where there are such."""
        if self.tree.get("findings") == self.document.tree.get("findings"):
            return None
        made: Tree = self.tree.get("findings") or {}
        blocks = {key: self._finding(key) for key in made}
        turn = self.comments.turn_of([line for block in blocks.values() for line in block.above])
        lines, domain = [self._head("findings")], ""
        for key, block in blocks.items():
            place = made[key]["domain"]
            if turn is None or place == domain:
                lines += block.above if turn is None else self.comments.without_headings(block.above)
            else:
                heading = f"  {template.domain_heading(turn.new.domain(place))}"
                lines += [*([""] if domain else []), heading, *self.comments.without_headings(block.above)]
            lines += block.lines
            domain = place
        return lines

    def _finding(self, key: str) -> _Block:
        """Return a finding as lines: those that it has in the file, with its domain in the new edition."""
        block = self._block(("findings", key), 2)
        route = ("findings", key, "domain")
        finding = self.tree["findings"][key]
        before = _at(self.document.tree, route[:2])
        if before == finding or not isinstance(before, dict) or {**before, "domain": finding["domain"]} != finding:
            return block
        if not self._has_lines(route):
            return block
        start, end = self.page.entry_lines(route[:2])
        lines = self.page.lines[start:end]
        mark = self.document.values[route]
        line = lines[mark.line - start]
        lines[mark.line - start] = line[: mark.column] + finding["domain"] + line[mark.end_column :]
        return _Block(self.page.lines[self._begin_above(route[:2]) : start], lines)


class _Block:
    """An entry as lines, and the blank lines and comments above it."""

    def __init__(self, above: Sequence[str], lines: Sequence[str]) -> None:
        self.above, self.lines = [*above], [*lines]


class _Comments:
    """The words of the two editions that stand in a file as comments, in every language."""

    def __init__(self, turns: Sequence[Turn]) -> None:
        self.turns = turns

    @cached_property
    def _headings(self) -> Mapping[str, Turn]:
        """The headings above answers in the old edition, and the turn that each is of."""
        return {heading: turn for turn in reversed(self.turns) for heading in _headings(turn.old)}

    def turn_of(self, lines: Sequence[str]) -> Turn | None:
        """Return the turn whose headings stand among lines, ``None`` where there are none."""
        return next((self._headings[line.strip()] for line in lines if line.strip() in self._headings), None)

    def headings(self, framework: Framework, code: str, *, new: tuple[bool, bool]) -> Iterator[str]:
        """Yield the lines with the headings above an indicator: of its domain and sub-domain, where each is ``new``."""
        place = framework.indicators[code]
        domain = framework.domain(place.domain)
        if new[0]:
            yield from ("", f"  {template.domain_heading(domain)}")
        if any(new):
            inside = next(item for item in domain.subdomains if item.id == place.subdomain)
            yield from ("", f"  {template.subdomain_heading(inside)}")

    def without_headings(self, lines: list[str]) -> list[str]:
        """Return the lines above an entry without headings and the blank lines around those."""
        kept = [line for line in lines if line.strip() not in self._headings]
        while len(kept) < len(lines) and kept and not kept[0].strip():
            del kept[0]
        return kept

    def questions(self, lines: list[str], old: str, new: str) -> list[str]:
        """Return the lines above an entry with the question of the new edition in place of that of the old one."""
        stripped = [line.strip() for line in lines]
        for turn in self.turns:
            asked = [line.strip() for line in template.comment(turn.old.text(old).question, 2)]
            for start in range(len(stripped) - len(asked) + 1):
                if stripped[start : start + len(asked)] == asked:
                    again = template.comment(turn.new.text(new).question, 2)
                    return [*lines[:start], *(line.rstrip("\n") for line in again), *lines[start + len(asked) :]]
        return lines

    def label(self, comment: str, old: str, new: str) -> str:
        """Return the comment beside a code with the label of the new edition in place of that of the old one."""
        said = comment.lstrip("# ")
        for turn in self.turns:
            label = turn.old.text(old).label
            if said.startswith(label):
                return comment.replace(label, turn.new.text(new).label, 1)
        return comment


def _headings(framework: Framework) -> Iterator[str]:
    for domain in framework.domains:
        yield template.domain_heading(domain)
        yield from (template.subdomain_heading(item) for item in domain.subdomains)


def _shifted(lines: Sequence[str], by: int) -> list[str]:
    """Return lines with more or fewer blanks before them."""
    if by >= 0:
        return [" " * by + line if line.strip() else line for line in lines]
    return [line[min(-by, len(line) - len(line.lstrip(" "))) :] for line in lines]


def _at(tree: Any, route: Route) -> Any:
    """Return the value at a route, something that equals nothing else where there is none."""
    for step in route:
        tree = tree.get(step, _NOTHING) if isinstance(tree, dict) else _NOTHING
    return tree
