"""Who stands with whom: people whom one sentence names, and people who met."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property

from generator.nouns.findings import Meeting
from generator.nouns.ids import ActorId
from generator.pages.quotable import Quotable, is_person, paired
from generator.pages.sentences import Sentences
from generator.pages.tables import summed


class Company:
    """Pairs of people."""

    def __init__(self, sentences: Sentences) -> None:
        self._sentences = sentences

    @cached_property
    def together(self) -> dict[ActorId, Counter[ActorId]]:
        """How many sentences name two people both."""
        return self._sentences.tables.turned("together", self._sentences.quotable, _together, summed)

    @cached_property
    def met(self) -> dict[ActorId, Counter[ActorId]]:
        """How many reported meetings two people had."""
        return self._sentences.tables.turned("met with", self._sentences.encounters, _met, summed)


def _together(one: Quotable) -> dict[ActorId, Counter[ActorId]]:
    return _turned(one.pairs)


def _met(one: Meeting) -> dict[ActorId, Counter[ActorId]]:
    people = paired({actor for actor in one.participants if is_person(actor)})
    return _turned((left, right, 1) for left, right in people)


def _turned(pairs: Iterable[tuple[ActorId, ActorId, int]]) -> dict[ActorId, Counter[ActorId]]:
    """Give pairs by either of the two."""
    found: dict[ActorId, Counter[ActorId]] = defaultdict(Counter)
    for left, right, count in pairs:
        found[left][right] += count
        found[right][left] += count
    return dict(found)
