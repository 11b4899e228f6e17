"""README, the first assessment and the format of a profile say the same in every language, and show what mgi prints."""

from __future__ import annotations

import functools
import re
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import documents
from documents import NAMES
from mgi_cli.frameworks import Frameworks
from mgi_cli.words import Words
from test_docs import LINK
from test_sentences import SLIPS

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Mgi

LANGUAGES = [lang for lang in documents.LANGUAGES if lang != "en"]
OWN_NAMES = {"en": "English", "fr": "français", "es": "español"}
IN_ENGLISH = {"fr": "en anglais", "es": "en inglés"}
TEXTS = {"basis", "basis_translations", "title", "publisher", "text", "reason", "participants", "within", "language"}
"""The keys in the examples of the format whose values are written in the language of the document."""

each_document = pytest.mark.parametrize("name", NAMES)
each_language = pytest.mark.parametrize("lang", LANGUAGES)


def prose(text: str) -> str:
    """Return a document without its fenced blocks."""
    return documents.FENCE.sub("", text)


def sections(text: str) -> list[str]:
    """Return the parts of a document between its headings, each with its heading."""
    return re.split(r"^(?=#+ )", prose(text), flags=re.MULTILINE)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs, rows of tables and items of lists of a document."""
    return re.split(r"\n\n|\n(?=[|-])", prose(text))


@functools.cache
def stand_ins(lang: str) -> dict[str, str]:
    """Return what stands in for a value, such as PROFIL, with what English calls it."""
    told = {str(stand_in): str(english) for english, stand_in in Words(lang).subject("help")["stand_ins"].items()}
    return told if lang != "en" else {}


def typed(code: str, lang: str) -> str:
    """Return a command with its stand-ins in English."""
    return re.sub(r"\b[^\W\d_]{2,}\b", lambda word: stand_ins(lang).get(word[0], word[0]), code)


def commands(section: str, lang: str) -> Counter[str]:
    """Return the commands and options in a text; an order among them is the language's affair."""
    spans = re.findall(r"`([^`\n]+)`", section)
    return Counter(typed(span, lang) for span in spans if re.match(r"mgi|-|\.|uv |py|brew", span))


def rows(text: str) -> list[list[str]]:
    return [line.strip("|").split("|") for line in prose(text).splitlines() if line.startswith("|")]


@each_document
def test_a_document_leads_to_itself_in_the_other_languages(name: str) -> None:
    for lang in documents.LANGUAGES:
        parts = [
            told if other == lang else f"[{told}]({documents.path(name, other).name})"
            for other, told in OWN_NAMES.items()
        ]
        assert documents.read(name, lang).split("\n")[1:4] == ["", " · ".join(parts), ""]


@each_document
@each_language
def test_headings_tables_and_lists_are_the_same(name: str, lang: str) -> None:
    english, other = documents.read(name, "en"), documents.read(name, lang)
    forms = [
        [re.match(r"#+ |\d+\. |- |<!-- .* -->|\|", line) for line in prose(text).splitlines()]
        for text in (english, other)
    ]
    assert [found[0] for found in forms[0] if found] == [found[0] for found in forms[1] if found]
    assert [len(row) for row in rows(english)] == [len(row) for row in rows(other)]
    marked = [[row[0], bool(row[1].strip())] for row in rows(english) if row[0].strip().startswith("`")]
    if name == "docs/profile-format":
        assert marked == [[row[0], bool(row[1].strip())] for row in rows(other) if row[0].strip().startswith("`")]


@each_document
@each_language
def test_blocks_hold_the_same_commands_in_the_same_order(name: str, lang: str) -> None:
    english, other = (documents.blocks(documents.read(name, which)) for which in ("en", lang))
    assert [block.kind for block in english] == [block.kind for block in other]
    for one, two in zip(english, other, strict=True):
        if one.kind == "console":
            assert one.command == two.command
        elif one.kind not in ("text", "yaml"):
            assert one.text == typed(two.text, lang)


@each_document
@each_language
def test_texts_name_the_same_commands_in_each_section(name: str, lang: str) -> None:
    english, other = (sections(documents.read(name, which)) for which in ("en", lang))
    assert [commands(section, "en") for section in english] == [commands(section, lang) for section in other]


@each_document
@each_language
def test_links_lead_to_the_same_pages_in_the_language_where_they_are_there(name: str, lang: str) -> None:
    english, other = (LINK.findall(prose(documents.read(name, which)).split("\n", 4)[4]) for which in ("en", lang))
    wanted = Counter(localised(documents.path(name, "en").parent, target, lang) for target, _ in english)
    assert Counter(target for target, _ in other) == wanted


def localised(folder: Path, target: str, lang: str) -> str:
    """Return what a link leads to in a language: the page or picture of that language if there is one."""
    stem, dot, ending = target.rpartition(".")
    there = f"{stem}.{lang}.{ending}"
    return there if dot and (folder / there).exists() else target


@each_document
@each_language
def test_a_link_to_an_english_page_says_so(name: str, lang: str) -> None:
    for paragraph in paragraphs(prose(documents.read(name, lang)).split("\n", 4)[4]):
        if any(target.endswith(".md") and f".{lang}." not in target for target, _ in LINK.findall(paragraph)):
            assert IN_ENGLISH[lang] in " ".join(paragraph.split()).lower(), paragraph


@each_document
@each_language
def test_documents_keep_to_the_typography_of_their_language(name: str, lang: str) -> None:
    text = re.sub(r"`[^`\n]*`|\]\([^)]*\)|\||^#+|<!--.*-->", "=", prose(documents.read(name, lang)), flags=re.MULTILINE)
    assert SLIPS[lang].findall(text) == []


@each_document
@pytest.mark.parametrize("lang", documents.LANGUAGES)
def test_outputs_are_what_mgi_prints_in_the_language(name: str, lang: str) -> None:
    now = documents.blocks(documents.read(name, lang))
    if sys.platform == "win32" and any(block.kind == "text" for block in now):
        pytest.skip("drives a terminal of Unix")
    assert documents.played(name, lang) == now, "run: python tests/documents.py"


@pytest.mark.parametrize("lang", documents.LANGUAGES)
def test_the_first_assessment_names_the_keys_of_the_interview_in_the_language(lang: str) -> None:
    keys = Words(lang).subject("interview")["keys"]
    told = [re.findall(r"`([^`]+)`", row[0]) for row in rows(documents.read("docs/first-assessment", lang))]
    named = [["evidence"], ["note"], ["go", "search"], ["quit"]]
    assert [keys_ for keys_ in told if keys_ and len(keys_[0]) == 1 and keys_[0] != "1"] == [
        [keys[action] for action in actions] for actions in named
    ]


# The examples of the format


def examples(lang: str) -> list[str]:
    return [
        block.text for block in documents.blocks(documents.read("docs/profile-format", lang)) if block.kind == "yaml"
    ]


def without_texts(tree: Any, key: str = "") -> Any:
    """Return a tree in which a text counts as there, whatever it says."""
    if isinstance(tree, dict) and key not in TEXTS:
        return [(name, without_texts(value, name)) for name, value in tree.items()]
    if isinstance(tree, list):
        return [without_texts(item, key) for item in tree]
    return type(tree) if key in TEXTS else tree


@each_language
def test_examples_have_the_same_keys_and_values_but_for_their_texts(lang: str) -> None:
    trees = [[without_texts(yaml.safe_load(example)) for example in examples(which)] for which in ("en", lang)]
    assert trees[0] == trees[1]
    assert yaml.safe_load(examples(lang)[0])["assessment"]["language"] == lang


@pytest.mark.parametrize("lang", documents.LANGUAGES)
def test_the_example_is_a_profile_without_a_mistake(lang: str, mgi: Mgi, tmp_path: Path) -> None:
    path = tmp_path / "example.yaml"
    path.write_text(examples(lang)[0], "utf-8")
    assert mgi("validate", path, "--strict").code == 0


@pytest.mark.parametrize("lang", documents.LANGUAGES)
def test_indicators_in_the_examples_bear_their_labels(lang: str) -> None:
    framework = Frameworks(lang=lang).get("local-1")
    for code, label in re.findall(r'"([\d.]+)":  # (.+)', "".join(examples(lang))):
        assert framework.text(code).label == label


def test_only_readme_marks_the_commands_that_the_checks_run_and_the_others_repeat_them() -> None:
    for mark in ("set up", "test"):
        told = {
            re.findall(rf"<!-- {mark} -->\n(```sh\n.*?^```)", documents.read("README", lang), re.MULTILINE | re.DOTALL)[
                0
            ]
            for lang in documents.LANGUAGES
        }
        assert len(told) == 1
