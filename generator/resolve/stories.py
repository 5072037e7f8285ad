"""Text that articles share: wire copy, press releases, light rewording. Found by shingles, counted once.

Two sentences share text when many of the three-word runs of the shorter stand in the longer (containment, which sees
cut and embedded copies that the Jaccard measure misses; Broder 1997). Candidates come from an index of the runs, so the
work grows with the sharing there is and not with the square of the sentences.
"""

import hashlib
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, pairwise, product

import msgspec
from rapidfuzz.distance import LCSseq

from generator.nouns.account import Sentence
from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Evidence, Locus
from generator.nouns.findings import Story, Telling
from generator.nouns.ids import ArticleId, StoryId
from generator.resolve import terms
from generator.resolve.sources import origin

_RUN = 3
_LEAST_ROOTS = 4
"""Sentences of fewer different content words share by chance."""
_COPIED, _ALIKE = 0.25, 0.5
"""Copied: this part of the shorter sentence's runs stands in the longer, and this part of its words by rarity."""
_PAIRED, _REWORDED = 0.25, 0.65
"""Reworded: likewise for neighbouring content words, where most of the words by rarity are the same."""
_TOLD = 0.45
"""Of the words that are no names, this part by rarity is shared: who it is about is the same in texts of two hands."""
_IN_ORDER, _LEAST_IN_ORDER = 0.5, 5
"""Reworded throughout: so many of the words that are no names stand in one order in both, and the sentence right before
or after is likewise the other's neighbour reworded. Of a single sentence that says no more than that both tell a fact.
"""
_LEAST_RUNS = 3
_LEAST_OWN = 2
"""Of the shared runs, so many must hold a word that is no name."""
_CROWD = 48
"""A run in more different sentences than this is a figure of speech, and brings no candidates."""
_SAME = 0.5
"""Sentences that share this part of their runs are one text."""
_COPY = 0.6
"""Articles are one telling when this part of the shorter one is such text."""


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence as runs of roots, neighbouring content roots and content roots. ``loci``: where just these stand.

    ``own`` are the runs with a word that is no name, ``told`` such words in order: who is called what is called so
    everywhere.
    """

    runs: frozenset[terms.Roots]
    own: frozenset[terms.Roots]
    pairs: frozenset[terms.Roots]
    roots: frozenset[str]
    told: tuple[str, ...]
    loci: tuple[Locus, ...]


def stories(corpus: Corpus) -> tuple[Story, ...]:
    """Group the sentences that share text, each group with what the text names as its origin.

    In the order of the first locus by corpus. Sentences of headlines, standfirsts and headings are left out: they
    repeat their own article.
    """
    pieces = _pieces(corpus)
    found = []
    for members, score in _groups(pieces):
        loci = sorted((locus for i in members for locus in pieces[i].loci), key=_place(corpus))
        if len({(one.article, one.paragraph) for one in loci}) < 2:
            continue
        named = origin(corpus, loci)
        articles = len({one.article for one in loci})
        where = f"{articles} articles" if articles > 1 else "two places of one article"
        found.append(
            Story(
                id=_id(loci),
                loci=tuple(loci),
                origin=named,
                evidence=Evidence(
                    rule="shared-words",
                    reason=f"{where} share runs of words: {round(score * 100)} % of the shorter passage",
                    score=round(score, 3),
                    loci=tuple(loci),
                ),
            )
        )
    return tuple(sorted(found, key=lambda story: _place(corpus)(story.loci[0])))


def tellings(corpus: Corpus, found: Sequence[Story]) -> tuple[Telling, ...]:
    """Put every article into exactly one telling: those that are mostly copies of one text are one account.

    In the order of the corpus.
    """
    number = {key: i for i, key in enumerate(corpus.order)}
    sizes = [sum(end - start for start, end, _, _ in _sentences(corpus, key)) for key in corpus.order]
    shared: Counter[tuple[int, int]] = Counter()
    for story in found:
        longest: dict[int, Locus] = {}
        for locus in story.loci:
            here = number[locus.article]
            if here not in longest or locus.end - locus.start > longest[here].end - longest[here].start:
                longest[here] = locus
        pieces = {i: _piece(_text(corpus, locus), (locus,)) for i, locus in sorted(longest.items())}
        together = combinations(sorted(pieces), 2) if len(pieces) <= _CROWD else pairwise(sorted(pieces))
        for left, right in together:
            if _contained(pieces[left].runs, pieces[right].runs) >= _SAME:
                shared[left, right] += min(one.end - one.start for one in (longest[left], longest[right]))
    joined = _Union(len(corpus.order))
    for (left, right), length in sorted(shared.items()):
        if length >= _COPY * min(sizes[left], sizes[right]):
            joined.join(left, right)
    groups: dict[int, list[ArticleId]] = {}
    for i, key in enumerate(corpus.order):
        groups.setdefault(joined.find(i), []).append(key)
    return tuple(
        Telling(
            articles=tuple(group),
            reason=f"{len(group)} articles are mostly copies of one text" if len(group) > 1 else "",
        )
        for _, group in sorted(groups.items())
    )


def _sentences(corpus: Corpus, key: ArticleId) -> Iterator[tuple[int, int, int, str]]:
    """Give start, end, paragraph and text of the sentences that are the article's own telling."""
    article, account = corpus.articles[key], corpus.accounts[key]
    for number, paragraph in enumerate(article.paragraphs):
        if paragraph.kind not in {"paragraph", "item"}:
            continue
        sentences = account.sentences[number] if number < len(account.sentences) else ()
        for one in sentences or (Sentence(start=0, end=len(paragraph.text)),):
            yield one.start, one.end, number, paragraph.text[one.start : one.end]


def _text(corpus: Corpus, locus: Locus) -> str:
    return corpus.articles[locus.article].paragraphs[locus.paragraph].text[locus.start : locus.end]


def _piece(text: str, loci: tuple[Locus, ...]) -> Piece:
    words = terms.words(text)
    content = [word.root for word in words if word.content]
    runs = [words[i : i + _RUN] for i in range(len(words) - _RUN + 1)]
    return Piece(
        runs=frozenset(tuple(word.root for word in run) for run in runs),
        own=frozenset(
            tuple(word.root for word in run) for run in runs if any(word.content and not word.capital for word in run)
        ),
        pairs=frozenset(pairwise(content)),
        roots=frozenset(content),
        told=tuple(word.root for word in words if word.content and not word.capital),
        loci=loci,
    )


def _pieces(corpus: Corpus) -> list[Piece]:
    """Collect the different sentences of the corpus; equal ones are one piece with several loci."""
    places: dict[str, list[Locus]] = {}
    for key in corpus.order:
        for start, end, number, text in _sentences(corpus, key):
            places.setdefault(text, []).append(Locus(article=key, paragraph=number, start=start, end=end))
    pieces = (_piece(text, tuple(loci)) for text, loci in places.items())
    return [piece for piece in pieces if len(piece.roots) >= _LEAST_ROOTS and len(piece.runs) >= _LEAST_RUNS]


def _contained(left: frozenset[terms.Roots], right: frozenset[terms.Roots]) -> float:
    return len(left & right) / max(1, min(len(left), len(right)))


def _links(pieces: Sequence[Piece]) -> Iterator[tuple[int, int, float]]:
    """Give the pairs of pieces that share text, with the part of the shorter that is shared."""
    holders: dict[terms.Roots, list[int]] = {}
    count: Counter[str] = Counter()
    for i, piece in enumerate(pieces):
        count.update(piece.roots)
        for run in (*piece.runs, *piece.pairs):
            holders.setdefault(run, []).append(i)
    near: Counter[tuple[int, int]] = Counter()
    for holding in holders.values():
        if 1 < len(holding) <= _CROWD:
            near.update(combinations(holding, 2))
    rare = {root: math.log((len(pieces) + 1) / (number + 0.5)) for root, number in count.items()}

    def alike(left: Iterable[str], right: Iterable[str]) -> float:
        """Give the part of the shorter that is shared, by rarity."""
        mine, theirs = frozenset(left), frozenset(right)
        shared, here, there = (math.fsum(rare[root] for root in sorted(some)) for some in (mine & theirs, mine, theirs))
        return shared / max(min(here, there), 1e-9)

    reworded: dict[tuple[int, int], float] = {}
    linked: set[tuple[int, int]] = set()
    for (i, j), number in sorted(near.items()):
        left, right = pieces[i], pieces[j]
        if number < _LEAST_RUNS or len(left.own & right.own) < _LEAST_OWN:
            continue
        runs, pairs = _contained(left.runs, right.runs), _contained(left.pairs, right.pairs)
        whole = alike(left.roots, right.roots)
        words = (runs >= _COPIED and whole >= _ALIKE) or (pairs >= _PAIRED and whole >= _REWORDED)
        if words and alike(left.told, right.told) >= _TOLD:
            linked.add((i, j))
            yield i, j, max(runs, pairs)
        elif (order := _in_order(left, right)) >= _IN_ORDER:
            reworded[i, j] = order
    beside = _neighbours(pieces)
    for (i, j), order in reworded.items():
        around = ((min(a, b), max(a, b)) for a, b in product(beside[i], beside[j]))
        if any(pair in reworded or pair in linked for pair in around):
            yield i, j, min(order, _SAME / 2)


def _in_order(left: Piece, right: Piece) -> float:
    """Give the part of the shorter one's words, names left out, that stand in the same order in both."""
    shared = LCSseq.similarity(left.told, right.told)
    return shared / min(len(left.told), len(right.told)) if shared >= _LEAST_IN_ORDER else 0.0


def _neighbours(pieces: Sequence[Piece]) -> list[set[int]]:
    """Give for each piece those that stand right before or after it in some paragraph."""
    places = sorted((locus, i) for i, piece in enumerate(pieces) for locus in piece.loci)
    found: list[set[int]] = [set() for _ in pieces]
    for (before, i), (after, j) in pairwise(places):
        if (before.article, before.paragraph) == (after.article, after.paragraph):
            found[i].add(j)
            found[j].add(i)
    return found


def _groups(pieces: Sequence[Piece]) -> Iterator[tuple[list[int], float]]:
    """Join pieces that share text; give the members of each group and the weakest share that joined them."""
    joined = _Union(len(pieces))
    weakest: dict[int, float] = {}
    for i, j, share in sorted(_links(pieces), key=lambda link: (-link[2], link[:2])):
        tops = joined.find(i), joined.find(j)
        if share < _SAME and all(top in weakest for top in tops) and tops[0] != tops[1]:
            continue  # a weak likeness adds a sentence to a story, it does not make one story of two
        score = min(share, *(weakest.get(top, 1.0) for top in tops))
        weakest[joined.join(i, j)] = score
    members: dict[int, list[int]] = {}
    for i, piece in enumerate(pieces):
        top = joined.find(i)
        if top in weakest or len(piece.loci) > 1:
            members.setdefault(top, []).append(i)
    for top, group in members.items():
        yield group, weakest.get(top, 1.0)


class _Union:
    """Disjoint sets, the smallest member on top."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def find(self, one: int) -> int:
        while self._above[one] != one:
            self._above[one] = self._above[self._above[one]]
            one = self._above[one]
        return one

    def join(self, left: int, right: int) -> int:
        low, high = sorted((self.find(left), self.find(right)))
        self._above[high] = low
        return low


def _place(corpus: Corpus) -> Callable[[Locus], tuple[int, int, int, int]]:
    number = {key: i for i, key in enumerate(corpus.order)}
    return lambda locus: (number[locus.article], locus.paragraph, locus.start, locus.end)


def _id(loci: Iterable[Locus]) -> StoryId:
    told = "\n".join(f"{one.article}\t{one.paragraph}\t{one.start}\t{one.end}" for one in sorted(loci))
    return StoryId(hashlib.sha256(told.encode()).hexdigest()[:16])
