"""Dates of the format (``2022``, ``2022-09``, ``2022-09-15``) beside each other: only what is certain."""

from __future__ import annotations


def is_before(date: str, other: str) -> bool:
    """Return whether a date certainly lies before another; ``2022`` and ``2022-09`` may be the same day."""
    length = min(len(date), len(other))
    return date[:length] < other[:length]


def is_over(date: str, today: str) -> bool:
    """Return whether a date has come and gone by the end of today: its last day is today, or before."""
    return is_before(date, today) or date == today
