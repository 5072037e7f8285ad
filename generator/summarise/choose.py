"""Which sentences to publish: those that cover most of what independent accounts agree on, and say nothing twice.

Coverage of weighted concepts under a budget (Gillick and Favre 2009), chosen by lazy greedy search, which is near the
best for a submodular sum (Lin and Bilmes 2010). Sums are exact (``fsum``), whatever their order; ties go to the earlier
sentence.
"""

import heapq
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from generator.summarise.candidates import Candidate
from generator.summarise.pool import Gram, Pool

_PAIR = 1.0
_SINGLE = 0.5
_LONE = 0.4
_NAMES = 0.5
_LEAD = 3.0
_SHORT, _COST, _SLOT = 6, 0.7, 0.3
"""A sentence costs its words and six more, to the power of 0.7: long ones are dearer, but not by their full length.
Where only the number of sentences is limited, the power is 0.3.
"""
_TELLING = 5
"""From so many telling terms on a sentence has its full value."""


def weights(pool: Pool, block: Iterable[int]) -> dict[Gram, float]:
    """Weigh each concept by how many independent accounts use it; one account alone counts little, a name by half."""
    tellings: dict[int, set[Gram]] = {}
    named: Counter[int] = Counter()
    told: Counter[int] = Counter()
    for i in block:
        named.update(pool.names[i])
        told.update(pool.said[i])
        tellings.setdefault(pool.telling[i], set()).update(pool.grams[i])
    using: Counter[Gram] = Counter()
    for grams in tellings.values():
        using.update(grams)
    names = {term for term, count in named.items() if count > told[term]}
    return {
        gram: (_PAIR if len(pool.parts[gram]) > 1 else _SINGLE)
        * (many if many > 1 else _LONE)
        * (_NAMES if names.issuperset(pool.parts[gram]) else 1.0)
        for gram, many in using.items()
    }


def lead(rank: int) -> float:
    """Value a place counted from 0: news tells what matters first."""
    return 1.0 + _LEAD / (1.0 + rank)


def choose(
    pool: Pool,
    block: Sequence[int],
    worth: Mapping[Gram, float],
    *,
    most: int,
    repeats: Callable[[int, int], bool],
    bonus: Callable[[int], float],
    budget: int = 0,
) -> list[int]:
    """Choose up to ``most`` sentences of up to ``budget`` words together (0 for no limit), best first.

    ``bonus`` values a sentence by itself, ``repeats`` tells that one of two sentences says nothing that the other does
    not say.
    """
    covered: set[Gram] = set()
    taken: list[int] = []
    left = budget
    cost = _COST if budget else _SLOT

    fit = [i for i in block if pool.all[i].mended is not None]
    value = {i: bonus(i) * _ease(pool.all[i]) * _telling(pool.all[i]) for i in fit}

    def gain(i: int) -> float:
        new = [worth[gram] for gram in pool.grams[i] if gram not in covered]
        return math.fsum(new) * value[i] / _price(pool.all[i], cost)

    heap = [(-gain(i), i, 0) for i in fit]
    heapq.heapify(heap)
    while heap and len(taken) < most:
        score, i, state = heapq.heappop(heap)
        if score >= 0:
            break
        one = pool.all[i]
        length = one.length + (one.mended.added if one.mended else 0)
        if budget and length > left:
            continue
        if state != len(taken):
            if not any(repeats(i, other) for other in taken[state:]):
                heapq.heappush(heap, (-gain(i), i, len(taken)))
            continue
        taken.append(i)
        covered.update(pool.grams[i])
        left -= length
    return taken


def alone(pool: Pool, i: int, worth: Mapping[Gram, float]) -> float:
    """Value one sentence by itself, as ``choose`` does before it has taken any."""
    one = pool.all[i]
    told = math.fsum([worth[gram] for gram in pool.grams[i]])
    return told * lead(pool.rank(i)) * _ease(one) * _telling(one) / _price(one, _SLOT)


def _ease(one: Candidate) -> float:
    return one.mended.ease if one.mended else 0.0


def _telling(one: Candidate) -> float:
    """Value what is told beside names and titles: who somebody is, is no news."""
    return min(1.0, (1 + len(one.said)) / _TELLING)


def _price(one: Candidate, power: float) -> float:
    return math.pow(_SHORT + one.length, power)
