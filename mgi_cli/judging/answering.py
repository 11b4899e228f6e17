"""What an answer becomes when somebody gives it: pure changes of its plain tree, in the terms of the profile format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mgi_cli.errors import MgiError
from mgi_cli.model import Status
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable

Tree = dict[str, Any]


class Given(Value):
    """What somebody answers: a status, why it does not apply, a note (an empty one deletes it), when, and who."""

    status: Status
    reason: str | None = None
    note: str | None = None
    on: str | None = None
    by: str | None = None


def answered(before: Tree, given: Given) -> Tree:
    """Return an answer with what is given; what it rested on stays.

    Taking an answer back (``not_assessed``) keeps notes and evidence, which wait for the next one, and forgets who
    answered and when. Raises ``MgiError`` where a reason is needed and there is none.
    """
    after = {**before, "status": str(given.status)}
    reason = (given.reason or "").strip() or before.get("reason")
    if given.status is Status.NOT_APPLICABLE and not reason:
        raise MgiError("reason_needed")
    _set(after, "reason", reason if given.status is Status.NOT_APPLICABLE else None)
    if given.note is not None:
        _set(after, "note", given.note.strip() or None)
    is_answer = given.status.is_answer
    _set(after, "assessed_on", (given.on or before.get("assessed_on")) if is_answer else None)
    _set(after, "assessed_by", (given.by or before.get("assessed_by")) if is_answer else None)
    return after


def with_evidence(before: Tree, text: str, *, date: str | None = None, sources: Iterable[str] = ()) -> Tree:
    """Return an answer with one more piece of evidence."""
    piece: Tree = {"text": text}
    _set(piece, "date", date)
    _set(piece, "sources", list(sources) or None)
    return {**before, "evidence": [*before.get("evidence", ()), piece]}


def with_findings(before: Tree, keys: Iterable[str]) -> Tree:
    """Return an answer that cites these findings, too; each once."""
    cited = list(dict.fromkeys([*before.get("findings", ()), *keys]))
    after = dict(before)
    _set(after, "findings", cited or None)
    return after


def without_proposals(proposals: Iterable[Tree], indicator: str) -> list[Tree]:
    """Return the proposals for other indicators; what was proposed for this one is decided."""
    return [item for item in proposals if item.get("indicator") != indicator]


def _set(tree: Tree, key: str, value: Any) -> None:
    if value is None:
        tree.pop(key, None)
    else:
        tree[key] = value
