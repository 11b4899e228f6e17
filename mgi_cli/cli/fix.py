"""mgi fix."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mgi_cli.cli import common, completion
from mgi_cli.errors import MgiError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mgi_cli.library import Library
    from mgi_cli.mending import Mended

_FEW = 3
"""How many changed files are named one by one for ``mgi undo``."""


def run(
    path: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", autocompletion=completion.profiles),
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n")] = False,
    form: common.Format = "table",
    lang: common.Lang = None,
    profiles: common.Profiles = None,
    framework: common.Framework = None,
) -> None:
    """Mend what is safe: spellings, quotes, tabs, encoding. All else stays as it is."""
    from mgi_cli.views import mending as view

    desk = common.Desk("fix", form, lang, profiles, framework)
    every, failed = _mended(desk.library.files(path), desk.library, write=not dry_run)
    common.stop_if_nothing(every, failed)
    then = view.Then(desk.again(*path), _undo(path, every, desk))
    desk.print(view.report(every, desk.words, dry_run=dry_run, then=then, failed=failed))
    common.tell_errors(failed)
    if failed:
        raise typer.Exit(common.COULD_NOT_RUN)
    if any(found.is_error for mended in every for found in mended.checked.found):
        raise typer.Exit(common.DOCUMENT_HAS_ERRORS)


def _mended(paths: "Sequence[Path]", library: "Library", *, write: bool) -> "tuple[list[Mended], list[MgiError]]":
    """Mend files, and return what was done, and why others could not be read or written."""
    from mgi_cli import mending
    from mgi_cli.reading import undo

    this = undo.new_run()
    every: list[Mended] = []
    failed: list[MgiError] = []
    for path in paths:
        try:
            mended = mending.mend(path, library)
            if mended.changed and write:
                undo.rewrite(path, mended.after, read_before=mended.before, run=this)
        except MgiError as error:
            failed.append(error)
        else:
            every.append(mended)
    return every, failed


def _undo(paths: list[str], every: "Sequence[Mended]", desk: common.Desk) -> str:
    """Return what a next ``mgi undo`` must name: the files that changed, or the folders where they are many."""
    changed = [str(mended.path) for mended in every if mended.changed]
    folders = len(changed) > _FEW and all(Path(item).is_dir() for item in paths)
    return desk.again(*(paths if folders else changed), without="--framework")
