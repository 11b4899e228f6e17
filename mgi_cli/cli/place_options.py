"""The options that say which place a new profile is about, the same wherever one is made."""

from typing import Annotated

import typer

from mgi_cli.cli import completion

Place = Annotated[str | None, typer.Option("--place", metavar="NAME", help="Name of the place.")]
Type = Annotated[
    str | None,
    typer.Option(
        "--type", metavar="TYPE", help="Type of place: municipality, city, …", autocompletion=completion.types
    ),
]
TypeName = Annotated[
    str | None, typer.Option("--type-name", metavar="WORDS", help="The type in words, where it is other.")
]
Country = Annotated[
    str | None, typer.Option("--country", metavar="COUNTRY", help="Its country, by name or three letters.")
]
