"""Who is who, as it is found, and as it is remembered for another process: it depends on names, and few edits touch
these.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import msgspec

from generator.nouns.account import ActorKind
from generator.nouns.findings import ChainRef
from generator.nouns.ids import ActorId, ArticleId
from generator.nouns.problem import Problem
from generator.resolve.atoms import Orders
from generator.resolve.drafts import Draft
from generator.resolve.facts import Fact, Grounds, Owners
from generator.resolve.judgements import Bearing

Pair = tuple[ActorId, ActorId]


def _none() -> Bearing:
    return Bearing(orders=Orders())


@dataclass(frozen=True, kw_only=True)
class Joined:
    """Who is who: drafts sorted by their ids, whose each chain is, and pairs held apart, sorted."""

    drafts: Mapping[ActorId, Draft] = field(default_factory=dict)
    of: Owners = field(default_factory=dict)
    held: Mapping[Pair, Grounds] = field(default_factory=dict)
    bearing: Bearing = field(default_factory=_none)
    problems: tuple[Problem, ...] = ()


class _Draft(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A draft with the chains of its facts in place of these."""

    kind: ActorKind
    chains: tuple[ChainRef, ...]
    first: ChainRef
    why: dict[str, Grounds]
    name: str
    judged: tuple[str, ...]


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """Who is who, written down. ``own`` are those of the judgements' orders."""

    drafts: dict[ActorId, _Draft]
    held: tuple[tuple[Pair, Grounds], ...]
    bearing: Bearing
    own: tuple[tuple[ChainRef, int], ...]
    problems: tuple[Problem, ...]


def written(joined: Joined) -> Kept:
    """Write down who is who."""
    bears = joined.bearing
    return Kept(
        drafts={
            own: _Draft(one.kind, tuple([fact.ref for fact in one.facts]), one.first.ref, one.why, one.name, one.judged)
            for own, one in joined.drafts.items()
        },
        held=tuple(joined.held.items()),
        bearing=replace(bears, orders=replace(bears.orders, own={})),
        own=tuple(bears.orders.own.items()),
        problems=joined.problems,
    )


def read(kept: Kept, facts: Iterable[Fact]) -> Joined:
    """Read who is who; ``facts`` are those of all articles."""
    known = {fact.ref: fact for fact in facts}
    drafts = {
        own: Draft(
            kind=one.kind,
            facts=tuple([known[ref] for ref in one.chains]),
            first=known[one.first],
            why=one.why,
            name=one.name,
            judged=one.judged,
        )
        for own, one in kept.drafts.items()
    }
    return Joined(
        drafts=drafts,
        of=owners(drafts, Joined()),
        held=dict(kept.held),
        bearing=replace(kept.bearing, orders=replace(kept.bearing.orders, own=dict(kept.own))),
        problems=kept.problems,
    )


def owners(drafts: Mapping[ActorId, Draft], before: Joined) -> Owners:
    """Tell whose each chain is, by the former tables where nobody else's chain is among them."""
    gone = [(own, draft) for own, draft in before.drafts.items() if drafts.get(own) is not draft]
    come = [(own, draft) for own, draft in drafts.items() if before.drafts.get(own) is not draft]
    fresh: dict[ArticleId, dict[int, ActorId]] = {}
    for own, draft in gone:
        for ref in (fact.ref for fact in draft.facts):
            of = fresh.setdefault(ref.article, dict(before.of[ref.article]) if ref.article not in fresh else {})
            if of.get(ref.chain) == own:
                del of[ref.chain]
    for own, draft in come:
        for ref in (fact.ref for fact in draft.facts):
            if ref.article not in fresh:
                fresh[ref.article] = dict(before.of.get(ref.article, {}))
            fresh[ref.article][ref.chain] = own
    of_all = dict(before.of)
    for article, of in fresh.items():
        if not of:
            del of_all[article]
        elif of != before.of.get(article):
            of_all[article] = of
    return of_all
