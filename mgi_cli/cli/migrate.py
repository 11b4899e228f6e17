"""mgi migrate."""

from typing import TYPE_CHECKING, Annotated

import typer

from mgi_cli.cli import common, completion

if TYPE_CHECKING:
    from mgi_cli.migrating import Asked, Moved


def run(
    profile: Annotated[str, typer.Argument(metavar="PROFILE", autocompletion=completion.profiles)],
    to: Annotated[
        str,
        typer.Option("--to", metavar="FRAMEWORK", autocompletion=completion.frameworks),
    ],
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="FILE"),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", "-n")] = False,
    form: common.Format = "table",
    lang: common.Lang = None,
    profiles: common.Profiles = None,
    framework: common.Framework = None,
) -> None:
    """Move a profile to another edition of its framework, and say what became of every answer.

    Answers whose question stayed go over. What was split or merged comes as proposals; the rest is kept in the file.
    """
    from mgi_cli import migrating

    desk = common.Desk("migrate", form, lang, profiles, framework)
    asked = migrating.Asked(profile=profile, to=to, output=output, dry_run=dry_run)
    moved = migrating.move(asked, desk.library, desk.words)
    if not dry_run:
        moved.write()
    _tell(moved, asked, desk)


def _tell(moved: "Moved", asked: "Asked", desk: common.Desk) -> None:
    from mgi_cli.reading import files, shelves
    from mgi_cli.views import migration as view

    elsewhere = ("--framework", asked.to) if shelves.framework_folder(asked.to) else ()
    target = str(moved.target) if asked.output else asked.profile
    output = asked.output or (
        "" if desk.library.may_change(asked.profile) else f"{moved.source.stem}-{moved.new.id}.yaml"
    )
    repeat = (asked.profile, "--to", asked.to, *(("-o", output) if output else ()))
    told = view.Moved(
        profile=moved.profile,
        migration=moved.migration,
        old=moved.old,
        new=moved.new,
        path=None if asked.dry_run else files.shown(moved.target),
        again=desk.again(target, *elsewhere, without="--framework" if elsewhere else ""),
        undo=desk.again(target, without="--framework") if moved.in_place else "",
        repeat=desk.again(*repeat),
    )
    desk.print(view.report(told, desk.words))
