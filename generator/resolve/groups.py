"""Articles that tell of one event, found by the words that are theirs and nobody else's.

Agglomeration by average link (Sokal and Michener 1958) of term vectors. No fixed cut serves: five papers' reports of
one announcement are far closer to each other than a month's reports of a flood. So each article brings its own
measure, how close its nearest are (after Zelnik-Manor and Perona 2004, who scale distances so), and a link must reach
a part of it. Pairs come from an index of the words, and links are kept as sums of vectors, so that the work grows with
the sharing there is and not with the square of the articles.
"""

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from generator.nouns.ids import ArticleId
from generator.resolve import terms
from generator.resolve.vocabulary import Text

_TERMS = 60
_FULL = 25
"""So many of its words, the weightiest, stand for an article, the rest is what every article says; and no fewer than
twenty-five, or two notes with one word in common would be near.
"""
_HEAD, _LEAD, _OPENING = 2.0, 1.5, 60
"""What a word of headline and standfirst counts, and one of the first sixty, beside 1 for any other."""
_PRIOR = 20
"""Articles without a word that are thought of besides the corpus, so that in few articles no word is everywhere."""
_CROWD = 150
"""A word that stands for more articles than this brings no pairs; it counts where others do."""
_NEAREST = 12
_SCALE = 3
"""An article's own measure is the mean link to its three nearest."""
_PART, _FLOOR = 0.42, 0.08
"""Two groups become one if their mean link is this part of what is near for both, and never below the floor."""
_STRAY, _STRAY_PART, _APART = 2, 0.3, 2.0
"""Up to two articles join a larger group at this part of its cohesion, if no other group is half as near."""
_FEW, _FIRM, _LOOSE = 4, 0.15, 0.1
"""Up to four articles are a group only from 0.15 of cohesion on, more from 0.1: so near unrelated ones hardly come."""
_TOLD = 0.075
"""Nor is anything a group unless two of its articles share this part of the words that not every article may say, and
each shares half of it with the rest. All else is measured against the corpus; this is not, so that a handful of
articles on as many matters is no group.
"""
_MOST = 0.7
"""Articles that share less leave, but where this part does not stay, there was no group."""

Vector = Mapping[str, float]


class Group(NamedTuple):
    """Articles of one event, in the order of the corpus; the mean link between two of them (0..1); and for each of
    their terms the part of the articles that have it among their own, times its mean weight there.
    """

    articles: tuple[ArticleId, ...]
    cohesion: float
    terms: Mapping[str, float]


class _Cluster:
    """Articles that stand together: the sum of their vectors, and of the roots of their measures."""

    def __init__(self, members: Sequence[int], total: dict[str, float], measure: float) -> None:
        self.members = members
        self.total = total
        self.measure = measure

    def link(self, other: "_Cluster") -> float:
        """Give the mean link between an article here and one there."""
        return dot(self.total, other.total) / (len(self.members) * len(other.members))

    def gain(self, other: "_Cluster") -> float:
        """Give by how much the link exceeds what is asked of it."""
        near = self.measure * other.measure / (len(self.members) * len(other.members))
        return self.link(other) - max(_FLOOR, _PART * near)

    @property
    def cohesion(self) -> float:
        """Give the mean link between two articles of this cluster; 0 for a single one."""
        size = len(self.members)
        return (dot(self.total, self.total) - size) / (size * (size - 1)) if size > 1 else 0.0

    def joined(self, other: "_Cluster") -> "_Cluster":
        """Put two together."""
        total = _sum((self.total, other.total))
        return _Cluster(sorted([*self.members, *other.members]), total, self.measure + other.measure)


def groups(texts: Iterable[Text]) -> tuple[Group, ...]:
    """Group the articles of ``texts``: the largest group first, then by the order of the corpus.

    An article that is near no other is in no group.
    """
    counts = _counts(texts)
    order = list(counts)
    words = list(counts.values())
    vectors = _vectors(words)
    near = _near(vectors)
    scale = min(_SCALE, len(order) - 1)
    roots = [math.sqrt(math.fsum(link for link, _ in mine[:scale]) / scale) if mine else 0.0 for mine in near]
    single = [_Cluster([i], dict(vector), roots[i]) for i, vector in enumerate(vectors)]
    clusters = _settled(_merged(single, near), near)
    proved = (_proved(one, words, vectors) for one in clusters if len(one.members) > 1)
    found = [Group(tuple(order[i] for i in one.members), one.cohesion, _shared(one, vectors)) for one in proved if one]
    place = {key: i for i, key in enumerate(order)}
    return tuple(sorted(found, key=lambda one: (-len(one.articles), place[one.articles[0]])))


def dot(left: Vector, right: Vector) -> float:
    """Multiply two sparse vectors."""
    if len(right) < len(left):
        left, right = right, left
    return math.fsum(value * right[term] for term, value in left.items() if term in right)


def _counts(texts: Iterable[Text]) -> dict[ArticleId, dict[str, float]]:
    """Count each article's words; headline and opening count more: news tells there what it is about."""
    found: dict[ArticleId, dict[str, float]] = {}
    seen: Counter[ArticleId] = Counter()
    for text in texts:
        mine = found.setdefault(text.article, {})
        for word in text.roots:
            opens = _LEAD if seen[text.article] < _OPENING else 1.0
            seen[text.article] += 1
            mine[word] = mine.get(word, 0.0) + (_HEAD if text.kind in {"headline", "standfirst"} else opens)
    return found


def _vectors(counts: Sequence[Mapping[str, float]]) -> list[dict[str, float]]:
    """Weigh words by frequency and rarity, keep the weightiest that two articles share, and bring them to length 1.

    Where an article shares too few, words of its own fill up its length.
    """
    holding = Counter(word for mine in counts for word in mine)
    found = []
    for mine in counts:
        weighed = (
            (holding[word] == 1, (1 + math.log(count)) * -math.log((len(counts) + _PRIOR) / holding[word]), word)
            for word, count in mine.items()
        )
        ranked = heapq.nsmallest(_TERMS, weighed)
        best = [one for place, one in enumerate(ranked) if place < _FULL or not one[0]]
        length = math.sqrt(math.fsum(weight * weight for _, weight, _ in best))
        found.append({word: -weight / length for own, weight, word in best if not own})
    return found


def _near(vectors: Sequence[Vector]) -> list[list[tuple[float, int]]]:
    """Give for each article its nearest with their links, the nearest first; none below the floor's half."""
    holding: dict[str, list[int]] = {}
    for i, vector in enumerate(vectors):
        for word in vector:
            holding.setdefault(word, []).append(i)
    found = []
    for i, vector in enumerate(vectors):
        shared: dict[int, float] = {}
        for word, value in vector.items():
            if len(holding[word]) <= _CROWD:
                for other in holding[word]:
                    shared[other] = shared.get(other, 0.0) + value * vectors[other][word]
        shared.pop(i, None)
        best = heapq.nsmallest(_NEAREST, ((-link, other) for other, link in shared.items()))
        exact = sorted((-dot(vector, vectors[other]), other) for _, other in best)
        found.append([(-link, other) for link, other in exact if -link > _FLOOR / 2])
    return found


def _merged(single: Sequence[_Cluster], near: Sequence[Sequence[tuple[float, int]]]) -> list[_Cluster]:
    """Merge the pair that gains most, again and again, until none gains.

    A gain between merged clusters is no more than the larger of the gains that it is the mean of: so what lies in the
    heap is never too small for long, and is worked out anew only when it comes up.
    """
    alive: dict[int, _Cluster] = dict(enumerate(single))
    into = list(range(len(single)))

    def now(i: int) -> int:
        while into[i] != i:
            into[i] = into[into[i]]
            i = into[i]
        return i

    pairs = sorted({(min(i, j), max(i, j)) for i, mine in enumerate(near) for _, j in mine})
    heap = [(-gain, i, j) for i, j in pairs if (gain := single[i].gain(single[j])) > 0]
    heapq.heapify(heap)
    waiting = {(i, j) for _, i, j in heap}
    while heap:
        _, i, j = heapq.heappop(heap)
        waiting.discard((i, j))
        left, right = now(i), now(j)
        if left == right:
            continue
        if (left, right) == (i, j):
            made = alive.pop(left).joined(alive.pop(right))
            into.append(len(into))
            into[left] = into[right] = len(into) - 1
            alive[len(into) - 1] = made
            continue
        pair = (min(left, right), max(left, right))
        if pair not in waiting and (gain := alive[left].gain(alive[right])) > 0:
            waiting.add(pair)
            heapq.heappush(heap, (-gain, *pair))
    return sorted(alive.values(), key=lambda one: one.members[0])


def _settled(clusters: Sequence[_Cluster], near: Sequence[Sequence[tuple[float, int]]]) -> list[_Cluster]:
    """Let strays join the one larger group that they are plainly nearest to."""
    of = {i: number for number, one in enumerate(clusters) for i in one.members}
    found = list(clusters)
    for number, one in enumerate(clusters):
        if len(one.members) > _STRAY:
            continue
        around = sorted({of[j] for i in one.members for _, j in near[i] if len(clusters[of[j]].members) > _STRAY})
        links = sorted(((one.link(clusters[other]), -other) for other in around), reverse=True)
        if not links:
            continue
        link, best = links[0][0], -links[0][1]
        second = links[1][0] if len(links) > 1 else 0.0
        if link >= max(_FLOOR / 2, _STRAY_PART * clusters[best].cohesion) and link >= _APART * second:
            found[best] = found[best].joined(one)
            found[number] = _Cluster([], {}, 0.0)
    return [one for one in found if one.members]


def _proved(cluster: _Cluster, counts: Sequence[Mapping[str, float]], vectors: Sequence[Vector]) -> _Cluster | None:
    """Leave out members that tell too little of what the others tell, and give what is left if it is a group."""
    told = {i: _told(counts[i]) for i in cluster.members}
    total = _sum(told.values())
    rest = max(1, len(told) - 1)
    near = [i for i in cluster.members if dot(told[i], total) - bool(told[i]) >= rest * _TOLD / 2]
    if len(near) < max(2, _MOST * len(told)):
        return None
    if len(near) < len(told):
        total = _sum(told[i] for i in near)
        cluster = _Cluster(near, _sum(vectors[i] for i in near), 0.0)
    if cluster.cohesion < (_LOOSE if len(near) > _FEW else _FIRM):
        return None
    shared = (dot(total, total) - sum(bool(told[i]) for i in near)) / (len(near) * (len(near) - 1))
    return cluster if shared >= _TOLD else None


def _told(mine: Mapping[str, float]) -> Vector:
    """Give an article's words that not every article may say, each counted once, as a vector of length 1."""
    own = [word for word in mine if word not in terms.common() and not terms.dated(word)]
    return dict.fromkeys(own, 1 / math.sqrt(len(own))) if own else {}


def _sum(vectors: Iterable[Vector]) -> dict[str, float]:
    total: dict[str, float] = {}
    for vector in vectors:
        for term, value in vector.items():
            total[term] = total.get(term, 0.0) + value
    return total


def _shared(one: _Cluster, vectors: Sequence[Vector]) -> dict[str, float]:
    holding = Counter(word for i in one.members for word in vectors[i])
    size = len(one.members)
    return {word: one.total[word] * holding[word] / size**2 for word in sorted(holding) if holding[word] > 1}
