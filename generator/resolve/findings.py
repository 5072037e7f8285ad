"""All findings of the corpus, each by its own subject."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from operator import attrgetter
from typing import NamedTuple

import msgspec

from generator.engine.digest import digest, encode, mark
from generator.engine.executor import Engine
from generator.engine.kept import keep, remembered, state_of, used
from generator.nouns.corpus import Corpus
from generator.nouns.findings import Findings, Story, Telling
from generator.nouns.ids import ArticleId
from generator.nouns.judgement import Judgement
from generator.resolve.subjects import resolve
from generator.resolve.texts import Forgotten, Split, recalled, split
from generator.resolve.topics import Kept, Sorted, Sorter
from generator.settings import Site, TopicSettings


class Copies(NamedTuple):
    """The texts that articles share, and the articles that are one telling."""

    stories: tuple[Story, ...]
    tellings: tuple[Telling, ...]


def findings(corpus: Corpus, site: Site, judgements: Sequence[Judgement], engine: Engine) -> Findings:
    """Find who is who and what they are called, what the passages are about, and what the articles share.

    A pure function of the corpus, the topics of the settings and the judgements; the engine is for remembering.
    """
    texts = Texts(corpus, engine)
    wanted = tuple(encode(one) for one in site.settings.topics)
    marks = (texts.mark, mark(judgements), *wanted)
    failures = engine.report.failures
    with texts.copying():
        by_topic = texts.topics(site.settings.topics)
    shared, alike = texts.copies()
    texts.forget()
    if engine.report.failures > failures:  # then these are not what the texts come to
        marks += (mark((by_topic, shared, alike)),)
    found = engine.once(resolve, Findings, marks, corpus, by_topic.passages, shared, alike, judgements, engine)
    return msgspec.structs.replace(
        found, topics=by_topic.topics, passages=by_topic.passages, stories=shared, tellings=alike
    )


class Texts:
    """What articles say, with a digest of it, and their words; neither actors nor judgements bear upon it.

    So what is found in texts alone is remembered, and not found again when these change.
    """

    def __init__(self, corpus: Corpus, engine: Engine) -> None:
        """Take a corpus; the engine remembers."""
        self.corpus = corpus
        self.engine = engine
        self.mark = digest(*corpus.marks.values())
        self._words: Mapping[ArticleId, Split] | None = None

    @property
    def words(self) -> Mapping[ArticleId, Split]:
        """Split the articles, once for all who ask; where one failed, for each of them, so that each tells of it."""
        if self._words is not None:
            return self._words
        failures = self.engine.report.failures
        found = split(self.corpus, self.engine)
        self._words = found if self.engine.report.failures == failures else None
        return found

    def forget(self) -> None:
        """Let go of the words: what comes next rests on other things."""
        self._words = None

    def of(self, marks: Mapping[ArticleId, bytes]) -> Mapping[ArticleId, Split]:
        """Split the articles of some marks, for those who know the others."""
        return self.words if len(marks) == len(self.corpus.order) else split(self.corpus, self.engine, marks)

    def topics(self, settings: Sequence[TopicSettings]) -> Sorted:
        """Sort the passages by topic."""
        marks = (self.mark, *(encode(one) for one in settings))
        used(self.engine, by_topics)
        return self.engine.once(by_topics, Sorted, marks, self, settings, marks)

    @contextmanager
    def copying(self) -> Iterator[None]:
        """Find what is told twice while something else is done, where there is much to find."""
        if self.engine.spare:
            _ = self.words  # split before the two part: the copy would do it all by itself, once more
        with self.engine.beside(copies, Copies, (self.mark,), self):
            yield

    def copies(self) -> Copies:
        """Find what is told twice."""
        used(self.engine, copies)
        return self.engine.once(copies, Copies, (self.mark,), self)


class Bookmark(msgspec.Struct, array_like=True):
    """What sorting by topic keeps for another process, and under which marks that finds what came of it."""

    marks: tuple[bytes, ...]
    kept: Kept


def by_topics(texts: Texts, settings: Sequence[TopicSettings], marks: tuple[bytes, ...]) -> Sorted:
    """Sort the passages by topic, those that an edit moved if this process or another has sorted them before."""
    engine = texts.engine
    sorter: Sorter = engine.take(by_topics.__name__) or _resumed(engine)
    recall = partial(recalled, engine=engine)
    try:
        found = sorter.sorted(texts.corpus, settings, texts.of, recall)
    except Forgotten:
        sorter = Sorter()
        found = sorter.sorted(texts.corpus, settings, texts.of, recall)
    engine.leave(by_topics.__name__, sorter)
    keep(engine, by_topics, lambda: Bookmark(marks, kept) if (kept := sorter.kept()) else None, attrgetter("marks"))
    return found


def _resumed(engine: Engine) -> Sorter:
    """Give a sorter that goes on where another process ended, or one that begins."""
    former = state_of(engine, by_topics, Bookmark)
    given = remembered(engine, by_topics, Sorted, former.marks) if former else None
    return Sorter(former.kept, given) if former and given else Sorter()


def copies(texts: Texts) -> Copies:
    """Find what is told twice: after an edit by what was compared before, in this process or another."""
    from generator.resolve.stories import Kept, ToldTwice  # noqa: PLC0415 - numpy takes a quarter of a second to import

    engine = texts.engine
    stories: ToldTwice | None = engine.take(copies.__name__)
    if stories is None:
        former = state_of(engine, copies, Kept)
        given = remembered(engine, copies, Copies, (former.mark,)) if former else None
        stories = ToldTwice.resumed(former, *given) if former and given else ToldTwice()
    found = Copies(*stories.told_twice(texts.corpus, texts.of))
    engine.leave(copies.__name__, stories)
    if stories.stale:
        keep(engine, copies, stories.kept, lambda kept: (kept.mark,))
    return found
