"""An error as it is told: a sentence, and what to do next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from mgi_cli.text import visible
from mgi_cli.value import Value
from mgi_cli.views import reasons, validation
from mgi_cli.views.report import Flat, Report, Steps

if TYPE_CHECKING:
    from mgi_cli.diagnostic import DocumentError
    from mgi_cli.errors import MgiError
    from mgi_cli.words import Words


class Told(Value):
    """An error in words; ``line`` is its message with the word for an error before it."""

    code: str
    line: str
    message: str
    hint: str | None

    def text(self) -> str:
        """Return it as lines for standard error."""
        lines = [visible(self.line)]
        lines += [f"  {visible(line)}" for line in (self.hint or "").split("\n") if line]
        return "\n".join(lines) + "\n"

    def document(self) -> dict[str, Any]:
        """Return it for programs."""
        return {"code": self.code, "message": self.message, "hint": self.hint}


def tell(error: MgiError, words: Words) -> Told:
    """Return an error in words."""
    params = {key: _readable(key, value, words) for key, value in error.params.items()}
    if "why" in params:
        params["why"] = reasons.told(str(params["why"]), words)
    message = words.say(f"errors.{error.code}", **{"_": "", **params})
    return Told(
        code=error.code,
        line=words.say("errors.line", label=words.say("errors.error"), message=message),
        message=message,
        hint="\n".join(_hints(error, params, words)) or None,
    )


def _readable(key: str, value: object, words: Words) -> object:
    if value == "":
        return '""'  # what was typed empty would leave a hole in the sentence
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return words.both([str(item) for item in value])
    return str(value) if isinstance(value, int | float) and key not in reasons.COUNTS else value


def _hints(error: MgiError, params: dict[str, Any], words: Words) -> list[str]:
    hints = []
    if suggestion := params.get("suggestion"):
        hints.append(words.say("errors.did_you_mean", suggestion=suggestion))
    if words.has(f"errors.{error.code}_hint"):
        hints.append(words.say(f"errors.{error.code}_hint", **params))
    listed: Any = error.params.get("listed", ())
    hints += [f"  {line}" for line in listed]
    hints += [f"  {number}  {key}  {name}" for number, key, name in params.get("domains", ())]
    return hints


def document_report(error: DocumentError, words: Words) -> Report:
    """Return the report of everything that was found in a document that cannot be used."""
    problems = validation.problems(error.found, error.document, error.framework, words)
    return validation.page(problems, words)


def next_report(error: DocumentError, words: Words, again: str) -> Report:
    """Return the report of what to do about a profile that cannot be used.

    ``again`` is how a next command must name it, with its options.
    """
    problems = validation.problems(error.found, error.document, error.framework, words)
    safe = sum(validation.is_safe(problem) for problem in problems)
    steps = [(f"mgi validate{again}", words.say("errors.next_validate"))]
    if safe:
        said = words.say("diagnostics.next_fix", n=safe, all=len(problems))
        steps.insert(0, (f"mgi fix{again}", said))
    return Report(
        command="validate",
        lang=words.lang,
        blocks=lambda: (Steps(words.say("common.next"), tuple(steps)),),
        flat=partial(Flat, heads=(), rows=()),
        document=dict,
    )
