"""How well words tell topics: those of the settings by their rarity, then all by the company that they keep.

Counts are kept, and what some articles say is discarded from them and added to them; so an edit weighs again only the
words whose counts it moved, and it is told which those are.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, TypeVar

import msgspec

from generator.engine import coarse
from generator.nouns.ids import TopicId
from generator.resolve.vocabulary import BODY, Place, Text
from generator.resolve.worth import Worth

_COMPANION = 0.3
"""What a word is worth at most that no setting names, but that only passages of one topic hold."""
_PRIOR = 20
"""Passages without a word that are thought of besides the corpus, so that few passages do not make a word common."""
_FAINT = 0.1
"""A word of less weight is everywhere, and decides nothing."""
_STEPS = 200
"""Weights are told in steps of 0.005, and a topic's part of the passages likewise: one passage more or less in a large
corpus moves few of them, and what rests on the others stands.
"""


class Unit(NamedTuple):
    """A word or phrase of one topic: its weight in this corpus (0..1), and whether the settings have it."""

    weight: float
    given: bool


Key = TypeVar("Key", bound=str)

Units = dict[str, dict[TopicId, Unit]]
"""By term the topics that it tells."""
Moved = dict[TopicId, set[str]]
"""By topic the terms that weigh more or less than before."""


class Heard(NamedTuple):
    """A text with the places of the settings' terms, and the topics of the passage, if it is one, as far as known."""

    text: Text
    places: Sequence[Place]
    topics: frozenset[TopicId] = frozenset()


class Rarity(msgspec.Struct, array_like=True, dict=True):
    """Weighs the words of the settings: by where they stand there, by rarity here, less if topics share them.

    ``count`` is the number of passages that have a word, ``total`` that of all. ``weights`` has the faint ones too.
    """

    worth: Worth
    units: Units = {}
    weights: dict[TopicId, dict[str, float]] = {}
    count: dict[str, int] = {}
    total: int = 0

    @cached_property
    def owners(self) -> dict[str, list[TopicId]]:
        """Give for each word the topics that share it."""
        found: dict[str, list[TopicId]] = {}
        for topic, mine in self.worth.items():
            for term in mine:
                found.setdefault(term, []).append(topic)
        return found

    def change(self, before: Iterable[Heard], now: Iterable[Heard]) -> Moved:
        """Discard texts, add others, and give what moved."""
        had, have = ([one for one in some if one.text.kind in BODY] for some in (before, now))
        counted = (Counter(t for one in some for t in {t for t, _, _ in one.places}) for some in (had, have))
        words = shift(self.count, *counted)
        if not self.weights or len(have) != len(had):
            words = set(self.owners)  # all are as rare as the passages are many
        self.total += len(have) - len(had)
        moved: Moved = {}
        for term in words:
            for topic in self.owners[term]:
                weights, weight = self.weights.setdefault(topic, {}), self._weight(topic, term)
                if weight != weights.get(term):
                    weights[term] = weight
                    moved.setdefault(topic, set()).add(term)
                    _put(self.units, topic, term, Unit(weight, given=True))
        return moved

    def _weight(self, topic: TopicId, term: str) -> float:
        rarity = 1 - math.log1p(self.count.get(term, 0)) / math.log1p(self.total + _PRIOR)
        return _told(self.worth[topic][term] * max(0.0, rarity) / len(self.owners[term]))


class _Counts(msgspec.Struct, array_like=True):
    """In how many passages words and phrases stand: in all, with a capital, and by topic; and how many there are."""

    holds: dict[str, int] = {}
    names: dict[str, int] = {}
    company: dict[TopicId, dict[str, int]] = {}
    sizes: dict[TopicId, int] = {}
    total: int = 0

    def change(self, before: "_Counts", now: "_Counts", phrases: Mapping[str, Sequence[str]]) -> Moved:
        """Discard counts and add others; give for each topic the terms to be weighed again.

        ``phrases`` are those that begin with a word: whether they are names is told by that.
        """
        self.total += now.total - before.total
        shift(self.sizes, before.sizes, now.sizes)
        names = shift(self.names, before.names, now.names)
        common = shift(self.holds, before.holds, now.holds)
        common |= names.union(*(phrases.get(root, ()) for root in names))
        moved: Moved = {}
        for topic in before.company.keys() | now.company.keys():
            mine = self.company.setdefault(topic, {})
            moved[topic] = shift(mine, before.company.get(topic, {}), now.company.get(topic, {}))
        for topic, mine in self.company.items():
            moved.setdefault(topic, set()).update(common & mine.keys())
        return moved


def _counts(passages: Iterable[Heard]) -> _Counts:
    holds: Counter[str] = Counter()
    names: Counter[str] = Counter()
    company: dict[TopicId, Counter[str]] = {}
    sizes: Counter[TopicId] = Counter()
    total = 0
    for text, places, topics in passages:
        if text.kind in BODY:
            here = {*text.roots, *(term for term, start, end in places if end - start > 1)}
            total += 1
            holds.update(here)
            names.update(text.names)
            sizes.update(topics)
            for topic in topics:
                company.setdefault(topic, Counter()).update(here)
    return _Counts(holds, names, dict[TopicId, dict[str, int]](company), sizes, total)


def shift(counts: dict[Key, int], before: Mapping[Key, int], now: Mapping[Key, int]) -> set[Key]:
    """Discard counts and add others, and tell which moved; none is left that counts nothing."""
    moved = {one for one in before.keys() | now.keys() if before.get(one, 0) != now.get(one, 0)}
    for one in moved:
        count = counts.pop(one, 0) + now.get(one, 0) - before.get(one, 0)
        if count:
            counts[one] = count
    return moved


class Company(msgspec.Struct, array_like=True, dict=True):
    """Weighs the words again by how well they told the topics apart, and lets in words that keep one topic's company.

    A name is let in from two passages on, another word from eight. ``bases`` are the topics' parts of all passages.
    """

    rarity: Rarity
    units: Units = {}
    counts: _Counts = msgspec.field(default_factory=_Counts)
    bases: dict[TopicId, float] = {}

    @cached_property
    def phrases(self) -> dict[str, list[str]]:
        """Give the phrases of the settings by their first words."""
        found: dict[str, list[str]] = {}
        for term in sorted({term for mine in self.rarity.worth.values() for term in mine if " " in term}):
            found.setdefault(term.partition(" ")[0], []).append(term)
        return found

    def change(self, before: Iterable[Heard], now: Iterable[Heard], weighed: Moved) -> Moved:
        """Discard passages, add others, and give what moved; ``weighed`` moved by its rarity."""
        again = self.counts.change(_counts(before), _counts(now), self.phrases)
        moved: Moved = {}
        for topic, mine in self.rarity.worth.items():
            company = self.counts.company.get(topic, {})
            base = _told(self.counts.sizes.get(topic, 0) / max(1, self.counts.total))
            terms = again.get(topic, set()) | weighed.get(topic, set())
            if base != self.bases.get(topic):
                self.bases[topic] = base
                terms = terms | company.keys() | mine.keys()
            for term in terms:
                if _put(self.units, topic, term, self._unit(topic, term, company.get(term, 0), base)):
                    moved.setdefault(topic, set()).add(term)
        return moved

    def _unit(self, topic: TopicId, term: str, count: int, base: float) -> Unit | None:
        """Weigh a word again that ``count`` passages of a topic have; ``base`` is the topic's part of all passages."""
        given = self.rarity.worth[topic].get(term)
        weight = 0.0 if given is None else self.rarity.weights[topic][term]
        if not count or base >= 1:
            return None if given is None else Unit(weight, given=True)
        holds = self.counts.holds[term]
        lift = max(0.0, ((count + base) / (holds + 1) - base) / (1 - base))
        if given is not None:
            return Unit(_told(0.5 * weight + 0.5 * given * lift), given=True)
        named = 2 * self.counts.names.get(term.partition(" ")[0], 0) > holds
        return Unit(_told(_COMPANION * lift), given=False) if lift > 0.5 and count >= (2 if named else 8) else None


def _told(part: float) -> float:
    return coarse.part(part, _STEPS)


def _put(units: Units, topic: TopicId, term: str, unit: Unit | None) -> bool:
    """Let a term tell a topic, or no longer; say whether that is news."""
    if unit is not None and unit.weight < _FAINT:
        unit = None
    if unit == units.get(term, {}).get(topic):
        return False
    if unit is not None:
        units.setdefault(term, {})[topic] = unit
        return True
    del units[term][topic]
    if not units[term]:
        del units[term]
    return True
