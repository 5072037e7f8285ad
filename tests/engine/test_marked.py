"""Outputs that are read when somebody looks at them: never another one, and never none for want of a store."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
import pytest

from generator.engine.executor import Engine
from generator.engine.marked import Marked, Poor, Shelf, opened
from generator.engine.memory import Memory
from generator.engine.stage import Stage
from generator.engine.store import Store


class Doubled(msgspec.Struct, frozen=True):
    number: int


def double(_context: str, numbers: Sequence[int]) -> Iterable[Doubled]:
    return [Doubled(number * 2) for number in numbers]


DOUBLE = Stage(name="double", version=1, run=double, output=Doubled)


class Reader(Store):
    """A store that counts what is read of it."""

    read = 0

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        self.read += len(keys)
        return super().get(keys)


def doubled(engine: Engine, numbers: Sequence[int]) -> list[Marked[Doubled]]:
    marks = [str(number).encode() for number in numbers]
    return engine.marked(DOUBLE, marks, "c", lambda places: [numbers[place] for place in places])


def test_what_nobody_looks_at_is_not_read(tmp_path: Path) -> None:
    store = Reader(tmp_path)
    first = doubled(Engine(store), range(5))
    again = doubled(Engine(store), range(5))
    assert store.read == 0
    assert [one.mark for one in again] == [one.mark for one in first]
    assert [opened(again[place]).number for place in (3, 3, 1)] == [6, 6, 2]
    assert store.read == 2


@pytest.mark.parametrize("damage", ["closed", "damaged", "swept"])
def test_what_the_store_has_lost_is_made_again(tmp_path: Path, damage: str) -> None:
    store = Store(tmp_path)
    made = doubled(Engine(store), range(5))
    assert store._connection is not None
    with store._connection:
        if damage == "damaged":
            store._connection.execute("UPDATE entry SET payload = 'x'")
        if damage == "swept":
            store._connection.execute("DELETE FROM entry")
    if damage == "closed":
        store.close()
    assert [opened(one).number for one in made] == [0, 2, 4, 6, 8]
    if damage != "closed":
        assert [opened(one).number for one in doubled(Engine(Store(tmp_path)), range(5))] == [0, 2, 4, 6, 8]


def test_what_is_lost_is_made_again_though_the_run_has_asked_for_less_since(tmp_path: Path) -> None:
    doubled(Engine(Store(tmp_path)), range(5))
    engine = Engine(Store(tmp_path), memory=Memory())
    every, some = doubled(engine, range(5)), doubled(engine, range(2))
    assert engine.store._connection is not None
    with engine.store._connection as connection:
        connection.execute("UPDATE entry SET payload = 'x'")
    assert [opened(one).number for one in (*every, *some)] == [0, 2, 4, 6, 8, 0, 2]


def test_without_a_store_what_was_made_stays_at_hand() -> None:
    asked: list[int] = []

    def given(places: Sequence[int]) -> Iterable[int]:
        asked.extend(places)
        return places

    made = Engine(Store(None)).marked(DOUBLE, [b"0", b"1"], "c", given)
    assert [opened(one).number for one in (*made, *made)] == [0, 2, 0, 2]
    assert asked == [0, 1]


def test_with_memory_one_value_is_one_object_from_run_to_run(tmp_path: Path) -> None:
    doubled(Engine(Store(tmp_path)), range(3))
    memory = Memory()
    first = doubled(Engine(Store(tmp_path), memory=memory), range(3))
    looked = opened(first[1])
    memory.turn()
    again = doubled(Engine(Store(tmp_path), memory=memory), range(4))
    assert opened(again[1]) is looked
    assert [opened(one).number for one in again] == [0, 2, 4, 6]


def test_what_memory_holds_unread_is_read_by_the_run_that_looks(tmp_path: Path) -> None:
    """Not by the run that heard of it: its store may be closed, and all that it was made of would stay with it."""
    memory = Memory()
    first, second = Reader(tmp_path), Reader(tmp_path)
    doubled(Engine(Store(tmp_path)), range(3))
    doubled(Engine(first, memory=memory), range(3))
    memory.turn()
    assert opened(doubled(Engine(second, memory=memory), range(3))[2]).number == 4
    assert (first.read, second.read) == (0, 1)


def scale(context: int, numbers: Sequence[int]) -> Iterable[Doubled]:
    for number in numbers:
        if not number:
            raise ValueError
        yield Doubled(number * context)


SCALE = Stage(name="scale", version=1, run=scale, output=Doubled)


def test_memory_gives_nothing_of_another_context_nor_what_lacked_something(tmp_path: Path) -> None:
    store, memory = Store(tmp_path), Memory()
    good, poor, bad = (lambda _: [4]), (lambda _: [Poor(3)]), (lambda _: [0])
    for context, given, expected in ((2, poor, 6), (2, bad, None), (2, good, 8), (3, bad, None), (3, good, 12)):
        (made,) = Engine(store, memory=memory).marked(SCALE, [b"it"], context, given)
        assert (made.output.number if made.output else None) == expected


def test_a_shelf_holds_the_last_that_were_asked_for() -> None:
    asked: list[bytes] = []

    def read(keys: Sequence[bytes]) -> dict[bytes, str]:
        asked.extend(keys)
        return {key: key.decode() for key in keys if key != b"c"}

    shelf = Shelf((b"a", b"b", b"c"), read, lambda _: "made", 2)
    assert [shelf.output(key) for key in (b"a", b"b", b"a", b"c", b"a", b"b")] == ["a", "b", "a", "made", "a", "b"]
    assert asked == [b"a", b"b", b"c", b"b"]


def test_a_shelf_reads_ahead_for_who_asks_for_one_after_the_other() -> None:
    numbers = [number.to_bytes(2, "big") for number in range(1000)]
    for order, some in ((numbers, 100), (numbers[::-1], 1000), (numbers[:500] + numbers[600:], 100)):
        asked: list[Sequence[bytes]] = []

        def read(keys: Sequence[bytes], asked: list[Sequence[bytes]] = asked) -> dict[bytes, bytes]:
            asked.append(keys)
            return {key: key for key in keys}

        shelf = Shelf(numbers, read, lambda key: key, 256)
        assert [shelf.output(key) for key in order] == order
        assert len(asked) <= some
        assert sum(map(len, asked)) <= 1100


def test_a_part_has_the_mark_of_the_whole() -> None:
    whole = Marked(Doubled(4), b"mark")
    assert (whole.then(lambda one: one.number).output, whole.then(lambda one: one.number).mark) == (4, b"mark")
    assert Marked[Doubled](None).then(lambda one: one.number).output is None


def test_what_cannot_be_had_is_a_fault() -> None:
    with pytest.raises(RuntimeError, match="could not be made again"):
        opened(Marked[Doubled](None))
