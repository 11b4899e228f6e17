"""mgi explain."""

from typing import Annotated

import typer

from mgi_cli.cli import common, completion


def run(
    what: Annotated[
        str,
        typer.Argument(metavar="INDICATOR|DOMAIN|STATUS|CODE", autocompletion=completion.explained),
    ],
    form: common.Format = "table",
    lang: common.Lang = None,
    framework: common.Framework = None,
) -> None:
    """Explain an indicator, a domain, a status, or a code that validate prints."""
    from mgi_cli import crosswalks
    from mgi_cli.judging import lookup
    from mgi_cli.model import Indicator
    from mgi_cli.views import indicators, validation
    from mgi_cli.words import statuses

    desk = common.Desk("explain", form, lang, framework=framework)
    if desk.words.has(f"explanations.{what}"):
        desk.print(validation.explanation(what, desk.words))
        return
    edition = desk.library.frameworks.get()
    codes = tuple(desk.words.subject("explanations"))
    found = lookup.find_any(edition, what, statuses, codes)
    again = desk.spoken() if isinstance(found, Indicator) else desk.again()
    ways = crosswalks.of(edition, desk.library.frameworks.folders()) if isinstance(found, Indicator) else ()
    desk.print(indicators.explanation(edition, found, desk.words, again=again, ways=ways))
