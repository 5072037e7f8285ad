"""Whether time grows with length and no faster, on shapes of text made to prove the contrary.

The unit tests count executed lines; this sees what happens inside regular expressions and libraries too.
"""

import math
import time
from collections.abc import Callable, Iterator
from functools import partial

from tests.annotate.build import account_of
from tests.annotate.test_scale import HOSTILE, SHAPES, crowd, phrased
from tests.read import test_article as articles

TIMES = 8
"""How much longer the long text is."""
LEAST = 0.004
"""Seconds below which a measurement says nothing."""


def growths() -> Iterator[tuple[str, float]]:
    """Give the name of each shape, and the exponent by which time grows with its length: 1 is linear, 2 its square."""
    for name, work, size in _works():
        work(size // 10)  # what is done once is done
        small, large = (min(_spent(work, length) for _ in range(3)) for length in (size, TIMES * size))
        yield name, math.log(max(large, LEAST) / max(small, LEAST), TIMES)


def _works() -> Iterator[tuple[str, Callable[[int], object], int]]:
    for number, text in enumerate(articles.SHAPES):
        for path in ("a.txt", "a.md"):
            yield f"read {path}, shape {number}", partial(_read, text, path), 6_000
    for word in HOSTILE:
        yield f"title words {word!r}", partial(_phrased, word), 4_000
    for name in SHAPES:
        yield f"names {name!r}", partial(_named, name), 500


def _read(shape: Callable[[int], str], path: str, size: int) -> None:
    articles.reading(shape(size), path)


def _phrased(word: str, size: int) -> None:
    phrased(word * size)


def _named(shape: str, size: int) -> None:
    account_of(*crowd(size, shape))


def _spent(work: Callable[[int], object], size: int) -> float:
    start = time.process_time()
    work(size)
    return time.process_time() - start
