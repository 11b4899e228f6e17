"""mgi show."""

from typing import Annotated

import typer

from mgi_cli.cli import common, completion


def run(
    profile: Annotated[
        str, typer.Argument(metavar="PROFILE", help=common.PROFILE_HELP, autocompletion=completion.profiles)
    ],
    domain: common.Domain = None,
    findings: Annotated[bool, typer.Option("--findings", help="With the key findings in words.")] = False,
    form: common.Format = "table",
    today: common.Today = None,
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
        stands=stages.standing(read, desk.library.today),
        domain=chosen,
        findings=findings,
        again=desk.again(profile),
    )
    desk.print(show.report(shown, desk.words))
    desk.tell_other_edition([read])
