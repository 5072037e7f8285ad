"""Organisations and places joined across articles: one name in its spellings, and short forms that a text defines.

Nothing fuzzy: two organisations that differ by a letter are often two.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import msgspec

from generator.nouns.account import ActorKind
from generator.resolve.atoms import Orders
from generator.resolve.facts import Fact, Grounds
from generator.resolve.wording import thing_key as key

# Kind, key, and the article and number of the judgement that speaks of it there.
_Id = tuple[ActorKind, str, str, int]
Held = tuple[Fact, Fact, Grounds]


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Facts of one organisation or place, and why each name that is not the same by spelling belongs."""

    kind: ActorKind
    facts: tuple[Fact, ...]
    why: Mapping[str, Grounds]


def grouped(facts: Sequence[Fact], orders: Orders) -> tuple[tuple[Group, ...], tuple[Held, ...]]:
    """Join the facts of organisations and places; give the groups, and pairs that are held apart."""
    work = _Work(facts, orders)
    for refs, reason in orders.merged:
        some = sorted(one for one, inner in work.atoms.items() if any(fact.ref in refs for fact in inner))
        for one, other in pairwise(some):
            work.join(one, other, work.grounds("judgement", reason, 1.0, one, other))
    for short, longs in sorted(_defined(facts).items()):
        work.shorten(short, longs)
    work.one_kind()
    return work.outcome()


class _Work:
    """The groups as they grow, with the reasons."""

    def __init__(self, facts: Iterable[Fact], orders: Orders) -> None:
        self.atoms: dict[_Id, list[Fact]] = {}
        for fact in facts:
            own = orders.own.get(fact.ref, 0)
            self.atoms.setdefault((fact.kind, key(fact.name), fact.ref.article if own else "", own), []).append(fact)
        for some in self.atoms.values():
            some.sort(key=lambda fact: fact.ref)
        self.parent = {one: one for one in self.atoms}
        self.sides = {one: _sides(some, orders) for one, some in self.atoms.items()}
        self.joins: list[tuple[_Id, _Id, Grounds]] = []
        self.held: list[Held] = []

    def root(self, one: _Id) -> _Id:
        while self.parent[one] != one:
            one = self.parent[one]
        return one

    def grounds(self, rule: str, reason: str, score: float, one: _Id, other: _Id) -> Grounds:
        refs = frozenset((self.atoms[one][0].ref, self.atoms[other][0].ref))
        return Grounds(rule=rule, reason=reason, score=score, refs=refs)

    def join(self, one: _Id, other: _Id, grounds: Grounds) -> None:
        """Join two groups, and keep the reason; a judgement may hold them apart."""
        a, b = sorted((self.root(one), self.root(other)))
        if a == b:
            return
        if any((number, 1 - side) in self.sides[b] for number, side in self.sides[a]):
            self.hold(a, b, grounds, "a judgement keeps them apart")
            return
        self.parent[b] = a
        self.sides[a] |= self.sides[b]
        self.joins.append((one, other, grounds))

    def hold(self, one: _Id, other: _Id, grounds: Grounds, against: str) -> None:
        """List two that might be one."""
        told = msgspec.structs.replace(grounds, reason=f"{grounds.reason} Held apart: {against}.", score=0.4)
        self.held.append((self.atoms[one][0], self.atoms[other][0], told))

    def shorten(self, short: str, longs: Mapping[str, Fact]) -> None:
        """Join a short form to what the texts define it for, if that is one; else list it beside each."""
        here: _Id = ("organisation", short, "", 0)
        ids: list[_Id] = [("organisation", long, "", 0) for long in sorted(longs)]
        full = [one for one in ids if one in self.atoms and one != here]
        if here not in self.atoms or not full:
            return
        least = min(full, key=lambda one: (len(one[1]), one))
        several = [one for one in full if not one[1].endswith(least[1])]
        for one in [least, *several[:2]]:
            text = longs[one[1]].name.split(" (")[0]
            reason = f"The text writes “{text} ({self.atoms[here][0].name})”."
            grounds = self.grounds("defined-short-form", reason, 0.95, one, here)
            if several:
                self.hold(one, here, grounds, "other texts give the short form another meaning")
            else:
                self.join(one, here, grounds)

    def one_kind(self) -> None:
        """Join a body and a place of one name, where one of the two is clearly what most mentions mean."""
        for one in sorted(self.atoms):
            other: _Id = ("place", *one[1:])
            if one[0] == "organisation" and other in self.atoms:
                counts = sorted((_count(self.atoms[one]), _count(self.atoms[other])))
                if counts[1] >= 2 * counts[0]:
                    reason = f"Most mentions of “{self.atoms[one][0].name}” mean one thing, and the few others too."
                    self.join(one, other, self.grounds("kind-of-most", reason, 0.8, one, other))

    def outcome(self) -> tuple[tuple[Group, ...], tuple[Held, ...]]:
        why: dict[_Id, dict[str, Grounds]] = {}
        for left, right, grounds in self.joins:
            for one in (left, right):
                why.setdefault(self.root(one), {}).setdefault(one[1], grounds)
        groups: dict[_Id, list[Fact]] = {}
        for one in sorted(self.atoms):
            groups.setdefault(self.root(one), []).extend(self.atoms[one])
        made = []
        for root, inner in sorted(groups.items()):
            kinds = {
                kind: _count(fact for fact in inner if fact.kind == kind) for kind in {fact.kind for fact in inner}
            }
            kind = max(sorted(kinds), key=lambda one: kinds[one])
            made.append(Group(kind=kind, facts=tuple(sorted(inner, key=lambda fact: fact.ref)), why=why.get(root, {})))
        return tuple(made), tuple(self.held)


def _count(facts: Iterable[Fact]) -> int:
    return sum(count for fact in facts for _, count in fact.forms)


def _defined(facts: Iterable[Fact]) -> dict[str, dict[str, Fact]]:
    """Give the short forms that texts define, each with the long names that it is defined for."""
    found: dict[str, dict[str, Fact]] = {}
    for fact in facts:
        for short in fact.shorts:
            found.setdefault(short, {}).setdefault(key(fact.name), fact)
    return found


def _sides(facts: Iterable[Fact], orders: Orders) -> frozenset[tuple[int, int]]:
    refs = {fact.ref for fact in facts}
    return frozenset(
        (number, side) for number, pair in enumerate(orders.apart) for side, some in enumerate(pair) if refs & some
    )
