"""The tables that whole profiles are told in: a long one of all answers, and one for each thing that goes with them.

To add a field, add its column and its value to the row, and its sentence to ``data/words/en/tables.yaml``. What there
is several of (the sources of a finding) has a table of its own; its order is kept as a number from 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_cli.location import pointer
from mgi_cli.model import STAGES, Answer, Kind, Status
from mgi_cli.reading.shape import PLACE_TYPES
from mgi_cli.views.data.columns import Column, Table, Type, code, date, number, text, to, yes_no

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mgi_cli.model import Domain, Framework, Indicator, Profile, Subdomain
    from mgi_cli.views.data import Dataset
    from mgi_cli.views.data.columns import Row

_STATUSES = tuple(map(str, Status))
_OF_ANSWER = to("answers", "profile", "indicator")
_OF_FINDING = to("findings", "profile", "finding")
_OF_SOURCE = to("sources", "profile", "source")
_OF_PROFILE = to("profiles", "profile")


def _each(rows: Callable[[Profile, Framework], Iterator[Row]]) -> Callable[[Dataset], Iterator[Row]]:
    """Return what yields the rows of every profile, one profile after the other."""
    return lambda data: (row for profile, framework in data.profiles for row in rows(profile, framework))


# Profiles and answers


def _profiles(profile: Profile, framework: Framework) -> Iterator[Row]:
    place, assessment = profile.place, profile.assessment
    yield (
        *(profile.name, place.id, place.name, place.type, place.type_name),
        *(place.country, place.country_name, place.within, profile.framework, framework.level),
        *(assessment.round, assessment.published, assessment.language, profile.illustrative, assessment.basis),
    )


PROFILES = Table(
    name="profiles",
    columns=(
        *(code("profile"), code("place_id"), text("place", needed=True), code("type", *PLACE_TYPES), text("type_name")),
        *(code("country"), text("country_name"), text("within"), code("framework"), code("level", "local", "national")),
        *(number("round"), date("published"), code("language", needed=False), yes_no("illustrative"), text("basis")),
    ),
    key=("profile",),
    rows=_each(_profiles),
    references=(to("frameworks", "framework"),),
)


def _basis_translations(profile: Profile, _: Framework) -> Iterator[Row]:
    for lang, translated in profile.assessment.basis_translations.items():
        yield profile.name, lang, translated


BASIS_TRANSLATIONS = Table(
    name="basis_translations",
    columns=(code("profile"), code("lang"), text("text", needed=True)),
    key=("profile", "lang"),
    rows=_each(_basis_translations),
    references=(_OF_PROFILE,),
)


def _answers(profile: Profile, framework: Framework) -> Iterator[Row]:
    place, assessment = profile.place, profile.assessment
    about = (place.id, place.name, place.country, assessment.round, assessment.published)
    for key, indicator in framework.indicators.items():
        answer = profile.answers.get(key) or Answer(indicator=key, status=Status.NOT_ASSESSED)
        yield (
            *(profile.name, *about, profile.illustrative, profile.framework),
            *(indicator.domain, indicator.subdomain, key, framework.text(key).label),
            *(str(answer.status), answer.status.is_gap, key in profile.answers, answer.reason, answer.note),
            *(answer.assessed_on, answer.assessed_by, len(answer.findings), len(answer.evidence)),
        )


ANSWERS = Table(
    name="answers",
    columns=(
        *(code("profile"), code("place_id"), text("place", needed=True), code("country"), number("round")),
        *(date("published"), yes_no("illustrative"), code("framework")),
        *(code("domain"), code("subdomain"), code("indicator"), text("label", needed=True)),
        *(code("status", *_STATUSES), yes_no("is_gap"), yes_no("recorded"), text("reason"), text("note")),
        *(date("assessed_on"), text("assessed_by"), number("findings_count"), number("evidence_count")),
    ),
    key=("profile", "indicator"),
    rows=_each(_answers),
    references=(_OF_PROFILE, to("indicators", "framework", "indicator")),
)


def _answer_findings(profile: Profile, _: Framework) -> Iterator[Row]:
    for answer in profile.answers.values():
        for n, finding in enumerate(answer.findings, 1):
            yield profile.name, answer.indicator, n, finding


ANSWER_FINDINGS = Table(
    name="answer_findings",
    columns=(code("profile"), code("indicator"), number("number"), code("finding")),
    key=("profile", "indicator", "number"),
    rows=_each(_answer_findings),
    references=(_OF_ANSWER, _OF_FINDING),
)


def _evidence(profile: Profile, _: Framework) -> Iterator[Row]:
    for answer in profile.answers.values():
        for n, item in enumerate(answer.evidence, 1):
            yield profile.name, answer.indicator, n, item.text, item.date, item.valid_until


EVIDENCE = Table(
    name="evidence",
    columns=(
        *(code("profile"), code("indicator"), number("evidence")),
        *(text("text", needed=True), date("date"), date("valid_until")),
    ),
    key=("profile", "indicator", "evidence"),
    rows=_each(_evidence),
    references=(_OF_ANSWER,),
)


def _evidence_sources(profile: Profile, _: Framework) -> Iterator[Row]:
    for answer in profile.answers.values():
        for position, item in enumerate(answer.evidence, 1):
            for n, source in enumerate(item.sources, 1):
                yield profile.name, answer.indicator, position, n, source


EVIDENCE_SOURCES = Table(
    name="evidence_sources",
    columns=(code("profile"), code("indicator"), number("evidence"), number("number"), code("source")),
    key=("profile", "indicator", "evidence", "number"),
    rows=_each(_evidence_sources),
    references=(to("evidence", "profile", "indicator", "evidence"), _OF_SOURCE),
)


# Findings and sources


def _findings(profile: Profile, _: Framework) -> Iterator[Row]:
    for n, item in enumerate(profile.findings.values(), 1):
        yield profile.name, item.id, n, item.domain, str(item.kind), item.text.value, item.text.lang


FINDINGS = Table(
    name="findings",
    columns=(
        *(code("profile"), code("finding"), number("number"), code("domain"), code("kind", *map(str, Kind))),
        *(text("text", needed=True), code("lang", needed=False)),
    ),
    key=("profile", "finding"),
    rows=_each(_findings),
    references=(_OF_PROFILE,),
)


def _translations(profile: Profile, _: Framework) -> Iterator[Row]:
    for finding in profile.findings.values():
        for lang, translated in finding.translations.items():
            yield profile.name, finding.id, lang, translated


TRANSLATIONS = Table(
    name="translations",
    columns=(code("profile"), code("finding"), code("lang"), text("text", needed=True)),
    key=("profile", "finding", "lang"),
    rows=_each(_translations),
    references=(_OF_FINDING,),
)


def _finding_sources(profile: Profile, _: Framework) -> Iterator[Row]:
    for finding in profile.findings.values():
        for n, source in enumerate(finding.sources, 1):
            yield profile.name, finding.id, n, source


FINDING_SOURCES = Table(
    name="finding_sources",
    columns=(code("profile"), code("finding"), number("number"), code("source")),
    key=("profile", "finding", "number"),
    rows=_each(_finding_sources),
    references=(_OF_FINDING, _OF_SOURCE),
)


def _sources(profile: Profile, _: Framework) -> Iterator[Row]:
    for n, item in enumerate(profile.sources.values(), 1):
        yield profile.name, item.id, n, item.title, item.publisher, item.date, item.url, item.note


SOURCES = Table(
    name="sources",
    columns=(
        *(code("profile"), code("source"), number("number"), text("title", needed=True), text("publisher")),
        *(date("date"), Column("url", Type.ADDRESS), text("note")),
    ),
    key=("profile", "source"),
    rows=_each(_sources),
    references=(_OF_PROFILE,),
)


# What is proposed, planned and done


def _proposals(profile: Profile, _: Framework) -> Iterator[Row]:
    for n, item in enumerate(profile.proposals, 1):
        said = (item.finding, item.confidence, item.because, item.origin)
        yield (profile.name, n, item.indicator, str(item.status), *said)


PROPOSALS = Table(
    name="proposals",
    columns=(
        *(code("profile"), number("number"), code("indicator"), code("status", *_STATUSES)),
        *(code("finding", needed=False), Column("confidence", Type.SHARE), text("because"), text("origin")),
    ),
    key=("profile", "number"),
    rows=_each(_proposals),
    references=(_OF_ANSWER,),
)


def _stages(profile: Profile, _: Framework) -> Iterator[Row]:
    for n, stage in enumerate(profile.stages, 1):
        yield profile.name, n, stage.stage, stage.start, stage.end


STAGES_TABLE = Table(
    name="stages",
    columns=(code("profile"), number("number"), code("stage", *STAGES), date("start"), date("end")),
    key=("profile", "number"),
    rows=_each(_stages),
    references=(_OF_PROFILE,),
)


def _participants(profile: Profile, _: Framework) -> Iterator[Row]:
    for position, stage in enumerate(profile.stages, 1):
        for n, participant in enumerate(stage.participants, 1):
            yield profile.name, position, n, participant


PARTICIPANTS = Table(
    name="participants",
    columns=(code("profile"), number("stage_number"), number("number"), text("participant", needed=True)),
    key=("profile", "stage_number", "number"),
    rows=_each(_participants),
    references=(to("stages", "profile", "stage_number", theirs=("profile", "number")),),
)


def _plan(profile: Profile, _: Framework) -> Iterator[Row]:
    for indicator, actions in profile.plan.items():
        for n, item in enumerate(actions, 1):
            said = (item.action, item.priority, item.owner, item.due, item.budget, item.success)
            yield (profile.name, indicator, n, *said)


PLAN = Table(
    name="plan",
    columns=(
        *(code("profile"), code("indicator"), number("number"), text("action"), text("priority"), text("owner")),
        *(date("due"), text("budget"), text("success")),
    ),
    key=("profile", "indicator", "number"),
    rows=_each(_plan),
    references=(_OF_ANSWER,),
)


def _other(profile: Profile, _: Framework) -> Iterator[Row]:
    texts = [("unplaced", item.under, item.text) for item in profile.unplaced]
    texts += [("own", pointer(item.route), item.text) for item in profile.own]
    for n, (kind, where, written) in enumerate(texts, 1):
        yield profile.name, n, kind, where, written


OTHER = Table(
    name="other",
    columns=(code("profile"), number("number"), code("kind", "unplaced", "own"), text("where"), text("text")),
    key=("profile", "number"),
    rows=_each(_other),
    references=(_OF_PROFILE,),
)


# What was asked


def _frameworks(data: Dataset) -> Iterator[Row]:
    for item in data.frameworks.values():
        yield item.id, item.level, item.edition, item.title, item.basis, item.mapping, item.lang


FRAMEWORKS = Table(
    name="frameworks",
    columns=(
        *(code("framework"), code("level", "local", "national"), code("edition"), text("title", needed=True)),
        *(text("basis"), text("mapping"), code("lang")),
    ),
    key=("framework",),
    rows=_frameworks,
)


def _indicators(data: Dataset) -> Iterator[Row]:
    for framework in data.frameworks.values():
        n = 0
        for domain in framework.domains:
            for subdomain in domain.subdomains:
                for indicator in subdomain.indicators:
                    n += 1
                    yield (framework.id, indicator.id, n, *_asked(framework, domain, subdomain, indicator))


def _asked(framework: Framework, domain: Domain, subdomain: Subdomain, indicator: Indicator) -> Row:
    said = framework.text(indicator.id)
    links = (indicator.gcm, indicator.gcm_principles, indicator.sdg)
    return (
        *(domain.id, domain.number, domain.name, subdomain.id, subdomain.name, said.label, said.question),
        *("; ".join(map(str, every)) for every in links),
        said.lang,
    )


INDICATORS = Table(
    name="indicators",
    columns=(
        *(code("framework"), code("indicator"), number("number"), code("domain"), number("domain_number")),
        *(text("domain_name", needed=True), code("subdomain"), text("subdomain_name", needed=True)),
        *(text("label", needed=True), text("question", needed=True)),
        *(text("gcm"), text("gcm_principles"), text("sdg"), code("lang")),
    ),
    key=("framework", "indicator"),
    rows=_indicators,
    references=(to("frameworks", "framework"),),
)

TABLES = (
    *(ANSWERS, PROFILES, FINDINGS, ANSWER_FINDINGS, EVIDENCE, EVIDENCE_SOURCES, FINDING_SOURCES, SOURCES),
    *(TRANSLATIONS, BASIS_TRANSLATIONS, PROPOSALS, STAGES_TABLE, PARTICIPANTS, PLAN, OTHER, INDICATORS, FRAMEWORKS),
)
"""All tables, the one to begin with first."""
