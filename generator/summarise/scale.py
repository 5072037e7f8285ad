"""Counts of the whole corpus, told in coarse steps: one edit then moves few of them, and what rests on them stands."""

_BITS = 3
"""A count is told by so many of its leading bits: 1 to 8 as they are, then 10, 12, 14, 16, 20, 24, 28, 32, 40, …"""


def step(count: int) -> int:
    """Give the greatest step that is not above a count."""
    less = max(count.bit_length() - _BITS, 0)
    return count >> less << less


def above(count: int) -> int:
    """Give the least step that is above a count."""
    less = max((count + 1).bit_length() - _BITS, 0)
    return -(-(count + 1) >> less) << less
