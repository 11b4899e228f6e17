"""mgi indicators."""

from typing import Annotated

import typer

from mgi_cli.cli import common, completion

Untranslated = Annotated[
    str | None, typer.Option("--untranslated", metavar="LANGUAGE", autocompletion=completion.languages)
]


def run(
    domain: common.Domain = None,
    untranslated: Untranslated = None,
    form: common.Format = "table",
    lang: common.Lang = None,
    framework: common.Framework = None,
) -> None:
    """List the indicators of a framework and their questions."""
    from mgi_cli.judging import lookup
    from mgi_cli.views import indicators

    desk = common.Desk("indicators", form, lang, framework=framework)
    if untranslated is not None:
        _lacking(desk, untranslated)
        return
    edition = desk.library.frameworks.get()
    domains = (lookup.find_domain(edition, domain),) if domain is not None else edition.domains
    desk.print(indicators.report(edition, domains, desk.words, again=desk.again()))


def _lacking(desk: common.Desk, lang: str) -> None:
    from mgi_cli.untranslated import lacking
    from mgi_cli.views import untranslated

    desk.print(untranslated.report(lang, lacking(lang, desk.library.frameworks.every_folder()), desk.words))
