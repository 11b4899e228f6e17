"""mgi list."""

from mgi_cli.cli import common


def run(
    form: common.Format = "table",
    lang: common.Lang = None,
    profiles: common.Profiles = None,
    framework: common.Framework = None,
) -> None:
    """List the profiles that can be found."""
    from mgi_cli.views import listing

    desk = common.Desk("list", form, lang, profiles, framework)
    every, unread = desk.library.load_every()
    listed = [listing.Listed(path=path, profile=read, framework=edition) for path, (read, edition) in every.items()]
    desk.print(listing.report(listed, list(unread), desk.words, again=desk.again()))
    desk.tell_unread(unread)
