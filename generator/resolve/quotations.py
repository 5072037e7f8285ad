"""Quotes of all articles, each given to the actor whose chain speaks it, or to none."""

from collections.abc import Iterable, Iterator
from itertools import chain

from generator.nouns.account import Account
from generator.nouns.corpus import Corpus
from generator.nouns.findings import Quotation
from generator.nouns.ids import ArticleId
from generator.resolve.facts import Owners
from generator.resolve.index import kept


class Quotations:
    """The quotes of each article."""

    def __init__(self) -> None:
        """Know of none yet."""
        self._said: dict[ArticleId, tuple[Quotation, ...]] = {}

    def update(self, corpus: Corpus, of: Owners, touched: Iterable[ArticleId]) -> None:
        """Read articles anew."""
        for key in touched:
            before = self._said.pop(key, ())
            if key in corpus.accounts:
                self._said[key] = kept(_quotations(corpus.accounts[key], of), before)

    def ordered(self, corpus: Corpus) -> tuple[Quotation, ...]:
        """Give every quote, in the order of the articles and of the text."""
        return tuple(chain.from_iterable(map(self._said.__getitem__, corpus.order)))


def _quotations(account: Account, of: Owners) -> Iterator[Quotation]:
    """Give every quote of an article; never to a guessed speaker."""
    own = of.get(account.article, {})
    return (
        Quotation(actor=own.get(quote.chain), article=account.article, quote=number)
        for number, quote in enumerate(account.quotes)
    )
