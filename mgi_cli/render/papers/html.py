"""A paper as one page of HTML that needs nothing else: its style, its script and its pictures are in it."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING, Any

from mgi_cli.reading import bundled
from mgi_cli.render.papers import look, wheel
from mgi_cli.render.papers.markup import NOTHING, Markup, element, escaped, joined
from mgi_cli.views.papers.parts import Entry, Grid, Run, Section, State, Wheel, bands, sections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from mgi_cli.views.papers.parts import Column, Fact, Facts, Item, Listing, Paper, Part, Piece, Prose, Text

_LINK = re.compile(r"#[A-Za-z0-9._-]+|https?://\S+")


def render(paper: Paper) -> bytes:
    """Return a paper as a page of HTML in UTF-8."""
    style, script = _style(), _asset("paper.js") if paper.interactive else ""
    page = element(
        "html",
        _head(paper, style, script),
        element(
            "body",
            element("a", paper.labels["skip"], href="#content", class_="skip"),
            _masthead(paper),
            element("div", _contents(paper), _main(paper), class_="frame"),
            element("footer", element("p", paper.colophon)),
            element("script", Markup(script)) if script else None,
        ),
        lang=paper.lang,
    )
    return f"<!DOCTYPE html>\n{page}\n".encode("utf-8", "backslashreplace")


# The frame


def _asset(name: str) -> str:
    return (bundled.folder("data") / "papers" / name).read_text("utf-8")


def _style() -> str:
    """Return the style with the colours of the statuses and the widths of columns; no element has a style of its own.

    Line ends do not depend on how the file was checked out.
    """
    colours = "".join(
        f"--{status}-ink:{of.ink};--{status}-fill:{of.fill};--{status}-pale:{of.pale};"
        for status, of in look.STATUSES.items()
    )
    widths = "".join(f".w{share}{{width:{share}%}}" for share in range(1, 101))
    return f":root{{{colours}}}\n{widths}\n{_asset('paper.css')}"


def _head(paper: Paper, style: str, script: str) -> Markup:
    allowed = f"style-src '{_hash(style)}'" + (f"; script-src '{_hash(script)}'" if script else "")
    policy = f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", paper.title + paper.colon + paper.kind),
        element("meta", name="date", content=paper.date) if paper.date else None,
        element("meta", name="generator", content="mgi"),
        element("style", Markup(style)),
    )


def _hash(text: str) -> str:
    """Return what allows one style or script and no other: the check sum of its text."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _masthead(paper: Paper) -> Markup:
    return element(
        "header",
        element("p", paper.kind, class_="kind"),
        element("h1", paper.title),
        element("p", paper.subtitle, class_="subtitle") if paper.subtitle else None,
        _terms(paper.facts) if paper.facts else None,
        *(element("p", _text(notice), class_="notice") for notice in paper.notices),
        class_="masthead",
    )


def _contents(paper: Paper) -> Markup:
    label = paper.labels["contents"]
    listed = element("details", element("summary", label), _listed(paper.parts), open=True)
    return element("nav", listed, class_="contents", aria_label=label)


def _listed(parts: tuple[Part, ...]) -> Markup:
    """Return links to sections, and below one that holds numbered ones to what is in it."""
    return element("ol", *(_listed_section(part) for part in parts if isinstance(part, Section)))


def _listed_section(section: Section) -> Markup:
    number = element("span", section.number, class_="number") if section.number else None
    holds_more = not section.number and any(isinstance(part, Section) and part.number for part in section.parts)
    return element(
        "li",
        element("a", number, section.title, href=f"#{section.anchor}"),
        _listed(section.parts) if holds_more else None,
    )


def _main(paper: Paper) -> Markup:
    parts = [_part(part, 2) for part in paper.parts]
    if paper.interactive:
        first = next((place for place, part in enumerate(paper.parts) if _has_entries(part)), 0)
        parts.insert(first, _tools(paper))
    return element("main", *parts, id="content")


# Looking for something


def _has_entries(part: Part) -> bool:
    return isinstance(part, Entry) or (isinstance(part, Section) and any(map(_has_entries, part.parts)))


def _tools(paper: Paper) -> Markup:
    """Return the form that filters and searches; it is hidden until the script that it needs has run."""
    say = paper.labels
    views = (
        element(
            "label", element("input", type="radio", name="view", value=view, checked=view == "all"), say[f"view_{view}"]
        )
        for view in ("all", "answered", "gaps")
    )
    boxes = (
        element(
            "label", element("input", type="checkbox", name="status", value=state.status, checked=True), _piece(state)
        )
        for state in _states(paper)
    )
    return element(
        "div",
        element("label", say["search"], element("input", type="search", placeholder=say["search_hint"]), class_="find"),
        element("fieldset", element("legend", say["view"]), *views),
        element("fieldset", element("legend", say["filter"]), *boxes),
        element(
            "p",
            element("output", data_text=say["shown"]),
            element("button", say["reset"], type="button"),
            class_="result",
        ),
        element("p", say["nothing_fits"], class_="nothing-fits", hidden=True),
        class_="tools",
        role="search",
        aria_label=say["search"],
        hidden=True,
    )


def _states(paper: Paper) -> tuple[State, ...]:
    """Return the statuses that the entries of a paper may have, as the first wheel names them."""
    every = (part for _, section in sections(paper.parts) for part in section.parts if isinstance(part, Wheel))
    return next((found.legend for found in every), ())


# Parts


def _part(part: Part, level: int) -> Markup:
    """Return a part; the headings in it are of ``level`` and below."""
    made: Markup = _PARTS[type(part).__name__](part, level)
    return made


def _section(section: Section, level: int) -> Markup:
    number = joined((element("span", section.number, class_="number"), " ")) if section.number else None
    kinds = {
        "filtered": section.filtered,
        "new-page": section.new_page,
        "findings-part": section.filtered and not any(isinstance(part, Entry) for part in section.parts),
    }
    return element(
        "section",
        element(f"h{min(level, 6)}", number, section.title, id=section.anchor, tabindex="-1"),
        *(_part_of(section, part, level + 1) for part in section.parts),
        class_=" ".join(name for name, is_so in kinds.items() if is_so) or None,
    )


def _part_of(section: Section, part: Part, level: int) -> Markup:
    """Return a part of a section; a table that is called as the section shows its name to screen readers alone."""
    if isinstance(part, Grid) and part.caption == section.title:
        return _grid(part, level, unseen=True)
    return _part(part, level)


def _prose(prose: Prose, level: int) -> Markup:
    return element("p", _text(prose.text), class_=None if prose.tone == "plain" else str(prose.tone))


def _facts(facts: Facts, level: int) -> Markup:
    return _terms(facts.facts, class_="facts")


def _terms(facts: tuple[Fact, ...], **attributes: str) -> Markup:
    rows = (
        element("div", element("dt", fact.term), *(element("dd", _text(text)) for text in fact.texts)) for fact in facts
    )
    return element("dl", *rows, **attributes)


def _listing(listing: Listing, level: int) -> Markup:
    return element("ul", *map(_item, listing.items), class_="listing")


def _item(item: Item) -> Markup:
    return element(
        "li",
        element("div", _text(item.text), class_="text"),
        *(element("div", _text(text), class_="about") for text in item.about),
        id=item.anchor or None,
    )


def _grid(grid: Grid, level: int, *, unseen: bool = False) -> Markup:
    by_status = any(column.status for column in grid.columns)
    banded = bands(grid)
    kinds = {"table": True, "wide": grid.wide, "by-status": by_status, "banded": grid.banded}
    table = element(
        "table",
        element("caption", element("span", grid.caption, class_="unseen" if unseen else None)),
        element("thead", element("tr", *(_column_head(column, grid) for column in grid.columns))),
        *(_band(head, rows, grid, last=position == len(banded)) for position, (head, rows) in enumerate(banded, 1)),
    )
    return element(
        "div",
        table,
        class_=" ".join(name for name, is_so in kinds.items() if is_so),
        tabindex="0",
        role="group",
        aria_label=grid.caption,
    )


def _column_head(column: Column, grid: Grid) -> Markup:
    shown: Markup = escaped(column.head)
    if column.status:
        symbol = element("span", look.symbol(column.status), aria_hidden="true")
        shown = joined((symbol, " ", element("span", column.head, class_="word")))
    width = f"w{round(100 * column.share / sum(other.share for other in grid.columns))}"
    return element("th", shown, scope="col", class_=f"{width} count" if column.numeric else width)


def _band(head: Text, rows: tuple[tuple[Text, ...], ...], grid: Grid, *, last: bool) -> Markup:
    """Return rows and the head above them; the last of all may be the total."""
    over = element("th", _text(head), scope="rowgroup", colspan=len(grid.columns)) if head else None
    totals = len(rows) if grid.total and last else None
    made = (_row(row, grid, total=position == totals) for position, row in enumerate(rows, 1))
    return element("tbody", element("tr", over, class_="over") if over else None, *made)


def _row(row: tuple[Text, ...], grid: Grid, *, total: bool) -> Markup:
    cells = (_cell(text, grid.columns[place], head=grid.row_heads and not place) for place, text in enumerate(row))
    return element("tr", *cells, class_="total" if total else None)


def _cell(text: Text, column: Column, *, head: bool) -> Markup:
    kind = "count" if column.numeric else None
    if head:
        return element("th", _text(text), scope="row", class_=kind)
    return element("td", _text(text), class_=kind)


def _entry(entry: Entry, level: int) -> Markup:
    heading = element(f"h{min(level, 6)}", element("span", entry.code, class_="code"), " ", entry.label)
    return element(
        "article",
        element("div", heading, _piece(entry.state), class_="top"),
        element("p", entry.question, class_="question"),
        _terms(entry.facts, class_="facts") if entry.facts else None,
        id=entry.anchor,
        class_=f"entry {entry.state.status}",
        data_status=entry.state.status,
    )


def _wheel(part: Wheel, level: int) -> Markup:
    legend = (element("li", wheel.swatch(state.status), state.word) for state in part.legend)
    return element(
        "figure",
        element("div", wheel.inline(part), class_="round"),
        element("ul", *legend, class_="legend"),
        element("figcaption", part.caption),
        id=part.anchor,
    )


_PARTS: Mapping[str, Callable[[Any, int], Markup]] = {
    "Section": _section,
    "Prose": _prose,
    "Facts": _facts,
    "Listing": _listing,
    "Grid": _grid,
    "Entry": _entry,
    "Wheel": _wheel,
}


# Texts


def _text(text: Text) -> Markup:
    return joined(map(_piece, text))


def _piece(piece: Piece) -> Markup:
    if isinstance(piece, State):
        symbol = element("span", look.symbol(piece.status), aria_hidden="true")
        return element("span", symbol, " ", piece.word, class_=f"state {piece.status}")
    return _run(piece)


def _run(run: Run) -> Markup:
    shown = joined(_lines(run.text))
    if run.lang:
        shown = element("span", shown, lang=run.lang, dir="auto")
    if run.link and _LINK.fullmatch(run.link):
        shown = element("a", shown, href=run.link, rel=None if run.link.startswith("#") else "noopener noreferrer")
    if run.strong:
        shown = element("strong", shown)
    if run.quiet:
        shown = element("span", shown, class_="quiet")
    return joined((shown, element("span", run.lang_name, class_="lang") if run.lang_name else NOTHING))


def _lines(text: str) -> Iterator[Markup]:
    for position, line in enumerate(text.split("\n")):
        if position:
            yield element("br")
        yield escaped(line)
