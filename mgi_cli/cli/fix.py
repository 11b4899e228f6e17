"""mgi fix."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mgi_cli.cli import common, completion
from mgi_cli.diagnostic import DocumentError
from mgi_cli.errors import MgiError

if TYPE_CHECKING:
    from mgi_cli.mending import Mended


def run(
    path: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH...", help="Files, folders or names of profiles.", autocompletion=completion.profiles
        ),
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="Show what would be done, as a unified diff; write nothing.")
    ] = False,
    form: common.Format = "table",
    lang: common.Lang = None,
    profiles: common.Profiles = None,
    framework: common.Framework = None,
) -> None:
    """Mend what is safe: spellings, quotes, tabs, encoding. All else stays as it is."""
    from mgi_cli.reading import files, undo
    from mgi_cli.views import mending as view

    desk = common.Desk("fix", form, lang, profiles, framework)
    paths = desk.library.files(path)
    every = [_mended(item, desk, alone=len(paths) == 1) for item in paths]
    for mended in every if not dry_run else ():
        if mended.changed:
            undo.keep(mended.path, mended.before, mended.after)
            files.replace(mended.path, mended.after, read_before=mended.before)
    desk.print(view.report(every, desk.words, dry_run=dry_run, again=desk.again(*path)))
    if any(mended.unread for mended in every):
        raise typer.Exit(common.COULD_NOT_RUN)
    if any(found.is_error for mended in every for found in mended.checked.found):
        raise typer.Exit(common.DOCUMENT_HAS_ERRORS)


def _mended(path: Path, desk: common.Desk, *, alone: bool) -> "Mended":
    """Return a file with its repairs; among several, one that cannot be opened keeps none of the others from theirs."""
    from mgi_cli import mending

    try:
        return mending.mend(path, desk.library)
    except MgiError as error:
        if alone or isinstance(error, DocumentError):
            raise
        return mending.unread(path, str(error.params.get("why") or desk.words.say("diagnostics.not_opened")))
