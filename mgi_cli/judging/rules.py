"""What a profile means, beyond its shape: small rules over the plain tree, each yielding diagnostics.

They run on trees that may have errors of shape, so they look only at what has the shape they need.
"""

from __future__ import annotations

import re
from calendar import monthrange
from typing import TYPE_CHECKING

from mgi_cli.diagnostic import Diagnostic, Severity, first
from mgi_cli.judging import expiry, source_rules
from mgi_cli.judging.case import entries, items, word
from mgi_cli.judging.dates import is_before
from mgi_cli.model import STAGES, Kind, Status
from mgi_cli.text import Nearest, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_cli.judging.case import Case, Rule
    from mgi_cli.location import Route

_MISSING = frozenset((Status.ABSENT, Status.NO_EVIDENCE))


def check(case: Case) -> tuple[Diagnostic, ...]:
    """Return what every rule has to say of a case."""
    return tuple(diagnostic for rule in RULES for diagnostic in first(rule(case)))


def unknown_finding(case: Case) -> Iterator[Diagnostic]:
    """An answer cites a key finding that the profile does not have."""
    known = dict(items(case.tree, "findings"))
    unknown = [(route, key) for route, key in case.cited_findings if key not in known]
    by_text = {fold(str(item.get("text"))): key for key, item in known.items()} if unknown else {}
    near = Nearest(known)
    for route, key in unknown:
        meant = by_text.get(fold(key)) or near(key)
        yield Diagnostic(code="unknown_finding", route=route, params={"key": key}, suggestion=meant)


def unknown_source(case: Case) -> Iterator[Diagnostic]:
    """A finding or an evidence cites a source that the profile does not have."""
    known = dict(items(case.tree, "sources"))
    near = Nearest(known)
    for route, key in case.cited_sources():
        if key not in known:
            yield Diagnostic(code="unknown_source", route=route, params={"key": key}, suggestion=near(key))


def unused_finding(case: Case) -> Iterator[Diagnostic]:
    """No answer cites a key finding; it is kept and shown, but may have been forgotten."""
    used = {key for _, key in case.cited_findings}
    used |= {str(item.get("finding")) for item in entries(case.tree, "proposals") if isinstance(item, dict)}
    for edition, _ in items(case.tree, "unmoved"):  # they come back with the answers that cite them
        kept = case.tree["unmoved"][edition]
        used |= {
            key for _, answer in items(kept, "answers") for key in entries(answer, "findings") if isinstance(key, str)
        }
    for key, _ in items(case.tree, "findings"):
        if key not in used:
            route = ("findings", key)
            yield Diagnostic(
                code="unused_finding", severity=Severity.NOTE, route=route, at_key=True, params={"key": key}
            )


def finding_disagrees(case: Case) -> Iterator[Diagnostic]:
    """A well-developed area under an answer that says it is missing, or the reverse."""
    findings = dict(items(case.tree, "findings"))
    for indicator, answer in items(case.tree, "answers"):
        status = word(answer, "status")
        for position, key in enumerate(entries(answer, "findings")):
            kind = findings.get(key, {}).get("kind") if isinstance(key, str) else None
            if (kind == Kind.WELL_DEVELOPED and status in _MISSING) or (
                kind == Kind.POTENTIAL and status == Status.PRESENT
            ):
                route = ("answers", indicator, "findings", position)
                params = {"key": key, "kind": kind, "status": status}
                yield Diagnostic(code="finding_disagrees", severity=Severity.WARNING, route=route, params=params)


def finding_of_other_domain(case: Case) -> Iterator[Diagnostic]:
    """A key finding of one domain informs an indicator of another, which can be right."""
    findings = dict(items(case.tree, "findings"))
    others = {item.id for item in case.framework.domains}
    for route, key in case.cited_findings:
        indicator = case.framework.indicators.get(str(route[1]))
        domain = word(findings.get(key), "domain")
        if indicator and domain in others and domain != indicator.domain:
            params = {"key": key, "domain": domain, "other": indicator.domain}
            yield Diagnostic(code="finding_of_other_domain", severity=Severity.NOTE, route=route, params=params)


def identical_findings(case: Case) -> Iterator[Diagnostic]:
    """Two key findings have the same text; one was probably pasted twice."""
    seen: dict[str, str] = {}
    for key, finding in items(case.tree, "findings"):
        written = finding.get("text")
        if isinstance(written, str):
            other = seen.setdefault(fold(written), key)
            if other != key:
                yield Diagnostic(
                    code="identical_findings",
                    severity=Severity.WARNING,
                    route=("findings", key, "text"),
                    params={"key": key, "other": other},
                    related=case.document.values.get(("findings", other, "text")),
                )


def source_without_date(case: Case) -> Iterator[Diagnostic]:
    """A source has no date, so that nobody can tell how old it is."""
    for key, source in items(case.tree, "sources"):
        if "date" not in source:
            yield Diagnostic(
                code="source_without_date",
                severity=Severity.NOTE,
                route=("sources", key),
                at_key=True,
                params={"key": key},
            )


def date_in_future(case: Case) -> Iterator[Diagnostic]:
    """Something is dated after today that lies in the past: a publication, a document, an answer."""
    for route, date in case.dates.items():
        if route[-1] not in _MAY_COME and is_before(case.today, date):
            params = {"value": date}
            yield Diagnostic(code="date_in_future", severity=Severity.WARNING, route=route, params=params)


def no_such_day(case: Case) -> Iterator[Diagnostic]:
    """A date is written as one but names a day that its month does not have, or the year 0, which there was not."""
    for route, date in case.dates.items():
        no_year = date.startswith("0000")
        if date[8:] <= "28" and not no_year:  # all but a few, and those that name no day
            continue
        year, month, day = map(int, f"{date}-01-01".split("-")[:3])
        if no_year or not 1 <= month <= 12 or day > monthrange(year, month)[1]:
            yield Diagnostic(code="no_such_day", route=route, params={"value": date})


def unknown_country(case: Case) -> Iterator[Diagnostic]:
    """A code is in the form of a country's, and neither in ISO 3166-1 nor one that it leaves to its users."""
    place = case.tree.get("place") if isinstance(case.tree, dict) else None
    code = place.get("country") if isinstance(place, dict) else None
    if not isinstance(code, str) or not re.fullmatch("[A-Z]{3}", code) or _FOR_USERS.fullmatch(code):
        return
    if not case.is_country(code):
        route = ("place", "country")
        yield Diagnostic(code="unknown_country", severity=Severity.WARNING, route=route, params={"value": code})


def dates_out_of_order(case: Case) -> Iterator[Diagnostic]:
    """A time that ends before it begins, or a thing that is dated after the profile that rests on it.

    An answer may be later: it can be read from a published profile by somebody else.
    """
    dates = case.dates
    published = dates.get(("assessment", "published"))
    for route, date in dates.items():
        begin = dates.get((*route[:-1], _BEGINS[route[-1]])) if route[-1] in _BEGINS else None
        if begin and is_before(date, begin):
            params = {"value": date, "other": begin}
            yield Diagnostic(code="ends_before_it_begins", severity=Severity.WARNING, route=route, params=params)
        if published and route[0] in _BEFORE_PUBLICATION and route[-1] == "date" and is_before(published, date):
            params = {"value": date, "published": published}
            yield Diagnostic(code="after_publication", severity=Severity.WARNING, route=route, params=params)


_FOR_USERS = re.compile("AA[A-Z]|Q[M-Z][A-Z]|X[A-Z]{2}|ZZ[A-Z]")  # ISO 3166-1, clause 8.1.3
_MAY_COME = ("valid_until", "due", "start", "end")
_BEGINS = {"valid_until": "date", "end": "start"}
_BEFORE_PUBLICATION = frozenset(["sources", "answers"])


def stage_twice(case: Case) -> Iterator[Diagnostic]:
    """A stage of the assessment stands twice, so that nobody can tell when it was."""
    first: dict[str, Route] = {}
    for route, stage in _stages(case):
        other = first.setdefault(stage, route)
        if other != route:
            yield Diagnostic(
                code="stage_twice",
                severity=Severity.WARNING,
                route=route,
                params={"stage": stage},
                related=case.document.values.get(other),
            )


def stages_out_of_order(case: Case) -> Iterator[Diagnostic]:
    """A stage certainly begins before one that comes before it in the course of an assessment."""
    begun: dict[str, str] = {}
    for route, stage in _stages(case):
        if start := case.dates.get((*route[:-1], "start")):
            begun.setdefault(stage, start)
    for route, stage in _stages(case):
        start = case.dates.get((*route[:-1], "start"))
        before = [name for name in STAGES[: STAGES.index(stage)] if name in begun]
        late = next((name for name in before if start and is_before(start, begun[name])), None)
        if late:
            params = {"stage": stage, "value": start, "other": late, "begun": begun[late]}
            where = (*route[:-1], "start")
            yield Diagnostic(code="stages_out_of_order", severity=Severity.WARNING, route=where, params=params)


def _stages(case: Case) -> Iterator[tuple[Route, str]]:
    """Yield the stages that the format knows, each with the route of its name."""
    for position, entry in enumerate(entries(case.tree, "stages")):
        stage = word(entry, "stage")
        if stage in STAGES:
            yield ("stages", position, "stage"), stage


RULES: tuple[Rule, ...] = (
    unknown_finding,
    unknown_source,
    unused_finding,
    finding_disagrees,
    finding_of_other_domain,
    identical_findings,
    source_without_date,
    date_in_future,
    no_such_day,
    unknown_country,
    dates_out_of_order,
    stage_twice,
    stages_out_of_order,
    *expiry.RULES,
    *source_rules.RULES,
)
