"""Which articles are near each other: by the words that are theirs and nobody else's.

Each article is a vector of its weightiest words, and its nearest are found by an index of these. All of it is kept from
run to run: an edit makes the vectors anew of which a word's rarity moved, which is told in steps so that few do, and
looks again for the nearest of those whose links could have changed.
"""

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from generator.engine import coarse
from generator.nouns.ids import ArticleId
from generator.resolve.texts import Split

_TERMS = 60
_FULL = 25
"""So many of its words, the weightiest, stand for an article, the rest is what every article says; and no fewer than
twenty-five, or two notes with one word in common would be near.
"""
_HEAD, _LEAD, _OPENING = 2.0, 1.5, 60
"""What a word of headline and standfirst counts, and one of the first sixty, beside 1 for any other."""
_PRIOR = 20
"""Articles without a word that are thought of besides the corpus, so that in few articles no word is everywhere."""
_STEPS, _BITS = 20, 4
"""Rarity is told in twentieths, by the leading four bits of the number of articles: one more moves few words."""
_CROWD = 150
"""A word that stands for more articles than this brings no pairs; it counts where others do."""
_NEAREST = 12
_NOISE = 1e-9
"""Sums of one and the same link may differ by this, as they are reckoned from one article or from the other."""
LEAST = 0.04
"""Less of a link is none."""

Vector = Mapping[str, float]
Counts = dict[str, float]
Links = Sequence[tuple[float, ArticleId]]
"""The nearest articles with their links, the nearest first."""


class Near(NamedTuple):
    """The nearest of an article. ``last`` is what the last of as many as are looked for shares with it by words that
    bring pairs, and 0 where there are fewer: who shares less is none of them.
    """

    links: Links
    asked: frozenset[ArticleId]
    last: float


def dot(left: Vector, right: Vector) -> float:
    """Multiply two sparse vectors."""
    if len(right) < len(left):
        left, right = right, left
    return math.fsum(value * right[term] for term, value in left.items() if term in right)


def counted(split: Split) -> dict[str, float]:
    """Count an article's words; headline and opening count more: news tells there what it is about."""
    found: dict[str, float] = {}
    seen = 0
    for paragraph in split.paragraphs:
        head = paragraph.kind in {"headline", "standfirst"}
        for word in paragraph.line.split():
            opens = _LEAD if seen < _OPENING else 1.0
            seen += 1
            found[word] = found.get(word, 0.0) + (_HEAD if head else opens)
    return found


class Nearest:
    """The vectors of articles, and the nearest of each."""

    def __init__(self) -> None:
        """Begin with no articles."""
        self.counts: dict[ArticleId, Counts] = {}
        self.holding: Counter[str] = Counter()
        self.vectors: dict[ArticleId, Vector] = {}
        self.near: dict[ArticleId, Near] = {}
        self._whole = 0
        self._index: dict[str, dict[ArticleId, float]] = {}

    def change(self, gone: Iterable[ArticleId], now: Mapping[ArticleId, Split]) -> set[ArticleId]:
        """Leave articles out, take others in, and give those of which anything is not what it was.

        An article that changed is among both; one that went is given too.
        """
        before = {key: self.counts.pop(key) for key in gone}
        fresh = {key: counted(one) for key, one in now.items()}
        self.counts |= fresh
        moved = self._count(before.values(), fresh.values())
        again = fresh.keys() | {key for key, mine in self.counts.items() if not mine.keys().isdisjoint(moved)}
        made = {key: self._vector(self.counts[key]) for key in again}
        turned = {key for key in again if made[key] != self.vectors.get(key)} | (before.keys() - fresh.keys())
        crowds = self._point(turned, made)
        return turned | fresh.keys() | self._look(turned, crowds)

    def _count(self, before: Iterable[Counts], now: Iterable[Counts]) -> set[str]:
        """Count the articles that have a word; give the words whose rarity moved."""
        had, have = (Counter(word for mine in some for word in mine) for some in (before, now))
        words = {word for word in had.keys() | have.keys() if had[word] != have[word]}
        whole = coarse.floor(len(self.counts), _BITS)
        old = {word: self._rarity(word) for word in (words if whole == self._whole else self.holding)}
        for word in words:
            self.holding[word] += have[word] - had[word]
            if not self.holding[word]:
                del self.holding[word]
        self._whole = whole
        return {word for word in old.keys() | words if old.get(word) != self._rarity(word)}

    def _rarity(self, word: str) -> tuple[bool, float]:
        """Tell whether one article alone has a word, and how rare it is."""
        holding = self.holding[word]
        rarity = math.log(max(self._whole + _PRIOR, holding) / holding) if holding else 0.0
        return holding == 1, coarse.part(rarity, _STEPS)

    def _vector(self, counts: Counts) -> Vector:
        """Weigh words by frequency and rarity, keep the weightiest that two articles share, and bring them to length 1.

        Where an article shares too few, words of its own fill up its length.
        """
        rare = ((word, count, *self._rarity(word)) for word, count in counts.items())
        weighed = ((own, -(1 + math.log(count)) * rarity, word) for word, count, own, rarity in rare)
        ranked = heapq.nsmallest(_TERMS, weighed)
        best = [one for place, one in enumerate(ranked) if place < _FULL or not one[0]]
        length = math.sqrt(math.fsum(weight * weight for _, weight, _ in best)) or 1.0
        return {word: -weight / length for own, weight, word in best if not own}

    def _point(self, turned: Iterable[ArticleId], made: Mapping[ArticleId, Vector]) -> set[str]:
        """Put vectors in the place of former ones; give the words that now bring pairs, or no longer do."""
        touched: dict[str, bool] = {}
        for key in turned:
            old, new = self.vectors.pop(key, {}), made.get(key) if key in self.counts else None
            for word in old.keys() | (new or {}).keys():
                mine = self._index.setdefault(word, {})
                touched.setdefault(word, len(mine) > _CROWD)
                if new and word in new:
                    mine[key] = new[word]
                else:
                    del mine[key]
            if new is not None:
                self.vectors[key] = new
        crowds = {word for word, crowded in touched.items() if crowded != (len(self._index[word]) > _CROWD)}
        for word in touched:
            if not self._index[word]:
                del self._index[word]
        return crowds

    def _look(self, turned: set[ArticleId], crowds: set[str]) -> set[ArticleId]:
        """Look for the nearest again wherever they may be others; give the articles where they are."""
        again = {key for word in crowds for key in self._index.get(word, ())}
        again |= {key for key, one in self.near.items() if not one.asked.isdisjoint(turned)} | turned
        again &= self.counts.keys()
        for key in turned & self.counts.keys() if len(again) < len(self.counts) else ():
            again |= {other for other, link in self._shared(key).items() if link >= self._last(other) - _NOISE}
        for key in self.near.keys() - self.counts.keys():
            del self.near[key]
        made = {key: self._nearest(key) for key in again}
        found = {key for key, one in made.items() if key not in self.near or self.near[key].links != one.links}
        self.near |= made
        return found

    def _last(self, key: ArticleId) -> float:
        return self.near[key].last if key in self.near else 0.0

    def _shared(self, key: ArticleId) -> dict[ArticleId, float]:
        """Give what an article shares with others by the words that bring pairs."""
        shared: dict[ArticleId, float] = {}
        for word, value in self.vectors[key].items():
            holding = self._index[word]
            if len(holding) <= _CROWD:
                for other, weight in holding.items():
                    shared[other] = shared.get(other, 0.0) + value * weight
        shared.pop(key, None)
        return shared

    def _nearest(self, key: ArticleId) -> Near:
        shared = self._shared(key)
        best = heapq.nsmallest(_NEAREST, ((-link, other) for other, link in shared.items()))
        exact = sorted((-dot(self.vectors[key], self.vectors[other]), other) for _, other in best)
        links = tuple((-link, other) for link, other in exact if -link > LEAST)
        return Near(links, frozenset(other for _, other in best), -best[-1][0] if len(best) == _NEAREST else 0.0)
