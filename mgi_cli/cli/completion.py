"""Shell completion of profiles, frameworks, domains, indicators and formats. Nothing is parsed that need not be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mgi_cli.library import Library

Choices = list[str]


def _library(ctx: Any) -> Library:
    from mgi_cli.library import Library

    return Library(profiles=ctx.params.get("profiles"), framework=ctx.params.get("framework"))


def _beginning(choices: Iterable[str], incomplete: str) -> Choices:
    return [choice for choice in choices if choice.startswith(incomplete)]


def profiles(ctx: Any, incomplete: str) -> Choices:
    """Return the names of the profiles that can be found; no file is opened."""
    return _beginning(_library(ctx).profile_paths(), incomplete)


def frameworks(ctx: Any, incomplete: str) -> Choices:
    """Return the ids of the frameworks that can be found; no file is opened."""
    return _beginning(_library(ctx).frameworks.folders(), incomplete)


def formats(ctx: Any, incomplete: str) -> Choices:
    """Return the formats in which a result is printed."""
    from mgi_cli.render import FORMATS

    return _beginning(FORMATS, incomplete)


def gaps(ctx: Any, incomplete: str) -> Choices:
    """Return the statuses of gaps."""
    from mgi_cli.model import GAPS

    return _beginning(GAPS, incomplete)


def schemas(ctx: Any, incomplete: str) -> Choices:
    """Return the names of the schemas that can be printed."""
    from mgi_cli.frameworks import schema_names

    return _beginning(("profile", *schema_names()), incomplete)


def domains(ctx: Any, incomplete: str) -> Choices:
    """Return the ids of the domains; of the framework only the structure is read, and no text."""
    structure = _library(ctx).frameworks.structure()
    return _beginning((domain["id"] for domain in structure["domains"]), incomplete)


def indicators(ctx: Any, incomplete: str) -> Choices:
    """Return the ids of the indicators; of the framework only the structure is read, and no text."""
    return _beginning(_indicator_ids(_library(ctx).frameworks.structure()), incomplete)


def _indicator_ids(structure: dict[str, Any]) -> Iterator[str]:
    for domain in structure["domains"]:
        for subdomain in domain["subdomains"]:
            yield from (indicator["id"] for indicator in subdomain["indicators"])
