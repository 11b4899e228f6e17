"""Many files: the same is said whatever the number of processes, in order, and nothing stops it."""

from __future__ import annotations

import io
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from conftest import FRAMEWORKS, HERE, ROOT, Mgi
from mgi_cli.cli import many
from mgi_cli.cli.progress import Progress
from mgi_cli.diagnostic import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

MISTAKES = sorted((HERE / "mistakes").glob("*.yaml"))
SETTINGS = many.Settings("en", None, None)


def test_one_process_and_several_say_the_same_in_the_same_order() -> None:
    paths = [*MISTAKES, *sorted((ROOT / "data" / "profiles").glob("*.yaml"))]
    assert len(paths) > many.WORTH_IT
    alone = list(many.outcomes(paths, SETTINGS, processes=1))
    together = list(many.outcomes(paths, SETTINGS, processes=3))
    assert alone == together
    assert [Path(outcome.path).name for outcome in alone] == [path.name for path in paths]
    assert sum(outcome.count(Severity.ERROR) for outcome in alone) > len(MISTAKES) / 2


def killed(paths: Sequence[Path]) -> list[many.Outcome]:
    """Check the first files, and end as a process that the system kills at all others."""
    if MISTAKES[0] not in paths:
        os._exit(9)
    return [many._Checker(SETTINGS).check(path) for path in paths]  # noqa: SLF001 - in place of what a process does


@pytest.mark.skipif(sys.platform != "linux", reason="needs processes that are copied with what the test has changed")
def test_a_process_that_is_killed_loses_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = list(many.outcomes(MISTAKES, SETTINGS, processes=1))
    monkeypatch.setattr(many, "_check_all", killed)
    assert list(many.outcomes(MISTAKES, SETTINGS, processes=2)) == alone


def test_there_are_no_more_processes_than_windows_waits_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def none(n: int, **_: object) -> NoReturn:
        asked.append(n)
        raise InterruptedError

    monkeypatch.setattr("concurrent.futures.ProcessPoolExecutor", none)
    for paths in (MISTAKES[:1] * 3000, MISTAKES[:1] * 100):
        with pytest.raises(InterruptedError):
            list(many.outcomes(paths, SETTINGS, processes=128))
    assert asked == [61, 4]


def test_a_file_that_is_gone_meanwhile_stops_nothing(tmp_path: Path) -> None:
    paths = [tmp_path / "gone.yaml", MISTAKES[0]]
    gone, other = many.outcomes(paths, SETTINGS)
    assert (gone.unread, [problem.diagnostic.code for problem in gone.problems]) == (True, ["not_readable"])
    assert (other.unread, other.path) == (False, str(MISTAKES[0].relative_to(ROOT)))


def test_a_file_that_may_not_be_read_is_told_and_the_rest_is_checked(
    mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        shutil.copy(ROOT / "data" / "profiles" / "la-cruz.yaml", tmp_path / f"{name}.yaml")
    opened = Path.open

    def refuse(self: Path, *args: object, **kwargs: object) -> object:
        if self.name == "a.yaml":
            raise PermissionError(13, "Permission denied")
        return opened(self, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    ran = mgi("validate", tmp_path, width=200)
    assert ran.code == 2
    assert f"error[not_readable] {tmp_path}/a.yaml:1:1\nIt could not be read: Permission denied.\n" in ran.out
    assert "2 files checked: 1 error." in ran.out


def test_a_framework_with_a_mistake_is_told_once(mgi: Mgi, tmp_path: Path) -> None:
    shutil.copytree(FRAMEWORKS / "tiny-1", tmp_path / "tiny-1")
    structure = tmp_path / "tiny-1" / "framework.yaml"
    structure.write_text(structure.read_text("utf-8").replace("level: local", "levle: local"), "utf-8")
    for name in ("a", "b", "c"):
        shutil.copy(FRAMEWORKS / "well-town.yaml", tmp_path / f"{name}.yaml")
    ran = mgi("validate", *(tmp_path / f"{name}.yaml" for name in "abc"))
    assert (ran.code, ran.out.count("Did you mean level?")) == (1, 1)
    assert "3 files checked: 2 errors." in ran.out


class Screen(io.StringIO):
    """A stream that is a terminal, or says so."""

    encoding = "utf-8"

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:  # noqa: D102 - as of every stream
        return self._terminal


@pytest.mark.parametrize(
    ("terminal", "kind", "shown"), [(True, "xterm", True), (False, "xterm", False), (True, "dumb", False)]
)
def test_progress_is_shown_on_a_terminal_only_and_leaves_no_trace(
    monkeypatch: pytest.MonkeyPatch, *, terminal: bool, kind: str, shown: bool
) -> None:
    screen = Screen(terminal=terminal)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", kind)
    now = iter(range(100))
    monkeypatch.setattr("time.monotonic", lambda: next(now))
    progress = Progress(3, lambda done, total: f"{done} of {total}")
    for _ in range(3):
        progress.step()
    progress.clear()
    written = screen.getvalue()
    assert ("3 of 3" in written) is shown
    assert written.rpartition("\r")[2] == ""
    assert not shown or written.endswith("\r" + " " * 78 + "\r")


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="needs a system that tells the cores of a process")
def test_as_many_processes_as_cores() -> None:
    assert many._cores() == len(os.sched_getaffinity(0))  # noqa: SLF001 - there is no other way to see it
