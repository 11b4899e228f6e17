"""Texts and the language they are written in, and how words are compared whatever accents and case."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

_NO_WORD = re.compile(r"[\W_]+")
_BEYOND_ASCII = re.compile("([^\x00-\x7f]+)")
_APART = {code: " " for code in range(128) if not chr(code).isalnum()}

FALLBACK = "en"
"""The language that every catalogue text exists in; what is missing elsewhere is shown in it."""

_INVISIBLE = frozenset(["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"])
_HARMLESS = frozenset("\u00ad\u200c\u200d")  # soft hyphen, and the joiners that some scripts need


class Text(Value):
    """One text and the language it is written in.

    ``lang`` is a BCP 47 tag such as ``en``; ``None`` where nobody said.
    """

    value: str
    lang: str | None

    def __str__(self) -> str:
        return self.value


def choose(written: Text, translations: Mapping[str, str], lang: str) -> Text:
    """Return the text in ``lang``, or in that of another region, if there is a translation, else as it was written."""
    if lang in translations and lang != written.lang:
        return Text(value=translations[lang], lang=lang)
    if written.lang is None or is_foreign(written.lang, lang):
        alike = (Text(value=value, lang=tag) for tag, value in translations.items() if not is_foreign(tag, lang))
        return next(alike, written)
    return written


def is_foreign(lang: str | None, shown: str) -> bool:
    """Return whether a text is in another language than the one shown; a language of two regions is one."""
    return lang is not None and _primary(lang) != _primary(shown)


def _primary(lang: str) -> str:
    return lang.split("-", maxsplit=1)[0].lower()


def fold(text: str) -> str:
    """Return ``text`` without accents, case, or difference of quotes, hyphens and spaces, for comparing."""
    return words_in(letters(text))


def letters(text: str) -> str:
    """Return ``text`` without accents and case: half of folding, and enough to see that a word is not in it."""
    if text.isascii():
        return text.lower()
    parts = _BEYOND_ASCII.split(text)
    parts[::2] = [part.lower() for part in parts[::2]]
    parts[1::2] = [_plain(part) for part in parts[1::2]]
    return "".join(parts)


@lru_cache(maxsize=10_000)
def _plain(text: str) -> str:
    # Twice, because folding case can yield letters to take apart, and taking apart letters that have a case.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def capital(text: str) -> str:
    """Return a text with its first letter in capital, as it begins a line."""
    return text[:1].upper() + text[1:]


def words_in(plain: str) -> str:
    """Return the words of what ``letters`` returned, with a blank between two: the other half of folding."""
    return " ".join(words_apart(plain).split())


def words_apart(plain: str) -> str:
    """Return what ``letters`` returned with blanks for all that is no part of a word: enough to look for one word."""
    if not plain.isascii():
        if any(map(str.isalnum, set("".join(_BEYOND_ASCII.findall(plain))))):
            return _NO_WORD.sub(" ", plain)
        plain = _BEYOND_ASCII.sub(" ", plain)
    return plain.translate(_APART)


_QUOTES = "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb\"'"
_LONGEST_WORD = 80
"""Nobody mistypes a key of this length by a letter or two, and comparing it takes long."""

_MOST_COMPARED = 10_000
"""How many comparisons a file is worth: a profile has 40 key findings, and of one kind of problem 200 are told."""


def unquoted(text: str) -> str:
    """Return ``text`` without the quotation marks around it, of whatever kind, and without blanks at its ends."""
    return text.strip().strip(_QUOTES).strip()


def nearest(word: str, choices: Iterable[str], *, cutoff: float = 0.65) -> str | None:
    """Return the choice that ``word`` was most likely meant to be, or ``None`` if none is near.

    How near one must be, from 0, anything, to 1, the same, is the ``cutoff``; of more choices more are near by chance.
    """
    near = _near(word, choices, cutoff=cutoff)
    return near[0] if near else None


class Nearest:
    """Says which of some choices a word was most likely meant to be, as long as comparing takes no time to speak of.

    Of a file with thousands of keys and as many that do not exist, only the first are compared with all.
    """

    def __init__(self, choices: Collection[str]) -> None:
        """Keep the choices."""
        self._choices = choices
        self._left = _MOST_COMPARED

    def __call__(self, word: str) -> str | None:
        """Return the nearest choice, or ``None`` if none is near, or too many were looked at already."""
        if self._left <= 0:
            return None
        self._left -= len(self._choices)
        return nearest(word, self._choices)


def one_near(word: str, choices: Iterable[str]) -> str | None:
    """Return the one choice that ``word`` is a slip of the finger for; ``None`` where there is none, or a second."""
    near = _near(word, choices, cutoff=0.8)
    return near[0] if len(near) == 1 or (near and fold(near[0]) == fold(word)) else None


def _near(word: str, choices: Iterable[str], *, cutoff: float) -> list[str]:
    """Return the choices that are near to a word, the nearest first; ``cutoff`` from 0, anything, to 1, the same."""
    from difflib import get_close_matches  # noqa: PLC0415 - only who made a mistake pays for it

    by_fold: dict[str, str] = {}
    for choice in choices:
        by_fold.setdefault(fold(choice), choice)
    folded = fold(word[: _LONGEST_WORD + 1])
    if len(folded) > _LONGEST_WORD:
        return []
    return [by_fold[near] for near in get_close_matches(folded, by_fold, n=2, cutoff=cutoff)]


_ALIKE = {
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"',
    "\u00ab": "<<", "\u00bb": ">>", "\u2039": "<", "\u203a": ">", "\u00bf": "?", "\u00a1": "!",
    "\u2026": "...", "\u2022": "*", "\u00b7": ".", "\u2192": "->", "\u20ac": "EUR", "\u2044": "/",
    "\u2260": "!=", "\u2264": "<=", "\u2265": ">=", "\u00d7": "x",
    "\u0152": "OE", "\u0153": "oe", "\u00c6": "AE", "\u00e6": "ae", "\u00df": "ss",
    "\u00d8": "O", "\u00f8": "o", "\u0141": "L", "\u0142": "l",
    "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ",
}  # fmt: skip
"""Characters that older consoles lack, and what people take for them."""


def alike(text: str, encoding: str) -> str:
    """Return ``text`` with like characters for those that ``encoding`` lacks, where there are any in it.

    A letter loses an accent that the encoding lacks. What looks like nothing else stays as it is.
    """
    if _fits(text, encoding):
        return text
    return "".join(_alike(char, encoding) for char in unicodedata.normalize("NFC", text))


def fitted(text: str, encoding: str) -> str:
    """Return ``text`` in characters that ``encoding`` has: like ones for those that it lacks, or else their escapes."""
    if _fits(text, encoding):
        return text
    return alike(text, encoding).encode(encoding, "backslashreplace").decode(encoding)


def _alike(char: str, encoding: str) -> str:
    if _fits(char, encoding):
        return char
    if "\u0300" <= char <= "\u036f":  # an accent of its own, on a letter that there is not with it
        return ""
    like = _ALIKE.get(char) or "".join(_parts(char))
    return like if like and _fits(like, encoding) else char


def _parts(char: str) -> Iterator[str]:
    """Yield what a character is made of, a letter without its accents: without its stroke, no sign says the same."""
    before = ""
    for part in unicodedata.normalize("NFKD", char):
        if not (unicodedata.combining(part) and before.isalpha()):
            yield _ALIKE.get(part, part)
            before = part


def _fits(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def shortened(text: str, most: int = 300) -> str:
    """Return a text that is only quoted, cut off where it is longer than anybody reads."""
    return text if len(text) <= most else text[: most - 1] + "…"


def visible(text: str, keep: str = "") -> str:
    r"""Return ``text`` with control and direction characters written out (``\x1b``), so that it only ever prints.

    Line breaks and tabs become spaces, unless they are among those to ``keep``.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(char if char in keep else _visible_char(char) for char in text)


def _visible_char(char: str) -> str:
    if char in "\n\t\r":
        return " "
    if char in _HARMLESS or unicodedata.category(char) not in _INVISIBLE:
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
