"""Many proposals decided at once: the list written, and read back into the profile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mgi_cli import library
from mgi_cli.exchange import proposal_list
from mgi_cli.exchange.proposal_list import ListError
from mgi_cli.judging import answering
from mgi_cli.model import Status
from mgi_cli.reading import encoding, files
from mgi_cli.reading.editing import Entry
from mgi_cli.saving import Draft
from mgi_cli.views import proposals
from mgi_cli.words import statuses

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mgi_cli.cli.common import Desk
    from mgi_cli.exchange.proposal_list import Decision
    from mgi_cli.model import Framework, Profile
    from mgi_cli.views.report import Report


def write_list(desk: Desk, name: str, profile: Profile, framework: Framework, path: Path) -> str:
    """Write the list of proposals to a new file and return what to say; raises ``MgiError`` where it is there."""
    files.create(path, proposal_list.write(profile, framework, desk.words).encode())
    n = len(profile.proposals)
    return desk.words.say("proposals.written", n=n, path=files.shown(path), profile=name)


def confirm(desk: Desk, name: str, source: Path, by: str | None) -> Report:
    """Do in a profile what an edited list says and return the report of it.

    Raises ``ListError`` for a list that cannot be read, ``MgiError`` where a file cannot.
    """
    path = desk.library.find_to_change(name)
    profile, framework = desk.library.load(str(path))
    decoded = encoding.decode(files.read(source))
    if decoded.text is None or not decoded.safe:
        raise ListError("list_unreadable", path=files.shown(source))
    decisions = proposal_list.read(decoded.text, framework, statuses())
    _check(decisions, profile)
    left = sorted({item.indicator for item in decisions if item.confirmed and profile.status(item.indicator).is_answer})
    confirmed = [item for item in decisions if item.confirmed and item.indicator not in left]
    dismissed = [item for item in decisions if not item.confirmed]
    draft = Draft(path, framework)
    answers = [draft.answer_entry(item.indicator, _answer(draft, item, by)) for item in confirmed]
    before = draft.tree.get("proposals") or []
    rest = _undecided(before, confirmed, dismissed)
    draft.put(*answers, *([Entry((), "proposals", rest or None)] if rest != before else []))
    done = proposals.Decided(
        path=files.shown(path),
        confirmed=len(confirmed),
        dismissed=len(before) - len(rest) - sum(_is_decided(item, confirmed) for item in before),
        left=tuple(left),
    )
    return proposals.decided(done, desk.words, again=desk.again(name))


def _check(decisions: Sequence[Decision], profile: Profile) -> None:
    """Raise ``ListError`` for a decision on what is not proposed, or on a key finding that the profile does not have.

    An indicator that has an answer needs no proposal: it is left as it is, and told.
    """
    proposed = {(item.indicator, item.finding) for item in profile.proposals}
    for item in decisions:
        if item.finding is not None and item.finding not in profile.findings:
            raise ListError("list_finding", line=item.line, finding=item.finding)
        if (
            not item.confirmed
            and (item.indicator, item.finding) not in proposed
            and item.indicator not in profile.answers
        ):
            raise ListError("list_not_proposed", line=item.line, indicator=item.indicator)


def _is_decided(proposal: dict[str, Any], confirmed: Sequence[Decision]) -> bool:
    return proposal["indicator"] in {item.indicator for item in confirmed}


def _answer(draft: Draft, decision: Decision, by: str | None) -> dict[str, Any]:
    given = answering.Given(status=Status(decision.status), on=library.this_day(), by=by)
    asked = {"indicator": decision.indicator, "finding": decision.finding}
    meant = _meant(decision, draft.tree.get("proposals") or [])
    return answering.confirmed(draft.tree, {**(meant[0] if meant else {}), **asked}, given)


def _meant(decision: Decision, proposals: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the proposals that a line is about: those of its status, or where that was changed, of any."""
    about = (decision.indicator, decision.finding)
    found = [item for item in proposals if (item["indicator"], item.get("finding")) == about]
    return [item for item in found if item["status"] == decision.status] or found


def _undecided(
    before: Sequence[dict[str, Any]], confirmed: Sequence[Decision], dismissed: Sequence[Decision]
) -> list[dict[str, Any]]:
    """Return the proposals that nobody has decided: a confirmed indicator is decided whole."""
    done = {item.indicator for item in confirmed}
    gone = [item for decision in dismissed for item in _meant(decision, before)]
    return [item for item in before if item["indicator"] not in done and item not in gone]
