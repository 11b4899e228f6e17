"""The tool's sentences, by language: ``data/words/<language>/<subject>.yaml``, each read when first needed."""

from __future__ import annotations

import os
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from mgi_cli import grammar, locales
from mgi_cli.errors import MgiError
from mgi_cli.model import Status
from mgi_cli.reading import bundled, files, reader
from mgi_cli.text import FALLBACK, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from mgi_cli.judging.wording import Wording
    from mgi_cli.model import Profile

Tree = dict[str, Any]


class Words:
    """The sentences in one language, and English where that language has none.

    A sentence is named ``subject.key``; ``{name}`` in it is filled from the parameters, numbers as the language writes
    them. A sentence with forms ``one`` and ``other``, or more of CLDR's, takes the form that fits the parameter ``n``.
    """

    def __init__(self, lang: str = FALLBACK) -> None:
        """Choose the language; nothing is read yet. Raises ``MgiError`` for a language that has no words."""
        if lang not in languages():
            raise MgiError("unknown_language", lang=lang, known=languages())
        self.lang = lang
        self._subjects: dict[tuple[str, str], Tree] = {}

    def say(self, key: str, /, **params: object) -> str:
        """Return the sentence named ``key``; raises ``KeyError`` for a name that no language has.

        Raises ``MgiError`` for a translation that cannot be filled, ``DocumentError`` where its file has a mistake.
        """
        subject, _, name = key.partition(".")
        lang, entry = self._entry(subject, name)
        try:
            return self._filled(lang, entry, params)
        except (LookupError, ValueError):
            if lang == FALLBACK:
                raise
            known = [f"{{{param}}}" for param in params]
            raise MgiError("bad_sentence", path=files.shown(_file(lang, subject)), key=name, known=known) from None

    def _filled(self, lang: str, entry: Any, params: Mapping[str, object]) -> str:
        if isinstance(entry, dict):
            entry = entry.get(grammar.form(self._locale(lang), _count(params))) or entry["other"]
        if not params:
            return str(entry)
        return str(entry).format(**{name: self._written(lang, value) for name, value in params.items()})

    def number(self, value: float) -> str:
        """Return a number as people write it: ``12,345``, ``12 345``, ``0,75``."""
        return grammar.number(self._locale(self.lang), value)

    def has(self, key: str) -> bool:
        """Return whether there is a sentence of that name."""
        subject, _, name = key.partition(".")
        return any(name in self._subject(lang, subject) for lang in (self.lang, FALLBACK))

    def subject(self, subject: str) -> Mapping[str, Any]:
        """Return all entries of a subject."""
        return {**self._subject(FALLBACK, subject), **self._subject(self.lang, subject)}

    def either(self, items: Sequence[str]) -> str:
        """Return items as a phrase: ``a, b or c``."""
        return self._phrase("common.either", items)

    def both(self, items: Sequence[str]) -> str:
        """Return items as a phrase: ``a, b and c``."""
        return self._phrase("common.both", items)

    def _phrase(self, key: str, items: Sequence[str]) -> str:
        if len(items) < 2:
            return "".join(items)
        return self.say(key, first=", ".join(items[:-1]), last=items[-1])

    def date(self, date: str) -> str:
        """Return ``2022``, ``2022-09`` or ``2022-09-15`` as people write it."""
        written = grammar.date(self._locale(self.lang), date) if date else ""
        first = self._subject(self.lang, "common").get("first_of_month")
        return first.format(rest=written[1:].lstrip()) if first and date[8:] == "01" and written[:1] == "1" else written

    def country(self, code: str) -> str:
        """Return the name of a country by its ISO 3166-1 alpha-3 code, or the code where there is no name."""
        named = (_countries(lang).get(code) for lang in (self.lang, FALLBACK))
        return next((name for name in named if name), code)

    def target(self, code: str) -> str:
        """Return a target of the Sustainable Development Goals: its code, and its name where there is one."""
        named = f"sdg.{code}"
        return code + self.say("common.colon") + self.say(named) if self.has(named) else code

    def country_of(self, profile: Profile) -> str:
        """Return the name of the country that a place lies in."""
        return profile.place.country_name or self.country(profile.place.country)

    def where(self, profile: Profile) -> str:
        """Return what and where a place is: ``municipality in Guanacaste, Costa Rica``."""
        place = profile.place
        kind = place.type_name or self.say(f"places.{place.type}")
        country = self.country_of(profile)
        if place.type == "country":
            return kind
        return self.say("common.where", kind=kind, where=f"{place.within}, {country}" if place.within else country)

    def round(self, profile: Profile) -> str:
        """Return which round a profile is: ``round 1, published September 2022``."""
        assessment = profile.assessment
        key = "common.round_published" if assessment.published else "common.round"
        return self.say(key, number=str(assessment.round), date=self.date(assessment.published or ""))

    def _locale(self, lang: str) -> str:
        """Return the name under which CLDR knows a language, for its rules."""
        return str(self._subject(lang, "common").get("locale", lang))

    def _written(self, lang: str, value: object) -> object:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return grammar.number(self._locale(lang), value)
        return value

    def _entry(self, subject: str, name: str) -> tuple[str, Any]:
        """Return a sentence with its forms, and the language it is in."""
        for lang in (self.lang, FALLBACK):
            if name in self._subject(lang, subject):
                return lang, self._subject(lang, subject)[name]
        raise KeyError(f"{subject}.{name}")

    def _subject(self, lang: str, subject: str) -> Tree:
        if (lang, subject) not in self._subjects:
            self._subjects[lang, subject] = _read(lang, subject)
        return self._subjects[lang, subject]


def _count(params: Mapping[str, object]) -> float:
    n = params.get("n", 0)
    return n if isinstance(n, int | float) else 0


def _file(lang: str, subject: str, suffix: str = ".yaml") -> Path:
    return bundled.folder("data") / "words" / lang / f"{subject}{suffix}"


def _read(lang: str, subject: str, suffix: str = ".yaml") -> Tree:
    """Return the entries of a file, none where there is no such file; raises ``DocumentError`` for a mistake in it.

    A key with nothing behind it waits for its translation, and is none.
    """
    file = _file(lang, subject, suffix)
    return _filled_in(reader.entries(files.shown(file), file.read_bytes())) if file.is_file() else {}


def _filled_in(tree: Tree) -> Tree:
    return {
        key: _filled_in(value) if isinstance(value, dict) else value for key, value in tree.items() if value is not None
    }


@cache
def _countries(lang: str) -> Mapping[str, str]:
    """Return the names of countries in a language; a list of 250, kept as JSON because that is read at once."""
    return _read(lang, "countries", ".json")


def languages() -> tuple[str, ...]:
    """Return the languages that the tool speaks: those that have all its common words."""
    return tuple(lang for lang in _folders() if _file(lang, "common").is_file())


def _folders() -> tuple[str, ...]:
    return tuple(sorted(item.name for item in (bundled.folder("data") / "words").iterdir() if item.is_dir()))


def language(asked: str | None) -> str:
    """Return the language to speak: the one asked for, else ``MGI_LANG``, else the system's, else English."""
    if chosen := (asked or os.environ.get("MGI_LANG") or "").strip():
        return _named_language(chosen) or chosen.lower()
    return _system_language()


def understood(asked: str | None) -> str:
    """Return the language to speak where the one that is asked for may have no words: the next that has some."""
    named = (_named_language(chosen) for chosen in (asked, os.environ.get("MGI_LANG")) if chosen)
    return next((code for code in named if code), None) or _system_language()


def _system_language() -> str:
    spoken = languages()
    return next((found for code in locales.wanted() if (found := _among(spoken, code))), FALLBACK)


def _among(spoken: Iterable[str], asked: str) -> str | None:
    """Return the language that is meant by ``fr``, ``fr-CA`` or ``fr_CA.UTF-8``: of its region, of none, or of any."""
    tag = re.split("[.@]", asked.strip().lower())[0].replace("_", "-")
    bare = tag.split("-")[0]
    known = {lang.lower(): lang for lang in spoken}
    of_a_region = (lang for code, lang in known.items() if code.split("-")[0] == bare)
    return known.get(tag) or known.get(bare) or next(of_a_region, None)


def _named_language(chosen: str) -> str | None:
    """Return the language that is spoken by that code, of ``en_US.UTF-8`` or ``fr-CA`` too, or by that name."""
    spoken = languages()
    if code := _among(spoken, chosen):
        return code
    names = {fold(name): lang for lang, tree in every("typed").items() for name in tree.get("language", ())}
    named = names.get(fold(chosen))
    return named if named in spoken else None


def instead_of(kind: str) -> Mapping[str, str]:
    """Return what people type in place of ``commands`` or ``options``, folded, in every language; the name of each."""
    typed: dict[str, str] = {}
    for tree in every("typed").values():
        for name, words in (tree.get(kind) or {}).items():
            for word in words:
                typed.setdefault(fold(word), name)
    return typed


def months() -> Mapping[str, int]:
    """Return what people type for a month, folded, in every language; its number from 1."""
    return {
        fold(word): number
        for lang in _folders()
        for names in _read(lang, "months").values()
        for number, forms in enumerate(names, 1)
        for word in forms.split()
    }


def is_country(code: str) -> bool:
    """Return whether a code is one of ISO 3166-1 alpha-3."""
    return code in _countries(FALLBACK)


def type_names() -> Mapping[str, str]:
    """Return what the tool calls the types of places, folded, in every language; the code of each."""
    named = {fold(word): code for tree in every("places").values() for code, word in tree.items() if code != "other"}
    named |= {fold(word): "other" for tree in every("typed").values() for word in tree.get("other_type", ())}
    return named


def place_types() -> Mapping[str, str]:
    """Return what people type for a type of place, folded, in every language; its code."""
    typed: dict[str, str] = {}
    for lang in _folders():
        types = _read(lang, "page").get("types") or {}
        typed |= {fold(word): code for code, words in types.items() if code != "other" for word in words}
        typed |= {fold(word): code for code, word in _read(lang, "places").items()}
    return {**typed, **type_names()}


def other_types() -> Mapping[str, str]:
    """Return the types of place that the format has no code for, folded, in every language; how each is written."""
    trees = (_read(lang, "page").get("types") or {} for lang in _folders())
    return {fold(word): word for types in trees for word in types.get("other", ())}


def country_code(name: str) -> str | None:
    """Return the ISO 3166-1 alpha-3 code of a country by its folded name in any language, or by the folded code."""
    for lang in _folders():
        for code, known in _countries(lang).items():
            if name in (fold(known), code.lower()):
                return code
    for tree in every("page").values():
        for code, others in tree["countries"].items():
            if name in map(fold, others):
                return str(code)
    return None


def every(subject: str) -> Mapping[str, Tree]:
    """Return all entries of a subject by language, for texts that may be in any, whether the tool speaks it or not."""
    read = {lang: _read(lang, subject) for lang in _folders()}
    return {lang: tree for lang, tree in read.items() if tree}


def kinds() -> Mapping[str, str]:
    """Return what people call the kinds of findings, folded, in every language; the code of each."""
    trees = every("typed").values()
    return {fold(word): code for tree in trees for code, words in tree.get("kinds", {}).items() for word in words}


def keys() -> Mapping[str, tuple[str, ...]]:
    """Return what people call the keys of a profile, folded, in every language; the keys that each may stand for."""
    typed: dict[str, tuple[str, ...]] = {}
    for tree in every("typed").values():
        for key, words in tree.get("keys", {}).items():
            for word in map(fold, words):
                typed[word] = (*typed.get(word, ()), key)
    return typed


def statuses() -> Mapping[str, Status]:
    """Return what people type for a status, folded, in every language, whether the tool speaks it or not.

    A symbol, of which folding leaves nothing, stands for itself.
    """
    typed: dict[str, Status] = {}
    for lang in _folders():
        read = _read(lang, "statuses")
        for status, words in ((status, read[status]) for status in Status if status in read):
            typed |= {fold(word) or word: Status(status) for word in (status, *words)}
    return typed


@cache
def wordings() -> Mapping[str, Wording]:
    """Return what each language says about a status and calls the things of the field, by language."""
    found = {lang: (_read(lang, "wording"), _read(lang, "synonyms")) for lang in _folders()}
    return {lang: _wording(tables, synonyms) for lang, (tables, synonyms) in found.items() if tables}


def _wording(tables: Tree, synonyms: Tree) -> Wording:
    says = {name: table for name, table in tables.items() if name not in ("cancelled", "stop")}
    from mgi_cli.judging.wording import Wording  # noqa: PLC0415 - only proposals need it

    return Wording(says=says, cancelled=tables["cancelled"], too_common=tables["stop"], synonyms=synonyms)
