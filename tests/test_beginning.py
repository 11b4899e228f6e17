"""From nothing to a profile: mgi new, mgi set, and proposals confirmed many at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import FRAMEWORKS, ROOT, Mgi
from examples import TODAY
from mgi_cli.cli.beginning import path_of
from mgi_cli.exchange import proposal_list
from mgi_cli.library import Library
from mgi_cli.model import Status, place_id
from mgi_cli.words import Words, statuses
from strategies import FRAMEWORK

PLACE = ("--place", "Val d'Orée", "--type", "city", "--country", "XAC", "--country-name", "Sandrava", "--illustrative")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder, with a place of its own for what is kept."""
    (tmp_path / "home").mkdir()
    monkeypatch.chdir(tmp_path / "home")
    monkeypatch.setenv("MGI_STATE", str(tmp_path / "state"))
    return tmp_path / "home"


# mgi new


def test_a_profile_is_found_by_its_name_where_it_was_made(mgi: Mgi) -> None:
    mgi("new", "oree", *PLACE)
    assert mgi("show", "oree").code == 0


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--place", " ", "name of the place"),
        ("--language", "English", "English is no code of a language."),
    ],
)
def test_what_cannot_begin_a_profile(mgi: Mgi, option: str, value: str, said: str) -> None:
    ran = mgi("new", "oree", *PLACE, option, value)
    assert (ran.code, said in ran.err, Path("oree.yaml").exists()) == (2, True, False)


@pytest.mark.parametrize("option", ["--note", "--evidence", "--reason"])
def test_blanks_are_nothing(mgi: Mgi, option: str) -> None:
    mgi("new", "oree", *PLACE)
    mgi("set", "oree.yaml", "3.4.1", "absent", option, "  ")
    assert Library().check(Path("oree.yaml")).document.tree["answers"]["3.4.1"] == {"status": "absent"}


def test_types_of_places_in_other_languages(mgi: Mgi) -> None:
    for word, code in (("Caserío", None), ("Ayuntamiento", "municipality"), ("Ville", "city")):
        ran = mgi("new", code or "none", *PLACE[:2], "--type", word, *PLACE[4:])
        assert (ran.code == 0) is (code is not None)
        assert code is None or f"type: {code}" in Path(f"{code}.yaml").read_text("utf-8")


def test_a_new_profile_has_every_question_and_is_valid(mgi: Mgi) -> None:
    ran = mgi("new", "oree", *PLACE)
    assert (ran.code, ran.out) == (
        0,
        """\
oree.yaml is ready: 90 questions of the framework local-1, none answered yet.

Next  mgi assess oree.yaml    answer them one by one
      mgi validate oree.yaml  check it while you write
""",
    )
    text = Path("oree.yaml").read_text("utf-8")
    for code in FRAMEWORK.indicators:
        written = FRAMEWORK.text(code)
        assert f'  "{code}":  # {written.label}\n    status: not_assessed\n' in text
        assert written.question in " ".join(text.replace("\n  # ", " ").split())
    assert mgi("validate", "--strict", "oree.yaml").out.startswith("1 file checked, nothing to mend.")
    document = mgi("show", "oree.yaml", "--format", "json").document()
    assert document["totals"]["not_assessed"] == 90
    assert document["profile"]["place"] == {
        "id": "xac-val-d-oree", "name": "Val d'Orée", "type": "city", "within": None, "country_name": "Sandrava",
    }  # fmt: skip


def test_it_never_overwrites(mgi: Mgi) -> None:
    Path("oree.yaml").write_text("mine", "utf-8")
    ran = mgi("new", "oree", *PLACE)
    assert (ran.code, Path("oree.yaml").read_text("utf-8")) == (2, "mine")
    assert ran.err.startswith("error: oree.yaml is there already; nothing was written.")


def test_a_folder_that_is_not_there_is_not_made(mgi: Mgi) -> None:
    ran = mgi("new", "no/such/oree", *PLACE)
    assert (ran.code, ran.err, list(Path().iterdir())) == (2, "error: There is no folder no/such.\n", [])


def test_without_a_terminal_it_says_what_is_missing(mgi: Mgi) -> None:
    ran = mgi("new", "oree", "--type", "city")
    assert (ran.code, list(Path().iterdir())) == (2, [])
    assert "Not enough is known to begin: the name of the place and its country." in ran.err
    assert "Give --place and --country" in ran.err


@pytest.mark.parametrize("word", ["other", "autre", "Otro"])
def test_another_type_of_place_is_named_in_words(mgi: Mgi, word: str) -> None:
    mgi("new", "a", *PLACE[:2], "--type", word, "--type-name", "Commune", "--country", "CRI")
    place = Library().load("a.yaml")[0].place
    assert (place.type, place.type_name) == ("other", "Commune")


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "There are municipality, city, canton, district, county, province, state, region and country; for"),
        ("fr", "Types possibles\u00a0: municipalité, ville, canton, district, comté, province, État, région et pays"),
        ("es", "Tipos posibles: municipio, ciudad, cantón, distrito, condado, provincia, estado, región y país"),
    ],
)
def test_the_types_of_places_are_told_in_the_language_spoken(mgi: Mgi, lang: str, said: str) -> None:
    assert said in mgi("new", "a", *PLACE[:2], "--type", "xyzw", "--country", "CRI", "--lang", lang).err


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Costa Rica", "CRI"),
        ("COSTA  rica", "CRI"),
        ("cri", "CRI"),
        ("Cote d\u2019Ivoire", "CIV"),
        ("République démocratique du Congo", "COD"),
        ("rdc", "COD"),
        ("Türkiye", "TUR"),
        ("Turquie", "TUR"),
        ("xab", "XAB"),
    ],
)
def test_a_country_by_name_or_code(mgi: Mgi, typed: str, code: str) -> None:
    assert mgi("new", "a", "--place", "A", "--type", "city", "--country", typed).code == 0
    assert Library().load("a.yaml")[0].place.country == code


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--country", "Atlantis", "There is no country Atlantis."),
        ("--type", "hamlet", "There is no type of place hamlet."),
    ],
)
def test_what_there_is_none_of(mgi: Mgi, option: str, value: str, said: str) -> None:
    given = {"--place": "A", "--type": "city", "--country": "CRI", option: value}
    ran = mgi("new", "a", *(part for pair in given.items() for part in pair))
    assert (ran.code, said in ran.err, list(Path().iterdir())) == (2, True, [])


def test_a_country_gets_a_national_framework_and_a_later_round_its_number(mgi: Mgi) -> None:
    assert mgi("new", "land", "--place", "Land", "--type", "country", "--country", "XAD").code == 0
    assert Library().load("land.yaml")[0].framework == "national-1"
    Path("profiles").mkdir()
    for name in ("first", "second"):
        assert mgi("new", name, *PLACE).code == 0
    assert [Library().load(name)[0].assessment.round for name in ("first", "second")] == [1, 2]


def test_a_later_round_beside_the_earlier_one_has_its_number(mgi: Mgi) -> None:
    for name in ("first", "second"):
        assert mgi("new", name, *PLACE).code == 0
    assert [Library().load(f"{name}.yaml")[0].assessment.round for name in ("first", "second")] == [1, 2]


def test_a_framework_of_ones_own(mgi: Mgi) -> None:
    assert mgi("new", "a", *PLACE, "--framework", FRAMEWORKS / "tiny-1").code == 0
    assert '"W.1.10":  # Buckets' in Path("a.yaml").read_text("utf-8")


def test_where_a_new_profile_is_written(home: Path) -> None:
    assert path_of("a") == Path("a.yaml")
    assert path_of("b/a") == Path("b/a.yaml")
    assert path_of("a.yml") == Path("a.yml")
    (home / "profiles").mkdir()
    assert path_of("a") == Path("profiles/a.yaml")
    assert path_of("./a.yaml") == Path("a.yaml")


@pytest.mark.parametrize(
    ("country", "name", "made"),
    [
        ("CRI", "La Cruz", "cri-la-cruz"),
        ("XAA", "São João  d'Él", "xaa-sao-joao-d-el"),
        ("XAA", "東京", "xaa-130016b2"),
    ],
)
def test_the_id_of_a_place(country: str, name: str, made: str) -> None:
    assert place_id(country, name) == made


# mgi set


def test_set_writes_one_answer_and_says_what_it_was(mgi: Mgi) -> None:
    mgi("new", "oree", *PLACE)
    before = Path("oree.yaml").read_text("utf-8")
    ran = mgi("set", "oree.yaml", "3.4.1", "parcial", "--note", "Twice: yes", "--on", "2024-05", "--by", "Town hall")
    assert ran.out == (
        "3.4.1 Civil society  · not assessed → ◐ partial\nWritten to oree.yaml.\n\n"
        "Next  mgi undo oree.yaml  take it back\n"
    )
    after = Path("oree.yaml").read_text("utf-8")
    head = '  "3.4.1":  # Civil society\n'
    rest = '    note: "Twice: yes"\n    assessed_on: "2024-05"\n    assessed_by: "Town hall"\n'
    assert after == before.replace(f"{head}    status: not_assessed\n", f"{head}    status: partial\n{rest}")
    mgi("set", "oree.yaml", "3.4.1", "not_assessed")
    assert f'{head}    status: not_assessed\n    note: "Twice: yes"\n  #' in Path("oree.yaml").read_text("utf-8")
    mgi("set", "oree.yaml", "3.4.1", "not_assessed", "--note", "")
    assert Path("oree.yaml").read_text("utf-8") == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["3.4.9", "present"], "The framework local-1 has no indicator 3.4.9."),
        (["civil  SOCIETY", "present"], "Did you mean 3.4.1?"),
        (["3.4.1", "presnt"], "Did you mean present?"),
        (["3.4.1", "n/a"], "needs a reason"),
        (["3.4.1", "present", "--source", "no-such"], "The profile has no source no-such."),
        (["3.4.1", "present", "--finding", "no-such"], "The profile has no key finding no-such."),
        (["3.4.1", "present", "--on", "3/4/2024"], "3/4/2024 is no date."),
        (["3.4.1", "present", "--on", "2023-02-31"], "2023-02-31 is no date."),
    ],
)
def test_what_cannot_be_set(mgi: Mgi, arguments: list[str], said: str) -> None:
    mgi("new", "oree", *PLACE)
    before = Path("oree.yaml").read_text("utf-8")
    ran = mgi("set", "oree.yaml", *arguments)
    assert (ran.code, said in ran.err, Path("oree.yaml").read_text("utf-8")) == (2, True, before)


@pytest.mark.parametrize("word", ["today", "Aujourd\u2019hui", "HOY"])
def test_today_is_a_date(mgi: Mgi, word: str) -> None:
    mgi("new", "oree", *PLACE)
    assert mgi("set", "oree.yaml", "3.4.1", "present", "--evidence", "Minutes", "--date", word, "--on", word).code == 0
    given = Library().check(Path("oree.yaml")).document.tree["answers"]["3.4.1"]
    assert (given["assessed_on"], given["evidence"][0]["date"]) == (TODAY, TODAY)


def test_set_reads_what_was_typed_generously_and_leaves_it(mgi: Mgi) -> None:
    text = (ROOT / "data" / "profiles" / "la-cruz.yaml").read_text("utf-8").replace("status: absent", "status: Non")
    Path("typed.yaml").write_text(text, "utf-8")
    mgi("set", "typed.yaml", "1.1.1", "partial", "--evidence", "Minutes", "--source", "profile-2022", "--date", "2022")
    after = Path("typed.yaml").read_text("utf-8")
    assert after.count("status: Non") == text.count("status: Non")
    added = '      - {text: "Minutes", date: "2022", sources: [profile-2022]}\n'
    assert added in after


# Proposals


@pytest.fixture
def proposed() -> Path:
    """Return a profile with four proposals, two of them for one indicator."""
    text = (ROOT / "data" / "profiles" / "la-cruz.yaml").read_text("utf-8")
    proposals = (
        'proposals:\n  - {indicator: "1.1.3", status: absent, finding: mr-1, confidence: 0.7, because: "lacks"}\n'
        '  - {indicator: "1.1.3", status: partial, finding: mr-2}\n  - {indicator: "2.1.4", status: absent}\n'
        '  - {indicator: "3.4.1", status: absent, finding: pa-5}\n'
    )
    path = Path("town.yaml")
    path.write_text(text + proposals, "utf-8")
    return path


def test_a_list_is_edited_and_read_back(mgi: Mgi, proposed: Path) -> None:
    assert mgi("proposals", proposed, "-o", "list.txt").code == 0
    text = Path("list.txt").read_text("utf-8")
    assert text.count("\n?") == 4
    assert proposal_list.read(text, FRAMEWORK, statuses()) == ()
    lines = [line for line in text.splitlines() if line.startswith("?")]
    edited = text.replace(lines[0], lines[0].replace("?  ", "yes", 1).replace("absent", "Parcial"))
    edited = edited.replace(lines[2], lines[2].replace("?  ", "no ", 1)).replace(
        lines[3], lines[3].replace("?  ", "Oui", 1)
    )
    Path("list.txt").write_text(edited, "utf-8-sig")
    ran = mgi("proposals", proposed, "--from", "list.txt", "--by", "Town hall", "--format", "json")
    assert (ran.code, json.loads(ran.out)["confirmed"], json.loads(ran.out)["dismissed"]) == (0, 1, 1)
    assert json.loads(ran.out)["answered_already"] == ["3.4.1"]
    profile = Library().load(str(proposed))[0]
    answer = profile.answers["1.1.3"]
    assert (answer.status, answer.findings, answer.assessed_by) == (Status.PARTIAL, ("mr-1",), "Town hall")
    assert [item.indicator for item in profile.proposals] == ["3.4.1"]
    assert profile.status("3.4.1") is Status.PARTIAL
    assert mgi("undo", proposed).code == 0
    assert len(Library().load(str(proposed))[0].proposals) == 4


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("perhaps  1.1.3  absent  mr-1", "In line 1 of the list, perhaps is neither yes nor no."),
        ("yes  9.9.9  absent", "In line 1 of the list, the framework has no indicator 9.9.9."),
        ("yes  1.1.3  abset", "In line 1 of the list, abset is no status."),
        ("yes 1.1.3 absent", "Line 1 of the list is none of its lines"),
        ("yes  1.1.3  absent  mr-99", "In line 1 of the list, the profile has no key finding mr-99."),
        ("no  1.1.3  absent", "In line 1 of the list, nothing like it is proposed for 1.1.3."),
        (
            "yes  1.1.3  absent  mr-1\nyes  1.1.3  partial  mr-2",
            "Lines 1 and 2 of the list both confirm an answer to 1.1.3.",
        ),
    ],
)
def test_a_list_with_a_mistake_changes_nothing(mgi: Mgi, proposed: Path, line: str, said: str) -> None:
    before = proposed.read_text("utf-8")
    Path("list.txt").write_text(line + "\n", "utf-8")
    ran = mgi("proposals", proposed, "--from", "list.txt")
    assert (ran.code, said in ran.err, proposed.read_text("utf-8")) == (1, True, before)


def test_an_answer_that_is_read_from_a_published_profile_may_be_later_than_it(mgi: Mgi, proposed: Path) -> None:
    before = [item.diagnostic.code for item in Library().check(proposed).found]
    Path("list.txt").write_text("yes  1.1.3  present  mr-1\n", "utf-8")
    assert mgi("proposals", proposed, "--from", "list.txt").code == 0
    assert Library().load(str(proposed))[0].answers["1.1.3"].assessed_on == TODAY
    assert {item.diagnostic.code for item in Library().check(proposed).found} <= set(before)


def test_a_list_in_which_nothing_is_decided_changes_nothing(mgi: Mgi, proposed: Path) -> None:
    before = proposed.read_bytes()
    mgi("proposals", proposed, "-o", "list.txt")
    ran = mgi("proposals", proposed, "--from", "list.txt")
    assert (ran.code, proposed.read_bytes()) == (0, before)
    assert ran.out.startswith("Nothing changed")
    assert "mgi undo" not in ran.out


def test_a_list_that_is_no_text(mgi: Mgi, proposed: Path) -> None:
    Path("list.txt").write_bytes(bytes(range(256)) * 4)
    ran = mgi("proposals", proposed, "--from", "list.txt")
    assert (ran.code, "list.txt is no list" in ran.err) == (1, True)


def test_the_list_shows_what_a_person_needs_to_decide(proposed: Path) -> None:
    profile, framework = Library().load(str(proposed))
    text = proposal_list.write(profile, framework, Words())
    assert (
        "# 1 Migrants' rights\n?    1.1.3     absent          mr-1        # Mental health and psychosocial support\n"
        in text
    )
    assert f'#      {profile.findings["mr-1"].text}\n#      because of "lacks"\n' in text
