"""The modules that need the libraries of the extra ``office``, imported when they are needed."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from mgi_cli.errors import MgiError

_LIBRARIES = ("openpyxl", "defusedxml", "et_xmlfile")


def module(name: str) -> Any:
    """Return a module of this package; raises ``MgiError`` where a library that it needs is not installed."""
    try:
        return import_module(f"mgi_cli.exchange.{name}")
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in _LIBRARIES:
            raise
        raise MgiError("needs_office", what="openpyxl") from error
