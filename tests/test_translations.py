"""The key findings of the profiles that come with mgi, in the languages of the glossary, and where each is shown."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conftest import HERE, ROOT, Mgi
from mgi_cli.library import Library
from mgi_cli.text import is_foreign
from test_glossary import COLUMNS, strays
from test_languages import SLIPS

if TYPE_CHECKING:
    from mgi_cli.model import KeyFinding
    from test_languages import Route

BUNDLED = sorted(path.stem for path in (ROOT / "data" / "profiles").glob("*.yaml"))
ANSWERS = {"no evidence", "not assessed"}
"""Terms of the glossary that name an answer, and in a sentence are an ordinary negation."""

AMID = HERE / "profiles" / "amid.yaml"
WRITTEN = "Associations of newcomers are heard from time to time; nothing says how often."
FRENCH = "Les associations de nouveaux arrivants sont entendues de temps à autre."


@cache
def findings(name: str) -> tuple[KeyFinding, ...]:
    profile, _ = Library().load(name)
    return tuple(profile.findings.values())


each_profile = pytest.mark.parametrize("name", BUNDLED)
each_language = pytest.mark.parametrize("lang", COLUMNS)


@each_profile
def test_every_finding_is_said_in_every_language(name: str) -> None:
    spoken = {"en", *COLUMNS}
    assert [item.id for item in findings(name) if not spoken <= {item.text.lang, *item.translations}] == []


@each_profile
@each_language
def test_a_translation_has_the_numbers_and_abbreviations_of_the_text(name: str, lang: str) -> None:
    def facts(text: str) -> list[str]:
        return sorted(re.findall(r"\d+|\b(?!CV)[A-Z]{2,}\b", text))

    assert [item.id for item in findings(name) if facts(item.text.value) != facts(item.translations[lang])] == []


@each_profile
@each_language
def test_a_translation_keeps_to_the_glossary(name: str, lang: str) -> None:
    there: dict[Route, str] = {(item.id,): item.text.value for item in findings(name)}
    here: dict[Route, str] = {(item.id,): item.translations[lang] for item in findings(name)}
    assert [stray for stray in strays(there, here, COLUMNS[lang]) if stray[0] not in ANSWERS] == []


@each_profile
@each_language
def test_a_translation_is_whole_sentences_in_the_typography_of_its_language(name: str, lang: str) -> None:
    texts = [item.translations[lang] for item in findings(name)]
    assert [text for text in texts if not (text[0].isupper() and text.endswith("."))] == []
    assert [text for text in texts if lang in SLIPS and SLIPS[lang].search(text)] == []


@each_language
def test_one_text_has_one_translation(lang: str) -> None:
    said: dict[str, set[str]] = {}
    for name in BUNDLED:
        for item in findings(name):
            said.setdefault(item.text.value, set()).add(item.translations[lang])
    assert {text: ways for text, ways in said.items() if len(ways) > 1} == {}


# Where they are shown


def told(mgi: Mgi, *args: str | Path) -> str:
    """Return what a command prints, each cell of a table in one piece."""
    return mgi(*args, "--format", "md").out.replace("\\[", "[").replace("\\]", "]")


def test_a_finding_is_told_in_the_language_shown_and_else_as_written_with_its_language(mgi: Mgi) -> None:
    for lang, text in (("en", WRITTEN), ("fr", FRENCH), ("es", f"{WRITTEN} [en]")):
        for command in ("gaps", "show", "proposals"):
            more = ("--findings",) if command == "show" else ()
            out = told(mgi, "--lang", lang, command, AMID, *more)
            assert text in out
            assert (FRENCH in out, "[fr]" in out) == (lang == "fr", False)


def test_a_finding_in_a_list_of_proposals_is_in_the_language_shown(mgi: Mgi, tmp_path: Path) -> None:
    for lang, text in (("en", WRITTEN), ("fr", FRENCH), ("es", f"{WRITTEN} [en]")):
        path = tmp_path / f"{lang}.txt"
        assert mgi("--lang", lang, "proposals", AMID, "-o", path).code == 0
        assert f"#      {text}\n" in path.read_text("utf-8")


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_a_finding_that_was_added_is_told_in_the_language_shown(mgi: Mgi, tmp_path: Path, lang: str) -> None:
    (added,) = [item for item in findings("orvenna-2025") if item.id == "mr-3"]
    text = added.translations.get(lang, added.text.value)
    out = told(mgi, "--lang", lang, "diff", "orvenna-2021", "orvenna-2025")
    path = tmp_path / "report.md"
    mgi("--lang", lang, "report", "orvenna-2021", "orvenna-2025", "-o", path)
    rows = [line for line in path.read_text("utf-8").splitlines() if line.startswith("| 1.1.5 |")]
    assert text in out
    assert f"| {text} |" in rows[0]
    assert is_foreign("en", lang) != (added.text.value in out)


def test_a_report_tells_each_finding_once_and_in_other_languages_at_its_end(mgi: Mgi, tmp_path: Path) -> None:
    french = "Un deuxième constat."
    text = AMID.read_text("utf-8").replace("answers:", _SECOND + "answers:", 1)
    profile = tmp_path / "halvik.yaml"
    profile.write_text(text, "utf-8")
    ends = {
        "en": ["## Texts in other languages", "", "### French", "", f"- {FRENCH} ", f"- {french} "],
        "fr": ["## Textes dans d'autres langues", "", "### Anglais", "", f"- {WRITTEN} "],
        "es": ["## Textos en otros idiomas", "", "### Francés", "", f"- {FRENCH} ", f"- {french} "],
    }
    for lang, end in ends.items():
        path = tmp_path / f"{lang}.md"
        assert mgi("--lang", lang, "report", profile, "-o", path).code == 0
        lines = path.read_text("utf-8").splitlines()
        start = lines.index(end[0])
        assert [line.partition("pa-")[0] for line in lines[start : start + len(end)]] == end
        before = "\n".join(lines[:start])
        assert (WRITTEN in before, FRENCH in before) == (lang != "fr", lang == "fr")


_SECOND = """\
  pa-2:
    domain: partnerships
    kind: potential
    text: A second finding.
    translations: {fr: Un deuxième constat.}
"""


def test_a_text_of_which_nobody_said_the_language_is_not_lost(mgi: Mgi, tmp_path: Path) -> None:
    profile, path = tmp_path / "halvik.yaml", tmp_path / "report.md"
    profile.write_text(AMID.read_text("utf-8").replace("  language: en\n", ""), "utf-8")
    assert mgi("--lang", "fr", "report", profile, "-o", path).code == 0
    assert f"### Langue non indiquée\n\n- {WRITTEN} pa-1\n" in path.read_text("utf-8")


def test_a_report_without_translations_has_no_section_for_them(mgi: Mgi, tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    assert mgi("report", HERE / "profiles" / "proposed.yaml", "-o", path).code == 0
    assert "other languages" not in path.read_text("utf-8")


# What the answers rest on


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


SAID = {
    "la-cruz": {
        "en": "the statuses are this project's reading of them.",
        "fr": "les statuts sont la lecture qu'en fait ce projet.",
        "es": "los estados son la lectura que hace de ellos este proyecto.",
    },
    "orvenna-2025": {
        "en": "two rounds of an assessment read side by side.",
        "fr": "deux cycles d'une évaluation se lisent côte à côte.",
        "es": "se leen lado a lado dos rondas de una evaluación.",
    },
    "marvessia-2025": {
        "en": "three rounds of the assessment of a country read side by side.",
        "fr": "trois cycles de l'évaluation d'un pays se lisent côte à côte.",
        "es": "se leen lado a lado tres rondas de la evaluación de un país.",
    },
}
COMMANDS = (
    *("show la-cruz", "gaps la-cruz", "proposals la-cruz", "diff orvenna-2021 orvenna-2025"),
    *("trend marvessia-2025", "compare la-cruz orvenna-2025", "compare la-cruz marvessia-2025"),
)


def in_one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_the_basis_is_told_in_the_language_shown(mgi: Mgi, command: str) -> None:
    for shown in ("en", "fr", "es"):
        out = in_one_line(mgi("--lang", shown, *command.split(), width=120).out)
        said = SAID[command.rsplit(maxsplit=1)[-1]]
        assert [lang for lang, text in said.items() if text in out] == [shown]
        assert "[en]" not in out


@pytest.mark.parametrize("command", ["show amid", "gaps amid", "compare amid la-cruz", "diff amid la-cruz"])
def test_a_basis_without_a_translation_bears_its_language(mgi: Mgi, here: Path, command: str) -> None:
    based(here / "amid.yaml", "  basis: Said in English.\n  basis_translations: {fr: Dit en français.}\n")
    args = [f"{word}.yaml" if word == "amid" else word for word in command.split()]
    for lang, said in (("en", "Said in English."), ("fr", "Dit en français."), ("es", "Said in English. [en]")):
        out = in_one_line(mgi("--lang", lang, *args, width=120).out)
        assert said in out
        assert (out.count("Said in English"), out.count("Dit en français")) == ((0, 1) if lang == "fr" else (1, 0))


def test_the_same_basis_with_other_translations_is_another_where_they_are_shown(mgi: Mgi, here: Path) -> None:
    for name, more in (("one", "{fr: Le premier.}"), ("two", "{fr: Le second.}")):
        based(here / f"{name}.yaml", f"  basis: The same.\n  basis_translations: {more}\n")
    for lang, told in (("en", ["The same."]), ("fr", ["Le premier.", "Le second."])):
        mgi("--lang", lang, "compare", "one.yaml", "two.yaml", "-o", f"{lang}.md")
        for text in (mgi("--lang", lang, "compare", "one.yaml", "two.yaml").out, Path(f"{lang}.md").read_text("utf-8")):
            assert re.findall(r"The same\.|Le premier\.|Le second\.", text) == told


def test_a_report_tells_the_basis_in_the_language_shown_and_in_the_others_at_its_end(mgi: Mgi, here: Path) -> None:
    name = {"en": "Basis", "fr": "Fondement", "es": "Fundamento"}
    for shown, basis in name.items():
        assert mgi("--lang", shown, "report", "la-cruz", "-o", f"{shown}.md").code == 0
        text = (here / f"{shown}.md").read_text("utf-8")
        others = [said for lang, said in SAID["la-cruz"].items() if lang != shown]
        assert text.count(SAID["la-cruz"][shown]) == 2
        assert [text.count(f"{said} [{basis}](#") for said in others] == [1, 1]
        assert [text.count(said) for said in others] == [1, 1]


def test_translations_of_a_basis_that_is_missing_are_told(mgi: Mgi, here: Path) -> None:
    based(here / "amid.yaml", "  basis_translations: {fr: Dit en français.}\n")
    every = mgi("validate", "amid.yaml", "--format", "json").document()["diagnostics"]
    found = [(item["code"], item["route"], item["message"]) for item in every if item["severity"] == "error"]
    assert found == [("missing_key", "/assessment", "The key basis is missing here.")]


def test_a_search_finds_a_basis_in_every_language(mgi: Mgi) -> None:
    for words in SAID["la-cruz"].values():
        assert "la-cruz" in mgi("search", words, "--in", "la-cruz").out


def based(path: Path, lines: str) -> None:
    """Write a profile whose assessment has lines more."""
    path.write_text(AMID.read_text("utf-8").replace("  language: en\n", f"  language: en\n{lines}"), "utf-8")


def test_a_language_of_two_regions_is_one() -> None:
    assert not is_foreign("es-CR", "es")
    assert not is_foreign(None, "es")
    assert is_foreign("en-GB", "es")
