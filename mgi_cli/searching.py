"""Looks for words in all that can be found: the frameworks in every language, and profiles, read only where they may.

A file is read in three steps, each sound: it is passed over only where a whole reading could find nothing in it.

1. Its text is folded as it stands. A word that is not in it, remarks, keys and codes aside, is in none of its texts,
   and as the words stand in the file they stand in none of its texts any better.
2. Its values are taken out of the YAML, without keys and remarks.
3. It is read and checked like everywhere else.

Files are taken in the order of what the last step promises, so that the best are found without reading all others.
"""

from __future__ import annotations

import contextlib
import re
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

from mgi_cli.diagnostic import DocumentError
from mgi_cli.errors import MgiError
from mgi_cli.judging import lookup
from mgi_cli.judging.search import Match, Query, in_catalogue, in_profile, rank
from mgi_cli.reading import asides, encoding, files, reader
from mgi_cli.text import fold, letters, nearest, words_apart, words_in
from mgi_cli.value import NOTHING, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from mgi_cli.judging.search import Entry, Passage
    from mgi_cli.library import Library
    from mgi_cli.model import Framework, Profile

    Editions = Sequence[tuple[Framework, Path | None]]

_FRAMEWORK = re.compile(r"^framework:[ \t]*[\"']?([A-Za-z0-9._-]+)", re.MULTILINE)

_ESCAPE = re.compile(r'\\[^"\\/ ]')
"""What makes a text differ from what stands in its file; other escapes stand for what is no part of a word anyway."""

NO_TEXTS = frozenset((
    *asides.CODED, "type", "stage", "framework", "country", "illustrative", "round", "indicator", "finding",
))  # fmt: skip
"""Keys whose values are codes; not those that could be the code of a language, under ``translations``."""

PLACES = (INDICATORS, PROFILES) = ("indicators", "profiles")
"""Where one can look: in the frameworks, in all profiles."""

_NEAR = 0.8
_LONGER = 2  # letters by which a word may differ in length from one that was meant


class Scope(Value):
    """What is looked through: frameworks or not, profiles by how they are named, and of these which domain.

    ``limit`` is how many profiles are enough; 0 for all.
    """

    catalogue: bool
    paths: Mapping[str, Path]
    domain: str | None = None
    limit: int = 0

    @classmethod
    def of(cls, library: Library, where: Sequence[str], *, domain: str | None = None, limit: int = 0) -> Scope:
        """Return what a person asked to look through: ``indicators``, ``profiles`` or profiles; nothing is all.

        Raises ``MgiError`` for a profile that there is none of.
        """
        named = {name: library.find(name) for name in where if name not in PLACES}
        every = library.profile_paths() if PROFILES in where or not where else {}
        return cls(catalogue=INDICATORS in where or not where, paths={**every, **named}, domain=domain, limit=limit)


class Group(Value):
    """A profile with its texts that have the words. ``named`` is how it can be named on the command line."""

    named: str
    path: Path
    profile: Profile
    framework: Framework
    passages: tuple[Passage, ...]


class Outcome(Value):
    """What was found: entries of frameworks, and profiles, in the order of their best texts, then as they were named.

    ``left`` is how many more profiles may have the words, which were not read because there were enough. ``unread``
    are those that may and cannot be read, ``broken`` the mistakes in frameworks that profiles answer.
    """

    catalogue: tuple[tuple[Framework, tuple[Entry, ...]], ...]
    groups: tuple[Group, ...]
    left: int = 0
    unread: Mapping[Path, MgiError] = NOTHING
    broken: tuple[MgiError, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not self.groups and not any(entries for _, entries in self.catalogue)


class _Sifted(NamedTuple):
    """A file after the first step: the best that the words can be in it, and the framework that it seems to answer."""

    named: str
    path: Path
    match: Match | None
    edition: str | None


class Search:
    """A search through what a library can find."""

    def __init__(self, library: Library, scope: Scope) -> None:
        """Say where to look; nothing is read yet."""
        self._library = library
        self._scope = scope

    def find(self, query: Query) -> Outcome:
        """Return what was found; raises ``MgiError`` for a domain that no framework has."""
        sifted = [_sift(query, named, path) for named, path in self._scope.paths.items()]
        editions, broken = self._editions(sifted or self._unsifted())
        self._check_domain(edition for edition, _ in editions)
        groups, left, unread = self._groups(query, sifted)
        shown = editions if self._scope.catalogue else ()
        return Outcome(
            catalogue=tuple((edition, self._entries(query, edition, beside)) for edition, beside in shown),
            groups=groups,
            left=left,
            unread=unread,
            broken=broken,
        )

    def near(self, query: Query) -> tuple[str, ...]:
        """Return what might have been meant by a query that finds nothing, and finds something.

        Words that are nowhere give way to the nearest there is, or else are left out; where each is somewhere, but not
        together, it is each by itself.
        """
        known: set[str] = set()
        unknown = set(query.words)
        for text in self._texts():
            folded = fold(text)
            unknown = {word for word in unknown if f" {word}" not in f" {folded}"}
            if not unknown:
                break
            known.update(folded.split())
        kept = [other for word in query.words if (other := _nearest(word, known) if word in unknown else word)]
        together = " ".join(kept)
        tries = [together] if together != " ".join(query.words) else kept if len(kept) > 1 else []
        return tuple(asked for asked in tries if asked and not self._is_nowhere(Query.of(asked)))

    def _texts(self) -> Iterator[str]:
        """Yield the text of every file that is looked through."""
        editions, _ = self._editions(self._unsifted()) if self._scope.catalogue else ((), ())
        for edition, beside in editions:
            yield from (text for _, text in self._written(edition, beside))
        for path in self._scope.paths.values():
            with contextlib.suppress(MgiError):
                yield _text(path) or ""

    def _is_nowhere(self, query: Query) -> bool:
        return Search(self._library, self._scope.but(limit=1)).find(query).is_empty

    # Frameworks

    def _unsifted(self) -> list[_Sifted]:
        """Return all profiles that can be found, for the frameworks that they answer."""
        return [_sift(None, named, path) for named, path in self._library.profile_paths().items()]

    def _editions(self, sifted: Iterable[_Sifted]) -> tuple[Editions, tuple[MgiError, ...]]:
        """Return the framework asked for, else those that profiles answer, else the first; each with where it lies.

        Of those that profiles answer, mistakes are returned; one that there is none of is told with the profile.
        """
        frameworks = self._library.frameworks
        answered = {(item.edition, item.path.parent) for item in sifted if item.edition}
        if frameworks.asked_id() or not answered:
            return [(frameworks.get(), None)], ()
        read: dict[int, tuple[Framework, Path | None]] = {}
        broken: dict[str, MgiError] = {}
        for edition, folder in sorted(answered):
            try:
                framework = frameworks.get(edition, beside=folder)
                read.setdefault(id(framework), (framework, folder))
            except DocumentError as error:
                broken[error.document.path] = error
            except MgiError:
                continue
        return sorted(read.values(), key=lambda pair: pair[0].id), tuple(broken.values())

    def _entries(self, query: Query, edition: Framework, beside: Path | None) -> tuple[Entry, ...]:
        """Return what of a framework has the words, in the language shown or in another that may have them all."""
        spoken = [edition]
        for lang, written in self._written(edition, beside):
            if lang != edition.lang and _has(query, letters(written)):
                with contextlib.suppress(MgiError):  # nobody asked for this language
                    other = self._library.frameworks.speaking(lang)
                    spoken.append(other.get(edition.id if beside else None, beside=beside))
        return in_catalogue(query, spoken, self._domains(edition))

    def _written(self, edition: Framework, beside: Path | None) -> Iterator[tuple[str, str]]:
        return self._library.frameworks.written(edition.id if beside else None, beside=beside)

    def _domains(self, edition: Framework) -> frozenset[str] | None:
        """Return the domains that are looked through, ``None`` for all; none where a framework lacks the one asked."""
        if self._scope.domain is None:
            return None
        try:
            return frozenset([lookup.find_domain(edition, self._scope.domain).id])
        except MgiError:
            return frozenset()

    def _check_domain(self, editions: Iterable[Framework]) -> None:
        known = list(editions)
        if self._scope.domain is not None and not any(self._domains(edition) for edition in known):
            lookup.find_domain(known[0], self._scope.domain)

    # Profiles

    def _groups(
        self, query: Query, sifted: Sequence[_Sifted]
    ) -> tuple[tuple[Group, ...], int, Mapping[Path, MgiError]]:
        """Return the first profiles that have the words, how many more may, and those that cannot be read.

        What waits is ordered by the best that a file can hold, as far as it is known.
        """
        waiting = [(item.match.order, at, _VALUES) for at, item in enumerate(sifted) if item.match]
        heapify(waiting)
        enough = self._scope.limit or len(waiting)
        read: dict[int, Group] = {}
        unread: dict[Path, MgiError] = {}
        found: list[Group] = []
        while waiting and len(found) < enough:
            _, at, step = heappop(waiting)
            if step == _DONE:
                found.append(read[at])
                continue
            match = None
            try:
                if step == _VALUES:
                    match = best_value(query, _text(sifted[at].path))
                elif (group := self._read(query, sifted[at])).passages:
                    read[at], match = group, group.passages[0].found.match
            except MgiError as error:
                unread[sifted[at].path] = error
            if match:
                heappush(waiting, (match.order, at, step + 1))
        return tuple(found), len(waiting), unread

    def _read(self, query: Query, item: _Sifted) -> Group:
        """Return a profile with what was found in it; raises ``MgiError`` where it has errors."""
        profile, framework = self._library.load(str(item.path))
        passages = in_profile(query, profile, framework, framework.lang, self._domains(framework))
        return Group(named=item.named, path=item.path, profile=profile, framework=framework, passages=passages)


_VALUES, _WHOLE, _DONE = range(3)
"""What is done next with a file that waits: its values are taken out, it is read whole, it is shown."""


def _nearest(word: str, known: Iterable[str]) -> str | None:
    return nearest(word, [other for other in known if abs(len(other) - len(word)) <= _LONGER], cutoff=_NEAR)


def _text(path: Path) -> str | None:
    """Return the text of a file, ``None`` for one that has none."""
    return encoding.decode(files.read(path)).text


def _sift(query: Query | None, named: str, path: Path) -> _Sifted:
    """Return what the first step tells of a file; of one that cannot be read nobody knows what it has."""
    try:
        text = _text(path)
    except MgiError:
        text = None
    if text is None:
        return _Sifted(named, path, Match.PHRASE, None)
    answers = _FRAMEWORK.search(text)
    return _Sifted(named, path, best_text(query, text) if query else None, answers[1] if answers else None)


def best_text(query: Query, source: str) -> Match | None:
    """Return the best that the words can be in a text of a file, ``None`` where they can be in none."""
    if ("\\" in source and _ESCAPE.search(source)) or "unplaced" in source:  # of an import, where a number is a text
        return Match.PHRASE
    plain = letters(source)
    if not _has(query, plain):
        return None
    if not all(_is_left(word, plain, source) for word in query.words) and asides.are_certain(source):
        return None
    return rank(query.words, words_apart(plain) if len(query.words) == 1 else words_in(plain))


def _has(query: Query, plain: str) -> bool:
    return all(word in plain for word in query.words)


def _is_left(word: str, plain: str, source: str) -> bool:
    """Return whether a word stands anywhere but in what looks like remarks, keys and codes.

    ``plain`` are the letters of the text, line by line the same.
    """
    having = (number for number, line in enumerate(plain.split("\n")) if word in line)
    return any(word in letters(line) for line in asides.left(source.split("\n"), having))


def best_value(query: Query, source: str | None) -> Match | None:
    """Return the best that the words are in a value of a file, ``None`` where they are in none.

    ``source`` is its text, ``None`` where it has none; nobody knows then.
    """
    values = reader.scalars(source) if source else None
    if values is None:
        return Match.PHRASE
    first = query.words[0]
    plain = ((key, letters(value)) for key, value in values)
    matches = (rank(query.words, words_in(value)) for key, value in plain if first in value and key not in NO_TEXTS)
    return min(filter(None, matches), key=lambda match: match.order, default=None)
