"""How dates lie to each other: ``2022``, ``2022-09`` and ``2022-09-15``, compared as far as both are told."""

from __future__ import annotations


def is_before(date: str, other: str) -> bool:
    """Return whether a date certainly lies before another; ``2022`` and ``2022-09`` may be the same day.

    So a thing that holds good until ``2025`` does so until the last day of that year.
    """
    length = min(len(date), len(other))
    return date[:length] < other[:length]
