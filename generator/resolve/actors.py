"""Actors of the corpus: chains of all articles joined, named, given ids, with the reason for every name they bear.

Who is who depends on names alone and not on where they stand. So where an edit changes other words, what was joined in
the run before stands as it is, and only the places are told anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.engine.executor import Engine
from generator.engine.memory import alike
from generator.nouns.corpus import Corpus
from generator.nouns.findings import Actor, HeldApart
from generator.nouns.ids import ActorId
from generator.nouns.judgement import Judgement
from generator.nouns.problem import Problem
from generator.resolve.drafts import finished
from generator.resolve.facts import Owners
from generator.resolve.joined import Joined
from generator.resolve.joining import Joining, Parts
from generator.resolve.judgements import Bearing


@dataclass(frozen=True, kw_only=True)
class Resolved:
    """Actors sorted by id, pairs held apart, and what the role ledger and others need; with all that it was made of."""

    actors: tuple[Actor, ...]
    held_apart: tuple[HeldApart, ...]
    joined: Joined
    joining: Joining
    corpus: Corpus
    parts: Parts
    judgements: tuple[Judgement, ...]

    @property
    def of(self) -> Owners:
        """Tell whose each chain is."""
        return self.joined.of

    @property
    def bearing(self) -> Bearing:
        """Give the judgements as they bear on the corpus."""
        return self.joined.bearing

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Give what is wrong with the judgements."""
        return self.joined.problems


def resolved(
    corpus: Corpus, parts: Parts, judgements: Sequence[Judgement], engine: Engine, before: Resolved | None = None
) -> Resolved:
    """Join the chains of all accounts into actors.

    ``parts`` are the contributions of all articles, in the order of the corpus. What of ``before``, the outcome of
    another run, would come out the same is taken from it.
    """
    joining = before.joining if before is not None else Joining()
    joined = joining.update(corpus, parts, judgements, engine)
    rank = {article: place for place, article in enumerate(corpus.order)}
    firsts = {key: one.firsts for key, one in parts.items()}
    actors: dict[ActorId, Actor] = {}
    former = {one.id: one for one in before.actors} if before is not None else {}
    moved = _moved(corpus, parts, joined.of, before) if before is not None else frozenset()
    for own, draft in joined.drafts.items():
        old = former.get(own)
        stands = old is not None and before is not None and before.joined.drafts[own] is draft and own not in moved
        if old is None or not stands:
            made = finished(draft, own, rank, firsts)
            old = old if old == made else made
        actors[own] = old
    held = {
        pair: HeldApart(left=pair[0], right=pair[1], evidence=grounds.evidence(firsts))
        for pair, grounds in joined.held.items()
    }
    known = {(one.left, one.right): one for one in before.held_apart} if before is not None else {}
    return Resolved(
        actors=tuple(actors.values()),
        held_apart=tuple(alike(held, known).values()),
        joined=joined,
        joining=joining,
        corpus=corpus,
        parts=parts,
        judgements=tuple(judgements),
    )


def _moved(corpus: Corpus, parts: Parts, of: Owners, before: Resolved) -> frozenset[ActorId]:
    """Give those whose names stand elsewhere in an article than before, or whose articles are in another order."""
    found: set[ActorId] = set()
    for key, one in parts.items():
        old = before.parts.get(key)
        if one is old:
            continue
        same = old is not None and corpus.cards[key].published == before.corpus.cards[key].published
        kept = old.firsts if old is not None and same else ()
        found.update(
            own for number, own in of.get(key, {}).items() if number >= len(kept) or kept[number] != one.firsts[number]
        )
    return frozenset(found)
