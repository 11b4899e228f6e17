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
    listed, broken = [], []
    for path in desk.library.profile_paths().values():
        checked = desk.library.check(path)
        if checked.profile and checked.framework:
            listed.append(listing.Listed(path=str(path), profile=checked.profile, framework=checked.framework))
        else:
            broken.append(str(path))
    desk.print(listing.report(listed, broken, desk.words, again=desk.again()))
