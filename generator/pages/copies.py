"""Which passages share their text, and whom they name as its source."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from generator.nouns.evidence import Locus
from generator.nouns.findings import Story
from generator.nouns.ids import ArticleId

COPIES = 24
"""Copies of one text that a passage leads to: a wire story has hundreds, and the first show what it is."""


class Copies:
    """Stories by the passages they join, by article and paragraph. ``order``: the place of each article."""

    def __init__(self, stories: Sequence[Story], order: Mapping[ArticleId, int]) -> None:
        self._stories = stories
        self._order = order

    @cached_property
    def shared(self) -> dict[ArticleId, dict[int, tuple[Locus, ...]]]:
        """Passages of other articles with the same text; of many copies the first."""
        found: dict[ArticleId, dict[int, tuple[Locus, ...]]] = defaultdict(dict)
        for story in self._stories:
            first = sorted(story.loci, key=lambda one: (self._order[one.article], one))[:COPIES]
            among = {one.article for one in first}
            every = tuple(sorted(first))
            for own in story.loci:
                others = tuple(one for one in every if one.article != own.article) if own.article in among else every
                here = found[own.article]
                known = here.get(own.paragraph)
                here[own.paragraph] = tuple(sorted({*known, *others})) if known else others
        return {article: {at: loci for at, loci in inside.items() if loci} for article, inside in found.items()}

    @cached_property
    def origins(self) -> dict[ArticleId, dict[int, str]]:
        """Whom the text names as its source; the first of several."""
        found: dict[ArticleId, dict[int, str]] = defaultdict(dict)
        for story in self._stories:
            for locus in story.loci if story.origin else ():
                found[locus.article].setdefault(locus.paragraph, story.origin)
        return dict(found)
