"""What stands in a long sequence where another stood, found without a look at each thing in it."""

from collections.abc import Sequence
from typing import Any


def middle(before: Sequence[Any], now: Sequence[Any]) -> tuple[slice, slice]:
    """Tell of two sequences of one type what is left of each without what both begin with and what both end with.

    Things that are equal stand for each other. Where nearly all are the same objects this is as quick as to compare
    two lists.
    """
    if before is now or before == now:
        return slice(0, 0), slice(0, 0)
    start = _alike(before, now)
    end = _alike(before[start:][::-1], now[start:][::-1])
    return slice(start, len(before) - end), slice(start, len(now) - end)


def _alike(left: Sequence[Any], right: Sequence[Any]) -> int:
    """Count what both begin with: by halves, each compared at once."""
    low, high = 0, min(len(left), len(right))
    while low < high:
        half = (low + high + 1) // 2
        if left[low:half] == right[low:half]:
            low = half
        else:
            high = half - 1
    return low
