"""What an answer becomes when somebody gives it: pure changes of its plain tree, in the terms of the profile format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mgi_cli.errors import MgiError
from mgi_cli.judging.case import entries, items, word
from mgi_cli.model import MovedFrom, Status
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


def confirmed(tree: Tree, proposal: Tree, given: Given) -> Tree:
    """Return the answer of a profile to an indicator when somebody confirms a proposal.

    It rests on the finding that the proposal names, and on all that the answers rested on which it was made from in
    another edition, as far as they are kept; nothing that the answer had is replaced. Raises ``MgiError`` where a
    reason is needed and there is none.
    """
    before = dict(items(tree, "answers")).get(str(proposal["indicator"]), {})
    kept = _moved_from(tree, proposal)
    reasons = (word(answer, "reason") for answer in kept.values())
    reason = given.reason or before.get("reason") or next(filter(None, reasons), None)
    after = answered(before, given.but(reason=reason))
    cited = [proposal.get("finding"), *(key for answer in kept.values() for key in entries(answer, "findings"))]
    after = with_findings(after, [key for key in cited if key in dict(items(tree, "findings"))])
    known = dict(items(tree, "sources"))
    for item in (piece for answer in kept.values() for piece in entries(answer, "evidence")):
        sources = [key for key in entries(item, "sources") if key in known]
        piece = {**item, "sources": sources} if sources else {name: item[name] for name in item if name != "sources"}
        if piece not in after.get("evidence", ()):
            after["evidence"] = [*after.get("evidence", ()), piece]
    notes = {code: note for code, answer in kept.items() if (note := word(answer, "note"))}
    if notes and not after.get("note"):
        several = len(notes) > 1
        after["note"] = " ".join(f"{code}: {note}" if several else note for code, note in notes.items())
    return after


def _moved_from(tree: Tree, proposal: Tree) -> dict[str, Tree]:
    """Return the answers in another edition that a proposal was made from, by their codes there."""
    came = MovedFrom.read(word(proposal, "origin"))
    kept = dict(items(tree, "unmoved")).get(came.framework, {}) if came else {}
    answers = dict(items(kept, "answers"))
    return {code: answers[code] for code in (came.indicators if came else ()) if code in answers}


def without_proposals(proposals: Iterable[Tree], indicator: str) -> list[Tree]:
    """Return the proposals for other indicators; what was proposed for this one is decided."""
    return [item for item in proposals if item.get("indicator") != indicator]


def _set(tree: Tree, key: str, value: Any) -> None:
    if value is None:
        tree.pop(key, None)
    else:
        tree[key] = value
