"""Which sentences to publish: those that cover most of what independent accounts agree on, and say nothing twice.

Coverage of weighted concepts under a budget (Gillick and Favre 2009), chosen by lazy greedy search, which is near the
best for a submodular sum (Lin and Bilmes 2010). Arithmetic is on floats in a fixed order; ties go to the earlier
sentence.
"""

import heapq
import math
from collections.abc import Callable, Iterable, Mapping, Sequence

from generator.summarise.candidates import Candidate, Gram

_SAME = 0.6
"""From this part of the shorter sentence's terms on, two sentences say the same."""
_PAIR = 1.0
_SINGLE = 0.5
_LONE = 0.4
_LEAD = 3.0


def weights(candidates: Iterable[Candidate]) -> dict[Gram, float]:
    """Weigh each concept by how many independent accounts use it; one account alone counts little."""
    tellings: dict[Gram, set[int]] = {}
    for one in candidates:
        for gram in one.grams:
            tellings.setdefault(gram, set()).add(one.telling)
    return {
        gram: (_PAIR if len(gram) > 1 else _SINGLE) * (len(who) if len(who) > 1 else _LONE)
        for gram, who in tellings.items()
    }


def position(one: Candidate) -> float:
    """Value the place in the article: news tells what matters first."""
    return 1.0 + _LEAD / (1.0 + one.rank)


def choose(
    candidates: Sequence[Candidate],
    worth: Mapping[Gram, float],
    *,
    most: int,
    budget: int = 0,
    bonus: Callable[[Candidate], float] = position,
    before: Sequence[Candidate] = (),
) -> list[Candidate]:
    """Choose up to ``most`` sentences of up to ``budget`` words together (0 for no limit), best first.

    ``before`` are sentences that stand already: what they say is covered.
    """
    covered: set[Gram] = set()
    chosen = list(before)
    for one in before:
        covered |= one.grams
    fit = [one for one in candidates if one.mended is not None]
    left = budget

    def gain(one: Candidate) -> float:
        new = math.fsum(worth.get(gram, 0.0) for gram in sorted(one.grams - covered))
        return new * bonus(one) / math.pow(6 + one.length, 0.6)

    heap = [(-gain(one), place, len(chosen)) for place, one in enumerate(fit)]
    heapq.heapify(heap)
    taken: list[Candidate] = []
    while heap and len(taken) < most:
        score, place, state = heapq.heappop(heap)
        one = fit[place]
        if budget and one.length > left:
            continue
        if state != len(chosen):
            if any(same(one, other) for other in chosen):
                continue
            heapq.heappush(heap, (-gain(one), place, len(chosen)))
            continue
        if score >= 0:
            break
        taken.append(one)
        chosen.append(one)
        covered |= one.grams
        left -= one.length
    return taken


def same(left: Candidate, right: Candidate) -> bool:
    """Tell whether two sentences say the same: most terms of the shorter stand in the longer."""
    a, b = frozenset(left.terms), frozenset(right.terms)
    shorter = min(len(a), len(b))
    return shorter > 0 and len(a & b) >= _SAME * shorter
