"""What the keys of an interview do, each a small function on the session; ``ACTIONS`` is the table of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

from mgi_cli import library
from mgi_cli.cli import asking, giving
from mgi_cli.errors import MgiError
from mgi_cli.judging import answering, course, lookup
from mgi_cli.model import Kind, Status
from mgi_cli.reading import shape
from mgi_cli.reading.editing import Entry
from mgi_cli.views import interview
from mgi_cli.views.common import finding_text
from mgi_cli.views.report import text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mgi_cli.cli.session import Session

    Action = Callable[["Session"], None]

T = TypeVar("T")
_MOST_FOUND = 9
_NEW, _CHANGES, _DELETES = "+", "=", "-"
"""What is typed for a new finding or source, before the key of one to change, and to delete a note."""


class Quit(Exception):  # noqa: N818 - no error: the person has had enough
    """Ends the interview."""


def answer(session: Session, status: Status) -> None:
    """Answer the question; a reason is asked for where one is needed."""
    before = session.draft.entry("answers", session.code)
    needs_reason = status is Status.NOT_APPLICABLE and not before.get("reason")
    reason = session.line("ask_reason") if needs_reason else None
    session.save_answer(answering.answered(before, _given(session, status, reason)))


def _given(session: Session, status: Status, reason: str | None = None) -> answering.Given:
    today = library.this_day() if status.is_answer else None
    return answering.Given(status=status, reason=reason, on=today, by=session.by)


def _note(session: Session) -> None:
    before = session.answer()
    note = before.pop("note", "")
    can_change = asking.can_change()
    question = ("ask_note_changed" if can_change else "ask_note_again") if note else "ask_note"
    said = session.line(question, note)
    if note and said == ("" if can_change else _DELETES):
        session.save_answer(before)
    elif said not in ("", note):
        session.save_answer({**before, "note": said})


def _evidence(session: Session) -> None:
    said = session.line("ask_evidence")
    if not said:
        return
    date = session.until("ask_date", giving.date)
    source = session.until("ask_source", _known(session.profile.sources, "unknown_source"))
    sources = [source] if source else []
    session.save_answer(answering.with_evidence(session.answer(), said, date=date, sources=sources))


def _findings(session: Session) -> None:
    domain = session.framework.indicators[session.code].domain
    known, lang = session.profile.findings, session.desk.words.lang
    there = ((key, finding_text(item, lang)) for key, item in known.items() if item.domain == domain)
    _list(session, there, "no_findings")
    key, is_known, cited = _chosen(session, "ask_finding", known, "unknown_finding")
    if cited:
        session.save_answer(answering.with_findings(session.answer(), [key]))
    elif key:
        before = session.draft.entry("findings", key) if is_known else {"domain": domain}
        entry = Entry(("findings",), key, _asked_finding(session, before))
        new = answering.with_findings(session.answer(), [key])
        session.save(entry, *([] if is_known else [session.draft.answer_entry(session.code, new)]))


def _asked_finding(session: Session, before: dict[str, Any]) -> dict[str, Any]:
    kind = session.until("ask_finding_kind", _kind) or before.get("kind")
    while kind is None:
        kind = session.until("ask_finding_kind", _kind)
    said = session.line("ask_finding_text", _text(before.get("text")))
    return _with({**before, "kind": kind, **_if("text", said)}, "text")


def _text(written: object) -> str:
    """Return a text to be changed, ``""`` for one in several languages."""
    return written if isinstance(written, str) else ""


def _kind(said: str) -> str:
    kinds = {"1": Kind.WELL_DEVELOPED, "2": Kind.POTENTIAL}
    if said not in kinds:
        raise MgiError("no_finding_kind", said=said)
    return str(kinds[said])


def _sources(session: Session) -> None:
    known = session.profile.sources
    _list(session, ((key, item.title) for key, item in known.items()), "no_sources")
    key, is_known, cited = _chosen(session, "ask_source_which", known, "unknown_source")
    if key and not cited:
        before = session.draft.entry("sources", key) if is_known else {}
        session.save(Entry(("sources",), key, _asked_source(session, before)))


def _asked_source(session: Session, before: dict[str, Any]) -> dict[str, Any]:
    after = dict(before)
    for field, understand in (("title", str), ("publisher", str), ("date", giving.date), ("url", giving.address)):
        said = session.until(f"ask_source_{field}", understand, _text(before.get(field)))
        after |= _if(field, said or "")
        _with(after, "title")
    return after


def _chosen(session: Session, ask: str, known: Mapping[str, object], code: str) -> tuple[str, bool, bool]:
    """Return the key of a finding or source, whether it is there, and whether it is only pointed at; ``""`` for none.

    ``+`` asks for a new one, ``=`` before a key is to change it.
    """

    def understood(said: str) -> str:
        if said == _NEW:
            return said
        changes = _CHANGES if said.startswith(_CHANGES) else ""
        return changes + _known(known, code)(said.removeprefix(_CHANGES).strip())

    said = session.until(ask, understood) or ""
    if said == _NEW:
        return session.until(f"{ask.removesuffix('_which')}_key", _fresh(known)) or "", False, False
    return said.removeprefix(_CHANGES), True, bool(said) and not said.startswith(_CHANGES)


def _known(known: Iterable[str], code: str) -> Callable[[str], str]:
    def understand(said: str) -> str:
        lookup.find_keys(known, [said], code)
        return said

    return understand


def _fresh(known: Iterable[str]) -> Callable[[str], str]:
    def understand(said: str) -> str:
        if not re.search(shape.KEY, said):
            raise MgiError("bad_key_given", key=said)
        if said in known:
            raise MgiError("key_taken", key=said)
        return said

    return understand


def _confirm(session: Session) -> None:
    place = _chosen_proposal(session)
    if place is None:
        return
    listed = session.draft.tree["proposals"]
    proposal = listed[place]
    made = answering.confirmed(session.draft.tree, proposal, _given(session, Status(proposal["status"])))
    rest = answering.without_proposals(listed, session.code)
    session.save(session.draft.answer_entry(session.code, made), Entry((), "proposals", rest or None))


def _dismiss(session: Session) -> None:
    place = _chosen_proposal(session)
    if place is not None:
        rest = [item for number, item in enumerate(session.draft.tree["proposals"]) if number != place]
        session.save(Entry((), "proposals", rest or None))


def _chosen_proposal(session: Session) -> int | None:
    """Return the place among all proposals of the one that is meant; asked only where there are several."""
    listed = enumerate(session.draft.tree.get("proposals") or ())
    here = [number for number, item in listed if item["indicator"] == session.code]
    if len(here) < 2:
        return here[0] if here else None
    return _picked(session.line("ask_proposal"), here)


def _next(session: Session) -> None:
    waiting = course.next_open(session.profile, session.order, session.code)
    session.code = waiting or course.neighbour(session.order, session.code, 1)


def _back(session: Session) -> None:
    session.code = course.neighbour(session.order, session.code, -1)


def _go(session: Session) -> None:
    session.code = (
        session.until("ask_goto", lambda said: lookup.find_indicator(session.framework, said).id) or session.code
    )


def _search(session: Session) -> None:
    found = list(course.search(session.framework, session.line("ask_search")))[:_MOST_FOUND]
    if not found:
        session.told.append(session.say("interview.found_nothing"))
        return
    session.desk.print(interview.choices(found, session.framework, session.desk.words))
    session.code = _picked(session.line("ask_number"), found) or session.code


def _domains(session: Session) -> None:
    session.desk.print(interview.overview(session.profile, session.framework, session.desk.words))
    session.line("ask_go_on")


def _quit(session: Session) -> None:
    raise Quit


def _picked(asked: str, choices: list[T]) -> T | None:
    """Return the choice of that number, counted from 1."""
    return choices[int(asked) - 1] if asked.isdecimal() and 0 < int(asked) <= len(choices) else None


def _list(session: Session, rows: Iterable[tuple[str, str]], nothing: str) -> None:
    listed = list(rows)
    if listed:
        session.desk.print(interview.entries(listed, session.desk.words))
    else:
        session.desk.print(interview.lines([text(session.say(f"interview.{nothing}"))], session.desk.words))


def _with(tree: dict[str, Any], needed: str) -> dict[str, Any]:
    if not tree.get(needed):
        raise MgiError("nothing_written")
    return tree


def _if(key: str, value: str) -> dict[str, str]:
    return {key: value} if value else {}


ACTIONS: dict[str, Action] = {
    "next": _next,
    "note": _note,
    "evidence": _evidence,
    "findings": _findings,
    "sources": _sources,
    "confirm": _confirm,
    "dismiss": _dismiss,
    "back": _back,
    "go": _go,
    "search": _search,
    "domains": _domains,
    "quit": _quit,
}
"""What can be done by a key; which key does it is the language's, Enter apart, which goes to the next question."""
