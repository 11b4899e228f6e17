"""How near a text is to each indicator of a catalogue, by the words it uses and by the things it speaks of.

Words are the same that are nearly spelt the same, which rapidfuzz tells; things are what the lists of words of the
field name, in any language. Why there is no ready-made measure here: docs/decisions/12-proposals.md.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from mgi_cli.errors import MgiError
from mgi_cli.judging.index import Index
from mgi_cli.judging.phrases import Reading
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from mgi_cli.judging.phrases import Span
    from mgi_cli.judging.wording import Wording
    from mgi_cli.model import Framework, IndicatorText

    Said = list[tuple[float, Reading]]

FIELDS = {"label": 3.0, "question": 2.0, "present": 1.0, "partial": 0.5, "evidence": 1.0}
"""How much a word counts by where an indicator says it."""

_SCALE = 8.0  # brings the sums of a text of usual length to about 1
_SHORTEST = 3
_BEGINNING = 3
_ALIKE = 0.9
_BEGIN_ALIKE = 0.55
_OTHER_FORM = 0.9
_ONE_WORD = 0.6  # how surely one word means the one thing that it may mean


class Likeness(Value):
    """How near one indicator is, each from 0, nothing in common, to 1 and a little more.

    ``label_words`` and ``label_things`` are the shares of its label that the text has. ``common`` are the places in the
    text where the two meet, and how much each counts.
    """

    words: float
    things: float
    label_words: float
    label_things: float
    common: Mapping[Span, float]


class Catalogue:
    """The indicators of a framework in one language, ready to be held against texts in any language."""

    def __init__(self, framework: Framework, wordings: Mapping[str, Wording]) -> None:
        """Read all texts of the framework and weigh their words. Raises ``MgiError`` where rapidfuzz is missing."""
        self._similarity = _similarity()
        self._wordings = wordings
        self.lang = framework.lang
        texts = {key: framework.text(key) for key in framework.indicators}
        said = {key: _said(text, framework.indicators) for key, text in texts.items()}
        langs = {key: text.lang for key, text in texts.items()}
        self._words = Index({key: _counted(said[key], self._words_of, langs[key]) for key in texts})
        self._things = Index({key: _counted(said[key], self._things_of, langs[key]) for key in texts})
        self._label_words = {key: _once(self._words_of(said[key][0][1], langs[key])) for key in texts}
        self._label_things = {key: _once(self._things_of(said[key][0][1], langs[key])) for key in texts}
        self._forms: dict[str, dict[str, float]] = {}
        self._beginnings: dict[str, list[str]] = {}
        for term in self._words.rarity:
            self._beginnings.setdefault(term[:_BEGINNING], []).append(term)

    def near(self, text: str, lang: str) -> dict[str, Likeness]:
        """Return how near each indicator is to a text in ``lang``; those that share nothing with it are left out."""
        reading = Reading(text=text)
        words = self._asked_words(reading) if lang == self.lang else {}
        things = self._asked_things(reading, lang)
        by_words, by_things = self._words.near(words), self._things.near(things)
        return {
            key: Likeness(
                words=by_words.get(key, 0.0) / _SCALE,
                things=by_things.get(key, 0.0) / _SCALE,
                label_words=self._words.share(self._label_words[key], words),
                label_things=self._things.share(self._label_things[key], things),
                common=_both(self._words.places(key, words), self._things.places(key, things)),
            )
            for key in dict.fromkeys((*by_words, *by_things))
        }

    def _asked_words(self, reading: Reading) -> dict[str, dict[Span, float]]:
        asked: dict[str, dict[Span, float]] = {}
        stop = self._stop(self.lang)
        for word in reading.words:
            for term, alike in self._terms_like(word.folded).items() if _tells(word.folded, stop) else ():
                asked.setdefault(term, {})[word.start, word.end] = alike
        return asked

    def _asked_things(self, reading: Reading, lang: str) -> dict[str, dict[Span, float]]:
        """Return the things that a text speaks of; a word that may mean several of them means each less surely."""
        asked: dict[str, dict[Span, float]] = {}
        found = list(self._wordings[lang].things.find(reading)) if lang in self._wordings else []
        meant = Counter(span for _, span in found)
        for name, span in found:
            asked.setdefault(name, {})[span] = _ONE_WORD / math.sqrt(meant[span])
        return asked

    def _terms_like(self, word: str) -> dict[str, float]:
        """Return the words of the catalogue that are forms of a word, and how much each counts for it."""
        if word not in self._forms:
            near = {term: self._similarity(word, term) for term in self._beginnings.get(word[:_BEGINNING], ())}
            self._forms[word] = {
                term: alike * (1.0 if term == word else _OTHER_FORM) for term, alike in near.items() if alike
            }
        return self._forms[word]

    def _words_of(self, reading: Reading, lang: str) -> Iterator[str]:
        stop = self._stop(lang)
        return (word.folded for word in reading.words if _tells(word.folded, stop))

    def _things_of(self, reading: Reading, lang: str) -> Iterator[str]:
        found = self._wordings[lang].things.find(reading) if lang in self._wordings else ()
        return (name for name, _ in dict.fromkeys(found))

    def _stop(self, lang: str) -> Collection[str]:
        return self._wordings[lang].stop if lang in self._wordings else ()


def _similarity() -> Callable[[str, str], float]:
    """Return the measure of whether two words are forms of one: how alike they are, up to 1; 0 where they are not."""
    try:
        from rapidfuzz.distance import JaroWinkler, Prefix  # noqa: PLC0415 - only who asks for proposals needs it
    except ImportError as error:
        raise MgiError("needs_office", what="rapidfuzz") from error

    def alike(one: str, other: str) -> float:
        if Prefix.normalized_similarity(one, other) < _BEGIN_ALIKE:
            return 0.0
        return JaroWinkler.normalized_similarity(one, other, score_cutoff=_ALIKE)

    return alike


def _said(text: IndicatorText, others: Collection[str]) -> Said:
    """Return what an indicator says, the label first, by its weight; sentences that speak of others left out."""
    evidence = ". ".join(text.evidence)
    fields = {"label": text.label, "question": text.question, "present": text.present, "partial": text.partial}
    return [
        (FIELDS[name], Reading(text=_of_itself(value, others)))
        for name, value in {**fields, "evidence": evidence}.items()
    ]


def _of_itself(text: str, others: Collection[str]) -> str:
    """Return a text without the sentences that send the reader to another indicator by its id."""
    sentences = text.split(". ")
    return ". ".join(one for one in sentences if not any(word.strip(".,;:()") in others for word in one.split()))


def _counted(said: Said, terms: Callable[[Reading, str], Iterable[str]], lang: str) -> dict[str, float]:
    counted: dict[str, float] = {}
    for weight, reading in said:
        for term in terms(reading, lang):
            counted[term] = counted.get(term, 0.0) + weight
    return counted


def _once(terms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(terms))


def _tells(word: str, stop: Collection[str]) -> bool:
    return len(word) >= _SHORTEST and not word.isdigit() and word not in stop


def _both(one: Mapping[Span, float], other: Mapping[Span, float]) -> dict[Span, float]:
    return {span: one.get(span, 0.0) + other.get(span, 0.0) for span in dict.fromkeys((*one, *other))}
