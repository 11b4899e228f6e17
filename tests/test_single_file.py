"""The single file: it runs from anywhere without what is installed, unpacks itself once, and says where it cannot."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

UNIX = pytest.mark.skipif(os.name == "nt", reason="needs the permissions of Unix")
PAGE = ROOT / "tests" / "pages" / "en.txt"
NO_ENVIRONMENT = ("-I", "-S", "-X", "utf8")
"""Python with its own library alone: what is installed here is out of reach."""


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file, built of what is installed here."""
    path = tmp_path_factory.mktemp("single file") / "mgi.pyz"
    subprocess.run([sys.executable, ROOT / "scripts" / "single_file.py", "-o", path], check=True, capture_output=True)
    return path


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def run(file: Path, cache: Path, *arguments: str, **environment: str) -> tuple[int, str, str]:
    """Run the file far from here."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MGI_", "PYTHON", "LC_", "LANG"))}
    ran = subprocess.run(
        [sys.executable, *NO_ENVIRONMENT, file, *arguments],
        capture_output=True, check=False, encoding="utf-8", cwd=Path(file.anchor),
        env={**kept, "MGI_CACHE": str(cache), "COLUMNS": "80", **environment},
    )  # fmt: skip
    return ran.returncode, ran.stdout, ran.stderr


def copy(file: Path, to: Path, **changed: object) -> Path:
    """Write a copy of the file that knows something else of itself."""
    with zipfile.ZipFile(file) as archive, zipfile.ZipFile(to, "w") as anew:
        for name in archive.namelist():
            data = archive.read(name)
            if name == "about.json":
                data = json.dumps({**json.loads(data), **changed}).encode()
            anew.writestr(name, data)
    return to


def folders(cache: Path) -> list[str]:
    return sorted(item.name for item in cache.iterdir())


def test_it_shows_a_profile_from_any_folder(single: Path, cache: Path) -> None:
    code, out, err = run(single, cache, "show", "la-cruz")
    assert (code, err) == (0, "")
    assert out.startswith("La Cruz  municipality in Guanacaste, Costa Rica\n")
    assert "35/90" in out
    assert len(folders(cache)) == 1


def test_it_holds_what_documents_need(single: Path, cache: Path, tmp_path: Path) -> None:
    for name in ("report.pdf", "report.docx"):
        assert run(single, cache, "report", "la-cruz", "-o", str(tmp_path / name))[0] == 0
    assert run(single, cache, "export", "la-cruz", "-o", str(tmp_path / "questions.xlsx"))[0] == 0
    code, out, _ = run(single, cache, "import", str(PAGE), "-o", str(tmp_path / "new"), "--country", "XAA")
    assert (code, "propose" in out) == (0, True), out
    assert {path.name for path in tmp_path.iterdir()} == {"report.pdf", "report.docx", "questions.xlsx", "new.yaml"}


def test_many_files_are_checked_by_processes_of_their_own(single: Path, cache: Path, tmp_path: Path) -> None:
    text = (ROOT / "data" / "profiles" / "la-cruz.yaml").read_text("utf-8")
    for number in range(70):
        (tmp_path / f"town-{number}.yaml").write_text(text.replace("id: cri-la-cruz", f"id: cri-{number}"), "utf-8")
    code, out, err = run(single, cache, "validate", str(tmp_path), "--format", "json")
    assert (code, json.loads(out)["files"], err) == (0, 70, "")


def test_it_unpacks_once_and_does_not_look_into_itself_again(single: Path, cache: Path) -> None:
    run(single, cache, "--version")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MGI_", "PYTHON"))}
    ran = subprocess.run(
        [sys.executable, *NO_ENVIRONMENT, "-X", "importtime", single, "--version"],
        capture_output=True, check=True, encoding="utf-8", env={**kept, "MGI_CACHE": str(cache)},
    )  # fmt: skip
    imported = {line.rsplit("|", 1)[-1].strip() for line in ran.stderr.splitlines()}
    assert "mgi_cli.cli.app" in imported
    assert not imported & {"zipfile", "unpack", "tempfile", "shutil.rmtree"}


def test_two_that_start_at_once_have_one_folder(single: Path, tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MGI_", "PYTHON"))}
    command = [sys.executable, *NO_ENVIRONMENT, str(single), "--version"]
    environment = {**kept, "MGI_CACHE": str(tmp_path)}
    every = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) for _ in range(4)]
    said = {process.communicate()[0].strip() for process in every}
    assert [process.returncode for process in every] == [0] * 4
    assert (len(said), len(folders(tmp_path))) == (1, 1)


def test_a_new_version_has_a_folder_of_its_own_and_the_ones_of_old_are_gone(single: Path, tmp_path: Path) -> None:
    for name, days in (("0.0.1-old", 40), ("0.0.2-in-use", 5), (".unfinished", 2), (".at-work", 0)):
        (tmp_path / name / "common").mkdir(parents=True)
        (tmp_path / name / "common" / "file").write_bytes(b"x")
        os.utime(tmp_path / name, (time.time() - days * 86_400,) * 2)
    other = copy(single, tmp_path.parent / "other.pyz", name="9.9.9-new")
    assert run(other, tmp_path, "--version")[0] == 0
    assert folders(tmp_path) == [".at-work", "0.0.2-in-use", "9.9.9-new"]


def test_what_is_unpacked_by_halves_is_not_used(single: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.pyz"
    with zipfile.ZipFile(single) as archive, zipfile.ZipFile(damaged, "w") as anew:
        for name in archive.namelist():
            anew.writestr(name, archive.read(name)[:1_000_000] if name == "packages.zip" else archive.read(name))
    cache = tmp_path / "cache"
    assert run(damaged, cache, "--version")[0] != 0
    assert folders(cache) == []
    assert run(single, cache, "--version")[0] == 0


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Path]:
    """Make a place in which no folder can be made, not even by the superuser: it is a file."""
    (tmp_path / "closed").write_bytes(b"")
    yield tmp_path / "closed"
    assert (tmp_path / "closed").read_bytes() == b""


def test_where_nothing_can_be_kept_it_runs_all_the_same(single: Path, tmp_path: Path, closed: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    variables = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))
    code, out, err = run(single, closed, "show", "la-cruz", **variables)
    assert (code, "35/90" in out, err) == (0, True, "")
    if os.name != "nt":  # there, what is loaded cannot be removed before the process ends
        assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", " This file was made for Python 3.99, linux z80, and this is Python "),
        ("fr", " Ce fichier a été fait pour Python 3.99, linux z80\u00a0; ici, c'est Python "),
        ("es", " Este archivo se hizo para Python 3.99, linux z80, y esto es Python "),
    ],
)
def test_another_python_is_told_which_one_it_takes(single: Path, tmp_path: Path, lang: str, said: str) -> None:
    other = copy(single, tmp_path / "other.pyz", pythons=["cp399"], made_for=["Python 3.99, linux z80"])
    code, out, err = run(other, tmp_path / "cache", "list", MGI_LANG=lang)
    assert (code, out) == (2, "")
    assert err.partition(":")[2].startswith(said)


def test_another_machine_is_told(single: Path, tmp_path: Path) -> None:
    other = copy(single, tmp_path / "other.pyz", machine="win32 arm64", made_for=["Python 3.11, win32 arm64"])
    code, _, err = run(other, tmp_path / "cache", "list")
    assert (code, err.startswith("error: This file was made for Python 3.11, win32 arm64, and this is")) == (2, True)


def test_the_same_packages_give_the_same_file(single: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.pyz"
    subprocess.run([sys.executable, ROOT / "scripts" / "single_file.py", "-o", again], check=True, capture_output=True)
    assert again.read_bytes() == single.read_bytes()


@UNIX
def test_it_can_be_called_by_its_name_alone(single: Path) -> None:
    assert os.access(single, os.X_OK)
    assert single.read_bytes().startswith(b"#!/usr/bin/env python3\n")
