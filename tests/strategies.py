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


# Everything that the format allows

wild = st.one_of(
    texts,
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60),
    st.sampled_from(
        [
            "=1+1",
            "+1",
            "-1",
            "@x",
            "\t=1",
            "'quoted",
            '=HYPERLINK("http://a")',
            "_x000D_",
            "a_x0041_b",
            "_x005F_",
            "1.10",
            "007",
            "TRUE",
            "2022-09",
            " two  blanks ",
            "two\nlines",
            "two\r\nlines",
            "a\rb",
            "a\x00b\x1b[31mc",
            "\x85\u2028\u2029x",
            "\ufeffbom",
            "; , \t |",
            '"',
            "a; b",
            "\U0001f600",
            "e\u0301",
            "\u202eevil",
            "#REF!",
        ]
    ),
).filter(lambda text: bool(text.strip()) and text.strip("\x1c\x1d\x1e\x1f\x85 \t\n\r") != "")
"""Any text that may stand in a profile, with what a spreadsheet takes for something else."""

anything: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | wild,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(wild, inner, max_size=2),
    max_leaves=4,
)
"""Any value, for the keys that begin with x-."""

keys = st.lists(st.sampled_from(["s1", "s-2", "1.10"]), unique=True, max_size=3)
whole_evidence = st.fixed_dictionaries(
    {"text": wild}, optional={"date": dates, "valid_until": dates, "sources": keys, "x-page": anything}
)
whole_source = st.fixed_dictionaries(
    {"title": wild},
    optional={
        "publisher": wild, "date": dates, "url": st.just("https://example.org/a?b=1&c"), "note": wild, "x-a": anything,
    },
)  # fmt: skip
whole_finding = st.fixed_dictionaries(
    {"domain": st.sampled_from(DOMAINS), "kind": st.sampled_from(["well_developed", "potential"]), "text": wild},
    optional={"sources": keys, "translations": st.dictionaries(st.sampled_from(["fr", "es"]), wild), "x-a": anything},
)
whole_answer = st.fixed_dictionaries(
    {"status": st.sampled_from([str(status) for status in Status]), "reason": wild},
    optional={
        "findings": st.lists(st.sampled_from(["f1", "007"]), unique=True),
        "evidence": st.lists(whole_evidence, max_size=3),
        "note": wild, "assessed_on": dates, "assessed_by": wild, "x-a": anything,
    },
)  # fmt: skip
proposal = st.fixed_dictionaries(
    {"indicator": st.sampled_from(CODES), "status": st.sampled_from(["present", "absent"])},
    optional={
        "finding": st.just("f1"),
        "confidence": st.floats(0, 1),
        "because": wild,
        "origin": wild,
        "x-a": anything,
    },
)
stage = st.fixed_dictionaries(
    {"stage": st.sampled_from(["launch", "follow_up"])},
    optional={"start": dates, "end": dates, "participants": st.lists(wild, max_size=2), "x-a": anything},
)
action = st.fixed_dictionaries(
    {},
    optional={
        "action": wild, "priority": wild, "owner": wild, "due": dates, "budget": wild, "success": wild, "x-a": anything,
    },
)  # fmt: skip


@st.composite
def whole_trees(draw: st.DrawFn) -> dict[str, Any]:
    """Draw the plain tree of a profile with any of the fields that the format has."""
    place = st.fixed_dictionaries(
        {"id": st.just("xaa-a"), "name": wild, "type": st.sampled_from(["city", "other"]), "type_name": wild},
        optional={"country_name": wild, "within": wild, "x-a": anything},
    )
    assessment = st.fixed_dictionaries(
        {"round": st.integers(1, 99)},
        optional={
            "published": dates,
            "language": st.just("en"),
            "basis": wild,
            "basis_translations": st.dictionaries(st.sampled_from(["fr", "es"]), wild),
            "x-a": anything,
        },
    ).filter(lambda head: "basis" in head or "basis_translations" not in head)
    head = st.fixed_dictionaries(
        {"place": place, "assessment": assessment},
        optional={
            "illustrative": st.booleans(),
            "proposals": st.lists(proposal, max_size=2),
            "stages": st.lists(stage, max_size=2),
            "plan": st.dictionaries(st.sampled_from(CODES), st.lists(action, max_size=2), max_size=3),
            "unplaced": st.lists(st.dictionaries(wild, anything, max_size=2), max_size=2),
            "unmoved": anything,
            "x-mine": anything,
        },
    )
    drawn = draw(head)
    drawn["place"] = {"country": "XAA", **drawn["place"]}
    sources = {key: draw(whole_source) for key in ("s1", "s-2", "1.10")}
    found = {key: draw(whole_finding) for key in ("f1", "007")}
    answers = draw(st.dictionaries(st.sampled_from(CODES), whole_answer, max_size=5))
    return {"format": 1, "framework": "local-1", **drawn, "sources": sources, "findings": found, "answers": answers}
