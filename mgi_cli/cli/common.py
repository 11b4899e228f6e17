"""What all commands share: their options, printing, and the one place where errors become sentences and exit codes."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.exceptions import TyperException

from mgi_cli.cli import completion
from mgi_cli.diagnostic import DocumentError
from mgi_cli.errors import COULD_NOT_RUN, DOCUMENT_HAS_ERRORS, MgiError
from mgi_cli.render import FORMATS, VALIDATION_FORMATS, formats

__all__ = ["COULD_NOT_RUN", "DOCUMENT_HAS_ERRORS"]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from mgi_cli.library import Library
    from mgi_cli.render.surface import Surface
    from mgi_cli.views.report import Report
    from mgi_cli.words import Words

EXIT_CODES = (
    "Exit codes: 0 fine; 1 a document has errors; 2 could not run (no such file, wrong usage); "
    "3 the profiles differ (diff --exit-code only)."
)
CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
INTERRUPTED = 130

Lang = Annotated[str | None, typer.Option("--lang", metavar="en", help="Language of the output; also MGI_LANG.")]
Profiles = Annotated[
    str | None,
    typer.Option("--profiles", metavar="FOLDER", help="Look for profiles in this folder first; also MGI_PROFILES."),
]
Framework = Annotated[
    str | None,
    typer.Option(
        "--framework",
        metavar="ID|FOLDER",
        help="The framework to use; folders of more in MGI_FRAMEWORKS or ./frameworks.",
        autocompletion=completion.frameworks,
    ),
]
Domain = Annotated[
    str | None,
    typer.Option(
        "--domain",
        "-d",
        metavar="DOMAIN",
        help="Only this domain, by number, id or name.",
        autocompletion=completion.domains,
    ),
]
Format = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="|".join(FORMATS),
        help="How to print the result.",
        autocompletion=completion.formats,
    ),
]
ValidateFormat = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help=f"How to print what was found: {', '.join(VALIDATION_FORMATS)}.",
        autocompletion=completion.formats,
    ),
]
PROFILE_HELP = "A profile by name or path."


class Desk:
    """What a command works with: the words of the language, the library, and the way to print."""

    def __init__(
        self, command: str, form: str, lang: str | None, profiles: str | None = None, framework: str | None = None
    ) -> None:
        """Settle language and format; raises ``MgiError`` for one that there is none of."""
        from mgi_cli.library import Library
        from mgi_cli.words import Words

        current.command, current.form = command, form
        if form not in formats(command):
            raise MgiError("unknown_format", form=form, known=list(formats(command)))
        self._options = {"--profiles": profiles, "--framework": framework, "--lang": lang}
        self.words: Words = Words(speak(lang))
        self.library: Library = Library(lang=self.words.lang, profiles=profiles, framework=framework)

    def again(self, *arguments: str, without: str = "", framework: str | None = None) -> str:
        """Return arguments and options as they must be typed once more to work on the same files.

        ``without`` names an option that the command in question does not take, ``framework`` the edition it must work
        with where no profile tells it.
        """
        if framework and framework != self.library.frameworks.default_id():
            arguments = (*arguments, "--framework", framework)
        options = [(name, value) for name, value in self._options.items() if value is not None and name != without]
        return "".join(f" {_quoted(word)}" for word in (*arguments, *(word for pair in options for word in pair)))

    def tell_unread(self, paths: Iterable[Path]) -> None:
        """Say on standard error which profiles were left out because they have errors or cannot be opened."""
        for path in paths:
            _write_error(self.words.say("common.unread", path=_quoted(str(path))) + "\n")

    def print(self, report: Report) -> None:
        """Print a report on standard output in the format asked for."""
        from mgi_cli.render import render

        write(render(report, current.form, surface()))


def _quoted(word: str) -> str:
    """Return a word as a shell takes it whole; double quotes are what all shells share."""
    return f'"{word}"' if not word or set(word) & set(" \t'&|;<>()*?#") else word


class _Current:
    """The command that is running, for the errors that may come of it."""

    command = "mgi"
    form = "table"
    lang: str | None = None


current = _Current()


def speak(lang: str | None) -> str:
    """Return the language to speak; one given to the program holds for its command, unless that names another."""
    from mgi_cli.words import language

    current.lang = lang or current.lang
    return language(current.lang)


def write(text: str) -> None:
    """Write text to standard output; a character that its encoding lacks is written as an escape."""
    if sys.stdout is None:
        raise MgiError("no_output", why="closed")
    encoding = sys.stdout.encoding or "utf-8"
    try:
        sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _forget_output()
        raise MgiError("no_output", why=error.strerror or str(error)) from error


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
    desk.print(start.report(desk.words, len(desk.library.profile_paths())))


def guarded(run: Callable[[], Any]) -> int:
    """Run a command and return its exit code; every error that a person can cause becomes a sentence."""
    current.command, current.form, current.lang = "mgi", "table", None
    try:
        done = run()
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
    except OSError as error:  # a name that is too long, a folder that may not be looked into
        _tell(MgiError("not_readable", path=str(error.filename), why=error.strerror or str(error)))
        return COULD_NOT_RUN
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED


def _forget_output() -> None:
    """Let what is still buffered go nowhere, so that it does not raise once more at the end of the process."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell(error: MgiError) -> None:
    """Write an error to standard error; to a program that asked for JSON, as a document too."""
    from mgi_cli.views import failure
    from mgi_cli.words import Words, languages

    lang = speak(None)
    words = Words(lang if lang in languages() else "en")
    told = failure.tell(error, words)
    if current.form == "json" and error.code != "no_output":
        from mgi_cli.render import as_json

        write(as_json.dump(as_json.envelope(current.command, words.lang, {"error": told.document()})))
    if isinstance(error, DocumentError):
        from mgi_cli.render import terminal

        _write_error(terminal.render(failure.document_report(error, words), _error_surface()))
    _write_error(told.text())


def _tell_usage(error: TyperException) -> None:
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "mgi"
    _tell(MgiError("usage", message=error.format_message().rstrip("."), command=command))


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
    sys.stderr.write(text.encode(encoding, "backslashreplace").decode(encoding))
