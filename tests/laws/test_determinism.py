"""Folder, clock, time zone, locale, hash seed, workers and the order of files change no byte."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build import Build
from tests.laws.conftest import ROOT, copied, tree

pytestmark = pytest.mark.model


def built(root: Path, **env: str) -> dict[str, bytes]:
    subprocess.run(
        [sys.executable, "-m", "generator", "build", "-q"],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        check=True,
        capture_output=True,
        timeout=300,
    )
    return tree(root / "public")


def test_two_machines_make_the_same_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "far/away/two ü"
    one.mkdir()
    two.mkdir(parents=True)
    copied(one)
    copied(two)
    # The same files, made in another order: a folder lists them as its file system pleases.
    files = sorted((two / "seeds").rglob("*.*"))
    contents = {path: path.read_bytes() for path in files if path.is_file()}
    shutil.rmtree(two / "seeds")
    for number, path in enumerate(sorted(contents, key=lambda path: path.name[::-1])):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(contents[path])
        os.utime(path, (number * 1e6, number * 1e6))
    first = built(one, TZ="UTC", LC_ALL="C", PYTHONHASHSEED="1")
    second = built(two, TZ="Asia/Karachi", LC_ALL="C.UTF-8", LANG="ur_PK", PYTHONHASHSEED="4242", COLUMNS="33")
    assert first.keys() == second.keys()
    assert [path for path in first if first[path] != second[path]] == []
    for content in first.values():
        assert str(tmp_path).encode() not in content


def test_any_number_of_workers_makes_the_same_bytes(site: Path, tmp_path: Path, made: Callable[..., Build]) -> None:
    made(site, cache=tmp_path / "c1", output=tmp_path / "o1", jobs=1)
    made(site, cache=tmp_path / "c2", output=tmp_path / "o2", jobs=2)
    one, two = tree(tmp_path / "o1"), tree(tmp_path / "o2")
    assert one.keys() == two.keys()
    assert [path for path in one if one[path] != two[path]] == []
