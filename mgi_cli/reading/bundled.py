"""Where the data and the schemas lie that come with mgi: inside the installed package, or at the top of a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent


def folder(name: str) -> Path:
    """Return the bundled folder ``data`` or ``schemas``; raises ``FileNotFoundError`` where there is none."""
    for place in (_PACKAGE / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"mgi was installed without its folder {name!r}; install it again")
