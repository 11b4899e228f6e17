"""From key findings to proposals: which indicators a finding may answer, and with which status. Nothing is an answer."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from mgi_cli.judging.likeness import Catalogue
from mgi_cli.judging.phrases import Reading
from mgi_cli.judging.wording import Wording, meet, status_of
from mgi_cli.model import Kind, Proposal
from mgi_cli.value import NOTHING, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mgi_cli.judging.likeness import Likeness
    from mgi_cli.judging.wording import Judged
    from mgi_cli.model import Framework, KeyFinding

    Span = tuple[int, int]

MOST = 3
"""A finding leads to no more proposals than these."""

WEIGHTS = {"words": 1.0, "things": 3.99, "label_words": 0.33, "label_things": 2.97, "domain": 4.94}
"""What each kind of likeness adds to the logarithm of the odds. Fitted: ``benchmarks/suggestions.py --fit``."""

SAID, BY_KIND = 0.95, {Kind.WELL_DEVELOPED: 0.95, Kind.POTENTIAL: 0.6}
"""How often a status is right that the words say, and one that only the heading above the finding suggests."""

_NEAR = 0.4
_LEAST = 0.1
_HIGHEST = 0.99
_WORDS_QUOTED = 4
NOBODY = Wording()
"""The wording of a language that mgi has no words of."""


class Ranked(Value):
    """An indicator that a text may answer: how likely it is the one, 0 to 1, and the places that made it seem so."""

    indicator: str
    confidence: float
    common: Mapping[Span, float]


class Suggestions:
    """Proposes indicators of one framework for texts in any language that there are words of.

    ``wordings`` are the tables by language, ``catalogues`` the same framework read in other languages: a text is held
    against the catalogue in its own language where there is one, and else against ``framework``, by things alone.
    """

    def __init__(
        self, framework: Framework, wordings: Mapping[str, Wording], catalogues: Mapping[str, Framework] = NOTHING
    ) -> None:
        """Keep what is needed; a catalogue is read when the first text in its language comes."""
        self._framework = framework
        self._wordings = wordings
        self._readings = {framework.lang: framework, **{read.lang: read for read in catalogues.values()}}
        self._catalogues: dict[str, Catalogue] = {}

    def rank(self, text: str, lang: str | None, domain: str | None = None) -> tuple[Ranked, ...]:
        """Return the indicators that have something in common with a text, the likeliest first.

        ``domain`` is the one under which the text stands; it makes its indicators likelier, and excludes none.
        """
        lang = self.language(text, lang)
        near = self._catalogue(lang).near(text, lang)
        odds = {key: _odds(self._measures(key, found, domain)) for key, found in near.items()}
        highest = max(odds.values(), default=0.0)
        shares = {key: math.exp(value - highest) for key, value in odds.items()}
        whole = sum(shares.values())
        ranked = sorted(shares, key=lambda key: -shares[key])
        return tuple(
            Ranked(indicator=key, confidence=min(shares[key] / whole, _HIGHEST), common=near[key].common)
            for key in ranked
        )

    def propose(self, findings: Iterable[KeyFinding], *, origin: str | None = None) -> tuple[Proposal, ...]:
        """Return up to three proposals for each finding, the likeliest first, in the order of the findings."""
        return tuple(proposal for finding in findings for proposal in self._of(finding, origin))

    def language(self, text: str, lang: str | None) -> str:
        """Return the language of a text: the one named if there are words of it, else the one it shares most with."""
        named = (lang or "").split("-")[0].lower()
        if named in self._wordings or (named and named in self._readings) or not self._wordings:
            return named or self._framework.lang
        if named:
            return named
        words = [word.folded for word in Reading(text=text).words]
        return max(sorted(self._wordings), key=lambda known: sum(word in self._wordings[known].stop for word in words))

    def _catalogue(self, lang: str) -> Catalogue:
        read = self._readings.get(lang, self._framework)
        if read.lang not in self._catalogues:
            self._catalogues[read.lang] = Catalogue(read, self._wordings)
        return self._catalogues[read.lang]

    def measures(self, text: str, lang: str | None, domain: str | None = None) -> dict[str, dict[str, float]]:
        """Return what the ranking of a text weighs, by indicator and by the names of ``WEIGHTS``."""
        lang = self.language(text, lang)
        near = self._catalogue(lang).near(text, lang)
        return {key: self._measures(key, found, domain) for key, found in near.items()}

    def _measures(self, indicator: str, near: Likeness, domain: str | None) -> dict[str, float]:
        same = float(self._framework.indicators[indicator].domain == domain)
        return {name: same if name == "domain" else getattr(near, name) for name in WEIGHTS}

    def _of(self, finding: KeyFinding, origin: str | None) -> list[Proposal]:
        text, lang = finding.text.value, self.language(finding.text.value, finding.text.lang)
        ranked = self.rank(text, lang, finding.domain)[:MOST]
        likely = [item for item in ranked if item.confidence >= _LEAST]
        near = [item for item in likely if item.confidence >= _NEAR * likely[0].confidence]
        proposals = []
        for item in near:
            judged = status_of(text, finding.kind, self._wordings.get(lang, NOBODY), item.common)
            sure = SAID if judged.because else BY_KIND[finding.kind]
            proposals.append(
                Proposal(
                    indicator=item.indicator,
                    status=judged.status,
                    finding=finding.id,
                    confidence=round(item.confidence * sure, 2),
                    because=_because(text, judged, item.common),
                    origin=origin,
                )
            )
        return proposals


def propose(
    findings: Sequence[KeyFinding],
    framework: Framework,
    wordings: Mapping[str, Wording],
    catalogues: Mapping[str, Framework] = NOTHING,
) -> tuple[Proposal, ...]:
    """Return proposals for findings: see ``Suggestions``. Raises ``MgiError`` where rapidfuzz is missing."""
    return Suggestions(framework, wordings, catalogues).propose(findings)


def _odds(measures: Mapping[str, float]) -> float:
    return sum(WEIGHTS[name] * value for name, value in measures.items())


def _because(text: str, judged: Judged, common: Mapping[Span, float]) -> str | None:
    """Return the words that say the status, then those that brought the indicator, as they stand in the text."""
    heaviest: list[Span] = []
    for place in sorted(common, key=lambda place: (-common[place], place)):
        if len(heaviest) < _WORDS_QUOTED and not any(meet(place, other) for other in heaviest):
            heaviest.append(place)
    topic = ", ".join(dict.fromkeys(text[slice(*place)] for place in sorted(heaviest)))
    return " · ".join(part for part in (judged.because, topic) if part) or None
