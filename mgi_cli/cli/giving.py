"""What a person types for a date or an address, as the format of profiles has it."""

from __future__ import annotations

import datetime as dt
import re

from mgi_cli.errors import MgiError
from mgi_cli.reading import meant, shape
from mgi_cli.words import months


def date(said: str) -> str:
    """Return the date that a person means, in figures or in words of any language.

    Raises ``MgiError`` for what is no date, no day of the calendar, or could be two dates.
    """
    made = said if re.search(shape.DATE, said) else meant.date_of(said.strip(), months())
    if made is None or not _is_real(made):
        raise MgiError("bad_date", date=said)
    return made


def _is_real(made: str) -> bool:
    """Return whether the calendar has that day; a year or a month always is one."""
    try:
        dt.date.fromisoformat((made + "-01-01")[:10])
    except ValueError:
        return False
    return True


def address(said: str) -> str:
    """Return the address that a person means; raises ``MgiError`` for what is none."""
    made = said if re.search(shape.URL, said) else meant.address(said)
    if made is None:
        raise MgiError("bad_url_given", url=said)
    return made
