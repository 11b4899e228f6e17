"""Writing: what was written reads back the same, and an edit changes its entry and nothing else."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from mgi_cli.library import Library
from mgi_cli.reading import editing, fragments, reader, schema, shape
from mgi_cli.reading.editing import Entry
from strategies import FRAMEWORK, trees

LABELS = {key: FRAMEWORK.text(key).label for key in FRAMEWORK.indicators}
ORDER = tuple(FRAMEWORK.indicators)
JUDGE = schema.Judge(shape.profile_schema(FRAMEWORK, texts=False))
WHOLE = (ROOT / "data" / "profiles" / "orvenna-2025.yaml").read_text("utf-8")

anything = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120)
"""Any text that a file can hold, with control characters, line breaks and all the marks of YAML."""


def read(text: str) -> Any:
    document, problems = reader.parse("f.yaml", text)
    assert problems == (), problems
    return document.tree


@given(trees())
def test_a_profile_that_was_written_reads_back_the_same(tree: dict[str, Any]) -> None:
    text = fragments.profile(tree, LABELS)
    assert read(text) == tree


@given(anything)
def test_any_text_reads_back_the_same(text: str) -> None:
    for key in ("text", "note", "x-mine", "name", "url"):
        assert read(fragments.entry(key, text, head=True)) == {key: text}
        assert read(f"a: {{{key}: {fragments.value(key, text, flow=True)}}}\n") == {"a": {key: text}}


@given(
    st.dictionaries(
        st.sampled_from(["x-a", "x-b", "plan"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | anything,
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(anything, inner, max_size=3),
            max_leaves=8,
        ),
        min_size=1,
    )
)
def test_any_tree_reads_back_the_same(tree: dict[str, Any]) -> None:
    text = "".join(fragments.entry(key, value, head=True) for key, value in tree.items())
    document, _ = reader.parse("f.yaml", text)
    assert document.tree == tree


def test_the_style_is_the_one_people_edit() -> None:
    tree = {
        "format": 1, "framework": "local-1",
        "place": {"id": "xaa-1", "name": "Orvenna", "type": "city", "country": "XAA"},
        "assessment": {"round": 1, "published": "2022-09", "language": "en"},
        "findings": {"f-1": {"domain": "crises", "kind": "potential", "text": "Short.", "sources": ["s"]}},
        "answers": {
            "5.1.1": {
                "status": "partial", "findings": ["f-1"],
                "evidence": [{"text": "Minutes: the forum", "date": "2022", "sources": ["s"]}],
                "note": "A long note that goes on and on, so that it has to be folded at some place between two of its "
                "words, because nobody likes to scroll to the side.",
            },
            "5.1.2": {"status": "no_evidence"},
        },
    }  # fmt: skip
    assert fragments.profile(tree, LABELS, first_line="# yaml-language-server: $schema=x") == (
        """\
# yaml-language-server: $schema=x
format: 1
framework: local-1
place:
  id: xaa-1
  name: "Orvenna"
  type: city
  country: XAA
assessment:
  round: 1
  published: "2022-09"
  language: en
findings:
  f-1:
    domain: crises
    kind: potential
    text: >-
      Short.
    sources: [s]
answers:
  "5.1.1":  # """
        + LABELS["5.1.1"]
        + """
    status: partial
    findings: [f-1]
    evidence:
      - {text: "Minutes: the forum", date: "2022", sources: [s]}
    note: >-
      A long note that goes on and on, so that it has to be folded at some place between two of its
      words, because nobody likes to scroll to the side.
  "5.1.2":  # """
        + LABELS["5.1.2"]
        + """
    status: no_evidence
"""
    )


answers = st.fixed_dictionaries(
    {"status": st.sampled_from(["present", "partial", "absent"])},
    optional={
        "note": anything,
        "findings": st.lists(st.sampled_from(["a", "b"]), min_size=1, unique=True),
        "evidence": st.lists(
            st.fixed_dictionaries({"text": anything}, optional={"date": st.just("2022")}), min_size=1, max_size=2
        ),
        "assessed_on": st.just("2024-02"),
    },
)


def edited(text: str, entry: Entry) -> str:
    document, _ = reader.parse("f.yaml", text)
    return editing.with_entry(document, entry)


def lines_of_entry(text: str, code: str) -> tuple[list[str], list[str]]:
    """Return the lines before and after an answer; all of them where it is not there."""
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if line.startswith(f'  "{code}":')), None)
    if start is None:
        return lines, []
    end = next((n for n in range(start + 1, len(lines)) if not lines[n].startswith("   ") and lines[n].strip()), None)
    return lines[:start], lines[end:] if end else []


@given(st.sampled_from(ORDER), st.none() | answers)
def test_an_answer_is_written_and_no_other_line_changes(code: str, answer: dict[str, Any] | None) -> None:
    before = read(WHOLE)
    text = edited(WHOLE, Entry(("answers",), code, answer, ORDER, LABELS[code]))
    wanted = copy.deepcopy(before)
    wanted["answers"] = {key: value for key, value in {**wanted["answers"], code: answer}.items() if value is not None}
    assert read(text) == wanted
    head, tail = lines_of_entry(WHOLE, code)
    new_head, new_tail = lines_of_entry(text, code)
    if code in before["answers"] and answer is not None:
        assert (new_head, new_tail) == (head, tail)
    removed = [line for line in WHOLE.split("\n") if line not in text.split("\n")]
    assert all(line in WHOLE.split("\n")[len(head) : len(WHOLE.split("\n")) - len(tail)] for line in removed)


@given(trees(), st.sampled_from(ORDER[:12]), st.lists(st.none() | answers, min_size=1, max_size=4))
def test_answers_one_after_the_other(tree: dict[str, Any], code: str, several: list[dict[str, Any] | None]) -> None:
    text = fragments.profile(tree, LABELS)
    for answer in several:
        text = edited(text, Entry(("answers",), code, answer, ORDER, LABELS[code]))
        assert (read(text).get("answers") or {}).get(code) == answer


ODD = """\
format: 1   # one
framework: local-1
place: {id: xaa-a, name: 'A', type: city, country: XAA}   # in braces
assessment: {round: 1}

# answers by hand
answers:
    '3.4.2':      {status: partial}   # kept
    "3.4.4":
        # first a comment
        status:   absent      # because
        note: "old"           # old note

        x-mine: [1, 2]
    # the last word
"""


@pytest.mark.parametrize(
    ("entry", "before", "after"),
    [
        (
            Entry(("answers",), "3.4.4", {"status": "partial", "note": "old", "x-mine": [1, 2]}),
            "status:   absent      # because",
            "status:   partial      # because",
        ),
        (
            Entry(("answers",), "3.4.4", {"status": "absent", "note": "new " * 30, "x-mine": [1, 2]}),
            'note: "old"           # old note',
            f'note: "{"new " * 30}"           # old note',
        ),
        (
            Entry(("answers",), "3.4.4", {"status": "absent", "x-mine": [1, 2]}),
            '        note: "old"           # old note\n',
            "",
        ),
        (
            Entry(("answers",), "3.4.4", {"status": "absent", "findings": ["f"], "note": "old", "x-mine": [1, 2]}),
            "# because\n",
            "# because\n        findings: [f]\n",
        ),
        (
            Entry(("answers",), "3.4.2", {"status": "present", "note": "a: b"}),
            "{status: partial}   # kept",
            '{status: present, note: "a: b"}   # kept',
        ),
        (
            Entry(("answers",), "3.4.3", {"status": "present"}, ORDER, "Universities"),
            "   # kept\n",
            '   # kept\n    "3.4.3":  # Universities\n      status: present\n',
        ),
        (Entry(("answers",), "3.4.2", None), "    '3.4.2':      {status: partial}   # kept\n", ""),
        (Entry((), "assessment", {"round": 2, "published": "2025"}), "{round: 1}", '{round: 2, published: "2025"}'),
        (
            Entry(("findings",), "f", {"domain": "crises", "kind": "potential", "text": "New."}),
            "assessment: {round: 1}\n",
            (
                "assessment: {round: 1}\n"
                "findings:\n  f:\n    domain: crises\n    kind: potential\n    text: >-\n      New.\n"
            ),
        ),
    ],
)
def test_a_hand_made_layout_stays(entry: Entry, before: str, after: str) -> None:
    assert ODD.count(before) == 1
    assert edited(ODD, entry) == ODD.replace(before, after)


LISTS = """\
format: 1
answers:
  "3.4.4":
    status: absent
    evidence:
    # asked for in May
    - {text: "Minutes"}   # page 3

    # this one is secret
    -   text: "Letter"
        date: "2022"  # or 2023
    findings:
      - a   # the first
    note: "old"
proposals:
  # ask Maria
  - {indicator: "3.4.1", status: absent}
  # sure
  - {indicator: "3.4.2", status: absent}   # in the law
"""


@pytest.mark.parametrize(
    ("entry", "before", "after"),
    [
        (
            Entry(
                ("answers",),
                "3.4.4",
                {
                    "status": "absent",
                    "findings": ["a", "b"],
                    "evidence": [{"text": "Minutes"}, {"text": "Letter", "date": "2022"}, {"text": "New"}],
                    "note": "old",
                },
            ),
            "# or 2023\n    findings:\n      - a   # the first\n",
            '# or 2023\n    - {text: "New"}\n    findings:\n      - a   # the first\n      - b\n',
        ),
        (
            Entry((), "proposals", [{"indicator": "3.4.2", "status": "absent"}]),
            '  - {indicator: "3.4.1", status: absent}\n',
            "",
        ),
        (
            Entry(
                (),
                "proposals",
                [{"indicator": "3.4.1", "status": "absent"}, {"indicator": "3.4.3", "status": "absent"}],
            ),
            '  - {indicator: "3.4.2", status: absent}   # in the law\n',
            '  - {indicator: "3.4.3", status: absent}\n',
        ),
    ],
)
def test_no_comment_in_a_list_is_lost(entry: Entry, before: str, after: str) -> None:
    assert LISTS.count(before) == 1
    assert edited(LISTS, entry) == LISTS.replace(before, after)


def test_what_stands_beside_an_alias_is_written() -> None:
    head = 'format: 1\nframework: local-1\nanswers:\n  "1.1.1": &x {status: present}\n  "1.1.2": *x\n'
    document, _ = reader.parse("f.yaml", head + '  "1.2.1": {status: absent}\n')
    text = editing.with_entry(document, Entry(("answers",), "1.1.3", {"status": "partial"}, ORDER))
    assert text == head + '  "1.1.3":\n    status: partial\n  "1.2.1": {status: absent}\n'


@pytest.mark.parametrize("section", ["answers:\n", "answers: {}\n", "answers: {'3.4.2': {status: absent}}\n", ""])
@pytest.mark.parametrize("end", ["\n", ""])
def test_a_section_that_is_empty_in_braces_or_missing(section: str, end: str) -> None:
    head = ODD[: ODD.index("\n# answers")]
    text = (head + section).rstrip("\n") + end
    answer = {"status": "present"}
    after = read(edited(text, Entry(("answers",), "3.4.1", answer, ORDER)))["answers"]
    assert after == {"3.4.1": answer, **({"3.4.2": {"status": "absent"}} if "3.4.2" in section else {})}


def test_line_ends_of_windows_stay() -> None:
    text = edited(ODD.replace("\n", "\r\n"), Entry(("answers",), "3.4.3", {"status": "present"}, ORDER))
    assert text.count("\n") == text.count("\r\n") == ODD.count("\n") + 2


def test_every_bundled_profile_is_written_so_that_it_reads_back() -> None:
    library = Library()
    for path in library.profile_paths().values():
        document, _ = reader.read(path.name, path.read_bytes())
        assert read(fragments.profile(document.tree, LABELS)) == document.tree
