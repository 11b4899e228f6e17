"""What people type: what is understood, where it is told, and what is never guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from conftest import ROOT
from mgi_cli.library import Library

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Mgi

HEAD = """format: 1
framework: local-1
place:
  id: xaa-sample
  name: Sample
  type: city
  country: XAA
assessment:
  round: 1
"""


def told(mgi: Mgi, folder: Path, text: str) -> list[dict[str, Any]]:
    """Return what validate says of a profile that goes on with ``text`` after its head."""
    path = folder / "typed.yaml"
    path.write_text(HEAD + text, "utf-8")
    found: list[dict[str, Any]] = mgi("validate", path, "--format", "json").document()["diagnostics"]
    return found


def mended(mgi: Mgi, folder: Path, text: str) -> str:
    """Return what mgi fix makes of ``text`` after the head."""
    path = folder / "typed.yaml"
    path.write_text(HEAD + text, "utf-8")
    mgi("fix", path)
    return path.read_text("utf-8").removeprefix(HEAD)


def answer(line: str) -> str:
    return f'answers:\n  "3.4.1":\n    {line}\n'


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MGI_STATE", str(tmp_path / "state"))


@pytest.mark.parametrize("typed", ["❌", "😀", "☐", "“”", "❌ present", "present?", "present ✗", "no ≠ partial"])
def test_a_symbol_or_a_doubt_is_never_taken_for_an_answer(mgi: Mgi, tmp_path: Path, typed: str) -> None:
    assert [item["code"] for item in told(mgi, tmp_path, answer(f"status: {typed}"))] == ["unknown_status"]
    assert mended(mgi, tmp_path, answer(f"status: {typed}")) == answer(f"status: {typed}")


@pytest.mark.parametrize("typed", ["✓", "✔", "✔️", "✅", "✅ present", "Present.", "“présent”", "present,", "present…"])
def test_a_tick_and_a_word_with_its_punctuation_are_understood(mgi: Mgi, tmp_path: Path, typed: str) -> None:
    assert [item["code"] for item in told(mgi, tmp_path, answer(f"status: {typed}"))] == ["status_in_words"]
    assert mended(mgi, tmp_path, answer(f"status: {typed}")) == answer("status: present")


FINDINGS = """findings:
  pa-1:
    domain: partnerships
    kind: potential
    text: Something was found.
  pa-2:
    domain: partnerships
    kind: potential
    text: Something else was found.
"""


def codes(mgi: Mgi, folder: Path, text: str) -> list[str]:
    """Return the codes of the errors and warnings in a profile that goes on with ``text``."""
    return [item["code"] for item in told(mgi, folder, text) if item["severity"] != "note"]


LISTS = (
    (
        "evidence:\n      \u2013 text: Minutes\n      \u2013 text: Rules",
        "evidence:\n      - text: Minutes\n      - text: Rules",
    ),
    ("findings:\n      • pa-1\n      • pa-2", "findings:\n      - pa-1\n      - pa-2"),
    ("findings:\n      -pa-1\n      -pa-2", "findings:\n      - pa-1\n      - pa-2"),
    (
        "evidence:\n      -text: Minutes\n       date: '2022'",
        "evidence:\n      - text: Minutes\n        date: '2022'",
    ),
    ("evidence:\n      * text: Minutes", "evidence:\n      - text: Minutes"),
    ("findings: pa-1, pa-2", "findings: [pa-1, pa-2]"),
    ("findings: pa-1", "findings: [pa-1]"),
    ("evidence: Minutes of the forum", 'evidence: [{text: "Minutes of the forum"}]'),
    ("evidence:\n      - Minutes of the forum", 'evidence:\n      - {text: "Minutes of the forum"}'),
    ("evidence:\n      • Minutes\n      • Rules", "evidence:\n      - {text: Minutes}\n      - {text: Rules}"),
)
"""Lists as people type them, under an answer, and what can only have been meant."""


@pytest.mark.parametrize(("typed", "meant"), LISTS, ids=[typed for typed, _ in LISTS])
def test_a_list_without_its_hyphens_is_told_once_and_mended(mgi: Mgi, tmp_path: Path, typed: str, meant: str) -> None:
    before = FINDINGS + answer(f"status: partial\n    {typed}")
    assert len(codes(mgi, tmp_path, before)) <= typed.count("\n") + 1
    assert mended(mgi, tmp_path, before) == FINDINGS + answer(f"status: partial\n    {meant}")
    assert codes(mgi, tmp_path, FINDINGS + answer(f"status: partial\n    {meant}")) == []


@pytest.mark.parametrize(
    "text",
    [
        'answers:\n  - indicator: "3.4.1"\n    status: partial\n',
        "findings:\n  - domain: partnerships\n    kind: potential\n    text: Found.\n",
        answer("status:\n      - partial"),
        answer("status: partial\n    note: {a: b}"),
        answer("status: partial\n    evidence: {text: Minutes}"),
    ],
)
def test_a_section_or_list_is_named_and_not_printed(mgi: Mgi, tmp_path: Path, text: str) -> None:
    (problem,) = told(mgi, tmp_path, text)
    assert problem["code"] == "wrong_type"
    assert not set("{}[]") & set(problem["message"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (answer("Status: partial"), ["unknown_key"]),
        (answer("“status”: partial"), ["curly_quotes"]),
        (FINDINGS + answer("status: partial\n    findings: [Something was found.]"), ["unknown_finding"]),
        (FINDINGS + answer("status: partial\n    findings: Something was found."), ["unknown_finding", "wrong_type"]),
        (FINDINGS + answer("status: partial\n    findings: [pa\u20131]"), ["unknown_finding"]),
    ],
)
def test_what_follows_from_another_mistake_is_not_told_beside_it(
    mgi: Mgi, tmp_path: Path, text: str, expected: list[str]
) -> None:
    assert codes(mgi, tmp_path, text) == expected


def test_a_finding_cited_by_its_text_is_recognised(mgi: Mgi, tmp_path: Path) -> None:
    text = FINDINGS + answer("status: partial\n    findings: [Something else was found.]")
    (problem,) = [item for item in told(mgi, tmp_path, text) if item["code"] == "unknown_finding"]
    assert problem["suggestion"] == "pa-2"
    assert problem["message"].endswith('The profile has no key finding "Something else was found.".')


def test_two_answers_in_one_suggest_neither(mgi: Mgi, tmp_path: Path) -> None:
    (problem,) = told(mgi, tmp_path, answer("status: partial/absent"))
    assert (problem["code"], problem["suggestion"]) == ("unknown_status", None)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("status: partial\n    nota: Foro", "note"),
        ("status: partial\n    Pruebas: Foro", "evidence"),
        ("status: not_applicable\n    motif: Ailleurs", "reason"),
        ("estado: partial", "status"),
        ("réponse: partial", "status"),
    ],
)
def test_a_key_in_another_language_leads_to_the_key(mgi: Mgi, tmp_path: Path, typed: str, meant: str) -> None:
    (problem,) = told(mgi, tmp_path, answer(typed))
    assert (problem["code"], problem["suggestion"]) == ("unknown_key", meant)


@pytest.mark.parametrize(
    ("typed", "meant"), [("respuestas", "answers"), ("réponses", "answers"), ("fuentes", "sources")]
)
def test_a_section_in_another_language_leads_to_the_section(mgi: Mgi, tmp_path: Path, typed: str, meant: str) -> None:
    (problem,) = told(mgi, tmp_path, f"{typed}:\n")
    assert (problem["code"], problem["suggestion"]) == ("unknown_key", meant)


@pytest.mark.parametrize(
    ("typed", "code"), [("Ville", "city"), ("cantón", "canton"), ("municipio", "municipality"), ("autre", "other")]
)
def test_a_type_of_place_by_its_name_in_any_language_is_mended(mgi: Mgi, tmp_path: Path, typed: str, code: str) -> None:
    path = tmp_path / "typed.yaml"
    name = "  type_name: Hamlet\n" if code == "other" else ""
    path.write_text(HEAD.replace("  type: city\n", f"  type: {typed}\n{name}"), "utf-8")
    assert mgi("fix", path).code == 0
    assert f"  type: {code}\n" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("domain", "kind"),
    [("Alianzas", "bien desarrollada"), ("partenariats", "Domaine bien développé"), ("3", "Well-developed area")],
)
def test_a_finding_in_words_of_any_language_is_mended(mgi: Mgi, tmp_path: Path, domain: str, kind: str) -> None:
    finding = "findings:\n  pa-1:\n    domain: {}\n    kind: {}\n    text: A forum.\n"
    typed = finding.format(domain, kind)
    assert mended(mgi, tmp_path, typed) == finding.format("partnerships", "well_developed")


def test_a_key_in_other_letters_is_mended_though_others_are_near(mgi: Mgi, tmp_path: Path) -> None:
    typed = answer('status: partial\n    Assessed on: "2022"')
    assert mended(mgi, tmp_path, typed) == answer('status: partial\n    assessed_on: "2022"')


def in_assessment(line: str) -> str:
    return f"  {line}\n"


DATES = (
    ("2022\u201309", '"2022-09"'),
    ('"2022\u201309\u201315"', '"2022-09-15"'),
    ("2022-09-15T00:00:00", '"2022-09-15"'),
    ("2022-09-15 00:00", '"2022-09-15"'),
    ("15 de setiembre del 2022", '"2022-09-15"'),
    ("Setiembre del 2022", '"2022-09"'),
)


@pytest.mark.parametrize(("typed", "meant"), DATES)
def test_a_date_in_another_spelling_is_mended(mgi: Mgi, tmp_path: Path, typed: str, meant: str) -> None:
    assert codes(mgi, tmp_path, in_assessment(f"published: {typed}")) == ["other_spelling"]
    assert mended(mgi, tmp_path, in_assessment(f"published: {typed}")) == in_assessment(f"published: {meant}")


@pytest.mark.parametrize("typed", ["2021-2022", "n.d.", "Q3 2022", "9/22", "05/09/2022", "44805", "12", "ongoing"])
def test_a_date_that_could_be_another_is_left(mgi: Mgi, tmp_path: Path, typed: str) -> None:
    assert codes(mgi, tmp_path, in_assessment(f"published: {typed}")) == ["bad_date"]
    assert mended(mgi, tmp_path, in_assessment(f"published: {typed}")) == in_assessment(f"published: {typed}")


@pytest.mark.parametrize("typed", ["44805", '"44805"'])
def test_the_number_that_a_workbook_keeps_for_a_date_is_recognised(mgi: Mgi, tmp_path: Path, typed: str) -> None:
    (problem,) = told(mgi, tmp_path, in_assessment(f"published: {typed}"))
    assert (problem["code"], problem["suggestion"], problem["fix"]) == ("bad_date", "2022-09-01", None)


def source(url: str) -> str:
    return f'sources:\n  report:\n    title: Report\n    date: "2022"\n    url: {url}\n'


ADDRESSES = (
    ("www.example.org/a.pdf", "https://www.example.org/a.pdf"),
    ("example.org/a.pdf", "https://example.org/a.pdf"),
    ("https://example.org/my report.pdf", "https://example.org/my%20report.pdf"),
    ("htps://example.org/a.pdf", "https://example.org/a.pdf"),
    ("https:/example.org/a.pdf", "https://example.org/a.pdf"),
    ("https//example.org/a.pdf", "https://example.org/a.pdf"),
    ("the report", None),
    ("https://example.org/a.pdf; https://example.org/b.pdf", None),
    ("doi:10.1000/182", None),
    ("n.d.", None),
)


@pytest.mark.parametrize(("typed", "meant"), ADDRESSES)
def test_an_address_is_suggested_and_never_changed(mgi: Mgi, tmp_path: Path, typed: str, meant: str | None) -> None:
    (problem,) = [item for item in told(mgi, tmp_path, source(typed)) if item["severity"] == "error"]
    assert (problem["code"], problem["suggestion"]) == ("bad_url", meant)
    assert mended(mgi, tmp_path, source(typed)) == source(typed)


def test_an_address_in_angle_brackets_is_mended(mgi: Mgi, tmp_path: Path) -> None:
    assert mended(mgi, tmp_path, source("<https://example.org/a>")) == source("https://example.org/a")


@pytest.mark.parametrize("typed", ["3", '"3"', "Partnerships", "3 Partnerships", "Alianzas", "Domain 3: Partnerships"])
def test_a_domain_by_number_or_name(mgi: Mgi, tmp_path: Path, typed: str) -> None:
    before = FINDINGS.replace("domain: partnerships", f"domain: {typed}", 1) + answer("status: partial")
    told_of_it = [item for item in told(mgi, tmp_path, before) if item["severity"] == "error"]
    if typed == "Domain 3: Partnerships":
        assert [item["code"] for item in told_of_it] == ["colon_in_text"]
        return
    assert [item["code"] for item in told_of_it] == ["other_spelling"]
    assert mended(mgi, tmp_path, before) == FINDINGS + answer("status: partial")


@pytest.mark.parametrize(
    ("typed", "meant"), [("xaa\u2013sample", "xaa-sample"), ("San José", "San-Jose"), ("???", None)]
)
def test_a_key_is_suggested_in_plain_letters(mgi: Mgi, tmp_path: Path, typed: str, meant: str | None) -> None:
    path = tmp_path / "typed.yaml"
    path.write_text(HEAD.replace("id: xaa-sample", f"id: {typed!r}"), "utf-8")
    (problem,) = mgi("validate", path, "--format", "json").document()["diagnostics"]
    assert (problem["code"], problem["suggestion"], problem["fix"]) == ("bad_key", meant, None)


@pytest.mark.parametrize(
    ("line", "suggestion"), [("type: town", None), ("type: Municipalidad", "municipality"), ("type: Citys", "city")]
)
def test_a_word_is_only_suggested_where_it_is_near(mgi: Mgi, tmp_path: Path, line: str, suggestion: str | None) -> None:
    path = tmp_path / "typed.yaml"
    path.write_text(HEAD.replace("type: city", line), "utf-8")
    (problem,) = mgi("validate", path, "--format", "json").document()["diagnostics"]
    assert (problem["code"], problem["suggestion"]) == ("unknown_value", suggestion)


def test_a_kind_is_recognised_among_other_words(mgi: Mgi, tmp_path: Path) -> None:
    long = FINDINGS.replace("kind: potential", "kind: an area of potential", 1)
    (problem,) = [item for item in told(mgi, tmp_path, long) if item["severity"] == "error"]
    assert (problem["code"], problem["suggestion"]) == ("unknown_value", "potential")


BROKEN = (
    (
        "text_beside_key",
        '  "3.4.1":          Civil society in design\n    status: partial\n',
        11,
        None,
    ),
    ("no_colon", '  Civil society\n  "3.4.1":\n    status: partial\n', 11, None),
    ("no_colon", '  // Civil society\n  "3.4.1":\n    status: partial\n', 11, None),
    ("no_colon", '  "3.4.1":\n    status = partial\n', 12, '  "3.4.1":\n    status: partial\n'),
    ("no_colon", '  "3.4.1":\n    status\uff1apartial\n', 12, '  "3.4.1":\n    status: partial\n'),
    ("no_colon", '  "3.4.1":\n    status -> partial\n', 12, '  "3.4.1":\n    status: partial\n'),
    ("no_colon", '  "3.4.1":\n    status: partial\n    note: It met\n    twice in May.\n', 14, None),
    (
        "text_not_indented",
        '  "3.4.1":\n    status: partial\n    note: >-\n    The forum met.\n    It was in May.\n',
        14,
        '  "3.4.1":\n    status: partial\n    note: >-\n      The forum met.\n      It was in May.\n',
    ),
    (
        "text_not_indented",
        '  "3.4.1":\n    status: partial\n    note: >-\nThe forum met.\n',
        14,
        '  "3.4.1":\n    status: partial\n    note: >-\n      The forum met.\n',
    ),
    (
        "text_not_indented",
        '  "3.4.1":\n    status: partial\n    note: |-\n        The forum met.\n    It was in May.\n',
        15,
        '  "3.4.1":\n    status: partial\n    note: |-\n        The forum met.\n        It was in May.\n',
    ),
    (
        "text_not_indented",
        '  "3.4.1":\n    status: partial\n    note: >-\n    Result: the forum met.\n',
        13,
        None,
    ),
    (
        "odd_space",
        '  "3.4.1":\n\u00a0\u00a0\u00a0\u00a0status: partial\n',
        12,
        '  "3.4.1":\n    status: partial\n',
    ),
    (
        "odd_space",
        '\u00a0\u00a0"3.4.1":\n\u00a0\u00a0\u00a0\u00a0status: partial\n',
        11,
        '  "3.4.1":\n    status: partial\n',
    ),
    (
        "odd_space",
        '  "3.4.1":\n    status: partial\n \u3000 note: It met\n',
        13,
        None,
    ),
    ("odd_space", '  "3.4.1":\n    status:\u00a0partial\n', 12, '  "3.4.1":\n    status: partial\n'),
    ("odd_space", '  "3.4.1":\n    status\u00a0: partial\n', 12, '  "3.4.1":\n    status : partial\n'),
    (
        "odd_space",
        '  "3.4.1":\n    note:\u202fIt met\n    status: partial\n',
        12,
        '  "3.4.1":\n    note: It met\n    status: partial\n',
    ),
    (
        "odd_space",
        '  "3.4.1":\n    status: partial\n\u00a0\u00a0\u00a0\u00a0note: >-\n      It met.\n    reason: none\n',
        13,
        '  "3.4.1":\n    status: partial\n    note: >-\n      It met.\n    reason: none\n',
    ),
    (
        "no_space",
        '  "3.4.1":\n    status:partial\n    note: It met\n',
        12,
        '  "3.4.1":\n    status: partial\n    note: It met\n',
    ),
    (
        "bad_escape",
        '  "3.4.1":\n    status: partial\n    note: "C:\\Users\\Ana\\a.docx"\n',
        13,
        "  \"3.4.1\":\n    status: partial\n    note: 'C:\\Users\\Ana\\a.docx'\n",
    ),
    (
        "escape_in_text",
        '  "3.4.1":\n    status: partial\n    note: "C:\\temp\\new.docx"\n',
        13,
        None,
    ),
    (
        "reserved_start",
        '  "3.4.1":\n    status: partial\n    note: [Report](https://example.org/a.pdf)\n',
        13,
        '  "3.4.1":\n    status: partial\n    note: "[Report](https://example.org/a.pdf)"\n',
    ),
    (
        "unclosed_quote",
        '  "3.4.1":\n    status: partial\n    note: "The forum\u201d\n',
        13,
        '  "3.4.1":\n    status: partial\n    note: "The forum"\n',
    ),
    ("bad_indentation", '  "3.4.1":\n  status: partial\n', 12, None),
)
"""The code, the answers as people type them, the line to point at, and what mgi fix makes of them if anything."""


@pytest.mark.parametrize("row", BROKEN, ids=[f"{row[0]}-{row[1]}" for row in BROKEN])
def test_a_broken_text_is_told_at_its_cause(mgi: Mgi, tmp_path: Path, row: tuple[str, str, int, str | None]) -> None:
    code, typed, line, meant = row
    problems = [item for item in told(mgi, tmp_path, "answers:\n" + typed) if item["severity"] != "note"]
    assert (code, line) in [(item["code"], item["line"]) for item in problems]
    assert mended(mgi, tmp_path, "answers:\n" + typed) == "answers:\n" + (meant or typed)


def test_a_text_that_happens_to_have_such_spaces_is_left(mgi: Mgi, tmp_path: Path) -> None:
    text = answer("status: partial\n    note: >-\n      \u00a0indented\u00a0: with care") + "x-own: a\u00a0b\n"
    assert told(mgi, tmp_path, text) == []


def test_an_escape_that_is_meant_is_left(mgi: Mgi, tmp_path: Path) -> None:
    assert told(mgi, tmp_path, answer('status: partial\n    note: "one\\ntwo \\"three\\" \\u00e9"')) == []


BLOCK = '  "3.4.1":\n    status: partial\n    note: >-\n      {}\n    reason: see: this\n'


@pytest.mark.parametrize(
    "text", ["-pa is meant", "\u2013 as a dash", "\u00a0set off", "Objectif\u00a0: la ville", "* a star"]
)
def test_a_text_above_a_mistake_is_not_blamed_for_it(mgi: Mgi, tmp_path: Path, text: str) -> None:
    before = "answers:\n" + BLOCK.format(text)
    assert [item["code"] for item in told(mgi, tmp_path, before)] == ["colon_in_text"]
    assert mended(mgi, tmp_path, before) == before.replace("see: this", '"see: this"')


def test_odd_spaces_within_a_text_are_kept_when_those_before_its_key_are_mended(mgi: Mgi, tmp_path: Path) -> None:
    before = '  "3.4.1":\n    status: partial\n\u00a0\u00a0\u00a0\u00a0note: >-\n      Objectif\u00a0: la ville\n'
    assert mended(mgi, tmp_path, "answers:\n" + before) == "answers:\n" + before.replace("\u00a0" * 4, " " * 4)


@pytest.mark.parametrize("note", ['"He said \u201cyes\u201d', '"The \u201eforum\u201c'])
def test_a_curly_quote_that_has_its_partner_does_not_close_a_straight_one(mgi: Mgi, tmp_path: Path, note: str) -> None:
    before = answer(f"status: partial\n    note: {note}")
    assert mended(mgi, tmp_path, before) == before


def test_a_time_of_day_is_not_thrown_away(mgi: Mgi, tmp_path: Path) -> None:
    before = in_assessment("published: 2022-09-15T10:30:00")
    (problem,) = told(mgi, tmp_path, before)
    assert (problem["code"], problem["suggestion"], problem["fix"]) == ("bad_date", "2022-09-15", None)
    assert mended(mgi, tmp_path, before) == before


FOUR = """findings:
  pa-1:
    domain: partnerships
    kind: well_developed
    text: Something was found.
answers:
  "3.4.1":
    status: absent
  "3.4.2":
    status: present
    findings: [pa-1]
  "3.4.3":
    status: absent
    note: "It was looked for."
  "3.4.4":
    status: absent
  "3.4.5":
    status: absent
"""


@pytest.mark.parametrize("depth", [0, 1, 2, 3, 4, 5, 6])
@pytest.mark.parametrize(
    "line", ['"3.4.1":', '"3.4.2":', "status: present", "findings: [pa-1]", "note: ", '"3.4.4":', '"3.4.5":']
)
def test_a_line_at_another_depth_than_its_siblings_is_named_and_nothing_else(
    mgi: Mgi, tmp_path: Path, line: str, depth: int
) -> None:
    before, found, after = FOUR.partition(line)
    begun, meant = before.rpartition("\n")[0] + "\n", len(before.rpartition("\n")[2])
    said = [
        (item["line"], item["column"], item["code"])
        for item in told(mgi, tmp_path, f"{begun}{' ' * depth}{found}{after}")
    ]
    number = (HEAD + begun).count("\n") + 1
    assert said == ([] if depth == meant else [(number, depth + 1, "bad_indentation")])


def test_the_depth_of_the_siblings_is_offered(mgi: Mgi, tmp_path: Path) -> None:
    (tmp_path / "typed.yaml").write_text(HEAD + FOUR.replace('  "3.4.3"', '"3.4.3"'), "utf-8")
    assert '    + │   "3.4.3":\n' in mgi("validate", tmp_path / "typed.yaml").out


def test_two_lines_out_of_place_are_both_named(mgi: Mgi, tmp_path: Path) -> None:
    moved = FOUR.replace('  "3.4.2"', '"3.4.2"').replace('  "3.4.4"', '   "3.4.4"')
    assert [(item["line"], item["code"]) for item in told(mgi, tmp_path, moved)] == [
        (18, "bad_indentation"),
        (24, "bad_indentation"),
    ]


@pytest.mark.parametrize("depth", [0, 2, 4, 5, 6, 7])
@pytest.mark.parametrize("line", ["date:", "sources:"])
def test_a_line_of_an_evidence_out_of_place_is_named(mgi: Mgi, tmp_path: Path, line: str, depth: int) -> None:
    evidence = '    evidence:\n      - text: "Minutes"\n        date: "2024"\n        sources: [plan]\n'
    text = "sources:\n  plan:\n    title: Plan\n    date: '2024'\n" + FOUR.replace(
        "findings: [pa-1]\n", f"findings: [pa-1]\n{evidence}"
    )
    moved = text.replace(f"        {line}", f"{' ' * depth}{line}")
    number = (HEAD + text[: text.index(f"        {line}")]).count("\n") + 1
    assert [item["line"] for item in told(mgi, tmp_path, moved)] == [number]


@pytest.mark.parametrize("label", ["", "  # Civil society"])
def test_a_tab_below_the_key_of_an_answer_becomes_blanks_that_are_deeper(mgi: Mgi, tmp_path: Path, label: str) -> None:
    typed = 'answers:\n  "3.4.1":' + label + '\n{}status: absent\n  "3.4.2":\n    status: absent\n'
    assert mended(mgi, tmp_path, typed.format("\t")) == typed.format("    ")


def test_a_tab_before_the_next_code_is_as_deep_as_the_codes(mgi: Mgi, tmp_path: Path) -> None:
    typed = 'answers:\n  "3.4.1":\n    status: absent\n{}"3.4.2":\n    status: absent\n  "3.4.3":\n    status: absent\n'
    assert mended(mgi, tmp_path, typed.format("\t")) == typed.format("  ")


@pytest.mark.parametrize("typed", ["partial", "Partial", "partial  # Civil society"])
def test_a_status_beside_a_code_is_shown_on_a_line_of_its_own(mgi: Mgi, tmp_path: Path, typed: str) -> None:
    path = tmp_path / "typed.yaml"
    path.write_text(HEAD + f'answers:\n  "3.4.1": {typed}\n    evidence:\n      - text: "Minutes"\n', "utf-8")
    out = mgi("validate", path).out
    assert "Did you mean status: partial?\n    + │     status: partial\n" in out


@pytest.mark.parametrize(("typed", "below"), [("a remark", "note: x"), ("partial", "status: absent")])
def test_a_text_beside_a_code_that_is_no_status_may_be_a_remark(
    mgi: Mgi, tmp_path: Path, typed: str, below: str
) -> None:
    path = tmp_path / "typed.yaml"
    path.write_text(HEAD + f'answers:\n  "3.4.1": {typed}\n    {below}\n', "utf-8")
    assert f'    + │   "3.4.1": # {typed}\n' in mgi("validate", path).out


def test_findings_are_not_told_as_unused_where_the_answers_are_misspelt(mgi: Mgi, tmp_path: Path) -> None:
    text = FOUR.replace("answers:", "Answers:")
    assert [item["code"] for item in told(mgi, tmp_path, text)] == ["unknown_key"]


def test_a_date_that_is_none_does_not_lie_after_another(mgi: Mgi, tmp_path: Path) -> None:
    text = "  published: '2025-06'\n" + answer("status: partial\n    assessed_on: '2025-13'")
    assert [item["code"] for item in told(mgi, tmp_path, text)] == ["bad_date"]


@pytest.mark.parametrize("section", ["sources", "findings", "answers"])
@pytest.mark.parametrize("depth", [1, 2, 4])
def test_a_section_that_lies_in_another_is_one_mistake(section: str, depth: int, tmp_path: Path) -> None:
    text = (ROOT / "data" / "profiles" / "orvenna-2025.yaml").read_text("utf-8")
    path = tmp_path / "town.yaml"
    path.write_text(text.replace(f"\n{section}:", f"\n{' ' * depth}{section}:"), "utf-8")
    found = [(item.diagnostic.code, item.location.line) for item in Library().check(path).found]
    line = text[: text.index(f"\n{section}:")].count("\n") + 2
    assert [pair for pair in found if pair[0] != "expired_evidence"] == [("bad_indentation", line)]
