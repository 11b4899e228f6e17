"""How a language counts, dates and names languages, by the rules of Unicode's CLDR as Babel has them."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from babel import Locale

_UNGROUPED = 1000
"""Whole numbers below it are written the same in all languages, so that most outputs need no Babel for them."""

_BEYOND = 10**15
"""No number of people or things is as large: what is was typed by mistake, and Babel cannot write all of them."""

_FALLBACK = "en_GB"


def form(locale: str, n: float) -> str:
    """Return which plural form a number takes: ``one``, ``other``, or another of CLDR's categories."""
    return _babel(locale).plural_form(abs(n))


def number(locale: str, value: float) -> str:
    """Return a number as people write it: ``12,345``, ``12 345``, ``0,75``."""
    if abs(value) >= _BEYOND or (isinstance(value, int) and abs(value) < _UNGROUPED):
        return str(value)
    from babel.numbers import format_decimal  # noqa: PLC0415 - few outputs have such numbers

    return format_decimal(value, locale=_babel(locale)).replace(_NARROW, _NO_BREAK)


_NARROW, _NO_BREAK = "\u202f", "\u00a0"  # the encodings of older consoles lack the narrow one


def date(locale: str, iso: str) -> str:
    """Return ``2022``, ``2022-09`` or ``2022-09-15`` as people write it; what is no day of the calendar, as it is."""
    parts = [int(part) for part in iso.split("-")]
    if len(parts) == 1:
        return iso
    try:
        day = dt.date(*parts, *[1] * (3 - len(parts)))
    except ValueError:
        return iso
    from babel.dates import format_date, format_skeleton  # noqa: PLC0415 - few outputs have no date, but --help has

    if len(parts) == 2:
        return format_skeleton("yMMMM", day, locale=_babel(locale))
    return format_date(day, "long", locale=_babel(locale))


def language(locale: str, tag: str) -> str:
    """Return what a language is called, by its BCP 47 tag; the tag itself where it has no name."""
    names: Mapping[str, str] = _babel(locale).languages
    return names.get(tag.split("-", maxsplit=1)[0].lower(), tag)


@cache
def _babel(locale: str) -> Locale:
    """Return Babel's locale of a name such as ``fr`` or ``en_GB``; English where there is none."""
    from babel.core import Locale, UnknownLocaleError  # noqa: PLC0415 - most of a second's tenth, not always needed

    try:
        return Locale.parse(locale)
    except (UnknownLocaleError, ValueError):
        return Locale.parse(_FALLBACK)
