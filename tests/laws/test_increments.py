"""After any edit the site is the one that a clean build would have made, byte for byte."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build import Build
from generator.engine.store import NAME
from tests.laws.conftest import tree

pytestmark = pytest.mark.model


def replace(old: str, new: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        for path in sorted((root / "seeds").rglob("*.*")):
            if path.is_file() and old in (text := path.read_text(encoding="utf-8")):
                path.write_text(text.replace(old, new), encoding="utf-8")
                return

    return edit


def first_article(root: Path) -> Path:
    return min((root / "seeds").glob("*.txt"))


def add(root: Path) -> None:
    (root / "seeds/new.txt").write_text(
        "Envoy visits Karachi\n\nDawn, January 5, 2024\n\nUS Ambassador Donald Blome visited Karachi on Friday.\n\n"
        "He met Foreign Minister Jalil Abbas Jilani and discussed Afghan refugees.\n",
        encoding="utf-8",
    )


def rename(root: Path) -> None:
    first_article(root).rename(root / "seeds/renamed.txt")


def delete(root: Path) -> None:
    first_article(root).unlink()


def judge(root: Path) -> None:
    (root / "content/judgements.yaml").unlink()


def settings(root: Path) -> None:
    path = root / "site.yaml"
    text = path.read_text(encoding="utf-8").replace("topic: 6", "topic: 2").replace("title: Islamabad", "title: Lahore")
    path.write_text(text, encoding="utf-8")


def put_back(root: Path) -> None:
    path = root / "seeds/new.txt"
    path.unlink()


EDITS = (replace("Munir", "Muneer"), add, rename, settings, delete, judge, put_back)


def test_increments_equal_clean_builds(site: Path, tmp_path: Path, made: Callable[..., Build]) -> None:
    made(site)
    for number, edit in enumerate(EDITS):
        edit(site)
        made(site)
        clean = tmp_path / f"clean-{number}"
        made(site, cache=tmp_path / f"cache-{number}", output=clean)
        here, there = tree(site / "public"), tree(clean)
        assert here.keys() == there.keys(), f"after edit {number}"
        assert [path for path in here if here[path] != there[path]] == [], f"after edit {number}"


def test_nothing_changed_is_nothing_written(site: Path, made: Callable[..., Build]) -> None:
    made(site)
    again = made(site)
    assert (again.published.written, again.published.removed) == (0, 0)


def test_a_damaged_store_changes_no_byte(site: Path, made: Callable[..., Build]) -> None:
    made(site)
    before = tree(site / "public")
    store = site / ".cache" / NAME
    content = bytearray(store.read_bytes())
    for start in range(4096, len(content), 40_960):
        content[start : start + 2000] = b"\x00" * len(content[start : start + 2000])
    store.write_bytes(bytes(content))
    made(site)
    assert tree(site / "public") == before
    with sqlite3.connect(store) as connection:
        connection.execute("PRAGMA user_version = 77")
    connection.close()
    made(site)
    assert tree(site / "public") == before
