"""Any terminal: every command and every help, in every encoding, at every width, wherever its output goes.

Nothing fails, nothing is cropped, no line is wider than the screen, and what is told is told in words.
"""

from __future__ import annotations

import re
import shutil
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pytest

import laws
from conftest import HERE
from mgi_cli.cli.app import COMMANDS
from mgi_cli.frameworks import load_framework
from mgi_cli.render.surface import GLYPHS, Surface
from mgi_cli.words import Words, languages
from pages import as_html, page
from screens import alike, run, stands

if TYPE_CHECKING:
    from pathlib import Path

    from screens import Seen

ENCODINGS = ("utf-8", "cp1252", "cp850", "cp437", "ascii")
WIDTHS = (40, 60, 80, 120, 200)

MATRIX: dict[str, tuple[str, ...]] = {
    "mgi": ("", "--version", "nonsense", "--nonsense"),
    "list": ("list --profiles .", "list --profiles nowhere"),
    "status": ("status --profiles .",),
    "show": ("show orvenna-2025", "show coeur.yaml --domain 3", "show la-cruz --by sdg -d 3", "show wrong.yaml"),
    "gaps": ("gaps orvenna-2025 --domain 3", "gaps coeur.yaml --by gcm -d 3", "gaps la-cruz -d w"),
    "diff": ("diff orvenna-2021 orvenna-2025 --domain 3", "diff la-cruz coeur.yaml -d 3"),
    "trend": ("trend marvessia --domain 4", "trend nowhere"),
    "compare": ("compare la-cruz coeur.yaml orvenna-2025 -d 3", "compare la-cruz marvessia-2025 -d 5"),
    "validate": ("validate wrong.yaml curly.yaml", "validate", "validate binary.yaml"),
    "fix": ("fix wrong.yaml curly.yaml -n", "fix curly.yaml"),
    "undo": ("undo town.yaml", "undo wrong.yaml"),
    "new": ('new oree --place Orée --type city --country XAA', "new oree"),
    "assess": ("assess town.yaml",),
    "proposals": ("proposals proposed.yaml", "proposals proposed.yaml -o list.txt"),
    "set": ("set town.yaml 3.4.1 partial --note œuvre", "set town.yaml 3.4.9 partial"),
    "migrate": ("migrate orvenna-2016.yaml --to local-1 -n",),
    "report": ("report coeur.yaml -o coeur.md",),
    "plan": ("plan coeur.yaml -o plan.md", "plan coeur.yaml -o plan.txt"),
    "export": ("export coeur.yaml -o coeur.csv", "export coeur.yaml -o coeur.json"),
    "import": ("import page.html -o made.yaml", "import wrong.yaml --into town.yaml"),
    "indicators": ("indicators --domain 3", "indicators --framework national-1 -d 4"),
    "explain": ("explain 3.4.1", "explain list_mark", "explain partial", "explain partnerships", "explain parnerships"),
    "search": ("search œuvre --in coeur.yaml", "search desk --domain 2 --in orvenna-2025"),
    "schema": ("schema nothing",),
}  # fmt: skip
"""Lines for every command, the first of each the one that is tried everywhere; more than one, errors among them."""

TOWN = """\
format: 1
framework: local-1
place: {id: xaa-coeur, name: "Cœur-sur-Œuvre", type: city, country: XAA, country_name: "Æstland — l’Île"}
assessment: {round: 2, published: "2024-05", language: fr, basis: "« Tout cela » n’est qu’inventé… ½ vrai ≠ vrai."}
illustrative: true
sources:
  plan: {title: "L’œuvre de Gdańsk", url: "https://example.org/a-long-path/with-hyphens/and-more-of-them-still"}
findings:
  pa-1: {domain: partnerships, kind: potential, text: "Pas d’œuvre — rien (汉字).", sources: [plan]}
answers:
  "3.4.1":
    status: partial
    findings: [pa-1]
    evidence: [{text: "Un chef-d’œuvre", date: "2024-03", sources: [plan]}]
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
    return run([*options, *line.split()], encoding=screen.encoding, width=screen.width, **how)  # type: ignore[arg-type]


# What must be whole


CODE = re.compile(r"\b\d\.\d{1,2}\.\d{1,2}\b")
ADDRESS = re.compile(r"https?://[^\s<>|\"']+[\w/]")
FILE = re.compile(r"[\w./-]+\.(?:yaml|md|csv|json|html|txt|xlsx)\b")
DIAGNOSTIC = re.compile(r"\b[a-z]+_[a-z_]+\b")
COMMAND = re.compile(r"\bmgi(?: [a-z-]\S*)+")


@cache
def names(lang: str) -> frozenset[str]:
    """Return the names of all indicators, domains, sub-domains and statuses in a language."""
    found: set[str] = set()
    for name in ("local-1", "national-1"):
        framework = load_framework(HERE.parent / "data" / "frameworks" / name, lang)
        found |= {domain.name for domain in framework.domains}
        found |= {part.name for domain in framework.domains for part in domain.subdomains}
        found |= {framework.text(code).label for code in framework.indicators}
        found |= {status.label for status in framework.scale.values()}
    return frozenset(found)


def phrases(shown: str, lang: str) -> set[str]:
    """Return what of a wide output must stand whole on every other screen."""
    found = {name for name in names(lang) if name in shown}
    for pattern in (CODE, ADDRESS, FILE, DIAGNOSTIC):
        found |= set(pattern.findall(shown))
    return found


def hold(line: str, lang: str, screens: list[Screen], home: Path) -> None:
    """Assert the laws of a line on some screens."""
    wide = see(line, WIDE, home, "--lang", lang)
    wanted = phrases(wide.out + wide.err, lang)
    for screen in screens:
        shown = see(line, screen, home, "--lang", lang)
        assert shown.code == wide.code, (screen, shown)
        assert "\x1b" not in shown.out + shown.err
        lost = {phrase for phrase in wanted if not stands(alike(phrase, screen.encoding), shown.lines)}
        assert not lost, (screen, "\n".join(shown.lines))
        too_wide = [text for text in shown.out.splitlines() if len(text) > screen.width and not may_be_wide(text)]
        assert not too_wide, screen
        assert unexplained(shown, wide, screen.encoding, lang) == set(), screen


_WHOLE = re.compile(r"\s*\S+|(?:\S+  |\s+)?mgi .*|\s+\+ [│|] .*|[-+@ ].*")
"""Lines that are as wide as they must be: one word, a command to copy, a line of a file as it would be, a diff."""


def may_be_wide(line: str) -> bool:
    return bool(_WHOLE.fullmatch(line))


MEANINGS = ("present", "partial", "absent", "no_evidence", "not_applicable", "not_assessed")
KINDS = ("regression", "progress", "newly_assessed", "no_longer_assessed", "scope", "restated", "evidence")


def unexplained(shown: Seen, wide: Seen, encoding: str, lang: str) -> set[str]:
    """Return the symbols on a screen beside which no word stands anywhere on it."""
    framework, words = load_framework(HERE.parent / "data" / "frameworks" / "local-1", lang), Words(lang)
    said = {str(status): known.label for status, known in framework.scale.items()}
    said |= {kind: words.say(f"diff.{kind}") for kind in KINDS}
    surface, text = Surface(encoding=encoding), " ".join(" ".join(shown.lines).split())
    told = " ".join(" ".join(wide.lines).split())
    used = {name for name in said if f"{GLYPHS[name][0]} {said[name]}" in told}
    return {name for name in used if alike(f"{surface.glyph(name)} {said[name]}", encoding) not in text}


def test_every_command_is_in_the_matrix() -> None:
    assert set(MATRIX) == {"mgi", *COMMANDS}


@pytest.mark.parametrize("line", [lines[0] for lines in MATRIX.values()])
def test_every_command_on_every_screen(line: str, home: Path) -> None:
    hold(line, "en", SCREENS, home)
