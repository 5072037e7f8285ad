"""Who stands with whom: people whom one sentence names, and people who met."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from itertools import combinations

from generator.nouns.account import ActorKind
from generator.nouns.ids import ActorId
from generator.pages.extracts import Place
from generator.pages.sentences import Sentences
from generator.pages.tables import by_subject, summed

CROWD = 24
"""People of one sentence or meeting that are paired: a longer list names many together and says little of any two."""


class Company:
    """Pairs of people. ``kinds`` are what actors are."""

    def __init__(self, sentences: Sentences, kinds: Mapping[ActorId, ActorKind]) -> None:
        self._sentences = sentences
        self._kinds = kinds

    @cached_property
    def together(self) -> dict[ActorId, Counter[ActorId]]:
        """How many sentences name two people both."""
        tables, quotable = self._sentences.tables, self._sentences.quotable
        rows = ((key, (one.mentions, self._people(one.mentions))) for key, one in quotable.items())
        pairs = tables.table("pairs", rows, _named_together)
        parts = by_subject(item for one in pairs.values() for item in one.items())
        return tables.table("together", ((key, tuple(some)) for key, some in parts.items()), summed)

    def _people(self, actors: Iterable[ActorId]) -> tuple[ActorId, ...]:
        return tuple([one for one in actors if self._kinds.get(one) == "person"])

    @cached_property
    def met(self) -> dict[ActorId, Counter[ActorId]]:
        """How many reported meetings two people had."""
        meetings = self._sentences.findings.meetings
        return self._sentences.tables.one("who met", _met, tuple(self._people(one.participants) for one in meetings))


def _named_together(
    mentions: Mapping[ActorId, Collection[Place]], people: Iterable[ActorId]
) -> dict[ActorId, Counter[ActorId]]:
    crowds: dict[Place, set[ActorId]] = defaultdict(set)
    for actor in people:
        for place in mentions[actor]:
            crowds[place].add(actor)
    return _pairs(crowds.values())


def _met(meetings: Iterable[Collection[ActorId]]) -> dict[ActorId, Counter[ActorId]]:
    return _pairs(map(set, meetings))


def _pairs(crowds: Iterable[Collection[ActorId]]) -> dict[ActorId, Counter[ActorId]]:
    found: dict[ActorId, Counter[ActorId]] = defaultdict(Counter)
    for crowd in crowds:
        for left, right in combinations(sorted(crowd)[:CROWD], 2):
            found[left][right] += 1
            found[right][left] += 1
    return dict(found)
