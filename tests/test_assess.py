"""The interview: one key an answer, saved at once; nothing is lost whatever happens to the process or the file."""

from __future__ import annotations

import codecs
import os
import random
import re
import select
import signal
import sys
import time
from typing import TYPE_CHECKING

import pytest

from conftest import HERE, Mgi
from examples import TODAY
from mgi_cli.cli.app import main
from mgi_cli.library import Library
from mgi_cli.model import Status
from mgi_cli.views import interview
from mgi_cli.words import Words, languages
from strategies import FRAMEWORK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="drives a terminal of Unix")
CODES = list(FRAMEWORK.indicators)
HEAD = """\
# by hand
format: 1
framework: local-1
place: {id: xaa-sample, name: Sample, type: city, country: XAA}
assessment: {round: 2}
sources:
  plan:
    title: "Plan"
findings:
  pa-1:
    domain: migrants-rights
    kind: potential
    text: "Only emergencies are treated."
"""


class Terminal:
    """The tool in a process of its own, at a terminal that the test reads and types on."""

    def __init__(self, *arguments: str) -> None:
        import pty

        self.seen = ""
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.pid, self.end = pty.fork()
        if self.pid == 0:  # the child: what is open belongs to the parent
            code = 70
            try:
                sys.stdin, sys.stdout, sys.stderr = (
                    os.fdopen(number, mode) for number, mode in ((0, "r"), (1, "w"), (2, "w"))
                )
                code = main(list(arguments))
                sys.stdout.flush()
            finally:
                os._exit(code)

    def type(self, keys: str) -> None:
        """Type keys."""
        os.write(self.end, keys.encode())

    def read(self, until: str, seconds: float = 20) -> str:
        """Read on until a text is on the screen and return what was new."""
        before, limit = len(self.seen), time.monotonic() + seconds
        while until not in self.seen[before:]:
            ready, _, _ = select.select([self.end], [], [], max(0.0, limit - time.monotonic()))
            assert ready, f"{until!r} did not come; seen: {self.seen[before:]}"
            if not self._more():
                break
        return self.seen[before:]

    def prompt(self, *, after_echo: bool = False) -> str:
        """Read on until a question waits for a line and return what was new; the line before may be echoed first."""
        before, limit = len(self.seen), time.monotonic() + 20
        waits = re.compile(r"(?<=\n)(?!error)[^\n]*: [^\n]*\Z")
        while not waits.search(("" if after_echo else "\n") + self.seen[before:]):
            ready, _, _ = select.select([self.end], [], [], max(0.0, limit - time.monotonic()))
            assert ready, f"no question came; seen: {self.seen[before:]}"
            if not self._more():
                break
        return self.seen[before:]

    def _more(self) -> bool:
        try:
            data = os.read(self.end, 65536)
        except OSError:  # the other side is gone
            return False
        self.seen += self.decoder.decode(data)  # a character may come in two parts
        return bool(data)

    def kill(self) -> None:
        """Kill the process at once, and read what it still said."""
        os.kill(self.pid, signal.SIGKILL)
        self.close()

    def close(self) -> int:
        """Wait for the process and return its exit code."""
        while self._more():
            pass
        code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        os.close(self.end)
        return code


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MGI_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("COLUMNS", raising=False)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "sample.yaml"
    made.write_text(HEAD, "utf-8")
    return made


@pytest.fixture
def terminal(path: Path) -> Iterator[Terminal]:
    started = Terminal("assess", str(path), "--by", "Town hall")
    started.read("Enter: next")
    yield started
    if not started.seen.endswith("#"):
        started.kill()


def status(path: Path, code: str) -> Status:
    return Library().load(str(path))[0].status(code)


def answer(path: Path, code: str) -> dict[str, object]:
    checked = Library().check(path)
    assert not any(item.is_error for item in checked.found), checked.found
    found: dict[str, object] = checked.document.tree["answers"][code]
    return found


def today() -> str:
    return TODAY


def press(terminal: Terminal, key: str, *lines: str) -> str:
    """Press a key, type a line for every question that it brings, and return all that was said until the next one."""
    said = ""
    terminal.type(key)
    for number, line in enumerate(lines):
        said += terminal.prompt(after_echo=number > 0)
        terminal.type(f"{line}\r")
    return said + terminal.read("Enter: next")


def test_a_key_is_an_answer_and_stands_in_the_file_at_once(terminal: Terminal, path: Path) -> None:
    assert "1.1.1 Local health services for all" in terminal.seen
    assert "saved" in press(terminal, "2")
    assert path.read_text("utf-8") == (
        HEAD
        + f'answers:\n  "1.1.1":  # Local health services for all\n    status: partial\n    assessed_on: "{today()}"\n'
        + '    assessed_by: "Town hall"\n'
    )
    assert "1.1.2 Health promotion" in press(terminal, "\r")
    assert "1.1.1 Local health" in press(terminal, "b")


def test_notes_evidence_findings_and_sources(terminal: Terminal, path: Path) -> None:
    press(terminal, "n", "Twice a year: always")
    press(terminal, "e", "Minutes of #3", "2024-02", "plan")
    press(terminal, "f", "pa-1")
    press(terminal, "3")
    assert answer(path, "1.1.1") == {
        "status": "absent",
        "findings": ["pa-1"],
        "evidence": [{"text": "Minutes of #3", "date": "2024-02", "sources": ["plan"]}],
        "note": "Twice a year: always",
        "assessed_on": today(),
        "assessed_by": "Town hall",
    }
    press(terminal, "n", "\x15")
    assert "note" not in answer(path, "1.1.1")
    press(terminal, "f", "+", "mr-9", "1", "A new centre.")
    assert answer(path, "1.1.1")["findings"] == ["pa-1", "mr-9"]
    press(terminal, "f", "=mr-9", "2", "\x15A new centre, planned.")
    press(terminal, "s", "+", "law", "The law", "Congress", "2023", "https://example.org/law")
    tree = Library().check(path).document.tree
    assert tree["findings"]["mr-9"] == {
        "domain": "migrants-rights",
        "kind": "potential",
        "text": "A new centre, planned.",
    }
    assert tree["sources"]["law"] == {
        "title": "The law", "publisher": "Congress", "date": "2023", "url": "https://example.org/law",
    }  # fmt: skip


def test_what_cannot_be_is_told_and_asked_again_and_nothing_is_written(terminal: Terminal, path: Path) -> None:
    assert "needs a reason" in press(terminal, "5", "")
    assert "has no key finding pa-9" in press(terminal, "f", "pa-9", "")
    said = press(terminal, "f", "+", "two words", "pa-1", "mr-9", "3", "1", "")
    assert "two words is no key" in said
    assert "is taken" in said
    assert "3 is neither 1 nor 2" in said
    assert "Nothing was typed" in said
    assert "The framework local-1 has no indicator 9.9.9." in press(terminal, "g", "9.9.9", "")
    assert "w stands for nothing here" in press(terminal, "w")
    assert path.read_text("utf-8") == HEAD
    press(terminal, "5", "Not its task")
    assert answer(path, "1.1.1")["reason"] == "Not its task"


def test_a_question_that_was_not_understood_is_asked_again_and_what_was_typed_before_stays(
    terminal: Terminal, path: Path
) -> None:
    said = press(terminal, "e", "Minutes", "3/4/2024", "2023-02-31", "April 2024", "nowhere", "plan")
    assert "3/4/2024 is no date" in said
    assert "2023-02-31 is no date" in said
    assert "has no source nowhere" in said
    assert answer(path, "1.1.1")["evidence"] == [{"text": "Minutes", "date": "2024-04", "sources": ["plan"]}]
    said = press(terminal, "s", "+", "law", "The law", "", "2023", "no address", "example.org/law")
    assert "no address is no address" in said
    assert Library().check(path).document.tree["sources"]["law"]["url"] == "https://example.org/law"


def test_a_paste_of_several_lines_is_one_text_and_no_keys(terminal: Terminal, path: Path) -> None:
    pasted = "The council met.\r3 members spoke\r1 abstained, 5 did not"
    for begin, end in (("", ""), ("\x1b[200~", "\x1b[201~")):
        press(terminal, "n", "\x15")
        press(terminal, "n", begin + pasted + end)
        assert answer(path, "1.1.1")["note"] == "The council met. 3 members spoke 1 abstained, 5 did not"
    before = path.read_text("utf-8")
    assert "a pasted text" in press(terminal, pasted)
    assert path.read_text("utf-8") == before


def test_a_note_is_kept_unless_it_is_changed_or_deleted(terminal: Terminal, path: Path) -> None:
    press(terminal, "n", "A first note")
    press(terminal, "n", "")
    assert answer(path, "1.1.1")["note"] == "A first note"
    press(terminal, "n", ", and more")
    assert answer(path, "1.1.1")["note"] == "A first note, and more"


def test_the_end_of_input_in_a_question_leaves_it(terminal: Terminal, path: Path) -> None:
    terminal.type("e")
    terminal.prompt()
    terminal.type("\x04")
    assert "The question was left" in terminal.read("Enter: next")
    assert path.read_text("utf-8") == HEAD
    assert "saved" in press(terminal, "2")


def test_going_about(terminal: Terminal) -> None:
    assert "3.4.1 Civil society" in press(terminal, "g", "3.4.1")
    assert "Nothing found." in press(terminal, "/", "NUTRICIÓN")
    terminal.type("/")
    terminal.read("Search: ")
    terminal.type("early child\r")
    assert "1 1.1.4 " in terminal.read("Number of the one")
    assert f"1.1.4 {FRAMEWORK.text('1.1.4').label}" in press(terminal, "1\r")
    terminal.type("d")
    assert "Whole-of-government approach" in terminal.read("Enter goes on")
    press(terminal, "\r")


@pytest.mark.parametrize("lang", languages())
def test_each_language_has_a_key_of_its_own_for_every_action(lang: str) -> None:
    own = Words(lang).subject("interview")["keys"]
    assert tuple(own) == tuple(Words(lang).subject("interview")["does"]) == interview.ACTIONS
    assert len(set(own.values())) == len(own)
    assert all(key == "/" or "a" <= key <= "z" for key in own.values())


def test_the_english_keys_work_where_the_language_leaves_them_free() -> None:
    spanish = interview.actions(Words("es"))
    assert (spanish["f"], spanish["h"], spanish["s"], spanish["q"]) == ("sources", "findings", "sources", "quit")
    assert interview.actions(Words()) == {key: what for what, key in Words().subject("interview")["keys"].items()}


def test_an_interview_in_spanish_by_its_own_keys(path: Path) -> None:
    started = Terminal("--lang", "es", "assess", str(path))
    started.read("Enter: pregunta siguiente")
    started.type("i")
    started.read("Código del indicador: ")
    started.type("3.4.1\r")
    assert "Sociedad civil" in started.read("Enter: pregunta siguiente")
    started.type("2")
    assert "guardado" in started.read("Enter: pregunta siguiente")
    started.type("t")
    assert started.close() == 0
    assert status(path, "3.4.1") is Status.PARTIAL


def test_it_goes_on_where_it_stopped(terminal: Terminal, path: Path) -> None:
    press(terminal, "g", "3.4.1")
    press(terminal, "1")
    terminal.type("q")
    assert f"1 of 90 answered; all is in {path}." in " ".join(terminal.read("see the result").split())
    again = Terminal("assess", str(path))
    assert "3.4.1 Civil society" in again.read("Enter: next")
    assert "3.4.2 " in press(again, "\r")
    again.kill()


def test_undo_takes_the_whole_interview_back(mgi: Mgi, terminal: Terminal, path: Path) -> None:
    for _ in range(3):
        press(terminal, "1")
        press(terminal, "\r")
    terminal.type("q")
    terminal.read("see the result")
    assert mgi("undo", path).code == 0
    assert path.read_text("utf-8") == HEAD


def test_the_last_round_and_proposals(tmp_path: Path) -> None:
    first = tmp_path / "first.yaml"
    first.write_text(
        HEAD.replace("round: 2", "round: 1") + 'answers:\n  "1.1.1": {status: absent, note: "None then."}\n', "utf-8"
    )
    path = tmp_path / "second.yaml"
    proposals = (
        'proposals:\n  - {indicator: "1.1.1", status: partial, finding: pa-1, confidence: 0.8, because: "Only"}\n'
        '  - {indicator: "1.1.2", status: absent}\n  - {indicator: "1.1.3", status: absent}\n'
    )
    path.write_text(HEAD + proposals, "utf-8")
    terminal = Terminal("assess", str(path))
    screen = terminal.read("Enter: next")
    assert "Last time (round 1)" in screen
    assert "None then." in screen
    assert '80 in 100 sure, because of "Only"' in screen
    assert "Only emergencies are treated." in screen
    press(terminal, "y")
    assert answer(path, "1.1.1") == {"status": "partial", "findings": ["pa-1"], "assessed_on": today()}
    press(terminal, "\r")
    press(terminal, "x")
    tree = Library().check(path).document.tree
    assert tree["proposals"] == [{"indicator": "1.1.3", "status": "absent"}]
    assert "1.1.2" not in tree["answers"]
    terminal.kill()


def test_changes_of_somebody_else_are_kept(terminal: Terminal, path: Path) -> None:
    press(terminal, "1")
    path.write_text(path.read_text("utf-8").replace("# by hand", "# by another hand"), "utf-8")
    press(terminal, "\r")
    assert "their changes are kept" in press(terminal, "2")
    assert path.read_text("utf-8").startswith("# by another hand")
    assert (status(path, "1.1.1"), status(path, "1.1.2")) == (Status.PRESENT, Status.PARTIAL)


def test_an_answer_that_somebody_else_gave_meanwhile_is_shown_and_not_lost(terminal: Terminal, path: Path) -> None:
    press(terminal, "1")
    path.write_text(path.read_text("utf-8").replace("present", "absent"), "utf-8")
    assert "Somebody else has answered this question" in press(terminal, "2")
    assert status(path, "1.1.1") is Status.ABSENT
    press(terminal, "2")
    assert status(path, "1.1.1") is Status.PARTIAL


def test_ctrl_c_and_the_end_of_input_end_it_in_peace(path: Path) -> None:
    for key in ("\x03", "\x04"):
        terminal = Terminal("assess", str(path))
        terminal.read("Enter: next")
        terminal.type(key)
        terminal.read("see the result")
        assert terminal.close() == 0


def test_without_a_terminal_it_says_so(mgi: Mgi, path: Path) -> None:
    ran = mgi("assess", path)
    assert (ran.code, ran.err.splitlines()[0]) == (2, "error: This command asks questions and needs a terminal.")


def test_a_profile_that_comes_with_mgi_is_not_changed(mgi: Mgi) -> None:
    for command in (["assess", "la-cruz"], ["set", "la-cruz", "1.1.1", "absent"]):
        ran = mgi(*command)
        assert (ran.code, "comes with mgi and is not changed" in ran.err) == (2, True)


def test_a_profile_with_mistakes_is_not_begun(mgi: Mgi) -> None:
    ran = mgi("assess", HERE / "mistakes" / "unknown_status.yaml")
    assert (ran.code, "error[unknown_status]" in ran.err) == (1, True)


KILLED = 200 if os.environ.get("REQUIRE_TOOLS") else 40  # all of them before a change lands


def test_killed_at_any_moment_every_answer_given_before_is_there(tmp_path: Path) -> None:
    """In every run an interview is killed while answers are given as fast as it takes them."""
    chance = random.Random(4)  # noqa: S311 - the same moments every time, no secret
    given_in_all = 0
    for number in range(KILLED):
        path = tmp_path / f"sample-{number}.yaml"
        path.write_text(HEAD, "utf-8")
        terminal = Terminal("assess", str(path))
        terminal.read("Enter: next")
        terminal.type("2\r" * 4)
        time.sleep(chance.random() * 0.12)
        terminal.kill()
        told = len(re.findall(r"^saved\r?$", terminal.seen, re.MULTILINE))
        checked = Library().check(path)
        assert not any(item.is_error for item in checked.found)
        answers = checked.document.tree.get("answers") or {}
        assert list(answers) == CODES[: len(answers)]
        assert len(answers) >= told
        given_in_all += len(answers)
    assert given_in_all > KILLED / 2  # the moments are such that something was going on
