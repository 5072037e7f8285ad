"""Topics with their passages: those of the settings, or those that the articles propose."""

from collections.abc import Callable, Collection, Mapping, Sequence
from fnmatch import fnmatchcase
from itertools import chain

import msgspec

from generator.nouns.corpus import Corpus
from generator.nouns.findings import Passage, Topic, TopicMatch
from generator.nouns.ids import ArticleId, TopicId
from generator.resolve.assigning import Assigned, Whole
from generator.resolve.matching import LEAST, Matched
from generator.resolve.proposals import Proposal, proposals
from generator.resolve.texts import Split
from generator.resolve.vocabulary import Said, said
from generator.resolve.worth import Surroundings
from generator.settings import TopicSettings

OTHER = TopicId("other")
OTHER_TITLE = "Other developments"


class Sorter:
    """Sorts passages by topic, again and again; it keeps what they were made of, and what it gave for it."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._marks: dict[ArticleId, bytes] = {}
        self._said: dict[ArticleId, Said] = {}
        self._surroundings = Surroundings()
        self._assigned = Assigned({})
        self._order: tuple[ArticleId, ...] = ()
        self._groups: dict[ArticleId, dict[TopicId, tuple[Passage, ...]]] = {}
        self._topics: dict[TopicId, Topic] = {}
        self._passages: tuple[Passage, ...] = ()

    def topics(
        self,
        corpus: Corpus,
        words: Callable[[Collection[ArticleId]], Mapping[ArticleId, Split]],
        settings: Sequence[TopicSettings],
    ) -> tuple[tuple[Topic, ...], tuple[Passage, ...]]:
        """Give the topics, in the order of the settings and "Other developments" last if it has passages, and all
        passages. ``words`` splits articles.

        Without settings the topics are those that the articles' own words propose, the largest first; where they
        propose none, all passages are other developments.
        """
        gone, now = self._change(corpus, words)
        proposed = {} if settings else self._proposed(corpus)
        settings = settings or [one.settings for one in proposed.values()]
        worth = self._surroundings.worth(settings, corpus.order)
        if worth != self._assigned.worth:
            now, self._assigned = self._said, Assigned(worth, self._assigned.articles)
        stale = self._grouped(self._assigned.change(gone, now, _whole(settings, proposed, corpus.order)))
        if corpus.order != self._order:
            self._order = corpus.order
            stale |= self._topics.keys()
        if stale:
            self._passages = tuple(chain.from_iterable(self._assigned.articles[key].passages for key in self._order))
        wanted = [
            Topic(
                id=TopicId(one.id),
                title=one.title,
                description=one.description,
                terms=one.terms,
                proposed=proposed[TopicId(one.id)].evidence if proposed else None,
            )
            for one in settings
        ]
        found = [self._filled(one, stale) for one in (*wanted, Topic(id=OTHER, title=OTHER_TITLE))]
        self._topics = {one.id: one for one in found if one.passages or one.id != OTHER}
        return tuple(self._topics.values()), self._passages

    def _change(
        self, corpus: Corpus, words: Callable[[Collection[ArticleId]], Mapping[ArticleId, Split]]
    ) -> tuple[Collection[ArticleId], Mapping[ArticleId, Said]]:
        """Take the corpus in place of the former one; give the articles that are not what they were, and what is new.

        An article that changed is among both.
        """
        gone = [key for key, mark in self._marks.items() if corpus.marks.get(key) != mark]
        come = [key for key, mark in corpus.marks.items() if self._marks.get(key) != mark]
        former = {key: self._said.pop(key) for key in gone}
        now = said(corpus, words(come), come)
        self._surroundings.change(former, now)
        self._said |= now
        self._marks = corpus.marks
        return gone, now

    def _proposed(self, corpus: Corpus) -> dict[TopicId, Proposal]:
        texts = [text for key in corpus.order for text in self._said[key].texts]
        return {TopicId(one.settings.id): one for one in proposals(texts, corpus)}

    def _grouped(self, articles: Collection[ArticleId]) -> set[TopicId]:
        """Group the passages of some articles by topic, and give all topics that they belong to, or did."""
        stale: set[TopicId] = set()
        for key in articles:
            stale.update(self._groups.pop(key, ()))
            if key in self._assigned.articles:
                self._groups[key] = _groups(self._assigned.articles[key])
                stale.update(self._groups[key])
        return stale

    def _filled(self, topic: Topic, stale: Collection[TopicId]) -> Topic:
        """Give a topic with its passages: the one that was given before, if it is equal."""
        before = self._topics.get(topic.id)
        if before is None or topic.id in stale:
            articles = [key for key in self._order if topic.id in self._groups[key]]
            passages = tuple(chain.from_iterable(self._groups[key][topic.id] for key in articles))
            main = tuple(key for key in articles if self._assigned.articles[key].main == topic.id)
        else:
            passages, main = before.passages, before.main
        found = msgspec.structs.replace(topic, passages=passages, main=main)
        return before if before == found else found


def topics(
    corpus: Corpus, words: Mapping[ArticleId, Split], settings: Sequence[TopicSettings]
) -> tuple[tuple[Topic, ...], tuple[Passage, ...]]:
    """Sort the passages of a corpus by topic, from nothing; ``words`` are all articles split. See ``Sorter``."""
    return Sorter().topics(corpus, lambda _: words, settings)


def _groups(article: Matched) -> dict[TopicId, tuple[Passage, ...]]:
    """Group the passages of one article by topic; with the one that it runs on above all, which may have none."""
    found: dict[TopicId, list[Passage]] = {} if article.main is None else {article.main: []}
    for one in article.passages:
        for topic in [match.topic for match in one.matches] or [OTHER]:
            found.setdefault(topic, []).append(one)
    return {topic: tuple(passages) for topic, passages in found.items()}


def _whole(
    settings: Sequence[TopicSettings], proposed: Mapping[TopicId, Proposal], order: Sequence[ArticleId]
) -> Whole:
    """Give the topics to which articles belong as a whole."""
    found: dict[ArticleId, list[TopicMatch]] = {}
    for one in settings:
        matching = (key for key in order if any(fnmatchcase(key, pattern) for pattern in one.articles))
        for key in matching if one.articles else ():
            found.setdefault(key, []).append(_match(one.id, "the settings give the whole article to it"))
    for topic, proposal in proposed.items():
        match = _match(topic, f"its article is one of these: {proposal.evidence.reason}")
        for key in proposal.articles:
            found.setdefault(key, []).append(match)
    return found


def _match(topic: str, why: str) -> TopicMatch:
    return TopicMatch(topic=TopicId(topic), score=1.0, margin=1 - LEAST, reason=why)
