"""How well words tell topics: those of the settings by their rarity, then all by the company that they keep.

Counts are kept, and what some articles say is discarded from them and added to them; so an edit weighs again only the
words whose counts it moved, and it is told which those are.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

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
"""By topic the terms whose unit is another than before."""


class Heard(NamedTuple):
    """A text with the places of the settings' terms, and the topics of the passage, if it is one, as far as known."""

    text: Text
    places: Sequence[Place]
    topics: frozenset[TopicId] = frozenset()


class Rarity:
    """Weighs the words of the settings: by where they stand there, by rarity here, less if topics share them."""

    def __init__(self, worth: Worth) -> None:
        """Take what they are worth."""
        self.worth = worth
        self.units: Units = {}
        self._owners = Counter(term for mine in worth.values() for term in mine)
        self._count: Counter[str] = Counter()
        self._total = 0

    def change(self, before: Iterable[Heard], now: Iterable[Heard]) -> Moved:
        """Discard texts, add others, and give what moved."""
        for some, sign in ((before, -1), (now, 1)):
            for text, places, _ in some:
                if text.kind in BODY:
                    self._total += sign
                    for term in {term for term, _, _ in places}:
                        self._count[term] += sign
        moved: Moved = {}
        for topic, mine in self.worth.items():
            for term in mine:
                _put(self.units, topic, term, Unit(self.weight(topic, term), given=True), moved)
        return moved

    def weight(self, topic: TopicId, term: str) -> float:
        """Give the weight of a word of the settings."""
        rarity = 1 - math.log1p(self._count[term]) / math.log1p(self._total + _PRIOR)
        return _told(self.worth[topic][term] * max(0.0, rarity) / self._owners[term])


class _Counts:
    """In how many passages words and phrases stand: in all, with a capital, and by topic; and how many there are."""

    def __init__(self, passages: Iterable[Heard] = ()) -> None:
        self.holds: Counter[str] = Counter()
        self.names: Counter[str] = Counter()
        self.company: dict[TopicId, Counter[str]] = {}
        self.sizes: Counter[TopicId] = Counter()
        self.total = 0
        for text, places, topics in passages:
            if text.kind in BODY:
                here = {*text.roots, *(term for term, start, end in places if end - start > 1)}
                self.total += 1
                self.holds.update(here)
                self.names.update(text.names)
                self.sizes.update(topics)
                for topic in topics:
                    self.company.setdefault(topic, Counter()).update(here)

    def change(self, before: "_Counts", now: "_Counts", phrases: Mapping[str, Sequence[str]]) -> Moved:
        """Discard counts and add others; give for each topic the terms to be weighed again.

        ``phrases`` are those that begin with a word: whether they are names is told by that.
        """
        self.total += now.total - before.total
        _shift(self.sizes, before.sizes, now.sizes)
        names = _shift(self.names, before.names, now.names)
        common = _shift(self.holds, before.holds, now.holds)
        common |= names.union(*(phrases.get(root, ()) for root in names))
        moved: Moved = {}
        for topic in before.company.keys() | now.company.keys():
            mine = self.company.setdefault(topic, Counter())
            gone, come = (one.company.get(topic, Counter()) for one in (before, now))
            moved[topic] = _shift(mine, gone, come)
        for topic, mine in self.company.items():
            moved.setdefault(topic, set()).update(common & mine.keys())
        return moved


def _shift(counts: Counter[Key], before: Counter[Key], now: Counter[Key]) -> set[Key]:
    """Discard counts and add others, and tell which moved; none is left that counts nothing."""
    moved = {one for one in before.keys() | now.keys() if before[one] != now[one]}
    for one in moved:
        counts[one] += now[one] - before[one]
        if not counts[one]:
            del counts[one]
    return moved


class Company:
    """Weighs the words again by how well they told the topics apart, and lets in words that keep one topic's company.

    A name is let in from two passages on, another word from eight.
    """

    def __init__(self, rarity: Rarity) -> None:
        """Take the words of the settings as they are weighed by rarity."""
        self.units: Units = {}
        self._rarity = rarity
        self._counts = _Counts()
        self._bases: dict[TopicId, float] = {}
        self._phrases: dict[str, list[str]] = {}
        for term in sorted({term for mine in rarity.worth.values() for term in mine if " " in term}):
            self._phrases.setdefault(term.partition(" ")[0], []).append(term)

    def change(self, before: Iterable[Heard], now: Iterable[Heard], weighed: Moved) -> Moved:
        """Discard passages, add others, and give what moved; ``weighed`` moved by its rarity."""
        again = self._counts.change(_Counts(before), _Counts(now), self._phrases)
        moved: Moved = {}
        for topic, mine in self._rarity.worth.items():
            company: Counter[str] = self._counts.company.get(topic, Counter())
            base = _told(self._counts.sizes[topic] / max(1, self._counts.total))
            terms = again.get(topic, set()) | weighed.get(topic, set())
            if base != self._bases.get(topic):
                self._bases[topic] = base
                terms = terms | company.keys() | mine.keys()
            for term in terms:
                _put(self.units, topic, term, self._unit(topic, term, base), moved)
        return moved

    def _unit(self, topic: TopicId, term: str, base: float) -> Unit | None:
        """Weigh a word of one topic again; ``base`` is the topic's part of all passages."""
        given = self._rarity.worth[topic].get(term)
        weight = 0.0 if given is None else self._rarity.weight(topic, term)
        count = self._counts.company[topic][term] if topic in self._counts.company else 0
        if not count or base >= 1:
            return None if given is None else Unit(weight, given=True)
        holds = self._counts.holds[term]
        lift = max(0.0, ((count + base) / (holds + 1) - base) / (1 - base))
        if given is not None:
            return Unit(_told(0.5 * weight + 0.5 * given * lift), given=True)
        named = 2 * self._counts.names[term.partition(" ")[0]] > holds
        return Unit(_told(_COMPANION * lift), given=False) if lift > 0.5 and count >= (2 if named else 8) else None


def _told(part: float) -> float:
    return round(part * _STEPS) / _STEPS


def _put(units: Units, topic: TopicId, term: str, unit: Unit | None, moved: Moved) -> None:
    """Let a term tell a topic, or no longer; note it where that is news."""
    if unit is not None and unit.weight < _FAINT:
        unit = None
    if unit == units.get(term, {}).get(topic):
        return
    moved.setdefault(topic, set()).add(term)
    if unit is not None:
        units.setdefault(term, {})[topic] = unit
        return
    del units[term][topic]
    if not units[term]:
        del units[term]
