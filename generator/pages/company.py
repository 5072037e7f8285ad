"""Who stands with whom: people whom one sentence names, and people who met."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from itertools import combinations

from generator.nouns.account import ActorKind
from generator.nouns.ids import ActorId
from generator.pages.extracts import Place
from generator.pages.sentences import Sentences
from generator.pages.tables import summed

CROWD = 24
"""People of one sentence or meeting that are paired: a longer list names many together and says little of any two."""


class Company:
    """Pairs of people."""

    def __init__(self, sentences: Sentences) -> None:
        self._sentences = sentences

    @cached_property
    def together(self) -> dict[ActorId, Counter[ActorId]]:
        """How many sentences name two people both."""
        tables, kinds = self._sentences.tables, self._sentences.kinds
        pairs = tables.each(
            "pairs",
            lambda one: _named_together(one.mentions, kinds),
            self._sentences.quotable,
            rests=lambda one: one.mentions,
            over=(kinds,),
        )
        return tables.turned("together", pairs, dict, summed)

    @cached_property
    def met(self) -> dict[ActorId, Counter[ActorId]]:
        """How many reported meetings two people had."""
        tables, kinds = self._sentences.tables, self._sentences.kinds
        pairs = tables.each(
            "pairs who met",
            lambda one: _pairs([set(_people(one.participants, kinds))]),
            self._sentences.encounters,
            rests=lambda one: one.participants,
            over=(kinds,),
        )
        return tables.turned("met with", pairs, dict, summed)


def _people(actors: Iterable[ActorId], kinds: Mapping[ActorId, ActorKind]) -> list[ActorId]:
    return [one for one in actors if kinds.get(one) == "person"]


def _named_together(
    mentions: Mapping[ActorId, Iterable[Place]], kinds: Mapping[ActorId, ActorKind]
) -> dict[ActorId, Counter[ActorId]]:
    crowds: dict[Place, set[ActorId]] = defaultdict(set)
    for actor in _people(mentions, kinds):
        for place in mentions[actor]:
            crowds[place].add(actor)
    return _pairs(crowds.values())


def _pairs(crowds: Iterable[Collection[ActorId]]) -> dict[ActorId, Counter[ActorId]]:
    found: dict[ActorId, Counter[ActorId]] = defaultdict(Counter)
    for crowd in crowds:
        for left, right in combinations(sorted(crowd)[:CROWD], 2):
            found[left][right] += 1
            found[right][left] += 1
    return dict(found)
