"""A profile without the names of persons that it keeps in fields of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mgi_cli.model import Profile


def without_names(profile: Profile) -> Profile:
    """Return a profile that does not say who worked on it; the one given stays as it is.

    Left out are who answered (``assessed_by``), who took part in a stage, who is responsible for a planned action
    (``owner``), and all entries under keys of the users' own (``x-…``, ``unmoved``), because nobody knows what they
    hold. Free texts stay as they are, whatever names stand in them: findings, evidence, notes, reasons, and texts that
    an import did not understand.
    """
    return profile.but(
        answers={key: answer.but(assessed_by=None) for key, answer in profile.answers.items()},
        stages=tuple(stage.but(participants=()) for stage in profile.stages),
        plan={key: tuple(action.but(owner=None) for action in actions) for key, actions in profile.plan.items()},
        own=(),
        kept={},
    )
