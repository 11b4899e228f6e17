"""The pages of the diagnostics say what the tool says: every code has one, with an example, and none is stale."""

from __future__ import annotations

import sys
from functools import cache

import pytest

from conftest import ROOT
from mgi_cli.words import Words

sys.path.append(str(ROOT / "scripts"))

import pages

CODES = sorted(Words().subject("explanations"))


@cache
def made() -> dict[str, str]:
    return pages.pages()


def test_every_code_is_in_one_group() -> None:
    listed = [code for group in pages.GROUPS for code in pages.codes(group)]
    assert sorted(listed) == CODES


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_an_example(code: str) -> None:
    shown = pages.examples(code)
    assert bool(shown) != (code in pages.NO_EXAMPLE)
    assert all(f"[{code}]" in example.said for example in shown)


def test_the_pages_are_those_that_the_script_writes() -> None:
    kept = {path.name: path.read_text("utf-8") for path in pages.FOLDER.iterdir()}
    assert kept.keys() == made().keys(), "run: python scripts/pages.py"
    stale = [name for name, text in made().items() if kept[name] != text]
    assert stale == [], "run: python scripts/pages.py"


@pytest.mark.parametrize("code", CODES)
def test_a_page_says_what_the_tool_says(code: str) -> None:
    page = made()[f"{code}.md"]
    assert page.startswith(f"# {code}\n")
    for example in pages.examples(code):
        assert example.said.rstrip() in page
        assert example.lines.removeprefix(pages.HEAD).rstrip() in page
