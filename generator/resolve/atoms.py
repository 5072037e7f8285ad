"""Atoms: facts that are taken for one person from the start, before any two names are compared."""

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from generator.nouns.findings import ChainRef
from generator.resolve.facts import Fact
from generator.resolve.likeness import liken
from generator.resolve.names import Name, parse


@dataclass(frozen=True, kw_only=True, slots=True)
class Orders:
    """What judgements say of facts. ``merged`` are sets to join, ``apart`` pairs of sets never to join."""

    merged: tuple[tuple[frozenset[ChainRef], str], ...] = ()
    apart: tuple[tuple[frozenset[ChainRef], frozenset[ChainRef]], ...] = ()
    own: Mapping[ChainRef, int] = field(default_factory=dict)


@dataclass(kw_only=True, slots=True, frozen=True, eq=False)
class Atom:
    """Facts taken for one person from the start: one full name everywhere, or one single name in one article.

    ``facts`` are in the order of their chains. ``sense`` numbers namesakes who were told apart, -1 where there is none.
    ``forms`` are the keys of all names in the text, ``shorts`` in how many articles each single one stands, ``past``
    tells whether some article speaks of an earlier time. An atom is the same one as long as all that it is made of is.
    """

    name: Name
    facts: tuple[Fact, ...]
    articles: frozenset[str]
    sides: frozenset[tuple[int, int]] = frozenset()
    sense: int = -1
    forms: tuple[str, ...] = ()
    shorts: Mapping[str, int] = field(default_factory=dict)
    past: bool = False

    @property
    def order(self) -> tuple[str, str]:
        """Tell where this atom stands whatever the order of the input."""
        return (self.name.key, self.facts[0].ref.article)


Bond = tuple[str, str, int]
"""What makes facts one person's from the start: a key; the article and the number of the judgement that speaks of the
person there, or the article alone for a single name.
"""


def bond_of(fact: Fact, orders: Orders) -> Bond:
    """Give what binds a fact to others: single names, and whom a judgement means in one article, stay by article."""
    name = parse(fact.name)
    own = orders.own.get(fact.ref, 0)
    return (name.key, fact.ref.article if name.lone or own else "", own)


def atoms_of(
    facts: Sequence[Fact], numbers: Sequence[int], sides: Mapping[ChainRef, AbstractSet[tuple[int, int]]]
) -> list[Atom]:
    """Make atoms of facts of one bond, in the order of their chains: one, or one of each namesake, by ``numbers``.

    ``sides`` are those of judgements that part.
    """
    made = []
    for sense in sorted(set(numbers)):
        some = [fact for fact, number in zip(facts, numbers, strict=True) if number == sense]
        shorts: Counter[str] = Counter()
        for fact in some:
            shorts.update({" ".join(name.words) for form, _ in fact.forms if (name := parse(form)).lone})
        made.append(
            Atom(
                name=min((parse(fact.name) for fact in some), key=lambda one: (-len(one.text), one.text)),
                facts=tuple(some),
                articles=frozenset(fact.ref.article for fact in some),
                sides=frozenset(side for fact in some for side in sides.get(fact.ref, ())),
                sense=sense if max(numbers) else -1,
                forms=tuple(parse(form).key for form in sorted({form for fact in some for form, _ in fact.forms})),
                shorts=shorts,
                past=any(map(_past, some)),
            )
        )
    return made


def _past(fact: Fact) -> bool:
    return bool(fact.historical) or any(means & {"then", "late", "former"} for means, _ in fact.roles)


def sides_of(orders: Orders) -> dict[ChainRef, set[tuple[int, int]]]:
    """Give the sides on which judgements that part have each chain."""
    sides: dict[ChainRef, set[tuple[int, int]]] = {}
    for number, pair in enumerate(orders.apart):
        for side, refs in enumerate(pair):
            for ref in refs:
                sides.setdefault(ref, set()).add((number, side))
    return sides


def clash(left: Atom, right: Atom) -> str:
    """Say why two atoms cannot be one person, or nothing."""
    if left.name.key == right.name.key and left.sense != right.sense and min(left.sense, right.sense) >= 0:
        return "they have other walks of life, and nobody and nothing in common"
    found = liken(left.name, right.name)
    return found.reason if found.level == "never" else ""
