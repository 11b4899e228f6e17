"""The ways in which profiles stand side by side, and the report of each."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mgi_cli.views.comparison import Compared
    from mgi_cli.views.crosswalk import Beside
    from mgi_cli.views.objectives import ByObjective
    from mgi_cli.views.report import Report
    from mgi_cli.words import Words

    Shown = Compared | Beside | ByObjective

_WAYS = {"Compared": "comparison", "Beside": "crosswalk", "ByObjective": "objectives"}


def way(shown: Shown) -> str:
    """Return the name of the modules of a way: of its report here, its paper in ``papers``, its workbook elsewhere."""
    return _WAYS[type(shown).__name__]


def report(shown: Shown, words: Words) -> Report:
    """Return the report of profiles side by side."""
    made: Report = import_module(f"mgi_cli.views.{way(shown)}").report(shown, words)
    return made
