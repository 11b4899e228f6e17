"""Two editions made from ``local-1`` for the tests, an older and a newer one, and profiles of any of the three."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import strategies as st

from mgi_cli.editions import mapping
from mgi_cli.frameworks import Frameworks
from strategies import action, anything, dates, proposal, stage, whole_evidence, whole_finding, whole_source, wild

if TYPE_CHECKING:
    from mgi_cli.judging.editions import EditionMapping
    from mgi_cli.model import Framework

FOLDER = Path(__file__).parent / "editions"
SHELF = FOLDER / "frameworks"


class Turn(NamedTuple):
    """A move from one edition to another."""

    old: Framework
    new: Framework
    mapping: EditionMapping

    @property
    def back(self) -> Turn:
        """The move back."""
        return Turn(self.new, self.old, self.mapping.backwards())

    def __str__(self) -> str:
        return f"{self.old.id}-to-{self.new.id}"


def edition(name: str) -> Framework:
    """Return one of the editions."""
    folder = SHELF / name
    return Frameworks(asked=str(folder) if (folder / "framework.yaml").is_file() else name).get(name)


EDITIONS = {name: edition(name) for name in ("local-0", "local-1", "local-2")}


def turn(old: str, new: str) -> Turn:
    """Return a move between two of the editions between which there is a mapping."""
    return Turn(EDITIONS[old], EDITIONS[new], mapping(EDITIONS[old], EDITIONS[new], beside=SHELF))


TURNS = [turn(*pair) for pair in (("local-0", "local-1"), ("local-1", "local-2"))]
TURNS += [way.back for way in TURNS]


@st.composite
def trees(draw: st.DrawFn, framework: Framework) -> dict[str, Any]:
    """Draw the plain tree of a profile that answers an edition, with any of the fields that the format has."""
    codes = st.sampled_from(list(framework.indicators))
    domains = st.sampled_from([domain.id for domain in framework.domains])
    statuses = st.sampled_from([str(status) for status in framework.scale])
    keys = ["f1", "f2", "007"]
    known = ["s1", "s-2"]
    findings = {
        key: {**draw(whole_finding), "domain": draw(domains), "sources": known[:1]}
        for key in draw(st.lists(st.sampled_from(keys), unique=True))
    }
    cited = st.lists(st.sampled_from(list(findings)), unique=True) if findings else st.just([])
    evidence = whole_evidence.map(lambda item: {**item, "sources": known[1:]})
    answer = st.fixed_dictionaries(
        {"status": statuses, "reason": wild},
        optional={
            "findings": cited, "evidence": st.lists(evidence, max_size=2), "note": wild, "assessed_on": dates,
            "assessed_by": wild, "x-a": anything,
        },
    )  # fmt: skip
    proposed = st.builds(
        lambda item, code, status: {**item, "indicator": code, "status": status}, proposal, codes, statuses
    )
    head = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "illustrative": st.booleans(),
                "proposals": st.lists(proposed, max_size=3),
                "stages": st.lists(stage, max_size=1),
                "plan": st.dictionaries(codes, st.lists(action, max_size=2), max_size=4),
                "unplaced": st.lists(st.dictionaries(wild, anything, max_size=1), max_size=1),
                "x-mine": anything,
            },
        )
    )
    return {
        "format": 1,
        "framework": framework.id,
        "place": {"id": "xaa-a", "name": draw(wild), "type": "city", "country": "XAA"},
        "assessment": {"round": 1, "language": "en"},
        "sources": {key: draw(whole_source) for key in known},
        "findings": findings,
        "answers": draw(st.dictionaries(codes, answer, max_size=12)),
        **head,
    }


def answered(name: str, answers: dict[str, Any]) -> dict[str, Any]:
    """Return the plain tree of a profile of an edition with some answers, one finding and one source."""
    return {
        "format": 1,
        "framework": name,
        "place": {"id": "xaa-a", "name": "A", "type": "city", "country": "XAA"},
        "assessment": {"round": 1, "language": "en"},
        "sources": {"s1": {"title": "Report"}},
        "findings": {"f1": {"domain": "migrants-rights", "kind": "potential", "text": "Something was found."}},
        "answers": answers,
    }
