"""What has expired: evidence that held good until a day that has passed, and answers that rest on nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_cli.diagnostic import Diagnostic, Severity
from mgi_cli.judging.case import entries, items, word
from mgi_cli.judging.dates import is_before
from mgi_cli.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from mgi_cli.judging.case import Case, Rule
    from mgi_cli.location import Route
    from mgi_cli.model import Answer, Domain, Evidence, Profile


def is_expired(evidence: Evidence, today: str) -> bool:
    """Return whether evidence no longer holds good on a day, ``2026-11-24``; what names no end always does."""
    return evidence.valid_until is not None and is_before(evidence.valid_until, today)


def expired(answer: Answer, today: str) -> tuple[Evidence, ...]:
    """Return the evidence of an answer that no longer holds good on a day."""
    return tuple(item for item in answer.evidence if is_expired(item, today))


def rests_on_expired(answer: Answer, today: str) -> bool:
    """Return whether an answer rests on evidence that has expired by a day, all of it, and on no key finding."""
    bare = answer.status.is_answer and answer.evidence and not answer.findings
    return bool(bare) and len(expired(answer, today)) == len(answer.evidence)


def resting_on_expired(profile: Profile, domains: Iterable[Domain], today: str) -> tuple[str, ...]:
    """Return the indicators of some domains whose answers rest on expired evidence only, in the framework's order."""
    return tuple(
        indicator.id
        for domain in domains
        for indicator in domain.indicators
        if indicator.id in profile.answers and rests_on_expired(profile.answers[indicator.id], today)
    )


# Rules over the plain tree, as in ``rules``


def expired_evidence(case: Case) -> Iterator[Diagnostic]:
    """Evidence has expired: by today, which is a note, or before the profile was published and nothing else bears it.

    The note depends on the day, and so never fails a file that has not changed.
    """
    published = case.dates.get(("assessment", "published"))
    answers = dict(items(case.tree, "answers"))
    for route, until in case.dates.items():
        if route[-1] != "valid_until":
            continue
        if published and is_before(until, published) and not _is_borne(answers[str(route[1])], route, case, published):
            params = {"value": until, "published": published}
            yield Diagnostic(code="expired_before_publication", severity=Severity.WARNING, route=route, params=params)
        elif is_before(until, case.today):
            yield Diagnostic(code="expired_evidence", severity=Severity.NOTE, route=route, params={"value": until})


def _is_borne(answer: Mapping[str, Any], route: Route, case: Case, published: str) -> bool:
    """Return whether an answer had something else to rest on when the profile was published.

    Other evidence that held good, or a key finding, unless the answer says that the thing is there: then a finding
    about an end, such as that of a strategy, does not bear it.
    """
    here = route[:-2]
    for position in range(len(entries(answer, "evidence"))):
        until = case.dates.get((*here, position, "valid_until"))
        if until is None or not is_before(until, published):
            return True
    return bool(entries(answer, "findings")) and word(answer, "status") != Status.PRESENT


RULES: tuple[Rule, ...] = (expired_evidence,)
