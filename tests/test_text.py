"""Texts: folded for comparing, harmless for printing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mgi_cli import grammar
from mgi_cli.text import Text, alike, choose, fitted, fold, letters, nearest, visible, words_apart, words_in


def test_fold_forgets_case_accents_and_punctuation() -> None:
    assert fold("  SÍ ") == "si"
    assert fold("Migrants\u2019 rights") == fold("migrants' rights") == "migrants rights"
    assert fold("n/a") == "n a"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folding_letters_keeps_lines_and_is_folding_by_halves(text: str) -> None:
    plain = letters(text)
    assert plain.count("\n") == text.count("\n")
    assert words_in(plain) == " ".join(words_apart(plain).split()) == fold(text)


def by_the_letter(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = "".join(char if char.isalnum() else " " for char in decomposed if not unicodedata.combining(char))
    return " ".join(kept.split())


@given(st.text())
def test_folding_is_what_it_is_letter_by_letter(text: str) -> None:
    assert fold(text) == by_the_letter(text)


def test_every_character_is_folded_as_if_it_stood_alone() -> None:
    every = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x110000))))
    assert fold(every) == by_the_letter(every)


def test_nearest_finds_a_slip_and_nothing_far() -> None:
    assert nearest("partail", ["present", "partial", "absent"]) == "partial"
    assert nearest("quux", ["present", "partial", "absent"]) is None


@given(st.text())
def test_visible_text_holds_no_control_or_direction_character(text: str) -> None:
    harmless = {"\u00ad", "\u200c", "\u200d"}
    assert all(
        unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp") or char in harmless for char in visible(text)
    )


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_visible_changes_no_ordinary_text(text: str) -> None:
    assert visible(text) == text


def test_visible_writes_escapes_out() -> None:
    assert visible("\x1b[31mred\u202e") == "\\x1b[31mred\\u202e"
    assert visible("a\nb") == "a b"
    assert visible("a\nb", keep="\n") == "a\nb"


@pytest.mark.parametrize(
    ("encoding", "text", "shown"),
    [
        ("cp850", "2017\u20132026", "2017-2026"),
        ("cp850", "\u201cestablish\u201d \u2026 migrants\u2019", '"establish" ... migrants\''),
        (
            "cp850",
            "c\u0153ur, na\u00efve, \u00ab\u00a0oui\u00a0\u00bb",
            "coeur, na\u00efve, \u00ab\u00a0oui\u00a0\u00bb",
        ),
        ("ascii", "S\u00ed, Gda\u0144sk \u2192 R\u00edo", "Si, Gdansk -> Rio"),
        ("cp1252", "2017\u20132026 \u201cok\u201d", "2017\u20132026 \u201cok\u201d"),
        ("ascii", "\u4e2d\u6587", "\u4e2d\u6587"),
        ("utf-8", "\u201c\u2026\u201d", "\u201c\u2026\u201d"),
        (
            "ascii",
            "\u00bfCu\u00e1ntas? \u00a1Una! \u00ab\u00a0Stra\u00dfe\u00a0\u00bb",
            "?Cuantas? !Una! << Strasse >>",
        ),
        (
            "ascii",
            "1\u00bd h, m\u00b2, \u2116 4, 5\u202f%, \u0141\u00f3d\u017a, \u00c6r\u00f8",
            "11/2 h, m2, No 4, 5 %, Lodz, AEro",
        ),
        ("cp850", "caf\u0065\u0301, n\u0308", "caf\u00e9, n"),
        ("cp850", "a \u2260 b, a \u2265 b, a \u2264 b", "a != b, a >= b, a <= b"),
    ],
)
def test_a_console_that_lacks_a_character_shows_a_like_one(encoding: str, text: str, shown: str) -> None:
    assert alike(text, encoding) == shown


def test_what_a_console_cannot_show_at_all_is_written_out() -> None:
    assert fitted("c\u0153ur \u4e2d", "cp850") == "coeur \\u4e2d"
    assert fitted("c\u0153ur \u4e2d", "utf-8") == "c\u0153ur \u4e2d"
    assert fitted("a\ud800", "utf-8") == "a\\ud800"


@pytest.mark.parametrize("value", [10**15, -(10**40), 10**400])
def test_a_number_beyond_all_counting_is_written_as_it_is(value: int) -> None:
    assert grammar.number("en_GB", value) == str(value)


def test_choose_prefers_the_language_asked_for() -> None:
    written = Text(value="Hello", lang="en")
    assert choose(written, {"fr": "Bonjour"}, "fr") == Text(value="Bonjour", lang="fr")
    assert choose(written, {"fr": "Bonjour"}, "es") == written


@pytest.mark.parametrize(
    ("lang", "spoken", "shown"),
    [
        ("fr", "pt-BR", "fr-CA"),  # there is none of the one asked for, but of another region
        ("pt", "pt-BR", "pt-BR"),
        ("pt-PT", "pt-BR", "pt-PT"),
        ("fr", None, "fr-CA"),
        ("es", "pt-BR", "pt-BR"),
    ],
)
def test_choose_takes_the_same_language_of_another_region_for_none(lang: str, spoken: str | None, shown: str) -> None:
    translations = {"fr-CA": "Bonjour", "pt-PT": "Olá"}
    assert choose(Text(value="Oi", lang=spoken), translations, lang).lang == shown
