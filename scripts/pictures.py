"""Draw the pictures of README in each of its languages: real output of mgi. Run: python scripts/pictures.py.

Screens and the wheel are SVG. The report is photographed as a page, in Chromium driven by Playwright, and as a PDF, by
pdftoppm; where these are missing, those pictures stay as they are.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "pictures"
SCREENS = {"show": "show la-cruz", "gaps": "gaps --domain partnerships"}
"""The name of each picture of a screen and the command whose output it shows."""

LANGUAGES = ("en", "fr", "es")

WIDTH = 84

THEME = TerminalTheme(
    background=(27, 30, 38),
    foreground=(222, 226, 232),
    normal=[
        (27, 30, 38), (240, 113, 120), (126, 200, 130), (230, 190, 100),
        (110, 160, 240), (205, 140, 220), (100, 195, 205), (222, 226, 232),
    ],
)  # fmt: skip

# No font is fetched from anywhere: the reader's own monospaced one is used.
FRAME = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<title>{title}</title>
<style>
.{unique_id}-matrix {{
  font-family: ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace;
  font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width;
}}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: arial, sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/>
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix" xml:space="preserve">
{matrix}
</g>
</g>
</svg>
"""


def output(command: str) -> str:
    """Return what a command prints on a terminal with colours."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("MGI_") and key != "NO_COLOR"}
    environment |= {"FORCE_COLOR": "1", "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"}
    arguments = [sys.executable, "-m", "mgi_cli", *command.split()[1:]]
    ran = subprocess.run(arguments, capture_output=True, check=True, encoding="utf-8", env=environment, cwd=ROOT)
    return ran.stdout


def picture(command: str) -> str:
    """Return a command and its output as an SVG."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, legacy_windows=False)
    for line in output(command).splitlines():
        console.print(Text.from_ansi(line), no_wrap=True, crop=False, soft_wrap=True)
    return console.export_svg(
        title=command, theme=THEME, code_format=FRAME.replace("{title}", command), unique_id="mgi"
    )


REPORTED = "la-cruz"
"""The profile whose wheel and report are shown."""


def drawn(name: str, lang: str, ending: str) -> Path:
    """Return the file of a picture; those in English bear no language in their name."""
    return FOLDER / (f"{name}.{ending}" if lang == "en" else f"{name}.{lang}.{ending}")


def mgi(lang: str, *arguments: str | Path) -> None:
    """Run a command that writes a file."""
    subprocess.run(
        [sys.executable, "-m", "mgi_cli", "--lang", lang, *arguments], capture_output=True, check=True, cwd=ROOT
    )


def page(folder: Path, lang: str) -> None:
    """Photograph the top of the report as a page."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not find_spec("playwright") or chromium is None:
        print("no Chromium or no Playwright here: report.png stays as it is")
        return
    mgi(lang, "report", REPORTED, "-o", folder / "report.html")
    with import_module("playwright.sync_api").sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        shown = browser.new_page(viewport={"width": 1200, "height": 1000})
        shown.goto((folder / "report.html").as_uri())
        shown.screenshot(path=drawn("report", lang, "png"))


def pages(folder: Path, lang: str) -> None:
    """Photograph the first page of a domain in the report as a PDF."""
    if not shutil.which("pdftoppm"):
        print("no pdftoppm here: report-pdf.png stays as it is")
        return
    mgi(lang, "report", REPORTED, "-o", folder / "report.pdf")
    size = ["-r", "80", "-f", "4", "-l", "4", "-singlefile", "-png"]
    photographed = drawn("report-pdf", lang, "png").with_suffix("")  # pdftoppm adds the ending
    subprocess.run(["pdftoppm", *size, folder / "report.pdf", photographed], check=True, capture_output=True)


def draw(lang: str) -> None:
    """Draw all pictures in a language."""
    option = "" if lang == "en" else f"--lang {lang} "
    for name, command in SCREENS.items():
        drawn(name, lang, "svg").write_text(picture(f"mgi {option}{command}"), "utf-8", newline="\n")
    mgi(lang, "export", REPORTED, "--wheel", drawn("wheel", lang, "svg"))
    with TemporaryDirectory() as made:
        page(Path(made), lang)
        pages(Path(made), lang)


if __name__ == "__main__":
    for spoken in LANGUAGES:
        draw(spoken)
