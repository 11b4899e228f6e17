"""mgi plan."""

from typing import Annotated

import typer

from mgi_cli.cli import common, completion, papers


def run(
    profile: Annotated[str, typer.Argument(metavar="PROFILE", autocompletion=completion.profiles)],
    output: Annotated[
        str,
        typer.Option("--output", "-o", metavar="FILE"),
    ],
    date: papers.Date = None,
    lang: common.Lang = None,
    profiles: common.Profiles = None,
    framework: common.Framework = None,
) -> None:
    """Write an action plan to fill in: each gap, what would make it present, and room for who does what by when.

    What is filled in in the workbook (.xlsx) comes back into the profile with mgi import.
    """
    from pathlib import Path

    from mgi_cli.exchange import planning

    desk = common.Desk("plan", "table", lang, profiles, framework)
    path = papers.check(Path(output), planning.KINDS)
    sent = planning.send(path, profile, desk.library, desk.words, lambda one: papers.date_of(date, (one,)))
    into = profile if desk.library.may_change(profile) else desk.words.say("common.copy_file")
    back = desk.again(output, "--into", into)
    desk.print(planning.written(sent, desk.words, back, desk.again(profile, "-o", str(path.with_suffix(".xlsx")))))
