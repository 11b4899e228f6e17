"""mgi import."""

from pathlib import Path
from typing import Annotated

import typer

from mgi_cli.cli import common, completion
from mgi_cli.cli.place_options import Country, Place, Type, TypeName

File = Annotated[Path, typer.Argument(metavar="FILE")]
Output = Annotated[str | None, typer.Option("--output", "-o", metavar="PROFILE")]
Into = Annotated[str | None, typer.Option("--into", metavar="PROFILE", autocompletion=completion.profiles)]
Round = Annotated[int | None, typer.Option("--round", metavar="N", min=1)]
Prefer = Annotated[str | None, typer.Option("--prefer", metavar="workbook|profile")]
Yes = Annotated[bool, typer.Option("--yes", "-y")]


def run(
    file: File,
    output: Output = None,
    into: Into = None,
    place: Place = None,
    type_: Type = None,
    type_name: TypeName = None,
    country: Country = None,
    round_: Round = None,
    prefer: Prefer = None,
    yes: Yes = False,
    form: common.Format = "table",
    lang: common.Lang = None,
    profiles: common.Profiles = None,
    framework: common.Framework = None,
) -> None:
    """Make a profile of a published page, or bring a filled-in questionnaire or plan into one.

    The findings of a page are kept word for word, and answers are proposed. What a workbook would change is shown
    first.
    """
    from mgi_cli import exchange
    from mgi_cli.cli import pages, questionnaire

    desk = common.Desk("import", form, lang, profiles, framework)
    if file.suffix.lower() in exchange.QUESTIONNAIRES:
        questionnaire.bring(desk, str(file), output, into, prefer, yes=yes)
        return
    asked = exchange.Asked(
        place=place, type=type_, type_name=type_name, country=country, round=round_, framework=framework
    )
    pages.bring(desk, file, output, into, asked)
