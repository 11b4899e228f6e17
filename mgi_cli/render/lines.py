"""Lines of styled text: what layout works with. Rich is asked for colours only where there are any."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Span = tuple[str, tuple[str, ...]]
"""A stretch of text and its styles, the outer ones first, in Rich's words: ``bold``, ``dim``, ``green``."""


class Line:
    """A text in stretches of one style each; before it is broken it may hold line breaks."""

    def __init__(self, text: str = "", style: str = "") -> None:
        """Begin with a text in one style, or with nothing."""
        self.spans: list[Span] = [(text, (style,) if style else ())] if text else []

    @classmethod
    def of(cls, *parts: Line | str) -> Line:
        """Return parts one after the other."""
        made = cls()
        for part in parts:
            made.add(part if isinstance(part, Line) else Line(part))
        return made

    @property
    def plain(self) -> str:
        """The text without its styles."""
        return "".join(text for text, _ in self.spans)

    def __bool__(self) -> bool:
        """Return whether there is any text."""
        return bool(self.spans)

    def append(self, text: str, style: str = "") -> Line:
        """Add a text at the end and return the line."""
        if text:
            self.spans.append((text, (style,) if style else ()))
        return self

    def add(self, other: Line) -> Line:
        """Add another line at the end and return this one."""
        self.spans += other.spans
        return self

    def within(self, style: str) -> Line:
        """Put a style around all that is there, under the styles that it has, and return the line."""
        if style:
            self.spans = [(text, (style, *styles)) for text, styles in self.spans]
        return self

    def split(self) -> list[Line]:
        """Return the lines between its line breaks, one at least."""
        made = [Line()]
        for text, styles in self.spans:
            for number, part in enumerate(text.split("\n")):
                if number:
                    made.append(Line())
                if part:
                    made[-1].spans.append((part, styles))
        return made

    def divide(self, places: Iterable[int]) -> list[Line]:
        """Return the parts between places, counted in characters from 0."""
        made, rest, done = [], list(self.spans), 0
        for place in places:
            part, rest = _cut(rest, place - done)
            made.append(_line(part))
            done = place
        return [*made, _line(rest)]

    def rstrip(self) -> None:
        """Take off the blanks at the end."""
        while self.spans:
            text, styles = self.spans.pop()
            if kept := text.rstrip():
                self.spans.append((kept, styles))
                return


def _line(spans: list[Span]) -> Line:
    made = Line()
    made.spans = spans
    return made


def _cut(spans: list[Span], length: int) -> tuple[list[Span], list[Span]]:
    """Return the first ``length`` characters of spans, and the rest."""
    for number, (text, styles) in enumerate(spans):
        if length < len(text):
            before = [(text[:length], styles)] if length else []
            return [*spans[:number], *before], [(text[length:], styles), *spans[number + 1 :]]
        length -= len(text)
    return spans, []


def coloured(lines: Iterable[Line]) -> Iterator[str]:
    """Yield lines with the control sequences of a terminal; every stretch is closed, so that nothing leaks."""
    from rich.color import ColorSystem  # noqa: PLC0415 - a pipe shows no colours, and waits for no Rich
    from rich.style import Style  # noqa: PLC0415 - as above

    known: dict[tuple[str, ...], Style] = {}
    for line in lines:
        parts = []
        for text, styles in line.spans:
            if styles not in known:
                known[styles] = Style.parse(" ".join(styles))
            parts.append(known[styles].render(text, color_system=ColorSystem.STANDARD))
        yield "".join(parts)
