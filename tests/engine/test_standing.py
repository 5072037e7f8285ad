"""A run is remembered as a whole for as long as every file that it read or wrote stands as it was, and no longer."""

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.engine.standing import NAME, Place, Standing, recall, tree_of

TOLD = {"counts": [1, 2]}


def keep(before: Standing, root: Path) -> None:
    before.keep(root / "public", tree_of(root / "public"), TOLD)


def site(root: Path) -> Path:
    for name, text in {
        "seeds/a.txt": "one",
        "seeds/deep/b.txt": "two",
        "public/index.html": "home",
        "public/.nojekyll": "",
        "config.yaml": "title: A",
        ".cache/store": "",
        "seeds/.git/index": "x",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def remember(root: Path) -> None:
    time.sleep(0.12)  # what changed within a tick of the clock is not trusted
    places = (Place(path=root / "seeds", without=(root / "seeds/left",)), Place(path=root / "config.yaml"))
    Standing.before(root / ".cache", ["call", "another way to say it"], (*places, Place(path=root / "themes"))).keep(
        root / "public", tree_of(root / "public"), TOLD
    )


def recalled(root: Path) -> object:
    return recall(root / ".cache", "call")


def test_what_stands_is_recalled(tmp_path: Path) -> None:
    remember(site(tmp_path))
    assert recalled(tmp_path) == TOLD
    assert recall(tmp_path / ".cache", "another way to say it") == TOLD
    assert recall(tmp_path / ".cache", "another call") is None


def swap(root: Path) -> None:
    """Put another file of the same length and times in the place of one, as an editor's atomic save may."""
    old = (root / "seeds/a.txt").stat()
    (root / "seeds/a.txt.new").write_text("two")
    os.utime(root / "seeds/a.txt.new", ns=(old.st_atime_ns, old.st_mtime_ns))
    (root / "seeds/a.txt.new").replace(root / "seeds/a.txt")


def rewind(root: Path) -> None:
    """Change a file in place and set its time back."""
    old = (root / "seeds/a.txt").stat()
    (root / "seeds/a.txt").write_text("two")
    os.utime(root / "seeds/a.txt", ns=(old.st_atime_ns, old.st_mtime_ns))


CHANGES: dict[str, Callable[[Path], object]] = {
    "swapped": swap,
    "rewound": rewind,
    "longer": lambda root: (root / "seeds/a.txt").write_text("other"),
    "removed": lambda root: (root / "seeds/a.txt").unlink(),
    "renamed": lambda root: (root / "seeds/a.txt").rename(root / "seeds/c.txt"),
    "added": lambda root: (root / "seeds/deep/new.txt").write_text("new"),
    "another kind added": lambda root: (root / "seeds/note.pdf").write_text("passed over, and told"),
    "mode": lambda root: (root / "seeds/a.txt").chmod(0),
    "link": lambda root: (root / "seeds/link").symlink_to("a.txt"),
    "file gone": lambda root: (root / "config.yaml").unlink(),
    "folder come": lambda root: (root / "themes").mkdir(),
    "output edited": lambda root: (root / "public/index.html").write_text("hack"),
    "hidden output removed": lambda root: (root / "public/.nojekyll").unlink(),
    "output added": lambda root: (root / "public/more.html").write_text("foreign"),
    "output gone": lambda root: (root / "public").rename(root / "gone"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_any_change_is_seen(tmp_path: Path, change: str) -> None:
    remember(site(tmp_path))
    CHANGES[change](tmp_path)
    assert recalled(tmp_path) is None


def test_a_folder_of_articles_may_have_any_name(tmp_path: Path) -> None:
    (site(tmp_path) / "seeds/__pycache__").mkdir()
    (tmp_path / "seeds/__pycache__/c.txt").write_text("three")
    remember(tmp_path)
    (tmp_path / "seeds/__pycache__/c.txt").write_text("another")
    assert recalled(tmp_path) is None


@pytest.mark.parametrize("name", ["seeds/.git/index", "seeds/left/x.txt", ".cache/store", "elsewhere"])
def test_what_is_neither_read_nor_written_is_nobodys_business(tmp_path: Path, name: str) -> None:
    remember(site(tmp_path))
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("changed")
    assert recalled(tmp_path) == TOLD


def test_what_changed_just_before_is_not_trusted(tmp_path: Path) -> None:
    site(tmp_path)
    (tmp_path / "seeds/a.txt").write_text("now")
    keep(
        Standing.before(tmp_path / ".cache", ["call", "another way to say it"], [Place(path=tmp_path / "seeds")]),
        tmp_path,
    )
    assert recalled(tmp_path) is None


def test_what_changes_while_it_runs_is_seen(tmp_path: Path) -> None:
    site(tmp_path)
    time.sleep(0.12)
    before = Standing.before(tmp_path / ".cache", ["call", "another way to say it"], [Place(path=tmp_path / "seeds")])
    (tmp_path / "seeds/a.txt").write_text("meanwhile")
    keep(before, tmp_path)
    assert recalled(tmp_path) is None


def test_what_another_run_published_since_does_not_stand_for_this(tmp_path: Path) -> None:
    site(tmp_path)
    time.sleep(0.12)
    before = Standing.before(tmp_path / ".cache", ["call", "another way to say it"], [Place(path=tmp_path / "seeds")])
    ours = tree_of(tmp_path / "public")
    (tmp_path / "public").rename(tmp_path / "gone")
    (tmp_path / "public").mkdir()
    before.keep(tmp_path / "public", ours, TOLD)
    assert recalled(tmp_path) is None


def test_a_run_that_fails_leaves_nothing_to_recall(tmp_path: Path) -> None:
    remember(site(tmp_path))
    Standing.before(tmp_path / ".cache", ["call", "another way to say it"], [Place(path=tmp_path / "seeds")])
    assert recalled(tmp_path) is None


@pytest.mark.parametrize("content", ["", "{", "[]", '{"version": 1}', "[" * 100_000, "\x00"])
def test_a_damaged_memory_is_none(tmp_path: Path, content: str) -> None:
    remember(site(tmp_path))
    (tmp_path / ".cache" / NAME).write_text(content)
    assert recalled(tmp_path) is None


def test_another_program_recalls_nothing(tmp_path: Path) -> None:
    remember(site(tmp_path))
    path = tmp_path / ".cache" / NAME
    head, _, paths = path.read_text().partition("\n")
    path.write_text(json.dumps({**json.loads(head), "program": "older"}) + "\n" + paths)
    assert recalled(tmp_path) is None


def test_a_folder_that_cannot_be_written_remembers_nothing(tmp_path: Path) -> None:
    site(tmp_path)
    (tmp_path / "blocked").write_text("a file")
    keep(Standing.before(tmp_path / "blocked", ["call"], [Place(path=tmp_path / "seeds")]), tmp_path)
    assert recall(tmp_path / "blocked", "call") is None
