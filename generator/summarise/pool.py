"""All candidates of the corpus side by side, with the words that they have in common."""

from collections.abc import Iterable, Mapping, Sequence

from generator.nouns.evidence import Locus
from generator.nouns.findings import Story, Telling
from generator.nouns.ids import ArticleId
from generator.nouns.independence import Independence
from generator.summarise.candidates import Candidate, Candidates
from generator.summarise.dates import sorting
from generator.summarise.numbers import Numbers

Gram = int
"""The number of a term, or below zero that of a pair of neighbours."""


class Pool:
    """Every candidate under its number: in the order of corpus and text.

    ``telling`` is the number of its independent account. ``numbers`` are those of terms, good for telling them apart
    and for nothing else.
    """

    def __init__(
        self, made: Mapping[ArticleId, Candidates], tellings: Sequence[Telling], stories: Sequence[Story] = ()
    ) -> None:
        """Give numbers to the sentences of all articles, their terms and grams."""
        self.all: list[Candidate] = []
        self.articles: dict[ArticleId, range] = {}
        self.article: list[ArticleId] = []
        self.telling: list[int] = []
        self.terms: list[tuple[int, ...]] = []
        self.said: list[tuple[int, ...]] = []
        self.names: list[tuple[int, ...]] = []
        self.grams: list[tuple[Gram, ...]] = []
        self.numbers = Numbers[str]()
        self._pairs = Numbers[tuple[int, int]]()
        self._independence = Independence(tellings, stories)
        told = {key: i for i, one in enumerate(tellings) for key in one.articles}
        for i, (key, one) in enumerate(made.items()):
            begin, size = len(self.all), len(one.sentences)
            self.articles[key] = range(begin, begin + size)
            self.article += [key] * size
            self.telling += [told.get(key, len(tellings) + i)] * size
            self._add(one)
        self._parts = tuple(self._pairs)

    def _add(self, one: Candidates) -> None:
        numbers = [self.numbers[term] for term in one.vocabulary]
        pairs = [~self._pairs[numbers[left], numbers[right]] for left, right in zip(*one.pairs, strict=True)]
        for sentence in one.sentences:
            terms = tuple([numbers[term] for term in sentence.terms])
            self.terms.append(terms)
            self.said.append(tuple([numbers[term] for term in sentence.said]))
            self.names.append(tuple([numbers[term] for term in sentence.names]))
            self.grams.append((*terms, *[pairs[pair] for pair in sentence.pairs]))
        self.all += one.sentences

    def parts(self, gram: Gram) -> tuple[int, ...]:
        """Give the terms of a gram."""
        return (gram,) if gram >= 0 else self._parts[~gram]

    def words(self, i: int) -> int:
        """Count the words of a sentence with those that its brackets add."""
        return self.all[i].length + self.all[i].added

    def rank(self, i: int) -> int:
        """Give the place of a sentence among its article's own, from 0."""
        return i - self.articles[self.article[i]].start

    def locus(self, i: int) -> Locus:
        """Give the place of a sentence in its article."""
        one = self.all[i]
        return Locus(article=self.article[i], paragraph=one.paragraph, start=one.start, end=one.end)

    def accounts(self, numbers: Iterable[int]) -> int:
        """Count the independent accounts among sentences."""
        return self._independence.count(self.locus(i) for i in numbers)

    def when(self, i: int) -> tuple[str, int]:
        """Give what puts sentences in order of time; those of one day stand as in the corpus."""
        return sorting(self.all[i].date), i
