from hypothesis import given
from hypothesis import strategies as st

from generator.engine import coarse

COUNTS = st.integers(0, 10**6)
BITS = st.integers(2, 5)


def test_steps_are_as_many_as_the_bits_tell_apart() -> None:
    assert [coarse.floor(one, 2) for one in range(14)] == [0, 1, 2, 3, 4, 4, 6, 6, 8, 8, 8, 8, 12, 12]
    assert [coarse.floor(one, 3) for one in range(14)] == [0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 10, 10, 12, 12]
    assert [coarse.ceiling(one, 2) for one in range(14)] == [0, 1, 2, 3, 4, 6, 6, 8, 8, 12, 12, 12, 12, 16]


@given(COUNTS, BITS)
def test_small_counts_are_told_as_they_are(count: int, bits: int) -> None:
    small = count % (1 << bits)
    assert coarse.floor(small, bits) == small == coarse.ceiling(small, bits)


@given(COUNTS, BITS)
def test_the_floor_is_below_a_count_and_never_far(count: int, bits: int) -> None:
    least = coarse.floor(count, bits)
    assert 0 <= (count - least) << (bits - 1) < max(count, 1)
    assert coarse.floor(least, bits) == least == coarse.ceiling(least, bits)


@given(COUNTS, BITS)
def test_the_ceiling_is_the_step_after_the_floor_unless_the_count_is_a_step(count: int, bits: int) -> None:
    least, most = coarse.floor(count, bits), coarse.ceiling(count, bits)
    assert coarse.floor(most, bits) == most
    assert least == count == most or (least < count < most and coarse.floor(most - 1, bits) == least)


def test_one_more_moves_few_of_many_counts() -> None:
    moved = [count for count in range(1000) if coarse.floor(count, 3) != coarse.floor(count + 1, 3)]
    assert len(moved) < 40


@given(st.floats(-100, 100), st.sampled_from((20, 200)))
def test_a_part_is_near_and_on_a_step(value: float, steps: int) -> None:
    near = coarse.part(value, steps)
    assert abs(near - value) <= 0.5 / steps + 1e-9
    assert coarse.part(near, steps) == near
