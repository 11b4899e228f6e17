"""Write docs/diagnostics: a page for every code, from the words and the example files."""

from __future__ import annotations

import contextlib
import difflib
import os
import re
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import patch

ROOT = Path(__file__).parent.parent
sys.path.append(str(ROOT / "tests"))

from examples import MISTAKES, SLIPS, output, wrong  # noqa: E402 - the examples lie with the tests
from mgi_cli.diagnostic import MOST  # noqa: E402 - as above
from mgi_cli.library import Library  # noqa: E402 - as above
from mgi_cli.mending import mend  # noqa: E402 - as above
from mgi_cli.reading import encoding, files, repairs  # noqa: E402 - as above
from mgi_cli.text import visible  # noqa: E402 - as above
from mgi_cli.words import Words  # noqa: E402 - as above

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOLDER = ROOT / "docs" / "diagnostics"
WORDS = Words()
HEAD = "".join((MISTAKES / "unknown_status.yaml").read_text("utf-8").partition("answers:\n")[:1])

GROUPS = {
    "Reading": (
        "What keeps a file, or a part of it, from being read as it was meant.",
        """not_readable empty_file binary too_large utf16 not_utf8 bom hidden_character control_character tab odd_space
        trailing_space bad_indentation no_colon no_space text_beside_key text_not_indented list_mark colon_in_text
        comma_in_text text_cut reserved_start unknown_alias tag after_quote after_block_mark bad_escape escape_in_text
        curly_quotes unclosed_quote unclosed_bracket complex_key several_documents duplicate_key unquoted_code too_deep
        too_many_nodes yaml_syntax more_problems""",
    ),
    "Shape": (
        "What can be read, but does not have the form of a profile.",
        """not_a_profile newer_format unknown_framework missing_key unknown_key unknown_indicator empty_value wrong_type
        unquoted_text unknown_status status_in_words other_spelling unknown_value wrong_constant bad_date bad_country
        bad_language bad_key bad_url empty_text too_small_number too_large_number repeated_item wrong_shape""",
    ),
    "Meaning": (
        "What has the form of a profile, but does not fit together.",
        """unknown_finding unknown_source unused_finding finding_disagrees finding_of_other_domain identical_findings
        source_without_date date_in_future ends_before_it_begins after_publication stage_twice stages_out_of_order
        expired_before_publication expired_evidence unknown_country no_such_day""",
    ),
    "Rounds": (
        "What does not fit together among several files, each of which is right.",
        "same_round rounds_out_of_order",
    ),
    "Frameworks": (
        "What is wrong in the files of a framework of your own, of a mapping between editions, or of a crosswalk.",
        """framework_id duplicate_domain duplicate_subdomain duplicate_indicator missing_text text_of_nothing bad_text
        empty_list too_long mapping_edition unmapped_indicator unmapped_domain mapped_unknown mapped_twice
        relation_codes same_code
        crosswalk_name crosswalk_unknown crosswalk_twice crosswalk_both crosswalk_forgotten reason_of_nothing""",
    ),
}
"""The groups of codes: what they have in common, and the codes in the order of the index."""

NO_EXAMPLE = {"wrong_shape": "No file leads here: mgi has plainer words for everything that its schemas ask."}
"""Codes that stand by for a schema to come, and why there is no example of them."""

FIX = {
    "mends": "`mgi fix` mends it where only one thing can be meant.",
    "shows": "`mgi validate` shows what was probably meant; `mgi fix` leaves the choice to you.",
    "leaves": "`mgi fix` leaves it to you.",
}


class Shown(NamedTuple):
    """An example as a page shows it: its name, a word on it, its lines, the command, what mgi prints and makes of it.

    ``fixed`` is a unified diff, empty where ``mgi fix`` leaves the problem to a person.
    """

    name: str
    about: str
    lines: str
    command: str
    said: str
    fixed: str = ""


def _fence(text: str, language: str) -> str:
    marks = "```"
    while marks in text:
        marks += "`"
    return f"{marks}{language}\n{text.rstrip()}\n{marks}\n"


def _lines(data: bytes) -> str:
    """Return the bytes of an example as lines to look at: what cannot be seen is written out."""
    text = encoding.decode(data).text
    return visible(text if text is not None else data.decode("latin-1"), keep="\n")


def _of_mistake(path: Path, code: str) -> Shown:
    """Return an example from the folder of mistakes."""
    data = path.read_bytes()
    with contextlib.chdir(MISTAKES):
        made = mend(Path(path.name), Library())
    mended = code in {item.found.diagnostic.code for item in made.made}
    before, after = (_lines(side).splitlines() for side in (made.before, made.after))
    diff = "\n".join(difflib.unified_diff(before, after, path.name, path.name, lineterm=""))
    said = path.with_suffix(".txt").read_text("utf-8")
    fixed = (diff or "The bytes change, and the text stays as it is.") if mended else ""
    return Shown(path.name, "", _lines(data), f"mgi validate {path.name}", said, fixed)


def _of_folder(path: Path) -> Shown:
    """Return an example of files that are only wrong together."""
    inside = [item.relative_to(MISTAKES) for item in sorted(path.iterdir())]
    lines = "\n".join(f"# {item.as_posix()}\n{(MISTAKES / item).read_text('utf-8')}" for item in inside)
    about = f"A folder of {len(inside)} files."
    said = path.with_suffix(".txt").read_text("utf-8")
    return Shown(path.name, about, lines, f"mgi validate {path.name}", said)


def _of_slip(code: str) -> Iterator[Shown]:
    """Yield the examples of a mistake in a framework."""
    for slip in SLIPS:
        if slip.code == code:
            with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
                lines = slip.make(Path(folder)).read_text("utf-8")
                said = output(slip.command.split())
            about = f"The file `{slip.file}` of {slip.what} that is made up."
            yield Shown(slip.file, about, lines, f"mgi {slip.command}", said)


def _large() -> tuple[str, str]:
    Path("table.yaml").write_bytes(b"x" * (files.MAX_BYTES + 1))
    return f"A file of more than {files.MAX_BYTES // 1_000_000} MB.", output(["validate", "table.yaml"])


def _many() -> tuple[str, str]:
    keys = "".join(f"column_{number}: x\n" for number in range(1, MOST + 2))
    Path("table.yaml").write_text(HEAD + keys, "utf-8")
    blocks = output(["validate", "table.yaml"]).split("\n\n")
    about = f"The head of a profile, followed by {MOST + 1} lines of another file; what mgi prints is shortened here."
    return about, "\n\n".join([*blocks[:1], "…", *blocks[-3:]])


def _locked() -> tuple[str, str]:
    opened = Path.open

    def refuse(path: Path, *arguments: Any, **named: Any) -> Any:
        if path.name == "table.yaml":
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments, **named)

    Path("table.yaml").write_text(HEAD, "utf-8")
    with patch.object(Path, "open", refuse):
        return "A file that belongs to somebody else.", output(["validate", "table.yaml"])


_MADE: dict[str, Callable[[], tuple[str, str]]] = {"too_large": _large, "more_problems": _many, "not_readable": _locked}
"""Examples that no file of this project could be: what they are, and what mgi prints."""


def _of_making(code: str) -> Iterator[Shown]:
    if code in _MADE:
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            about, said = _MADE[code]()
        yield Shown("table.yaml", about, "", "mgi validate table.yaml", said)


@cache
def codes_in(path: Path) -> tuple[tuple[str, str], ...]:
    """Return the severities and codes that mgi prints for a wrong file."""
    return tuple(re.findall(r"^(\w+)\[(\w+)\]", path.with_suffix(".txt").read_text("utf-8"), re.MULTILINE))


def examples(code: str) -> list[Shown]:
    """Return every example of a code: files that bear its name, or one that has it, slips in a framework, made ones."""
    having = [path for path in wrong() if code in {told for _, told in codes_in(path)}]
    named = [path for path in having if path.stem.partition("-")[0] == code]
    named.sort(key=lambda path: (path.stem != code, path.stem))
    found = named or having[:1]
    files = [_of_folder(path) if path.is_dir() else _of_mistake(path, code) for path in found]
    return [*files, *_of_slip(code), *_of_making(code)]


def _shown(example: Shown, *, whole: bool) -> Iterator[str]:
    if example.about:
        yield example.about + "\n"
    if example.lines:
        rest = example.lines.removeprefix(HEAD)
        yield _fence(example.lines if whole or not rest.strip() else rest, "yaml")
    yield _fence(f"$ {example.command}\n{example.said}", "console")
    if example.fixed.startswith("---"):
        yield "What `mgi fix` makes of it:\n"
        yield _fence(example.fixed, "diff")
    elif example.fixed:
        yield f"`mgi fix` mends it. {example.fixed}\n"
    elif whole:
        yield "`mgi fix` leaves it to a person.\n"


def severities(code: str, shown: list[Shown]) -> list[str]:
    """Return the severities that a code has in its examples."""
    said = (re.findall(rf"^(\w+)\[{code}\]", example.said, re.MULTILINE) for example in shown)
    return sorted({severity for found in said for severity in found})


def _escaped(sentence: str) -> str:
    return re.sub(r"([\\`*_<>|\[\]])", r"\\\1", sentence)


def page(code: str, group: str) -> str:
    """Return the page of a code."""
    shown = examples(code)
    weight = " or ".join(severities(code, shown)) or "error"
    parts = [f"# {code}\n", f"{weight.capitalize()}, {group.lower()}. [All diagnostics](README.md)\n"]
    parts.append(_escaped(WORDS.say(f"explanations.{code}")) + "\n")
    if WORDS.has(f"right_lines.{code}"):
        parts += ["How it looks when it is right:\n", _fence(WORDS.say(f"right_lines.{code}"), "yaml")]
    parts.append(FIX[repairs.mending(code)] + "\n")
    if code in NO_EXAMPLE:
        parts.append(NO_EXAMPLE[code] + "\n")
    for number, example in enumerate(shown):
        titles = {0: "## An example\n", 1: "## More of them\n\nWithout the head of the profile, where that is right.\n"}
        parts += [titles[number]] if number in titles else []
        parts += _shown(example, whole=not number)
    return "\n".join(parts)


def index() -> str:
    """Return the page that lists all codes by group."""
    parts = [
        "# Diagnostics\n",
        "What [`mgi validate`](../commands.md#mgi-validate) can say, by group. In the terminal: `mgi explain CODE`.",
        "An error fails a file, a warning fails it under `--strict`, a note never does.\n",
    ]
    for group, (about, _) in GROUPS.items():
        parts += [f"## {group}\n", f"{about}\n", "| Code | | | `mgi fix` |", "| --- | --- | --- | --- |"]
        for code in codes(group):
            first = re.split(r"(?<=[.?]) (?=[A-Z]|mgi )", WORDS.say(f"explanations.{code}"))[0]
            weight = " or ".join(severities(code, examples(code))) or "error"
            parts.append(f"| [{code}]({code}.md) | {weight} | {_escaped(first)} | {repairs.mending(code)} |")
        parts.append("")
    return "\n".join(parts)


def codes(group: str) -> list[str]:
    """Return the codes of a group in the order of the index."""
    return GROUPS[group][1].split()


def pages() -> dict[str, str]:
    """Return the text of every page by the name of its file."""
    os.environ.pop("MGI_LANG", None)
    made = {f"{code}.md": page(code, group) for group in GROUPS for code in codes(group)}
    return {"README.md": index(), **made}


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    written = pages()
    for stale in {path.name for path in FOLDER.glob("*.md")} - written.keys():
        (FOLDER / stale).unlink()
    for name, text in written.items():
        (FOLDER / name).write_text(text, "utf-8", newline="\n")
