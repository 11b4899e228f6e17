"""mgi undo."""

from pathlib import Path
from typing import Annotated

import typer

from mgi_cli.cli import common, completion


def run(
    path: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...", help="Files, folders or names of profiles.", autocompletion=completion.profiles
        ),
    ],
    lang: common.Lang = None,
    profiles: common.Profiles = None,
) -> None:
    """Take back the last change that mgi made to a profile."""
    from mgi_cli.reading import files, undo

    desk = common.Desk("undo", "table", lang, profiles)
    found = desk.library.files(path)
    rewritten = [item for item in found if undo.is_kept(item)] or found[:1]
    for item in rewritten:
        undo.restore(Path(item))
        common.write(desk.words.say("fix.undone", path=files.shown(item)) + "\n")
