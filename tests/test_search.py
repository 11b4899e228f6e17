"""mgi search: what is found and in which order, and that nothing is passed over for speed."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from conftest import FRAMEWORKS, HERE, Mgi
from layouts import files, values
from mgi_cli.judging.search import Match, Query, in_catalogue, in_profile, placed_words, rank, spots
from mgi_cli.library import Library
from mgi_cli.reading import asides, reader
from mgi_cli.searching import NO_TEXTS, Scope, Search, best_text, best_value
from mgi_cli.text import fold
from strategies import FRAMEWORK, whole_trees

LIBRARY = Library()
WRONG = HERE / "mistakes"
HEAD = """format: 1
framework: local-1
place: {id: xaa-sample, name: Sample, type: city, country: XAA}
assessment: {round: 1, language: en}
"""


def query(*words: str) -> Query:
    return Query.of(" ".join(words))


# How words stand in a text


@pytest.mark.parametrize(
    ("asked", "text", "match"),
    [
        ("civil society", "Forum of CIVIL society", Match.PHRASE),
        ("société", "La Societe civile", Match.PHRASE),
        ("society civil", "Forum of civil society", Match.WORDS),
        ("civil soc", "Forum of civil society", Match.PHRASE_BEGUN),
        ("soc civil", "Forum of civil society", Match.BEGINNINGS),
        ("ociety", "Forum of civil society", None),
        ("civil law", "Forum of civil society", None),
        ("well being", "Well-being of migrants", Match.PHRASE),
        ("3.4", "belongs under 3.4.1", Match.PHRASE),
        ("4.3", "3 of 4", None),
        ("2024 30", "By 2024, 30 of them", Match.PHRASE),
        ("", "Anything", None),
    ],
)
def test_how_words_stand_in_a_text(asked: str, text: str, match: Match | None) -> None:
    assert rank(query(asked).words, fold(text)) is match


@pytest.mark.parametrize(
    ("asked", "text", "found"),
    [
        ("civil society", "Civil society, civil  society and a society", ["Civil society", "civil  society"]),
        ("soc civil", "Civil societies", ["Civil", "societies"]),
        ("society civil", "Civil societies; a civil society", ["Civil", "civil", "society"]),
        ("civil soc", "Civil societies and socks", ["Civil societies"]),
        ("cafe", "Le cafe\u0301 du port, d'un café", ["cafe\u0301", "café"]),
        ("strasse", "Hauptstraße, Straße 3", ["Straße"]),
        ("a a", "a a a", ["a a"]),
    ],
)
def test_whole_words_are_pointed_at(asked: str, text: str, found: list[str]) -> None:
    words = query(asked).words
    match = rank(words, fold(text))
    assert match
    assert [text[start:end] for start, end in spots(words, text, match)] == found


@given(st.text())
def test_placed_words_are_the_folded_words_each_at_its_place(text: str) -> None:
    placed = list(placed_words(text))
    assert [word for word, _, _ in placed] == fold(text).split()
    assert [start for _, start, _ in placed] == sorted(start for _, start, _ in placed)
    assert all(0 <= start < end <= len(text) for _, start, end in placed)


@given(st.text(), st.data())
def test_words_of_a_text_are_found_in_it_and_pointed_at(text: str, data: st.DataObject) -> None:
    there = fold(text).split()
    asked = data.draw(st.lists(st.sampled_from(there), min_size=1, max_size=3)) if there else []
    match = rank(asked, fold(text))
    assert bool(match) == bool(asked) or all(map(str.isdigit, asked))
    if match:
        places = spots(asked, text, match)
        assert places
        ends = [place for start_and_end in places for place in start_and_end]
        assert ends == sorted(ends)


@given(st.text(), st.text(), st.text(), st.text(min_size=1))
def test_a_whole_has_what_its_parts_have_and_no_worse(before: str, part: str, after: str, asked: str) -> None:
    words = query(asked).words
    alone, together = rank(words, fold(part)), rank(words, fold(f"{before}\n{part} {after}"))
    assert alone is None or (together is not None and together.order <= alone.order)


# What is found


def found(asked: str, **options: Any) -> list[tuple[str, str, str]]:
    languages = [Library(lang=lang).frameworks.get("local-1") for lang in ("en", "fr", "es")]
    entries = in_catalogue(query(asked), languages, **options)
    return [(entry.id, entry.found.field, str(entry.found.match)) for entry in entries]


def test_labels_come_before_questions_and_questions_before_guidance() -> None:
    assert found("housing")[:2] == [("1.1.7", "label", "phrase"), ("1.1.6", "present", "phrase")]
    for asked in ("health", "migrants", "plan", "children", "emergency"):
        order = [(list(Match).index(Match(match)), FIELDS[field]) for _, field, match in found(asked)]
        assert order == sorted(order), asked
        assert len({code for code, _, _ in found(asked)}) == len(order)


FIELDS = {"code": 0, "name": 1, "label": 1, "question": 2, "present": 3, "partial": 4, "evidence": 5}


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("société civile", ("3.4.1", "label", "phrase")),
        ("SOCIEDAD CIVIL", ("3.4.1", "label", "phrase")),
        ("vivienda", ("1.1.7", "label", "phrase")),
        ("3.4.1", ("3.4.1", "code", "phrase")),
        ("3.4", ("3.4", "code", "phrase")),
        ("partnerships", ("partnerships", "name", "phrase")),
        ("crises and recovery", ("5.3.1", "question", "apart")),
    ],
)
def test_the_first_that_is_found_in_any_language(asked: str, first: tuple[str, str, str]) -> None:
    assert found(asked)[0] == first


@pytest.mark.parametrize(
    ("shown", "said"), [("fr", "Société civile"), ("es", "Sociedad civil"), ("en", "Civil society")]
)
def test_a_text_in_the_language_shown_comes_before_a_closer_one_in_another(shown: str, said: str) -> None:
    spoken = sorted(("en", "fr", "es"), key=lambda lang: lang != shown)
    entries = in_catalogue(query("civil"), [Library(lang=lang).frameworks.get("local-1") for lang in spoken])
    assert [(entry.id, entry.found.text, entry.found.lang) for entry in entries] == [("3.4.1", said, shown)]


def test_words_that_stand_in_several_texts_of_an_indicator_come_last() -> None:
    assert found("crises shelter") == [
        ("5.1.7", "question", "apart"), ("5.2.2", "evidence", "apart"), ("5.2.3", "evidence", "apart"),
    ]  # fmt: skip
    assert found("vivienda shelter") == []  # in one language, that is


def test_only_one_domain() -> None:
    assert {code[0] for code, _, _ in found("shelter", domains=["crises"])} == {"5"}


def test_every_text_that_people_write_in_a_profile_is_looked_through() -> None:
    profile, framework = Library().load(str(HERE / "profiles" / "amid.yaml"))
    where = {
        "halvik": "place",
        "associations": "finding",
        "nouveaux arrivants": "finding",
        "meets": "note",
        "ferry": "reason",
        "survey of new": "source",
        "night shelter": "action",
        "photograph": "unplaced",
        "mayor s office": "action",
    }
    for asked, field in where.items():
        passages = in_profile(query(asked), profile, framework, "en")
        assert passages[0].found.field == field, asked
    assert {item.found.field for item in in_profile(query("mayor"), profile, framework, "en")} == {
        "action", "participants",
    }  # fmt: skip
    of_whole = Library().load("orvenna-2025")
    assert [item.found.field for item in in_profile(query("attendance list"), *of_whole, "en")] == ["evidence"]
    assert [item.found.field for item in in_profile(query("side by side"), *of_whole, "en")] == ["basis"]


def test_a_domain_leaves_out_what_belongs_to_none() -> None:
    profile, framework = Library().load(str(HERE / "profiles" / "amid.yaml"))
    assert in_profile(query("mayor"), profile, framework, "en", ["partnerships"])[0].domain == "partnerships"
    assert in_profile(query("halvik"), profile, framework, "en", ["partnerships"]) == ()


# Nothing is passed over for speed


def no_worse(match: Match | None, than: Match) -> bool:
    return match is not None and match.order <= than.order


def test_in_a_file_of_any_layout_the_sieve_keeps_every_word() -> None:
    shortened = 0
    for source in files(Random(20_261_124), 12_000):  # noqa: S311 - the same files in every run
        document, problems = reader.parse("x", source)
        if problems:
            continue
        lines = source.split("\n")
        shortened += asides.are_certain(source) and list(asides.left(lines, range(len(lines)))) != lines
        texts = list(values(document.tree))
        scalars = reader.scalars(source)
        assert scalars is None or not [text for text in texts if text not in scalars], source
        for _, text in (item for item in texts if item[0] not in NO_TEXTS):
            for words in {tuple(fold(text).split()[:n]) for n in (1, 2)}:
                if alone := rank(words, fold(text)):
                    assert no_worse(best_text(Query(asked="", words=words), source), alone), (source, words)
    assert shortened > 15


@pytest.mark.parametrize(
    "source",
    [
        "x:\n  'a\n  # beta'",
        'x:\n  "a\n  # beta"',
        "x:\n  >-\n  # beta",
        "x: >1\n  # beta",
        "- |\n  # beta",
        "  |\n  # beta",
        "# a\r\nx: beta",
        "# a\u2028x: beta",
        '  "3.4.1":  # a\u2028  x: beta',
        'x: "al\\\n  pha beta"',
        'x: "\\x62eta"',
    ],
)
def test_what_looks_like_a_remark_may_be_a_text(source: str) -> None:
    document, problems = reader.parse("x", source)
    assert not problems
    assert any("beta" in fold(text) for _, text in values(document.tree))
    assert best_text(query("beta"), source) is not None


@pytest.mark.parametrize("source", ['a:\n  "3.4.1":  # beta\n    x: y', "# beta\na: b\n", "a: b\n  # beta\nc: d"])
def test_words_of_remarks_alone_are_nowhere(source: str) -> None:
    assert best_text(query("beta"), source) is None


@given(whole_trees(), st.booleans(), st.sampled_from([None, '"', "'", "|", ">"]), st.integers(20, 200), st.data())
def test_what_a_whole_reading_finds_no_step_before_it_loses(
    tree: dict[str, Any],
    escaped: bool,  # noqa: FBT001
    style: str | None,
    width: int,
    data: st.DataObject,
) -> None:
    source = yaml.safe_dump(tree, allow_unicode=not escaped, default_style=style, width=width, sort_keys=False)
    profile = LIBRARY.judge(Path("x.yaml"), *reader.parse("x", source)).profile
    written = sorted({word for _, text in values(tree) for word in fold(text).split()})
    if profile is None or not written:
        return
    asked = data.draw(st.lists(st.sampled_from(written), min_size=1, max_size=2))
    words = query(*(word[: data.draw(st.integers(1, len(word)))] for word in asked))
    for passage in in_profile(words, profile, FRAMEWORK, "en")[:1]:
        assert no_worse(best_text(words, source), passage.found.match)
        assert no_worse(best_value(words, source), passage.found.match)


@pytest.mark.parametrize("asked", ["desk", "civil society", "plan 20", "municipality", "forum of", "status", "survey"])
@pytest.mark.parametrize("limit", [0, 1, 2, 5])
def test_as_many_as_asked_for_are_the_first_of_all(asked: str, limit: int) -> None:
    library = Library()
    some, every = (
        Search(library, Scope.of(library, ["profiles"], limit=most)).find(query(asked)) for most in (limit, 0)
    )
    whole = [
        (path.stem, found)
        for path in library.profile_paths().values()
        if (found := in_profile(query(asked), *library.load(str(path)), "en"))
    ]
    whole.sort(key=lambda item: item[1][0].found.match.order)
    assert [(group.named, group.passages) for group in every.groups] == whole
    assert every.left == 0
    assert some.groups == every.groups[: limit or None]
    assert some.left >= len(every.groups) - len(some.groups)


# The command


def names(mgi: Mgi, *arguments: str | Path) -> list[str]:
    return [profile["id"] for profile in mgi("search", *arguments, "--format", "json").document()["profiles"]]


def test_words_may_be_typed_with_or_without_quotes(mgi: Mgi) -> None:
    assert mgi("search", "civil", "society").out == mgi("search", "civil society").out


def test_accents_and_case_do_not_matter(mgi: Mgi) -> None:
    plain, other = (mgi("search", word, "--format", "json").document() for word in ("vivienda", "VIVIÉNDA"))
    assert {**plain, "query": ""} == {**other, "query": ""}


def test_made_up_profiles_are_marked(mgi: Mgi) -> None:
    out = mgi("search", "forum", "--in", "profiles").out
    assert "Orvenna (made up)  orvenna-2025" in out
    assert "La Cruz  la-cruz" in out


@pytest.mark.parametrize(
    ("where", "indicators", "profiles"),
    [
        (["--in", "indicators"], True, []),
        (
            ["--in", "profiles"],
            False,
            ["la-cruz", "marvessia-2017", "marvessia-2021", "marvessia-2025", "orvenna-2021"],
        ),
        (["--in", "la-cruz"], False, ["la-cruz"]),
        (["--in", "la-cruz", "--in", "indicators"], True, ["la-cruz"]),
        (["--in", "orvenna-2025", "--in", "la-cruz"], False, ["orvenna-2025", "la-cruz"]),
    ],
)
def test_where_to_look(mgi: Mgi, where: list[str], indicators: bool, profiles: list[str]) -> None:  # noqa: FBT001
    document = mgi("search", "civil society", *where, "--format", "json").document()
    assert (bool(document["indicators"]), [item["id"] for item in document["profiles"]]) == (indicators, profiles)


def test_what_is_left_out_is_told(mgi: Mgi) -> None:
    some = mgi("search", "civil society", "--limit", "1", width=200)
    assert "Not shown: 2 of the indicators of national-1 and up to 5 more profiles.\n" in some.out
    every = mgi("search", "civil society", "--limit", "0", width=200)
    assert "Not shown" not in every.out
    assert every.out.count("3.4.1") > some.out.count("3.4.1")


def test_only_frameworks_that_profiles_answer_or_the_one_asked_for(mgi: Mgi, monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(mgi("search", "water", "--format", "json").document()["found"]) == {"local-1", "national-1"}
    monkeypatch.setenv("MGI_FRAMEWORKS", str(FRAMEWORKS))
    assert set(mgi("search", "water", "--format", "json").document()["found"]) == {"local-1", "national-1"}
    of_tiny = mgi("search", "bucket", "--framework", "tiny-1", "--format", "json").document()
    assert set(of_tiny["found"]) == {"tiny-1"}
    assert of_tiny["indicators"][0]["id"] == "W.1.10"
    with_profile = mgi("search", "bucket", "--profiles", FRAMEWORKS, "--format", "json").document()
    assert set(with_profile["found"]) == {"local-1", "national-1", "tiny-1"}
    steps = mgi("search", "bucket", "--profiles", FRAMEWORKS).out
    assert "mgi explain W.1.10 --framework tiny-1" in steps


def test_a_word_in_another_language_is_shown_in_that_language_beside_the_label(mgi: Mgi) -> None:
    out = mgi("search", "vivienda", "--in", "indicators", width=120).out
    assert re.search(r"1\.1\.7  Housing and emergency shelter +label +Vivienda y albergue de emergencia \[es\]", out)


def test_a_translation_of_a_finding_is_found(mgi: Mgi) -> None:
    out = mgi("search", "entendues", "--in", HERE / "profiles" / "amid.yaml", width=120).out
    assert "Les associations de nouveaux arrivants sont entendues de temps à autre. [fr]" in out


def test_nothing_found_says_so_and_what_may_have_been_meant(mgi: Mgi) -> None:
    ran = mgi("search", "hosing")
    assert (ran.code, ran.err) == (0, "")
    assert "Nothing here has this word, or one that begins with it." in ran.out
    assert "mgi search housing" in ran.out
    assert mgi("search", "xqzwv").out == "“xqzwv”\n\nNothing here has this word, or one that begins with it.\n"
    assert mgi("search", "civl", "socety", "--format", "json").document()["near"] == ["civil society"]
    assert mgi("search", "housing", "xqzwv", "--format", "json").document()["near"] == ["housing"]
    assert mgi("search", "lawyer", "beds", "--format", "json").document()["near"] == ["lawyer", "beds"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["..."], 2, "There is no word in ... to look for."),
        ([""], 2, 'There is no word in "" to look for.'),
        (["water", "--in", "nowhere"], 2, "There is no profile named nowhere."),
        (["water", "--domain", "partnershps"], 2, "Did you mean partnerships?"),
        (["water", "--limit", "-1"], 2, "The option --limit takes a whole number, 0 or more."),
        ([], 2, "After mgi search, TEXT... is missing"),
    ],
)
def test_what_cannot_be_looked_for(mgi: Mgi, arguments: list[str], code: int, said: str) -> None:
    ran = mgi("search", *arguments)
    assert (ran.code, ran.out, said in ran.err) == (code, "", True)


def test_a_file_with_errors_is_told_where_it_may_have_the_words(mgi: Mgi, tmp_path: Path) -> None:
    shutil.copy(WRONG / "unknown_status.yaml", tmp_path / "draft.yaml")
    (tmp_path / "noise.yaml").write_bytes(b"a: \0")
    ran = mgi("search", "sample", "--profiles", tmp_path)
    assert ran.code == 1
    assert ran.err.splitlines() == [
        f"left out: {tmp_path}/{name}.yaml has errors; mgi validate {tmp_path}/{name}.yaml tells which."
        for name in ("draft", "noise")
    ]
    (tmp_path / "noise.yaml").unlink()
    assert (mgi("search", "harbour", "--profiles", tmp_path).code, mgi("search", "sample").code) == (0, 0)


def test_a_framework_with_a_mistake_stops_no_search_in_others(
    mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(FRAMEWORKS / "tiny-1", tmp_path / "frameworks" / "tiny-1")
    structure = tmp_path / "frameworks" / "tiny-1" / "framework.yaml"
    structure.write_text(structure.read_text("utf-8").replace("level: local", "levle: local"), "utf-8")
    (tmp_path / "profiles").mkdir()
    shutil.copy(FRAMEWORKS / "well-town.yaml", tmp_path / "profiles" / "well-town.yaml")
    monkeypatch.chdir(tmp_path)
    ran = mgi("search", "civil society")
    assert (ran.code, "3.4.1  Civil society" in ran.out, "Did you mean level?" in ran.err) == (1, True, True)


def test_texts_stay_texts_and_are_shown_around_what_was_found(mgi: Mgi, tmp_path: Path) -> None:
    far = "word " * 60 + "the harbour master " + "tail " * 60
    path = tmp_path / "p.yaml"
    notes = {"1.1.1": far, "1.1.2": "=harbour|x", "1.1.3": "[red]harbour\x1b[31m", "1.1.4": "*harbour* <b>\nline"}
    answers = {code: {"status": "present", "note": note} for code, note in notes.items()}
    path.write_text(HEAD + yaml.safe_dump({"answers": answers}), "utf-8")
    out = mgi("search", "harbour", "--in", path, width=120).out
    assert "… word word word" in out
    assert "\x1b" not in out
    assert "[red]harbour\\x1b[31m" in out
    markdown = mgi("search", "harbour", "--in", path, "--format", "md").out
    assert "=**harbour**\\|x" in markdown
    assert "\\***harbour**\\* &lt;b\\> line" in markdown
    assert "'=harbour|x" in mgi("search", "harbour", "--in", path, "--format", "csv").out
    texts = mgi("search", "harbour", "--in", path, "--format", "json").document()["profiles"][0]["texts"]
    for item in texts:
        assert [item["text"][start:end] for start, end in item["spots"]] == ["harbour"]


@pytest.mark.parametrize(
    "arguments",
    ["housing", "sociedad civil", "partnerships", "forum --in profiles", "hosing", "civil society --limit 1", "2018"],
)
def test_every_next_step_of_a_search_works(mgi: Mgi, arguments: str) -> None:
    for options in ([], ["--profiles", str(HERE / "profiles")]):
        out = mgi("search", *arguments.split(), *options, width=400).out
        for step in re.findall(r"^(?:Next|    )  (mgi .*?)(?:  |$)", out, re.MULTILINE):
            ran = mgi(*shlex.split(step)[1:])
            assert (ran.code, ran.err) == (0, ""), step


def test_json_keeps_to_the_order_of_the_table(mgi: Mgi) -> None:
    document = json.loads(mgi("search", "civil society", "--format", "json").out)
    assert [item["id"] for item in document["profiles"]] == [
        "la-cruz", "marvessia-2017", "marvessia-2021", "marvessia-2025", "orvenna-2021",
    ]  # fmt: skip
    assert document["more_profiles"] == 1
