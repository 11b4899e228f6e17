"""A plan on its way out: as a workbook that can be read back, or as a document, written whole to a file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from mgi_cli.diagnostic import DocumentError
from mgi_cli.exchange import fields, office
from mgi_cli.exchange.outgoing import TooLongError
from mgi_cli.judging import plan
from mgi_cli.judging.summary import summarise
from mgi_cli.reading import files
from mgi_cli.render import papers
from mgi_cli.value import Value
from mgi_cli.views.papers import plan as view
from mgi_cli.views.report import Flat, Paragraph, Report, Steps, Tone, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mgi_cli.library import Checked, Library
    from mgi_cli.model import Framework, Profile
    from mgi_cli.views.report import Block
    from mgi_cli.words import Words

WORKBOOK = ".xlsx"
KINDS = (WORKBOOK, *papers.KINDS)
"""The kinds of files that a plan is written as, by the ends of their names."""

_EDITED = (WORKBOOK, ".docx", ".md")
"""Those that people fill in; one that is there may hold their work, and is never overwritten."""


class Sent(Value):
    """A plan: whose it is, and the file it was written to, or for want of anything to plan was not."""

    path: Path
    profile: Profile
    framework: Framework
    rows: tuple[plan.Planned, ...]

    @property
    def is_written(self) -> bool:
        """Whether there was anything to write."""
        return bool(self.rows)


def send(path: Path, profile: str, library: Library, words: Words, date: Callable[[Profile], str | None]) -> Sent:
    """Write the plan of a profile, by path or name, to a file of one of ``KINDS``; without a gap nothing is written.

    ``date`` returns the date that a document about a profile bears. Raises ``MgiError`` where the file is there and may
    hold what people wrote, or where it cannot be written; ``DocumentError`` where the profile has errors;
    ``TooLongError`` where one of its texts does not fit a cell.
    """
    kind = path.suffix.lower()
    check, write = (files.check_new, files.create) if kind in _EDITED else (files.check_put, files.put)
    check(path)
    checked = library.check(library.find(profile))
    if checked.profile is None or checked.framework is None:
        raise DocumentError(checked.document, checked.found, checked.framework)
    one, framework = checked.profile, checked.framework
    sent = Sent(path=path, profile=one, framework=framework, rows=plan.find(one, framework.domains))
    if not sent.is_written:
        return sent
    if kind == WORKBOOK:
        write(path, _workbook(checked, one, framework, words))
    else:
        write(path, papers.render(view.paper(one, framework, words, date=date(one)), kind))
    return sent


def _workbook(checked: Checked, profile: Profile, framework: Framework, words: Words) -> bytes:
    """Return the plan as a workbook; raises ``TooLongError`` with the place of a text that does not fit a cell."""
    document = checked.document
    for route, length in fields.too_long_plan(document.tree):
        location = document.locate(route)
        what = " ".join(str(step) for step in route[1:])
        raise TooLongError(
            "text_too_long", path=location.path, line=location.line, what=what, n=length, most=fields.MOST
        )
    made: bytes = office.module("plan_out").workbook(profile, document.tree, framework, words)
    return made


def written(sent: Sent, words: Words, back: str, again: str) -> Report:
    """Return what is said of a plan that was written.

    ``back`` is how a next command brings the workbook in, ``again`` how one names the profile.
    """
    return Report(
        command="plan",
        lang=words.lang,
        blocks=partial(_blocks, sent, words, back, again),
        flat=partial(Flat, heads=(), rows=()),
        document=dict,
    )


def _blocks(sent: Sent, words: Words, back: str, again: str) -> tuple[Block, ...]:
    path = files.shown(sent.path)
    if not sent.is_written:
        answered = summarise(sent.profile, sent.framework.domains).totals.answered
        none = words.say("gaps.none" if answered else "gaps.none_answered")
        return (Paragraph(text(f"{none} {words.say('plan.nothing', path=path)}")),)
    gaps = sum(item.status.is_gap for item in sent.rows)
    n = sum(len(item.actions) for item in sent.rows)
    planned = words.say("plan.planned", n=n) if n else words.say("plan.planned_none")
    said = words.say("plan.written", path=path, n=gaps, planned=planned)
    is_workbook = sent.path.suffix.lower() == WORKBOOK
    step = (f"mgi import{back}", words.say("plan.next_import"))
    other = (f"mgi plan{again}", words.say("plan.next_workbook"))
    return (Paragraph(text(said, Tone.PRESENT)), Steps(words.say("common.next"), (step if is_workbook else other,)))
