"""mgi diff."""

from typing import Annotated

import typer

from mgi_cli.cli import common, completion

DIFFER = 3
EXIT_CODES = common.ALL_EXIT_CODES.replace("diff --exit-code", "--exit-code")


def run(
    old: Annotated[
        str,
        typer.Argument(metavar="OLD", help="The earlier profile, by name or path.", autocompletion=completion.profiles),
    ],
    new: Annotated[
        str,
        typer.Argument(metavar="NEW", help="The later profile, by name or path.", autocompletion=completion.profiles),
    ],
    domain: common.Domain = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 3 if the profiles differ.")] = False,
    form: common.Format = "table",
    lang: common.Lang = None,
    profiles: common.Profiles = None,
    framework: common.Framework = None,
) -> None:
    """Compare two rounds of a place, or two places."""
    from mgi_cli.judging import diff, lookup
    from mgi_cli.views import diff as view

    desk = common.Desk("diff", form, lang, profiles, framework)
    before, edition = desk.library.load(old)
    after, other = desk.library.load(new)
    diff.check_levels((old, edition), (new, other))
    domains = (lookup.find_domain(edition, domain),) if domain is not None else None
    found = diff.compare(before, after, edition, domains)
    desk.print(view.report(found, edition, desk.words, again=desk.again(new), both=desk.again(old, new)))
    desk.tell_other_edition([before, after])
    if exit_code and found.differs:
        raise typer.Exit(DIFFER)
