"""What an interview works on: the profile as it is, where it stands, the draft that is written, and the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from mgi_cli.cli import asking, keys
from mgi_cli.errors import MgiError
from mgi_cli.judging import course
from mgi_cli.model import Profile, Status
from mgi_cli.reading import files, position
from mgi_cli.reading.editing import Entry
from mgi_cli.saving import Draft
from mgi_cli.views import failure, interview
from mgi_cli.views.report import text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mgi_cli.cli.common import Desk

T = TypeVar("T")
_PASTE = 0.05
"""Seconds within which the further lines of a paste arrive."""


class Session:
    """An interview on one profile file.

    ``by`` is who answers, ``code`` the indicator that is asked, ``told`` what is to be said before the next question,
    ``keys`` what each key does.
    """

    def __init__(self, desk: Desk, path: Path, by: str | None = None) -> None:
        """Read the profile; raises ``MgiError`` or ``DocumentError`` where it cannot be changed."""
        self.desk, self.path, self.by = desk, path, by
        self.say = desk.words.say
        self.profile, self.framework = desk.library.load(str(path))
        self.draft = Draft(path, self.framework)
        self.order = tuple(self.framework.indicators)
        self.before = course.earlier_round(self.profile, self._others())
        self.keyboard = keys.Keyboard()
        self.keys = {**interview.actions(desk.words), "\r": "next", "\n": "next"}
        self.told: list[str] = []
        last = position.remembered(path)
        self.code = (last if last in self.order else None) or self._first()

    def _first(self) -> str:
        return course.next_open(self.profile, self.order) or self.order[0]

    def _others(self) -> dict[str, Profile]:
        """Return the profiles that may be of an earlier round: those beside this one, and those found by name."""
        found: dict[str, Profile] = {}
        for path in (*files.profiles_in(self.path.parent), *self.desk.library.profile_paths().values()):
            if path.resolve() != self.path.resolve():
                try:
                    found.setdefault(str(path.resolve()), self.desk.library.load(str(path))[0])
                except MgiError:
                    continue  # a broken file beside this one does not concern the interview
        return found

    def line(self, question: str, before: str = "", **params: object) -> str:
        """Return the line that a person types as the answer to a question, named as in ``interview.yaml``.

        What is pasted in several lines is one answer, not an answer and keys. ``before`` stands there to be changed.
        """
        with self.keyboard.lines():
            said = asking.line(self.say(f"interview.{question}", **params), self.desk.words, before)
        return " ".join(f"{said} {self.keyboard.pending(_PASTE)}".split())

    def until(self, question: str, understand: Callable[[str], T], before: str = "") -> T | None:
        """Return what a person answers, understood; asked again, with the reason, while it is not. ``None``: empty."""
        while said := self.line(question, before):
            try:
                return understand(said)
            except MgiError as error:
                self.desk.print(interview.lines([text(self.tell(error))], self.desk.words))
        return None

    def tell(self, error: MgiError) -> str:
        """Return an error in words."""
        return failure.tell(error, self.desk.words).text().rstrip()

    def answer(self) -> dict[str, Any]:
        """Return the answer to the indicator as it is; one that waits, where there is none."""
        return {"status": str(Status.NOT_ASSESSED), **self.draft.entry("answers", self.code)}

    def save_answer(self, answer: dict[str, Any]) -> None:
        """Write the answer to the indicator."""
        self.save(self.draft.answer_entry(self.code, answer))

    def save(self, *entries: Entry) -> None:
        """Write entries of the profile, all or none, and go on with the profile as it then is."""
        self.draft.put(*entries)
        self.refresh()
        self.told.append(self.say("interview.saved"))
        position.remember(self.path, self.code)

    def refresh(self) -> None:
        """Go on with the profile as it is in the file."""
        if self.draft.merged:
            self.told.append(self.say("interview.merged"))
            self.draft.merged = 0
        self.profile, _ = self.desk.library.load(str(self.path))

    def reload(self) -> None:
        """Take what somebody else wrote meanwhile, also of the answer that was about to be written."""
        self.draft.reload()
        self.refresh()
        self.told.append(self.say("interview.both"))

    def progress(self) -> tuple[int, int]:
        """Return how many indicators are answered, and how many there are."""
        counts = course.progress(self.profile, self.framework).values()
        return sum(n for n, _ in counts), sum(all_ for _, all_ in counts)
