"""A paper as Markdown: nothing is left out, texts stay texts, and it reads well in a plain editor."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from mgi_cli.library import Library
from mgi_cli.model import Status
from mgi_cli.render.papers import markdown
from mgi_cli.text import visible
from mgi_cli.views.papers import report
from mgi_cli.views.papers.parts import (
    Column,
    Entry,
    Fact,
    Facts,
    Grid,
    Item,
    Listing,
    Paper,
    Prose,
    Run,
    Section,
    Sector,
    State,
    Tone,
    Wheel,
    said,
)
from mgi_cli.words import Words
from papers import whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_cli.views.papers.parts import Part

WHOLE = whole()
UNSAID = (("Wheel", "alt"), ("Sector", "cells"), ("labels", "page"), ("labels", "contents"))
"""What stands for the picture of the wheel, which is in words here, with a symbol for each indicator; there are no
pages, and only a paper of several sections has contents.
"""

PARSER = MarkdownIt("commonmark").enable("table")


class Block(NamedTuple):
    """A heading, a paragraph or a cell: what it stands in, from outside, its words, and where its links lead."""

    inside: tuple[str, ...]
    text: str
    links: tuple[str, ...]


def blocks(source: str) -> list[Block]:
    """Return what a reader of Markdown makes of a source."""
    found, inside = [], []
    for token in PARSER.parse(source):
        if token.nesting == 1:
            inside.append(token.tag)
        elif token.nesting == -1:
            inside.pop()
        elif token.type == "inline":
            found.append(Block(tuple(inside), "".join(map(_words, token.children or [])), tuple(_links(token))))
        else:
            found.append(Block((*inside, token.type), token.content, ()))
    return found


def _words(token: Any) -> str:
    if token.type == "html_inline":
        assert token.content == "<br>"
        return "\n"
    return "\n" if token.type == "softbreak" else str(token.content)


def _links(token: Any) -> Iterator[str]:
    for child in token.children:
        assert child.type != "image"
        if child.type == "link_open":
            yield child.attrs["href"]


def read(paper: Paper) -> list[Block]:
    return blocks(markdown.render(paper).decode())


def small(*parts: Part, **fields: Any) -> Paper:
    """Return a paper of a few parts."""
    return Paper(**{"lang": "en", "kind": "Kind", "title": "Title", "subtitle": "", "parts": parts, **fields})


def body(*parts: Part) -> list[Block]:
    """Return what is read of parts, without the title."""
    return read(small(*parts))[2:]


def reports() -> Iterator[Paper]:
    library = Library()
    for names in (["la-cruz"], ["orvenna-2021", "orvenna-2025"], ["marvessia-2025"]):
        yield report.paper([library.load(name) for name in names], Words())


# Nothing is left out


def test_every_word_of_a_paper_is_in_the_file() -> None:
    source = markdown.render(WHOLE.paper).decode()
    assert WHOLE.missing(source, *UNSAID) == {}


PAPER = small(
    Section(anchor="glance", title="At a glance", parts=(
        Wheel(
            anchor="wheel", caption="A town, round 1", alt="A wheel", centre=("2 of 3", "answered"),
            sectors=(
                Sector(anchor="d1", number=1, name="Rights", about="2 of 2 answered", cells=(
                    (Status.PRESENT, "a"), (Status.NO_EVIDENCE, "b"),
                )),
                Sector(anchor="gone", number=2, name="Crises", about="", cells=((Status.NOT_ASSESSED, "c"),)),
            ),
            legend=(State(Status.PRESENT, "present"), State(Status.NO_EVIDENCE, "no evidence")),
        ),
        Grid(
            caption="Answers", row_heads=True, total=True,
            columns=(Column("Domain", share=3), Column("present", numeric=True, status=Status.PRESENT)),
            rows=(((Run("Rights", link="#d1"),), said("1")), (said("a|b"), said("")), (said("All"), said("12"))),
        ),
    )),
    Section(anchor="d1", title="Rights", number="1", new_page=True, parts=(
        Prose(text=said("What it looks at."), tone=Tone.LEAD),
        Listing(items=(
            Item((Run("Foro", "es", "Spanish"), Run(" pa-1", quiet=True)), anchor="f1", about=(
                (Run("Informs "), Run("1.1", link="#i1")),
                said("second"),
            )),
            Item(said("other")),
        )),
        Entry(anchor="i1", code="1.1", label="Health", question="Is there any?", state=State(Status.PRESENT, "present"),
              facts=(
            Fact("Note", (said("one\ntwo"),)),
            Fact("Evidence", (said("- minutes"), (Run("Act", link="https://example.org/a(b)"), Run("!")))),
        )),
    )),
    Section(anchor="sources", title="Sources", parts=(
        Listing(items=(Item(said("Law"), about=((Run("https://example.org/law", link="https://example.org/law"),),)),)),
        Facts(facts=(Fact("Round", (said("1"),)),)),
        Prose(text=(Run("Mind. ", strong=True), Run("All of it.")), tone=Tone.NOTICE),
        Prose(text=said("A remark."), tone=Tone.QUIET),
    )),
    subtitle="Municipality, round 1",
    labels={"contents": "Contents"},
    notices=((Run("Made up.", strong=True),),),
    facts=(Fact("Edition", (said("1"),)),),
    colophon="Made with mgi",
)  # fmt: skip

SOURCE = """\
# Title

**Kind**

Municipality, round 1

- **Edition:** 1

> **Made up.**

**Contents**

- [At a glance](#at-a-glance)
- [1 Rights](#1-rights)
- [Sources](#sources)

## At a glance

**A town, round 1**

2 of 3 answered

- [1 Rights](#1-rights) ●?
  2 of 2 answered
- 2 Crises ·

● present, ? no evidence

**Answers**

| Domain              | ● present |
| ------------------- | --------: |
| [Rights](#1-rights) |         1 |
| a\\|b                |           |
| **All**             |    **12** |

## 1 Rights

What it looks at.

- Foro \\[Spanish\\] pa-1
  - Informs [1.1](#11-health)
  - second
- other

### 1.1 Health

**● present**

Is there any?

- **Note:** one<br>two
- **Evidence:**
  - \\- minutes
  - [Act](https://example.org/a%28b%29)!

## Sources

- Law
  - <https://example.org/law>

* **Round:** 1

> **Mind.** All of it.

A remark.

---

Made with mgi
"""


def test_a_whole_paper() -> None:
    assert markdown.render(PAPER).decode() == SOURCE


# How it is built


def papers() -> list[Paper]:
    return [WHOLE.paper, PAPER, *reports()]


def test_one_title_and_headings_that_go_down_by_one_step_at_a_time() -> None:
    for paper in papers():
        levels = [
            int(block.inside[-1][1]) for block in read(paper) if block.inside[-1][0] == "h" and block.inside[-1] != "hr"
        ]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def ids(found: list[Block]) -> list[str]:
    """Return the ids of headings as GitHub makes them: letters, digits, hyphens for blanks, a number for the second."""
    seen: Counter[str] = Counter()
    made = []
    for block in found:
        if re.fullmatch("h[1-6]", block.inside[-1]):
            kept = [char for char in block.text.lower() if char in "- _" or unicodedata.category(char)[0] in "LMN"]
            name = "".join(kept).replace(" ", "-")
            made.append(f"{name}-{seen[name]}" if seen[name] else name)
            seen[name] += 1
    return made


def test_every_link_leads_to_a_heading_or_to_an_address() -> None:
    for paper in papers():
        found = read(paper)
        known, links = set(ids(found)), [link for block in found for link in block.links]
        assert [link for link in links if not link.startswith(("#", "https://"))] == []
        assert {link[1:] for link in links if link.startswith("#")} <= known


def test_headings_of_one_name_are_told_apart() -> None:
    named = [Section(anchor=f"a{number}", title="Café: 1.1 — «Ña»", parts=()) for number in range(3)]
    links = tuple(Run(f"to {number}", link=f"#a{number}") for number in range(3))
    (last,) = body(*named, Prose(text=links))[-1:]
    assert last.links == ("#caf%C3%A9-11--%C3%B1a", "#caf%C3%A9-11--%C3%B1a-1", "#caf%C3%A9-11--%C3%B1a-2")


def test_entries_deeper_than_there_are_headings_are_lines_in_bold() -> None:
    part: Part = Entry(anchor="i", code="1", label="l", question="q", state=State(Status.ABSENT, "s"))
    for number in range(8):
        part = Section(anchor=f"s{number}", title=f"t{number}", parts=(part,))
    source = markdown.render(small(part, Prose(text=(Run("x", link="#i"),)))).decode()
    assert "###### t0\n\n**1 l**\n\n**○ s**\n\nq\n\nx\n" in source


def test_lines_end_without_blanks_and_the_file_with_one_line_break() -> None:
    for paper in papers():
        source = markdown.render(paper).decode()
        assert [line for line in source.split("\n") if line != line.rstrip()] == []
        assert source.endswith("\n")
        assert "\n\n\n" not in source
        assert not source.endswith("\n\n")


def test_a_table_too_wide_to_be_aligned_is_not_filled_with_blanks() -> None:
    rows = ((said("x" * 200), said("1")), (said("y"), said("2")))
    grid = Grid(caption="", columns=(Column("Text"), Column("n", numeric=True)), rows=rows)
    source = markdown.render(small(grid)).decode()
    assert source.endswith(f"| Text | n |\n| --- | --: |\n| {'x' * 200} | 1 |\n| y | 2 |\n")


def test_a_table_called_as_its_section_has_no_second_heading() -> None:
    grid = Grid(caption="Gaps", columns=(Column("h"),), rows=())
    found = body(Section(anchor="g", title="Gaps", number="3", parts=(Prose(text=said("x")), grid)))
    assert [block.text for block in found] == ["3 Gaps", "x", "h"]


# Texts stay texts

HOSTILE = [
    "<script>alert(1)</script>", '=HYPERLINK("http://a")', "a|b||c", "x](javascript:alert(1))",
    "![x](http://a.b/c.png)", "[x]: http://a", "a\u202eb\u2066c", "x\x00y\x1b[31m", "\ud800", "&lt;&#60;",
    "# x", "---", "===", "- x", "1. x", "1) x",
    "+ x", "> x", "```", "~~~", "    code", "* * *", "_a_ **b**", "`c`", "a\\", "\\|", "<!--", "a\nb", "a\n- b", "-- -",
    "http://example.org/<b>", "https://example.org/a|b", "!", "-", "1.", "[^1]", "$x$", "<br>", "a  b",
]  # fmt: skip


def said_of(text: str) -> str:
    """Return a text as it is read back: blanks as one, line breaks kept, nothing at its ends."""
    lines = [re.sub(" +", " ", line).strip() for line in visible(text, keep="\n").split("\n")]
    return "\n".join(lines).strip()


def plain(text: str) -> str:
    """Return a text that was read as people see it: one blank for several."""
    return said_of(text)


def everywhere(*runs: Run) -> Paper:
    """Return a paper that has a text wherever one can stand."""
    text = "".join(run.text for run in runs)
    facts = (Fact(text, (runs,)), Fact(text, (runs, runs)))
    state = State(Status.ABSENT, text)
    parts: tuple[Part, ...] = (
        Prose(text=runs),
        Prose(text=runs, tone=Tone.NOTICE),
        Listing(items=(Item(runs, anchor=text, about=(runs,)),)),
        Grid(caption=text, columns=(Column(text), Column("end")), rows=((runs, said("end")),), total=True),
        Entry(anchor=text, code=text, label=text, question=text, state=state, facts=facts),
        Wheel(anchor=text, caption=text, alt=text, centre=(text, text), legend=(state,), sectors=(
            Sector(anchor=text, number=1, name=text, about=text, cells=()),
        )),
    )  # fmt: skip
    inside = tuple(Section(anchor=text, title=text, number=text, parts=parts) for _ in range(3))
    return Paper(
        lang="en", kind=text, title=text, subtitle=text, parts=inside, labels={"contents": text}, notices=(runs,),
        facts=facts, colophon=text,
    )  # fmt: skip


def kinds(found: list[Block]) -> list[tuple[str, ...]]:
    return [block.inside for block in found]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_text(text: str) -> None:
    found = read(everywhere(Run(text, "es", "Spanish")))
    assert kinds(found) == kinds(read(everywhere(Run("calm", "es", "Spanish"))))
    addresses = [link for block in found for link in block.links if not link.startswith("#")]
    assert bool(addresses) == ("http" in text)
    assert [link for link in addresses if not link.startswith(("http://", "https://"))] == []


@given(st.text(st.characters(), max_size=30).filter(lambda text: bool(said_of(text))))
@settings(max_examples=150, deadline=None)
def test_any_text_can_be_read_back(text: str) -> None:
    wanted = said_of(text)
    found = body(
        Prose(text=(Run(text),)),
        Listing(items=(Item(said(text), about=(said(text),)),)),
        Grid(caption="c", columns=(Column("h"), Column("e")), rows=((said(text), said("e")),)),
        Section(anchor="a", title=text, parts=()),
        Prose(text=(Run("a"), Run(text, strong=True), Run("b"))),
    )
    assert kinds(found) == [
        ("p",), ("ul", "li", "p"), ("ul", "li", "ul", "li", "p"), ("p",), *[("table", "thead", "tr", "th")] * 2,
        *[("table", "tbody", "tr", "td")] * 2, ("h2",), ("p",),
    ]  # fmt: skip
    read_back = [plain(found[number].text) for number in (0, 1, 2, 6)]
    assert read_back == [wanted] * 4
    assert plain(found[8].text) == " ".join(wanted.split())
    assert plain(found[9].text) == said_of(f"a{text}b")


@given(
    st.lists(
        st.tuples(
            st.text("a!*_[]()<>\\` .-1\n", max_size=6), st.booleans(), st.sampled_from([None, "#s", "https://a.org/x"])
        ),
        max_size=5,
    )
)
@settings(max_examples=300, deadline=None)
def test_runs_side_by_side_read_as_one_text(given_runs: list[tuple[str, bool, str | None]]) -> None:
    runs = tuple(Run(text, strong=strong, link=link) for text, strong, link in given_runs)
    text = "".join(run.text for run in runs)
    found = body(Section(anchor="s", title="s", parts=(Prose(text=runs),)))[1:]
    assert [plain(block.text) for block in found] == ([said_of(text)] if text.strip() else [])
    linked = [run.link for run in runs if run.link and run.text.strip()]
    assert [link for block in found for link in block.links] == linked


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "//example.org", "file:///etc", "#gone", "ftp://x", "#"]
)
def test_what_is_no_address_and_no_part_is_no_link(link: str) -> None:
    assert body(Prose(text=(Run("text", link=link),))) == [Block(("p",), "text", ())]


def test_bold_where_markdown_takes_it_for_such() -> None:
    runs = (Run("Mind: ", strong=True), Run("a"), Run("b", strong=True), Run("c ("), Run("d)", strong=True), Run("e"))
    assert markdown.render(small(Prose(text=runs))).decode().endswith("\n**Mind:** a**b**c (d)e\n")


def test_a_total_is_in_bold_as_a_whole() -> None:
    rows = (((Run("a ", strong=True), Run("b")), said("")),)
    grid = Grid(caption="", columns=(Column("x"), Column("y")), rows=rows, total=True)
    assert markdown.render(small(grid)).decode().endswith("| **a b** |     |\n")


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert markdown.render(WHOLE.paper) == markdown.render(whole().paper)
