"""mgi diff."""

from typing import TYPE_CHECKING, Annotated

import typer

from mgi_cli.cli import common, completion

if TYPE_CHECKING:
    from mgi_cli.judging.across import Across
    from mgi_cli.model import Domain, Framework, Profile

DIFFER = 3


def run(
    old: Annotated[
        str,
        typer.Argument(metavar="OLD", autocompletion=completion.profiles),
    ],
    new: Annotated[
        str,
        typer.Argument(metavar="NEW", autocompletion=completion.profiles),
    ],
    domain: common.Domain = None,
    exit_code: Annotated[bool, typer.Option("--exit-code")] = False,
    form: common.Format = "table",
    lang: common.Lang = None,
    profiles: common.Profiles = None,
    framework: common.Framework = None,
) -> None:
    """Compare two rounds of a place, or two places."""
    from mgi_cli.judging import diff, lookup
    from mgi_cli.views import diff as view

    desk = common.Desk("diff", form, lang, profiles, framework)
    before, earlier = desk.library.load(old)
    after, edition = desk.library.load(new)
    diff.check_levels((old, earlier), (new, edition))
    domains = (lookup.find_domain(edition, domain),) if domain is not None else None
    along = None
    if before.framework != after.framework:
        along = _along(desk, (old, new), (before, after), (earlier, edition), domains)
    found = along.diff if along else diff.compare(before, after, edition, domains)
    named = view.Named(again=desk.again(new), both=desk.again(old, new))
    desk.print(view.report(found, edition, desk.words, named, along))
    desk.tell_other_edition([before, after])
    if exit_code and found.differs:
        raise typer.Exit(DIFFER)


def _along(
    desk: common.Desk,
    names: tuple[str, str],
    profiles: "tuple[Profile, Profile]",
    editions: "tuple[Framework, Framework]",
    domains: "tuple[Domain, ...] | None",
) -> "Across":
    """Return the comparison of two profiles of different editions along the mapping between them."""
    from mgi_cli.editions import mapping
    from mgi_cli.judging import across

    first, second = (desk.library.find(name).parent for name in names)
    given = [folder for folder in (desk.library.frameworks.folder(), first / "frameworks", first) if folder]
    return across.compare(*profiles, mapping(*editions, given=given, beside=second), editions, domains)
