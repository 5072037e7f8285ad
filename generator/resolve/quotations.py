"""Quotes of all articles, each given to the actor whose chain speaks it, or to none."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from generator.nouns.corpus import Corpus
from generator.nouns.findings import Quotation
from generator.nouns.ids import ActorId, ArticleId
from generator.resolve.facts import Owners
from generator.resolve.index import kept


class Quotations:
    """The quotes of each article."""

    def __init__(self) -> None:
        """Know of none yet."""
        self._said: dict[ArticleId, tuple[Quotation, ...]] = {}

    def update(self, speakers: Mapping[ArticleId, Sequence[int]], of: Owners, touched: Iterable[ArticleId]) -> None:
        """Read articles anew. ``speakers`` are the chains that the quotes of each are given to."""
        for key in touched:
            before = self._said.pop(key, ())
            if key in speakers:
                self._said[key] = kept(_quotations(key, speakers[key], of.get(key, {})), before)

    def ordered(self, corpus: Corpus) -> tuple[Quotation, ...]:
        """Give every quote, in the order of the articles and of the text."""
        return tuple(chain.from_iterable(map(self._said.__getitem__, corpus.order)))


def _quotations(article: ArticleId, speakers: Iterable[int], of: Mapping[int, ActorId]) -> Iterator[Quotation]:
    """Give every quote of an article; never to a guessed speaker."""
    return (Quotation(actor=of.get(speaker), article=article, quote=number) for number, speaker in enumerate(speakers))
