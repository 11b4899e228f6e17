"""From key findings to proposals: which indicators a finding may answer, and how. A proposal is no answer."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from mgi_cli.judging.likeness import Catalogue
from mgi_cli.judging.phrases import Reading
from mgi_cli.judging.wording import Wording, meet, status_of
from mgi_cli.model import Kind, Proposal
from mgi_cli.value import NOTHING, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mgi_cli.judging.likeness import Likeness
    from mgi_cli.judging.phrases import Span
    from mgi_cli.judging.wording import Judged
    from mgi_cli.model import Framework, KeyFinding

MOST = 3
"""A finding leads to no more proposals than these."""

WEIGHTS = {"words": 1.07, "things": 4.73, "label_words": 0.23, "label_things": 2.91, "domain": 4.79}
"""What each measure adds to the logarithm of an indicator's odds; fitted by ``benchmarks/suggestions.py --fit``."""

SAID, BY_KIND = 0.95, {Kind.WELL_DEVELOPED: 0.95, Kind.POTENTIAL: 0.6}
"""How often a status is right that the words say, and one that only the heading above the finding suggests."""

_NEAR = 0.4  # of the first: a second and a third proposal must be that likely
_LEAST = 0.1
_HIGHEST = 0.99
_WORDS_QUOTED = 4
_NO_WORDS = Wording()


class Ranked(Value):
    """An indicator that a text may answer: how likely it is the one, 0 to 1, and where the two have what in common.

    ``common`` are places in the text, and how much each counts.
    """

    indicator: str
    confidence: float
    common: Mapping[Span, float]


class Suggestions:
    """Proposes indicators of one framework for texts in any language that there are words of.

    ``wordings`` are the words of each language. ``catalogues`` is the same framework read in other languages, by
    language: a text is held against the one in its own language where there is one, and else against ``framework`` by
    the things alone that it speaks of.
    """

    def __init__(
        self, framework: Framework, wordings: Mapping[str, Wording], catalogues: Mapping[str, Framework] = NOTHING
    ) -> None:
        """Keep what is needed; a catalogue is read when the first text in its language comes."""
        self._framework = framework
        self._wordings = wordings
        self._read = {framework.lang: framework, **{one.lang: one for one in catalogues.values()}}
        self._catalogues: dict[str, Catalogue] = {}

    def propose(self, findings: Iterable[KeyFinding], origin: str | None = None) -> tuple[Proposal, ...]:
        """Return up to three proposals for each finding, the likeliest first, in the order of the findings.

        A second and a third are made only where they are nearly as likely as the first; a status that the framework's
        scale does not have is not proposed. ``origin`` says what makes the proposals. Raises ``MgiError`` where
        rapidfuzz is missing.
        """
        return tuple(proposal for finding in findings for proposal in self._of(finding, origin))

    def rank(self, text: str, lang: str | None, domain: str | None = None) -> tuple[Ranked, ...]:
        """Return the indicators that have something in common with a text, the likeliest first.

        ``lang`` is the text's language, if that is known. ``domain`` is the one that the text stands under: it makes
        its indicators likelier and excludes none.
        """
        near = self._near(text, lang)
        log_odds = {key: _log_odds(found) for key, found in self._measures(near, domain).items()}
        highest = max(log_odds.values())
        odds = {key: math.exp(value - highest) for key, value in log_odds.items()}
        whole = sum(odds.values())
        return tuple(
            Ranked(indicator=key, confidence=min(odds[key] / whole, _HIGHEST), common=near[key].common)
            for key in sorted(near, key=lambda key: -odds[key])
        )

    def measures(self, text: str, lang: str | None, domain: str | None = None) -> dict[str, dict[str, float]]:
        """Return what the ranking of a text weighs, by indicator and by the names of ``WEIGHTS``."""
        return self._measures(self._near(text, lang), domain)

    def language(self, text: str, lang: str | None) -> str:
        """Return the language of a text: the one named, else the one of whose commonest words it has the most."""
        named = (lang or "").split("-")[0].lower()
        if named or not self._wordings:
            return named or self._framework.lang
        words = [word.folded for word in Reading(text=text).words]
        return max(sorted(self._wordings), key=lambda known: sum(word in self._wordings[known].stop for word in words))

    def _near(self, text: str, lang: str | None) -> Mapping[str, Likeness]:
        lang = self.language(text, lang)
        read = self._read.get(lang, self._framework)
        if read.lang not in self._catalogues:
            self._catalogues[read.lang] = Catalogue(read, self._wordings)
        return self._catalogues[read.lang].near(text, lang)

    def _measures(self, near: Mapping[str, Likeness], domain: str | None) -> dict[str, dict[str, float]]:
        """Return the measures of every indicator; one that has nothing in common with the text may still be meant."""
        measures = {}
        for key, indicator in self._framework.indicators.items():
            found = {name: getattr(near[key], name) if key in near else 0.0 for name in WEIGHTS if name != "domain"}
            measures[key] = {**found, "domain": float(indicator.domain == domain)}
        return measures

    def _of(self, finding: KeyFinding, origin: str | None) -> list[Proposal]:
        text = finding.text.value
        lang = self.language(text, finding.text.lang)
        ranked = [one for one in self.rank(text, lang, finding.domain)[:MOST] if one.confidence >= _LEAST]
        near = [one for one in ranked if one.confidence >= _NEAR * ranked[0].confidence]
        judged = [status_of(text, finding.kind, self._wordings.get(lang, _NO_WORDS), one.common) for one in near]
        return [
            Proposal(
                indicator=one.indicator,
                status=found.status,
                finding=finding.id,
                confidence=round(one.confidence * (SAID if found.because else BY_KIND[finding.kind]), 2),
                because=_because(text, found, one.common),
                origin=origin,
            )
            for one, found in zip(near, judged, strict=True)
            if found.status in self._framework.scale
        ]


def propose(
    findings: Iterable[KeyFinding],
    framework: Framework,
    wordings: Mapping[str, Wording],
    catalogues: Mapping[str, Framework] = NOTHING,
) -> tuple[Proposal, ...]:
    """Return proposals for findings, as ``Suggestions.propose`` does."""
    return Suggestions(framework, wordings, catalogues).propose(findings)


def _log_odds(measures: Mapping[str, float]) -> float:
    return sum(WEIGHTS[name] * value for name, value in measures.items())


def _because(text: str, judged: Judged, common: Mapping[Span, float]) -> str | None:
    """Return the words that say the status, then those that led to the indicator, as they stand in the text."""
    quoted: list[Span] = []
    for place in sorted(common, key=lambda place: (-common[place], place)):
        if len(quoted) < _WORDS_QUOTED and not any(meet(place, other) for other in quoted):
            quoted.append(place)
    topic = ", ".join(dict.fromkeys(text[slice(*place)] for place in sorted(quoted)))
    return " · ".join(part for part in (judged.because, topic) if part) or None
