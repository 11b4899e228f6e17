"""What a plan says beside each gap, in words: what was found, and which global agendas the indicator serves."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mgi_cli.model import Indicator
    from mgi_cli.words import Words


def compact(indicator: Indicator, words: Words) -> list[str]:
    """Return the objectives of the Global Compact for Migration that an indicator serves, or else its principles."""
    served = [words.say("plan.objective", number=n, name=words.say(f"gcm.{n}")) for n in indicator.gcm]
    served += [words.say("plan.principle", name=words.say(f"gcm.{item}")) for item in indicator.gcm_principles]
    return served or [words.say("plan.no_objective")]


def targets(indicator: Indicator, words: Words) -> list[str]:
    """Return the targets of the Sustainable Development Goals that an indicator serves."""
    return [words.say("plan.target", target=words.target(target)) for target in indicator.sdg]
