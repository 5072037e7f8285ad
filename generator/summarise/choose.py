"""Which sentences to publish: those that cover most of what independent accounts agree on, and say nothing twice.

Coverage of weighted concepts under a budget (Gillick and Favre 2009), chosen by lazy greedy search, which is near the
best for a submodular sum (Lin and Bilmes 2010). Sums are exact (``fsum``), whatever their order; ties go to the earlier
sentence.
"""

import heapq
from collections.abc import Mapping
from typing import NamedTuple

from generator.summarise.sheet import Gram, Sentence
from generator.summarise.support import Echoes
from generator.summarise.weights import Worth

_LEAD = 3.0


class Chosen(NamedTuple):
    """The chosen sentences, best first, and all that were ``compared`` to choose them."""

    best: tuple[Sentence, ...] = ()
    compared: tuple[Sentence, ...] = ()


def lead(rank: int) -> float:
    """Value a place counted from 0: news tells what matters first."""
    return 1.0 + _LEAD / (1.0 + rank)


def choose(block: Mapping[Sentence, float], worth: Worth, most: int, budget: int, echoes: Echoes) -> Chosen:
    """Choose up to ``most`` sentences of up to ``budget`` words together (0 for no limit).

    ``block`` gives each one's value for its place. Nothing is said twice: of two sentences that ``echoes`` finds to
    repeat each other the better one stays, or one that names the same people and more (see ``fuller``).
    """
    covered: set[Gram] = set()
    taken: list[Sentence] = []
    told: list[Sentence] = []  # what was taken at any time: a sentence is compared with each of them once
    compared: dict[Sentence, None] = {}
    left = budget
    whole = worth.whole
    heap = [(-whole[one] * place, one.order, 0, one) for one, place in block.items() if one in whole]
    heapq.heapify(heap)
    while heap and len(taken) < most:
        score, order, state, one = heapq.heappop(heap)
        if score >= 0:
            break
        if budget and one.words > left:
            continue
        compared[one] = None
        repeated = [other for other in told[state:] if echoes.repeats(one, other)]
        if not repeated and state < len(told):
            heapq.heappush(heap, (-worth.new(one, covered) * block[one], order, len(told), one))
            continue
        lesser = [other for other in repeated if other in taken and echoes.fuller(one, other)]
        if lesser != repeated:
            continue
        place = taken.index(lesser[0]) if lesser else len(taken)
        taken = [other for other in taken if other not in lesser]
        taken.insert(place, one)
        told.append(one)
        covered.update(one.grams())
        left += sum(other.words for other in lesser) - one.words
    return Chosen(tuple(taken), tuple(compared))
