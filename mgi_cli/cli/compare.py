"""mgi compare."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mgi_cli.cli import common, completion, papers

if TYPE_CHECKING:
    from mgi_cli.views.report import Report
    from mgi_cli.views.ways import Shown

Names = Annotated[list[str] | None, typer.Argument(metavar="PROFILE PROFILE...", autocompletion=completion.profiles)]
Sort = Annotated[str, typer.Option("--sort", metavar="given|name", autocompletion=completion.sorts)]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE")]


def run(
    profile: Names = None,
    domain: common.Domain = None,
    by: common.By = None,
    differing: Annotated[bool, typer.Option("--differing")] = False,
    sort: Sort = "given",
    output: Output = None,
    date: papers.Date = None,
    form: common.Format = "table",
    lang: common.Lang = None,
    profiles: common.Profiles = None,
    framework: common.Framework = None,
) -> None:
    """Set places or rounds side by side, indicator by indicator; no place is before another.

    A municipality and a country stand side by side along the crosswalk between their frameworks.
    """
    from mgi_cli.cli import sides
    from mgi_cli.judging import comparison
    from mgi_cli.views import ways

    desk = common.Desk("compare", form, lang, profiles, framework)
    by_name = comparison.is_by_name(sort)
    agenda = common.agenda(by) if by is not None else None
    kind = _kind(output, form)
    named, wrong = desk.library.load_named(profile or ())
    common.stop_if_nothing((), wrong)
    again = desk.again(*(profile or ())) if len(named) <= sides.FEW else ""
    asked = sides.Asked(domain=domain, agenda=agenda, differing=differing, by_name=by_name, again=again)
    shown = sides.shown(named, asked, desk)
    desk.print(_write(output, kind, shown, desk, date) if output else ways.report(shown, desk.words))
    desk.tell_other_edition(shown.profiles)


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


def _write(output: Path, kind: str, shown: "Shown", desk: common.Desk, date: str | None) -> "Report":
    """Write a comparison to a file of a kind and return what to say; raises ``MgiError``, leaving all as it was."""
    from mgi_cli.exchange import comparing
    from mgi_cli.reading import files

    bears = papers.date_of(date, shown.profiles)
    files.put(output, comparing.made(shown, kind, desk.words, bears))
    return comparing.written(output, shown, desk.words)
