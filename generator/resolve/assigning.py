"""Passages assigned to topics, all articles over: twice, and after an edit only what the edit moved.

First by the words of the settings, weighed by rarity; then these words are weighed again by how well they told the
topics apart, and words that keep such company (names above all) join them.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from generator.nouns.findings import Passage, TopicMatch
from generator.nouns.ids import ArticleId, TopicId
from generator.resolve.matching import Matched, matched, told
from generator.resolve.profiles import Company, Heard, Rarity
from generator.resolve.vocabulary import Finder, Said
from generator.resolve.worth import Worth

Whole = Mapping[ArticleId, Sequence[TopicMatch]]
"""By article the topics to which it belongs as a whole."""


class Assigned:
    """The passages of each article. What is kept is what they were made of; it bears on no result."""

    def __init__(self, worth: Worth, articles: Mapping[ArticleId, Matched] | None = None) -> None:
        """Take what the words of the settings are worth; ``articles`` as they were assigned by other words."""
        self.worth = worth
        self.articles = dict(articles or {})
        self._finder = Finder(term for mine in worth.values() for term in mine)
        self._heard: dict[ArticleId, tuple[Heard, ...]] = {}
        self._whole: Whole = {}
        self._holding: dict[str, set[ArticleId]] = {}
        self._rarity = Rarity(worth)
        self._company = Company(self._rarity)

    def change(self, gone: Iterable[ArticleId], now: Mapping[ArticleId, Said], whole: Whole) -> set[ArticleId]:
        """Leave articles out, take others in, and give those whose passages are not what they were.

        An article that changed is among both.
        """
        before = {key: self._heard.pop(key) for key in gone if key in self._heard}
        self._hold(before, remove=True)
        fresh = {key: self._found(one) for key, one in now.items()}
        self._hold(fresh)
        weighed = self._rarity.change(chain(*before.values()), chain(*fresh.values()))
        moved = {key for terms in weighed.values() for term in terms for key in self._holding.get(term, ())}
        moved |= {key for key in self._whole.keys() | whole.keys() if self._whole.get(key) != whole.get(key)}
        self._whole = whole
        again = {key: told(one, self._rarity.units, whole.get(key, ())) for key, one in fresh.items()}
        for key in moved & self._heard.keys():
            heard = told(self._heard[key], self._rarity.units, whole.get(key, ()))
            if heard != self._heard[key]:
                before[key], again[key] = self._heard[key], heard
        self._heard |= again
        terms = self._company.change(chain(*before.values()), chain(*again.values()), weighed)
        moved |= again.keys()
        for topic, mine in terms.items():
            moved |= self._reading(topic, mine, without=moved)
        away = self.articles.keys() - self._heard.keys()
        for key in away:
            del self.articles[key]
        return away | {key for key in moved & self._heard.keys() if self._match(key)}

    def _hold(self, articles: Mapping[ArticleId, Sequence[Heard]], *, remove: bool = False) -> None:
        for key, heard in articles.items():
            for term in {term for one in heard for term, _, _ in one.places}:
                holding = self._holding.setdefault(term, set())
                (holding.discard if remove else holding.add)(key)

    def _found(self, one: Said) -> tuple[Heard, ...]:
        return tuple(Heard(text, self._finder.all(text.roots)) for text in one.texts)

    def _reading(self, topic: TopicId, terms: set[str], without: set[ArticleId]) -> set[ArticleId]:
        """Give the articles that have some of a topic's terms where the settings' words speak for it."""
        asked = {key for term in self.worth[topic] for key in self._holding.get(term, ())} - without
        return {
            key
            for key in asked
            if any(
                not terms.isdisjoint(text.roots) or any(term in terms for term, _, _ in places)
                for text, places, _ in self._heard[key]
                if places
            )
        }

    def _match(self, key: ArticleId) -> bool:
        """Match one article, and tell whether something else comes of it than before."""
        former = self.articles.get(key)
        found = matched(self._heard[key], self._company.units, self._whole.get(key, ()))
        if found == former:
            return False
        known = {one.paragraph: one for one in former.passages} if former else {}
        self.articles[key] = found._replace(passages=tuple(_former(one, known) for one in found.passages))
        return True


def _former(one: Passage, known: Mapping[int, Passage]) -> Passage:
    """Give the passage of before where it is equal: whoever compares them then is quick."""
    before = known.get(one.paragraph)
    return before if before is not None and before == one else one
