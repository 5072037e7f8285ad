"""All disagreements, each kind by its own rule.

Each kind is found block by block (a person, an office, a meeting, an event), and each version counts its independent
accounts: copies of one text do not outvote anybody. What an editor settled comes last, what they dismissed not at all.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import msgspec

from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Locus
from generator.nouns.findings import Actor, Disagreement
from generator.nouns.ids import ActorId, ArticleId
from generator.nouns.independence import Independence
from generator.resolve.articles import Articles
from generator.resolve.called import Callings
from generator.resolve.disagreements import actions, figures, gathered, namesakes, offices, spellings
from generator.resolve.disagreements.draft import Draft, Scene
from generator.resolve.disagreements.gathered import Gathered
from generator.resolve.disagreements.weighed import weighed
from generator.resolve.index import Index, kept, place_of
from generator.resolve.meetings import Side as Met
from generator.resolve.reports import Reports
from generator.resolve.roles import Stated
from generator.resolve.shared import Stories

_MOST = 8
"""Versions of one thing that are told apart; of more, nobody would read them side by side."""


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What disagreements are found on."""

    articles: Articles
    actors: Sequence[Actor]
    callings: Callings
    reports: Reports
    stories: Stories

    def scene(self) -> Scene:
        """Set the scene."""
        return Scene(
            corpus=self.articles.corpus,
            of=self.articles.of,
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


class Counted(msgspec.Struct, frozen=True, array_like=True):
    """What an article counts, and the places that it names by paragraph."""

    counts: figures.Counts
    places: tuple[tuple[int, frozenset[ActorId]], ...]


class Kept(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """What disagreements are found by, and those that were."""

    soles: list[tuple[ActorId, tuple[offices.Office, ...]]]
    posts: list[tuple[ActorId, tuple[namesakes.Post, ...]]]
    posted: list[tuple[namesakes.Post, tuple[tuple[namesakes.Pair, Draft], ...]]]
    gathered: gathered.Kept
    spelled: dict[ActorId, tuple[Draft, ...]]
    counts: dict[ArticleId, Counted]
    deeds: dict[ArticleId, tuple[tuple[actions.Deed, tuple[Locus, ...]], ...]]
    made: list[tuple[Draft, Disagreement]]


class Disagreements:
    """All disagreements, kept by the block that each was found in."""

    def __init__(self) -> None:
        """Know of none yet."""
        self._actors: dict[ActorId, Actor] = {}
        self._soles: offices.Holders = Index()
        self._posts: namesakes.Holders = Index()
        self._posted: dict[namesakes.Post, tuple[tuple[namesakes.Pair, Draft], ...]] = {}
        self._gathered = Gathered()
        self._spelled: dict[ActorId, tuple[Draft, ...]] = {}
        self._counts: dict[ArticleId, Counted] = {}
        self._deeds: dict[ArticleId, actions.Deeds] = {}
        self._made: dict[Draft, Disagreement] = {}
        self._found: tuple[Disagreement, ...] = ()

    def kept(self, reports: Reports) -> Kept:
        """Write down the disagreements."""
        return Kept(
            soles=self._soles.held(),
            posts=self._posts.held(),
            posted=list(self._posted.items()),
            gathered=self._gathered.kept(reports),
            spelled={actor: drafts for actor, drafts in self._spelled.items() if drafts},
            counts=self._counts,
            deeds={key: tuple(one.items()) for key, one in self._deeds.items()},
            made=list(self._made.items()),
        )

    def resume(self, kept: Kept, actors: Sequence[Actor], reports: Reports) -> None:
        """Go on from the disagreements that another process found, when these were the ``actors``."""
        self._actors = {one.id: one for one in actors}
        places = {actor: actor for actor in self._actors}
        self._soles.resume(kept.soles, places)
        self._posts.resume(kept.posts, places)
        self._posted = dict(kept.posted)
        self._gathered.resume(kept.gathered, reports)
        self._spelled, self._counts, self._made = kept.spelled, kept.counts, dict(kept.made)
        self._deeds = {key: dict(one) for key, one in kept.deeds.items()}

    def rest(self) -> None:
        """Let go of what rows were read from."""
        self._soles.rest()
        self._posts.rest()
        self._gathered.rest()

    def update(self, ground: Ground, changes: Changes) -> tuple[Disagreement, ...]:
        """Find all disagreements, those that matter most first, with those of too many versions (see ``readable``)."""
        scene = ground.scene()
        before, self._actors = self._actors, {one.id: one for one in ground.actors}
        stale = {key for key in before.keys() | self._actors.keys() if _other(before.get(key), self._actors.get(key))}
        stale |= changes.called

        def said(actor: ActorId) -> Sequence[Stated]:
            return scene.said(actor) if actor not in scene.past else ()

        def posts(actor: ActorId) -> Iterator[tuple[namesakes.Post, Stated]]:
            return namesakes.posts(scene.names.get(actor, ""), said(actor))

        self._soles.read, self._posts.read = (lambda actor: offices.soles(said(actor))), posts
        others: set[namesakes.Post] = set()
        for actor in stale:
            self._soles.put(actor, actor, self._soles.read(actor))
            others |= self._posts.put(actor, actor, posts(actor))
        # Days are compared by the words of the sentences, too, which a report does not have.
        reworded = (side for key in changes.articles for side in ground.reports.sides(key))
        self._gathered.update(scene, ground.reports, changes.sides.union(reworded), stale)
        self._respell(ground, before, changes.articles)
        self._recount(ground)
        drafts = [
            *namesakes.mistaken((*self._gathered.met(), *self._post(ground, scene, stale, others))),
            *self._gathered.drafts(scene, ground.reports),
            *offices.held(scene, self._soles),
            *figures.counted(ground.articles.corpus, *self._counted(ground.articles.corpus), scene.names),
            *actions.contrary(ground.articles.corpus, *self._done(ground)),
        ]
        for actor in sorted(self._actors):
            if actor in ground.callings.called:
                drafts.extend(ground.callings.called[actor].drafts)
            drafts.extend(self._spelled.get(actor, ()))
        told = {draft: _articles(draft) for draft in drafts}
        former = self._made
        known = {draft for draft, articles in told.items() if draft in former and articles.isdisjoint(changes.articles)}
        fresh = [articles for draft, articles in told.items() if draft not in known]
        independence = Independence(*ground.stories.among(set().union(*fresh)))
        corpus = ground.articles.corpus
        self._made = {one: former[one] if one in known else weighed(corpus, one, independence) for one in told}
        found = _distinct(one for one in self._made.values() if len(one.versions) > 1)
        self._found = kept(sorted(found, key=_rank), self._found)
        return self._found

    def _post(
        self, ground: Ground, scene: Scene, stale: set[ActorId], posts: set[namesakes.Post]
    ) -> Iterator[tuple[namesakes.Pair, Draft]]:
        """Look again at namesakes in one of some ``posts``, or in one of somebody who is ``stale`` or named in an
        article that is touched; give all.
        """
        named = {actor for key in ground.articles.touched for actor in ground.articles.of.get(key, {}).values()}
        again = posts.union(*(self._posts.keys_of(actor) for actor in stale | named))
        for post, found in self._posted.items():
            if any(not stale.isdisjoint(draft.actors) for _, draft in found):
                again.add(post)
        for post in again:
            by = {actor: self._posts.of(actor)[post] for actor in self._posts.holders(post)}
            if found := tuple(namesakes.posted(scene, post, by)):
                self._posted[post] = found
            else:
                self._posted.pop(post, None)
        return chain.from_iterable(self._posted[post] for post in sorted(self._posted))

    def _respell(self, ground: Ground, before: Mapping[ActorId, Actor], articles: set[ArticleId]) -> None:
        """Look again at how people are spelled whose names, or what stands beside them, changed."""
        said = {actor for key in articles for actor in ground.articles.of.get(key, {}).values()}
        for actor in before.keys() - self._actors.keys():
            self._spelled.pop(actor, None)
        for key, one in self._actors.items():
            if one.kind == "person" and (key in said or before.get(key) is not one):
                self._spelled[key] = tuple(spellings.spellings(one, ground.articles.corpus))

    def _recount(self, ground: Ground) -> None:
        """Read anew what articles count, with the places that they name, and what they say is done with whom."""
        for key in ground.articles.touched:
            self._counts.pop(key, None)
            self._deeds.pop(key, None)
            part = ground.articles.parts.get(key)
            if part is not None and part.counts.figures:
                self._counts[key] = Counted(part.counts, _placed(ground, key))
            if part is not None and part.deeds:
                self._deeds[key] = dict(part.deeds)

    def _counted(self, corpus: Corpus) -> tuple[dict[ArticleId, figures.Counts], dict[ArticleId, figures.Places]]:
        """Give what articles count that count anything, and the places that they name, in the order of the corpus."""
        ordered = [(key, self._counts[key]) for key in _ordered(self._counts, corpus)]
        return {key: one.counts for key, one in ordered}, {key: dict(one.places) for key, one in ordered}

    def _done(self, ground: Ground) -> tuple[dict[ArticleId, actions.Deeds], list[frozenset[ArticleId]]]:
        """Give what articles say is done with whom, and which of these articles tell of one event."""
        deeds = {key: self._deeds[key] for key in _ordered(self._deeds, ground.articles.corpus)}
        events: dict[object, set[ArticleId]] = {}
        for key in deeds:
            for event in (*ground.stories.of(key), *ground.reports.of(key)):
                events.setdefault(event, set()).add(key)
        together = {frozenset(some) for some in events.values() if len(some) > 1}
        return deeds, sorted(together, key=sorted)


def _ordered(articles: Iterable[ArticleId], corpus: Corpus) -> list[ArticleId]:
    return sorted(articles, key=lambda key: place_of(corpus.cards[key]))


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


def _placed(ground: Ground, key: ArticleId) -> tuple[tuple[int, frozenset[ActorId]], ...]:
    """Give the places that an article names, by paragraph."""
    own = ground.articles.of.get(key, {})
    found: dict[int, set[ActorId]] = {}
    for one in ground.articles.corpus.accounts[key].mentions:
        actor = own.get(one.chain) if one.form == "name" else None
        if actor is not None and actor.startswith("place:"):
            found.setdefault(one.paragraph, set()).add(actor)
    return tuple((paragraph, frozenset(some)) for paragraph, some in found.items())


def _articles(draft: Draft) -> set[ArticleId]:
    return {locus.article for _, loci in draft.sides for locus in loci}


def _rank(one: Disagreement) -> tuple[float, bool, int, str]:
    accounts = sum(version.accounts for version in one.versions)
    return (-one.evidence.score, one.updated, -accounts, one.subject)
