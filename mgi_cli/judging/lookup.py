"""Find one thing among the things of a framework, from what a person types."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mgi_cli.errors import MgiError
from mgi_cli.text import fold, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mgi_cli.model import Domain, Framework, Indicator, Status


def find_domain(framework: Framework, asked: str) -> Domain:
    """Return the domain given by number, id, name or unambiguous beginning of one, accents and case ignored.

    The first of these that fits exactly one domain wins: the number or id, the beginning of one, the name in the
    language shown, the beginning of that.

    Raises ``MgiError`` for one that fits none or several.
    """
    word = fold(asked)
    for tier in _tiers(framework):
        hits = [domain for key, domain in tier if word and key == word]
        hits = hits or [domain for key, domain in tier if word and key.startswith(word)]
        if len({domain.id for domain in hits}) == 1:
            return hits[0]
    by_name = {name: domain for domain in framework.domains for name in (domain.id, domain.name)}
    meant = nearest(asked, by_name)
    raise MgiError(
        "unknown_domain",
        domain=asked,
        suggestion=by_name[meant].id if meant else None,
        domains=[(domain.number, domain.id, domain.name) for domain in framework.domains],
    )


def _tiers(framework: Framework) -> Iterator[list[tuple[str, Domain]]]:
    yield [(str(domain.number), domain) for domain in framework.domains] + [
        (fold(domain.id), domain) for domain in framework.domains
    ]
    yield [(fold(domain.name), domain) for domain in framework.domains]


def find_status(asked: str, typed: Mapping[str, Status], scale: Iterable[Status]) -> Status:
    """Return a status given by code or by one of the folded words ``typed``; raises ``MgiError`` for an unknown one."""
    status = typed.get(fold(asked))
    if status is None:
        meant = nearest(asked, typed)
        raise MgiError(
            "unknown_status",
            status=asked,
            suggestion=str(typed[fold(meant)]) if meant else None,
            known=[str(item) for item in scale],
        )
    return status


def find_answer(asked: str, typed: Mapping[str, Status], scale: Iterable[Status]) -> Status:
    """Return a status of a scale, given as in ``find_status``; raises ``MgiError`` for another."""
    known = list(scale)
    status = typed.get(fold(asked))
    if status in known and status is not None:
        return status
    meant = nearest(asked, known)
    raise MgiError("unknown_answer", status=asked, suggestion=meant, known=[str(item) for item in known])


def find_keys(known: Iterable[str], asked: Iterable[str], code: str) -> None:
    """Raise ``MgiError`` with that code for the first key asked for that is not among the known ones."""
    there = list(known)
    for key in asked:
        if key not in there:
            raise MgiError(f"{code}_key", key=key, suggestion=nearest(key, there), known=there)


def check_date(date: str | None) -> None:
    """Raise ``MgiError`` for a date that is not written as one; ``None`` is no date and fine."""
    if date is not None and not re.fullmatch(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?", date):
        raise MgiError("bad_date", date=date)


def find_indicator(framework: Framework, asked: str, others: Iterable[str] = ()) -> Indicator:
    """Return the indicator with this id; raises ``MgiError``, with what was meant among the ids and ``others``."""
    if asked in framework.indicators:
        return framework.indicators[asked]
    raise MgiError("unknown_code", what=asked, suggestion=nearest(asked, (*framework.indicators, *others)))
