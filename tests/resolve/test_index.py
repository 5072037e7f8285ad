"""An index holds what was put into it last, by the places of the holders, whatever came and went in between."""

from hypothesis import given
from hypothesis import strategies as st

from generator.resolve.index import Index, kept

PUT = st.tuples(
    st.sampled_from("abcd"),
    st.integers(0, 3),
    st.none() | st.lists(st.tuples(st.sampled_from("xyz"), st.integers(0, 2))),
    st.sampled_from(["", "", "elsewhere", "recalled"]),
)


def test_rows_stand_by_the_places_of_their_holders() -> None:
    index: Index[str, str, int] = Index()
    index.put("late", 2, [("x", 3), ("y", 4)])
    index.put("early", 1, [("x", 1), ("x", 2)])
    assert index.rows("x") == [1, 2, 3]
    assert index.holders("x") == ["early", "late"]
    assert (index.rows("y"), index.rows("z")) == ([4], [])


def test_only_the_keys_of_which_something_changed_are_given() -> None:
    index: Index[str, str, int] = Index()
    assert index.put("a", 1, [("x", 1), ("y", 1)]) == {"x", "y"}
    assert index.put("a", 1, [("x", 1), ("z", 1)]) == {"y", "z"}
    assert index.put("a", 2, [("x", 1), ("z", 1)]) == {"x", "z"}, "at another place all stand otherwise"
    assert index.drop("a") == {"x", "z"}
    assert not index.keys()


@given(st.lists(PUT))
def test_an_index_does_not_know_how_it_came_about(
    puts: list[tuple[str, int, list[tuple[str, int]] | None, str]],
) -> None:
    """Nor in which process: another reads the rows of a holder when somebody asks for them, or changes them."""
    index: Index[str, str, int] = Index()
    last: dict[str, tuple[int, list[tuple[str, int]]]] = {}
    unread: set[str] = set()

    def rows_of(holder: str) -> list[tuple[str, int]]:
        return last[holder][1] if holder in last else []

    for holder, place, rows, how in puts:
        before, was = dict(last), index.places.get(holder)
        if how:
            held, places, index = index.held(), index.places, Index()
            index.resume(held, places)
            index.read, unread = rows_of, set(last)
        if how == "recalled":
            index.recall(holder, rows_of(holder))
            unread.discard(holder)
        if rows is None:
            changed = index.drop(holder)
            last.pop(holder, None)
        else:
            changed = index.put(holder, (place, holder), rows)
            last[holder] = place, rows
        old, new = (_by_key(some[holder][1] if holder in some else []) for some in (before, last))
        moved = was != (place, holder)
        other = {key for key in old.keys() | new.keys() if moved or old.get(key) != new.get(key)}
        assert changed == (old.keys() | new.keys() if holder in unread else other)
        unread.discard(holder)
    fresh: Index[str, str, int] = Index()
    for holder, (place, rows) in last.items():
        fresh.put(holder, (place, holder), rows)
    assert set(index.keys()) == set(fresh.keys())
    for key in "xyz":
        assert (index.rows(key), index.holders(key)) == (fresh.rows(key), fresh.holders(key))
    assert all(set(index.keys_of(holder)) == set(fresh.keys_of(holder)) for holder in "abcd")
    assert all(index.of(holder) == fresh.of(holder) for holder in "abcd")


def _by_key(rows: list[tuple[str, int]]) -> dict[str, list[int]]:
    return {key: [value for one, value in rows if one == key] for key, _ in rows}


def test_equal_values_become_the_former_objects() -> None:
    before = (("a", 1), ("b", 2))
    found = kept([tuple(["b", 2]), tuple(["c", 3])], before)  # noqa: C409 - equal, and not the same
    assert found == (("b", 2), ("c", 3))
    assert found[0] is before[1]
