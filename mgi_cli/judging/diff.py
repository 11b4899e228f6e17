"""What changed between two profiles: a list of changes in the framework's order.

Two rounds of the same place speak of progress and regression; two places only of differences.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from mgi_cli.errors import MgiError
from mgi_cli.model import Answer, Status
from mgi_cli.text import fold
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mgi_cli.model import Domain, Framework, KeyFinding, Profile


class ChangeKind(StrEnum):
    """The kinds of change in the order shown: seven over time, three between places."""

    REGRESSION = "regression"
    PROGRESS = "progress"
    NEWLY_ASSESSED = "newly_assessed"
    NO_LONGER_ASSESSED = "no_longer_assessed"
    SCOPE = "scope"
    RESTATED = "restated"
    EVIDENCE = "evidence"
    DIFFERENT = "different"
    ONLY_OLD = "only_old"
    ONLY_NEW = "only_new"


BETWEEN_PLACES = (ChangeKind.DIFFERENT, ChangeKind.ONLY_OLD, ChangeKind.ONLY_NEW)
OVER_TIME = tuple(kind for kind in ChangeKind if kind not in BETWEEN_PLACES)

_ORDER = {Status.PRESENT: 2, Status.PARTIAL: 1, Status.ABSENT: 0, Status.NO_EVIDENCE: 0}
_GROUNDS = ("findings", "evidence", "sources", "note", "reason")
_NO_ANSWER = Answer(indicator="", status=Status.NOT_ASSESSED)


class Change(Value):
    """One difference between two profiles in one indicator.

    ``field`` is ``status``, or what changed under the same status: ``findings``, ``evidence``, ``sources``, ``note`` or
    ``reason``. ``before`` and ``after`` are the values of that field as text or lists of text. ``unexplained`` marks a
    changed status under which none of those changed.
    """

    kind: ChangeKind
    indicator: str
    domain: str
    field: str
    before: Any
    after: Any
    unexplained: bool = False


class Diff(Value):
    """Everything that differs between two profiles of one framework.

    ``unchanged`` counts, by domain id, the indicators that both have answered without any difference.
    ``added`` and ``gone`` are the key findings that only the new or only the old profile has.
    """

    old: Profile
    new: Profile
    domains: tuple[Domain, ...]
    changes: tuple[Change, ...]
    added: tuple[KeyFinding, ...]
    gone: tuple[KeyFinding, ...]
    unchanged: Mapping[str, int]

    @property
    def same_place(self) -> bool:
        """Whether the two are rounds of one place."""
        return self.old.same_place(self.new)

    @property
    def kinds(self) -> tuple[ChangeKind, ...]:
        """The kinds of change that can occur here, in the order shown."""
        return OVER_TIME if self.same_place else BETWEEN_PLACES

    @property
    def differs(self) -> bool:
        """Whether there is anything to report."""
        return bool(self.changes or self.added or self.gone)

    @property
    def unexplained(self) -> tuple[str, ...]:
        """The indicators whose status changed under the same findings, evidence, sources, note and reason."""
        return tuple(change.indicator for change in self.changes if change.unexplained)

    def count(self, kind: ChangeKind, domain: str | None = None) -> int:
        """Return how many changes of a kind there are, in one domain or in all."""
        return sum(change.kind is kind and domain in (None, change.domain) for change in self.changes)

    def indicators(self, kind: ChangeKind, domain: str | None = None) -> int:
        """Return how many indicators have a change of a kind; several of their fields may have changed."""
        return len({item.indicator for item in self.changes if item.kind is kind and domain in (None, item.domain)})


def compare(old: Profile, new: Profile, framework: Framework, domains: Iterable[Domain] | None = None) -> Diff:
    """Return what differs between two profiles that answer ``framework``, in some of its domains or in all.

    Raises ``MgiError`` where the two answer different editions: those are never compared code by code.
    """
    if old.framework != new.framework:
        raise MgiError("different_frameworks", old=old.framework, new=new.framework)
    return between(old, new, tuple(domains or framework.domains))


def between(old: Profile, new: Profile, chosen: tuple[Domain, ...]) -> Diff:
    """Return what differs between two profiles in the indicators of some domains, whose codes mean the same in both."""
    per_domain = {domain.id: tuple(_changes(old, new, domain)) for domain in chosen}
    return Diff(
        old=old,
        new=new,
        domains=chosen,
        changes=tuple(change for changes in per_domain.values() for change in changes),
        added=_only_in(new, old, chosen),
        gone=_only_in(old, new, chosen),
        unchanged={domain.id: _unchanged(old, new, domain, per_domain[domain.id]) for domain in chosen},
    )


def _changes(old: Profile, new: Profile, domain: Domain) -> Iterator[Change]:
    over_time = old.same_place(new)
    for indicator in domain.indicators:
        before = _grounds(old, indicator.id)
        after = _grounds(new, indicator.id)
        old_status, new_status = old.status(indicator.id), new.status(indicator.id)
        if old_status is not new_status:
            yield Change(
                kind=kind_of(old_status, new_status) if over_time else difference_of(old_status, new_status),
                indicator=indicator.id,
                domain=domain.id,
                field="status",
                before=str(old_status),
                after=str(new_status),
                unexplained=over_time and not _changed_grounds(before, after),
            )
        elif over_time:
            yield from _evidence_changes(indicator.id, domain.id, before, after)


def _evidence_changes(
    indicator: str, domain: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[Change]:
    for field in _changed_grounds(before, after):
        yield Change(
            kind=ChangeKind.EVIDENCE,
            indicator=indicator,
            domain=domain,
            field=field,
            before=before[field],
            after=after[field],
        )


def _changed_grounds(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the fields that differ; key findings are the same where their folded text is. Order says nothing."""
    return tuple(field for field in _GROUNDS if _essence(field, before[field]) != _essence(field, after[field]))


def _essence(field: str, value: Any) -> Any:
    if field == "findings":
        return sorted(fold(text) for text in value)
    return sorted(value) if isinstance(value, list) else value


def kind_of(old: Status, new: Status) -> ChangeKind:
    """Return the kind of a change of status in the same place over time; the two differ."""
    if old is Status.NOT_ASSESSED:
        return ChangeKind.NEWLY_ASSESSED
    if new is Status.NOT_ASSESSED:
        return ChangeKind.NO_LONGER_ASSESSED
    if Status.NOT_APPLICABLE in (old, new):
        return ChangeKind.SCOPE
    if _ORDER[old] == _ORDER[new]:
        return ChangeKind.RESTATED
    return ChangeKind.PROGRESS if _ORDER[old] < _ORDER[new] else ChangeKind.REGRESSION


def difference_of(old: Status, new: Status) -> ChangeKind:
    """Return the kind of a difference of status between two places; the two differ."""
    if new is Status.NOT_ASSESSED:
        return ChangeKind.ONLY_OLD
    return ChangeKind.ONLY_NEW if old is Status.NOT_ASSESSED else ChangeKind.DIFFERENT


def _grounds(profile: Profile, indicator: str) -> dict[str, Any]:
    """Return what an answer rests on, in words that do not depend on the ids of the profile.

    Sources are those of the evidence. A finding is the same by its text, though each round publishes it anew.
    """
    answer = profile.answers.get(indicator, _NO_ANSWER)
    keys = {key for item in answer.evidence for key in item.sources}
    return {
        "findings": [finding.text.value for finding in profile.findings_of(indicator)],
        "evidence": [_as_text(item.text, item.date, item.valid_until) for item in answer.evidence],
        "sources": sorted(_source(profile, key) for key in keys),
        "note": answer.note,
        "reason": answer.reason,
    }


def _source(profile: Profile, key: str) -> str:
    source = profile.sources[key]
    return _as_text(source.title, source.publisher, source.date, source.url)


def _as_text(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _identity(finding: KeyFinding) -> tuple[str, str]:
    return finding.domain, fold(finding.text.value)


def _only_in(profile: Profile, other: Profile, domains: tuple[Domain, ...]) -> tuple[KeyFinding, ...]:
    """Return the findings of ``profile`` that ``other`` lacks, told by domain and text; repeated ones one by one."""
    chosen = [domain.id for domain in domains]
    there = Counter(_identity(finding) for finding in other.findings.values())
    found = []
    for finding in profile.findings.values():
        if there[_identity(finding)]:
            there[_identity(finding)] -= 1
        elif finding.domain in chosen:
            found.append(finding)
    return tuple(sorted(found, key=lambda finding: chosen.index(finding.domain)))


def _unchanged(old: Profile, new: Profile, domain: Domain, changes: tuple[Change, ...]) -> int:
    changed = {change.indicator for change in changes}
    return sum(
        indicator.id not in changed and old.status(indicator.id).is_answer and new.status(indicator.id).is_answer
        for indicator in domain.indicators
    )
