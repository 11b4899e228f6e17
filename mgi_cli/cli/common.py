"""What all commands share: their options, printing, and the one place where errors become sentences and exit codes."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.exceptions import TyperException

from mgi_cli.cli import completion
from mgi_cli.diagnostic import DocumentError
from mgi_cli.errors import COULD_NOT_RUN, DOCUMENT_HAS_ERRORS, MgiError
from mgi_cli.render import FOR_PEOPLE, FORMATS, formats
from mgi_cli.text import visible

__all__ = ["COULD_NOT_RUN", "DOCUMENT_HAS_ERRORS"]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from mgi_cli.judging.agendas import Agenda
    from mgi_cli.library import Library
    from mgi_cli.model import Profile
    from mgi_cli.render.surface import Surface
    from mgi_cli.views.failure import Told
    from mgi_cli.views.report import Report
    from mgi_cli.words import Words

CONTEXT = {"help_option_names": ["-h", "--help"]}
INTERRUPTED = 130

Lang = Annotated[str | None, typer.Option("--lang", metavar="en", autocompletion=completion.languages)]
Profiles = Annotated[str | None, typer.Option("--profiles", metavar="FOLDER")]
Framework = Annotated[
    str | None, typer.Option("--framework", metavar="ID|FOLDER", autocompletion=completion.frameworks)
]
Domain = Annotated[str | None, typer.Option("--domain", "-d", metavar="DOMAIN", autocompletion=completion.domains)]
Format = Annotated[str, typer.Option("--format", "-f", metavar="|".join(FORMATS), autocompletion=completion.formats)]
ValidateFormat = Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", autocompletion=completion.formats)]
Today = Annotated[str | None, typer.Option("--today", metavar="DATE")]
By = Annotated[str | None, typer.Option("--by", metavar="gcm|sdg", autocompletion=completion.agendas)]


class Desk:
    """What a command works with: the words of the language, the library, and the way to print."""

    def __init__(
        self,
        command: str,
        form: str,
        lang: str | None,
        profiles: str | None = None,
        framework: str | None = None,
        *,
        today: str | None = None,
    ) -> None:
        """Settle language, format and day; raises ``MgiError`` for one that there is none of."""
        from mgi_cli.library import Library
        from mgi_cli.words import Words

        current.command, current.form = command, form
        if form not in formats(command):
            raise MgiError("unknown_format", form=form, known=list(formats(command)))
        self.words: Words = Words(speak(lang))
        self._options = {"--profiles": profiles, "--framework": framework, "--lang": current.lang}
        self.library: Library = Library(lang=self.words.lang, profiles=profiles, framework=framework, today=_day(today))
        self.library.frameworks.check()
        current.desk = self

    def again(self, *arguments: str, without: str = "", framework: str | None = None) -> str:
        """Return arguments and options as they must be typed once more to work on the same files.

        ``without`` names an option that the command in question does not take, ``framework`` the edition it must work
        with where no profile tells it.
        """
        options = {name: value for name, value in self._options.items() if value is not None and name != without}
        if framework and framework != self.library.frameworks.default_id():
            options["--framework"] = framework
        return "".join(
            f" {_quoted(word)}" for word in (*arguments, *(word for pair in options.items() for word in pair))
        )

    def spoken(self) -> str:
        """Return the option that a next command needs to speak the language that was asked for; nothing for none."""
        return f" --lang {_quoted(current.lang)}" if current.lang else ""

    def tell_other_edition(self, profiles: Iterable[Profile]) -> None:
        """Say on standard error which profiles answer another edition than ``--framework`` names."""
        if self._options["--framework"] is None:
            return
        asked = self.library.frameworks.default_id()
        names: dict[str, list[str]] = {}
        for profile in profiles:
            if profile.framework != asked:
                names.setdefault(profile.framework, []).append(profile.name)
        for edition, those in names.items():
            said = self.words.say(
                "common.other_edition", n=len(those), names=self.words.both(those), edition=edition, asked=asked
            )
            _write_error(visible(said) + "\n")

    def tell_unread(self, unread: Mapping[Path, MgiError]) -> None:
        """Say on standard error which profiles were left out because they have errors or cannot be opened."""
        from mgi_cli.views import failure

        for path, error in unread.items():
            said = self.words.say("common.unread", path=visible(_quoted(str(path))))
            if not isinstance(error, DocumentError):
                said = self.words.say("common.left_out", why=visible(failure.tell(error, self.words).message))
            _write_error(said + "\n")

    def print(self, report: Report) -> None:
        """Print a report on standard output in the format asked for."""
        from mgi_cli.render import render

        write(render(report, current.form, surface()), current.form)


def _day(asked: str | None) -> str | None:
    """Return the day that was asked for, if one was; raises ``MgiError`` for what is no day."""
    if asked is None:
        return None
    from mgi_cli.cli import giving

    return giving.day(asked)


def agenda(asked: str) -> Agenda:
    """Return the agenda that was asked for; raises ``MgiError`` for one that there is not."""
    from mgi_cli.judging.agendas import Agenda

    if asked.lower() not in list(Agenda):
        raise MgiError("unknown_agenda", asked=asked, known=[str(one) for one in Agenda])
    return Agenda(asked.lower())


def _quoted(word: str) -> str:
    """Return a word as a shell takes it whole; double quotes are what all shells share."""
    return f'"{word}"' if not word or set(word) & set(" \t'&|;<>()*?#") else word


class _Current:
    """The command that is running, for the errors that may come of it."""

    command = "mgi"
    form = "table"
    lang: str | None = None
    desk: Desk | None = None


current = _Current()


def speak(lang: str | None) -> str:
    """Return the language to speak; one given to the program holds for its command, unless that names another."""
    from mgi_cli.words import language

    current.lang = lang or current.lang
    return language(current.lang)


def write(text: str, form: str = "table") -> None:
    """Write text in a format to standard output, so that it is of that format whatever the encoding of the stream.

    What people read gets like characters for those that the encoding lacks. JSON is written in ASCII where it is not
    UTF-8; other formats for programs are always in UTF-8, except on a terminal.
    """
    if sys.stdout is None:
        raise MgiError("no_output", why="closed")
    encoding = sys.stdout.encoding or "utf-8"
    try:
        if form in FOR_PEOPLE or sys.stdout.isatty():
            sys.stdout.write(_writable(text, encoding))
        elif form in _JSON:
            sys.stdout.write(_escaped(text if _is_utf8(encoding) else _BEYOND_ASCII.sub(_json_escape, text), encoding))
        else:
            _write_utf8(text, encoding)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _forget_output()
        raise MgiError("no_output", why=error.strerror or str(error)) from error


_JSON = ("json", "sarif")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def _is_utf8(encoding: str) -> bool:
    return encoding.lower().replace("-", "").replace("_", "") == "utf8"


def _json_escape(match: re.Match[str]) -> str:
    r"""Return a character as JSON writes it in ASCII: ``\u2013``, and two of these for one beyond ``\uffff``."""
    units = match.group().encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))


def _write_utf8(text: str, encoding: str) -> None:
    """Write text in UTF-8, past the encoding of standard output; where there is no way past, with escapes."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None or _is_utf8(encoding):
        sys.stdout.write(_escaped(text, encoding))
        return
    sys.stdout.flush()
    buffer.write(text.replace("\n", os.linesep).encode("utf-8", "backslashreplace"))


def _escaped(text: str, encoding: str) -> str:
    return text.encode(encoding, "backslashreplace").decode(encoding)


def _writable(text: str, encoding: str) -> str:
    """Return text in characters that an encoding has: like ones for those it lacks, or else their escapes."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        from mgi_cli.text import alike

        return _escaped(alike(text, encoding), encoding)
    return text


def surface() -> Surface:
    """Return what standard output can show."""
    from mgi_cli.render.surface import Surface

    width = shutil.get_terminal_size((80, 24)).columns
    return Surface(
        width=max(width, 20), colour=_has_colour(sys.stdout), encoding=getattr(sys.stdout, "encoding", None) or "ascii"
    )


def _has_colour(stream: Any) -> bool:
    """Return whether to use colour: https://no-color.org and FORCE_COLOR first, then whether it is a terminal."""
    if stream is None:
        return False
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return bool(stream.isatty()) and os.environ.get("TERM") != "dumb"


def print_start() -> None:
    """Print the first screen: what mgi is, and what to type."""
    from mgi_cli.views import start

    desk = Desk("mgi", "table", current.lang)
    desk.print(start.report(desk.words, len(desk.library.profile_paths()), desk.spoken()))


def print_help(say: Callable[[Words], Report]) -> None:
    """Print what ``--help`` says, in the language spoken; in English where the tool has no words in it."""
    from mgi_cli.render import terminal

    write(terminal.render(say(words_spoken()), surface()))


def words_spoken() -> Words:
    """Return the words of the language spoken; English where the tool has none in it."""
    from mgi_cli.words import Words, languages

    lang = speak(None)
    return Words(lang if lang in languages() else "en")


def guarded(run: Callable[[], Any], args: Sequence[str] = ()) -> int:
    """Run a command and return its exit code; every error that a person can cause becomes a sentence.

    ``args`` tell in which format and language to say so where the command line itself is wrong.
    """
    current.command, current.form, current.lang = "mgi", _format_asked_for(args), _language_asked_for(args)
    current.desk = None
    try:
        done = run()
        if sys.stdout is not None:
            sys.stdout.flush()
        return done if isinstance(done, int) else 0
    except MgiError as error:
        _tell(error)
        return error.exit_code
    except TyperException as error:
        _tell_usage(error)
        return COULD_NOT_RUN
    except BrokenPipeError:
        _forget_output()  # the reader has gone (| head)
        return 0
    except OSError as error:
        return _tell_system(error)
    except (KeyboardInterrupt, typer.Abort):
        if sys.stdin is not None and sys.stdin.isatty():
            print(file=sys.stderr)  # so that the shell begins on a line of its own
        return INTERRUPTED


def _format_asked_for(args: Sequence[str]) -> str:
    """Return the format that a command line names, right or wrong as it may be."""
    line = " ".join(args)
    return "json" if re.search(r"(?:^| )(?:-f ?|--format[ =])json(?: |$)", line) else "table"


def _language_asked_for(args: Sequence[str]) -> str | None:
    """Return the language that a command line names; ``--help`` and wrong options are told before it is parsed."""
    named = [*pairwise(args), *(arg.split("=", 1) for arg in args if "=" in arg)]
    return next((value for name, value in named if name == "--lang"), None)


def _tell_system(error: OSError) -> int:
    """Tell what the system did not allow: something with a file, or else to write the result."""
    why = error.strerror or str(error)
    if error.filename is None:
        _forget_output()
        _tell(MgiError("no_output", why=why))
    else:
        _tell(MgiError("not_accessible", path=str(error.filename), why=why))
    return COULD_NOT_RUN


def _forget_output() -> None:
    """Let what is still buffered go nowhere, so that it does not raise once more at the end of the process."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell(error: MgiError) -> None:
    """Write an error to standard error; to a program that asked for JSON, as a document too."""
    from mgi_cli.views import failure

    words = words_spoken()
    told = failure.tell(error, words)
    if current.form == "json" and error.code != "no_output":
        from mgi_cli.render import as_json

        write(as_json.dump(as_json.envelope(current.command, words.lang, {"error": told.document()})), "json")
    _tell_in_words(error, told, words)


def tell_errors(errors: Iterable[MgiError]) -> None:
    """Say on standard error what went wrong with some of several files; what is the same, once."""
    from mgi_cli.views import failure
    from mgi_cli.words import Words

    words = Words(speak(None))
    said: set[str] = set()
    for error in errors:
        told = failure.tell(error, words)
        if told.text() not in said:
            _tell_in_words(error, told, words)
        said.add(told.text())


def stop_if_nothing(done: Sequence[object], errors: Sequence[MgiError]) -> None:
    """Raise the last of some errors where nothing else came of a command, and say the others before."""
    if errors and not done:
        tell_errors(errors[:-1])
        raise errors[-1]


def _tell_in_words(error: MgiError, told: Told, words: Words) -> None:
    from mgi_cli.views import failure

    if not isinstance(error, DocumentError):
        _write_error(told.text())
        return
    from mgi_cli.render import terminal

    _write_error(terminal.render(failure.document_report(error, words), _error_surface()))
    _write_error("\n" + told.text())
    if error.of_profile and current.desk:
        steps = failure.next_report(error, words, current.desk.again(error.document.path))
        _write_error("\n" + terminal.render(steps, _error_surface()))


def _tell_usage(error: TyperException) -> None:
    from mgi_cli.cli import usage

    context = getattr(error, "ctx", None)
    current.command = context.command.name if context and context.parent else "mgi"
    _tell(usage.error_of(error, words_spoken()))


def _error_surface() -> Surface:
    from mgi_cli.render.surface import Surface

    width = shutil.get_terminal_size((80, 24)).columns
    return Surface(
        width=max(width, 20), colour=_has_colour(sys.stderr), encoding=getattr(sys.stderr, "encoding", None) or "ascii"
    )


def _write_error(text: str) -> None:
    if sys.stderr is None:
        return
    encoding = sys.stderr.encoding or "utf-8"
    with contextlib.suppress(OSError):  # where nobody can be told, the exit code tells
        sys.stderr.write(_writable(text, encoding))
