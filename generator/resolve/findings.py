"""All findings of the corpus, each by its own subject."""

from collections.abc import Sequence

from generator.engine.executor import Engine
from generator.nouns.corpus import Corpus
from generator.nouns.findings import Findings
from generator.nouns.judgement import Judgement
from generator.resolve.actors import resolved
from generator.resolve.disagreements import disagreements
from generator.resolve.disagreements.settled import settled
from generator.resolve.meetings import meetings, reported
from generator.resolve.quotations import quotations
from generator.resolve.roles import ledger
from generator.resolve.stories import stories, tellings
from generator.resolve.timeline import events
from generator.resolve.topics import topics
from generator.settings import Site


def findings(corpus: Corpus, site: Site, judgements: Sequence[Judgement], engine: Engine) -> Findings:
    """Find who is who and what they are called, what the passages are about, and what the articles share.

    A pure function of the corpus, the settings and the judgements; the engine is for remembering.
    """
    del engine  # nothing here is worth remembering yet
    found = resolved(corpus, judgements)
    by_topic, passages = topics(corpus, site.settings.topics)
    shared = stories(corpus)
    alike = tellings(corpus, shared)
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
        disagreements=differing,
        problems=(*found.problems, *problems),
    )
