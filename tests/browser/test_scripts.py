"""What scripts add: a remembered switch of light and dark, previews, narrowing an index; and what pages weigh."""

import gzip
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import NARROW, WIDE, serving
from tests.render.handmade import KINDS

pytestmark = pytest.mark.browser

HEAVIEST = 60 * 1024
"""Bytes of a first view as a host sends it, compressed: the page, its style sheet, its scripts and its icon."""


def ground(page: Any) -> str:
    found: str = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    return found


def test_the_choice_of_dark_is_remembered_and_can_be_undone(visit: Any, served: str) -> None:
    page = visit(served + KINDS["home"]).page
    light = ground(page)
    switch = page.locator(".switch")
    assert switch.get_attribute("aria-pressed") == "false"
    switch.click()
    dark = ground(page)
    assert dark != light
    assert switch.get_attribute("aria-pressed") == "true"
    page.goto(served + KINDS["person"])
    assert ground(page) == dark
    page.go_back()
    assert ground(page) == dark
    page.locator(".switch").click()
    assert ground(page) == light
    assert page.evaluate("localStorage.length") == 0, "who agrees with the system follows it again"


def test_light_can_be_chosen_where_the_system_is_dark(visit: Any, served: str) -> None:
    page = visit(served + KINDS["home"], WIDE, "dark").page
    dark = ground(page)
    page.locator(".switch").click()
    assert ground(page) != dark
    assert Axe().run(page).violations_count == 0


def test_a_chosen_scheme_is_there_before_anything_is_drawn(visit: Any, served: str) -> None:
    page = visit(served + KINDS["home"]).page
    page.locator(".switch").click()
    page.add_init_script(
        "new MutationObserver((_, own) => { if (document.body) {"
        " window.early = document.documentElement.dataset.scheme; own.disconnect(); } })"
        ".observe(document, {childList: true, subtree: true})"
    )
    page.goto(served + KINDS["topic"])
    assert page.evaluate("window.early") == "dark"


def test_without_javascript_there_is_no_switch_and_no_field(visit: Any, site: Path) -> None:
    page = visit((site / KINDS["index"]).as_uri(), java_script_enabled=False).page
    assert not page.locator(".switch").is_visible()
    assert not page.locator(".narrow").is_visible()


@pytest.fixture(scope="module")
def linked(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site served, with a home page that leads to a person's page at an address as sites have them."""
    root = tmp_path_factory.mktemp("linked") / "site"
    shutil.copytree(site, root)
    (root / "people").mkdir()
    shutil.copytree(root / "person", root / "people" / "specimen")
    home = root / KINDS["home"]
    text = home.read_text(encoding="utf-8").replace("../person/index.html", "../people/specimen/index.html")
    home.write_text(text, encoding="utf-8")
    with serving(root) as address:
        yield address


def test_a_link_shows_what_it_leads_to_and_escape_puts_it_away(visit: Any, linked: str) -> None:
    seen = visit(linked + KINDS["home"])
    link = seen.page.locator("main a[href$='people/specimen/index.html']").first
    link.hover()
    box = seen.page.locator("#preview")
    box.wait_for()
    assert "General Specimen" in box.inner_text()
    assert link.get_attribute("aria-describedby") == "preview"
    assert Axe().run(seen.page).violations_count == 0
    seen.page.keyboard.press("Escape")
    assert box.count() == 0
    assert link.get_attribute("aria-describedby") is None
    seen.page.mouse.move(0, 0)
    link.focus()
    box.wait_for()
    assert seen.console == []


def test_a_preview_holds_words_and_no_markup(visit: Any, linked: str) -> None:
    page = visit(linked + KINDS["home"]).page
    page.locator("main a[href$='people/specimen/index.html']").first.hover()
    page.locator("#preview").wait_for()
    assert page.locator("#preview *:not(p)").count() == 0


def test_an_index_is_narrowed_by_words_and_made_whole_again(visit: Any, site: Path) -> None:
    page = visit((site / KINDS["index"]).as_uri()).page
    entries, field = page.locator(".initial li"), page.locator(".narrow input")
    every = entries.count()
    assert every > 0
    field.fill("spécimen general")
    assert page.locator(".initial li:visible").count() == every
    field.fill("nobody of that name")
    assert page.locator(".initial li:visible").count() == 0
    assert page.locator(".narrow output").inner_text() == f"0 / {every}"
    field.fill("")
    assert page.locator(".initial li:visible").count() == every


@pytest.mark.parametrize("kind", KINDS)
def test_a_first_view_is_light(site: Path, kind: str) -> None:
    parts = [site / KINDS[kind], *(one for one in (site / "assets").iterdir() if one.suffix in {".css", ".js", ".svg"})]
    assert sum(len(gzip.compress(one.read_bytes())) for one in parts) <= HEAVIEST


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("kind", ["home", "person", "topic", "article", "index"])
def test_nothing_moves_while_a_page_loads(visit: Any, served: str, kind: str, size: tuple[int, int]) -> None:
    page = visit(served + KINDS[kind], size).page
    page.wait_for_load_state("networkidle")
    moved = page.evaluate(
        """() => new Promise(done => {
          let sum = 0;
          new PerformanceObserver(list => { for (const one of list.getEntries()) sum += one.value; })
            .observe({type: 'layout-shift', buffered: true});
          setTimeout(() => done(sum), 100);
        })"""
    )
    assert moved == 0
