"""All articles and actors as the data list them, each encoded apart: an edit changes one entry of thousands."""

from collections.abc import Mapping
from functools import cached_property

from generator.nouns.article import Card
from generator.nouns.findings import Actor
from generator.nouns.ids import ActorId, ArticleId
from generator.pages.addresses import Addresses
from generator.pages.entries import ENCODER
from generator.pages.sentences import Sentences


class Catalogue:
    """The entries of ``data/articles.json`` and ``data/actors.json``."""

    def __init__(self, sentences: Sentences, addresses: Addresses) -> None:
        self._sentences = sentences
        self._addresses = addresses

    @cached_property
    def articles(self) -> Mapping[ArticleId, bytes]:
        """What is said of each article."""
        sentences = self._sentences
        return sentences.tables.each("listed articles", _article, sentences.corpus.cards, self._addresses.articles)

    @cached_property
    def actors(self) -> Mapping[ActorId, bytes]:
        """What is said of each actor."""
        sentences = self._sentences
        return sentences.tables.each("listed actors", _actor, sentences.actors, self._addresses.actors)


def file(folder: str) -> str:
    """Give the data file of an article or actor by the folder of its page."""
    return folder.rstrip("/") + ".json"


def _article(one: Card, folder: str) -> bytes:
    return ENCODER.encode(
        {
            "id": one.id,
            "file": file(folder),
            "page": f"{folder}index.html",
            "digest": one.digest,
            "headline": one.headline,
            "outlet": one.outlet,
            "agency": one.agency,
            "published": one.published.value,
        }
    )


def _actor(one: Actor, folder: str) -> bytes:
    return ENCODER.encode(
        {
            "id": one.id,
            "kind": one.kind,
            "name": one.name,
            "file": file(folder),
            "page": f"{folder}index.html",
            "names": [variant.text for variant in one.variants],
            "articles": len(one.articles),
        }
    )
