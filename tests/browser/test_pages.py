"""Pages as a reader's browser shows them: reachable, readable, within the window, and with nobody else listening."""

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import NARROW, WIDE, overflow
from tests.render.handmade import KINDS, drawn, long_site, ordinary, write

pytestmark = pytest.mark.browser

SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
EACH = pytest.mark.parametrize("kind", KINDS)


@EACH
@SIZES
@SCHEMES
def test_axe_finds_nothing(visit: Any, site: Path, kind: str, size: tuple[int, int], scheme: str) -> None:
    seen = visit((site / KINDS[kind]).as_uri(), size, scheme)
    found = Axe().run(seen.page)
    assert found.violations_count == 0, found.generate_report()


@SCHEMES
@pytest.mark.parametrize("kind", ["home", "person", "article"])
def test_axe_finds_nothing_in_the_child_theme(visit: Any, tmp_path: Path, kind: str, scheme: str) -> None:
    page = visit((write(tmp_path, drawn(ordinary(), "slate")) / KINDS[kind]).as_uri(), WIDE, scheme).page
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@EACH
@SIZES
def test_nothing_sticks_out(visit: Any, site: Path, kind: str, size: tuple[int, int]) -> None:
    assert overflow(visit((site / KINDS[kind]).as_uri(), size).page) == []


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty rows in every list, headlines of 200 characters and a name without a space."""
    return long_site(tmp_path_factory.mktemp("long"))


@EACH
@SIZES
def test_long_names_and_lists_do_not_break_the_page(visit: Any, long: Path, kind: str, size: tuple[int, int]) -> None:
    assert overflow(visit((long / KINDS[kind]).as_uri(), size).page) == []


@pytest.mark.parametrize("width", [390, 810, 1280])
def test_offices_are_read_without_scrolling_sideways(visit: Any, site: Path, width: int) -> None:
    table = visit((site / KINDS["person"]).as_uri(), (width, 800)).page.locator("[aria-labelledby=p-roles]")
    assert table.evaluate("one => one.scrollWidth - one.clientWidth") == 0


@EACH
def test_text_at_twice_the_size_does_not_break_the_page(visit: Any, site: Path, kind: str) -> None:
    seen = visit((site / KINDS[kind]).as_uri(), (640, 800))
    seen.page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert overflow(seen.page) == []


@EACH
def test_no_request_leaves_the_site_under_a_sub_path(visit: Any, served: str, kind: str) -> None:
    seen = visit(served + KINDS[kind])
    seen.page.wait_for_load_state("networkidle")
    assert all(url.startswith(served) for url in seen.requests), seen.requests
    assert served + "assets/style.css" in seen.requests
    assert seen.failed == []
    assert seen.console == []


@EACH
def test_it_works_from_the_file_system_without_javascript(visit: Any, site: Path, kind: str) -> None:
    seen = visit((site / KINDS[kind]).as_uri(), java_script_enabled=False)
    assert seen.failed == []
    assert seen.page.locator("h1").count() == 1
    assert seen.page.locator("main").inner_text().strip()


def test_the_style_sheet_applies_from_the_file_system(visit: Any, site: Path) -> None:
    page = visit((site / KINDS["home"]).as_uri()).page
    assert page.evaluate("getComputedStyle(document.querySelector('main')).paddingTop") != "0px"
    assert page.evaluate("document.querySelector('.skip').getBoundingClientRect().bottom") <= 0


def test_the_skip_link_is_first_and_comes_into_view(visit: Any, site: Path) -> None:
    page = visit((site / KINDS["person"]).as_uri()).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@EACH
@SIZES
def test_everything_is_reached_and_seen_by_keyboard(visit: Any, site: Path, kind: str, size: tuple[int, int]) -> None:
    page = visit((site / KINDS[kind]).as_uri(), size).page
    wanted = page.evaluate(
        """() => {
          window.seen = 0;
          document.addEventListener('focusin', event => {
            const style = getComputedStyle(event.target);
            window.seen += style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
          });
          return [...document.querySelectorAll('a[href], summary, [tabindex="0"]')]
            .filter(one => one.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true})).length;
        }"""
    )
    for _ in range(wanted):
        page.keyboard.press("Tab")
    assert page.evaluate("window.seen") == wanted


@SIZES
def test_a_statements_sources_stand_beside_it_or_open_in_place(visit: Any, site: Path, size: tuple[int, int]) -> None:
    page = visit((site / KINDS["home"]).as_uri(), size).page
    first = page.locator(".statement").first
    text, notes = first.locator("p").first, first.locator(".sources ol")
    if size == NARROW:
        assert not notes.is_visible()
        first.locator("summary").click()
        box, note = text.bounding_box(), notes.bounding_box()
        assert box is not None
        assert note is not None
        assert note["y"] >= box["y"] + box["height"]
    else:
        assert notes.is_visible()
        box, note = text.bounding_box(), notes.bounding_box()
        assert box is not None
        assert note is not None
        assert note["x"] >= box["x"] + box["width"]


@SIZES
def test_the_bottom_line_starts_above_the_fold(visit: Any, site: Path, size: tuple[int, int]) -> None:
    page = visit((site / KINDS["home"]).as_uri(), size).page
    box = page.locator(".bottom-line .statement p").first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= size[1]


def test_the_sentence_that_a_citation_led_to_is_marked(visit: Any, site: Path) -> None:
    address = (site / KINDS["article"]).as_uri()
    ground = "one => getComputedStyle(one).backgroundColor"
    anchor = visit(address).page.locator(".prose span[id]").nth(1).get_attribute("id")
    page = visit(f"{address}#{anchor}").page
    marked = page.locator(f'[id="{anchor}"]').evaluate(ground)
    assert marked != page.locator(".prose span[id]").first.evaluate(ground)


def test_printed_pages_have_no_navigation_and_show_the_sources(visit: Any, site: Path) -> None:
    page = visit((site / KINDS["home"]).as_uri()).page
    page.emulate_media(media="print")
    assert not page.locator("nav").first.is_visible()
    assert page.locator(".sources ol").first.is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


@EACH
def test_on_paper_there_is_nothing_to_paste_to_narrow_or_to_switch(visit: Any, site: Path, kind: str) -> None:
    page = visit((site / KINDS[kind]).as_uri()).page
    page.emulate_media(media="print")
    of_the_screen = "nav, button, input, select, summary, .fold pre, .drawing table"
    assert [one for one in page.locator(of_the_screen).all() if one.is_visible()] == []


def test_a_box_folds_all_but_its_first_differences_and_paper_shows_them(visit: Any, long: Path) -> None:
    page = visit((long / KINDS["topic"]).as_uri()).page
    shown = "list => list.filter(one => one.checkVisibility({contentVisibilityAuto: true})).length"
    assert page.locator(".difference").evaluate_all(shown) == 2
    page.emulate_media(media="print")
    assert page.locator(".difference").evaluate_all(shown) == 60
