"""The outputs that tests compare whole, and how each is made.

Run this file to write them anew, then read the change.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from mgi_cli.cli.app import main
from mgi_cli.exchange import package
from mgi_cli.library import Library
from mgi_cli.reading import build
from mgi_cli.render import as_json
from mgi_cli.views.data import Dataset
from mgi_cli.views.data.document import document
from mgi_cli.words import Words
from tokens import tokened

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
MISTAKES = HERE / "mistakes"
FRAMEWORKS = HERE / "frameworks"
CROSSWALKS = HERE / "crosswalks"
EDITIONS = HERE / "editions"

TODAY = "2026-12-31"
"""The day on which all that is kept was made, and on which tests run: no output changes because time passes."""


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
    Example("gaps-planned.txt", "gaps orvenna-2025 --domain 3"),
    Example("gaps-planned-60.txt", "gaps orvenna-2025 --domain 3", 60),
    Example("gaps-planned.csv", "gaps orvenna-2025 --domain 3 --format csv"),
    Example("gaps-planned.md", "gaps orvenna-2025 --domain 3 --format md"),
    Example("gaps-status.txt", "gaps la-cruz --status no_evidence"),
    Example("gaps.json", "gaps la-cruz --domain 3 --format json"),
    Example("gaps.csv", "gaps la-cruz --domain 3 --format csv"),
    Example("gaps.md", "gaps la-cruz --domain 3 --format md"),
    Example("gaps-country.txt", "gaps marvessia-2025 --domain 3"),
    Example("show-by-gcm.txt", "show la-cruz --by gcm"),
    Example("show-by-gcm-60.txt", "show la-cruz --by gcm --domain 3", 60),
    Example("show-by-sdg.md", "show la-cruz --by sdg --format md"),
    Example("show-by-gcm.json", "show la-cruz --by gcm --domain 3 --format json"),
    Example("gaps-by-gcm.txt", "gaps la-cruz --by gcm"),
    Example("gaps-by-sdg-60.txt", "gaps la-cruz --by sdg --domain 3", 60),
    Example("gaps-by-gcm.json", "gaps la-cruz --by gcm --domain 3 --format json"),
    Example("gaps-by-gcm.csv", "gaps la-cruz --by gcm --domain 3 --format csv"),
    Example("diff-80.txt", "diff orvenna-2021 orvenna-2025"),
    Example("diff-60.txt", "diff orvenna-2021 orvenna-2025 --domain 3", 60),
    Example("diff-120.txt", "diff orvenna-2021 orvenna-2025 --domain 3", 120),
    Example("diff-places.txt", "diff la-cruz orvenna-2025 --domain 3"),
    Example("diff-country.txt", "diff marvessia-2021 marvessia-2025 --domain 4"),
    Example("diff-same.txt", "diff la-cruz la-cruz"),
    Example("diff.json", "diff orvenna-2021 orvenna-2025 --domain 3 --format json"),
    Example("diff.csv", "diff orvenna-2021 orvenna-2025 --format csv"),
    Example("diff.md", "diff orvenna-2021 orvenna-2025 --domain 3 --format md"),
    Example("trend-80.txt", "trend marvessia"),
    Example("trend-40.txt", "trend marvessia --domain 4", 40),
    Example("trend-60.txt", "trend marvessia --domain 4", 60),
    Example("trend-120.txt", "trend Orvenna --all", 120),
    Example("trend-one.txt", "trend la-cruz"),
    Example("trend.json", "trend orvenna-2025 --domain 3 --format json"),
    Example("trend.csv", "trend marvessia --domain 4 --format csv"),
    Example("trend.md", "trend xab-marvessia --domain 4 --format md"),
    Example("compare-80.txt", "compare la-cruz orvenna-2021 --domain 3"),
    Example("compare-24.txt", "compare la-cruz orvenna-2021 --domain 5", 24),
    Example("compare-40.txt", "compare la-cruz orvenna-2021 orvenna-2025 --domain 3", 40),
    Example("compare-60.txt", "compare la-cruz orvenna-2021 orvenna-2025", 60),
    Example("compare-120.txt", "compare la-cruz orvenna-2021 orvenna-2025", 120),
    Example("compare-differing.txt", "compare orvenna-2025 orvenna-2021 --domain 3 --differing --sort name"),
    Example("compare-country.txt", "compare marvessia-2017 marvessia-2021 marvessia-2025 --domain 4", 120),
    Example("compare.json", "compare la-cruz orvenna-2021 --domain 3 --format json"),
    Example("compare.csv", "compare la-cruz orvenna-2021 --domain 3 --format csv"),
    Example("compare-crosswalk-120.txt", "compare la-cruz marvessia-2025 --domain 3", 120),
    Example("compare-crosswalk-80.txt", "compare la-cruz marvessia-2025 --domain 6"),
    Example("compare-crosswalk-40.txt", "compare la-cruz marvessia-2025 --domain 4 --differing", 40),
    Example("compare-crosswalk-several.txt", "compare la-cruz orvenna-2025 marvessia-2025 --domain 2 --sort name", 100),
    Example("compare-crosswalk.json", "compare la-cruz marvessia-2025 --domain 5 --format json"),
    Example("compare-crosswalk.csv", "compare la-cruz marvessia-2025 --domain 5 --format csv"),
    Example("compare-crosswalk.md", "compare la-cruz marvessia-2025 --domain 5 --format md"),
    Example("compare-by-gcm.txt", "compare la-cruz marvessia-2025 --by gcm"),
    Example("compare-by-gcm-60.txt", "compare orvenna-2021 orvenna-2025 --by gcm --domain 4 --differing", 60),
    Example("compare-by-gcm.json", "compare la-cruz marvessia-2025 --by gcm --domain 1 --format json"),
    Example("compare-by-sdg.txt", "compare la-cruz orvenna-2021 orvenna-2025 --by sdg --domain 3", 120),
    Example("compare-by-sdg.json", "compare orvenna-2021 orvenna-2025 --by sdg --domain 2 --format json"),
    Example("compare-by-sdg.csv", "compare orvenna-2021 marvessia-2025 --by sdg --domain 3 --format csv"),
    Example("compare-by-sdg.md", "compare orvenna-2021 marvessia-2025 --by sdg --domain 6 --format md"),
    Example("compare.md", "compare la-cruz orvenna-2021 orvenna-2025 --domain 3 --format md"),
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
    Example("show-expired.txt", "show orvenna-2021 --domain 2 --today 2024-01-01"),
    Example("show-expired.json", "show orvenna-2021 --domain 2 --today 2024-01-01 --format json"),
    Example("gaps-expired.txt", "gaps orvenna-2021 --domain 2 --today 2024-01-01"),
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
    Example("migrate.txt", "migrate la-cruz --to local-2 -n", folder=EDITIONS),
    Example("migrate-60.txt", "migrate la-cruz --to local-0 -n", 60, folder=EDITIONS),
    Example("migrate-120.txt", "migrate la-cruz --to local-0 -n", 120, folder=EDITIONS),
    Example("migrate.json", "migrate well-town.yaml --to tiny-2 -n --format json", folder=FRAMEWORKS),
    Example("migrate.csv", "migrate well-town.yaml --to tiny-2 -n --format csv", folder=FRAMEWORKS),
    Example("migrate.md", "migrate orvenna-2016.yaml --to local-1 -n --format md", folder=EDITIONS),
    Example("migrate-plan.txt", "migrate orvenna-2016.yaml --to local-1 -n", folder=EDITIONS),
    Example("migrate-tiny.txt", "migrate well-town.yaml --to tiny-2 -n", folder=FRAMEWORKS),
    Example("diff-editions.txt", "diff orvenna-2016.yaml orvenna-2025 --domain 1", folder=EDITIONS),
    Example("diff-editions-60.txt", "diff orvenna-2016.yaml orvenna-2025 --domain 2", 60, folder=EDITIONS),
    Example("diff-editions.json", "diff orvenna-2016.yaml orvenna-2025 --domain 1 --format json", folder=EDITIONS),
    Example("diff-editions.csv", "diff orvenna-2016.yaml orvenna-2025 --domain 1 --format csv", folder=EDITIONS),
    Example("help.txt", "--help"),
    *(
        Example(f"help-{command}.txt", f"{command} --help")
        for command in (
            "list",
            "status",
            "show",
            "gaps",
            "diff",
            "trend",
            "compare",
            "validate",
            "fix",
            "undo",
            "new",
            "assess",
            "proposals",
            "set",
            "migrate",
            "report",
            "plan",
            "export",
            "import",
            "indicators",
            "explain",
            "search",
            "schema",
        )
    ),
)


IN_LANGUAGES = tuple(
    Example(f"{lang}/{file}", f"--lang {lang} {arguments}", width, folder)
    for lang in ("es", "fr")
    for file, arguments, width, folder in (
        Example("start.txt", ""),
        Example("list.txt", "list"),
        Example("status.txt", "status --today 2026-11-24"),
        *(Example(f"show-{width}.txt", "show la-cruz", width) for width in (40, 60, 80, 120)),
        Example("show-findings.txt", "show la-cruz --findings --domain 3"),
        *(Example(f"gaps-{width}.txt", "gaps la-cruz --domain 3", width) for width in (60, 120)),
        Example("gaps-planned.txt", "gaps orvenna-2025 --domain 3"),
        *(Example(f"diff-{width}.txt", "diff orvenna-2021 orvenna-2025 --domain 3", width) for width in (60, 120)),
        Example("trend.txt", "trend marvessia --domain 4"),
        Example("compare.txt", "compare la-cruz orvenna-2021 --domain 3"),
        Example("compare-crosswalk.txt", "compare la-cruz marvessia-2025 --domain 6"),
        Example("show-by-gcm.txt", "show la-cruz --by gcm --domain 3"),
        Example("indicators.txt", "indicators --domain 3"),
        Example("explain.txt", "explain 3.4.1"),
        Example("explain-code.txt", "explain duplicate_key"),
        Example("search.txt", "search sociedad civil --in indicators"),
        Example("validate.txt", WRONG, folder=MISTAKES),
        Example("fix.txt", "fix --dry-run tests/mistakes/several.yaml tests/mistakes/curly_quotes.yaml"),
        Example("proposals.txt", "proposals tests/profiles/proposed.yaml"),
        Example("migrate.txt", "migrate la-cruz --to local-2 -n", folder=EDITIONS),
        Example("help.txt", "--help"),
        Example("help-gaps.txt", "gaps --help"),
        Example("wrong.txt", "gaps --domian 3"),
        Example("nowhere.txt", "show la-crux"),
    )
)
"""The same in the other languages: one of each kind, for those who read them."""


EXPORTED = {
    "codebook.md": "export-codebook.md",
    "datapackage.json": "export-datapackage.json",
    "answers.csv": "export-answers.csv",
    "other.csv": "export-other.csv",
    "whole.json": "export.json",
}
"""Files that mgi export writes of the profile with a word in every field, and where they are kept."""


def exported(name: str) -> bytes:
    """Return one of these files as the tool writes it now."""
    framework = Library(framework=str(FRAMEWORKS / "tiny-1")).frameworks.get("tiny-1")
    profile = build.profile("whole", tokened(framework).tree)
    data = Dataset(profiles=((profile, framework),))
    if name == "whole.json":
        return as_json.dump(as_json.envelope("export", "en", document(data))).encode()
    return package.files(data, Words())[name]


class Slip(NamedTuple):
    """A mistake in a file of a framework or of a crosswalk: its code, where it is told and what is said of it.

    ``command`` is what tells it, ``framework`` the folder of the file.
    """

    code: str
    file: str
    old: str
    new: str
    place: str
    said: str
    framework: str = "tiny-1"
    command: str = "indicators --framework tiny-1"

    @property
    def what(self) -> str:
        """What the file belongs to."""
        return "a crosswalk between two small frameworks" if self.framework == "crosswalks" else "a small framework"

    def make(self, folder: Path) -> Path:
        """Make the mistake in a copy of the made-up frameworks, in ``folder/frameworks``; return the file.

        Profiles that answer two of them lie in ``folder``.
        """
        shutil.copytree(CROSSWALKS, folder, dirs_exist_ok=True)
        for name in ("tiny-1", "tiny-2"):
            shutil.copytree(FRAMEWORKS / name, folder / "frameworks" / name)
        shutil.copy(FRAMEWORKS / "well-town.yaml", folder)
        path = folder / "frameworks" / self.framework / self.file
        text = path.read_text("utf-8")
        if self.old not in text:
            raise ValueError(self.old)
        path.write_text(text.replace(self.old, self.new, 1), "utf-8")
        return path


def _of_crosswalk(code: str, file: str, change: tuple[str, str], place: str, said: str) -> Slip:
    """Return a mistake in a file of the made-up crosswalk: ``change`` is what stands there, and what in its place."""
    return Slip(code, file, *change, place, said, "crosswalks", "compare well-town.yaml well-land.yaml")


def _of_mapping(code: str, old: str, new: str, place: str, said: str) -> Slip:
    """Return a mistake in the mapping between the two made-up frameworks."""
    command = "migrate well-town.yaml --to tiny-2"
    return Slip(code, "from-tiny-1.yaml", old, new, f"from-tiny-1.yaml:{place}", said, "tiny-2", command)


OF_PAIRS, OF_REASONS = "tiny-1--tiny-land-1.yaml", "en/tiny-1--tiny-land-1.yaml"
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
    _of_crosswalk(
        "crosswalk_name",
        OF_PAIRS,
        ("local: tiny-1", "local: tiny-2"),
        "tiny-1--tiny-land-1.yaml:2:8",
        "so its file must be named tiny-2--tiny-land-1.yaml.",
    ),
    _of_crosswalk(
        "crosswalk_unknown",
        OF_PAIRS,
        ('national: "L.2"', 'national: "L.22"'),
        "tiny-1--tiny-land-1.yaml:7:33",
        "The framework tiny-land-1 has no indicator L.22.",
    ),
    _of_crosswalk(
        "crosswalk_twice",
        OF_PAIRS,
        ('national: "L.2"', 'national: "L.1"'),
        "tiny-1--tiny-land-1.yaml:7:5",
        "The pair of W.1.10 and L.1 is given twice.",
    ),
    _of_crosswalk(
        "crosswalk_both",
        OF_PAIRS,
        ('["A-x"]', '["A-x", "W.1.1"]'),
        "tiny-1--tiny-land-1.yaml:9:18",
        "The indicator W.1.1 stands in a pair",
    ),
    _of_crosswalk(
        "crosswalk_forgotten",
        OF_PAIRS,
        ('["S.1"]', "[]"),
        "tiny-1--tiny-land-1.yaml:10:3",
        "The indicator S.1 of tiny-land-1 is in no pair",
    ),
    _of_crosswalk(
        "unknown_value",
        OF_PAIRS,
        ("relation: broader", "relation: border"),
        "tiny-1--tiny-land-1.yaml:7:50",
        "Did you mean broader?",
    ),
    _of_crosswalk(
        "missing_text",
        OF_REASONS,
        ('    "A-x": The state flies no kites.\n', "    {}\n"),
        "tiny-1--tiny-land-1.yaml:9:3",
        "The text for A-x is missing here.",
    ),
    _of_crosswalk(
        "reason_of_nothing",
        OF_REASONS,
        ('"S.1"', '"S.2"'),
        "tiny-1--tiny-land-1.yaml:12:5",
        "A reason is given for S.2",
    ),
    Slip("tab", "en/air.yaml", "looks_at:", "\tlooks_at:", "air.yaml:1:1", "A tab stands"),
    _of_mapping("mapping_edition", "to: tiny-2", "to: tiny-3", "3:5", "tiny-2 is expected here."),
    _of_mapping(
        "unmapped_indicator",
        '  - {relation: new, to: ["S-2"], reason: Nobody had looked up.}\n',
        "",
        "7:1",
        "does not say what became of the indicator S-2 of tiny-2.",
    ),
    _of_mapping(
        "unmapped_domain",
        "domains:\n  - {from: [air], to: [sky], reason: What flies is in the sky.}\n",
        "",
        "1:1",
        "does not say where the domain air of tiny-1 is.",
    ),
    _of_mapping("mapped_unknown", "[air]", "[fire]", "6:13", "There is no fire in tiny-1."),
    _of_mapping("mapped_unknown", '["A-x"]', '["A-y"]', "10:32", "There is no A-y in tiny-1."),
    _of_mapping("mapped_twice", '["S-2"]', '["S-2", "S-1"]', "11:33", "S-1 of tiny-2 stands in the mapping twice."),
    _of_mapping("relation_codes", "split", "merged", "9:16", "merged cannot have 1 under from and 2 under to"),
    _of_mapping("same_code", "renamed", "same", "10:16", "What is the same has the same codes under from and to"),
    _of_mapping("unknown_value", "renamed", "moved", "10:16", '"moved" is not among same, renamed, split'),
    _of_mapping("missing_key", ", reason: A bucket needs a rope.", "", "9:5", "The key reason is missing here."),
)
"""Mistakes in the files of the made-up frameworks, and of the crosswalk between two."""


def made(example: Example) -> str:
    """Return the output of an example as the tool prints it now."""
    with contextlib.chdir(example.folder or "."):
        return output(example.arguments.split(), example.width)


def output(arguments: list[str], width: int = 80) -> str:
    """Run the tool on ``TODAY`` and return what it printed, standard output first."""
    os.environ["COLUMNS"] = str(width)
    today = patch("mgi_cli.library.this_day", lambda: TODAY)
    with today, contextlib.redirect_stdout(_stream()) as out, contextlib.redirect_stderr(_stream()) as err:
        main(arguments)
    for stream in (out, err):
        stream.flush()
    said = out.buffer.getvalue().decode() + err.buffer.getvalue().decode()
    return said if os.sep == "/" else _PATH.sub(lambda match: re.sub(r"\\+", "/", match[0]), said)


_PATH = re.compile(r"[\w.-]+(?:\\{1,2}(?!x[0-9a-f]{2}|u[0-9a-f]{4})[\w.-]+)+")
"""A path with the separators of Windows; what is written for a control character is none."""


class _Bytes(io.TextIOWrapper):
    """A stream that keeps what is written to it as UTF-8."""

    buffer: io.BytesIO


def _stream() -> _Bytes:
    return _Bytes(io.BytesIO(), encoding="utf-8", newline="\n")


def wrong() -> list[Path]:
    """Return the wrong files, and the folders of files that are only wrong together."""
    return sorted([*MISTAKES.glob("*.yaml"), *(path for path in MISTAKES.iterdir() if path.is_dir())])


def mistake(path: Path) -> str:
    """Return the whole text that a user sees for a wrong file, or a folder of them."""
    with contextlib.chdir(MISTAKES):
        return output(["validate", path.name])


if __name__ == "__main__":
    for example in (*EXAMPLES, *IN_LANGUAGES):
        (GOLDEN / example.file).parent.mkdir(exist_ok=True)
        (GOLDEN / example.file).write_text(made(example), "utf-8", newline="\n")
    for name, file in EXPORTED.items():
        (GOLDEN / file).write_bytes(exported(name))
    for path in wrong():
        path.with_suffix(".txt").write_text(mistake(path), "utf-8", newline="\n")
