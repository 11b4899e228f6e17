"""Proposals as a list that people edit: a line each, with yes or no at its beginning and a status to change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mgi_cli.errors import DOCUMENT_HAS_ERRORS, MgiError
from mgi_cli.model import Status
from mgi_cli.text import fold, visible
from mgi_cli.value import Value
from mgi_cli.views import common

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mgi_cli.model import Framework, Profile, Proposal
    from mgi_cli.words import Words

OPEN = "?"
_COMMENT = re.compile(r"(^|\s)#.*$")
_COLUMNS = re.compile(r"\s{2,}|\t")


class Decision(Value):
    """What a person decided of one proposal: ``confirmed`` with a status, or not; ``line`` counts from 1."""

    line: int
    indicator: str
    status: Status
    finding: str | None
    confirmed: bool


class ListError(MgiError):
    """A list that cannot be read as decisions; the line is among its facts."""

    exit_code = DOCUMENT_HAS_ERRORS


def write(profile: Profile, framework: Framework, words: Words) -> str:
    """Return the list of what is proposed, in the framework's order."""
    lines = [f"# {line}" for line in words.say("proposals.list_head", place=profile.place.name).split("\n")]
    for domain in framework.domains:
        codes = [indicator.id for indicator in domain.indicators]
        here = [proposal for code in codes for proposal in profile.proposals if proposal.indicator == code]
        if here:
            lines += ["", f"# {domain.number} {domain.name}"]
        for proposal in here:
            lines += _lines(proposal, profile, framework, words)
    return "\n".join(lines) + "\n"


def _lines(proposal: Proposal, profile: Profile, framework: Framework, words: Words) -> Iterator[str]:
    label = framework.text(proposal.indicator).label
    row = (OPEN, proposal.indicator, str(proposal.status), proposal.finding or "-")
    yield f"{row[0]:<5}{row[1]:<8}  {row[2]:<14}  {row[3]:<10}  # {label}"
    finding = profile.findings.get(proposal.finding or "")
    if finding:
        yield f"#      {visible(common.finding_text(finding, words.lang))}"
    for line in common.because(proposal, profile, words):
        yield f"#      {visible(line)}"


def read(text: str, framework: Framework, typed: Mapping[str, Status]) -> tuple[Decision, ...]:
    """Return the decisions in a list that somebody edited; lines that still begin with ``?`` are passed over.

    ``typed`` are the words for statuses, folded; those for present and absent are yes and no. Raises ``ListError``
    where a line is none of a list, or two lines answer one indicator.
    """
    decisions = tuple(_decisions(text, framework, typed))
    answered: dict[str, int] = {}
    for decision in decisions:
        if decision.confirmed:
            first = answered.setdefault(decision.indicator, decision.line)
            if first != decision.line:
                raise ListError("list_twice", line=decision.line, other=first, indicator=decision.indicator)
    return decisions


def _decisions(text: str, framework: Framework, typed: Mapping[str, Status]) -> Iterator[Decision]:
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        columns = [part for part in _COLUMNS.split(_COMMENT.sub("", line).strip()) if part]
        if not columns or columns[0] == OPEN:
            continue
        if len(columns) not in (3, 4):
            raise ListError("list_line", line=number)
        word, code, written = columns[:3]
        decided = {Status.PRESENT: True, Status.ABSENT: False}.get(typed.get(fold(word), Status.PARTIAL))
        if decided is None:
            raise ListError("list_decision", line=number, word=word)
        if code not in framework.indicators:
            raise ListError("list_indicator", line=number, indicator=code)
        status = typed.get(fold(written))
        if status not in framework.scale or status is None:
            raise ListError("list_status", line=number, status=written, known=[str(item) for item in framework.scale])
        finding = columns[3] if len(columns) == 4 and columns[3] != "-" else None
        yield Decision(line=number, indicator=code, status=status, finding=finding, confirmed=decided)
