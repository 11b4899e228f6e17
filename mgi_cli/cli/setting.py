"""mgi set."""

from typing import TYPE_CHECKING, Annotated

import typer

from mgi_cli.cli import common, completion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mgi_cli.model import Profile

ProfileName = Annotated[str, typer.Argument(metavar="PROFILE", autocompletion=completion.profiles)]
Indicator = Annotated[str, typer.Argument(metavar="INDICATOR", autocompletion=completion.indicators)]
Status = Annotated[str, typer.Argument(metavar="STATUS", autocompletion=completion.statuses)]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT")]
Reason = Annotated[str | None, typer.Option("--reason", metavar="TEXT")]
Finding = Annotated[list[str] | None, typer.Option("--finding", metavar="KEY")]
Evidence = Annotated[str | None, typer.Option("--evidence", metavar="TEXT")]
Source = Annotated[list[str] | None, typer.Option("--source", metavar="KEY")]
Date = Annotated[str | None, typer.Option("--date", metavar="DATE")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE")]
By = Annotated[str | None, typer.Option("--by", metavar="NAME")]


def run(
    profile: ProfileName,
    indicator: Indicator,
    status: Status,
    note: Note = None,
    reason: Reason = None,
    finding: Finding = None,
    evidence: Evidence = None,
    source: Source = None,
    date: Date = None,
    on: On = None,
    by: By = None,
    lang: common.Lang = None,
    profiles: common.Profiles = None,
    framework: common.Framework = None,
) -> None:
    """Give one answer, from a script or by hand."""
    from mgi_cli.cli import giving
    from mgi_cli.judging import answering, lookup
    from mgi_cli.saving import Draft
    from mgi_cli.views import changed
    from mgi_cli.words import statuses

    desk = common.Desk("set", "table", lang, profiles, framework)
    path = desk.library.find_to_change(profile)
    read, edition = desk.library.load(str(path))
    code = lookup.find_indicator(edition, indicator).id
    _check_keys(read, finding or (), source or ())
    date, on = (giving.date(asked) if asked else None for asked in (date, on))
    draft = Draft(path, edition)
    chosen = lookup.find_answer(status, statuses(), tuple(edition.scale))
    given = answering.Given(status=chosen, reason=reason, note=note, on=on, by=by)
    after = answering.with_findings(answering.answered(draft.entry("answers", code), given), finding or ())
    text = (evidence or "").strip() or (read.sources[source[0]].title if source else "")
    after = answering.with_evidence(after, text, date=date, sources=source or ()) if text else after
    draft.put_answer(code, after)
    done = changed.Answered(
        path=path, before=read, indicator=code, status=chosen, framework=edition, again=desk.again(profile)
    )
    desk.print(changed.answer(done, desk.words))


def _check_keys(profile: "Profile", findings: "Sequence[str]", sources: "Sequence[str]") -> None:
    """Raise ``MgiError`` for the first finding or source that a profile does not have."""
    from mgi_cli.judging import lookup

    lookup.find_keys(profile.findings, findings, "unknown_finding")
    lookup.find_keys(profile.sources, sources, "unknown_source")
