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


def built(root: Path, *options: str, **env: str) -> dict[str, bytes]:
    subprocess.run(
        [sys.executable, "-m", "generator", "build", "-q", *options],
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


def test_work_that_is_divided_between_processes_makes_the_same_bytes(tmp_path: Path) -> None:
    """Enough articles for copies of the process, and enough paragraphs for workers of their own."""
    towns, trades = ("Adria", "Brent", "Calder", "Dorne", "Esker"), ("harbour", "railway", "market", "library")
    (tmp_path / "seeds").mkdir()
    for number in range(180):
        town, trade = towns[number % 5], trades[number % 4]
        paragraphs = (
            f"# The {trade} of {town} opens again",
            f"Mayor Ada Rossi met Minister Ben Okoro in {town} on {number % 28 + 1} March 2024 to open the {trade}.",
            f'"The {trade} cost {number + 3} million," Rossi said. She thanked the builders of {town}.',
            f"The board of the {trade} in {town} said on Monday that {number + 2} people work there every day.",
            f"A spokesman for Okoro said no decision on the {trade} of {town} had been taken.",
        )
        (tmp_path / f"seeds/{number:03}.md").write_text("\n\n".join(paragraphs), encoding="utf-8")
    (tmp_path / "site.yaml").write_text("title: Towns\ntopics:\n  - {id: rail, title: Rail, terms: [railway]}\n")
    one = built(tmp_path, "--jobs", "1", "--cache", "one")
    two = built(tmp_path, "--jobs", "2", "--cache", "two")
    assert one.keys() == two.keys()
    assert [path for path in one if one[path] != two[path]] == []
