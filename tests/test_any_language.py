"""What is typed is understood in any of the languages, whatever the language shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Mgi

LANGUAGES = ["en", "fr", "es"]
shown_in = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture
def town(tmp_path: Path, mgi: Mgi, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert mgi("new", "town.yaml", "--place", "Town", "--type", "city", "--country", "XAA", "--round", "1").code == 0
    return tmp_path / "town.yaml"


@shown_in
@pytest.mark.parametrize("domain", ["partenariats", "alianzas", "Alianzas", "PARTN", "partnerships", "partenar"])
def test_a_domain_by_its_name_in_any_language(mgi: Mgi, lang: str, domain: str) -> None:
    assert mgi("--lang", lang, "gaps", "--domain", domain) == mgi("--lang", lang, "gaps", "--domain", "3")


@shown_in
@pytest.mark.parametrize("status", ["absent", "ausente", "Ausente", "no existe", "non"])
def test_a_status_by_its_name_in_any_language(mgi: Mgi, lang: str, status: str, town: Path) -> None:
    assert mgi("--lang", lang, "set", town, "3.4.1", status).code == 0
    assert yaml.safe_load(town.read_text("utf-8"))["answers"]["3.4.1"]["status"] == "absent"


@shown_in
@pytest.mark.parametrize("date", ["15 September 2022", "15 septembre 2022", "15 de septiembre de 2022", "2022-09-15"])
def test_a_date_in_the_words_of_any_language(mgi: Mgi, lang: str, date: str, town: Path) -> None:
    assert mgi("--lang", lang, "set", town, "3.4.1", "present", "--on", date).code == 0
    assert yaml.safe_load(town.read_text("utf-8"))["answers"]["3.4.1"]["assessed_on"] == "2022-09-15"
    assert mgi("--lang", lang, "show", town, "--today", date) == mgi(
        "--lang", lang, "show", town, "--today", "2022-09-15"
    )


@pytest.mark.parametrize(
    "date", ["15th of September 2022", "le 15 septembre 2022", "el 15 de septiembre del 2022", "15 septiembre 2022"]
)
def test_a_date_as_people_say_it(mgi: Mgi, date: str, town: Path) -> None:
    assert mgi("show", town, "--today", date) == mgi("show", town, "--today", "2022-09-15")
    assert mgi("set", town, "3.4.1", "present", "--on", date).code == 0


@shown_in
@pytest.mark.parametrize("date", ["September 2022", "septembre 2022", "septiembre de 2022"])
def test_a_paper_bears_a_date_in_the_words_of_any_language(mgi: Mgi, lang: str, date: str, town: Path) -> None:
    papers = []
    for given in (date, "2022-09"):
        assert mgi("--lang", lang, "report", town, "-o", "town.md", "--date", given).code == 0
        papers.append(town.with_suffix(".md").read_bytes())
    assert papers[0] == papers[1]


@pytest.mark.parametrize("said", ["today", "aujourd'hui", "hoy", "HOY"])
def test_today_in_any_language(mgi: Mgi, said: str, town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mgi_cli.cli.papers.time.strftime", lambda _: "2026-05-17")
    assert mgi("report", town, "-o", "town.md", "--date", said).code == 0
    assert "17 May 2026" in town.with_suffix(".md").read_text("utf-8")


@pytest.mark.parametrize(
    ("typed", "kind", "named"),
    [
        ("Gemeinde", "municipality", None),
        ("ville", "city", None),
        ("Cantón", "canton", None),
        ("Commune", "other", "Commune"),
    ],
)
def test_a_type_of_place_in_any_language(mgi: Mgi, town: Path, typed: str, kind: str, named: str | None) -> None:
    path = town.with_name("p.yaml")
    assert mgi("new", path, "--place", "Lieu", "--type", typed, "--country", "Pérou", "--round", "1").code == 0
    place = yaml.safe_load(path.read_text("utf-8"))["place"]
    assert (place["type"], place.get("type_name"), place["country"]) == (kind, named, "PER")


@shown_in
@pytest.mark.parametrize("day", ["mars 2024", "31 février 2024", "05/09/2022"])
def test_what_could_be_no_day_or_two_is_not_guessed(mgi: Mgi, lang: str, day: str) -> None:
    ran = mgi("--lang", lang, "show", "la-cruz", "--today", day)
    assert (ran.code, ran.out) == (2, "")
    assert day in ran.err
