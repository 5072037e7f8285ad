"""Who says which term, and how rare the terms are."""

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain

import msgspec

from generator.engine import coarse
from generator.nouns.ids import ActorId
from generator.summarise.candidates import MET
from generator.summarise.columns import Column, Places, Table, read, rows, tallied, tally, written
from generator.summarise.pool import Pool
from generator.summarise.sheet import Sentence

_COMMON = 60
"""A term in more sentences than this brings no candidates."""
_BITS = 3
"""By so many leading bits counts are told that rarity rests on."""


class KeptTerms(msgspec.Struct, frozen=True, array_like=True):
    """Who says which term, as it is kept for another process.

    ``holders`` are terms, how many sentences hold each, and these; ``meetings`` people, and the sentences on them.
    """

    size: int
    saying: Table
    every: Table
    holders: tuple[Column, Column, Column]
    meetings: tuple[tuple[tuple[ActorId, ...], Column], ...]


class Terms:
    """What sentences say, term by term. ``holders`` are those that say one which is not common.

    ``met`` is the number of the term for people who come together; ``rare`` tells how rare one is among what is said,
    ``rarity`` among all that stands in sentences.
    """

    def __init__(self, pool: Pool) -> None:
        """Know of nothing yet."""
        self.holders: dict[int, list[Sentence]] = {}
        self.rare: dict[int, float] = {}
        self.rarity: dict[int, float] = {}
        self.met = -1
        self._pool = pool
        self._size = 0
        self._saying: Counter[int] = Counter()
        self._every: Counter[int] = Counter()
        self._meetings: dict[frozenset[ActorId], set[Sentence]] = {}

    def kept(self, places: Places) -> KeptTerms:
        """Write everything down."""
        holders = self.holders
        return KeptTerms(
            self._size,
            tally(self._saying),
            tally(self._every),
            (written(holders), written(map(len, holders.values())), places.written(chain(*holders.values()))),
            tuple([(tuple(people), places.written(some)) for people, some in self._meetings.items()]),
        )

    def resume(self, kept: KeptTerms, places: Places) -> None:
        """Go on from what was written down."""
        self._size = kept.size
        self._saying, self._every = Counter(tallied(kept.saying)), Counter(tallied(kept.every))
        terms, sizes, sentences = kept.holders
        self.holders = dict(zip(read(terms), rows(sizes, places.read(sentences)), strict=True))
        self._meetings = {frozenset(people): set(places.read(some)) for people, some in kept.meetings}
        for known, every in ((self.rare, self._saying), (self.rarity, self._every)):
            _rated(known, every, list(every), kept.size)

    def turn(self, went: Collection[Sentence], came: Collection[Sentence]) -> tuple[set[int], set[int]]:
        """Put sentences that came in the place of those that went.

        Gives the terms that are not as rare as before among what is said, or have become common or ceased to be; and
        those that are not as rare as before among all that stands in sentences.
        """
        self.met = self._pool.numbers.get(MET, -1)
        said = _counted(went, came, lambda one: one.said)
        stand = _counted(went, came, Sentence.terms)
        self._saying.update(said)
        self._every.update(stand)
        self._meet(went, came)
        crossed = self._held(went, came, said)
        size = coarse.ceiling(self._pool.size + 1, _BITS)
        every = size != self._size
        self._size = size
        rare = _rated(self.rare, self._saying, {*said, *self._saying} if every else said, size)
        rarity = _rated(self.rarity, self._every, {*stand, *self._every} if every else stand, size)
        return rare | crossed, rarity

    def meeting(self, people: frozenset[ActorId]) -> Collection[Sentence]:
        """Give the sentences that say of several people that they came together."""
        return self._meetings.get(people, ())

    def saying(self, terms: Iterable[int]) -> Iterator[Sentence]:
        """Give the sentences that say one of some terms; one that says several may come again."""
        common = set()
        for term in terms:
            if term in self.holders:
                yield from self.holders[term]
            else:
                common.add(term)
        for sheet in self._pool.having(common):
            yield from [one for one in sheet.sentences if not common.isdisjoint(one.said)]

    def _held(self, went: Iterable[Sentence], came: Iterable[Sentence], said: Iterable[int]) -> set[int]:
        """Note who says what is not common; give the terms that have become common, or ceased to be."""
        holders, saying = self.holders, self._saying
        for one in went:
            for term in one.said:
                if term in holders:
                    holders[term].remove(one)
        holders.update((term, []) for term in said if term not in self.rare)
        for one in came:
            for term in one.said:
                if term in holders:
                    holders[term].append(one)
        crossed = {term for term in said if (saying[term] <= _COMMON) != (term in holders)}
        for term in crossed:
            if saying[term] > _COMMON:
                del holders[term]
            else:
                holders[term] = list(self.saying([term]))
        for term in said:
            if not saying[term]:
                del holders[term]
        return crossed

    def _meet(self, went: Iterable[Sentence], came: Iterable[Sentence]) -> None:
        for one in went:
            if one in self._meetings.get(one.people, ()):
                self._meetings[one.people].remove(one)
                if not self._meetings[one.people]:
                    del self._meetings[one.people]
        for one in came:
            if len(one.people) > 1 and self.met in one.said:
                self._meetings.setdefault(one.people, set()).add(one)


def _counted(
    went: Iterable[Sentence], came: Iterable[Sentence], terms: Callable[[Sentence], Iterable[int]]
) -> Counter[int]:
    """Count by how many more sentences have each term than before; those are there that stand in any, be it by none."""
    counts = Counter(chain.from_iterable(map(terms, came)))
    counts.subtract(chain.from_iterable(map(terms, went)))
    return counts


def _rated(known: dict[int, float], counts: Counter[int], terms: Iterable[int], whole: int) -> set[int]:
    """Reckon how rare terms are by their counts, in coarse steps, beside a whole; give those that were not as rare.

    What no sentence has any more is forgotten, in the counts as well.
    """
    moved = set()
    for term in terms:
        former = known.pop(term, None)
        if count := counts[term]:
            known[term] = math.log(whole / (coarse.floor(count, _BITS) + 0.5))
            if former not in {None, known[term]}:
                moved.add(term)
        else:
            del counts[term]
    return moved
