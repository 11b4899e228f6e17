"""mgi assess."""

from typing import Annotated

import typer

from mgi_cli.cli import common, completion


def run(
    profile: Annotated[str, typer.Argument(metavar="PROFILE", autocompletion=completion.profiles)],
    by: Annotated[str | None, typer.Option("--by", metavar="NAME")] = None,
    lang: common.Lang = None,
    profiles: common.Profiles = None,
    framework: common.Framework = None,
) -> None:
    """Answer the questions one by one; every answer is saved at once."""
    from mgi_cli.cli import interview
    from mgi_cli.cli.session import Session

    desk = common.Desk("assess", "table", lang, profiles, framework)
    interview.run(Session(desk, desk.library.find_to_change(profile), by))
