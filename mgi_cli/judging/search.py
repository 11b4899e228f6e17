"""Where words stand: in the texts of a framework and of a profile, accents and case ignored, the best matches first.

What is better is told of texts alone, never of places or answers: how the words stand in a text (``Match``), then which
text it is (``CATALOGUE``, ``PROFILE``), then whether it is in the language shown, then the order of the framework or of
the file.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from mgi_cli.text import fold, letters
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from mgi_cli.model import Answer, Assessment, Domain, Framework, Indicator, KeyFinding, Profile

    Spot = tuple[int, int]


class Match(StrEnum):
    """How the words asked for stand in a text, the best first.

    As they were typed, one after the other; as whole words, anywhere; one after the other, the last as the beginning of
    a word; as beginnings of words, anywhere; each in another text of the same indicator.
    """

    PHRASE = "phrase"
    WORDS = "words"
    PHRASE_BEGUN = "phrase_begun"
    BEGINNINGS = "beginnings"
    APART = "apart"

    @property
    def order(self) -> int:
        """How many kinds are better."""
        return _ORDER[self]


_ORDER = {match: position for position, match in enumerate(Match)}

CATALOGUE = {"code": 0, "name": 1, "label": 1, "question": 2, "present": 3, "partial": 4, "evidence": 5}
"""The texts of a framework in the order of their weight; ``name`` is that of a domain or sub-domain."""

PROFILE = {
    name: position
    for position, name in enumerate((
        "place", "finding", "note", "reason", "evidence", "source", "action", "unplaced", "participants", "basis",
    ))
}  # fmt: skip
"""The texts of a profile in the order of their weight."""


class Query(Value):
    """What is looked for: as it was typed, and its folded words."""

    asked: str
    words: tuple[str, ...]

    @classmethod
    def of(cls, asked: str) -> Query:
        """Return what a person asked for; a query without a word finds nothing."""
        return cls(asked=" ".join(asked.split()), words=tuple(fold(asked).split()))


class Said(NamedTuple):
    """A text, which one it is, and its language; ``None`` where nobody said."""

    field: str
    text: str
    lang: str | None


class Found(Value):
    """A text in which the words stand: how, and where, as characters from 0, the end exclusive."""

    match: Match
    field: str
    text: str
    lang: str | None
    spots: tuple[Spot, ...]


class Entry(Value):
    """Something of a framework that was found: a ``domain``, a ``subdomain`` or an ``indicator``, by ``kind``.

    ``label`` is its name in the language shown.
    """

    framework: str
    kind: str
    id: str
    label: str
    domain: str
    subdomain: str | None
    found: Found


class Passage(Value):
    """A text of a profile that was found, and whose it is.

    ``key`` is that of the finding or source, ``indicator`` that of the answer or planned action.
    """

    found: Found
    key: str | None = None
    indicator: str | None = None
    domain: str | None = None


def rank(words: Sequence[str], folded: str) -> Match | None:
    """Return how words stand in a folded text, ``None`` where one of them begins no word of it.

    Numbers belong together, as in a code or a date: apart they say nothing.
    """
    padded, phrase = f" {folded} ", " ".join(words)
    if not words or not all(f" {word}" in padded for word in words):
        return None
    if f" {phrase} " in padded:
        return Match.PHRASE
    begun = f" {phrase}" in padded
    if all(map(str.isdigit, words)):
        return Match.PHRASE_BEGUN if begun else None
    if all(f" {word} " in padded for word in words):
        return Match.WORDS
    return Match.PHRASE_BEGUN if begun else Match.BEGINNINGS


def spots(words: Sequence[str], text: str, match: Match) -> tuple[Spot, ...]:
    """Return where words stand in a text, in its order: whole words, also where only a beginning was asked for."""
    placed = list(placed_words(text))
    if match in (Match.PHRASE, Match.PHRASE_BEGUN):
        found = _phrases(words, placed, begun=match is Match.PHRASE_BEGUN)
    else:
        whole = match is Match.WORDS
        found = (
            (start, end)
            for word, start, end in placed
            if (word in words if whole else any(word.startswith(asked) for asked in words))
        )
    return tuple(_disjoint(found))


def _disjoint(found: Iterable[Spot]) -> Iterator[Spot]:
    """Yield places without those that lie in the one before: one character can stand for two words."""
    after = 0
    for start, end in found:
        if start >= after:
            yield start, end
            after = end


def _phrases(words: Sequence[str], placed: Sequence[tuple[str, int, int]], *, begun: bool) -> Iterator[Spot]:
    first, last = tuple(words[:-1]), words[-1]
    for position in range(len(placed) - len(words) + 1):
        run = placed[position : position + len(words)]
        there = tuple(word for word, _, _ in run[:-1]) == first
        if there and (run[-1][0] == last or (begun and run[-1][0].startswith(last))):
            yield run[0][1], run[-1][2]


def placed_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the folded words of a text with their places, as characters from 0, the end exclusive."""
    word, start, end = "", 0, 0
    for position, char in enumerate(text):
        parts = letters(char)
        end = position + 1 if word and not parts else end  # a mark belongs to the letter before it
        for part in parts:
            if part.isalnum():
                start, word, end = (start if word else position), word + part, position + 1
            elif word:
                yield word, start, end
                word = ""
    if word:
        yield word, start, end


def best(query: Query, said: Sequence[Said], lang: str, order: Mapping[str, int]) -> Found | None:
    """Return the text in which the words stand best, ``None`` where they stand in none whole.

    One in the language shown comes before those in others: who typed ``civil`` may well have meant ``civile``.
    ``order`` tells the weight of each field, ``lang`` is the language shown.
    """
    found = [
        (item.lang not in (None, lang), match.order, order[item.field], position)
        for position, item in enumerate(said)
        if (match := rank(query.words, fold(item.text)))
    ]
    if not found:
        return None
    _, how, _, position = min(found)
    return _found(query, said[position], tuple(Match)[how])


def _found(query: Query, item: Said, match: Match) -> Found:
    places = spots(query.words, item.text, match)
    return Found(match=match, field=item.field, text=item.text, lang=item.lang, spots=places)


def _apart(query: Query, said: Sequence[Said], aside: Iterable[str]) -> Found | None:
    """Return the text that has the most of the words, where every word begins one in it or in another; ``None`` else.

    ``aside`` are names that count for words as well, and are not returned.
    """
    if all(map(str.isdigit, query.words)):
        return None
    folded = [f" {fold(item.text)}" for item in said]
    everything = "".join([*folded, *(f" {fold(name)}" for name in aside)])
    having = [sum(f" {word}" in text for word in query.words) for text in folded]
    if not any(having) or not all(f" {word}" in everything for word in query.words):
        return None
    return _found(query, said[having.index(max(having))], Match.APART)


# A framework


def in_catalogue(
    query: Query, editions: Sequence[Framework], domains: Collection[str] | None = None
) -> tuple[Entry, ...]:
    """Return what of a framework has the words, the best matches first.

    ``editions`` are the same framework in several languages, the first that of the language shown. With ``domains``
    only these are looked through, by id.
    """
    shown = editions[0]
    entries = [
        entry
        for domain in shown.domains
        if domains is None or domain.id in domains
        for entry in _of_domain(query, domain, editions)
    ]
    entries.sort(key=lambda entry: _weight(entry, shown.lang))
    return tuple(entries)


def _weight(entry: Entry, lang: str) -> tuple[int, int, bool]:
    found = entry.found
    return found.match.order, CATALOGUE[found.field], found.lang != lang


def _of_domain(query: Query, domain: Domain, editions: Sequence[Framework]) -> Iterator[Entry]:
    shown = editions[0]
    named = [(edition.domain(domain.id), edition.lang) for edition in editions]
    entry = {"framework": shown.id, "domain": domain.id}
    names = [Said("name", item.name, lang) for item, lang in named]
    if found := _by_code(query, str(domain.number)) or best(query, names, shown.lang, CATALOGUE):
        yield Entry(**entry, kind="domain", id=domain.id, label=domain.name, subdomain=None, found=found)
    for position, subdomain in enumerate(domain.subdomains):
        called = [Said("name", item.subdomains[position].name, lang) for item, lang in named]
        within = {**entry, "subdomain": subdomain.id}
        if found := _by_code(query, subdomain.id) or best(query, called, shown.lang, CATALOGUE):
            yield Entry(**within, kind="subdomain", id=subdomain.id, label=subdomain.name, found=found)
        aside = [(name.text, call.text) for name, call in zip(names, called, strict=True)]
        for indicator in subdomain.indicators:
            if found := _of_indicator(query, indicator, editions, aside):
                label = shown.text(indicator.id).label
                yield Entry(**within, kind="indicator", id=indicator.id, label=label, found=found)


def _by_code(query: Query, code: str) -> Found | None:
    """Return a code that was asked for, or of which the beginning was."""
    asked, plain = query.asked.casefold(), code.casefold()
    if asked != plain and not plain.startswith(f"{asked.rstrip('.')}."):
        return None
    return Found(match=Match.PHRASE, field="code", text=code, lang=None, spots=((0, len(code)),))


def _of_indicator(
    query: Query, indicator: Indicator, editions: Sequence[Framework], aside: Sequence[tuple[str, str]]
) -> Found | None:
    """Return the text of an indicator that has the words best; they may be apart only in texts of one language."""
    if found := _by_code(query, indicator.id):
        return found
    texts = [list(_texts_of(indicator, edition)) for edition in editions]
    said = [item for of_one in texts for item in of_one]
    if found := best(query, said, editions[0].lang, CATALOGUE):
        return found
    apart = (_apart(query, of_one, names) for of_one, names in zip(texts, aside, strict=True))
    return next(filter(None, apart), None)


def _texts_of(indicator: Indicator, edition: Framework) -> Iterator[Said]:
    """Yield the texts of an indicator; what a language lacks is not there twice."""
    written = edition.text(indicator.id)
    if written.lang == edition.lang:
        for field in ("label", "question", "present", "partial"):
            yield Said(field, getattr(written, field), written.lang)
        for item in written.evidence:
            yield Said("evidence", item, written.lang)


# A profile


def in_profile(
    query: Query, profile: Profile, framework: Framework, lang: str, domains: Collection[str] | None = None
) -> tuple[Passage, ...]:
    """Return the texts of a profile that have the words, the best matches first.

    With ``domains`` only texts of these are looked through, by id; what belongs to no domain is left out then.
    """
    passages = [
        Passage(found=found, key=key, indicator=indicator, domain=domain)
        for said, key, indicator, domain in _texts(profile, framework)
        if domains is None or domain in domains
        if (found := best(query, said, lang, PROFILE))
    ]
    passages.sort(key=lambda passage: (passage.found.match.order, PROFILE[passage.found.field]))
    return tuple(passages)


_Unit = tuple[list[Said], str | None, str | None, str | None]


def _texts(profile: Profile, framework: Framework) -> Iterator[_Unit]:
    """Yield what belongs together in a profile: its texts, its key, its indicator and its domain."""
    lang, place = profile.assessment.language, profile.place
    yield _said("place", (place.name, place.within), None), None, None, None
    yield _of_basis(profile.assessment), None, None, None
    for finding in profile.findings.values():
        yield _of_finding(finding), finding.id, None, finding.domain
    for answer in profile.answers.values():
        domain = framework.indicators[answer.indicator].domain
        for said in _of_answer(answer, lang):
            yield said, None, answer.indicator, domain
    for source in profile.sources.values():
        yield _said("source", (source.title, source.publisher, source.note), lang), source.id, None, None
    for indicator, actions in profile.plan.items():
        for action in actions:
            texts = (action.action, action.owner, action.success, action.priority, action.budget)
            yield _said("action", texts, lang), None, indicator, framework.indicators[indicator].domain
    for unplaced in profile.unplaced:
        yield _said("unplaced", (unplaced.text, unplaced.under), lang), None, None, None
    for stage in profile.stages:
        yield _said("participants", stage.participants, lang), None, None, None


def _said(field: str, texts: Iterable[str | None], lang: str | None) -> list[Said]:
    return [Said(field, text, lang) for text in texts if text]


def _of_basis(assessment: Assessment) -> list[Said]:
    written = _said("basis", (assessment.basis,), assessment.language)
    return [*written, *(Said("basis", text, lang) for lang, text in assessment.basis_translations.items())]


def _of_finding(finding: KeyFinding) -> list[Said]:
    written = Said("finding", finding.text.value, finding.text.lang)
    return [written, *(Said("finding", text, lang) for lang, text in finding.translations.items())]


def _of_answer(answer: Answer, lang: str | None) -> Iterator[list[Said]]:
    yield _said("note", (answer.note,), lang)
    yield _said("reason", (answer.reason,), lang)
    for evidence in answer.evidence:
        yield _said("evidence", (evidence.text,), lang)
