"""All disagreements, each kind by its own rule.

Each kind is found block by block (a person, an office, a meeting, an event), and each version counts its independent
accounts: copies of one text do not outvote anybody. What an editor settled comes last, what they dismissed not at all.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import msgspec

from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Evidence
from generator.nouns.findings import Actor, Disagreement, Version
from generator.nouns.ids import ActorId, ArticleId
from generator.nouns.independence import Independence
from generator.resolve.called import Callings
from generator.resolve.contribution import Contribution
from generator.resolve.disagreements import actions, figures, namesakes, offices, spellings
from generator.resolve.disagreements.draft import Draft, Scene, Side
from generator.resolve.disagreements.gathered import Gathered
from generator.resolve.facts import Owners
from generator.resolve.index import Index, kept
from generator.resolve.meetings import Side as Met
from generator.resolve.meetings import day_of
from generator.resolve.reports import Reports
from generator.resolve.shared import Stories

_MOST = 8
"""Versions of one thing that are told apart; of more, nobody would read them side by side."""


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What disagreements are found on. ``parts`` are what articles contribute, ``names`` those of all actors."""

    corpus: Corpus
    parts: Mapping[ArticleId, Contribution]
    of: Owners
    actors: Sequence[Actor]
    callings: Callings
    reports: Reports
    stories: Stories

    def scene(self) -> Scene:
        """Set the scene."""
        return Scene(
            corpus=self.corpus,
            of=self.of,
            names={one.id: one.name for one in self.actors},
            articles={one.id: one.articles for one in self.actors},
            past=frozenset(one.id for one in self.actors if one.historical),
            said=self.callings.said,
            events=lambda article: {*self.stories.of(article), *self.reports.of(article)},
        )


@dataclass(frozen=True, kw_only=True)
class Changes:
    """What changed since disagreements were found: articles by what they say or what is shared with them, the sides of
    meetings, and people by what they are called.
    """

    articles: set[ArticleId]
    sides: set[Met]
    called: set[ActorId]


class Disagreements:
    """All disagreements, kept by the block that each was found in."""

    def __init__(self) -> None:
        """Know of none yet."""
        self._actors: dict[ActorId, Actor] = {}
        self._soles: offices.Holders = Index()
        self._posts: namesakes.Holders = Index()
        self._gathered = Gathered()
        self._spelled: dict[ActorId, tuple[Draft, ...]] = {}
        self._made: dict[Draft, Disagreement] = {}
        self._found: tuple[Disagreement, ...] = ()

    def update(self, ground: Ground, changes: Changes) -> tuple[Disagreement, ...]:
        """Find all disagreements, those that matter most first, with those of too many versions (see ``readable``)."""
        scene = ground.scene()
        before, self._actors = self._actors, {one.id: one for one in ground.actors}
        stale = {key for key in before.keys() | self._actors.keys() if _other(before.get(key), self._actors.get(key))}
        stale |= changes.called
        for actor in stale:
            said = scene.said.get(actor, ()) if actor not in scene.past else ()
            self._soles.put(actor, actor, offices.soles(said))
            self._posts.put(actor, actor, namesakes.posts(scene.names.get(actor, ""), said))
        # Days are compared by the words of the sentences, too, which a report does not have.
        reworded = (side for key in changes.articles for side in ground.reports.sides(key))
        self._gathered.update(scene, ground.reports, changes.sides.union(reworded), stale)
        self._respell(ground, before, changes.articles)
        drafts = [
            *namesakes.mistaken((*self._gathered.met(), *namesakes.posted(scene, self._posts))),
            *self._gathered.drafts(scene, ground.reports),
            *offices.held(scene, self._soles),
            *figures.counted(ground.corpus, _counts(ground), _places(ground), scene.names),
            *actions.contrary(ground.corpus, *_deeds(ground)),
        ]
        for actor in sorted(self._actors):
            if actor in ground.callings.called:
                drafts.extend(ground.callings.called[actor].drafts)
            drafts.extend(self._spelled.get(actor, ()))
        told = {draft: _articles(draft) for draft in drafts}
        former, self._made = self._made, {}
        known = {draft for draft, articles in told.items() if draft in former and articles.isdisjoint(changes.articles)}
        fresh = [articles for draft, articles in told.items() if draft not in known]
        independence = Independence(*ground.stories.among(set().union(*fresh)))
        for draft in told:
            self._made[draft] = former[draft] if draft in known else _made(ground.corpus, draft, independence)
        found = _distinct(one for one in self._made.values() if len(one.versions) > 1)
        self._found = kept(sorted(found, key=_rank), self._found)
        return self._found

    def _respell(self, ground: Ground, before: Mapping[ActorId, Actor], articles: set[ArticleId]) -> None:
        """Look again at how people are spelled whose names, or what stands beside them, changed."""
        said = {actor for key in articles for actor in ground.of.get(key, {}).values()}
        for actor in before.keys() - self._actors.keys():
            self._spelled.pop(actor, None)
        for key, one in self._actors.items():
            if one.kind == "person" and (key in said or before.get(key) is not one):
                self._spelled[key] = tuple(spellings.spellings(one, ground.corpus))


def _other(left: Actor | None, right: Actor | None) -> bool:
    """Tell whether an actor is another than before, but for where its names stand."""
    if left is right:
        return False
    if left is None or right is None or bool(left.historical) != bool(right.historical):
        return True
    return left.name != right.name or left.articles != right.articles


def readable(one: Disagreement) -> bool:
    """Tell whether a disagreement has no more versions than can be shown side by side."""
    return len(one.versions) <= _MOST


def _distinct(found: Iterable[Disagreement]) -> Iterable[Disagreement]:
    """Give each its own subject, which a judgement names it by: those that share one name their versions too."""
    ordered = sorted(found, key=_rank, reverse=True)
    counts = Counter(one.subject for one in ordered)
    kept: dict[str, Disagreement] = {}
    for one in ordered:
        told = " or ".join(sorted(version.value for version in one.versions))
        subject = f"{one.subject}: {told}" if counts[one.subject] > 1 else one.subject
        kept[subject] = msgspec.structs.replace(one, subject=subject)
    return kept.values()


def _counts(ground: Ground) -> dict[ArticleId, figures.Counts]:
    """Give what articles count that count anything."""
    return {key: one.counts for key, one in ground.parts.items() if one.counts.figures}


def _places(ground: Ground) -> dict[ArticleId, dict[int, frozenset[ActorId]]]:
    """Give the places that articles which count something name, by paragraph."""
    kinds = {one.id: one.kind for one in ground.actors}
    return {key: _placed(ground, key, kinds) for key in _counts(ground)}


def _placed(ground: Ground, key: ArticleId, kinds: Mapping[ActorId, str]) -> dict[int, frozenset[ActorId]]:
    own = ground.of.get(key, {})
    found: dict[int, set[ActorId]] = {}
    for one in ground.corpus.accounts[key].mentions:
        actor = own.get(one.chain) if one.form == "name" else None
        if actor is not None and kinds[actor] == "place":
            found.setdefault(one.paragraph, set()).add(actor)
    return {paragraph: frozenset(some) for paragraph, some in found.items()}


def _deeds(ground: Ground) -> tuple[dict[ArticleId, actions.Deeds], list[frozenset[ArticleId]]]:
    """Give what articles say is done with whom, and which of these articles tell of one event."""
    deeds: dict[ArticleId, actions.Deeds] = {key: dict(one.deeds) for key, one in ground.parts.items() if one.deeds}
    events: dict[object, set[ArticleId]] = {}
    for key in deeds:
        for event in (*ground.stories.of(key), *ground.reports.of(key)):
            events.setdefault(event, set()).add(key)
    together = {frozenset(some) for some in events.values() if len(some) > 1}
    return deeds, sorted(together, key=sorted)


def _articles(draft: Draft) -> set[ArticleId]:
    return {locus.article for _, loci in draft.sides for locus in loci}


def _made(corpus: Corpus, draft: Draft, independence: Independence) -> Disagreement:
    """Count the accounts of each version, and tell by dates whether one may have followed the other."""
    versions = tuple(_version(corpus, side, independence) for side in draft.sides)
    updated = draft.kind not in {"spelling", "participants", "identity"} and _in_turn(versions)
    ending = "; the later articles may tell what has changed since" if updated else ""
    return Disagreement(
        kind=draft.kind,
        subject=draft.subject,
        versions=versions,
        actors=draft.actors,
        updated=updated,
        evidence=Evidence(
            rule=draft.rule,
            reason=f"{draft.reason}{ending}.",
            score=draft.score,
            loci=tuple(sorted({locus for one in versions for locus in one.loci})),
        ),
    )


def _version(corpus: Corpus, side: Side, independence: Independence) -> Version:
    value, loci = side
    days = sorted(day_of(corpus.cards[locus.article].published.value) for locus in loci)
    return Version(
        value=value,
        loci=loci,
        accounts=independence.count(loci),
        first=days[0] if days and all(days) else "",
        last=days[-1] if days and all(days) else "",
    )


def _in_turn(versions: Iterable[Version]) -> bool:
    """Tell whether every article of each version is older than all of the next, and all are dated."""
    ordered = sorted(versions, key=lambda one: one.first)
    return all(one.first for one in ordered) and all(before.last < after.first for before, after in pairwise(ordered))


def _rank(one: Disagreement) -> tuple[float, bool, int, str]:
    accounts = sum(version.accounts for version in one.versions)
    return (-one.evidence.score, one.updated, -accounts, one.subject)
