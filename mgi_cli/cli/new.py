"""mgi new."""

from typing import Annotated

import typer

from mgi_cli.cli import common
from mgi_cli.cli.place_options import Country, Place, Type, TypeName

Name = Annotated[str, typer.Argument(metavar="NAME")]
CountryName = Annotated[str | None, typer.Option("--country-name", metavar="NAME")]
Within = Annotated[str | None, typer.Option("--within", metavar="NAME")]
Round = Annotated[int | None, typer.Option("--round", metavar="N", min=1)]
Language = Annotated[str | None, typer.Option("--language", metavar="CODE")]
Illustrative = Annotated[bool, typer.Option("--illustrative")]


def run(
    name: Name,
    place: Place = None,
    type_: Type = None,
    type_name: TypeName = None,
    country: Country = None,
    country_name: CountryName = None,
    within: Within = None,
    round_: Round = None,
    language: Language = None,
    illustrative: Illustrative = False,
    lang: common.Lang = None,
    framework: common.Framework = None,
) -> None:
    """Begin an assessment: a profile with every question, ready to be answered.

    What is not given is asked for. A file that is there is never overwritten.
    """
    from mgi_cli.cli import beginning

    desk = common.Desk("new", "table", lang, framework=framework)
    given = beginning.Asked(
        place=place, type=type_, type_name=type_name, country=country, country_name=country_name, within=within,
        round=round_, language=language, illustrative=illustrative, framework=framework,
    )  # fmt: skip
    path = beginning.path_of(name)
    begun = beginning.begin(path, given, desk)
    desk.print(begun)
