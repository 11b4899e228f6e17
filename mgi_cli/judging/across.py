"""Two profiles of different editions, compared along the mapping between them, where the question stayed the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_cli.judging import diff
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_cli.judging.diff import Diff
    from mgi_cli.judging.editions import EditionMapping, Link
    from mgi_cli.model import Domain, Framework, KeyFinding, Profile


class Across(Value):
    """What differs between two profiles of different editions, and what of them cannot be compared.

    In ``diff``, the old profile bears the codes and domains of the new edition. ``old`` is the profile as it is, of
    ``edition``. ``apart`` are the indicators without a like one on the other side, ``findings`` the key findings of the
    old profile whose domain has no place in the new edition.
    """

    diff: Diff
    mapping: EditionMapping
    old: Profile
    edition: Framework
    apart: tuple[Link, ...]
    findings: tuple[KeyFinding, ...]


def compare(
    old: Profile,
    new: Profile,
    mapping: EditionMapping,
    editions: tuple[Framework, Framework],
    domains: Iterable[Domain] | None = None,
) -> Across:
    """Return what differs between two profiles, the editions of which are given and the mapping from one to the other.

    ``domains`` are those of the new edition to compare, by default all.
    """
    chosen = tuple(domains or editions[1].domains)
    moved = _in_new_codes(old, mapping, editions[1])
    comparable = tuple(_only(domain, frozenset(mapping.carried.values())) for domain in chosen)
    return Across(
        diff=diff.between(moved, new, comparable),
        mapping=mapping,
        old=old,
        edition=editions[0],
        apart=tuple(_apart(mapping, editions[0], chosen)),
        findings=tuple(finding for key, finding in old.findings.items() if key not in moved.findings),
    )


def _in_new_codes(old: Profile, mapping: EditionMapping, new: Framework) -> Profile:
    """Return a profile with the answers whose question stayed, under the codes and domains of another edition."""
    codes = mapping.carried
    answers = {codes[key]: item.but(indicator=codes[key]) for key, item in old.answers.items() if key in codes}
    findings = {}
    for key, finding in old.findings.items():
        citing = (code for code in new.indicators if code in answers and key in answers[code].findings)
        cited = [new.indicators[code].domain for code in citing]
        domain = mapping.domain_of(finding.domain, cited, new)
        if domain is not None:
            findings[key] = finding.but(domain=domain)
    return old.but(answers=answers, findings=findings)


def _only(domain: Domain, codes: frozenset[str]) -> Domain:
    """Return a domain with some of its indicators."""
    subdomains = tuple(
        item.but(indicators=tuple(indicator for indicator in item.indicators if indicator.id in codes))
        for item in domain.subdomains
    )
    return domain.but(subdomains=subdomains)


def _apart(mapping: EditionMapping, old: Framework, chosen: tuple[Domain, ...]) -> Iterable[Link]:
    """Yield the links that carry nothing over, of indicators in some domains, or in those that these came from."""
    codes = {indicator.id for domain in chosen for indicator in domain.indicators}
    ids = {domain.id for domain in chosen}
    for link in mapping.links:
        domains = {place for code in link.old for place in mapping.domains_of(old.indicators[code].domain)}
        if not link.relation.carries and (codes & set(link.new) or (not link.new and domains & ids)):
            yield link
