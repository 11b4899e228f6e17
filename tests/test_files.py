"""Files that are written in the place of others: whole, or as they were."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from mgi_cli.errors import MgiError
from mgi_cli.reading import files

UNIX = pytest.mark.skipif(os.name == "nt", reason="needs the links, pipes and permissions of Unix")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refused(path: Path) -> str:
    """Return the code of the error with which a file is not written; checking says it beforehand."""
    with pytest.raises(MgiError) as checked:
        files.check_put(path)
    with pytest.raises(MgiError) as raised:
        files.put(path, b"new")
    assert raised.value.code == checked.value.code
    assert raised.value.params == checked.value.params
    return raised.value.code


@pytest.mark.parametrize("before", [None, b"", b"longer than what comes after it"])
def test_a_file_is_put_where_there_is_none_and_where_there_is_one(tmp_path: Path, before: bytes | None) -> None:
    path = tmp_path / "report.html"
    if before is not None:
        path.write_bytes(before)
    files.put(path, b"new")
    assert (path.read_bytes(), names(tmp_path)) == (b"new", ["report.html"])


@pytest.mark.parametrize("step", ["write", "replace"])
def test_a_file_that_cannot_be_put_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def refuse(*_: object) -> NoReturn:
        raise OSError(28, "No space left on device")

    path = tmp_path / "report.html"
    path.write_bytes(b"old")
    monkeypatch.setattr(*{"write": (os, "fsync"), "replace": (Path, "replace")}[step], refuse)
    with pytest.raises(MgiError) as raised:
        files.put(path, b"new")
    assert (raised.value.code, raised.value.params["why"]) == ("not_writable", "No space left on device")
    assert (path.read_bytes(), names(tmp_path)) == (b"old", ["report.html"])


@UNIX
@pytest.mark.parametrize("size", [200_000, 8_192, 5_000])
def test_of_a_disk_without_room_nothing_is_left_behind(tmp_path: Path, size: int) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(b"old")
    program = (
        "import resource, sys; from pathlib import Path; from mgi_cli.errors import MgiError;"
        "from mgi_cli.reading import files; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        f"try: files.put(Path(sys.argv[1]), b'n' * {size})\n"
        "except MgiError as error: print(error.code)"
    )
    ran = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr) == ("not_writable\n", "")
    assert (path.read_bytes(), names(tmp_path)) == (b"old", ["report.html"])


@UNIX
def test_a_link_stays_a_link_and_permissions_stay(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    there, link, ahead = tmp_path / "there" / "a.html", tmp_path / "a.html", tmp_path / "b.html"
    there.write_bytes(b"old")
    there.chmod(0o640)
    link.symlink_to(there)
    ahead.symlink_to("there/b.html")  # nothing is there yet
    files.put(link, b"new")
    files.put(ahead, b"new")
    assert (link.is_symlink(), there.read_bytes(), there.stat().st_mode & 0o777) == (True, b"new", 0o640)
    assert (ahead.is_symlink(), (tmp_path / "there" / "b.html").read_bytes()) == (True, b"new")
    assert names(tmp_path / "there") == ["a.html", "b.html"]


@UNIX
def test_a_new_file_may_be_read_by_whom_the_umask_lets(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        files.put(tmp_path / "report.html", b"new")
    finally:
        os.umask(before)
    assert (tmp_path / "report.html").stat().st_mode & 0o777 == 0o640


def test_a_folder_is_no_file_and_a_folder_must_be_there(tmp_path: Path) -> None:
    assert refused(tmp_path) == "output_is_folder"
    assert refused(tmp_path / "no" / "report.html") == "no_such_folder"
    (tmp_path / "file").write_bytes(b"")
    assert refused(tmp_path / "file" / "report.html") == "no_such_folder"
    assert names(tmp_path) == ["file"]


@UNIX
def test_a_device_a_pipe_and_links_that_lead_nowhere_are_left_alone(tmp_path: Path) -> None:
    device, pipe, loop, gone = (tmp_path / f"{name}.html" for name in ("device", "pipe", "loop", "gone"))
    device.symlink_to(os.devnull)
    os.mkfifo(pipe)
    loop.symlink_to(loop)
    gone.symlink_to(tmp_path / "no" / "gone.html")
    assert [refused(path) for path in (device, pipe, loop, gone)] == [
        "not_a_file", "not_a_file", "not_writable", "no_such_folder",
    ]  # fmt: skip
    assert not Path(os.devnull).is_file()
    assert names(tmp_path) == ["device.html", "gone.html", "loop.html", "pipe.html"]


@UNIX
def test_what_may_only_be_read_and_a_name_too_long_are_not_put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert refused(path) == "not_writable"
    assert path.read_bytes() == b"old"
    assert refused(tmp_path / ("x" * 300 + ".html")) == "not_writable"
