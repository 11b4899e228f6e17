"""Imports only point down, and each library has its one room."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "mgi_cli"
FLOORS = (
    {"__init__", "value", "text", "location", "locales", "errors", "grammar"},
    {"model", "diagnostic"},
    {"reading", "judging"},
    {
        *("frameworks", "crosswalks", "editions", "library", "mending", "migrating", "proposing", "saving"),
        *("searching", "untranslated", "words"),
    },
    {"views"},
    {"exchange", "render"},
    {"cli", "__main__"},
)
SAME_FLOOR = {
    *(("text", "value"), ("location", "value"), ("diagnostic", "model")),
    *(
        ("library", "frameworks"),
        ("library", "words"),
        ("crosswalks", "frameworks"),
        ("editions", "frameworks"),
        ("mending", "library"),
        ("migrating", "editions"),
        ("migrating", "frameworks"),
        ("migrating", "library"),
        ("migrating", "words"),
        ("proposing", "frameworks"),
        ("proposing", "words"),
        ("searching", "library"),
        ("untranslated", "crosswalks"),
        ("untranslated", "frameworks"),
        ("__main__", "cli"),
    ),
    ("exchange", "render"),
}
HOMES = {
    "typer": ("cli/",),
    "babel": ("grammar.py",),
    "rich": ("render/terminal.py", "render/lines.py"),
    "yaml": ("reading/reader.py",),
    "ruamel": ("reading/fragments.py",),
    "lxml": ("exchange/page_html.py",),
    "pypdf": ("exchange/page_pdf.py",),
    "jsonschema": ("reading/schema.py",),
    "rapidfuzz": ("judging/likeness.py",),
    "jsonschema_rs": ("reading/schema.py",),
    "openpyxl": ("exchange/",),
    "defusedxml": ("exchange/",),
    "docx": ("render/papers/",),
    "typst": ("render/papers/",),
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Return every module that a file imports, at the top or inside, for types or to run."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def floor(name: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if name in rooms)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    here = room(path)
    for name in imported(path):
        parts = name.split(".")
        if parts[0] != "mgi_cli" or parts[1] in (here, "__version__"):
            continue
        assert floor(parts[1]) < floor(here) or (here, parts[1]) in SAME_FLOOR, f"{here} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_libraries_stay_in_their_rooms(path: Path) -> None:
    inside = path.relative_to(PACKAGE).as_posix()
    for name in imported(path):
        homes = HOMES.get(name.split(".")[0])
        assert homes is None or inside.startswith(homes), f"{inside} imports {name}"


@pytest.mark.parametrize("path", [path for path in MODULES if room(path) == "judging"], ids=lambda path: path.stem)
def test_judging_is_pure(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not called & {"print", "open", "input", "exit"}
    assert not {name.split(".")[0] for name in imported(path)} & {"os", "sys", "pathlib", "io"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_functions_fit_a_screen(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 40, f"{node.name} is too long"


def test_every_module_stands_on_a_floor() -> None:
    rooms = {room(path) for path in MODULES}
    assert rooms == set().union(*FLOORS)
