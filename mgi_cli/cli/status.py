"""mgi status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_cli.cli import common

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_cli.views.status import Course, Unread


def run(
    form: common.Format = "table",
    today: common.Today = None,
    lang: common.Lang = None,
    profiles: common.Profiles = None,
    framework: common.Framework = None,
) -> None:
    """Tell over all profiles where each assessment stands and what it waits for, with the next command."""
    from mgi_cli.views import status

    desk = common.Desk("status", form, lang, profiles, framework, today=today)
    found = tuple(_found(desk))
    desk.print(status.report(found, desk.words, today=desk.library.today, again=desk.again))


def _found(desk: common.Desk) -> Iterator[Course | Unread]:
    """Yield every profile that can be found, read or not, in alphabetical order."""
    from mgi_cli.judging import stages, waiting
    from mgi_cli.views.status import Course, Unread

    library = desk.library
    every, unread = library.load_every()
    for path in library.profile_paths().values():
        if path in unread:
            yield Unread(path=path, error=unread[path])
            continue
        profile, framework = every[path]
        followed = waiting.followed_by(profile, (other for other, _ in every.values()))
        yield Course(
            path=path,
            profile=profile,
            framework=framework,
            stands=stages.standing(profile, library.today),
            waiting=waiting.find(profile, framework, library.today, followed=followed is not None),
            followed=followed,
            may_change=library.may_change(profile.name),
        )
