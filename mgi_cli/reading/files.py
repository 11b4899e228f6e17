"""Files as bytes: read, and written whole or not at all, with the reason in our words where that cannot be done."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from mgi_cli.errors import MgiError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SUFFIXES = (".yaml", ".yml")

MAX_BYTES = 20_000_000
"""A profile has about 40 kB; what is larger than this is something else."""

_LONGEST = 50  # characters of a name; with some more it must not be longer than a system allows


def read(path: Path, *, most: int = MAX_BYTES + 1) -> bytes:
    """Return the bytes of a file, of one that is too large the first ``most``; it may be a device without end.

    Raises ``MgiError`` where it is missing, a folder, or not readable.
    """
    with looking_at(path):
        try:
            with path.open("rb") as file:
                return file.read(most)
        except (IsADirectoryError, PermissionError):  # Windows says the second of a folder, too
            if not path.is_dir():
                raise
            next(path.iterdir(), None)  # one that may not be looked into says so first
            raise MgiError("is_a_folder", path=shown(path)) from None


@contextmanager
def looking_at(path: Path) -> Iterator[None]:
    """Raise ``MgiError`` for a file or folder that is missing or that the system does not let us look at."""
    try:
        yield
    except FileNotFoundError as error:
        raise MgiError("no_such_file", path=shown(path)) from error
    except OSError as error:
        raise MgiError("not_readable", path=shown(path), why=error.strerror or str(error)) from error


def replace(path: Path, data: bytes, *, read_before: bytes) -> None:
    """Write a file whole or not at all, and only if it still holds what was ``read_before``.

    The new text goes to a file beside it, which then takes its place; a link stays a link, and the permissions stay.
    Raises ``MgiError`` where the file has changed meanwhile, or cannot be written.
    """
    target = path.resolve()
    with writing(path):
        if not os.access(target, os.W_OK):  # a rename would not mind
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        beside = write_beside(target, data, mode=target.stat().st_mode)
        try:
            if read(path, most=len(read_before) + 1) != read_before:
                raise MgiError("changed_meanwhile", path=shown(path))
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)


def put(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, also in the place of one that is there; for what people do not edit.

    A link stays a link, and the permissions stay. Raises ``MgiError`` where it is a folder or no ordinary file, where
    its folder is missing, or where it cannot be written; then all is as it was.
    """
    target = check_put(path)
    with writing(path):
        write_whole(target, data, mode=target.stat().st_mode if target.exists() else None)


def check_put(path: Path) -> Path:
    """Return the file that ``put`` would write, at the end of links; raises ``MgiError`` as that does."""
    with writing(path):
        target = Path(os.path.realpath(path))
        if target.is_dir():
            raise MgiError("output_is_folder", path=shown(path))
        if not target.parent.is_dir():
            raise MgiError("no_such_folder", path=shown(target.parent if path.is_symlink() else path.parent))
        if target.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        if target.exists() and not target.is_file():  # a device or a pipe would be gone
            raise MgiError("not_a_file", path=shown(path))
        if target.exists() and not os.access(target, os.W_OK):  # a rename would not mind
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return target


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Raise ``MgiError`` for a file that the system does not let us write."""
    try:
        yield
    except OSError as error:
        raise MgiError("not_writable", path=shown(path), why=error.strerror or str(error)) from error


def create(path: Path, data: bytes) -> None:
    """Write a new file whole or not at all.

    Raises ``MgiError`` where it is there already, also since a moment ago, where its folder is missing, or where it
    cannot be written.
    """
    check_new(path)
    with writing(path):
        try:
            _put_new(path, data)
        except FileExistsError as error:
            raise MgiError("file_is_there", path=shown(path)) from error


def _put_new(path: Path, data: bytes) -> None:
    """Write ``data`` to a file that is not there; raises ``FileExistsError`` where it is, and ``OSError``."""
    if path.exists() or path.is_symlink():
        raise FileExistsError
    beside = write_beside(path, data)
    try:
        try:
            os.link(beside, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without links: the name is taken first
            path.open("xb").close()
            beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def of_profile(path: Path) -> Path:
    """Return the file of a new profile that is asked for: with ``.yaml`` at the end where it is not named as YAML."""
    return path if is_yaml(path) else path.with_name(path.name + SUFFIXES[0])


def check_new(path: Path) -> None:
    """Raise ``MgiError`` where a new file is there already, or where there is no folder that it could be in."""
    if path.exists() or path.is_symlink():
        raise MgiError("file_is_there", path=shown(path))
    if not path.parent.is_dir():
        raise MgiError("no_such_folder", path=shown(path.parent))


def create_folder(path: Path, contents: Mapping[str, bytes]) -> None:
    """Write a folder with files in it, by their names, whole or not at all; an empty folder is filled.

    Raises ``MgiError`` as ``check_new_folder`` does, also since a moment ago, and where it cannot be written.
    """
    check_new_folder(path)
    with writing(path):
        target = path.resolve()
        if target.exists() and not os.access(target, os.W_OK):  # a rename would not mind
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        beside = _beside(target)
        beside.mkdir()
        try:
            for name, data in contents.items():
                _write(beside / name, data)
            _put_folder(beside, target)
        finally:
            shutil.rmtree(beside, ignore_errors=True)


def _put_folder(beside: Path, target: Path) -> None:
    """Put a folder in the place of one that is empty, or where there is none; raises ``OSError``."""
    if target.is_dir():
        beside.chmod(target.stat().st_mode)
        if os.name == "nt":  # there, a folder takes no other's place, be it empty
            target.rmdir()
    beside.replace(target)


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def check_new_folder(path: Path) -> None:
    """Raise ``MgiError`` for a new folder whose place is taken, by a file or a folder that is not empty.

    Also where there is no folder that it could be in, and for the one that the program runs in.
    """
    with looking_at(path):
        if path.is_dir():
            if any(path.iterdir()):
                raise MgiError("folder_is_there", path=shown(path))
            if path.resolve() == Path.cwd():
                raise MgiError("folder_is_here", path=shown(path))
            return
    check_new(path)


def write_whole(path: Path, data: bytes, *, mode: int | None = None) -> None:
    """Write ``data`` to a new file beside ``path`` and put it in its place.

    Raises ``OSError``, leaving all as it was.
    """
    beside = write_beside(path, data, mode=mode)
    try:
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def write_beside(path: Path, data: bytes, *, mode: int | None = None) -> Path:
    """Write ``data`` to a new file beside ``path`` and return its path; raises ``OSError``, leaving none.

    One that gets a ``mode`` is nobody else's to read before it has it.
    """
    beside = _beside(path)
    first = 0o666 if mode is None else 0o600

    def opener(name: str, flags: int) -> int:
        return os.open(name, flags, first)

    with open(beside, "xb", opener=opener) as file:
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            if mode is not None:
                beside.chmod(mode)
        except BaseException:
            with suppress(OSError):  # what is still to be written finds no room either
                file.close()
            beside.unlink(missing_ok=True)
            raise
    return beside


def _beside(path: Path) -> Path:
    """Return a name beside a file or folder that nothing has."""
    return path.with_name(f".{path.name[:_LONGEST]}.{os.urandom(8).hex()}.tmp")


def shown(path: Path) -> str:
    """Return a path as it is shown: from here if it lies below, whole if not."""
    if not path.is_absolute():
        return str(path)
    try:
        here = path.cwd()
    except OSError:  # the folder that the shell stands in is gone
        return str(path)
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def is_yaml(path: Path) -> bool:
    """Return whether a file is named as one in YAML, in small letters or not."""
    return path.suffix.lower() in SUFFIXES


def profiles_in(folder: Path) -> list[Path]:
    """Return the YAML files of a folder in alphabetical order; none where there is no such folder.

    Raises ``MgiError`` for one that may not be looked into.
    """
    with looking_at(folder):
        if not folder.is_dir():
            return []
        return sorted(path for path in folder.iterdir() if is_yaml(path) and path.is_file())


def profiles_below(folder: Path) -> list[Path]:
    """Return the YAML files of a folder and of the folders in it, hidden ones left out, in alphabetical order.

    A folder that may not be looked into stands among them itself, so that nobody takes it for an empty one: reading it
    tells why.
    """
    found: list[Path] = []
    closed: list[OSError] = []
    for below, inside, names in os.walk(folder, onerror=closed.append):
        inside[:] = [name for name in inside if not name.startswith(".")]
        chosen = (name for name in names if is_yaml(Path(name)) and not name.startswith("."))
        found += [Path(below, name) for name in chosen]
    return sorted([*found, *(Path(error.filename) for error in closed)])
