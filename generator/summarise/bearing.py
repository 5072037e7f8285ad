"""What the findings say of each article that its sentences inherit, kept from one run to the next."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import zip_longest
from typing import Literal, NamedTuple

import msgspec

from generator.engine.middle import middle
from generator.nouns.corpus import Corpus
from generator.nouns.findings import Actor, ChainRef, Findings, Passage
from generator.nouns.ids import ActorId, ArticleId, TopicId


class About(NamedTuple):
    """A paragraph's belonging to a topic, as far as its sentences inherit it: score, and the words that decided."""

    topic: TopicId
    score: float
    words: tuple[str, ...]


Turned = Mapping[ArticleId, AbstractSet[int]]
"""The chains of articles, by their numbers, that are others' than before."""
Topics = tuple[tuple[About, ...], ...]
"""What each paragraph of an article is about."""


class Bearing(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """What the findings say of an article: the actor of each chain (empty: none), each paragraph's topics."""

    actors: tuple[ActorId | Literal[""], ...] = ()
    topics: Topics = ()


class Bearings:
    """The bearing of each article. ``actors`` are those of its chains, by the chains' numbers."""

    def __init__(self) -> None:
        """Know of nothing yet."""
        self.of: dict[ArticleId, Bearing] = {}
        self.actors: dict[ArticleId, dict[int, ActorId]] = {}
        self._topics: dict[ArticleId, dict[int, Passage]] = {}
        self._known: tuple[Actor, ...] = ()
        self._passages: tuple[Passage, ...] = ()

    def turn(self, corpus: Corpus, findings: Findings, changed: Collection[ArticleId]) -> Turned:
        """Take corpus and findings as they are now; give the articles of which something else is said.

        ``changed`` are the articles that are new, gone, or not what they were.
        """
        # Of those that another process wrote down it is not known what bore upon them: it may be nothing any more.
        again = () if self._known or self._passages else self.of
        concerned = {*again, *changed, *self._turned(findings.actors), *self._sorted_anew(findings.passages)}
        moved = {}
        for key in concerned:
            if key not in corpus.articles:
                for table in (self.of, self.actors, self._topics):
                    table.pop(key, None)
                continue
            before = self.of.get(key, Bearing())
            found = self._bearing(corpus, key, None if key in changed else self.of.get(key))
            if found != before or key not in self.of:
                self.of[key] = found
                owners = zip_longest(before.actors, found.actors)
                moved[key] = {number for number, (one, other) in enumerate(owners) if one != other}
        return moved

    def _bearing(self, corpus: Corpus, key: ArticleId, before: Bearing | None) -> Bearing:
        """Tell what is said of an article; ``before`` has the size of one that is what it was."""
        actors, topics = self.actors.get(key, {}), self._topics.get(key, {})
        chains = len(corpus.accounts[key].chains if before is None else before.actors)
        paragraphs = len(corpus.articles[key].paragraphs if before is None else before.topics)
        return Bearing(
            actors=tuple([actors.get(chain, "") for chain in range(chains)]),
            topics=tuple([_about(topics[number]) if number in topics else () for number in range(paragraphs)]),
        )

    def _turned(self, actors: tuple[Actor, ...]) -> Iterator[ArticleId]:
        """Put what has become of actors in the place of what they were; give the articles that it concerns."""
        if actors == self._known:
            return
        new, before = {one.id: one for one in actors}, {one.id: one for one in self._known}
        lost = [(key, ref) for key, one in before.items() for ref in _apart(one, new.get(key))]
        won = [(key, ref) for key, one in new.items() for ref in _apart(one, before.get(key))]
        for _, ref in lost:
            del self.actors[ref.article][ref.chain]
            yield ref.article
        for key, ref in won:
            self.actors.setdefault(ref.article, {})[ref.chain] = key
            yield ref.article
        self._known = actors

    def _sorted_anew(self, passages: tuple[Passage, ...]) -> Iterator[ArticleId]:
        """Put new passages in the place of former ones; give the articles that have them."""
        gone, come = middle(self._passages, passages)
        for one in self._passages[gone]:
            self._topics[one.article].pop(one.paragraph, None)
            yield one.article
        for one in passages[come]:
            self._topics.setdefault(one.article, {})[one.paragraph] = one
            yield one.article
        self._passages = passages


def _apart(one: Actor, other: Actor | None) -> Sequence[ChainRef] | Collection[ChainRef]:
    """Give the chains that an actor has and another state of it has not."""
    if other is one or other == one:
        return ()
    return one.chains if other is None else frozenset(one.chains).difference(other.chains)


def _about(passage: Passage) -> tuple[About, ...]:
    return tuple([About(one.topic, one.score, one.words) for one in passage.matches])
