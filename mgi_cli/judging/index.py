"""An index of documents by their terms, as search engines keep one: BM25 with weighted counts."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mgi_cli.judging.phrases import Span

    Asked = Mapping[str, Mapping[Span, float]]

_SATURATION = 2.0
_LENGTH = 0.5


class Index:
    """Documents by their terms. A rare term says more than a common one, and the tenth time little more than the first.

    What is asked for are terms, each with the places in the asking text that say it and how surely each does, up to 1.
    """

    def __init__(self, documents: Mapping[str, Mapping[str, float]]) -> None:
        """Weigh the terms of each document, given with how often it says them."""
        having = Counter(term for terms in documents.values() for term in terms)
        self.rarity = {term: math.log(1 + (len(documents) - n + 0.5) / (n + 0.5)) for term, n in having.items()}
        self._weights: dict[str, dict[str, float]] = {}
        mean = sum(sum(terms.values()) for terms in documents.values()) / max(len(documents), 1)
        for name, terms in documents.items():
            length = 1 - _LENGTH + _LENGTH * sum(terms.values()) / (mean or 1)
            for term, count in terms.items():
                saturated = count * (1 + _SATURATION) / (count + _SATURATION * length)
                self._weights.setdefault(term, {})[name] = self.rarity[term] * saturated

    def near(self, asked: Asked) -> dict[str, float]:
        """Return the documents that have a term asked for, and how near each is."""
        found: dict[str, float] = {}
        for term, places in asked.items():
            for name, weight in self._weights.get(term, {}).items():
                found[name] = found.get(name, 0.0) + _sure(places) * weight
        return found

    def share(self, terms: Sequence[str], asked: Asked) -> float:
        """Return which share of some terms is asked for, by their rarity: 0 to 1."""
        whole = sum(self.rarity[term] for term in terms)
        return sum(self.rarity[term] * _sure(asked[term]) for term in terms if term in asked) / whole if whole else 0.0

    def places(self, name: str, asked: Asked) -> dict[Span, float]:
        """Return the places in the asking text that brought it near to a document, and how much each counts."""
        found: dict[Span, float] = {}
        for term, places in asked.items():
            weight = self._weights.get(term, {}).get(name, 0.0)
            for span, sure in places.items() if weight else ():
                found[span] = found.get(span, 0.0) + sure * weight
        return found


def _sure(places: Mapping[Span, float]) -> float:
    """Return how surely a term is meant that several places may mean, each for itself."""
    return 1.0 - math.prod(1.0 - sure for sure in places.values())
