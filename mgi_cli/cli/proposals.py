"""mgi proposals."""

from pathlib import Path
from typing import Annotated

import typer

from mgi_cli.cli import common, completion


def run(
    profile: Annotated[str, typer.Argument(metavar="PROFILE", autocompletion=completion.profiles)],
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE")] = None,
    source: Annotated[Path | None, typer.Option("--from", metavar="FILE")] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME")] = None,
    form: common.Format = "table",
    lang: common.Lang = None,
    profiles: common.Profiles = None,
    framework: common.Framework = None,
) -> None:
    """Show what is proposed for a profile, and confirm many at once."""
    from mgi_cli.cli import deciding
    from mgi_cli.views import proposals as view

    desk = common.Desk("proposals", form, lang, profiles, framework)
    if source is not None:
        desk.print(deciding.confirm(desk, profile, source, by))
        return
    read, edition = desk.library.load(profile)
    if output is not None:
        common.tell(deciding.write_list(desk, profile, read, edition, output))
        return
    desk.print(view.report(read, edition, desk.words, again=desk.again(profile)))
