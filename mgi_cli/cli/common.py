"""What all commands share: their options, printing, and the one place where errors become sentences and exit codes."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.exceptions import TyperException

from mgi_cli.cli import completion, consoles, paging, screen, shells
from mgi_cli.diagnostic import DocumentError
from mgi_cli.errors import COULD_NOT_RUN, DOCUMENT_HAS_ERRORS, MgiError
from mgi_cli.reading import files
from mgi_cli.render import FOR_PEOPLE, FOR_SCREENS, FORMATS, formats
from mgi_cli.text import fitted, visible

__all__ = ["COULD_NOT_RUN", "DOCUMENT_HAS_ERRORS"]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from mgi_cli.judging.agendas import Agenda
    from mgi_cli.library import Library
    from mgi_cli.model import Profile
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
            f" {shells.quoted(word)}" for word in (*arguments, *(word for pair in options.items() for word in pair))
        )

    def spoken(self) -> str:
        """Return the option that a next command needs to speak the language that was asked for; nothing for none."""
        return f" --lang {shells.quoted(current.lang)}" if current.lang else ""

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
            _write_error(screen.sentences(visible(said) + "\n", sys.stderr))

    def tell_unread(self, unread: Mapping[Path, MgiError]) -> None:
        """Say on standard error which profiles were left out because they have errors or cannot be opened."""
        from mgi_cli.views import failure

        for path, error in unread.items():
            said = self.words.say("common.unread", path=visible(shells.quoted(str(path))))
            if not isinstance(error, DocumentError):
                said = self.words.say("common.left_out", why=visible(failure.tell(error, self.words).message))
            _write_error(screen.sentences(said + "\n", sys.stderr))

    def print(self, report: Report) -> None:
        """Print a report on standard output in the format asked for."""
        from mgi_cli.render import render

        write(render(report, current.form, screen.surface()), current.form)


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


class ReaderGoneError(Exception):
    """Nobody reads any more what is written (``| head``); Typer would end with code 1 for it, as if it had failed."""


def write(text: str, form: str = "table") -> None:
    """Write text in a format to standard output, so that it is of that format whatever the encoding of the stream.

    What people read gets like characters for those that the encoding lacks. JSON is written in ASCII where it is not
    UTF-8; other formats for programs are always in UTF-8, except on a terminal.
    """
    if sys.stdout is None:
        raise MgiError("no_output", why="closed")
    if form in FOR_SCREENS and paging.hold(text):
        return
    encoding = sys.stdout.encoding or "utf-8"
    try:
        if form in FOR_PEOPLE or sys.stdout.isatty():
            sys.stdout.write(fitted(text, encoding))
        elif form in _JSON:
            sys.stdout.write(_escaped(text if _is_utf8(encoding) else _BEYOND_ASCII.sub(_json_escape, text), encoding))
        else:
            _write_utf8(text, encoding)
        sys.stdout.flush()
    except OSError as error:
        if consoles.is_gone(error):
            raise ReaderGoneError from None
        _forget_output()
        raise MgiError("no_output", why=files.why(error)) from error


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


def tell(text: str) -> None:
    """Write a sentence or a few that make no report, a line each."""
    write(screen.sentences(text + "\n", sys.stdout))


def release(*, at_once: bool = False) -> None:
    """Let what was kept for the pager be read: in the pager, or as it is where there is none, or no need of one.

    What belongs to a question must be read ``at_once``, without a pager.
    """
    text = paging.stop()
    if text and (at_once or not paging.show(text)):
        write(text)


def print_start() -> None:
    """Print the first screen: what mgi is, and what to type."""
    from mgi_cli.views import start

    desk = Desk("mgi", "table", current.lang)
    desk.print(start.report(desk.words, len(desk.library.profile_paths()), desk.spoken()))


def print_help(say: Callable[[Words], Report]) -> None:
    """Print what ``--help`` says, in the language spoken."""
    from mgi_cli.render import on_screen

    write(on_screen(say(words_spoken()), screen.surface()))


def words_spoken() -> Words:
    """Return the words of the language asked for; where there are none in it, of the one spoken without asking."""
    from mgi_cli.words import Words, understood

    return Words(understood(current.lang))


def guarded(run: Callable[[], Any], args: Sequence[str] = ()) -> int:
    """Run a command and return its exit code; every error that a person can cause becomes a sentence.

    ``args`` tell in which format and language to say so where the command line itself is wrong.
    """
    current.command, current.form, current.lang = "mgi", _format_asked_for(args), _language_asked_for(args)
    current.desk = None
    screen.begin(args)
    try:
        done = _released(run)
        if sys.stdout is not None:
            sys.stdout.flush()
        return done if isinstance(done, int) else 0
    except MgiError as error:
        _tell(error)
        return error.exit_code
    except TyperException as error:
        _tell_usage(error)
        return COULD_NOT_RUN
    except (ReaderGoneError, BrokenPipeError):
        _forget_output()
        return 0
    except OSError as error:
        return _tell_system(error)
    except (KeyboardInterrupt, typer.Abort):
        if sys.stdin is not None and sys.stdin.isatty():
            print(file=sys.stderr)  # so that the shell begins on a line of its own
        return INTERRUPTED


def _released(run: Callable[[], Any]) -> Any:
    """Run a command; what it printed for the pager is read before its error is told, if it ends with one."""
    try:
        return run()
    finally:
        release()


def _format_asked_for(args: Sequence[str]) -> str:
    """Return the format that a command line names, right or wrong as it may be."""
    line = " ".join(args)
    return "json" if re.search(r"(?:^| )(?:-f ?|--format[ =])json(?: |$)", line) else "table"


def _language_asked_for(args: Sequence[str]) -> str | None:
    """Return the language that a command line names; ``--help`` and wrong options are told before it is parsed."""
    given = args[: args.index("--")] if "--" in args else args
    parts = [part for arg in given for part in (arg.split("=", 1) if arg.startswith("--lang=") else [arg])]
    return next((value for name, value in reversed([*pairwise(parts)]) if name == "--lang"), None)


def _tell_system(error: OSError) -> int:
    """Tell what the system did not allow: something with a file, or else to write the result."""
    why = files.why(error)
    if error.filename is None:
        _forget_output()
        if consoles.is_gone(error):
            return 0
        _tell(MgiError("no_output", why=why))
    else:
        _tell(MgiError("not_accessible", path=str(error.filename), why=why))
    return COULD_NOT_RUN


def _forget_output() -> None:
    """Let what is still buffered go nowhere, so that it does not raise once more at the end of the process."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell(error: MgiError) -> None:
    """Write an error to standard error; to a program that asked for JSON, as a document too.

    Where the words of a language cannot be read, English has some.
    """
    from mgi_cli.words import Words

    try:
        _tell_by(error, words_spoken())
    except MgiError:
        _tell_by(error, Words())


def _tell_by(error: MgiError, words: Words) -> None:
    from mgi_cli.views import failure

    told = failure.tell(error, words)
    if current.form == "json" and error.code != "no_output":
        from mgi_cli.render import as_json

        _try_to_write(as_json.dump(as_json.envelope(current.command, words.lang, {"error": told.document()})))
    _tell_in_words(error, told, words)


def _try_to_write(document: str) -> None:
    """Write the document of an error; where that cannot be, standard error and the exit code tell."""
    try:
        write(document, "json")
    except ReaderGoneError:
        _forget_output()
    except MgiError as error:
        if error.code != "no_output":
            raise


def tell_errors(errors: Iterable[MgiError]) -> None:
    """Say on standard error what went wrong with some of several files; what is the same, once."""
    from mgi_cli.views import failure

    words = words_spoken()
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
        _write_error(screen.sentences(told.text(), sys.stderr))
        return
    from mgi_cli.render import on_screen

    _write_error(on_screen(failure.document_report(error, words), screen.error_surface()))
    _write_error("\n" + screen.sentences(told.text(), sys.stderr))
    if error.of_profile and current.desk:
        steps = failure.next_report(error, words, current.desk.again(error.document.path))
        _write_error("\n" + on_screen(steps, screen.error_surface()))


def _tell_usage(error: TyperException) -> None:
    from mgi_cli.cli import usage

    context = getattr(error, "ctx", None)
    current.command = context.command.name if context and context.parent else "mgi"
    _tell(usage.error_of(error, words_spoken()))


def _write_error(text: str) -> None:
    if sys.stderr is None:
        return
    encoding = sys.stderr.encoding or "utf-8"
    with contextlib.suppress(OSError):  # where nobody can be told, the exit code tells
        sys.stderr.write(fitted(text, encoding))
