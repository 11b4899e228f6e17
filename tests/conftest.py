"""What the tests share: running the tool in this process, and the places of the example files."""

from __future__ import annotations

import json
import os
import shutil
from functools import partialmethod
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, Protocol

import pytest
from hypothesis import settings

from examples import TODAY
from mgi_cli.cli.app import main

settings.register_profile("mgi", deadline=None)  # how long an example takes says how busy the machine is
settings.load_profile("mgi")

HERE = Path(__file__).parent
ROOT = HERE.parent
FRAMEWORKS = HERE / "frameworks"


def tool(name: str) -> str:
    """Return the path of a program that a test needs; without it the test is skipped, or fails where all are required.

    The checks before a change lands set ``REQUIRE_TOOLS``, so that nothing there is left out in silence. The ``bash``
    that Windows has by itself is a door to another system, which knows none of our paths.
    """
    if name == "bash" and os.name == "nt":
        pytest.skip("needs a bash of this system")
    return shutil.which(name) or missing(name)


def shipped(package: str, file: str) -> Path:
    """Return a file that an installed package holds; without the package as with a tool. Nothing of it is run."""
    spec = find_spec(package)
    folders = list(spec.submodule_search_locations or ()) if spec else []
    return Path(folders[0], file) if folders else missing(package.replace("_", "-"))


def missing(name: str) -> NoReturn:
    """Skip the test for want of ``name``, or fail it where all is required."""
    (pytest.fail if os.environ.get("REQUIRE_TOOLS") else pytest.skip)(f"needs {name}, which is not installed here")


class Ran(NamedTuple):
    """What a command printed and returned."""

    code: int
    out: str
    err: str

    def document(self) -> dict[str, Any]:
        """Return standard output read as JSON."""
        document: dict[str, Any] = json.loads(self.out)
        return document


class Mgi(Protocol):
    """Run the tool with arguments, at a width."""

    def __call__(self, *args: str | Path, width: int = 80) -> Ran:
        """Return what the command printed."""


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the user's settings out of the tests."""
    for name in (
        "MGI_LANG",
        "MGI_PROFILES",
        "MGI_FRAMEWORKS",
        "MGI_PLAIN",
        "MGI_PAGER",
        "NO_COLOR",
        "FORCE_COLOR",
        "LC_ALL",
        "LC_MESSAGES",
        "LANG",
        "LANGUAGE",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def same_line_ends_and_pipes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test write the line ends that it says, and read UTF-8 from the programs that it runs, on Windows too."""
    if os.name == "nt":
        monkeypatch.setenv("PYTHONUTF8", "1")
        monkeypatch.setattr(Path, "write_text", partialmethod(Path.write_text, newline=""))


@pytest.fixture(autouse=True)
def one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the same day whenever the tests run: what has expired depends on it."""
    monkeypatch.setattr("mgi_cli.library.this_day", lambda: TODAY)


@pytest.fixture
def mgi(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Mgi:
    """Return a function that runs the tool in this process."""

    def run(*args: str | Path, width: int = 80) -> Ran:
        monkeypatch.setenv("COLUMNS", str(width))
        capsys.readouterr()
        code = main([str(arg) for arg in args])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run
