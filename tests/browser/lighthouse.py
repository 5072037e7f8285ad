"""Measure pages with Lighthouse: ``python -m tests.browser.lighthouse SITE``, with a built site (``public``).

It needs Node and npm's ``lighthouse`` (``npm install --prefix .cache/lighthouse lighthouse``), and asks for 99 of 100
for performance and 100 for accessibility, best practices and being found. Prints a line for each page; its exit status
is 1 where one falls short.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.browser.conftest import CHROMIUM, FLAGS, serving
from tests.browser.screenshots import kinds

COMMAND = Path(".cache/lighthouse/node_modules/.bin/lighthouse")
PAGES = {"home": "home", "topic": "topics", "person": "people", "article": "articles"}
LEAST = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}


def measure(address: str) -> dict[str, int]:
    """Give Lighthouse's scores of a page, of 100 each, as a phone on a slow line sees it."""
    done = subprocess.run(
        [
            str(COMMAND),
            address,
            "--quiet",
            "--output=json",
            f"--only-categories={','.join(LEAST)}",
            f"--chrome-flags=--headless {' '.join(FLAGS)}",
        ],
        env={**os.environ, "CHROME_PATH": str(CHROMIUM)},
        capture_output=True,
        text=True,
        check=True,
    )
    categories = json.loads(done.stdout)["categories"]
    return {name: round(100 * (categories[name]["score"] or 0)) for name in LEAST}


def main(arguments: list[str]) -> int:
    """Run the command; gives its exit status."""
    if len(arguments) != 1 or not (Path(arguments[0]) / "index.html").is_file() or not COMMAND.is_file():
        sys.stderr.write(__doc__ or "")
        return 2
    site = Path(arguments[0])
    pages = kinds(site)
    short = 0
    with serving(site) as address:
        for name, kind in PAGES.items():
            path = pages[kind].relative_to(site).as_posix()
            scores = measure(address + path)
            short += any(scores[one] < least for one, least in LEAST.items())
            told = "  ".join(f"{one} {score}" for one, score in scores.items())
            sys.stdout.write(f"{name:<8} {told}  {path}\n")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
