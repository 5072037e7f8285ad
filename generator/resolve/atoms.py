"""Atoms: facts that are taken for one person from the start, before any two names are compared."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.nouns.findings import ChainRef
from generator.resolve.facts import Fact
from generator.resolve.likeness import liken
from generator.resolve.names import Name, parse
from generator.resolve.namesakes import senses
from generator.resolve.support import Setting


@dataclass(frozen=True, kw_only=True, slots=True)
class Orders:
    """What judgements say of facts. ``merged`` are sets to join, ``apart`` pairs of sets never to join."""

    merged: tuple[tuple[frozenset[ChainRef], str], ...] = ()
    apart: tuple[tuple[frozenset[ChainRef], frozenset[ChainRef]], ...] = ()
    own: Mapping[ChainRef, int] = field(default_factory=dict)


@dataclass(kw_only=True, slots=True)
class Atom:
    """Facts taken for one person from the start: one full name everywhere, or one single name in one article.

    ``facts`` are in the order of their chains. ``sense`` numbers namesakes who were told apart, -1 where there is none.
    """

    name: Name
    facts: tuple[Fact, ...]
    articles: frozenset[str]
    sides: frozenset[tuple[int, int]] = frozenset()
    sense: int = -1

    @property
    def order(self) -> tuple[str, str]:
        """Tell where this atom stands whatever the order of the input."""
        return (self.name.key, self.facts[0].ref.article)


def atoms_of(facts: Iterable[Fact], orders: Orders, setting: Setting) -> tuple[Atom, ...]:
    """Group facts by full name; single names, and what a judgement speaks of in one article, stay by article."""
    groups: dict[tuple[str, str, int], list[Fact]] = {}
    for fact in facts:
        name = parse(fact.name)
        own = orders.own.get(fact.ref, 0)
        groups.setdefault((name.key, fact.ref.article if name.lone or own else "", own), []).append(fact)
    sides: dict[ChainRef, set[tuple[int, int]]] = {}
    for number, (left, right) in enumerate(orders.apart):
        for side, refs in enumerate((left, right)):
            for ref in refs:
                sides.setdefault(ref, set()).add((number, side))
    made = []
    for group in groups.values():
        group.sort(key=lambda fact: fact.ref)
        numbers = senses(group, setting) if len(group) > 1 else [0]
        for sense in sorted(set(numbers)):
            some = [fact for fact, number in zip(group, numbers, strict=True) if number == sense]
            made.append(
                Atom(
                    name=min((parse(fact.name) for fact in some), key=lambda one: (-len(one.text), one.text)),
                    facts=tuple(some),
                    articles=frozenset(fact.ref.article for fact in some),
                    sides=frozenset(side for fact in some for side in sides.get(fact.ref, ())),
                    sense=sense if max(numbers) else -1,
                )
            )
    return tuple(sorted(made, key=lambda atom: (atom.order, atom.facts[0].ref)))


def clash(left: Atom, right: Atom) -> str:
    """Say why two atoms cannot be one person, or nothing."""
    if left.name.key == right.name.key and left.sense != right.sense and min(left.sense, right.sense) >= 0:
        return "they have other walks of life, and nobody and nothing in common"
    found = liken(left.name, right.name)
    return found.reason if found.level == "never" else ""
