"""What was mended in files, what it was before and after, and what is left for a person."""

from __future__ import annotations

import difflib
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from mgi_cli.text import shortened
from mgi_cli.views import failure, validation
from mgi_cli.views.report import Column, Flat, Group, Paragraph, Report, Role, Span, Steps, Table, Tone, Verbatim, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mgi_cli.errors import MgiError
    from mgi_cli.mending import Mend, Mended
    from mgi_cli.views.report import Block, Cell
    from mgi_cli.views.validation import Problem
    from mgi_cli.words import Words

_DIFF_TONES = {"+": Tone.PROGRESS, "-": Tone.REGRESSION, "@": Tone.COMMAND}


class Then(NamedTuple):
    """How next commands name the files, with their options: ``again`` all of them, ``undo`` those that were changed."""

    again: str = ""
    undo: str = ""


def report(
    every: Sequence[Mended],
    words: Words,
    *,
    dry_run: bool = False,
    then: Then,
    failed: Sequence[MgiError] = (),
) -> Report:
    """Return the report of a repair of files.

    With ``dry_run`` it shows, as a unified diff, what would be done. ``failed`` says why other files could not be read
    or written.
    """
    return Report(
        command="fix",
        lang=words.lang,
        blocks=lambda: tuple(_page(every, words, dry_run=dry_run, then=then)),
        flat=partial(_flat, every, words),
        document=partial(_document, every, words, failed, dry_run=dry_run),
    )


def _page(every: Sequence[Mended], words: Words, *, dry_run: bool, then: Then) -> Iterator[Block]:
    for mended in every:
        if dry_run and mended.changed:
            yield Verbatim(lines=tuple(_coloured(line) for line in _diff(mended)))
        yield from _file(mended, words, dry_run=dry_run)
    changed = [mended for mended in every if mended.changed]
    left = sum(len(mended.checked.found) for mended in every)
    yield Paragraph(_summary(every, words, dry_run=dry_run))
    steps = []
    if left:
        steps.append((f"mgi validate{then.again}", words.say("fix.next_validate", n=left)))
    if changed and dry_run:
        steps.append((f"mgi fix{then.again}", words.say("fix.next_fix")))
    elif changed:
        steps.append((f"mgi undo{then.undo}", words.say("fix.next_undo")))
    if steps:
        yield Steps(words.say("common.next"), tuple(steps))


def _file(mended: Mended, words: Words, *, dry_run: bool) -> Iterator[Block]:
    """Yield a table of what was mended in a file (the diff shows it, on a dry run), and one of what is left."""
    path = Span(mended.checked.document.path, Tone.STRONG)
    if mended.made and not dry_run:
        count = Span("  " + words.say("fix.repairs", n=len(mended.made)), Tone.PROGRESS)
        yield _table((path, count), [_made_row(mend, words) for mend in mended.made])
    left = _left(mended, words)
    if left:
        count = Span("  " + words.say("fix.left", n=len(left)), Tone.NOTICE)
        yield _table((path, count), [_left_row(problem, words) for problem in left])


def _table(title: Cell, rows: Sequence[tuple[Cell, ...]]) -> Table:
    columns = (
        Column(head=(), numeric=True),
        Column(head=()),
        Column(head=(), role=Role.BODY, least=30),
    )
    return Table(columns=columns, groups=(Group(title=title, rows=tuple(rows)),))


def _place(problem_or_mend: Problem | Mend, words: Words) -> Cell:
    location = problem_or_mend.found.location
    said = words.say("plain.place", line=str(location.line), column=str(location.column))
    return (Span(f"{location.line}:{location.column}", Tone.QUIET, said=said),)


def _made_row(mend: Mend, words: Words) -> tuple[Cell, ...]:
    code = mend.found.diagnostic.code
    return _place(mend, words), text(code, Tone.QUIET), _told_cell(mend, words)


def told(mend: Mend, words: Words) -> str:
    """Return a repair in words: what stood there and what stands there now, or what was done to the file."""
    key = f"fix.did_{mend.found.diagnostic.code}"
    if words.has(key):
        return words.say(key, **{"n": 1, **mend.found.diagnostic.params})
    return words.say("fix.became", **_before_and_after(mend, words))


def _before_and_after(mend: Mend, words: Words) -> dict[str, str]:
    return {"before": shortened(mend.before) or words.say("fix.nothing"), "after": shortened(mend.after)}


def _told_cell(mend: Mend, words: Words) -> Cell:
    """Return the same for people, some of whom hear it."""
    if words.has(f"fix.did_{mend.found.diagnostic.code}"):
        return text(told(mend, words))
    return (Span(told(mend, words), said=words.say("plain.then", **_before_and_after(mend, words))),)


def _left(mended: Mended, words: Words) -> tuple[Problem, ...]:
    checked = mended.checked
    return validation.problems(checked.found, checked.document, checked.framework, words)


def _left_row(problem: Problem, words: Words) -> tuple[Cell, ...]:
    tone = validation.TONES[problem.diagnostic.severity]
    severity = words.say(f"diagnostics.{problem.diagnostic.severity}")
    return _place(problem, words), text(severity, tone), text(f"{problem.message} [{problem.diagnostic.code}]")


def _diff(mended: Mended) -> Iterator[str]:
    """Yield the lines of the unified diff of a file, without their ends."""
    path = mended.checked.document.path
    before = mended.before.decode("utf-8", "replace").splitlines()
    after = mended.after.decode().splitlines()
    yield from difflib.unified_diff(before, after, path, path, lineterm="")


def _coloured(line: str) -> Cell:
    return text(line, _DIFF_TONES.get(line[:1], Tone.PLAIN) if line[:3] not in ("+++", "---") else Tone.STRONG)


def _summary(every: Sequence[Mended], words: Words, *, dry_run: bool) -> Cell:
    repairs = sum(len(mended.made) for mended in every)
    left = sum(len(mended.checked.found) for mended in every)
    files = words.say("diagnostics.files", n=len(every))
    key = "fix.nothing_to_mend" if not repairs else "fix.would" if dry_run else "fix.done"
    said = words.say(key, files=files, repairs=words.say("fix.repairs", n=repairs))
    rest = words.say("fix.left", n=left) if left else ""
    tone = Tone.PROGRESS if not left else Tone.NOTICE
    return text(" ".join(part for part in (said, rest) if part), tone)


def _flat(every: Sequence[Mended], words: Words) -> Flat:
    heads = ("path", "line", "column", "state", "code", "before", "after", "message")
    rows: list[tuple[str | int | None, ...]] = []
    for mended in every:
        for mend in mended.made:
            at = mend.found.location
            code = mend.found.diagnostic.code
            rows.append((at.path, at.line, at.column, "mended", code, mend.before, mend.after, told(mend, words)))
        for problem in _left(mended, words):
            at = problem.found.location
            rows.append((at.path, at.line, at.column, "left", problem.diagnostic.code, None, None, problem.message))
    return Flat(heads=heads, rows=tuple(rows))


def _document(every: Sequence[Mended], words: Words, failed: Sequence[MgiError], *, dry_run: bool) -> dict[str, Any]:
    return {
        "files": len(every),
        "dry_run": dry_run,
        "changed": [mended.checked.document.path for mended in every if mended.changed],
        "repairs": [_repair_part(mend) for mended in every for mend in mended.made],
        "left": [validation.part(problem) for mended in every for problem in _left(mended, words)],
        "failed": [failure.tell(error, words).document() for error in failed],
    }


def _repair_part(mend: Mend) -> dict[str, Any]:
    at = mend.found.location
    return {
        "code": mend.found.diagnostic.code,
        "path": at.path,
        "line": at.line,
        "column": at.column,
        "before": mend.before,
        "after": mend.after,
    }
