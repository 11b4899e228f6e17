"""mgi validate."""

from pathlib import Path
from typing import Annotated

import typer

from mgi_cli.cli import common, completion


def run(
    path: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...",
            help="Files, folders or names of profiles; without one, the profiles found.",
            autocompletion=completion.profiles,
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Fail on warnings too.")] = False,
    form: common.ValidateFormat = "text",
    lang: common.Lang = None,
    profiles: common.Profiles = None,
    framework: common.Framework = None,
) -> None:
    """Check profiles: every problem at its line and column."""
    from mgi_cli.diagnostic import Severity
    from mgi_cli.views import validation

    desk = common.Desk("validate", form, lang, profiles, framework)
    paths = desk.library.profile_paths().values() if path is None else desk.library.files(path)
    checked = [desk.library.check(Path(item)) for item in paths]
    desk.print(validation.report(checked, desk.words, strict=strict))
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    if any(found.diagnostic.severity in failing for item in checked for found in item.found):
        raise typer.Exit(common.DOCUMENT_HAS_ERRORS)
