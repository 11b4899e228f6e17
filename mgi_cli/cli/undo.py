"""mgi undo."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mgi_cli.cli import common, completion
from mgi_cli.errors import MgiError

if TYPE_CHECKING:
    from mgi_cli.library import Library


def run(
    path: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", autocompletion=completion.profiles),
    ],
    lang: common.Lang = None,
    profiles: common.Profiles = None,
) -> None:
    """Take back the last change that mgi made to a profile."""
    from mgi_cli.reading import files, undo

    desk = common.Desk("undo", "table", lang, profiles)
    failed: list[MgiError] = []
    for item in _rewritten(desk.library, path):
        try:
            undo.restore(item)
        except MgiError as error:
            failed.append(error)
            continue
        common.tell(desk.words.say("fix.undone", path=files.shown(item)))
    common.tell_errors(failed)
    if failed:
        raise typer.Exit(common.COULD_NOT_RUN)


def _rewritten(library: "Library", paths: list[str]) -> list[Path]:
    """Return the files to give back, each once: those that were named, and those of the last run in a folder."""
    from mgi_cli.reading import systems, undo

    chosen: list[Path] = []
    for item in paths:
        found = library.files([item])
        chosen += (undo.of_last_run(found) or found[:1]) if Path(item).is_dir() else found
    return list({systems.true_path(item): item for item in chosen}.values())
