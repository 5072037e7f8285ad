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
from generator.resolve.nearest import LEAST, Nearest, Vector, dot
from generator.resolve.texts import Split

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


class Grouper:
    """Groups articles, again and again: after an edit those that it bears upon, by way of others that are near."""

    def __init__(self) -> None:
        """Begin with no articles."""
        self.nearest = Nearest()
        self._order: tuple[ArticleId, ...] = ()
        self._known: dict[tuple[ArticleId, ...], tuple[Group, ...]] = {}
        self._groups: tuple[Group, ...] = ()

    def groups(
        self, gone: Iterable[ArticleId], now: Mapping[ArticleId, Split], order: tuple[ArticleId, ...]
    ) -> tuple[Group, ...]:
        """Leave articles out, take others in, and group all: the largest group first, then by ``order``.

        An article that changed is among both, and one that is near no other is in no group.
        """
        moved = self.nearest.change(gone, now)
        if not moved and order == self._order:
            return self._groups
        scale = max(1, min(_SCALE, len(order) - 1))
        if scale != min(_SCALE, len(self._order) - 1):
            self._known.clear()
        self._order = order
        known, self._known = self._known, {}
        before = {one.articles: one for mine in known.values() for one in mine}
        for members in self._connected():
            found = known.get(members)
            if found is None or not moved.isdisjoint(members):
                made = _grouped(members, self.nearest, scale)
                found = tuple(one if one != before.get(one.articles) else before[one.articles] for one in made)
            self._known[members] = found
        place = {key: i for i, key in enumerate(order)}
        every = (one for mine in self._known.values() for one in mine)
        self._groups = tuple(sorted(every, key=lambda one: (-len(one.articles), place[one.articles[0]])))
        return self._groups

    def _connected(self) -> Iterable[tuple[ArticleId, ...]]:
        """Give the articles that are connected by who is near whom, in order; those that stand alone are left out."""
        into = {key: key for key in self._order}

        def now(key: ArticleId) -> ArticleId:
            while into[key] != key:
                into[key] = into[into[key]]
                key = into[key]
            return key

        for key in self._order:
            for _, other in self.nearest.near[key].links:
                into[now(other)] = now(key)
        found: dict[ArticleId, list[ArticleId]] = {}
        for key in self._order:
            found.setdefault(now(key), []).append(key)
        return (tuple(one) for one in found.values() if len(one) > 1)


def _grouped(members: tuple[ArticleId, ...], nearest: Nearest, scale: int) -> tuple[Group, ...]:
    """Group articles that are connected, and near no others."""
    place = {key: i for i, key in enumerate(members)}
    vectors = [nearest.vectors[key] for key in members]
    near = [[(link, place[other]) for link, other in nearest.near[key].links] for key in members]
    roots = [math.sqrt(math.fsum(link for link, _ in mine[:scale]) / scale) if mine else 0.0 for mine in near]
    single = [_Cluster([i], dict(vector), roots[i]) for i, vector in enumerate(vectors)]
    clusters = _settled(_merged(single, near), near)
    counts = [nearest.counts[key] for key in members]
    proved = (_proved(one, counts, vectors) for one in clusters if len(one.members) > 1)
    return tuple(
        Group(tuple(members[i] for i in one.members), one.cohesion, _shared(one, vectors)) for one in proved if one
    )


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
        if link >= max(LEAST, _STRAY_PART * clusters[best].cohesion) and link >= _APART * second:
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
