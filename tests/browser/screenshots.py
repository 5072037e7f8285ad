"""Take pictures of one page of each kind, wide, narrow, dark and printed: ``python -m tests.browser.screenshots``.

Usage: ``python -m tests.browser.screenshots SITE FOLDER`` with a built site (``public``) and where to put the pictures.
The pictures in the README are ``home-fold.png`` and ``people-index-fold.png`` of the demo.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS, NARROW, WIDE

SECTIONS = ("topics", "people", "organisations", "places", "articles")
SHOTS = (("wide", WIDE, "light"), ("narrow", NARROW, "light"), ("dark", WIDE, "dark"))


def kinds(site: Path) -> dict[str, Path]:
    """Choose one page of each kind: the largest of a section, which shows most, and every page of its own."""
    found = {"home": site / "index.html", "not-found": site / "404.html"}
    for section in SECTIONS:
        pages = sorted((site / section).glob("*/index.html"), key=lambda page: (-page.stat().st_size, page))
        found[f"{section}-index"] = site / section / "index.html"
        if pages:
            found[section] = pages[0]
    found |= {name: site / name / "index.html" for name in ("timeline", "differences", "outlets", "about")}
    return {name: page for name, page in found.items() if page.is_file()}


def take(browser: Browser, pages: dict[str, Path], folder: Path) -> int:
    """Write the pictures, and each page as it prints; gives how many files."""
    folder.mkdir(parents=True, exist_ok=True)
    taken = 0
    for shot, (width, height), scheme in SHOTS:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
            device_scale_factor=2 if shot == "narrow" else 1,
        )
        page = context.new_page()
        for name, path in pages.items():
            page.goto(_address(page, path))
            page.screenshot(path=folder / f"{name}-{shot}.png", full_page=True)
            taken += 1
            if shot == "wide":
                page.screenshot(path=folder / f"{name}-fold.png")
                page.pdf(path=folder / f"{name}.pdf", prefer_css_page_size=True)
                taken += 2
        context.close()
    return taken


def _address(page: Page, path: Path) -> str:
    """Give the address of a page; the one for no page stands where there is none, as a host would show it."""
    if path.name != "404.html":
        return path.resolve().as_uri()
    absent = (path.parent / "people" / "nobody-at-all" / "index.html").resolve().as_uri()
    page.route(absent, lambda route: route.fulfill(body=path.read_bytes(), content_type="text/html; charset=utf-8"))
    return absent


def main(arguments: list[str]) -> int:
    """Run the command; gives its exit status."""
    if len(arguments) != 2 or not (Path(arguments[0]) / "index.html").is_file():
        sys.stderr.write(__doc__ or "")
        return 2
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        taken = take(browser, kinds(Path(arguments[0])), Path(arguments[1]))
        browser.close()
    sys.stdout.write(f"{taken} files in {arguments[1]}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
