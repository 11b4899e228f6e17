"""The wheel of domains as a picture: a sector for each domain, in it a cell for each indicator, drawn by its status.

A cell says the same without colour: full for present, half full for partial, an empty frame for absent, a dashed frame
with a question mark where no evidence was found, a cross where the indicator does not apply, a pale ground where nobody
has answered.
"""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING, NamedTuple

from mgi_cli.model import Status
from mgi_cli.render.papers import look
from mgi_cli.render.papers.markup import Markup, element, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mgi_cli.views.papers.parts import Sector, State, Wheel

WIDTH, HEIGHT = 820, 460
"""The size of the picture without caption and legend, in its own units."""

FONT = "Libertinus Serif, Segoe UI, Helvetica, Arial, sans-serif"
_CENTRE = (WIDTH / 2, HEIGHT / 2)
_HUB, _NUMBERS, _CELLS, _RIM = 66.0, 70.0, 100.0, 206.0
"""Radii: of the middle, of the ring of numbers from inside, of the ring of cells from inside, of the outer edge."""

_GAP = 1.6
"""The gap between two sectors, in degrees."""

_LINE, _LETTER = 19, 8
"""How high a line of a domain's name is, and about how wide a letter in it."""

_MOST_WORDS = 40
"""More have no room beside a sector."""

_LABELS = _RIM + 14
"""The radius at which the names of domains stand."""

_CAPTION, _LEGEND = 46, 34


def inline(wheel: Wheel) -> Markup:
    """Return the wheel as an element of a page: its sectors are links, its colours and font are the page's."""
    sectors = (
        element(
            "a",
            _sector(sector, arc),
            href=f"#{sector.anchor}",
            class_="sector",
            aria_label=f"{sector.number} {sector.name}, {sector.about}",
        )
        for sector, arc in _arcs(wheel)
    )
    return element(
        "svg",
        *sectors,
        _hub(wheel),
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="group",
        aria_label=wheel.alt,
        class_="wheel",
    )


def svg(wheel: Wheel, *, caption: bool = False) -> str:
    """Return the wheel as a picture of its own with its legend; with ``caption`` it also says what it shows."""
    top = _CAPTION if caption else 0
    rows = -(-len(wheel.legend) // 3)
    height = top + HEIGHT + 12 + rows * _LEGEND
    drawn = joined(_sector(sector, arc) for sector, arc in _arcs(wheel))
    picture = element(
        "svg",
        element("title", wheel.caption),
        element("desc", wheel.alt),
        element("rect", width=WIDTH, height=height, fill="#ffffff"),
        _words(WIDTH / 2, 30, wheel.caption, 20, font_weight="bold", text_anchor="middle") if caption else None,
        element("g", drawn, _hub(wheel), transform=f"translate(0 {top})"),
        element("g", *_legend(wheel.legend), transform=f"translate(0 {top + HEIGHT + 8})"),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {height}",
        width=WIDTH,
        height=height,
        font_family=FONT,
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{picture}\n'


def swatch(status: Status) -> Markup:
    """Return a cell of a status as a small picture for a legend; the word beside it says what it means."""
    return element(
        "svg", *_swatch(status), viewBox="0 0 20 26", width=20, height=26, aria_hidden="true", class_="swatch"
    )


class _Arc(NamedTuple):
    """A part of the circle in degrees, clockwise from the top."""

    start: float
    end: float

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


def _arcs(wheel: Wheel) -> Iterator[tuple[Sector, _Arc]]:
    """Yield each sector with its part of the circle; all are of one size, however many indicators they have."""
    step = 360 / max(len(wheel.sectors), 1)
    for position, sector in enumerate(wheel.sectors):
        yield sector, _Arc(position * step + _GAP / 2, (position + 1) * step - _GAP / 2)


def _point(angle: float, radius: float) -> tuple[float, float]:
    turned = angle * pi / 180
    return _CENTRE[0] + radius * sin(turned), _CENTRE[1] - radius * cos(turned)


def _shape(arc: _Arc, inner: float, outer: float) -> str:
    """Return the outline of a part of a ring."""
    large = 1 if arc.end - arc.start > 180 else 0
    (x1, y1), (x2, y2) = _point(arc.start, outer), _point(arc.end, outer)
    (x3, y3), (x4, y4) = _point(arc.end, inner), _point(arc.start, inner)
    return (
        f"M{x1:.1f} {y1:.1f}A{outer:g} {outer:g} 0 {large} 1 {x2:.1f} {y2:.1f}"
        f"L{x3:.1f} {y3:.1f}A{inner:g} {inner:g} 0 {large} 0 {x4:.1f} {y4:.1f}Z"
    )


def _sector(sector: Sector, arc: _Arc) -> Markup:
    x, y = _point(arc.middle, (_NUMBERS + _CELLS) / 2 - 1)
    return joined(
        (
            element("path", d=_shape(arc, _NUMBERS, _RIM), fill="#ffffff", class_="ground"),
            element("path", d=_shape(arc, _NUMBERS, _CELLS - 4), fill=look.ACCENT, class_="band"),
            _words(
                x,
                y + 6,
                str(sector.number),
                17,
                font_weight="bold",
                text_anchor="middle",
                fill="#ffffff",
                class_="on-band",
            ),
            *_cells(sector, arc),
            _name(sector, arc),
        )
    )


def _cells(sector: Sector, arc: _Arc) -> Iterator[Markup]:
    step = (arc.end - arc.start) / max(len(sector.cells), 1)
    for position, (status, words) in enumerate(sector.cells):
        start = arc.start + position * step
        yield element("g", element("title", words), *_cell(status, _Arc(start + 0.3, start + step - 0.3)))


def _cell(status: Status, arc: _Arc) -> Iterator[Markup]:
    colours = look.STATUSES[status]
    frame: dict[str, str | float | None] = {
        "d": _shape(arc, _CELLS, _RIM),
        "fill": colours.fill if status is Status.PRESENT else colours.pale,
        "stroke": colours.fill,
        "stroke_width": 0.6 if status is Status.NOT_ASSESSED else 1.4,
        "stroke_dasharray": "3 2" if status is Status.NO_EVIDENCE else None,
    }
    yield element("path", **frame, class_=f"cell {status}")
    if status is Status.PARTIAL:
        yield element("path", d=_shape(arc, _CELLS, (_CELLS + _RIM) / 2), fill=colours.fill, class_="cell half partial")
    if status in _SIGNS:
        x, y = _point(arc.middle, _RIM - 12)
        yield _sign(status, x, y)


_SIGNS = {
    Status.NO_EVIDENCE: "M-2.4 -2.2A2.4 2.4 0 1 1 0.9 -0.1Q0 0.4 0 1.6M0 3.6V4.6",
    Status.NOT_APPLICABLE: "M-2.6 -2.6L2.6 2.6M2.6 -2.6L-2.6 2.6",
}
"""The question mark and the cross as lines around a point; no font needs to have them."""


def _sign(status: Status, x: float, y: float) -> Markup:
    return element(
        "path",
        d=_SIGNS[status],
        transform=f"translate({x:.1f} {y:.1f})",
        fill="none",
        stroke=look.STATUSES[status].ink,
        stroke_width=1.4,
        stroke_linecap="round",
        class_="sign",
    )


def _name(sector: Sector, arc: _Arc) -> Markup:
    """Return the name of a domain beside its sector, on as many lines as it needs and there is room for."""
    x, y = _point(arc.middle, _LABELS)
    aside = sin(arc.middle * pi / 180)
    anchor = "middle" if abs(aside) < 0.2 else "start" if aside > 0 else "end"
    upward = 1 + cos(arc.middle * pi / 180)  # lines grow away from the wheel: upward above it, downward below
    widest = (WIDTH - abs(x - WIDTH / 2) * 2) / _LETTER / (1 if anchor == "middle" else 2)
    lines = _fitting(sector.name, int(widest), _most_lines(arc, y, upward))
    first = y + 5 - (len(lines) - 1) * _LINE / 2 * upward
    return element(
        "g",
        *(joined((" ", _words(x, first + n * _LINE, line, 16, text_anchor=anchor))) for n, line in enumerate(lines)),
        class_="name",
    )


def _most_lines(arc: _Arc, y: float, upward: float) -> int:
    """Return how many lines of a name have room beside a sector, without leaving the picture or meeting the next."""
    above = (y - 11) / (_LINE / 2 * upward) if upward > 0.1 else HEIGHT
    below = (HEIGHT - 9 - y) / (_LINE * (1 - upward / 2)) if upward < 1.9 else HEIGHT
    beside = (arc.end - arc.start) * pi / 180 * _LABELS / _LINE - 1
    return 1 + max(0, int(min(above, below, beside)))


def _fitting(text: str, widest: int, most: int) -> list[str]:
    """Return a text on at most so many lines, none wider than there is room for; words that have none are left out."""
    words = text.split()[:_MOST_WORDS]
    for n in range(len(words), 0, -1):
        shown = " ".join([*words[:n], *(["…"] if n < len(text.split()) else [])])
        for lines in (_wrapped(shown, min(17, widest)), _wrapped(shown, widest)):
            if len(lines) <= most and max(map(len, lines)) <= widest:
                return lines
    return [f"{text.strip()[: widest - 1]}…"] if words else []


def _wrapped(text: str, width: int) -> list[str]:
    """Return a text on lines of about a width in characters, as even as its words allow."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _hub(wheel: Wheel) -> Markup:
    (x, y), (figure, about) = _CENTRE, wheel.centre
    lines = _wrapped(about, 13)
    return joined(
        (
            element("circle", cx=x, cy=y, r=_HUB - 4, fill=look.SHADE, class_="hub"),
            _words(x, y - 2 - (len(lines) - 1) * 7, figure, 20, font_weight="bold", text_anchor="middle"),
            *(
                _words(x, y + 16 - (len(lines) - 1) * 7 + n * 15, line, 13, text_anchor="middle", fill=look.QUIET)
                for n, line in enumerate(lines)
            ),
        )
    )


def _legend(states: Iterable[State]) -> Iterator[Markup]:
    for position, state in enumerate(states):
        row, column = divmod(position, 3)
        x, y = 140 + column * 200, row * _LEGEND
        yield element("g", *_swatch(state.status), transform=f"translate({x} {y})")
        yield _words(x + 30, y + 18, state.word, 15)


def _swatch(status: Status) -> Iterator[Markup]:
    colours = look.STATUSES[status]
    frame = {"fill": colours.fill if status is Status.PRESENT else colours.pale, "stroke": colours.fill}
    dashes = "3 2" if status is Status.NO_EVIDENCE else None
    yield element(
        "rect",
        x=2,
        y=2,
        width=16,
        height=22,
        stroke_width=1.4,
        stroke_dasharray=dashes,
        **frame,
        class_=f"cell {status}",
    )
    if status is Status.PARTIAL:
        yield element("rect", x=2, y=13, width=16, height=11, fill=colours.fill, class_="cell half partial")
    if status in _SIGNS:
        yield _sign(status, 10, 13)


def _words(x: float, y: float, text: str, size: int, **attributes: str) -> Markup:
    """Return a line of text; it has the ink, unless a ``fill`` is among the attributes."""
    look_of = {"fill": look.INK, "class_": "words", **attributes}
    return element("text", text, x=float(x), y=float(y), font_size=size, **look_of)
