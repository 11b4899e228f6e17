"""One question of an interview on the screen: what is asked, what counts, what is known, and which key does what."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from mgi_cli.judging import course
from mgi_cli.model import Status
from mgi_cli.value import Value
from mgi_cli.views import common
from mgi_cli.views.report import (
    Bar,
    Column,
    Flat,
    Group,
    Heading,
    Lines,
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
from mgi_cli.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from mgi_cli.model import Framework, Profile, Proposal
    from mgi_cli.views.report import Block, Cell

STATUS_KEYS = {
    "1": Status.PRESENT,
    "2": Status.PARTIAL,
    "3": Status.ABSENT,
    "4": Status.NO_EVIDENCE,
    "5": Status.NOT_APPLICABLE,
    "0": Status.NOT_ASSESSED,
}
"""The key of each status, the same in every language."""

ACTIONS = (
    *("note", "evidence", "findings", "sources", "confirm", "dismiss"),
    *("back", "go", "search", "domains", "quit"),
)
"""What other keys do, in the order shown; which key does it is said in ``data/words/<language>/interview.yaml``."""


class Screen(Value):
    """What is on the screen: the profile as it is, the question, and the round before, if there is one."""

    profile: Profile
    framework: Framework
    indicator: str
    before: Profile | None = None

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """What was proposed for this indicator and nobody has confirmed."""
        return tuple(item for item in self.profile.proposals if item.indicator == self.indicator)


def actions(words: Words) -> Mapping[str, str]:
    """Return what each key does: those of the language shown, and the English ones that this leaves free."""
    spoken = (Words(), words)
    return {key: action for those in spoken for action, key in those.subject("interview")["keys"].items()}


def question(screen: Screen, words: Words) -> Report:
    """Return the report of one question."""
    return _report(lambda: tuple(_question(screen, words)), words)


def lines(said: Sequence[Cell], words: Words) -> Report:
    """Return the report of some lines."""
    return _report(lambda: (Lines(tuple(said)),), words)


def end(said: Cell, steps: tuple[tuple[str, str], ...], words: Words) -> Report:
    """Return the report of how far the interview came, and what to do next."""
    return _report(lambda: (Paragraph(said), Steps(words.say("common.next"), steps)), words)


def _report(blocks: Callable[[], Iterable[Block]], words: Words) -> Report:
    nothing = partial(Flat, heads=(), rows=())
    return Report(command="assess", lang=words.lang, blocks=blocks, flat=nothing, document=dict)


def _question(screen: Screen, words: Words) -> Iterator[Block]:
    framework, code = screen.framework, screen.indicator
    written, indicator = framework.text(code), framework.indicators[code]
    domain = framework.domain(indicator.domain)
    subdomain = next(item for item in domain.subdomains if item.id == indicator.subdomain)
    answered, n = course.progress(screen.profile, framework)[domain.id]
    done = words.say("interview.done", n=answered, all=n)
    yield Lines(((common.way(domain, subdomain), Span(f"    {done}", Tone.QUIET)),))
    yield Title(f"{code} {written.label}")
    yield Paragraph(text(written.question, Tone.STRONG))
    yield Lines(tuple(_guidance(screen, words)), apart=True)
    yield from _proposed(screen, words)
    yield from _last_round(screen, words)
    yield from _now(screen, words)
    scale = (_key(key, common.status_cell(status, framework)) for key, status in _scale(framework))
    yield Lines(tuple(scale), flow=True, apart=True)
    own, does = (words.subject("interview")[name] for name in ("keys", "does"))
    yield Lines(tuple(_key(own[action], text(does[action])) for action in _others(screen)), flow=True)


def _scale(framework: Framework) -> Iterator[tuple[str, Status]]:
    yield from ((key, status) for key, status in STATUS_KEYS.items() if status in framework.scale)


def _others(screen: Screen) -> tuple[str, ...]:
    return tuple(action for action in ACTIONS if action not in ("confirm", "dismiss") or screen.proposals)


def _key(key: str, does: Cell) -> Cell:
    return (Span(key, Tone.COMMAND), Span(" "), *does)


def _guidance(screen: Screen, words: Words) -> Iterator[Cell]:
    written = screen.framework.text(screen.indicator)
    for status, guidance in ((Status.PRESENT, written.present), (Status.PARTIAL, written.partial)):
        yield (*common.status_cell(status, screen.framework), Span(words.say("common.colon") + guidance))
    yield text(
        words.say("interview.shown_by", evidence=words.say("common.semicolon").join(written.evidence)), Tone.QUIET
    )


def _proposed(screen: Screen, words: Words) -> Iterator[Block]:
    if not screen.proposals:
        return
    yield Heading(text(words.say("interview.proposed")), words.say("interview.proposed_means"))
    for number, proposal in enumerate(screen.proposals, 1):
        yield Lines(tuple(_proposal(number, proposal, screen, words)))


def _proposal(number: int, proposal: Proposal, screen: Screen, words: Words) -> Iterator[Cell]:
    sure = words.say("interview.sure", n=round(proposal.confidence * 100)) if proposal.confidence is not None else ""
    because = common.because(proposal, screen.profile, words)
    facts = ", ".join(part for part in (sure, *because[:1]) if part)
    yield (Span(f"{number} "), *common.status_cell(proposal.status, screen.framework), Span(f"  {facts}", Tone.QUIET))
    yield from (text(line) for line in because[1:])
    finding = screen.profile.findings.get(proposal.finding or "")
    if finding:
        yield text(common.finding_line(finding, words))


def _last_round(screen: Screen, words: Words) -> Iterator[Block]:
    if screen.before is None:
        return
    status = screen.before.status(screen.indicator)
    answer = screen.before.answers.get(screen.indicator)
    yield Heading(text(words.say("interview.last_round", round=words.round(screen.before))))
    lines = [text(line) for line in common.grounds(answer, screen.before, words)] if answer else []
    yield Lines((common.status_cell(status, screen.framework), *lines))


def _now(screen: Screen, words: Words) -> Iterator[Block]:
    answer = screen.profile.answers.get(screen.indicator)
    label = screen.framework.text(screen.indicator).label  # said again: the first line may have left the screen
    yield Heading(text(f"{screen.indicator} {label}"), words.say("interview.now"))
    lines = [text(line) for line in common.grounds(answer, screen.profile, words)] if answer else []
    status = screen.profile.status(screen.indicator)
    yield Lines((common.status_cell(status, screen.framework), *lines))


def overview(profile: Profile, framework: Framework, words: Words) -> Report:
    """Return the report of how far an interview is, by domain."""
    columns = (
        Column(head=(), numeric=True),
        Column(head=text(words.say("show.domain")), least=20),
        Column(head=(), role=Role.BODY),
        Column(
            head=text(words.say("show.answered")), word=words.say("show.answered_word"), role=Role.FACT, numeric=True
        ),
    )
    progress = course.progress(profile, framework)
    rows = tuple(
        (
            text(str(domain.number), Tone.QUIET),
            text(domain.name),
            (Bar(tuple((profile.status(item.id), 1) for item in domain.indicators)),),
            text(words.say("show.of", n=progress[domain.id][0], all=progress[domain.id][1])),
        )
        for domain in framework.domains
    )
    table = Table(columns=columns, groups=(Group(rows=rows),))
    return _report(lambda: (table, common.legend(framework)), words)


def choices(codes: Sequence[str], framework: Framework, words: Words) -> Report:
    """Return the report of indicators to choose from, numbered from 1."""
    lines = tuple(text(f"{number} {code} {framework.text(code).label}") for number, code in enumerate(codes, 1))
    return _report(lambda: (Lines(lines),), words)


def entries(rows: Sequence[tuple[str, str]], words: Words) -> Report:
    """Return the report of findings or sources to choose from: their keys and texts."""
    lines = tuple((Span(f"{key}  ", Tone.STRONG), Span(said)) for key, said in rows)
    return _report(lambda: (Lines(lines),), words)
