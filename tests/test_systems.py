"""Windows and macOS, as far as another system can stand in for them: docs/systems.md says what only these tests saw."""

from __future__ import annotations

import errno
import io
import locale
import os
import re
import shlex
import subprocess
import sys
import tomllib
import types
import unicodedata
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT, Mgi, tool
from mgi_cli import locales
from mgi_cli.cli import common, consoles, keys, screen, shells
from mgi_cli.errors import MgiError
from mgi_cli.reading import files, locking, position, shelves, systems, undo
from mgi_cli.render import as_sarif

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

UNIX = pytest.mark.skipif(os.name == "nt", reason="needs what only Unix has")
PROFILE = (ROOT / "data" / "profiles" / "la-cruz.yaml").read_bytes()
NFC, NFD = (unicodedata.normalize(form, "Orléans-Ñandú") for form in ("NFC", "NFD"))


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program take this system for Windows; nobody waits."""
    monkeypatch.setattr(systems, "is_windows", lambda: True)
    monkeypatch.setattr(systems, "_PAUSES", (0.0, 0.0, 0.0))


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "state"
    monkeypatch.setenv("MGI_STATE", str(folder))
    return folder


def held(monkeypatch: pytest.MonkeyPatch, times: int) -> list[Path]:
    """Let another program hold every file open as often as something would take its place, and note these."""
    replace, asked = Path.replace, []

    def refuse(self: Path, target: Path) -> Path:
        asked.append(target)
        if len(asked) <= times:
            raise PermissionError(errno.EACCES, "Access is denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    return asked


def told(action: Callable[[], object]) -> str:
    """Return the code of the error that stops something."""
    with pytest.raises(MgiError) as raised:
        action()
    return raised.value.code


# --- files that others hold open --------------------------------------------------------------------------------------


def ways(path: Path) -> dict[str, Callable[[], object]]:
    return {
        "put": lambda: files.put(path, b"new"),
        "replace": lambda: files.replace(path, b"new", read_before=b"old"),
        "rewrite": lambda: undo.rewrite(path, b"new", read_before=b"old"),
    }


@pytest.mark.usefixtures("windows", "state")
@pytest.mark.parametrize("way", ["put", "replace", "rewrite"])
def test_a_scanner_that_looks_at_a_file_for_a_moment_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(b"old")
    held(monkeypatch, times=3)
    ways(path)[way]()
    assert path.read_bytes() == b"new"


@pytest.mark.usefixtures("windows", "state")
@pytest.mark.parametrize("way", ["put", "replace", "rewrite"])
def test_a_file_that_word_has_open_stays_as_it_is_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    path = tmp_path / "report.docx"
    path.write_bytes(b"old")
    asked = held(monkeypatch, times=99)
    assert told(ways(path)[way]) == "open_elsewhere"
    assert (len(asked), path.read_bytes()) == (4, b"old")
    assert sorted(item.name for item in tmp_path.iterdir() if item.name != "state") == ["report.docx"]
    assert not (tmp_path / "state").exists() or not undo.is_kept(path)


@pytest.mark.usefixtures("windows")
def test_what_to_do_about_a_file_that_is_open_elsewhere(
    mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("report.md").write_bytes(b"old")
    held(monkeypatch, times=99)
    ran = mgi("report", "la-cruz", "-o", "report.md")
    assert (ran.code, ran.err) == (
        2,
        (
            "error: report.md could not be written, because another program has it open; it is as it was.\n"
            "  Close it there (in Excel, Word, a preview) and run the command again.\n"
        ),
    )


def test_where_a_system_does_not_hold_files_nobody_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(systems, "is_windows", lambda: False)
    asked = held(monkeypatch, times=99)
    assert told(lambda: files.put(tmp_path / "a.html", b"new")) == "not_writable"
    assert len(asked) == 1


@pytest.mark.usefixtures("windows")
def test_a_file_that_cannot_be_removed_hides_no_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise PermissionError(errno.EACCES, "used by another process")

    path = tmp_path / "a.html"
    path.write_bytes(b"old")
    held(monkeypatch, times=99)
    monkeypatch.setattr(Path, "unlink", refuse)
    assert told(lambda: files.put(path, b"new")) == "open_elsewhere"


@pytest.mark.usefixtures("windows")
def test_a_file_that_cannot_be_read_may_be_open_elsewhere(mgi: Mgi, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def refuse(self: Path, *args: Any, **kwargs: Any) -> Any:
        if self.name == "bom.yaml":
            raise PermissionError(errno.EACCES, "Permission denied")
        return opened(self, *args, **kwargs)

    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(Path, "open", refuse)
    ran = mgi("show", "tests/mistakes/bom.yaml", "--lang", "en")
    assert (ran.code, ran.err) == (
        2,
        (
            f"error: {Path('tests/mistakes/bom.yaml')} could not be read: another program has it open, or it is not "
            "yours to read.\n"
            "  If it is open in Excel, Word or another program, close it there and run the command again.\n"
        ),
    )


@pytest.mark.usefixtures("windows")
def test_a_mark_as_read_only_is_respected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert {told(way) for way in (ways(path)["put"], ways(path)["replace"])} == {"read_only"}
    assert path.read_bytes() == b"old"


@pytest.mark.usefixtures("windows")
def test_a_folder_takes_the_place_of_an_empty_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    held(monkeypatch, times=2)
    files.create_folder(tmp_path / "data", {"answers.csv": b"x"})
    assert (tmp_path / "data" / "answers.csv").read_bytes() == b"x"


@pytest.mark.usefixtures("windows")
def test_an_empty_folder_whose_place_is_not_taken_is_there_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").mkdir()
    held(monkeypatch, times=99)
    assert told(lambda: files.create_folder(tmp_path / "data", {"answers.csv": b"x"})) == "not_writable"
    assert [item.name for item in tmp_path.iterdir()] == ["data"]


# --- owner, links, power cuts -----------------------------------------------------------------------------------------


@UNIX
def test_a_file_that_is_rewritten_stays_its_owners_and_its_groups(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, asked = tmp_path / "a.yaml", []
    path.write_bytes(b"old")
    path.chmod(0o664)
    there = os.stat_result((0o100664, 0, 0, 1, 4321, 1234, 3, 0, 0, 0))

    def chown(_: Path, user: int, group: int) -> None:
        asked.append((user, group))
        if user != -1:
            raise PermissionError(errno.EPERM, "Operation not permitted")  # only the superuser gives files away

    monkeypatch.setattr(os, "chown", chown)
    systems.keep_owner(path, there)
    systems.keep_owner(path, path.stat())
    assert asked == [(4321, 1234), (-1, 1234)]
    assert path.stat().st_mode & 0o777 == 0o664


@UNIX
def test_another_name_of_the_same_file_keeps_the_old_text(tmp_path: Path) -> None:
    """Backups that are made of hard links rely on it."""
    path, backup = tmp_path / "a.yaml", tmp_path / "backup.yaml"
    path.write_bytes(b"old")
    os.link(path, backup)
    files.replace(path, b"new", read_before=b"old")
    assert (path.read_bytes(), backup.read_bytes()) == (b"new", b"old")


@UNIX
def test_a_rewritten_file_is_on_the_disk_under_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[bool] = []
    fsync = os.fsync

    def note(number: int) -> None:
        synced.append(Path(f"/proc/self/fd/{number}").is_dir() if sys.platform == "linux" else False)
        fsync(number)

    monkeypatch.setattr(os, "fsync", note)
    files.put(tmp_path / "a.yaml", b"new")
    assert synced == [False, sys.platform == "linux"]


def test_a_folder_that_cannot_be_written_to_the_disk_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    def refuse(path: object, *_: object) -> NoReturn:
        asked.append(path)
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(os, "open", refuse)
    systems.keep_entry(tmp_path)
    assert asked == [tmp_path]


# --- names ------------------------------------------------------------------------------------------------------------

NO_NAMES = (
    *("CON", "con.yaml", "aux.yaml", "Nul.tar.gz", "prn .txt", "COM1", "lpt9.md", "com¹.yaml", "CONOUT$"),
    *("a:b.yaml", "what?.yaml", "a*b", "a<b", "a>b", 'a"b', "a|b", "tab\t.yaml", "town.", "town ", "a/b", "a\\b"),
)
NAMES = ("la-cruz.yaml", "École Ñandú.yaml", "console.yaml", "com10.yaml", "nul-1.yaml", ".town.yaml", "a b.yaml", "汉")


@pytest.mark.usefixtures("windows")
@pytest.mark.parametrize("name", NO_NAMES)
def test_names_that_windows_keeps_for_itself_or_cannot_write(name: str) -> None:
    assert not systems.is_name(name)


@pytest.mark.usefixtures("windows")
@pytest.mark.parametrize("name", NAMES)
def test_names_that_windows_can_write(name: str) -> None:
    assert systems.is_name(name)


def test_elsewhere_every_name_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(systems, "is_windows", lambda: False)
    assert all(systems.is_name(name) for name in (*NAMES, *NO_NAMES))


@pytest.mark.usefixtures("windows")
@pytest.mark.parametrize(
    "arguments",
    [
        ("new", "aux", "--place", "Town", "--type", "city", "--country", "CRI"),
        ("new", "what?", "--place", "Town", "--type", "city", "--country", "CRI"),
        ("report", "la-cruz", "-o", "con.html"),
        ("export", "la-cruz", "-o", "nul.json"),
        ("export", "la-cruz", "-o", "prn.xlsx"),
        ("export", "la-cruz", "-o", "aux"),
        ("export", "la-cruz", "--wheel", "town:2022.svg"),
        ("migrate", "la-cruz", "--to", "local-1", "-o", "lpt1.yaml"),
    ],
)
def test_no_command_writes_to_a_device(
    mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = mgi(*arguments)
    assert ran.code == 2
    if arguments[0] != "migrate":  # which says first that nothing is to be done
        assert "is no name that a file can have on Windows." in ran.err
        assert '  A name has none of < > : " / \\ | ? *, ends in' in ran.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["", ".", "..", "/"])
def test_what_can_only_be_a_folder_is_no_new_profile(
    mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = mgi("new", name, "--place", "Town", "--type", "city", "--country", "CRI")
    assert (ran.code, ran.err) == (2, f"error: {Path(name)} is a folder.\n  Name a file in it.\n")
    assert not list(tmp_path.iterdir())


def accents_apart(folder: Path) -> Iterator[Path]:
    """Return profiles under names with each accent apart, as macOS may store them; here too, whatever is typed."""
    folder.mkdir()
    (folder / f"{NFD}.yaml").write_bytes(PROFILE)
    return folder.iterdir()


def test_a_name_with_accents_is_found_however_it_is_stored(
    mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    accents_apart(tmp_path / "profiles")
    for typed in (NFC, NFD, f"profiles/{NFC}.yaml", f"profiles/{NFD}.yaml", "orleans-nandu"):
        shown = mgi("show", typed, "--format", "json")
        assert (shown.code, shown.document()["profile"]["id"]) == (0, NFC), typed
    assert NFC in [item["id"] for item in mgi("list", "--format", "json").document()["profiles"]]


def test_a_folder_with_accents_is_found_however_it_is_stored(
    mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    accents_apart(tmp_path / NFD)
    assert mgi("validate", NFC, "--format", "json").document()["files"] == 1
    assert mgi("show", f"{NFC}/{NFC}.yaml").code == 0
    assert mgi("show", NFC, "--profiles", NFC).code == 0


def test_a_file_is_changed_and_given_back_however_its_name_is_stored(
    mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, state: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    accents_apart(tmp_path / "mine")
    assert mgi("set", f"mine/{NFC}.yaml", "3.4.2", "partial").code == 0
    assert mgi("undo", f"mine/{NFD}.yaml").code == 0
    assert [path.read_bytes() for path in Path("mine").iterdir()] == [PROFILE]
    taken = mgi("new", f"mine/{NFC}.yaml", "--place", "Town", "--type", "city", "--country", "CRI")
    assert (taken.code, "is there already" in taken.err) == (2, True)


def test_what_macos_leaves_beside_a_file_is_no_profile(
    mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("profiles").mkdir()
    Path("profiles", "town.yaml").write_bytes(PROFILE)
    Path("profiles", "._town.yaml").write_bytes(b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X")
    ran = mgi("list", "--format", "json")
    assert (ran.err, "town" in ran.out, "._town" in ran.out) == ("", True, False)
    assert shelves.profiles()["town"] == Path("profiles", "town.yaml")


def test_a_framework_is_called_by_its_very_id_where_a_folder_would_answer_to_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows and macOS find a folder with other capitals; a profile that names one so must not depend on that."""
    monkeypatch.setattr(shelves, "_is_file", lambda path: path.parent.parent.is_dir())
    assert shelves.framework("LOCAL-1") is None
    assert shelves.framework("..") is None
    assert (shelves.framework("local-1") or Path()).name == "local-1"


@UNIX
@pytest.mark.parametrize("asked", [True, False])
def test_a_file_that_is_named_with_other_capitals_is_the_same_on_macos(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, asked: bool
) -> None:
    import fcntl

    path = tmp_path / "Town.yaml"
    path.write_bytes(PROFILE)

    def known(number: int, command: int, room: bytes) -> bytes:
        if command != 50 or not asked:
            raise OSError(errno.EINVAL, "Invalid argument")
        return os.fsencode(path).ljust(len(room), b"\0")

    monkeypatch.setattr(systems, "_system", lambda: "darwin")
    monkeypatch.setattr(fcntl, "fcntl", known)
    other = tmp_path / "TOWN.yaml"
    other.write_bytes(b"what macOS opens is Town.yaml")
    assert systems.true_path(other) == (path if asked else other).resolve()
    assert (undo.name_of(other) == undo.name_of(path)) == asked
    assert systems.true_path(tmp_path / "gone.yaml") == (tmp_path / "gone.yaml").resolve()


@pytest.mark.usefixtures("windows")
def test_a_path_that_is_too_long_for_windows_is_said_to_be(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["a folder with a long name" * 2] * 6)
    assert told(lambda: files.read(deep / "town.yaml")) == "path_too_long"
    assert told(lambda: files.read(Path("gone.yaml"))) == "no_such_file"
    with pytest.raises(MgiError) as raised, files.writing(deep / "town.yaml"):
        raise FileNotFoundError(errno.ENOENT, "No such file or directory")
    assert raised.value.code == "path_too_long"


# --- what shells do ---------------------------------------------------------------------------------------------------


def windows_words(line: str) -> list[str]:
    """Return the arguments that a program of Windows gets (CommandLineToArgvW): the rules of backslashes and quotes."""
    words, word, inside, at, begun = [], "", False, 0, False
    while at < len(line):
        slashes = len(line[at:]) - len(line[at:].lstrip("\\"))
        at += slashes
        if line[at : at + 1] == '"':
            word += "\\" * (slashes // 2)
            if slashes % 2:
                word += '"'
            else:
                inside, begun = not inside, True
        else:
            word += "\\" * slashes
            if at < len(line) and line[at] == " " and not inside:
                words += [word] if word or begun else []
                word, begun = "", False
            elif at < len(line):
                word += line[at]
        at += 1
    return [*words, word] if word or begun else words


def test_the_rules_of_windows_are_the_known_ones() -> None:
    """The examples of Microsoft's page on parsing C command-line arguments."""
    assert windows_words('"abc" d e') == ["abc", "d", "e"]
    assert windows_words(r'a\\b d"e f"g h') == [r"a\\b", "de fg", "h"]
    assert windows_words(r"a\\\"b c d") == [r"a\"b", "c", "d"]
    assert windows_words(r'a\\\\"b c" d e') == [r"a\\b c", "d", "e"]
    for words in (["a b", "c\\", "d\\e f\\", ""], ["x"]):
        assert windows_words(subprocess.list2cmdline(words)) == words


ON_WINDOWS = st.text(st.characters(codec="utf-8", exclude_characters='"$`%', exclude_categories=["C"]), max_size=20)


@given(ON_WINDOWS)
def test_a_suggested_command_reaches_a_program_of_windows_whole(word: str) -> None:
    assert windows_words(shells._for_windows(word)) == [word]  # noqa: SLF001 - the rule of the other system


@pytest.mark.parametrize(
    ("word", "said"),
    [
        (r"profiles\la-cruz.yaml", r"profiles\la-cruz.yaml"),
        (r"C:\MGI\town.yaml", r"C:\MGI\town.yaml"),
        (r"\\server\share\town.yaml", r"\\server\share\town.yaml"),
        (r"C:\Users\Ana López\town.yaml", r'"C:\Users\Ana López\town.yaml"'),
        ("C:\\My profiles\\", '"C:\\My profiles\\\\"'),
        ("a,b.yaml", '"a,b.yaml"'),
        ("~$town.yaml", "'~$town.yaml'"),
        ("l'an $.yaml", "'l''an $.yaml'"),
        ("", '""'),
    ],
)
def test_how_a_word_is_typed_on_windows(monkeypatch: pytest.MonkeyPatch, word: str, said: str) -> None:
    monkeypatch.setattr(systems, "is_windows", lambda: True)
    assert shells.quoted(word) == said


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=20))
def test_a_suggested_command_is_one_word_of_a_shell_of_unix(word: str) -> None:
    if not systems.is_windows():
        assert shlex.split(shells.quoted(word)) == [word]


@UNIX
def test_a_real_shell_takes_suggested_words_whole() -> None:
    words = [
        "a b",
        "~",
        "~$town.yaml",
        "l'an.yaml",
        "a`b",
        "$HOME",
        'say "no"',
        "a\\b",
        "{a,b}",
        "[x]*",
        "ok!",
        "",
        "-x",
    ]
    script = "printf '%s\\n' " + " ".join(map(shells.quoted, words))
    ran = subprocess.run([tool("bash"), "-c", script], capture_output=True, check=True, encoding="utf-8")
    assert ran.stdout.splitlines() == words


def test_a_pattern_that_no_shell_has_filled_in_names_the_files_that_fit(
    mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("b.yaml", "a.yaml", "notes.txt", "[c].yaml"):
        Path(name).write_bytes(PROFILE)
    assert mgi("validate", "*.yaml", "--format", "json").document()["files"] == 3
    assert mgi("validate", "?.yaml", "--format", "json").document()["files"] == 2
    assert mgi("validate", "[c].y*", "--format", "json").document()["files"] == 1
    assert [item["id"] for item in mgi("gaps", "?.yaml", "-f", "json").document()["profiles"]] == ["a", "b"]
    gone = mgi("validate", "x*.yaml")
    assert (gone.code, gone.err.splitlines()[0]) == (2, "error: There is no file x*.yaml.")


@UNIX
def test_a_file_that_is_called_like_a_pattern_is_that_file(
    mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a*.yaml", "ab.yaml"):
        Path(name).write_bytes(PROFILE)
    assert mgi("validate", "a*.yaml", "--format", "json").document()["files"] == 1


def test_the_users_folder_is_known_where_the_shell_does_not_fill_it_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(tmp_path))
    line = ["show", "~/town.yaml", "~", "a~", "--note", "~ 12 people"]
    monkeypatch.setattr(systems, "is_windows", lambda: False)
    assert shells.expanded(line) == line
    monkeypatch.setattr(systems, "is_windows", lambda: True)
    assert shells.expanded(line) == ["show", f"{tmp_path}/town.yaml", str(tmp_path), "a~", "--note", "~ 12 people"]


# --- consoles ---------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("windows")
@pytest.mark.parametrize(
    ("page", "pipe", "variable", "encoding"),
    [
        (850, True, None, "cp850"),
        (437, True, None, "cp437"),
        (65001, True, None, "utf-8"),
        (0, True, None, "cp1252"),  # no console, as in a service
        (850, False, None, "cp1252"),  # a file
        (999_999, True, None, "cp1252"),
        (850, True, "PYTHONIOENCODING", "cp1252"),
        (850, True, "PYTHONUTF8", "cp1252"),
    ],
)
def test_a_pipe_gets_the_code_page_of_the_console(
    monkeypatch: pytest.MonkeyPatch, *, page: int, pipe: bool, variable: str | None, encoding: str
) -> None:
    out, err = (io.TextIOWrapper(io.BytesIO(), "cp1252", errors="backslashreplace") for _ in range(2))
    for name in ("PYTHONIOENCODING", "PYTHONUTF8"):
        monkeypatch.delenv(name, raising=False)
    if variable:
        monkeypatch.setenv(variable, "1")
    monkeypatch.setattr(consoles, "_code_page", lambda: page)
    monkeypatch.setattr(consoles, "_is_pipe", lambda _: pipe)
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    consoles.settle()
    assert [(stream.encoding, stream.errors) for stream in (out, err)] == [(encoding, "backslashreplace")] * 2


class Kernel:
    """The functions of Windows about one console, pipe or file."""

    def __init__(self, *, kind: int = 2, page: int = 850, modern: bool = True) -> None:
        """Say of which kind the stream is, and whether the console is one of Windows 10."""
        self.kind, self.page, self.modern, self.mode = kind, page, modern, 3

    def GetFileType(self, handle: Any) -> int:  # noqa: N802 - its name there
        """Return 1 for a file, 2 for a console, 3 for a pipe."""
        assert handle.value == 7
        return self.kind

    def GetConsoleOutputCP(self) -> int:  # noqa: N802 - its name there
        """Return the code page."""
        return self.page

    def GetConsoleMode(self, handle: Any, mode: Any) -> int:  # noqa: N802 - its name there
        """Fill in the mode."""
        mode._obj.value = self.mode  # noqa: SLF001 - what byref points to
        return int(handle.value == 7 and self.kind == 2)

    def SetConsoleMode(self, _: Any, mode: int) -> int:  # noqa: N802 - its name there
        """Take a mode that this console knows."""
        if mode & 4 and not self.modern:
            return 0
        self.mode = mode
        return 1


def on_windows(monkeypatch: pytest.MonkeyPatch, kernel: Kernel) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr("ctypes.windll", types.SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setitem(sys.modules, "msvcrt", types.SimpleNamespace(get_osfhandle=lambda _: 7))


@pytest.mark.parametrize(("modern", "mode"), [(True, 7), (False, 3)])
def test_a_console_is_asked_to_show_colour_and_gets_none_where_it_cannot(
    monkeypatch: pytest.MonkeyPatch, *, modern: bool, mode: int
) -> None:
    kernel = Kernel(modern=modern)
    on_windows(monkeypatch, kernel)
    terminal = types.SimpleNamespace(isatty=lambda: True, fileno=lambda: 1)
    monkeypatch.delenv("TERM", raising=False)
    assert screen._has_colour(terminal) == modern  # noqa: SLF001 - there is no terminal in a test
    assert kernel.mode == mode


@pytest.mark.parametrize(("kind", "encoding"), [(1, "cp1252"), (2, "cp1252"), (3, "cp850")])
def test_a_pipe_is_told_from_a_file_and_a_console(monkeypatch: pytest.MonkeyPatch, kind: int, encoding: str) -> None:
    class Out(io.TextIOWrapper):
        def fileno(self) -> int:
            return 1

    out = Out(io.BytesIO(), "cp1252")
    for name in ("PYTHONIOENCODING", "PYTHONUTF8"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", None)
    on_windows(monkeypatch, Kernel(kind=kind))
    consoles.settle()
    assert out.encoding == encoding


def test_elsewhere_no_stream_is_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(systems, "is_windows", lambda: False)
    asked: list[object] = []
    monkeypatch.setattr(consoles, "_is_pipe", asked.append)
    consoles.settle()
    assert asked == []


@pytest.mark.parametrize(("windows", "code"), [(True, 0), (False, 2)])
@pytest.mark.parametrize("when", ["write", "flush"])
def test_a_reader_that_goes_away_on_windows(
    monkeypatch: pytest.MonkeyPatch, *, windows: bool, code: int, when: str
) -> None:
    def refuse(*_: object) -> NoReturn:
        raise OSError(errno.EINVAL, "Invalid argument")

    out = io.TextIOWrapper(io.BytesIO(), "utf-8")
    monkeypatch.setattr(systems, "is_windows", lambda: windows)
    monkeypatch.setattr(common, "_forget_output", lambda: None)
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(out, when, refuse)
    assert common.guarded(lambda: common.write("text\n")) == code


class Typed:
    """The module ``msvcrt`` with a keyboard of which we know what is typed."""

    LK_NBLCK, LK_UNLCK = 2, 0

    def __init__(self, *typed: str) -> None:
        """Let these come one after the other; a pair comes at once."""
        self.left = [list(item) for item in typed]

    def getwch(self) -> str:
        """Return the next character."""
        first = self.left[0]
        char = first.pop(0)
        if not first:
            self.left.pop(0)
        self.inside = bool(first)
        return char

    def kbhit(self) -> bool:
        """Return whether the second half of a key is waiting."""
        return self.inside


@pytest.mark.parametrize(
    ("typed", "key"),
    [("1", "1"), ("é", "é"), ("à", "à"), ("\xe0H", ""), ("\0;", ""), ("\x1a", keys.END), ("\r", "\r")],
)
def test_keys_of_windows(monkeypatch: pytest.MonkeyPatch, typed: str, key: str) -> None:
    """An arrow comes as an à and a second half; a French keyboard has that letter, too."""
    monkeypatch.setitem(sys.modules, "msvcrt", Typed(typed))
    assert keys._windows_key() == key  # noqa: SLF001 - the half of the other system


# --- locks ------------------------------------------------------------------------------------------------------------


class Locks:
    """The module ``msvcrt`` with the locks that one process of Windows holds against others."""

    LK_NBLCK, LK_UNLCK = 2, 0

    def __init__(self, *, held: int) -> None:
        """Let another process hold the lock for so many tries."""
        self.held, self.done = held, list[tuple[int, int]]()

    def locking(self, number: int, mode: int, n: int) -> None:
        """Lock or unlock."""
        assert os.lseek(number, 0, os.SEEK_CUR) == 0
        self.done.append((mode, n))
        if mode == self.LK_NBLCK and self.held:
            self.held -= 1
            raise PermissionError(errno.EACCES, "Permission denied")


def test_a_lock_of_windows_is_waited_for_and_let_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Locks(held=2)
    monkeypatch.setitem(sys.modules, "msvcrt", other)
    monkeypatch.setattr(sys, "platform", "win32")
    lock = locking.opened(tmp_path / "lock")
    assert lock is not None
    with lock:
        assert other.done == [(Locks.LK_NBLCK, 1)] * 3
    assert other.done[3:] == [(Locks.LK_UNLCK, 1)]


def test_a_lock_of_windows_that_nobody_lets_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "msvcrt", Locks(held=9999))
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(locking, "PATIENCE", 0.0)
    assert locking.opened(tmp_path / "lock") is None


# --- folders of the user ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("system", "variables", "state", "cache"),
    [
        ("linux", {}, "home/.local/state", "home/.cache"),
        ("linux", {"XDG_STATE_HOME": "/x/s", "XDG_CACHE_HOME": "/x/c"}, "/x/s", "/x/c"),
        ("linux", {"XDG_STATE_HOME": "below"}, "home/.local/state", "home/.cache"),
        ("darwin", {}, "home/Library/Application Support", "home/Library/Caches"),
        ("darwin", {"XDG_STATE_HOME": "/x/s"}, "/x/s", "home/Library/Caches"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local", "/local"),
        ("win32", {}, "home/AppData/Local", "home/AppData/Local"),
    ],
)
@UNIX
def test_where_things_of_a_user_are_kept(  # noqa: PLR0913 - a table
    monkeypatch: pytest.MonkeyPatch, *, tmp_path: Path, system: str, variables: dict[str, str], state: str, cache: str
) -> None:
    for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "MGI_STATE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(systems, "_system", lambda: system)
    assert (systems.kept("state"), systems.kept("cache")) == (tmp_path / state, tmp_path / cache)
    assert undo.folder() == tmp_path / state / "mgi" / "undo"


def test_a_system_that_tells_no_folder_of_the_user(mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> NoReturn:
        raise RuntimeError("Could not determine home directory.")

    for name in ("XDG_STATE_HOME", "LOCALAPPDATA", "MGI_STATE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", refuse)
    path = tmp_path / "town.yaml"
    path.write_bytes(PROFILE)
    ran = mgi("set", path, "3.4.2", "partial")
    assert (ran.code, ran.err) == (
        2,
        (
            "error: The system tells no folder of yours in which the earlier text could be kept, so nothing was "
            "written.\n"
            "  Name one in MGI_STATE.\n"
        ),
    )
    assert path.read_bytes() == PROFILE
    position.remember(path, "3.4.2")
    assert position.remembered(path) is None


# --- line ends and marks ----------------------------------------------------------------------------------------------


def test_the_line_ends_of_windows_stay_when_an_answer_changes(
    mgi: Mgi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, state: Path
) -> None:
    path = tmp_path / "town.yaml"
    before = PROFILE.replace(b"\n", b"\r\n")
    path.write_bytes(before)
    assert mgi("set", path, "3.4.2", "partial", "--note", "Twice a year").code == 0
    after = path.read_bytes()
    assert after.count(b"\n") == after.count(b"\r\n")
    assert b'Twice a year"\r\n' in after
    assert mgi("undo", path).code == 0
    assert path.read_bytes() == before


@pytest.mark.filterwarnings("ignore:.*as_uri:DeprecationWarning")  # of paths that are no paths of this system
def test_programs_get_paths_with_slashes_whatever_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(as_sarif, "Path", PureWindowsPath)
    assert as_sarif._file(r"tests\é.yaml") == {"uri": "tests/%C3%A9.yaml", "uriBaseId": as_sarif.ROOT}  # noqa: SLF001 - the address alone
    assert as_sarif._file(r"C:\MGI\a b.yaml") == {"uri": "file:///C:/MGI/a%20b.yaml"}  # noqa: SLF001 - as above
    assert as_sarif._file(r"\\server\share\a.yaml") == {"uri": "file://server/share/a.yaml"}  # noqa: SLF001 - as above


@pytest.mark.parametrize("flavour", [PureWindowsPath, PurePosixPath])
def test_a_new_profile_is_named_as_yaml_in_either_kind_of_path(flavour: Any) -> None:
    assert files.of_profile(flavour("C:/MGI/town")) == flavour("C:/MGI/town.yaml")
    assert files.of_profile(flavour("C:/MGI/Town.YML")) == flavour("C:/MGI/Town.YML")
    assert files._beside(flavour(r"\\server\share\town.yaml")).parent == flavour(r"\\server\share\town.yaml").parent  # noqa: SLF001 - its folder


# --- the language of the system ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("variables", "wanted"),
    [
        ({}, ()),
        ({"LANG": "fr_CA.UTF-8"}, ("fr",)),
        ({"LANG": "fr_FR", "LC_MESSAGES": "es_MX.UTF-8"}, ("es",)),
        ({"LANG": "fr_FR", "LC_MESSAGES": "es_MX", "LC_ALL": "en_GB"}, ("en",)),
        ({"LANG": "fr_FR", "LC_ALL": ""}, ("fr",)),
        ({"LANG": "de_CH@euro", "LANGUAGE": "pt_BR:fr::es"}, ("pt", "fr", "es", "de")),
        ({"LANG": "es_ES", "LANGUAGE": "es:en"}, ("es", "en")),
        ({"LANG": "C", "LANGUAGE": "fr"}, ()),
        ({"LC_ALL": "C.UTF-8", "LANG": "fr_FR"}, ()),
        ({"LANG": "POSIX"}, ()),
        ({"LANGUAGE": "fr"}, ("fr",)),
        ({"LANG": "français"}, ()),
        ({"LANG": "spa"}, ("spa",)),
    ],
)
def test_the_language_that_the_environment_asks_for(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], wanted: tuple[str, ...]
) -> None:
    monkeypatch.setattr(locales, "_language_of_menus", lambda: None)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert locales.wanted() == wanted


@pytest.mark.parametrize(
    ("number", "language"),
    [
        (0x40C, "fr"),
        (0xC0C, "fr"),
        (0x580A, "es"),  # Spanish of Latin America, which the table of Python does not have
        (0x409, "en"),
        (0x416, "pt"),
        (0x0, None),
    ],
)
def test_the_language_of_the_menus_of_windows(
    monkeypatch: pytest.MonkeyPatch, number: int, language: str | None
) -> None:
    monkeypatch.setattr(locales, "_language_of_menus", lambda: number)
    assert locales.wanted() == ((language,) if language else ())
    monkeypatch.setenv("LANG", "pt_BR.UTF-8")
    assert locales.wanted() == ("pt",)
    monkeypatch.setenv("LANG", "C")
    assert locales.wanted() == ()


def test_every_language_of_windows_has_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in locale.windows_locale:
        monkeypatch.setattr(locales, "_language_of_menus", lambda number=number: number)
        assert locales.wanted(), hex(number)


@pytest.mark.skipif(sys.platform == "win32", reason="has menus")
def test_where_there_is_no_windows_nothing_is_asked() -> None:
    assert locales.wanted() == ()


def test_the_library_of_windows_is_asked_for_its_menus(monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = types.SimpleNamespace(GetUserDefaultUILanguage=lambda: 0x40C)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr("ctypes.windll", types.SimpleNamespace(kernel32=kernel), raising=False)
    assert locales.wanted() == ("fr",)


# --- the checks on all three ------------------------------------------------------------------------------------------

WORKFLOW = ROOT / ".github" / "workflows" / "checks.yml"


def test_the_workflow_is_one_and_runs_on_every_system_and_python() -> None:
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(WORKFLOW)]
    ran = subprocess.run(check, capture_output=True, check=False, encoding="utf-8")
    assert (ran.returncode, ran.stdout.strip()) == (0, "ok -- validation done")
    workflow = yaml.safe_load(WORKFLOW.read_bytes())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = [line.rsplit(" ", 1)[1] for line in project["classifiers"] if re.search(r":: 3\.\d+$", line)]
    assert workflow["jobs"]["tests"]["strategy"]["matrix"] == {
        "system": ["ubuntu", "windows", "macos"],
        "python": named,
    }
    assert project["requires-python"] == f">={named[0]}"


@UNIX
@pytest.mark.parametrize(
    ("system", "command"),
    [
        ("Linux", "python3 -m venv .venv && .venv/bin/pip install --quiet --editable '.[test]' && .venv/bin/pytest"),
        ("Windows", "python -m venv .venv && .venv/Scripts/pip install --quiet --editable '.[test]' && .venv/Scripts"),
    ],
)
def test_the_workflow_runs_the_command_of_readme(system: str, command: str) -> None:
    steps = yaml.safe_load(WORKFLOW.read_bytes())["jobs"]["tests"]["steps"]
    (script,) = (step["run"] for step in steps if "README" in step.get("name", ""))
    ran = subprocess.run(
        [tool("bash"), "-eu", "-o", "pipefail", "-c", script.replace('bash -euc "$command"', "")],
        capture_output=True, check=True, encoding="utf-8", cwd=ROOT, env={**os.environ, "RUNNER_OS": system},
    )  # fmt: skip
    assert ran.stdout.startswith(command)


def test_git_changes_no_line_end() -> None:
    assert (ROOT / ".gitattributes").read_text("utf-8").splitlines()[-1] == "* -text"


def test_what_the_page_says_of_each_system_names_tests_that_are_there() -> None:
    page = (ROOT / "docs" / "systems.md").read_text("utf-8")
    there = {
        name
        for path in Path(__file__).parent.glob("test_*.py")
        for name in re.findall(r"def (test_\w+)", path.read_text("utf-8"))
    }
    for name in re.findall(r"`(test_\w+)…?`", page):
        assert any(known.startswith(name) for known in there), name
    for name in re.findall(r"`(tests/\w+\.py)`", page):
        assert (ROOT / name).is_file(), name
