"""Quotes of all articles, each given to the actor whose chain speaks it, or to none."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, groupby
from operator import attrgetter

from generator.nouns.findings import Quotation
from generator.nouns.ids import ActorId, ArticleId
from generator.resolve.articles import Articles
from generator.resolve.index import kept


class Quotations:
    """The quotes of each article."""

    def __init__(self) -> None:
        """Know of none yet."""
        self._said: dict[ArticleId, tuple[Quotation, ...]] = {}

    def resume(self, every: Iterable[Quotation]) -> None:
        """Go on from another process, which gave all these."""
        self._said = {key: tuple(some) for key, some in groupby(every, attrgetter("article"))}

    def update(self, articles: Articles) -> None:
        """Read articles anew."""
        for key in articles.touched:
            before = self._said.pop(key, ())
            if key in articles.parts and (speakers := articles.parts[key].speakers):
                self._said[key] = kept(_quotations(key, speakers, articles.of.get(key, {})), before)

    def ordered(self, order: Iterable[ArticleId]) -> tuple[Quotation, ...]:
        """Give every quote, in the order of the articles and of the text."""
        return tuple(chain.from_iterable(filter(None, map(self._said.get, order))))


def _quotations(article: ArticleId, speakers: Iterable[int], of: Mapping[int, ActorId]) -> Iterator[Quotation]:
    """Give every quote of an article; never to a guessed speaker."""
    return (Quotation(actor=of.get(speaker), article=article, quote=number) for number, speaker in enumerate(speakers))
