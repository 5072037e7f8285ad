"""Edits on a bad day: in bursts, during a build, half saved, broken, undone; none is lost and none ends the builder.

Longer than most files: every case needs the same bench, and is about the same loop.
"""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.build import ledger_of, put_up
from generator.engine.executor import Engine
from generator.engine.publish import publish
from generator.engine.report import StoppedError
from generator.errors import InputError, UsageError
from generator.serve import builder as builders
from generator.serve import maker as makers
from generator.serve.builder import Builder, Outcome
from generator.serve.maker import Maker
from generator.settings import Site
from tests.serve.conftest import site_of, until


class Bench:
    """A builder whose builds join the sources, slowly if wanted; and what it told."""

    def __init__(self, root: Path) -> None:
        self.site = site_of(root)
        self.outcomes: list[Outcome] = []
        self.begun = 0
        self.indexed: list[bool] = []
        self.changed: list[frozenset[str] | None] = []
        self.warmed = 0
        self.warmth = threading.Event()
        self.warmth.set()
        self.pause = 0.0
        self.hold = threading.Event()
        self.hold.set()
        self.fault: Exception | None = None
        maker = Maker(locate=self.locate, site=self.site, jobs=1, clean=False, clock=time.monotonic)
        self.builder = Builder(maker=maker, tell=self.outcomes.append)

    def locate(self) -> Site:
        if not (self.site.root / "seeds").is_dir():
            raise UsageError("there is no folder of articles here", path="seeds")
        return self.site

    def build(self, site: Site, engine: Engine, *, index: bool, changed: frozenset[str] | None) -> Any:
        """Read as a build does, bit by bit, and publish what was read; to warm up, only wait."""
        if engine.warming and not index:
            self.warmed += 1
            while not self.warmth.wait(0.01):
                engine.report.go_on()
            return None
        self.begun += 1
        self.changed.append(changed)
        self.indexed.append(index)
        read = []
        for path in sorted(site.sources.rglob("*.txt")):
            engine.report.go_on()
            read.append(path.read_bytes())
        for _ in range(10):
            time.sleep(self.pause / 10)
            engine.report.go_on()
        while not self.hold.wait(0.01):
            engine.report.go_on()
        if self.fault:
            raise self.fault
        return publish(site.output, [("index.html", b"".join(read))])

    def page(self) -> str:
        return (self.site.output / "index.html").read_text()

    def write(self, name: str, text: str) -> None:
        (self.site.root / name).write_text(text)

    def shows(self, text: str) -> None:
        until(lambda: self.page() == text)

    def quiet(self) -> None:
        """Wait until nothing is told any more."""
        count = -1
        while count != self.begun:
            count = self.begun
            time.sleep(0.3)


def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, patience: float) -> Iterator[Bench]:
    for name in ("seeds", "content"):
        (tmp_path / name).mkdir()
    (tmp_path / "seeds/a.txt").write_text("a")
    made = Bench(tmp_path)
    monkeypatch.setattr(makers, "build", made.build)
    monkeypatch.setattr(builders, "PATIENCE", patience)
    made.builder.start()
    until(lambda: made.outcomes)
    time.sleep(0.05)
    yield made
    made.hold.set()
    made.builder.end()


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    yield from begun(tmp_path, monkeypatch, 60.0)  # nothing is found but by events, unless a test says so


@pytest.fixture
def idle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    """One that soon takes it that all is quiet."""
    yield from begun(tmp_path, monkeypatch, 0.5)


def test_it_builds_at_once_and_at_every_change(bench: Bench) -> None:
    assert bench.page() == "a"
    bench.write("seeds/a.txt", "b")
    bench.shows("b")
    until(lambda: len(bench.outcomes) > 1)
    assert bench.outcomes[1].changed == ("seeds/a.txt",)


def test_nobody_waits_for_the_index_for_search_which_is_made_when_all_is_quiet(idle: Bench) -> None:
    idle.write("seeds/a.txt", "b")
    idle.shows("b")
    until(lambda: idle.indexed[-1])
    made = list(idle.indexed)
    assert not made[0]
    time.sleep(1.5)
    assert idle.indexed == made, "one index is enough while nothing changes"
    assert len(idle.outcomes) <= made.count(False), "nobody is told: no page has changed"


def test_what_goes_wrong_when_all_is_quiet_is_told(idle: Bench) -> None:
    idle.fault = PermissionError(13, "Permission denied", "x")
    until(lambda: idle.outcomes[-1].build is None)
    assert idle.indexed[-1]
    assert [one.what for one in idle.outcomes[-1].problems] == ["permission denied"]
    assert idle.page() == "a"


def test_after_the_first_build_it_warms_up_once(bench: Bench) -> None:
    until(lambda: bench.warmed)
    bench.write("seeds/a.txt", "b")
    bench.shows("b")
    bench.quiet()
    assert (bench.warmed, bench.begun, len(bench.outcomes)) == (1, 2, 2)


def test_an_edit_ends_warming_up_which_begins_anew_when_it_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("seeds", "content"):
        (tmp_path / name).mkdir()
    bench = Bench(tmp_path)
    bench.warmth.clear()
    monkeypatch.setattr(makers, "build", bench.build)
    bench.write("seeds/a.txt", "a")
    bench.builder.start()
    try:
        until(lambda: bench.warmed == 1)
        bench.write("seeds/a.txt", "b")
        bench.shows("b")
        until(lambda: bench.warmed == 2)
        assert not bench.builder.maker.warm
        bench.warmth.set()
        until(lambda: bench.builder.maker.warm)
    finally:
        bench.builder.end()


def test_a_build_is_told_what_has_changed_since_the_last_one_that_succeeded(bench: Bench) -> None:
    path = str(bench.site.root / "seeds/a.txt")
    bench.write("seeds/a.txt", "b")
    bench.shows("b")
    bench.quiet()
    bench.fault = PermissionError(13, "Permission denied", "x")
    bench.write("seeds/c.txt", "c")
    until(lambda: bench.outcomes[-1].build is None)
    bench.quiet()
    bench.fault = None
    bench.write("seeds/a.txt", "d")
    bench.shows("dc")
    first, *told = bench.changed
    assert first is None, "then anything may have"
    assert all(one is None or path in one or "c.txt" in str(one) for one in told)
    assert told[-1] is None or told[-1] == {path, str(bench.site.root / "seeds/c.txt")}


@pytest.mark.parametrize(
    "name", ["content/judgements.yaml", "site.yaml", "themes/mine/theme.yaml", "content/people/x.md"]
)
def test_everything_a_site_is_made_from_is_watched_whenever_it_comes(bench: Bench, name: str) -> None:
    (bench.site.root / name).parent.mkdir(parents=True, exist_ok=True)
    for text in ("one", "two"):
        before = len(bench.outcomes)
        bench.write(name, text)
        until(lambda before=before: len(bench.outcomes) > before)  # type: ignore[misc]
        bench.quiet()


def _atomic(path: Path) -> None:
    path.with_name(".a.txt.tmp12").write_text("b")
    path.with_name(".a.txt.tmp12").rename(path)


def _backed_up(path: Path) -> None:
    path.rename(path.with_name("a.txt~"))
    path.write_text("b")


def _vim(path: Path) -> None:
    path.with_name("4913").write_text("")
    path.with_name("4913").unlink()
    path.with_name(".a.txt.swp").write_text("swap")
    _backed_up(path)
    path.with_name("a.txt~").unlink()


def _emptied(path: Path) -> None:
    with path.open("w") as file:
        file.flush()
        time.sleep(0.05)
        file.write("b")


def _replaced(path: Path) -> None:
    path.unlink()
    time.sleep(0.05)
    path.write_text("b")


@pytest.mark.parametrize("save", [_atomic, _backed_up, _vim, _emptied, _replaced])
def test_editors_save_in_many_ways(bench: Bench, save: Callable[[Path], None]) -> None:
    save(bench.site.root / "seeds/a.txt")
    bench.shows("b")
    bench.quiet()
    assert bench.page() == "b"


def test_an_access_a_touch_and_its_own_writing_wake_nobody(bench: Bench) -> None:
    path = bench.site.root / "seeds/a.txt"
    path.read_text()
    path.touch()
    path.write_text("a")
    path.with_name(".a.txt.swp").write_text("swap")
    (bench.site.output / "note.html").write_text("mine")
    bench.quiet()
    assert bench.begun == 1


def test_many_files_at_once_are_few_builds(bench: Bench) -> None:
    for number in range(500):
        bench.write(f"seeds/b{number:03}.txt", "b")
    bench.shows("a" + "b" * 500)
    assert len(bench.outcomes) <= 5
    for path in bench.site.sources.glob("b*.txt"):
        path.unlink()
    bench.shows("a")


def test_a_folder_that_is_removed_and_put_back_is_watched_again(bench: Bench) -> None:
    for _ in range(3):
        shutil.move(bench.site.sources, bench.site.root / "away")
        until(lambda: bench.outcomes[-1].build is None)
        assert bench.outcomes[-1].problems[0].what == "there is no folder of articles here"
        assert bench.page()
        shutil.copytree(bench.site.root / "away", bench.site.sources)
        shutil.rmtree(bench.site.root / "away")
        until(lambda: bench.outcomes[-1].build is not None)
    bench.write("seeds/a.txt", "back")
    bench.shows("back")


def test_a_new_folder_with_what_it_brings_is_found(bench: Bench) -> None:
    (bench.site.root / "seeds/deep/er").mkdir(parents=True)
    bench.write("seeds/deep/er/b.txt", "b")
    bench.shows("ab")
    bench.quiet()
    bench.write("seeds/deep/er/b.txt", "c")
    bench.shows("ac")
    shutil.rmtree(bench.site.root / "seeds/deep")
    bench.shows("a")


def test_a_newer_edit_stops_a_build_that_then_publishes_nothing(bench: Bench) -> None:
    bench.hold.clear()
    bench.write("seeds/a.txt", "old")
    until(lambda: bench.begun == 2)
    bench.write("seeds/a.txt", "new")
    until(lambda: bench.begun == 3)
    assert len(bench.outcomes) == 1
    assert bench.page() == "a"
    bench.hold.set()
    bench.shows("new")
    until(lambda: len(bench.outcomes) == 2)  # it is told once it is published
    assert bench.outcomes[1].changed == ("seeds/a.txt",)


def test_who_saves_without_end_sees_something(bench: Bench) -> None:
    bench.pause = 0.3
    for number in range(40):
        bench.write("seeds/a.txt", str(number))
        time.sleep(0.05)
        if len(bench.outcomes) > 1:
            break
    assert len(bench.outcomes) > 1
    bench.write("seeds/a.txt", "last")
    bench.shows("last")


def test_what_was_undone_while_it_was_read_is_not_published(bench: Bench) -> None:
    bench.hold.clear()
    bench.write("seeds/b.txt", "b")
    until(lambda: bench.begun == 2)
    bench.write("seeds/a.txt", "wrong")
    bench.write("seeds/a.txt", "a")
    bench.hold.set()
    bench.shows("ab")
    bench.quiet()
    assert bench.page() == "ab"


def test_no_edit_of_a_hundred_is_lost_while_it_builds(bench: Bench) -> None:
    bench.pause = 0.02
    for number in range(100):
        name = f"seeds/{number % 7}.txt"
        bench.write(name, f"{number} ")
        time.sleep(0.001 * (number * 7919 % 23))
    wanted = "".join(f"{number} " for number in sorted(range(93, 100), key=lambda number: number % 7)) + "a"
    bench.shows(wanted)
    bench.quiet()
    assert bench.page() == wanted


@pytest.mark.parametrize(
    ("fault", "word"),
    [
        (UsageError("bad", path="site.yaml", line=3, hint="mend it", others=(UsageError("worse"),)), "bad"),
        (InputError("odd", path="a.txt"), "odd"),
        (PermissionError(13, "Permission denied", "x"), "permission denied"),
        (RecursionError("deep"), "RecursionError"),
        (MemoryError(), "MemoryError"),
    ],
)
def test_no_fault_ends_it_and_the_last_good_site_stands(bench: Bench, fault: Exception, word: str) -> None:
    bench.fault = fault
    bench.write("seeds/a.txt", "b")
    until(lambda: len(bench.outcomes) == 2)
    failed = bench.outcomes[1]
    assert failed.build is None
    assert [one for one in failed.problems if word in one.what]
    assert {one.severity for one in failed.problems} == {"error"}
    assert len(failed.problems) == (2 if word == "bad" else 1)
    assert bench.page() == "a"
    bench.fault = None
    bench.write("seeds/a.txt", "c")
    bench.shows("c")
    until(lambda: len(bench.outcomes) == 3)
    assert bench.outcomes[2].problems == ()


def test_a_change_that_nobody_told_of_is_found_by_looking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text("a")
    bench = Bench(tmp_path)
    monkeypatch.setattr(makers, "build", bench.build)
    monkeypatch.setattr(builders, "PATIENCE", 0.1)
    monkeypatch.setattr(bench.builder.watch, "on_any_event", lambda _event: None)
    bench.builder.start()
    until(lambda: bench.outcomes)
    bench.write("seeds/a.txt", "b")
    bench.shows("b")
    shutil.rmtree(bench.site.output)
    until((bench.site.output / "index.html").is_file)
    bench.builder.end()


def test_the_end_stops_a_build_that_then_publishes_nothing(bench: Bench) -> None:
    bench.hold.clear()
    bench.write("seeds/a.txt", "b")
    until(lambda: bench.begun == 2)
    bench.builder.end()
    assert bench.page() == "a"
    assert len(bench.outcomes) == 1
    assert not [one for one in threading.enumerate() if one.name == "builder"]


def test_articles_beside_their_own_site_are_watched_and_the_site_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "deep").mkdir()
    bench = Bench(tmp_path)
    exclude = tuple(tmp_path / name for name in ("content", "public", ".cache", "themes"))
    bench.site = replace(bench.site, sources=tmp_path, exclude=exclude)
    bench.builder.maker.site = bench.site
    monkeypatch.setattr(bench, "locate", lambda: bench.site)
    bench.builder.maker.locate = bench.locate
    monkeypatch.setattr(makers, "build", bench.build)
    monkeypatch.setattr(builders, "PATIENCE", 60.0)
    bench.builder.start()
    until(lambda: bench.outcomes)
    bench.quiet()
    assert bench.begun == 1
    for name in ("a.txt", "deep/b.txt"):
        bench.write(name, f"{name} ")
        until(lambda name=name: name in bench.page())  # type: ignore[misc]
    bench.quiet()
    assert bench.begun == 3
    bench.builder.end()


def test_a_system_without_watches_is_told_and_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text("a")
    bench = Bench(tmp_path)
    monkeypatch.setattr(makers, "build", bench.build)
    monkeypatch.setattr(builders, "PATIENCE", 0.1)
    monkeypatch.setattr(bench.builder.watch._observer, "schedule", refused)
    bench.builder.start()
    until(lambda: bench.outcomes)
    assert "no more watches" in bench.outcomes[0].problems[0].what
    bench.write("seeds/a.txt", "b")
    bench.shows("b")
    bench.builder.end()


def test_a_fault_in_watching_is_shown_and_watching_goes_on(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    real, broken = bench.builder.watch.wait, [True]

    def wait(patience: float) -> set[str]:
        if broken:
            broken.clear()
            raise PermissionError(13, "Permission denied", "seeds")
        return real(patience)

    monkeypatch.setattr(builders, "PATIENCE", 0.1)
    monkeypatch.setattr(bench.builder.watch, "wait", wait)
    bench.write("seeds/a.txt", "b")
    until(lambda: any(one.build is None for one in bench.outcomes))
    until(lambda: bench.outcomes[-1].build is not None)
    bench.write("seeds/a.txt", "c")
    bench.shows("c")


def test_a_site_that_was_taken_away_keeps_nobody_from_ending(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Bench(tmp_path)
    (tmp_path / "seeds").mkdir()

    def build(site: Site, engine: Engine, *, index: bool, changed: object) -> Any:
        assert changed is None
        ledger = ledger_of(site, engine)
        return put_up(site, engine, [("index.html", b"x")], ledger, (), index=index)

    monkeypatch.setattr(makers, "build", build)
    made, _ = bench.builder.maker.make(lambda: None, index=False)
    assert made is not None
    shutil.rmtree(bench.site.output)
    bench.builder.maker.close()


def test_what_stands_is_known_after_a_build_that_was_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Bench(tmp_path)
    (tmp_path / "seeds").mkdir()
    stood: list[bool] = []

    def build(site: Site, engine: Engine, *, index: bool, changed: object) -> Any:
        assert changed is None
        ledger = ledger_of(site, engine)

        def files() -> Iterator[tuple[str, bytes | None]]:
            for name in ("a.html", "b.html"):
                stood.append(ledger.stands(name, b"key"))
                engine.report.go_on()
                yield name, None if stood[-1] else b"x"

        return put_up(site, engine, files(), ledger, (), index=index)

    def stop() -> None:
        if len(stood) % 2:
            raise StoppedError

    monkeypatch.setattr(makers, "build", build)
    bench.builder.maker.make(lambda: None, index=False)
    with pytest.raises(StoppedError):
        bench.builder.maker.make(stop, index=False)
    bench.builder.maker.make(lambda: None, index=False)
    assert stood == [False, False, True, True, True]
