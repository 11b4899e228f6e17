"""What is only the consequence of another problem is not told beside it: one mistake, one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mgi_cli.diagnostic import Diagnostic

    Cause = Callable[[Diagnostic, Diagnostic], bool]


def without(diagnostics: Iterable[Diagnostic], read: Iterable[Diagnostic] = ()) -> tuple[Diagnostic, ...]:
    """Return the diagnostics but for those that another of them, or one of those of the reader, explains."""
    told = tuple(diagnostics)
    every = (*told, *read)
    return tuple(item for item in told if not _explained(item, every))


def _explained(item: Diagnostic, every: Sequence[Diagnostic]) -> bool:
    causes = _CAUSES.get(item.code)
    return causes is not None and any(causes(item, other) for other in every)


def _misspelt(missing: Diagnostic, other: Diagnostic) -> bool:
    """Return whether a key is missing because it is misspelt: it stands there as another."""
    beside = other.at_key and other.route[:-1] == missing.route
    return beside and other.code in ("unknown_key", "curly_quotes") and other.suggestion == missing.params["key"]


def _unknown(bad_key: Diagnostic, other: Diagnostic) -> bool:
    """Return whether there is nothing of the name that is no key: that says enough."""
    return other.code in ("unknown_finding", "unknown_source") and other.route == bad_key.route


def _uncited(unused: Diagnostic, other: Diagnostic) -> bool:
    """Return whether an answer cites a finding after all, only misspelt, out of place or in an unread list."""
    if other.code == "unknown_finding":
        return bool(other.suggestion == unused.params["key"])
    if other.code == "unknown_key" and len(other.route) == 1 and other.suggestion == "answers":
        return True  # the answers stand there under another name
    if other.code == "bad_indentation" and other.at_key:
        return True  # what hangs on a line that lies elsewhere than it was meant to may cite anything
    cites = len(other.route) == 3 and (other.route[0], other.route[2]) == ("answers", "findings")
    return cites and other.code in ("wrong_type", "list_mark") and not other.repairable


def _displaced(_: Diagnostic, other: Diagnostic) -> bool:
    """Return whether a section is empty because what belongs to it is not indented as it should be."""
    return (other.at_key and other.code == "bad_indentation") or other.code == "odd_space"


def _no_date(late: Diagnostic, other: Diagnostic) -> bool:
    """Return whether what lies after another date is none."""
    return other.code in ("bad_date", "no_such_day") and other.route == late.route and not other.repairable


def _misdated(expired: Diagnostic, other: Diagnostic) -> bool:
    """Return whether what has expired has no such end, or one before its beginning: that says enough."""
    return _no_date(expired, other) or (other.code == "ends_before_it_begins" and other.route == expired.route)


_CAUSES: dict[str, Cause] = {
    "missing_key": _misspelt,
    "bad_key": _unknown,
    "unused_finding": _uncited,
    "empty_value": _displaced,
    "after_publication": _no_date,
    "date_in_future": _no_date,
    "expired_before_publication": _misdated,
    "expired_evidence": _misdated,
}
"""What tells whether one problem is the consequence of another, by the code of the one."""
