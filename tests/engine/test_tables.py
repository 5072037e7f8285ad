"""An entry stays the same object while what it was made of is the same, and not a moment longer.

Longer than most files: all kinds of tables are held to the same few promises, beside each other.
"""

import random
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, field

import pytest

from generator.engine.tables import Tables

Words = dict[str, str]


def lengths(tables: Tables, rows: Words) -> tuple[dict[str, list[int]], list[str]]:
    """Make a list for each text; tell of which texts it was made anew."""
    made = []

    def make(text: str) -> list[int]:
        made.append(text)
        return [len(text)]

    tables.begin()
    found = tables.each("lengths", make, rows)
    tables.turn()
    return found, made


def test_an_entry_is_made_again_when_what_it_is_made_of_is_another() -> None:
    tables = Tables()
    first, made = lengths(tables, {"a": "one", "b": "three"})
    assert made == ["one", "three"]
    second, made = lengths(tables, {"b": "three", "a": "four", "c": ""})
    assert made == ["four", ""]
    assert second == {"b": [5], "a": [4], "c": [0]}
    assert list(second) == ["b", "a", "c"]
    assert second["b"] is first["b"]
    assert first == {"a": [3], "b": [5]}


def test_an_entry_that_equals_the_former_is_the_former() -> None:
    tables = Tables()
    first, _ = lengths(tables, {"a": "one"})
    second, made = lengths(tables, {"a": "two"})
    assert made == ["two"]
    assert second["a"] is first["a"]


def test_a_table_in_which_nothing_is_other_is_the_former() -> None:
    tables = Tables()
    first, _ = lengths(tables, {"a": "one", "b": "three"})
    assert lengths(tables, {"a": "two", "b": "three"})[0] is first
    assert lengths(tables, {"b": "three", "a": "two"})[0] is not first


def test_a_mapping_in_another_order_is_another() -> None:
    tables = Tables()
    tables.one("both", lambda keys: dict.fromkeys(keys, 1), "ab")
    tables.turn()
    assert list(tables.one("both", lambda keys: dict.fromkeys(keys, 1), "ba")) == ["b", "a"]


def test_one_value_is_made_again_when_a_mapping_that_it_is_made_of_stands_in_another_order() -> None:
    tables = Tables()
    for rows in ({"a": 1, "b": 2}, {"b": 2, "a": 1}):
        tables.begin()
        assert tables.one("keys", list, rows) == list(rows)
        tables.turn()


def test_an_entry_in_which_a_mapping_has_another_order_is_another() -> None:
    """However deep it stands: who is first of those that tell as often as one another may be all that a page shows."""
    tables = Tables()
    for named in ("ab", "ba", "b"):
        tables.begin()
        rows = tables.each("counts", lambda row: {"x": {"y": dict.fromkeys(row, 1)}}, {"one": named})
        assert list(rows["one"]["x"]["y"]) == list(named)
        tables.turn()


def test_what_was_not_asked_for_is_forgotten() -> None:
    tables = Tables()
    lengths(tables, {"a": "one", "b": "two"})
    lengths(tables, {"a": "one"})
    assert lengths(tables, {"a": "one", "b": "two"})[1] == ["two"]
    tables.turn()
    assert lengths(tables, {"a": "one", "b": "two"})[1] == ["one", "two"]


def test_a_run_that_does_not_end_leaves_what_is_true_of_it() -> None:
    """Whoever goes on from its tables makes what is other than in it, however much or little it came to ask for."""
    tables, words = Tables(), {"x": "before"}

    def told(name: str, words: Words) -> Words:
        inner = tables.each("words", str.upper, words)
        return tables.each(name, lambda key: inner[key], {"a": "x"}, rests=set, over=(inner,))

    tables.begin()
    told("one", words)
    tables.turn()
    tables.begin()
    told("other", {"x": "stopped"})
    tables.begin()
    assert told("one", {"x": "stopped"}) == {"a": "STOPPED"}
    tables.begin()
    assert told("one", words) == {"a": "BEFORE"}
    assert told("other", words) == {"a": "BEFORE"}


def test_a_fault_leaves_no_table_half_made() -> None:
    tables = Tables()
    lengths(tables, {"a": "one", "b": "two"})
    with pytest.raises(ZeroDivisionError):
        tables.each("lengths", lambda text: 1 // (len(text) - 5), {"a": "four", "b": "three"})
    assert lengths(tables, {"a": "one", "b": "three"})[0] == {"a": [3], "b": [5]}


def test_an_entry_is_made_again_when_what_it_rests_on_has_changed() -> None:
    tables = Tables()
    asked: list[str] = []
    for words, expected, again in (
        ({"x": "one", "y": "two"}, {"a": "one two", "b": "two"}, ["xy", "y"]),
        ({"x": "one", "y": "three"}, {"a": "one three", "b": "three"}, ["xy", "y"]),
        ({"x": "four", "y": "three"}, {"a": "four three", "b": "three"}, ["xy"]),
        ({"x": "four"}, {"a": "four", "b": ""}, ["xy", "y"]),
        ({"x": "four", "y": "two", "z": "five"}, {"a": "four two", "b": "two"}, ["xy", "y"]),
        ({"x": "four", "y": "two"}, {"a": "four two", "b": "two"}, []),
    ):
        asked.clear()

        def make(keys: str, words: Words = words) -> str:
            asked.append(keys)
            return " ".join(words[key] for key in keys if key in words)

        tables.begin()
        assert tables.each("told", make, {"a": "xy", "b": "y"}, rests=list, over=(words,)) == expected
        tables.turn()
        assert sorted(asked) == again


def test_an_entry_is_mended_where_only_what_it_rests_on_has_changed() -> None:
    tables = Tables()
    mended = []
    words = {"x": "one", "y": "two"}

    def make(keys: str) -> list[str]:
        return [words[key] for key in keys]

    def mend(former: list[str], keys: str, moved: AbstractSet[str]) -> list[str]:
        mended.append(moved)
        return [words[key] if key in moved else one for key, one in zip(keys, former, strict=True)]

    for change, keys, expected in (
        ({}, "xy", []),
        ({"x": "three"}, "xy", [{"x"}]),
        ({"y": "four"}, "yx", []),
        ({"z": "five"}, "yx", []),
        ({"x": "six", "y": "seven"}, "yx", [{"x", "y"}]),
    ):
        mended.clear()
        words = {**words, **change}
        tables.begin()
        assert tables.each("told", make, {"a": keys}, rests=list, over=(words,), mend=mend) == {"a": make(keys)}
        tables.turn()
        assert mended == expected


def test_what_stands_beside_a_row_is_part_of_it() -> None:
    tables = Tables()
    for beside in ({"a": "x"}, {"a": "y", "b": "z"}, {"b": "z"}, {"b": "z", "c": "gone"}, {}):
        tables.begin()
        found = tables.each("both", lambda row, other: (row, other), {"a": 1, "b": 2}, beside)
        tables.turn()
        assert found == {"a": (1, beside.get("a")), "b": (2, beside.get("b"))}


@pytest.mark.parametrize("mends", [True, False])
def test_a_table_is_what_it_would_be_if_it_were_made_from_nothing(*, mends: bool) -> None:
    """Whatever comes, goes, changes and trades places in what it is made of, and wherever making it was broken off."""
    chance, tables = random.Random(11), Tables()  # noqa: S311 - for examples
    rows, beside, over = dict[str, str](), dict[str, int](), dict[str, int]()
    faults = 0

    def some(keys: str) -> list[str]:
        return chance.sample(keys, chance.randrange(len(keys) + 1))

    def make(row: str, other: int | None, shared: int) -> tuple[dict[str, int | None], int | None, int]:
        if chance.random() < 0.02:
            raise ZeroDivisionError
        return {key: over.get(key) for key in row}, other, shared

    def mend(
        former: tuple[dict[str, int | None], int | None, int], _row: str, moved: AbstractSet[str]
    ) -> tuple[dict[str, int | None], int | None, int]:
        return {key: over.get(key) if key in moved else one for key, one in former[0].items()}, *former[1:]

    for turn in range(600):
        if chance.random() < 0.4:
            rows = {key: rows[key] if key in rows and turn % 3 else "".join(some("xyz")) for key in some("abcd")}
        if chance.random() < 0.4:
            beside = {key: chance.randrange(2) for key in some("abcde")}
        if chance.random() < 0.4:
            over = {key: chance.randrange(2) for key in some("xyz")}
        shared = turn // 100
        tables.begin()
        try:
            found = tables.each(
                "told", make, rows, beside, shared=(shared,), rests=list, over=(over,), mend=mend if mends else None
            )
        except ZeroDivisionError:
            faults += 1
            continue
        if chance.random() < 0.8:
            tables.turn()
        assert list(found.items()) == [
            (key, ({one: over.get(one) for one in row}, beside.get(key), shared)) for key, row in rows.items()
        ]
    assert faults


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
        tables.begin()
        found = tables.each("told", make, {str(number): str(number) for number in range(50)}, shared=(now,))
        tables.turn()
        assert found == {str(number): (str(number), place) for number in range(50)}
        assert len(asked) == made
        assert len(before.compared) + len(now.compared) <= 1
        before = now


def test_a_table_by_subject_is_what_it_would_be_if_it_were_made_from_nothing() -> None:
    """Whatever comes, goes, changes and trades places, to the order of its subjects and of what each is made of."""
    chance, tables = random.Random(7), Tables()  # noqa: S311 - for examples
    for turn in range(400):
        items = {
            item: {subject: chance.randrange(3) for subject in chance.sample("pqrst", chance.randrange(4))}
            for item in chance.sample("abcdef", chance.randrange(7))
        }
        if turn % 2:
            items = {item: items[item] for item in sorted(items)}
        expected: dict[str, list[int]] = {}
        for given in items.values():
            for subject, value in given.items():
                expected.setdefault(subject, []).append(value)
        tables.begin()
        found = tables.turned("values", items, dict, lambda *values: list(values))
        if chance.random() < 0.8:
            tables.turn()
        alone = Tables(followed=False).turned("values", items, dict, lambda *values: list(values))
        assert list(found.items()) == list(alone.items()) == list(expected.items())


def test_only_subjects_to_which_something_else_is_given_are_made_again() -> None:
    tables, asked = Tables(), []

    def make(*values: int) -> int:
        asked.append(values)
        return sum(values)

    former: dict[str, int] = {}
    for items, again in (
        ({"a": {"p": 1, "q": 2}, "b": {"p": 3}}, [(1, 3), (2,)]),
        ({"a": {"p": 1, "q": 2}, "b": {"p": 3}}, []),
        ({"a": {"p": 1, "q": 4}, "b": {"p": 3}}, [(4,)]),
        ({"a": {"p": 1, "q": 4}, "b": {"p": 3}, "c": {"q": 0}}, [(4, 0)]),
        ({"a": {"p": 1, "q": 4}, "c": {"q": 0}}, [(1,)]),
    ):
        asked.clear()
        tables.begin()
        found = tables.turned("sums", items, dict, make)
        tables.turn()
        assert asked == again
        assert (found is former) == (not again or found == former)
        former = found


def test_subjects_stand_in_the_order_in_which_an_item_now_gives_to_them() -> None:
    tables = Tables()
    for row in ({"x": 1, "y": 2}, {"y": 2, "x": 1}, {"y": 3, "x": 1}, {"x": 1, "y": 3}):
        tables.begin()
        found = tables.turned("orders", {"one": row}, dict, lambda value: [value])
        assert list(found.items()) == [(subject, [value]) for subject, value in row.items()]
        tables.turn()


def test_an_entry_that_is_made_late_is_made_once_while_its_row_is_the_same() -> None:
    tables, made = Tables(), []

    def make(key: str, row: str) -> str:
        made.append(key)
        return f"{key} {row}"

    for rows, asked, again in (
        ({"a": "one", "b": "two"}, "ab", "ab"),
        ({"a": "one", "b": "three"}, "ab", "b"),
        ({"a": "one"}, "", ""),
        ({"a": "one", "b": "three"}, "ba", "b"),
        ({"b": "four", "a": "one"}, "a", ""),
    ):
        made.clear()
        tables.begin()
        found = tables.late("told", make, tables.each("rows", str, rows))
        assert list(found) == list(rows)
        assert [found[key] for key in [*asked, *asked]] == [f"{key} {rows[key]}" for key in [*asked, *asked]]
        assert made == list(again)
        assert found.get("c") is None
        tables.turn()


def test_where_no_run_follows_only_the_last_entry_that_was_made_late_is_kept() -> None:
    made: list[str] = []

    def make(key: str, row: str) -> str:
        made.append(key)
        return row

    found = Tables(followed=False).late("told", make, {"a": "one", "b": "two"})
    assert [found[key] for key in "aabba"] == ["one", "one", "two", "two", "one"]
    assert made == ["a", "b", "a"]


def test_runs_that_overlap_have_what_is_made_late_of_their_own_rows() -> None:
    """What one has put off, to be done when nothing else is to do, may ask after the next has begun."""
    tables = Tables()
    before = tables.late("told", lambda _, row: row, {"a": "one", "b": "one"})
    assert before["a"] == "one"
    now = tables.late("told", lambda _, row: row, {"a": "two", "b": "two"})
    assert [one[key] for key in "ab" for one in (before, now, before)] == ["one", "two", "one"] * 2


def test_a_run_in_which_an_entry_cannot_be_made_leaves_no_table_half_changed() -> None:
    chance, tables = random.Random(7), Tables()  # noqa: S311 - for examples
    rows, over = dict.fromkeys("abcd", ""), dict.fromkeys("pqrs", 0)
    whole = 0

    def make(row: str) -> list[int]:
        if chance.random() < risk:
            raise ValueError(row)
        return [over[one] for one in row]

    def turn(*values: int) -> list[int]:
        if chance.random() < risk:
            raise ValueError(values)
        return list(values)

    for _ in range(600):
        rows |= {chance.choice("abcd"): "".join(chance.sample("pqrs", chance.randrange(4)))}
        over = {**over, chance.choice("pqrs"): chance.randrange(2)}
        given = {key: {one: over[one] for one in row} for key, row in rows.items()}
        risk = chance.choice((0.0, 0.5))
        tables.begin()
        with suppress(ValueError):
            assert tables.each("made", make, dict(rows), rests=tuple, over=(over,)) == {
                key: [over[one] for one in row] for key, row in rows.items()
            }
            found = tables.turned("turned", given, dict, turn)
            assert found == {one: [over[one] for row in rows.values() if one in row] for one in "".join(rows.values())}
            whole += 1
    assert 100 < whole < 600
