"""Every subject after those that it rests on; and what of them a later run may take up.

A run reads the articles that changed, and those whose chains are others' now, and redoes what these bear upon: from
nothing, that is all. So both go the same way, and what comes of them is the same. A run in another process goes on from
what was written down: who is in which block, and what was found there; rows of a block are read when it is redone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from generator.engine.executor import Engine
from generator.engine.kept import keep, state_of
from generator.nouns.corpus import Corpus
from generator.nouns.findings import (
    Actor,
    Event,
    Findings,
    HeldApart,
    Meeting,
    Passage,
    Quotation,
    Role,
    Story,
    Telling,
)
from generator.nouns.ids import ActorId, ArticleId
from generator.nouns.judgement import Judgement
from generator.resolve import called, dates, reports
from generator.resolve.actors import Resolved, resolved
from generator.resolve.articles import Articles
from generator.resolve.called import Callings
from generator.resolve.contribution import Edits, contributions, edits
from generator.resolve.dates import Around, Timeline
from generator.resolve.disagreements import found as differing
from generator.resolve.disagreements.found import Changes, Disagreements, Ground, readable
from generator.resolve.disagreements.settled import settled
from generator.resolve.facts import Owners
from generator.resolve.index import Place, kept, place_of
from generator.resolve.joining import Joining, KeptJoining
from generator.resolve.quotations import Quotations
from generator.resolve.reports import Reports
from generator.resolve.retell import unheard
from generator.resolve.roles import judged, ledger
from generator.resolve.shared import Passages, Stories, Topics

_STALE = 64
"""What was written down is written anew when more than this part of the articles is another."""


class Kept(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """All that was found, as it is kept for another process."""

    marks: dict[ArticleId, bytes]
    stood: dict[ArticleId, Place]
    joining: KeptJoining
    actors: tuple[Actor, ...]
    held_apart: tuple[HeldApart, ...]
    topics: dict[ArticleId, Topics]
    stories: tuple[tuple[Story, ...], tuple[Telling, ...]]
    callings: called.Kept
    reports: reports.Kept
    meetings: tuple[Meeting, ...]
    timeline: dates.Kept
    events: tuple[Event, ...]
    quotations: tuple[Quotation, ...]
    disagreements: differing.Kept


@dataclass(kw_only=True)
class _Known:
    """All that was found, by subject, article by article. Nothing of it outgrows the corpus.

    It was found in articles with these ``marks``, which ``stood`` there in the order of the corpus. ``others`` are so
    many of them that are another than in what was written down last, ``written`` the judgements that bore on that.
    """

    marks: Mapping[ArticleId, bytes] = field(default_factory=dict)
    stood: dict[ArticleId, Place] = field(default_factory=dict)
    who: Resolved | None = None
    passages: Passages = field(default_factory=Passages)
    stories: Stories = field(default_factory=Stories)
    callings: Callings = field(default_factory=Callings)
    judged: tuple[Role, ...] = ()
    reports: Reports = field(default_factory=Reports)
    timeline: Timeline = field(default_factory=Timeline)
    quotations: Quotations = field(default_factory=Quotations)
    disagreements: Disagreements = field(default_factory=Disagreements)

    others: int = 0
    written: Sequence[Judgement] | None = None
    settled: bool = False

    @classmethod
    def resumed(cls, kept: Kept) -> "_Known":
        """Go on from what another process wrote down."""
        known, stood, joining = (
            cls(marks=kept.marks, stood=kept.stood, written=kept.joining.judgements),
            kept.stood,
            Joining(),
        )
        joined = joining.resume(kept.joining)
        known.who = Resolved(actors=kept.actors, held_apart=kept.held_apart, joined=joined, joining=joining)
        known.passages.resume(kept.topics)
        known.stories.update(*kept.stories)
        known.callings.resume(kept.callings, {one.id: one.name for one in kept.actors}, stood)
        known.reports.resume(kept.reports, kept.meetings, stood)
        known.timeline.resume(kept.timeline, kept.events, stood)
        known.quotations.resume(kept.quotations)
        known.disagreements.resume(kept.disagreements, kept.actors, known.reports)
        return known

    def kept(self) -> Kept | None:
        """Write down what is here, for another process; nothing while it changes, once that was broken off, or where
        something failed, which is to be tried again.
        """
        if not self.settled or self.who is None:
            return None
        joining = self.who.joining.kept()
        self.others, self.written = 0, joining.judgements
        return Kept(
            marks=dict(self.marks),
            stood=self.stood,
            joining=joining,
            actors=self.who.actors,
            held_apart=self.who.held_apart,
            topics=self.passages.kept(),
            stories=self.stories.kept(),
            callings=self.callings.kept(),
            reports=self.reports.kept(),
            meetings=self.reports.ordered(),
            timeline=self.timeline.kept(),
            events=self.timeline.ordered(),
            quotations=self.quotations.ordered(self.stood),
            disagreements=self.disagreements.kept(self.reports),
        )

    @property
    def stale(self) -> bool:
        """Tell whether so much is another than what was written down that it should be written anew."""
        return self.who is not None and (
            self.others * _STALE > len(self.marks) or self.written != self.who.joining.judgements
        )

    def turn(self, corpus: Corpus, engine: Engine) -> Edits:
        """Take the articles as they are now; give what changed."""
        made = edits(corpus, self.marks, dict(self.stood), engine)
        self.settled = False
        self.marks = corpus.marks
        self.others += len(made.articles)
        for key in made.articles:
            self.stood.pop(key, None)
            if key in corpus.cards:
                self.stood[key] = place_of(corpus.cards[key])
        return made

    def rest(self) -> None:
        """Let go of what only one run has in hands."""
        for one in (self.callings, self.reports, self.timeline, self.disagreements):
            one.rest()


def resolve(  # noqa: PLR0917 - each is of its own type
    corpus: Corpus,
    passages: Sequence[Passage],
    stories: Sequence[Story],
    tellings: Sequence[Telling],
    judgements: Sequence[Judgement],
    engine: Engine,
) -> Findings:
    """Find everything but what is found in texts alone."""
    known = engine.take(__name__) or _resumed(engine) or _Known()
    parts, changed = contributions(corpus, engine), known.turn(corpus, engine)
    before = known.who
    found = resolved(corpus, parts, judgements, changed, before, whole=engine.warming)
    known.who = found
    owned = before.of if before is not None else {}
    touched = _touched(found.of, owned, changed)
    articles = Articles(corpus=corpus, parts=parts, of=found.of, touched=touched, edits=changed, was=owned)
    known.quotations.update(articles)
    recalled = known.callings.update(articles, {one.id: one.name for one in found.actors}, engine)
    sides, remet = known.reports.update(articles)
    shared = known.stories.update(stories, tellings)
    moved = known.passages.update(passages) | shared | (remet - known.reports.before.keys())

    def around(key: ArticleId, of: Mapping[int, ActorId]) -> Around:
        return Around(of, known.passages.topics(key), known.stories.spots(key), known.reports.told(key))

    def was(key: ArticleId, of: Mapping[int, ActorId]) -> Around:
        return around(key, of)._replace(meetings=known.reports.before[key])

    known.timeline.update(articles, around, was, moved, engine)
    ground = Ground(
        articles=articles,
        actors=found.actors,
        callings=known.callings,
        reports=known.reports,
        stories=known.stories,
    )
    changes = Changes(articles=changed.articles | shared, sides=sides, called=recalled)
    known.judged = kept(judged(found.of, found.bearing), known.judged)
    differing, problems = settled(known.disagreements.update(ground, changes), judgements)
    findings = Findings(
        actors=found.actors,
        held_apart=found.held_apart,
        roles=ledger(known.callings.lines(), known.judged),
        meetings=known.reports.ordered(),
        events=known.timeline.ordered(),
        quotations=known.quotations.ordered(corpus.order),
        disagreements=tuple(one for one in differing if readable(one)),
        crowded=tuple(one for one in differing if not readable(one)),
        problems=(*found.problems, *problems, *unheard(corpus, judgements)),
    )
    known.rest()
    known.settled = not engine.report.failures
    if known.settled:
        engine.leave(__name__, known)
        if known.stale:
            keep(engine, resolve, known.kept)
    return findings


def _resumed(engine: Engine) -> _Known | None:
    """Give what another process wrote down; not in a run that warms up, so that all is at hand after it."""
    kept = None if engine.warming else state_of(engine, resolve, Kept)
    return _Known.resumed(kept) if kept else None


def _touched(now: Owners, was: Owners, changed: Edits) -> set[ArticleId]:
    """Give the articles that are new or gone, that say something else, or whose chains are others' now."""
    if now is was:
        return changed.articles
    return changed.articles | {key for key in now.keys() | was.keys() if now.get(key) is not was.get(key)}
