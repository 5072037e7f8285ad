"""What is left between what two sequences begin and end with alike."""

from hypothesis import given
from hypothesis import strategies as st

from generator.engine.middle import middle

THINGS = st.lists(st.integers(0, 2))


@given(THINGS, THINGS, THINGS, THINGS)
def test_what_stands_around_it_is_left_out_and_no_more(
    start: list[int], old: list[int], new: list[int], end: list[int]
) -> None:
    before, now = [*start, *old, *end], [*start, *new, *end]
    out, put = middle(before, now)
    assert [*before[: out.start], *now[put], *before[out.stop :]] == now
    gone, come = before[out], now[put]
    assert not (gone and come) or (gone[0] != come[0] and gone[-1] != come[-1]), "there is no shorter middle"


def test_equal_sequences_have_none() -> None:
    assert middle((1, 2), (1, 2)) == (slice(0, 0), slice(0, 0))
    assert middle([], [1]) == (slice(0, 0), slice(0, 1))
