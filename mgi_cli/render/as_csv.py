"""A report as one flat table of comma-separated values (RFC 4180, UTF-8)."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from mgi_cli.text import visible

if TYPE_CHECKING:
    from mgi_cli.render.surface import Surface
    from mgi_cli.views.report import Report

FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
"""How texts begin that a spreadsheet would not take for a text, and those that begin with our own mark."""


def render(report: Report, surface: Surface) -> str:
    """Return the report's flat table, heads first."""
    flat = report.flat()
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(flat.heads)
    writer.writerows([_value(value) for value in row] for row in flat.rows)
    return out.getvalue()


def _value(value: str | int | None) -> str | int:
    return "" if value is None else value if isinstance(value, int) else escape(visible(value, keep="\n"))


def escape(text: str) -> str:
    """Return ``text`` so that a spreadsheet takes it for text: an apostrophe goes before what would be a formula.

    A text that begins with an apostrophe gets one more, so that taking one off gives back every text.
    """
    return "'" + text if text.startswith(FORMULA) else text
