"""Files as bytes: read, with the reason in our words where that cannot be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_cli.errors import MgiError

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = (".yaml", ".yml")


def read(path: Path) -> bytes:
    """Return the bytes of a file; raises ``MgiError`` where it is missing, a folder, or not readable."""
    try:
        if path.is_dir():
            raise MgiError("is_a_folder", path=shown(path))
        return path.read_bytes()
    except FileNotFoundError as error:
        raise MgiError("no_such_file", path=shown(path)) from error
    except OSError as error:
        raise MgiError("not_readable", path=shown(path), why=error.strerror or str(error)) from error


def shown(path: Path) -> str:
    """Return a path as it is shown: from here if it lies below, whole if not."""
    here = path.cwd()
    return str(path.relative_to(here) if path.is_absolute() and path.is_relative_to(here) else path)


def profiles_in(folder: Path) -> list[Path]:
    """Return the YAML files of a folder in alphabetical order; none where there is no such folder."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.suffix in SUFFIXES and path.is_file())


def profiles_below(folder: Path) -> list[Path]:
    """Return the YAML files of a folder and of the folders in it, hidden ones left out, in alphabetical order."""
    found = (path for path in folder.rglob("*") if path.suffix in SUFFIXES and path.is_file())
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts))
