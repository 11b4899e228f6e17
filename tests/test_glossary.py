"""The glossary binds: where English has one of its terms, each language has the one word for it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from conftest import ROOT
from mgi_cli.text import fold
from test_languages import FOLDERS, english, name, texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from test_languages import Route

PAGE = (ROOT / "docs" / "glossary.md").read_text("utf-8")
COLUMNS = {"fr": 1, "es": 2}
"""The languages of the glossary, with the place of each in a row."""

LINKING = frozenset(["a", "al", "d", "de", "del", "des", "du", "el", "en", "l", "la", "las", "le", "les", "los"])
"""Words that join the words of a term, and change with the sentence around it."""


def rows() -> list[list[str]]:
    """Return the rows of the glossary's first table, without its head."""
    table = PAGE.split("\n\n## ")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line[:1] == "|"][2:]


def terms(cell: str) -> list[str]:
    """Return the terms of a cell; what stands in brackets says which sense is meant."""
    return [term.strip() for term in re.split("[;,]", re.sub(r"\([^)]*\)", "", cell)) if term.strip()]


@cache
def stems(term: str) -> tuple[str, ...]:
    """Return how the words of a term begin, whatever their number: the last letter of longer ones is left open."""
    words = (word for word in re.findall(r"\w+", fold(term)) if word not in LINKING)
    return tuple(word[:-1] if len(word) > 4 else word for word in words)


def has(text: str, term: str) -> bool:
    """Return whether all words of a term are in a text, in some order."""
    words = re.findall(r"\w+", fold(text))
    return all(any(word.startswith(stem) for word in words) for stem in stems(term))


def passages(found: dict[Route, str]) -> dict[Route, str]:
    """Return all texts of a language; the pieces of evidence of an indicator, which are each language's own, as one."""
    joined: dict[Route, list[str]] = {}
    for route, text in found.items():
        joined.setdefault(route[:-1] if isinstance(route[-1], int) else route, []).append(text)
    return {route: "; ".join(part) for route, part in joined.items()}


def used(text: str) -> Iterator[list[str]]:
    """Yield the row of each term that an English text has, one or many; a longer term hides the shorter in it."""
    by_length = sorted(((term, row) for row in rows() for term in terms(row[0])), key=lambda pair: -len(pair[0]))
    for term, row in by_length:
        pattern = re.compile(rf"\b{re.escape(term)}s?\b", re.IGNORECASE)
        if pattern.search(text):
            text = pattern.sub("\u2026", text)
            yield row


def strays(there: dict[Route, str], here: dict[Route, str], column: int) -> list[tuple[str, str]]:
    """Return each term of the English texts that a language says by another word, with its text in that language."""
    return [
        (row[0], here[route])
        for route, text in there.items()
        for row in used(text)
        if not any(has(here[route], term) for term in terms(row[column]))
    ]


@pytest.mark.parametrize("folder", FOLDERS, ids=name)
def test_a_term_is_translated_as_the_glossary_says(folder: Path) -> None:
    assert strays(passages(english(folder)), passages(texts(folder)), COLUMNS[folder.name]) == []


def test_a_term_said_in_a_second_way_is_found() -> None:
    english_text: dict[Route, str] = {
        ("x",): "Displaced people, internally displaced people and migrants without a regular status."
    }
    kept: dict[Route, str] = {
        ("x",): "Les personnes déplacées, les déplacés internes et les migrants en situation irrégulière."
    }
    strayed: dict[Route, str] = {("x",): "Les personnes déplacées, les déplacés internes et les sans-papiers."}
    assert strays(english_text, kept, COLUMNS["fr"]) == []
    assert strays(english_text, strayed, COLUMNS["fr"]) == [("without a regular status", strayed["x",])]


def test_the_glossary_has_each_term_once_in_every_language_in_the_order_of_the_alphabet() -> None:
    keys = [row[0].casefold() for row in rows()]
    assert keys == sorted(set(keys))
    every = [term.casefold() for row in rows() for term in terms(row[0])]
    assert len(every) == len(set(every))
    assert [row for row in rows() if len(row) != 3 or not all(row)] == []
