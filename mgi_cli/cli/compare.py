"""mgi compare."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mgi_cli.cli import common, completion, papers

if TYPE_CHECKING:
    from mgi_cli.views.comparison import Compared
    from mgi_cli.views.report import Report

Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PROFILE PROFILE...",
        help="Two profiles or more, by name or path; a folder stands for the profiles in it.",
        autocompletion=completion.profiles,
    ),
]
Sort = Annotated[
    str,
    typer.Option("--sort", metavar="given|name", help="The order of the places.", autocompletion=completion.sorts),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write it to a file: .xlsx, .csv, .html, .pdf, .docx or .md."),
]


def run(
    profile: Names = None,
    domain: common.Domain = None,
    differing: Annotated[bool, typer.Option("--differing", help="Only indicators in which they differ.")] = False,
    sort: Sort = "given",
    output: Output = None,
    date: papers.Date = None,
    form: common.Format = "table",
    lang: common.Lang = None,
    profiles: common.Profiles = None,
    framework: common.Framework = None,
) -> None:
    """Set places or rounds side by side, indicator by indicator; no place is before another."""
    from mgi_cli.judging import comparison, lookup
    from mgi_cli.views import comparison as view

    desk = common.Desk("compare", form, lang, profiles, framework)
    by_name = comparison.is_by_name(sort)
    kind = _kind(output, form)
    named, wrong = desk.library.load_named(profile or ())
    common.stop_if_nothing((), wrong)
    found = comparison.compare(named, by_name=by_name)
    if domain is not None:
        found = found.within(lookup.find_domain(found.framework, domain))
    again = desk.again(*(profile or ())) if len(named) <= view.FEW else ""
    compared = view.Compared(comparison=found, by_name=by_name, differing=differing, again=again)
    desk.print(_write(output, kind, compared, desk, date) if output else view.report(compared, desk.words))
    desk.tell_other_edition(found.profiles)


def _kind(output: Path | None, form: str) -> str:
    """Return the kind of file to write, if one is; raises ``MgiError`` where that cannot be, before anything is read.

    A file is of the kind that its name tells; a format to print in beside it would mean nothing.
    """
    if output is None:
        return ""
    from mgi_cli.errors import MgiError
    from mgi_cli.exchange import comparing

    if form != "table":
        raise MgiError("format_of_file", form=form)
    return papers.check(output, comparing.KINDS).suffix.lower()


def _write(output: Path, kind: str, compared: "Compared", desk: common.Desk, date: str | None) -> "Report":
    """Write a comparison to a file of a kind and return what to say; raises ``MgiError``, leaving all as it was."""
    from mgi_cli.exchange import comparing
    from mgi_cli.reading import files

    bears = papers.date_of(date, compared.comparison.profiles)
    files.put(output, comparing.made(compared, kind, desk.words, bears))
    return comparing.written(output, compared, desk.words)
