"""What several views share: the head of a profile, a status in symbol and word, the parts of documents for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mgi_cli.judging.expiry import is_expired, rests_on_expired
from mgi_cli.model import Kind, PlannedAction, Status
from mgi_cli.text import Text, capital, choose, is_foreign
from mgi_cli.views.report import Cell, Column, Lines, Mark, Paragraph, Role, Span, Tone, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mgi_cli.judging.summary import Counts
    from mgi_cli.model import (
        Answer,
        Domain,
        Evidence,
        Framework,
        Indicator,
        KeyFinding,
        Profile,
        Proposal,
        Source,
        Subdomain,
    )
    from mgi_cli.views.report import Block
    from mgi_cli.words import Words


def head(profile: Profile, words: Words) -> Iterator[Block]:
    """Yield what stands under the name of a profile wherever it is shown: round, whether it is made up, basis."""
    about = (
        Span(capital(words.round(profile))),
        Span(words.say("common.edition", framework=profile.framework), Tone.QUIET),
    )
    yield Lines((about,))
    yield from notices(profile, words)


def notices(profile: Profile, words: Words) -> Iterator[Block]:
    """Yield what a reader must not overlook: that a profile is made up, and what its answers rest on."""
    said = [words.say("common.made_up_note")] if profile.illustrative else []
    said += [words.say("common.basis", basis=basis_text(profile, words))] if profile.assessment.basis else []
    if said:
        yield Paragraph((Span(" ".join(said), Tone.NOTICE),))


def notices_of(profiles: Sequence[Profile], words: Words) -> Iterator[Block]:
    """Yield the same for several profiles: which are made up, and what the answers of each rest on."""
    made_up = [profile.name for profile in profiles if profile.illustrative]
    lines = [words.say("diff.made_up", n=len(made_up), name=words.both(made_up))] if made_up else []
    names: dict[str, list[str]] = {}
    for profile in profiles:
        if profile.assessment.basis:
            names.setdefault(basis_text(profile, words), []).append(profile.name)
    bases = {basis: words.both(list(dict.fromkeys(those))) for basis, those in names.items()}
    lines += [words.say("diff.basis", name=name, basis=basis) for basis, name in bases.items()]
    for line in lines:
        yield Paragraph(text(line, Tone.NOTICE))


def basis_text(profile: Profile, words: Words) -> str:
    """Return what the answers of a profile rest on, or as it was written, marked with the language it is in.

    Nothing where nothing is said of it.
    """
    chosen = basis(profile, words.lang)
    return marked(chosen.value, chosen.lang, words.lang) if chosen else ""


def basis(profile: Profile, lang: str) -> Text | None:
    """Return what the answers of a profile rest on in a language, or as it was written; ``None`` where nothing says."""
    said = profile.assessment
    return choose(Text(value=said.basis, lang=said.language), said.basis_translations, lang) if said.basis else None


def marked(text: str, lang: str | None, shown: str) -> str:
    """Return a text, marked with the language that it is in where that is not the one shown."""
    return f"{text} [{lang}]" if is_foreign(lang, shown) else text


def way(domain: Domain, subdomain: Subdomain) -> Span:
    """Return where an indicator stands in its framework, from the domain to the sub-domain."""
    names = (f"{domain.number} {domain.name}", f"{subdomain.id} {subdomain.name}")
    return Span(" > ".join(names), Tone.QUIET, said=", ".join(names))


def status_cell(status: Status, framework: Framework) -> Cell:
    """Return a status as its symbol and its word."""
    return (Mark(status, Tone(status)), Span(" " + status_word(status, framework), Tone(status)))


def status_word(status: Status, framework: Framework) -> str:
    """Return the name of a status in the language of the framework's names."""
    known = framework.scale.get(status)
    return known.label if known else str(status)


def counted(n: int, what: str, words: Words) -> str:
    """Return how many there are of a status or a kind of change: ``4 present``.

    Where the word would have to agree with the number, it is said first: ``présent 4``.
    """
    return words.say("common.counted", n=n, what=what)


def word_first(words: Words) -> bool:
    """Return whether the word stands before the number in what ``counted`` returns."""
    return counted(0, "-", words).startswith("-")


def legend(framework: Framework) -> Lines:
    """Return what each symbol of a status stands for."""
    return Lines(tuple(status_cell(status, framework) for status in Status if status in framework.scale), flow=True)


def count_cells(counts: Counts, statuses: Iterable[Status], words: Words) -> tuple[Cell, ...]:
    """Return how many of all indicators are answered, then how many have each status."""
    share = words.say("show.of", n=counts.answered, all=counts.indicators)
    return (text(share), *(_count_cell(counts.statuses[status], status) for status in statuses))


def _count_cell(n: int, status: Status) -> Cell:
    return text(str(n), Tone(status) if n else Tone.QUIET)


def status_columns(framework: Framework, words: Words) -> tuple[Column, ...]:
    """Return a column of counts for each status that is an answer."""
    return tuple(
        Column(
            head=(Mark(status, Tone(status)),),
            word=status_word(status, framework),
            role=Role.FACT,
            numeric=True,
            word_first=word_first(words),
        )
        for status in framework.scale
        if status.is_answer
    )


def finding_text(finding: KeyFinding, lang: str) -> str:
    """Return the text of a key finding in a language, or as it was written, marked with the language it is in."""
    chosen = choose(finding.text, finding.translations, lang)
    return marked(chosen.value, chosen.lang, lang)


def finding_line(finding: KeyFinding, words: Words) -> str:
    """Return a key finding by its key and its text."""
    return finding.id + words.say("common.colon") + finding_text(finding, words.lang)


def evidence_text(
    evidence: Evidence, profile: Profile, words: Words, *, sources: bool = True, today: str | None = None
) -> str:
    """Return one piece of evidence in a line: what it is, its date, until when it holds good, where it stands.

    Given the day ``today``, it is said of what has expired by then.
    """
    facts = [words.date(evidence.date)] if evidence.date else []
    if evidence.valid_until:
        key = "common.expired" if today and is_expired(evidence, today) else "common.valid_until"
        facts.append(words.say(key, date=words.date(evidence.valid_until)))
    facts += [profile.sources[key].title for key in evidence.sources if sources]
    return f"{evidence.text} ({words.say('common.semicolon').join(facts)})" if facts else evidence.text


def source_text(source: Source, words: Words) -> str:
    """Return one source in a line: title, publisher, date, address, note."""
    date = words.date(source.date) if source.date else None
    return ", ".join(part for part in (source.title, source.publisher, date, source.url, source.note) if part)


def grounds(
    answer: Answer, profile: Profile, words: Words, *, label: bool = True, today: str | None = None
) -> list[str]:
    """Return everything that an answer rests on, a text each: reason, findings, evidence, note.

    With ``label`` it is said of evidence and note that they are such; given the day ``today``, what has expired.
    """
    evidence = [evidence_text(item, profile, words, today=today) for item in answer.evidence]
    notes = [answer.note] if answer.note else []
    if label:
        evidence = [words.say("common.evidence", text=item) for item in evidence]
        notes = [words.say("common.note", text=item) for item in notes]
    findings = [finding_text(profile.findings[key], words.lang) for key in answer.findings]
    return [*([answer.reason] if answer.reason else []), *findings, *evidence, *notes]


def because(proposal: Proposal, profile: Profile, words: Words) -> list[str]:
    """Return why an answer is proposed, a text each; what comes of another edition says it in a sentence of its own.

    With that stands what the answers rested on there.
    """
    if not proposal.moved_from:
        return [words.say("interview.because", because=proposal.because)] if proposal.because else []
    said = [proposal.because] if proposal.because else []
    rested = [
        line for answer in profile.grounds_of(proposal) for line in grounds(answer.but(findings=()), profile, words)
    ]
    return [*said, *rested]


def grounds_cell(answer: Answer | None, profile: Profile, words: Words, *, today: str | None = None) -> Cell:
    """Return what an answer rests on as one cell, a line each; first, given the day, whether it has all expired."""
    if answer is None:
        return ()
    told = text("\n".join(grounds(answer, profile, words, today=today)))
    if today and rests_on_expired(answer, today):
        return (Span(words.say("common.rests_on_expired") + "\n", Tone.NOTICE), *told)
    return told


def known_cell(indicator: str, profile: Profile, words: Words, *, today: str | None = None) -> Cell:
    """Return what the answer to an indicator rests on, as ``grounds_cell`` does, and below it what is planned."""
    told = grounds_cell(profile.answers.get(indicator), profile, words, today=today)
    lines = [words.say("common.planned", text=planned_text(action, words)) for action in planned(indicator, profile)]
    above = any(getattr(piece, "text", "") for piece in told)
    return (*told, *text(("\n" if above else "") + "\n".join(lines))) if lines else told


def planned(indicator: str, profile: Profile) -> tuple[PlannedAction, ...]:
    """Return what is planned for an indicator, without actions that say nothing."""
    return tuple(action for action in profile.plan.get(indicator, ()) if action != PlannedAction())


def planned_text(action: PlannedAction, words: Words) -> str:
    """Return a planned action in a line: what is to be done, and what else is said of it."""
    due = words.date(action.due) if action.due else None
    said = {**action_part(action), "due": due}
    facts = [words.say(f"common.planned_{key}", text=value) for key, value in said.items() if value and key != "action"]
    what = action.action or words.say("common.planned_nothing")
    return f"{what} ({words.say('common.semicolon').join(facts)})" if facts else what


# Parts of documents for programs (design §6)


def profile_part(profile: Profile, framework: Framework) -> dict[str, Any]:
    """Return the head of a profile."""
    place = profile.place
    named = {"type_name": place.type_name, "country_name": place.country_name}
    return {
        "id": profile.name,
        "place": {"id": place.id, "name": place.name, "type": place.type, "within": place.within}
        | {key: value for key, value in named.items() if value},
        "country": place.country,
        "level": framework.level,
        "framework": profile.framework,
        "round": profile.assessment.round,
        "published": profile.assessment.published,
        "illustrative": profile.illustrative,
        "basis": profile.assessment.basis,
    }


def counts_part(counts: Counts) -> dict[str, Any]:
    """Return counts by status and kind of finding."""
    return {
        "indicators": counts.indicators,
        **{str(status): counts.statuses[status] for status in Status},
        "findings": {str(kind): counts.findings[kind] for kind in Kind},
    }


def answer_part(answer: Answer, indicator: Indicator, label: str, today: str | None = None) -> dict[str, Any]:
    """Return one answer, and given the day ``today``, what of it has expired."""
    return {
        "indicator": indicator.id,
        "domain": indicator.domain,
        "subdomain": indicator.subdomain,
        "label": label,
        "status": str(answer.status),
        "note": answer.note,
        "reason": answer.reason,
        "evidence": [evidence_part(item, today) for item in answer.evidence],
        "findings": list(answer.findings),
        "assessed_on": answer.assessed_on,
        "assessed_by": answer.assessed_by,
    } | ({"rests_on_expired": rests_on_expired(answer, today)} if today else {})


def evidence_part(evidence: Evidence, today: str | None = None) -> dict[str, Any]:
    """Return one piece of evidence, and given the day ``today``, whether it has expired."""
    return {
        "text": evidence.text,
        "date": evidence.date,
        "valid_until": evidence.valid_until,
        "sources": list(evidence.sources),
    } | ({"expired": is_expired(evidence, today)} if today else {})


def action_part(action: PlannedAction) -> dict[str, str | None]:
    """Return one planned action."""
    return {
        "action": action.action,
        "priority": action.priority,
        "owner": action.owner,
        "due": action.due,
        "budget": action.budget,
        "success": action.success,
    }


def sources_part(profile: Profile) -> list[dict[str, Any]]:
    """Return the sources that findings and evidence cite by their ids."""
    return [
        {
            "id": source.id,
            "title": source.title,
            "publisher": source.publisher,
            "date": source.date,
            "url": source.url,
            "note": source.note,
        }
        for source in profile.sources.values()
    ]


def finding_part(finding: KeyFinding, profile: Profile) -> dict[str, Any]:
    """Return one key finding with the indicators it informs."""
    return {
        "id": finding.id,
        "domain": finding.domain,
        "kind": str(finding.kind),
        "text": finding.text.value,
        "lang": finding.text.lang,
        "translations": dict(finding.translations),
        "sources": list(finding.sources),
        "indicators": list(profile.informed_by(finding.id)),
    }


def links_part(indicator: Indicator) -> Mapping[str, Any]:
    """Return the links of an indicator to the global agendas."""
    return {
        "gcm": list(indicator.gcm),
        "gcm_principles": [str(item) for item in indicator.gcm_principles],
        "sdg": list(indicator.sdg),
    }
