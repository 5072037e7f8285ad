"""All findings of the corpus, each by its own subject."""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from generator.engine.digest import mark
from generator.engine.executor import Engine
from generator.nouns.corpus import Corpus
from generator.nouns.findings import Findings, Passage, Story, Telling, Topic
from generator.nouns.judgement import Judgement
from generator.resolve.actors import resolved
from generator.resolve.disagreements import disagreements, readable
from generator.resolve.disagreements.settled import settled
from generator.resolve.meetings import meetings, reported
from generator.resolve.quotations import quotations
from generator.resolve.roles import ledger
from generator.resolve.stories import stories, tellings
from generator.resolve.timeline import events
from generator.resolve.topics import topics
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
    texts = mark(chain(corpus.articles.values(), corpus.accounts.values()))
    wanted = tuple(one.model_dump_json().encode() for one in site.settings.topics)
    marks = (texts, mark(judgements), *wanted)
    return engine.once(resolve, Findings, marks, corpus, site.settings.topics, judgements, _Remembered(engine, texts))


class _Remembered(NamedTuple):
    """What neither actors nor judgements bear upon, and need not be found again when these change."""

    engine: Engine
    texts: bytes

    def topics(self, corpus: Corpus, settings: Sequence[TopicSettings]) -> Sorted:
        wanted = (one.model_dump_json().encode() for one in settings)
        return self.engine.once(by_topics, Sorted, (self.texts, *wanted), corpus, settings)

    def copies(self, corpus: Corpus) -> Copies:
        return self.engine.once(copies, Copies, (self.texts,), corpus)


def by_topics(corpus: Corpus, settings: Sequence[TopicSettings]) -> Sorted:
    """Sort the passages by topic."""
    return Sorted(*topics(corpus, settings))


def copies(corpus: Corpus) -> Copies:
    """Find what is told twice."""
    shared = stories(corpus)
    return Copies(shared, tellings(corpus, shared))


def resolve(
    corpus: Corpus, settings: Sequence[TopicSettings], judgements: Sequence[Judgement], known: _Remembered
) -> Findings:
    """Find everything, each subject after those that it rests on."""
    by_topic, passages = known.topics(corpus, settings)
    shared, alike = known.copies(corpus)
    found = resolved(corpus, judgements)
    reports = reported(corpus, found.of)
    met = meetings(corpus, reports)
    every = disagreements(
        corpus, found.of, actors=found.actors, reports=reports, meetings=met, stories=shared, tellings=alike
    )
    differing, problems = settled(every, judgements)
    return Findings(
        actors=found.actors,
        held_apart=found.held_apart,
        roles=ledger(corpus, found.of, found.bearing),
        topics=by_topic,
        passages=passages,
        stories=shared,
        tellings=alike,
        meetings=met,
        events=events(corpus, found.of, passages, shared),
        quotations=quotations(corpus, found.of),
        disagreements=tuple(one for one in differing if readable(one)),
        crowded=tuple(one for one in differing if not readable(one)),
        problems=(*found.problems, *problems),
    )
