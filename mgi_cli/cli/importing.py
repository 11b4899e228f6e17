"""mgi import."""

from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from mgi_cli.cli import common, completion
from mgi_cli.errors import MgiError

READERS = {".xlsx": "questionnaire", ".xlsm": "questionnaire", ".xls": "questionnaire", ".ods": "questionnaire"}
READERS |= {".csv": "questionnaire", ".tsv": "questionnaire"}
"""What kind of file is brought in by which module of this package: its function ``bring(desk, asked)``."""


def run(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A questionnaire: .xlsx, or .csv.")],
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="PROFILE", help="The profile to make; never overwritten.")
    ] = None,
    into: Annotated[
        str | None,
        typer.Option("--into", metavar="PROFILE", help="The profile to change.", autocompletion=completion.profiles),
    ] = None,
    prefer: Annotated[
        str | None,
        typer.Option("--prefer", metavar="workbook|profile", help="Whose word counts where both have changed."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")] = False,
    lang: common.Lang = None,
    profiles: common.Profiles = None,
    framework: common.Framework = None,
) -> None:
    """Bring a filled-in questionnaire into a profile; what would change is shown first."""
    suffix = Path(file).suffix.lower()
    desk = common.Desk("import", "table", lang, profiles, framework)
    if suffix not in READERS:
        raise MgiError("import_suffix", path=file, known=list(READERS))
    import_module(f"mgi_cli.cli.{READERS[suffix]}").bring(desk, file, output, into, prefer, yes=yes)
