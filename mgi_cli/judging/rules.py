"""What a profile means, beyond its shape: small rules over the plain tree, each yielding diagnostics.

They run on trees that may have errors of shape, so they look only at what has the shape they need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mgi_cli.diagnostic import Diagnostic, Severity
from mgi_cli.model import Kind, Status
from mgi_cli.text import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mgi_cli.location import Document, Route
    from mgi_cli.model import Framework

    Rule = Callable[["Document", "Framework"], Iterator[Diagnostic]]

_FREE_TEXT = frozenset(
    (
        "text",
        "note",
        "basis",
        "reason",
        "title",
        "publisher",
        "name",
        "within",
        "type_name",
        "country_name",
        "assessed_by",
    )
)
_MISSING = frozenset((Status.ABSENT, Status.NO_EVIDENCE))


def check(document: Document, framework: Framework) -> tuple[Diagnostic, ...]:
    """Return what every rule has to say of a document."""
    return tuple(diagnostic for rule in RULES for diagnostic in rule(document, framework))


def unknown_finding(document: Document, framework: Framework) -> Iterator[Diagnostic]:
    """An answer cites a key finding that the profile does not have."""
    known = dict(_items(document.tree, "findings"))
    for route, key in _cited(document.tree, "findings"):
        if key not in known:
            yield Diagnostic(code="unknown_finding", route=route, params={"key": key}, suggestion=nearest(key, known))


def unknown_source(document: Document, framework: Framework) -> Iterator[Diagnostic]:
    """A finding or an evidence cites a source that the profile does not have."""
    known = dict(_items(document.tree, "sources"))
    for route, key in _cited_sources(document.tree):
        if key not in known:
            yield Diagnostic(code="unknown_source", route=route, params={"key": key}, suggestion=nearest(key, known))


def unused_finding(document: Document, framework: Framework) -> Iterator[Diagnostic]:
    """No answer cites a key finding; it is kept and shown, but may have been forgotten."""
    used = {key for _, key in _cited(document.tree, "findings")}
    used |= {str(item.get("finding")) for item in _list(document.tree, "proposals") if isinstance(item, dict)}
    for key, _ in _items(document.tree, "findings"):
        if key not in used:
            route = ("findings", key)
            yield Diagnostic(
                code="unused_finding", severity=Severity.NOTE, route=route, at_key=True, params={"key": key}
            )


def finding_disagrees(document: Document, framework: Framework) -> Iterator[Diagnostic]:
    """A well-developed area under an answer that says it is missing, or the reverse."""
    findings = dict(_items(document.tree, "findings"))
    for indicator, answer in _items(document.tree, "answers"):
        status = answer.get("status")
        for position, key in enumerate(_list(answer, "findings")):
            kind = findings.get(key, {}).get("kind") if isinstance(key, str) else None
            if (kind == Kind.WELL_DEVELOPED and status in _MISSING) or (
                kind == Kind.POTENTIAL and status == Status.PRESENT
            ):
                route = ("answers", indicator, "findings", position)
                params = {"key": key, "kind": kind, "status": status}
                yield Diagnostic(code="finding_disagrees", severity=Severity.WARNING, route=route, params=params)


def finding_of_other_domain(document: Document, framework: Framework) -> Iterator[Diagnostic]:
    """A key finding of one domain informs an indicator of another, which can be right."""
    findings = dict(_items(document.tree, "findings"))
    for route, key in _cited(document.tree, "findings"):
        indicator = framework.indicators.get(str(route[1]))
        domain = findings.get(key, {}).get("domain")
        if indicator and domain and domain != indicator.domain:
            params = {"key": key, "domain": domain, "other": indicator.domain}
            yield Diagnostic(code="finding_of_other_domain", severity=Severity.NOTE, route=route, params=params)


def text_cut(document: Document, framework: Framework) -> Iterator[Diagnostic]:
    """A `` #`` in an unquoted text: YAML takes the rest of the line for a comment."""
    for route, comment in document.cut.items():
        if route and route[-1] in _FREE_TEXT:
            yield Diagnostic(code="text_cut", severity=Severity.WARNING, route=route, params={"rest": comment})


RULES: tuple[Rule, ...] = (
    unknown_finding,
    unknown_source,
    unused_finding,
    finding_disagrees,
    finding_of_other_domain,
    text_cut,
)


def _items(tree: Any, section: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return the entries of a section that are mappings."""
    entries = tree.get(section) if isinstance(tree, dict) else None
    if isinstance(entries, dict):
        yield from ((key, item) for key, item in entries.items() if isinstance(item, dict))


def _list(tree: Any, key: str) -> list[Any]:
    entries = tree.get(key) if isinstance(tree, dict) else None
    return entries if isinstance(entries, list) else []


def _cited(tree: Any, key: str) -> Iterator[tuple[Route, str]]:
    """Return what the answers cite under ``key``, with its route."""
    for indicator, answer in _items(tree, "answers"):
        for position, cited in enumerate(_list(answer, key)):
            if isinstance(cited, str):
                yield ("answers", indicator, key, position), cited


def _cited_sources(tree: Any) -> Iterator[tuple[Route, str]]:
    for finding, item in _items(tree, "findings"):
        yield from _sources_of(item, ("findings", finding))
    for indicator, answer in _items(tree, "answers"):
        for position, evidence in enumerate(_list(answer, "evidence")):
            yield from _sources_of(evidence, ("answers", indicator, "evidence", position))


def _sources_of(item: Any, route: Route) -> Iterator[tuple[Route, str]]:
    for position, key in enumerate(_list(item, "sources")):
        if isinstance(key, str):
            yield (*route, "sources", position), key
