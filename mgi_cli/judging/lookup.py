"""Find one thing among the things of a framework, from what a person types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_cli.errors import MgiError
from mgi_cli.text import fold, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from mgi_cli.model import Domain, Framework, Indicator, Status


def find_domain(framework: Framework, asked: str) -> Domain:
    """Return the domain given by number, id, name or unambiguous beginning of one, accents and case ignored.

    Tried in this order, the first that fits exactly one domain wins: the numbers and ids, the names in the language
    shown, the names in the others; within each the whole before its beginning.

    Raises ``MgiError`` for one that fits none or several.
    """
    word = fold(asked)
    could_be: dict[str, Domain] = {}
    for tier in _tiers(framework) if word else ():
        hits = [domain for key, domain in tier if key == word]
        hits = hits or [domain for key, domain in tier if key.startswith(word)]
        fitting = {domain.id: domain for domain in hits}
        if len(fitting) == 1:
            return hits[0]
        could_be = could_be or fitting
    if could_be:
        raise MgiError("ambiguous_domain", domain=asked, domains=_listed(could_be.values()))
    by_name = {name: domain for domain in framework.domains for name in (domain.id, domain.name)}
    meant = nearest(asked, by_name)
    raise MgiError(
        "unknown_domain",
        domain=asked,
        suggestion=by_name[meant].id if meant else None,
        domains=_listed(framework.domains),
    )


def _tiers(framework: Framework) -> Iterator[list[tuple[str, Domain]]]:
    domains = framework.domains
    yield [(fold(key), domain) for domain in domains for key in (str(domain.number), domain.id)]
    yield [(fold(domain.name), domain) for domain in domains]
    yield [(fold(name), domain) for domain in domains for name in framework.other_names.get(domain.id, ())]


def _listed(domains: Iterable[Domain]) -> list[tuple[int, str, str]]:
    return [(domain.number, domain.id, domain.name) for domain in domains]


def find_status(
    asked: str, typed: Mapping[str, Status], scale: Iterable[Status], *, code: str = "unknown_status"
) -> Status:
    """Return one of the statuses of ``scale`` by its code or by one of the folded words ``typed``.

    Raises ``MgiError`` with that ``code`` for any other.
    """
    known = tuple(scale)
    status = typed.get(fold(asked))
    if status in known:
        return status
    possible = {word: item for word, item in typed.items() if item in known}
    meant = nearest(asked, possible) if status is None else None
    raise MgiError(
        code,
        status=asked,
        suggestion=str(possible[fold(meant)]) if meant else None,
        known=[str(item) for item in known],
    )


def find_answer(asked: str, typed: Mapping[str, Status], scale: Iterable[Status]) -> Status:
    """Return a status of a scale, given as in ``find_status``; raises ``MgiError`` for another."""
    return find_status(asked, typed, scale, code="unknown_answer")


def find_keys(known: Iterable[str], asked: Iterable[str], code: str) -> None:
    """Raise ``MgiError`` with that code for the first key asked for that is not among the known ones."""
    there = list(known)
    for key in asked:
        if key not in there:
            raise MgiError(f"{code}_key", key=key, suggestion=nearest(key, there), known=there)


def find_indicator(framework: Framework, asked: str) -> Indicator:
    """Return the indicator with this id; raises ``MgiError``, with what was meant among the ids."""
    code = asked.strip().rstrip(".")
    if code in framework.indicators:
        return framework.indicators[code]
    meant = _labelled(framework, asked) or nearest(asked, framework.indicators)
    raise MgiError("unknown_indicator_code", what=asked, framework=framework.id, suggestion=meant)


def _labelled(framework: Framework, asked: str) -> str | None:
    """Return the code of the indicator that is called so in the language shown."""
    word = fold(asked)
    return next((code for code in framework.indicators if fold(framework.text(code).label) == word), None)


def find_any(
    framework: Framework, asked: str, typed: Callable[[], Mapping[str, Status]], others: Iterable[str] = ()
) -> Indicator | Status | Domain:
    """Return the indicator with this id, or the status or the domain that ``asked`` names.

    ``typed`` returns the folded words for statuses; it is called when it is no indicator. Raises ``MgiError`` with what
    was meant among all these and ``others``.
    """
    if asked in framework.indicators:
        return framework.indicators[asked]
    status = typed().get(fold(asked))
    if status is not None and status in framework.scale:
        return status
    try:
        return find_domain(framework, asked)
    except MgiError as error:
        if error.code == "ambiguous_domain":
            raise
    known = (*framework.indicators, *framework.scale, *(domain.id for domain in framework.domains), *others)
    raise MgiError("unknown_code", what=asked, suggestion=_labelled(framework, asked) or nearest(asked, known))
