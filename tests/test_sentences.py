"""Each language of the tool says all that English says, with the same parameters, and nothing is left in English."""

from __future__ import annotations

import contextlib
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import yaml

from conftest import FRAMEWORKS, ROOT
from examples import EDITIONS, EXAMPLES, MISTAKES, made, output, wrong
from mgi_cli import words
from mgi_cli.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Mgi
    from examples import Example

WORDS = ROOT / "data" / "words"
LANGUAGES = [lang for lang in words.languages() if lang != "en"]
FORMS = {"zero", "one", "two", "few", "many", "other"}
VOCABULARIES = {"months", "page", "statuses", "synonyms", "typed", "wording"}
"""What people type and publish: every language has its own words there, under the same heads."""

SUBJECTS = sorted(path.stem for path in (WORDS / "en").glob("*.yaml"))
SENTENCES = [subject for subject in SUBJECTS if subject not in VOCABULARIES]

SLIPS = {
    "fr": re.compile(r"(?<![\u00a0\d])[?!;:»](?=[\s\"]|$)|«(?!\u00a0)|[\u2019\u202f]|[oO]eu|\w  \w"),
    "es": re.compile(r"\s[?!;:,.»](?=\s|$)|«\s|[\u2019\u202f]|\w  \w"),
}
"""What a sentence must not have: in French a mark without its no-break space, elsewhere a blank before one."""

Tree = dict[str, Any]


@cache
def tree(lang: str, subject: str) -> Tree:
    """Return the entries of a subject; those of English that a language has by its own key alone are left out."""
    read: Tree = yaml.safe_load((WORDS / lang / f"{subject}.yaml").read_text("utf-8"))
    return {key: value for key, value in read.items() if key not in ("locale", "first_of_month")}


def is_plural(value: Any) -> bool:
    return isinstance(value, dict) and "other" in value and set(value) <= FORMS


def leaves(value: Any, route: str = "") -> Iterator[tuple[str, list[str]]]:
    """Yield each sentence with the way to it, in all its forms."""
    if is_plural(value):
        yield route, list(value.values())
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, f"{route}.{key}")
    elif isinstance(value, list):
        yield route, [str(item) for item in value]
    else:
        yield route, [str(value)]


def sentences(lang: str, subject: str) -> dict[str, list[str]]:
    return dict(leaves(tree(lang, subject)))


def parameters(text: str) -> set[str]:
    return set(re.findall(r"(?<!\{)\{(\w+)\}(?!\})", text))


each_language = pytest.mark.parametrize("lang", LANGUAGES)
each_subject = pytest.mark.parametrize("subject", SENTENCES)


def test_the_tool_speaks_three_languages() -> None:
    assert words.languages() == ("en", "es", "fr")


@each_language
@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_language_has_the_keys_of_english_in_the_same_order(lang: str, subject: str) -> None:
    assert list(tree(lang, subject)) == list(tree("en", subject))
    if subject not in VOCABULARIES:
        assert list(sentences(lang, subject)) == list(sentences("en", subject))


@each_language
@each_subject
def test_a_sentence_has_the_same_parameters_in_every_language(lang: str, subject: str) -> None:
    for key, forms in sentences("en", subject).items():
        wanted = set().union(*map(parameters, forms))
        for form in sentences(lang, subject)[key]:
            assert parameters(form) <= wanted, (key, form)
        assert set().union(*map(parameters, sentences(lang, subject)[key])) == wanted, key


@each_language
@pytest.mark.parametrize("subject", [subject for subject in SENTENCES if subject != "right_lines"])
def test_a_language_keeps_to_its_typography(lang: str, subject: str) -> None:
    slips = {
        key: form
        for key, forms in sentences(lang, subject).items()
        for form in forms
        if SLIPS[lang].search(_without_code(form))
    }
    assert slips == {}


def _without_code(text: str) -> str:
    """Return a text without what is no language: parameters, lines of YAML, addresses, names of files, commands."""
    text = re.sub(r"\{\w*\}|https?://\S+|pip install \.", "=", re.sub(r"\n +[\w\"'-].*", "", text))
    return re.sub(r"\b[\w-]+: (?=[\[{>|=\w-])|\.?[\w./*-]+\.\w{2,4}\b|\./\w+|--?[\w-]+", "=", text)


# Nothing is left in English


@cache
def english() -> tuple[str, ...]:
    """Return what English sentences say between their parameters, where it is long enough to be told from names."""
    spoken = [subject for subject in SENTENCES if subject != "right_lines"]
    said = [form for subject in spoken for forms in sentences("en", subject).values() for form in forms]
    for path in sorted((ROOT / "data" / "frameworks").glob("*/en/*.yaml")):
        said += [form for _, forms in leaves(yaml.safe_load(path.read_text("utf-8"))) for form in forms]
    pieces = {" ".join(piece.split()) for text in said for piece in re.split(r"\{\w*\}|\n", text)}
    return tuple(sorted(piece for piece in pieces if len(re.findall(r"[A-Za-z']{2,}", piece)) >= 3))


@cache
def kept() -> str:
    """Return all texts that stay in the language in which they were written."""
    places = [ROOT / "data" / "profiles", ROOT / "tests" / "profiles", FRAMEWORKS, EDITIONS, MISTAKES]
    texts = [path.read_text("utf-8", "replace") for place in places for path in sorted(place.rglob("*.yaml"))]
    return " ".join(" ".join(texts).split())


@cache
def own(lang: str) -> str:
    """Return all that a language says itself, of which a part may be what English says too."""
    places = [WORDS / lang, *(ROOT / "data" / "frameworks").glob(f"*/{lang}")]
    return " ".join(path.read_text("utf-8") for place in places for path in sorted(place.glob("*.yaml")))


FOR_PEOPLE = [
    example
    for example in EXAMPLES
    if example.file.endswith((".txt", ".md")) and not example.arguments.startswith("search housing")
]
"""What people read; but who searches for an English word finds English texts."""


def left_in(said: str, lang: str) -> list[str]:
    """Return what is English in an output in another language."""
    line = " ".join(said.split())
    return [piece for piece in english() if piece in line and piece not in kept() and piece not in own(lang)]


@each_language
@pytest.mark.parametrize("example", FOR_PEOPLE, ids=lambda example: example.file)
def test_no_english_sentence_is_left(lang: str, example: Example) -> None:
    assert left_in(made(example._replace(arguments=f"--lang {lang} {example.arguments}")), lang) == []


@each_language
def test_no_english_sentence_is_left_about_a_wrong_file(lang: str) -> None:
    with contextlib.chdir(MISTAKES):
        left = {path.name: left_in(output(["validate", path.name, "--lang", lang], 100), lang) for path in wrong()}
    assert {name: pieces for name, pieces in left.items() if pieces} == {}


DOCUMENTS = (
    "report la-cruz -o FILE.md",
    "report orvenna-2021 orvenna-2025 -o FILE.md",
    "report marvessia-2025 -o FILE.html",
    "plan orvenna-2025 -o FILE.md",
    "plan marvessia-2025 -o FILE.xlsx",
    "compare la-cruz orvenna-2021 -o FILE.md",
    "compare la-cruz marvessia-2025 -o FILE.xlsx",
    "compare la-cruz marvessia-2025 --by gcm -o FILE.xlsx",
    "export la-cruz -o FILE.xlsx",
    "export marvessia-2025 -o FILE.xlsx",
    "export orvenna-2025 -o FILE.csv",
    "export orvenna-2025 -o FILE",
    "export la-cruz --wheel FILE.svg",
)


def texts_of(path: Path) -> str:
    """Return all that a person reads in a document; of a data package, its codebook."""
    if path.is_dir():
        return (path / "codebook.md").read_text("utf-8")
    if path.suffix == ".xlsx":
        sheets = openpyxl.load_workbook(path).worksheets
        shown = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
        cells = [str(cell.value) for sheet in shown for row in sheet.iter_rows() for cell in row if cell.value]
        return "\n".join([*(sheet.title for sheet in shown), *cells])
    return re.sub(r"(?s)<(style|script).*?</\1>|<[^>]*>", " ", path.read_text("utf-8-sig"))


@each_language
@pytest.mark.parametrize("command", DOCUMENTS)
def test_no_english_sentence_is_left_in_a_document(lang: str, command: str, tmp_path: Path) -> None:
    path = tmp_path / f"it{command.rpartition('FILE')[2]}"
    output(["--lang", lang, *command.rpartition(" ")[0].split(), str(path)])
    said = texts_of(path)
    assert len(said) > 1000
    assert left_in(said, lang) == []


# How a language counts, and writes numbers and dates


@pytest.mark.parametrize(
    ("lang", "date", "month", "first", "number"),
    [
        ("en", "15 September 2022", "September 2022", "1 September 2022", "12,345"),
        ("fr", "15 septembre 2022", "septembre 2022", "1er septembre 2022", "12\u00a0345"),
        ("es", "15 de septiembre de 2022", "septiembre de 2022", "1 de septiembre de 2022", "12.345"),
    ],
)
def test_numbers_and_dates_follow_the_language(lang: str, date: str, month: str, first: str, number: str) -> None:
    spoken = Words(lang)
    assert [spoken.date(day) for day in ("2022-09-15", "2022-09", "2022-09-01", "2022")] == [date, month, first, "2022"]
    assert (spoken.number(12345), spoken.number(999)) == (number, "999")
    assert spoken.date("2022-09-11").startswith("11 ")


@pytest.mark.parametrize("day", ["2022-02-31", "2022-13", "0000-01-01"])
def test_what_is_no_day_of_the_calendar_stays_as_it_is(day: str) -> None:
    assert Words("fr").date(day) == day


@pytest.mark.parametrize("lang", ["en", *LANGUAGES])
def test_the_number_of_a_round_is_written_as_it_stands_in_the_file(mgi: Mgi, tmp_path: Path, lang: str) -> None:
    """Some number their rounds by the year."""
    earlier, later = tmp_path / "earlier.yaml", tmp_path / "later.yaml"
    profile = (ROOT / "data" / "profiles" / "orvenna-2021.yaml").read_text("utf-8")
    for path, number in ((earlier, 2021), (later, 2025)):
        path.write_text(profile.replace("round: 1\n", f"round: {number}\n"), "utf-8")
    report, workbook = tmp_path / "report.md", tmp_path / "earlier.xlsx"
    said = [
        mgi(*command.split(), *paths, "--lang", lang).out
        for command, paths in (
            *((command, [earlier]) for command in ("show", "gaps")),
            *((command, [earlier, later]) for command in ("diff", "trend", "compare")),
            (f"status --profiles {tmp_path}", []),
            (f"report -o {report}", [earlier, later]),
            (f"export -o {workbook}", [earlier]),
        )
    ]
    told = "\n".join([*said, report.read_text("utf-8"), texts_of(workbook)])
    assert "2021" in told
    assert re.findall(r"2[.,\s]02[15]", told) == []


def test_zero_is_singular_in_french_and_plural_elsewhere() -> None:
    zero = [Words(lang).say("diagnostics.n_error", n=0) for lang in ("en", "fr", "es")]
    assert zero == ["0 errors", "0 erreur", "0 errores"]
