"""What was probably meant by a date, an address or a key that is none: pure functions of the text."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import TYPE_CHECKING

from mgi_cli.reading import shape
from mgi_cli.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
"""Dashes and minus signs that take the place of a hyphen in pasted text."""

_DATES = (
    re.compile(r"(?P<year>[0-9]{4})[-./ ](?P<month>[0-9]{1,2})(?:[-./ ](?P<day>[0-9]{1,2}))?"),
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})[T ]00:00(?::00)?Z?"),
    re.compile(r"(?:(?P<day>[0-9]{1,2})[-./ ])?(?P<month>[0-9]{1,2})[-./ ](?P<year>[0-9]{4})"),
    re.compile(
        r"(?:(?:le |el )?(?P<day>[0-9]{1,2})\w{0,2}\.?,? )?(?:de |of )?"
        r"(?P<word>[^\W\d_]+)\.?,? (?:del? )?(?P<year>[0-9]{4})"
    ),
    re.compile(r"(?P<word>[^\W\d_]+) (?P<day>[0-9]{1,2})\w{0,2},? (?P<year>[0-9]{4})"),
    re.compile(r"(?P<year>[0-9]{4}) (?P<word>[^\W\d_]+)"),
)
"""How people write dates: year first, with midnight behind it, year last, with the month in words; see ``_date``."""

_DAY_ZERO = date(1899, 12, 30)  # so that 61 is 1 March 1900, as in workbooks, which count a day too many before it
_DAYS = range(25_569, 73_051)  # 1970 to 2099: smaller and larger numbers are hardly dates

_ADDRESS = re.compile(r"(?:[a-z]{3,6}:?/{1,3})?(?P<rest>(?:[\w-]+\.)+[a-z]{2,}(?:[/?#:].*)?)", re.IGNORECASE)
_SCHEME = re.compile(r"(?P<scheme>https?):?/{1,3}", re.IGNORECASE)


def date_of(text: str, months: Mapping[str, int]) -> str | None:
    """Return the one date that a text can stand for, as the format has it; ``months`` are by folded word."""
    plain = text.translate(_DASHES)
    dates = {made for pattern in _DATES if (found := pattern.fullmatch(plain)) and (made := _date(found, months))}
    return dates.pop() if len(dates) == 1 else None


def _date(found: re.Match[str], months: Mapping[str, int]) -> str | None:
    """Return a date as the format has it, or ``None`` where it is none or could be two: 5/9 is May or September."""
    parts = {"month": None, "day": None, "word": None, **found.groupdict()}
    month = months.get(fold(parts["word"]), 0) if parts["word"] else int(parts["month"] or 0)
    day = int(parts["day"]) if parts["day"] else None
    swapped = day is not None and not parts["word"] and found.start("day") < found.start("year")
    if swapped and month <= 12 and day is not None and day <= 12 and day != month:
        return None
    made = f"{parts['year']}-{month:02}" + (f"-{day:02}" if day is not None else "")
    return made if re.search(shape.DATE, made) else None


def is_in_calendar(made: str) -> bool:
    """Return whether the calendar has the day of a date in the form of the format; a year or a month has its first."""
    try:
        date.fromisoformat((made + "-01-01")[:10])
    except ValueError:
        return False
    return True


def day_of(text: str) -> str | None:
    """Return the day of a date that has a time of day with it."""
    found = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:[0-9]{2}.*", text)
    return found[1] if found and re.search(shape.DATE, found[1]) else None


def workbook_day(text: str) -> str | None:
    """Return the day that a workbook shows for a number that it keeps, such as ``44805``."""
    number = int(text) if re.fullmatch("[0-9]{5}", text) else 0
    return (_DAY_ZERO + timedelta(days=number)).isoformat() if number in _DAYS else None


def address(text: str) -> str | None:
    """Return the address that a text probably is: with its scheme, and without blanks."""
    found = _ADDRESS.fullmatch(text)
    if found is None or re.search(r"[;,|]|\S\s+(?:https?:|www\.)", text):
        return None
    scheme = _SCHEME.match(text)
    made = f"{scheme['scheme'].lower() if scheme else 'https'}://{found['rest'].replace(' ', '%20')}"
    return made if re.search(shape.URL, made) else None


def plain_key(text: str) -> str | None:
    """Return a text in the letters that keys have: no accents, hyphens for blanks and other dashes."""
    letters = unicodedata.normalize("NFKD", text.translate(_DASHES))
    plain = "".join(char for char in letters if not unicodedata.combining(char))
    made = re.sub(r"[\s/]+", "-", plain.strip())
    return made if re.search(shape.KEY, made) else None
