"""On every example that a general tool says something of, mgi says at least as much."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from conftest import ROOT, tool
from examples import MISTAKES

sys.path.append(str(ROOT / "scripts"))

import compare_words

if TYPE_CHECKING:
    from collections.abc import Callable

PATHS = sorted(MISTAKES.glob("*.yaml"))
NO_VERDICT = {
    "check-jsonschema": {"too_many_nodes.yaml", "yaml_syntax.yaml"},
    "yamllint": {
        "binary.yaml", "control_character.yaml", "not_utf8-cp850.yaml", "not_utf8-several.yaml", "not_utf8.yaml",
    },
}  # fmt: skip
"""Files on which a tool does not end, or ends with an error of its own."""


@pytest.mark.parametrize(
    ("name", "make"), [("check-jsonschema", compare_words.check_jsonschema), ("yamllint", compare_words.yamllint)]
)
def test_mgi_says_at_least_as_much_as_another_tool(name: str, make: Callable[[], compare_words.Tool]) -> None:
    if not find_spec(name.replace("-", "_")):
        tool(name)
    paths = [path for path in PATHS if path.name not in NO_VERDICT[name]]
    verdicts = compare_words.at_once(make(), paths)
    assert sum(bool(said.remarks) for said in verdicts.values()) > 40
    more = {path.name: compare_words.less(path, said) for path, said in verdicts.items()}
    assert {file: remark for file, remark in more.items() if remark and file not in compare_words.LESS} == {}


def test_every_exception_is_an_example() -> None:
    assert set(compare_words.LESS) <= {path.name for path in PATHS}
    assert set(compare_words.SHOWN) <= {path.name for path in PATHS}


def test_the_comparison_shows_what_mgi_says_now() -> None:
    page = compare_words.PAGE.read_text("utf-8")
    assert f"the {len(PATHS)} wrong files" in page, "run: python scripts/compare_words.py SPECTRAL"
    for name in compare_words.SHOWN:
        said = (MISTAKES / name).with_suffix(".txt").read_text("utf-8").split("\n\n1 file checked")[0]
        assert f"mgi:\n\n```text\n{said}\n```" in page, name
