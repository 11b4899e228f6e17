"""What the keys of an interview do, each a small function on the session; ``ACTIONS`` is the table of them."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any, TypeVar

from mgi_cli.errors import MgiError
from mgi_cli.judging import answering, course, lookup
from mgi_cli.model import Kind, Status
from mgi_cli.reading import shape
from mgi_cli.reading.editing import Entry
from mgi_cli.views import interview
from mgi_cli.views.report import text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mgi_cli.cli.session import Session

    Action = Callable[["Session"], None]

T = TypeVar("T")
_MOST_FOUND = 9


class Quit(Exception):  # noqa: N818 - no error: the person has had enough
    """Ends the interview."""


def answer(session: Session, status: Status) -> None:
    """Answer the question; a reason is asked for where one is needed."""
    before = session.draft.entry("answers", session.code)
    needs_reason = status is Status.NOT_APPLICABLE and not before.get("reason")
    reason = session.line("ask_reason") if needs_reason else None
    session.save_answer(answering.answered(before, _given(session, status, reason)))


def _given(session: Session, status: Status, reason: str | None = None) -> answering.Given:
    today = time.strftime("%Y-%m-%d") if status.is_answer else None
    return answering.Given(status=status, reason=reason, on=today, by=session.by)


def _note(session: Session) -> None:
    before = {key: value for key, value in session.answer().items() if key != "note"}
    session.save_answer({**before, **_if("note", session.line("ask_note"))})


def _evidence(session: Session) -> None:
    said = session.line("ask_evidence")
    if not said:
        return
    date = session.line("ask_date") or None
    lookup.check_date(date)
    source = session.line("ask_source")
    sources = [source] if source else []
    lookup.find_keys(session.profile.sources, sources, "unknown_source")
    session.save_answer(answering.with_evidence(session.answer(), said, date=date, sources=sources))


def _findings(session: Session) -> None:
    domain = session.framework.indicators[session.code].domain
    known = session.profile.findings
    _list(session, ((key, item.text.value) for key, item in known.items() if item.domain == domain), "no_findings")
    asked = session.line("ask_finding")
    if asked == "+":
        key = _new_key(session, known, "ask_finding_key")
        finding = Entry(("findings",), key, _asked_finding(session, domain, {}))
        cited = answering.with_findings(session.answer(), [key])
        session.save(finding, session.draft.answer_entry(session.code, cited))
    elif asked.startswith("="):
        key = _known_key(asked[1:].strip(), known, "unknown_finding")
        changed = _asked_finding(session, domain, session.draft.entry("findings", key))
        session.save(Entry(("findings",), key, changed))
    elif asked:
        key = _known_key(asked, known, "unknown_finding")
        session.save_answer(answering.with_findings(session.answer(), [key]))


def _asked_finding(session: Session, domain: str, before: dict[str, Any]) -> dict[str, Any]:
    kinds = {"1": Kind.WELL_DEVELOPED, "2": Kind.POTENTIAL}
    kind = kinds.get(session.line("ask_finding_kind"))
    after = {"domain": domain, "kind": str(Kind.WELL_DEVELOPED), **before}
    after |= ({"kind": str(kind)} if kind else {}) | _if("text", session.line("ask_finding_text"))
    return _with(after, "text")


def _sources(session: Session) -> None:
    known = session.profile.sources
    _list(session, ((key, item.title) for key, item in known.items()), "no_sources")
    asked = session.line("ask_source_which")
    if asked == "+":
        key, before = _new_key(session, known, "ask_source_key"), {}
    elif asked.startswith("="):
        key = _known_key(asked[1:].strip(), known, "unknown_source")
        before = session.draft.entry("sources", key)
    else:
        return
    session.save(Entry(("sources",), key, _asked_source(session, before)))


def _asked_source(session: Session, before: dict[str, Any]) -> dict[str, Any]:
    after = dict(before)
    for field in ("title", "publisher", "date", "url"):
        said = session.line(f"ask_source_{field}")
        if field == "date":
            lookup.check_date(said or None)
        after |= _if(field, said)
    return _with(after, "title")


def _confirm(session: Session) -> None:
    place = _chosen_proposal(session)
    if place is None:
        return
    listed = session.draft.tree["proposals"]
    proposal = listed[place]
    before = session.draft.entry("answers", session.code)
    made = answering.answered(before, _given(session, Status(proposal["status"])))
    made = answering.with_findings(made, [proposal["finding"]] if "finding" in proposal else [])
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
    asked = session.line("ask_goto")
    if asked:
        session.code = lookup.find_indicator(session.framework, asked).id


def _search(session: Session) -> None:
    found = list(course.search(session.framework, session.line("ask_search")))[:_MOST_FOUND]
    if not found:
        session.told.append(session.say("interview.found_nothing"))
        return
    session.desk.print(interview.choices(found, session.framework, session.desk.words))
    session.code = _picked(session.line("ask_number"), found) or session.code


def _domains(session: Session) -> None:
    session.desk.print(interview.overview(session.profile, session.framework, session.desk.words))
    session.line("next")


def _quit(session: Session) -> None:
    raise Quit


def _picked(asked: str, choices: list[T]) -> T | None:
    """Return the choice of that number, counted from 1."""
    return choices[int(asked) - 1] if asked.isdecimal() and 0 < int(asked) <= len(choices) else None


def _new_key(session: Session, known: Iterable[str], ask: str) -> str:
    key = session.line(ask)
    if not re.search(shape.KEY, key):
        raise MgiError("bad_key_given", key=key)
    if key in known:
        raise MgiError("key_taken", key=key)
    return key


def _known_key(key: str, known: Iterable[str], code: str) -> str:
    lookup.find_keys(known, [key], code)
    return key


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
    "\r": _next,
    "\n": _next,
    "n": _note,
    "e": _evidence,
    "f": _findings,
    "s": _sources,
    "y": _confirm,
    "x": _dismiss,
    "b": _back,
    "g": _go,
    "/": _search,
    "d": _domains,
    "q": _quit,
}
"""What each key does; the keys of the statuses are in ``views.interview.STATUS_KEYS``."""
