"""Which differences concern which page."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from hashlib import sha256

from generator.nouns.findings import Disagreement, Passage
from generator.nouns.ids import ActorId, ArticleId, TopicId
from generator.pages.tables import by_subject


class Differing:
    """Disagreements by what they concern, those that matter most first. ``passages`` are those of the desk."""

    def __init__(self, every: Sequence[Disagreement], passages: Mapping[ArticleId, Mapping[int, Passage]]) -> None:
        self.every = every
        self._passages = passages

    @cached_property
    def actors(self) -> dict[ActorId, list[Disagreement]]:
        """The differences about each actor."""
        return by_subject((actor, one) for one in self.every for actor in dict.fromkeys(one.actors))

    @cached_property
    def articles(self) -> dict[ArticleId, list[Disagreement]]:
        """The differences that each article has a part in."""
        return by_subject(
            (article, one)
            for one in self.every
            for article in dict.fromkeys(locus.article for version in one.versions for locus in version.loci)
        )

    @cached_property
    def topics(self) -> dict[TopicId, list[Disagreement]]:
        """The differences within each topic: two versions of them stand in its passages."""
        return by_subject((topic, one) for one in self.every for topic in self._topics(one))

    def _topics(self, one: Disagreement) -> list[TopicId]:
        versions: dict[TopicId, set[str]] = {}
        for version in one.versions:
            for locus in version.loci:
                passage = self._passages.get(locus.article, {}).get(locus.paragraph)
                for match in passage.matches if passage else ():
                    versions.setdefault(match.topic, set()).add(version.value)
        return [topic for topic, values in versions.items() if len(values) > 1]


def anchor(one: Disagreement) -> str:
    """Give the id of a difference on the page of all."""
    return f"d-{sha256(one.subject.encode()).hexdigest()[:12]}"
