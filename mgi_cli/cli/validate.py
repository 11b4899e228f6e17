"""mgi validate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from mgi_cli.cli import common, completion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mgi_cli.cli.progress import Progress
    from mgi_cli.views.validation import Problem


def run(
    path: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH]...", autocompletion=completion.profiles),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict")] = False,
    today: common.Today = None,
    form: common.ValidateFormat = "text",
    lang: common.Lang = None,
    profiles: common.Profiles = None,
    framework: common.Framework = None,
) -> None:
    """Check profiles: every problem at its line and column."""
    from mgi_cli.cli import many
    from mgi_cli.cli.progress import Progress
    from mgi_cli.views import across, validation

    desk = common.Desk("validate", form, lang, profiles, framework, today=today)
    paths = list(desk.library.profile_paths().values()) if path is None else desk.library.files(path)
    settings = many.Settings(desk.words.lang, profiles, framework, desk.library.today)
    progress = Progress(len(paths), lambda n, all_: desk.words.say("diagnostics.progress", n=n, all=all_))
    summary = validation.Summary(
        strict=strict, keep=form != "text", named=path is not None, again=desk.again(*path or ()), spoken=desk.spoken()
    )
    seen = []
    for outcome in many.outcomes(paths, settings):
        progress.step()
        seen += [outcome.seen] if outcome.seen else []
        _print(desk, progress, summary.add(outcome.path, outcome.problems, unread=outcome.unread))
    for found in across.problems(seen, desk.words).values():
        summary.add_across(found)
        _print(desk, progress, found)
    progress.clear()
    desk.print(validation.report(summary, desk.words))
    if summary.unread or summary.failed:
        raise typer.Exit(common.COULD_NOT_RUN if summary.unread else common.DOCUMENT_HAS_ERRORS)


def _print(desk: common.Desk, progress: Progress, found: Sequence[Problem]) -> None:
    """Print what was found in a file as soon as it is known, where people read it; a program gets all at the end."""
    if found and common.current.form == "text":
        from mgi_cli.views import validation

        progress.clear()
        desk.print(validation.page(found, desk.words))
        common.write("\n")
