"""How often mgi proposes the right indicator and status for a key finding. Run: python benchmarks/suggestions.py.

The findings are those of ``findings.yaml``, in two halves. The tuning half is what weights and lists of words may be
changed by, and all that runs by itself. The held-out half runs with ``--held-out``, after all tuning; each run of it is
written down in README.md. ``--fit`` prints the weights that fit the tuning half.
"""

from __future__ import annotations

import argparse
import math
import random
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from mgi_cli.judging.suggestions import WEIGHTS
from mgi_cli.library import Library
from mgi_cli.model import KeyFinding, Kind
from mgi_cli.proposing import suggestions
from mgi_cli.reading import reader
from mgi_cli.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mgi_cli.judging.suggestions import Suggestions
    from mgi_cli.model import Proposal

HERE = Path(__file__).parent
VARIANTS, WITHHELD, STEPS, RATE, SHRINKAGE = 10, 1 / 3, 500, 0.4, 0.003
BANDS = ((0.9, 1.0), (0.7, 0.9), (0.5, 0.7), (0.0, 0.5))

PROFILES = {
    **dict.fromkeys(("orvenna-2021", "orvenna-2025"), "local-1"),
    **dict.fromkeys(("marvessia-2017", "marvessia-2021", "marvessia-2025"), "national-1"),
}

Case = dict[str, dict[str, float]]


class Labelled(NamedTuple):
    """A finding, the indicators that it answers, the best first, and the statuses that are right."""

    finding: KeyFinding
    indicators: tuple[str, ...]
    statuses: tuple[str, ...]


def written(file: str) -> Any:
    """Return the plain tree of a file beside this one."""
    return reader.read(file, (HERE / file).read_bytes())[0].tree


def labelled(tree: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, list[Labelled]]:
    """Return labelled findings by language, in their order."""
    return {lang: [_labelled(lang, n, item) for n, item in enumerate(items, 1)] for lang, items in tree.items()}


def _labelled(lang: str, number: int, item: Mapping[str, Any]) -> Labelled:
    finding = KeyFinding(
        id=f"{lang}-{number}",
        domain=item["domain"],
        kind=Kind(item["kind"]),
        text=Text(value=item["text"], lang=lang),
    )
    return Labelled(finding, tuple(item["indicators"]), (item["status"],))


def half(found: Mapping[str, Sequence[Labelled]], first: int) -> dict[str, list[Labelled]]:
    """Return every second finding of each language: from the first (0), the tuning half, or the second (1)."""
    return {lang: list(items[first::2]) for lang, items in found.items()}


def of_profile(name: str) -> dict[str, list[Labelled]]:
    """Return the findings of a profile that its answers cite; any of those answers is right."""
    profile, _ = Library().load(name)
    cited = {key: profile.informed_by(key) for key in profile.findings}
    labelled = [
        Labelled(profile.findings[key], ids, tuple(str(profile.status(one)) for one in ids))
        for key, ids in cited.items()
        if ids
    ]
    return {profile.assessment.language: labelled}


class Score:
    """Counts of what was right."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.n = self.first = self.three = self.status = 0

    def add(self, labelled: Labelled, ranked: Sequence[str], proposals: Sequence[Proposal]) -> None:
        """Count one finding."""
        self.n += 1
        self.first += ranked[:1] != [] and ranked[0] in labelled.indicators
        self.three += any(one in labelled.indicators for one in ranked[:3])
        self.status += bool(proposals) and proposals[0].status in labelled.statuses

    def __str__(self) -> str:
        shares = (f"{one / self.n:>8.0%}{f'{one}/{self.n}':>8}" for one in (self.first, self.three, self.status))
        return "".join(shares)


def report(
    title: str, sets: Mapping[str, Sequence[Labelled]], by: Suggestions, *, misses: bool
) -> list[tuple[float, bool]]:
    """Print the accuracy by language; return how sure each first proposal was, and whether it was right."""
    total, sure = Score(), []
    print(f"\n{title:<24}{'top-1':>8}{'':8}{'top-3':>8}{'':8}{'status':>8}")
    for lang, items in sets.items():
        score = Score()
        for one in items:
            text = one.finding.text
            ranked = [item.indicator for item in by.rank(text.value, text.lang, one.finding.domain)]
            proposals = by.propose([one.finding])
            for each in (score, total):
                each.add(one, ranked, proposals)
            right = bool(proposals) and proposals[0].indicator in one.indicators and proposals[0].status in one.statuses
            sure += [(proposals[0].confidence or 0.0, right)] if proposals else []
            if misses and not right:
                said = [(item.indicator, str(item.status), item.confidence, item.because) for item in proposals]
                print(f"  {one.finding.id} wants {one.indicators} {one.statuses}: {said}")
        print(f"  {lang:<22}{score}")
    if len(sets) > 1:
        print(f"  {'all':<22}{total}")
    return sure


def reliability(sure: Iterable[tuple[float, bool]]) -> None:
    """Print how often first proposals were right in indicator and status, by how sure they were."""
    pairs = list(sure)
    print("\nconfidence of the first proposal        n    mean   right")
    for low, high in BANDS:
        band = [(value, right) for value, right in pairs if low <= value < high or value == high == 1.0]
        if band:
            mean, right = (sum(column) / len(band) for column in zip(*band, strict=True))
            print(f"  {low:.1f} to {high:.1f}{len(band):>29}{mean:>8.2f}{right:>8.2f}")


def fit(sets: Mapping[str, Sequence[Labelled]], by: Suggestions) -> dict[str, float]:
    """Return the weights under which the labels are likeliest, each finding read with words withheld at random.

    A text that is seen for the first time uses words that the lists do not have; without withholding, the weights
    would be as sure as on texts that the lists were made by.
    """
    chance = random.Random(7)  # noqa: S311 - no secret; the same every time
    cases: list[tuple[Case, tuple[str, ...]]] = []
    for labelled in (one for items in sets.values() for one in items):
        for _ in range(VARIANTS):
            text = re.sub(
                r"\w+", lambda word: "" if chance.random() < WITHHELD else word[0], str(labelled.finding.text)
            )
            measures = by.measures(text, labelled.finding.text.lang, labelled.finding.domain)
            cases.append((measures, labelled.indicators))
    weights = dict.fromkeys(WEIGHTS, 1.0)
    for _ in range(STEPS):
        slope = _slope(cases, weights)
        weights = {name: value + RATE * (slope[name] - SHRINKAGE * value) for name, value in weights.items()}
    return weights


def _slope(cases: Sequence[tuple[Case, tuple[str, ...]]], weights: Mapping[str, float]) -> dict[str, float]:
    """Return how the mean log-likelihood grows with each weight."""
    slope = dict.fromkeys(weights, 0.0)
    for measures, right in cases:
        odds = {
            key: math.exp(sum(weights[name] * value for name, value in one.items())) for key, one in measures.items()
        }
        for keys, sign in ((right, 1), (tuple(odds), -1)):
            whole = sum(odds[key] for key in keys)
            for key in keys:
                for name, value in measures[key].items():
                    slope[name] += sign * odds[key] / whole * value / len(cases)
    return slope


def speed() -> None:
    """Print how long the findings of one profile take, read for the first time and again."""
    findings = [one.finding for items in of_profile("la-cruz").values() for one in items]
    fresh = suggestions("local-1")
    for label, one in (("with the catalogue still to be read", fresh), ("once more", fresh)):
        begin = time.perf_counter()
        one.propose(findings)
        print(f"{len(findings)} findings, {label}: {(time.perf_counter() - begin) * 1000:.0f} ms")


def tables(chosen: argparse.Namespace) -> None:
    """Print the accuracy on the sets that are asked for, and how often the confidence was deserved."""
    by = {framework: suggestions(framework) for framework in ("local-1", "national-1")}
    local, halves = by["local-1"], labelled(written("findings.yaml"))
    sure = report("tuning half", half(halves, 0), local, misses=chosen.misses)
    if chosen.profiles:
        for name, framework in PROFILES.items():
            sure += report(name, of_profile(name), by[framework], misses=chosen.misses)
    if chosen.held_out:
        sure = report("held-out half", half(halves, 1), local, misses=False)
    for number in chosen.set:
        sure = []
        for framework, tree in written(f"findings-{number}.yaml").items():
            sure += report(f"set {number}, {framework}", labelled(tree), by[framework], misses=False)
    if chosen.la_cruz:
        sure = report("La Cruz", of_profile("la-cruz"), local, misses=False)
    reliability(sure)


def main() -> None:
    """Print the tables or the weights that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held-out", action="store_true", help="the held-out half; note each run in README.md")
    parser.add_argument("--set", action="append", default=[], help="2 or 3: a later held-out set; note each run")
    parser.add_argument("--profiles", action="store_true", help="the made-up profiles that come with mgi")
    parser.add_argument("--la-cruz", action="store_true", help="the findings of La Cruz, a report and nothing else")
    parser.add_argument("--misses", action="store_true", help="show each finding of what tunes that went wrong")
    parser.add_argument(
        "--fit", action="store_true", help="print the weights that fit the tuning half, and nothing else"
    )
    chosen = parser.parse_args()
    if chosen.fit:
        weights = fit(half(labelled(written("findings.yaml")), 0), suggestions("local-1"))
        print({name: round(value, 2) for name, value in weights.items()})
        return
    tables(chosen)
    print()
    speed()


if __name__ == "__main__":
    main()
