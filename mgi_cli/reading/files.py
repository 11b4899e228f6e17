"""Files as bytes: read, and written whole or not at all, with the reason in our words where that cannot be done."""

from __future__ import annotations

import errno
import os
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from mgi_cli.errors import MgiError
from mgi_cli.reading import systems

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
    path = systems.as_stored(path)
    with looking_at(path):
        try:
            with path.open("rb") as file:
                return file.read(most)
        except (IsADirectoryError, PermissionError) as error:  # Windows says the second of a folder, too
            if not path.is_dir():
                if systems.is_windows():
                    raise MgiError("held_open", path=shown(path), why=why(error)) from error
                raise
            next(path.iterdir(), None)  # one that may not be looked into says so first
            raise MgiError("is_a_folder", path=shown(path)) from None


@contextmanager
def looking_at(path: Path) -> Iterator[None]:
    """Raise ``MgiError`` for a file or folder that is missing or that the system does not let us look at."""
    try:
        yield
    except FileNotFoundError as error:
        raise MgiError("path_too_long" if systems.is_too_long(path) else "no_such_file", path=shown(path)) from error
    except OSError as error:
        raise MgiError("not_readable", path=shown(path), why=why(error)) from error


def replace(path: Path, data: bytes, *, read_before: bytes) -> None:
    """Write a file whole or not at all, and only if it still holds what was ``read_before``.

    The new text goes to a file beside it, which then takes its place; a link stays a link, permissions, owner and
    group stay.
    Raises ``MgiError`` where the file has changed meanwhile, or cannot be written.
    """
    target = path.resolve()
    with writing(path):
        _check_access(target)
        there = target.stat()
        beside = write_beside(target, data, mode=there.st_mode)
        try:
            systems.keep_owner(beside, there)
            if read(path, most=len(read_before) + 1) != read_before:
                raise MgiError("changed_meanwhile", path=shown(path))
            take_place(beside, target)
        finally:
            _remove(beside)


def put(path: Path, data: bytes) -> None:
    """Write a file whole or not at all, also in the place of one that is there; for what people do not edit.

    A link stays a link, and the permissions stay. Raises ``MgiError`` where it is a folder or no ordinary file, where
    its folder is missing, or where it cannot be written; then all is as it was.
    """
    target = check_put(path)
    with writing(path):
        write_whole(target, data, like=target.stat() if target.exists() else None)


def check_put(path: Path) -> Path:
    """Return the file that ``put`` would write, at the end of links; raises ``MgiError`` as that does."""
    with writing(path):
        target = Path(os.path.realpath(systems.as_stored(path)))
        if systems.is_folder(target):
            raise MgiError("output_is_folder", path=shown(path))
        check_name(path)
        if not systems.is_folder(target.parent):
            raise MgiError("no_such_folder", path=shown(target.parent if path.is_symlink() else path.parent))
        if target.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        if systems.is_there(target) and not systems.is_file(target):  # a device or a pipe would be gone
            raise MgiError("not_a_file", path=shown(path))
        if systems.is_there(target):
            _check_access(target)
        return target


def _check_access(target: Path) -> None:
    """Raise for what may only be read, which a rename would not mind; of Windows that is a tick among its properties.

    Raises ``PermissionError``, there ``MgiError``.
    """
    if not os.access(target, os.W_OK):
        if systems.is_windows():
            raise MgiError("read_only", path=shown(target))
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Raise ``MgiError`` for a file that the system does not let us write."""
    try:
        yield
    except OSError as error:
        if isinstance(error, FileNotFoundError) and systems.is_too_long(path):
            raise MgiError("path_too_long", path=shown(path)) from error
        raise MgiError("not_writable", path=shown(path), why=why(error)) from error


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
            take_place(beside, path)
    finally:
        _remove(beside)


def of_profile(path: Path) -> Path:
    """Return the file of a new profile that is asked for: with ``.yaml`` at the end where it is not named as YAML.

    Raises ``MgiError`` for what only a folder can be called.
    """
    if path.name in ("", ".."):
        raise MgiError("output_is_folder", path=shown(path))
    return path if is_yaml(path) else path.with_name(path.name + SUFFIXES[0])


def check_new(path: Path) -> None:
    """Raise ``MgiError`` where a new file is there already, or where there is no folder that it could be in.

    Also for a name that this system does not have.
    """
    check_name(path)
    if systems.as_stored(path).exists() or path.is_symlink():
        raise MgiError("file_is_there", path=shown(path))
    if not path.parent.is_dir():
        raise MgiError("no_such_folder", path=shown(path.parent))


def check_name(path: Path) -> None:
    """Raise ``MgiError`` for a name that no file may have on this system."""
    if not systems.is_name(path.name):
        raise MgiError("no_name_here", path=shown(path), signs=" ".join(systems.NOT_IN_NAMES))


def create_folder(path: Path, contents: Mapping[str, bytes]) -> None:
    """Write a folder with files in it, by their names, whole or not at all; an empty folder is filled.

    Raises ``MgiError`` as ``check_new_folder`` does, also since a moment ago, and where it cannot be written.
    """
    check_new_folder(path)
    with writing(path):
        target = path.resolve()
        if target.exists():
            _check_access(target)
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
        if systems.is_windows():
            _put_in_free_place(beside, target)
            return
    take_place(beside, target)


def _put_in_free_place(beside: Path, target: Path) -> None:
    """Put a folder in the place of an empty one, which on Windows must go first; it comes back where that fails."""
    target.rmdir()
    try:
        take_place(beside, target)
    except (OSError, MgiError):
        target.mkdir()
        raise


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


def write_whole(path: Path, data: bytes, *, mode: int | None = None, like: os.stat_result | None = None) -> None:
    """Write ``data`` to a new file beside ``path`` and put it in its place, with the rights of one that it is ``like``.

    Raises ``OSError``, or ``MgiError`` where somebody has the file open, leaving all as it was.
    """
    beside = write_beside(path, data, mode=like.st_mode if like else mode)
    try:
        if like:
            systems.keep_owner(beside, like)
        take_place(beside, path)
    finally:
        _remove(beside)


def take_place(beside: Path, target: Path) -> None:
    """Put a file or folder in the place of another, and see that it is there after a power cut.

    Raises ``MgiError`` where another program has that one open and does not let it go, as Excel and Word do on Windows,
    and ``OSError``.
    """
    try:
        systems.patiently(lambda: beside.replace(target))
    except PermissionError as error:
        if systems.is_windows() and target.exists():
            raise MgiError("open_elsewhere", path=shown(target)) from error
        raise
    systems.keep_entry(target.parent)


def _remove(beside: Path) -> None:
    """Remove a file that took no place; where somebody looks at it just then, it stays, and what is told stays true."""
    with suppress(PermissionError):
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


def why(error: OSError) -> str:
    """Return the reason that the system gives, in the words by which ours are found.

    Windows says it in the language of its menus; by the number of the error it is the same everywhere.
    """
    if systems.is_windows() and error.errno not in (None, errno.EINVAL):  # the last is any that has no number
        return os.strerror(error.errno)
    return error.strerror or str(error)


def shown(path: Path) -> str:
    """Return a path as it is shown: from here if it lies below, whole if not."""
    if not path.is_absolute():
        return str(path)
    try:
        here = path.cwd()
    except OSError:  # the folder that the shell stands in is gone
        return str(path)
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def named(item: str) -> list[str]:
    """Return the paths that a pattern such as ``*.yaml`` stands for, in alphabetical order; what is none, as it is.

    The shells of Windows pass a pattern on. What a file is called like is none, and one that nothing fits stands for
    itself.
    """
    if not set(item) & set("*?") or Path(item).exists():
        return [item]
    import glob  # noqa: PLC0415 - only who types a pattern pays for it

    return sorted(glob.glob(item.replace("[", "[[]"), recursive=True)) or [item]  # noqa: PTH207 - begins at any folder


def name_of(path: Path) -> str:
    """Return the name of the profile in a file: what it is called, without the end."""
    return systems.composed(path.stem)


def is_yaml(path: Path) -> bool:
    """Return whether a file is named as one in YAML, in small letters or not."""
    return path.suffix.lower() in SUFFIXES


def profiles_in(folder: Path) -> list[Path]:
    """Return the YAML files of a folder in alphabetical order, hidden ones left out; none without such a folder.

    macOS leaves a hidden ``._name.yaml`` beside a file on a disk of another system.

    Raises ``MgiError`` for one that may not be looked into.
    """
    with looking_at(folder):
        if not folder.is_dir():
            return []
        inside = (path for path in folder.iterdir() if is_yaml(path) and not path.name.startswith("."))
        return sorted(path for path in inside if path.is_file())


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
