"""Lines of a file without what is no text of it, and whether it is certain, without reading it, that it is none.

A new profile has every question of the framework as a remark (``#``), and every profile the labels: nearly any word of
the field stands in it. Names of domains and statuses stand there as codes. Reading a file to find that out takes five
times as long as this.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

CODED = ("status", "kind", "domain", "findings", "sources")
"""Keys whose values are codes, in the fifth column, where the entries of findings and answers stand."""

_REMARK = re.compile(r'^((?:  )?(?:"[^"\\]*": +)?)#.*')
"""A remark alone on its line, or behind a code in quotes; in the two columns where mgi writes them."""

_ENTRY = "    "
_CODE = re.compile(rf"^    (?:(?:{'|'.join(CODED)}): +(?:[\w.-]+|\[[\w.,\ -]*\]) *$|[\w-]+:(?= |$))")
_KEY = re.compile(r'^  (?:[\w.-]+|"[^"\\]*"):(?= |$)')
_NOTHING = re.compile("(?!)")
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(?:#.*)?$")
"""How a line ends after which a text stands on lines of its own."""

_TOP = re.compile(r"(?:#.*|[\w-]+:(?: +[\w.-]+)? *(?: #.*)?)?")
_QUOTES = re.compile(
    r"""
    \ * (?:
        \#.*
        | (?: "[^"\\]*" :                                                       # "3.4.1":
            | (?:-\ )? [\w-]+ :\ + "[^"\\]*"                                    # note: "…"
            | -\ "[^"\\]*"                                                      # - "…"
            | -\ \{ (?: [\w-]+:\ (?: "[^"\\]*" | [\w.-]+ | \[[\w.,\ -]*\] ) (?:,\ )? )* \}  # - {text: "…", date: "…"}
          ) (?:\ +\#.*)? \ *
    )
    """,
    re.VERBOSE,
)
_APOSTROPHE = re.compile(r"[\s\[{,:]'")
_ODD_START = re.compile(r"\n *[|>!&*?%@]")
_OTHER_BREAKS = "\r\x85\u2028\u2029"


def left(lines: Sequence[str], numbers: Iterable[int]) -> Iterator[str]:
    """Yield some lines of a file, by their numbers from 0, without what looks like a remark, a key or a code.

    What does not stand in the columns in which mgi writes it stays. Keys and codes of the fifth column all stay where a
    text on lines of its own begins in one of the first four: it can go on there.
    """
    entry = None
    for number in numbers:
        line = lines[number]
        if line[:4] != _ENTRY:
            yield _KEY.sub("", _REMARK.sub(r"\1", line) if "#" in line else line)
            continue
        entry = entry or _of_entries(lines)
        yield entry.sub("", line)


def _of_entries(lines: Sequence[str]) -> re.Pattern[str]:
    """Return what may be taken off the lines that begin in the fifth column."""
    above = (line for line in lines if line[:2] == "  " and line[:4] != _ENTRY)
    return _NOTHING if any(map(_HEADER.search, above)) else _CODE


def are_certain(source: str) -> bool:
    """Return whether what looks like a remark or a code is one: it could only be part of a text over several lines.

    - In double quotes: no line may hold them but in one of the forms that end on it (``_QUOTES``).
    - In single quotes: there may be none.
    - After ``|`` or ``>``: the lines of such a text are indented deeper than the section that it lies in. Where none
      begins in the first two columns, no line of one begins in the third.
    - Without quotes: there a remark is one, and a key is a mistake.
    """
    lines = source.split("\n")
    return (
        not any(mark in source for mark in _OTHER_BREAKS)
        and not ("'" in source and _APOSTROPHE.search(source))
        and not _ODD_START.search("\n" + source)
        and all(_TOP.fullmatch(line) for line in lines if line[:2] != "  ")
        and all(_QUOTES.fullmatch(line) for line in lines if '"' in line)
    )
