"""The indicators of a framework, and one of them explained."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from mgi_cli.model import Domain, Status
from mgi_cli.views import common
from mgi_cli.views.report import (
    Column,
    Flat,
    Group,
    Heading,
    Lines,
    Mark,
    Paragraph,
    Report,
    Role,
    Span,
    Steps,
    Table,
    Title,
    Tone,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_cli.judging.crosswalk import Crosswalk
    from mgi_cli.model import Framework, Indicator
    from mgi_cli.views.report import Block, Cell
    from mgi_cli.words import Words


def report(framework: Framework, domains: tuple[Domain, ...], words: Words, *, again: str = "") -> Report:
    """Return the report of the indicators of some domains, with their questions.

    ``again`` are the options that a next command needs to work on the same framework.
    """
    return Report(
        command="indicators",
        lang=words.lang,
        blocks=lambda: tuple(_page(framework, domains, words, again)),
        flat=partial(_flat, framework, domains),
        document=partial(_document, framework, domains),
    )


def explanation(
    framework: Framework,
    what: Indicator | Status | Domain,
    words: Words,
    *,
    again: str = "",
    ways: tuple[Crosswalk, ...] = (),
) -> Report:
    """Return the report that explains an indicator, a status or a domain of a framework.

    ``again`` are the options that a next command needs: to work on the same framework, or of an indicator, to work on
    another one. ``ways`` are the crosswalks from that framework to others, of which an indicator has its counterparts.
    """
    if isinstance(what, Status):
        return _status_report(framework, what, words)
    if isinstance(what, Domain):
        return _domain_report(framework, what, words, again)
    return Report(
        command="explain",
        lang=words.lang,
        blocks=lambda: tuple(_explain(framework, what, words, ways, again)),
        flat=partial(_flat_one, framework, what, ways),
        document=lambda: {
            "framework": framework.id,
            "indicator": _part(framework, what, guidance=True),
            "counterparts": [
                {"framework": way.there, "indicator": link.there, "relation": str(link.relation)}
                for way in ways
                for link in way.of(what.id)
            ],
        },
    )


def _status_report(framework: Framework, status: Status, words: Words) -> Report:
    """Return the report that explains a status: its name, its code, what it means."""
    written = framework.scale[status]
    about = words.say("indicators.status_about", code=status)
    return Report(
        command="explain",
        lang=words.lang,
        blocks=lambda: (
            Title(written.label, about),
            Paragraph((Mark(status, Tone(status)), Span(f" {written.means}"))),
        ),
        flat=lambda: Flat(heads=("status", "label", "means"), rows=((str(status), written.label, written.means),)),
        document=lambda: {
            "framework": framework.id,
            "status": {"code": str(status), "label": written.label, "means": written.means},
        },
    )


def _domain_report(framework: Framework, domain: Domain, words: Words, again: str) -> Report:
    """Return the report that explains a domain: what it looks at, and its sub-domains."""
    looks_at = framework.looks_at(domain.id)
    listed = [(item.id, item.name, len(item.indicators)) for item in domain.subdomains]
    return Report(
        command="explain",
        lang=words.lang,
        blocks=lambda: tuple(_domain_page(domain, looks_at, words, again)),
        flat=lambda: Flat(heads=("subdomain", "name", "indicators"), rows=tuple(listed)),
        document=lambda: {
            "framework": framework.id,
            "domain": {
                "id": domain.id,
                "number": domain.number,
                "name": domain.name,
                "looks_at": looks_at,
                "subdomains": [{"id": key, "name": name, "indicators": n} for key, name, n in listed],
            },
        },
    )


def _domain_page(domain: Domain, looks_at: str, words: Words, again: str) -> Iterator[Block]:
    yield Title(f"{domain.number} {domain.name}", words.say("indicators.domain_about", id=domain.id))
    yield Paragraph(text(looks_at))
    columns = (
        Column(head=text(words.say("indicators.code"))),
        Column(head=text(words.say("indicators.subdomain")), least=20),
        Column(
            head=text(words.say("indicators.indicators")),
            word=words.say("indicators.indicators_word"),
            role=Role.FACT,
            numeric=True,
        ),
    )
    rows = tuple((text(item.id), text(item.name), text(str(len(item.indicators)))) for item in domain.subdomains)
    yield Table(columns=columns, groups=(Group(rows=rows),))
    step = (f"mgi indicators{again} --domain {domain.number}", words.say("indicators.next_domain"))
    yield Steps(words.say("common.next"), (step,))


def _page(framework: Framework, domains: tuple[Domain, ...], words: Words, again: str) -> Iterator[Block]:
    yield Title(framework.title, words.say("indicators.about", id=framework.id))
    yield Paragraph(text(framework.basis, Tone.NOTICE))
    columns = (
        Column(head=text(words.say("indicators.code"))),
        Column(head=text(words.say("indicators.label")), least=20),
        Column(head=text(words.say("indicators.question")), role=Role.BODY, least=30),
    )
    yield Table(
        columns=columns, groups=tuple(group for domain in domains for group in _groups(framework, domain, words))
    )
    code = domains[0].indicators[0].id
    yield Steps(words.say("common.next"), ((f"mgi explain {code}{again}", words.say("indicators.next_explain")),))


def _groups(framework: Framework, domain: Domain, words: Words) -> Iterator[Group]:
    about = words.say("indicators.n", n=len(domain.indicators))
    yield Group(title=(Span(f"{domain.number} {domain.name}"), Span("  " + about, Tone.QUIET)), level=1)
    for subdomain in domain.subdomains:
        rows = tuple(_row(framework, indicator) for indicator in subdomain.indicators)
        yield Group(title=text(f"{subdomain.id} {subdomain.name}"), rows=rows)


def _row(framework: Framework, indicator: Indicator) -> tuple[Cell, ...]:
    written = framework.text(indicator.id)
    return text(indicator.id), text(_marked(written.label, written.lang, framework)), text(written.question)


def _marked(value: str, lang: str, framework: Framework) -> str:
    """Return a text with its language, where that is not the one shown."""
    return value if lang == framework.lang else f"{value} [{lang}]"


def _explain(
    framework: Framework, indicator: Indicator, words: Words, ways: tuple[Crosswalk, ...], again: str
) -> Iterator[Block]:
    written = framework.text(indicator.id)
    domain = framework.domain(indicator.domain)
    subdomain = next(item for item in domain.subdomains if item.id == indicator.subdomain)
    yield Title(f"{indicator.id} {written.label}")
    yield Lines(((common.way(domain, subdomain),),))
    yield Paragraph(text(_marked(written.question, written.lang, framework), Tone.STRONG))
    for status, guidance in (("present", written.present), ("partial", written.partial)):
        cell = next(common.status_cell(item, framework) for item in framework.scale if item == status)
        yield Heading(cell)
        yield Paragraph(text(guidance))
    yield Heading(text(words.say("indicators.evidence")))
    yield Lines(tuple(text(f"- {item}") for item in written.evidence))
    yield Heading(text(words.say("indicators.links")))
    yield Lines(tuple(text(line) for line in _links(indicator, words)))
    yield Paragraph(text(framework.mapping, Tone.QUIET))
    yield from _counterparts(indicator, ways, words)
    yield Paragraph(text(framework.basis, Tone.QUIET))
    beside = next(((way.there, link.there) for way in ways for link in way.of(indicator.id)), None)
    if beside:
        step = f"mgi explain {beside[1]} --framework {beside[0]}{again}"
        yield Steps(words.say("common.next"), ((step, words.say("crosswalk.next_explain")),))


def _counterparts(indicator: Indicator, ways: tuple[Crosswalk, ...], words: Words) -> Iterator[Block]:
    """Yield what an indicator is to those beside it in other frameworks, by their codes: no other framework is read."""
    if not ways:
        return
    yield Heading(text(words.say("crosswalk.counterparts")))
    lines = []
    for way in ways:
        told = [(f"crosswalk.explain_{link.relation}", link.there) for link in way.of(indicator.id)]
        for key, code in told or [("crosswalk.explain_none", "")]:
            lines.append(text(words.say(key, framework=way.there, code=code)))
    yield Lines(tuple(lines))


def _links(indicator: Indicator, words: Words) -> Iterator[str]:
    """Yield the links to the global agendas in words."""
    for number in indicator.gcm:
        yield words.say("indicators.gcm", number=number, name=words.say(f"gcm.{number}"))
    for principle in indicator.gcm_principles:
        yield words.say("indicators.gcm_principle", name=words.say(f"gcm.{principle}"))
    if not indicator.gcm and not indicator.gcm_principles:
        yield words.say("indicators.no_gcm")
    for target in indicator.sdg:
        yield words.say("indicators.sdg", target=words.target(target))


def _part(framework: Framework, indicator: Indicator, *, guidance: bool = False) -> dict[str, Any]:
    written = framework.text(indicator.id)
    part = {
        "id": indicator.id,
        "domain": indicator.domain,
        "subdomain": indicator.subdomain,
        "label": written.label,
        "question": written.question,
        **common.links_part(indicator),
    }
    if guidance:
        part |= {"present": written.present, "partial": written.partial, "evidence": list(written.evidence)}
    return part


def _document(framework: Framework, domains: tuple[Domain, ...]) -> dict[str, Any]:
    return {
        "framework": framework.id,
        "basis": framework.basis,
        "indicators": [_part(framework, indicator) for domain in domains for indicator in domain.indicators],
    }


_HEADS = ("framework", "domain", "subdomain", "indicator", "label", "question", "gcm", "gcm_principles", "sdg")


def _flat(framework: Framework, domains: tuple[Domain, ...]) -> Flat:
    rows = tuple(_flat_row(framework, indicator) for domain in domains for indicator in domain.indicators)
    return Flat(heads=_HEADS, rows=rows)


def _flat_one(framework: Framework, indicator: Indicator, ways: tuple[Crosswalk, ...]) -> Flat:
    written = framework.text(indicator.id)
    beside = (f"{link.relation} {way.there} {link.there}" for way in ways for link in way.of(indicator.id))
    guidance = (written.present, written.partial, "\n".join(written.evidence), "\n".join(beside))
    heads = (*_HEADS, "present", "partial", "evidence", "counterparts")
    return Flat(heads=heads, rows=((*_flat_row(framework, indicator), *guidance),))


def _flat_row(framework: Framework, indicator: Indicator) -> tuple[str, ...]:
    written = framework.text(indicator.id)
    return (
        *(framework.id, indicator.domain, indicator.subdomain, indicator.id, written.label, written.question),
        " ".join(str(number) for number in indicator.gcm),
        " ".join(indicator.gcm_principles),
        " ".join(indicator.sdg),
    )
