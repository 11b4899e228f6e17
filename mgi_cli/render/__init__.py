"""From a report to text: one file per format, and the table of formats.

To add a format, write a module with ``render(report, surface) -> str`` and add its row to the table of those commands
that print it.
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


VALIDATION_FORMATS = {
    "text": "mgi_cli.render.terminal",
    "json": "mgi_cli.render.as_json",
    "sarif": "mgi_cli.render.as_sarif",
    "github": "mgi_cli.render.as_github",
    "junit": "mgi_cli.render.as_junit",
}
"""The formats in which ``validate`` prints what it found."""


FOR_PEOPLE = ("table", "text", "md")
"""The formats that are read by people, who would rather see a like character than an escape."""


FOR_SCREENS = ("table", "text")
"""The formats of these that are laid out for a screen, and read aloud by ``mgi_cli.render.plain`` instead."""


def formats(command: str) -> dict[str, str]:
    """Return the table of the formats that a command prints."""
    return VALIDATION_FORMATS if command == "validate" else FORMATS


def render(report: Report, form: str, surface: Surface) -> str:
    """Return a report in the format named; raises ``KeyError`` for one that is not in the table of its command."""
    if form in FOR_SCREENS and form in formats(report.command):
        return on_screen(report, surface)
    text: str = import_module(formats(report.command)[form]).render(report, surface)
    return text


def on_screen(report: Report, surface: Surface) -> str:
    """Return a report laid out for the eye, or in words for the ear."""
    module = "mgi_cli.render.plain" if surface.plain else "mgi_cli.render.terminal"
    text: str = import_module(module).render(report, surface)
    return text
