"""A crosswalk between two levels: complete, the same read from either side, and no answer made of another."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import FRAMEWORKS, ROOT, Mgi
from examples import CROSSWALKS
from mgi_cli import crosswalks
from mgi_cli.errors import MgiError
from mgi_cli.exchange import comparing
from mgi_cli.frameworks import load_framework
from mgi_cli.judging.crosswalk import HAS, Alongside, Crosswalk, Link, Relation, alongside, leans, may_lean
from mgi_cli.judging.crosswalk_rules import SIDES
from mgi_cli.library import Library
from mgi_cli.model import Answer, Assessment, Framework, Place, Profile, Status
from mgi_cli.reading import files, reader, schema
from mgi_cli.render import papers
from mgi_cli.views.crosswalk import Beside
from mgi_cli.views.papers.crosswalk import paper
from mgi_cli.views.papers.parts import Grid, Paper, Section, State, is_band, sections
from mgi_cli.words import Words
from test_glossary import COLUMNS, strays
from test_languages import SLIPS, leaves

if TYPE_CHECKING:
    from pathlib import Path

    from test_languages import Route

LIBRARY = Library()
LOCAL, NATIONAL = (LIBRARY.frameworks.get(name) for name in ("local-1", "national-1"))
FOLDER = ROOT / "data" / "frameworks" / "crosswalks"
BUNDLED = sorted(FOLDER.glob("*.yaml"))
WORDS = Words()


def bundled() -> Crosswalk:
    found = crosswalks.between([LOCAL, NATIONAL], "en")
    assert found is not None
    return found


def tiny(lang: str = "en") -> Crosswalk:
    folders = FRAMEWORKS / "tiny-1", CROSSWALKS / "frameworks" / "tiny-land-1"
    read = [Library(framework=str(folder)).frameworks.get() for folder in folders]
    found = crosswalks.between(read, lang, folders)
    assert found is not None
    return found


ALONG = bundled()


def profile(framework: Framework, name: str, statuses: dict[str, Status]) -> Profile:
    return Profile(
        name=name,
        framework=framework.id,
        place=Place(id=name, name=name, type="other", country="XAA", type_name="place"),
        assessment=Assessment(round=1, language="en"),
        answers={code: Answer(indicator=code, status=status) for code, status in statuses.items()},
    )


def answers(framework: Framework) -> st.SearchStrategy[dict[str, Status]]:
    return st.dictionaries(st.sampled_from(list(framework.indicators)), st.sampled_from(Status), max_size=60)


TOWNS = answers(LOCAL).map(lambda drawn: profile(LOCAL, "town", drawn))
LANDS = answers(NATIONAL).map(lambda drawn: profile(NATIONAL, "land", drawn))
few = settings(max_examples=40, deadline=None)


def beside(*towns: Profile, land: Profile) -> Alongside:
    return alongside([*((town, LOCAL) for town in towns), (land, NATIONAL)], ALONG)


# The crosswalk that comes with mgi


def test_every_indicator_of_both_catalogues_is_in_a_pair_or_has_none() -> None:
    for framework, linked, without in (
        (LOCAL, {link.here for link in ALONG.links}, ALONG.without_here),
        (NATIONAL, {link.there for link in ALONG.links}, ALONG.without_there),
    ):
        assert linked | set(without) == set(framework.indicators)
        assert linked & set(without) == set()


def test_pairs_stand_once_in_the_order_of_the_local_framework_and_then_of_the_national_one() -> None:
    pairs = [(link.here, link.there) for link in ALONG.links]
    here, there = list(LOCAL.indicators), list(NATIONAL.indicators)
    assert len(set(pairs)) == len(pairs) == 100
    assert pairs == sorted(pairs, key=lambda pair: (here.index(pair[0]), there.index(pair[1])))


def test_a_local_question_is_equal_to_one_national_one_at_most_and_the_other_way_round() -> None:
    equal = [link for link in ALONG.links if link.relation is Relation.EQUAL]
    assert len({link.here for link in equal}) == len({link.there for link in equal}) == len(equal)
    assert {link.relation for link in ALONG.links} == set(Relation)


def test_every_reason_is_one_sentence_of_its_own() -> None:
    reasons = [link.reason for link in ALONG.links]
    reasons += [*ALONG.without_here.values(), *ALONG.without_there.values()]
    said = [reason.value for reason in reasons if reason]
    assert len(said) == len(reasons) == len(set(said))
    for reason in said:
        assert re.fullmatch(r"[A-Z][^.?!]*\.", reason), reason
        assert len(reason) <= 240, reason


def test_a_part_is_called_one_in_the_reason() -> None:
    for link in ALONG.links:
        assert link.reason
        if link.relation in (Relation.NARROWER, Relation.BROADER):
            assert re.search("half|halves|one of the|among|beyond", link.reason.value), link.reason
        if link.relation is Relation.EQUAL:
            assert link.reason.value.startswith(("Both ask", "It is one")), link.reason


@pytest.mark.parametrize("path", [*BUNDLED, *FOLDER.glob("*/*.yaml")], ids=lambda path: str(path.relative_to(FOLDER)))
def test_the_labels_in_the_comments_are_those_of_the_catalogues(path: Path) -> None:
    text = path.read_text("utf-8")
    found = re.findall(r'^ *(?:- )?"([\d.]+)":? *(?:>-)? *# (.+)$', text, re.MULTILINE)
    assert found
    spoken = "en" if path.parent == FOLDER else path.parent.name
    named = [load_framework(ROOT / "data" / "frameworks" / framework.id, spoken) for framework in (LOCAL, NATIONAL)]
    for code, label in found:
        known = [framework.text(code).label for framework in named if code in framework.indicators]
        assert label in known, code


def files_and_schemas() -> list[tuple[Path, str]]:
    own = CROSSWALKS / "frameworks" / "crosswalks"
    return [
        *((path, "framework-crosswalk") for folder in (FOLDER, own) for path in folder.glob("*.yaml")),
        *((path, "framework-crosswalk-texts") for folder in (FOLDER, own) for path in folder.glob("*/*.yaml")),
    ]


@pytest.mark.parametrize(("path", "name"), files_and_schemas(), ids=lambda item: getattr(item, "name", item))
def test_files_are_of_the_shape_of_their_schema(path: Path, name: str) -> None:
    from mgi_cli.frameworks import bundled_schema

    document, problems = reader.read(path.name, path.read_bytes())
    assert not problems
    assert schema.Judge(bundled_schema(name)).check(document.tree) == ()


def keys(tree: Any) -> Any:
    """Return a tree without its texts."""
    return {key: keys(value) for key, value in tree.items()} if isinstance(tree, dict) else None


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_every_language_of_a_bundled_crosswalk_has_every_reason(path: Path) -> None:
    english = keys(yaml.safe_load((path.parent / "en" / path.name).read_text("utf-8")))
    for file in path.parent.glob(f"*/{path.name}"):
        assert keys(yaml.safe_load(file.read_text("utf-8"))) == english


# The languages of the crosswalk that comes with mgi


@cache
def told(lang: str) -> dict[Route, str]:
    """Return all texts of the bundled crosswalk in a language, by the way to each."""
    return dict(leaves(yaml.safe_load((FOLDER / lang / BUNDLED[0].name).read_text("utf-8"))))


each_language = pytest.mark.parametrize("lang", ["es", "fr"])


@each_language
def test_a_language_has_every_text_of_english_and_in_its_own_words(lang: str) -> None:
    here, there = told(lang), told("en")
    assert list(here) == list(there)
    assert [route for route, text in here.items() if text == there[route] or not text.strip()] == []


@each_language
def test_nothing_of_a_language_falls_back_to_english(lang: str) -> None:
    found = crosswalks.between([LOCAL, NATIONAL], lang)
    assert found
    said = [found.basis, *(link.reason for link in found.links)]
    said += [*found.without_here.values(), *found.without_there.values()]
    assert {text.lang if text else None for text in said} == {lang}


@each_language
def test_every_reason_of_a_language_is_one_sentence_of_its_own(lang: str) -> None:
    reasons = [text for route, text in told(lang).items() if route != ("basis",)]
    assert [text for text, n in Counter(reasons).items() if n > 1] == []
    assert [text for text in reasons if not re.fullmatch(r"[^\W\d_a-z][^.?!]*\.", text) or len(text) > 240] == []


@each_language
def test_the_reasons_keep_to_the_typography_and_the_glossary_of_the_language(lang: str) -> None:
    slips = SLIPS.get(lang, re.compile(r"\s\s"))
    assert [text for text in told(lang).values() if slips.search(text)] == []
    assert strays(told("en"), told(lang), COLUMNS[lang]) == []


# Laws


def test_the_reverse_of_narrower_is_broader_and_of_the_others_they_themselves() -> None:
    reverse = {relation: relation.reverse for relation in Relation}
    assert reverse == {
        Relation.EQUAL: Relation.EQUAL,
        Relation.NARROWER: Relation.BROADER,
        Relation.BROADER: Relation.NARROWER,
        Relation.RELATED: Relation.RELATED,
    }
    assert ALONG.reversed().reversed() == ALONG
    for link, other in zip(ALONG.links, ALONG.reversed().links, strict=True):
        assert (other.here, other.there, other.relation) == (link.there, link.here, link.relation.reverse)
        assert other.reason == link.reason
    assert ALONG.reversed().without_here == ALONG.without_there


@few
@given(TOWNS, LANDS)
def test_a_status_is_always_that_of_the_profile_that_gave_it(town: Profile, land: Profile) -> None:
    before = repr((town, land))
    found = beside(town, land=land)
    for pair in (*found.pairs, *found.to_look_at(town)):
        assert pair.here == (town.status(pair.link.here),)
        assert pair.there is land.status(pair.link.there)
    for item in found.on_there(town):
        assert (item.profile, item.on) == (town, land)
        assert (item.status, item.status_there) == (town.status(item.link.here), land.status(item.link.there))
    for item in found.on_here(town):
        assert (item.profile, item.on) == (land, town)
        assert (item.status, item.status_there) == (land.status(item.link.here), town.status(item.link.there))
    assert repr((town, land)) == before


@few
@given(TOWNS, LANDS)
def test_one_leans_where_it_lacks_something_that_the_other_has_and_never_on_what_is_merely_related(
    town: Profile, land: Profile
) -> None:
    found = beside(town, land=land)
    expected = {
        (link.here, link.there)
        for link in ALONG.links
        if link.relation is not Relation.RELATED
        and town.status(link.here) in {Status.PARTIAL, Status.ABSENT, Status.NO_EVIDENCE, Status.NOT_ASSESSED}
        and land.status(link.there) in {Status.PRESENT, Status.PARTIAL}
    }
    assert {(item.link.here, item.link.there) for item in found.on_there(town)} == expected
    pointed_out = found.to_look_at(town)
    assert all(pair.link.relation is Relation.RELATED for pair in pointed_out)
    assert all(pair.there in HAS or pair.here[0] in HAS for pair in pointed_out)


@few
@given(TOWNS, LANDS)
def test_what_one_can_lean_on_is_the_same_seen_from_the_other_side(town: Profile, land: Profile) -> None:
    found = beside(town, land=land)
    carrying = [link for link in ALONG.reversed().links if link.relation.carries]
    assert sorted(map(repr, found.on_here(town))) == sorted(map(repr, leans(carrying, land, town)))


@few
@given(st.lists(TOWNS, min_size=2, max_size=4), LANDS)
def test_profiles_stand_in_the_order_given_whatever_they_answer(towns: list[Profile], land: Profile) -> None:
    named = [town.but(name=f"town-{number}") for number, town in enumerate(towns)]
    forth, back = beside(*named, land=land), beside(*reversed(named), land=land)
    assert [pair.here for pair in back.pairs] == [pair.here[::-1] for pair in forth.pairs]
    assert [pair.link for pair in forth.pairs] == list(ALONG.links)
    for town in named:
        assert forth.on_there(town) == back.on_there(town)


@pytest.mark.parametrize("own", Status)
@pytest.mark.parametrize("other", Status)
def test_nothing_leans_on_what_is_absent_and_what_is_present_or_not_applicable_leans_on_nothing(
    own: Status, other: Status
) -> None:
    if other in (Status.ABSENT, Status.NO_EVIDENCE, Status.NOT_APPLICABLE, Status.NOT_ASSESSED):
        assert not may_lean(own, other)
    if own in (Status.PRESENT, Status.NOT_APPLICABLE):
        assert not may_lean(own, other)


@few
@given(TOWNS, LANDS, st.sampled_from(LOCAL.domains))
def test_one_domain_is_a_part_of_the_whole(town: Profile, land: Profile, domain: Any) -> None:
    whole, part = beside(town, land=land), beside(town, land=land).within(domain)
    assert part.pairs == tuple(pair for pair in whole.pairs if LOCAL.indicators[pair.link.here].domain == domain.id)
    assert set(part.links) <= set(whole.links)


# Languages


def test_a_reason_that_a_language_lacks_comes_from_the_reference_with_its_language() -> None:
    found = tiny("fr")
    told = {(link.here, link.there): (link.reason.lang if link.reason else None) for link in found.links}
    assert told == {("W.1.1", "L.1"): "fr", ("W.1.10", "L.1"): "en", ("W.1.10", "L.2"): "en"}
    assert found.basis
    assert found.basis.value.startswith("Invent")
    assert tiny("es") == tiny("en")


# What is compared


def test_the_country_has_something_on_which_the_municipality_can_lean(mgi: Mgi) -> None:
    out = mgi("compare", "la-cruz", "marvessia-2025", "--domain", "2", width=120).out
    leaning = out.partition("What Marvessia has, on which La Cruz can lean  5 pairs of indicators\n")[2]
    assert "Where La Cruz has a gap\n2.1.2  Coordination across departments" in leaning
    assert "equal to 2.1.4 Inter-ministerial coordination" in leaning
    assert "What La Cruz has already, where Marvessia has a gap or was not assessed" in leaning
    assert "Each place answers for itself." in leaning
    assert "Marvessia is made up. It describes no real place." in out


def test_all_pairs_and_all_statuses_are_in_the_document(mgi: Mgi) -> None:
    found = mgi("compare", "marvessia-2025", "la-cruz", "--format", "json").document()
    along = found["crosswalk"]
    assert [item["id"] for item in found["profiles"]] == ["la-cruz", "marvessia-2025"]
    assert len(along["pairs"]) == 100
    assert len(along["without"]) == 38
    shown = {
        name: {
            item["indicator"]: item["status"] for item in mgi("show", name, "--format", "json").document()["answers"]
        }
        for name in ("la-cruz", "marvessia-2025")
    }
    for pair in along["pairs"]:
        for told, code in zip(pair["statuses"], (pair["here"]["indicator"], pair["there"]["indicator"]), strict=True):
            assert told["status"] == shown[told["profile"]].get(code, "not_assessed")
    for lean in along["leans"]:
        assert lean["relation"] != "related"
        assert lean["status_on"] in ("present", "partial")
    by_pair = {(pair["here"]["indicator"], pair["there"]["indicator"]): pair["relation"] for pair in along["pairs"]}
    assert {by_pair[item["here"], item["there"]] for item in along["to_look_at"]} == {"related"}
    assert all(by_pair[item["here"], item["there"]] == item["relation"] for item in along["leans"])


def test_the_order_on_the_command_line_does_not_change_who_stands_here(mgi: Mgi) -> None:
    one = mgi("compare", "la-cruz", "marvessia-2025", "--format", "csv").out
    assert mgi("compare", "marvessia-2025", "la-cruz", "--format", "csv").out == one
    rows = list(csv.DictReader(io.StringIO(one)))
    assert len(rows) == 100
    assert {row["leans"] for row in rows if row["relation"] == "related"} == {""}


def test_several_municipalities_stand_beside_a_country_and_more_are_refused(mgi: Mgi) -> None:
    ran = mgi("compare", "marvessia-2025", "orvenna-2025", "la-cruz", "--sort", "name", "--format", "json")
    assert [item["id"] for item in ran.document()["profiles"]] == ["la-cruz", "orvenna-2025", "marvessia-2025"]
    ran = mgi("compare", "la-cruz", "marvessia-2021", "marvessia-2025")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "error: Along a crosswalk up to 4 profiles of local-1 stand beside one of national-1; 1 and 2 were named.\n"
        "  Name fewer. By objective any number stand side by side, with --by gcm or --by sdg.\n"
    )
    assert mgi("compare", *["la-cruz"] * 5, "marvessia-2025").code == 2
    assert mgi("compare", "la-cruz", "marvessia-2021", "marvessia-2025", "--by", "gcm").code == 0


def test_only_pairs_that_differ(mgi: Mgi) -> None:
    ran = mgi("compare", "la-cruz", "marvessia-2025", "--differing", "--format", "json").document()
    assert len(ran["crosswalk"]["pairs"]) == ran["differing"] < 100
    assert all(len({item["status"] for item in pair["statuses"]}) > 1 for pair in ran["crosswalk"]["pairs"])


# Where a crosswalk is looked for, and what is said without one


def town_and_land(folder: Path) -> tuple[Path, Path]:
    shutil.copy(FRAMEWORKS / "well-town.yaml", folder)
    shutil.copy(CROSSWALKS / "well-land.yaml", folder)
    return folder / "well-town.yaml", folder / "well-land.yaml"


@pytest.mark.parametrize("way", ["named", "here", "beside"])
def test_a_crosswalk_of_ones_own_is_found_where_frameworks_are(
    mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    home.mkdir()
    elsewhere.mkdir()
    shutil.copytree(CROSSWALKS / "frameworks", home / "frameworks")
    shutil.copytree(FRAMEWORKS / "tiny-1", home / "frameworks" / "tiny-1")
    paths = town_and_land(home)
    monkeypatch.chdir(home if way == "here" else elsewhere)
    if way == "named":
        monkeypatch.setenv("MGI_FRAMEWORKS", str(home / "frameworks"))
        paths = town_and_land(elsewhere)
    ran = mgi("compare", *paths, "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    assert [pair["relation"] for pair in ran.document()["crosswalk"]["pairs"]] == ["narrower", "related", "broader"]


def test_a_crosswalk_of_ones_own_between_bundled_frameworks_wins(
    mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(FOLDER, tmp_path / "frameworks" / "crosswalks")
    path = tmp_path / "frameworks" / "crosswalks" / BUNDLED[0].name
    path.write_text(path.read_text("utf-8").replace("relation: equal", "relation: related", 1), "utf-8")
    monkeypatch.chdir(tmp_path)
    pairs = mgi("compare", "la-cruz", "marvessia-2025", "--format", "json").document()["crosswalk"]["pairs"]
    assert pairs[0]["relation"] == "related"
    assert "national-1 1.1.1: related;" in mgi("explain", "1.1.1").out


def test_without_a_crosswalk_it_is_said_what_is_missing_and_how_to_add_it(
    mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MGI_FRAMEWORKS", str(FRAMEWORKS))
    town, _ = town_and_land(tmp_path)
    ran = mgi("compare", town, "marvessia-2025")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "error: These profiles answer frameworks of two levels, tiny-1 and national-1, and there is no crosswalk "
        "between them.\n"
        "  Write one as tiny-1--national-1.yaml in a folder crosswalks in ./frameworks, or in a folder that "
        "MGI_FRAMEWORKS names; mgi schema framework-crosswalk says what stands in it. By objective they stand side by "
        "side without one, with --by gcm or --by sdg.\n"
    )
    assert mgi("compare", town, "la-cruz", "marvessia-2025").err.startswith(
        "error: These profiles answer different editions of a framework, and there is no mapping between them: "
        "tiny-1 (well-town), local-1 (la-cruz) and national-1 (marvessia-2025)."
    )
    assert mgi("compare", town, "marvessia-2025", "--by", "sdg").code == 0


def test_all_that_is_wrong_with_a_crosswalk_is_told_at_once(
    mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(FOLDER, tmp_path / "frameworks" / "crosswalks")
    path = tmp_path / "frameworks" / "crosswalks" / BUNDLED[0].name
    text = path.read_text("utf-8")
    for old, new in (
        ('local: "1.1.1", national: "1.1.1"', 'local: "1.1.1", national: "1.9.9"'),
        ('local: "1.1.3", national: "1.1.1"', 'local: "1.1.2", national: "1.1.1"'),
        ('    - "3.3.1"', '    - "3.4.1"'),
    ):
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    told = re.findall(r"error\[(\w+)\] (\S+)", mgi("compare", "la-cruz", "marvessia-2025").err)
    lines = text.splitlines()
    at = f"frameworks/crosswalks/{BUNDLED[0].name}"
    number = lines.index('  - {local: "1.1.1", national: "1.9.9", relation: equal}') + 1
    assert ("crosswalk_unknown", f"{at}:{number}:32") in told
    assert ("crosswalk_twice", f"{at}:{number + 2}:5") in told
    assert [code for code, _ in told].count("crosswalk_forgotten") == 2
    assert [code for code, _ in told].count("crosswalk_both") == 1


def test_frameworks_of_one_level_have_no_crosswalk() -> None:
    other = LOCAL.but(id="local-2")
    assert crosswalks.between([LOCAL, other], "en") is None
    assert crosswalks.between([LOCAL], "en") is None
    with pytest.raises(MgiError) as raised:
        crosswalks.between([other, NATIONAL], "en")
    assert raised.value.code == "no_crosswalk"
    assert raised.value.params["file"] == "local-2--national-1.yaml"


def test_diff_names_compare(mgi: Mgi) -> None:
    ran = mgi("diff", "la-cruz", "marvessia-2025")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "error: The two profiles answer different questions, la-cruz those of local-1, marvessia-2025 those of "
        "national-1.\n"
        "  mgi compare sets them side by side, and says on what one can lean of the other: "
        "mgi compare la-cruz marvessia-2025\n"
    )


# Explained


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["3.4.1"], ["national-1 3.4.1: equal;"]),
        (["3.4.2"], ["national-1 3.4.2: this one is narrower;"]),
        (["3.4.2", "--framework", "national-1"], ["local-1 3.4.2: this one is broader;", "local-1 3.4.5: this one is"]),
        (["4.2.1"], ["national-1 1.3.3: related;", "national-1 4.1.5: this one is broader;"]),
        (["2.1.4"], ["national-1: no counterpart"]),
    ],
    ids=" ".join,
)
def test_an_indicator_is_explained_with_its_counterparts(mgi: Mgi, arguments: list[str], said: list[str]) -> None:
    out = mgi("explain", *arguments, width=120).out
    assert [line for line in said if line not in out] == []


def test_of_other_frameworks_and_reasons_nothing_is_read_to_explain(mgi: Mgi, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[Path] = []
    read = files.read

    def watched(path: Path) -> bytes:
        opened.append(path)
        return read(path)

    monkeypatch.setattr(files, "read", watched)
    assert mgi("explain", "3.4.1").code == 0
    inside = [path.as_posix().partition("/frameworks/")[2] for path in opened if "/frameworks/" in path.as_posix()]
    assert inside == [
        "local-1/framework.yaml",
        "local-1/en/framework.yaml",
        "crosswalks/local-1--national-1.yaml",
        "local-1/en/partnerships.yaml",
    ]


def test_a_framework_without_a_crosswalk_is_explained_without_a_word_on_it(mgi: Mgi) -> None:
    out = mgi("explain", "W.1.1", "--framework", FRAMEWORKS / "tiny-1").out
    assert "Counterparts" not in out


# Files


def parts_of(made: Paper) -> list[Section]:
    return [section for _, section in sections(made.parts)]


def shown(*, differing: bool = False) -> Beside:
    read = [LIBRARY.load(name) for name in ("la-cruz", "orvenna-2025", "marvessia-2025")]
    return Beside(alongside=alongside(read, ALONG), differing=differing)


def test_a_paper_holds_every_pair_once_with_its_reason_and_statuses() -> None:
    found = shown()
    made = paper(found, WORDS, date="2026")
    domains = [part for part in parts_of(made) if part.anchor.startswith("domain-")]
    rows = [row for part in domains for grid in part.parts if isinstance(grid, Grid) for row in grid.rows]
    assert len(rows) == 100
    for pair, row in zip(found.alongside.pairs, rows, strict=True):
        states = [piece.status for cell in row for piece in cell if isinstance(piece, State)]
        assert states == [*pair.here, pair.there]
        texts = ["".join(piece.text for piece in cell if not isinstance(piece, State)) for cell in row]
        assert texts[0].startswith(f"{pair.link.here} ")
        assert f" {pair.link.there} " in texts[3]
        assert pair.link.reason
        assert texts[-1] == pair.link.reason.value


def test_a_paper_says_on_what_each_can_lean_and_what_has_no_counterpart() -> None:
    made = paper(shown(), WORDS, date="2026")
    titles = [part.title for part in parts_of(made)]
    for place in ("La Cruz", "Orvenna"):
        assert f"What Marvessia has, on which {place} can lean" in titles
        assert f"What {place} has already, where Marvessia has a gap or was not assessed" in titles
    (without,) = [part for part in parts_of(made) if part.anchor == "without"]
    assert [len(grid.rows) for grid in without.parts if isinstance(grid, Grid)] == [14, 24]
    (lean,) = [part for part in parts_of(made) if part.anchor == "lean-1"]
    (grid,) = [part for part in lean.parts if isinstance(part, Grid)]
    assert sum(not is_band(row, grid) for row in grid.rows) == len(
        shown().alongside.on_there(shown().alongside.here[0])
    )


@pytest.mark.parametrize("kind", comparing.KINDS)
def test_the_same_profiles_give_the_same_bytes(kind: str) -> None:
    once = comparing.made(shown(), kind, WORDS, "2026")
    assert comparing.made(shown(), kind, WORDS, "2026") == once
    assert once


def test_a_workbook_holds_the_pairs_and_the_lists() -> None:
    book = openpyxl.load_workbook(io.BytesIO(comparing.made(shown(), ".xlsx", WORDS, None)))
    assert book.sheetnames == ["Side by side", "On what to lean", "Related, to look at", "No counterpart", "Places"]
    pairs = book["Side by side"]
    heads = [str(cell.value).replace("\u00a0", " ") for cell in pairs[4]]
    assert heads == [
        *("Code (local-1)", "Indicator (local-1)", "La Cruz", "Orvenna (made up)", "Relation"),
        *("Code (national-1)", "Indicator (national-1)", "Marvessia (made up)", "Why"),
    ]
    rows = [[cell.value for cell in row] for row in pairs.iter_rows(min_row=5) if row[1].value]
    assert len(rows) == 100
    first = ALONG.links[0]
    assert (rows[0][0], rows[0][4], rows[0][5]) == (first.here, "equal", first.there)
    leaning = [[cell.value for cell in row] for row in book["On what to lean"].iter_rows(min_row=5)]
    along = shown().alongside
    wanted = sum(len(along.on_there(place)) + len(along.on_here(place)) for place in along.here)
    assert len(leaning) == wanted
    assert {row[0] for row in leaning} == {"La Cruz", "Orvenna", "Marvessia"}


@pytest.mark.parametrize("kind", [".xlsx", ".csv", ".html", ".md"])
@pytest.mark.parametrize("name", ["=1+1", "<b>Town</b>", "a|b", "\x1b[31mred"])
def test_a_hostile_name_stays_text(kind: str, name: str) -> None:
    found = shown()
    town = found.alongside.here[0]
    hostile = town.but(place=town.place.but(name=name))
    made = comparing.made(Beside(alongside=found.alongside.but(here=(hostile,))), kind, WORDS, "2026")
    assert kind == ".xlsx" or b"\x1b[" not in made
    if kind == ".html":
        assert b"<b>Town</b>" not in made
    if kind == ".xlsx":
        book = openpyxl.load_workbook(io.BytesIO(made))
        assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_a_paper_of_every_kind_can_be_written(mgi: Mgi, tmp_path: Path) -> None:
    assert set(papers.KINDS) < set(comparing.KINDS)
    for kind in comparing.KINDS:
        out = tmp_path / f"out{kind}"
        ran = mgi("compare", "la-cruz", "marvessia-2025", "--domain", "5", "-o", out)
        assert (ran.code, ran.err) == (0, "")
        assert " ".join(ran.out.split()).endswith("is written: 2 profiles side by side.")
        assert out.stat().st_size > 1000


def test_links_name_sides_as_frameworks_name_levels() -> None:
    assert [framework.level for framework in (LOCAL, NATIONAL)] == list(SIDES)
    assert Link(here="a", there="b", relation=Relation.NARROWER).turned() == Link(
        here="b", there="a", relation=Relation.BROADER
    )
