"""Sentences of other articles that say the same: each compared with the statement itself, never through a third."""

import math
from collections import Counter
from collections.abc import Iterable
from itertools import chain

from generator.summarise.candidates import MET
from generator.summarise.pool import Pool

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
        self._found: dict[int, tuple[int, ...]] = {}
        self._holders: dict[int, list[int]] = {}
        for i, said in enumerate(pool.said):
            for term in said:
                self._holders.setdefault(term, []).append(i)
        every = Counter(chain.from_iterable(pool.terms))
        whole = len(pool.all) + 1
        self._rarity = {term: math.log(whole / (count + 0.5)) for term, count in every.items()}
        self._rare = {term: math.log(whole / (len(holding) + 0.5)) for term, holding in self._holders.items()}

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
            if self.says(i, one) and pool.all[i].faithful:
                article = pool.article[i]
                rank = (-self.shared(one, i), i)
                best[article] = min(best.get(article, rank), rank)
        return tuple(sorted(i for _, i in best.values()))

    def shared(self, one: int, other: int) -> float:
        """Give the part of what ``one`` tells that ``other`` tells too, by rarity."""
        said = self._pool.said
        whole = math.fsum([self._rare[term] for term in said[one]])
        return math.fsum([self._rare[term] for term in self._both(one, other)]) / whole if whole else 0.0

    def _both(self, one: int, other: int) -> frozenset[int]:
        return frozenset(self._pool.said[one]).intersection(self._pool.said[other])

    def _weight(self, terms: Iterable[int]) -> float:
        return math.fsum([self._rarity[term] for term in terms])

    def says(self, other: int, one: int) -> bool:
        """Tell whether ``other`` says what ``one`` says: its people, and most of what it tells."""
        people, there = self._people[one], self._people[other]
        wanted = len(people) if len(people) <= 2 else math.ceil(_MOST_PEOPLE * len(people))
        if wanted and len(people & there) < wanted:
            return False
        both, told = self._both(one, other), len(self._pool.said[one])
        if not both or len(both) < min(_FEW, told):
            return False
        if told < _BARE and len(people) < 2:
            others = self._pool.all[one].actors.keys() - people
            if not others <= self._pool.all[other].actors.keys():
                return False
        if len(people) > 1 and people == there and self._met in both:
            return max(self.shared(one, other), self.shared(other, one)) >= _MET
        return self.shared(one, other) >= _SAYS

    def fuller(self, one: int, other: int) -> bool:
        """Tell whether one sentence names all people of another and more, and no fewer accounts say it."""
        return self._people[one] > self._people[other] and self.agreed(one) >= self.agreed(other)

    def agreed(self, one: int) -> int:
        """Count the independent accounts that say what one sentence says."""
        return self._pool.accounts((one, *self.of(one)))

    def repeats(self, one: int, other: int) -> bool:
        """Tell whether either of two sentences adds nothing to the other."""
        if self.says(one, other) or self.says(other, one):
            return True
        left, right = frozenset(self._pool.terms[one]), frozenset(self._pool.terms[other])
        people, there = self._people[one], self._people[other]
        if (
            (people <= there or there <= people)
            and len(self._both(one, other)) >= _SEVERAL
            and max(self.shared(one, other), self.shared(other, one)) >= _SAYS
        ):
            return True
        if people and people == there:
            least = min(self._weight(left), self._weight(right))
            if self._weight(left & right) >= _NEAR * least > 0:
                return True
        return len(left & right) >= 0.6 * min(len(left), len(right)) > 0
