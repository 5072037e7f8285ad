"""Which sentences to publish: those that cover most of what independent accounts agree on, and say nothing twice.

Coverage of weighted concepts under a budget (Gillick and Favre 2009), chosen by lazy greedy search, which is near the
best for a submodular sum (Lin and Bilmes 2010). Sums are exact (``fsum``), whatever their order; ties go to the earlier
sentence.
"""

import heapq
import math
from collections import Counter
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from functools import cache, partial
from itertools import chain

from generator.summarise.pool import Gram, Pool
from generator.summarise.scale import step
from generator.summarise.support import Echoes

_PAIR = 1.0
_SINGLE = 0.5
_LONE = 0.4
_NAMES = 0.5
_LEAD = 3.0
_SHORT, _COST, _SLOT = 6, 0.7, 0.3
"""A sentence costs its words and six more, to the power of 0.7: long ones are dearer, but not by their full length.
Where only the number of sentences is limited, the power is 0.3.
"""


class Worth:
    """What the sentences of a block are worth for the concepts that they have, by merit and for their length.

    A concept is weighed by how many independent accounts of the block use it, in coarse steps; one account alone counts
    little, a name by half. ``whole`` is the worth of each sentence that can be published.
    """

    def __init__(self, pool: Pool, block: Collection[int], *, budget: int = 0) -> None:
        """Weigh all concepts of the block, and its sentences; with a ``budget`` of words their length costs more."""
        self._pool = pool
        self._weights = _weights(pool, block)
        price = cache(partial(_price, _COST if budget else _SLOT))
        self._rate = {i: one.merit / price(one.length) for i in block if (one := pool.all[i]).merit}
        weigh, grams = self._weights.__getitem__, pool.grams
        self.whole = {i: math.fsum(map(weigh, grams[i])) * rate for i, rate in self._rate.items()}

    def new(self, i: int, covered: AbstractSet[Gram]) -> float:
        """Give the worth of what a sentence has beside concepts that are ``covered``."""
        weights = self._weights
        return math.fsum([weights[gram] for gram in self._pool.grams[i] if gram not in covered]) * self._rate[i]


def _price(power: float, length: int) -> float:
    return math.pow(_SHORT + length, power)


def _weights(pool: Pool, block: Collection[int]) -> dict[Gram, float]:
    tellings: dict[int, set[Gram]] = {}
    for i in block:
        tellings.setdefault(pool.telling[i], set()).update(pool.grams[i])
    using = Counter(chain.from_iterable(tellings.values()))
    named = Counter(chain.from_iterable([pool.names[i] for i in block]))
    told = Counter(chain.from_iterable([pool.said[i] for i in block]))
    names = {term for term, count in named.items() if count > told[term]}
    return {
        gram: (_SINGLE if gram >= 0 else _PAIR)
        * (step(many) if many > 1 else _LONE)
        * (_NAMES if names.issuperset(pool.parts(gram)) else 1.0)
        for gram, many in using.items()
    }


def lead(rank: int) -> float:
    """Value a place counted from 0: news tells what matters first."""
    return 1.0 + _LEAD / (1.0 + rank)


def choose(
    pool: Pool,
    block: Mapping[int, float],
    worth: Worth,
    *,
    most: int,
    echoes: Echoes,
    budget: int = 0,
) -> list[int]:
    """Choose up to ``most`` sentences of up to ``budget`` words together (0 for no limit), best first.

    ``block`` gives each one's value for its place. Nothing is said twice: of two sentences that ``echoes`` finds to
    repeat each other the better one stays, or one that names the same people and more (see ``fuller``).
    """
    covered: set[Gram] = set()
    taken: list[int] = []
    told: list[int] = []  # what was taken at any time: a sentence is compared with each of them once
    left = budget
    whole = worth.whole
    heap = [(-whole[i] * place, i, 0) for i, place in block.items() if i in whole]
    heapq.heapify(heap)
    while heap and len(taken) < most:
        score, i, state = heapq.heappop(heap)
        if score >= 0:
            break
        if budget and pool.words(i) > left:
            continue
        repeated = [other for other in told[state:] if echoes.repeats(i, other)]
        if not repeated and state < len(told):
            heapq.heappush(heap, (-worth.new(i, covered) * block[i], i, len(told)))
            continue
        lesser = [other for other in repeated if other in taken and echoes.fuller(i, other)]
        if lesser != repeated:
            continue
        place = taken.index(lesser[0]) if lesser else len(taken)
        taken = [other for other in taken if other not in lesser]
        taken.insert(place, i)
        told.append(i)
        covered.update(pool.grams[i])
        left += sum(map(pool.words, lesser)) - pool.words(i)
    return taken


def alone(pool: Pool, i: int, worth: Worth) -> float:
    """Value one sentence by itself, as ``choose`` does before it has taken any."""
    return worth.whole[i] * lead(pool.rank(i))
