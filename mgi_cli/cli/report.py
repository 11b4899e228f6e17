"""mgi report."""

from typing import Annotated

import typer

from mgi_cli.cli import common, completion, papers, shells


def run(
    profile: Annotated[
        list[str],
        typer.Argument(metavar="PROFILE...", autocompletion=completion.profiles),
    ],
    output: Annotated[
        str,
        typer.Option("--output", "-o", metavar="FILE"),
    ],
    date: papers.Date = None,
    without_names: papers.WithoutNames = False,
    lang: common.Lang = None,
    profiles: common.Profiles = None,
    framework: common.Framework = None,
) -> None:
    """Write the report of an assessment: the wheel, every domain with its findings, every answer and its grounds."""
    from mgi_cli.judging import names
    from mgi_cli.views.papers import report, written
    from mgi_cli.views.papers.parts import Paper

    desk = common.Desk("report", "table", lang, profiles, framework)

    def make() -> Paper:
        read = [desk.library.load(str(path)) for path in desk.library.files(profile)]
        shown = [(names.without_names(one) if without_names else one, edition) for one, edition in read]
        bears = papers.date_of(date, (one for one, _ in shown))
        return report.paper(shown, desk.words, date=bears, nameless=without_names)

    path = papers.write(output, make)
    desk.print(written.report("report", path, desk.words, desk.again(*profile), shells.quoted))
