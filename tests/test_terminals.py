"""Any terminal: every command and every help, in every encoding, at every width, wherever its output goes.

Nothing fails, nothing is cropped, no line is wider than the screen, and what is told is told in words.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from unittest.mock import patch

import pytest
from rich.cells import cell_len

import laws
from conftest import HERE, ROOT, tool
from mgi_cli.cli.app import COMMANDS, main
from mgi_cli.frameworks import load_framework
from mgi_cli.render.surface import GLYPHS, Surface
from mgi_cli.words import Words, languages
from pages import as_html, page
from screens import LOOK, Stream, Terminal, alike, run, stands

if TYPE_CHECKING:
    from pathlib import Path

    from screens import Seen

LOCAL, NATIONAL = (ROOT / "data" / "frameworks" / name for name in ("local-1", "national-1"))
ENCODINGS = ("utf-8", "cp1252", "cp850", "cp437", "ascii")
WIDTHS = (40, 60, 80, 120, 200)

MATRIX: dict[str, tuple[str, ...]] = {
    "mgi": ("", "--version", "nonsense", "--nonsense"),
    "list": ("list --profiles .", "list --profiles nowhere"),
    "status": ("status --profiles .",),
    "show": ("show orvenna-2025", "show coeur.yaml --domain 3", "show la-cruz --by sdg -d 3", "show wrong.yaml"),
    "gaps": ("gaps orvenna-2025 --domain 3", "gaps coeur.yaml --by gcm -d 3", "gaps la-cruz -d w"),
    "diff": ("diff orvenna-2021 orvenna-2025 --domain 3", "diff la-cruz coeur.yaml -d 3"),
    "trend": ("trend marvessia --domain 4", "trend nœud"),
    "compare": ("compare la-cruz coeur.yaml orvenna-2025 -d 3", "compare la-cruz marvessia-2025 -d 5"),
    "validate": ("validate wrong.yaml curly.yaml", "validate", "validate binary.yaml"),
    "fix": ("fix wrong.yaml curly.yaml -n", "fix curly.yaml"),
    "undo": ("undo curly.yaml", "undo town.yaml"),
    "new": ("new oree --place Orée --type city --country XAA", "new oree"),
    "assess": ("assess town.yaml",),
    "proposals": ("proposals proposed.yaml", "proposals proposed.yaml -o list.txt"),
    "set": ("set town.yaml 3.4.1 partial --note œuvre", "set town.yaml 3.4.9 partial"),
    "migrate": ("migrate orvenna-2016.yaml --to local-1 -n",),
    "report": ("report coeur.yaml -o coeur.md",),
    "plan": ("plan coeur.yaml -o plan.md", "plan coeur.yaml -o plan.txt"),
    "export": ("export coeur.yaml -o coeur.csv", "export coeur.yaml -o coeur.json"),
    "import": ("import page.html -o made.yaml --country XAC --illustrative", "import wrong.yaml --into town.yaml"),
    "indicators": ("indicators --domain 3", "indicators --framework national-1 -d 4", "indicators --untranslated pt"),
    "explain": ("explain 3.4.1", "explain list_mark", "explain partial", "explain partnerships", "explain parnerships"),
    "search": ("search œuvre --in coeur.yaml", "search desk --domain 2 --in orvenna-2025"),
    "schema": ("schema nothing",),
}  # fmt: skip
"""Lines for every command, the first of each the one that is tried everywhere; more than one, errors among them."""

BEFORE = {"undo curly.yaml": "fix curly.yaml"}
"""What must have been done for a line to have something to do."""

TOWN = """\
format: 1
framework: local-1
place: {id: xaa-coeur, name: "Cœur-sur-Œuvre", type: city, country: XAA, country_name: "Æstland — l\u2019Île"}
assessment: {round: 2, published: "2024-05", language: fr, basis: "« Tout » n\u2019est qu\u2019inventé… ½ vrai ≠ vrai."}
illustrative: true
sources:
  plan: {title: "L\u2019œuvre de Gdańsk", url: "https://example.org/a-long-path/with-hyphens/and-more-of-them-still"}
findings:
  pa-1: {domain: partnerships, kind: potential, text: "Pas d\u2019œuvre — rien (汉字).", sources: [plan]}
answers:
  "3.4.1":
    status: partial
    findings: [pa-1]
    evidence: [{text: "Un chef-d\u2019œuvre", date: "2024-03", sources: [plan]}]
  "3.1.1": {status: absent, note: "Aucun œil : voir https://example.org/notes/of/the/office"}
"""
SMALL = """\
format: 1
framework: local-1
place: {id: xaa-town, name: Town, type: city, country: XAA}
assessment: {round: 1}
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with files of every kind, and read catalogues and words once."""
    for module, name, kept in laws.KEPT:
        monkeypatch.setattr(module, name, kept)
    monkeypatch.setenv("MGI_STATE", str(tmp_path / "state"))
    folder = tmp_path / "home"
    folder.mkdir()
    shutil.copytree(HERE / "editions" / "frameworks", folder / "frameworks")
    monkeypatch.chdir(folder)
    renew(folder)
    return folder


@cache
def files() -> dict[str, bytes]:
    """Return the files that the commands work on."""
    mistakes, pages = HERE / "mistakes", as_html(page("en"))
    return {
        "town.yaml": SMALL.encode(),
        "coeur.yaml": TOWN.encode(),
        "wrong.yaml": (mistakes / "several.yaml").read_bytes(),
        "curly.yaml": (mistakes / "curly_quotes.yaml").read_bytes(),
        "binary.yaml": (mistakes / "binary.yaml").read_bytes(),
        "proposed.yaml": (HERE / "profiles" / "proposed.yaml").read_bytes(),
        "orvenna-2016.yaml": (HERE / "editions" / "orvenna-2016.yaml").read_bytes(),
        "page.html": pages.encode(),
    }


def renew(folder: Path) -> None:
    """Put the files back as they were, so that the same line does the same again."""
    for path in folder.iterdir():
        if path.name != "frameworks":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name, data in files().items():
        (folder / name).write_bytes(data)


class Screen(NamedTuple):
    """An encoding and a width."""

    encoding: str
    width: int


WIDE = Screen("utf-8", 200)
SCREENS = [Screen(encoding, width) for encoding in ENCODINGS for width in WIDTHS]
SOME = [Screen("cp850", 40), Screen("cp850", 80), Screen("ascii", 40), Screen("ascii", 80)]
FEW = [Screen("cp850", 40), Screen("cp1252", 60), Screen("ascii", 80), Screen("utf-8", 40)]


def see(line: str, screen: Screen, home: Path, *options: str, **how: str | bool) -> Seen:
    """Return what a line prints at a screen, on files that nobody has changed."""
    renew(home)
    if line in BEFORE:
        run(BEFORE[line].split())
    return run([*options, *line.split()], encoding=screen.encoding, width=screen.width, **how)  # type: ignore[arg-type]


# What must be whole


CODE = re.compile(r"\b\d\.\d{1,2}\.\d{1,2}\b")
ADDRESS = re.compile(r"https?://[^\s<>|\"']+[\w/]")
FILE = re.compile(r"[\w./-]+\.(?:yaml|md|csv|json|html|txt|xlsx)\b")
DIAGNOSTIC = re.compile(r"\b[a-z]+_[a-z_]+\b")
COMMAND = re.compile(r"^(?:\w+ {2}| +)(mgi .*?)(?: {2}|$)", re.MULTILINE)
"""What stands on one line on every screen, to be copied whole."""


@cache
def names(lang: str) -> frozenset[str]:
    """Return the names of all indicators, domains, sub-domains and statuses in a language."""
    found: set[str] = set()
    for folder in (LOCAL, NATIONAL):
        framework = load_framework(folder, lang)
        found |= {domain.name for domain in framework.domains}
        found |= {f"{part.id} {part.name}" for domain in framework.domains for part in domain.subdomains}
        found |= {framework.text(code).label for code in framework.indicators}
        found |= {status.label for status in framework.scale.values()}
    return frozenset(found)


@cache
def scale(lang: str) -> dict[str, str]:
    """Return the statuses and their words in a language."""
    return {str(status): known.label for status, known in load_framework(LOCAL, lang).scale.items()}


def units(wide: Seen) -> set[str]:
    """Return what of a wide output must stand on one line of every other screen."""
    found = {unit for pattern in (CODE, ADDRESS, DIAGNOSTIC) for unit in pattern.findall(wide.out + wide.err)}
    return found | {command for command in COMMAND.findall(wide.out) if "[" not in command}


def phrases(wide: Seen, lang: str) -> set[str]:
    """Return what of a wide output must stand whole on every other screen, on however many lines."""
    shown = wide.out + wide.err
    named = {name for name in names(lang) if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", shown)}
    return named | set(FILE.findall(shown))


def hold(line: str, lang: str, screens: list[Screen], home: Path) -> None:
    """Assert the laws of a line on some screens."""
    wide = see(line, WIDE, home, "--lang", lang)
    wanted, whole = phrases(wide, lang), units(wide)
    titled = line == "explain partial"  # the word of its symbol is the title
    assert titled or not unexplained(wide, wide, "utf-8", lang)
    assert see(line, Screen("ascii", 80), home, "--lang", lang).code == wide.code
    for screen in screens:
        shown = see(line, screen, home, "--lang", lang, terminal=True, NO_COLOR="1")
        assert shown.code == wide.code, (screen, shown)
        assert "\x1b" not in shown.out + shown.err
        lost = {phrase for phrase in wanted if not stands(alike(phrase, screen.encoding), shown.lines)}
        assert not lost, (screen, "\n".join(shown.lines))
        broken = {unit for unit in whole if not any(alike(unit, screen.encoding) in text for text in shown.lines)}
        assert not broken, (screen, "\n".join(shown.lines))
        too_wide = [text for text in shown.lines if cell_len(text) > screen.width and not may_be_wide(text)]
        assert not too_wide, screen
        assert titled or not unexplained(shown, wide, screen.encoding, lang), screen


_WHOLE = re.compile(r"\s*\S+|(?:\S+  |\s+)?mgi .*|\s+\+ [│|] .*|[-+@ ].*")
"""Lines that are as wide as they must be: one word, a command to copy, a line of a file as it would be, a diff."""


def may_be_wide(line: str) -> bool:
    return bool(_WHOLE.fullmatch(line))


PEOPLES = set("+-\u2013\u00d7\u00b7?=≠")
"""Symbols that stand in texts of people too."""

KINDS = ("regression", "progress", "newly_assessed", "no_longer_assessed", "scope", "restated", "evidence")


def unexplained(shown: Seen, wide: Seen, encoding: str, lang: str) -> set[str]:
    """Return the symbols on a screen beside which no word stands anywhere on it, as one does on the wide screen."""
    surface, said = Surface(encoding=encoding), meanings(lang)
    text, told = (" ".join(" ".join(seen.lines).split()) for seen in (shown, wide))
    used = {name for name, words in said.items() if any(beside(GLYPHS[name][0], word, told) for word in words)}
    used |= {name for name in said if GLYPHS[name][0] in told and GLYPHS[name][0] not in PEOPLES}
    return {
        name
        for name in used
        if not any(beside(surface.glyph(name), alike(word, encoding), text) for word in said[name])
    }


@cache
def meanings(lang: str) -> dict[str, set[str]]:
    """Return what each symbol means in a language, and in English, which a framework may be in."""
    kinds = ({kind: Words(spoken).say(f"diff.{kind}") for kind in KINDS} | scale(spoken) for spoken in (lang, "en"))
    first, english = kinds
    return {name: {first[name], english[name]} for name in first}


def beside(symbol: str, word: str, text: str) -> bool:
    """Return whether a word stands beside a symbol, or a number of them and the word."""
    return bool(re.search(rf"{re.escape(symbol)} (?:\d+ )?{re.escape(word)}", text))


def test_every_command_is_in_the_matrix() -> None:
    assert set(MATRIX) == {"mgi", *COMMANDS}


FIRST = [lines[0] for lines in MATRIX.values()]
OTHERS = [line for lines in MATRIX.values() for line in lines[1:]]
HELP = ["--help", *(f"{command} --help" for command in COMMANDS)]


@pytest.mark.parametrize("line", FIRST)
def test_every_command_on_every_screen(line: str, home: Path) -> None:
    hold(line, "en", SCREENS, home)


@pytest.mark.parametrize("line", OTHERS)
def test_other_ways_of_every_command_and_its_errors(line: str, home: Path) -> None:
    hold(line, "en", FEW, home)


@pytest.mark.parametrize("line", HELP)
def test_every_help_on_every_screen(line: str, home: Path) -> None:
    hold(line, "en", SCREENS, home)


@pytest.mark.parametrize("lang", [lang for lang in languages() if lang != "en"])
@pytest.mark.parametrize("line", [*FIRST, *HELP])
def test_every_command_and_help_in_every_language(line: str, lang: str, home: Path) -> None:
    hold(line, lang, SOME, home)


# Where the output goes


@pytest.mark.parametrize("line", [*FIRST, "show wrong.yaml", "show --help"])
def test_colour_changes_no_letter_and_is_there_only_where_it_is_wanted(line: str, home: Path) -> None:
    screen = Screen("utf-8", 80)
    for how in ({"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}):
        assert "\x1b" not in "".join(see(line, screen, home, terminal=True, **how)[1:])
    piped = see(line, screen, home)
    forced = see(line, screen, home, FORCE_COLOR="1")
    assert LOOK.sub("", forced.out + forced.err) == piped.out + piped.err
    shown = see(line, screen, home, terminal=True)
    assert LOOK.sub("", shown.out) == piped.out
    assert " ".join(LOOK.sub("", shown.err).split()) == " ".join(piped.err.split())
    assert not [text for text in LOOK.sub("", shown.err).splitlines() if len(text) > 80 and not may_be_wide(text)]


@pytest.mark.parametrize("line", [*FIRST, "show --help", "validate wrong.yaml --plain", "show la-cruz -f json"])
def test_a_reader_that_has_gone(line: str, home: Path) -> None:
    renew(home)
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w", encoding="utf-8") as gone, Stream("utf-8") as err:
        with patch("sys.stdout", gone), patch("sys.stderr", err):
            code = main(line.split())
        assert (code in (0, 1, 2), "Errno" in err.text()) == (True, False)


@pytest.mark.parametrize("line", FIRST)
@pytest.mark.parametrize("missing", ["stdin", "stdout", "stderr"])
def test_streams_that_there_are_not(line: str, missing: str, home: Path) -> None:
    renew(home)
    with patch("sys.stdout", Stream("utf-8")), patch("sys.stderr", Stream("ascii")), patch(f"sys.{missing}", None):
        assert main(line.split()) in (0, 1, 2)


def test_a_question_where_nobody_can_answer(home: Path) -> None:
    for line in ("assess town.yaml", "new oree", "import page.html -o made.yaml"):
        for terminal in (False, True):
            ran = see(line, Screen("ascii", 40), home, terminal=terminal)
            assert ran.code in (1, 2)
            assert ran.err.startswith("error: ")


# Read aloud


SIGNS = {full for full, _ in GLYPHS.values() if not full.isascii()} - PEOPLES
RULED = re.compile(r"[-─━=_]{3,}|(?<=\S) {2,}(?=\S)|^\s|\s$")
"""What is made for the eye: rules, columns, what is set in."""


@pytest.mark.parametrize("line", [*FIRST, *OTHERS, *HELP])
def test_plain_says_all_in_words_a_fact_a_line(line: str, home: Path) -> None:
    told = see(line, Screen("utf-8", 40), home, "--plain")
    assert told == see(line, Screen("utf-8", 200), home, "--plain", terminal=True, FORCE_COLOR="1")
    wide = see(line, WIDE, home)
    assert told.code == wide.code
    assert not {sign for sign in SIGNS if sign in told.out + told.err}
    shown_as_it_is = line == "explain list_mark"  # the lines of a file are shown as they must be
    assert shown_as_it_is or not [text for text in told.lines if RULED.search(text) and not OF_A_FILE.search(text)]
    assert unsaid(wide, told, "en") == set()
    for screen in FEW:
        shown = see(line, screen, home, "--plain")
        assert shown.lines == [alike(text, screen.encoding) for text in told.lines]


def unsaid(wide: Seen, told: Seen, lang: str) -> set[str]:
    """Return what stands on a wide screen and is not said whole on one line; the legend of the symbols need not be."""
    wanted = (phrases(wide, lang) | units(wide)) - set(scale(lang).values())
    return {phrase for phrase in wanted if not any(phrase in text for text in told.lines)}


OF_A_FILE = re.compile(r"^(?:Line \d+|As it would be right|Taken out|Put in|As before): ")
"""Lines that hold one of a file, which may be set in there."""


@pytest.mark.parametrize("lang", [lang for lang in languages() if lang != "en"])
@pytest.mark.parametrize("line", FIRST)
def test_plain_in_every_language(line: str, lang: str, home: Path) -> None:
    told, wide = (see(line, WIDE, home, "--lang", lang, *plain) for plain in (["--plain"], []))
    assert not {sign for sign in SIGNS if sign in told.out + told.err}
    assert unsaid(wide, told, lang) == set()


def test_plain_is_asked_for_before_the_command_or_after_or_in_the_environment(home: Path) -> None:
    asked = see("show la-cruz", WIDE, home, "--plain")
    assert see("show la-cruz --plain", WIDE, home) == asked
    assert see("show la-cruz", WIDE, home, MGI_PLAIN="1") == asked
    assert see("show la-cruz", WIDE, home, MGI_PLAIN="0") == see("show la-cruz", WIDE, home) != asked
    for wrong in ("show nowhere", "show --nonsense", "nonsense"):
        assert "\n  " not in see(f"{wrong} --plain", WIDE, home).err


@pytest.mark.parametrize("form", ["json", "csv", "md"])
def test_plain_changes_no_other_format(form: str, home: Path) -> None:
    line = f"gaps la-cruz -d 3 --format {form}"
    assert see(line, WIDE, home, "--plain") == see(line, WIDE, home)


def test_a_table_is_told_row_by_row(home: Path) -> None:
    assert (
        see("gaps orvenna-2025 -d 3 --status absent", WIDE, home, "--plain").out
        == """\
Gaps of Orvenna, municipality in Lower Tesk, Sandrava
Round 2, published June 2025, framework local-1

This profile is made up. It describes no real place. Basis: Made up, to show how two rounds of an assessment read \
side by side.

3 of 8 gaps: absent

3 Partnerships

3.1 Other levels of government
3.1.3 A say in national migration policy
Status: absent

3.2 Cities and networks
3.2.1 Cooperation with other cities
Status: absent
What was found: The agreement with Tesk Ford lapsed in December 2023, and no other programme with a city is in place.
Planned: Negotiate a new agreement with Tesk Ford. (responsible: Mayor's office; due: 2026)
Planned: Ask in the network of river towns who would share a language teacher. (priority: low; responsible: \
Migration desk)
3.2.3 Cooperation across borders and routes
Status: absent

Next
what would make 3.1.3 present: mgi explain 3.1.3 --framework local-1
"""
    )


def test_a_problem_is_told_with_its_line(home: Path) -> None:
    told = see("validate wrong.yaml", WIDE, home, "--plain").out
    assert told.startswith("""\
error, unknown_status, wrong.yaml, line 12, column 13
3.4.1 Civil society: "partail" is no status; there are present, partial, absent, no_evidence, not_applicable or \
not_assessed.
Line 12:     status: partail
In question: partail
Did you mean partial?
As it would be right:     status: partial

""")


def test_a_repair_is_told_without_signs(home: Path) -> None:
    (home / "town.yaml").write_text(SMALL + 'answers:\n  "3.4.1": {status: Present}\n', "utf-8")
    assert (
        run(["fix", "town.yaml", "-n", "--plain"]).out
        == """\
town.yaml
From line 3:
As before: place: {id: xaa-town, name: Town, type: city, country: XAA}
As before: assessment: {round: 1}
As before: answers:
Taken out:   "3.4.1": {status: Present}
Put in:   "3.4.1": {status: present}

1 file looked through: 1 repair could be made. Nothing was written.

Next
make the repairs: mgi fix town.yaml
"""
    )


# Questions, at a terminal of Unix


@pytest.fixture
def no_windows() -> None:
    if sys.platform == "win32":
        pytest.skip("drives a terminal of Unix")


def test_the_interview_is_told_in_words(no_windows: None, home: Path) -> None:
    terminal = Terminal("assess", "town.yaml", "--plain", COLUMNS="40")
    lines = terminal.read("Enter: next").splitlines()
    assert lines[:6] == [
        "0 of 90 answered. Enter goes to the next question, q ends; every answer is saved at once.",
        "",
        "1 Migrants' rights, 1.1 Basic services and social protection, 0 of 19 answered",
        "",
        "1.1.1 Local health services for all",
        "",
    ]
    assert {"1 present", "2 partial", "n note", "/ search", "Enter: next"} <= set(lines)
    terminal.type("1")
    assert "1.1.1 Local health services for all, now\r\npresent\r\n" in terminal.read("Enter: next")
    terminal.type("q")
    assert terminal.left() == 0
    assert not {sign for sign in SIGNS if sign in terminal.seen}
    assert "\x1b[3" not in terminal.seen


@pytest.mark.parametrize("encoding", ["ascii", "cp850"])
def test_what_is_typed_in_another_encoding_ends_nothing(no_windows: None, home: Path, encoding: str) -> None:
    terminal = Terminal("assess", "town.yaml", "--lang", "fr", PYTHONIOENCODING=encoding, TERM="dumb")
    terminal.read(r"q \w+\r\n(?s:.)*: ")
    terminal.type("n")
    terminal.read(r"\)[^)]*: \Z")
    terminal.type("\u0153uvre\r")
    seen = terminal.read(r"q \w+\r\n(?s:.)*: ")
    assert ("n'est pas dans l'encodage" in " ".join(seen.split())) == (encoding == "ascii")
    terminal.type("q")
    assert terminal.left() == 0
    assert "Traceback" not in terminal.seen


def test_progress_is_told_in_lines(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setattr("mgi_cli.cli.progress._PAUSE", -1)
    monkeypatch.setattr("mgi_cli.cli.progress._LONG_PAUSE", -1)
    drawn = see("validate wrong.yaml curly.yaml", Screen("cp850", 40), home, terminal=True)
    assert max(map(len, drawn.err.split("\r"))) < 40
    told = see("validate wrong.yaml curly.yaml --plain", Screen("cp850", 40), home, terminal=True)
    assert told.err == "Checking 1 of 2 files\nChecking 2 of 2 files\n"
    assert see("validate wrong.yaml curly.yaml", Screen("cp850", 40), home, terminal=True, TERM="dumb").err == ""


# From outside


def test_the_streams_of_a_process(no_windows: None, home: Path) -> None:
    tool("bash")
    mgi = f"{shlex.quote(sys.executable)} -m mgi_cli"
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONPATH": str(ROOT), "LANG": "fr_FR.UTF-8"}

    def bash(script: str) -> tuple[int, str, str]:
        command = ["bash", "-c", f"set -o pipefail; {script}"]
        ran = subprocess.run(command, capture_output=True, check=False, env=environment, cwd=home)
        return ran.returncode, ran.stdout.decode("ascii"), ran.stderr.decode("ascii")

    assert bash(f"(sleep 0.5; {mgi} indicators) | true") == (0, "", "")
    assert bash(f"{mgi} indicators | head -n 2")[0] == 0
    code, out, err = bash(f"{mgi} show nulle-part < /dev/null")
    assert (code, out) == (2, "")
    assert "nulle-part" in err
    assert bash(f"{mgi} show coeur.yaml > out.txt 2> err.txt < /dev/null") == (0, "", "")
    assert "Coeur-sur-OEuvre" in (home / "out.txt").read_text("ascii")
