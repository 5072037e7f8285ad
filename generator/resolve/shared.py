"""What passages are about and which texts articles share, by article, for those who ask for one."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from generator.engine.middle import middle
from generator.nouns.evidence import Locus
from generator.nouns.findings import Passage, Story, Telling
from generator.nouns.ids import ArticleId, StoryId, TopicId

Topics = tuple[tuple[int, tuple[TopicId, ...]], ...]
"""What the paragraphs of an article are about."""


class Passages:
    """The passages of each article, which stand together."""

    def __init__(self) -> None:
        """Know of none yet."""
        self._every: tuple[Passage, ...] = ()
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
        every = tuple(passages)
        gone, come = middle(self._every, every)
        moved = {one.article for one in (*self._every[gone], *every[come])}
        start, end = come.start, come.stop
        while start and every[start - 1].article in moved:
            start -= 1
        while end < len(every) and every[end].article in moved:
            end += 1
        before = {key: self._passages.pop(key) for key in moved if key in self._passages}
        for key, some in groupby(every[start:end], attrgetter("article")):
            self._passages[key] = list(some)
        self._every = every
        if self._known is not None:
            known, self._known = self._known, None
            return {key for key in known.keys() | moved if known.get(key) != tuple(self.topics(key).items())}
        return {key for key in moved if before.get(key) != self._passages.get(key)}

    def topics(self, article: ArticleId) -> dict[int, tuple[TopicId, ...]]:
        """Give the topics of each paragraph of an article."""
        some = self._passages.get(article, ())
        return {one.paragraph: tuple([match.topic for match in one.matches]) for one in some}


class Stories:
    """The stories of each article, and the telling that it is of."""

    def __init__(self) -> None:
        """Know of none yet."""
        self._every: tuple[Story, ...] = ()
        self._tellings: tuple[Telling, ...] = ()
        self._stories: dict[StoryId, Story] = {}
        self._told: dict[ArticleId, dict[StoryId, list[Locus]]] = {}
        self._telling: dict[ArticleId, Telling] = {}

    def kept(self) -> tuple[tuple[Story, ...], tuple[Telling, ...]]:
        """Write them down."""
        return self._every, self._tellings

    def update(self, stories: Sequence[Story], tellings: Sequence[Telling]) -> set[ArticleId]:
        """Take all stories and tellings; give the articles of which they are others."""
        return self._retell(tuple(stories)) | self._reckon(tuple(tellings))

    def _retell(self, stories: tuple[Story, ...]) -> set[ArticleId]:
        """Put stories in the place of former ones; give the articles that they are, or were, in."""
        gone, come = middle(self._every, stories)
        old, new = {one.id: one for one in self._every[gone]}, {one.id: one for one in stories[come]}
        self._every = stories
        changed: set[ArticleId] = set()
        for key, one in old.items():
            if new.get(key) == one:
                continue
            del self._stories[key]
            for article in {locus.article for locus in one.loci}:
                del self._told[article][key]
                if not self._told[article]:
                    del self._told[article]
                changed.add(article)
        for key, one in new.items():
            if old.get(key) == one:
                continue
            self._stories[key] = one
            for locus in one.loci:
                self._told.setdefault(locus.article, {}).setdefault(key, []).append(locus)
                changed.add(locus.article)
        return changed

    def _reckon(self, tellings: tuple[Telling, ...]) -> set[ArticleId]:
        """Put tellings in the place of former ones; give the articles that are of another."""
        gone, come = middle(self._tellings, tellings)
        some = (self._tellings[gone], tellings[come])
        old, new = ({key: one for one in part for key in one.articles} for part in some)
        self._tellings = tellings
        for key in old.keys() - new.keys():
            del self._telling[key]
        self._telling |= new
        return {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}

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
