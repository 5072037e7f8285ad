"""What counts as a change: bytes that came, changed or went; never an access, a time, or what the program writes."""

import inspect
import os
import sys
from pathlib import Path

import pytest

from generator.serve.inputs import Inputs, Places, places
from tests.serve.conftest import site_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("seeds/a.txt", "seeds/deep/b.txt", "content/judgements.yaml", "site.yaml", "public/index.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path


@pytest.fixture
def inputs(folder: Path) -> Inputs:
    return Inputs(places(site_of(folder), None))


def names(folder: Path, changed: set[str]) -> list[str]:
    return sorted(Path(one).relative_to(folder).as_posix() for one in changed)


@pytest.mark.parametrize("told", [True, False], ids=["by events", "by looking"])
@pytest.mark.parametrize("name", ["seeds/a.txt", "seeds/deep/b.txt", "content/judgements.yaml", "site.yaml"])
def test_a_file_that_changed_is_told_once(folder: Path, inputs: Inputs, name: str, *, told: bool) -> None:
    (folder / name).write_text("otherwise")
    heard = {str(folder / name)} if told else None
    assert names(folder, inputs.look(heard)) == [name]
    assert inputs.look(heard) == set()
    assert inputs.look() == set()


def test_however_deep_folders_are_nested_they_end_nothing(folder: Path) -> None:
    (folder / "seeds" / "/".join("d" * 200)).mkdir(parents=True)
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 100)
    try:
        inputs = Inputs(places(site_of(folder), None))
    finally:
        sys.setrecursionlimit(limit)
    (folder / "seeds/a.txt").write_text("otherwise")
    assert names(folder, inputs.look()) == ["seeds/a.txt"]


def test_what_only_looks_changed_is_not(folder: Path, inputs: Inputs) -> None:
    path = folder / "seeds/a.txt"
    path.read_text()
    os.utime(path, (1, 1))
    path.with_suffix(".new").write_text("seeds/a.txt")
    path.with_suffix(".new").replace(path)  # saved as it was
    assert inputs.look() == set()
    assert inputs.look({str(path)}) == set()


def test_a_change_within_one_tick_of_the_clock_is_seen_where_it_was_heard(folder: Path, inputs: Inputs) -> None:
    path = folder / "seeds/a.txt"
    before = path.stat()
    path.write_text("seeds/A.txt")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert inputs.look({str(path)}) == {str(path)}


def test_what_came_and_what_went(folder: Path, inputs: Inputs) -> None:
    (folder / "seeds/c.txt").write_text("new")
    (folder / "seeds/a.txt").rename(folder / "seeds/deep/a.txt")
    assert names(folder, inputs.look()) == ["seeds/a.txt", "seeds/c.txt", "seeds/deep/a.txt"]


def test_a_folder_that_went_takes_its_files_along_and_brings_them_back(folder: Path, inputs: Inputs) -> None:
    (folder / "seeds").rename(folder / "away")
    assert names(folder, inputs.look({str(folder / "seeds")})) == ["seeds/a.txt", "seeds/deep/b.txt"]
    (folder / "away").rename(folder / "seeds")
    assert names(folder, inputs.look({str(folder / "seeds")})) == ["seeds/a.txt", "seeds/deep/b.txt"]


@pytest.mark.parametrize(
    "name",
    ["seeds/.a.txt.swp", "seeds/a.txt~", "seeds/#a.txt#", "seeds/.git/index", "public/index.html", ".cache/store",
     ".public.briefbook-new/index.html", "thesis.txt"],
)  # fmt: skip
def test_swap_files_and_what_the_program_writes_are_nothing(folder: Path, inputs: Inputs, name: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("new")
    assert inputs.look({str(folder / name)}) == set()
    assert inputs.look() == set()


def test_its_own_site_inside_the_articles_is_nothing(folder: Path) -> None:
    where = Places(tops=(str(folder),), exclude=frozenset({str(folder / "public")}))
    inputs = Inputs(where)
    (folder / "public/index.html").write_text("new")
    assert inputs.look() == set()
    assert not where.hold(str(folder / "public" / "x" / "y.html"))
    assert where.hold(str(folder / "public2"))


def test_links_and_pipes_are_looked_at_and_not_through(folder: Path, inputs: Inputs) -> None:
    (folder / "secret").write_text("one")
    (folder / "seeds/link.txt").symlink_to(folder / "secret")
    os.mkfifo(folder / "seeds/pipe.txt")
    assert names(folder, inputs.look()) == ["seeds/link.txt", "seeds/pipe.txt"]
    (folder / "secret").write_text("two")
    assert inputs.look() == set()


def test_a_file_that_may_no_longer_be_read_has_changed(folder: Path, inputs: Inputs) -> None:
    path = folder / "seeds/a.txt"
    path.unlink()
    path.mkdir()
    assert names(folder, inputs.look({str(path)})) == ["seeds/a.txt"]
    path.rmdir()
    path.write_text("seeds/a.txt")
    assert names(folder, inputs.look({str(path)})) == ["seeds/a.txt"]


def test_one_file_as_source_leaves_its_neighbours_alone(folder: Path) -> None:
    site = site_of(folder)
    one = places(type(site)(**{**vars(site), "only": "a.txt"}), None)
    assert one.hold(str(folder / "seeds/a.txt"))
    assert not one.hold(str(folder / "seeds/deep/b.txt"))


def test_looking_where_something_was_heard_reads_nothing_else(folder: Path, inputs: Inputs) -> None:
    (folder / "seeds/deep/b.txt").write_text("otherwise")
    assert inputs.look({str(folder / "seeds/a.txt")}) == set()
    assert names(folder, inputs.look()) == ["seeds/deep/b.txt"]
