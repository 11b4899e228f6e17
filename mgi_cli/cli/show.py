"""mgi show."""

from typing import Annotated

import typer

from mgi_cli.cli import common, completion


def run(
    profile: Annotated[str, typer.Argument(metavar="PROFILE", autocompletion=completion.profiles)],
    domain: common.Domain = None,
    by: common.By = None,
    findings: Annotated[bool, typer.Option("--findings")] = False,
    today: common.Today = None,
    form: common.Format = "table",
    lang: common.Lang = None,
    profiles: common.Profiles = None,
    framework: common.Framework = None,
) -> None:
    """Show an assessment: what is answered, and how, by domain."""
    from mgi_cli.judging import lookup, stages
    from mgi_cli.views import show

    desk = common.Desk("show", form, lang, profiles, framework, today=today)
    read, edition = desk.library.load(profile)
    chosen = lookup.find_domain(edition, domain) if domain is not None else None
    shown = show.Shown(
        profile=read,
        framework=edition,
        domain=chosen,
        findings=findings,
        today=desk.library.today,
        stands=stages.standing(read, desk.library.today),
        again=desk.again(profile),
    )
    if by is not None:
        from mgi_cli.views import agendas

        desk.print(agendas.shown(shown, common.agenda(by), desk.words))
    else:
        desk.print(show.report(shown, desk.words))
    desk.tell_other_edition([read])
