"""Which passages share their text, and whom they name as its source."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from generator.nouns.evidence import Locus
from generator.nouns.findings import Story
from generator.nouns.ids import ArticleId

COPIES = 24
"""Copies of one text that a passage leads to: a wire story has hundreds, and the first show what it is."""

Place = tuple[ArticleId, int]


class Copies:
    """Stories by the passages they join. ``order``: the place of each article in the corpus."""

    def __init__(self, stories: Sequence[Story], order: Mapping[ArticleId, int]) -> None:
        self._stories = stories
        self._order = order

    @cached_property
    def shared(self) -> dict[Place, tuple[Locus, ...]]:
        """Passages of other articles with the same text, by article and paragraph; of many copies the first."""
        found: dict[Place, set[Locus]] = defaultdict(set)
        for story in self._stories:
            first = sorted(story.loci, key=lambda one: (self._order[one.article], one))[:COPIES]
            for own in story.loci:
                found[own.article, own.paragraph].update(one for one in first if one.article != own.article)
        return {place: tuple(sorted(loci)) for place, loci in found.items() if loci}

    @cached_property
    def origins(self) -> dict[Place, str]:
        """Whom the text names as its source, by the passages that share it; the first of several."""
        found: dict[Place, str] = {}
        for story in self._stories:
            for locus in story.loci if story.origin else ():
                found.setdefault((locus.article, locus.paragraph), story.origin)
        return found
