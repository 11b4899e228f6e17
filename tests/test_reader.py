"""Reading: every value keeps its text and its place; nothing in a file can do harm."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from mgi_cli.library import Library
from mgi_cli.location import Document, Route, split_lines
from mgi_cli.reading import encoding, files, reader

if TYPE_CHECKING:
    from pathlib import Path

    from mgi_cli.diagnostic import Found

KEYS = st.text(alphabet="abcdefgh", min_size=1, max_size=6)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-999, 999),
    st.text(alphabet=st.characters(categories=["L", "P"]), max_size=12),
)
TREES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=20
)


def read(text: str) -> tuple[Document, list[str]]:
    document, problems = reader.read("f.yaml", text.encode())
    return document, [problem.code for problem in problems]


def routes(tree: Any, route: Route = ()) -> set[Route]:
    found: set[Route] = {route}
    if isinstance(tree, dict):
        found |= {inner for key, value in tree.items() for inner in routes(value, (*route, key))}
    if isinstance(tree, list):
        found |= {inner for index, value in enumerate(tree) for inner in routes(value, (*route, index))}
    return found


@given(st.dictionaries(KEYS, TREES, min_size=1, max_size=5))
def test_reading_what_was_written_gives_the_same_tree_and_a_place_for_every_value(tree: dict[str, Any]) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=False)
    document, problems = read(text)
    # "y" and "n" are plain text in YAML 1.2 and quoted by a writer of 1.1; both read the same.
    assert (document.tree, problems) == (tree, [])
    assert set(document.values) == routes(tree)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", "yes"), ("no", "no"), ("true", True), ("012", 12), ("0o17", 15), ("1.10", 1.1), ("~", None), ("", None),
        ("2022-09-15", "2022-09-15"), ("1_000", "1_000"), ("3.4.1", "3.4.1"), (".5", 0.5), ("1e3", 1000.0), ("-", "-"),
        ("'012'", "012"), ('"a\\tb"', "a\tb"), ("1:30", "1:30"), ("+1", 1), ("12e", "12e"),
    ],
)  # fmt: skip
def test_scalars_are_those_of_the_core_schema(text: str, value: object) -> None:
    document, problems = read(f"key: {text}\n" if text != "-" else 'key: "-"\n')
    assert problems == []
    assert document.tree == {"key": value}


def test_the_original_text_of_a_scalar_is_kept() -> None:
    document, _ = read("code: 1.10\n")
    assert document.raw(("code",)) == "1.10"


def test_places_count_from_one_in_characters() -> None:
    document, _ = read("é: ü\nlist:\n  - {a: 'x'}\n")
    assert str(document.locate(("é",))) == "f.yaml:1:4"
    assert str(document.locate(("list", 0, "a"))) == "f.yaml:3:9"
    assert str(document.locate(("list", 0, "missing"))) == "f.yaml:3:5"
    assert str(document.locate(("list",), at_key=True)) == "f.yaml:2:1"


def test_a_comment_after_a_plain_text_is_remembered() -> None:
    document, _ = read("note: see #3 of plan\nstatus: 'a' # b\n")
    assert document.cut == {("note",): "#3 of plan"}


def test_a_duplicate_key_is_told_and_the_first_stays() -> None:
    document, problems = read("a: 1\nb: 2\na: 3\n")
    assert (document.tree, problems) == ({"a": 1, "b": 2}, ["duplicate_key"])


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a:\n\tb: 1\n", "tab", 2, 1),
        ("a: 1\n  b: 2\n", "bad_indentation", 2, 3),
        ("a:\n   b: 1\n  c: 2\n", "bad_indentation", 3, 3),
        ('a: "x\nb: 1\n', "unclosed_quote", 1, 4),
        ("a: see: this\n", "colon_in_text", 1, 7),
        ("a: @home\n", "reserved_start", 1, 4),
        ("a: %x\n", "reserved_start", 1, 4),
        ("a: *x\n", "unknown_alias", 1, 4),
        ("a: !!python/object:os.system x\n", "tag", 1, 4),
        ("? [a]\n: b\n", "complex_key", 1, 3),
        ("a: 1\n---\nb: 2\n", "several_documents", 2, 1),
        ('a: "\\q"\n', "bad_escape", 1, 5),
        ("a: 1\nb: x\x07\n", "control_character", 2, 5),
    ],
)
def test_mistakes_of_syntax_are_told_where_they_are(text: str, code: str, line: int, column: int) -> None:
    _, problems = reader.read("f.yaml", text.encode())
    mark = problems[0].mark
    assert mark is not None
    assert len(problems) == 1
    assert (problems[0].code, mark.line + 1, mark.column + 1) == (code, line, column)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b" \n\n", "empty_file"),
        (b"# only a comment\n", "empty_file"),
        (b"a: \x00b\n", "binary"),
        (b"x" * (files.MAX_BYTES + 1), "too_large"),
    ],
)
def test_bytes_that_are_no_profile(data: bytes, code: str) -> None:
    document, problems = reader.read("f.yaml", data)
    assert (document.tree, [problem.code for problem in problems]) == (None, [code])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("a: é\n".encode("cp1252"), "not_utf8"),
        ("a: é\n".encode("utf-16"), "utf16"),
        ("a: é\n".encode("utf-16-be"), "utf16"),
        ("a: é\n".encode("utf-16-le"), "utf16"),
    ],
)
def test_another_encoding_is_told_and_read(data: bytes, code: str) -> None:
    document, problems = reader.read("f.yaml", data)
    assert (document.tree, [problem.code for problem in problems]) == ({"a": "é"}, [code])


_WINDOWS_TEXTS = (
    "qu\u2019il aujourd\u2019hui l\u2019été; we\u2019re, the town\u2019s",
    "cœur, main-d\u2019œuvre, São João",
    "policy\u2014and practice, 2019\u20132021, Paris\u2013Lyon",
)


@pytest.mark.parametrize(
    ("data", "safe"),
    [
        ("a: Présidente, «oui»\n".encode("cp1252"), True),
        ("a: l\u2019été \u2013 12\u00a0h\n".encode("cp1252"), True),
        ("a: municipalité résumé\n".encode("cp850"), False),  # the same bytes are low quotes in cp1252
        ("a: año único\n".encode("cp850"), False),
        *((f"a: {word}\n".encode("cp1252"), True) for word in _WINDOWS_TEXTS),
        *((f"a: {word}\n".encode("mac_roman"), False) for word in ("política", "migración", "niños", "único", "é à")),
        *((f"a: {word}\n".encode("cp850"), False) for word in ("migração", "août", "élève", "Größe")),
        ("a: Україна\n".encode("cp1251"), False),
        ("a: é ".encode() + "è\n".encode("cp1252"), True),  # both in one file, as after pasting
        ("a: é\n".encode("utf-16"), True),
        (b"\xff\xfea\x00:\x00\x00\xd8\n\x00", False),
        (b"a: b\x81\n", False),
    ],
)
def test_an_encoding_is_safe_to_change_only_where_every_character_is_likely(data: bytes, *, safe: bool) -> None:
    assert encoding.decode(data).safe is safe


def test_a_byte_order_mark_is_told_and_read_over() -> None:
    document, problems = reader.read("f.yaml", b"\xef\xbb\xbfa: 1\n")
    assert (document.tree, [problem.code for problem in problems]) == ({"a": 1}, ["bom"])


def test_aliases_are_followed_but_not_without_end() -> None:
    document, problems = read("a: &x {b: 1}\nc: *x\n")
    assert (document.tree, problems) == ({"a": {"b": 1}, "c": {"b": 1}}, [])
    bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
    bomb += "".join(f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 9))
    assert read(bomb)[1] == ["too_many_nodes"]


def test_nesting_has_an_end() -> None:
    assert read("[" * 100 + "]" * 100)[1] == ["too_deep"]
    assert read("[" * 100_000)[1] in (["too_deep"], ["yaml_syntax"])


@given(st.binary(max_size=400))
def test_no_bytes_raise(data: bytes) -> None:
    document, problems = reader.read("f.yaml", data)
    assert document.tree is not None or problems


@given(st.text(max_size=200))
def test_no_text_raises_and_marks_lie_in_the_file(text: str) -> None:
    document, problems = reader.read("f.yaml", text.encode("utf-8", "surrogatepass"))
    lines = split_lines(document.source)
    for mark in [*document.values.values(), *(problem.mark for problem in problems if problem.mark)]:
        assert 0 <= mark.line <= len(lines)


def test_a_code_that_lost_its_quotes_keeps_its_text() -> None:
    document, problems = read("answers:\n  1.10: {status: present}\n")
    assert document.tree == {"answers": {"1.10": {"status": "present"}}}
    assert problems == ["unquoted_code"]


# What cannot be parsed is set aside

WHOLE = (ROOT / "data" / "profiles" / "orvenna-2025.yaml").read_text("utf-8")
BROKEN = {
    "tab": "\tnote: x",
    "quote": '    note: "x',
    "single_quote": "    note: 'x",
    "colon": "    note: a: b",
    "at": "    note: @x",
    "bracket": "    x-list: [a, b",
    "brace": "    x-map: {a: b",
    "indentation": "   note: x",
    "deeper": "      note: x",
    "after_quote": '    note: "a" b',
    "star": "    note: *a b",
    "block": "    note: > a",
    "no_colon": "    note",
    "escape": '    note: "\\q"',
}


def entries(section: str) -> list[int]:
    """Return the lines, counted from 0, on which the entries of a section of the profile begin."""
    lines = WHOLE.splitlines()
    start = lines.index(f"{section}:")
    end = next((n for n in range(start + 1, len(lines)) if re.match(r"\w", lines[n])), len(lines))
    return [n for n in range(start + 1, end) if re.match(r"  [\w\"]", lines[n])]


def told(path: Path) -> list[Found]:
    """Return what is said of a file, but for what has expired meanwhile: that is no mistake, and always so."""
    found = Library(today="2026-11-24").check(path).found
    return [item for item in found if item.diagnostic.code != "expired_evidence"]


@pytest.mark.parametrize("section", ["answers", "findings", "sources"])
@pytest.mark.parametrize("kind", BROKEN)
def test_nothing_untrue_is_said_of_the_rest_of_a_file(tmp_path: Path, section: str, kind: str) -> None:
    starts = entries(section)
    for start in (starts[0], starts[len(starts) // 2], starts[-1]):
        lines = WHOLE.splitlines()
        lines.insert(start + 2, BROKEN[kind])
        path = tmp_path / "broken.yaml"
        path.write_text("\n".join(lines) + "\n", "utf-8")
        found = told(path)
        assert len(found) == 1, [(item.diagnostic.code, str(item.location)) for item in found]
        assert found[0].location.line in (start + 2, start + 3)


def test_mistakes_elsewhere_are_told_beside_one_that_does_not_parse(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    text = WHOLE.replace("    status: partial\n", "\tstatus: partial\n", 1)
    path.write_text(text.replace("    status: absent\n", "    status: absnt\n"), "utf-8")
    codes = Counter(item.diagnostic.code for item in told(path))
    assert codes == {"tab": 1, "unknown_status": WHOLE.count("    status: absent\n")}


def test_a_section_that_is_broken_as_a_whole_is_not_called_missing(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(WHOLE.replace("place:\n", "place: {\n"), "utf-8")
    assert [item.diagnostic.code for item in told(path)] == ["unclosed_bracket"]
