"""Where an interview stopped, kept beside what is kept for undoing, so that it can go on from there."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from mgi_cli.errors import MgiError
from mgi_cli.reading import files, undo

if TYPE_CHECKING:
    from pathlib import Path

_MOST = 1000  # characters of a code


def remember(path: Path, code: str) -> None:
    """Keep at which indicator the interview on a file is; where that cannot be done, it begins elsewhere next time."""
    with suppress(OSError, MgiError):
        undo.made_folder()
        files.write_whole(_kept(path), code.encode(), mode=undo.PRIVATE)


def remembered(path: Path) -> str | None:
    """Return the indicator at which the interview on a file stopped, ``None`` where nobody knows."""
    with suppress(MgiError, UnicodeDecodeError):
        return files.read(_kept(path)).decode()[:_MOST]
    return None


def _kept(path: Path) -> Path:
    return undo.folder() / f"{undo.name_of(path)}.at"
