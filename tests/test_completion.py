"""Shell completion: what it offers, what it leaves unread, and that a real bash takes it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from conftest import FRAMEWORKS, ROOT, tool

if TYPE_CHECKING:
    from pathlib import Path


def completed(line: str, **environment: str) -> list[str]:
    """Return what a shell is offered at the end of a line, by the protocol of bash."""
    words = line.split(" ")
    asked = {"_MGI_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    command = [sys.executable, "-m", "mgi_cli"]
    ran = subprocess.run(
        command, env={**os.environ, **asked, **environment}, capture_output=True, check=False, encoding="utf-8",
        cwd=ROOT,
    )  # fmt: skip
    assert ran.stderr == ""
    return ran.stdout.split()


PROFILES = ["la-cruz", "marvessia-2017", "marvessia-2021", "marvessia-2025", "orvenna-2021", "orvenna-2025"]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("mgi s", ["status", "show", "set", "search", "schema"]),
        ("mgi search x --in ", ["indicators", "profiles", *PROFILES]),
        ("mgi list --stage p", ["publication"]),
        ("mgi show ", PROFILES),
        ("mgi show la", ["la-cruz"]),
        ("mgi diff orvenna-2021 or", ["orvenna-2021", "orvenna-2025"]),
        ("mgi compare la-cruz or", ["orvenna-2021", "orvenna-2025"]),
        ("mgi compare --sort ", ["given", "name"]),
        ("mgi gaps la-cruz --domain p", ["partnerships"]),
        ("mgi gaps --status no", ["no_evidence"]),
        ("mgi explain 3.4.", ["3.4.1", "3.4.2", "3.4.3", "3.4.4", "3.4.5"]),
        ("mgi show la-cruz --format c", ["csv"]),
        ("mgi validate --format ", ["text", "json", "sarif", "github", "junit"]),
        ("mgi show --framework lo", ["local-1"]),
        ("mgi show --framework ", ["local-1", "national-1"]),
        ("mgi explain --framework national-1 1.4.", ["1.4.1", "1.4.2", "1.4.3"]),
        ("mgi schema profile-", ["profile-local-1", "profile-national-1"]),
        ("mgi schema output-s", ["output-search", "output-show", "output-status"]),
        ("mgi explain unknown_st", ["unknown_status"]),
        ("mgi explain partn", ["partnerships"]),
        ("mgi explain no_e", ["no_evidence"]),
        ("mgi show --lang e", ["en", "es"]),
        ("mgi --lang e", ["en", "es"]),
        ("mgi show zzz", []),
    ],
)
def test_what_is_offered(line: str, offered: list[str]) -> None:
    assert completed(line) == offered


def test_domains_and_indicators_of_a_framework_of_ones_own() -> None:
    assert completed("mgi indicators --framework tiny-1 --domain ", MGI_FRAMEWORKS=str(FRAMEWORKS)) == ["water", "air"]
    assert completed("mgi explain --framework tiny-1 W", MGI_FRAMEWORKS=str(FRAMEWORKS)) == ["W.1.1", "W.1.10"]


def test_folders_that_are_not_there_offer_nothing_and_say_nothing() -> None:
    assert completed("mgi show --profiles /no/such/folder la") == []
    assert completed("mgi explain --framework /no/such/folder 3") == []
    assert completed("mgi explain 3.4.1", MGI_FRAMEWORKS="/no/such/folder") == ["3.4.1"]


@pytest.mark.parametrize("written", ["", "[]", "domains: 3", "domains: [3]", "domains: [{}]", "\t", "a: 'b"])
def test_a_broken_framework_offers_nothing_and_says_nothing(tmp_path: Path, written: str) -> None:
    (tmp_path / "framework.yaml").write_text(written, "utf-8")
    assert completed(f"mgi explain --framework {tmp_path} 3") == []
    assert completed(f"mgi gaps --framework {tmp_path} --domain p") == []


@pytest.mark.parametrize(
    ("line", "unread"),
    [
        ("mgi sh", {"yaml", "rich", "mgi_cli.library"}),
        ("mgi show la", {"yaml", "rich", "jsonschema", "jsonschema_rs", "mgi_cli.reading.reader"}),
        ("mgi explain 3.4", {"rich", "jsonschema", "jsonschema_rs", "mgi_cli.words"}),
    ],
)
def test_completion_imports_only_what_it_offers(line: str, unread: set[str]) -> None:
    words = line.split(" ")
    code = f"""
import os, sys
os.environ.update(_MGI_COMPLETE="complete_bash", COMP_WORDS={line!r}, COMP_CWORD={str(len(words) - 1)!r})
from mgi_cli.cli.app import main
try:
    main([])
finally:
    print(sorted(set(sys.modules) & {unread!r}), file=sys.stderr)
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, encoding="utf-8", cwd=ROOT)
    assert ran.stderr.strip() == "[]"
    assert ran.stdout


def test_a_real_bash_completes(tmp_path: Path) -> None:
    bash = tool("bash")
    program = tmp_path / "mgi"
    program.write_text(f"#!/bin/sh\nexec '{sys.executable}' -m mgi_cli \"$@\"\n", "utf-8")
    program.chmod(0o755)
    script = (
        'eval "$(_MGI_COMPLETE=source_bash mgi)"; COMP_WORDS=(mgi gaps la-cruz --domain whole); COMP_CWORD=4; '
        '$(complete -p mgi | sed "s/.*-F \\([^ ]*\\).*/\\1/") mgi; echo "${COMPREPLY[@]}"'
    )
    environment = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    ran = subprocess.run(
        [bash, "-c", script], capture_output=True, check=False, encoding="utf-8", env=environment, cwd=ROOT
    )
    assert (ran.stdout.strip(), ran.stderr) == ("whole-of-government", "")
