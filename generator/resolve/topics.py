"""Topics with their passages: those of the settings, or those that the articles propose."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from itertools import chain
from typing import NamedTuple

import msgspec

from generator.nouns.corpus import Corpus
from generator.nouns.findings import Passage, Topic, TopicMatch
from generator.nouns.ids import ArticleId, TopicId
from generator.resolve.assigning import Assigned, Whole, assigned
from generator.resolve.matching import LEAST, Matched, matched
from generator.resolve.profiles import Heard
from generator.resolve.proposals import Proposal, Proposer
from generator.resolve.texts import Split
from generator.resolve.worth import Surroundings
from generator.settings import TopicSettings

OTHER = TopicId("other")
OTHER_TITLE = "Other developments"

Words = Callable[[Mapping[ArticleId, bytes]], Mapping[ArticleId, Split]]
"""Gives articles split into words, each under its mark in a corpus."""


class Sorted(NamedTuple):
    """The topics, and every passage as assigned to them."""

    topics: tuple[Topic, ...] = ()
    passages: tuple[Passage, ...] = ()


class Kept(msgspec.Struct, array_like=True):
    """What topics were made of, with the marks of the articles: enough to sort again what an edit moves."""

    marks: dict[ArticleId, bytes] = {}
    surroundings: Surroundings = msgspec.field(default_factory=Surroundings)
    assigned: Assigned = msgspec.field(default_factory=lambda: assigned({}))


class Sorter:
    """Sorts passages by topic, again and again; it keeps what they were made of, and what it gave for it."""

    def __init__(self, kept: Kept | None = None, given: Sorted | None = None) -> None:
        """Take what was kept of a former sorter and what it gave last, or nothing."""
        self._kept = kept or Kept()
        given = given or Sorted()
        self._order: tuple[ArticleId, ...] = ()
        self._topics = {one.id: one for one in given.topics}
        self._passages = given.passages
        self._articles = _matched(given, self._kept.marks)
        self._groups = {key: _groups(one) for key, one in self._articles.items()}
        self._proposer: Proposer | None = None
        self._settled = True

    def kept(self) -> Kept | None:
        """Give what to keep; None while it sorts, and after a run that was stopped there."""
        return self._kept if self._settled else None

    def sorted(self, corpus: Corpus, settings: Sequence[TopicSettings], words: Words, recall: Words) -> Sorted:
        """Give the topics, in the order of the settings and "Other developments" last if it has passages, and all
        passages. ``words`` splits articles of this corpus, ``recall`` gives those of the last one as they were split.

        Without settings the topics are those that the articles' own words propose, the largest first; where they
        propose none, all passages are other developments.
        """
        self._settled = False
        marks, kept = self._kept.marks, self._kept
        away = {key: mark for key, mark in marks.items() if corpus.marks.get(key) != mark}
        gone = recall(away) if away else {}
        now = words({key: mark for key, mark in corpus.marks.items() if marks.get(key) != mark})
        kept.surroundings.change(gone, now)
        kept.marks = corpus.marks
        if settings:
            self._proposer = None  # it would miss what changes meanwhile
        proposed = {} if settings else self._proposed(corpus, away, now, words)
        settings = settings or [one.settings for one in proposed.values()]
        worth = kept.surroundings.worth(settings, corpus.order)
        if worth != kept.assigned.worth:
            now, kept.assigned = words(corpus.marks), assigned(worth)
        whole = _whole(settings, proposed, corpus.order)
        again = kept.assigned.change(gone, now, whole, lambda keys: words({key: corpus.marks[key] for key in keys}))
        others = words({key: corpus.marks[key] for key in again if key not in now})
        moved = {
            key for key, one in again.items() if self._match(key, one, now[key] if key in now else others[key], corpus)
        }
        for key in self._articles.keys() - corpus.marks.keys():
            del self._articles[key]
            moved.add(key)
        self._gather(corpus.order, settings, proposed, self._grouped(moved))
        self._settled = True
        return Sorted(tuple(self._topics.values()), self._passages)

    def _proposed(
        self, corpus: Corpus, gone: Iterable[ArticleId], now: Mapping[ArticleId, Split], words: Words
    ) -> dict[TopicId, Proposal]:
        """Have topics proposed, by one who has followed all changes or by another who begins."""
        if self._proposer is None:
            self._proposer, gone, now = Proposer(), (), words(corpus.marks)
        found = self._proposer.proposals(corpus, gone, now, words)
        return {TopicId(one.settings.id): one for one in found}

    def _match(self, key: ArticleId, article: tuple[Heard, ...], split: Split, corpus: Corpus) -> bool:
        """Match one article, and tell whether something else comes of it than before."""
        former = self._articles.get(key)
        whole = self._kept.assigned.whole.get(key, ())
        found = matched(article, split, corpus.articles[key].paragraphs, self._kept.assigned.units, whole)
        if found == former:
            return False
        known = {one.paragraph: one for one in former.passages} if former else {}
        self._articles[key] = found._replace(passages=tuple(_former(one, known) for one in found.passages))
        return True

    def _gather(
        self,
        order: tuple[ArticleId, ...],
        settings: Sequence[TopicSettings],
        proposed: Mapping[TopicId, Proposal],
        stale: set[TopicId],
    ) -> None:
        """Put the topics together, those that are ``stale`` from their passages."""
        if order != self._order:
            self._order = order
            stale |= self._topics.keys()
        if stale:
            passages = tuple(chain.from_iterable(self._articles[key].passages for key in order))
            self._passages = self._passages if passages == self._passages else passages
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

    def _grouped(self, articles: Collection[ArticleId]) -> set[TopicId]:
        """Group the passages of some articles by topic, and give all topics that they belong to, or did."""
        stale: set[TopicId] = set()
        for key in articles:
            stale.update(self._groups.pop(key, ()))
            if key in self._articles:
                self._groups[key] = _groups(self._articles[key])
                stale.update(self._groups[key])
        return stale

    def _filled(self, topic: Topic, stale: Collection[TopicId]) -> Topic:
        """Give a topic with its passages: the one that was given before, if it is equal."""
        before = self._topics.get(topic.id)
        if before is None or topic.id in stale:
            articles = [key for key in self._order if topic.id in self._groups[key]]
            passages = tuple(chain.from_iterable(self._groups[key][topic.id] for key in articles))
            main = tuple(key for key in articles if self._articles[key].main == topic.id)
        else:
            passages, main = before.passages, before.main
        found = msgspec.structs.replace(topic, passages=passages, main=main)
        return before if before == found else found


def topics(corpus: Corpus, words: Mapping[ArticleId, Split], settings: Sequence[TopicSettings]) -> Sorted:
    """Sort the passages of a corpus by topic, from nothing; ``words`` are all articles split. See ``Sorter``."""
    return Sorter().sorted(corpus, settings, lambda _: words, lambda _: {})


def _matched(given: Sorted, articles: Iterable[ArticleId]) -> dict[ArticleId, Matched]:
    """Give by article what was given by topic; not every article has passages."""
    passages: dict[ArticleId, list[Passage]] = {}
    for one in given.passages:
        passages.setdefault(one.article, []).append(one)
    main = {key: topic.id for topic in given.topics for key in topic.main}
    return {key: Matched(tuple(passages.get(key, ())), main.get(key)) for key in articles}


def _former(one: Passage, known: Mapping[int, Passage]) -> Passage:
    """Give the passage of before where it is equal: whoever compares them then is quick."""
    before = known.get(one.paragraph)
    return before if before is not None and before == one else one


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
    return {key: tuple(mine) for key, mine in found.items()}


def _match(topic: str, why: str) -> TopicMatch:
    return TopicMatch(topic=TopicId(topic), score=1.0, margin=1 - LEAST, reason=why)
