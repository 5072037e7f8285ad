"""Search in a real browser: from any name or word to the page, under a sub-path, by keyboard, and without an index."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from generator import render, search
from generator.engine.publish import publish
from generator.engine.report import Report
from generator.nouns.briefing import Brief
from generator.nouns.content import Content
from generator.nouns.findings import Findings
from generator.pages import plan
from tests.browser.conftest import NARROW, Quiet, overflow
from tests.pages import made
from tests.render.handmade import contents, site_of
from tests.texts import corpus

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=window.pwned=1>"
ARTICLES = {
    "post/a.txt": "! Núñez opens the harbour\nJosé Núñez opened the harbour. He spoke of “a lighthouse of trust”.",
    "post/b.txt": "! constructor\nAnn Lee saw a storm at the harbour. She left " + HOSTILE + " behind.",
}


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site, planned, drawn and indexed."""
    texts = corpus(ARTICLES, names=["José Núñez", "Ann Lee"], agencies={"post/a.txt": "SPW"})
    actors = made.actors(texts)
    topic = made.topic(texts, "harbour")
    opened = made.statement(texts, "post/a.txt", "José Núñez opened the harbour.")
    briefing = made.briefing(texts, actors={actors[1].id: Brief(statements=(opened,))})
    findings = Findings(actors=actors, topics=(topic,), passages=topic.passages)
    site = site_of(tmp_path_factory.mktemp("searched"))
    pages = tuple(plan(briefing, findings, texts, site, Content()))
    theme = render.load(site)
    drawn = contents(site, pages)
    files = {page.path: content for page, content in zip(pages, drawn, strict=True)} | render.assets(theme)
    report = Report()
    publish(site.output, files.items(), finish=search.indexer(site, report))
    assert report.problems == ()
    return site.output


@contextmanager
def host(site: Path, root: Path) -> Iterator[str]:
    """Serve a copy of the site under a sub-path; gives its address with a slash at the end."""
    shutil.copytree(site, root / "a" / "b")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(root)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/a/b/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def hosted(public: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with host(public, tmp_path_factory.mktemp("host")) as address:
        yield address


@pytest.fixture(scope="module")
def unindexed(public: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    bare = tmp_path_factory.mktemp("bare") / "site"
    shutil.copytree(public, bare, ignore=shutil.ignore_patterns(search.FOLDER))
    with host(bare, tmp_path_factory.mktemp("host")) as address:
        yield address


def found(page: Any, words: str) -> list[str]:
    """Type words, wait for what is found, and give the titles."""
    page.locator("#search-told").evaluate("one => { one.textContent = '' }")
    page.locator("#search-words").fill(words)
    page.locator("#search-told:not(:empty)").wait_for()
    if page.locator("#search-told").inner_text() != "Nothing found":
        page.locator("#search-found a:visible, #search-list a:visible").first.wait_for()  # they follow their number
    return list(page.locator("#search-found a:visible, #search-list a:visible").all_inner_texts())


@pytest.mark.parametrize("words", ["Núñez", "nunez", "NUNEZ", "jose nun"])
def test_a_person_is_found_by_any_spelling_under_a_sub_path(visit: Any, hosted: str, words: str) -> None:
    seen = visit(f"{hosted}search/index.html")
    assert "José Núñez" in found(seen.page, words)[:2]
    assert all(url.startswith(hosted) for url in seen.requests), seen.requests
    assert seen.console == []
    assert seen.failed == []


def test_a_word_of_a_quote_leads_to_its_very_sentence(visit: Any, hosted: str) -> None:
    page = visit(f"{hosted}search/index.html").page
    assert found(page, "lighthouse")[0] == "Núñez opens the harbour"
    assert page.locator("#search-found mark").first.inner_text() == "lighthouse"
    page.locator("#search-found a").first.click()
    page.wait_for_url("**/articles/**")
    assert page.url.startswith(f"{hosted}articles/")
    assert page.url.endswith("#s-1-1")


def test_what_is_found_is_narrowed_down_by_kind_and_person(visit: Any, hosted: str) -> None:
    page = visit(f"{hosted}search/index.html").page
    every = found(page, "harbour")
    assert {"Núñez opens the harbour", "constructor", "The harbour"} <= set(every)
    page.locator("#search-kind").select_option("Article")
    page.locator("#search-person").select_option("Ann Lee")
    page.locator("#search-found li:nth-child(2)").wait_for(state="detached")
    assert page.locator("#search-found a").all_inner_texts() == ["constructor"]
    assert page.locator("#search-told").inner_text() == "1 page"


def test_it_works_by_keyboard_alone(visit: Any, hosted: str) -> None:
    page = visit(f"{hosted}search/index.html").page
    page.keyboard.press("/")
    page.keyboard.type("harbour")
    page.locator("#search-found a").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == page.locator("#search-found a").nth(1).inner_text()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "search-words"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "search-words"
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/search/" not in url)


def test_going_back_finds_the_same_again(visit: Any, hosted: str) -> None:
    page = visit(f"{hosted}search/index.html").page
    titles = found(page, "storm")
    page.locator("#search-found a").first.click()
    page.wait_for_url("**/articles/**")
    page.go_back()
    page.locator("#search-found a").first.wait_for()
    assert page.locator("#search-words").input_value() == "storm"
    assert page.locator("#search-found a").all_inner_texts() == titles


@pytest.mark.parametrize("words", [HOSTILE, "constructor", "__proto__", "<script>", '"', "a" * 5000, "🙂", "\u202e"])
def test_what_is_typed_or_found_stays_text(visit: Any, hosted: str, words: str) -> None:
    seen = visit(f"{hosted}search/index.html", bypass_csp=True)
    found(seen.page, words)
    assert seen.page.evaluate("window.pwned === undefined")
    assert seen.page.locator("#search-found img").count() == 0
    assert seen.console == []


def test_words_in_the_address_stay_text(visit: Any, hosted: str) -> None:
    seen = visit(f"{hosted}search/index.html?q=%3Cimg%20src%3Dx%20onerror%3Dwindow.pwned%3D1%3E", bypass_csp=True)
    assert seen.page.locator("#search-words").input_value() == HOSTILE
    seen.page.locator("#search-told:not(:empty)").wait_for()
    assert seen.page.evaluate("window.pwned === undefined")


@pytest.mark.parametrize("words", ["núñez", "nunez"])
def test_from_the_file_system_the_list_is_narrowed_down(visit: Any, public: Path, words: str) -> None:
    seen = visit((public / "search/index.html").as_uri())
    assert "José Núñez" in found(seen.page, words)
    assert "Ann Lee" not in found(seen.page, words)
    assert seen.console == []


def test_without_an_index_the_list_serves(visit: Any, unindexed: str) -> None:
    page = visit(f"{unindexed}search/index.html").page
    assert found(page, "nunez") == ["José Núñez", "Núñez opens the harbour"]


def test_the_field_keeps_within_a_phone(visit: Any, hosted: str) -> None:
    page = visit(f"{hosted}search/index.html", NARROW).page
    assert page.locator("#search-words").is_visible()
    assert overflow(page) == []


def test_without_javascript_the_page_is_a_whole_list(visit: Any, public: Path) -> None:
    page = visit((public / "search/index.html").as_uri(), NARROW, java_script_enabled=False).page
    assert not page.locator("#search").is_visible()
    titles = set(page.locator("#search-list a").all_inner_texts())
    assert {"José Núñez", "Ann Lee", "The harbour", "Núñez opens the harbour", "constructor"} <= titles
