"""The outputs that tests compare whole, and how each is made.

Run this file to write them anew, then read the change.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
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
    Example("list-stage.txt", "list --stage follow_up --today 2026-11-24"),
    Example("status.txt", "status --today 2026-11-24"),
    Example("status-60.txt", "status --today 2026-11-24", 60),
    Example("status.md", "status --today 2026-11-24 --format md"),
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
    Example("explain-code-60.txt", "explain list_mark", 60),
    Example("explain-code-120.txt", "explain list_mark", 120),
    Example("explain-code-leaves.txt", "explain binary"),
    Example("explain-code.json", "explain bad_date --format json"),
    Example("explain-code.csv", "explain bad_date --format csv"),
    Example("explain-code.md", "explain list_mark --format md"),
    Example("explain-domain.txt", "explain partnerships"),
    Example("explain-domain.md", "explain partnerships --format md"),
    Example("explain-status.txt", "explain no_evidence"),
    Example("search.txt", "search housing"),
    Example("search-60.txt", "search housing", 60),
    Example("search-120.txt", "search housing", 120),
    Example("search-other-language.txt", "search sociedad civil"),
    Example("search-typing.txt", "search civil soc --in indicators"),
    Example("search-domain.txt", "search desk --domain 2 --in orvenna-2025"),
    Example("search-nothing.txt", "search hosing"),
    Example("search-apart.txt", "search lawyer beds"),
    Example("search.json", "search housing --format json"),
    Example("search.csv", "search housing --format csv"),
    Example("search.md", "search housing --format md"),
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
    Example("proposals.txt", "proposals tests/profiles/proposed.yaml"),
    Example("proposals-60.txt", "proposals tests/profiles/proposed.yaml", 60),
    Example("proposals.json", "proposals tests/profiles/proposed.yaml --format json"),
    Example("proposals.csv", "proposals tests/profiles/proposed.yaml --format csv"),
    Example("proposals.md", "proposals tests/profiles/proposed.yaml --format md"),
    Example("help.txt", "--help"),
    *(
        Example(f"help-{command}.txt", f"{command} --help")
        for command in (
            "list",
            "status",
            "show",
            "gaps",
            "diff",
            "validate",
            "fix",
            "undo",
            "new",
            "assess",
            "proposals",
            "set",
            "export",
            "import",
            "indicators",
            "explain",
            "search",
            "schema",
        )
    ),
)


class Slip(NamedTuple):
    """A mistake in a framework's file: its code, where it is told and what is said of it."""

    code: str
    file: str
    old: str
    new: str
    place: str
    said: str

    def make(self, folder: Path) -> Path:
        """Make the mistake in a copy of the made-up framework, in ``folder/frameworks``; return the file."""
        shutil.copytree(FRAMEWORKS / "tiny-1", folder / "frameworks" / "tiny-1")
        path = folder / "frameworks" / "tiny-1" / self.file
        text = path.read_text("utf-8")
        if self.old not in text:
            raise ValueError(self.old)
        path.write_text(text.replace(self.old, self.new, 1), "utf-8")
        return path


OF_STRUCTURE, OF_NAMES, OF_WATER = "framework.yaml", "en/framework.yaml", "en/water.yaml"
SLIPS = (
    Slip(
        "duplicate_indicator",
        OF_STRUCTURE,
        '"W.1.10"',
        '"W.1.1"',
        "framework.yaml:12:18",
        "The indicator W.1.1 is given twice.",
    ),
    Slip(
        "duplicate_subdomain",
        OF_STRUCTURE,
        'id: "A"',
        'id: "W.1"',
        "framework.yaml:15:13",
        "The sub-domain W.1 is given twice.",
    ),
    Slip(
        "duplicate_domain",
        OF_STRUCTURE,
        "id: air",
        "id: water",
        "framework.yaml:13:9",
        "The domain water is given twice.",
    ),
    Slip("framework_id", OF_STRUCTURE, "id: tiny-1", "id: tiny-2", "framework.yaml:2:5", "its folder tiny-1"),
    Slip("too_large_number", OF_STRUCTURE, "gcm: [15]", "gcm: [99]", "framework.yaml:11:33", "99 is more than 23."),
    Slip("bad_text", OF_STRUCTURE, '"6.1"', '"99.1"', "framework.yaml:11:44", '"99.1" does not have the form'),
    Slip("unknown_key", OF_STRUCTURE, "level: local", "levle: local", "framework.yaml:3:1", "Did you mean level?"),
    Slip("missing_text", OF_WATER, '"W.1.10":', '"W.1.11":', "water.yaml:4:1", "The text for W.1.10 is missing here."),
    Slip(
        "text_of_nothing", OF_NAMES, "air: Air", "ari: Air", "framework.yaml:9:1", "The text for air is missing here."
    ),
    Slip("too_long", OF_WATER, "label: Buckets", f"label: {'B' * 61}", "water.yaml:12:12", "60 are the most"),
    Slip("empty_list", OF_WATER, "[A list of buckets]", "[]", "water.yaml:16:15", "The list is empty."),
    Slip("tab", "en/air.yaml", "looks_at:", "\tlooks_at:", "air.yaml:1:1", "A tab stands"),
)
"""Mistakes in the files of the made-up framework tiny-1."""


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
