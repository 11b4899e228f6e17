"""Pages in a real browser: Chromium without a window, driven by Playwright, with axe-core to judge accessibility."""

from __future__ import annotations

import json
import shutil
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from conftest import ROOT, missing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TOOLS = ROOT / ".tools" / "node_modules"
"""Where ``npm install --prefix .tools axe-core html-validate`` puts the judges of pages, and those of documents."""

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def node_tool(name: str) -> Path:
    """Return a file of a package of npm's; without it the test is skipped, or fails where all is required."""
    path = TOOLS / name
    package = "/".join(name.split("/")[: 2 if name.startswith("@") else 1])
    return path if path.exists() else missing(f"npm install --prefix .tools {package}")


@contextmanager
def browser() -> Iterator[Any]:
    """Give a browser; without one, or without what drives it, the test is skipped or fails."""
    chromium = next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )
    if not find_spec("playwright"):
        missing("playwright")
    with import_module("playwright.sync_api").sync_playwright() as play:
        yield play.chromium.launch(executable_path=chromium or missing("chromium"), args=["--no-sandbox"])


@contextmanager
def opened(
    browser: Any, path: Path, *, width: int = 1280, scheme: str = "light", judged: bool = False
) -> Iterator[Any]:
    """Give a page opened from disk; whatever it asks for, logs or fails at is in its list ``asked``.

    With ``judged`` a script of the test's own may run in it, which the page itself forbids.
    """
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce", bypass_csp=judged
    )
    page = context.new_page()
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: page.asked.append(message.text))
    page.on("pageerror", lambda error: page.asked.append(str(error)))
    page.goto(path.as_uri())
    yield page
    context.close()


def violations(page: Any) -> list[str]:
    """Return what axe-core finds wrong with a page, a line for each rule."""
    page.evaluate(node_tool("axe-core/axe.min.js").read_text("utf-8"))
    found = page.evaluate(f"axe.run(document, {{runOnly: {json.dumps(RULES)}}})")
    assert len(found["passes"]) > 30, "axe-core has judged next to nothing"
    return [f"{item['id']}: {item['nodes'][0]['html'][:200]}" for item in found["violations"]]
