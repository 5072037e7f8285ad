from hypothesis import given
from hypothesis import strategies as st

from generator.summarise.scale import above, step

COUNTS = st.integers(0, 10**6)


def test_small_counts_are_told_as_they_are() -> None:
    assert [step(one) for one in range(9)] == list(range(9))


@given(COUNTS)
def test_a_step_is_below_its_counts_and_never_far(count: int) -> None:
    assert step(count) <= count <= 1.25 * step(count)
    assert step(step(count)) == step(count)


@given(COUNTS)
def test_the_next_step_is_the_least_above(count: int) -> None:
    least = above(count)
    assert step(count) < least
    assert step(least) == least
    assert step(least - 1) == step(count)


def test_one_more_moves_few_of_many_counts() -> None:
    moved = [count for count in range(1000) if step(count) != step(count + 1)]
    assert len(moved) < 40
