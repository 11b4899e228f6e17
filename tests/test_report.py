"""mgi report: nothing is left out, the same input gives the same bytes, and a file is written whole or not at all."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from conftest import HERE, Mgi
from mgi_cli.library import Library
from mgi_cli.render.papers import KINDS
from tokens import Tokened, tokened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FRAMEWORK = Library().frameworks.get()


# What each kind of file says, as a program reads it that is not ours


def text_of_page(data: bytes) -> str:
    from lxml import html

    page = html.document_fromstring(data)
    addresses = [node.get("href") for node in page.iter("a")]
    for node in page.xpath("//script | //style"):
        node.drop_tree()
    return " ".join([page.text_content(), *addresses])


def text_of_pdf(data: bytes) -> str:
    from pypdf import PdfReader

    pages = PdfReader(io.BytesIO(data)).pages
    notes = [str(note.get_object().get("/A", {}).get("/URI", "")) for page in pages for note in page.get("/Annots", ())]
    return " ".join([*(page.extract_text() for page in pages), *notes])


def text_of_document(data: bytes) -> str:
    from docx import Document

    document = Document(io.BytesIO(data))
    parts = [document.element, *(section.footer._element for section in document.sections)]  # noqa: SLF001
    texts = [node.text or "" for part in parts for node in part.iter() if str(node.tag).endswith(("}t", "}tab"))]
    return " ".join(["".join(texts), *(relation.target_ref for relation in document.part.rels.values())])


def text_of_markdown(data: bytes) -> str:
    from markdown_it import MarkdownIt

    return text_of_page(MarkdownIt("commonmark").enable("table").render(data.decode()).encode())


READERS: dict[str, Callable[[bytes], str]] = {
    ".html": text_of_page,
    ".pdf": text_of_pdf,
    ".docx": text_of_document,
    ".md": text_of_markdown,
}


def test_every_kind_of_file_is_read_back_here() -> None:
    assert set(READERS) == set(KINDS)


@pytest.fixture(scope="module")
def filled() -> Tokened:
    return tokened(FRAMEWORK)


def written(mgi: Mgi, folder: Path, suffix: str, *args: str | Path) -> bytes:
    """Return the report that a command writes."""
    path = folder / f"report{suffix}"
    ran = mgi("report", *args, "-o", path)
    assert ran.code == 0, ran.err
    return path.read_bytes()


@pytest.mark.parametrize("suffix", KINDS)
def test_every_field_of_a_profile_is_in_the_report(mgi: Mgi, tmp_path: Path, filled: Tokened, suffix: str) -> None:
    text = READERS[suffix](written(mgi, tmp_path, suffix, filled.save(tmp_path / "town.yaml")))
    assert filled.missing(text, filled.keys) == {}
    assert {
        route: date for route, date in filled.dates.items() if _as_people_write(date) not in " ".join(text.split())
    } == {}


def _as_people_write(date: str) -> str:
    from mgi_cli.words import Words

    return Words().date(date)


@pytest.mark.parametrize("suffix", KINDS)
def test_names_are_left_out_where_that_is_asked_and_nothing_else(
    mgi: Mgi, tmp_path: Path, filled: Tokened, suffix: str
) -> None:
    path = filled.save(tmp_path / "town.yaml")
    data = written(mgi, tmp_path, suffix, path, "--without-names")
    text = READERS[suffix](data)
    assert [name for name in filled.names.values() if name in text or name.encode() in data] == []
    assert filled.missing(text).keys() == filled.names.keys()
    assert "were left out of this report" in " ".join(text.split())


HOSTILE = [
    "<script>{}</script>", '=HYPERLINK("http://example.org","{}")', "a|{}|b", "]({})(javascript:alert(1))", "#{}*_`$@",
]  # fmt: skip


@pytest.mark.parametrize("around", HOSTILE)
@pytest.mark.parametrize("suffix", KINDS)
def test_hostile_texts_stay_text(mgi: Mgi, tmp_path: Path, suffix: str, around: str) -> None:
    filled = tokened(FRAMEWORK, around)
    text = "".join(READERS[suffix](written(mgi, tmp_path, suffix, filled.save(tmp_path / "town.yaml"))).split())
    addresses = [token for route, token in filled.texts.items() if route[-1] == "url"]
    hostile = [around.format(token) for token in filled.texts.values() if token not in addresses]
    assert len(hostile) > 50
    assert [said for said in hostile if "".join(said.split()) not in text] == []


def test_hostile_texts_make_no_element_and_no_link(mgi: Mgi, tmp_path: Path) -> None:
    from lxml import html

    for around in HOSTILE:
        data = written(mgi, tmp_path, ".html", tokened(FRAMEWORK, around).save(tmp_path / "town.yaml"))
        page = html.document_fromstring(data)
        assert len(page.xpath("//script")) == 1
        assert all(re.match("#|https://", node.get("href")) for node in page.iter("a"))


@pytest.mark.parametrize("suffix", KINDS)
def test_the_same_input_gives_the_same_bytes_in_another_process_zone_and_day(tmp_path: Path, suffix: str) -> None:
    made: list[bytes] = []
    for zone in ("Pacific/Auckland", "America/Bogota"):
        path = tmp_path / f"{len(made)}{suffix}"
        command = [sys.executable, "-m", "mgi_cli", "report", "orvenna-2021", "orvenna-2025", "-o", str(path)]
        subprocess.run(
            command, check=True, capture_output=True, env={"TZ": zone, "PATH": "", "PYTHONHASHSEED": str(len(made))}
        )
        made.append(path.read_bytes())
    assert made[0] == made[1]


def dated(mgi: Mgi, tmp_path: Path, *args: str | Path) -> list[str]:
    """Return the dates that a report of La Cruz bears."""
    text = written(mgi, tmp_path, ".md", "la-cruz", *args).decode()
    return re.findall(r"Date of this report\W*([^\n*]*\w)", text)[:1]


def test_a_report_bears_the_date_of_the_assessment(mgi: Mgi, tmp_path: Path) -> None:
    assert dated(mgi, tmp_path) == ["September 2022"]


def test_or_that_of_the_source(mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert dated(mgi, tmp_path) == ["14 November 2023"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    ran = mgi("report", "la-cruz", "-o", tmp_path / "x.md")
    assert (ran.code, ran.err) == (
        2,
        """\
error: SOURCE_DATE_EPOCH is soon, which is no time in seconds.
  Give it a whole number of seconds since 1970, or take it away.
""",
    )


def test_or_the_one_asked_for(mgi: Mgi, tmp_path: Path) -> None:
    import time

    from mgi_cli.words import Words

    assert dated(mgi, tmp_path, "--date", "2024-02") == ["February 2024"]
    before = Words().date(time.strftime("%Y-%m-%d"))
    assert dated(mgi, tmp_path, "--date", "today") in ([before], [Words().date(time.strftime("%Y-%m-%d"))])
    ran = mgi("report", "la-cruz", "-o", tmp_path / "x.md", "--date", "yesterday")
    assert (ran.code, ran.err) == (
        2,
        "error: yesterday is no date.\n  Write today, or a date as 2022, 2022-09 or 2022-09-15.\n",
    )


@pytest.mark.parametrize("date", ["2022-02-31", "0000", "2022-13", "05/09/2022"])
def test_a_day_that_no_calendar_has_is_no_date(mgi: Mgi, tmp_path: Path, date: str) -> None:
    assert refused(mgi, "la-cruz", "-o", tmp_path / "x.docx", "--date", date) == (
        2,
        f"error: {date} is no date.\n  Write today, or a date as 2022, 2022-09 or 2022-09-15.\n",
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("seconds", ["-99999999999999", "253402300800", "-62167219201", "9" * 30, "1.5"])
def test_a_source_of_no_year_of_the_calendar_is_none(
    mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seconds: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    code, said = refused(mgi, "la-cruz", "-o", tmp_path / "x.docx")
    assert (code, said.splitlines()[0]) == (
        2, f"error: SOURCE_DATE_EPOCH is {seconds}, which is no time in seconds."
    )  # fmt: skip


# Several in one report


def test_beside_a_real_place_the_made_up_one_is_named_first_of_all(mgi: Mgi, tmp_path: Path) -> None:
    text = written(mgi, tmp_path, ".md", "la-cruz", "orvenna-2025").decode()
    head = text[: text.index("**Contents**")]
    assert "made-up" not in head
    assert "> **Orvenna is made up. It describes no real place.**" in head


def test_of_made_up_rounds_alone_it_is_said_first_of_all(mgi: Mgi, tmp_path: Path) -> None:
    text = written(mgi, tmp_path, ".md", "orvenna-2021", "orvenna-2025").decode()
    head = text[: text.index("**Contents**")]
    assert "**Migration Governance Indicators, a made-up example**" in head
    assert "> **All these profiles are made up. They describe no real places.**" in head


def test_of_two_frameworks_both_are_named_and_what_they_share_is_said_once(mgi: Mgi, tmp_path: Path) -> None:
    text = written(mgi, tmp_path, ".md", "la-cruz", "marvessia-2025").decode()
    head, foot = text[: text.index("**Contents**")], text[text.index("## About this report") :]
    for framework in ("local-1", "national-1"):
        assert f"({framework})" in head
        assert f"framework {framework}, edition 1" in foot
    paragraphs = foot.split("\n\n")
    assert len(paragraphs) == len(set(paragraphs))
    assert "mandate of this authority" in foot
    assert "mandate of the national government" in foot


def test_a_profile_that_is_named_twice_is_told_once(mgi: Mgi, tmp_path: Path) -> None:
    once = written(mgi, tmp_path, ".md", "la-cruz")
    assert written(mgi, tmp_path, ".md", "la-cruz", "la-cruz") == once


KEYS = ("a.b", "a-b", "a_b", "A.B", "a", "A")
"""Keys that differ in what stands between their letters alone, or in capitals."""


def test_keys_that_are_nearly_alike_lead_to_different_parts(mgi: Mgi, tmp_path: Path) -> None:
    from lxml import html

    path = tmp_path / "town.yaml"
    sources = "\n".join(f"  {key}: {{title: Source {key}}}" for key in KEYS)
    findings = "\n".join(
        f"  {key}: {{domain: partnerships, kind: potential, text: Finding {key}, sources: [{key}]}}" for key in KEYS
    )
    path.write_text(
        "format: 1\nframework: local-1\nillustrative: true\n"
        "place: {id: xaa-town, name: Town, type: city, country: XAA}\n"
        "assessment: {round: 1, language: en}\n"
        f"sources:\n{sources}\nfindings:\n{findings}\n"
        f'answers:\n  "3.4.1": {{status: partial, findings: [{", ".join(KEYS)}]}}\n'
    )
    page = html.document_fromstring(written(mgi, tmp_path, ".html", path))
    anchors = [node.get("id") for node in page.iterfind(".//*[@id]")]
    assert len(anchors) == len(set(anchors))
    assert {"indicator-3-4-1", "domain-migrants-rights", "finding-a-b", "finding-a-b_d"} <= set(anchors)
    assert [anchor for anchor in anchors if re.search("[^A-Za-z0-9_-]", anchor)] == []
    for key in KEYS:
        (link,) = page.xpath("//article//a[text()=$key]", key=key)
        assert page.get_element_by_id(link.get("href")[1:]).text_content().startswith(f"Finding {key} ")
        link = page.xpath("//li//a[text()=$title]", title=f"Source {key}")[0]
        assert page.get_element_by_id(link.get("href")[1:]).text_content().startswith(f"Source {key} ")


def test_one_of_something_is_told_as_one(mgi: Mgi, tmp_path: Path) -> None:
    path = tmp_path / "town.yaml"
    path.write_text(
        "format: 1\nframework: local-1\nillustrative: true\n"
        "place: {id: xaa-town, name: Town, type: city, country: XAA}\n"
        "assessment: {round: 1, language: en}\n"
        "findings:\n  f: {domain: partnerships, kind: potential, text: Finding}\n"
        'answers:\n  "3.4.1": {status: partial, findings: [f]}\n'
    )
    text = written(mgi, tmp_path, ".md", path).decode()
    assert "1 of 90 indicators is answered. The others are not assessed" in text
    assert "Key findings: 0 on well-developed areas, 1 on areas with potential for further development." in text
    (lead,) = (line for line in text.splitlines() if line.startswith("1 answer says"))
    assert lead.endswith("is missing, exists only in part, or could not be found.")


# What changed


def test_of_two_rounds_the_report_tells_what_diff_tells(mgi: Mgi, tmp_path: Path) -> None:
    from lxml import html

    changes = mgi("diff", "orvenna-2021", "orvenna-2025", "--format", "json").document()["changes"]
    page = html.document_fromstring(written(mgi, tmp_path, ".html", "orvenna-2021", "orvenna-2025"))
    (section,) = page.xpath("//section[h2[@id='p2-changes']]")
    rows = [[cell.text_content() for cell in row.iterchildren()] for row in section.xpath(".//tbody/tr[td[3]]")]
    told = {(row[0], row[2].split(" ", 1)[1], row[3].split(" ", 1)[1]) for row in rows if len(row) == 4}
    label = {str(status): text.label for status, text in FRAMEWORK.scale.items()}
    assert told == {
        (change["indicator"], label[change["before"]], label[change["after"]])
        for change in changes
        if change["field"] == "status"
    }
    grounds = [(row[0], row[2]) for row in rows if len(row) == 5]
    assert len(grounds) == sum(change["field"] != "status" for change in changes)


def test_rounds_are_told_in_the_order_given_and_changes_in_the_order_of_time(mgi: Mgi, tmp_path: Path) -> None:
    text = written(mgi, tmp_path, ".md", "orvenna-2025", "orvenna-2021").decode()
    heads = [line for line in text.splitlines() if line.startswith("## ")]
    assert heads[:3] == [
        "## What changed from round 1 to round 2", "## Round 2, published June 2025", "## Round 1, published May 2021",
    ]  # fmt: skip


def test_of_two_places_no_change_is_told(mgi: Mgi, tmp_path: Path) -> None:
    text = written(mgi, tmp_path, ".md", "la-cruz", "orvenna-2025").decode()
    assert "What changed" not in text
    assert text.startswith("# La Cruz and Orvenna\n")


def test_a_municipality_and_a_country_stand_in_one_report(mgi: Mgi, tmp_path: Path) -> None:
    text = written(mgi, tmp_path, ".md", "la-cruz", "marvessia-2025").decode()
    assert text.index("## La Cruz, ") < text.index("## Marvessia, ")


# Bad input


def refused(mgi: Mgi, *args: str | Path) -> tuple[int, str]:
    ran = mgi("report", *args)
    assert ran.out == ""
    return ran.code, ran.err


def test_an_unknown_kind_of_file_is_refused_with_the_list(mgi: Mgi, tmp_path: Path) -> None:
    path = tmp_path / "la-cruz.odt"
    code, said = refused(mgi, "la-cruz", "-o", path)
    assert code == 2
    assert said.splitlines()[1] == "  The name of a file that it writes ends in .html, .pdf, .docx and .md."
    assert not path.exists()


def test_a_folder_is_no_file(mgi: Mgi, tmp_path: Path) -> None:
    (tmp_path / "folder.html").mkdir()
    for path in (tmp_path, tmp_path / "folder.html"):
        code, said = refused(mgi, "la-cruz", "-o", path)
        assert (code, said.splitlines()[0].endswith(" is a folder.")) == (2, True)


def test_a_profile_with_errors_gives_its_diagnostics_and_no_file(mgi: Mgi, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("as it was")
    code, said = refused(mgi, HERE / "mistakes" / "unknown_status.yaml", "-o", path)
    assert code == 1
    assert "unknown_status" in said
    assert path.read_text() == "as it was"


def test_an_earlier_report_is_replaced(mgi: Mgi, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("as it was")
    ran = mgi("report", "la-cruz", "-o", path)
    assert (ran.code, path.read_bytes()[:15]) == (0, b"<!DOCTYPE html>")
    assert [item.name for item in tmp_path.iterdir()] == ["report.html"]


@pytest.mark.parametrize(("suffix", "library"), [(".pdf", "typst"), (".docx", "docx"), (".docx", "typst")])
def test_a_library_that_is_missing_is_named_with_how_to_get_it(
    mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, library: str
) -> None:
    for name in [name for name in sys.modules if name.startswith(("mgi_cli.render.papers.", f"{library}."))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("mgi_cli.render.papers.picture", raising=False)
    monkeypatch.setitem(sys.modules, library, None)
    code, said = refused(mgi, "la-cruz", "-o", tmp_path / f"report{suffix}")
    assert (code, said.splitlines()[1]) == (2, '  Install it with: pip install "mgi-cli[office]"')
    assert list(tmp_path.iterdir()) == []


def test_what_is_said_when_it_is_done(mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = mgi("report", "la-cruz", "-o", "la-cruz.html")
    assert (ran.code, ran.out, ran.err) == (
        0,
        "la-cruz.html is written.\n\nNext  mgi report la-cruz -o la-cruz.pdf  as a PDF to print and send\n",
        "",
    )


def test_no_report_ranks(mgi: Mgi, tmp_path: Path) -> None:
    text = text_of_page(written(mgi, tmp_path, ".html", "orvenna-2021", "orvenna-2025")).lower()
    found: Any = re.findall(r"\b(score\w*|ranked|best|worst|top|league)\b", text)
    assert set(found) <= {"score"}, found  # "they give no score"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ("\\[Portuguese\\]", "- **Framework:** ", "87.5% sure")),
        ("fr", ("\\[portugais\\]", "- **Cadre\u00a0:** ", "certitude\u00a0: 87,5\u00a0%")),
        ("es", ("\\[portugués\\]", "- **Marco:** ", "certeza: 87,5 %")),
    ],
)
def test_a_report_keeps_to_the_rules_of_its_language(
    mgi: Mgi, tmp_path: Path, lang: str, said: tuple[str, ...]
) -> None:
    text = (HERE / "profiles" / "proposed.yaml").read_text("utf-8")
    profile = tmp_path / "proposed.yaml"
    profile.write_text(text.replace("language: en", "language: pt").replace("0.87,", "0.875,"), "utf-8")
    report = written(mgi, tmp_path, ".md", profile, "--lang", lang).decode()
    assert [part for part in said if part not in report] == []
