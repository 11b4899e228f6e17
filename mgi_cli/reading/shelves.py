"""Where profiles and frameworks are looked up: names and places only; no file is opened."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from mgi_cli.errors import MgiError
from mgi_cli.reading import bundled, files, systems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FRAMEWORK_FILE = "framework.yaml"
CROSSWALKS = "crosswalks"
_FROM = "from-"


def profiles(asked: str | None = None) -> dict[str, Path]:
    """Return the path of every profile that can be found, by name, in alphabetical order.

    Looked up in the folder ``asked`` for, ``MGI_PROFILES``, ``./profiles``, and among the bundled ones; the first one
    found wins. Raises ``MgiError`` for a folder that was named and is not there.
    """
    found: dict[str, Path] = {}
    for folder in _profile_folders(asked):
        for path in files.profiles_in(folder):
            found.setdefault(files.name_of(path), path)
    return dict(sorted(found.items()))


def _profile_folders(asked: str | None) -> Iterator[Path]:
    for chosen in (asked, os.environ.get("MGI_PROFILES")):
        if chosen:
            folder = systems.as_stored(Path(chosen))
            if not folder.is_dir():
                raise MgiError("no_such_folder", path=chosen)
            yield folder
    yield Path("profiles")
    yield bundled.folder("data") / "profiles"


def frameworks(given: Path | None = None, beside: Path | None = None) -> dict[str, Path]:
    """Return the folder of every framework that can be found, by id.

    Looked up in the folder ``given``, the folders of ``MGI_FRAMEWORKS``, ``./frameworks``, the folder ``beside``, and
    among the bundled ones; the first one found wins.
    """
    found: dict[str, Path] = {given.name: given} if given else {}
    for folder in _framework_places(beside):
        for inside in _frameworks_in(folder):
            found.setdefault(inside.name, inside)
    return found


def mappings(given: Iterable[Path] = (), beside: Path | None = None) -> dict[tuple[str, str], Path]:
    """Return the file of every mapping between two editions that can be found, by the ids of the earlier and the later.

    A file ``from-OLDER.yaml`` lies in the folder of the later edition, or in one of that name elsewhere on the way on
    which frameworks are looked up, after the folders ``given``; the first one found wins.
    """
    found: dict[tuple[str, str], Path] = {}
    for folder in (*given, *_framework_places(beside)):
        if folder.is_dir():
            inside = [folder] if (folder / FRAMEWORK_FILE).is_file() else [*filter(Path.is_dir, folder.iterdir())]
            for path in sorted(file for edition in inside for file in edition.glob(f"{_FROM}*.yaml")):
                found.setdefault((path.stem.removeprefix(_FROM), path.parent.name), path)
    return found


def crosswalks(beside: Iterable[Path] = ()) -> dict[str, Path]:
    """Return the file of every crosswalk that can be found, by its stem, in alphabetical order.

    They lie in a folder ``crosswalks`` in the folders of ``MGI_FRAMEWORKS``, in ``./frameworks``, in or next to one of
    the frameworks ``beside`` which it is looked for, and among the bundled ones; the first one found wins.
    """
    found: dict[str, Path] = {}
    nearby = [place for folder in beside for place in (folder, folder.parent)]
    for place in (*_named_folders(), Path("frameworks"), *nearby, bundled.folder("data") / "frameworks"):
        for path in files.profiles_in(place / CROSSWALKS):
            found.setdefault(path.stem, path)
    return dict(sorted(found.items()))


def framework(wanted: str, given: Path | None = None, beside: Path | None = None) -> Path | None:
    """Return the folder of the framework with this id, looked up as in ``frameworks`` without listing a folder."""
    if given and given.name == wanted:
        return given
    is_name = Path(wanted).name == wanted != ".."
    for folder in _framework_places(beside) if is_name else ():
        if folder.name == wanted and (folder / FRAMEWORK_FILE).is_file():
            return folder
        if not (folder / FRAMEWORK_FILE).is_file() and _is_file(folder / wanted / FRAMEWORK_FILE):
            if wanted not in os.listdir(folder):  # noqa: PTH208 - names; Windows and macOS take any letters for capitals
                continue
            return folder / wanted
    return None


def _is_file(path: Path) -> bool:
    """Return whether there is such a file; a name that is too long for the system names none."""
    try:
        return path.is_file()
    except OSError:
        return False


def _framework_places(beside: Path | None) -> Iterator[Path]:
    """Yield the folders that may hold frameworks, or be one, in the order in which they are looked through."""
    yield from _named_folders()
    yield Path("frameworks")
    if beside:
        yield from (beside / "frameworks", beside)
    yield bundled.folder("data") / "frameworks"


def _named_folders() -> list[Path]:
    return [Path(item) for item in os.environ.get("MGI_FRAMEWORKS", "").split(os.pathsep) if item]


def check_named_folders() -> None:
    """Raise ``MgiError`` for a folder that ``MGI_FRAMEWORKS`` names and that is not there."""
    for folder in _named_folders():
        if not folder.is_dir():
            raise MgiError("no_such_folder", path=str(folder))


def _frameworks_in(folder: Path) -> Iterator[Path]:
    """Yield the frameworks in a folder, or the folder itself if it is one."""
    if (folder / FRAMEWORK_FILE).is_file():
        yield folder
    elif folder.is_dir():
        inside = sorted(folder.iterdir(), key=lambda item: item.name)
        yield from (item for item in inside if (item / FRAMEWORK_FILE).is_file())


def framework_folder(asked: str | None) -> Path | None:
    """Return the folder of a framework that was asked for by folder or file, ``None`` where an id was asked for.

    Raises ``MgiError`` for a folder in which there is no framework.
    """
    if not asked:
        return None
    path = systems.as_stored(Path(asked))
    folder = path.parent if path.name == FRAMEWORK_FILE else path
    if systems.is_file(folder / FRAMEWORK_FILE):
        return folder.resolve()
    if path.name != asked or systems.is_folder(path):
        raise MgiError("no_framework_there", path=asked)
    return None
