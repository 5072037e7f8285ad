"""Who stands with whom: people whom one sentence names, and people who met."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from itertools import combinations

from generator.nouns.findings import Meeting
from generator.nouns.ids import ActorId, ArticleId

CROWD = 24
"""People of one sentence or meeting that are paired: a longer list names many together and says little of any two."""

Place = tuple[ArticleId, int, int]
"""A sentence: article, index of the paragraph, index of the sentence in it."""


class Company:
    """Pairs of people; ``mentions`` are the sentences that name each person."""

    def __init__(self, mentions: Mapping[ActorId, Collection[Place]], meetings: Iterable[Meeting]) -> None:
        self._mentions = mentions
        self._meetings = tuple(meetings)

    @cached_property
    def together(self) -> dict[ActorId, Counter[ActorId]]:
        """How many sentences name two people both."""
        crowds: dict[Place, set[ActorId]] = defaultdict(set)
        for actor, places in self._mentions.items():
            for place in places:
                crowds[place].add(actor)
        return _pairs(crowds.values())

    @cached_property
    def met(self) -> dict[ActorId, Counter[ActorId]]:
        """How many reported meetings two people had."""
        return _pairs({one for one in meeting.participants if one in self._mentions} for meeting in self._meetings)


def _pairs(crowds: Iterable[Collection[ActorId]]) -> dict[ActorId, Counter[ActorId]]:
    found: dict[ActorId, Counter[ActorId]] = defaultdict(Counter)
    for crowd in crowds:
        for left, right in combinations(sorted(crowd)[:CROWD], 2):
            found[left][right] += 1
            found[right][left] += 1
    return dict(found)
