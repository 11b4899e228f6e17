"""Whether a word of a page was lost: the words of one text compared with those of others, wherever lines are broken."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_cli.exchange.page_findings import Reading

_HYPHEN = re.compile("(?:[-‐]|\u00ad)\\s*")  # noqa: RUF001 - a hyphen as it is printed
_WORD = re.compile(r"[^\W_]+")


def words(texts: Iterable[str]) -> Counter[str]:
    """Return how often each word stands in texts; hyphens do not count, for a broken word is whole again."""
    return Counter(_WORD.findall(_HYPHEN.sub("", "\n".join(texts)).casefold()))


def lost(reading: Reading) -> Counter[str]:
    """Return the words of the findings part that are neither in a finding, nor told as not understood, nor headings."""
    kept = [*(item.text for item in reading.findings), *(item.text for item in reading.unplaced)]
    return words(reading.part) - words([*kept, *reading.structure, *reading.marks])
