"""An index holds what was put into it last, by the places of the holders, whatever came and went in between."""

from hypothesis import given
from hypothesis import strategies as st

from generator.resolve.index import Index, kept

PUT = st.tuples(
    st.sampled_from("abcd"),
    st.integers(0, 3),
    st.none() | st.lists(st.tuples(st.sampled_from("xyz"), st.integers(0, 2))),
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
def test_an_index_does_not_know_how_it_came_about(puts: list[tuple[str, int, list[tuple[str, int]] | None]]) -> None:
    index: Index[str, str, int] = Index()
    last: dict[str, tuple[int, list[tuple[str, int]]]] = {}
    for holder, place, rows in puts:
        if rows is None:
            index.drop(holder)
            last.pop(holder, None)
        else:
            index.put(holder, (place, holder), rows)
            last[holder] = place, rows
    fresh: Index[str, str, int] = Index()
    for holder, (place, rows) in last.items():
        fresh.put(holder, (place, holder), rows)
    assert set(index.keys()) == set(fresh.keys())
    for key in "xyz":
        assert (index.rows(key), index.holders(key)) == (fresh.rows(key), fresh.holders(key))
    assert all(index.of(holder) == fresh.of(holder) for holder in "abcd")


def test_equal_values_become_the_former_objects() -> None:
    before = (("a", 1), ("b", 2))
    found = kept([tuple(["b", 2]), tuple(["c", 3])], before)  # noqa: C409 - equal, and not the same
    assert found == (("b", 2), ("c", 3))
    assert found[0] is before[1]
