"""All findings of the corpus, each by its own subject."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import msgspec

from generator.engine.digest import digest, mark
from generator.engine.executor import Engine
from generator.nouns.corpus import Corpus
from generator.nouns.findings import Findings, Passage, Story, Telling, Topic
from generator.nouns.ids import ArticleId
from generator.nouns.judgement import Judgement
from generator.resolve.actors import resolved
from generator.resolve.called import called
from generator.resolve.contribution import contributions
from generator.resolve.disagreements import disagreements, readable
from generator.resolve.disagreements.settled import settled
from generator.resolve.meetings import meetings, reported
from generator.resolve.quotations import quotations
from generator.resolve.retell import unheard
from generator.resolve.roles import ledger, stated
from generator.resolve.texts import Split, split
from generator.resolve.timeline import events
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
    wanted = tuple(one.model_dump_json().encode() for one in site.settings.topics)
    marks = (texts.mark, mark(judgements), *wanted)
    by_topic, passages = texts.topics(site.settings.topics)
    shared, alike = copied = texts.copies()
    found = engine.once(resolve, Findings, marks, corpus, passages, copied, judgements, engine)
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
        wanted = (one.model_dump_json().encode() for one in settings)
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


def resolve(
    corpus: Corpus, passages: Sequence[Passage], copied: Copies, judgements: Sequence[Judgement], engine: Engine
) -> Findings:
    """Find everything but what is found in texts alone, each subject after those that it rests on."""
    shared, alike = copied
    parts = contributions(corpus, engine)
    found = resolved(corpus, parts, judgements)
    reports = reported(corpus, {key: one.told for key, one in parts.items()}, found.of)
    met = meetings(corpus, reports)
    said = stated(corpus, found.of)
    known = called(corpus, found.actors, said, engine)
    every = disagreements(
        corpus,
        found.of,
        said=said,
        called={actor: one.drafts for actor, one in known.items()},
        actors=found.actors,
        reports=reports,
        meetings=met,
        stories=shared,
        tellings=alike,
        counts={key: one.counts for key, one in parts.items()},
        deeds={key: dict(one.deeds) for key, one in parts.items()},
    )
    differing, problems = settled(every, judgements)
    dated = {key: one.dated for key, one in parts.items()}
    return Findings(
        actors=found.actors,
        held_apart=found.held_apart,
        roles=ledger((line for one in known.values() for line in one.lines), found.of, found.bearing),
        meetings=met,
        events=events(corpus, dated, found.of, passages=passages, stories=shared, meetings=met, engine=engine),
        quotations=quotations(corpus, found.of),
        disagreements=tuple(one for one in differing if readable(one)),
        crowded=tuple(one for one in differing if not readable(one)),
        problems=(*found.problems, *problems, *unheard(corpus, judgements)),
    )
