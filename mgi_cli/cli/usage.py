"""``--help`` in the language spoken, and what is said of a command line that cannot be understood."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mgi_cli.errors import MgiError
from mgi_cli.text import fold, nearest
from mgi_cli.views.usage import Usage, report
from mgi_cli.words import instead_of, languages

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from typer.exceptions import TyperException

    from mgi_cli.views.report import Report
    from mgi_cli.views.usage import Entry
    from mgi_cli.words import Words

_STAND_IN = re.compile("[A-Z]{2,}")
_CODES = {"mgi": "exit_codes_all", "diff": "exit_codes_diff"}
"""What tells how a command ends, where it is not ``exit_codes``."""


def report_of(ctx: Any, words: Words, commands: Iterable[str]) -> Report:
    """Return the report of how the command of a context is called, with the commands that it has itself."""
    return report(usage(ctx, words, commands), words)


def usage(ctx: Any, words: Words, commands: Iterable[str]) -> Usage:
    """Return how the command of a context is called."""
    command = ctx.command
    name = "mgi" if ctx.parent is None else command.name
    params = command.get_params(ctx)
    parts = [
        (words.say(f"help.{kind}s"), tuple(_entries(name, ctx, words, kind, params))) for kind in ("argument", "option")
    ]
    parts.append((words.say("help.commands"), tuple((each, summary(each, words)) for each in commands)))
    return Usage(
        command=name,
        line=" ".join([ctx.command_path, *(_spoken(piece, words) for piece in command.collect_usage_pieces(ctx))]),
        about=words.say(f"help.{name}"),
        parts=tuple((title, entries) for title, entries in parts if entries),
        end=words.say(f"help.{_CODES.get(name, 'exit_codes')}"),
    )


def summary(name: str, words: Words) -> str:
    """Return what a command does, in its first sentence."""
    return re.split(r"\n\n|(?<=\.) (?=[A-ZÀ-Ý])", words.say(f"help.{name}"))[0]


def _spoken(piece: str, words: Words) -> str:
    """Return a piece of a line of usage: ``PROFILE``, not ``{PROFILE}``, and what stands in for a value translated."""
    names = words.subject("help")["stand_ins"]
    return _STAND_IN.sub(lambda found: names.get(found.group(), found.group()), piece.strip("{}"))


def _entries(command: str, ctx: Any, words: Words, kind: str, params: Sequence[Any]) -> Iterator[Entry]:
    for param in params:
        if param.param_type_name == kind and not param.hidden:
            yield _signature(param, ctx, words), " ".join(_about(command, param, words))


def _signature(param: Any, ctx: Any, words: Words) -> str:
    """Return how an argument or option is typed: ``-d, --domain DOMAIN``."""
    if param.param_type_name == "argument":
        return _spoken(param.make_metavar(ctx), words)
    names = ", ".join(sorted(param.opts, key=len))
    if param.is_flag:
        return names
    value = "|".join(languages()) if param.name == "lang" else _spoken(param.make_metavar(ctx), words)
    return f"{names} {value}"


def _about(command: str, param: Any, words: Words) -> Iterator[str]:
    """Yield what an argument or option means, and in brackets what is taken without it."""
    own = f"help.{command}.{param.name}"
    yield words.say(own if words.has(own) else f"help.option.{param.name}")
    extra = []
    if param.show_default and param.default not in (None, False, ()):
        extra.append(words.say("help.default", value=param.default))
    if (least := getattr(param.type, "min", None)) is not None:
        extra.append(words.say("help.least", n=least))
    if param.required:
        extra.append(words.say("help.required"))
    if extra:
        yield f"[{'; '.join(extra)}]"


# A command line that cannot be understood


def error_of(error: TyperException, words: Words) -> MgiError:
    """Return what is wrong with a command line as an error with words of our own."""
    context: Any = getattr(error, "ctx", None)
    code, params = _KINDS.get(type(error).__name__, _other)(error)
    if "name" in params:
        params["name"] = _spoken(params["name"], words)
    return MgiError(code, command=context.command_path if context else "mgi", **params)


Wrong = tuple[str, dict[str, Any]]
"""The code of an error, and what its sentence is filled with."""


def _no_such_option(error: Any) -> Wrong:
    known = [name for param in error.ctx.command.get_params(error.ctx) for name in param.opts] if error.ctx else []
    meant = meant_option(error.option_name, known)
    return "no_such_option", {"option": error.option_name, "suggestion": meant}


def meant_command(typed: str, known: Collection[str]) -> str | None:
    """Return the command that a word was probably meant to be: one like it, or one that people call so elsewhere."""
    words = instead_of("commands")
    like = words.get(nearest(typed, words, cutoff=0.8) or "")
    meant = words.get(fold(typed)) or nearest(typed, known) or like
    return f"mgi {meant}" if meant and meant.startswith("-") else meant


def meant_option(typed: str, known: Collection[str]) -> str | None:
    """Return the option of those known that was probably meant, as ``meant_command`` does."""
    named = instead_of("options").get(fold(typed))
    return named if named in known else nearest(typed, known)


def _missing(error: Any) -> Wrong:
    if error.param.param_type_name == "argument":
        return "missing_argument", {"name": error.param.human_readable_name}
    return "missing_option", {"option": _longest(error.param)}


def _wrong_use(error: Any) -> Wrong:
    code = "option_takes_no_value" if "not take" in error.format_message() else "option_needs_value"
    return code, {"option": error.option_name}


def _wrong_value(error: Any) -> Wrong:
    return "bad_number", {"option": _longest(error.param), "least": getattr(error.param.type, "min", None) or 0}


def _other(error: Any) -> Wrong:
    """Return what is wrong where no type of error tells it: a word too many, or something unforeseen."""
    found = re.search(r"extra argument\(s\) \((.*)\)", error.format_message())
    return ("extra_argument", {"given": found.group(1)}) if found else ("usage", {})


def _longest(param: Any) -> str:
    names: list[str] = param.opts
    return max(names, key=len)


_KINDS = {
    "NoSuchOption": _no_such_option,
    "MissingParameter": _missing,
    "BadOptionUsage": _wrong_use,
    "BadParameter": _wrong_value,
}
