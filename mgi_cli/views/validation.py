"""What was found in files: each problem at its place, in a sentence, with what was probably meant."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from mgi_cli.diagnostic import Severity
from mgi_cli.location import pointer
from mgi_cli.value import Value
from mgi_cli.views.report import Flat, Lines, Paragraph, Report, Source, Span, Steps, Title, Tone, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mgi_cli.diagnostic import Diagnostic, Found
    from mgi_cli.library import Checked
    from mgi_cli.location import Document, Mark
    from mgi_cli.model import Framework
    from mgi_cli.views.report import Block
    from mgi_cli.words import Words

_TONES = {Severity.ERROR: Tone.ABSENT, Severity.WARNING: Tone.NOTICE, Severity.NOTE: Tone.QUIET}


class Problem(Value):
    """A problem as it is told: at its place, in a sentence, with the line of the file where it stands.

    ``related`` is the line of the other place that belongs to it, if there is one.
    """

    found: Found
    message: str
    hint: str | None
    line: str
    related: str = ""

    @property
    def diagnostic(self) -> Diagnostic:
        """What it is, in code and facts."""
        return self.found.diagnostic


def problems(
    found: Sequence[Found], document: Document, framework: Framework | None, words: Words
) -> tuple[Problem, ...]:
    """Return what was found in a document, in sentences."""
    lines = document.lines
    return tuple(
        Problem(
            found=item,
            message=message(item.diagnostic, framework, words),
            hint=_hint(item.diagnostic, words),
            line=_line(item, lines),
            related=lines[item.diagnostic.related.line] if item.diagnostic.related else "",
        )
        for item in found
    )


def _line(found: Found, lines: list[str]) -> str:
    """Return the line that a problem stands on; none for a problem of the whole file."""
    if not found.diagnostic.mark and not found.diagnostic.route:
        return ""
    number = found.location.line - 1
    return lines[number] if number < len(lines) else ""


def message(diagnostic: Diagnostic, framework: Framework | None, words: Words) -> str:
    """Return the sentence of a diagnostic; it names the indicator by code and label where it is about an answer."""
    params = {key: _readable(value, words) for key, value in diagnostic.params.items()}
    if "expected" in params and words.has(f"diagnostics.type_{params['expected']}"):
        params["expected"] = words.say(f"diagnostics.type_{params['expected']}")
    sentence = words.say(f"diagnostics.{diagnostic.code}", **{"key": "", "value": "", **params})
    subject = _indicator(diagnostic, framework)
    return words.say("diagnostics.about_indicator", indicator=subject, sentence=sentence) if subject else sentence


def _readable(value: object, words: Words) -> object:
    if isinstance(value, list | tuple):
        return words.either([str(item) for item in value])
    return str(value).lower() if isinstance(value, bool) else value


def _indicator(diagnostic: Diagnostic, framework: Framework | None) -> str | None:
    route = diagnostic.route
    if framework is None or len(route) < 2 or route[0] != "answers" or route[1] not in framework.indicators:
        return None
    code = str(route[1])
    return f"{code} {framework.text(code).label}"


def _hint(diagnostic: Diagnostic, words: Words) -> str | None:
    key = f"diagnostics.{diagnostic.code}_hint"
    if diagnostic.suggestion and not diagnostic.repairable:
        return words.say("diagnostics.did_you_mean", suggestion=diagnostic.suggestion)
    return words.say(key, **{"key": "", **diagnostic.params}) if words.has(key) else None


def report(checked: Sequence[Checked], words: Words, *, strict: bool = False) -> Report:
    """Return the report of a validation."""
    every = tuple(problem for item in checked for problem in problems(item.found, item.document, item.framework, words))
    return Report(
        command="validate",
        lang=words.lang,
        blocks=lambda: tuple(_page(every, len(checked), words, strict=strict)),
        flat=partial(_flat, every),
        document=partial(_document, every, checked, words, strict=strict),
    )


def _page(every: Sequence[Problem], files: int, words: Words, *, strict: bool) -> Iterator[Block]:
    for problem in every:
        yield from problem_blocks(problem, words)
    counts = Counter(problem.diagnostic.severity for problem in every)
    yield Paragraph(_verdict(counts, files, words, strict=strict))
    codes = [problem.diagnostic.code for problem in every if problem.diagnostic.severity is not Severity.NOTE]
    if codes:
        yield Steps(
            words.say("common.next"),
            ((f"mgi explain {codes[0]}", words.say("diagnostics.next_explain", code=codes[0])),),
        )


def problem_blocks(problem: Problem, words: Words) -> Iterator[Block]:
    """Yield a problem for people: its code and place, the sentence, the line with the stretch underlined, the hint."""
    diagnostic, location = problem.diagnostic, problem.found.location
    tone = _TONES[diagnostic.severity]
    severity = words.say(f"diagnostics.{diagnostic.severity}")
    yield Paragraph((Span(f"{severity}[{diagnostic.code}]", tone), Span(f" {location}", Tone.QUIET)))
    yield Lines((text(problem.message),))
    if diagnostic.related:
        yield _source(problem.related, diagnostic.related, Tone.QUIET)
    if problem.line.strip():
        yield _source(problem.line, location.mark, tone)
    if problem.hint:
        yield Lines((text(problem.hint, Tone.COMMAND),))


def _source(line: str, mark: Mark, tone: Tone) -> Source:
    end = mark.end_column if mark.end_line == mark.line else len(line.rstrip())
    return Source(number=mark.line + 1, line=line, start=mark.column, end=end, tone=tone)


def _verdict(counts: Counter[Severity], files: int, words: Words, *, strict: bool) -> tuple[Span, ...]:
    checked = words.say("diagnostics.files", n=files)
    if not counts:
        return (Span(words.say("diagnostics.all_right", files=checked), Tone.PRESENT),)
    parts = [words.say(f"diagnostics.n_{severity}", n=counts[severity]) for severity in Severity if counts[severity]]
    failed = counts[Severity.ERROR] or (strict and counts[Severity.WARNING])
    said = words.say("diagnostics.verdict", files=checked, problems=", ".join(parts))
    return (Span(said, Tone.ABSENT if failed else Tone.PRESENT),)


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


def _document(every: Sequence[Problem], checked: Sequence[Checked], words: Words, *, strict: bool) -> dict[str, Any]:
    return {
        "files": len(checked),
        "paths": [item.document.path for item in checked],
        "strict": strict,
        "codes": {problem.diagnostic.code: _meaning(problem.diagnostic, words) for problem in every},
        "diagnostics": [_part(problem) for problem in every],
    }


def _meaning(diagnostic: Diagnostic, words: Words) -> dict[str, str]:
    return {"severity": str(diagnostic.severity), "meaning": words.say(f"explanations.{diagnostic.code}")}


def _part(problem: Problem) -> dict[str, Any]:
    diagnostic, location = problem.diagnostic, problem.found.location
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "path": location.path,
        "route": pointer(diagnostic.route),
        **_stretch(location.mark),
        "message": problem.message,
        "hint": problem.hint,
        "suggestion": diagnostic.suggestion,
        "fix": _fix(problem),
        "related": {"path": location.path, **_stretch(diagnostic.related)} if diagnostic.related else None,
    }


def _stretch(mark: Mark) -> dict[str, int]:
    """Return a stretch of a file as programs count it: from 1, in characters, the end exclusive."""
    names = ("line", "column", "end_line", "end_column")
    return {name: number + 1 for name, number in zip(names, mark, strict=True)}


def _fix(problem: Problem) -> dict[str, str] | None:
    """Return the text meant, where it can take the place of all that stands there: no anchor, and one line only."""
    repair, location = problem.diagnostic.repair, problem.found.location
    written = problem.line[location.column - 1 : location.end_column - 1]
    replaceable = location.line == location.end_line and not written.startswith(("&", "!"))
    return {"text": repair} if isinstance(repair, str) and replaceable else None


def explanation(code: str, words: Words) -> Report:
    """Return the report that explains the code of a diagnostic."""
    sentence, meaning = words.say(f"diagnostics.{code}"), words.say(f"explanations.{code}")
    return Report(
        command="explain",
        lang=words.lang,
        blocks=lambda: (Title(code), Paragraph(text(meaning))),
        flat=lambda: Flat(heads=("code", "explanation"), rows=((code, meaning),)),
        document=lambda: {"diagnostic": {"code": code, "message": sentence, "explanation": meaning}},
    )
