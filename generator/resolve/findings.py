"""All findings of the corpus, each by its own subject."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import msgspec

from generator.engine.digest import digest, encode, mark
from generator.engine.executor import Engine
from generator.nouns.corpus import Corpus
from generator.nouns.findings import Findings, Passage, Story, Telling, Topic
from generator.nouns.ids import ArticleId
from generator.nouns.judgement import Judgement
from generator.resolve.subjects import resolve
from generator.resolve.texts import Split, split
from generator.resolve.topics import Sorter
from generator.settings import Site, TopicSettings


class Sorted(NamedTuple):
    """The topics, and every passage as assigned to them."""

    topics: tuple[Topic, ...]
    passages: tuple[Passage, ...]


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
    by_topic, passages = texts.topics(site.settings.topics)
    shared, alike = texts.copies()
    found = engine.once(resolve, Findings, marks, corpus, passages, shared, alike, judgements, engine)
    return msgspec.structs.replace(found, topics=by_topic, passages=passages, stories=shared, tellings=alike)


class Texts:
    """What articles say, with a digest of it, and their words; neither actors nor judgements bear upon it.

    So what is found in texts alone is remembered, and not found again when these change.
    """

    def __init__(self, corpus: Corpus, engine: Engine) -> None:
        """Take a corpus; the engine remembers."""
        self.corpus = corpus
        self.engine = engine
        self.mark = digest(*corpus.marks.values())

    @cached_property
    def words(self) -> dict[ArticleId, Split]:
        """Split the articles, once for all who ask."""
        return split(self.corpus, self.engine)

    def of(self, articles: Collection[ArticleId]) -> Mapping[ArticleId, Split]:
        """Split some articles, for those who know the others."""
        return self.words if len(articles) == len(self.corpus.order) else split(self.corpus, self.engine, articles)

    def topics(self, settings: Sequence[TopicSettings]) -> Sorted:
        """Sort the passages by topic."""
        wanted = (encode(one) for one in settings)
        return self.engine.once(by_topics, Sorted, (self.mark, *wanted), self, settings)

    def copies(self) -> Copies:
        """Find what is told twice."""
        return self.engine.once(copies, Copies, (self.mark,), self)


def by_topics(texts: Texts, settings: Sequence[TopicSettings]) -> Sorted:
    """Sort the passages by topic."""
    sorter: Sorter = texts.engine.take("topics") or Sorter()
    found = Sorted(*sorter.topics(texts.corpus, texts.of, settings))
    texts.engine.leave("topics", sorter)
    return found


def copies(texts: Texts) -> Copies:
    """Find what is told twice."""
    from generator.resolve.stories import told_twice  # noqa: PLC0415 - numpy takes a quarter of a second to import

    return Copies(*told_twice(texts.corpus, texts.words))
