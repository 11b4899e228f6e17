"""Random profiles of the bundled framework, for the laws that hold for all of them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from mgi_cli.library import Library
from mgi_cli.model import Framework, Profile, Status
from mgi_cli.reading import build

FRAMEWORK: Framework = Library().frameworks.get("local-1")
CODES = sorted(FRAMEWORK.indicators)[:12]
DOMAINS = [domain.id for domain in FRAMEWORK.domains]

texts = st.text(
    alphabet=st.characters(categories=["L", "N", "P", "S", "Zs"], exclude_characters="\ufeff"), min_size=1
).filter(lambda text: bool(text.strip()))
dates = st.sampled_from(["2022", "2022-09", "2022-09-15"])
evidence = st.fixed_dictionaries(
    {"text": texts}, optional={"date": dates, "valid_until": dates, "sources": st.just(["s1"])}
)
findings = st.dictionaries(
    st.sampled_from(["f1", "f2", "f3"]),
    st.fixed_dictionaries(
        {"domain": st.sampled_from(DOMAINS), "kind": st.sampled_from(["well_developed", "potential"]), "text": texts},
        optional={"sources": st.just(["s1"]), "translations": st.dictionaries(st.sampled_from(["fr", "es"]), texts)},
    ),
)


@st.composite
def trees(draw: st.DrawFn, place: str | None = None) -> dict[str, Any]:
    """Draw the plain tree of a profile that is right in shape and meaning."""
    found = draw(findings)
    cited = st.lists(st.sampled_from(sorted(found)), unique=True) if found else st.just([])
    answers = draw(
        st.dictionaries(
            st.sampled_from(CODES),
            st.fixed_dictionaries(
                {"status": st.sampled_from([str(status) for status in Status]), "reason": texts},
                optional={
                    "findings": cited,
                    "evidence": st.lists(evidence, max_size=2),
                    "note": texts,
                    "assessed_on": dates,
                },
            ),
        )
    )
    return {
        "format": 1,
        "framework": "local-1",
        "place": {
            "id": place or draw(st.sampled_from(["a", "b"])),
            "name": draw(texts),
            "type": "city",
            "country": "XAA",
        },
        "assessment": {"round": draw(st.integers(1, 5)), "language": "en"},
        "sources": {"s1": {"title": draw(texts)}},
        "findings": found,
        "answers": answers,
    }


def profiles(place: str | None = None) -> st.SearchStrategy[Profile]:
    """Return a strategy of profiles, of one place or of two."""
    return trees(place).map(lambda tree: build.profile("drawn", tree))
