"""Long output page by page, where somebody asks for it and sits at a terminal."""

from __future__ import annotations

import os
import shlex
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from conftest import HERE, tool
from mgi_cli.cli import paging
from screens import LOOK, Terminal, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a script stands for the pager")
LONG, SHORT = "gaps la-cruz", "explain partial"
SCRIPT = """\
import os, sys
with open({told!r}, "wb") as told:
    told.write(repr((sys.argv[1:], os.environ.get("LESS"))).encode() + b"\\n" + sys.stdin.buffer.read())
"""


class Pager(NamedTuple):
    """A program that keeps what it was given to show."""

    command: str
    told: Path

    def shown(self, encoding: str = "utf-8") -> str | None:
        """Return what it was given, ``None`` where it was not called."""
        return self.told.read_bytes().split(b"\n", 1)[1].decode(encoding) if self.told.exists() else None


@pytest.fixture(autouse=True)
def screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINES", "24")
    monkeypatch.delenv("PAGER", raising=False)
    monkeypatch.delenv("LESS", raising=False)


def pager(folder: Path, name: str = "show pages") -> Pager:
    program, told = folder / name, folder / "told"
    program.write_text(f"#!{sys.executable}\n{SCRIPT.format(told=str(told))}", "utf-8")
    program.chmod(0o755)
    return Pager(shlex.quote(str(program)), told)


def paged(line: str, *options: str, terminal: bool = True, encoding: str = "utf-8", **environment: str) -> str:
    """Return what a line prints past the pager."""
    ran = run([*line.split(), *options], width=80, terminal=terminal, encoding=encoding, **environment)
    assert (ran.code, ran.err) == (0, "")
    return ran.out


@pytest.mark.parametrize("variable", ["MGI_PAGER", "PAGER"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp850", "ascii"])
def test_long_output_goes_to_the_program_that_is_named(variable: str, encoding: str, tmp_path: Path) -> None:
    program = pager(tmp_path)
    environment: dict[str, Any] = {variable: program.command}
    assert paged(LONG, "--pager", encoding=encoding, **environment) == ""
    assert program.shown(encoding) == paged(LONG, terminal=False, encoding=encoding)


def test_the_variable_of_mgi_asks_by_itself_that_of_all_programs_does_not(tmp_path: Path) -> None:
    program = pager(tmp_path)
    assert paged(LONG, PAGER=program.command) != ""
    assert program.shown() is None
    assert paged(LONG, MGI_PAGER=program.command, PAGER="no-such-program") == ""
    assert program.shown() is not None


@pytest.mark.parametrize(
    ("line", "terminal"), [(SHORT, True), (LONG, False), (f"{LONG} -f json", True), (f"{LONG} -f csv", True)]
)
def test_what_fits_on_the_screen_or_is_for_no_eye_is_printed(line: str, terminal: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a parameter
    program = pager(tmp_path)
    assert paged(line, "--pager", terminal=terminal, MGI_PAGER=program.command) == paged(line, terminal=terminal)
    assert program.shown() is None


def test_colours_go_to_a_pager_that_shows_them(tmp_path: Path) -> None:
    other, less = pager(tmp_path), pager(tmp_path, "less")
    plain = paged(LONG, terminal=False)
    paged(LONG, MGI_PAGER=other.command)
    assert other.shown() == plain
    paged(LONG, MGI_PAGER=other.command, FORCE_COLOR="1")
    assert other.shown() == paged(LONG, FORCE_COLOR="1") != plain
    paged(LONG, MGI_PAGER=less.command)
    assert less.told.read_bytes().startswith(b"(['-R'], 'FRX')\n")
    assert LOOK.sub("", less.shown() or "") == plain != less.shown()
    paged(LONG, MGI_PAGER=less.command, NO_COLOR="1", LESS="-i")
    assert less.told.read_bytes().startswith(b"(['-R'], '-i')\n")
    assert less.shown() == plain


def test_what_is_told_aloud_is_paged_too(tmp_path: Path) -> None:
    program = pager(tmp_path)
    paged(LONG, "--plain", MGI_PAGER=program.command)
    assert program.shown() == paged(LONG, "--plain", terminal=False)


@pytest.mark.parametrize("named", ["no-such-program", '"not closed', "", " "])
def test_without_a_pager_all_is_printed(named: str, tmp_path: Path) -> None:
    nothing: dict[str, Any] = {"PATH": str(tmp_path), "MGI_PAGER": named, "PAGER": named}
    assert paged(LONG, "--pager", **nothing) == paged(LONG)


def test_a_program_that_cannot_be_started_is_none(tmp_path: Path) -> None:
    (tmp_path / "broken").write_bytes(b"\x7fELF and no more")
    (tmp_path / "broken").chmod(0o755)
    assert paged(LONG, MGI_PAGER=str(tmp_path / "broken")) == paged(LONG)


def test_a_pager_that_is_left_at_once(tmp_path: Path) -> None:
    (tmp_path / "leave").write_text("#!/bin/sh\nexit 0\n", "utf-8")
    (tmp_path / "leave").chmod(0o755)
    assert paged("indicators", MGI_PAGER=str(tmp_path / "leave")) == ""


def test_the_exit_code_and_the_errors_are_those_of_the_command(tmp_path: Path) -> None:
    program = pager(tmp_path)
    wrong = [str(HERE / "mistakes" / f"{name}.yaml") for name in ("several", "tab", "curly_quotes", "list_mark", "bom")]
    ran = run(["validate", *wrong], width=80, terminal=True, MGI_PAGER=program.command)
    assert (ran.code, ran.out) == (1, "")
    assert "5 files checked: " in (program.shown() or "")
    ran = run(["show", "nowhere"], width=80, terminal=True, MGI_PAGER=program.command)
    assert (ran.code, ran.out) == (2, "")
    assert "There is no profile named nowhere." in ran.err


def test_windows_reads_its_code_page_and_paths_with_backslashes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = pager(tmp_path)
    monkeypatch.setattr("mgi_cli.reading.systems.is_windows", lambda: True)
    monkeypatch.setattr(os, "device_encoding", {1: "cp850"}.get)
    monkeypatch.setattr("mgi_cli.cli.paging.shutil.which", lambda name: name)
    monkeypatch.setenv("MGI_PAGER", r'"C:\Program Files\more.com" /e')
    assert paging.program() == [r"C:\Program Files\more.com", "/e"]
    assert paged(LONG, MGI_PAGER=f'"{program.command.strip(chr(39))}"') == ""
    assert program.shown("cp850") == paged(LONG, terminal=False, encoding="cp850")


def test_less_at_a_terminal() -> None:
    tool("less")
    terminal = Terminal("indicators", "--pager")
    seen = terminal.read(r":(?:\x1b\[K)?\Z")
    assert "Local framework, 90 indicators" in seen
    assert "\x1b[33m" in seen
    terminal.type("q")
    assert terminal.left() == 0
