"""The index for search as you type: Pagefind reads the finished pages and writes what its script looks things up in.

The index is made in the new tree before it is published, so that readers never see pages of one build and an index of
another, and it is taken over as long as no page in it has changed. Pagefind does not give the same bytes twice: this
one folder is not under the law that the same articles make the same site.
"""

import importlib.util
import shutil
import subprocess
from contextlib import suppress
from functools import partial
from pathlib import Path

from generator.engine.report import Report
from generator.engine.staging import Added, Finish, Staged
from generator.nouns.problem import Problem
from generator.settings import Site

FOLDER = "pagefind"
"""Where the index stands in a site; the script of the search page looks for it there."""

LIMIT = 600
"""Seconds after which an index is given up: that of ten thousand articles takes half a minute."""

# What is searched is English, as the articles are, whatever the language of the pages' own words.
_LANGUAGE = "en"
_LOOKS = 20  # times a second at which an index that is being made may be stopped
# Ways around the page, lines to copy, sources and marks that lead to them, and what pages quote of the articles: nobody
# looks for these, or finds them where they stand. What is left out may still be what a search narrows down by.
_LEFT_OUT = "nav, pre, sup, details, aside, section section, .entries, .provenance"
_MARK = b"data-pagefind-body"
_ENTRY = f"{FOLDER}/pagefind-entry.json"
# Ready-made interfaces, which we do not use: more than half of what Pagefind writes for a small site.
_UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js")


def indexer(site: Site, report: Report, *, now: bool = True) -> Finish:
    """Give what adds the index to a new tree.

    With ``now`` false nobody waits: an index that would have to be made is left out until the next build that makes
    it, and the search page looks through its own list.
    """
    return partial(_finish, site, report, now)


def _finish(site: Site, report: Report, now: bool, staged: Staged) -> Added:  # noqa: FBT001 - by `partial` alone
    if not site.settings.search:
        return Added()
    with report.timed("search") as tally:
        if not outdated(staged) and staged.keep(FOLDER):
            tally.hits += 1
            return Added(folder=FOLDER)
        if not now:
            return Added()
        tally.misses += 1
        told = _made(staged.tree, report)
    if told:
        shutil.rmtree(staged.tree / FOLDER, ignore_errors=True)
        hint = "pip install 'pagefind[bin]', or set `search: false`; until then the search page is a plain list"
        report.add([Problem(path="site.yaml", what=f"the index for search could not be made: {told}", hint=hint)])
        return Added()
    return Added(folder=FOLDER, fresh=True)


def outdated(staged: Staged) -> bool:
    """Tell whether the old site's index does not fit the new tree: it is not there, or a page of it has changed."""
    return not (staged.before / _ENTRY).is_file() or any(
        _indexed(folder / name)
        for name in staged.changed
        if name.endswith(".html")
        for folder in (staged.tree, staged.before)
    )


def _indexed(page: Path) -> bool:
    try:
        return _MARK in page.read_bytes()
    except FileNotFoundError:
        return False


def _made(tree: Path, report: Report) -> str:
    """Make the index; say what went wrong, if anything."""
    if importlib.util.find_spec("pagefind_bin") is None:
        return "pagefind is not installed"
    from pagefind_bin import get_executable  # noqa: PLC0415 - a build that finds its index needs it not

    options = ["--site", ".", "--output-subdir", FOLDER, "--keep-index-url", "--silent"]
    options += ["--exclude-selectors", _LEFT_OUT, "--force-language", _LANGUAGE]
    try:
        code = _run([str(get_executable()), *options], tree, report)
    except OSError as error:
        return f"pagefind could not be run: {type(error).__name__}"
    if code or not (tree / _ENTRY).is_file():
        return f"pagefind gave up with code {code}"
    for pattern in _UNUSED:
        for path in sorted((tree / FOLDER).glob(pattern)):
            path.unlink()
    return ""


def _run(command: list[str], folder: Path, report: Report) -> int | None:
    """Run a command in a folder where no settings of anybody else's lie; give its exit code, or None if it took too
    long. It ends with the run that wanted it.
    """
    silent = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=folder, env={}, stdin=silent, stdout=silent, stderr=silent) as process:  # noqa: S603
        try:
            for _ in range(LIMIT * _LOOKS):
                report.go_on()
                with suppress(subprocess.TimeoutExpired):
                    return process.wait(1 / _LOOKS)
        finally:
            process.kill()
    return None
