"""All candidates of the corpus side by side, with the words that they have in common."""

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Locus
from generator.nouns.ids import ActorId, ArticleId
from generator.summarise.bearing import Bearing
from generator.summarise.candidates import Candidate, Candidates, Named
from generator.summarise.dates import sorting

Gram = int
"""The number of a term, or below zero that of a pair of neighbours."""

_SIDE = 31
"""Bits of the number of each term of a pair."""
_ARTICLE = 32
"""Bits that the place of a sentence in its article has, in its place in the corpus."""

_SEVERAL = 8
"""From so many articles on that leave a term, those that have it are gone through once for all of them."""


class Sheet:
    """The sentences of one article: ``terms`` are the numbers of its vocabulary, ``pairs`` those of its pairs.

    ``when`` puts articles in the order of the corpus. ``topics`` are what the candidates were made for.
    """

    __slots__ = ("key", "made", "pairs", "sentences", "terms", "topics", "when")

    def __init__(self, key: ArticleId, made: Candidates, bearing: Bearing, terms: tuple[int, ...], when: str) -> None:
        """Lay out the candidates of an article under the numbers of their terms."""
        self.key = key
        self.made = made
        self.topics = bearing.topics
        self.terms = terms
        self.pairs = array(
            "q", [~(terms[left] << _SIDE | terms[right]) for left, right in zip(*made.pairs, strict=True)]
        )
        self.when = when
        self.sentences = [Sentence(self, one, bearing.actors, rank) for rank, one in enumerate(made.sentences)]


class Sentence:
    """A candidate in its place: ``rank`` among its article's from 0, and ``order`` among all of the corpus.

    ``actors`` says how early each comes that it names; ``people`` are the persons among them. It stays the same as long
    as it has the same words and tells of the same subjects, whatever becomes of others.
    """

    __slots__ = ("actors", "one", "order", "people", "rank", "said", "sheet")

    def __init__(self, sheet: Sheet, one: Candidate, owners: Sequence[ActorId | Literal[""]], rank: int) -> None:
        """Give a candidate its place; ``said`` are the numbers of the terms that tell something."""
        self.sheet = sheet
        self.one = one
        self.rank = rank
        self.order = rank
        self.said = tuple([sheet.terms[term] for term in one.said])
        self.actors, self.people = _named(one.chains, owners) if one.chains else _NOBODY

    @property
    def article(self) -> ArticleId:
        """Give its article."""
        return self.sheet.key

    @property
    def words(self) -> int:
        """Count its words with those that its brackets add."""
        return self.one.length + self.one.added

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
        return [terms[term] for term in self.one.terms]

    def grams(self) -> list[Gram]:
        """Give the numbers of its terms and of its pairs."""
        pairs = self.sheet.pairs
        return [*self.terms(), *[pairs[pair] for pair in self.one.pairs]]


_NOBODY: tuple[Mapping[ActorId, float], frozenset[ActorId]] = ({}, frozenset())


def _named(
    chains: Iterable[Named], owners: Sequence[ActorId | Literal[""]]
) -> tuple[Mapping[ActorId, float], frozenset[ActorId]]:
    """Give the actors of a sentence with how early they come, and the persons among them."""
    actors: dict[ActorId, float] = {}
    people: list[ActorId] = []
    for chain, early, person in chains:
        if actor := owners[chain]:
            actors[actor] = max(actors.get(actor, 0.0), early)
            if person:
                people.append(actor)
    return actors, frozenset(people)


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
            for term in old.made.vocabulary:
                left.setdefault(term, []).append(key)
            went += old.sentences
        for key, one in made.items():
            former = self.sheets.get(key)
            terms = former.terms if former and former.made is one else self._numbered(one.vocabulary)
            sheet = Sheet(key, one, bearing[key], terms, corpus.cards[key].published.value)
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


def parts(gram: Gram) -> tuple[int, ...]:
    """Give the terms of a gram."""
    return (gram,) if gram >= 0 else (~gram >> _SIDE, ~gram & (1 << _SIDE) - 1)


def _without(former: Sheet, sheet: Sheet) -> Sequence[str]:
    """Give the terms that an article no longer has."""
    if former.terms is sheet.terms:
        return ()
    gone = frozenset(former.terms).difference(sheet.terms)
    return [term for term, number in zip(former.made.vocabulary, former.terms, strict=True) if number in gone]


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
        frozenset([terms[term] for term in one.names]),
        *(frozenset(one.topics.items()), frozenset(sentence.actors.items()), sentence.people),
        *(one.length, one.added, one.merit, one.date, one.faithful),
    )
