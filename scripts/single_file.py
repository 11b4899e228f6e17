"""Build one file that holds mgi and all it needs: ``dist/mgi.pyz``, which runs with a Python that is installed.

What is packed is what is installed where this runs, without a download; ``--python 3.13`` adds, by pip, what another
Python needs of its own. See docs/decisions/31-one-file.md.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from mgi_cli import __version__  # noqa: E402 - of this checkout
from mgi_cli.words import Words, languages  # noqa: E402 - as above

_HERE = f"cp{sys.version_info.major}{sys.version_info.minor}"
_COMMON = "common"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of archives: the same packages give the same file
_NOT_NEEDED = frozenset((".pyc", ".pyi", ".pyx", ".pxd", ".pxi", ".c", ".h", ".cpp"))
_NOT_OF_INSTALLING = frozenset(("RECORD", "INSTALLER", "REQUESTED", "direct_url.json"))
_SENTENCES = ("too_old", "other_system", "cannot_unpack")

Contents = dict[str, bytes]


def needed(*, office: bool) -> tuple[dict[str, Distribution], list[str]]:
    """Return the packages that mgi needs, by name, and the names of those for office documents that are missing."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    found: dict[str, Distribution] = {}
    for line in project["dependencies"]:
        _add(Requirement(line), found)
    lacking = []
    for line in project["optional-dependencies"]["office"] if office else ():
        try:
            _add(Requirement(line), found)
        except PackageNotFoundError:
            lacking.append(Requirement(line).name)
    return found, lacking


def _add(wanted: Requirement, found: dict[str, Distribution]) -> None:
    """Add a package and all that it needs here; raises ``PackageNotFoundError``."""
    name = canonicalize_name(wanted.name)
    if name in found and not wanted.extras:
        return
    found[name] = installed = distribution(name)
    for line in installed.requires or ():
        more = Requirement(line)
        if any(more.marker is None or more.marker.evaluate({"extra": extra}) for extra in ("", *wanted.extras)):
            _add(more, found)


def room(installed: Distribution) -> str:
    """Return where a package belongs: among those for every Python, or with those for the one that it was built for."""
    tags = re.findall(r"^Tag: (\S+)-(\S+)-\S+$", installed.read_text("WHEEL") or "", re.MULTILINE)
    return _HERE if any(abi.startswith("cp") for _, abi in tags) else _COMMON


def files_of(installed: Distribution) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a package that running it needs, and its licences."""
    for file in installed.files or ():
        outside = ".." in file.parts or file.suffix in _NOT_NEEDED or file.name in _NOT_OF_INSTALLING
        if not outside and "__pycache__" not in file.parts:
            yield file.as_posix(), Path(str(file.locate())).read_bytes()


def own_files() -> Iterator[tuple[str, bytes]]:
    """Yield the files of mgi itself, of this checkout."""
    for folder, inside in (("mgi_cli", "mgi_cli"), ("data", "mgi_cli/data"), ("schemas", "mgi_cli/schemas")):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc":
                yield f"{inside}/{path.relative_to(ROOT / folder).as_posix()}", path.read_bytes()


def for_other_python(version: str, packages: Iterable[Distribution]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of packages, the same versions of them, as another Python needs them; pip brings them here."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = [f"{package.name}=={package.version}" for package in packages]
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
        subprocess.run([*pip, "--python-version", version, "--dest", folder, *wanted], check=True)
        for wheel in sorted(Path(folder).glob("*.whl")):
            with zipfile.ZipFile(wheel) as archive:
                for name in archive.namelist():
                    path = Path(name)
                    if not name.endswith("/") and path.suffix not in _NOT_NEEDED and path.name != "RECORD":
                        yield name, archive.read(name)


def packed(contents: Contents, *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return an archive; the same contents give the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name in sorted(contents):
            info = zipfile.ZipInfo(name, _FIRST_DAY)
            info.compress_type, info.external_attr = compression, 0o644 << 16
            archive.writestr(info, contents[name])
    return made.getvalue()


def machine() -> str:
    """Return the system that compiled packages of this environment are for, as the file will ask for it."""
    name = os.uname().machine if sys.platform != "win32" else os.environ.get("PROCESSOR_ARCHITECTURE", "")
    return f"{sys.platform} {name.lower()}"


def about(archive: bytes, pythons: Iterable[str]) -> Contents:
    """Return what the file knows of itself, with the sentences it may have to say before the program is there."""
    versions = sorted(pythons, key=lambda tag: int(tag[3:]))
    say = {
        lang: {"error": Words(lang).say("errors.error")} | {key: Words(lang).say(f"single.{key}") for key in _SENTENCES}
        for lang in languages()
    }
    known: dict[str, Any] = {
        "name": f"{__version__}-{hashlib.sha256(archive).hexdigest()[:16]}",
        "pythons": versions,
        "machine": machine(),
        "made_for": [f"Python {tag[2]}.{tag[3:]}, {machine()}" for tag in versions],
        "says": say,
    }
    return {"about.json": json.dumps(known, ensure_ascii=False).encode()}


def build(output: Path, *, office: bool, pythons: Iterable[str]) -> list[str]:
    """Write the file and return the names of packages for office documents that are not in it."""
    packages, lacking = needed(office=office)
    contents = {f"{_COMMON}/{name}": data for name, data in own_files()}
    for package in packages.values():
        contents |= {f"{room(package)}/{name}": data for name, data in files_of(package)}
    own = [package for package in packages.values() if room(package) == _HERE]
    tags = {_HERE}
    for version in pythons:
        tag = "cp" + version.replace(".", "")
        tags.add(tag)
        contents |= {f"{tag}/{name}": data for name, data in for_other_python(version, own)}
    archive = packed(contents)
    scripts = {
        "__main__.py": (ROOT / "scripts" / "single" / "start.py").read_bytes(),
        "unpack.py": (ROOT / "scripts" / "single" / "unpack.py").read_bytes(),
    }
    whole = packed({**scripts, **about(archive, tags), "packages.zip": archive}, compression=zipfile.ZIP_STORED)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(b"#!/usr/bin/env python3\n" + whole)
    output.chmod(0o755)
    return lacking


def main() -> None:
    """Build, and say what was made."""
    parser = argparse.ArgumentParser(description="Build dist/mgi.pyz, one file that holds mgi and all it needs.")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "dist" / "mgi.pyz")
    parser.add_argument("--without-office", action="store_true", help="leave out what workbooks, pages and PDFs need")
    parser.add_argument("--python", action="append", default=[], metavar="3.13", help="also for this Python, by pip")
    asked = parser.parse_args()
    lacking = build(asked.output, office=not asked.without_office, pythons=asked.python)
    size = asked.output.stat().st_size / 1_000_000
    print(f"{asked.output}: {size:.1f} MB, {machine()}, Python {' '.join([_HERE[2] + '.' + _HERE[3:], *asked.python])}")
    if lacking:
        print(f"not installed here, so not in it: {', '.join(lacking)}")


if __name__ == "__main__":
    main()
