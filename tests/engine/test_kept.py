"""Values and states that a later run finds, of this process or of another."""

from functools import partial
from pathlib import Path

import msgspec

from generator.engine.executor import Engine
from generator.engine.kept import keep, recalled, remember, remembered, state_of, used
from generator.engine.memory import Memory
from generator.engine.store import Store
from generator.nouns.problem import Problem


class Item(msgspec.Struct, frozen=True):
    id: str
    number: int


def total(number: int) -> Item:
    return Item(id="total", number=number)


def test_what_was_made_once_is_found_under_its_marks(tmp_path: Path) -> None:
    made = Engine(Store(tmp_path)).once(total, Item, (b"one",), 4)
    engine = Engine(Store(tmp_path))
    assert remembered(engine, total, Item, (b"one",)) == made
    assert remembered(engine, total, Item, (b"two",)) is None


def test_a_value_is_recalled_by_what_it_depends_on(tmp_path: Path) -> None:
    class Other(msgspec.Struct, frozen=True):
        id: str

    engine = Engine(Store(tmp_path))
    remember(engine, total(3), b"a", b"b")
    assert recalled(engine, Item, b"a", b"b") == total(3)
    assert recalled(engine, Item, b"ab", b"") is None
    assert recalled(engine, Other, b"a", b"b") is None


def test_a_state_is_kept_for_another_process(tmp_path: Path) -> None:
    engine = Engine(Store(tmp_path))
    assert state_of(engine, total, Item) is None
    for number in (1, 2):
        keep(engine, total, partial(Item, id="state", number=number))
    assert state_of(Engine(Store(tmp_path)), total, Item) == Item(id="state", number=2)
    assert state_of(Engine(Store(tmp_path)), total, int) is None, "a state of another shape"


def test_a_process_that_goes_on_writes_its_state_as_it_stands_when_nothing_else_is_to_be_done(tmp_path: Path) -> None:
    memory, numbers = Memory(), [1]
    engine = Engine(Store(tmp_path), memory=memory)
    keep(engine, total, lambda: Item(id="state", number=numbers[0]) if numbers else None)
    assert state_of(Engine(Store(tmp_path)), total, Item) is None
    numbers[0] = 7
    memory.settle()
    assert state_of(Engine(Store(tmp_path)), total, Item) == Item(id="state", number=7)
    keep(engine, total, lambda: None)
    memory.settle()
    assert state_of(Engine(Store(tmp_path)), total, Item) == Item(id="state", number=7), (
        "nothing to keep, nothing written"
    )


def test_no_state_is_written_down_of_a_run_in_which_something_failed(tmp_path: Path) -> None:
    """Not even where the run before had put that off: what is written is the state as it stands."""
    memory = Memory()

    def summed(number: int, engine: Engine) -> Item:
        keep(engine, summed, partial(Item, id="state", number=number))
        if number > 1:
            engine.report.add([Problem(path="", what="It failed.", severity="error")])
        return total(number)

    for number in (1, 2):
        engine = Engine(Store(tmp_path), memory=memory)
        engine.once(summed, Item, (b"%d" % number,), number, engine)
    while memory.settle():
        pass
    assert state_of(Engine(Store(tmp_path)), summed, Item) is None
    assert remembered(Engine(Store(tmp_path)), summed, Item, (b"1",)) == total(1)


def test_what_nobody_asked_for_stays_if_it_counts_as_used(tmp_path: Path) -> None:
    def kept_after(*, counted: bool) -> bool:
        folder = tmp_path / str(counted)
        Engine(Store(folder)).once(total, Item, (b"one",), 4)
        keep(Engine(Store(folder)), total, partial(Item, id="one", number=2), lambda state: (state.id.encode(),))
        later = Engine(Store(folder, floor=0))
        later.store.put([(b"other", b"x")], passing=True)
        if counted:
            used(later, total)
        later.store.sweep()
        engine = Engine(Store(folder))
        return None not in (state_of(engine, total, Item), remembered(engine, total, Item, (b"one",)))

    assert kept_after(counted=True)
    assert not kept_after(counted=False)
