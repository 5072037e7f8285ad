"""Text that articles share: wire copy, press releases, light rewording. Found by shingles, counted once.

Two sentences share text when many of the three-word runs of the shorter stand in the longer (containment, which sees
cut and embedded copies that the Jaccard measure misses; Broder 1997). Candidates come from an index of the runs, so the
work grows with the sharing there is and not with the square of the sentences.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, pairwise

import msgspec

from generator.nouns.account import Sentence
from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Evidence, Locus
from generator.nouns.findings import Story, Telling
from generator.nouns.ids import ArticleId, StoryId
from generator.resolve.sources import origin

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_RUN = 3
_LEAST_WORDS = 6
"""Shorter sentences share by chance."""
_SHARED = 0.25
"""Part of the shorter sentence's runs that the longer must hold."""
_LEAST_RUNS = 4
"""Runs that must be shared at least: one long title or name alone is no common origin."""
_CROWD = 48
"""A run in more different sentences than this is a figure of speech, and brings no candidates."""
_COPY = 0.6
"""Articles are one telling when this part of the shorter one's runs stands in the longer."""


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence as the set of its runs. ``loci``: everywhere where exactly these words stand."""

    runs: frozenset[tuple[str, ...]]
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
    sizes = dict.fromkeys(corpus.order, 0)
    for key in corpus.order:
        sizes[key] = sum(end - start for start, end, _, _ in _sentences(corpus, key))
    shared: Counter[tuple[ArticleId, ArticleId]] = Counter()
    for story in found:
        if story.evidence.score < 0.5:
            continue
        lengths: dict[ArticleId, int] = {}
        for locus in story.loci:
            lengths[locus.article] = max(lengths.get(locus.article, 0), locus.end - locus.start)
        if len(lengths) <= _CROWD:
            shared.update({pair: min(lengths[pair[0]], lengths[pair[1]]) for pair in combinations(sorted(lengths), 2)})
        else:  # a chain joins as well as all pairs do
            shared.update({pair: min(lengths[pair[0]], lengths[pair[1]]) for pair in pairwise(sorted(lengths))})
    joined = _Union(len(corpus.order))
    number = {key: i for i, key in enumerate(corpus.order)}
    for (left, right), length in sorted(shared.items()):
        if length >= _COPY * min(sizes[left], sizes[right]):
            joined.join(number[left], number[right])
    groups: dict[int, list[ArticleId]] = {}
    for key in corpus.order:
        groups.setdefault(joined.find(number[key]), []).append(key)
    return tuple(
        Telling(
            articles=tuple(group),
            reason=f"{len(group)} articles are mostly copies of one text" if len(group) > 1 else "",
        )
        for group in sorted(groups.values(), key=lambda group: number[group[0]])
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


def _pieces(corpus: Corpus) -> list[Piece]:
    """Collect the different sentences of the corpus; equal ones are one piece with several loci."""
    places: dict[tuple[str, ...], list[Locus]] = {}
    for key in corpus.order:
        for start, end, number, text in _sentences(corpus, key):
            words = tuple(match.group().lower().replace("’", "'").replace(".", "") for match in _WORD.finditer(text))
            if len(words) >= _LEAST_WORDS:
                places.setdefault(words, []).append(Locus(article=key, paragraph=number, start=start, end=end))
    return [
        Piece(runs=frozenset(zip(*(words[i:] for i in range(_RUN)), strict=False)), loci=tuple(loci))
        for words, loci in places.items()
    ]


def _groups(pieces: Sequence[Piece]) -> Iterator[tuple[list[int], float]]:
    """Join pieces that share text; give the members of each group and the weakest containment that joined them."""
    holders: dict[tuple[str, ...], list[int]] = {}
    for i, piece in enumerate(pieces):
        for run in piece.runs:
            holders.setdefault(run, []).append(i)
    pairs: Counter[tuple[int, int]] = Counter()
    for holding in holders.values():
        if 1 < len(holding) <= _CROWD:
            pairs.update(combinations(holding, 2))
    joined = _Union(len(pieces))
    weakest: dict[int, float] = {}
    for (left, right), count in sorted(pairs.items()):
        share = count / min(len(pieces[left].runs), len(pieces[right].runs))
        if count >= _LEAST_RUNS and share >= _SHARED:
            score = min(share, weakest.get(joined.find(left), 1.0), weakest.get(joined.find(right), 1.0))
            weakest[joined.join(left, right)] = score
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
