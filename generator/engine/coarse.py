"""Figures that depend on everything there is, told in coarse steps.

One edit then moves few of them across a step, and what was made of the others stands. Steps are relative for counts:
a count is told by its leading bits, so that it is known with the same relative precision however large it is. With
three bits 1 to 8 stay as they are, then come 10, 12, 14, 16, 20, 24, 28, 32, 40 and so on.
"""


def floor(count: int, bits: int) -> int:
    """Give the greatest number of so many leading bits that is not above a count: less than the 2^(bits - 1)th part
    of the count is lost.
    """
    less = max(count.bit_length() - bits, 0)
    return count >> less << less


def ceiling(count: int, bits: int) -> int:
    """Give the least number of so many leading bits that is not below a count."""
    less = max(count.bit_length() - bits, 0)
    return -(-count >> less) << less


def part(value: float, steps: int) -> float:
    """Give the multiple of the ``steps``-th part of 1 that is nearest to a value, the even one of two."""
    return round(value * steps) / steps
