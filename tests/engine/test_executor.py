"""The engine: remembers, keeps order, survives a bad item, and gives the same bytes with any number of workers.

Longer than most files: the cases share the small stages at its top.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from generator.engine.executor import Engine
from generator.engine.marked import Poor
from generator.engine.memory import Memory
from generator.engine.pool import Pool
from generator.engine.report import Report, StoppedError
from generator.engine.stage import Stage
from generator.engine.store import NAME, Store
from generator.nouns.problem import Problem


class Item(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    number: int


class Doubled(msgspec.Struct, frozen=True, kw_only=True):
    number: int
    names: tuple[str, ...] = ()


def double(context: str, items: Sequence[Item]) -> Iterable[Doubled]:
    for item in items:
        if item.number == 13:
            raise ValueError("thirteen \x1b[31m is\nrefused")
        yield Doubled(number=item.number * 2, names=(context, item.id))


def die(context: str, items: Sequence[Item]) -> Iterable[Doubled]:
    for item in items:
        if item.number == 13:
            os._exit(9)
        yield Doubled(number=item.number, names=(context,))


def short(_context: str, items: Sequence[Item]) -> Iterable[Doubled]:
    yield from [Doubled(number=1)] * (len(items) - 1)


DOUBLE = Stage(name="double", version=1, run=double, output=Doubled)
HEAVY = Stage(name="double", version=1, run=double, output=Doubled, heavy=True, batch=8)
DEADLY = Stage(name="die", version=1, run=die, output=Doubled, heavy=True, batch=40)
SHORT = Stage(name="short", version=1, run=short, output=Doubled)


def items(count: int) -> list[Item]:
    return [Item(id=f"item-{number}", number=number) for number in range(count)]


def test_outputs_stand_in_the_order_of_their_inputs(tmp_path: Path) -> None:
    engine = Engine(Store(tmp_path))
    outputs = engine.map(DOUBLE, list(reversed(items(10))), "c")
    assert [output.number for output in outputs if output] == [18, 16, 14, 12, 10, 8, 6, 4, 2, 0]


def test_what_was_made_once_is_found_the_next_time(tmp_path: Path) -> None:
    first = Engine(Store(tmp_path))
    made = first.map(DOUBLE, items(10), "c")
    assert first.report.tallies["double"].misses == 10
    first.store.close()
    second = Engine(Store(tmp_path))
    assert second.map(DOUBLE, items(11), "c")[:10] == made
    assert (second.report.tallies["double"].hits, second.report.tallies["double"].misses) == (10, 1)


def test_what_is_in_memory_is_not_asked_of_the_store(tmp_path: Path) -> None:
    memory = Memory()
    made = Engine(Store(tmp_path), memory=memory).map(DOUBLE, items(10), "c")
    again = Engine(Store(None), memory=memory).map(DOUBLE, items(11), "c")
    assert all(one is other for one, other in zip(made, again, strict=False) if one)


def test_memory_holds_what_the_last_run_asked_for_and_no_more() -> None:
    memory = Memory()
    Engine(Store(None), memory=memory).map(DOUBLE, items(4), "c")
    memory.turn()
    Engine(Store(None), memory=memory).map(DOUBLE, items(2), "c")
    memory.turn()
    engine = Engine(Store(None), memory=memory)
    engine.map(DOUBLE, items(4), "c")
    assert (engine.report.tallies["double"].hits, engine.report.tallies["double"].misses) == (2, 2)


def test_another_context_is_another_result_in_memory_too() -> None:
    memory = Memory()
    Engine(Store(None), memory=memory).map(DOUBLE, items(3), "c")
    engine = Engine(Store(None), memory=memory)
    engine.map(DOUBLE, items(3), "d")
    assert engine.report.tallies["double"].misses == 3


@pytest.mark.parametrize("change", ["context", "version", "name"])
def test_another_context_version_or_name_is_another_result(tmp_path: Path, change: str) -> None:
    engine = Engine(Store(tmp_path))
    engine.map(DOUBLE, items(3), "c")
    stage = Stage(
        name="other" if change == "name" else "double",
        version=2 if change == "version" else 1,
        run=double,
        output=Doubled,
    )
    again = Engine(engine.store)
    again.map(stage, items(3), "d" if change == "context" else "c")
    assert again.report.tallies[stage.name].misses == 3


def test_equal_inputs_are_worked_on_once(tmp_path: Path) -> None:
    engine = Engine(Store(tmp_path))
    same = Item(id="same", number=1)
    outputs = engine.map(DOUBLE, [same, same, same], "c")
    assert len(outputs) == 3
    assert engine.report.tallies["double"].misses == 1


def test_a_failing_item_is_a_problem_and_the_others_go_on(tmp_path: Path) -> None:
    engine = Engine(Store(tmp_path))
    outputs = engine.map(DOUBLE, items(20), "c")
    assert [position for position, output in enumerate(outputs) if output is None] == [13]
    (problem,) = engine.report.problems
    assert problem.path == "item-13"
    assert "\n" not in problem.what
    assert problem.severity == "error"


def test_a_failure_is_not_remembered(tmp_path: Path) -> None:
    Engine(Store(tmp_path)).map(DOUBLE, items(20), "c")
    again = Engine(Store(tmp_path))
    again.map(DOUBLE, items(20), "c")
    assert again.report.tallies["double"].misses == 1
    assert again.report.problems


def test_a_stage_that_loses_an_item_is_caught(tmp_path: Path) -> None:
    engine = Engine(Store(tmp_path))
    outputs = engine.map(SHORT, items(2), "c")
    assert outputs == [None, None]


def test_two_workers_give_what_one_gives(tmp_path: Path) -> None:
    one = Engine(Store(None), jobs=1).map(HEAVY, items(200), "c")
    two = Engine(Store(tmp_path), jobs=2, worth=100).map(HEAVY, items(200), "c")
    assert one == two
    assert two[13] is None


def pid(_context: str, items: Sequence[Item]) -> Iterable[Doubled]:
    return [Doubled(number=os.getpid()) for _ in items]


PID = Stage(name="pid", version=1, run=pid, output=Doubled, heavy=True, batch=8)


def test_workers_are_kept_for_a_block_of_stages_and_no_longer() -> None:
    engine = Engine(Store(None), jobs=2, worth=100)
    with engine.workers():
        first = {one.number for one in engine.map(PID, items(200), "a") if one}
        again = {one.number for one in engine.map(PID, items(200), "b") if one}
    after = {one.number for one in engine.map(PID, items(200), "c") if one}
    assert len(first | again) <= 2
    assert os.getpid() not in first | again | after
    assert after.isdisjoint(first | again)
    assert not any(alive(worker) for worker in first | again)


def test_an_input_that_kills_its_worker_costs_only_itself() -> None:
    engine = Engine(Store(None), jobs=2, worth=100)
    # The deadly one must not be run in this process: 120 inputs are worth workers here.
    outputs = engine.map(DEADLY, items(120), "c")
    assert [position for position, output in enumerate(outputs) if output is None] == [13]
    (problem,) = engine.report.problems
    assert problem.path == "item-13"
    assert "ended the process" in problem.what


def test_work_is_begun_though_what_was_begun_before_has_ended_the_processes() -> None:
    stage = replace(DEADLY, batch=3)
    with Pool(2, 1, lambda: None) as pool:
        first = pool.run(stage, items(16)[10:], "c")
        while pool.pool is not None and not pool.pool._broken:
            time.sleep(0.01)
        second = pool.run(stage, items(20)[14:], "c")
        made = [*first, *second]
    assert [one.path for one in made if isinstance(one, Problem)] == ["item-13"]
    assert len(made) == 12


@pytest.mark.parametrize(("jobs", "begun"), [(1, [1, 2, 3]), (2, [2, 3, 3])])
def test_other_processes_have_the_next_work_before_they_are_done_with_the_last(jobs: int, begun: list[int]) -> None:
    given = []

    def work() -> Iterator[int]:
        for number in range(3):
            given.append(number)
            yield number

    pool = Pool(jobs, 1, lambda: None)
    assert [(number, len(given)) for number in pool.early(work())] == list(enumerate(begun))


WAVES = Stage(name="waves", version=1, run=double, output=Doubled, heavy=True, batch=8, wave=16)


@pytest.mark.parametrize("remembers", [True, False])
@pytest.mark.parametrize("jobs", [1, 2])
def test_equal_inputs_are_worked_on_once_though_the_first_are_not_done(
    tmp_path: Path, jobs: int, *, remembers: bool
) -> None:
    engine = Engine(Store(tmp_path if remembers else None), jobs=jobs, worth=16)
    given = [*items(16), *items(24), *items(16)]
    outputs = engine.map(WAVES, given, "c")
    assert [one.number if one else None for one in outputs] == [
        None if one.number == 13 else one.number * 2 for one in given
    ]
    made = engine.report.tally("waves").misses
    assert made == 25 if remembers else made <= 40  # what failed is tried again later


def slow(context: str, items: Sequence[Item]) -> Iterable[Doubled]:
    Path(context, f"worker-{os.getpid()}").touch()
    time.sleep(60)
    return [Doubled(number=item.number) for item in items]


SLOW = Stage(name="slow", version=1, run=slow, output=Doubled, heavy=True, batch=1)


def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        f"""
import sys
sys.path[:0] = [{str(Path(__file__).parents[2])!r}, {str(Path(__file__).parent)!r}]
from generator.engine.executor import Engine
from generator.engine.store import Store
import test_executor
if __name__ == "__main__":
    engine = Engine(Store(None), jobs=2, worth=1)
    engine.map(test_executor.SLOW, test_executor.items(4), {str(tmp_path)!r})
"""
    )
    parent = subprocess.Popen([sys.executable, str(script)], start_new_session=True)
    deadline = time.monotonic() + 30
    while len(workers := list(tmp_path.glob("worker-*"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    parent.kill()
    parent.wait()
    assert len(workers) == 2
    pids = [int(worker.name.split("-")[1]) for worker in workers]
    while any(alive(pid) for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(alive(pid) for pid in pids)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0] != "Z"
    except OSError:
        return False


def test_time_is_told_by_the_clock_that_is_given() -> None:
    ticks = iter(range(100))
    report = Report(clock=lambda: float(next(ticks)))
    Engine(Store(None), report=report).map(DOUBLE, items(3), "c")
    assert report.tallies["double"].seconds == 2.0  # one tick to look up, one to make


def test_results_of_another_shape_are_made_again(tmp_path: Path) -> None:
    engine = Engine(Store(tmp_path))
    stage = Stage(name="double", version=1, run=double, output=Doubled)
    engine.map(stage, items(3), "c")
    engine.store.close()
    store = Store(tmp_path)
    assert store._connection is not None
    rows = store._connection.execute("SELECT key FROM entry").fetchall()
    store.put((key, msgspec.msgpack.encode("no such shape")) for (key,) in rows)
    again = Engine(store)
    assert [output.number for output in again.map(stage, items(3), "c") if output] == [0, 2, 4]
    assert (tmp_path / NAME).exists()


def test_a_run_that_is_stopped_remembers_what_it_made(tmp_path: Path) -> None:
    asked = iter(range(100))

    def go_on() -> None:
        if next(asked) == 5:
            raise StoppedError

    with pytest.raises(StoppedError):
        Engine(Store(tmp_path), report=Report(go_on=go_on)).map(DOUBLE, items(10), "c")
    again = Engine(Store(tmp_path))
    assert len(again.map(DOUBLE, items(10), "c")) == 10
    assert 0 < again.report.tally("double").hits < 10


def total(count: int, names: tuple[str, ...]) -> Doubled:
    return Doubled(number=count * 2, names=names)


def test_one_value_is_made_once_for_what_it_depends_on(tmp_path: Path) -> None:
    engine = Engine(Store(tmp_path))
    made = [engine.once(total, Doubled, (mark,), 4, ("a",)) for mark in (b"one", b"one", b"two")]
    assert made == [Doubled(number=8, names=("a",))] * 3
    tally = engine.report.tallies["total"]
    assert (tally.hits, tally.misses) == (1, 2)


def test_a_run_that_warms_up_makes_one_of_each_and_asks_for_nothing_whole(tmp_path: Path) -> None:
    store, memory = Store(tmp_path), Memory()
    for warming, made in ((False, 10), (True, 1), (False, 0)):
        engine = Engine(store, memory=memory, warming=warming)
        outputs = engine.map(DOUBLE, items(10), "c")
        assert [output.number for output in outputs if output] == list(range(0, 20, 2))
        assert engine.once(total, Doubled, (b"one",), 4, ()) == Doubled(number=8)
        tallies = engine.report.tallies
        assert (tallies["double"].misses, tallies["total"].misses) == (made, bool(made))
        memory.turn()


def test_a_remembered_value_of_another_shape_is_made_again(tmp_path: Path) -> None:
    engine = Engine(Store(tmp_path))
    engine.once(total, Doubled, (b"one",), 4, ())
    assert engine.once(lambda: Item(id="a", number=1), Item, (b"one",)) == Item(id="a", number=1)


def test_an_input_that_stands_under_a_mark_is_asked_for_only_when_it_is_new(tmp_path: Path) -> None:
    asked: list[list[int]] = []

    def given(places: Sequence[int]) -> Iterable[Item]:
        asked.append(list(places))
        return [items(4)[place] for place in places]

    engine = Engine(Store(tmp_path))
    first = engine.marked(DOUBLE, [b"0", b"1", b"1"], "c", given)
    again = engine.marked(DOUBLE, [b"1", b"0", b"2", b"3"], "c", given)
    last = engine.marked(DOUBLE, [b"3", b"2"], "c", given)
    assert asked == [[0, 1], [2, 3]]
    assert [one.output.number for one in first if one.output] == [0, 2, 2]
    assert [one.output for one in again[:2]] == [first[1].output, first[0].output]
    assert [(one.mark, one.output) for one in last] == [(one.mark, one.output) for one in (again[3], again[2])]
    tally = engine.report.tallies["double"]
    assert (tally.hits, tally.misses) == (4, 4)


def test_equal_outputs_have_equal_marks_whatever_they_are_made_of(tmp_path: Path) -> None:
    engine = Engine(Store(tmp_path))
    same = Item(id="same", number=2)
    inputs = [same, Item(id="other", number=2), same]
    marks = [one.mark for one in engine.marked(DOUBLE, [b"0", b"1", b"2"], "c", lambda _: inputs)]
    assert marks[0] == marks[2] != marks[1]


def test_what_is_made_of_a_poor_input_is_given_and_not_remembered(tmp_path: Path) -> None:
    engine = Engine(Store(tmp_path))
    asked: list[Sequence[int]] = []

    def given(places: Sequence[int]) -> Iterable[Item | Poor[Item]]:
        asked.append(places)
        return [Poor(items(3)[place]) if place == 1 else items(3)[place] for place in places]

    for _ in range(2):
        outputs = [one.output for one in engine.marked(DOUBLE, [b"0", b"1", b"2"], "c", given)]
        assert [one.number for one in outputs if one] == [0, 2, 4]
    assert asked == [[0, 1, 2], [1]]


def test_a_failing_input_under_a_mark_is_a_problem_each_time(tmp_path: Path) -> None:
    for _ in range(2):
        engine = Engine(Store(tmp_path))
        made = engine.marked(DOUBLE, [b"12", b"13"], "c", lambda places: [items(14)[12 + place] for place in places])
        assert [one.output is None for one in made] == [False, True]
        assert [problem.path for problem in engine.report.problems] == ["item-13"]
        engine.store.close()


def test_what_is_remembered_can_be_recalled_and_nothing_is_made_for_it(tmp_path: Path) -> None:
    engine = Engine(Store(tmp_path))
    (made,) = engine.marked(DOUBLE, [b"1"], "c", lambda _: items(2)[1:])
    assert Engine(Store(tmp_path)).recall(DOUBLE, [b"1", b"2"], "c") == [made.output, None]


def test_a_run_is_not_stopped_while_it_has_a_state_that_would_be_lost() -> None:
    def stop() -> None:
        raise StoppedError

    memory = Memory()
    memory.leave("index", [1])
    memory.leave("ledger", [2])
    engine = Engine(Store(None), memory=memory, report=Report(go_on=stop))
    assert engine.take("nothing") is None
    assert engine.take("ledger", held=False) == [2]
    with pytest.raises(StoppedError):
        engine.report.go_on()
    assert engine.take("index") == [1]
    engine.report.go_on()
    engine.leave("index", [1, 2])
    with pytest.raises(StoppedError):
        engine.report.go_on()
    engine.take("index")
    engine = Engine(Store(None), memory=memory, report=Report(go_on=stop))
    with pytest.raises(StoppedError):
        engine.report.go_on()
