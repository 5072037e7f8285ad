"""Which files are sources, and what is said of the others."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.read import Found, again, find
from generator.settings import Settings, Site


def site_of(root: Path, *, only: str = "", exclude: tuple[Path, ...] = ()) -> Site:
    return Site(
        root=root,
        settings=Settings(),
        sources=root / "seeds",
        content=root / "content",
        output=root / "public",
        cache=root / ".cache",
        only=only,
        exclude=exclude,
    )


def found(root: Path, *, only: str = "", exclude: tuple[Path, ...] = (), before: Found | None = None) -> Found:
    site = site_of(root, only=only, exclude=exclude)
    return find(site, before.read) if before is not None else find(site)


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    return folder


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)


def ids(one: Found) -> list[str]:
    return [source.id for source in one.sources]


def test_any_depth_and_case_in_the_order_of_paths(tmp_path: Path, seeds: Path) -> None:
    put(seeds, "b.txt", "a/deep/er/c.MD", "a.markdown", "z.TEXT")
    assert ids(found(tmp_path)) == ["a.markdown", "a/deep/er/c.MD", "b.txt", "z.TEXT"]
    assert found(tmp_path).problems == ()


def test_equal_bytes_have_equal_digests(tmp_path: Path, seeds: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (seeds / name).write_bytes(b"same")
    first, second = found(tmp_path).sources
    assert first.digest == second.digest
    assert first.content == b"same"


def test_links_and_pipes_are_told_and_not_followed(tmp_path: Path, seeds: Path) -> None:
    put(tmp_path, "secret.txt", "outside/hidden.txt")
    put(seeds, "a.txt")
    (seeds / "link.txt").symlink_to(tmp_path / "secret.txt")
    (seeds / "folder").symlink_to(tmp_path / "outside")
    os.mkfifo(seeds / "pipe.txt")
    one = found(tmp_path)
    assert ids(one) == ["a.txt"]
    assert {problem.path: problem.what for problem in one.problems} == {
        "folder": "not read: it is a link, and links are not followed",
        "link.txt": "not read: it is a link, and links are not followed",
        "pipe.txt": "not read: it is not a regular file",
    }
    assert all(problem.hint and problem.severity == "warning" for problem in one.problems)


def test_a_folder_with_an_articles_name_is_a_folder(tmp_path: Path, seeds: Path) -> None:
    put(seeds, "folder.md/a.txt")
    assert ids(found(tmp_path)) == ["folder.md/a.txt"]


def test_dot_files_and_backups_are_passed_over_in_silence(tmp_path: Path, seeds: Path) -> None:
    put(seeds, "a.txt", ".hidden.txt", ".git/b.txt", "a.txt~", "a.txt.bak", "#a.txt#")
    one = found(tmp_path)
    assert ids(one) == ["a.txt"]
    assert one.problems == ()


def test_a_file_over_the_cap_is_refused(tmp_path: Path, seeds: Path) -> None:
    put(seeds, "a.txt")
    (seeds / "long.txt").write_bytes(b"x" * (2 * 1024 * 1024 + 1))
    one = found(tmp_path)
    assert ids(one) == ["a.txt"]
    assert [problem.what for problem in one.problems] == ["not read: it is longer than 2 MB"]


def test_only_reads_the_one_file_whatever_its_suffix(tmp_path: Path, seeds: Path) -> None:
    put(seeds, "a.txt", "b.article", "c.pdf")
    one = found(tmp_path, only="b.article")
    assert ids(one) == ["b.article"]
    assert one.problems == ()


def test_excluded_folders_are_left_out(tmp_path: Path, seeds: Path) -> None:
    put(seeds, "a.txt", "content/note.md", "x.pdf", "content/y.pdf")
    one = found(tmp_path, exclude=(seeds / "content",))
    assert ids(one) == ["a.txt"]
    assert [problem.what for problem in one.problems] == ["1 file of other kinds was not read: .pdf"]


def test_a_site_that_was_published_among_the_sources_is_none(tmp_path: Path, seeds: Path) -> None:
    put(seeds, "a.txt", "preview/.briefbook", "preview/robots.txt", "preview/data/README.md", "b/.other", "b/c.txt")
    one = found(tmp_path)
    assert ids(one) == ["a.txt", "b/c.txt"]
    assert one.problems == ()


def test_what_to_do_depends_on_what_is_wrong(tmp_path: Path, seeds: Path) -> None:
    put(seeds, "a.txt", "bell\x07.txt")
    (seeds / "long.txt").write_bytes(b"x" * (2 * 1024 * 1024 + 1))
    (seeds / "link.txt").symlink_to("a.txt")
    hints = {problem.path: problem.hint for problem in found(tmp_path).problems}
    assert hints == {
        "bell.txt": "rename it",
        "link.txt": "put a plain file or folder in its place",
        "long.txt": "split it, or leave it out",
    }


def test_other_kinds_are_counted_in_one_line(tmp_path: Path, seeds: Path) -> None:
    put(seeds, "a.txt", "b.pdf", "in/c.PDF", "d.jpg", "gold.json", "topics.yaml", "README")
    (problem,) = found(tmp_path).problems
    assert problem.what == "3 files of other kinds were not read: .jpg, .pdf"
    assert ".txt" in problem.hint
    assert problem.severity == "warning"


def test_no_articles_is_told_with_what_to_do(tmp_path: Path, seeds: Path) -> None:
    put(seeds, "a.pdf")
    whats = [problem.what for problem in found(tmp_path).problems]
    assert whats == ["no articles were found", "1 file of other kinds was not read: .pdf"]


def swap(path: Path) -> None:
    """Put another file in its place, as an editor does."""
    path.with_suffix(".new").write_text("b.txu")
    path.with_suffix(".new").replace(path)


def rewind(path: Path) -> None:
    """Change it in place, and set its time back."""
    status = path.stat()
    path.write_text("b.txu")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


@pytest.mark.parametrize("change", [swap, rewind])
def test_a_file_that_was_read_before_is_read_again_only_if_it_was_touched(
    tmp_path: Path, seeds: Path, change: Callable[[Path], None]
) -> None:
    put(seeds, "a.txt", "b.txt", "c.txt")
    first = found(tmp_path)
    time.sleep(0.02)  # a tick of the file system's clock
    change(seeds / "b.txt")
    (seeds / "c.txt").unlink()
    put(seeds, "d.txt")
    second = found(tmp_path, before=first)
    assert second == found(tmp_path)
    assert [one.content for one in second.sources] == [b"a.txt", b"b.txu", b"d.txt"]
    assert second.sources[0] is first.sources[0]
    (seeds / "b.txt").unlink()
    (seeds / "b.txt").symlink_to("a.txt")
    assert ids(found(tmp_path, before=second)) == ["a.txt", "d.txt"]


def test_who_knows_what_has_changed_reads_nothing_else(tmp_path: Path, seeds: Path) -> None:
    put(seeds, "a.txt", "deep/b.txt", "c.txt", "other.log")
    first, site = found(tmp_path), site_of(tmp_path)
    (seeds / "deep/b.txt").write_text("changed")
    (seeds / "c.txt").write_text("changed too")
    told = again(site, first, [str(seeds / "deep/b.txt"), str(tmp_path / "content/x.md")])
    assert told is not None
    assert [source.content for source in told.sources] == [b"a.txt", b"c.txt", b"changed"]
    assert (told.problems, told.sources[0]) == (first.problems, first.sources[0])
    told = again(site, told, [], ["c.txt"])
    assert told is not None
    assert told.sources == found(tmp_path).sources
    for path in ("new.txt", "deep"):
        assert again(site, first, [str(seeds / path)]) is None, "one that came may be anything"
    (seeds / "a.txt").unlink()
    assert again(site, first, [str(seeds / "a.txt")]) is None
    put(seeds, "d e.txt", "d  e.txt")
    alike = found(tmp_path)
    assert again(site, alike, [str(seeds / "d  e.txt")]) is None, "which of the two stands is not told by its name"
