"""Where the data and the schemas lie that come with mgi: inside the installed package, or at the top of a checkout."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def folder(name: str) -> Traversable:
    """Return the bundled folder ``data`` or ``schemas``; raises ``FileNotFoundError`` where there is none."""
    installed = files("mgi_cli") / name
    if installed.is_dir():
        return installed
    checkout = Path(__file__).parent.parent.parent / name
    if checkout.is_dir():
        return checkout
    raise FileNotFoundError(f"mgi was installed without its folder {name!r}; install it again")
