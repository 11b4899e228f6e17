"""mgi export."""

from typing import Annotated

import typer

from mgi_cli.cli import common, completion


def run(
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="The file to write: .xlsx or .csv; never overwritten.")
    ],
    profile: Annotated[
        str | None,
        typer.Argument(
            metavar="[PROFILE]",
            help="A profile by name or path; without one the questionnaire is empty.",
            autocompletion=completion.profiles,
        ),
    ] = None,
    lang: common.Lang = None,
    profiles: common.Profiles = None,
    framework: common.Framework = None,
) -> None:
    """Write the questionnaire that a ministry fills in, as an Excel workbook or a CSV table."""
    from pathlib import Path

    from mgi_cli.exchange import outgoing

    desk = common.Desk("export", "table", lang, profiles, framework)
    path = Path(output)
    sent = outgoing.questionnaire(path, profile, desk.library, desk.words)
    back = ("--into", profile) if profile is not None and desk.library.may_change(profile) else ("-o", "NEW.yaml")
    desk.print(outgoing.written(sent, desk.words, desk.again(output, *back)))
