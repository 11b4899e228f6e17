"""The language that the system speaks with its user."""

from __future__ import annotations

import os
import re
import sys

_NO_LANGUAGE = frozenset(("c", "posix"))
_PRIMARY = 0x3FF  # the bits of a language of Windows that leave its country out
_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_.@].*)?")


def wanted() -> tuple[str, ...]:
    """Return the languages that the system is set to, the one liked most first.

    What the environment says counts everywhere, in the order of GNU gettext: ``LC_ALL``, ``LC_MESSAGES``, ``LANG``, and
    before them the list ``LANGUAGE``, unless they ask for no language (``C``). Windows sets none of these; there the
    language of its own menus is taken.
    """
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            said = _code(value)
            return _unique([*_listed(), said]) if said else ()
    return _listed() or _unique([_code(_windows_locale() or "")])


def _listed() -> tuple[str, ...]:
    return _unique([_code(item) for item in os.environ.get("LANGUAGE", "").split(":")])


def _unique(codes: list[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code in codes if code))


def _code(locale: str) -> str | None:
    """Return the language in the name of a locale, of ``fr_CA.UTF-8`` or ``fr-CA`` the ``fr``."""
    said = _TAG.fullmatch(locale.strip())
    bare = re.split("[.@]", locale.strip().lower())[0]
    return said[1].lower() if said and bare not in _NO_LANGUAGE else None


def _windows_locale() -> str | None:
    """Return the name of the locale of the menus of Windows, ``None`` elsewhere, or for one that has no name."""
    number = _language_of_menus()
    if number is None:
        return None
    from locale import windows_locale  # noqa: PLC0415 - only there

    named = windows_locale.get(number)
    return named or next((name for code, name in windows_locale.items() if code & _PRIMARY == number & _PRIMARY), None)


def _language_of_menus() -> int | None:
    """Return the number of the language of the menus of Windows, ``None`` elsewhere."""
    number: int | None = None
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - as above

        number = ctypes.windll.kernel32.GetUserDefaultUILanguage()
    return number
