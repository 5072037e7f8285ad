"""A table of rows is a list of lists, whatever became of it."""

from itertools import combinations, pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from generator.resolve.rows import Rows, couples, find, ranges

ROW = st.lists(st.integers(0, 99), max_size=4)
SIZES = st.lists(st.integers(0, 6), max_size=6)
CHANGE = st.tuples(st.sampled_from(["replace", "insert", "remove", "write"]), st.integers(0, 9), ROW)


def shown(rows: Rows) -> list[list[int]]:
    """Read all rows one by one."""
    return [rows.entries(np.array([i]))[1].tolist() for i in range(len(rows.sizes))]


@given(st.lists(ROW, max_size=5), st.lists(CHANGE, max_size=40))
def test_rows_are_lists(start: list[list[int]], changes: list[tuple[str, int, list[int]]]) -> None:
    model = [list(row) for row in start]
    numbers = [number for row in model for number in row]
    rows = Rows(np.array(list(map(len, model)), dtype=np.int64), np.array(numbers, dtype=np.int32))
    for what, place, row in changes:
        at = min(place, len(model) - (what != "insert"))
        if what == "insert":
            rows.insert(np.array([at]))
            model.insert(at, [])
        elif what == "write":
            rows = Rows.unpacked(rows.packed())
        elif at >= 0 and what == "remove":
            rows.remove(np.array([at]))
            del model[at]
        elif at >= 0:
            rows.replace(np.array([at]), np.zeros(len(row), dtype=np.int64), np.array(row, dtype=np.int32))
            model[at] = list(row)
        assert shown(rows) == model


def test_many_rows_are_given_anew_at_once_and_read_in_any_order() -> None:
    rows = Rows(np.array([1, 2, 0]), np.array([5, 6, 7]), np.array([1.0, 2.0, 3.0]))
    rows.replace(np.array([2, 0]), np.array([1, 0, 1]), np.array([10, 11, 12]), np.array([0.1, 0.2, 0.3]))
    of, numbers, parts = rows.entries(np.array([1, 0, 2, 0]))
    assert of.tolist() == [0, 0, 1, 1, 2, 3, 3]
    assert numbers.tolist() == [6, 7, 10, 12, 11, 10, 12]
    assert parts.tolist() == [2.0, 3.0, 0.1, 0.3, 0.2, 0.1, 0.3]


def test_a_table_does_not_grow_by_what_is_given_anew() -> None:
    rows = Rows(np.full(50, 20), np.zeros(1000, dtype=np.int8))
    for i in range(2000):
        rows.replace(np.array([i % 50]), np.zeros(20, dtype=np.int64), np.full(20, i % 100, dtype=np.int8))
    assert sum(len(column.tobytes()) for _, column in rows.packed()) == 50 * 8 + 1000
    assert len(rows._columns[0]) < 4000


@given(SIZES, st.integers(0, 6))
def test_couples_are_all_pairs_of_a_row_or_neighbours_in_a_crowd(sizes: list[int], most: int) -> None:
    wanted: list[tuple[int, int]] = []
    start = 0
    for size in sizes:
        inside = range(start, start + size)
        wanted += sorted(combinations(inside, 2) if size <= most else pairwise(inside))
        start += size
    one, other = couples(np.array(sizes, dtype=np.int64), most)
    assert list(zip(one.tolist(), other.tolist(), strict=True)) == wanted


@given(SIZES, st.lists(st.integers(0, 6)))
def test_find_tells_where_numbers_stand(known: list[int], wanted: list[int]) -> None:
    places = sorted(set(known))
    where, found = find(np.array(places, dtype=np.int64), np.array(wanted, dtype=np.int64))
    assert found.tolist() == [one in places for one in wanted]
    assert all(places[i] == one for i, one, known in zip(where.tolist(), wanted, found, strict=True) if known)


def test_ranges_are_laid_one_behind_the_other() -> None:
    assert ranges(np.array([5, 0, 9]), np.array([2, 0, 1])).tolist() == [5, 6, 9]
