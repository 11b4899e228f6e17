"""Laws that hold for any file, whatever is in it; for the tests and for ``scripts/fuzz.py``."""

from __future__ import annotations

import io
import json
import re
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree as ET

from mgi_cli import frameworks, mending, words
from mgi_cli.cli.app import main
from mgi_cli.judging.source_rules import FREE_TEXT, texts
from mgi_cli.location import split_lines
from mgi_cli.reading import encoding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from mgi_cli.library import Checked, Library
    from mgi_cli.mending import Mend, Mended

_LINE_END = re.compile("(\r\n|[\n\r\x85\u2028\u2029])")
_WHOLE_FILE = frozenset(("bom", "utf16", "not_utf8"))
_MOST = 400
"""How many ways of making a repair on a line are followed; beyond, the line counts as accounted for."""


class Ran(NamedTuple):
    """What a command printed and returned."""

    code: int
    out: str
    err: str


def run(*args: str | Path) -> Ran:
    """Run the tool in this process, with streams of its own that hold UTF-8 as a terminal's do."""
    written = [io.BytesIO(), io.BytesIO()]
    out, err = (io.TextIOWrapper(into, encoding="utf-8", newline="") for into in written)
    with redirect_stdout(out), redirect_stderr(err):
        code = main([str(arg) for arg in args])
        out.flush()
        err.flush()
    return Ran(code, *(into.getvalue().decode() for into in written))


KEPT: tuple[tuple[Any, str, Callable[..., Any]], ...] = tuple(
    (module, name, cache(getattr(module, name)))
    for module, name in ((frameworks, "load_framework"), (words, "_read"), (words, "statuses"), (words, "months"))
)
"""What every command reads anew and reads only once where these take the place of what is there, so that more can be
tried: module, name, and what to put there."""


def hold(path: Path, library: Library, good: str) -> None:
    """Assert every law of a file; it is changed and given back its bytes. ``good`` is a profile to compare it with."""
    data = path.read_bytes()
    errors = reading(path, data)
    for arguments in (("show", path), ("gaps", path), ("diff", good, path), ("diff", path, good), ("fix", "-n", path)):
        ran = run(*arguments)
        assert ran.code in (0, 1, 2), arguments
        assert ran.code != 1 or errors, arguments
        assert ran.out or ran.err, arguments
        if ran.code == 1 and arguments[0] != "fix":
            assert "error[" in ran.err, arguments
    assert path.read_bytes() == data
    mended = fixing(path, library)
    undoing(path, mended)


def reading(path: Path, data: bytes) -> list[dict[str, Any]]:
    """Assert what ``mgi validate`` says of a file and where, in every format; return the errors."""
    ran = run("validate", path, "--format", "json")
    told = json.loads(ran.out)["diagnostics"]
    lines = split_lines(encoding.decode(data).text or "")
    for item in told:
        assert _lies_in(item, lines), item
    errors = [item for item in told if item["severity"] == "error"]
    assert ran.code == (1 if errors else 0)
    for form in ("text", "sarif", "github", "junit"):
        other = run("validate", path, "--format", form)
        assert other.code == ran.code, form
        _well_formed(form, other.out)
    return errors


def _well_formed(form: str, out: str) -> None:
    if form == "sarif":
        json.loads(out)
    if form == "junit":
        ET.fromstring(out)  # noqa: S314 - our own output


def _lies_in(place: dict[str, Any], lines: list[str]) -> bool:
    """Return whether a place is one of the file: a line that it has, a column of that line or the one after it."""
    start, end = (place["line"], place["column"]), (place["end_line"], place["end_column"])
    ends = [len(lines[number - 1]) + 1 for number, _ in (start, end) if 0 < number <= len(lines)]
    return len(ends) == 2 and start <= end and 0 < start[1] <= ends[0] and 0 < end[1] <= ends[1] + 1


def fixing(path: Path, library: Library) -> Mended:
    """Assert the laws of repair on a file, which stays as it is; return what the repair came to."""
    data = path.read_bytes()
    mended = mending.mend(path, library)
    assert mended.before == data
    assert mended.changed == bool(mended.made)
    before, after = encoding.decode(data).text or "", encoding.decode(mended.after).text or ""
    first = library.check(path)
    assert _badness(mended.checked) <= _badness(first)
    assert unaccounted(before, after, mended.made) == []
    assert free_words(first) <= set(re.findall(r"\w+", after)) | free_words(mended.checked)
    path.write_bytes(mended.after)
    again = mending.mend(path, library)
    assert told(library.check(path)) == told(mended.checked)
    path.write_bytes(data)
    assert [mend.found.diagnostic.code for mend in again.made] == []
    assert again.after == mended.after
    return mended


def told(checked: Checked) -> list[tuple[str, str]]:
    """Return what is told of a file: codes and places."""
    return [(item.diagnostic.code, str(item.location)) for item in checked.found]


def _badness(checked: Checked) -> tuple[int, int]:
    """Return how badly a file reads: lines that could not be read, and errors."""
    document = checked.document
    lost = sum(gone.end_line - gone.line for gone in document.lost)
    errors = sum(item.is_error for item in checked.found)
    return (len(document.lines) if document.tree is None else lost), errors


def free_words(checked: Checked) -> set[str]:
    """Return every word of the free texts of a file."""
    free = (written for route, written in texts(checked.document.tree) if FREE_TEXT & set(route))
    return {word for written in free for word in re.findall(r"\w+", written)}


def unaccounted(before: str, after: str, made: Iterable[Mend]) -> list[tuple[int, str, str]]:
    """Return the lines that differ in another way than the repairs that are told: number, before and after."""
    old, new = _LINE_END.split(before), _LINE_END.split(after)
    if old[1::2] != new[1::2]:
        return [(0, "", "line ends")]
    ways = [{line} for line in old[::2]]
    for mend in made:
        if mend.found.diagnostic.code == "trailing_space":
            ways = [{*lines, *(line.rstrip(" \t") for line in lines)} for lines in ways]
        elif mend.found.diagnostic.code not in _WHOLE_FILE:
            number = mend.found.location.line - 1
            ways[number] = {way for line in ways[number] for way in _replaced(line, mend.before, mend.after)}
    pairs = zip(ways, old[::2], new[::2], strict=True)
    return [
        (number, was, now) for number, (way, was, now) in enumerate(pairs, 1) if now not in way and len(way) < _MOST
    ]


def _replaced(line: str, before: str, after: str) -> Iterable[str]:
    for at in range(len(line) + 1):
        if line.startswith(before, at):
            yield line[:at] + after + line[at + len(before) :]


def undoing(path: Path, mended: Mended) -> None:
    """Assert that ``mgi fix`` writes what it found out and that ``mgi undo`` gives back the very bytes."""
    ran = run("fix", path)
    assert path.read_bytes() == mended.after
    assert ran.code == (1 if any(item.is_error for item in mended.checked.found) else 0)
    if mended.changed:
        assert run("undo", path).code == 0
    assert path.read_bytes() == mended.before
