"""All candidates of the corpus side by side, with the words that they have in common."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from generator.nouns.evidence import Locus
from generator.nouns.findings import Telling
from generator.nouns.ids import ArticleId
from generator.summarise.candidates import Candidate, Candidates
from generator.summarise.dates import sorting

Gram = int
"""The number of a term, or of a pair of neighbours."""


class Pool:
    """Every candidate under its number: in the order of corpus and text. Terms and grams are numbers, too.

    ``rank`` counts an article's own sentences from 0; ``telling`` is the number of its independent account. ``parts``
    are the terms of each gram; ``numbers`` are those of terms, good for telling them apart and for nothing else.
    """

    def __init__(self, made: Mapping[ArticleId, Candidates], tellings: Sequence[Telling]) -> None:
        """Give numbers to the sentences of all articles, their terms and grams."""
        self.all: list[Candidate] = []
        self.articles: dict[ArticleId, range] = {}
        self.article: list[ArticleId] = []
        self.telling: list[int] = []
        self.terms: list[tuple[int, ...]] = []
        self.said: list[tuple[int, ...]] = []
        self.names: list[tuple[int, ...]] = []
        self.grams: list[tuple[Gram, ...]] = []
        self.parts: list[tuple[int, ...]] = []
        self.numbers: dict[str, int] = {}
        self._grams: dict[tuple[int, ...], Gram] = {}
        told = {key: i for i, one in enumerate(tellings) for key in one.articles}
        for i, (key, one) in enumerate(made.items()):
            begin = len(self.all)
            self._add(one, [self.numbers.setdefault(term, len(self.numbers)) for term in one.vocabulary])
            size = len(one.sentences)
            self.articles[key] = range(begin, begin + size)
            self.article += [key] * size
            self.telling += [told.get(key, len(tellings) + i)] * size

    def _add(self, one: Candidates, numbers: Sequence[int]) -> None:
        self.all += one.sentences
        for sentence in one.sentences:
            terms = [numbers[term] for term in sentence.terms]
            self.terms.append(tuple(set(terms)))
            self.said.append(tuple([numbers[term] for term in sentence.said]))
            self.names.append(tuple([numbers[term] for term in sentence.names]))
            grams = {(term,) for term in terms} | set(pairwise(terms))
            self.grams.append(tuple([self._number(gram) for gram in grams]))

    def _number(self, gram: tuple[int, ...]) -> Gram:
        number = self._grams.get(gram)
        if number is None:
            number = self._grams[gram] = len(self.parts)
            self.parts.append(gram)
        return number

    def rank(self, i: int) -> int:
        """Give the place of a sentence among its article's own."""
        return i - self.articles[self.article[i]].start

    def locus(self, i: int) -> Locus:
        """Give the place of a sentence in its article."""
        one = self.all[i]
        return Locus(article=self.article[i], paragraph=one.paragraph, start=one.start, end=one.end)

    def when(self, i: int) -> tuple[str, int]:
        """Give what puts sentences in order of time; those of one day stand as in the corpus."""
        return sorting(self.all[i].date), i
