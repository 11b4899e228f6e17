"""The things an assessment is made of: frameworks, profiles, and what stands in them. Values only, no positions."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from mgi_cli.text import fold
from mgi_cli.value import NOTHING, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mgi_cli.text import Text


class Status(StrEnum):
    """The answer to an indicator, in the order in which answers are shown."""

    PRESENT = "present"
    PARTIAL = "partial"
    ABSENT = "absent"
    NO_EVIDENCE = "no_evidence"
    NOT_APPLICABLE = "not_applicable"
    NOT_ASSESSED = "not_assessed"

    @property
    def is_gap(self) -> bool:
        """Whether the policy, structure or measure is missing in whole or in part, or could not be found."""
        return self in GAPS

    @property
    def is_answer(self) -> bool:
        """Whether somebody has answered; coverage counts these."""
        return self is not Status.NOT_ASSESSED


GAPS = (Status.PARTIAL, Status.ABSENT, Status.NO_EVIDENCE)


class Kind(StrEnum):
    """The two headings under which a published profile lists its key findings."""

    WELL_DEVELOPED = "well_developed"
    POTENTIAL = "potential"


class Principle(StrEnum):
    """Guiding principles of the Global Compact for Migration that an indicator may serve where no objective fits."""

    WHOLE_OF_GOVERNMENT = "whole-of-government"
    WHOLE_OF_SOCIETY = "whole-of-society"
    GENDER_RESPONSIVE = "gender-responsive"
    RULE_OF_LAW = "rule-of-law"


class Indicator(Value):
    """One question of a framework: its place in the structure and its links to the global agendas.

    ``gcm`` are numbers of objectives of the Global Compact for Migration (1 to 23), ``gcm_principles`` its guiding
    principles, ``sdg`` codes of targets of the Sustainable Development Goals. The links are the framework's mapping.
    """

    id: str
    domain: str
    subdomain: str
    gcm: tuple[int, ...] = ()
    gcm_principles: tuple[Principle, ...] = ()
    sdg: tuple[str, ...] = ()


class IndicatorText(Value):
    """What an indicator says in one language.

    ``lang`` is the language the text is really in: English where the one asked for lacks it.
    """

    label: str
    question: str
    present: str
    partial: str
    evidence: tuple[str, ...]
    lang: str


class DomainText(Value):
    """What a domain looks at, for a country and for a city, and the texts of its indicators by id."""

    country: str
    city: str
    indicators: Mapping[str, IndicatorText]
    lang: str


class Subdomain(Value):
    """A group of indicators within a domain."""

    id: str
    name: str
    indicators: tuple[Indicator, ...]


class Domain(Value):
    """One of the fields a framework looks at; ``number`` counts from 1 in the framework's order."""

    id: str
    number: int
    name: str
    subdomains: tuple[Subdomain, ...]

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators of the domain in the framework's order."""
        return tuple(indicator for subdomain in self.subdomains for indicator in subdomain.indicators)


class StatusText(Value):
    """The name of a status in one language, and what it means."""

    label: str
    means: str


class Framework(Value):
    """One edition of a list of indicators, with its names in the language shown.

    ``level`` is ``local`` or ``national``. ``basis`` says whose list it is, ``mapping`` whose the links to the global
    agendas are. ``texts`` holds the longer texts by domain id, ``other_names`` what each domain is called in the other
    languages; both may be read only when asked. ``lang`` is the language of the names.
    """

    id: str
    level: str
    edition: str
    title: str
    basis: str
    mapping: str
    lang: str
    scale: Mapping[Status, StatusText]
    domains: tuple[Domain, ...]
    texts: Mapping[str, DomainText]
    other_names: Mapping[str, tuple[str, ...]] = NOTHING

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """All indicators by id, in the framework's order."""
        return {indicator.id: indicator for domain in self.domains for indicator in domain.indicators}

    def domain(self, domain_id: str) -> Domain:
        """Return the domain with this id; raises ``KeyError``."""
        for domain in self.domains:
            if domain.id == domain_id:
                return domain
        raise KeyError(domain_id)

    def looks_at(self, domain_id: str) -> str:
        """Return what a domain looks at, for the kind of authority that this framework asks."""
        described = self.texts[domain_id]
        return {"national": described.country}.get(self.level, described.city)

    def text(self, indicator_id: str) -> IndicatorText:
        """Return the texts of an indicator; raises ``KeyError`` for an id that the framework does not have."""
        return self.texts[self.indicators[indicator_id].domain].indicators[indicator_id]


class Place(Value):
    """Whom a profile is about.

    ``country`` is an ISO 3166-1 alpha-3 code; a code that the standard leaves to its users, with ``country_name``, for
    a made-up one. ``type_name`` names the type when ``type`` is ``other``. ``within`` is the larger unit it lies in.
    """

    id: str
    name: str
    type: str
    country: str
    type_name: str | None = None
    country_name: str | None = None
    within: str | None = None


def place_id(country: str, name: str) -> str:
    """Return the id of a place: the same for the same country and name, whatever accents and capitals.

    Where the name has other letters than Latin ones, a few of its check sum tell it from its neighbours.
    """
    folded = fold(name)
    slug = re.sub("[^a-z0-9]+", "-", folded).strip("-")
    rest = _check_sum(folded) if re.search("[^a-z0-9 ]", folded) else ""
    return "-".join(part for part in (country.lower(), slug, rest) if part)


def _check_sum(text: str) -> str:
    import hashlib  # noqa: PLC0415 - takes a millisecond, and few names need it

    return hashlib.sha256(text.encode()).hexdigest()[:8]


class Assessment(Value):
    """One round: its number from 1, its date (``2022``, ``2022-09``, ``2022-09-15``), and what the answers rest on.

    That is in ``language`` as ``basis``, and in others in ``basis_translations``.
    """

    round: int
    language: str
    published: str | None = None
    basis: str | None = None
    basis_translations: Mapping[str, str] = NOTHING


class Source(Value):
    """A document that findings and evidence refer to."""

    id: str
    title: str
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    note: str | None = None


class KeyFinding(Value):
    """What an assessment found in a domain: a well-developed area, or one with potential for further development."""

    id: str
    domain: str
    kind: Kind
    text: Text
    translations: Mapping[str, str] = NOTHING
    sources: tuple[str, ...] = ()


class Evidence(Value):
    """Something that shows an answer: what it is, its date, until when it holds good, and where it stands."""

    text: str
    date: str | None = None
    valid_until: str | None = None
    sources: tuple[str, ...] = ()


class Answer(Value):
    """What was answered to an indicator, and on what grounds. ``findings`` are ids of key findings."""

    indicator: str
    status: Status
    reason: str | None = None
    findings: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    note: str | None = None
    assessed_on: str | None = None
    assessed_by: str | None = None


class MovedFrom(Value):
    """The answers to another edition that a proposal was made from; they stand in the profile as ``kept``."""

    framework: str
    indicators: tuple[str, ...]

    @classmethod
    def read(cls, origin: str | None) -> MovedFrom | None:
        """Return what the origin of a proposal says of this, ``None`` where something else made it."""
        found = _MOVED.fullmatch(origin or "")
        return cls(framework=found["edition"], indicators=tuple(found["codes"].split(", "))) if found else None

    def __str__(self) -> str:
        """Return it as the origin of a proposal."""
        return f"migration from {self.framework}: {', '.join(self.indicators)}"


_MOVED = re.compile(r"migration from (?P<edition>[\w.-]+): (?P<codes>[\w.-]+(?:, [\w.-]+)*)")


class Proposal(Value):
    """A suggested answer that nobody has confirmed. It is no answer and is counted nowhere."""

    indicator: str
    status: Status
    finding: str | None = None
    confidence: float | None = None
    because: str | None = None
    origin: str | None = None

    @property
    def moved_from(self) -> MovedFrom | None:
        """The answers to another edition that it was made from, where it comes of a move to this one."""
        return MovedFrom.read(self.origin)


STAGES = ("launch", "data_collection", "consultation", "publication", "follow_up")
"""The stages of an assessment, in the order of its course."""


class Stage(Value):
    """A stage of the course of an assessment, by its code: when it began and ended, and who took part."""

    stage: str
    start: str | None = None
    end: str | None = None
    participants: tuple[str, ...] = ()


class PlannedAction(Value):
    """Something that a place means to do about a gap, in its own words.

    ``priority`` and ``budget`` are texts, ``due`` is a date, ``success`` says by what one will see that it is done.
    """

    action: str | None = None
    priority: str | None = None
    owner: str | None = None
    due: str | None = None
    budget: str | None = None
    success: str | None = None


class Unplaced(Value):
    """A text that an import did not understand, and the headings under which it stood."""

    text: str
    under: str = ""


class OwnEntry(Value):
    """What stands in a file under a key that the format leaves to its users (``x-…``), or under ``unmoved``.

    ``route`` is the way to it, key by key.
    """

    route: tuple[str, ...]
    text: str


class Profile(Value):
    """One round of assessment of one place, answering one edition of a framework.

    ``name`` is the file's stem. Indicators without an entry in ``answers`` are not assessed. ``plan`` holds the planned
    actions by indicator, ``own`` what the users of the file keep in it under keys of their own. ``kept`` holds the
    answers that could not move to this edition, by the edition that they belong to and indicator.
    """

    name: str
    framework: str
    place: Place
    assessment: Assessment
    illustrative: bool = False
    sources: Mapping[str, Source] = NOTHING
    findings: Mapping[str, KeyFinding] = NOTHING
    answers: Mapping[str, Answer] = NOTHING
    proposals: tuple[Proposal, ...] = ()
    stages: tuple[Stage, ...] = ()
    plan: Mapping[str, tuple[PlannedAction, ...]] = NOTHING
    unplaced: tuple[Unplaced, ...] = ()
    own: tuple[OwnEntry, ...] = ()
    kept: Mapping[str, Mapping[str, Answer]] = NOTHING

    def status(self, indicator_id: str) -> Status:
        """Return the status of an indicator, ``not_assessed`` where nobody has answered."""
        answer = self.answers.get(indicator_id)
        return answer.status if answer else Status.NOT_ASSESSED

    def findings_of(self, indicator_id: str) -> tuple[KeyFinding, ...]:
        """Return the key findings that inform the answer to an indicator."""
        answer = self.answers.get(indicator_id)
        return tuple(self.findings[key] for key in answer.findings) if answer else ()

    def informed_by(self, finding_id: str) -> tuple[str, ...]:
        """Return the ids of the indicators whose answers cite a finding."""
        return tuple(key for key, answer in self.answers.items() if finding_id in answer.findings)

    def grounds_of(self, proposal: Proposal) -> tuple[Answer, ...]:
        """Return the answers, in another edition, that a proposal was made from, as far as they are kept."""
        came = proposal.moved_from
        kept = self.kept.get(came.framework, {}) if came else {}
        return tuple(kept[code] for code in came.indicators if code in kept) if came else ()

    def same_place(self, other: Profile) -> bool:
        """Whether both profiles are of the same place."""
        return self.place.id == other.place.id
