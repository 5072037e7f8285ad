"""Text that articles share: wire copy, press releases, light rewording. Found by shingles, counted once.

Two sentences share text when many of the three-word runs of the shorter stand in the longer (containment, which sees
cut and embedded copies that the Jaccard measure misses; Broder 1997).
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np

from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Evidence, Locus
from generator.nouns.findings import Story, Telling
from generator.nouns.ids import ArticleId, StoryId
from generator.resolve.sharing import Links, contained, links
from generator.resolve.shingles import CROWD, Pieces, Places, changes
from generator.resolve.texts import Split, Told

_SAME = 0.5
"""Sentences that share this part of their runs are one text."""
_COPY = 0.6
"""Articles are one telling when this part of the shorter one is such text."""
_NONE: frozenset[int] = frozenset()


class _Sentences:
    """All sentences of a corpus that are long enough to be compared, in its order, and the pieces that they are."""

    def __init__(self, corpus: Corpus, words: Mapping[ArticleId, Split]) -> None:
        every = [words[key] for key in corpus.order]
        self.order = corpus.order
        self.told: list[Told] = [told for one in every for told in one.sentences]
        self.article = [number for number, one in enumerate(every) for _ in one.sentences]
        self.lengths = [one.length for one in every]
        self.pieces = Pieces(self.told)

    def locus(self, i: int) -> Locus:
        told = self.told[i]
        return Locus(article=self.order[self.article[i]], paragraph=told.paragraph, start=told.start, end=told.end)


def told_twice(corpus: Corpus, words: Mapping[ArticleId, Split]) -> tuple[tuple[Story, ...], tuple[Telling, ...]]:
    """Group the sentences that share text, each group with what the text names as its origin, and put every article
    into exactly one telling: those that are mostly copies of one text are one account.

    Stories in the order of their first locus, tellings in that of the corpus. Sentences of headlines, standfirsts and
    headings are left out: they repeat their own article.
    """
    sentences = _Sentences(corpus, words)
    groups = [
        (members, score)
        for members, score in _groups(sentences)
        if len({(sentences.article[i], sentences.told[i].paragraph) for i in members}) > 1
    ]
    groups.sort(key=lambda group: group[0][0])
    stories = tuple(_story(corpus, sentences, members, score) for members, score in groups)
    return stories, tuple(_tellings(sentences, [members for members, _ in groups]))


def _story(corpus: Corpus, sentences: _Sentences, members: Sequence[int], score: float) -> Story:
    loci = tuple(sentences.locus(i) for i in members)
    articles = {sentences.article[i] for i in members}
    where = f"{len(articles)} articles" if len(articles) > 1 else "two places of one article"
    named = next((sentences.told[i].origin for i in members if sentences.told[i].origin), "")
    agencies = {corpus.articles[sentences.order[i]].agency for i in articles}
    return Story(
        id=_id(loci),
        loci=loci,
        origin=named or (agencies.pop() if len(agencies) == 1 else ""),
        evidence=Evidence(
            rule="shared-words",
            reason=f"{where} share runs of words: {round(score * 100)} % of the shorter passage",
            score=round(score, 3),
            loci=loci,
        ),
    )


def _tellings(sentences: _Sentences, groups: Iterable[Sequence[int]]) -> Iterator[Telling]:
    """Join the articles that share most of the shorter one, by the longest sentence of theirs in each group."""
    length = np.array([one.end - one.start for one in sentences.told], dtype=np.int64)
    lengths = length.tolist()
    lefts, rights = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for members in groups:
        longest: dict[int, int] = {}
        for i in members:
            here = sentences.article[i]
            longest[here] = max(longest.get(here, i), i, key=lengths.__getitem__)
        chosen = np.array(list(longest.values()), dtype=np.int64)
        one, other = np.triu_indices(len(chosen), 1) if len(chosen) <= CROWD else (slice(-1), slice(1, None))
        lefts.append(chosen[one])
        rights.append(chosen[other])
    left, right = np.concatenate(lefts), np.concatenate(rights)
    of = sentences.pieces.of
    same = (of[left] == of[right]) | (contained(sentences.pieces.runs, of[left], of[right]) >= _SAME)
    article, size = np.array(sentences.article, dtype=np.int64), len(sentences.order)
    both = article[left[same]] * size + article[right[same]]
    codes, which = np.unique(both, return_inverse=True)
    shared = np.zeros(len(codes), dtype=np.int64)
    np.add.at(shared, which, np.minimum(length[left[same]], length[right[same]]))
    joined = _Union(list(range(size)))
    for code, together in zip(codes.tolist(), shared.tolist(), strict=True):
        first, second = divmod(code, size)
        if together >= _COPY * min(sentences.lengths[first], sentences.lengths[second]):
            joined.join(first, second)
    tellings: dict[int, list[ArticleId]] = {}
    for i, key in enumerate(sentences.order):
        tellings.setdefault(joined.find(i), []).append(key)
    for group in tellings.values():
        reason = f"{len(group)} articles are mostly copies of one text" if len(group) > 1 else ""
        yield Telling(articles=tuple(group), reason=reason)


def _groups(sentences: _Sentences) -> Iterator[tuple[list[int], float]]:
    """Join pieces that share text; give each group's sentences in order, and the weakest share within it.

    A piece that shares enough with others is joined with them all. Any other goes with the one that it shares most
    with: a weak likeness adds a sentence to a story, it does not make one story of two.
    """
    pieces = sentences.pieces
    shared, in_order = links(pieces)
    left, right, parts = map(np.concatenate, zip(shared, _retold(sentences, shared, in_order), strict=True))
    strong = parts >= _SAME
    joined = np.zeros(len(pieces), dtype=np.bool_)
    joined[left[strong]] = joined[right[strong]] = True
    one, other = np.concatenate((left, right)), np.concatenate((right, left))
    order = np.lexsort((pieces.texts[other], -np.tile(parts, 2), one))  # of equal shares, the text decides
    order = order[~joined[one[order]]]
    best = order[changes(one[order])]
    top = _tops(len(pieces), np.concatenate((left[strong], one[best])), np.concatenate((right[strong], other[best])))
    inside = top[left] == top[right]
    weakest = np.ones(len(pieces))
    np.minimum.at(weakest, top[left[inside]], parts[inside])
    tops = top[pieces.of]
    order = np.argsort(tops, kind="stable")
    begins = np.flatnonzero(changes(tops[order]))
    for begin, end in pairwise([*begins.tolist(), len(order)]):
        if end - begin > 1:
            yield order[begin:end].tolist(), float(weakest[tops[order[begin]]])


def _tops(size: int, left: Places, right: Places) -> Places:
    """Give for each of so many numbers the smallest that pairs connect it with, all at once."""
    top = np.arange(size)
    while len(left):
        one, other = top[left], top[right]
        np.minimum.at(top, np.maximum(one, other), np.minimum(one, other))
        while not np.array_equal(above := top[top], top):
            top = above
        apart = top[left] != top[right]
        left, right = left[apart], right[apart]
    return top


def _retold(sentences: _Sentences, shared: Links, in_order: Links) -> Links:
    """Give the pairs with words in one order where the sentences right before or after are such a pair too, or share
    text: of a single sentence one order says no more than that both tell a fact.
    """
    beside = _neighbours(sentences, {*in_order.left.tolist(), *in_order.right.tolist()})
    around = np.zeros(len(sentences.pieces), dtype=np.bool_)
    around[[i for some in beside.values() for i in some]] = True
    others: dict[int, set[int]] = {}
    for found in (shared, in_order):
        near = around[found.left] & around[found.right]
        for i, j in zip(found.left[near].tolist(), found.right[near].tolist(), strict=True):
            others.setdefault(i, set()).add(j)
            others.setdefault(j, set()).add(i)
    told = [
        any(not others.get(one, _NONE).isdisjoint(beside[j]) for one in beside[i])
        for i, j in zip(in_order.left.tolist(), in_order.right.tolist(), strict=True)
    ]
    which = np.array(told, dtype=np.bool_)
    return Links(in_order.left[which], in_order.right[which], np.minimum(in_order.parts[which], _SAME / 2))


def _neighbours(sentences: _Sentences, wanted: Iterable[int]) -> dict[int, set[int]]:
    """Give for each piece wanted those that stand right before or after it in some paragraph."""
    found: dict[int, set[int]] = {i: set() for i in wanted}
    places = [(article, told.paragraph) for article, told in zip(sentences.article, sentences.told, strict=True)]
    for (i, here), (j, there) in pairwise(zip(sentences.pieces.of.tolist(), places, strict=True)):
        if here == there:
            if i in found:
                found[i].add(j)
            if j in found:
                found[j].add(i)
    return found


class _Union:
    """Disjoint sets, the smallest member on top."""

    def __init__(self, above: list[int]) -> None:
        self._above = above

    def find(self, one: int) -> int:
        above = self._above
        while above[one] != one:
            above[one] = above[above[one]]
            one = above[one]
        return one

    def join(self, left: int, right: int) -> int:
        left, right = self.find(left), self.find(right)
        low, high = (left, right) if left < right else (right, left)
        self._above[high] = low
        return low


def _id(loci: Iterable[Locus]) -> StoryId:
    places = sorted((one.article, one.paragraph, one.start, one.end) for one in loci)
    told = "\n".join(f"{article}\t{paragraph}\t{start}\t{end}" for article, paragraph, start, end in places)
    return StoryId(hashlib.sha256(told.encode()).hexdigest()[:16])
