"""Reading a folder that others filled: links, pipes, sizes and names as an attacker or a bad day would have them."""

import errno
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from generator.errors import InputError
from generator.safe.files import File, Skipped, read, walk


def walked(root: Path, **options: object) -> tuple[dict[str, bytes], dict[str, str]]:
    found = list(walk(root, **options))  # type: ignore[arg-type]
    return (
        {one.path: one.content for one in found if isinstance(one, File)},
        {one.path: one.reason for one in found if isinstance(one, Skipped)},
    )


def refuse(path: str, *_: object, **__: object) -> int:
    raise PermissionError(errno.EACCES, "Permission denied", path)


def test_files_come_in_the_order_of_their_bytes_at_any_depth(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a.txt", "ä.txt", "Z.txt", "a/b/c/d.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    files, skipped = walked(tmp_path)
    assert list(files) == ["Z.txt", "a/b/c/d.txt", "a/z.txt", "a.txt", "b.txt", "ä.txt"]
    assert files["a/z.txt"] == b"a/z.txt"
    assert not skipped


def test_links_are_not_followed_and_told(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("secret")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "file.txt").symlink_to(outside / "secret.txt")
    (inside / "folder").symlink_to(outside)
    (inside / "loop").symlink_to(inside)
    (inside / "dangling.txt").symlink_to("nowhere")
    files, skipped = walked(inside)
    assert files == {}
    assert set(skipped) == {"file.txt", "folder", "loop", "dangling.txt"}
    assert all("link" in reason for reason in skipped.values())


def test_pipes_sockets_and_folders_in_the_place_of_files_do_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(tmp_path / "socket.txt"))
    files, skipped = walked(tmp_path)
    server.close()
    assert files == {}
    assert set(skipped) == {"pipe.txt", "socket.txt"}


def test_dot_files_backups_and_bad_names_are_skipped(tmp_path: Path) -> None:
    for name in (".hidden.txt", "a.txt~", "a.txt.swp", "#a.txt#", "bell\x07.txt"):
        (tmp_path / name).write_text("x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "a.txt").write_text("x")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.txt")).write_text("x")
    files, skipped = walked(tmp_path)
    assert files == {}
    assert len(skipped) == 7


def test_names_are_the_same_in_every_locale(tmp_path: Path) -> None:
    (tmp_path / "é").mkdir()
    (tmp_path / "é" / "ü.txt").write_text("x")
    code = "import sys; from pathlib import Path; from generator.safe.files import walk; "
    code += "print(ascii([one.path for one in walk(Path(sys.argv[1]))]), sys.getfilesystemencoding())"
    found = []
    for locale in ({"PYTHONUTF8": "1"}, {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}):
        environment = {**os.environ, **locale}
        done = subprocess.run(
            [sys.executable, "-c", code, tmp_path], env=environment, capture_output=True, check=True, text=True
        )
        found.append(done.stdout.split("] ")[0])
    assert found == ["['\\xe9/\\xfc.txt'"] * 2


def test_the_cap_holds(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_bytes(b"x" * 101)
    (tmp_path / "short.txt").write_bytes(b"x" * 100)
    files, skipped = walked(tmp_path, limit=100)
    assert list(files) == ["short.txt"]
    assert "longer" in skipped["long.txt"]


def test_a_sparse_giant_is_refused_without_reading(tmp_path: Path) -> None:
    with (tmp_path / "giant.txt").open("wb") as file:
        file.truncate(1 << 40)
    _, skipped = walked(tmp_path)
    assert "longer" in skipped["giant.txt"]


def test_excluded_folders_are_passed_over_in_silence(tmp_path: Path) -> None:
    for name in ("public", "seeds"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text("x")
    files, skipped = walked(tmp_path, exclude=(tmp_path / "public", tmp_path / "absent"))
    assert list(files) == ["seeds/a.txt"]
    assert not skipped


def test_a_folder_that_is_marked_as_foreign_is_passed_over(tmp_path: Path) -> None:
    for name in (".mark", "a/.mark", "a/b.txt", "c/b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    files, skipped = walked(tmp_path, foreign=".mark")
    assert list(files) == ["c/b.txt"]  # the folder walked was asked for by name
    assert set(skipped) == {".mark", "a"}


def test_what_nobody_asked_for_is_passed_over_in_silence(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"x")
    os.mkfifo(tmp_path / "pipe")
    assert walked(tmp_path, accept=lambda path: path.endswith(".txt")) == ({}, {})


def test_folders_nested_too_deep_are_told(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(40):
        deep /= "d"
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text("x")
    files, skipped = walked(tmp_path)
    assert files == {}
    assert "deeper" in next(iter(skipped.values()))


def test_a_folder_that_is_not_there_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        list(walk(tmp_path / "absent"))
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError):
        list(walk(tmp_path / "file"))


def test_reading_one_file(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.txt").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    assert read(tmp_path, "a/b.txt") == b"x"
    with pytest.raises(FileNotFoundError):
        read(tmp_path, "a/c.txt")
    for path in ("link/b.txt", "../" + tmp_path.name + "/a/b.txt", "a/../a/b.txt", "/etc/passwd", "a", "", "a//b.txt"):
        with pytest.raises(InputError):
            read(tmp_path, path)
    with pytest.raises(InputError, match="longer"):
        read(tmp_path, "a/b.txt", limit=0)
    with pytest.raises(NotADirectoryError):
        read(tmp_path / "a/b.txt", "c.txt")


def test_what_the_system_refuses_is_told_with_a_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("x")
    monkeypatch.setattr("generator.safe.files.os.open", refuse)
    for call in (lambda: read(tmp_path, "a.txt"), lambda: list(walk(tmp_path))):
        with pytest.raises(InputError, match="may not be read") as told:
            call()
        assert told.value.hint
