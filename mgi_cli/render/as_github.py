"""What ``validate`` found as workflow commands of GitHub Actions, which shows each beside the line of the file."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from mgi_cli.render.telling import sentences
from mgi_cli.text import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mgi_cli.render.surface import Surface
    from mgi_cli.views.report import Report

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
_IN_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = _IN_DATA | str.maketrans({":": "%3A", ",": "%2C"})


def render(report: Report, surface: Surface) -> str:
    """Return a line for each problem, and nothing where there is none."""
    return "".join(_line(problem) for problem in report.document()["diagnostics"])


def _line(problem: Mapping[str, Any]) -> str:
    properties = {
        "file": visible(PurePath(problem["path"]).as_posix()),
        **_place(problem),
        "title": f"mgi {problem['code']}",
    }
    listed = ",".join(f"{name}={str(value).translate(_IN_PROPERTY)}" for name, value in properties.items())
    return f"::{_COMMANDS[problem['severity']]} {listed}::{sentences(problem).translate(_IN_DATA)}\n"


def _place(problem: Mapping[str, Any]) -> dict[str, int]:
    """Return the place in GitHub's names; it takes columns only within one line."""
    lines = {"line": problem["line"], "endLine": problem["end_line"]}
    if problem["line"] != problem["end_line"]:
        return lines
    return {
        "line": problem["line"],
        "col": problem["column"],
        "endLine": problem["end_line"],
        "endColumn": problem["end_column"],
    }
