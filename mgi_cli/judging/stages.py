"""Where an assessment stands in its course: launch, data collection, consultation, publication, follow-up."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from mgi_cli.errors import MgiError
from mgi_cli.judging.dates import is_before
from mgi_cli.model import STAGES, Stage
from mgi_cli.text import fold, nearest
from mgi_cli.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mgi_cli.model import Profile

_MOMENTS = ("launch", "publication")
"""Stages that are over when they have begun, unless an end is noted."""


class State(StrEnum):
    """How far a stage is."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    ENDED = "ended"


class Standing(Value):
    """The stage that an assessment has come to.

    ``since`` is the date from which it is so: when the stage began, ended, or is to begin; ``None`` where no date is
    noted. ``after`` is the stage that comes next in the course, ``None`` after the last, and ``after_start`` when that
    is to begin. ``noted`` is false where only the date of publication tells the stage.
    """

    stage: str
    state: State
    since: str | None
    after: str | None
    after_start: str | None
    noted: bool

    def has_come_to(self, stage: str) -> bool:
        """Whether this is the stage, and it has begun."""
        return self.stage == stage and self.state is not State.PLANNED


def standing(profile: Profile, today: str) -> Standing | None:
    """Return where an assessment stands on a day, ``2026-11-24``; ``None`` where neither a stage nor a date tells.

    It is the last stage in the course that has begun, wherever it stands in the file; where none has, the first that is
    planned.
    """
    noted = {stage.stage: stage for stage in profile.stages}
    stages = _with_publication(noted, profile.assessment.published, today)
    begun = [stages[name] for name in STAGES if name in stages and _state(stages[name], today) is not State.PLANNED]
    planned = [stages[name] for name in STAGES if name in stages]
    if not planned:
        return None
    stage = begun[-1] if begun else planned[0]
    state = _state(stage, today)
    after = next(iter(STAGES[STAGES.index(stage.stage) + 1 :]), None)
    return Standing(
        stage=stage.stage,
        state=state,
        since=_end(stage) or stage.start if state is State.ENDED else stage.start,
        after=after,
        after_start=stages[after].start if after and after in stages else None,
        noted=stage.stage in noted,
    )


def _with_publication(noted: Mapping[str, Stage], published: str | None, today: str) -> Mapping[str, Stage]:
    """Return stages with the publication that the profile is dated by, where it is not among them."""
    if published is None or "publication" in noted or is_before(today, published):
        return noted
    return {**noted, "publication": Stage(stage="publication", start=published)}


def _state(stage: Stage, today: str) -> State:
    if stage.start and is_before(today, stage.start):
        return State.PLANNED
    end = _end(stage)
    moment = stage.stage in _MOMENTS and not stage.end
    return State.ENDED if moment or (end and (is_before(end, today) or end == today)) else State.UNDER_WAY


def _end(stage: Stage) -> str | None:
    return stage.end or (stage.start if stage.stage in _MOMENTS else None)


def find_stage(asked: str, *names: Mapping[str, str]) -> str:
    """Return a stage by its code, its name, or a beginning that is no other's.

    ``names`` are those of each language, by code; the first that knows what was asked decides. Raises ``MgiError``,
    with what was meant, where none does.
    """
    word = fold(asked)
    every = [{fold(name): stage for stage, called in those.items() for name in (stage, called)} for those in names]
    for typed in every:
        begin = {stage for name, stage in typed.items() if word and name.startswith(word)}
        if word in typed or len(begin) == 1:
            return typed.get(word) or begin.pop()
    known = {name: stage for typed in reversed(every) for name, stage in typed.items()}
    meant = nearest(asked, known)
    raise MgiError("unknown_stage", stage=asked, suggestion=known[fold(meant)] if meant else None, known=list(STAGES))
