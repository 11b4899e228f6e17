"""mgi validate."""

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
    from mgi_cli.cli import many
    from mgi_cli.cli.progress import Progress
    from mgi_cli.views import validation

    desk = common.Desk("validate", form, lang, profiles, framework)
    paths = list(desk.library.profile_paths().values()) if path is None else desk.library.files(path)
    settings = many.Settings(desk.words.lang, profiles, framework)
    progress = Progress(len(paths), lambda n, all_: desk.words.say("diagnostics.progress", n=n, all=all_))
    summary = validation.Summary(
        strict=strict, keep=form != "text", named=path is not None, again=desk.again(*path or ())
    )
    for outcome in many.outcomes(paths, settings):
        progress.step()
        new = summary.add(outcome.path, outcome.problems, unread=outcome.unread)
        if new and form == "text":
            progress.clear()
            desk.print(validation.page(new, desk.words))
            common.write("\n")
    progress.clear()
    desk.print(validation.report(summary, desk.words))
    if summary.unread or summary.failed:
        raise typer.Exit(common.COULD_NOT_RUN if summary.unread else common.DOCUMENT_HAS_ERRORS)
