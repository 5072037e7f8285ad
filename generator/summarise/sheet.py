"""The sentences of one article that could be published, in their places, under the numbers of their terms."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import msgspec

from generator.nouns.evidence import Locus
from generator.nouns.ids import ActorId, ArticleId
from generator.summarise.bearing import Bearing
from generator.summarise.candidates import Candidate, Candidates, numbers
from generator.summarise.columns import Column, read, written
from generator.summarise.dates import sorting

Gram = int
"""The number of a term, or below zero that of a pair of neighbours."""

_SIDE = 31
"""Bits of the number of each term of a pair."""


class Leaf(msgspec.Struct, frozen=True, array_like=True):
    """A sheet as it is kept for another process."""

    key: ArticleId
    bearing: Bearing
    when: str
    terms: Column
    pairs: Column
    size: int


class Sheet:
    """The sentences of one article: ``terms`` are the numbers of its vocabulary, ``pairs`` those of its pairs.

    ``when`` puts articles in the order of the corpus; ``bearing`` is what the candidates were made for. Where another
    process laid them out they are read when somebody looks at one of them: after an edit few are looked at.
    """

    __slots__ = ("_made", "_read", "bearing", "key", "pairs", "sentences", "terms", "when")

    def __init__(  # noqa: PLR0917 - each is of its own type
        self,
        key: ArticleId,
        bearing: Bearing,
        when: str,
        terms: Sequence[int],
        pairs: "array[int]",
        size: int,
        candidates: Callable[[], Candidates],
    ) -> None:
        """Have sentences, as many as ``size``; ``candidates`` is asked for them when one is looked at."""
        self.key, self.bearing, self.when = key, bearing, when
        self.terms, self.pairs = terms, pairs
        self._read = candidates if size else None
        self._made = Candidates()
        self.sentences = [Sentence(self, rank) for rank in range(size)]

    @classmethod
    def of(cls, key: ArticleId, made: Candidates, bearing: Bearing, terms: Sequence[int], when: str) -> "Sheet":
        """Lay out the candidates of an article under the numbers of their terms."""
        pairs = [~(terms[left] << _SIDE | terms[right]) for left, right in zip(*made.pairs, strict=True)]
        one = cls(key, bearing, when, terms, array("q", pairs), len(made.sentences), lambda: made)
        one.open()
        return one

    @classmethod
    def resumed(cls, leaf: Leaf, candidates: Callable[[], Candidates]) -> "Sheet":
        """Lay out what was written down."""
        return cls(leaf.key, leaf.bearing, leaf.when, read(leaf.terms), read(leaf.pairs), leaf.size, candidates)

    def kept(self) -> Leaf:
        """Write down all but the candidates."""
        pairs = self.pairs.tobytes()
        return Leaf(self.key, self.bearing, self.when, written(self.terms), pairs, len(self.sentences))

    @property
    def made(self) -> Candidates:
        """Give the candidates."""
        if self._read is not None:
            self._made, self._read = self._read(), None
        return self._made

    def open(self) -> None:
        """Read the candidates, if nobody has, and put them in their places."""
        if self._read is not None:
            for sentence, one in zip(self.sentences, self.made.sentences, strict=True):
                sentence.fill(one)


class Sentence:
    """A candidate in its place: ``rank`` among its article's from 0, and ``order`` among all of the corpus.

    ``people`` are the persons whom it names. It stays the same as long as it has the same words and tells of the same
    subjects, whatever becomes of others.
    """

    __slots__ = ("one", "order", "people", "rank", "said", "sheet")

    one: Candidate
    said: tuple[int, ...]
    people: frozenset[ActorId]

    def __init__(self, sheet: Sheet, rank: int) -> None:
        """Take a place."""
        self.sheet = sheet
        self.rank = rank
        self.order = rank

    def fill(self, one: Candidate) -> None:
        """Put a candidate in its place; ``said`` are the numbers of the terms that tell something."""
        terms = self.sheet.terms
        self.one = one
        self.said = tuple([terms[term] for term in numbers(one.said)])
        owners = self.sheet.bearing.actors
        self.people = _together(tuple([owners[chain] for chain, _, person in one.chains if person]))

    if not TYPE_CHECKING:  # which knows by this that there is nothing but what is declared

        def __getattr__(self, name: str) -> object:
            """Fill a sentence that is empty: it has its rank as long. For one that is filled nobody comes here."""
            self.fill(self.sheet.made.sentences[self.rank])
            return object.__getattribute__(self, name)

    @property
    def article(self) -> ArticleId:
        """Give its article."""
        return self.sheet.key

    @property
    def actors(self) -> Mapping[ActorId, float]:
        """Say how early each comes that it names."""
        owners, found = self.sheet.bearing.actors, dict[ActorId, float]()
        for chain, early, _ in self.one.chains:
            if actor := owners[chain]:
                found[actor] = max(found.get(actor, 0.0), early)
        return found

    @property
    def words(self) -> int:
        """Count its words with those that its brackets add."""
        return self.one.length + self.one.added

    def names(self, chains: AbstractSet[int]) -> bool:
        """Tell whether it names somebody by one of some chains, or may where something is put into it in brackets."""
        named = any(chain in chains for chain, _, _ in self.one.chains)
        return named or any(piece.kind == "bracket" for piece in self.one.pieces)

    @property
    def locus(self) -> Locus:
        """Give its place in its article."""
        one = self.one
        return Locus(article=self.sheet.key, paragraph=one.paragraph, start=one.start, end=one.end)

    @property
    def when(self) -> tuple[str, int]:
        """Give what puts sentences in order of time; those of one day stand as in the corpus."""
        return sorting(self.one.date), self.order

    def terms(self) -> list[int]:
        """Give the numbers of its terms."""
        terms = self.sheet.terms
        return [terms[term] for term in numbers(self.one.terms)]

    def grams(self) -> list[Gram]:
        """Give the numbers of its terms and of its pairs."""
        pairs = self.sheet.pairs
        return [*self.terms(), *[pairs[pair] for pair in numbers(self.one.pairs)]]


@lru_cache(maxsize=8192)
def _together(people: tuple[ActorId | Literal[""], ...]) -> frozenset[ActorId]:
    """Give people as a set: one set for all sentences that name the same."""
    return frozenset(ActorId(one) for one in people if one)


def parts(gram: Gram) -> tuple[int, ...]:
    """Give the terms of a gram."""
    return (gram,) if gram >= 0 else (~gram >> _SIDE, ~gram & (1 << _SIDE) - 1)
