"""Copies of the process make what it would make, and whatever becomes of them, nothing is missing."""

import errno
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest

from generator.engine.copies import Copy, Turns, copies
from generator.engine.digest import digest, encode
from generator.engine.executor import Engine
from generator.engine.marked import Poor
from generator.engine.memory import Memory
from generator.engine.stage import Stage
from generator.engine.store import Store

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="no process is copied here"),
    pytest.mark.usefixtures("as_alone"),
]

COUNT = 300


class Item(msgspec.Struct, frozen=True):
    path: str
    number: int


class Made(msgspec.Struct, frozen=True):
    number: int
    process: int


def make(_context: str, items: Sequence[Item]) -> Iterable[Made]:
    time.sleep(0.05)  # so that every process has its turn
    for one in items:
        if one.number == 13:
            raise ValueError("no such number")
        yield Made(number=one.number * 2, process=os.getpid())


def flee(context: str, items: Sequence[Item]) -> Iterable[Made]:
    if str(os.getpid()) != context:
        os._exit(3)
    return make("", items)


MAKE: Stage[Item, Made, str] = Stage(name="make", version=1, run=make, output=Made, batch=16, wave=64)
FLEE: Stage[Item, Made, str] = Stage(name="flee", version=1, run=flee, output=Made, batch=16, wave=64)


def marked(
    engine: Engine, stage: Stage[Item, Made, str], context: str = "", poor: Iterable[int] = ()
) -> list[Made | None]:
    items = [Item(f"item-{number}", number) for number in range(COUNT)]

    def inputs(places: Sequence[int]) -> Iterator[Item | Poor[Item]]:
        return (Poor(items[place]) if place in poor else items[place] for place in places)

    return [one.output for one in engine.marked(stage, [digest(encode(one)) for one in items], context, inputs)]


def numbers(made: Iterable[Made | None]) -> list[int | None]:
    return [one.number if one else None for one in made]


EXPECTED = [None if number == 13 else number * 2 for number in range(COUNT)]


@pytest.mark.parametrize("remembers", [True, False])
def test_work_is_divided_and_what_comes_of_it_is_the_same(tmp_path: Path, *, remembers: bool) -> None:
    engine = Engine(Store(tmp_path if remembers else None), jobs=3)
    made = marked(engine, MAKE, poor=(7, 250))
    assert numbers(made) == EXPECTED
    workers = {one.process for one in made if one}
    assert len(workers) == 3
    assert os.getpid() in workers
    # What is poor is not remembered, so that no copy makes it.
    assert {one.process for one in (made[7], made[250]) if one} == {os.getpid()}
    (problem,) = engine.report.problems
    assert problem.path == "item-13"
    tally = engine.report.tally("make")
    assert (tally.hits, tally.misses) == (0, COUNT)


def test_what_copies_made_is_remembered(tmp_path: Path) -> None:
    first = marked(Engine(Store(tmp_path), jobs=2), MAKE)
    engine = Engine(Store(tmp_path))
    assert marked(engine, MAKE) == first
    assert engine.report.tally("make").misses == 1  # the one that fails


def test_a_copy_that_ends_too_soon_costs_nothing(tmp_path: Path) -> None:
    engine = Engine(Store(tmp_path), jobs=2)
    made = marked(engine, FLEE, str(os.getpid()))
    assert numbers(made) == EXPECTED
    assert {one.process for one in made if one} == {os.getpid()}
    assert [one.path for one in engine.report.problems] == ["item-13"]


@pytest.mark.parametrize("refused", ["fork", "memfd_create"])
def test_a_system_that_gives_no_copy_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    def refuse(*_: object) -> int:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(os, refused, refuse)
    engine = Engine(Store(tmp_path), jobs=3, worth=1)
    made = marked(engine, MAKE)
    with engine.beside(squared, Made, [b"7"], engine, 7):
        pass
    assert numbers(made) == EXPECTED
    assert {one.process for one in made if one} == {os.getpid()}
    assert marked(Engine(Store(tmp_path)), MAKE) == made, "the store is had again"


def beside_a_thread(run: Callable[[], object]) -> None:
    over = threading.Event()
    other = threading.Thread(target=over.wait)
    other.start()
    try:
        run()
    finally:
        over.set()
        other.join()


def test_neither_a_process_with_threads_nor_one_that_runs_again_is_copied(tmp_path: Path) -> None:
    made: list[Made | None] = []
    beside_a_thread(lambda: made.extend(marked(Engine(Store(tmp_path / "a"), jobs=2), MAKE)))
    made += marked(Engine(Store(tmp_path / "b"), jobs=2, memory=Memory()), MAKE)
    made += marked(Engine(Store(tmp_path / "c"), jobs=1), MAKE)
    assert {one.process for one in made if one} == {os.getpid()}


def test_there_are_no_copies_while_processes_are_kept_for_the_inputs(tmp_path: Path) -> None:
    engine = Engine(Store(tmp_path), jobs=2)
    with engine.workers():
        kept = marked(engine, MAKE, "kept")
        engine.release()
        let_go = marked(engine, MAKE, "let go")
    assert {one.process for one in kept if one} == {os.getpid()}
    assert len({one.process for one in let_go if one}) == 2


def squared(engine: Engine, number: int) -> Made:
    engine.store.put([(b"kept by", str(os.getpid()).encode())])
    return Made(number=number * number, process=os.getpid())


def test_one_value_is_made_beside_others(tmp_path: Path) -> None:
    engine = Engine(Store(tmp_path), jobs=2, worth=1)
    engine.space.made = 1
    with engine.beside(squared, Made, [b"7"], engine, 7):
        engine.store.put([(b"meanwhile", b"here")])
    made = engine.once(squared, Made, [b"7"], engine, 7)
    assert made.number == 49
    assert made.process != os.getpid()
    assert engine.store.get([b"kept by", b"meanwhile"]) == {
        b"kept by": str(made.process).encode(),
        b"meanwhile": b"here",
    }


def test_little_is_not_worth_a_copy(tmp_path: Path) -> None:
    engine = Engine(Store(tmp_path), jobs=2)
    with engine.beside(squared, Made, [b"7"], engine, 7):
        pass
    assert engine.once(squared, Made, [b"7"], engine, 7).process == os.getpid()


def test_whoever_leaves_early_ends_the_copies(tmp_path: Path) -> None:
    def forever() -> Iterator[tuple[bytes, bytes]]:
        (tmp_path / str(os.getpid())).touch()
        time.sleep(60)
        yield b"", b""

    with suppress(KeyError), copies(Store(None), [forever]):
        while not (started := list(tmp_path.iterdir())):
            time.sleep(0.01)
        raise KeyError
    assert not Path(f"/proc/{started[0].name}").exists()


def test_turns_are_taken_once_by_whoever_comes() -> None:
    with Turns(200) as turns:

        def take() -> Iterator[tuple[bytes, bytes]]:
            for number in turns:
                time.sleep(0.001)
                yield bytes([number]), b""

        with copies(Store(None), [take, take]) as apart:
            own = []
            for number in turns:
                time.sleep(0.001)
                own.append(number)
            others = [number for copy in apart for key in copy.made() for number in key]
    assert sorted(own + others) == list(range(200))
    assert own
    assert others


def test_a_copy_gives_what_it_yields_and_nothing_if_it_fails() -> None:
    large = [(str(number).encode(), b"x" * 300_000) for number in range(5)]

    def failing() -> Iterator[tuple[bytes, bytes]]:
        yield from large  # more than waits to be written
        raise ValueError

    with Copy(Store(None), lambda: large) as good, Copy(Store(None), failing) as bad:
        assert good.made() == dict(large)
        assert bad.made() == {}


def test_where_nobody_is_told_how_processes_end_nothing_is_missing(tmp_path: Path) -> None:
    """Whoever began this process may have set that: it is handed on."""
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        assert numbers(marked(Engine(Store(tmp_path), jobs=2), MAKE)) == EXPECTED
        with copies(Store(tmp_path), [lambda: ()]):
            time.sleep(0.1)  # it has ended before anybody ends it
    finally:
        signal.signal(signal.SIGCHLD, before)
