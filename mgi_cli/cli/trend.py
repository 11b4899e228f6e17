"""mgi trend."""

from typing import Annotated

import typer

from mgi_cli.cli import common, completion


def run(
    place: Annotated[
        list[str],
        typer.Argument(metavar="PLACE...", autocompletion=completion.profiles),
    ],
    domain: common.Domain = None,
    every: Annotated[bool, typer.Option("--all")] = False,
    form: common.Format = "table",
    lang: common.Lang = None,
    profiles: common.Profiles = None,
    framework: common.Framework = None,
) -> None:
    """Follow a place over its rounds: what is answered in each, and the path of each indicator."""
    from mgi_cli.cli import place_rounds
    from mgi_cli.judging import lookup, trend
    from mgi_cli.reading import files
    from mgi_cli.views import trend as view

    desk = common.Desk("trend", form, lang, profiles, framework)
    found = place_rounds.gather(place, desk.library)
    edition = found.framework
    domains = (lookup.find_domain(edition, domain),) if domain is not None else None
    followed = trend.follow({files.shown(path): read for path, read in found.profiles.items()}, edition, domains)
    shown = view.Shown(
        trend=followed,
        framework=edition,
        every=every,
        unread=tuple(found.unread),
        again=desk.again(*place),
        last=desk.again(*found.names(desk.library)[-2:]),
    )
    desk.print(view.report(shown, desk.words))
    desk.tell_other_edition(found.profiles.values())
    desk.tell_unread(found.unread)
    if found.unread:
        raise typer.Exit(common.DOCUMENT_HAS_ERRORS)
