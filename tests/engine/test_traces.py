"""What was made is taken for made while every entry that its maker read is as it was, and not a moment longer."""

from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from generator.engine.digest import digest, encode
from generator.engine.executor import Engine
from generator.engine.memory import Memory
from generator.engine.notebook import Notebook, UnwatchedError
from generator.engine.others import Others, single
from generator.engine.store import Store
from generator.engine.traces import Make, traced

Tables = dict[str, dict[str, str]]
Pairs = dict[tuple[str, int], str]


class Told(msgspec.Struct, frozen=True):
    words: str


class Draft(NamedTuple):
    id: str


TABLES: Tables = {"one": {"a": "apple", "b": "bread"}, "two": {"a": "x", "c": "y"}}
PAIRS: Pairs = {("a", 1): "first", ("a", 2): "second", ("b", 1): "other"}


def groups(pairs: Pairs) -> dict[str, dict[int, str]]:
    """Give pairs by their first half."""
    found: dict[str, dict[int, str]] = {}
    for (text, number), one in pairs.items():
        found.setdefault(text, {})[number] = one
    return found


def inner(pairs: Pairs) -> dict[str, Pairs]:
    """Give pairs by their first half, under their own keys."""
    return {text: {key: one for key, one in pairs.items() if key[0] == text} for text, _ in pairs}


class Desk:
    """Four tables, watched."""

    def __init__(self, notebook: Notebook, tables: Tables, pairs: Pairs) -> None:
        self.one = notebook.table(lambda: tables["one"])
        self.two = notebook.table(lambda: tables["two"])
        self.beside = self.one.beside(lambda: {key: len(value) for key, value in tables["one"].items()})
        self.groups = notebook.table(lambda: groups(pairs))
        self.pairs = notebook.table(lambda: pairs, within=self.groups, groups=(lambda: inner(pairs), lambda one: one))


READERS: dict[str, Callable[[Desk], object]] = {
    "an entry": lambda desk: desk.one["a"],
    "another table": lambda desk: desk.two["a"],
    "one that is not there": lambda desk: desk.one.get("c"),
    "whether it is there": lambda desk: "c" in desk.one,
    "a part of an entry": lambda desk: desk.beside["a"],
    "all of a table": lambda desk: sorted(desk.one),
    "how many": lambda desk: len(desk.two),
    "one of a group": lambda desk: desk.pairs["a", 1],
    "none of a group": lambda desk: desk.pairs.get(("c", 1)),
    "a group": lambda desk: desk.groups["a"],
    "a group, and one of it": lambda desk: (desk.groups["a"], desk.pairs["a", 1]),
    "the order of a group": lambda desk: list(desk.groups["a"]),
}

DRAFTS = {name: Draft(name) for name in READERS}

GROUP = {"a group", "a group, and one of it", "the order of a group"}

CHANGES: list[tuple[Tables, Pairs, set[str]]] = [
    (TABLES, PAIRS, set()),
    ({**TABLES, "one": {"a": "APPLE", "b": "bread"}}, PAIRS, {"an entry", "a part of an entry", "all of a table"}),
    ({**TABLES, "one": {"a": "apple", "b": "BREAD"}}, PAIRS, {"all of a table"}),
    (
        {**TABLES, "one": {**TABLES["one"], "c": ""}},
        PAIRS,
        {"one that is not there", "whether it is there", "all of a table"},
    ),
    ({**TABLES, "two": {"a": "x"}}, PAIRS, {"how many"}),
    ({**TABLES, "two": {}}, PAIRS, {"another table", "how many"}),
    (TABLES, {**PAIRS, ("a", 2): "changed"}, GROUP),
    (TABLES, {**PAIRS, ("a", 1): "changed"}, {*GROUP, "one of a group"}),
    (TABLES, {("a", 1): "first", ("b", 1): "other"}, GROUP),
    (TABLES, {**PAIRS, ("b", 1): "changed"}, set()),
    (TABLES, {("a", 2): "second", **PAIRS}, GROUP),
    (TABLES, {**PAIRS, ("c", 1): "new"}, {"none of a group"}),
    ({**TABLES, "one": {"b": "bread", "a": "apple"}}, PAIRS, {"all of a table"}),
]


def unmade(_: Draft) -> tuple[str, Told]:
    """Make nothing: it reads what nobody watches."""
    raise UnwatchedError


def run(
    store: Store,
    tables: Tables,
    pairs: Pairs,
    context: bytes = b"",
    memory: Memory | None = None,
    *,
    trusting: bool = False,
) -> tuple[dict[str, bytes], set[str]]:
    """Make every draft that has to be made; give all keys, and which were made."""
    notebook, made = Notebook(), set()
    desk = Desk(notebook, tables, pairs)

    def make(one: Draft) -> tuple[str, Told]:
        made.add(one.id)
        try:
            return one.id, Told(words=str(READERS[one.id](desk)))
        except KeyError:
            return one.id, Told(words="nothing")

    keys: dict[str, bytes] = {}
    engine = Engine(store, memory=memory, trusting=trusting)
    for one in traced(engine, "told", notebook, DRAFTS, Make(make, unmade), context):
        if isinstance(one, Others):
            assert not one.former & one.keys.keys()
            keys |= one.keys
        else:
            keys[one.name] = one.key
    return keys, made


@pytest.mark.parametrize(("tables", "pairs", "expected"), CHANGES)
def test_a_change_remakes_what_read_it(tmp_path: Path, tables: Tables, pairs: Pairs, expected: set[str]) -> None:
    store = Store(tmp_path)
    run(store, TABLES, PAIRS)
    keys, made = run(store, tables, pairs)
    assert made == expected
    assert keys == run(Store(None), tables, pairs)[0]


@pytest.mark.parametrize(("tables", "pairs", "expected"), CHANGES)
def test_a_process_that_runs_again_remakes_the_same(
    tmp_path: Path, tables: Tables, pairs: Pairs, expected: set[str]
) -> None:
    """There, back and there again, whatever came before; and what it leaves behind serves a new process."""
    store, memory = Store(tmp_path), Memory()
    run(store, TABLES, PAIRS, memory=memory)
    for _ in range(2):
        keys, made = run(store, tables, pairs, memory=memory)
        assert made == expected
        assert keys == run(Store(None), tables, pairs)[0]
        assert run(store, TABLES, PAIRS, memory=memory)[1] == expected
        keys, made = run(store, tables, pairs, memory=memory, trusting=True)
        assert (keys, made) == (run(Store(None), tables, pairs)[0], expected)
        assert run(store, TABLES, PAIRS, memory=memory, trusting=True)[1] == expected
    while memory.settle():
        pass
    assert run(store, TABLES, PAIRS)[1] == set()


def test_a_chain_of_changes_is_followed(tmp_path: Path) -> None:
    store, memory = Store(tmp_path), Memory()
    for tables, pairs, _ in (*CHANGES, *reversed(CHANGES), *CHANGES[::2], *CHANGES[::3]):
        keys, _ = run(store, tables, pairs, memory=memory)
        assert keys == run(Store(None), tables, pairs)[0]
    while memory.settle():
        pass
    assert run(store, *CHANGES[::3][-1][:2])[1] == set()


def test_a_run_that_stops_leaves_what_was_before_it(tmp_path: Path) -> None:
    store, memory = Store(tmp_path), Memory()
    run(store, TABLES, PAIRS, memory=memory)
    notebook = Notebook()
    changed = {**TABLES, "one": {"a": "APPLE", "b": "BREAD"}}
    desk = Desk(notebook, changed, PAIRS)

    drafts = {"an entry": Draft("an entry")}
    make: Make[Draft, Told] = Make(lambda one: (one.id, Told(words=str(desk.one["a"]))), unmade)
    with closing(traced(Engine(store, memory=memory), "told", notebook, drafts, make, b"")) as pieces:
        next(pieces)
    assert run(store, TABLES, PAIRS, memory=memory)[1] == set()
    assert run(store, changed, PAIRS, memory=memory)[1] == {"an entry", "a part of an entry", "all of a table"}


def test_a_process_that_runs_again_makes_anew_what_the_store_has_lost(tmp_path: Path) -> None:
    memory = Memory()
    run(Store(tmp_path / "one"), TABLES, PAIRS, memory=memory)
    assert run(Store(tmp_path / "other"), TABLES, PAIRS, memory=memory)[1] == set(READERS)


def test_another_context_remakes_everything(tmp_path: Path) -> None:
    store = Store(tmp_path)
    run(store, TABLES, PAIRS)
    assert run(store, TABLES, PAIRS, b"other")[1] == set(READERS)


def test_what_the_store_has_lost_is_made_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    run(store, TABLES, PAIRS)
    lost = Store(tmp_path / "other")
    for key in (digest(b"trace", b"", name.encode()) for name in READERS):
        lost.put(store.get([key]).items())
    assert run(lost, TABLES, PAIRS)[1] == set(READERS)


def test_a_trace_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    store = Store(tmp_path)
    run(store, TABLES, PAIRS)
    store.put([(digest(b"trace", b"", b"an entry"), b"no trace")])
    assert run(store, TABLES, PAIRS)[1] == {"an entry"}


def test_what_is_not_watched_is_always_made(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for words in ("before", "after"):
        told = Told(words=words)

        make: Make[Draft, Told] = Make(unmade, partial(lambda told, one: (one.id, told), told))
        (piece,) = single(traced(Engine(store), "told", Notebook(), {"it": Draft("it")}, make, b""))
        assert piece.key == digest(encode(told))
        assert piece.value == told


def test_a_run_that_trusts_gives_at_once_what_is_as_it_was(tmp_path: Path) -> None:
    store, memory = Store(tmp_path), Memory()

    def names(*told: str) -> list[object]:
        """Give what comes of some drafts, each called and telling the same: names, and all others at once."""
        notebook = Notebook()
        table = notebook.table(lambda: {"all": "same"})
        make: Make[Draft, Told] = Make(lambda one: (one.id, Told(table["all"])), unmade)
        drafts = {one.casefold(): Draft(one) for one in told}
        found = traced(Engine(store, memory=memory, trusting=True), "told", notebook, drafts, make, b"")
        return [(list(one.keys), one.former) if isinstance(one, Others) else one.name for one in found]

    assert names("a", "b", "c") == ["a", "b", "c"]
    assert names("a", "b", "c") == [(["a", "b", "c"], set())]
    assert names("a", "d", "c") == [(["a", "c"], {"b"}), "d"]
    assert names("a") == [(["a"], {"c", "d"})]
