"""An editor at work: what is saved is seen in the open page, where they were reading, and so is what went wrong."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.browser, pytest.mark.model]

PERSON = "people/donald-blome/"
HOSTILE = "<img src=x onerror=window.pwned=1>.txt"


class Serving:
    """``briefbook serve`` over a copy of the demo with a theme of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.port = 0
        self.process: subprocess.Popen[str] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "generator", "serve", "--port", str(self.port)],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if found := re.search(r"http://127\.0\.0\.1:(\d+)/", line):
                self.port = int(found[1])
            if "built in" in line:
                return
        raise AssertionError("it did not build")

    def end(self) -> int:
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=60)
        return self.process.returncode

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def add(self, name: str, text: str) -> None:
        with (self.root / name).open("a", encoding="utf-8") as file:
            file.write(text)


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    root = tmp_path_factory.mktemp("site")
    for name in ("seeds", "content", "themes"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "site.yaml", root)
    (root / "seeds" / HOSTILE).symlink_to("/etc/passwd")
    made = Serving(root)
    made.start()
    yield made
    assert made.end() == 0


def opened(visit: Any, serving: Serving, path: str = "", **options: Any) -> Any:
    """Open a page and mark it, so that a reload can be told; ``builds`` counts what the page hears."""
    seen = visit(serving.address + path, **options)
    seen.page.evaluate("() => { window.kept = true; window.builds = 0; }")
    seen.page.evaluate("() => addEventListener('briefbook:build', () => { window.builds += 1; })")
    seen.page.locator("briefbook-live").wait_for(state="attached")
    return seen


def holds(page: Any, expression: str) -> None:
    """Wait until an expression holds in a page, whose policy forbids the way that Playwright has for it."""
    end = time.monotonic() + 60
    while not page.evaluate(expression):
        assert time.monotonic() < end, expression
        page.wait_for_timeout(50)


def kept(page: Any) -> bool:
    return bool(page.evaluate("window.kept === true"))


def test_a_judgement_is_seen_where_one_was_reading(visit: Any, serving: Serving) -> None:
    seen = opened(visit, serving, PERSON)
    heading = seen.page.locator("main h2").nth(3)
    heading.evaluate("one => scrollBy(0, one.getBoundingClientRect().top - 120)")
    words, place = heading.inner_text(), heading.evaluate("one => one.getBoundingClientRect().top")
    assert seen.page.evaluate("scrollY") > 300
    serving.add("content/judgements.yaml", "\n- role: Donald Blome\n  to: Keeper of the Seal\n  reason: A test.\n")
    seen.page.get_by_text("Keeper of the Seal").first.wait_for()
    assert not kept(seen.page)
    seen.page.locator("briefbook-live").wait_for(state="attached")
    again = seen.page.locator("main h2").filter(has_text=words)
    assert abs(again.evaluate("one => one.getBoundingClientRect().top") - place) < 3
    assert seen.console == []


def test_an_edit_of_an_article_is_seen_on_its_page_and_troubles_no_other(visit: Any, serving: Serving) -> None:
    name = "year-opens-with-us-pakistan-talks"
    seen, other = opened(visit, serving, f"articles/{name}/"), opened(visit, serving, "no/such/page")
    serving.edit(f"seeds/{name}.md", "and spoke of momentum", "and spoke of a zeppelin")
    seen.page.locator("main").get_by_text("spoke of a zeppelin").first.wait_for()
    holds(other.page, "window.builds > 0")
    assert kept(other.page)


def test_a_template_is_seen(visit: Any, serving: Serving) -> None:
    seen = opened(visit, serving)
    serving.edit("themes/default/templates/base.html", "</footer>", "<p>Seen at once</p></footer>")
    seen.page.get_by_text("Seen at once").first.wait_for()


def test_a_style_is_swapped_without_a_reload(visit: Any, serving: Serving) -> None:
    seen = opened(visit, serving, PERSON)
    seen.page.evaluate("scrollTo(0, 300)")
    for colour in ("rgb(1, 2, 3)", "rgb(4, 5, 6)"):
        serving.add("themes/default/assets/style.css", f"\nmain h1 {{ color: {colour} !important; }}\n")
        holds(seen.page, f"getComputedStyle(document.querySelector('h1')).color === '{colour}'")
    assert kept(seen.page)
    assert seen.page.evaluate("scrollY") == 300
    holds(seen.page, "document.querySelectorAll('link[rel=stylesheet]').length === 1")


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("content/judgements.yaml", "- merge: [", "- merge: ]["),
        ("themes/default/templates/home.html", "{% block main %}", "{% block main %}{{ ohno }}"),
        ("site.yaml", "topics:", "topicz:"),
    ],
)
def test_a_problem_stands_over_the_page_until_it_is_mended(
    visit: Any, serving: Serving, name: str, good: str, bad: str
) -> None:
    seen = opened(visit, serving)
    heading = seen.page.locator("h1").inner_text()
    serving.edit(name, good, bad)
    panel = seen.page.get_by_role("alert")
    panel.wait_for()
    assert f"{name}:" in panel.inner_text()
    assert seen.page.locator("h1").inner_text() == heading
    again = opened(visit, serving, "people/")
    again.page.get_by_role("alert").wait_for()
    seen.page.keyboard.press("Escape")
    panel.wait_for(state="detached")
    serving.edit(name, bad, good)
    again.page.get_by_role("alert").wait_for(state="detached")
    assert seen.console == []


def test_a_page_finds_the_server_again_and_what_changed_meanwhile(visit: Any, serving: Serving) -> None:
    seen = opened(visit, serving)
    assert serving.end() == 0
    serving.add("themes/default/assets/style.css", "\nmain h1 { color: rgb(7, 8, 9) !important; }\n")
    serving.start()
    holds(seen.page, "getComputedStyle(document.querySelector('h1')).color === 'rgb(7, 8, 9)'")
    assert kept(seen.page)
    assert serving.end() == 0
    serving.edit("site.yaml", "title: Islamabad", "title: Sialkot")
    serving.start()
    seen.page.locator("h1").get_by_text("Sialkot").wait_for()


def test_review_gives_a_line_that_settles_a_pair(visit: Any, serving: Serving) -> None:
    judgements = serving.root / "content/judgements.yaml"
    text = judgements.read_text(encoding="utf-8")
    judgements.write_text(
        text.partition("- split:")[0] + "- merge: [No One, Nobody]\n  reason: None.\n", encoding="utf-8"
    )
    seen = opened(visit, serving, "_briefbook/review/", permissions=["clipboard-read", "clipboard-write"])
    pair = seen.page.locator("#pairs li").filter(has_text="Angela P. Blome")
    pair.wait_for()
    seen.page.locator("#judgements").get_by_text("No One").wait_for()
    assert HOSTILE in seen.page.locator("#problems").inner_text()
    assert seen.page.evaluate("window.pwned === undefined")
    pair.get_by_role("button").first.click()
    seen.page.get_by_text("Copied").wait_for()
    line = seen.page.evaluate("navigator.clipboard.readText()")
    assert line.startswith("- {merge: [")
    serving.add("content/judgements.yaml", line.replace("merge", "split") + "\n")
    pair.wait_for(state="detached")
    assert kept(seen.page)
    assert seen.console == []


def test_what_the_server_adds_can_be_used_by_all(visit: Any, serving: Serving) -> None:
    serving.edit("content/judgements.yaml", "- merge: [", "- merge: ][")
    for path in ("", "_briefbook/review/"):
        seen = opened(visit, serving, path)
        seen.page.get_by_role("alert").wait_for()
        found = Axe().run(seen.page)
        assert found.violations_count == 0, found.generate_report()
    serving.edit("content/judgements.yaml", "- merge: ][", "- merge: [")


def test_the_published_files_hold_nothing_of_it(serving: Serving) -> None:
    for path in (serving.root / "public").rglob("*.html"):
        assert b"live.js" not in path.read_bytes()
        assert b"_briefbook" not in path.read_bytes()
