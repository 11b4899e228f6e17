"""What was found in files: each problem at its place, in a sentence, with what was probably meant."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from mgi_cli.diagnostic import Severity
from mgi_cli.location import Mark, pointer
from mgi_cli.reading import repairs
from mgi_cli.text import shortened
from mgi_cli.value import Value
from mgi_cli.views import reasons
from mgi_cli.views.report import (
    Flat,
    Heading,
    Lines,
    Paragraph,
    Report,
    Source,
    Span,
    Steps,
    Title,
    Tone,
    Verbatim,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mgi_cli.diagnostic import Diagnostic, Found
    from mgi_cli.location import Document
    from mgi_cli.model import Framework
    from mgi_cli.views.report import Block
    from mgi_cli.words import Words

TONES = {Severity.ERROR: Tone.ABSENT, Severity.WARNING: Tone.NOTICE, Severity.NOTE: Tone.QUIET}
"""The tone of each severity."""


_MOST_ITEMS = 200
_LONGEST_LIST = 2000
"""Of a list in a sentence, so many items and characters; a framework of 98 indicators needs 700."""


class Correction(Value):
    """How a problem can be mended: the line as it would be, and whether ``mgi fix`` makes it so.

    ``text`` takes the place of what stands at ``place``. ``line`` is empty where more than one line would change.
    ``alone`` says that this one edit is the whole repair.
    """

    text: str
    place: Mark
    line: str
    safe: bool
    alone: bool


class Problem(Value):
    """A problem as it is told: at its place, in a sentence, with the line of the file where it stands.

    ``related`` is the line of the other place that belongs to it, if there is one.
    """

    found: Found
    message: str
    hint: str | None
    line: str
    related: str = ""
    correction: Correction | None = None

    @property
    def diagnostic(self) -> Diagnostic:
        """What it is, in code and facts."""
        return self.found.diagnostic


def problems(
    found: Sequence[Found], document: Document, framework: Framework | None, words: Words
) -> tuple[Problem, ...]:
    """Return what was found in a document, in sentences."""
    lines = document.lines
    page = repairs.Page(document) if found else None
    return tuple(
        Problem(
            found=item,
            message=message(item.diagnostic, framework, words),
            hint=_hint(item.diagnostic, framework, words),
            line=_line(item, lines),
            related=lines[item.diagnostic.related.line] if item.diagnostic.related else "",
            correction=_correction(page, item) if page and document.source else None,
        )
        for item in found
    )


def bare(found: Found, line: str, words: Words) -> Problem:
    """Return a problem in a sentence where no more of its file is at hand than the line."""
    told = found.diagnostic
    return Problem(found=found, message=message(told, None, words), hint=_hint(told, None, words), line=line)


def _correction(page: repairs.Page, found: Found) -> Correction | None:
    """Return how a problem can be mended, where that is known."""
    offered = repairs.offer(page, found)
    if offered is None:
        return None
    edit = offered.edits[0]
    start, end = page.offsets.place(edit.start), page.offsets.place(edit.end)
    added = edit.text.endswith("\n")
    line = edit.text if added else ""
    if not added and start[0] == end[0]:
        before = page.lines[start[0]]
        line = before[: start[1]] + edit.text + before[end[1] :]
    return Correction(
        text=edit.text,
        line=line.rstrip("\r\n"),
        place=Mark(*start, *end),
        safe=offered.safe,
        alone=len(offered.edits) == 1,
    )


def _line(found: Found, lines: list[str]) -> str:
    """Return the line that a problem stands on; none for a problem of the whole file."""
    if not found.diagnostic.mark and not found.diagnostic.route:
        return ""
    number = found.location.line - 1
    return lines[number] if number < len(lines) else ""


def message(diagnostic: Diagnostic, framework: Framework | None, words: Words) -> str:
    """Return the sentence of a diagnostic; it names the indicator by code and label where it is about an answer."""
    params = {key: _readable(key, value, words.either) for key, value in diagnostic.params.items()}
    if "known" in params:
        params["known"] = _readable("known", diagnostic.params["known"], words.both)
    if "why" in params:
        params["why"] = reasons.told(str(params["why"]), words)
    if "key" in params and not _WORD.fullmatch(str(params["key"])):
        params["key"] = words.say("diagnostics.quoted", text=params["key"])
    if "expected" in params and words.has(f"diagnostics.type_{params['expected']}"):
        params["expected"] = words.say(f"diagnostics.type_{params['expected']}")
    name = f"diagnostics.{diagnostic.code}"
    if diagnostic.params.get("found") in _WITH_PARTS:
        name, params["found"] = f"{name}_parts", words.say(f"diagnostics.type_{params['found']}")
    sentence = words.say(name, **{"key": "", "value": "", **params})
    subject = _indicator(diagnostic, framework)
    return words.say("diagnostics.about_indicator", indicator=subject, sentence=sentence) if subject else sentence


_WITH_PARTS = frozenset(("array", "object"))
_WORD = re.compile(r"[\w.-]*[\w-]")


def _readable(key: str, value: object, phrase: Callable[[list[str]], str]) -> object:
    if isinstance(value, list | tuple):
        return shortened(phrase([str(item) for item in value[:_MOST_ITEMS]]), _LONGEST_LIST)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float) and key not in reasons.COUNTS:
        return str(value)
    return shortened(str(value)) if isinstance(value, str | dict) else value


def _indicator(diagnostic: Diagnostic, framework: Framework | None) -> str | None:
    route = diagnostic.route
    if framework is None or len(route) < 2 or route[0] != "answers" or route[1] not in framework.indicators:
        return None
    code = str(route[1])
    return f"{code} {framework.text(code).label}"


def _hint(diagnostic: Diagnostic, framework: Framework | None, words: Words) -> str | None:
    key = f"diagnostics.{diagnostic.code}_hint"
    if diagnostic.suggestion and not diagnostic.repairable and diagnostic.code != "curly_quotes":
        return words.say("diagnostics.did_you_mean", suggestion=shortened(diagnostic.suggestion))
    if diagnostic.params.get("found") in _WITH_PARTS:
        key = f"diagnostics.{diagnostic.code}_{diagnostic.params['expected']}_hint"
    params = {name: _readable(name, value, words.either) for name, value in diagnostic.params.items()}
    params = {"key": "", "edition": framework.id if framework else "", **params}
    return words.say(key, **params) if words.has(key) else None


class Summary:
    """What a validation came to, file by file: counts, and the problems where a format needs them at the end.

    ``again`` is how the files were named on the command line, with the options that a next command needs; ``spoken`` is
    the one that names the language. With ``keep`` all problems are kept; people read them as they are found.
    ``named`` says whether files were named at all.
    """

    def __init__(
        self, *, strict: bool = False, keep: bool = True, named: bool = True, again: str = "", spoken: str = ""
    ) -> None:
        """Begin with no file."""
        self.strict = strict
        self.named = named
        self.again, self.spoken = again, spoken
        self.paths: list[str] = []
        self.kept: list[Problem] = []
        self.counts: Counter[Severity] = Counter()
        self.safe = 0
        self.first_code: str | None = None
        self.unread = False
        self._keep = keep
        self._told: set[str] = set()

    def add(self, path: str, problems: Sequence[Problem], *, unread: bool = False) -> tuple[Problem, ...]:
        """Add what was found in a file and return what has not been told yet.

        Mistakes of a framework stand in its own files; they are told once, not with every profile that answers it.
        """
        self.paths.append(path)
        elsewhere = {problem.found.location.path for problem in problems} - {path}
        new = tuple(problem for problem in problems if problem.found.location.path not in self._told)
        self._told |= elsewhere
        self.unread = self.unread or unread
        self.add_across(new)
        return new

    def add_across(self, new: Sequence[Problem]) -> None:
        """Add what was found in a file beside others, when it had been added itself."""
        self.counts.update(problem.diagnostic.severity for problem in new)
        self.safe += sum(is_safe(problem) for problem in new)
        serious = (item.diagnostic.code for item in new if item.diagnostic.severity is not Severity.NOTE)
        self.first_code = self.first_code or next(serious, None)
        if self._keep:
            self.kept += new

    @property
    def failed(self) -> bool:
        """Whether a document has errors; under ``strict`` warnings count."""
        return bool(self.counts[Severity.ERROR] or (self.strict and self.counts[Severity.WARNING]))


def is_safe(problem: Problem) -> bool:
    """Return whether ``mgi fix`` mends a problem."""
    return bool(problem.correction and problem.correction.safe) or problem.diagnostic.code in ("bom", "utf16")


def page(problems: Sequence[Problem], words: Words) -> Report:
    """Return the report of the problems of one file, for people."""
    return _report(lambda: tuple(block for problem in problems for block in problem_blocks(problem, words)), words)


def report(summary: Summary, words: Words) -> Report:
    """Return the report of a validation: for people the verdict and what to do next, for programs everything."""
    return _report(
        lambda: tuple(_verdict(summary, words)),
        words,
        flat=partial(_flat, summary.kept),
        document=partial(_document, summary, words),
    )


def _report(blocks: Any, words: Words, flat: Any = None, document: Any = dict) -> Report:
    return Report(
        command="validate",
        lang=words.lang,
        blocks=blocks,
        flat=flat or partial(Flat, heads=(), rows=()),
        document=document,
    )


def _verdict(summary: Summary, words: Words) -> Iterator[Block]:
    counts = summary.counts
    checked = words.say("diagnostics.files", n=len(summary.paths))
    if not counts.total():
        yield Paragraph(text(words.say("diagnostics.all_right", files=checked), Tone.PRESENT))
        if not summary.named:
            yield Lines((text(words.say("diagnostics.found_by_name", n=len(summary.paths)), Tone.QUIET),))
            yield Steps(
                words.say("common.next"), ((f"mgi validate .{summary.spoken}", words.say("diagnostics.next_folder")),)
            )
        return
    parts = [words.say(f"diagnostics.n_{severity}", n=counts[severity]) for severity in Severity if counts[severity]]
    said = words.say("diagnostics.verdict", files=checked, problems=", ".join(parts))
    yield Paragraph(text(said, Tone.ABSENT if summary.failed else Tone.PRESENT))
    steps = []
    if summary.safe:
        n = counts.total()
        steps.append((f"mgi fix{summary.again}", words.say("diagnostics.next_fix", n=summary.safe, all=n)))
    if code := summary.first_code:
        steps.append((f"mgi explain {code}{summary.spoken}", words.say("diagnostics.next_explain", code=code)))
    if steps:
        yield Steps(words.say("common.next"), tuple(steps))


def problem_blocks(problem: Problem, words: Words) -> Iterator[Block]:
    """Yield a problem for people: its code and place, the sentence, the line with the stretch underlined, the hint."""
    diagnostic, location = problem.diagnostic, problem.found.location
    tone = TONES[diagnostic.severity]
    severity = words.say(f"diagnostics.{diagnostic.severity}")
    said = words.say("plain.problem", severity=severity, code=diagnostic.code)
    at = words.say("plain.at", path=location.path, line=str(location.line), column=str(location.column))
    yield Paragraph(
        (Span(f"{severity}[{diagnostic.code}]", tone, said=said), Span(f" {location}", Tone.QUIET, said=f", {at}"))
    )
    yield Lines((text(problem.message),))
    if diagnostic.related:
        yield _source(problem.related, diagnostic.related, Tone.QUIET)
    if problem.line.strip():
        yield _source(problem.line, location.mark, tone)
    if problem.hint:
        yield Lines((text(problem.hint, Tone.COMMAND),))
    correction = problem.correction
    if correction and correction.line and correction.line != problem.line:
        yield Source(line=correction.line, start=correction.place.column, tone=Tone.PROGRESS)


def _source(line: str, mark: Mark, tone: Tone) -> Source:
    end = mark.end_column if mark.end_line == mark.line else len(line.rstrip())
    return Source(number=mark.line + 1, line=line, start=mark.column, end=end, tone=tone)


def _flat(every: Sequence[Problem]) -> Flat:
    heads = ("path", "line", "column", "severity", "code", "message", "suggestion")
    rows = tuple(
        (
            *(problem.found.location.path, problem.found.location.line, problem.found.location.column),
            *(str(problem.diagnostic.severity), problem.diagnostic.code, problem.message),
            problem.diagnostic.suggestion,
        )
        for problem in every
    )
    return Flat(heads=heads, rows=rows)


def _document(summary: Summary, words: Words) -> dict[str, Any]:
    return {
        "files": len(summary.paths),
        "paths": summary.paths,
        "strict": summary.strict,
        "codes": {problem.diagnostic.code: _meaning(problem.diagnostic, words) for problem in summary.kept},
        "diagnostics": [part(problem) for problem in summary.kept],
    }


def _meaning(diagnostic: Diagnostic, words: Words) -> dict[str, str]:
    return {"severity": str(diagnostic.severity), "meaning": words.say(f"explanations.{diagnostic.code}")}


def part(problem: Problem) -> dict[str, Any]:
    """Return a problem for programs."""
    diagnostic, location = problem.diagnostic, problem.found.location
    correction = problem.correction
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "path": location.path,
        "route": pointer(diagnostic.route),
        **_stretch(location.mark),
        "message": problem.message,
        "hint": problem.hint,
        "suggestion": diagnostic.suggestion,
        "fix": _fix_part(correction) if correction and correction.safe and correction.alone else None,
        "related": {"path": location.path, **_stretch(diagnostic.related)} if diagnostic.related else None,
    }


def _stretch(mark: Mark) -> dict[str, int]:
    """Return a stretch of a file as programs count it: from 1, in characters, the end exclusive."""
    names = ("line", "column", "end_line", "end_column")
    return {name: number + 1 for name, number in zip(names, mark, strict=True)}


def _fix_part(correction: Correction) -> dict[str, Any]:
    """Return the repair that ``mgi fix`` makes: a text, and the stretch that it takes the place of."""
    return {"text": correction.text, **_stretch(correction.place)}


class Explained(Value):
    """What is to be said of a code: the sentence, what it means, what mgi fix does about it, how it looks when right.

    ``right`` holds a line or a few, ``None`` where no line would be right, such as for a file that is no text.
    """

    code: str
    sentence: str
    meaning: str
    mending: repairs.Mending
    right: str | None


def explanation(code: str, words: Words) -> Report:
    """Return the report that explains the code of a diagnostic."""
    explained = Explained(
        code=code,
        sentence=words.say(f"diagnostics.{code}"),
        meaning=words.say(f"explanations.{code}"),
        mending=repairs.mending(code),
        right=words.say(f"right_lines.{code}") if words.has(f"right_lines.{code}") else None,
    )
    return Report(
        command="explain",
        lang=words.lang,
        blocks=lambda: tuple(_explained(explained, words)),
        flat=lambda: Flat(heads=_HEADS, rows=((code, explained.meaning, explained.mending, explained.right),)),
        document=lambda: {
            "diagnostic": {
                "code": code,
                "message": explained.sentence,
                "explanation": explained.meaning,
                "fix": str(explained.mending),
                "example": explained.right,
            }
        },
    )


_HEADS = ("code", "explanation", "fix", "example")


def _explained(explained: Explained, words: Words) -> Iterator[Block]:
    yield Title(explained.code)
    yield Paragraph(text(explained.meaning))
    if explained.right:
        yield Heading(text(words.say("fix.right")))
        yield Verbatim(lines=tuple(text(f"  {line}", Tone.PROGRESS) for line in explained.right.splitlines()))
    yield Paragraph(text(words.say(f"fix.{explained.mending}"), Tone.QUIET))
