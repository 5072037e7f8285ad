"""Every subject after those that it rests on; and what of them a later run in this process may take up.

A run reads the articles that changed, and those whose chains are others' now, and redoes what these bear upon: from
nothing, that is all. So both go the same way, and what comes of them is the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from generator.engine.executor import Engine
from generator.nouns.corpus import Corpus
from generator.nouns.findings import Findings, Passage, Role, Story, Telling
from generator.nouns.ids import ArticleId
from generator.nouns.judgement import Judgement
from generator.resolve.actors import Resolved, resolved
from generator.resolve.called import Callings
from generator.resolve.contribution import contributions
from generator.resolve.dates import Around, Timeline
from generator.resolve.disagreements.found import Changes, Disagreements, Ground, readable
from generator.resolve.disagreements.settled import settled
from generator.resolve.index import kept
from generator.resolve.quotations import Quotations
from generator.resolve.reports import Reports
from generator.resolve.retell import unheard
from generator.resolve.roles import judged, ledger
from generator.resolve.shared import Passages, Stories


@dataclass(kw_only=True)
class _Known:
    """All that was found, by subject, article by article. Nothing of it outgrows the corpus."""

    who: Resolved | None = None
    passages: Passages = field(default_factory=Passages)
    stories: Stories = field(default_factory=Stories)
    callings: Callings = field(default_factory=Callings)
    judged: tuple[Role, ...] = ()
    reports: Reports = field(default_factory=Reports)
    timeline: Timeline = field(default_factory=Timeline)
    quotations: Quotations = field(default_factory=Quotations)
    disagreements: Disagreements = field(default_factory=Disagreements)


def resolve(  # noqa: PLR0917 - each is of its own type
    corpus: Corpus,
    passages: Sequence[Passage],
    stories: Sequence[Story],
    tellings: Sequence[Telling],
    judgements: Sequence[Judgement],
    engine: Engine,
) -> Findings:
    """Find everything but what is found in texts alone."""
    known = engine.take(__name__) or _Known()
    parts = contributions(corpus, engine)
    before, found = known.who, resolved(corpus, parts, judgements, engine, known.who)
    known.who = found
    touched = _touched(found, before)
    names = {one.id: one.name for one in found.actors}
    known.quotations.update({key: one.speakers for key, one in parts.items()}, found.of, touched)
    roles = {key: one.roles for key, one in parts.items()}
    recalled = known.callings.update(corpus, roles, found.of, names=names, touched=touched, engine=engine)
    sides, remet = known.reports.update(corpus, {key: one.told for key, one in parts.items()}, found.of, touched)
    shared = known.stories.update(stories, tellings)
    moved = known.passages.update(passages) | shared | remet
    known.timeline.update(
        corpus,
        {key: one.dated for key, one in parts.items()},
        lambda key: Around(
            found.of.get(key, {}), known.passages.topics(key), known.stories.spots(key), known.reports.told(key)
        ),
        [*touched, *sorted(moved - set(touched))],
        engine,
    )
    ground = Ground(
        corpus=corpus,
        parts=parts,
        of=found.of,
        actors=found.actors,
        callings=known.callings,
        reports=known.reports,
        stories=known.stories,
    )
    changes = Changes(articles=_edited(corpus, before) | shared, sides=sides, called=recalled)
    known.judged = kept(judged(found.of, found.bearing), known.judged)
    differing, problems = settled(known.disagreements.update(ground, changes), judgements)
    findings = Findings(
        actors=found.actors,
        held_apart=found.held_apart,
        roles=ledger(known.callings.lines(), known.judged),
        meetings=known.reports.ordered(),
        events=known.timeline.ordered(),
        quotations=known.quotations.ordered(corpus),
        disagreements=tuple(one for one in differing if readable(one)),
        crowded=tuple(one for one in differing if not readable(one)),
        problems=(*found.problems, *problems, *unheard(corpus, judgements)),
    )
    if not engine.report.failures:  # what failed is to be tried again
        engine.leave(__name__, known)
    return findings


def _edited(corpus: Corpus, before: Resolved | None) -> set[ArticleId]:
    """Give the articles that are new or gone, or say something else."""
    former = before.corpus.marks if before is not None else {}
    return {key for key, _ in former.items() ^ corpus.marks.items()}


def _touched(now: Resolved, before: Resolved | None) -> list[ArticleId]:
    """Give the articles that are new or gone, that say something else, or whose chains are others' now."""
    if before is None:
        return list(now.corpus.order)
    marks, former = now.corpus.marks, before.corpus.marks
    gone = [key for key in before.corpus.order if key not in marks]
    return gone + [
        key for key in now.corpus.order if marks[key] != former.get(key) or now.of.get(key) is not before.of.get(key)
    ]
