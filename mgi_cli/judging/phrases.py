"""Find phrases in a text: what a text says, word by word, whatever its capitals, accents and punctuation."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from mgi_cli.text import fold
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Span = tuple[int, int]
"""A place in a text: where it begins, and where it ends."""

_MARKS = ".;:!?"
_TOKEN = re.compile(rf"[^\W_]+|[{_MARKS}]")
_PIECE = re.compile(r"\([^)]*\)|\S+")
_STOP = "|"
_GAP = "…"
_FIGURES = r"\d{1,3} "
_WORDS_IN_A_GAP = 4


class Word(Value):
    """One word of a text, folded, and where it stands in it."""

    folded: str
    start: int
    end: int


class Reading(Value):
    """A text as words, to look for phrases in."""

    text: str

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words in their order; a mark that ends a clause is a word of its own."""
        found = ((_STOP if match[0] in _MARKS else fold(match[0]), match) for match in _TOKEN.finditer(self.text))
        return tuple(
            Word(folded=folded.replace(" ", ""), start=match.start(), end=match.end()) for folded, match in found
        )

    @cached_property
    def line(self) -> str:
        """The folded words, each with a blank behind it."""
        return "".join(f"{word.folded} " for word in self.words)

    @cached_property
    def _ends(self) -> list[int]:
        ends, at = [], 0
        for word in self.words:
            at += len(word.folded) + 1
            ends.append(at)
        return ends

    def span(self, start: int, end: int) -> Span:
        """Return where in the text the words stand that ``line`` has from ``start`` to ``end``."""
        first = bisect_right(self._ends, start)
        last = bisect_left(self._ends, end)
        return self.words[first].start, self.words[last].end


class Phrases:
    """A list of phrases in the notation of ``wording.yaml``, looked for together."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Keep the phrases; raises ``re.error`` for one that is not well written."""
        patterns = [_pattern(phrase) for phrase in phrases]
        self._pattern = re.compile("|".join(f"(?<!\\S){pattern}" for pattern in patterns)) if patterns else None

    def find(self, reading: Reading) -> Iterator[Span]:
        """Yield where the phrases stand in a text, in its order; of two that begin together, the one listed first."""
        if self._pattern is None:
            return
        at = 0
        while match := self._pattern.search(reading.line, at):
            yield reading.span(match.start(), match.end())
            at = reading.line.index(" ", match.start()) + 1


def _pattern(phrase: str) -> str:
    return "".join(_piece(piece) for piece in _PIECE.findall(phrase))


def _piece(piece: str) -> str:
    if piece == _GAP:
        return rf"(?:\w+ ){{0,{_WORDS_IN_A_GAP}}}"
    # The empty choice last, so that a phrase is quoted as long as it is.
    choices = sorted((_words(choice) for choice in piece.strip("()").split("|")), key=lambda choice: choice == "")
    return choices[0] if len(choices) == 1 else f"(?:{'|'.join(choices)})"


def _words(choice: str) -> str:
    return "".join(_FIGURES if word == "0" else _word(word) for word in choice.split())


def _word(word: str) -> str:
    return fold(word) + (r"\w* " if word.endswith("*") else " ")


class Lexicon:
    """Names for things and the words that speak of each; a star at the end of a word stands for any rest."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        """Sort the words by how they begin."""
        self._begins: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, entries in names.items():
            for entry in entries:
                first, *rest = (fold(word) + ("*" if word.endswith("*") else "") for word in entry.split())
                self._begins.setdefault(first, []).append((tuple(rest), name))

    def find(self, reading: Reading) -> Iterator[tuple[str, Span]]:
        """Yield the things that a text speaks of, each with where it does so."""
        words = reading.words
        for at, word in enumerate(words):
            for key in (word.folded, *(f"{word.folded[:n]}*" for n in range(2, len(word.folded) + 1))):
                for rest, name in self._begins.get(key, ()):
                    following = words[at + 1 : at + 1 + len(rest)]
                    if len(following) == len(rest) and all(map(_fits, rest, following)):
                        yield name, (word.start, (following or (word,))[-1].end)


def _fits(entry: str, word: Word) -> bool:
    return word.folded.startswith(entry[:-1]) if entry.endswith("*") else word.folded == entry
