"""A paper as a page: links that lead somewhere, texts that stay texts, and nothing to fetch."""

from __future__ import annotations

import base64
import hashlib
import re
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as reader

from mgi_cli.library import Library
from mgi_cli.render.papers import html
from mgi_cli.views.papers import report
from mgi_cli.views.papers.parts import Fact, Facts, Item, Listing, Paper, Prose, Run, Section
from mgi_cli.words import Words

if TYPE_CHECKING:
    from typing import Any

PAPERS = {"la-cruz": ["la-cruz"], "two rounds": ["orvenna-2021", "orvenna-2025"], "country": ["marvessia-2025"]}


def page_of(*names: str) -> Any:
    return reader.document_fromstring(source_of(*names).encode())


def source_of(*names: str) -> str:
    library = Library()
    return html.render(report.paper([library.load(name) for name in names], Words())).decode()


def paper_of(*runs: Run) -> Paper:
    """Return a paper that holds texts wherever a text can stand."""
    whole = "".join(run.text for run in runs)
    parts = (Prose(text=runs), Facts(facts=(Fact(whole, (runs,)),)), Listing(items=(Item(text=runs, about=(runs,)),)))
    labels = {"skip": whole, "contents": whole}
    inside = Section(anchor="a", title=whole, number=whole, parts=parts)
    return Paper(
        lang="en",
        kind=whole,
        title=whole,
        subtitle=whole,
        parts=(inside,),
        labels=labels,
        notices=(runs,),
        colophon=whole,
    )


@pytest.mark.parametrize("names", PAPERS.values(), ids=PAPERS)
def test_every_link_leads_to_a_part_of_the_page_or_to_an_address(names: list[str]) -> None:
    page = page_of(*names)
    anchors = [node.get("id") for node in page.iterfind(".//*[@id]")]
    assert len(anchors) == len(set(anchors))
    links = [node.get("href") for node in page.iterfind(".//a")]
    assert {link for link in links if not link.startswith(("#", "https://"))} == set()
    assert {link[1:] for link in links if link.startswith("#")} <= set(anchors)


@pytest.mark.parametrize("names", PAPERS.values(), ids=PAPERS)
def test_there_is_nothing_to_fetch(names: list[str]) -> None:
    source = source_of(*names)
    page = reader.document_fromstring(source.encode())
    assert [node.tag for node in page.iter("link", "img", "iframe", "object", "embed", "image", "use", "base")] == []
    assert [node.get("src") for node in page.iterfind(".//*[@src]")] == []
    assert re.findall(r"url\(|@import|fetch\(|XMLHttpRequest|import\(", source) == []


def test_only_the_page_s_own_style_and_script_are_allowed() -> None:
    page = page_of("la-cruz")
    policy = page.find(".//meta[@http-equiv]").get("content")
    for tag in ("style", "script"):
        (node,) = page.iterfind(f".//{tag}")
        digest = base64.b64encode(hashlib.sha256(node.text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")
    assert page.xpath("//@style | //@onclick | //@onload") == []


def test_headings_go_down_by_one_step_at_a_time() -> None:
    for names in PAPERS.values():
        levels = [int(node.tag[1]) for node in page_of(*names).iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_report_of_la_cruz_is_under_400_kilobytes() -> None:
    assert len(source_of("la-cruz").encode()) < 400_000


HOSTILE = [
    "<script>alert(1)</script>",
    "</style><b>",
    '" onclick="x',
    "&lt;",
    "a\u202eb",
    "x\x00y",
    "\ud800",
    "<!--",
    "]]>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_text(text: str) -> None:
    source = html.render(paper_of(Run(text, "ar", text))).decode()
    page = reader.document_fromstring(source.encode())
    assert [node.tag for node in page.iter("script", "b")] == []
    assert {name for node in page.iter("p", "h1", "h2", "dd", "li") for name in node.attrib} <= {
        "class",
        "id",
        "tabindex",
    }
    assert not set(source) & {"\u202e", "\x00"}


@given(st.text(max_size=60))
def test_any_text_can_be_read_back(text: str) -> None:
    from mgi_cli.text import visible

    page = reader.document_fromstring(html.render(paper_of(Run(text))))
    (title,) = page.iter("h1")
    assert (title.text or "").split() == visible(text, keep="\n").split()


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "//example.org", "file:///etc", "#a b", "ftp://x"]
)
def test_what_is_no_address_of_the_web_is_no_link(link: str) -> None:
    page = reader.document_fromstring(html.render(paper_of(Run("text", link=link))))
    assert [node.get("href") for node in page.iter("a")] == ["#content", "#a"]


def test_a_text_in_another_language_is_marked_for_machines_and_people() -> None:
    page = reader.document_fromstring(html.render(paper_of(Run("Foro de la sociedad civil", "es", "Spanish"))))
    (paragraph,) = page.iterfind(".//section/p")
    assert reader.tostring(paragraph, encoding="unicode") == (
        '<p><span lang="es" dir="auto">Foro de la sociedad civil</span><span class="lang">Spanish</span></p>'
    )
