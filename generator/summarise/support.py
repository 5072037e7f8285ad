"""Sentences of other articles that say the same: found by shared text and by shared terms, without comparing all."""

from collections import Counter
from collections.abc import Sequence

from generator.nouns.findings import Findings
from generator.nouns.ids import ArticleId
from generator.summarise.candidates import Candidate
from generator.summarise.choose import same

_COMMON = 40
"""A pair of terms in more sentences than this brings no candidates."""


class Echoes:
    """An index of all sentences that answers which others say what one says."""

    def __init__(self, candidates: Sequence[Candidate], findings: Findings) -> None:
        """Index pairs of terms, and the stories that sentences belong to."""
        self._all = candidates
        self._holders: dict[tuple[str, ...], list[int]] = {}
        for i, one in enumerate(candidates):
            for gram in one.grams:
                if len(gram) > 1:
                    self._holders.setdefault(gram, []).append(i)
        self._story: dict[tuple[ArticleId, int, int], int] = {}
        self._members: dict[int, list[int]] = {}
        for i, story in enumerate(findings.stories):
            for locus in story.loci:
                self._story[locus.article, locus.paragraph, locus.start] = i
        for i, one in enumerate(candidates):
            story_of = self._story.get((one.article, one.paragraph, one.start))
            if story_of is not None:
                self._members.setdefault(story_of, []).append(i)

    def of(self, one: Candidate) -> list[Candidate]:
        """Give sentences of other articles that say the same, the best of each, in the order of the corpus."""
        story_of = self._story.get((one.article, one.paragraph, one.start), -1)
        near: Counter[int] = Counter()
        for gram in sorted(one.grams):
            holding = self._holders.get(gram, ()) if len(gram) > 1 else ()
            if len(holding) <= _COMMON:
                near.update(holding)
        told = set(self._members.get(story_of, ()))
        best: dict[ArticleId, tuple[int, int]] = {}
        for i in sorted(told | {i for i, count in near.items() if count >= 2}):
            other = self._all[i]
            if other.article == one.article or not (i in told or same(one, other)):
                continue
            rank = (-len(frozenset(one.terms) & frozenset(other.terms)), i)
            best[other.article] = min(best.get(other.article, rank), rank)
        return [self._all[i] for _, i in sorted(best.values(), key=lambda item: item[1])]
