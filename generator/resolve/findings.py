"""All findings of the corpus, each by its own subject."""

from collections.abc import Sequence

from generator.engine.executor import Engine
from generator.nouns.corpus import Corpus
from generator.nouns.findings import Findings
from generator.nouns.judgement import Judgement
from generator.resolve.actors import resolved
from generator.resolve.roles import ledger
from generator.resolve.stories import stories, tellings
from generator.resolve.topics import topics
from generator.settings import Site


def findings(corpus: Corpus, site: Site, judgements: Sequence[Judgement], engine: Engine) -> Findings:
    """Find who is who and what they are called, what the passages are about, and what the articles share.

    A pure function of the corpus, the settings and the judgements; the engine tells how long each subject takes.
    """
    with engine.report.timed("actors"):
        found = resolved(corpus, judgements)
        roles = ledger(corpus, found.of, found.bearing)
    with engine.report.timed("topics"):
        by_topic, passages = topics(corpus, site.settings.topics)
    with engine.report.timed("stories"):
        shared = stories(corpus)
        independent = tellings(corpus, shared)
    return Findings(
        actors=found.actors,
        held_apart=found.held_apart,
        roles=roles,
        topics=by_topic,
        passages=passages,
        stories=shared,
        tellings=independent,
        problems=found.problems,
    )
