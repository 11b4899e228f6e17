"""What mgi comes with: the catalogue, La Cruz, the made-up rounds, and the words."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
import yaml

from conftest import HERE, ROOT, Mgi
from mgi_cli.judging.diff import OVER_TIME, compare
from mgi_cli.library import Library
from mgi_cli.model import Kind, Profile, Status
from mgi_cli.reading import reader, schema
from mgi_cli.text import fold
from mgi_cli.words import Words, statuses
from strategies import FRAMEWORK

if TYPE_CHECKING:
    from pathlib import Path

DATA = ROOT / "data"


def profile(name: str) -> Profile:
    return Library().load(name)[0]


# The catalogue

SUBDOMAINS = {
    "1.1": 8, "1.2": 4, "1.3": 5, "1.4": 2,
    "2.1": 6, "2.2": 4, "2.3": 2, "2.4": 3, "2.5": 2,
    "3.1": 3, "3.2": 3, "3.3": 2, "3.4": 5,
    "4.1": 7, "4.2": 3, "4.3": 2, "4.4": 2, "4.5": 2,
    "5.1": 7, "5.2": 3, "5.3": 2,
    "6.1": 5, "6.2": 2, "6.3": 2, "6.4": 4,
}  # fmt: skip


def test_ninety_indicators_numbered_within_their_subdomains() -> None:
    expected = [f"{subdomain}.{number}" for subdomain, n in SUBDOMAINS.items() for number in range(1, n + 1)]
    assert list(FRAMEWORK.indicators) == expected
    assert len(expected) == 90
    assert [len(domain.indicators) for domain in FRAMEWORK.domains] == [19, 17, 13, 16, 12, 13]
    assert all(key == indicator.id for key, indicator in FRAMEWORK.indicators.items())


def test_every_indicator_has_every_text_and_no_two_share_one() -> None:
    texts = [FRAMEWORK.text(key) for key in FRAMEWORK.indicators]
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


def test_every_indicator_is_linked_to_the_global_agendas() -> None:
    for indicator in FRAMEWORK.indicators.values():
        assert indicator.gcm or indicator.gcm_principles
        assert set(indicator.gcm) <= set(range(1, 24))
        assert indicator.sdg
        assert all(re.fullmatch(r"(1?\d)\.(\d{1,2}|[a-d])", target) for target in indicator.sdg)


def test_links_of_some_indicators() -> None:
    of = FRAMEWORK.indicators
    assert (of["1.1.6"].gcm, of["1.1.6"].sdg) == ((15, 22), ("1.3",))
    assert (of["1.3.4"].gcm, of["1.3.4"].sdg) == ((17,), ("16.b",))
    assert (of["3.4.2"].gcm, of["3.4.2"].gcm_principles) == ((6,), ("whole-of-society",))
    assert (of["2.2.4"].gcm, of["2.2.4"].gcm_principles) == ((), ("whole-of-government",))
    assert (of["6.4.4"].gcm, of["6.4.4"].sdg) == ((9, 10), ("8.7",))


def test_domains_have_both_descriptions() -> None:
    for domain in FRAMEWORK.domains:
        texts = yaml.safe_load((DATA / "frameworks" / "local-1" / "en" / f"{domain.id}.yaml").read_text("utf-8"))
        assert set(texts["looks_at"]) == {"country", "city"}
        assert texts["looks_at"]["country"] != texts["looks_at"]["city"]


def test_the_catalogue_says_whose_reading_it_is() -> None:
    assert "does not endorse it" in FRAMEWORK.basis
    assert "not published" in FRAMEWORK.basis
    assert "this project's own mapping" in FRAMEWORK.mapping


def framework_files() -> list[tuple[Path, str]]:
    found = []
    for folder in (DATA / "frameworks" / "local-1", HERE / "frameworks" / "tiny-1"):
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
    "wg-3": "Working Group on International Protection and Migration; February 2022; inter-agency",
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


def test_the_made_up_rounds_show_every_kind_of_change() -> None:
    old, new = profile("orvenna-2021"), profile("orvenna-2025")
    assert old.illustrative
    assert new.illustrative
    assert old.place.country.startswith("X")  # no country has such a code
    answered = [sum(answer.status.is_answer for answer in item.answers.values()) for item in (old, new)]
    assert answered == [62, 88]
    found = compare(old, new, FRAMEWORK)
    assert {change.kind for change in found.changes} == set(OVER_TIME)
    assert {change.field for change in found.changes} >= {"status", "findings", "evidence", "sources", "note"}
    assert any(change.unexplained for change in found.changes)
    assert found.added
    assert found.gone
    assert {answer.status for item in (old, new) for answer in item.answers.values()} == set(Status)


def test_a_whole_assessment_of_ninety_answers(mgi: Mgi) -> None:
    path = HERE / "profiles" / "whole-town.yaml"
    assert mgi("validate", path).code == 0
    totals = mgi("show", path, "--format", "json").document()["totals"]
    assert (totals["indicators"], totals["not_assessed"]) == (90, 0)
    assert "is made up" in mgi("show", path).out
    assert "not assessed; that is no gap" not in mgi("gaps", path).out


@pytest.mark.parametrize("name", ["la-cruz", "orvenna-2021", "orvenna-2025"])
def test_bundled_profiles_are_clean_and_labelled(mgi: Mgi, name: str) -> None:
    assert mgi("validate", name, "--strict").out.startswith("1 file checked, nothing to mend.")
    lines = (DATA / "profiles" / f"{name}.yaml").read_text("utf-8").splitlines()
    assert lines[0] == "# yaml-language-server: $schema=../../schemas/profile-local-1.schema.json"
    for line in lines:
        if found := re.match(r'  "([\d.]+)":(.*)', line):
            assert found.group(2) == f"  # {FRAMEWORK.text(found.group(1)).label}"


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
