"""Reports as pages in a real browser: accessible, without a request, and everything on them works."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from conftest import Mgi, tool
from mgi_cli.cli.app import main
from pages_in_browser import browser, node_tool, opened, violations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

REPORTS = {
    "la-cruz": ("report", "la-cruz"),
    "two-rounds": ("report", "orvenna-2021", "orvenna-2025"),
    "country": ("report", "marvessia-2025"),
    "comparison": ("compare", "la-cruz", *("orvenna-2021", "orvenna-2025") * 3, "--domain", "3"),
    "plan": ("plan", "orvenna-2025"),
    "french": ("report", "la-cruz", "--lang", "fr"),
    "spanish": ("report", "orvenna-2021", "orvenna-2025", "--lang", "es"),
}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("reports")
    for name, command in REPORTS.items():
        assert main([*command, "-o", str(folder / f"{name}.html")]) == 0
    return {name: folder / f"{name}.html" for name in REPORTS}


@pytest.fixture
def page(chromium: Any, reports: dict[str, Path]) -> Iterator[Any]:
    with opened(chromium, reports["la-cruz"]) as shown:
        yield shown


def shown(page: Any) -> list[str]:
    """Return the codes of the indicators that can be seen."""
    found: list[str] = page.eval_on_selector_all(
        ".entry", "all => all.filter(e => e.checkVisibility()).map(e => e.querySelector('.code').textContent)"
    )
    return found


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (390, "light")])
@pytest.mark.parametrize("name", REPORTS)
def test_a_report_has_no_barrier_that_axe_knows(
    chromium: Any, reports: dict[str, Path], name: str, width: int, scheme: str
) -> None:
    with opened(chromium, reports[name], width=width, scheme=scheme, judged=True) as page:
        assert violations(page) == []


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_valid_html(reports: dict[str, Path], tmp_path: Path, name: str) -> None:
    settings = tmp_path / "settings.json"
    rules = ["html-validate:recommended", "html-validate:a11y", "html-validate:document"]
    settings.write_text(json.dumps({"extends": rules, "root": True}))
    tool("node")
    judge = node_tool("html-validate/bin/html-validate.mjs")
    done = subprocess.run(
        ["node", judge, "--config", settings, reports[name]], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("name", REPORTS)
def test_at_first_nothing_is_hidden(chromium: Any, reports: dict[str, Path], name: str) -> None:
    with opened(chromium, reports[name]) as page:
        hidden = "all => all.filter(part => !part.checkVisibility()).map(part => part.textContent)"
        assert page.eval_on_selector_all("main section, main article, main li", hidden) == []


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_leaves_the_page_and_nothing_fails_on_it(chromium: Any, reports: dict[str, Path], name: str) -> None:
    with opened(chromium, reports[name]) as page:
        for button in page.query_selector_all(".tools button"):
            button.click()
        page.mouse.wheel(0, 20_000)
        assert page.asked == [reports[name].as_uri()]


def test_a_script_that_is_not_the_page_s_own_does_not_run(page: Any) -> None:
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = 1\">')")
    page.wait_for_timeout(100)
    assert page.evaluate("window.ran") is None
    assert "Content Security Policy" in " ".join(page.asked)


def test_each_sector_of_the_wheel_leads_to_its_domain(page: Any) -> None:
    sectors = page.locator(".sector")
    assert sectors.count() == 6
    for number in range(1, 7):
        sector = page.locator(".sector").nth(number - 1)
        assert sector.get_attribute("aria-label").startswith(f"{number} ")
        sector.locator(".band").click()
        heading = page.locator(f"[id='{page.evaluate('location.hash')[1:]}']")
        assert heading.inner_text().startswith(f"{number} ")
        assert heading.evaluate("h => Math.abs(h.getBoundingClientRect().top) < 60")
        page.evaluate("window.scrollTo(0, 0)")


def test_the_wheel_is_walked_with_the_keyboard(page: Any) -> None:
    page.locator(".sector").first.focus()
    names = []
    for _ in range(6):
        names.append(page.evaluate("document.activeElement.getAttribute('aria-label')[0]"))
        page.keyboard.press("Tab")
    assert names == list("123456")
    page.locator(".sector").nth(4).focus()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#domain-crises"


def test_the_first_stop_of_the_keyboard_skips_to_the_content(page: Any) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#content"


def test_a_search_shows_the_indicators_that_have_all_its_words(page: Any) -> None:
    page.fill("input[type=search]", "CIVIL sociéty")
    assert "3.4.1" in shown(page)
    assert all("civil" in text.lower() and "society" in text.lower() for text in entry_texts(page))
    assert page.inner_text("output") == f"{len(shown(page))} of 90 indicators shown"


def entry_texts(page: Any) -> list[str]:
    texts: list[str] = page.eval_on_selector_all(
        ".entry", "all => all.filter(e => e.checkVisibility()).map(e => e.textContent)"
    )
    return texts


@pytest.mark.parametrize("typed", ["main-d'œuvre", "MAIN-D\u2019OEUVRE"])
def test_a_search_knows_the_letters_and_signs_of_other_languages(
    chromium: Any, reports: dict[str, Path], typed: str
) -> None:
    with opened(chromium, reports["french"]) as page:
        page.fill("input[type=search]", typed)
        assert "4.1.2" in shown(page)
        assert page.inner_text("output") == f"Indicateurs affichés\u00a0: {len(shown(page))} sur 90"


def test_a_search_that_fits_nothing_says_so_and_is_taken_back(page: Any) -> None:
    assert not page.is_visible(".nothing-fits")
    page.fill("input[type=search]", "zzzzz")
    assert shown(page) == []
    assert page.is_visible(".nothing-fits")
    page.click(".tools button")
    assert len(shown(page)) == 90
    assert page.input_value("input[type=search]") == ""


def test_the_view_of_gaps_shows_the_gaps_and_nothing_else(page: Any, mgi: Mgi) -> None:
    page.check("input[value=gaps]")
    gaps = [gap["indicator"] for gap in mgi("gaps", "la-cruz", "--format", "json").document()["gaps"]]
    assert shown(page) == gaps
    assert page.locator("input[name=status]:checked").evaluate_all("all => all.map(box => box.value)") == [
        "partial", "absent", "no_evidence",
    ]  # fmt: skip
    page.check("input[value=answered]")
    assert len(shown(page)) == 35


def test_a_status_is_shown_and_hidden(page: Any) -> None:
    page.uncheck("input[value=not_assessed]")
    assert page.is_checked("input[value=answered]")
    page.uncheck("input[value=present]")
    page.uncheck("input[value=not_applicable]")
    assert page.is_checked("input[value=gaps]")
    page.uncheck("input[value=absent]")
    assert not page.is_checked("input[value=gaps]")
    statuses = page.eval_on_selector_all(
        ".entry", "all => all.filter(e => e.checkVisibility()).map(e => e.dataset.status)"
    )
    assert set(statuses) == {"partial", "no_evidence"}


def test_a_link_to_what_is_hidden_shows_it(page: Any) -> None:
    page.fill("input[type=search]", "zzzzz")
    page.click("table a[href='#indicator-3-2-2']")
    assert "3.2.2" in shown(page)
    page.fill("input[type=search]", "zzzzz")
    page.click("table a[href='#indicator-3-2-2']")  # the address is the same as before
    assert "3.2.2" in shown(page)


def test_without_scripts_everything_is_there(chromium: Any, reports: dict[str, Path]) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(reports["la-cruz"].as_uri())
    assert page.locator(".entry:visible").count() == 90
    assert page.locator(".tools:visible").count() == 0
    context.close()


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_page_is_never_wider_than_its_window(chromium: Any, reports: dict[str, Path], name: str, width: int) -> None:
    with opened(chromium, reports[name], width=width) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
