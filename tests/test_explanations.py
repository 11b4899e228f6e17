"""What mgi explain says of a code is true: how it looks when it is right, and whether mgi fix mends it."""

from __future__ import annotations

import textwrap
from functools import cache
from typing import TYPE_CHECKING

import pytest
import yaml

from examples import MISTAKES
from mgi_cli.library import Library
from mgi_cli.mending import mend
from mgi_cli.reading import repairs
from mgi_cli.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Mgi

CODES = sorted(Words().subject("explanations"))
RIGHT = {code: str(lines) for code, lines in Words().subject("right_lines").items()}
OF_FRAMEWORKS = {
    "framework_id", "duplicate_domain", "duplicate_subdomain", "duplicate_indicator", "missing_text",
    "text_of_nothing", "bad_text", "empty_list", "too_long", "too_large_number", "mapping_edition", "mapped_unknown",
    "mapped_twice", "unmapped_indicator", "unmapped_domain", "relation_codes", "same_code",
    "crosswalk_name", "crosswalk_unknown", "crosswalk_twice", "crosswalk_both", "crosswalk_forgotten",
    "reason_of_nothing",
}  # fmt: skip
NO_LINE = {
    "not_readable", "binary", "too_large", "utf16", "not_utf8", "bom", "hidden_character", "control_character",
    "trailing_space", "several_documents", "too_deep", "too_many_nodes", "yaml_syntax", "more_problems", "wrong_shape",
    "finding_of_other_domain",
}  # fmt: skip
"""Codes that no line could show right: they are of the bytes, or of what should not be there."""

WHERE = {
    "answer": ("status", "note", "findings", "evidence"),
    "answers": ("3.4.1", "1.1.1"),
    "assessment": ("published", "language", "round"),
    "place": ("id", "country", "type"),
    "source": ("url", "title"),
    "profile": ("format", "framework"),
    "course": ("stages",),
}
"""The part of a profile that a key belongs to."""

PARTS = {"place": 2, "assessment": 2, "source": 4, "answers": 2, "answer": 4}
"""How deep the entries of each part are."""

WHOLE = {
    "place": "place:\n  id: xaa-sample\n  name: Sample\n  type: city\n  country: XAA\n",
    "assessment": "assessment:\n  round: 1\n",
    "source": 'sources:\n  report:\n    title: Report\n    date: "2022"\n',
    "findings": "".join(
        f"{head}  pa-{n}:\n    domain: partnerships\n    kind: potential\n    text: Something was found {n} times.\n"
        for n, head in ((1, "findings:\n"), (2, ""))
    ),
    "answers": "answers:\n",
    "answer": '  "3.4.1":\n    status: partial\n',
}


def with_lines(lines: str) -> str:
    """Return a whole profile that has ``lines`` in place of its own, where their first key belongs."""
    keys = list(yaml.safe_load(lines))
    part = next(name for name, known in WHERE.items() if keys[0] in known)
    text = "format: 1\nframework: local-1\n" + "".join(WHOLE.values())
    if part == "profile":
        return lines + "\n" if len(keys) > 1 else text
    if part == "course":
        return text + lines + "\n"
    if part == "answers":
        return text.replace(WHOLE["answer"], textwrap.indent(lines, "  ") + "\n")
    depth = " " * PARTS[part]
    replaced = tuple(f"{depth}{key}:" for key in keys)
    kept = [line for line in WHOLE[part].splitlines() if not line.startswith(replaced)]
    return text.replace(WHOLE[part], "\n".join([*kept, textwrap.indent(lines, depth)]) + "\n")


@pytest.mark.parametrize("code", CODES)
def test_a_code_has_a_line_that_is_right_unless_none_could_be(code: str) -> None:
    assert (code in RIGHT) != (code in NO_LINE)


@pytest.mark.parametrize("code", sorted(RIGHT.keys() - OF_FRAMEWORKS))
def test_the_right_line_is_right(mgi: Mgi, tmp_path: Path, code: str) -> None:
    path = tmp_path / "right.yaml"
    path.write_text(with_lines(RIGHT[code]), "utf-8")
    found = mgi("validate", path, "--format", "json").document()["diagnostics"]
    assert [item["message"] for item in found if item["severity"] != "note"] == []


@pytest.mark.parametrize("code", sorted(RIGHT.keys() & OF_FRAMEWORKS))
def test_the_right_line_of_a_framework_is_yaml(code: str) -> None:
    assert yaml.safe_load(RIGHT[code])


@cache
def mended() -> set[str]:
    """Return the codes that mgi fix mends in some example."""
    library = Library()
    return {item.found.diagnostic.code for path in MISTAKES.glob("*.yaml") for item in mend(path, library).made}


@cache
def shown() -> set[str]:
    """Return the codes for which mgi validate shows a line in some example."""
    library = Library()
    offered = set()
    for path in MISTAKES.glob("*.yaml"):
        checked = library.check(path)
        if checked.document.source:
            page = repairs.Page(checked.document)
            offered |= {item.diagnostic.code for item in checked.found if repairs.offer(page, item)}
    return offered


@pytest.mark.parametrize("code", CODES)
def test_whether_mgi_fix_mends_it_is_what_the_examples_show(code: str) -> None:
    seen = "mends" if code in mended() else "shows" if code in shown() else "leaves"
    assert repairs.mending(code) == seen


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("code", CODES)
def test_an_explanation_keeps_to_the_width_and_says_enough(mgi: Mgi, code: str, width: int) -> None:
    lines = mgi("explain", code, width=width).out.splitlines()
    assert max(map(len, lines)) <= width
    meaning = " ".join(str(Words().subject("explanations")[code]).split())
    assert 2 <= meaning.count(". ") + meaning.endswith(".") <= 5
