"""A small site with everything in it, and ways to build it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import search
from generator.build import Build, build
from generator.engine.executor import Engine
from generator.engine.store import Store
from generator.engine.trees import MARKER
from generator.settings import locate

ROOT = Path(__file__).parents[2]


def tree(folder: Path) -> dict[str, bytes]:
    """Give a site's files by path, without the index for search: Pagefind does not give the same bytes twice."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MARKER and not path.is_relative_to(folder / search.FOLDER)
    }


def copied(folder: Path) -> Path:
    """Copy the demo site's inputs into ``folder``."""
    for name in ("seeds", "content"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "site.yaml", folder / "site.yaml")
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Give a copy of the demo site."""
    root = tmp_path / "site"
    root.mkdir()
    return copied(root)


@pytest.fixture
def made() -> Callable[..., Build]:
    """Give a way to build in this process, where the language model is loaded once for all tests."""

    def make(root: Path, *, cache: Path | None = None, output: Path | None = None, jobs: int = 1) -> Build:
        found = locate(root=root, cache=cache, output=output)
        store = Store(found.cache)
        try:
            return build(found, Engine(store, jobs=jobs, worth=1))
        finally:
            store.close()

    return make
