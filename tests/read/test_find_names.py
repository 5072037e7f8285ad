"""No file is lost in silence for its name, and the neighbours of the one that was named are nobody's business."""

from pathlib import Path

from generator.read import find
from generator.settings import locate


def test_two_names_that_read_the_same_are_told_and_one_is_kept(tmp_path: Path) -> None:
    names = {"caf\u00e9.txt": "composed", "cafe\u0301.txt": "apart", "a  b.txt": "two", "a b.txt": "one"}
    for name, text in names.items():
        (tmp_path / name).write_text(text)
    found = find(locate(root=tmp_path, sources=tmp_path))
    assert [(one.id, one.content) for one in found.sources] == [("a b.txt", b"one"), ("caf\u00e9.txt", b"composed")]
    assert [one.path for one in found.problems] == ["a b.txt", "caf\u00e9.txt"]
    assert all("looks the same" in one.what and one.hint for one in found.problems)


def test_the_neighbours_of_one_file_are_not_looked_at(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "b.txt").symlink_to("a.txt")
    (tmp_path / "c.txt").mkdir()
    found = find(locate(root=tmp_path, sources=tmp_path / "a.txt"))
    assert [one.id for one in found.sources] == ["a.txt"]
    assert not found.problems


def test_one_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * (3 * 1024 * 1024))
    found = find(locate(root=tmp_path, sources=tmp_path / "a.txt"))
    assert not found.sources
    assert "longer than 2 MB" in found.problems[0].what
