"""Made-up profiles in any number, the same ones for the same seed, for measuring how mgi copes with many files.

Each answers all 90 indicators of local-1 with evidence and a note, cites every one of its 36 key findings, and bears a
made-up name. One in fifty has a mistake of shape.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from mgi_cli.library import Library
from mgi_cli.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mgi_cli.model import Domain, Framework

SEED = 20_261_124
ONE_WRONG_IN = 50

_WORDS = """
    municipality council office plan programme service school health shelter budget training families women
    children young people migrants residents returnees students workers employers forum network register survey
    law ordinance agreement committee strategy report meeting language legal support emergency border region
    national local yearly
"""
_SYLLABLES = "ba bel cor dan el fen gar hol in jor kal lum mar nor or pel quin ras sel tor ul ven wil yor"
_MISTAKES = (
    ("    status: present\n", "    status: presnt\n"),
    ("  country: XAA\n", ""),
    ('  published: "2024-05"\n', '  published: "2024-15"\n'),
    ("  round: 1\n", "  round: one\n"),
    ("    kind: potential\n", "    kind: potentials\n"),
)


def write(folder: Path, n: int, seed: int = SEED, *, mistakes: bool = True) -> list[Path]:
    """Write ``n`` profiles into a folder and return their paths in alphabetical order.

    Without ``mistakes`` none has any.
    """
    framework = Library().frameworks.get("local-1")
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(n):
        chance = random.Random(seed + number)  # noqa: S311 - the same profiles for the same seed, no secret
        text = "\n".join(_lines(number, framework, chance)) + "\n"
        if mistakes and number % ONE_WRONG_IN == ONE_WRONG_IN - 1:
            text = text.replace(*chance.choice(_MISTAKES), 1)
        path = folder / f"town-{number:05}.yaml"
        path.write_text(text, "utf-8", newline="\n")
        paths.append(path)
    return paths


def _lines(number: int, framework: Framework, chance: random.Random) -> Iterator[str]:
    name = "".join(chance.choices(_SYLLABLES.split(), k=3)).capitalize()
    yield from ("format: 1", "framework: local-1", "illustrative: true", "place:", f"  id: xaa-town-{number}")
    yield from (f"  name: {name}", "  type: city", "  country: XAA", "  country_name: Sandrava", "assessment:")
    yield from ("  round: 1", '  published: "2024-05"', "  language: en", "sources:", "  survey:")
    yield from ('    title: "Survey of the town hall"', '    date: "2024-02"', "findings:")
    for domain in framework.domains:
        yield from _findings(domain, chance)
    yield "answers:"
    for domain in framework.domains:
        yield from _answers(domain, framework, chance)


def _findings(domain: Domain, chance: random.Random) -> Iterator[str]:
    for position in range(6):
        yield from (f"  {domain.id}-{position}:", f"    domain: {domain.id}")
        yield from (f"    kind: {'potential' if position % 2 else 'well_developed'}", "    text: >-")
        yield from (f"      {_text(chance, 14)}", "    sources: [survey]")


def _answers(domain: Domain, framework: Framework, chance: random.Random) -> Iterator[str]:
    for cited, indicator in enumerate(domain.indicators):
        yield f'  "{indicator.id}":  # {framework.text(indicator.id).label}'
        wanted = (Status.PARTIAL,) if cited < 6 else (Status.PRESENT, Status.PARTIAL, Status.ABSENT, Status.NO_EVIDENCE)
        status = Status.PRESENT if cited == 0 else chance.choice(wanted)
        yield f"    status: {status}"
        if cited < 6:
            yield f"    findings: [{domain.id}-{cited}]"
        yield "    evidence:"
        yield f'      - {{text: "{_text(chance, 6)}", date: "2024-03", sources: [survey]}}'
        yield f'    note: "{_text(chance, 8)}"'


def _text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS.split(), k=words)).capitalize() + "."
