"""A real browser on a hand-made site, with everything else of the network cut off."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route, sync_playwright

from tests.render.handmade import write_site

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE, NARROW = (1280, 800), (390, 844)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as made:
        yield made


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    if not CHROMIUM.is_file():
        pytest.skip("there is no /usr/bin/chromium")
    made = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
    yield made
    made.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One page of each kind, filled with words of ordinary length."""
    return write_site(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, site: Path) -> Iterator[str]:
    """The same site under a sub-path; gives its address with a slash at the end."""
    root = tmp_path_factory.mktemp("host")
    (root / "a").mkdir()
    shutil.copytree(site, root / "a" / "b")
    with serving(root) as address:
        yield f"{address}a/b/"


@contextmanager
def serving(root: Path) -> Iterator[str]:
    """Serve a folder; gives its address with a slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=os.fspath(root)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the base class names it so
        pass


class Visit:
    """An open page, and what happened while it was open."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.failed: list[str] = []
        self.console: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("requestfailed", lambda request: self.failed.append(request.url))
        page.on("response", lambda answer: self.failed.append(answer.url) if answer.status >= 400 else None)
        page.on("console", lambda message: self.console.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.console.append(str(error)))
        page.on("dialog", self._dialog)

    def _dialog(self, dialog: Any) -> None:
        self.console.append(f"dialog: {dialog.message}")
        dialog.dismiss()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Any]:
    """Give a function that opens an address: ``visit(url, width, height, scheme)``; other hosts are unreachable."""
    contexts: list[BrowserContext] = []

    def here(route: Route) -> None:
        local = route.request.url.startswith(("file://", "http://127.0.0.1:", "data:"))
        route.continue_() if local else route.abort()

    def opened(url: str, size: tuple[int, int] = WIDE, scheme: Any = "light", **options: Any) -> Visit:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, reduced_motion="reduce", **options
        )
        contexts.append(context)
        context.route("**/*", here)
        made = Visit(context.new_page())
        made.page.goto(url)
        return made

    yield opened
    for context in contexts:
        context.close()


def overflow(page: Any) -> list[str]:
    """Name what sticks out of the window to the right, leaving out what scrolls or is cut by itself."""
    found: list[str] = page.evaluate(
        """() => {
          const width = document.documentElement.clientWidth, out = [];
          if (document.documentElement.scrollWidth > width) out.push('the page');
          for (const one of document.querySelectorAll('body *')) {
            if (one.closest('.scroll, .hidden, .brand bdi, .sources .headline bdi, pre, svg, .skip')) continue;
            const box = one.getBoundingClientRect();
            if (box.width && box.right > width + 1) out.push(one.tagName + '.' + one.className + ' ' + box.right);
          }
          return out;
        }"""
    )
    return found
