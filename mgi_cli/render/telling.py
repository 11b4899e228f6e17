"""How the formats for programs that check files tell a problem in plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mgi_cli.text import visible

if TYPE_CHECKING:
    from collections.abc import Mapping


def sentences(problem: Mapping[str, Any]) -> str:
    """Return what is wrong and, on a line of its own, what to do, for one of the ``diagnostics`` of a document."""
    return "\n".join(visible(text) for text in (problem["message"], problem["hint"]) if text)
