"""A language is a folder of texts: what it lacks is told, and what it has is spoken, without a line of code."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import jsonschema
import pytest

from conftest import ROOT
from mgi_cli.reading import bundled

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Mgi

COMMON = """# Palavras que várias saídas partilham.
locale: pt
both: "{first} e {last}"
next: A seguir
"""
NAMES = """title: Indicadores locais
basis: Base.
mapping: Ligações.
domains:
  partnerships: Parcerias
subdomains: {}
scale:
  absent: {label: ausente, means: Não existe.}
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of what comes with mgi, to which a test may add a language."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    real = bundled.folder
    monkeypatch.setattr(bundled, "folder", lambda name: tmp_path / name if name == "data" else real(name))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "data"


def test_what_a_language_lacks_is_told_file_by_file(mgi: Mgi) -> None:
    out = mgi("indicators", "--untranslated", "pt", width=120).out
    lines = out.splitlines()
    assert lines[0].startswith("Not yet in pt  ")
    assert "local-1  508 of 508 texts" in lines
    assert any(line.split() == ["data/words/pt/changed.yaml", "the", "whole", "file,", "2", "texts"] for line in lines)
    assert "Crosswalks  139 of 139 texts" in lines


def test_of_one_framework_only_that_is_told(mgi: Mgi) -> None:
    document = mgi("indicators", "--untranslated", "pt", "--framework", "national-1", "--format", "json").document()
    assert [part["name"] for part in document["parts"]] == ["national-1", "crosswalks", "words"]


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_the_languages_that_come_with_mgi_lack_nothing(mgi: Mgi, lang: str) -> None:
    document = mgi("indicators", "--untranslated", lang, "--format", "json").document()
    assert [part["missing"] for part in document["parts"]] == [[], [], [], []]
    assert "Nothing is missing." in mgi("indicators", "--untranslated", lang).out


def test_the_document_follows_its_schema_and_counts_as_the_table_does(mgi: Mgi) -> None:
    document = mgi("indicators", "--untranslated", "pt", "--format", "json").document()
    schema = json.loads((ROOT / "schemas" / "output-untranslated.schema.json").read_text("utf-8"))
    jsonschema.Draft7Validator(schema).validate(document)
    n = sum(len(part["missing"]) for part in document["parts"])
    assert len(mgi("indicators", "--untranslated", "pt", "--format", "csv").out.splitlines()) > n
    assert mgi("indicators", "--untranslated", "pt").out.startswith(f"Not yet in pt  {n:,} of ")


def test_a_text_that_is_translated_is_no_longer_missing(mgi: Mgi, data: Path) -> None:
    (data / "words" / "pt").mkdir()
    (data / "words" / "pt" / "common.yaml").write_text(COMMON, "utf-8")
    parts = mgi("indicators", "--untranslated", "pt", "--format", "json").document()["parts"]
    missing = {item["key"]: item["text"] for item in parts[-1]["missing"] if item["file"].endswith("pt/common.yaml")}
    assert set(missing) & {"both", "next", "locale"} == set()
    assert missing["made_up"] == "made up"
    assert "made_up  " in mgi("indicators", "--untranslated", "pt").out


def test_a_new_language_needs_no_code(mgi: Mgi, data: Path) -> None:
    (data / "words" / "pt").mkdir()
    (data / "words" / "pt" / "common.yaml").write_text(COMMON, "utf-8")
    (data / "frameworks" / "local-1" / "pt").mkdir()
    (data / "frameworks" / "local-1" / "pt" / "framework.yaml").write_text(NAMES, "utf-8")
    ran = mgi("--lang", "pt", "gaps", "la-cruz", "--domain", "parcerias")
    assert (ran.code, ran.err) == (0, "")
    assert "3 Parcerias" in ran.out
    assert "ausente" in ran.out
    assert "setembro de 2022" in ran.out
    assert "A seguir  mgi " in ran.out
    assert mgi("gaps", "--domain", "parcerias").out == mgi("gaps", "--domain", "3").out


@pytest.mark.parametrize("lang", ["x", "../en", "p_t", "", "deutsch!"])
def test_what_is_no_code_of_a_language_is_told(mgi: Mgi, lang: str) -> None:
    ran = mgi("indicators", "--untranslated", lang)
    assert (ran.code, ran.out) == (2, "")
    assert "is no code of a language" in ran.err


def speak(data: Path, text: str, file: str = "common.yaml", lang: str = "pt") -> None:
    """Give a language one file of sentences."""
    path = data / "words" / lang / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")


@pytest.mark.parametrize("asked", ["pt-BR", "pt_BR", "PT-br", "pt_BR.UTF-8", "pt", "pt-PT"])
def test_a_language_of_a_region_is_spoken_to_whoever_asks_for_it(
    mgi: Mgi, data: Path, monkeypatch: pytest.MonkeyPatch, asked: str
) -> None:
    speak(data, COMMON.replace("locale: pt", "locale: pt_BR"), lang="pt-BR")
    assert "A seguir  mgi " in mgi("list", "--lang", asked).out
    assert mgi("list", "--format", "json", "--lang", asked).document()["lang"] == "pt-BR"
    monkeypatch.setenv("LANG", "pt_BR.UTF-8")
    assert "A seguir  mgi " in mgi("list").out


def test_of_a_language_with_and_without_a_region_that_is_spoken_which_is_asked_for(mgi: Mgi, data: Path) -> None:
    speak(data, COMMON, lang="pt")
    speak(data, COMMON, lang="pt-BR")
    asked = ["pt", "pt-BR", "pt-PT"]
    spoken = [mgi("list", "--format", "json", "--lang", lang).document()["lang"] for lang in asked]
    assert spoken == ["pt", "pt-BR", "pt"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('both: "{first} e {last}\nnext: A seguir\n', "[unclosed_quote] data/words/pt/common.yaml:1:7"),
        ("\tboth: x\n", "[tab] data/words/pt/common.yaml:1:1"),
        ("- both\n- next\n", "[wrong_type] data/words/pt/common.yaml:1:1"),
    ],
)
@pytest.mark.parametrize("command", ["--lang pt list", "indicators --untranslated pt"])
def test_a_mistake_in_a_file_of_sentences_is_told_at_its_place(
    mgi: Mgi, data: Path, command: str, text: str, told: str
) -> None:
    speak(data, text)
    ran = mgi(*command.split())
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"error{told}\n")
    assert ran.err.endswith("error: data/words/pt/common.yaml has 1 error.\n")


@pytest.mark.parametrize("text", ["", "# Nothing yet.\n", "locale: pt\nround_published:\nnext:\n"])
def test_what_is_still_empty_is_shown_in_english(mgi: Mgi, data: Path, text: str) -> None:
    speak(data, text)
    ran = mgi("--lang", "pt", "show", "la-cruz")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[1].startswith("Round 1, published ")
    assert "\nNext  mgi " in ran.out


@pytest.mark.parametrize(
    ("sentence", "known"),
    [
        ('round_published: "ciclo {numero}"', "{number} and {date}"),
        ('round_published: "ciclo {number"', "{number} and {date}"),
        ("round_published: {few: ciclo}", "{number} and {date}"),
    ],
)
def test_a_sentence_that_cannot_be_filled_is_named(mgi: Mgi, data: Path, sentence: str, known: str) -> None:
    speak(data, sentence + "\n")
    ran = mgi("--lang", "pt", "show", "la-cruz")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "error: data/words/pt/common.yaml: what stands under round_published cannot be filled in.\n"
        f"  In braces may stand {known}, spelled so; of plural forms, other is needed.\n"
    )


def test_an_error_that_a_language_cannot_tell_is_told_in_english(mgi: Mgi, data: Path) -> None:
    speak(data, COMMON)
    speak(data, 'unknown_profile: "Não há {perfil}."\n', "errors.yaml")
    assert mgi("--lang", "pt", "show", "nope").err.startswith("error: There is no profile named nope.\n")
