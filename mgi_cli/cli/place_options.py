"""The options that say which place a new profile is about, the same wherever one is made."""

from typing import Annotated

import typer

from mgi_cli.cli import completion

Place = Annotated[str | None, typer.Option("--place", metavar="NAME")]
Type = Annotated[str | None, typer.Option("--type", metavar="TYPE", autocompletion=completion.types)]
TypeName = Annotated[str | None, typer.Option("--type-name", metavar="WORDS")]
Country = Annotated[str | None, typer.Option("--country", metavar="COUNTRY")]
