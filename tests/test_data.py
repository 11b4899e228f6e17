"""What mgi comes with: the catalogue, La Cruz, the made-up rounds, and the words."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import pytest
import yaml

from conftest import HERE, ROOT, Mgi
from mgi_cli.judging.diff import OVER_TIME, compare
from mgi_cli.library import Library
from mgi_cli.model import Framework, Kind, Profile, Status
from mgi_cli.reading import reader, schema
from mgi_cli.text import fold
from mgi_cli.words import Words, statuses

if TYPE_CHECKING:
    from pathlib import Path

DATA = ROOT / "data"


def profile(name: str) -> Profile:
    return Library().load(name)[0]


# The catalogues


class Catalogue(NamedTuple):
    """What a bundled framework holds: how many indicators, and which of them the Global Compact does not reach."""

    domains: list[int]
    subdomains: dict[str, int]
    beyond_the_compact: set[str]


CATALOGUES = {
    "local-1": Catalogue(
        domains=[19, 17, 13, 16, 12, 13],
        subdomains={
            "1.1": 8, "1.2": 4, "1.3": 5, "1.4": 2,
            "2.1": 6, "2.2": 4, "2.3": 2, "2.4": 3, "2.5": 2,
            "3.1": 3, "3.2": 3, "3.3": 2, "3.4": 5,
            "4.1": 7, "4.2": 3, "4.3": 2, "4.4": 2, "4.5": 2,
            "5.1": 7, "5.2": 3, "5.3": 2,
            "6.1": 5, "6.2": 2, "6.3": 2, "6.4": 4,
        },
        beyond_the_compact=set(),
    ),
    "national-1": Catalogue(
        domains=[18, 20, 16, 16, 11, 17],
        subdomains={
            "1.1": 6, "1.2": 1, "1.3": 3, "1.4": 3, "1.5": 5,
            "2.1": 6, "2.2": 5, "2.3": 3, "2.4": 3, "2.5": 3,
            "3.1": 9, "3.2": 1, "3.3": 3, "3.4": 3,
            "4.1": 7, "4.2": 3, "4.3": 3, "4.4": 1, "4.5": 2,
            "5.1": 5, "5.2": 6,
            "6.1": 5, "6.2": 5, "6.3": 2, "6.4": 5,
        },
        beyond_the_compact={"1.4.2", "2.3.3", "3.1.1", "5.2.2", "5.2.6"},
    ),
}  # fmt: skip
every_catalogue = pytest.mark.parametrize("name", CATALOGUES)


def catalogue(name: str) -> Framework:
    return Library().frameworks.get(name)


def test_every_bundled_framework_is_tested() -> None:
    assert [path.name for path in sorted((DATA / "frameworks").iterdir())] == list(CATALOGUES)


@every_catalogue
def test_indicators_are_numbered_within_their_subdomains(name: str) -> None:
    framework, facts = catalogue(name), CATALOGUES[name]
    expected = [f"{subdomain}.{number}" for subdomain, n in facts.subdomains.items() for number in range(1, n + 1)]
    assert list(framework.indicators) == expected
    assert [len(domain.indicators) for domain in framework.domains] == facts.domains
    assert str(len(expected)) in framework.title
    assert all(key == indicator.id for key, indicator in framework.indicators.items())
    assert all(indicator.subdomain == key.rpartition(".")[0] for key, indicator in framework.indicators.items())


def test_ninety_local_and_ninety_eight_national_indicators() -> None:
    assert [(name, catalogue(name).level, len(catalogue(name).indicators)) for name in CATALOGUES] == [
        ("local-1", "local", 90),
        ("national-1", "national", 98),
    ]


@every_catalogue
def test_every_indicator_has_every_text_and_no_two_share_one(name: str) -> None:
    framework = catalogue(name)
    texts = [framework.text(key) for key in framework.indicators]
    for field in ("label", "question", "present", "partial"):
        values = [getattr(item, field) for item in texts]
        assert all(values), field
        if field in {"label", "question"}:
            assert [value for value, n in Counter(values).items() if n > 1] == []
    for item in texts:
        assert len(item.label) <= 60
        assert item.question.endswith("?")
        assert item.evidence
        assert item.present.endswith(".")
        assert item.partial.endswith(".")
        assert item.lang == "en"


CODE = re.compile(r"\b\d\.\d\.\d\b")


@every_catalogue
def test_neighbours_that_a_guidance_names_exist(name: str) -> None:
    framework = catalogue(name)
    for key in framework.indicators:
        named = set(CODE.findall(framework.text(key).present + framework.text(key).partial))
        assert named <= set(framework.indicators) - {key}, key


def test_every_national_guidance_names_a_neighbour() -> None:
    framework = catalogue("national-1")
    texts = {key: framework.text(key).present + framework.text(key).partial for key in framework.indicators}
    assert [key for key, text in texts.items() if not CODE.search(text)] == []


def test_a_national_question_does_not_ask_a_local_authority() -> None:
    framework = catalogue("national-1")
    for key in framework.indicators:
        text = framework.text(key)
        assert not re.search(r"local authority\b|municipal", f"{text.label} {text.question} {text.present}"), key


def test_a_convention_counts_once_it_is_in_force() -> None:
    framework = catalogue("national-1")
    conventions = [key for key, indicator in framework.indicators.items() if indicator.subdomain == "3.1"]
    assert len(conventions) == 9
    for key in conventions:
        text = framework.text(key)
        assert re.search(r"\b(19|20)\d\d\b", text.label), key
        assert "in force for the country" in text.question, key
        for word in ("ratified", "acceded", "entered into force"):
            assert word in text.present, (key, word)
        for word in ("igned only", "reservations"):
            assert word in text.partial, (key, word)


@every_catalogue
def test_every_indicator_is_linked_to_the_global_agendas(name: str) -> None:
    unlinked = set()
    for indicator in catalogue(name).indicators.values():
        if not (indicator.gcm or indicator.gcm_principles):
            unlinked.add(indicator.id)
        assert set(indicator.gcm) <= set(range(1, 24))
        assert indicator.sdg
        assert all(re.fullmatch(r"(1?\d)\.(\d{1,2}|[a-d])", target) for target in indicator.sdg)
    assert unlinked == CATALOGUES[name].beyond_the_compact


LINKS = {
    ("local-1", "1.1.6"): ((15, 22), (), ("1.3",)),
    ("local-1", "1.3.4"): ((17,), (), ("16.b",)),
    ("local-1", "3.4.2"): ((6,), ("whole-of-society",), ("17.17",)),
    ("local-1", "2.2.4"): ((), ("whole-of-government",), ("17.14",)),
    ("local-1", "6.4.4"): ((9, 10), (), ("8.7",)),
    ("national-1", "1.1.5"): ((22,), (), ("1.3",)),
    ("national-1", "1.4.2"): ((), (), ("10.7",)),
    ("national-1", "2.1.3"): ((19,), (), ("10.7",)),
    ("national-1", "2.2.3"): ((), ("gender-responsive",), ("5.c",)),
    ("national-1", "2.3.2"): ((), ("rule-of-law",), ("10.7",)),
    ("national-1", "2.5.3"): ((1,), (), ("17.18",)),
    ("national-1", "3.1.9"): ((9,), (), ("10.7",)),
    ("national-1", "3.4.2"): ((6,), ("whole-of-society",), ("17.17",)),
    ("national-1", "4.5.1"): ((20,), (), ("10.c",)),
    ("national-1", "5.2.3"): ((5, 7), (), ("10.7",)),
    ("national-1", "6.2.3"): ((13,), (), ("16.3",)),
    ("national-1", "6.4.5"): ((8,), (), ("10.7",)),
}


@pytest.mark.parametrize(("name", "key"), LINKS)
def test_links_of_some_indicators(name: str, key: str) -> None:
    found = catalogue(name).indicators[key]
    assert (found.gcm, found.gcm_principles, found.sdg) == LINKS[name, key]


@every_catalogue
def test_domains_have_both_descriptions(name: str) -> None:
    framework = catalogue(name)
    for domain in framework.domains:
        texts = yaml.safe_load((DATA / "frameworks" / name / "en" / f"{domain.id}.yaml").read_text("utf-8"))
        assert set(texts["looks_at"]) == {"country", "city"}
        assert texts["looks_at"]["country"] != texts["looks_at"]["city"]
        shown = {"local": "city", "national": "country"}[framework.level]
        assert framework.looks_at(domain.id) == texts["looks_at"][shown]


@every_catalogue
def test_the_catalogue_says_whose_reading_it_is(name: str) -> None:
    framework = catalogue(name)
    assert "does not endorse it" in framework.basis
    assert "not published" in framework.basis
    assert "this project's own mapping" in framework.mapping


def framework_files() -> list[tuple[Path, str]]:
    found = []
    for folder in (*(DATA / "frameworks" / name for name in CATALOGUES), HERE / "frameworks" / "tiny-1"):
        found.append((folder / "framework.yaml", "framework"))
        names = {"framework.yaml": "framework-names"}
        found += [(path, names.get(path.name, "framework-texts")) for path in sorted(folder.glob("*/*.yaml"))]
    return found


@pytest.mark.parametrize(("path", "name"), framework_files(), ids=lambda item: getattr(item, "name", item))
def test_framework_files_are_of_the_shape_of_their_schema(path: Path, name: str) -> None:
    from mgi_cli.frameworks import bundled_schema

    document, problems = reader.read(path.name, path.read_bytes())
    assert not problems
    assert schema.Judge(bundled_schema(name)).check(document.tree) == ()


# La Cruz


def test_la_cruz_counts_its_findings_as_published(mgi: Mgi) -> None:
    domains = mgi("show", "la-cruz", "--format", "json").document()["domains"]
    counted = [(item["findings"]["well_developed"], item["findings"]["potential"]) for item in domains]
    assert counted == [(4, 2), (3, 3), (2, 3), (3, 3), (3, 3), (3, 2)]


FACTS = {
    "mr-1": "private companies; health campaigns; migrants",
    "mr-2": "two Childcare and Development Centres; three; Education and Nutrition Centres; "
    "Integrated Childcare Centres",
    "mr-3": "Municipal Migrant Centre (CMM); legal",
    "mr-4": "Women's Affairs Office; Department of Social Management; asylum; residence permits; local organizations",
    "wg-1": "Municipal Migrant Centre (CMM); December 2021",
    "wg-3": "Inter-agency Working Group on International Protection and Migration; February 2022",
    "wg-5": "formal process; the political, the technical and the operational level",
    "pa-1": "United Nations",
    "pa-2": "La Cruz Cantonal Council for Institutional Coordination; District Municipal Council",
    "wb-1": "Municipal Migrant Centre (CMM); virtual database; CVs",
    "wb-2": "Cantonal Plan for Local Human Development; 2016; 2017\u20132026; Women's Affairs Office",
    "wb-3": "March 2022; CMM; Women's Foundation",
    "cr-2": "Cantonal Emergency Plan; 2021; La Cruz Municipal Emergency Committee; preparedness and response",
    "cr-3": "Emergency Activation Protocol; Cantonal Emergency Plan",
    "sm-1": "Local Inter-agency Network against Violence; National Institute for Women",
    "sm-2": "Municipal Migrant Centre (CMM); Courts or Houses of Justice; Tribunales o Casas de Justicia",
    "sm-3": "December 2021; monthly; yearly",
    "sm-4": "Public Force; National Police",
}


@pytest.mark.parametrize("key", FACTS)
def test_la_cruz_keeps_every_name_number_and_date(key: str) -> None:
    text = profile("la-cruz").findings[key].text.value
    assert [fact for fact in FACTS[key].split("; ") if fact not in text] == []


@pytest.mark.parametrize("key", ["mr-6", "wg-6", "wb-5", "sm-5"])
def test_la_cruz_says_no_more_than_that_something_is_an_area_with_potential(key: str) -> None:
    text = profile("la-cruz").findings[key].text.value
    assert " could be " in text
    assert text.endswith("; this is named as an area with potential.")


def test_la_cruz_reads_the_findings_by_their_wording() -> None:
    read = profile("la-cruz")
    used = [key for answer in read.answers.values() for key in answer.findings]
    assert sorted(used) == sorted([*read.findings, "wb-4"])  # one finding answers two indicators
    assert all(answer.findings for answer in read.answers.values())
    for answer in read.answers.values():
        kinds = {read.findings[key].kind for key in answer.findings}
        assert kinds == {Kind.WELL_DEVELOPED if answer.status is Status.PRESENT else Kind.POTENTIAL}
    by_status = {status: [key for key in read.answers if read.status(key) is status] for status in Status}
    assert by_status[Status.PARTIAL] == ["3.4.1"]
    assert by_status[Status.NO_EVIDENCE] == ["3.2.2", "6.1.2"]
    assert len(by_status[Status.ABSENT]) == 14
    assert all(finding.sources == ("profile-2022",) for finding in read.findings.values())


# The made-up rounds


ROUNDS = {"orvenna": {"2021": 62, "2025": 88}, "marvessia": {"2017": 55, "2021": 80, "2025": 96}}


@pytest.mark.parametrize("place", ROUNDS)
def test_the_made_up_rounds_are_of_one_place_and_go_on(place: str) -> None:
    rounds = [profile(f"{place}-{year}") for year in ROUNDS[place]]
    assert [item.assessment.round for item in rounds] == list(range(1, len(rounds) + 1))
    assert len({item.place for item in rounds}) == 1
    assert all(item.illustrative for item in rounds)
    assert all(item.place.country.startswith("X") for item in rounds)  # no country has such a code
    answered = [sum(answer.status.is_answer for answer in item.answers.values()) for item in rounds]
    assert answered == list(ROUNDS[place].values())
    domains = {domain.id for domain in catalogue(rounds[0].framework).domains}
    for item in rounds:
        assert {finding.domain for finding in item.findings.values()} == domains
        assert {finding.kind for finding in item.findings.values()} == set(Kind)
        assert 20 <= len(item.findings) <= 30


@pytest.mark.parametrize("place", ROUNDS)
def test_the_made_up_rounds_show_every_kind_of_change(place: str) -> None:
    old, new = (profile(f"{place}-{year}") for year in list(ROUNDS[place])[-2:])
    found = compare(old, new, catalogue(new.framework))
    assert {change.kind for change in found.changes} == set(OVER_TIME)
    assert {change.field for change in found.changes} >= {"status", "findings", "evidence", "sources", "note"}
    assert any(change.unexplained for change in found.changes)
    assert found.added
    assert found.gone
    assert {answer.status for item in (old, new) for answer in item.answers.values()} == set(Status)


def test_two_made_up_places_lie_in_two_made_up_countries() -> None:
    assert profile("orvenna-2025").place.country != profile("marvessia-2025").place.country


def test_a_whole_assessment_of_ninety_answers(mgi: Mgi) -> None:
    path = HERE / "profiles" / "whole-town.yaml"
    assert mgi("validate", path).code == 0
    totals = mgi("show", path, "--format", "json").document()["totals"]
    assert (totals["indicators"], totals["not_assessed"]) == (90, 0)
    assert "is made up" in mgi("show", path).out
    assert "not assessed; that is no gap" not in mgi("gaps", path).out


BUNDLED = sorted(path.stem for path in (DATA / "profiles").glob("*.yaml"))


@pytest.mark.parametrize("name", BUNDLED)
def test_bundled_profiles_are_clean_and_labelled(mgi: Mgi, name: str) -> None:
    ran = mgi("validate", name, "--strict", "--format", "json")
    assert (ran.code, {item["code"] for item in ran.document()["diagnostics"]} - {"expired_evidence"}) == (0, set())
    framework = catalogue(profile(name).framework)
    lines = (DATA / "profiles" / f"{name}.yaml").read_text("utf-8").splitlines()
    assert lines[0] == f"# yaml-language-server: $schema=../../schemas/profile-{framework.id}.schema.json"
    for line in lines:
        if found := re.match(r'  "([\d.]+)":(.*)', line):
            assert found.group(2) == f"  # {framework.text(found.group(1)).label}"


# The words


def said() -> set[str]:
    """Return every key that the code says, where it is written out whole."""
    found: set[str] = set()
    for path in (ROOT / "mgi_cli").rglob("*.py"):
        found |= set(re.findall(r"""(?:say|has)\(\s*"([a-z_]+\.[a-z_0-9.]+)\"""", path.read_text("utf-8")))
        found |= set(re.findall(r'"((?:start|diff)\.[a-z_]+)"', path.read_text("utf-8")))
    return found


def test_every_sentence_that_the_code_says_exists() -> None:
    words = Words()
    assert {key for key in said() if not words.has(key)} == set()
    assert len(said()) > 80


def test_every_status_means_itself_in_every_language() -> None:
    words = statuses()
    for status in Status:
        assert words[str(status).replace("_", " ")] is status
    for typed, meant in (("oui", "present"), ("s\u00ed", "present"), ("non", "absent"), ("n/a", "not_applicable")):
        assert words[fold(typed)] == meant


@pytest.mark.parametrize("path", sorted((DATA / "words").rglob("*.yaml")), ids=lambda path: path.stem)
def test_no_sentence_is_cut_off_by_a_comment(path: Path) -> None:
    assert reader.read(path.name, path.read_bytes())[0].cut == {}
