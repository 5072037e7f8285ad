"""Sentences of other articles that say the same: each compared with the statement itself, never through a third."""

import math
from collections import Counter
from collections.abc import Iterable
from itertools import chain

from generator.summarise.candidates import MET
from generator.summarise.pool import Pool
from generator.summarise.scale import above, step

_COMMON = 60
"""A term in more sentences than this brings no candidates."""
_SAYS = 0.5
"""A sentence says what a statement says when it has this part, by rarity, of what the statement tells …"""
_FEW = 2
"""… and at least so many of its words, and all of its people if they are no more than two, else most of them."""
_MOST_PEOPLE = 0.75
_BARE = 4
"""Where a statement tells less, and of fewer than two people, its places and organisations must be the same, too."""
_MET = 0.2
"""Where both tell that the same people met, this part of what either tells is enough."""
_SEVERAL = 3
"""Of two sentences where one names all people of the other, one repeats the other, whichever names more, when so many
of their telling words are the same and most of what either tells.
"""
_NEAR = 0.45
"""Of two sentences about the same people, one repeats the other when they share this part of the lesser's words."""


class Echoes:
    """An index of all sentences that answers which others say what one says."""

    def __init__(self, pool: Pool) -> None:
        """Index what the sentences tell."""
        self._pool = pool
        self._people = [one.people for one in pool.all]
        self._met = pool.numbers.get(MET)
        self._said: dict[int, frozenset[int]] = {}
        self._whole: dict[int, float] = {}
        self._found: dict[int, tuple[int, ...]] = {}
        self._holders: dict[int, list[int]] = {}
        for i, said in enumerate(pool.said):
            for term in said:
                self._holders.setdefault(term, []).append(i)
        every = Counter(chain.from_iterable(pool.terms))
        whole = above(len(pool.all))
        self._rarity = {term: math.log(whole / (step(count) + 0.5)) for term, count in every.items()}
        self._rare = {term: math.log(whole / (step(len(holding)) + 0.5)) for term, holding in self._holders.items()}

    def of(self, one: int) -> tuple[int, ...]:
        """Give sentences of other articles that say the same, the best of each article, in the order of the corpus."""
        if one not in self._found:
            self._found[one] = self._sought(one)
        return self._found[one]

    def _sought(self, one: int) -> tuple[int, ...]:
        pool = self._pool
        near: set[int] = set()
        for term in pool.said[one]:
            holding = self._holders[term]
            if len(holding) <= _COMMON:
                near.update(holding)
        near.difference_update(pool.articles[pool.article[one]])
        best: dict[str, tuple[float, int]] = {}
        for i in near:
            both = self._both(one, i)
            if self._says(i, one, both) and pool.all[i].faithful:
                article = pool.article[i]
                rank = (-self._shared(one, both), i)
                best[article] = min(best.get(article, rank), rank)
        return tuple(sorted(i for _, i in best.values()))

    def _both(self, one: int, other: int) -> frozenset[int]:
        """Give what both tell."""
        said = self._said.get(one)
        if said is None:
            said = self._said[one] = frozenset(self._pool.said[one])
        return said.intersection(self._pool.said[other])

    def _shared(self, one: int, both: Iterable[int]) -> float:
        """Give the part, by rarity, that ``both`` are of what a sentence tells."""
        whole = self._whole.get(one)
        if whole is None:
            whole = self._whole[one] = math.fsum([self._rare[term] for term in self._pool.said[one]])
        return math.fsum([self._rare[term] for term in both]) / whole if whole else 0.0

    def _weight(self, terms: Iterable[int]) -> float:
        return math.fsum([self._rarity[term] for term in terms])

    def _says(self, other: int, one: int, both: frozenset[int]) -> bool:
        """Tell whether ``other`` says what ``one`` says: its people, and most of what it tells."""
        people, there = self._people[one], self._people[other]
        wanted = len(people) if len(people) <= 2 else math.ceil(_MOST_PEOPLE * len(people))
        if wanted and len(people & there) < wanted:
            return False
        told = len(self._pool.said[one])
        if not both or len(both) < min(_FEW, told):
            return False
        if told < _BARE and len(people) < 2:
            others = self._pool.all[one].actors.keys() - people
            if not others <= self._pool.all[other].actors.keys():
                return False
        if len(people) > 1 and people == there and self._met in both:
            return self._most(one, other, both) >= _MET
        return self._shared(one, both) >= _SAYS

    def _most(self, one: int, other: int, both: frozenset[int]) -> float:
        """Give the part that is the same of what either tells, whichever is more."""
        return max(self._shared(one, both), self._shared(other, both))

    def fuller(self, one: int, other: int) -> bool:
        """Tell whether one sentence names all people of another and more, and no fewer accounts say it."""
        return self._people[one] > self._people[other] and self.agreed(one) >= self.agreed(other)

    def agreed(self, one: int) -> int:
        """Count the independent accounts that say what one sentence says."""
        return self._pool.accounts((one, *self.of(one)))

    def repeats(self, one: int, other: int) -> bool:
        """Tell whether either of two sentences adds nothing to the other."""
        both = self._both(one, other)
        if self._says(one, other, both) or self._says(other, one, both):
            return True
        people, there = self._people[one], self._people[other]
        among = people <= there or there <= people
        if among and len(both) >= _SEVERAL and self._most(one, other, both) >= _SAYS:
            return True
        left, right = frozenset(self._pool.terms[one]), frozenset(self._pool.terms[other])
        common = left & right
        if people and people == there:
            least = min(self._weight(left), self._weight(right))
            if self._weight(common) >= _NEAR * least > 0:
                return True
        return len(common) >= 0.6 * min(len(left), len(right)) > 0
