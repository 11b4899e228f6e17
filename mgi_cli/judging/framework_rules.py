"""What a framework means, beyond the shape of its files: ids given once, and a text for everything that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mgi_cli.diagnostic import Diagnostic
from mgi_cli.text import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mgi_cli.location import Route

Tree = dict[str, Any]


def structure(tree: Tree, folder: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with the structure of a framework that lies in a folder of that name."""
    if tree["id"] != folder:
        yield Diagnostic(code="framework_id", route=("id",), params={"id": tree["id"], "folder": folder})
    for section in ("domain", "subdomain", "indicator"):
        yield from _given_twice(_ids(tree, section), section)


def _given_twice(ids: Iterable[tuple[Route, str]], section: str) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for route, key in ids:
        if key in seen:
            yield Diagnostic(code=f"duplicate_{section}", route=route, params={"key": key})
        seen.add(key)


def _ids(tree: Tree, section: str) -> Iterator[tuple[Route, str]]:
    for i, domain in enumerate(tree["domains"]):
        if section == "domain":
            yield ("domains", i, "id"), domain["id"]
        for j, subdomain in enumerate(domain["subdomains"]):
            if section == "subdomain":
                yield ("domains", i, "subdomains", j, "id"), subdomain["id"]
            for k, indicator in enumerate(subdomain["indicators"]):
                if section == "indicator":
                    yield ("domains", i, "subdomains", j, "indicators", k, "id"), indicator["id"]


def names(tree: Tree, of: Tree) -> Iterator[Diagnostic]:
    """Yield what the names in the reference language lack, or have too much, against the structure ``of``."""
    wanted = {
        "scale": list(of["scale"]),
        "domains": [key for _, key in _ids(of, "domain")],
        "subdomains": [key for _, key in _ids(of, "subdomain")],
    }
    for section, keys in wanted.items():
        yield from _against(tree[section], keys, (section,))


def texts(tree: Tree, of: Tree, domain: str) -> Iterator[Diagnostic]:
    """Yield what the texts of a domain in the reference language lack, or have too much, against the structure."""
    yield from _against(tree["indicators"], codes(of, domain), ("indicators",))


def codes(of: Tree, domain: str) -> list[str]:
    """Return the codes of the indicators of a domain, in the order of the structure ``of``."""
    inside = next(item for item in of["domains"] if item["id"] == domain)
    return [indicator["id"] for subdomain in inside["subdomains"] for indicator in subdomain["indicators"]]


def _against(given: Tree, wanted: list[str], route: Route) -> Iterator[Diagnostic]:
    for key in wanted:
        if key not in given:
            yield Diagnostic(code="missing_text", route=route, at_key=True, params={"key": key})
    for key in given:
        if key not in wanted:
            meant = nearest(key, wanted)
            yield Diagnostic(
                code="text_of_nothing", route=(*route, key), at_key=True, params={"key": key}, suggestion=meant
            )
