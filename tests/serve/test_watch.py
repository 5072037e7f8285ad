"""Watching goes on whatever comes into the watched folders, and however fast."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from watchdog.events import FileSystemEvent

from generator.serve.inputs import Places
from generator.serve.watch import Watch
from tests.serve.conftest import until


def test_folders_that_come_with_folders_in_them_do_not_end_the_hearing(tmp_path: Path) -> None:
    watch = Watch()
    watch.arm(Places(tops=(str(tmp_path),), exclude=frozenset()))
    watch.start()
    try:
        for number in range(200):
            (tmp_path / str(number) / "deep/er").mkdir(parents=True)
            time.sleep(0.001 * (number % 4))  # now before, now after its parent is looked into
        last = tmp_path / "199/deep/er/last.txt"
        heard: set[str] = set()

        def found() -> bool:
            last.write_text("again")
            heard.update(watch.wait(0.1))
            return str(last) in heard

        until(found)
    finally:
        watch.end()


def test_reading_what_is_watched_makes_no_event(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kinds: set[str] = set()
    hear = Watch.on_any_event

    def noted(watch: Watch, event: FileSystemEvent) -> None:
        kinds.add(event.event_type)
        hear(watch, event)

    monkeypatch.setattr(Watch, "on_any_event", noted)
    one = tmp_path / "one.txt"
    one.write_text("first")
    watch = Watch()
    watch.arm(Places(tops=(str(tmp_path),), exclude=frozenset()))
    watch.start()
    try:

        def found() -> bool:
            assert [one.read_text() for _ in range(20)]
            one.write_text("again")
            return str(one) in watch.wait(0.1)

        until(found)
        time.sleep(0.1)
    finally:
        watch.end()
    assert kinds == {"modified"}


CHANGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "a file made": (lambda top: (top / "new.txt").write_text("new"), "new.txt"),
    "a file written": (lambda top: (top / "one.txt").write_text("again"), "one.txt"),
    "a file that takes another's place": (lambda top: (top / "two.txt").replace(top / "one.txt"), "one.txt"),
    "a file removed": (lambda top: (top / "one.txt").unlink(), "one.txt"),
    "a file moved away": (lambda top: (top / "one.txt").rename(top.parent / "one.txt"), "one.txt"),
    "a file moved here": (lambda top: (top.parent / "outside/four.txt").rename(top / "four.txt"), "four.txt"),
    "a folder made": (lambda top: (top / "new").mkdir(), "new"),
    "a folder renamed": (lambda top: (top / "folder").rename(top / "renamed"), "renamed"),
    "a folder moved away": (lambda top: (top / "folder").rename(top.parent / "away"), "folder"),
    "a folder moved here": (lambda top: (top.parent / "outside").rename(top / "outside"), "outside"),
    "a folder removed": (lambda top: (top / "empty").rmdir(), "empty"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_heard(tmp_path: Path, change: str) -> None:
    work, name = CHANGES[change]
    top = tmp_path / "top"
    for folder in ("top/folder", "top/empty", "outside"):
        (tmp_path / folder).mkdir(parents=True)
    for file in ("one.txt", "two.txt", "folder/three.txt", "../outside/four.txt"):
        (top / file).write_text("first")
    watch = Watch()
    watch.arm(Places(tops=(str(top),), exclude=frozenset()))
    watch.start()
    try:
        work(top)
        heard: set[str] = set()

        def found() -> bool:
            heard.update(watch.wait(0.1))
            return str(top / name) in heard

        until(found)
    finally:
        watch.end()
