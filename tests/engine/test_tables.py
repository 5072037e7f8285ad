"""An entry stays the same object while what it was made of is the same, and not a moment longer."""

from dataclasses import dataclass, field
from typing import Any

from generator.engine.tables import Tables

Row = tuple[str, tuple[Any, ...]]


def lengths(tables: Tables, *rows: Row) -> tuple[dict[str, list[int]], list[str]]:
    """Make a list for each text; tell of which texts it was made anew."""
    made = []

    def make(text: str) -> list[int]:
        made.append(text)
        return [len(text)]

    found = tables.table("lengths", rows, make)
    tables.turn()
    return found, made


def test_an_entry_is_made_again_when_what_it_is_made_of_is_another() -> None:
    tables = Tables()
    first, made = lengths(tables, ("a", ("one",)), ("b", ("three",)))
    assert made == ["one", "three"]
    second, made = lengths(tables, ("b", ("three",)), ("a", ("four",)), ("c", ("",)))
    assert made == ["four", ""]
    assert second == {"b": [5], "a": [4], "c": [0]}
    assert list(second) == ["b", "a", "c"]
    assert second["b"] is first["b"]


def test_an_entry_that_equals_the_former_is_the_former() -> None:
    tables = Tables()
    first, _ = lengths(tables, ("a", ("one",)))
    second, made = lengths(tables, ("a", ("two",)))
    assert made == ["two"]
    assert second["a"] is first["a"]


def test_a_mapping_in_another_order_is_another() -> None:
    tables = Tables()
    tables.one("both", lambda keys: dict.fromkeys(keys, 1), "ab")
    tables.turn()
    assert list(tables.one("both", lambda keys: dict.fromkeys(keys, 1), "ba")) == ["b", "a"]


def test_what_was_not_asked_for_is_forgotten() -> None:
    tables = Tables()
    lengths(tables, ("a", ("one",)), ("b", ("two",)))
    lengths(tables, ("a", ("one",)))
    assert lengths(tables, ("a", ("one",)), ("b", ("two",)))[1] == ["two"]


def test_a_run_that_does_not_end_changes_nothing() -> None:
    tables = Tables()
    first, _ = lengths(tables, ("a", ("one",)))
    tables.table("lengths", [("a", ("three",))], lambda text: [len(text)])
    second, made = lengths(tables, ("a", ("one",)))
    assert made == []
    assert second["a"] is first["a"]


def test_a_run_that_does_not_end_leaves_nothing_to_one_that_asks_for_less() -> None:
    tables = Tables()

    def told(name: str, words: dict[str, str]) -> dict[str, str]:
        moved = tables.moved("words", words)
        return tables.table(name, [("a", ("x",))], words.__getitem__, rests=set, moved=moved)

    told("one", {"x": "before"})
    tables.turn()
    tables.begin()
    told("other", {"x": "stopped"})
    tables.begin()
    told("one", {"x": "before"})
    tables.turn()
    tables.begin()
    assert told("other", {"x": "before"}) == {"a": "before"}


def test_an_entry_is_made_again_when_what_it_rests_on_has_moved() -> None:
    tables = Tables()
    for words, expected in (
        ({"x": "one", "y": "two"}, {"a": "one two", "b": "two"}),
        ({"x": "one", "y": "three"}, {"a": "one three", "b": "three"}),
        ({"x": "four", "y": "three"}, {"a": "four three", "b": "three"}),
        ({"x": "four"}, {"a": "four", "b": ""}),
        ({"x": "four", "y": "two"}, {"a": "four two", "b": "two"}),
    ):
        found = tables.table(
            "told",
            [("a", ("xy",)), ("b", ("y",))],
            lambda keys, words=words: " ".join(words[key] for key in keys if key in words),
            rests=set,
            moved=tables.moved("words", words),
        )
        tables.turn()
        assert found == expected


@dataclass(eq=False)
class Places:
    """Something large that notes how often it is compared."""

    place: int
    compared: list[int] = field(default_factory=list)

    def __eq__(self, other: object) -> bool:
        self.compared.append(1)
        return isinstance(other, Places) and self.place == other.place

    __hash__ = None  # type: ignore[assignment]


def test_what_all_entries_share_is_compared_once_however_many_they_are() -> None:
    tables = Tables()
    before = Places(0)
    asked: list[str] = []

    def make(key: str, places: Places) -> tuple[str, int]:
        asked.append(key)
        return key, places.place

    for place, made in ((1, 50), (1, 0), (2, 50)):
        asked.clear()
        now = Places(place)
        rows = [(str(number), (str(number),)) for number in range(50)]
        found = tables.table("told", rows, make, shared=(now,))
        tables.turn()
        assert found == {str(number): (str(number), place) for number in range(50)}
        assert len(asked) == made
        assert len(before.compared) + len(now.compared) <= 1
        before = now


def test_the_same_objects_have_not_moved() -> None:
    tables = Tables()
    one, other = [1], [2]
    assert tables.moved("lists", {"a": one, "b": other}) == {"a", "b"}
    tables.turn()
    assert tables.moved("lists", {"a": one, "b": [2], "c": one}) == {"b", "c"}
    tables.turn()
    assert tables.moved("lists", {"a": one}) == {"b", "c"}


def test_an_entry_is_mended_where_only_what_it_rests_on_has_moved() -> None:
    tables = Tables()
    mended = []
    words = {"x": "one", "y": "two"}

    def make(keys: str) -> list[str]:
        return [words[key] for key in keys]

    def mend(former: list[str], keys: str) -> list[str]:
        mended.append(former)
        return make(keys)

    for change, keys, expected in (({}, "xy", 0), ({"x": "three"}, "xy", 1), ({"y": "four"}, "yx", 1), ({}, "yx", 1)):
        words = {**words, **change}
        found = tables.table(
            "told",
            [("a", (keys,))],
            make,
            rests=set,
            moved=tables.moved("words", words),
            mend=mend,
        )
        tables.turn()
        assert found == {"a": make(keys)}
        assert len(mended) == expected


def test_groups_are_one_table_whatever_comes_and_goes() -> None:
    tables = Tables()
    kept = {"a1": 1, "a2": 2}
    for groups in (
        {"a": kept, "b": {"b1": 3}},
        {"a": kept, "b": {"b2": 4}},
        {"a": kept},
        {"a": {"a2": 5}, "c": {"c1": 6}},
        {"c": {}, "a": kept},
        {"c": {"a1": 7}, "a": {"a2": 2}},
        {"c": {}, "a": kept},
        {},
    ):
        assert tables.flat("all", groups) == {key: one for inside in groups.values() for key, one in inside.items()}
        tables.turn()
