"""What passages are about and which texts articles share, by article, for those who ask for one."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from generator.nouns.evidence import Locus
from generator.nouns.findings import Passage, Story, Telling
from generator.nouns.ids import ArticleId, StoryId, TopicId

Topics = tuple[tuple[int, tuple[TopicId, ...]], ...]
"""What the paragraphs of an article are about."""


class Passages:
    """The passages of each article."""

    def __init__(self) -> None:
        """Know of none yet."""
        self._passages: dict[ArticleId, list[Passage]] = {}
        self._known: dict[ArticleId, Topics] | None = None

    def kept(self) -> dict[ArticleId, Topics]:
        """Write down the topics."""
        return {key: tuple(self.topics(key).items()) for key in self._passages}

    def resume(self, kept: dict[ArticleId, Topics]) -> None:
        """Go on from the topics that another process knew of."""
        self._known = kept

    def update(self, passages: Sequence[Passage]) -> set[ArticleId]:
        """Take all passages; give the articles that had others."""
        now: dict[ArticleId, list[Passage]] = {}
        for key, some in groupby(passages, attrgetter("article")):
            now.setdefault(key, []).extend(some)
        before, self._passages = self._passages, now
        if self._known is not None:
            known, self._known = self._known, None
            return {key for key in known.keys() | now.keys() if known.get(key) != tuple(self.topics(key).items())}
        return {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}

    def topics(self, article: ArticleId) -> dict[int, tuple[TopicId, ...]]:
        """Give the topics of each paragraph of an article."""
        some = self._passages.get(article, ())
        return {one.paragraph: tuple([match.topic for match in one.matches]) for one in some}


class Stories:
    """The stories of each article, and the telling that it is of."""

    def __init__(self) -> None:
        """Know of none yet."""
        self._stories: dict[StoryId, Story] = {}
        self._told: dict[ArticleId, dict[StoryId, list[Locus]]] = {}
        self._telling: dict[ArticleId, Telling] = {}

    def kept(self) -> tuple[list[Story], list[Telling]]:
        """Write them down."""
        return list(self._stories.values()), list({one.articles: one for one in self._telling.values()}.values())

    def update(self, stories: Sequence[Story], tellings: Sequence[Telling]) -> set[ArticleId]:
        """Take all stories and tellings; give the articles of which they are others."""
        before, self._stories = self._stories, {one.id: one for one in stories}
        now = self._stories
        changed: set[ArticleId] = set()
        for key in before.keys() | now.keys():
            old, new = before.get(key), now.get(key)
            if old is new or old == new:
                continue
            places: dict[ArticleId, list[Locus]] = {}
            for locus in new.loci if new else ():
                places.setdefault(locus.article, []).append(locus)
            for article in {locus.article for one in (old, new) if one for locus in one.loci}:
                told = self._told.setdefault(article, {})
                if told.get(key) == places.get(article):
                    continue
                changed.add(article)
                told.pop(key, None)
                if article in places:
                    told[key] = places[article]
                elif not told:
                    del self._told[article]
        mine, self._telling = self._telling, {key: one for one in tellings for key in one.articles}
        changed.update(key for key in mine.keys() | self._telling.keys() if mine.get(key) != self._telling.get(key))
        return changed

    def of(self, article: ArticleId) -> Mapping[StoryId, Sequence[Locus]]:
        """Give the stories that an article tells, with its places in them."""
        return self._told.get(article, {})

    def spots(self, article: ArticleId) -> dict[tuple[int, int], StoryId]:
        """Give the story of each sentence of an article that is of one, by paragraph and start."""
        return {(one.paragraph, one.start): key for key, loci in self.of(article).items() for one in loci}

    def among(self, articles: Iterable[ArticleId]) -> tuple[list[Telling], list[Story]]:
        """Give the tellings and the stories of some articles, each once."""
        every = sorted(set(articles))
        tellings = {self._telling[key].articles: self._telling[key] for key in every if key in self._telling}
        return list(tellings.values()), [
            self._stories[key] for key in {one: None for key in every for one in self.of(key)}
        ]
