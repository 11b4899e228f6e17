"""From the lines of a page to its key findings by domain and kind; no word of that part of the page is lost.

Each line is a heading, a part of a finding, or is kept as one that could not be placed.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from mgi_cli.exchange.page_lines import Flow, Gap, Line, is_finished, joined, known_words, pieces
from mgi_cli.exchange.page_words import Head
from mgi_cli.model import Kind
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mgi_cli.exchange.page_words import PageWords

MARKS = "•◦●○▪▫■□‣►▶➢➤✓✔·∙\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0be"
"""Characters that are bullets wherever they begin a line; the last are those of office programs' symbol fonts."""

_MARKED = re.compile(rf"([{re.escape(MARKS)}]|[-–—*](?=\s)|o(?=\s)|[-–—*o](?=$))\s*")
_NUMBERED = re.compile(r"(\d{1,2}[.)]|\(?[a-z][.)])\s+(?=\S)")
_LETTERED = re.compile(r"^\(?[A-Za-z][.)]\s+")
_LONE_NUMBER = re.compile(r"\W*\d{1,3}\W*")
_MOST_LINES = 3
"""A heading stands on at most so many lines."""


class Finding(Value):
    """A key finding, word for word; ``domain`` is the id of one."""

    domain: str
    kind: Kind
    text: str


class Unplaced(Value):
    """A text that is no finding as far as could be told, and the headings under which it stands."""

    text: str
    under: str


class Reading(Value):
    """What the findings part of a page holds.

    ``structure`` are its lines that were understood and are no findings: headings, separators, the date and the title.
    ``bullets`` tells by what findings were told apart: ``marks``, ``numbers``, or ``lines`` where there are neither.
    ``part`` are all lines of the part as they stand, and ``marks`` the bullets taken off them, so that it can be told
    whether a word was lost.
    """

    findings: tuple[Finding, ...]
    unplaced: tuple[Unplaced, ...]
    structure: tuple[str, ...]
    bullets: str
    marks: tuple[str, ...] = ()
    part: tuple[str, ...] = ()


class _Piece(NamedTuple):
    """A line that is no heading, or a heading, on one line or several."""

    line: Line
    head: Head | None = None


def read(flow: Flow, words: PageWords, is_fact: Callable[[str], bool]) -> Reading:
    """Return the key findings of a page and what of that part could not be placed.

    ``is_fact`` tells the lines that are the date or the title of the page.
    """
    every = tuple(_pieces(flow.lines, words, is_fact))
    part = _part(every)
    texts = [piece.line.text for piece in part if piece.head is None]
    bullets = next((name for name, found in _BULLETS.items() if any(found.match(text) for text in texts)), "lines")
    state = _State(words, bullets)
    for piece, following in zip_longest(part, part[1:]):
        before = bool(following and following.head and following.head.kind)
        state.take(piece.line, piece.head, before_kind=before)
    return state.reading(known_words(flow.lines)).but(part=tuple(piece.line.text for piece in part))


_BULLETS = {"marks": _MARKED, "numbers": _NUMBERED}


def _pieces(lines: tuple[Line, ...], words: PageWords, is_fact: Callable[[str], bool]) -> Iterator[_Piece]:
    """Yield headings, of one line or several, and all other lines."""
    at = 0
    while at < len(lines):
        head, n = _head_at(lines, at, words, is_fact)
        if head:
            yield _Piece(Line(" ".join(line.text for line in lines[at : at + n]), lines[at].gap), head)
        else:
            yield from (_Piece(piece) for piece in pieces(lines[at], MARKS))
        at += n


def _head_at(
    lines: tuple[Line, ...], at: int, words: PageWords, is_fact: Callable[[str], bool]
) -> tuple[Head | None, int]:
    """Return the heading that begins at a line, and of how many lines it is."""
    text = lines[at].text
    if is_fact(text) and (lines[at].gap or at == 0 or is_finished(lines[at - 1].text) or is_fact(lines[at - 1].text)):
        return Head(mark="fact"), 1
    if _LONE_NUMBER.fullmatch(text):
        following = words.head(lines[at + 1].text) if at + 1 < len(lines) else None
        return (Head(mark="findings") if following else None), 1
    bare = _LETTERED.sub("", _MARKED.sub("", text, count=1))
    if not bare or bare[0].islower():
        return None, 1
    alone = words.head(bare)
    if alone and alone.mark:
        return alone, 1
    for n in range(_MOST_LINES, 0, -1):
        more = lines[at + 1 : at + n]
        if len(more) == n - 1 and all(line.gap is Gap.NONE and not _MARKED.match(line.text) for line in more):
            head = words.head(" ".join((bare, *(line.text for line in more))), exactly=n > 1)
            if head and (head.domain or head.kind):
                return head, n
    return None, 1


def _part(every: tuple[_Piece, ...]) -> tuple[_Piece, ...]:
    """Return the findings part: from the domain above the first kind of findings to what follows the last."""
    kinds = [number for number, piece in enumerate(every) if piece.head and piece.head.kind]
    if not kinds:
        return ()
    start = max((at for at in range(kinds[0] + 1) if _domain_of(every[at])), default=kinds[0])
    ends = (at for at in range(kinds[-1], len(every)) if (head := every[at].head) and head.mark == "end")
    return every[start : next(ends, len(every))]


def _domain_of(piece: _Piece) -> str | None:
    return piece.head.domain if piece.head else None


class _Entry:
    """A text that is being put together, and where it belongs."""

    def __init__(self, domain: str | None, kind: Kind | None, under: str, mark: str, text: str) -> None:
        self.domain, self.kind, self.under, self.mark = domain, kind, under, mark
        self.inner = ""
        self.parts = [text] if text else []

    @property
    def is_placed(self) -> bool:
        """Whether it is a finding."""
        return bool(self.domain and self.kind and self.mark)

    @property
    def last(self) -> str:
        """The last line of it so far."""
        return self.parts[-1] if self.parts else ""


class _State:
    """Where the reading of a findings part stands: the headings above, the text that is open, what was found."""

    def __init__(self, words: PageWords, bullets: str) -> None:
        self._words = words
        self._bullets = bullets
        self._domain: str | None = None
        self._kind: Kind | None = None
        self._headings = ["", ""]
        self._open: _Entry | None = None
        self._break = Gap.NONE
        self._seen: set[tuple[str | None, Kind]] = set()
        self._entries: list[_Entry] = []
        self._structure: list[str] = []
        self._marks: list[str] = []

    def take(self, line: Line, head: Head | None, *, before_kind: bool) -> None:
        """Take the next heading, or the next line; ``before_kind`` where a kind of findings begins after it."""
        if head is None:
            self._line(line, before_kind=before_kind)
            return
        self._structure.append(line.text)
        self._break = max(self._break, Gap.PAGE)
        if head.domain:
            self._new_domain(head.domain, line.text)
        if head.kind:
            self._new_kind(head.kind, line.text)
        if head.mark in ("fact", "end", "introduction"):
            self._open = None
            self._kind = None if self._bullets == "lines" else self._kind  # nothing else tells that findings are over
        if head.mark in ("end", "introduction"):
            self._domain, self._kind, self._headings = None, None, [line.text, ""]

    def _new_domain(self, domain: str, heading: str) -> None:
        """Begin a domain; the same once more, as at the head of a page, changes nothing."""
        if domain != self._domain:
            self._domain, self._kind, self._open = domain, None, None
            self._headings = [heading, ""]

    def _new_kind(self, kind: Kind, heading: str) -> None:
        """Begin a kind of findings; under a domain that has it already, the domain meant is one that is not known."""
        if kind == self._kind and self._domain:
            return
        again = (self._domain, kind) in self._seen
        if again or (self._domain in {domain for domain, _ in self._seen} and self._is_under_unknown_heading()):
            self._domain, self._headings[0] = None, self._open.last if self._open else ""
        self._kind, self._open = kind, None
        self._headings[1] = heading

    def _is_under_unknown_heading(self) -> bool:
        """Return whether the line just before looks like a heading and is none that is known."""
        before = self._open
        return before is not None and not before.mark and len(before.parts) == 1 and not is_finished(before.last)

    def _line(self, line: Line, *, before_kind: bool) -> None:
        gap, self._break = max(line.gap, self._break), Gap.NONE
        if line.text.isupper() or (before_kind and not is_finished(line.text)):
            gap = Gap.BLANK  # it looks like a heading
        mark, text = self._marked(line.text, gap)
        if self._open and not mark and self._goes_on(text, gap):
            self._open.parts.append(text)
            return
        if self._bullets == "lines" and self._kind:
            mark = "line"
        if mark and self._domain and self._kind:
            self._seen.add((self._domain, self._kind))
        under = " / ".join(heading for heading in self._headings if heading)
        self._open = _Entry(self._domain, self._kind, under, mark, text)
        self._entries.append(self._open)

    def _marked(self, text: str, gap: Gap) -> tuple[str, str]:
        """Return the bullet of a line and what stands after it; no bullet where the line only goes on with a text."""
        if self._bullets == "lines":
            return "", text
        found = _BULLETS[self._bullets].match(text)
        if not found:
            return "", text
        mark, rest = found[1] if self._bullets == "marks" else "1.", text[found.end() :]
        if mark == "o" and rest[:1].islower():
            return "", text  # "or" in Spanish
        if self._open and self._is_within(self._open, mark, rest, gap):
            return "", text
        self._marks.append(found[1])
        return mark, rest

    def _is_within(self, above: _Entry, mark: str, rest: str, gap: Gap) -> bool:
        """Return whether what looks like a bullet belongs to the text above: a list in it, a dash, the word "o"."""
        if mark == above.mark or not above.mark:
            return False
        if mark == above.inner or (above.last.endswith(":") and not above.inner):
            above.inner = mark
            return True
        unfinished = gap is Gap.NONE and not is_finished(above.last)
        return mark not in MARKS and unfinished and (mark == "o" or rest[:1].islower())

    def _goes_on(self, text: str, gap: Gap) -> bool:
        """Return whether a line without a bullet goes on with the text above it."""
        above = self._open
        if above is None or not above.parts or above.last.endswith(("\u00ad", "-")):
            return above is not None
        if _BULLETS["marks"].match(text) and above.inner:
            return True
        if text[0].islower() or text[0] in ",;:.)»”":
            return True
        finished = is_finished(above.last)
        if self._bullets == "lines" or not above.mark:
            return gap is Gap.NONE and not finished
        if gap is Gap.BLANK:
            return above.last.endswith(",") or above.last.split()[-1].casefold() in self._words.connecting
        return gap is Gap.NONE or not finished

    def reading(self, known: frozenset[str]) -> Reading:
        """Return what was found."""
        texts = [(entry, joined(entry.parts, known, self._words.compounds)) for entry in self._entries]
        findings = (
            Finding(domain=entry.domain or "", kind=Kind(entry.kind or ""), text=text)
            for entry, text in texts
            if entry.is_placed and text
        )
        unplaced = (Unplaced(text=text, under=entry.under) for entry, text in texts if not entry.is_placed and text)
        return Reading(
            findings=tuple(findings),
            unplaced=tuple(unplaced),
            structure=tuple(self._structure),
            marks=tuple(self._marks),
            bullets=self._bullets,
        )
