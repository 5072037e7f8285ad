"""Actors of the corpus: chains of all articles joined, named, given ids, with the reason for every name they bear.

Who is who depends on names alone and not on where they stand. So where an edit changes other words, what was joined in
the run before stands as it is, and only the places are told anew.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Locus
from generator.nouns.findings import Actor, HeldApart
from generator.nouns.ids import ActorId, ArticleId
from generator.nouns.judgement import Judgement
from generator.nouns.problem import Problem
from generator.resolve.contribution import Edits
from generator.resolve.drafts import finished
from generator.resolve.facts import Fact, Firsts, Owners
from generator.resolve.index import kept, place_of
from generator.resolve.joined import Joined, opened
from generator.resolve.joining import Joining, Parts
from generator.resolve.judgements import Bearing


@dataclass(frozen=True, kw_only=True)
class Resolved:
    """Actors sorted by id, pairs held apart, and what the role ledger and others need; with what it was made by."""

    actors: tuple[Actor, ...]
    held_apart: tuple[HeldApart, ...]
    joined: Joined
    joining: Joining

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
    corpus: Corpus,
    parts: Parts,
    judgements: Sequence[Judgement],
    edits: Edits,
    before: Resolved | None = None,
    *,
    whole: bool = False,
) -> Resolved:
    """Join the chains of all accounts into actors.

    ``parts`` are the contributions of all articles, in the order of the corpus. What of ``before``, the outcome of
    another run, would come out the same in spite of the ``edits`` since then is taken from it. ``whole`` is as
    ``Joining.update`` has it.
    """
    former = before or Resolved(actors=(), held_apart=(), joined=Joined(), joining=Joining())
    joined = former.joining.update(corpus, parts, judgements, edits, whole=whole)

    @cache
    def rank() -> dict[ArticleId, int]:
        return {article: place for place, article in enumerate(corpus.order)}

    def facts(article: ArticleId) -> Sequence[Fact]:
        return parts[article].facts

    def firsts(article: ArticleId) -> Sequence[Locus | None]:
        return parts[article].firsts

    known, drafts = {one.id: one for one in former.actors}, joined.drafts
    stale = _moved(corpus, parts, joined.of, edits) if before is not None else set()
    if joined is not former.joined:
        stale.update(own for own, draft in drafts.items() if former.joined.drafts.get(own) is not draft)
    for own in stale:
        made = finished(opened(drafts[own], facts), own, rank(), firsts)
        if made != known.get(own):
            known[own] = made
    held = _held(joined, former, firsts, edits)
    return Resolved(
        actors=tuple(known[own] for own in drafts),
        held_apart=kept(held, former.held_apart),
        joined=joined,
        joining=former.joining,
    )


def _held(joined: Joined, former: Resolved, firsts: Firsts, edits: Edits) -> Iterator[HeldApart]:
    """Give the pairs that are held apart, those of before where the names that tell stand as they stood."""
    known = {(one.left, one.right): one for one in former.held_apart}
    for pair, one in joined.held.items():
        if former.joined.held.get(pair) == one and edits.articles.isdisjoint({ref.article for ref in one.refs}):
            yield known[pair]
        else:
            yield HeldApart(left=pair[0], right=pair[1], evidence=one.evidence(firsts))


def _moved(corpus: Corpus, parts: Parts, of: Owners, edits: Edits) -> set[ActorId]:
    """Give those whose names stand elsewhere in an article than before, or whose articles are in another order."""
    found: set[ActorId] = set()
    for key in edits.articles:
        if key not in parts:
            continue
        old, new = edits.were.get(key), parts[key].firsts
        before = old.firsts if old is not None and edits.stood.get(key) == place_of(corpus.cards[key]) else ()
        found.update(
            own for number, own in of.get(key, {}).items() if number >= len(before) or before[number] != new[number]
        )
    return found
