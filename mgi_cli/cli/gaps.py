"""mgi gaps."""

from functools import partial
from typing import Annotated

import typer

from mgi_cli.cli import common, completion

Names = Annotated[list[str] | None, typer.Argument(metavar="[PROFILE]...", autocompletion=completion.profiles)]
GapStatus = Annotated[str | None, typer.Option("--status", "-s", metavar="STATUS", autocompletion=completion.gaps)]


def run(
    profile: Names = None,
    domain: common.Domain = None,
    status: GapStatus = None,
    by: common.By = None,
    today: common.Today = None,
    form: common.Format = "table",
    lang: common.Lang = None,
    profiles: common.Profiles = None,
    framework: common.Framework = None,
) -> None:
    """List what is missing, missing in part, or could not be found."""
    from mgi_cli.judging import gaps, lookup
    from mgi_cli.model import GAPS
    from mgi_cli.reading import files
    from mgi_cli.views import gaps as view
    from mgi_cli.words import statuses

    desk = common.Desk("gaps", form, lang, profiles, framework, today=today)
    only = lookup.find_status(status, statuses(), GAPS) if status is not None else None
    every, unread = desk.library.load_every() if profile is None else ({}, {})
    named = [desk.library.load(one) for name in profile or () for one in files.named(name)]
    made = partial(view.Gaps, status=only, today=desk.library.today)
    found = []
    for read, edition in named or [pair for pair in every.values() if not pair[0].illustrative]:
        domains = (lookup.find_domain(edition, domain),) if domain is not None else edition.domains
        missing = gaps.find(read, domains, (only,) if only else GAPS)
        found.append(made(profile=read, framework=edition, domains=domains, gaps=missing))
    edition_of_first = next((item.framework.id for item in found if item.gaps), None)
    again = desk.again(without="--profiles", framework=edition_of_first)
    if by is not None:
        from mgi_cli.views import agendas

        desk.print(agendas.of_gaps(found, common.agenda(by), desk.words, unread=list(unread), again=again))
    else:
        desk.print(view.report(found, desk.words, unread=list(unread), again=again))
    desk.tell_other_edition(item.profile for item in found)
    desk.tell_unread(unread)
    if unread:
        raise typer.Exit(common.DOCUMENT_HAS_ERRORS)
