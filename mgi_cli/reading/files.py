"""Files as bytes: read, with the reason in our words where that cannot be done."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mgi_cli.errors import MgiError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

SUFFIXES = (".yaml", ".yml")


def read(path: Traversable) -> bytes:
    """Return the bytes of a file; raises ``MgiError`` where it is missing, a folder, or not readable."""
    try:
        if path.is_dir():
            raise MgiError("is_a_folder", path=shown(path))
        return path.read_bytes()
    except FileNotFoundError as error:
        raise MgiError("no_such_file", path=shown(path)) from error
    except OSError as error:
        raise MgiError("not_readable", path=shown(path), why=error.strerror or str(error)) from error


def shown(path: Traversable) -> str:
    """Return a path as it is shown: from here if it lies below, whole if not."""
    whole = Path(str(path))
    here = Path.cwd()
    return str(whole.relative_to(here)) if whole.is_absolute() and whole.is_relative_to(here) else str(path)


def profiles_in(folder: Path) -> list[Path]:
    """Return the YAML files of a folder in alphabetical order; none where there is no such folder."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES and path.is_file())


def profiles_below(folder: Path) -> list[Path]:
    """Return the YAML files of a folder and of the folders in it, hidden ones left out, in alphabetical order."""
    found = (path for path in folder.rglob("*") if path.suffix in SUFFIXES and path.is_file())
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts))
