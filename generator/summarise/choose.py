"""Which sentences to publish: those that cover most of what independent accounts agree on, and say nothing twice.

Coverage of weighted concepts under a budget (Gillick and Favre 2009), chosen by lazy greedy search, which is near the
best for a submodular sum (Lin and Bilmes 2010). Arithmetic is on floats in a fixed order; ties go to the earlier
sentence.
"""

import heapq
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from generator.summarise.candidates import Candidate, Gram

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


def weights(candidates: Iterable[Candidate]) -> dict[Gram, float]:
    """Weigh each concept by how many independent accounts use it; one account alone counts little, a name by half."""
    tellings: dict[Gram, set[int]] = {}
    named: Counter[str] = Counter()
    for one in candidates:
        named.update(one.names)
        named.subtract(one.said)
        for gram in one.grams:
            tellings.setdefault(gram, set()).add(one.telling)
    return {
        gram: (_PAIR if len(gram) > 1 else _SINGLE)
        * (len(who) if len(who) > 1 else _LONE)
        * (_NAMES if all(named[term] > 0 for term in gram) else 1.0)
        for gram, who in tellings.items()
    }


def position(one: Candidate) -> float:
    """Value the place in the article: news tells what matters first."""
    return lead(one.rank)


def lead(rank: int) -> float:
    """Value a place counted from 0."""
    return 1.0 + _LEAD / (1.0 + rank)


def choose(
    candidates: Sequence[Candidate],
    worth: Mapping[Gram, float],
    *,
    most: int,
    repeats: Callable[[Candidate, Candidate], bool],
    budget: int = 0,
    bonus: Callable[[Candidate], float] = position,
) -> list[Candidate]:
    """Choose up to ``most`` sentences of up to ``budget`` words together (0 for no limit), best first.

    ``bonus`` values a sentence by itself, ``repeats`` tells that one of two sentences says nothing that the other does
    not say.
    """
    covered: set[Gram] = set()
    taken: list[Candidate] = []
    fit = [one for one in candidates if one.mended is not None]
    value = [bonus(one) * one.mended.ease * _telling(one) if one.mended else 0.0 for one in fit]
    left = budget
    cost = _COST if budget else _SLOT

    def gain(place: int) -> float:
        one = fit[place]
        new = math.fsum(worth.get(gram, 0.0) for gram in sorted(one.grams - covered))
        return new * value[place] / math.pow(_SHORT + one.length, cost)

    heap = [(-gain(place), place, 0) for place in range(len(fit))]
    heapq.heapify(heap)
    while heap and len(taken) < most:
        score, place, state = heapq.heappop(heap)
        one = fit[place]
        if score >= 0:
            break
        length = one.length + (one.mended.added if one.mended else 0)
        if budget and length > left:
            continue
        if state != len(taken):
            if not any(repeats(one, other) for other in taken[state:]):
                heapq.heappush(heap, (-gain(place), place, len(taken)))
            continue
        taken.append(one)
        covered |= one.grams
        left -= length
    return taken


def alone(one: Candidate, worth: Mapping[Gram, float]) -> float:
    """Value one sentence by itself, as ``choose`` does before it has taken any."""
    told = math.fsum(worth.get(gram, 0.0) for gram in sorted(one.grams))
    return (
        told
        * position(one)
        * (one.mended.ease if one.mended else 0.0)
        * _telling(one)
        / math.pow(_SHORT + one.length, _SLOT)
    )


def _telling(one: Candidate) -> float:
    """Value what is told beside names and titles: who somebody is, is no news."""
    return min(1.0, (1 + len(one.said)) / _TELLING)
