"""The documentation says what is: commands, options, keys, outputs and pictures."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
import yaml
from typer.main import get_command

import documents
from conftest import ROOT, Mgi
from examples import output
from mgi_cli.cli.app import COMMANDS, app, load
from mgi_cli.reading import shape
from mgi_cli.views.data.tables import TABLES
from mgi_cli.words import Words
from strategies import FRAMEWORK

DOCS = ROOT / "docs"
README = documents.read("README", "en")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)?(#[^)\s]+)?\)")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_documented(command: str) -> None:
    page = (DOCS / "commands.md").read_text("utf-8")
    shared = page.split("\n## What all of them share\n")[1].split("\n## ")[0]
    own = page.split(f"\n## mgi {command}\n")[1].split("\n## ")[0]
    assert f"`mgi {command}" in own
    for parameter in load(command).params:
        for option in parameter.opts if parameter.param_type_name == "option" else ():
            assert f"`{option}`" in own + shared, option


def test_the_program_itself_is_documented() -> None:
    page = (DOCS / "commands.md").read_text("utf-8")
    for parameter in get_command(app).params:
        assert f"{parameter.opts[0]}`" in page, parameter.opts[0]
    for command in COMMANDS:
        assert f"mgi {command}" in README or command == "schema"


def sections() -> dict[str, Any]:
    schema = shape.profile_schema(FRAMEWORK, texts=False)
    names = {"place": "place", "assessment": "assessment", "source": "A source", "finding": "A finding"}
    names |= {"answer": "An answer", "evidence": "A piece of evidence", "proposal": "A proposal", "stage": "A stage"}
    names |= {"action": "A planned action"}
    return {"Head": schema} | {title: schema["definitions"][name] for name, title in names.items()}


@pytest.mark.parametrize("title", sections())
def test_every_key_of_a_profile_is_documented(title: str) -> None:
    page = (DOCS / "profile-format.md").read_text("utf-8")
    section = sections()[title]
    rows = page.split(f"\n### {title}\n")[1].split("\n### ")[0]
    for key in section["properties"]:
        (cells,) = [line.split("|") for line in rows.splitlines() if re.match(rf"\|[^|]*`{key}`", line)]
        assert ("needed" in cells[2]) == (key in section.get("required", ())), key


def test_every_table_of_data_is_documented_with_its_columns() -> None:
    page = (DOCS / "data-format.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if re.match(r"\| `\w+\.csv` \|", line)]
    assert rows == [
        f"| `{table.name}.csv` | {Words().say(f'tables.table_{table.name}')} | "
        + ", ".join(f"`{column.name}`" for column in table.columns)
        + " |"
        for table in TABLES
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(page: Any) -> None:
    for target, anchor in LINK.findall(page.read_text("utf-8")):
        if target.startswith("http"):
            continue
        there = (page.parent / target).resolve() if target else page
        assert there.exists(), target
        if anchor:
            heads = re.findall(r"^#+ (.+)$", there.read_text("utf-8"), re.MULTILINE)
            assert anchor[1:] in {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}, anchor


@pytest.mark.parametrize("lang", documents.LANGUAGES)
def test_the_wheel_in_readme_is_the_one_that_the_tool_draws(lang: str, mgi: Mgi, tmp_path: Any) -> None:
    readme = documents.read("README", lang)
    mgi("--lang", lang, "export", "la-cruz", "--wheel", tmp_path / "wheel.svg")
    (name,) = re.findall(r"docs/pictures/(wheel\S*\.svg)", readme)
    assert (DOCS / "pictures" / name).read_bytes() == (tmp_path / "wheel.svg").read_bytes(), (
        "run: python scripts/pictures.py"
    )
    for photograph in re.findall(r"docs/pictures/(\S+\.png)", readme):
        assert (DOCS / "pictures" / photograph).read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("name", sorted(path.name for path in (DOCS / "pictures").glob("[!w]*.svg")))
def test_pictures_in_readme_show_what_the_tool_prints(name: str) -> None:
    drawing = (DOCS / "pictures" / name).read_text("utf-8")
    command = re.findall(r"<title>mgi (.*)</title>", drawing)[0]
    lines = re.findall(r"<text [^>]*clip-path[^>]*>([^<]*)</text>", drawing)
    told = html.unescape("".join(lines)).replace("\xa0", "")
    assert "".join(told.split()) == "".join(output(command.split()).split()), "run: python scripts/pictures.py"
    assert "http" not in drawing.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize("lang", documents.LANGUAGES)
def test_each_picture_is_shown_in_the_readme_of_its_language(lang: str) -> None:
    shown = set(re.findall(r"docs/pictures/(\S+?)\)", documents.read("README", lang)))
    here = {path.name for path in (DOCS / "pictures").iterdir()}
    of = {name: (re.findall(r"\.(\w\w)\.", name) or ["en"])[0] for name in here}
    assert shown == {name for name in here if of[name] == lang}


def test_readme_says_what_must_be_said() -> None:
    words = " ".join(README.split())
    assert "International Organization for Migration does not endorse it" in words
    assert "No ranking" in words
    assert "not published" in words


def test_every_decision_is_listed() -> None:
    folder = DOCS / "decisions"
    listed = re.findall(r"\]\((\d\d-[\w.-]+\.md)\)", (folder / "README.md").read_text("utf-8"))
    assert listed == sorted(path.name for path in folder.glob("[0-9]*.md"))


def test_the_hooks_run_commands_that_exist_and_are_documented() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [hook["id"] for hook in hooks] == ["mgi-validate", "mgi-fix"]
    page = (DOCS / "editors.md").read_text("utf-8")
    for hook in hooks:
        program, command = hook["entry"].split()
        assert (program, command in COMMANDS) == ("mgi", True)
        assert f"- id: {hook['id']}\n" in page
        assert f"| `{hook['id']}` |" in page
        assert re.search(hook["files"], "profiles/town.yaml")
        assert re.search(hook["files"], "north/profiles/2025/town.yaml")
        assert not re.search(hook["files"], "other.yaml")
