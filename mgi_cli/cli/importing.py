"""mgi import."""

from pathlib import Path
from typing import Annotated

import typer

from mgi_cli.cli import common


def run(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A published profile: the text of its page, the saved page, its PDF.")
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="PROFILE", help="The profile to write; never one that is there.")
    ],
    place: Annotated[str | None, typer.Option("--place", metavar="NAME", help="Name of the place.")] = None,
    type_: Annotated[
        str | None, typer.Option("--type", metavar="TYPE", help="Type of place: municipality, city, …")
    ] = None,
    type_name: Annotated[
        str | None, typer.Option("--type-name", metavar="WORDS", help="The type in words, where it is other.")
    ] = None,
    country: Annotated[
        str | None, typer.Option("--country", metavar="COUNTRY", help="Its country, by name or three letters.")
    ] = None,
    round_: Annotated[
        int | None, typer.Option("--round", metavar="N", min=1, help="Which round of assessment it is.")
    ] = None,
    form: common.Format = "table",
    lang: common.Lang = None,
    framework: common.Framework = None,
) -> None:
    """Make a profile of a published page: its findings, no answers.

    The findings are those of the page, word for word. What it does not say, and what shall be otherwise, is given by
    the options.
    """
    from mgi_cli import exchange
    from mgi_cli.views import importing as view

    desk = common.Desk("import", form, lang, framework=framework)
    asked = exchange.Asked(
        place=place, type=type_, type_name=type_name, country=country, round=round_, framework=framework
    )
    written = exchange.write(exchange.read_in(file, asked, desk.library, desk.words), output, desk.library)
    desk.print(view.report(written.but(again=desk.again(written.path)), desk.words))
