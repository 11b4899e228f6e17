"""mgi search."""

from typing import Annotated

import typer

from mgi_cli.cli import common, completion

Text = Annotated[list[str], typer.Argument(metavar="TEXT...")]
Where = Annotated[
    list[str] | None, typer.Option("--in", metavar="indicators|profiles|PROFILE", autocompletion=completion.searched)
]
Limit = Annotated[int, typer.Option("--limit", metavar="N", min=0)]


def run(
    text: Text,
    domain: common.Domain = None,
    where: Where = None,
    limit: Limit = 5,
    form: common.Format = "table",
    lang: common.Lang = None,
    profiles: common.Profiles = None,
    framework: common.Framework = None,
) -> None:
    """Find words in the indicators, in any language, and in the texts of all profiles; made-up ones are marked."""
    from mgi_cli.errors import MgiError
    from mgi_cli.judging.search import Query
    from mgi_cli.searching import Scope, Search
    from mgi_cli.views import search as view

    desk = common.Desk("search", form, lang, profiles, framework)
    query = Query.of(" ".join(text))
    if not query.words:
        raise MgiError("nothing_to_find", text=query.asked)
    scope = Scope.of(desk.library, where or (), domain=domain, limit=limit)
    search = Search(desk.library, scope)
    outcome = search.find(query)
    near = search.near(query) if outcome.is_empty else ()
    shown = view.Shown(query=query, outcome=outcome, near=near, limit=limit, again=desk.again)
    desk.print(view.report(shown, desk.words))
    common.tell_errors(outcome.broken)
    desk.tell_unread(outcome.unread)
    if outcome.unread or outcome.broken:
        raise typer.Exit(common.DOCUMENT_HAS_ERRORS)
