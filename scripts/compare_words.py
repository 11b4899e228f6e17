"""Write docs/comparison.md: what general tools say of the examples beside what mgi says, from their real output.

Run: python scripts/compare_words.py SPECTRAL, with the program of @stoplight/spectral-cli. check-jsonschema and
yamllint are those of this Python environment or of the PATH. It takes some minutes.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from mgi_cli.library import Library
from mgi_cli.reading import reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mgi_cli.location import Document, Route

ROOT = Path(__file__).parent.parent
MISTAKES = ROOT / "tests" / "mistakes"
SCHEMA = ROOT / "schemas" / "profile-local-1.schema.json"
PAGE = ROOT / "docs" / "comparison.md"
PATIENCE = 20
"""Seconds after which a tool that has not ended is stopped."""

SHOWN = {
    "unknown_status.yaml": "A misspelt status.",
    "status_in_words.yaml": "An answer in words.",
    "list_mark-dash.yaml": "A word processor has made dashes of the hyphens of a list.",
    "bad_date-workbook.yaml": "A date copied from a workbook, which keeps it as a number of days.",
    "colon_in_text.yaml": "A colon in a text without quotes.",
    "tab.yaml": "A tab before a key.",
    "unclosed_quote.yaml": "A quotation mark that is not closed.",
    "duplicate_key-quotes.yaml": "Two answers to one question, one of them without quotes.",
    "text_cut.yaml": "A number sign in a text without quotes cuts the text off.",
    "unknown_finding.yaml": "A key finding that is cited and does not exist.",
}
"""The examples that the page shows, and what is wrong in each."""


class Remark(NamedTuple):
    """What a tool says: how the line is numbered up to which it speaks (``None`` where it names none), and the words.

    ``fails`` tells whether it fails the file for it.
    """

    line: int | None
    words: str
    fails: bool = True


class Verdict(NamedTuple):
    """What a tool says of a file: its remarks, and where it came to no verdict, how it ended."""

    remarks: tuple[Remark, ...] = ()
    ended: str = ""


class Tool(NamedTuple):
    """A tool: its name with the version, the command that shows its words, and how programs read them.

    ``form`` are the options that make them readable; ``read`` yields the names of files with remarks on them.
    """

    name: str
    command: tuple[str, ...]
    form: tuple[str, ...]
    read: Callable[[str], Iterator[tuple[str, Remark]]]


def run(command: Sequence[str], patience: int = PATIENCE) -> tuple[int | None, str, str]:
    """Run a command in the folder of examples; the exit code is ``None`` where it did not end."""
    try:
        ran = subprocess.run(
            command,
            cwd=MISTAKES,
            capture_output=True,
            check=False,
            encoding="utf-8",
            errors="replace",
            timeout=patience,
        )
    except subprocess.TimeoutExpired:
        return None, "", ""
    return ran.returncode, ran.stdout, ran.stderr


def verdict(tool: Tool, path: Path) -> Verdict:
    """Return what a tool says of an example."""
    code, out, err = run([*tool.command, *tool.form, path.name])
    if code is None:
        return Verdict(ended="does not end")
    try:
        remarks = tuple(remark for _, remark in tool.read(out))
    except ValueError:
        remarks = ()
    broken = "Traceback" in err or (code and not remarks)
    return Verdict(remarks, "ends with an error of its own" if broken else "")


def at_once(tool: Tool, paths: Sequence[Path]) -> dict[Path, Verdict]:
    """Return what a tool says of several examples in one run; raises ``ValueError`` where it does not get through."""
    _, out, err = run([*tool.command, *tool.form, *(path.name for path in paths)], patience=300)
    if "Traceback" in err:
        raise ValueError(err)
    said = list(tool.read(out))
    return {path: Verdict(tuple(remark for name, remark in said if name == path.name)) for path in paths}


# How each is read


@cache
def document(name: str) -> Document:
    """Return an example as mgi reads it, for the lines of routes."""
    return reader.read(name, (MISTAKES / name).read_bytes())[0]


_STEP = re.compile(r"\.([\w-]+)|\['((?:[^'\\]|\\.)*)'\]|\[(\d+)\]")


def last_line(name: str, route: Route) -> int | None:
    """Return the number of the last line of the part of an example at ``route``, or of what it lies in."""
    values = document(name).values
    while route and route not in values:
        route = route[:-1]
    return values[route].end_line + 1 if route else None


def _of_check_jsonschema(out: str) -> Iterator[tuple[str, Remark]]:
    said: dict[str, Any] = json.loads(out)
    for error in said.get("parse_errors", ()):
        yield error["filename"], Remark(None, error["message"])
    for error in said.get("errors", ()):
        steps = _STEP.findall(error["path"])
        route = tuple(int(number) if number else name or quoted for name, quoted, number in steps)
        yield error["filename"], Remark(last_line(error["filename"], route), error["message"])


def _of_yamllint(out: str) -> Iterator[tuple[str, Remark]]:
    for name, line, level, words in re.findall(r"^([^:]+):(\d+):\d+: \[(\w+)\] (.*)$", out, re.MULTILINE):
        yield name, Remark(int(line), words, fails=level == "error")


def _of_spectral(out: str) -> Iterator[tuple[str, Remark]]:
    for item in json.loads(out):
        yield (
            Path(item["source"]).name,
            Remark(item["range"]["end"]["line"] + 1, item["message"], fails=item["severity"] == 0),
        )


def _module(name: str) -> tuple[str, ...]:
    """Return how a Python tool is run: from this environment, else from the PATH."""
    module = name.replace("-", "_")
    return (sys.executable, "-m", module) if find_spec(module) else (name,)


def _version(command: Sequence[str]) -> str:
    found = re.search(r"\d+\.\d+\.\d+", run([*command, "--version"])[1])
    return found.group() if found else "?"


def check_jsonschema() -> Tool:
    """Return check-jsonschema with the JSON Schema of profiles."""
    program = _module("check-jsonschema")
    command = (*program, "--schemafile", str(SCHEMA))
    return Tool(f"check-jsonschema {_version(program)}", command, ("-o", "json"), _of_check_jsonschema)


def yamllint() -> Tool:
    """Return yamllint with its own relaxed rules, which leave out what is only taste."""
    program = _module("yamllint")
    return Tool(f"yamllint {_version(program)}", (*program, "-d", "relaxed"), ("-f", "parsable"), _of_yamllint)


def spectral(program: str, folder: Path) -> Tool:
    """Return Spectral with one rule, that the document follows the JSON Schema of profiles."""
    schema = {"allErrors": True, "schema": json.loads(SCHEMA.read_text("utf-8"))}
    then = {"function": "schema", "functionOptions": schema}
    rule = {"given": "$", "severity": "error", "message": "{{error}}", "then": then}
    (folder / "ruleset.json").write_text(json.dumps({"rules": {"profile": rule}}), "utf-8")
    command = (program, "lint", "--ruleset", str(folder / "ruleset.json"))
    return Tool(f"Spectral {_version([program])}", command, ("--format", "json", "--quiet"), _of_spectral)


# The law


class Own(NamedTuple):
    """What mgi says of an example: the number of the line and the severity of each problem."""

    problems: tuple[tuple[int, str], ...]

    @property
    def fails(self) -> bool:
        """Whether mgi fails the file."""
        return any(severity == "error" for _, severity in self.problems)


@cache
def own(path: Path) -> Own:
    """Return what mgi says of an example."""
    found = Library().check(path).found
    return Own(tuple((item.location.line, str(item.diagnostic.severity)) for item in found))


def less(path: Path, said: Verdict) -> Remark | None:
    """Return a remark of another tool on which mgi says less; ``None`` where it says as much of each.

    As much: an error where the other fails the file, anything where it only warns; on the same line or above it,
    where its cause is, or anywhere where the other names no line.
    """
    ours = own(path).problems
    for remark in said.remarks:
        near = [severity for line, severity in ours if remark.line is None or line <= remark.line]
        if not near or (remark.fails and "error" not in near):
            return remark
    return None


_BELOW = "the other names an empty part; mgi names the line below, which should be indented as that part"
LESS = {
    "trailing_space.yaml": "blanks at the ends of lines are a note to mgi and fail nothing: they change no meaning.",
    "unknown_status-windows-lines.yaml": "the line ends of Windows are as good as others; the misspelt status is told.",
    "bad_indentation-fields.yaml": f"{_BELOW}.",
    "odd_space.yaml": f"{_BELOW}, and the space in it.",
    "text_not_indented.yaml": f"{_BELOW}'s text.",
    "tab.yaml": "the other names the empty answer above as an error, and of the tab only warns; mgi names the tab.",
    "colon_in_text-braces.yaml": "the other names the first line of the file; mgi names the line and the column.",
    "several_documents.yaml": "the other names the first line; mgi names the line where the second document begins.",
    "several_documents-dots.yaml": "the same.",
}
"""Examples on which mgi says less than another tool, or says it of another line, and why that is right."""


# The page


def _lines(name: str) -> str:
    text = (MISTAKES / name).read_text("utf-8")
    head = (MISTAKES / "unknown_status.yaml").read_text("utf-8").partition("answers:\n")[0]
    return text.removeprefix(head).rstrip()


def _words(tool: Tool, name: str) -> str:
    _, out, err = run([*tool.command, name])
    said = re.sub(r"\x1b\[[0-9;]*m", "", out + err).replace(f"{MISTAKES}/", "")
    lines = [re.sub(r"(?<=\S) {3,}", "  ", line).rstrip() for line in said.strip().splitlines()]
    return "\n".join(lines) or "(nothing)"


def _example(name: str, tools: Sequence[Tool]) -> Iterator[str]:
    yield f"### {SHOWN[name].rstrip('.')}\n\n```yaml\n{_lines(name)}\n```\n"
    for tool in tools:
        yield f"{tool.name}:\n\n```text\n{_words(tool, name)}\n```\n"
    said = (MISTAKES / name).with_suffix(".txt").read_text("utf-8").split("\n\n1 file checked")[0]
    yield f"mgi:\n\n```text\n{said.rstrip()}\n```\n"


def _row(tool: Tool, verdicts: dict[Path, Verdict]) -> str:
    every = verdicts.values()
    speaks = sum(bool(said.remarks) for said in every)
    fails = sum(any(remark.fails for remark in said.remarks) for said in every)
    ended = [path.name for path, said in verdicts.items() if said.ended]
    as_much = sum(bool(said.remarks) and less(path, said) is None for path, said in verdicts.items())
    names = f": {', '.join(f'`{name}`' for name in ended)}" if 0 < len(ended) <= 6 else ""
    return f"| {tool.name} | {speaks} | {fails} | {len(ended)}{names} | {as_much} of {speaks} |"


def page(tools: Sequence[Tool], verdicts: dict[str, dict[Path, Verdict]]) -> str:
    """Return the page."""
    paths = sorted(MISTAKES.glob("*.yaml"))
    speaks, fails = sum(bool(own(path).problems) for path in paths), sum(own(path).fails for path in paths)
    parts = [HEAD.format(n=len(paths), tools=", ".join(tool.name for tool in tools)), *TABLE]
    parts += [_row(tool, verdicts[tool.name]) for tool in tools]
    parts += [f"| mgi | {speaks} | {fails} | 0 | |\n", LAW]
    parts += [f"- `{name}`: {why}" for name, why in LESS.items()]
    parts.append("\n## Ten of them\n\nWithout the head of the profile, where that is right.\n")
    parts += [text for name in SHOWN for text in _example(name, tools)]
    return "\n".join(parts).rstrip() + "\n"


HEAD = """\
# The words beside those of other tools

What three general tools say of the {n} wrong files in [tests/mistakes](../tests/mistakes), beside what `mgi validate`
says: {tools}. check-jsonschema and Spectral check against
[our JSON Schema](../schemas/profile-local-1.schema.json), Spectral by a ruleset with that one rule; yamllint has its
own rules `relaxed`. Each is good at what it is for; none of them knows what an assessment is. This page is written by
`scripts/compare_words.py` from their real output.

## All of them
"""
TABLE = (
    "| | says something of | fails | comes to no verdict on | of these, mgi says as much of |",
    "| --- | --- | --- | --- | --- |",
)
LAW = """\
mgi says as much where it has an error on the line that the other tool names or above it, where the cause is. A test
holds it for check-jsonschema and yamllint. The exceptions:
"""


def main(program: str) -> None:
    """Run all tools over all examples and write the page."""
    paths = sorted(MISTAKES.glob("*.yaml"))
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        tools = [check_jsonschema(), yamllint(), spectral(program, Path(folder))]
        verdicts = {
            tool.name: dict(zip(paths, pool.map(lambda path, tool=tool: verdict(tool, path), paths), strict=True))
            for tool in tools
        }
        PAGE.write_text(page(tools, verdicts), "utf-8", newline="\n")
    for name, every in verdicts.items():
        for path, said in every.items():
            remark = less(path, said)
            if remark and path.name not in LESS:
                print(f"{name} says more of {path.name}: {remark}")


if __name__ == "__main__":
    main(sys.argv[1])
