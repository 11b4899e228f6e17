"""Shell completion of profiles, frameworks, domains, indicators and formats. Nothing is parsed that need not be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mgi_cli.errors import MgiError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Choices = list[str]


def _beginning(incomplete: str, choices: Callable[[], Iterable[str]]) -> Choices:
    """Return the choices that begin as typed; none where they cannot be told, for nobody reads an error here."""
    try:
        return [choice for choice in choices() if choice.startswith(incomplete)]
    except (MgiError, OSError, LookupError, TypeError):  # the last two: a framework of a wrong shape
        return []


def profiles(ctx: Any, incomplete: str) -> Choices:
    """Return the names of the profiles that can be found; no file is opened."""
    from mgi_cli.reading import shelves

    return _beginning(incomplete, lambda: shelves.profiles(ctx.params.get("profiles")))


def searched(ctx: Any, incomplete: str) -> Choices:
    """Return where one can search: in the indicators, in all profiles, in one of them."""
    return [*_beginning(incomplete, lambda: ("indicators", "profiles")), *profiles(ctx, incomplete)]


def frameworks(ctx: Any, incomplete: str) -> Choices:
    """Return the ids of the frameworks that can be found; no file is opened."""
    from mgi_cli.reading import shelves

    return _beginning(incomplete, shelves.frameworks)


def formats(ctx: Any, incomplete: str) -> Choices:
    """Return the formats that the command prints."""
    from mgi_cli import render

    return _beginning(incomplete, lambda: render.formats(ctx.command.name))


def languages(ctx: Any, incomplete: str) -> Choices:
    """Return the languages that the tool speaks."""
    from mgi_cli import words

    return _beginning(incomplete, words.languages)


def explained(ctx: Any, incomplete: str) -> Choices:
    """Return what can be explained: the indicators, or where none begins so, domains, statuses and diagnostics."""
    return indicators(ctx, incomplete) or _beginning(incomplete, lambda: _explained(ctx))


def _explained(ctx: Any) -> Iterator[str]:
    from mgi_cli.model import Status
    from mgi_cli.words import Words

    yield from domains(ctx, "")
    yield from Status
    yield from Words().subject("explanations")


def statuses(ctx: Any, incomplete: str) -> Choices:
    """Return all statuses."""
    from mgi_cli.model import Status

    return _beginning(incomplete, lambda: Status)


def stages(ctx: Any, incomplete: str) -> Choices:
    """Return the stages of an assessment."""
    from mgi_cli.model import STAGES

    return _beginning(incomplete, lambda: STAGES)


def types(ctx: Any, incomplete: str) -> Choices:
    """Return the types of places."""
    from mgi_cli.reading.shape import PLACE_TYPES

    return _beginning(incomplete, lambda: PLACE_TYPES)


def sorts(ctx: Any, incomplete: str) -> Choices:
    """Return the orders in which profiles can stand side by side."""
    from mgi_cli.judging.comparison import SORTS

    return _beginning(incomplete, lambda: SORTS)


def gaps(ctx: Any, incomplete: str) -> Choices:
    """Return the statuses of gaps."""
    from mgi_cli.model import GAPS

    return _beginning(incomplete, lambda: GAPS)


def agendas(ctx: Any, incomplete: str) -> Choices:
    """Return the agendas that a profile can be read by."""
    from mgi_cli.judging.agendas import Agenda

    return _beginning(incomplete, lambda: Agenda)


def schemas(ctx: Any, incomplete: str) -> Choices:
    """Return the names of the schemas that can be printed."""
    from mgi_cli.frameworks import schema_names

    return _beginning(incomplete, lambda: ("profile", *schema_names()))


def domains(ctx: Any, incomplete: str) -> Choices:
    """Return the ids of the domains; of the framework only the structure is read, and no text."""
    return _beginning(incomplete, lambda: (domain["id"] for domain in _structure(ctx)["domains"]))


def indicators(ctx: Any, incomplete: str) -> Choices:
    """Return the ids of the indicators; of the framework only the structure is read, and no text."""
    return _beginning(incomplete, lambda: _indicator_ids(_structure(ctx)))


def _structure(ctx: Any) -> dict[str, Any]:
    from mgi_cli.frameworks import Frameworks

    return Frameworks(asked=ctx.params.get("framework")).structure()


def _indicator_ids(structure: dict[str, Any]) -> Iterator[str]:
    for domain in structure["domains"]:
        for subdomain in domain["subdomains"]:
            yield from (indicator["id"] for indicator in subdomain["indicators"])
