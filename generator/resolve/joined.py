"""Who is who, as it is found, and as it is remembered for another process: it depends on names, and few edits touch
these.
"""

from collections.abc import Callable, Iterable, Mapping
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


class Outline(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A draft with the chains of its facts in place of these."""

    kind: ActorKind
    chains: tuple[ChainRef, ...]
    first: ChainRef
    why: dict[str, Grounds]
    name: str
    judged: tuple[str, ...]


def opened(one: Draft | Outline, facts: Callable[[ArticleId], Iterable[Fact]]) -> Draft:
    """Give a draft with its facts; ``facts`` gives those of an article."""
    if isinstance(one, Draft):
        return one
    known = {fact.ref: fact for article in {ref.article for ref in one.chains} for fact in facts(article)}
    return Draft(
        kind=one.kind,
        facts=tuple([known[ref] for ref in one.chains]),
        first=known[one.first],
        why=one.why,
        name=one.name,
        judged=one.judged,
    )


def _none() -> Bearing:
    return Bearing(orders=Orders())


@dataclass(frozen=True, kw_only=True)
class Joined:
    """Who is who: drafts sorted by their ids, whose each chain is, and pairs held apart, sorted.

    What another process found has no more than the outlines of its drafts.
    """

    drafts: Mapping[ActorId, Draft | Outline] = field(default_factory=dict)
    of: Owners = field(default_factory=dict)
    held: Mapping[Pair, Grounds] = field(default_factory=dict)
    bearing: Bearing = field(default_factory=_none)
    problems: tuple[Problem, ...] = ()


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """Who is who, written down. ``own`` are those of the judgements' orders."""

    drafts: dict[ActorId, Outline]
    held: tuple[tuple[Pair, Grounds], ...]
    bearing: Bearing
    own: tuple[tuple[ChainRef, int], ...]
    problems: tuple[Problem, ...]


def written(joined: Joined) -> Kept:
    """Write down who is who."""
    bears = joined.bearing
    return Kept(
        drafts={own: _outline(one) for own, one in joined.drafts.items()},
        held=tuple(joined.held.items()),
        bearing=replace(bears, orders=replace(bears.orders, own={})),
        own=tuple(bears.orders.own.items()),
        problems=joined.problems,
    )


def _outline(one: Draft | Outline) -> Outline:
    if isinstance(one, Outline):
        return one
    return Outline(one.kind, _chains(one), one.first.ref, one.why, one.name, one.judged)


def _chains(one: Draft | Outline) -> tuple[ChainRef, ...]:
    return one.chains if isinstance(one, Outline) else tuple([fact.ref for fact in one.facts])


def read(kept: Kept) -> Joined:
    """Read who is who."""
    return Joined(
        drafts=kept.drafts,
        of=owners(kept.drafts, Joined()),
        held=dict(kept.held),
        bearing=replace(kept.bearing, orders=replace(kept.bearing.orders, own=dict(kept.own))),
        problems=kept.problems,
    )


def owners(drafts: Mapping[ActorId, Draft | Outline], before: Joined) -> Owners:
    """Tell whose each chain is, by the former tables where nobody else's chain is among them."""
    gone = [(own, draft) for own, draft in before.drafts.items() if drafts.get(own) is not draft]
    come = [(own, draft) for own, draft in drafts.items() if before.drafts.get(own) is not draft]
    fresh: dict[ArticleId, dict[int, ActorId]] = {}
    for own, draft in gone:
        for ref in _chains(draft):
            of = fresh.setdefault(ref.article, dict(before.of[ref.article]) if ref.article not in fresh else {})
            if of.get(ref.chain) == own:
                del of[ref.chain]
    for own, draft in come:
        for ref in _chains(draft):
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
