"""What a person types for a date or an address, as the format of profiles has it."""

from __future__ import annotations

import re

from mgi_cli import library
from mgi_cli.errors import MgiError
from mgi_cli.reading import meant, shape
from mgi_cli.text import fold
from mgi_cli.words import every, months


def date(said: str) -> str:
    """Return the date that a person means, in figures or in words of any language; today is one.

    Raises ``MgiError`` for what is no date, no day of the calendar, or could be two dates.
    """
    made = _made(said)
    if made is None or not meant.is_in_calendar(made):
        raise MgiError("bad_date", date=said)
    return made


def day(said: str) -> str:
    """Return the day that a person means, as ``date`` does; raises ``MgiError`` for what is none."""
    made = _made(said)
    if made is None or len(made) != len("2026-01-31") or not meant.is_in_calendar(made):
        raise MgiError("bad_day", day=said)
    return made


def _made(said: str) -> str | None:
    """Return the date that words stand for, today among them; ``None`` for none."""
    if re.search(shape.DATE, said):
        return said
    return library.this_day() if is_today(said) else meant.date_of(said.strip(), months())


def is_today(said: str) -> bool:
    """Return whether a person says today, in any language."""
    return fold(said) in {fold(str(words["today"])) for words in every("common").values() if "today" in words}


def address(said: str) -> str:
    """Return the address that a person means; raises ``MgiError`` for what is none."""
    made = said if re.search(shape.URL, said) else meant.address(said)
    if made is None:
        raise MgiError("bad_url_given", url=said)
    return made
