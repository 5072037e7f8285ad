"""Who stands with whom: people whom one sentence names, and people who met."""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from generator.nouns.findings import Meeting
from generator.nouns.ids import ActorId
from generator.pages.quotable import Quotable, is_person, paired
from generator.pages.sentences import Sentences
from generator.pages.tables import summed

_Pairs = dict[ActorId, dict[ActorId, int]]
"""Who stands with whom, and how often."""


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


def _together(one: Quotable) -> _Pairs:
    return _turned(one.pairs)


def _met(one: Meeting) -> _Pairs:
    people = paired({actor for actor in one.participants if is_person(actor)})
    return _turned((left, right, 1) for left, right in people)


def _turned(pairs: Iterable[tuple[ActorId, ActorId, int]]) -> _Pairs:
    """Give pairs, of which none comes twice, by either of the two."""
    found: _Pairs = {}
    for left, right, count in pairs:
        found.setdefault(left, {})[right] = count
        found.setdefault(right, {})[left] = count
    return found
