"""mgi explain."""

from typing import Annotated

import typer

from mgi_cli.cli import common, completion


def run(
    what: Annotated[
        str,
        typer.Argument(
            metavar="INDICATOR|CODE",
            help="The code of an indicator, or of a diagnostic of mgi validate.",
            autocompletion=completion.indicators,
        ),
    ],
    form: common.Format = "table",
    lang: common.Lang = None,
    framework: common.Framework = None,
) -> None:
    """Explain an indicator, or a code that validate prints."""
    from mgi_cli.judging import lookup
    from mgi_cli.views import indicators, validation

    desk = common.Desk("explain", form, lang, framework=framework)
    if desk.words.has(f"explanations.{what}"):
        desk.print(validation.explanation(what, desk.words))
        return
    edition = desk.library.frameworks.get()
    codes = tuple(desk.words.subject("explanations"))
    desk.print(indicators.explanation(edition, lookup.find_indicator(edition, what, codes), desk.words))
