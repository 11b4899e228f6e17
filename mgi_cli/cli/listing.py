"""mgi list."""

from typing import Annotated

import typer

from mgi_cli.cli import common, completion

Stage = Annotated[str | None, typer.Option("--stage", metavar="STAGE", autocompletion=completion.stages)]


def run(
    stage: Stage = None,
    form: common.Format = "table",
    today: common.Today = None,
    lang: common.Lang = None,
    profiles: common.Profiles = None,
    framework: common.Framework = None,
) -> None:
    """List the profiles that can be found."""
    from mgi_cli.judging import stages
    from mgi_cli.views import course, listing

    desk = common.Desk("list", form, lang, profiles, framework, today=today)
    only = stages.find_stage(stage, *course.names(desk.words)) if stage is not None else None
    every, unread = desk.library.load_every()
    listed = [
        listing.Listed(path=path, profile=read, framework=edition, stands=stages.standing(read, desk.library.today))
        for path, (read, edition) in every.items()
    ]
    shown = [item for item in listed if only is None or (item.stands and item.stands.has_come_to(only))]
    desk.print(listing.report(shown, list(unread), desk.words, again=desk.again(), stage=only))
    desk.tell_unread(unread)
