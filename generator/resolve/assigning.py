"""Passages assigned to topics, all articles over: twice, and after an edit only what the edit moved.

First by the words of the settings, weighed by rarity; then these words are weighed again by how well they told the
topics apart, and words that keep such company (names above all) join them.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from itertools import chain, repeat

import msgspec

from generator.nouns.findings import TopicMatch
from generator.nouns.ids import ArticleId, TopicId
from generator.resolve.matching import told
from generator.resolve.profiles import Company, Heard, Rarity, Units
from generator.resolve.texts import Split
from generator.resolve.vocabulary import Finder, texts
from generator.resolve.worth import Worth

Whole = dict[ArticleId, tuple[TopicMatch, ...]]
"""By article the topics to which it belongs as a whole."""
Recall = Callable[[Collection[ArticleId]], Mapping[ArticleId, Split]]
"""Gives articles as they were split when they were assigned."""
Article = tuple[Heard, ...]


class Assigned(msgspec.Struct, array_like=True, dict=True):
    """What the words of all articles make of topics: the weights, and the topics of each text by its first assignment.

    ``holding`` are the articles that have a word of the settings. What is read of articles stays in memory, and no
    result depends on that.
    """

    company: Company
    topics: dict[ArticleId, tuple[frozenset[TopicId], ...]] = {}
    whole: Whole = {}
    holding: dict[str, set[ArticleId]] = {}

    @cached_property
    def _heard(self) -> dict[ArticleId, Article]:
        return {}

    @cached_property
    def _finder(self) -> Finder:
        return Finder(term for mine in self.worth.values() for term in mine)

    @property
    def worth(self) -> Worth:
        """Give what the words of the settings are worth."""
        return self.company.rarity.worth

    @property
    def units(self) -> Units:
        """Give the words that tell topics."""
        return self.company.units

    def change(
        self, gone: Mapping[ArticleId, Split], now: Mapping[ArticleId, Split], whole: Whole, recall: Recall
    ) -> dict[ArticleId, Article]:
        """Leave articles out, take others in, and give those that are to be matched again, as they are heard.

        An article that changed is among both.
        """
        before = {key: self._former(key, one) for key, one in gone.items() if key in self.topics}
        fresh = {key: self._read(key, one, repeat(frozenset())) for key, one in now.items()}
        for key in before:
            del self.topics[key]
        self._hold(before, fresh)
        weighed = self.company.rarity.change(chain(*before.values()), chain(*fresh.values()))
        moved = {key for terms in weighed.values() for term in terms for key in self.holding.get(term, ())}
        moved |= {key for key in self.whole.keys() | whole.keys() if self.whole.get(key) != whole.get(key)}
        moved &= self.topics.keys()
        self.whole = whole
        again = {key: told(one, self.company.rarity.units, whole.get(key, ())) for key, one in fresh.items()}
        self._recall(moved, recall)
        for key in moved:
            heard = told(self._heard[key], self.company.rarity.units, whole.get(key, ()))
            if _topics(heard) != self.topics[key]:
                before[key], again[key] = self._heard[key], heard
        self._heard.update(again)
        self.topics.update((key, _topics(one)) for key, one in again.items())
        terms = self.company.change(chain(*before.values()), chain(*again.values()), weighed)
        moved |= again.keys()
        for topic, mine in terms.items():
            moved |= self._reading(topic, mine, moved, recall)
        return {key: self._heard[key] for key in moved}

    def _former(self, key: ArticleId, split: Split) -> Article:
        known = self._heard.pop(key, None)
        return self._read(key, split, self.topics[key]) if known is None else known

    def _recall(self, keys: Collection[ArticleId], recall: Recall) -> None:
        missing = [key for key in keys if key not in self._heard]
        for key, split in recall(missing).items() if missing else ():
            self._heard[key] = self._read(key, split, self.topics[key])

    def _read(self, key: ArticleId, split: Split, topics: Iterable[frozenset[TopicId]]) -> Article:
        pairs = zip(texts(key, split), topics, strict=False)
        return tuple(Heard(text, self._finder.all(text.roots), mine) for text, mine in pairs)

    def _hold(self, before: Mapping[ArticleId, Article], now: Mapping[ArticleId, Article]) -> None:
        for articles, holds in ((before, False), (now, True)):
            for key, article in articles.items():
                for term in {term for one in article for term, _, _ in one.places}:
                    mine = self.holding.setdefault(term, set())
                    (mine.add if holds else mine.discard)(key)

    def _reading(
        self, topic: TopicId, terms: set[str], without: Collection[ArticleId], recall: Recall
    ) -> set[ArticleId]:
        """Give the articles that have some of a topic's terms where the settings' words speak for it."""
        asked = {key for term in self.worth[topic] for key in self.holding.get(term, ())}.difference(without)
        self._recall(asked, recall)
        return {
            key
            for key in asked
            if any(
                not terms.isdisjoint(text.roots) or any(term in terms for term, _, _ in places)
                for text, places, _ in self._heard[key]
                if places
            )
        }


def assigned(worth: Worth) -> Assigned:
    """Begin with no articles, and with what the words of the settings are worth."""
    return Assigned(Company(Rarity(worth)))


def _topics(article: Article) -> tuple[frozenset[TopicId], ...]:
    return tuple(one.topics for one in article)
