"""The outputs that tests compare whole, and how each is made.

Run this file to write them anew, then read the change.
"""

from __future__ import annotations

import contextlib
import io
import os
from pathlib import Path
from typing import NamedTuple

from mgi_cli.cli.app import main

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
MISTAKES = HERE / "mistakes"
FRAMEWORKS = HERE / "frameworks"


class Example(NamedTuple):
    """A command whose whole output is kept in a file; run in ``folder`` where the output names files."""

    file: str
    arguments: str
    width: int = 80
    folder: Path | None = None


WRONG = "validate several.yaml duplicate_key.yaml unquoted_text.yaml text_cut.yaml unused_finding.yaml"
VALIDATED = {"json": "json", "sarif": "sarif", "github": "github", "junit": "xml"}
"""The formats of validation for programs, and the endings of the files in which their output is kept."""


EXAMPLES = (
    Example("start.txt", ""),
    Example("list.txt", "list"),
    Example("list-60.txt", "list", 60),
    Example("list.md", "list --format md"),
    Example("show-80.txt", "show la-cruz"),
    Example("show-60.txt", "show la-cruz", 60),
    Example("show-120.txt", "show la-cruz", 120),
    Example("show-40.txt", "show la-cruz", 40),
    Example("show.json", "show la-cruz --format json"),
    Example("show.csv", "show la-cruz --format csv"),
    Example("show.md", "show la-cruz --format md"),
    Example("show-made-up.txt", "show orvenna-2025"),
    Example("show-domain.txt", "show orvenna-2025 --domain 5"),
    Example("show-domain-60.txt", "show orvenna-2025 --domain 5", 60),
    Example("show-country.txt", "show marvessia-2025"),
    Example("show-country-domain.txt", "show marvessia-2017 --domain 1"),
    Example("show-findings.txt", "show la-cruz --findings"),
    Example("show-findings.md", "show la-cruz --findings --format md"),
    Example("gaps-80.txt", "gaps la-cruz"),
    Example("gaps-partnerships.txt", "gaps --domain partnerships"),
    Example("gaps-partnerships-60.txt", "gaps --domain partnerships", 60),
    Example("gaps-partnerships-120.txt", "gaps --domain partnerships", 120),
    Example("gaps-status.txt", "gaps la-cruz --status no_evidence"),
    Example("gaps.json", "gaps la-cruz --domain 3 --format json"),
    Example("gaps.csv", "gaps la-cruz --domain 3 --format csv"),
    Example("gaps.md", "gaps la-cruz --domain 3 --format md"),
    Example("gaps-country.txt", "gaps marvessia-2025 --domain 3"),
    Example("diff-80.txt", "diff orvenna-2021 orvenna-2025"),
    Example("diff-60.txt", "diff orvenna-2021 orvenna-2025 --domain 3", 60),
    Example("diff-120.txt", "diff orvenna-2021 orvenna-2025 --domain 3", 120),
    Example("diff-places.txt", "diff la-cruz orvenna-2025 --domain 3"),
    Example("diff-country.txt", "diff marvessia-2021 marvessia-2025 --domain 4"),
    Example("diff-same.txt", "diff la-cruz la-cruz"),
    Example("diff.json", "diff orvenna-2021 orvenna-2025 --domain 3 --format json"),
    Example("diff.csv", "diff orvenna-2021 orvenna-2025 --format csv"),
    Example("diff.md", "diff orvenna-2021 orvenna-2025 --domain 3 --format md"),
    Example("indicators.txt", "indicators --domain 3"),
    Example("indicators-60.txt", "indicators --domain 3", 60),
    Example("indicators-country.txt", "indicators --framework national-1 --domain 3"),
    Example("indicators.json", "indicators --domain 3 --format json"),
    Example("indicators.csv", "indicators --domain 3 --format csv"),
    Example("indicators.md", "indicators --domain 3 --format md"),
    Example("explain.txt", "explain 3.4.1"),
    Example("explain.json", "explain 3.4.1 --format json"),
    Example("explain.csv", "explain 3.4.1 --format csv"),
    Example("explain.md", "explain 3.4.1 --format md"),
    Example("explain-country.txt", "explain 1.4.2 --framework national-1"),
    Example("explain-code.txt", "explain bad_date"),
    Example("explain-code.json", "explain bad_date --format json"),
    Example("validate.txt", "validate la-cruz orvenna-2021 orvenna-2025"),
    Example("fix.txt", "fix --dry-run tests/mistakes/several.yaml tests/mistakes/curly_quotes.yaml"),
    Example("fix-60.txt", "fix --dry-run tests/mistakes/status_in_words.yaml", 60),
    Example("fix.json", "fix --dry-run tests/mistakes/status_in_words.yaml --format json"),
    Example("fix.csv", "fix --dry-run tests/mistakes/status_in_words.yaml --format csv"),
    Example("fix.md", "fix --dry-run tests/mistakes/status_in_words.yaml --format md"),
    *(Example(f"validate.{ending}", f"{WRONG} --format {form}", folder=MISTAKES) for form, ending in VALIDATED.items()),
    *(
        Example(f"validate-well.{ending}", f"validate well-town.yaml --format {form}", folder=FRAMEWORKS)
        for form, ending in VALIDATED.items()
    ),
    Example("help.txt", "--help"),
    *(
        Example(f"help-{command}.txt", f"{command} --help")
        for command in (
            "list",
            "show",
            "gaps",
            "diff",
            "validate",
            "fix",
            "undo",
            "export",
            "import",
            "indicators",
            "explain",
            "schema",
        )
    ),
)


def made(example: Example) -> str:
    """Return the output of an example as the tool prints it now."""
    with contextlib.chdir(example.folder or "."):
        return output(example.arguments.split(), example.width)


def output(arguments: list[str], width: int = 80) -> str:
    """Run the tool and return what it printed, standard output first."""
    os.environ["COLUMNS"] = str(width)
    with contextlib.redirect_stdout(_stream()) as out, contextlib.redirect_stderr(_stream()) as err:
        main(arguments)
    for stream in (out, err):
        stream.flush()
    return out.buffer.getvalue().decode() + err.buffer.getvalue().decode()


class _Bytes(io.TextIOWrapper):
    """A stream that keeps what is written to it as UTF-8."""

    buffer: io.BytesIO


def _stream() -> _Bytes:
    return _Bytes(io.BytesIO(), encoding="utf-8", newline="\n")


def mistake(path: Path) -> str:
    """Return the whole text that a user sees for a wrong file."""
    with contextlib.chdir(MISTAKES):
        return output(["validate", path.name])


if __name__ == "__main__":
    for example in EXAMPLES:
        (GOLDEN / example.file).write_text(made(example), "utf-8")
    for wrong in sorted(MISTAKES.glob("*.yaml")):
        wrong.with_suffix(".txt").write_text(mistake(wrong), "utf-8")
