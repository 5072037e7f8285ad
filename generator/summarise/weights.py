"""What concepts are worth: those that most independent accounts use."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import chain, groupby, repeat
from operator import attrgetter
from typing import NamedTuple

import msgspec

from generator.engine import coarse
from generator.nouns.ids import ArticleId
from generator.summarise.candidates import numbers
from generator.summarise.columns import Column, Places, Table, measured, measures, read, tallied, tally, written
from generator.summarise.pool import Pool
from generator.summarise.sheet import Gram, Sentence, parts

_PAIR = 1.0
_SINGLE = 0.5
_LONE = 0.4
_NAMES = 0.5
_BITS = 3
"""By so many leading bits it is told how many accounts use a concept."""
_SHORT, _COST, _SLOT = 6, 0.7, 0.3
"""A sentence costs its words and six more, to the power of 0.7: long ones are dearer, but not by their full length.
Where only the number of sentences is limited, the power is 0.3.
"""
_FEW = 4
"""For more sentences of an article than this the weights of all its concepts are looked up at once."""

_sheet = attrgetter("sheet")


class Uses(NamedTuple):
    """What one account uses: its concepts, and the terms of names and of what is told in each of its sentences."""

    grams: AbstractSet[Gram] = frozenset()
    named: Sequence[int] = ()
    told: Sequence[int] = ()


def uses(sentences: Iterable[Sentence]) -> Uses:
    """Tell what the sentences of an account use, those of each article together."""
    grams: set[Gram] = set()
    named: list[int] = []
    told: list[int] = []
    for sheet, group in groupby(sentences, key=_sheet):
        some = list(group)
        terms, pairs = sheet.terms, sheet.pairs
        grams.update([terms[term] for term in set().union(*[numbers(one.one.terms) for one in some])])
        grams.update([pairs[pair] for pair in set().union(*[numbers(one.one.pairs) for one in some])])
        named += [terms[term] for one in some for term in numbers(one.one.names)]
        told += chain.from_iterable([one.said for one in some])
    return Uses(grams, named, told)


class KeptWorth(msgspec.Struct, frozen=True, array_like=True):
    """The worth of a block's sentences, and what it rests on, as they are kept for another process."""

    whole: Table
    using: Table
    weights: Column
    named: Table
    told: Table
    names: Column


class Worth:
    """What the sentences of a block are worth for the concepts that they have, by merit and for their length.

    A concept is weighed by how many independent accounts of the block use it, in coarse steps; one account alone counts
    little, a name by half. ``whole`` is the worth of each sentence that can be published.
    """

    def __init__(self, pool: Pool, *, budget: int = 0) -> None:
        """Begin an empty block; with a ``budget`` of words the length of a sentence costs more."""
        self.whole: dict[Sentence, float] = {}
        self._pool = pool
        self._price = cache(lambda length: math.pow(_SHORT + length, _COST if budget else _SLOT))
        self._weights: dict[Gram, float] = {}
        self._using: Counter[Gram] = Counter()
        self._named: Counter[int] = Counter()
        self._told: Counter[int] = Counter()
        self._names: set[int] = set()

    def kept(self, places: Places) -> KeptWorth:
        """Write everything down."""
        return KeptWorth(
            places.values(self.whole),
            tally(self._using),
            measured(map(self._weights.__getitem__, self._using)),
            tally(self._named),
            tally(self._told),
            written(self._names),
        )

    def resume(self, kept: KeptWorth, places: Places) -> None:
        """Go on from what was written down."""
        self.whole = places.valued(kept.whole)
        self._using = Counter(tallied(kept.using))
        self._weights = dict(zip(self._using, measures(kept.weights), strict=True))
        self._named, self._told = Counter(tallied(kept.named)), Counter(tallied(kept.told))
        self._names = set(read(kept.names))

    def new(self, one: Sentence, covered: set[Gram]) -> float:
        """Give the worth of what a sentence has beside concepts that are ``covered``."""
        weights = self._weights
        return math.fsum([weights[gram] for gram in one.grams() if gram not in covered]) * self._rate(one)

    def turn(
        self,
        before: Mapping[ArticleId, Uses],
        after: Mapping[ArticleId, Uses],
        went: Iterable[Sentence],
        came: Sequence[Sentence],
    ) -> set[Sentence]:
        """Weigh anew what accounts use ``after`` that used other concepts ``before``, each under its name.

        Gives the sentences that are now worth something else, with those that ``came`` into the block.
        """
        for one in went:
            self.whole.pop(one, None)
        moved = self._weighed(self._counted(before, after))
        stale = [*came, *self._holding(moved)]
        found = set()
        for one, whole in self._valued(stale):
            if self.whole.get(one) != whole:
                self.whole[one] = whole
                found.add(one)
        return found

    def _rate(self, one: Sentence) -> float:
        return one.one.merit / float(self._price(one.one.length))

    def _counted(self, before: Mapping[ArticleId, Uses], after: Mapping[ArticleId, Uses]) -> set[Gram]:
        """Count the accounts that use each concept; give those whose number of accounts, or being a name, is another.

        A term is one of a name where it stands more often in names than in what is told.
        """
        grams: set[Gram] = set()
        terms: set[int] = set()
        for key in before.keys() | after.keys():
            old, new = before.get(key, Uses()), after.get(key, Uses())
            lost, won = old.grams - new.grams, new.grams - old.grams
            _discard(self._using, lost)
            self._using.update(won)
            if self._weights:
                grams |= lost
                grams |= won
            for counts, less, more in ((self._named, old.named, new.named), (self._told, old.told, new.told)):
                if less != more:
                    counts.update(more)
                    _discard(counts, less)
                    terms.update(less, more)
        turned = {term for term in terms if (self._named[term] > self._told[term]) != (term in self._names)}
        self._names ^= turned
        return grams.union(self._grams_of(turned)) if self._weights else set(self._using)

    def _grams_of(self, terms: set[int]) -> Iterator[Gram]:
        """Give the concepts that some terms are part of."""
        yield from terms
        for sheet in self._pool.having(terms):
            yield from [pair for pair in sheet.pairs if not terms.isdisjoint(parts(pair))]

    def _weighed(self, grams: Iterable[Gram]) -> set[Gram]:
        """Weigh concepts anew; give those of them that had another weight."""
        weights, using, names = self._weights, self._using, self._names
        moved = set()
        for gram in grams:
            many = using.get(gram, 0)
            former = weights.pop(gram, 0.0)
            if many:
                weight = (_SINGLE if gram >= 0 else _PAIR) * (coarse.floor(many, _BITS) if many > 1 else _LONE)
                weights[gram] = weight * _NAMES if names.issuperset(parts(gram)) else weight
                if former and former != weights[gram]:
                    moved.add(gram)
        return moved

    def _holding(self, grams: set[Gram]) -> Iterator[Sentence]:
        """Give the sentences of the block that have one of some concepts."""
        whole = self.whole
        for sheet in self._pool.having({parts(gram)[0] for gram in grams}):
            terms = {place for place, term in enumerate(sheet.terms) if term in grams}
            pairs = {place for place, pair in enumerate(sheet.pairs) if pair in grams}
            for one in sheet.sentences if terms or pairs else ():
                if one in whole and not (
                    terms.isdisjoint(numbers(one.one.terms)) and pairs.isdisjoint(numbers(one.one.pairs))
                ):
                    yield one

    def _valued(self, sentences: Iterable[Sentence]) -> Iterator[tuple[Sentence, float]]:
        """Give the worth of sentences that can be published, those of each article together."""
        weights = self._weights
        for sheet, group in groupby(sentences, key=_sheet):
            some = [one for one in group if one.one.merit]
            if len(some) <= _FEW:
                for one in some:
                    yield one, math.fsum([weights[gram] for gram in one.grams()]) * self._rate(one)
                continue
            terms, pairs = (list(map(weights.get, grams, repeat(0.0))) for grams in (sheet.terms, sheet.pairs))
            for one in some:
                made = one.one
                worth = chain(map(terms.__getitem__, numbers(made.terms)), map(pairs.__getitem__, numbers(made.pairs)))
                yield one, math.fsum(worth) * self._rate(one)


def _discard(counts: Counter[int], gone: Iterable[int]) -> None:
    """Count less of some, and forget those of which nothing is left."""
    for one in gone:
        counts[one] -= 1
        if not counts[one]:
            del counts[one]
