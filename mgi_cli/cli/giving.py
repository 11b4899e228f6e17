"""What a person types for a date or an address, as the format of profiles has it."""

from __future__ import annotations

import re

from mgi_cli.errors import MgiError
from mgi_cli.reading import meant, shape
from mgi_cli.words import months


def date(said: str) -> str:
    """Return the date that a person means, in figures or in words of any language.

    Raises ``MgiError`` for what is no date, no day of the calendar, or could be two dates.
    """
    made = said if re.search(shape.DATE, said) else meant.date_of(said.strip(), months())
    if made is None or not meant.is_in_calendar(made):
        raise MgiError("bad_date", date=said)
    return made


def address(said: str) -> str:
    """Return the address that a person means; raises ``MgiError`` for what is none."""
    made = said if re.search(shape.URL, said) else meant.address(said)
    if made is None:
        raise MgiError("bad_url_given", url=said)
    return made
