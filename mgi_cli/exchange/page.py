"""A published profile, from its page as text, HTML or PDF: its findings word for word, and no answer yet."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from mgi_cli import proposing
from mgi_cli import words as spoken
from mgi_cli.errors import MgiError
from mgi_cli.exchange import Imported, UnusableError, page_findings, page_lines, page_text
from mgi_cli.exchange.page_facts import Finder
from mgi_cli.exchange.page_words import page_words
from mgi_cli.model import KeyFinding, place_id
from mgi_cli.reading import files, shape
from mgi_cli.text import Text, fold, nearest
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from mgi_cli.exchange import Asked
    from mgi_cli.exchange.page_facts import Facts, PlaceFacts
    from mgi_cli.exchange.page_findings import Reading
    from mgi_cli.exchange.page_text import PageText
    from mgi_cli.exchange.page_words import PageWords
    from mgi_cli.library import Library
    from mgi_cli.model import Framework, Proposal
    from mgi_cli.words import Words

Tree = dict[str, Any]

_MADE_UP_CODE = re.compile("X[A-Z]{2}")
_SMALL = frozenset(("of", "the", "and"))


class Page(Value):
    """A published profile as it was read. ``dropped`` are page numbers and running heads."""

    facts: Facts
    reading: Reading
    language: str | None
    framework: Framework
    place: Tree
    round: int | None
    dropped: tuple[str, ...] = ()
    guessed: bool = False


def read_in(path: Path, asked: Asked, library: Library, words: Words) -> Imported:
    """Return the profile that a published page holds.

    What was asked for wins over what the page says. Raises ``UnusableError`` where the page lacks what a profile needs,
    ``MgiError`` where it cannot be opened or something is asked for that there is none of.
    """
    page = read(path, asked, library, words)
    name = re.sub(r"\s+", " ", path.name)
    findings = key_findings(page.reading, page.framework, page.language, _source_key(page))
    proposals = _proposals(findings, page.framework, asked)
    return Imported(
        tree=_tree(page, findings, proposals or (), words),
        framework=page.framework,
        comment="# " + words.say("import.comment", file=name),
        notices=(*_notices(page), *((("no_proposals", {}),) if proposals is None else ())),
        left_out=page.dropped,
    )


def read(path: Path, asked: Asked, library: Library, words: Words) -> Page:
    """Return a published profile as it was read; raises as ``read_in``."""
    text = page_text.read(path)
    known = page_words()
    finder = Finder(text, known)
    shown = files.shown(path)
    _reading(text, known, finder, shown)
    facts = finder.facts()
    place = _Place(facts.place, asked, known).tree(shown, words)
    framework = _framework(library, asked, "national" if place["type"] == "country" else "local")
    reading, dropped = _reading(text, known.of_framework(framework), finder, shown)
    return Page(
        facts=facts,
        reading=reading,
        language=known.language(finding.text for finding in reading.findings),
        framework=framework,
        place=place,
        round=asked.round or facts.round,
        dropped=dropped,
        guessed=text.guessed,
    )


def _reading(text: PageText, known: PageWords, finder: Finder, shown: str) -> tuple[Reading, tuple[str, ...]]:
    """Return the findings part of a page and the lines that were dropped; raises ``UnusableError`` without findings."""
    flow = page_lines.flow(text.pages, lambda line: known.head(line) is not None, known.phrases("pages"))
    reading = page_findings.read(flow, known, finder.is_fact)
    if not reading.findings:
        raise UnusableError("page_no_findings", path=shown)
    return reading, flow.dropped


# What was asked for and what was found


class _Place:
    """Whom a profile is about: what was asked for, and else what the page says."""

    def __init__(self, found: PlaceFacts, asked: Asked, known: PageWords) -> None:
        self._found = found
        self._name = asked.place or found.name
        self._type = _type(asked.type, known) if asked.type else found.type
        self._type_name = asked.type_name or (found.type_name if found.type == self._type else None)
        self._country = _country(asked.country, known) if asked.country else found.country

    def tree(self, shown: str, words: Words) -> Tree:
        """Return the place in the profile format; raises ``UnusableError`` where nobody says what it needs."""
        missing = self._missing()
        if missing == ["country"] and self._found.country_words:
            raise UnusableError("page_country", path=shown, country=self._found.country_words)
        if missing:
            what = words.both([words.say(f"import.what_{key}") for key in missing])
            options = words.both([f"--{key.replace('_', '-')}" for key in missing])
            raise UnusableError("page_lacks", path=shown, what=what, options=options)
        made_up = not spoken.is_country(str(self._country))
        return _without_nothing(
            {
                "id": place_id(str(self._country), str(self._name)),
                "name": self._name,
                "type": self._type,
                "type_name": self._type_name if self._type == "other" else None,
                "country": self._country,
                "country_name": self._found.country_words if made_up else None,
                "within": self._found.within,
            }
        )

    def _missing(self) -> list[str]:
        needed = {"place": self._name, "type": self._type, "country": self._country}
        if self._type == "other":
            needed["type_name"] = self._type_name
        return [key for key, value in needed.items() if not value]


def _type(asked: str, known: PageWords) -> str:
    types = {**{word: code for word, code in known.table("types").items() if code != "other"}, **spoken.place_types()}
    kind = asked if asked in shape.PLACE_TYPES else types.get(fold(asked))
    if kind is None:
        raise MgiError("unknown_type", type=asked, suggestion=nearest(asked, types), known=list(shape.PLACE_TYPES))
    return kind


def _country(asked: str, known: PageWords) -> str:
    code = known.table("countries").get(fold(asked)) or spoken.country_code(fold(asked))
    if code is None and _MADE_UP_CODE.fullmatch(asked.strip().upper()):
        return asked.strip().upper()
    if code is None:
        raise MgiError("unknown_country", country=asked)
    return code


def _framework(library: Library, asked: Asked, level: str) -> Framework:
    """Return the framework asked for, or else the first one for authorities of that level."""
    frameworks = library.frameworks
    if asked.framework:
        return frameworks.get()
    fitting = (item for item in frameworks.ids() if _level(frameworks.structure(item)) == level)
    return frameworks.get(next(fitting, None))


def _level(structure: Any) -> Any:
    return structure.get("level") if isinstance(structure, dict) else None


def _notices(page: Page) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield what a reader must know of how the page was understood."""
    if page.round is None:
        yield "round_assumed", {}
    if page.facts.published is None:
        yield "no_date", {}
    if page.language is None:
        yield "no_language", {}
    if page.reading.bullets != "marks":
        yield f"told_apart_by_{page.reading.bullets}", {}
    if page.guessed:
        yield "guessed", {}


# The tree of the profile


def _source_key(page: Page) -> str:
    """Return the key of the published page among the sources."""
    return f"profile-{page.facts.published[:4]}" if page.facts.published else "profile"


def _tree(page: Page, findings: Sequence[KeyFinding], proposals: Sequence[Proposal], words: Words) -> Tree:
    """Return the profile of a page in the profile format."""
    assessment = {
        "round": page.round or 1,
        "published": page.facts.published,
        "language": page.language,
        "basis": words.say("import.basis"),
    }
    tree = {
        "format": shape.FORMAT,
        "framework": page.framework.id,
        "place": page.place,
        "assessment": _without_nothing(assessment),
        "sources": {_source_key(page): _source(page, words)},
        "findings": {finding.id: _finding_tree(finding) for finding in findings},
        "proposals": [_proposal_tree(proposal) for proposal in proposals],
        "unplaced": [{"text": item.text, "from": item.under} for item in page.reading.unplaced],
    }
    return {key: value for key, value in tree.items() if value}


def _source(page: Page, words: Words) -> Tree:
    facts = page.facts
    publisher = "; ".join(name for name in (facts.publisher, facts.partner) if name)
    title = facts.title or words.say("import.source_title", place=page.place["name"])
    return _without_nothing({"title": title, "publisher": publisher or None, "date": facts.published, "url": facts.url})


def key_findings(reading: Reading, framework: Framework, language: str | None, source: str) -> tuple[KeyFinding, ...]:
    """Return the findings of a page in its order, with keys such as ``mr-1``."""
    initials = _initials(framework)
    counts: Counter[str] = Counter()
    made = []
    for finding in reading.findings:
        counts[finding.domain] += 1
        made.append(
            KeyFinding(
                id=f"{initials[finding.domain]}-{counts[finding.domain]}",
                domain=finding.domain,
                kind=finding.kind,
                text=Text(value=finding.text, lang=language),
                sources=(source,),
            )
        )
    return tuple(made)


def _initials(framework: Framework) -> dict[str, str]:
    """Return two letters for each domain, or its id where two domains would have the same."""
    short = {}
    for domain in framework.domains:
        parts = [part for part in re.split("[^a-z0-9]+", domain.id.lower()) if part and part not in _SMALL]
        short[domain.id] = "".join(part[0] for part in parts[:2]) if len(parts) > 1 else domain.id[:2]
    taken = list(short.values())
    return {key: value if taken.count(value) == 1 else key for key, value in short.items()}


def _finding_tree(finding: KeyFinding) -> Tree:
    return {
        "domain": finding.domain,
        "kind": str(finding.kind),
        "text": finding.text.value,
        "sources": list(finding.sources),
    }


def _proposals(findings: Sequence[KeyFinding], framework: Framework, asked: Asked) -> tuple[Proposal, ...] | None:
    """Return suggested answers for the findings; ``None`` where the library for comparing texts is missing."""
    try:
        return proposing.suggestions(framework.id, asked=asked.framework).propose(findings, origin="mgi import")
    except MgiError as error:
        if error.code != "needs_office":
            raise
        return None


def _proposal_tree(proposal: Proposal) -> Tree:
    return _without_nothing(
        {
            "indicator": proposal.indicator,
            "status": str(proposal.status),
            "finding": proposal.finding,
            "confidence": proposal.confidence,
            "because": proposal.because,
            "origin": proposal.origin,
        }
    )


def _without_nothing(tree: Mapping[str, Any]) -> Tree:
    return {key: value for key, value in tree.items() if value is not None}
