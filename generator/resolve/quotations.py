"""Quotes of all articles, each given to the actor whose chain speaks it, or to none."""

from generator.nouns.corpus import Corpus
from generator.nouns.findings import Quotation
from generator.resolve.facts import Owners


def quotations(corpus: Corpus, of: Owners) -> tuple[Quotation, ...]:
    """Give every quote of the corpus, in the order of the articles and of the text; never to a guessed speaker."""
    return tuple(
        Quotation(actor=own.get(quote.chain), article=article, quote=number)
        for article in corpus.order
        for own in (of.get(article, {}),)
        for number, quote in enumerate(corpus.accounts[article].quotes)
    )
