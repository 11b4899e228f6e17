"""What fills a sentence about something wrong: why the system refused it, and which numbers are counts."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mgi_cli.words import Words

COUNTS = frozenset(("n", "limit", "most", "least", "n_here", "n_there"))
"""The parameters that count, written as the language does; other numbers stand in a file, and stay as they do there."""

_NAMES = {os.strerror(number): name for number, name in errno.errorcode.items()}


def told(why: str, words: Words) -> str:
    """Return a reason as the tool says it; one that it has no words for, as the system does."""
    key = f"errors.why_{_NAMES.get(why, why)}"
    return words.say(key) if words.has(key) else why
