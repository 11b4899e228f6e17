"""mgi compare."""

from pathlib import Path
from typing import Annotated

import typer

from mgi_cli.cli import common, completion

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
    typer.Option(
        "--output", "-o", metavar="FILE", help="Write a file: .xlsx, .html, .pdf, .docx, .md or .csv, by its name."
    ),
]


def run(
    profile: Names = None,
    domain: common.Domain = None,
    differing: Annotated[bool, typer.Option("--differing", help="Only indicators in which they differ.")] = False,
    sort: Sort = "given",
    output: Output = None,
    form: common.Format = "table",
    lang: common.Lang = None,
    profiles: common.Profiles = None,
    framework: common.Framework = None,
) -> None:
    """Show places or rounds side by side, indicator by indicator."""
    from mgi_cli.exchange import comparing
    from mgi_cli.judging import comparison, lookup
    from mgi_cli.views import comparison as view

    desk = common.Desk("compare", form, lang, profiles, framework)
    by_name = comparison.is_by_name(sort)
    if output is not None:
        comparing.check(output, form)
    named, wrong = desk.library.load_named(profile or ())
    common.stop_if_nothing((), wrong)
    domains = (lookup.find_domain(named[0][1], domain),) if domain is not None and named else None
    found = comparison.compare(named, domains, by_name=by_name)
    again = desk.again(*(profile or ())) if len(named) <= view.FEW else ""
    compared = view.Compared(comparison=found, by_name=by_name, differing=differing, again=again)
    if output is not None:
        comparing.write(output, compared, desk.words)
    desk.print(comparing.written(output, compared, desk.words) if output else view.report(compared, desk.words))
    desk.tell_other_edition(profile for profile, _ in named)
