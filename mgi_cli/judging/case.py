"""What the rules look at: a document with the framework it answers, and ways to walk through its plain tree.

The tree may have errors of shape, so that everything here passes over what has not the shape it needs.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from mgi_cli.diagnostic import Diagnostic
    from mgi_cli.location import Document, Route
    from mgi_cli.model import Framework

    Rule = Callable[["Case"], Iterator[Diagnostic]]

_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_DATED = ("published", "date", "valid_until", "assessed_on", "start", "end", "due")


class Case(Value):
    """A document, the framework that it answers, and the day on which it is judged, ``2026-11-24``.

    ``is_country`` tells whether a code is one of ISO 3166-1 alpha-3.
    """

    document: Document
    framework: Framework
    today: str
    is_country: Callable[[str], bool]

    @property
    def tree(self) -> Any:
        """The plain tree of the document."""
        return self.document.tree

    @cached_property
    def dates(self) -> Mapping[Route, str]:
        """Every date that is written as one, by its route."""
        return {
            (*route, key): date
            for route, item in self._dated()
            for key in _DATED
            if key in item and isinstance(date := item[key], str) and _DATE.fullmatch(date)
        }

    def _dated(self) -> Iterator[tuple[Route, Mapping[str, Any]]]:
        if isinstance(self.tree, dict) and isinstance(self.tree.get("assessment"), dict):
            yield ("assessment",), self.tree["assessment"]
        for key, source in items(self.tree, "sources"):
            yield ("sources", key), source
        for indicator, answer in items(self.tree, "answers"):
            yield ("answers", indicator), answer
            for position, evidence in enumerate(entries(answer, "evidence")):
                if isinstance(evidence, dict):
                    yield ("answers", indicator, "evidence", position), evidence
        for position, stage in enumerate(entries(self.tree, "stages")):
            if isinstance(stage, dict):
                yield ("stages", position), stage
        yield from _planned(self.tree)

    @cached_property
    def cited_findings(self) -> tuple[tuple[Route, str], ...]:
        """The key findings that the answers cite, each with its route."""
        return tuple(
            (("answers", indicator, "findings", position), cited)
            for indicator, answer in items(self.tree, "answers")
            for position, cited in enumerate(entries(answer, "findings"))
            if isinstance(cited, str)
        )

    def cited_sources(self) -> Iterator[tuple[Route, str]]:
        """Yield the sources that findings and evidence cite, each with its route."""
        for finding, item in items(self.tree, "findings"):
            yield from _sources_of(item, ("findings", finding))
        for indicator, answer in items(self.tree, "answers"):
            for position, evidence in enumerate(entries(answer, "evidence")):
                yield from _sources_of(evidence, ("answers", indicator, "evidence", position))


def _planned(tree: Any) -> Iterator[tuple[Route, Mapping[str, Any]]]:
    """Yield the actions of the plan that are mappings, each with its route."""
    plan = tree.get("plan") if isinstance(tree, dict) else None
    for indicator in plan if isinstance(plan, dict) else ():
        for position, action in enumerate(entries(plan, indicator)):
            if isinstance(action, dict):
                yield ("plan", indicator, position), action


def items(tree: Any, section: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the entries of a section that are mappings."""
    found = tree.get(section) if isinstance(tree, dict) else None
    if isinstance(found, dict):
        yield from ((key, item) for key, item in found.items() if isinstance(item, dict))


def entries(tree: Any, key: str) -> list[Any]:
    """Return the list that stands under a key, an empty one where there is none."""
    found = tree.get(key) if isinstance(tree, dict) else None
    return found if isinstance(found, list) else []


def word(tree: Any, key: str) -> str | None:
    """Return the text that stands under a key, ``None`` where there is none or something else."""
    found = tree.get(key) if isinstance(tree, dict) else None
    return found if isinstance(found, str) else None


def _sources_of(item: Any, route: Route) -> Iterator[tuple[Route, str]]:
    for position, key in enumerate(entries(item, "sources")):
        if isinstance(key, str):
            yield (*route, "sources", position), key
