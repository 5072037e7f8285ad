"""The index stands beside the pages it was made from, is made only when one of them changed, and is never needed."""

import gzip
import importlib.util
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from generator import search
from generator.engine.publish import publish
from generator.engine.report import Report, StoppedError
from generator.engine.staging import Published
from tests.pages.made import site

PAGE = '<!doctype html><html lang="en"><head><title>t</title></head><body><main{}>{}</main></body></html>'


def tree(**pages: str) -> list[tuple[str, bytes]]:
    """Give files: a name that begins with ``x`` is a page that is not searched."""
    return [
        (f"{name}/index.html", PAGE.format("" if name.startswith("x") else " data-pagefind-body", text).encode())
        for name, text in pages.items()
    ]


class Site:
    def __init__(self, root: Path) -> None:
        self.output = root / "public"
        self.report = Report()

    def put(self, files: list[tuple[str, bytes]], *, now: bool = True, **settings: Any) -> Published:
        self.report = Report()
        return publish(self.output, files, finish=search.indexer(site(**settings), self.report, now=now))

    @property
    def made(self) -> int:
        return self.report.tally("search").misses

    @property
    def index(self) -> dict[str, int]:
        """Give the files of the index with their inodes: what is kept is the very same file."""
        folder = self.output / search.FOLDER
        return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def public(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_pages_that_are_to_be_searched_are_and_no_others(public: Site) -> None:
    result = public.put(tree(a="harbour", b="storm", x="index"))
    entry = json.loads((public.output / "pagefind/pagefind-entry.json").read_text())
    assert entry["languages"]["en"]["page_count"] == 2
    assert (result.written, public.report.problems) == (3, ())


def test_what_is_folded_or_leads_elsewhere_is_not_searched_but_narrows_down(public: Site) -> None:
    folded = "<details><b data-pagefind-filter='person'>Ann</b></details>"
    public.put(tree(a=f"harbour<sup>mark</sup><p class='provenance'>outlet</p>{folded}"))
    (path,) = (public.output / "pagefind/fragment").iterdir()
    told = gzip.decompress(path.read_bytes()).decode()
    assert "harbour" in told
    assert not {"mark", "outlet"} & set(re.findall(r"\w+", told.partition('"content":"')[2].partition('"')[0]))
    assert '"filters":{"person":["Ann"]}' in told


def test_interfaces_of_others_are_not_published(public: Site) -> None:
    public.put(tree(a="harbour"))
    names = set(public.index)
    assert {"pagefind.js", "pagefind-worker.js", "pagefind-entry.json"} <= names
    assert not [name for name in names if "ui" in name or "highlight" in name or name.endswith(".css")]


def counts(published: Published) -> tuple[int, int, int]:
    return (published.written, published.kept, published.removed)


def test_nothing_changed_is_no_index_made(public: Site) -> None:
    public.put(tree(a="harbour", x="index"))
    before = public.index
    assert counts(public.put(tree(a="harbour", x="index"))) == (0, 2, 0)
    assert (public.made, public.index) == (0, before)


def test_a_page_that_is_not_searched_makes_no_index(public: Site) -> None:
    public.put(tree(a="harbour", x="index"))
    before = public.index
    assert public.put(tree(a="harbour", x="another")).written == 1
    assert (public.made, public.index) == (0, before)
    assert public.put(tree(a="harbour")).removed == 1
    assert (public.made, public.index) == (0, before)


@pytest.mark.parametrize("pages", [{"a": "port"}, {"a": "harbour", "b": "new"}, {"x": "index"}])
def test_a_searched_page_that_changes_comes_or_goes_makes_it_anew(public: Site, pages: dict[str, str]) -> None:
    public.put(tree(a="harbour"))
    before = public.index
    public.put(tree(**pages))
    assert public.made == 1
    assert public.index != before
    assert len([name for name in public.index if name.endswith(".pf_meta")]) <= 1, "nothing of the old one is left"


def test_who_does_not_wait_gets_no_index_of_other_pages(public: Site) -> None:
    public.put(tree(a="harbour"))
    before = public.index
    public.put(tree(a="harbour"), now=False)
    assert public.index == before
    public.put(tree(a="port"), now=False)
    assert public.index == {}
    public.put(tree(a="port"))
    assert public.index


def test_an_index_made_later_is_published_though_no_page_changed(public: Site) -> None:
    public.put(tree(a="harbour"), now=False)
    assert counts(public.put(tree(a="harbour"))) == (0, 1, 0)
    assert public.index


def test_search_can_be_switched_off(public: Site) -> None:
    public.put(tree(a="harbour"))
    result = public.put(tree(a="harbour"), search=False)
    assert public.index == {}
    assert result.removed > 0
    assert public.report.problems == ()


def test_without_pagefind_the_site_is_published_and_the_remedy_told(
    public: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    public.put(tree(a="harbour"))
    assert (public.output / "a/index.html").is_file()
    assert public.index == {}
    (problem,) = public.report.problems
    assert "pagefind is not installed" in problem.what
    assert "pip install 'pagefind[bin]'" in problem.hint
    assert problem.severity == "warning"


@pytest.mark.parametrize("script", ["raise SystemExit(3)", "pass"])
def test_an_indexer_that_gives_up_costs_no_page(
    public: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str
) -> None:
    broken = tmp_path / "broken"
    broken.write_text(f"#!{sys.executable}\n{script}\n")
    broken.chmod(0o755)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: broken)
    public.put(tree(a="harbour"))
    assert (public.output / "a/index.html").is_file()
    assert public.index == {}
    assert "gave up" in public.report.problems[0].what


def test_an_index_that_nobody_wants_any_more_is_given_up(
    public: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    public.put(tree(a="harbour"))
    before = public.index
    slow = tmp_path / "slow"
    slow.write_text(f"#!{sys.executable}\nimport time\ntime.sleep(60)\n")
    slow.chmod(0o755)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: slow)
    asked = iter(range(5))

    def go_on() -> None:
        if next(asked, None) is None:
            raise StoppedError

    report = Report(go_on=go_on)
    with pytest.raises(StoppedError):
        publish(public.output, tree(a="port"), finish=search.indexer(site(), report))
    assert public.index == before
    assert b"harbour" in (public.output / "a/index.html").read_bytes(), "the old site stands"


def test_an_indexer_that_cannot_be_started_costs_no_page(
    public: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: tmp_path / "absent")
    public.put(tree(a="harbour"))
    assert (public.output / "a/index.html").is_file()
    assert "could not be run" in public.report.problems[0].what
