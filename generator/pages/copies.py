"""Which passages share their text, and whom they name as its source."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from generator.nouns.evidence import Locus
from generator.nouns.findings import Story
from generator.nouns.ids import ArticleId, StoryId

COPIES = 24
"""Copies of one text that a passage leads to: a wire story has hundreds, and the first show what it is."""


class Copies:
    """Stories by the passages they join, by article and paragraph. ``order``: the place of each article."""

    def __init__(self, stories: Sequence[Story], order: Mapping[ArticleId, int]) -> None:
        self._stories = stories
        self._order = order

    @cached_property
    def stories(self) -> dict[ArticleId, dict[int, list[StoryId]]]:
        """The stories that each passage is of."""
        found: dict[ArticleId, dict[int, list[StoryId]]] = defaultdict(dict)
        for story in self._stories:
            for own in story.loci:
                found[own.article].setdefault(own.paragraph, []).append(story.id)
        return dict(found)

    @cached_property
    def first(self) -> dict[StoryId, tuple[Locus, ...]]:
        """The passages of each story; of many copies the first."""
        order = self._order
        return {
            story.id: tuple(sorted(story.loci, key=lambda one: (order[one.article], one))[:COPIES])
            for story in self._stories
        }

    @cached_property
    def origins(self) -> dict[ArticleId, dict[int, str]]:
        """Whom the text names as its source; the first of several."""
        found: dict[ArticleId, dict[int, str]] = defaultdict(dict)
        for story in self._stories:
            for locus in story.loci if story.origin else ():
                found[locus.article].setdefault(locus.paragraph, story.origin)
        return dict(found)
