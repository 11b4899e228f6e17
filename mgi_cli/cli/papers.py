"""What the commands that write papers share: which kinds of file there are, the date, and writing them whole."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mgi_cli.errors import MgiError
from mgi_cli.reading import files
from mgi_cli.render import papers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mgi_cli.model import Profile
    from mgi_cli.views.papers.parts import Paper

Date = Annotated[str | None, typer.Option("--date", metavar="DATE")]
WithoutNames = Annotated[bool, typer.Option("--without-names")]


def check(path: Path, known: Iterable[str] = tuple(papers.KINDS)) -> Path:
    """Return a path to which a file of one of the kinds that are known can be written, before anything is made.

    Raises ``MgiError`` for a kind that is unknown, a folder, or a file that cannot be written.
    """
    if path.suffix.lower() not in known:
        if path.is_dir():
            raise MgiError("output_is_folder", path=files.shown(path))
        raise MgiError("paper_suffix", path=files.shown(path), known=list(known))
    files.check_put(path)
    return path


def write(output: str, make: Callable[[], Paper]) -> Path:
    """Write the paper that ``make`` returns to a file of the kind that its name says, in the place of an earlier one.

    Raises ``MgiError`` for an unknown kind, a folder, or a file that cannot be written, before anything is made.
    """
    path = check(Path(output))
    files.put(path, papers.render(make(), path.suffix.lower()))
    return path


def date_of(asked: str | None, profiles: Iterable[Profile]) -> str | None:
    """Return the date that a paper bears, ``2022``, ``2022-09`` or ``2022-09-15``, or ``None`` where nothing tells one.

    The one asked for; else that of ``SOURCE_DATE_EPOCH`` (https://reproducible-builds.org/specs/source-date-epoch);
    else the latest on which a profile was published: the same files give the same paper. Raises ``MgiError`` for one
    that is none.
    """
    if asked is not None:
        return _asked(asked)
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return _day_of(epoch)
    return max((profile.assessment.published or "" for profile in profiles), default="") or None


def _asked(said: str) -> str:
    from mgi_cli.cli import giving

    if giving.is_today(said):
        return time.strftime("%Y-%m-%d")
    try:
        return giving.date(said)
    except MgiError as error:
        raise MgiError("bad_paper_date", date=said) from error


def _day_of(epoch: str) -> str:
    try:
        return str(datetime.fromtimestamp(int(epoch), UTC).date())
    except (ValueError, OverflowError, OSError) as error:
        raise MgiError("bad_epoch", value=epoch) from error
