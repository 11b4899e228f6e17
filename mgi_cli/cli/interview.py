"""The interview: one question after the other, one key for an answer, and every answer saved at once."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any

from mgi_cli.cli import asking, keys
from mgi_cli.errors import MgiError
from mgi_cli.judging import answering, course, lookup
from mgi_cli.model import Kind, Profile, Status
from mgi_cli.reading import files, position, shape
from mgi_cli.reading.editing import Entry
from mgi_cli.saving import Draft
from mgi_cli.text import nearest
from mgi_cli.views import failure, interview
from mgi_cli.views.report import Lines, Paragraph, Report, Steps, Tone, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mgi_cli.cli.common import Desk

_MOST_FOUND = 9


class _Quit(Exception):  # noqa: N818 - no error: the person has had enough
    """Ends the interview."""


class Interview:
    """An interview on one profile file; ``by`` is who answers, ``code`` the indicator that is asked."""

    def __init__(self, desk: Desk, path: Path, by: str | None = None) -> None:
        """Read the profile; raises ``MgiError`` or ``DocumentError`` where it cannot be changed."""
        self._desk, self._path, self._by = desk, path, by
        self._say = desk.words.say
        self._profile, self._framework = desk.library.load(str(path))
        self._draft = Draft(path, self._framework)
        self._order = tuple(self._framework.indicators)
        self._before = course.earlier_round(self._profile, self._others())
        self._told: list[str] = []
        self._keyboard = keys.Keyboard()
        last = position.remembered(path)
        self.code = (last if last in self._order else None) or self._first()

    def _first(self) -> str:
        return course.next_open(self._profile, self._order) or self._order[0]

    def _others(self) -> dict[str, Profile]:
        """Return the profiles that may be of an earlier round: those beside this one, and those found by name."""
        found: dict[str, Profile] = {}
        for path in (*files.profiles_in(self._path.parent), *self._desk.library.profile_paths().values()):
            if path.resolve() != self._path.resolve():
                try:
                    found.setdefault(str(path.resolve()), self._desk.library.load(str(path))[0])
                except MgiError:
                    continue  # a broken file beside this one does not concern the interview
        return found

    def run(self) -> None:
        """Ask until the person ends it; what was answered is in the file at every moment."""
        if not asking.can_ask():
            raise MgiError("no_terminal")
        n, all_ = self._progress()
        self._print(Paragraph(text(self._say("interview.begin", n=n, all=all_), Tone.QUIET)))
        try:
            with self._keyboard:
                while True:
                    self._show()
                    self._act(self._keyboard.read())
        except (_Quit, EOFError, KeyboardInterrupt):
            position.remember(self._path, self.code)
            self._bye()

    def _line(self, question: str) -> str:
        with self._keyboard.lines():
            return asking.line(question)

    def _act(self, key: str) -> None:
        """Do what a key stands for; a key without a meaning shows the question again."""
        try:
            if key in interview.STATUS_KEYS and interview.STATUS_KEYS[key] in self._framework.scale:
                self._answer(interview.STATUS_KEYS[key])
            elif key in _ACTIONS:
                _ACTIONS[key](self)
        except MgiError as error:
            if error.code == "changed_both":
                self._draft.reload()
                self._refresh()
                self._told.append(self._say("interview.both"))
            else:
                self._told.append(failure.tell(error, self._desk.words).text().rstrip())

    # What the keys do

    def _answer(self, status: Status) -> None:
        before = self._draft.entry("answers", self.code)
        reason = None
        if status is Status.NOT_APPLICABLE and not before.get("reason"):
            reason = self._line(self._say("interview.ask_reason"))
        today = time.strftime("%Y-%m-%d") if status.is_answer else None
        given = answering.Given(status=status, reason=reason, on=today, by=self._by)
        self._save_answer(answering.answered(before, given))

    def _note(self) -> None:
        before = self._waiting()
        note = self._line(self._say("interview.ask_note"))
        self._save_answer({**{key: value for key, value in before.items() if key != "note"}, **_if("note", note)})

    def _evidence(self) -> None:
        said = self._line(self._say("interview.ask_evidence"))
        if not said:
            return
        date = self._line(self._say("interview.ask_date")) or None
        lookup.check_date(date)
        source = self._line(self._say("interview.ask_source"))
        lookup.find_keys(self._profile.sources, [source] if source else [], "unknown_source")
        sources = [source] if source else []
        self._save_answer(answering.with_evidence(self._waiting(), said, date=date, sources=sources))

    def _findings(self) -> None:
        domain = self._framework.indicators[self.code].domain
        known = self._profile.findings
        rows = [(key, item.text.value) for key, item in known.items() if item.domain == domain]
        self._list(rows, "interview.no_findings")
        asked = self._line(self._say("interview.ask_finding"))
        if asked == "+":
            key = self._new_key(list(known))
            self._put(("findings",), key, self._asked_finding(domain, {}))
            self._save_answer(answering.with_findings(self._waiting(), [key]))
        elif asked.startswith("="):
            key = self._known_key(asked[1:].strip(), list(known))
            self._put(("findings",), key, self._asked_finding(domain, self._draft.entry("findings", key)))
        elif asked:
            self._save_answer(answering.with_findings(self._waiting(), [self._known_key(asked, list(known))]))

    def _asked_finding(self, domain: str, before: dict[str, Any]) -> dict[str, Any]:
        kinds = {"1": Kind.WELL_DEVELOPED, "2": Kind.POTENTIAL}
        kind = kinds.get(self._line(self._say("interview.ask_finding_kind")))
        said = self._line(self._say("interview.ask_finding_text"))
        after = {"domain": domain, "kind": str(Kind.WELL_DEVELOPED), **before}
        after |= ({"kind": str(kind)} if kind else {}) | _if("text", said)
        if not after.get("text"):
            raise MgiError("nothing_written")
        return after

    def _sources(self) -> None:
        known = self._profile.sources
        self._list([(key, item.title) for key, item in known.items()], "interview.no_sources")
        asked = self._line(self._say("interview.ask_source_which"))
        if asked == "+":
            self._put(("sources",), self._new_key(list(known), "interview.ask_source_key"), self._asked_source({}))
        elif asked.startswith("="):
            key = self._known_key(asked[1:].strip(), list(known))
            self._put(("sources",), key, self._asked_source(self._draft.entry("sources", key)))

    def _asked_source(self, before: dict[str, Any]) -> dict[str, Any]:
        after = dict(before)
        for field in ("title", "publisher", "date", "url"):
            said = self._line(self._say(f"interview.ask_source_{field}"))
            if field == "date":
                lookup.check_date(said or None)
            after |= _if(field, said)
        if not after.get("title"):
            raise MgiError("nothing_written")
        return after

    def _confirm(self) -> None:
        proposal = self._chosen_proposal()
        if proposal is None:
            return
        tree = self._draft.tree["proposals"][proposal]
        before = self._draft.entry("answers", self.code)
        given = answering.Given(status=Status(tree["status"]), on=time.strftime("%Y-%m-%d"), by=self._by)
        answer = answering.with_findings(
            answering.answered(before, given), [tree["finding"]] if "finding" in tree else []
        )
        rest = answering.without_proposals(self._draft.tree["proposals"], self.code)
        self._draft.put(self._draft.answer_entry(self.code, answer), Entry((), "proposals", rest or None))
        self._refresh(saved=True)

    def _dismiss(self) -> None:
        proposal = self._chosen_proposal()
        if proposal is not None:
            rest = [item for number, item in enumerate(self._draft.tree["proposals"]) if number != proposal]
            self._draft.put(Entry((), "proposals", rest or None))
            self._refresh(saved=True)

    def _chosen_proposal(self) -> int | None:
        """Return the place among all proposals of the one that is meant; asked only where there are several."""
        listed = enumerate(self._draft.tree.get("proposals") or ())
        here = [number for number, item in listed if item["indicator"] == self.code]
        if len(here) < 2:
            return here[0] if here else None
        asked = self._line(self._say("interview.ask_proposal"))
        return here[int(asked) - 1] if asked.isdecimal() and 0 < int(asked) <= len(here) else None

    def _next(self) -> None:
        self.code = course.next_open(self._profile, self._order, self.code) or self._neighbour(1)

    def _back(self) -> None:
        self.code = self._neighbour(-1)

    def _neighbour(self, step: int) -> str:
        return course.neighbour(self._order, self.code, step)

    def _go(self) -> None:
        asked = self._line(self._say("interview.ask_goto"))
        if asked:
            self.code = lookup.find_indicator(self._framework, asked).id

    def _search(self) -> None:
        found = list(course.search(self._framework, self._line(self._say("interview.ask_search"))))[:_MOST_FOUND]
        if not found:
            self._told.append(self._say("interview.found_nothing"))
            return
        self._desk.print(interview.choices(found, self._framework, self._desk.words))
        asked = self._line(self._say("interview.ask_number"))
        if asked.isdecimal() and 0 < int(asked) <= len(found):
            self.code = found[int(asked) - 1]

    def _domains(self) -> None:
        self._desk.print(interview.overview(self._profile, self._framework, self._desk.words))
        self._line(self._say("interview.next"))

    def _quit(self) -> None:
        raise _Quit

    # What they share

    def _waiting(self) -> dict[str, Any]:
        """Return the answer as it is; one that waits, where there is none."""
        return {"status": str(Status.NOT_ASSESSED), **self._draft.entry("answers", self.code)}

    def _new_key(self, known: list[str], ask: str = "interview.ask_finding_key") -> str:
        key = self._line(self._say(ask))
        if not re.search(shape.KEY, key):
            raise MgiError("bad_key_given", key=key)
        if key in known:
            raise MgiError("key_taken", key=key)
        return key

    def _known_key(self, key: str, known: list[str]) -> str:
        if key not in known:
            raise MgiError("unknown_finding_key", key=key, suggestion=nearest(key, known))
        return key

    def _save_answer(self, answer: dict[str, Any]) -> None:
        self._draft.put_answer(self.code, answer)
        self._refresh(saved=True)

    def _put(self, parent: tuple[str, ...], key: str, value: dict[str, Any]) -> None:
        self._draft.put(Entry(parent, key, value))
        self._refresh(saved=True)

    def _refresh(self, *, saved: bool = False) -> None:
        if self._draft.merged:
            self._told.append(self._say("interview.merged"))
            self._draft.merged = 0
        if saved:
            self._told.append(self._say("interview.saved"))
            position.remember(self._path, self.code)
        self._profile, _ = self._desk.library.load(str(self._path))

    def _progress(self) -> tuple[int, int]:
        counts = course.progress(self._profile, self._framework).values()
        return sum(n for n, _ in counts), sum(all_ for _, all_ in counts)

    def _show(self) -> None:
        for line in self._told:
            self._print(Lines((text(line, Tone.NOTICE),)))
        self._told.clear()
        if course.next_open(self._profile, self._order) is None:
            self._print(Lines((text(self._say("interview.all_done"), Tone.PRESENT),)))
        screen = interview.Screen(
            profile=self._profile, framework=self._framework, indicator=self.code, before=self._before
        )
        self._print(Paragraph(text("")))
        self._desk.print(interview.question(screen, self._desk.words))
        print(self._say("interview.next"), flush=True)

    def _list(self, rows: list[tuple[str, str]], nothing: str) -> None:
        if rows:
            self._desk.print(interview.entries(rows, self._desk.words))
        else:
            self._print(Lines((text(self._say(nothing), Tone.QUIET),)))

    def _bye(self) -> None:
        n, all_ = self._progress()
        again = self._desk.again(str(self._path))
        steps = (
            (f"mgi assess{again}", self._say("interview.next_again")),
            (f"mgi show{again}", self._say("interview.next_show")),
        )
        said = self._say("interview.bye", n=n, all=all_, path=files.shown(self._path))
        self._print(Paragraph(text(said, Tone.PRESENT)), Steps(self._say("common.next"), steps))

    def _print(self, *blocks: Any) -> None:
        empty = interview.nothing(self._desk.words)
        self._desk.print(
            Report(command="assess", lang=empty.lang, blocks=lambda: blocks, flat=empty.flat, document=dict)
        )


def _if(key: str, value: str) -> dict[str, str]:
    return {key: value} if value else {}


_ACTIONS: dict[str, Callable[[Interview], None]] = {
    "\r": Interview._next,  # noqa: SLF001 - the keys of this class, as all below
    "\n": Interview._next,  # noqa: SLF001
    "n": Interview._note,  # noqa: SLF001
    "e": Interview._evidence,  # noqa: SLF001
    "f": Interview._findings,  # noqa: SLF001
    "s": Interview._sources,  # noqa: SLF001
    "y": Interview._confirm,  # noqa: SLF001
    "x": Interview._dismiss,  # noqa: SLF001
    "b": Interview._back,  # noqa: SLF001
    "g": Interview._go,  # noqa: SLF001
    "/": Interview._search,  # noqa: SLF001
    "d": Interview._domains,  # noqa: SLF001
    "q": Interview._quit,  # noqa: SLF001
}
"""What each key does."""
