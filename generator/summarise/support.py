"""Sentences of other articles that say the same: each compared with the statement itself, never through a third."""

import math
from collections import Counter
from collections.abc import Sequence

from generator.summarise.candidates import Candidate

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
_NEAR = 0.45
"""Of two sentences about the same people, one repeats the other when they share this part of the lesser's words."""


class Echoes:
    """An index of all sentences that answers which others say what one says."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        """Index what the sentences tell."""
        self._all = candidates
        self._holders: dict[str, list[int]] = {}
        for i, one in enumerate(candidates):
            for term in one.said:
                self._holders.setdefault(term, []).append(i)
        every = Counter(term for one in candidates for term in frozenset(one.terms))
        self._rarity = {term: math.log((len(candidates) + 1) / (count + 0.5)) for term, count in every.items()}
        self._rare = {
            term: math.log((len(candidates) + 1) / (len(holding) + 0.5)) for term, holding in self._holders.items()
        }

    def of(self, one: Candidate) -> list[Candidate]:
        """Give sentences of other articles that say the same, the best of each article, in the order of the corpus."""
        near: Counter[int] = Counter()
        for term in sorted(one.said):
            holding = self._holders.get(term, ())
            if len(holding) <= _COMMON:
                near.update(holding)
        best: dict[str, tuple[float, int]] = {}
        for i in sorted(near):
            other = self._all[i]
            if other.faithful and other.article != one.article and self.says(other, one):
                rank = (-self.shared(one, other), i)
                best[other.article] = min(best.get(other.article, rank), rank)
        return [self._all[i] for _, i in sorted(best.values(), key=lambda item: item[1])]

    def shared(self, one: Candidate, other: Candidate) -> float:
        """Give the part of what ``one`` tells that ``other`` tells too, by rarity."""
        whole = math.fsum(self._rare[term] for term in sorted(one.said))
        return math.fsum(self._rare[term] for term in sorted(one.said & other.said)) / whole if whole else 0.0

    def _weight(self, terms: frozenset[str]) -> float:
        return math.fsum(self._rarity.get(term, 0.0) for term in sorted(terms))

    def says(self, other: Candidate, one: Candidate) -> bool:
        """Tell whether ``other`` says what ``one`` says: its people, and most of what it tells."""
        people = len(one.people & other.people)
        wanted = len(one.people) if len(one.people) <= 2 else math.ceil(_MOST_PEOPLE * len(one.people))
        if people < wanted or len(one.said & other.said) < min(_FEW, len(one.said)) or not one.said:
            return False
        if (
            len(one.said) < _BARE
            and len(one.people) < 2
            and not (one.actors.keys() - one.people) <= other.actors.keys()
        ):
            return False
        met = len(one.people) > 1 and one.people == other.people and "meet" in one.said & other.said
        if met:
            return max(self.shared(one, other), self.shared(other, one)) >= _MET
        return self.shared(one, other) >= _SAYS

    def repeats(self, one: Candidate, other: Candidate) -> bool:
        """Tell whether either of two sentences adds nothing to the other."""
        if self.says(one, other) or self.says(other, one):
            return True
        left, right = frozenset(one.terms), frozenset(other.terms)
        if one.people and one.people == other.people:
            least = min(self._weight(left), self._weight(right))
            if self._weight(left & right) >= _NEAR * least > 0:
                return True
        return len(left & right) >= 0.6 * min(len(left), len(right)) > 0
