"""The text of a file without its remarks (``#``), and whether it is certain, without reading it, which these are.

A new profile has every question of the framework as a remark, and every profile the labels: nearly any word of the
field stands in it. Reading it to find that out takes five times as long as this.
"""

from __future__ import annotations

import re

_REMARK = re.compile(r'((?:  )?(?:"[^"\\]*": +)?)#.*')
"""A remark alone on its line, or behind a code in quotes; in the two columns where mgi writes them."""

_TOP = re.compile(r"(?:#.*|[\w-]+:(?: +[\w.-]+)? *(?: #.*)?)?")
_QUOTES = re.compile(
    r"""
    \ * (?:
        \#.*
        | (?: "[^"\\]*" :                                                       # "3.4.1":
            | (?:-\ )? [\w-]+ :\ + "[^"\\]*"                                    # note: "…"
            | -\ \{ (?: [\w-]+:\ (?: "[^"\\]*" | [\w.-]+ | \[[\w.,\ -]*\] ) (?:,\ )? )* \}  # - {text: "…", date: "…"}
          ) (?:\ +\#.*)? \ *
    )
    """,
    re.VERBOSE,
)
_APOSTROPHE = re.compile(r"[\s\[{,:]'")
_ODD_START = re.compile(r"\n *[|>!&*?%@]")
_OTHER_BREAKS = "\r\x85\u2028\u2029"


def without(source: str) -> str:
    """Return the text of a file without what looks like a remark; others stay."""
    lines = source.split("\n")
    return "\n".join(line if "#" not in line else _shortened(line) for line in lines)


def _shortened(line: str) -> str:
    found = _REMARK.fullmatch(line)
    return found[1] if found else line


def are_certain(source: str) -> bool:
    """Return whether all that looks like a remark is one: it could only be part of a text that goes over several lines.

    - In double quotes: no line may hold them but in one of the forms that end on it (``_QUOTES``).
    - In single quotes: there may be none.
    - After ``|`` or ``>``: the lines of such a text are indented deeper than the section that it lies in. Where none
      begins in the first two columns, no line of one begins in the third.
    - Without quotes: there a remark is one.
    """
    lines = source.split("\n")
    return (
        not any(mark in source for mark in _OTHER_BREAKS)
        and not ("'" in source and _APOSTROPHE.search(source))
        and not _ODD_START.search("\n" + source)
        and all(_TOP.fullmatch(line) for line in lines if line[:2] != "  ")
        and all(_QUOTES.fullmatch(line) for line in lines if '"' in line)
    )
