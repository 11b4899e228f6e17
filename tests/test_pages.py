"""Published profiles become profiles: every finding at its place, word for word, and nothing lost or made up."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter
from reportlab.pdfgen.canvas import Canvas

from conftest import FRAMEWORKS, ROOT, Mgi, Ran
from mgi_cli.exchange import page_findings, page_lines, page_text
from mgi_cli.exchange.accounting import lost, words
from mgi_cli.exchange.page_facts import Finder
from mgi_cli.exchange.page_words import page_words
from pages import LANGUAGES, as_html, as_pdf, page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mgi_cli.exchange.page_facts import Facts
    from mgi_cli.exchange.page_findings import Reading

DOMAINS = ("migrants-rights", "whole-of-government", "partnerships", "well-being", "crises", "safe-migration")
COUNTS = {
    "en": ((3, 1), (2, 2), (1, 2), (1, 1), (1, 1), (1, 2)),
    **dict.fromkeys(("fr", "es", "de"), ((2, 1), (1, 1), (1, 1), (1, 1), (1, 1), (1, 1))),
}
FORMS: dict[str, Callable[[str], bytes]] = {
    "txt": str.encode,
    "html": lambda text: as_html(text).encode(),
    "pdf": as_pdf,
}
KNOWN = page_words()


class Import:
    """Imports a page from a file of its own and reads the profile back."""

    def __init__(self, mgi: Mgi, folder: Path) -> None:
        self._mgi = mgi
        self.folder = folder
        self.target = folder / "profile.yaml"

    def run(self, text: str | bytes, *options: str, name: str = "page.txt", country: str = "XAA") -> Ran:
        """Return what the command prints on a file that holds ``text``."""
        source = self.folder / name
        source.write_bytes(text.encode() if isinstance(text, str) else text)
        asked = ("--country", country) if country else ()
        return self._mgi("import", source, "-o", self.target, *asked, *options)

    def tree(self, text: str | bytes, *options: str, name: str = "page.txt") -> dict[str, Any]:
        """Return the profile that is written, as a plain tree."""
        self.target.unlink(missing_ok=True)
        ran = self.run(text, *options, name=name)
        assert ran.code == 0, ran.err
        tree: dict[str, Any] = yaml.safe_load(self.target.read_text("utf-8"))
        return tree


@pytest.fixture
def imported(mgi: Mgi, tmp_path: Path) -> Import:
    return Import(mgi, tmp_path)


def counts(tree: dict[str, Any]) -> tuple[tuple[int, int], ...]:
    found = [(item["domain"], item["kind"]) for item in tree["findings"].values()]
    return tuple((found.count((key, "well_developed")), found.count((key, "potential"))) for key in DOMAINS)


def texts(tree: dict[str, Any]) -> list[str]:
    return [item["text"] for item in tree["findings"].values()]


# Whole pages


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_in_any_language_and_form_is_understood_whole(lang: str, form: str, imported: Import, mgi: Mgi) -> None:
    tree = imported.tree(FORMS[form](page(lang)), name=f"page.{form}")
    assert counts(tree) == COUNTS[lang]
    assert tree["assessment"]["language"] == lang
    assert "unplaced" not in tree
    assert "answers" not in tree
    assert mgi("validate", imported.target).code == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_text_web_page_and_pdf_give_the_same_profile(lang: str, imported: Import) -> None:
    first, *others = [imported.tree(make(page(lang)), name=f"page.{form}") for form, make in FORMS.items()]
    assert [first] * 2 == others


def test_the_profile_of_a_page(imported: Import) -> None:
    tree = imported.tree(page("en"))
    assert {key: tree[key] for key in ("format", "framework", "place", "assessment", "sources")} == {
        "format": 1,
        "framework": "local-1",
        "place": {
            "id": "xaa-tavendra",
            "name": "Tavendra",
            "type": "municipality",
            "country": "XAA",
            "country_name": "Sandrava",
        },
        "assessment": {
            "round": 1,
            "published": "2023-11",
            "language": "en",
            "basis": "The key findings are those of the published profile, word for word; "
            "no indicator is answered yet.",
        },
        "sources": {
            "profile-2023": {
                "title": "Migration Governance Profile: Municipality of Tavendra",
                "publisher": "International Organization for Migration; Economist Intelligence Unit",
                "date": "2023-11",
            }
        },
    }
    assert list(tree["findings"]) == [
        *("mr-1", "mr-2", "mr-3", "mr-4", "wg-1", "wg-2", "wg-3", "wg-4", "pa-1", "pa-2", "pa-3"),
        *("wb-1", "wb-2", "cr-1", "cr-2", "sm-1", "sm-2", "sm-3"),
    ]
    assert tree["findings"]["pa-1"] == {
        "domain": "partnerships",
        "kind": "well_developed",
        "text": "The River Council of Tavendra plans services together with the neighbouring towns and with the two "
        "provinces upstream, under the Accord on Shared Services (2018).",
        "sources": ["profile-2023"],
    }


def test_what_is_said_of_an_import(imported: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(imported.folder)
    imported.target = imported.target.relative_to(imported.folder)
    stray = page("en").replace("  • Nobody assesses", "Read the full report\n\n  • Nobody assesses")
    ran = imported.run(stray)
    assert ran.code == 0
    assert ran.out == SAID


SAID = """\
Tavendra  municipality in Sandrava
Round 1, published November 2023  framework local-1

Basis: The key findings are those of the published profile, word for word; no
indicator is answered yet.
Source: Migration Governance Profile: Municipality of Tavendra, International
Organization for Migration; Economist Intelligence Unit, November 2023

Domain                               Well-developed  With potential
Migrants' rights                                  3               1
Whole-of-government approach                      2               2
Partnerships                                      1               2
Well-being of migrants                            1               1
Mobility dimension of crises                      1               1
Safe, orderly and regular migration               1               2
───────────────────────────────────  ──────────────  ──────────────
All domains                                       9               9

The page does not say which round it is, so it became round 1; --round says
another.

1 line was not understood; it is kept in the file under unplaced:

Read the full report  SOCIOECONOMIC WELL-BEING OF MIGRANTS / Areas with
                      potential for further development

profile.yaml is written: 18 key findings, no indicator answered yet.
Answers to 17 indicators are proposed; they count when you confirm them.

Next  mgi show profile.yaml --findings
        read the findings
      mgi proposals profile.yaml
        see what is proposed, and confirm many at once
      mgi assess profile.yaml
        answer the indicators one by one, and confirm what is proposed
      mgi validate profile.yaml
        check the file after you change it
"""


# Nothing is lost


def understood(text: str) -> tuple[Reading, tuple[str, ...]]:
    """Return what is read from a page whose pages are parted by form feeds, and the running heads dropped."""
    found = page_text.PageText(pages=tuple(page_text.clean(part.splitlines()) for part in text.split("\f")))
    flow = page_lines.flow(found.pages, lambda line: KNOWN.head(line) is not None, KNOWN.phrases("pages"))
    return page_findings.read(flow, KNOWN, Finder(found, KNOWN).is_fact), flow.dropped


def read(text: str) -> Reading:
    return understood(text)[0]


def kept(reading: Reading) -> list[str]:
    return [*(item.text for item in reading.findings), *(item.text for item in reading.unplaced)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_of_the_findings_part_is_accounted_for(lang: str) -> None:
    reading = read(page(lang))
    assert not lost(reading)
    assert reading.part[0] == reading.structure[0]
    assert page(lang).rstrip().endswith(reading.structure[-1])


HEADINGS = {
    "migrants-rights": ("Migrants’ rights", "1. Droits des migrants", "DERECHOS DE LOS MIGRANTES"),
    "partnerships": ("PARTNERSHIPS", "III. Alianzas", "Domain 3: Partnerships"),
    "crises": ("Mobility dimension of crises", "Mobilitätsaspekte von Krisen"),
}
KINDS = {
    "well_developed": ("Migration Governance: examples of well-developed areas", "Bonnes pratiques"),
    "potential": ("Areas with potential for further development\u00a0", "a) Áreas con potencial de desarrollo:"),
}
WORDS = (
    "town plan Alder desk water of and the Norvik since rivers school-based who 2019 (new) “open” clerks, roads. Mill;"
)
SENTENCE = st.lists(st.sampled_from(WORDS.split()), min_size=2, max_size=12).map(" ".join)
MARKS = ("• ", "  • ", "- ", "* ", "– ", "\uf0b7 ", "", "•\n")


@st.composite
def any_page(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Return a page of headings, findings, and lines that belong nowhere, broken anywhere, and all that is written."""
    lines, written = ["Partnerships", "Good practices"], []
    for _ in range(draw(st.integers(1, 12))):
        name = draw(st.sampled_from(["", "1\nKey findings", *sum(HEADINGS.values(), ()), *sum(KINDS.values(), ())]))
        lines.append(name)
        for sentence in draw(st.lists(SENTENCE, max_size=3)):
            gaps = draw(st.lists(st.sampled_from("    \n\n\f"), min_size=sentence.count(" ") + 1))
            broken = "".join(word + gap for word, gap in zip(sentence.split(), [*gaps, ""], strict=False))
            lines.append(draw(st.sampled_from(MARKS)) + broken)
            written.append(sentence)
    return "\n".join(lines), written


@given(any_page())
def test_no_word_of_any_page_is_lost(made: tuple[str, list[str]]) -> None:
    text, written = made
    reading, dropped = understood(text)
    assert words([*kept(reading), *dropped]) == words(written)
    assert not lost(reading)


@st.composite
def good_page(draw: st.DrawFn) -> tuple[str, list[tuple[str, str, str]]]:
    """Return a page with broken lines on which nothing belongs nowhere, and its findings."""
    mark = draw(st.sampled_from(("•", "-", "*", "–", "o", "\uf0b7")))
    some = st.lists(st.sampled_from(("town", "Norvik", "plans", "“open”", "2019")), min_size=1, max_size=20)
    lines, findings = [], []
    for domain in draw(st.permutations(list(HEADINGS))):
        lines.append("1\nKey findings\n" + draw(st.sampled_from(HEADINGS[domain])))
        for kind, names in KINDS.items():
            lines.append(draw(st.sampled_from(names)))
            for middle in draw(st.lists(some, min_size=1, max_size=3)):
                sentence = f"The {' '.join(middle)} desk."
                lines.append(
                    f"{mark} "
                    + "".join(draw(st.sampled_from((word, word, "\n"))) if word == " " else word for word in sentence)
                )
                findings.append((domain, kind, sentence))
    return "\n\n".join(lines), findings


@given(good_page())
def test_what_is_well_written_is_understood_whole(made: tuple[str, list[tuple[str, str, str]]]) -> None:
    text, findings = made
    reading = read(text)
    assert [(item.domain, str(item.kind), item.text) for item in reading.findings] == findings
    assert reading.unplaced == ()


# The traps one by one

HEAD = "Partnerships\nAreas with potential for further development\n"


def findings(body: str, head: str = HEAD) -> list[str]:
    return [item.text for item in read(head + body).findings]


@pytest.mark.parametrize("mark", ["•", "-", "*", "–", "o", "\uf0b7", "▪", "➢"])
def test_every_bullet_begins_a_finding(mark: str) -> None:
    assert findings(f"{mark} One thing.\n {mark}\tAnother thing.") == ["One thing.", "Another thing."]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("• The towns and\n\nthe villages.", ["The towns and the villages."]),
        ("• The towns and\n\nNorvik.", ["The towns and Norvik."]),
        ("• The plan ends.\nIt was short.\n• More.", ["The plan ends. It was short.", "More."]),
        ("•\nA bullet on a line of its own.", ["A bullet on a line of its own."]),
        ("• One.\u00a0• Two. • Three.", ["One.", "Two.", "Three."]),
        ("• Advice\no information is given.", ["Advice o information is given."]),
        ("• Advice\n– also on Sundays – is given.", ["Advice – also on Sundays – is given."]),
        ("• It lists:\n– beds,\n– meals.\n• More.", ["It lists: – beds, – meals.", "More."]),
        ("• Old gov\u00ader\u00adnance.", ["Old governance."]),
        ("• Old gov-\nernance.", ["Old governance."]),
        ("• Old gov\u00ad\nernance.", ["Old governance."]),
        ("• Well-\ndeveloped roads.", ["Well-developed roads."]),
        ("• Socio-\neconomic aims.\n• The socioeconomic ones.", ["Socioeconomic aims.", "The socioeconomic ones."]),
        ("• In 2017-\n2026.", ["In 2017-2026."]),
        ("• A whole-of-\ngovernment aim.", ["A whole-of-government aim."]),
        ("• The plan of\n1\nKey findings\nPARTNERSHIPS\nthe town.", ["The plan of the town."]),
        ("• It began in\nMay 2019\nand goes on.", ["It began in May 2019 and goes on."]),
        ("• “Curly” it’s.", ["“Curly” it’s."]),
        ("1. One thing.\n2. Another thing,\nthat goes on.", ["One thing.", "Another thing, that goes on."]),
        (
            "A line that is a finding.\n\nAnother, which\ngoes on.",
            ["A line that is a finding.", "Another, which goes on."],
        ),
    ],
)
def test_lines_become_findings(body: str, expected: list[str]) -> None:
    assert findings(body) == expected


@pytest.mark.parametrize(
    ("body", "unplaced"),
    [
        ("• One.\n\nRead more", ["Read more"]),
        ("• One.\n\n2 of 7", ["2 of 7"]),
        ("Before the first.\n• One.", ["Before the first."]),
        ("• One.\n\nGOVERNANCE OF RIVERS\nGood practices\n• Two.", ["GOVERNANCE OF RIVERS", "Two."]),
        ("• One.\nGovernance of rivers\nGood practices\n• Two.", ["Governance of rivers", "Two."]),
        ("• One.\n\nMigrants’ rights\n• Two.", ["Two."]),
    ],
)
def test_what_has_no_place_is_kept_apart(body: str, unplaced: list[str]) -> None:
    reading = read(HEAD + body)
    assert [item.text for item in reading.findings] == ["One."]
    assert [item.text for item in reading.unplaced] == unplaced


def test_what_comes_after_the_findings_is_no_part_of_them() -> None:
    reading = read(HEAD + "• One.\n\nSources\n\n• A law.\n\nAnnexes")
    assert kept(reading) == ["One."]


def test_page_numbers_and_running_heads_are_dropped_and_headings_are_not() -> None:
    pages = (
        "Report of the town\nPartnerships\nGood practices\n• A thing that\nis not small and\nPage 1",
        "Report of the town\ngoes on.\n• More of it,\n• and more,\n• and still more in\nPage 2",
        "Report of the town\nPartnerships\n2019.\n• An end.\n• The law of\nPage 3",
    )
    reading, dropped = understood("\f".join(pages))
    assert kept(reading) == [
        "A thing that is not small and goes on.",
        "More of it,",
        "and more,",
        "and still more in 2019.",
        "An end.",
        "The law of",
    ]
    assert dropped == ("Report of the town", "Page 1", "Report of the town", "Page 2", "Report of the town", "Page 3")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_name_of_a_domain_and_kind_is_a_heading(lang: str) -> None:
    tree = KNOWN.trees[lang]
    for domain, names in tree["domains"].items():
        for name in names:
            for written in (name, name.upper(), f"4. {name}", f"{name}:", name.replace("'", "’")):
                head = KNOWN.head(written)
                assert head, written
                assert head.domain == domain, written
    for kind in ("well_developed", "potential"):
        for name in tree[kind]:
            head = KNOWN.head(f"{name}\u00a0".strip())
            assert head, name
            assert head.kind == kind, name


@pytest.mark.parametrize(
    "line", ["Migrant’s Right", "Whole of goverment approach", "Safe, orderly and reguler migration"]
)
def test_a_slip_in_a_heading_is_overlooked(line: str) -> None:
    assert KNOWN.head(line)


@pytest.mark.parametrize(
    "line",
    [
        "Partnerships with the towns upstream",
        "The municipality still lacks partnerships.",
        "Partnerships 12",
        "potential for the town",
    ],
)
def test_what_is_like_a_heading_and_is_none(line: str) -> None:
    assert KNOWN.head(line) is None


# What a page says of itself


def facts(*lines: str, title: str | None = None, url: str | None = None) -> Facts:
    return Finder(page_text.PageText(pages=(lines,), title=title, url=url), KNOWN).facts()


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Migration Governance Profile: Municipality of La Cruz (Costa Rica)", ("La Cruz", "municipality", "CRI")),
        ("Migration Governance Profile of the City of Tavendra (Sandrava)", ("Tavendra", "city", None)),
        ("Migration Governance Indicators Profile 2022 | Republic of Kenya", ("Republic of Kenya", "country", "KEN")),
        ("Indicateurs de gouvernance des migrations | Profil 2021 | Burkina Faso", ("Burkina Faso", "country", "BFA")),
        ("Perfil de Gobernanza de la Migración: Ciudad de México (México)", ("Ciudad de México", "city", "MEX")),
        ("Profil de gouvernance des migrations : Préfecture de Tavendra (Guinée)", ("Tavendra", "other", "GIN")),
        ("Migrationspolitikprofil: Stadt Tavendra (Deutschland)", ("Tavendra", "city", "DEU")),
        ("Migration Governance Profile: Tavendra County, Kenya", ("Tavendra", "county", "KEN")),
    ],
)
def test_the_place_is_told_by_the_title(title: str, expected: tuple[str, str, str | None]) -> None:
    place = facts("Something", "", title).place
    assert (place.name, place.type, place.country) == expected


def test_the_country_is_told_by_a_sentence_or_by_the_address() -> None:
    title = "Migration Governance Profile: Municipality of La Cruz"
    assert facts("Areas of Municipality of La Cruz (Costa Rica) and more.", "", title).place.country == "CRI"
    address = "https://portal.example/overviews/mgi/costa-rica-municipality-of-la-cruz-local"
    found = facts(title, url=address)
    assert (found.place.country, found.url) == ("CRI", address)
    assert facts(title).place.country is None


def test_a_saved_page_may_say_its_place_in_its_title_only() -> None:
    place = facts("Text.", title="Costa Rica | Municipality of La Cruz | Local | Migration data portal").place
    assert (place.name, place.type, place.country) == ("La Cruz", "municipality", "CRI")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2022 Septembre", "2022-09"),
        ("September 2022", "2022-09"),
        ("septiembre de 2022", "2022-09"),
        ("3. März 2022", "2022-03-03"),
        ("15 September 2022", "2022-09-15"),
        ("1 août 2020", "2020-08-01"),
        ("2022-09", "2022-09"),
        ("09/2022", "2022-09"),
        ("Publication date: May 2021", "2021-05"),
        ("Date: 2022", "2022"),
        ("15/09/2022", None),
        ("2022", None),
        ("September 2022.", None),
        ("In September 2022 the town", None),
    ],
)
def test_the_date_is_told_by_a_line_of_its_own(line: str, expected: str | None) -> None:
    assert facts("Text.", "", line).published == expected


def test_a_date_in_the_middle_of_a_sentence_is_none_of_the_page() -> None:
    assert facts("The desk was opened in", "May 2019", "by the town.").published is None


def test_the_year_in_the_title_is_the_date_where_there_is_no_other() -> None:
    assert facts("Migration Governance Indicators | Profile 2021 | Burkina Faso").published == "2021"


def test_a_second_profile_is_round_two() -> None:
    assert facts("Migration Governance Indicators: Second profile 2023 | Burkina Faso").round == 2


# Options, and what the page does not say


def test_options_win_over_the_page(imported: Import) -> None:
    tree = imported.tree(page("en"), "--place", "New Tavendra", "--type", "ville", "--round", "3")
    assert tree["place"] | tree["assessment"] == tree["place"] | tree["assessment"] | {
        "id": "xaa-new-tavendra",
        "name": "New Tavendra",
        "type": "city",
        "round": 3,
    }


def test_a_country_is_asked_the_national_framework(imported: Import) -> None:
    text = page("en").replace("Municipality of Tavendra", "Burkina Faso")
    imported.target.unlink(missing_ok=True)
    assert imported.run(text, country="").code == 0
    tree = yaml.safe_load(imported.target.read_text("utf-8"))
    assert (tree["framework"], tree["place"]["type"], tree["place"]["id"]) == (
        "national-1",
        "country",
        "bfa-burkina-faso",
    )


def test_another_framework_can_be_named(imported: Import) -> None:
    assert imported.tree(page("en"), "--framework", "national-1")["framework"] == "national-1"
    imported.target.unlink()
    ran = imported.run(page("en"), "--framework", str(FRAMEWORKS / "tiny-1"))
    assert (ran.code, imported.target.exists()) == (1, False)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("", "", "names the country Sandrava, which is not in ISO 3166-1."),
        (" (Sandrava)", "", "does not say in which country the place lies."),
        (
            "Municipality of Tavendra",
            "Tavendra",
            "does not say what kind of place it is and in which country the place lies.",
        ),
    ],
)
def test_what_the_page_does_not_say_is_never_made_up(before: str, after: str, said: str, imported: Import) -> None:
    ran = imported.run(page("en").replace(before, after) if before else page("en"), country="")
    assert (ran.code, ran.out, imported.target.exists()) == (1, "", False)
    assert said in " ".join(ran.err.split())


def test_a_file_that_is_there_is_never_overwritten(imported: Import) -> None:
    imported.target.write_text("mine\n", "utf-8")
    ran = imported.run(page("en"))
    assert (ran.code, imported.target.read_text("utf-8")) == (2, "mine\n")
    assert "is there already" in ran.err


def test_a_page_without_round_and_date_says_so(imported: Import) -> None:
    ran = imported.run(page("en").replace("2023 Novembre\n", ""))
    assert "it became round 1" in ran.out
    assert "The page has no date" in ran.out
    assert "published" not in yaml.safe_load(imported.target.read_text("utf-8"))["assessment"]


@pytest.mark.parametrize("form", ["json", "csv", "md"])
def test_what_was_not_understood_is_told_in_every_format(form: str, imported: Import) -> None:
    stray = page("en").replace("2023 Novembre", "Read *more* of it\n\n2023 Novembre")
    assert "Read" in imported.run(stray, "--format", form).out


def test_the_document_follows_its_schema(imported: Import) -> None:
    schema = json.loads((ROOT / "schemas" / "output-import.schema.json").read_text("utf-8"))
    ran = imported.run(as_pdf(page("en").replace("2023 Novembre", "Read more of it")), "--format", "json", name="a.pdf")
    document = ran.document()
    jsonschema.Draft7Validator(schema).validate(document)
    assert [notice["code"] for notice in document["notices"]] == ["round_assumed", "no_date"]
    assert [item["text"] for item in document["unplaced"]] == ["Read more of it"]
    assert document["left_out"][:2] == ["A made-up series of profiles", "1"]


# Files of all kinds


def test_the_encoding_is_told(imported: Import) -> None:
    expected = imported.tree(page("es"))
    assert imported.tree(page("es").encode("cp1252")) == expected
    assert imported.tree(page("es").encode("utf-16")) == expected
    assert imported.tree("\ufeff" + page("es").replace("\n", "\r\n")) == expected


def test_a_web_page_with_a_text_ending_is_a_web_page_all_the_same(imported: Import) -> None:
    assert imported.tree(as_html(page("fr"))) == imported.tree(page("fr"))


def test_the_address_of_a_saved_page_is_its_source(imported: Import) -> None:
    address = "https://portal.example/overviews/mgi/tavendra"
    text = as_html(page("en")).replace("<title>", f'<link rel="canonical" href="{address}"><title>')
    assert imported.tree(text, name="page.html")["sources"]["profile-2023"]["url"] == address


LISTS = """<html><title>Migration Governance Profile: City of Tavendra (Sandrava)</title><h2>Partnerships</h2>
<ul><li>Good practices<ul><li>It has:<ul><li>beds,</li><li>meals.</li></ul></li><li>More.</li></ul></li>
<li><b>Areas with potential</b><ul><li>A<br>break.</li></ul></li></ul></html>"""


def test_lists_within_lists_of_a_web_page(imported: Import) -> None:
    tree = imported.tree(LISTS, name="page.html")
    assert texts(tree) == ["It has: ▪ beds, ▪ meals.", "More.", "A break."]
    assert counts(tree)[2] == (2, 1)


def encrypted(password: str, algorithm: str = "AES-256") -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(as_pdf(page("en"))))
    writer.encrypt(password, "owner", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def drawn(pages: int, text: str = "") -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for _ in range(pages):
        canvas.rect(10, 10, 100, 100)
        canvas.drawString(50, 50, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_a_pdf_that_is_only_protected_from_changes_is_read(imported: Import) -> None:
    assert imported.tree(encrypted(""), name="page.pdf") == imported.tree(page("en"))


BOMB = "<!DOCTYPE html [<!ENTITY a 'boom'><!ENTITY b '&a;&a;&a;&a;'>]><html><p>&b;</p>"
BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "encrypted.pdf": (lambda: encrypted("secret"), "is encrypted and opens only with a password."),
    "encrypted-rc4.pdf": (lambda: encrypted("secret", "RC4-128"), "is encrypted and opens only with a password."),
    "scanned.pdf": (lambda: drawn(2), "holds pictures of pages and no text."),
    "long.pdf": (lambda: drawn(301, "x"), "has 301 pages; a published profile has at most 300."),
    "half.pdf": (lambda: as_pdf(page("en"))[:900], "is a broken PDF, and its text could not be read."),
    "junk.pdf": (lambda: b"%PDF-1.7\n\x00\xff" * 99, "is a broken PDF, and its text could not be read."),
    "no.pdf": (lambda: b"Words and no PDF.", "is no PDF, though its name says so."),
    "empty.txt": (lambda: b"", "is empty."),
    "blank.html": (lambda: b"<html><body> </body></html>", "holds no text that can be read."),
    "binary.txt": (lambda: bytes(range(256)), "holds no text that can be read."),
    "other.txt": (lambda: b"Partnerships\n\nA page of another kind.\n", "no key findings were found."),
    "headings.txt": (HEAD.encode, "no key findings were found."),
    "bomb.html": (BOMB.encode, "no key findings were found."),
    "deep.html": (lambda: b"<html><body>" + b"<div>" * 300_000 + b"x", "no key findings were found."),
    "unclosed.html": (
        lambda: "".join(f"<b id=a{n}><p>w" for n in range(9000)).encode(),
        "no key findings were found.",
    ),
    "lines.txt": (lambda: b"A line\n" * 20_001, "has more than 20,000 lines of text, and no published profile has."),
    "large.txt": (lambda: b"x" * 20_000_001, "is larger than 20 MB, and no published profile is."),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gets_one_sentence_and_nothing_is_written(name: str, imported: Import) -> None:
    make, said = BAD[name]
    ran = imported.run(make(), name=name)
    assert (ran.code, ran.out, imported.target.exists()) == (1, "", False)
    first = ran.err.split("\n  ")[0]
    assert " ".join(first.split()).endswith(said)


def test_a_file_of_another_kind_or_no_file_could_not_be_run(imported: Import, mgi: Mgi) -> None:
    assert imported.run("text", name="page.odt").code == 2
    assert mgi("import", imported.folder / "nowhere.txt", "-o", imported.target).code == 2
    assert not imported.target.exists()


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_without_the_library_one_sentence_says_how_to_get_it(
    form: str, imported: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = {"html": "lxml", "pdf": "pypdf"}[form]
    monkeypatch.setitem(sys.modules, library, None)
    ran = imported.run(FORMS[form](page("en")), name=f"page.{form}")
    assert ran.code == 2
    assert f"This needs {library}, which is not installed." in ran.err
    assert 'pip install "mgi-cli[office]"' in ran.err
