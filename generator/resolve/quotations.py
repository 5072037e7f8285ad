"""Quotes of all articles, each given to the actor whose chain speaks it, or to none."""

from collections.abc import Mapping

from generator.nouns.corpus import Corpus
from generator.nouns.findings import ChainRef, Quotation
from generator.nouns.ids import ActorId


def quotations(corpus: Corpus, of: Mapping[ChainRef, ActorId]) -> tuple[Quotation, ...]:
    """Give every quote of the corpus, in the order of the articles and of the text; never to a guessed speaker."""
    return tuple(
        Quotation(actor=of.get(ChainRef(article=article, chain=quote.chain)), article=article, quote=number)
        for article in corpus.order
        for number, quote in enumerate(corpus.accounts[article].quotes)
    )
