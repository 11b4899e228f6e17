"""Nothing that stands in a file brings mgi down, makes it slow, or makes it harm the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import laws
from bombs import HEAD
from conftest import HERE
from mgi_cli.library import Library

if TYPE_CHECKING:
    from pathlib import Path

LIBRARY = Library(today="2026-11-24")
GOOD = str(HERE / "mistakes" / "finding_disagrees.yaml")


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what is kept for undoing in a folder of the test, and read catalogues and words once."""
    monkeypatch.setenv("MGI_STATE", str(tmp_path / "state"))
    for module, name, kept in laws.KEPT:
        monkeypatch.setattr(module, name, kept)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "town.yaml"


def told(path: Path, text: str) -> list[tuple[str, str]]:
    """Return the codes and places of what is told of a text."""
    path.write_text(text, "utf-8", newline="")
    return [(code, place.removeprefix(f"{path}:")) for code, place in laws.told(LIBRARY.check(path))]


# What was found by the searches below, each mended since


@pytest.mark.parametrize(
    "text", ["format: 1\nframework: local-1\nplace: {}", "- a", HEAD + "x-a: 1\n? ", "framework: local-1\n? format"]
)
def test_a_file_without_an_end_of_its_last_line(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    laws.hold(path, LIBRARY, GOOD)
