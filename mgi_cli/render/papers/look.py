"""How papers look, whatever they are written as: the colours of the statuses, the ink, the accent."""

from __future__ import annotations

from typing import NamedTuple

from mgi_cli.model import Status
from mgi_cli.render.surface import GLYPHS

INK = "#1b2530"
QUIET = "#55616d"
ACCENT = "#14506b"
RULE = "#d3dae0"
SHADE = "#f2f5f7"
NOTICE = "#fff6dd"


class Look(NamedTuple):
    """The colours of a status: of its word on white (contrast at least 4.5), of an area, and of a pale ground."""

    ink: str
    fill: str
    pale: str


STATUSES = {
    Status.PRESENT: Look("#0b6b50", "#12876a", "#e3f3ed"),
    Status.PARTIAL: Look("#7a5200", "#e3a51a", "#fdf1d6"),
    Status.ABSENT: Look("#9b2c1f", "#c5472f", "#fbe7e3"),
    Status.NO_EVIDENCE: Look("#5b3a8c", "#8a66bd", "#efe8f8"),
    Status.NOT_APPLICABLE: Look("#4a5560", "#8f9ba7", "#eceff2"),
    Status.NOT_ASSESSED: Look("#55616d", "#c9d1d8", "#f5f7f8"),
}


def symbol(status: Status) -> str:
    """Return the symbol of a status; it says the same without any colour."""
    return GLYPHS[status][0]
