"""mgi fix."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mgi_cli.cli import common, completion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mgi_cli.mending import Mended

_FEW = 3
"""How many changed files are named one by one for ``mgi undo``."""


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
    from mgi_cli import mending
    from mgi_cli.reading import undo
    from mgi_cli.views import mending as view

    desk = common.Desk("fix", form, lang, profiles, framework)
    every = [mending.mend(item, desk.library) for item in desk.library.files(path)]
    this = undo.new_run()
    for mended in every if not dry_run else ():
        if mended.changed:
            undo.rewrite(mended.path, mended.after, read_before=mended.before, run=this)
    desk.print(view.report(every, desk.words, dry_run=dry_run, again=desk.again(*path), undo=_undo(path, every, desk)))
    if any(found.is_error for mended in every for found in mended.checked.found):
        raise typer.Exit(common.DOCUMENT_HAS_ERRORS)


def _undo(paths: list[str], every: "Sequence[Mended]", desk: common.Desk) -> str:
    """Return what a next ``mgi undo`` must name: the files that changed, or the folders where they are many."""
    changed = [str(mended.path) for mended in every if mended.changed]
    folders = len(changed) > _FEW and all(Path(item).is_dir() for item in paths)
    return desk.again(*(paths if folders else changed), without="--framework")
