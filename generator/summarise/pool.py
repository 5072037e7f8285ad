"""All candidates of the corpus side by side, with the words that they have in common."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

import msgspec

from generator.nouns.corpus import Corpus
from generator.nouns.ids import ArticleId, TopicId
from generator.summarise.bearing import Bearing
from generator.summarise.candidates import Candidates, numbers
from generator.summarise.columns import Column, Places, read, rows, written
from generator.summarise.sheet import Leaf, Sentence, Sheet

_ARTICLE = 32
"""Bits that the place of a sentence in its article has, in its place in the corpus."""

_SEVERAL = 8
"""From so many articles on that leave a term, those that have it are gone through once for all of them."""


class KeptPool(msgspec.Struct, frozen=True, array_like=True):
    """A pool as it is kept for another process: sheets in the order of the corpus, and the terms with their numbers.

    ``having`` are the numbers, how many articles have each, and these by their places.
    """

    leaves: tuple[Leaf, ...]
    vocabulary: tuple[str, ...]
    numbers: Column
    free: Column
    having: tuple[Column, Column, Column]


class Pool:
    """Every sentence, by article. Terms have numbers, good for telling them apart and for nothing else."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self.sheets: dict[ArticleId, Sheet] = {}
        self.size = 0
        self.numbers: dict[str, int] = {}
        self._having: dict[int, list[ArticleId]] = {}
        self._free: list[int] = []
        self._freed: list[int] = []
        self._order: tuple[ArticleId, ...] = ()

    def kept(self) -> KeptPool:
        """Write everything down but the candidates, which are remembered by themselves."""
        sheets = map(self.sheets.__getitem__, self._order)
        place = {key: place for place, key in enumerate(self._order)}
        having = self._having
        return KeptPool(
            tuple([one.kept() for one in sheets]),
            tuple(self.numbers),
            written(self.numbers.values()),
            written([*self._free, *self._freed]),
            (
                written(having),
                written(map(len, having.values())),
                written(map(place.__getitem__, chain.from_iterable(having.values()))),
            ),
        )

    @classmethod
    def resumed(cls, kept: KeptPool, candidates: Callable[[Leaf], Candidates]) -> "Pool":
        """Go on from what was written down."""
        pool = cls()
        pool.numbers = dict(zip(kept.vocabulary, read(kept.numbers), strict=True))
        pool._free = list(read(kept.free))
        for one in kept.leaves:
            pool.sheets[one.key] = Sheet.resumed(one, partial(candidates, one))
            pool.size += one.size
        terms, sizes, places = kept.having
        articles = map(tuple(pool.sheets).__getitem__, read(places))
        pool._having = dict(zip(read(terms), rows(sizes, articles), strict=True))
        pool._place(tuple(pool.sheets), ())
        return pool

    def open(self) -> None:
        """Read all candidates, so that nobody waits for one later."""
        for sheet in self.sheets.values():
            sheet.open()

    def places(self) -> Places:
        """Give the places of all sentences."""
        return Places([one for key in self._order for one in self.sheets[key].sentences])

    def turn(
        self,
        corpus: Corpus,
        made: Mapping[ArticleId, Candidates],
        bearing: Mapping[ArticleId, Bearing],
        gone: Iterable[ArticleId],
    ) -> tuple[list[Sentence], list[Sentence]]:
        """Put new candidates of articles in the place of former ones; give the sentences that went, and that came.

        A number that is free thereby has another term only after the next turn: until then it tells what went.
        """
        went: list[Sentence] = []
        came: list[Sentence] = []
        self._free += self._freed
        self._freed = []
        left: dict[str, list[ArticleId]] = {}
        for key in gone:
            old = self.sheets.pop(key)
            for term in old.made.vocabulary.splitlines():
                left.setdefault(term, []).append(key)
            went += old.sentences
        for key, one in made.items():
            former = self.sheets.get(key)
            terms = former.terms if former and former.made is one else self._numbered(one.vocabulary.splitlines())
            sheet = Sheet.of(key, one, bearing[key], terms, corpus.cards[key].published.value)
            before = former.terms if former else ()
            for number in frozenset(sheet.terms).difference(before):
                self._having.setdefault(number, []).append(key)
            if former:
                for term in _without(former, sheet):
                    left.setdefault(term, []).append(key)
                went += _kept(former, sheet)
                came += [sentence for sentence in sheet.sentences if sentence.order < 0]
            else:
                came += sheet.sentences
            self.sheets[key] = sheet
        for term, keys in left.items():
            self._leave(term, keys)
        self.size += len(came) - len(went)
        self._place(corpus.order, made)
        return went, came

    def having(self, terms: Collection[int]) -> Iterator[Sheet]:
        """Give the articles that have one of some terms."""
        for key in {key for term in terms for key in self._having.get(term, ())}:
            yield self.sheets[key]

    def by_topic(self, articles: Iterable[ArticleId]) -> dict[TopicId, dict[ArticleId, list[Sentence]]]:
        """Give the sentences of articles by the topics that they tell of."""
        found: dict[TopicId, dict[ArticleId, list[Sentence]]] = {}
        for key in articles:
            for one in self.sheets[key].sentences:
                for topic in one.one.topics:
                    found.setdefault(topic, {}).setdefault(key, []).append(one)
        return found

    def _numbered(self, vocabulary: Sequence[str]) -> tuple[int, ...]:
        numbers = self.numbers
        for term in vocabulary:
            if term not in numbers:
                numbers[term] = self._free.pop() if self._free else len(numbers)
        return tuple([numbers[term] for term in vocabulary])

    def _leave(self, term: str, keys: Sequence[ArticleId]) -> None:
        """Strike articles from a term that they no longer have; the number of one that nobody has will be free."""
        number = self.numbers[term]
        having = self._having[number]
        if len(keys) < _SEVERAL:
            for key in keys:
                having.remove(key)
        else:
            out = frozenset(keys)
            having[:] = [key for key in having if key not in out]
        if not having:
            del self._having[number], self.numbers[term]
            self._freed.append(number)

    def _place(self, order: tuple[ArticleId, ...], made: Collection[ArticleId]) -> None:
        """Tell sentences where they stand in the corpus."""
        moved = made if order == self._order else order
        for place, key in enumerate(order):
            if key in moved:
                for sentence in self.sheets[key].sentences:
                    sentence.order = place << _ARTICLE | sentence.rank
        self._order = order


def _without(former: Sheet, sheet: Sheet) -> Sequence[str]:
    """Give the terms that an article no longer has."""
    if former.terms is sheet.terms:
        return ()
    gone = frozenset(former.terms).difference(sheet.terms)
    return [
        term for term, number in zip(former.made.vocabulary.splitlines(), former.terms, strict=True) if number in gone
    ]


def _kept(former: Sheet, sheet: Sheet) -> list[Sentence]:
    """Let sentences that are what they were stay the same ones, in a new sheet; give those that are not.

    New ones get an order below zero, until they are given their place.
    """
    if sheet.made is former.made:  # but for the actors in it
        both = zip(former.sentences, sheet.sentences, strict=True)
        found = [old if (old.actors, old.people) == (new.actors, new.people) else new for old, new in both]
    else:
        same: dict[object, list[Sentence]] = {}
        for sentence in reversed(former.sentences):
            same.setdefault(_likeness(sentence), []).append(sentence)
        found = [(same.get(_likeness(new)) or [new]).pop() for new in sheet.sentences]
    ranks = [old.rank for old, new in zip(found, sheet.sentences, strict=True) if old is not new]
    if former.when != sheet.when or ranks != sorted(ranks):  # they have changed places with others
        found = sheet.sentences
    for rank, (old, new) in enumerate(zip(found, sheet.sentences, strict=True)):
        old.sheet, old.one, old.rank, old.said = sheet, new.one, rank, new.said
        if old is new:
            old.order = -1
    sheet.sentences = found
    stayed = set(found)
    return [sentence for sentence in former.sentences if sentence not in stayed]


def _likeness(sentence: Sentence) -> object:
    """Give all of a sentence that others see of it."""
    one, terms = sentence.one, sentence.sheet.terms
    return (
        frozenset(sentence.grams()),
        frozenset(sentence.said),
        frozenset([terms[term] for term in numbers(one.names)]),
        *(frozenset(one.topics.items()), frozenset(sentence.actors.items()), sentence.people),
        *(one.length, one.added, one.merit, one.date, one.faithful),
    )
