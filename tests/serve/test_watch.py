"""Watching goes on whatever comes into the watched folders, and however fast."""

import time
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
