"""mgi export."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from mgi_cli.cli import common, completion, papers
from mgi_cli.errors import MgiError
from mgi_cli.model import Framework, Profile
from mgi_cli.reading import files
from mgi_cli.render.papers import PICTURES, picture_of

Names = Annotated[list[str] | None, typer.Argument(metavar="[PROFILE]...", autocompletion=completion.profiles)]
Output = Annotated[str | None, typer.Option("--output", "-o", metavar="FILE|FOLDER")]
Wheel = Annotated[str | None, typer.Option("--wheel", metavar="FILE")]


def run(
    profile: Names = None,
    output: Output = None,
    wheel: Wheel = None,
    without_names: papers.WithoutNames = False,
    lang: common.Lang = None,
    profiles: common.Profiles = None,
    framework: common.Framework = None,
) -> None:
    """Write the questionnaire to be filled in (.xlsx, .csv), whole profiles as data (a folder, .json), or the wheel."""
    from mgi_cli.exchange import sending

    desk = common.Desk("export", "table", lang, profiles, framework)
    if output is None and wheel is None:
        raise MgiError("export_where")
    if wheel is not None:
        _wheel(desk, wheel, profile or [])
    if output is None:
        return
    kind, path = sending.kind_of(output)
    if kind == "questionnaire":
        _questionnaire(desk, path, profile or [], nameless=without_names)
    else:
        _data(desk, kind, path, profile, nameless=without_names)


def _wheel(desk: common.Desk, output: str, named: list[str]) -> None:
    """Write the wheel of one profile as a picture, in the place of an earlier one."""
    from mgi_cli.views.papers import glance, written
    from mgi_cli.views.papers.common import Subject

    if len(named) != 1:
        raise MgiError("one_wheel")
    path = papers.check(Path(output), PICTURES)
    read, edition = desk.library.load(named[0])
    drawn = glance.wheel(Subject(profile=read, framework=edition, words=desk.words))
    files.put(path, picture_of(drawn, path.suffix.lower()))
    desk.print(written.alone("export", path, desk.words))


def _questionnaire(desk: common.Desk, path: Path, named: list[str], *, nameless: bool) -> None:
    from mgi_cli.exchange import outgoing

    if nameless:
        raise MgiError("names_in_questionnaire")
    if len(named) > 1:
        raise MgiError("one_questionnaire", n=len(named))
    profile = next(iter(named), None)
    sent = outgoing.questionnaire(path, profile, desk.library, desk.words)
    back = (
        ("--into", profile)
        if profile is not None and desk.library.may_change(profile)
        else ("-o", desk.words.say("filled.new"))
    )
    desk.print(outgoing.written(sent, desk.words, desk.again(str(path), *back)))


def _data(desk: common.Desk, kind: str, path: Path, named: list[str] | None, *, nameless: bool) -> None:
    """Write whole profiles; where none is named and one that is found cannot be read, it is told and left out."""
    from mgi_cli.exchange import sending
    from mgi_cli.views.data import Dataset

    unread: dict[Path, MgiError] = {}

    def make() -> Dataset:
        found = list(_named(desk, named) if named else _every(desk, unread))
        data = sending.dataset(found, nameless=nameless)
        desk.tell_other_edition(profile for _, profile, _ in found)
        return data

    desk.print(sending.WRITERS[kind](path, make, desk.words))
    desk.tell_unread(unread)
    if unread:
        raise typer.Exit(common.DOCUMENT_HAS_ERRORS)


def _named(desk: common.Desk, named: list[str]) -> Iterator[tuple[Path, Profile, Framework]]:
    for path in desk.library.files(named):
        yield path, *desk.library.load(str(path))


def _every(desk: common.Desk, unread: dict[Path, MgiError]) -> Iterator[tuple[Path, Profile, Framework]]:
    """Yield every profile found that is not made up; those that cannot be read are added to ``unread``."""
    read, errors = desk.library.load_every()
    unread |= errors
    yield from ((path, *pair) for path, pair in read.items() if not pair[0].illustrative)
