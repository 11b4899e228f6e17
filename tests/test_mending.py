"""Mending: what is safe is mended, no other byte changes, nothing is lost, and one step back is always possible."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import HERE, ROOT, Mgi, tool
from mgi_cli import mending
from mgi_cli.errors import MgiError
from mgi_cli.library import Library
from mgi_cli.reading import files, locking, position, undo

MISTAKES = sorted((HERE / "mistakes").glob("*.yaml"))
PROFILES = sorted((ROOT / "data" / "profiles").glob("*.yaml"))
HEAD = """format: 1
framework: local-1
place:
  id: xaa-sample
  name: Sample
  type: city
  country: XAA
assessment:
  round: 1
"""


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep what is kept for undoing in a folder of the test."""
    monkeypatch.setenv("MGI_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


def mended(path: Path) -> bytes:
    return mending.mend(path, Library()).after


def fixes_all(path: Path) -> bool:
    """Return whether every problem of a file is one that mgi fix mends."""
    result = mending.mend(path, Library())
    return result.changed and not result.checked.found


# On the examples


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.stem)
def test_mending_twice_is_mending_once(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    copy.write_bytes(mended(path))
    assert mended(copy) == copy.read_bytes()


def offered(mgi: Mgi, path: Path) -> list[str]:
    """Return the codes of the problems that validate says mgi fix can mend."""
    return [item["code"] for item in mgi("validate", path, "--format", "json").document()["diagnostics"] if item["fix"]]


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.stem)
def test_what_is_offered_is_done_and_the_file_reads_better(mgi: Mgi, path: Path) -> None:
    result = mending.mend(path, Library())
    promised, made = offered(mgi, path), [mend.found.diagnostic.code for mend in result.made]
    if path.stem not in NOT_ALONE:
        assert set(promised) <= set(made)
    assert len(result.checked.found) <= len(Library().check(path).found)


NOT_ALONE = {"tag"}
"""Files in which a repair alone would bring another mistake: a status that begins with a tag."""

WHOLLY = [
    "after_quote", "after_quote-rest", "after_quote-single", "bad_escape", "bad_escape-path", "bom",
    "colon_in_text", "curly_quotes", "curly_quotes-field", "curly_quotes-framework", "curly_quotes-key",
    "curly_quotes-text", "curly_quotes-url", "list_mark", "list_mark-dash", "list_mark-no-space", "list_mark-star",
    "no_colon-equals", "no_space", "no_space-alone", "not_utf8", "not_utf8-several", "odd_space", "odd_space-colon",
    "other_spelling", "other_spelling-country", "other_spelling-date", "other_spelling-date-dash",
    "other_spelling-date-french", "other_spelling-date-spanish", "other_spelling-date-time",
    "other_spelling-domain", "other_spelling-domain-name", "other_spelling-format", "other_spelling-language",
    "other_spelling-url", "reserved_start", "reserved_start-ampersand", "reserved_start-backtick",
    "reserved_start-bracket", "reserved_start-comma", "reserved_start-lone-star", "reserved_start-percent",
    "reserved_start-star", "status_in_words", "status_in_words-boolean", "status_in_words-comma",
    "status_in_words-ellipsis", "status_in_words-tick", "tab", "tag-text", "text_not_indented",
    "text_not_indented-rest", "trailing_space", "unclosed_quote-curly", "unknown_alias", "unknown_key-capital",
    "unknown_key-fixable", "unknown_key-space", "unknown_key-top", "unquoted_text", "unquoted_text-status",
    "unquoted_text-year", "utf16", "utf16-plain", "wrong_type", "wrong_type-boolean", "wrong_type-evidence",
    "wrong_type-keys", "wrong_type-list", "wrong_type-status", "other_spelling-due", "unknown_key-plan",
]  # fmt: skip


@pytest.mark.parametrize("name", WHOLLY)
def test_every_fixable_example_becomes_a_file_that_validates(mgi: Mgi, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.yaml"
    path.write_bytes((HERE / "mistakes" / f"{name}.yaml").read_bytes())
    assert mgi("fix", path).code == 0
    assert mgi("validate", path, "--strict").out.startswith("1 file checked, nothing to mend.")


def test_no_fixable_example_is_forgotten_above() -> None:
    assert {path.stem for path in MISTAKES if fixes_all(path)} == set(WHOLLY)


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_nothing_changes_in_a_valid_file(mgi: Mgi, tmp_path: Path, path: Path) -> None:
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    before = copy.stat()
    assert mgi("fix", copy).code == 0
    assert (copy.read_bytes(), copy.stat().st_mtime_ns, copy.stat().st_ino) == (
        path.read_bytes(),
        before.st_mtime_ns,
        before.st_ino,
    )


# Byte for byte


def test_every_other_byte_stays(tmp_path: Path) -> None:
    path = tmp_path / "typed.yaml"
    typed = (
        "# Ours,   with blanks   inside\r\n"
        + HEAD.replace("\n", "\r\n").replace("type: city", "type:   'City'   # as they say")
        + "\r\nanswers:\r\n  '3.4.1':     # \"odd\" quoting\r\n    note: |\r\n      kept  as  it  is  \r\n\r\n"
        + "    status:    Oui\r\n    # a comment of its own\r\n  3.4.2: {status: partial,note: 'x'  }"
    )
    path.write_text(typed, "utf-8", newline="")
    after = mended(path).decode()
    assert after == (
        typed.replace("'City'", "city").replace("Oui", "present")  # "3.4.2" is no number and keeps what it has
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("    status: yes", "    status: present"),
        ("    status: “present”", "    status: present"),
        ('    status: "Partially"', "    status: partial"),
        ("    status: no_evidence  ", "    status: no_evidence"),
        ("    status: Sin evidencia", "    status: no_evidence"),
        ("    statuss: partial", "    status: partial"),
        ("    status:\tpartial ", "    status:\tpartial"),
        ("    status: partial\n    note: 5:30: the hour", '    status: partial\n    note: "5:30: the hour"'),
        ("    status: partial\n    note: 007", '    status: partial\n    note: "007"'),
        ("    status: partial\n    note: 1.10", '    status: partial\n    note: "1.10"'),
        ("    status: partial\n    note: true", '    status: partial\n    note: "true"'),
        ('    status: partial\n    note: @a \\ "b": c', '    status: partial\n    note: "@a \\\\ \\"b\\": c"'),
        ("    status: partial\n    assessed_on: 3 mars 2024", '    status: partial\n    assessed_on: "2024-03-03"'),
        ("    status: partial\n    assessed_on: 2024/3", '    status: partial\n    assessed_on: "2024-03"'),
        ("    status: partial\n    assessed_on: 31.12.2024", '    status: partial\n    assessed_on: "2024-12-31"'),
    ],
)
def test_a_line_before_and_after(tmp_path: Path, before: str, after: str) -> None:
    path = tmp_path / "typed.yaml"
    path.write_text(f'{HEAD}answers:\n  "3.4.1":\n{before}\n', "utf-8")
    assert mended(path).decode() == f'{HEAD}answers:\n  "3.4.1":\n{after}\n'


@pytest.mark.parametrize(
    "line",
    [
        "    status: partail",
        "    status: partial\n    note: see #3 of the plan",
        "    status: partial\n    assessed_on: 3/4/2024",  # March or April
        "    status: partial\n    nope: x",
        "    status: partial\n    status: absent",
        "    status: missing",  # the thing, or the answer?
    ],
)
def test_what_has_two_readings_is_left(tmp_path: Path, line: str) -> None:
    path = tmp_path / "typed.yaml"
    path.write_text(f'{HEAD}answers:\n  "3.4.1":\n{line}\n', "utf-8")
    result = mending.mend(path, Library())
    assert (result.changed, len(result.checked.found)) == (False, 1)


@pytest.mark.parametrize(
    "text",
    [
        "services: [a, b]\nversion: yes \n",
        HEAD.replace("format: 1", "format: 2") + "answers: {'3.4.1': {status: yes}} \n",
        "just a text \n",
    ],
)
def test_what_is_no_profile_of_ours_is_never_touched(tmp_path: Path, text: str) -> None:
    path = tmp_path / "other.yaml"
    path.write_text(text, "utf-8")
    assert mended(path) == text.encode()


def test_an_encoding_that_is_only_guessed_is_left(tmp_path: Path) -> None:
    path = tmp_path / "old.yaml"
    path.write_bytes((HEAD + 'answers:\n  "3.4.1": {status: oui, note: "la municipalité"}\n').encode("cp850"))
    assert mended(path) == path.read_bytes()


# Writing


WRONG = HEAD + 'answers:\n  "3.4.1":\n    status: oui\n'
RIGHT = WRONG.replace("oui", "present")


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    path = tmp_path / "town.yaml"
    path.write_text(WRONG, "utf-8")
    return path


def test_a_dry_run_writes_nothing_and_its_diff_is_what_patch_takes(mgi: Mgi, wrong: Path) -> None:
    ran = mgi("fix", "--dry-run", wrong)
    assert (ran.code, wrong.read_text("utf-8")) == (0, WRONG)
    subprocess.run([tool("patch"), "--quiet", str(wrong)], input=ran.out.encode(), check=True)
    assert wrong.read_text("utf-8") == RIGHT


def test_one_step_back(mgi: Mgi, wrong: Path) -> None:
    mgi("fix", wrong)
    assert wrong.read_text("utf-8") == RIGHT
    ran = mgi("undo", wrong)
    assert (ran.code, ran.out, wrong.read_text("utf-8")) == (0, f"{wrong} is as it was before mgi rewrote it.\n", WRONG)
    ran = mgi("undo", wrong)
    assert (ran.code, ran.err) == (2, f"error: There is nothing to undo for {wrong}.\n")


def test_what_changed_since_is_not_undone(mgi: Mgi, wrong: Path) -> None:
    mgi("fix", wrong)
    wrong.write_text(RIGHT + "# mine\n", "utf-8")
    ran = mgi("undo", wrong)
    assert (ran.code, "has changed since mgi rewrote it" in ran.err) == (2, True)
    assert wrong.read_text("utf-8") == RIGHT + "# mine\n"


def test_a_folder_is_undone_file_by_file(mgi: Mgi, tmp_path: Path, wrong: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(RIGHT, "utf-8")
    mgi("fix", tmp_path)
    assert mgi("undo", tmp_path).code == 0
    assert (wrong.read_text("utf-8"), other.read_text("utf-8")) == (WRONG, RIGHT)


def test_of_a_folder_only_what_the_last_command_did_is_undone(mgi: Mgi, tmp_path: Path, wrong: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(RIGHT, "utf-8")
    mgi("set", other, "3.4.1", "absent")
    ran = mgi("fix", tmp_path, width=200)
    assert ran.out.endswith(f"\nNext  mgi undo {wrong}  take the repairs back\n")
    assert mgi("undo", tmp_path).out == f"{wrong} is as it was before mgi rewrote it.\n"
    assert (wrong.read_text("utf-8"), other.read_text("utf-8")) == (WRONG, RIGHT.replace("present", "absent"))
    assert mgi("undo", tmp_path).out == f"{other} is as it was before mgi rewrote it.\n"
    assert other.read_text("utf-8") == RIGHT


def test_many_files_of_a_folder_are_undone_by_its_name(mgi: Mgi, tmp_path: Path) -> None:
    town = tmp_path / "towns"
    town.mkdir()
    every = [town / f"{name}.yaml" for name in "abcd"]
    for path in every:
        path.write_text(WRONG, "utf-8")
    assert mgi("fix", town, width=200).out.endswith(f"\nNext  mgi undo {town}  take the repairs back\n")
    assert mgi("undo", town).code == 0
    assert {path.read_text("utf-8") for path in every} == {WRONG}


def test_a_file_as_large_as_can_be_is_given_back_whole(wrong: Path) -> None:
    before = WRONG.encode() + b"#" * (files.MAX_BYTES - len(WRONG))
    wrong.write_bytes(before)
    undo.rewrite(wrong, before + b"# and more\n", read_before=before)
    undo.restore(wrong)
    assert wrong.read_bytes() == before


def test_what_was_kept_and_is_damaged_is_not_given_back(mgi: Mgi, wrong: Path, state: Path) -> None:
    mgi("fix", wrong)
    (kept,) = (path for path in state.iterdir() if path.name != "lock")
    kept.write_bytes(kept.read_bytes()[:-10])
    ran = mgi("undo", wrong)
    assert (ran.code, wrong.read_text("utf-8")) == (2, RIGHT)
    assert ran.err == f"error: {wrong} was left as it is, because what was kept of it in {kept} is damaged.\n"


def test_a_file_that_changed_meanwhile_is_not_written(mgi: Mgi, wrong: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_beside = files.write_beside

    def write_and_change(path: Path, data: bytes, *, mode: int | None = None) -> Path:
        wrong.write_text(WRONG + "# mine\n", "utf-8")  # as late as somebody else can: the new text is there already
        return write_beside(path, data, mode=mode)

    monkeypatch.setattr(files, "write_beside", write_and_change)
    ran = mgi("fix", wrong)
    assert (ran.code, "has changed since it was read; nothing was written" in ran.err) == (2, True)
    assert wrong.read_text("utf-8") == WRONG + "# mine\n"


def test_without_room_for_the_earlier_text_nothing_is_written(
    mgi: Mgi, wrong: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("", "utf-8")
    monkeypatch.setenv("MGI_STATE", str(blocked))
    ran = mgi("fix", wrong)
    assert (ran.code, wrong.read_text("utf-8")) == (2, WRONG)
    assert "was left as it is, because the earlier text could not be kept" in ran.err


def test_a_write_that_fails_leaves_the_file_whole(wrong: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(MgiError) as raised:
        files.replace(wrong, b"new", read_before=WRONG.encode())
    assert (raised.value.code, wrong.read_text("utf-8")) == ("not_writable", WRONG)
    assert [path.name for path in wrong.parent.iterdir()] == [wrong.name]


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_never_takes_the_place_of_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    def refuse(source: Path, target: Path) -> None:
        raise OSError(95, "Operation not supported")

    if not links:
        monkeypatch.setattr(os, "link", refuse)
    free, taken = tmp_path / "free.yaml", tmp_path / "taken.yaml"
    files.create(free, b"new")
    write_beside = files.write_beside

    def write_and_appear(path: Path, data: bytes, *, mode: int | None = None) -> Path:
        taken.write_bytes(b"theirs")  # as late as somebody else can
        return write_beside(path, data, mode=mode)

    monkeypatch.setattr(files, "write_beside", write_and_appear)
    with pytest.raises(MgiError) as raised:
        files.create(taken, b"new")
    assert (raised.value.code, taken.read_bytes(), free.read_bytes()) == ("file_is_there", b"theirs", b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["free.yaml", "taken.yaml"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has a sentence of its own for it: test_systems.py")
def test_what_is_only_to_be_read_is_not_written(mgi: Mgi, wrong: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong.chmod(0o444)
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and access(path, mode))  # root may write all
    ran = mgi("fix", wrong)
    assert (ran.code, wrong.read_text("utf-8")) == (2, WRONG)
    assert ran.err == f"error: {wrong} could not be written: Permission denied.\n"


def test_a_new_file_goes_into_a_folder_that_is_there(mgi: Mgi, tmp_path: Path) -> None:
    ran = mgi("export", "la-cruz", "--output", tmp_path / "twon" / "form.csv")
    assert (ran.code, ran.err) == (2, f"error: There is no folder {tmp_path / 'twon'}.\n")
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_somebody_else_beside_it_stays(wrong: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "urandom", bytes)
    theirs = wrong.with_name(f".{wrong.name}.{bytes(8).hex()}.tmp")
    theirs.write_text("theirs", "utf-8")
    with pytest.raises(MgiError) as raised:
        files.replace(wrong, b"new", read_before=WRONG.encode())
    assert (raised.value.code, theirs.read_text("utf-8"), wrong.read_text("utf-8")) == ("not_writable", "theirs", WRONG)


def test_what_was_kept_stays_where_the_next_write_fails(mgi: Mgi, wrong: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mgi("fix", wrong)

    def refuse(path: Path, data: bytes, *, read_before: bytes) -> None:
        raise MgiError("not_writable", path=str(path), why="No space left on device")

    with monkeypatch.context() as full:
        full.setattr(files, "replace", refuse)
        assert mgi("set", wrong, "3.4.1", "absent").code == 2
    assert (mgi("undo", wrong).code, wrong.read_text("utf-8")) == (0, WRONG)


def test_what_many_write_at_once_is_all_there(tmp_path: Path, wrong: Path) -> None:
    wrong.write_text(HEAD, "utf-8")
    codes = [f"1.1.{number}" for number in range(1, 7)]
    run = [sys.executable, "-m", "mgi_cli", "set", str(wrong)]
    every = [subprocess.Popen([*run, code, "partial"], cwd=ROOT, stdout=subprocess.PIPE) for code in codes]
    assert [process.wait() for process in every if process.communicate()] == [0] * len(codes)
    assert set(Library().load(str(wrong))[0].answers) == set(codes)


def test_another_that_does_not_end_is_not_waited_for_for_ever(
    mgi: Mgi, wrong: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "PATIENCE", 0.05)
    hold = "import sys, pathlib; from mgi_cli.reading import locking\n"
    hold += "with locking.opened(pathlib.Path(sys.argv[1])): print(flush=True); input()"
    state.mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(state / "lock")], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        other.stdout.readline()
        ran = mgi("fix", wrong)
        other.communicate(b"\n")
    assert (ran.code, wrong.read_text("utf-8")) == (2, WRONG)
    assert ran.err == f"error: Another mgi is writing; {wrong} was left as it is.\n  Run the command again.\n"
    assert (mgi("fix", wrong).code, wrong.read_text("utf-8")) == (0, RIGHT)


@pytest.mark.skipif(os.name == "nt", reason="needs the permissions and links of Unix")
def test_links_stay_links_and_permissions_stay(mgi: Mgi, tmp_path: Path, wrong: Path) -> None:
    wrong.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(wrong)
    mgi("fix", link)
    assert (link.is_symlink(), wrong.read_text("utf-8"), wrong.stat().st_mode & 0o777) == (True, RIGHT, 0o640)


@pytest.mark.skipif(os.name == "nt", reason="needs the permissions of Unix")
def test_what_is_kept_is_the_users_alone(mgi: Mgi, wrong: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first: list[int] = []
    chmod = Path.chmod

    def note(self: Path, mode: int) -> None:
        first.append(self.stat().st_mode & 0o777)
        chmod(self, mode)

    wrong.chmod(0o640)
    monkeypatch.setattr(Path, "chmod", note)
    mgi("fix", wrong)
    position.remember(wrong, "3.4.1")
    (kept, at) = (path for path in sorted(state.iterdir()) if path.name != "lock")
    modes = [path.stat().st_mode & 0o777 for path in (state, kept, at, wrong)]
    assert (modes, set(first)) == ([0o700, 0o600, 0o600, 0o640], {0o600})


def test_what_is_left_is_told_and_the_exit_code_says_so(mgi: Mgi, wrong: Path) -> None:
    wrong.write_text(WRONG + '  "3.4.2":\n    status: partail\n', "utf-8")
    ran = mgi("fix", wrong, "--format", "json")
    document = json.loads(ran.out)
    assert (ran.code, [item["code"] for item in document["left"]]) == (1, ["unknown_status"])
    assert document["repairs"] == [
        {"code": "status_in_words", "path": str(wrong), "line": 12, "column": 13, "before": "oui", "after": "present"}
    ]


def test_a_file_that_cannot_be_written_stops_no_other(
    mgi: Mgi, tmp_path: Path, wrong: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, closed = tmp_path / "a.yaml", tmp_path / "b.yaml"
    for path in (first, closed):
        path.write_text(WRONG, "utf-8")
    replace = files.replace

    def refuse(path: Path, data: bytes, *, read_before: bytes) -> None:
        if path == closed:
            raise MgiError("not_writable", path=str(path), why="Permission denied")
        replace(path, data, read_before=read_before)

    monkeypatch.setattr(files, "replace", refuse)
    ran = mgi("fix", tmp_path, "--format", "json")
    document = json.loads(ran.out)
    said = f"{closed} could not be written: Permission denied."
    assert (ran.code, ran.err) == (2, f"error: {said}\n")
    assert (document["changed"], document["failed"]) == (
        [str(first), str(wrong)],
        [{"code": "not_writable", "message": said, "hint": None}],
    )
    assert [path.read_text("utf-8") for path in (first, closed, wrong)] == [RIGHT, WRONG, RIGHT]


def test_a_file_that_is_named_twice_is_mended_once(mgi: Mgi, wrong: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(wrong.parent)
    ran = mgi("fix", wrong.name, wrong, "--format", "json")
    assert (ran.code, ran.document()["changed"], ran.err) == (0, [wrong.name], "")


def test_a_file_that_cannot_be_undone_stops_no_other(mgi: Mgi, tmp_path: Path, wrong: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(WRONG, "utf-8")
    mgi("fix", tmp_path)
    other.write_text("mine", "utf-8")
    ran = mgi("undo", tmp_path)
    assert (ran.code, ran.out) == (2, f"{wrong} is as it was before mgi rewrote it.\n")
    assert ran.err == f"error: {other} has changed since mgi rewrote it, so it was left as it is.\n"


def test_more_mistakes_than_are_told_at_once_are_mended_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "long.yaml"
    evidence = "".join(f"      - {{text: Minutes {number}, date: 2022}}\n" for number in range(450))
    path.write_text(f'{HEAD}answers:\n  "3.4.1":\n    status: partial\n    evidence:\n{evidence}', "utf-8")
    checked = Library().check(path)
    assert [item.diagnostic.code for item in checked.found] == ["unquoted_text"] * 200 + ["more_problems"]
    result = mending.mend(path, Library())
    assert (len(result.made), result.checked.found) == (450, ())


def test_only_lines_that_change_are_told(tmp_path: Path) -> None:
    path = tmp_path / "place.yaml"
    path.write_text(HEAD + 'answers:\n  "3.4.1":\n    status: partial\n    note: >-\nOne\n      two.\n', "utf-8")
    result = mending.mend(path, Library())
    assert [mend.found.location.line for mend in result.made] == [14]
    assert result.after.decode().endswith("    note: >-\n      One\n      two.\n")


def test_repairs_are_listed_in_the_order_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "place.yaml"
    answers = 'answers:\n  "3.4.1":\n    status: Present\n  "3.4.2":\n    status: Oui\n    note: see: this\n'
    path.write_text(HEAD + answers, "utf-8")
    lines = [mend.found.location.line for mend in mending.mend(path, Library()).made]
    assert lines == [12, 14, 15]


@pytest.mark.skipif(os.name == "nt", reason="needs links")
def test_one_file_that_cannot_be_opened_keeps_no_other_from_its_repair(mgi: Mgi, tmp_path: Path) -> None:
    text = HEAD + 'answers:\n  "3.4.1":\n    status: Present\n'
    (tmp_path / "a.yaml").symlink_to(tmp_path / "gone.yaml")
    (tmp_path / "b.yaml").write_text(text, "utf-8")
    ran = mgi("fix", tmp_path, "--format", "json")
    document = ran.document()
    assert (ran.code, document["changed"]) == (2, [str(tmp_path / "b.yaml")])
    assert [item["code"] for item in document["failed"]] == ["no_such_file"]
    assert (tmp_path / "b.yaml").read_text("utf-8") == text.replace("Present", "present")


def test_tabs_by_the_hundred_are_mended_though_no_reading_sees_them_all(tmp_path: Path) -> None:
    path = tmp_path / "town.yaml"
    text = (ROOT / "data" / "profiles" / "orvenna-2025.yaml").read_text("utf-8")
    path.write_text(text.replace("\n    status:", "\n\tstatus:"), "utf-8")
    assert mending.mend(path, Library()).after.decode() == text


def test_a_word_after_an_anchor_is_not_taken_for_nothing(tmp_path: Path) -> None:
    path = tmp_path / "place.yaml"
    text = HEAD + 'answers:\n  "3.4.1":\n    status: partial\n    &note: "Old"\n'
    path.write_text(text, "utf-8")
    assert mending.mend(path, Library()).after.decode() == text
