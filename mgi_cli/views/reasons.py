"""Why the system refused something, in the language of the tool."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mgi_cli.words import Words

_NAMES = {os.strerror(number): name for number, name in errno.errorcode.items()}


def told(why: str, words: Words) -> str:
    """Return a reason as the tool says it; one that it has no words for, as the system does."""
    key = f"errors.why_{_NAMES.get(why, why)}"
    return words.say(key) if words.has(key) else why
