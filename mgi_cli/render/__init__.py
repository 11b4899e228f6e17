"""From a report to text: one file per format, and the table of formats.

To add a format, write a module with ``render(report, surface) -> str`` and add its row here.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mgi_cli.render.surface import Surface
    from mgi_cli.views.report import Report

FORMATS = {
    "table": "mgi_cli.render.terminal",
    "json": "mgi_cli.render.as_json",
    "csv": "mgi_cli.render.as_csv",
    "md": "mgi_cli.render.markdown",
}
"""The formats in which a result is printed, and where each is made; only the one that is asked for is imported."""


def render(report: Report, form: str, surface: Surface) -> str:
    """Return a report in the format named; raises ``KeyError`` for a format that is not in the table."""
    text: str = import_module(FORMATS[form]).render(report, surface)
    return text
