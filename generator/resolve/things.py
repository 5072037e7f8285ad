"""Organisations and places joined across articles: one name in its spellings, and short forms that a text defines.

Nothing fuzzy: two organisations that differ by a letter are often two.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from operator import is_

import msgspec

from generator.nouns.account import ActorKind
from generator.nouns.findings import ChainRef
from generator.nouns.ids import ArticleId
from generator.resolve.atoms import Orders, sides_of
from generator.resolve.display import chosen
from generator.resolve.facts import Fact, Grounds, first_of
from generator.resolve.index import Index, Place
from generator.resolve.wording import thing_key as key

# Kind, key, and the article and number of the judgement that speaks of it there.
_Id = tuple[ActorKind, str, str, int]
Held = tuple[Fact, Fact, Grounds]


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Facts of one organisation or place, the one told first, what to call it, and why each other name belongs."""

    kind: ActorKind
    facts: tuple[Fact, ...]
    first: Fact
    name: str
    why: Mapping[str, Grounds]


class Things:
    """The facts of organisations and places, and the groups that they make."""

    def __init__(self) -> None:
        """Know of none yet."""
        self._facts: Index[ArticleId, _Id, Fact] = Index()
        self._shorts: Index[ArticleId, str, Fact] = Index()
        self._atoms: dict[_Id, tuple[Fact, ...]] = {}
        self._stale: set[_Id] = set()
        self._groups: dict[_Id, tuple[tuple[tuple[Fact, ...], ...], Group]] = {}

    def put(self, article: ArticleId, place: Place, facts: Iterable[Fact], orders: Orders) -> None:
        """Take in the facts of an article in place of its former ones."""
        things = [(_id(fact, orders), fact) for fact in facts if fact.kind != "person"]
        self._stale |= self._facts.put(article, place, things)
        self._shorts.put(article, place, ((short, fact) for _, fact in things for short in fact.shorts))

    def grouped(self, orders: Orders) -> tuple[tuple[Group, ...], tuple[Held, ...]]:
        """Join the facts of organisations and places; give the groups, and pairs that are held apart."""
        for one in self._stale:
            self._atoms.pop(one, None)
            if facts := self._facts.rows(one):
                self._atoms[one] = tuple(sorted(facts, key=lambda fact: fact.ref))
        self._stale = set()
        work = _Work(self._atoms, orders)
        for refs, reason in orders.merged:
            some = sorted({one for ref in refs for one in self._holding(ref)})
            for one, other in pairwise(some):
                work.join(one, other, work.grounds("judgement", reason, 1.0, one, other))
        for short in sorted(self._shorts.keys()):
            longs: dict[str, Fact] = {}
            for fact in self._shorts.rows(short):
                longs.setdefault(key(fact.name), fact)
            work.shorten(short, longs)
        work.one_kind()
        why = work.why()
        made, self._groups = self._groups, {}
        for root, members in sorted(work.groups().items()):
            atoms = tuple(self._atoms[one] for one in members)
            known = made.get(root)
            if known is None or len(known[0]) != len(atoms) or not all(map(is_, known[0], atoms)):
                known = atoms, _group(atoms, self._facts.places)
            self._groups[root] = atoms, replace(known[1], why=why.get(root, {}))
        return tuple(group for _, group in self._groups.values()), tuple(work.held)

    def _holding(self, ref: ChainRef) -> Iterator[_Id]:
        of = self._facts.of(ref.article)
        return (one for one, facts in of.items() if any(fact.ref == ref for fact in facts))


def _id(fact: Fact, orders: Orders) -> _Id:
    own = orders.own.get(fact.ref, 0)
    return (fact.kind, key(fact.name), fact.ref.article if own else "", own)


def _group(atoms: Iterable[tuple[Fact, ...]], places: Mapping[ArticleId, Place]) -> Group:
    """Put facts together under the kind of most of their mentions."""
    facts = tuple(sorted(chain.from_iterable(atoms), key=lambda fact: fact.ref))
    kinds = {kind: _count(fact for fact in facts if fact.kind == kind) for kind in {fact.kind for fact in facts}}
    kind = max(sorted(kinds), key=lambda one: kinds[one])
    return Group(kind=kind, facts=facts, first=first_of(facts, places), name=chosen(facts, kind), why={})


class _Work:
    """The groups as they grow, with the reasons."""

    def __init__(self, atoms: Mapping[_Id, tuple[Fact, ...]], orders: Orders) -> None:
        self.atoms = atoms
        self.parent = {one: one for one in atoms}
        sides = sides_of(orders)
        self.sides = {one: {side for fact in some for side in sides.get(fact.ref, ())} for one, some in atoms.items()}
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

    def why(self) -> dict[_Id, dict[str, Grounds]]:
        """Give for each group why names belong to it."""
        found: dict[_Id, dict[str, Grounds]] = {}
        for left, right, grounds in self.joins:
            for one in (left, right):
                found.setdefault(self.root(one), {}).setdefault(one[1], grounds)
        return found

    def groups(self) -> dict[_Id, list[_Id]]:
        """Give what each group is made of."""
        found: dict[_Id, list[_Id]] = {}
        for one in sorted(self.atoms):
            found.setdefault(self.root(one), []).append(one)
        return found


def _count(facts: Iterable[Fact]) -> int:
    return sum(count for fact in facts for _, count in fact.forms)
