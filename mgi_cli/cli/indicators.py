"""mgi indicators."""

from mgi_cli.cli import common


def run(
    domain: common.Domain = None,
    form: common.Format = "table",
    lang: common.Lang = None,
    framework: common.Framework = None,
) -> None:
    """List the indicators of a framework and their questions."""
    from mgi_cli.judging import lookup
    from mgi_cli.views import indicators

    desk = common.Desk("indicators", form, lang, framework=framework)
    edition = desk.library.frameworks.get()
    domains = (lookup.find_domain(edition, domain),) if domain is not None else edition.domains
    desk.print(indicators.report(edition, domains, desk.words, again=desk.again()))
