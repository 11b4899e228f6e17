"""Where an assessment stands, in words and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mgi_cli.judging.stages import State
from mgi_cli.words import every

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mgi_cli.judging.stages import Standing
    from mgi_cli.model import Stage
    from mgi_cli.words import Words


def short(stands: Standing | None, words: Words) -> str:
    """Return the stage in a few words: ``data collection since March 2026``, ``published September 2022``."""
    if stands is None:
        return words.say("stages.none")
    subject = words.subject("stages")
    date = words.date(stands.since) if stands.since else ""
    if stands.state is State.PLANNED:
        return words.say("stages.planned_for" if date else "stages.planned", stage=name(stands.stage, words), date=date)
    stage = subject["ended" if stands.state is State.ENDED else "names"][stands.stage]
    form = "stages.on" if stands.state is State.ENDED else "stages.since"
    return words.say(form, stage=stage, date=date) if date else str(stage)


def sentence(stands: Standing, words: Words) -> str:
    """Return the stage and what comes next as a sentence."""
    said = {"standing": short(stands, words), "after": name(stands.after, words) if stands.after else ""}
    if not stands.after:
        return words.say("stages.stands", **said)
    if not stands.after_start:
        return words.say("stages.stands_next", **said)
    return words.say("stages.stands_next_planned", **said, date=words.date(stands.after_start))


def name(stage: str, words: Words) -> str:
    """Return what a stage is called."""
    return str(words.subject("stages")["names"][stage])


def names(words: Words) -> Iterator[Mapping[str, str]]:
    """Yield what the stages are called in each language, the one shown first."""
    yield words.subject("stages")["names"]
    yield from (tree["names"] for tree in every("stages").values())


def standing_part(stands: Standing | None) -> dict[str, Any] | None:
    """Return where an assessment stands, for programs."""
    if stands is None:
        return None
    return {
        "stage": stands.stage,
        "state": str(stands.state),
        "since": stands.since,
        "next": stands.after,
        "next_start": stands.after_start,
        "noted": stands.noted,
    }


def stage_part(stage: Stage) -> dict[str, Any]:
    """Return a stage as it is noted."""
    return {
        "stage": stage.stage,
        "start": stage.start,
        "end": stage.end,
        "participants": list(stage.participants),
    }
