"""A report as one JSON document (design: stable keys, in English whatever the language)."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from mgi_cli import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mgi_cli.render.surface import Surface
    from mgi_cli.views.report import Report

FORMAT_VERSION = 1

_BEYOND_PLAIN = re.compile(r"[^\x20-\x7e\n\u00a1-\u00ac\u00ae-\u02ff]")
_CONTROL = frozenset(("Cc", "Cf", "Zl", "Zp", "Cs"))


def render(report: Report, surface: Surface) -> str:
    """Return the report's document in its envelope, keys in a fixed order, one line break at the end."""
    return dump(envelope(report.command, report.lang, report.document()))


def envelope(command: str, lang: str, content: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document with the keys that every document has."""
    return {
        "format_version": FORMAT_VERSION,
        "command": command,
        "tool_version": __version__,
        "lang": lang,
        **content,
    }


def dump(document: Mapping[str, Any]) -> str:
    """Return a document as JSON in which control and direction characters are written as escapes."""
    return _BEYOND_PLAIN.sub(_escape, json.dumps(document, ensure_ascii=False, indent=2)) + "\n"


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    return json.dumps(char)[1:-1] if unicodedata.category(char) in _CONTROL else char
