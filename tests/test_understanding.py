"""What people type: what is understood, where it is told, and what is never guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Mgi

HEAD = """format: 1
framework: local-1
place:
  id: xaa-sample
  name: Sample
  type: city
  country: XAA
assessment:
  round: 1
"""


def told(mgi: Mgi, folder: Path, text: str) -> list[dict[str, Any]]:
    """Return what validate says of a profile that goes on with ``text`` after its head."""
    path = folder / "typed.yaml"
    path.write_text(HEAD + text, "utf-8")
    found: list[dict[str, Any]] = mgi("validate", path, "--format", "json").document()["diagnostics"]
    return found


def mended(mgi: Mgi, folder: Path, text: str) -> str:
    """Return what mgi fix makes of ``text`` after the head."""
    path = folder / "typed.yaml"
    path.write_text(HEAD + text, "utf-8")
    mgi("fix", path)
    return path.read_text("utf-8").removeprefix(HEAD)


def answer(line: str) -> str:
    return f'answers:\n  "3.4.1":\n    {line}\n'


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MGI_STATE", str(tmp_path / "state"))


@pytest.mark.parametrize("typed", ["❌", "😀", "☐", "“”", "❌ present", "present?", "present ✗", "no ≠ partial"])
def test_a_symbol_or_a_doubt_is_never_taken_for_an_answer(mgi: Mgi, tmp_path: Path, typed: str) -> None:
    assert [item["code"] for item in told(mgi, tmp_path, answer(f"status: {typed}"))] == ["unknown_status"]
    assert mended(mgi, tmp_path, answer(f"status: {typed}")) == answer(f"status: {typed}")


@pytest.mark.parametrize("typed", ["✓", "✔", "✔️", "✅", "✅ present", "Present.", "“présent”", "present,", "present…"])
def test_a_tick_and_a_word_with_its_punctuation_are_understood(mgi: Mgi, tmp_path: Path, typed: str) -> None:
    assert [item["code"] for item in told(mgi, tmp_path, answer(f"status: {typed}"))] == ["status_in_words"]
    assert mended(mgi, tmp_path, answer(f"status: {typed}")) == answer("status: present")
