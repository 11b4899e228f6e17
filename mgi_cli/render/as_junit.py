"""What ``validate`` found as a JUnit report, which build servers read: a test for each file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from mgi_cli.render.telling import sentences
from mgi_cli.text import visible

if TYPE_CHECKING:
    from mgi_cli.render.surface import Surface
    from mgi_cli.views.report import Report

Problem = dict[str, Any]


def render(report: Report, surface: Surface) -> str:
    """Return an XML document; in ASCII, so that no console's encoding can spoil it."""
    document = report.document()
    failing = {"error", "warning"} if document["strict"] else {"error"}
    of_file: dict[str, list[Problem]] = {path: [] for path in document["paths"]}
    for problem in document["diagnostics"]:
        of_file[problem["path"]].append(problem)
    failures = sum(any(problem["severity"] in failing for problem in found) for found in of_file.values())
    counts = {"name": "mgi validate", "tests": str(len(of_file)), "failures": str(failures), "errors": "0"}
    root = ET.Element("testsuites", counts)
    suite = ET.SubElement(root, "testsuite", counts, skipped="0")
    for path, found in of_file.items():
        _add_case(suite, path, found, failing)
    ET.indent(root)
    written: bytes = ET.tostring(root, "us-ascii", xml_declaration=True)
    return written.decode() + "\n"


def _add_case(suite: ET.Element, path: str, found: list[Problem], failing: set[str]) -> None:
    """Add the test of a file: what fails it in one failure, all else in its output."""
    case = ET.SubElement(suite, "testcase", classname="mgi.validate", name=visible(path))
    wrong = [problem for problem in found if problem["severity"] in failing]
    other = [problem for problem in found if problem["severity"] not in failing]
    if wrong:
        first = {"type": wrong[0]["code"], "message": visible(wrong[0]["message"])}
        ET.SubElement(case, "failure", first).text = _told(wrong)
    if other:
        ET.SubElement(case, "system-out").text = _told(other)


def _told(found: list[Problem]) -> str:
    return "\n\n".join(f"{_head(problem)}\n{sentences(problem)}" for problem in found)


def _head(problem: Problem) -> str:
    place = f"{visible(problem['path'])}:{problem['line']}:{problem['column']}"
    return f"{problem['severity']}[{problem['code']}] {place}"
