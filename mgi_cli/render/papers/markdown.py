"""A paper as Markdown: headings, lists and tables as GitHub shows them, calm to read in a plain editor too."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

from mgi_cli.render.markdown import begun, escape
from mgi_cli.render.papers import addresses
from mgi_cli.render.papers.look import symbol
from mgi_cli.text import visible
from mgi_cli.views.papers.parts import Entry, Section, State, Tone, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from mgi_cli.views.papers.parts import (
        Column,
        Fact,
        Facts,
        Grid,
        Item,
        Listing,
        Paper,
        Part,
        Prose,
        Run,
        Sector,
        Text,
        Wheel,
    )

_DEEPEST = 6
_WIDEST = 110
"""Tables up to this width have their columns aligned; wider ones would only be torn apart by it."""

_FEWEST = 3
"""How many sections a paper has at least that begins with a list of them."""


def render(paper: Paper) -> bytes:
    """Return a paper as Markdown in UTF-8, one line break at the end."""
    blocks = (block.strip() for block in _Writer(paper).blocks(paper))
    return ("\n\n".join(_apart(block for block in blocks if block)) + "\n").encode("utf-8")


def _apart(blocks: Iterable[str]) -> Iterator[str]:
    """Yield blocks; of two lists in a row the second has other bullets, since else they would be one."""
    bullet = ""
    for block in blocks:
        is_list = block.startswith("- ")
        bullet = "" if not is_list else "*" if bullet == "-" else "-"
        yield re.sub("^- ", "* ", block, flags=re.MULTILINE) if bullet == "*" else block


def _headings(parts: Sequence[Part], level: int) -> Iterator[tuple[str, str]]:
    """Yield the anchor and the words of every heading, in the order of the paper."""
    for part in parts:
        if isinstance(part, Section):
            yield part.anchor, _title(part)
            yield from _headings(part.parts, level + 1)
        elif isinstance(part, Entry) and level <= _DEEPEST:
            yield part.anchor, _label(part)


def _title(section: Section) -> str:
    return _line(" ".join(text for text in (section.number, section.title) if text))


def _label(entry: Entry) -> str:
    return _line(f"{entry.code} {entry.label}")


def _line(text: str) -> str:
    """Return a text on one line, without blanks at its ends."""
    return " ".join(visible(text).split())


def _targets(paper: Paper) -> dict[str, str]:
    """Return where a link to an anchor leads: to the id that GitHub gives the heading there."""
    seen: Counter[str] = Counter()
    found: dict[str, str] = {}
    for anchor, words in [("", _line(paper.title)), *_headings(paper.parts, 2)]:
        slug = "".join(filter(_stays, words.lower())).replace(" ", "-")
        found.setdefault(anchor, f"{slug}-{seen[slug]}" if seen[slug] else slug)
        seen[slug] += 1
    return found


def _stays(char: str) -> bool:
    """Return whether a character of a heading stays in its id: letters, accents, digits, connectors."""
    category = unicodedata.category(char)
    return char in "- " or category[0] in "LM" or category in ("Nd", "Nl", "Pc")


class _Writer:
    """Writes the parts of a paper; it knows which anchors can be linked to."""

    def __init__(self, paper: Paper) -> None:
        self._targets = _targets(paper)
        self._colon = paper.colon
        self._title = ""

    def blocks(self, paper: Paper) -> Iterator[str]:
        """Yield the blocks of a paper; between them are blank lines."""
        yield f"# {escape(_line(paper.title))}"
        yield _strong(begun(escape(_line(paper.kind))))
        yield begun(escape(paper.subtitle))
        yield "\n".join(self._fact(fact) for fact in paper.facts)
        yield from (self._quoted(notice) for notice in paper.notices)
        yield from self._contents(paper)
        yield from self._parts(paper.parts, 2)
        if paper.colophon:
            yield "---"
            yield begun(escape(paper.colophon))

    def _parts(self, parts: Sequence[Part], level: int) -> Iterator[str]:
        for part in parts:
            if isinstance(part, Section):
                self._title = part.title
                yield _heading(_title(part), level)
                yield from self._parts(part.parts, level + 1)
            elif isinstance(part, Entry):
                yield from self._entry(part, level)
            else:
                yield from _WRITERS[type(part).__name__](self, part)

    def prose(self, part: Prose) -> Iterator[str]:
        """Yield a paragraph."""
        yield self._quoted(part.text) if part.tone is Tone.NOTICE else self._text(part.text)

    def facts(self, part: Facts) -> Iterator[str]:
        """Yield terms and what is said of them, as a list."""
        yield "\n".join(self._fact(fact) for fact in part.facts)

    def listing(self, part: Listing) -> Iterator[str]:
        """Yield a list."""
        yield "\n".join(self._item(item) for item in part.items)

    def grid(self, part: Grid) -> Iterator[str]:
        """Yield a table below what it shows, unless the heading above it says so."""
        if part.caption and part.caption != self._title:
            yield _strong(escape(_line(part.caption)))
        if part.columns:
            yield self._table(part)

    def wheel(self, part: Wheel) -> Iterator[str]:
        """Yield the wheel in words: for each domain a symbol for each indicator, and how many there are of each."""
        yield _strong(escape(_line(part.caption)))
        yield begun(escape(_line(" ".join(part.centre))))
        yield "\n".join(self._sector(sector) for sector in part.sectors)
        yield ", ".join(_state(state) for state in part.legend)

    def _sector(self, sector: Sector) -> str:
        name = self._link(_line(f"{sector.number} {sector.name}"), f"#{sector.anchor}")
        cells = "".join(symbol(status) for status, _ in sector.cells)
        return f"- {begun(name)} {cells}".rstrip() + f"\n  {begun(escape(_line(sector.about)))}".rstrip()

    def _entry(self, part: Entry, level: int) -> Iterator[str]:
        yield _heading(_label(part), level) if level <= _DEEPEST else _strong(escape(_label(part)))
        yield _strong(_state(part.state))
        yield begun(escape(part.question))
        yield "\n".join(self._fact(fact) for fact in part.facts)

    def _contents(self, paper: Paper) -> Iterator[str]:
        """Yield links to the sections of a paper that has several."""
        listed = [part for part in paper.parts if isinstance(part, Section)]
        if len(listed) >= _FEWEST:
            yield _strong(escape(_line(paper.labels.get("contents", ""))))
            yield "\n".join(f"- {begun(self._link(_title(part), f'#{part.anchor}'))}" for part in listed)

    def _fact(self, fact: Fact) -> str:
        term, texts = escape(f"{_line(fact.term)}{self._colon}".rstrip()), [self._text(text) for text in fact.texts]
        if len(texts) == 1:
            return f"- {_strong(term)} {texts[0]}".rstrip()
        return "\n".join([f"- {_strong(term)}", *(f"  - {text}".rstrip() for text in texts)])

    def _item(self, item: Item) -> str:
        below = (f"  - {self._text(about)}" for about in item.about)
        return "\n".join(line.rstrip() for line in (f"- {self._text(item.text)}", *below))

    def _quoted(self, text: Text) -> str:
        return f"> {self._text(text)}".rstrip()

    # Tables

    def _table(self, grid: Grid) -> str:
        last = len(grid.rows) - 1
        rows = [[_column(column) for column in grid.columns]]
        for number, row in enumerate(grid.rows):
            is_total = grid.total and number == last
            rows.append([self._total(text) if is_total else self._text(text) for text in row])
        return _aligned(rows, [column.numeric for column in grid.columns])

    def _total(self, text: Text) -> str:
        """Return a text in bold, the whole of it, so that no part of it has marks of its own."""
        return _strong(
            self._text(tuple(piece if isinstance(piece, State) else piece._replace(strong=False) for piece in text))
        )

    # Texts

    def _text(self, text: Text) -> str:
        """Return a text on one line, so that it begins nothing but a paragraph; of blanks alone nothing is left."""
        if not visible(words_of(text), keep="\n").strip():
            return ""
        return begun(_joined([made for piece in text for made in self._pieces(piece) if made[0]]).strip())

    def _pieces(self, piece: Run | State) -> Iterator[tuple[str, bool]]:
        """Yield what a piece is written as, and whether it is in bold."""
        if isinstance(piece, State):
            yield _state(piece), False
            return
        yield self._link(piece.text, piece.link) if piece.link else escape(piece.text), piece.strong
        if piece.lang_name:
            yield escape(f" [{piece.lang_name}]"), False

    def _link(self, text: str, link: str) -> str:
        """Return a text that leads where a link says; a plain one where that is no heading and no address."""
        anchor, address = addresses.inside(link), addresses.web(link)
        to = f"#{self._targets[anchor]}" if anchor in self._targets else address
        words = text.strip()
        if to is None or not words:
            return escape(text)
        if words == to:
            return f"<{to}>"
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        return f"{escape(before)}[{escape(words, links=False)}]({to}){escape(after)}"


_WRITERS: dict[str, Callable[[_Writer, Any], Iterator[str]]] = {
    "Prose": _Writer.prose,
    "Facts": _Writer.facts,
    "Listing": _Writer.listing,
    "Grid": _Writer.grid,
    "Wheel": _Writer.wheel,
}


def _heading(words: str, level: int) -> str:
    return f"{'#' * min(level, _DEEPEST)} {escape(words)}"


def _state(state: State) -> str:
    return f"{symbol(state.status)} {escape(_line(state.word))}".rstrip()


def _column(column: Column) -> str:
    head = escape(_line(column.head))
    return f"{symbol(column.status)} {head}" if column.status else head


def _strong(text: str) -> str:
    """Return a text that stands by itself, in bold."""
    return f"**{text}**" if text.strip() else ""


def _joined(pieces: Sequence[tuple[str, bool]]) -> str:
    """Return pieces of a line as one, in bold where Markdown takes the marks for such beside their neighbours."""
    made = []
    for at, (text, strong) in enumerate(pieces):
        before, after = pieces[at - 1] if at else (" ", False), pieces[at + 1] if at + 1 < len(pieces) else (" ", False)
        if strong and _may_be_bold(text, before, after):
            core = text.strip()
            made.append(text.replace(core, f"**{core}**", 1))
        elif text.endswith("!") and after[0].startswith("["):  # would make a picture of a link
            made.append(f"{text[:-1]}\\!")
        else:
            made.append(text)
    return "".join(made)


def _may_be_bold(text: str, before: tuple[str, bool], after: tuple[str, bool]) -> bool:
    opens = before[0][-1].isspace() or text[0].isspace() or (text[0].isalnum() and not before[1])
    closes = after[0][0].isspace() or text[-1].isspace() or (text[-1].isalnum() and not after[1])
    return bool(text.strip()) and opens and closes


def _aligned(rows: Sequence[Sequence[str]], numeric: Sequence[bool]) -> str:
    """Return the rows of a table, the first of them its heads; its columns are aligned if that keeps it narrow."""
    widths = [max(3, *(len(row[at]) for row in rows)) for at in range(len(numeric))]
    if sum(widths) + 3 * len(widths) > _WIDEST:
        widths = [0] * len(widths)
    dashes = ["-" * max(width, 3) for width in widths]
    rule = [f"{dash[1:]}:" if number else dash for dash, number in zip(dashes, numeric, strict=True)]
    lines = [_row(rows[0], widths, numeric), _row(rule, widths, numeric)]
    return "\n".join(lines + [_row(row, widths, numeric) for row in rows[1:]])


def _row(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    padded = (
        cell.rjust(width) if number else cell.ljust(width)
        for cell, width, number in zip(cells, widths, numeric, strict=True)
    )
    return f"| {' | '.join(padded)} |"
