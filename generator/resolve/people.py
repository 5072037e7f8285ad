"""Persons joined across articles: equal and compatible names by strict rules, single names to their one owner.

The steps: facts of one full name make an atom; atoms are compared in blocks; sure links join, likely ones join with
support from roles or company; nothing joins two that clash. What was possible and not done is listed.
"""

from collections.abc import Sequence

from generator.nouns.findings import ChainRef
from generator.nouns.ids import ArticleId
from generator.resolve.atoms import Atom, Bond, Orders, atoms_of, bond_of, sides_of
from generator.resolve.facts import Around, Fact
from generator.resolve.forest import Forest, Linked
from generator.resolve.fullnames import join_full_names, list_misnamed
from generator.resolve.index import Index, Place
from generator.resolve.namesakes import senses
from generator.resolve.singlenames import join_single_names
from generator.resolve.support import Read, Setting, Supports


class People:
    """The facts of persons, the atoms that they make, and what speaks for pairs of these."""

    def __init__(self) -> None:
        """Know of nobody yet."""
        self._setting = Setting()
        self._supports = Supports(self._setting)
        self._facts: Index[ArticleId, Bond, Fact] = Index()
        self._atoms: dict[Bond, list[Atom]] = {}
        self._of: dict[ChainRef, Atom] = {}
        self._senses: dict[Bond, tuple[list[int], Read]] = {}
        self._sides: dict[ChainRef, set[tuple[int, int]]] = {}
        self._stale: set[Bond] = set()

    def put(self, article: ArticleId, place: Place, facts: Sequence[Fact], around: Around, orders: Orders) -> None:
        """Take in the facts of an article, of persons and of all else, in place of its former ones."""
        people = [(bond_of(fact, orders), fact) for fact in facts if fact.kind == "person"]
        self._stale |= self._facts.put(article, place, people)
        if self._setting.put(article, facts, around):
            self._stale.update(self._facts.of(article))

    def linked(self, orders: Orders) -> Linked:
        """Join the facts of persons; their order changes nothing."""
        changed = self._setting.weigh()
        self._supports.turn(changed)
        weighed = [bond for bond, (_, read) in self._senses.items() if not changed.isdisjoint(read)]
        self._stale.update(bond for bond in weighed if self._parted(self._group(bond))[0] != self._senses[bond][0])
        sides = sides_of(orders)
        moved = {ref for ref in sides.keys() | self._sides.keys() if sides.get(ref) != self._sides.get(ref)}
        self._stale.update(bond for bond, atoms in self._atoms.items() if moved and _hold(atoms, moved))
        self._sides = sides
        for bond in self._stale:
            self._bind(bond)
        self._stale = set()
        every = (atom for atoms in self._atoms.values() for atom in atoms)
        atoms = tuple(sorted(every, key=lambda atom: (atom.order, atom.facts[0].ref)))
        forest = Forest(atoms, self._supports)
        number = {atom: i for i, atom in enumerate(atoms)}
        for refs, reason in orders.merged:
            some = sorted({number[self._of[ref]] for ref in refs if ref in self._of})
            for other in some[1:]:
                forest.join(some[0], other, forest.grounds("judgement", reason, 1.0, some[0], other), judged=True)
        join_full_names(forest)
        join_single_names(forest)
        list_misnamed(forest)
        return forest.outcome()

    def _bind(self, bond: Bond) -> None:
        """Make the atoms of a bond anew."""
        for atom in self._atoms.pop(bond, ()):
            for fact in atom.facts:
                if self._of.get(fact.ref) is atom:
                    del self._of[fact.ref]
        self._senses.pop(bond, None)
        facts = self._group(bond)
        if facts:
            numbers, read = self._parted(facts)
            atoms = self._atoms[bond] = atoms_of(facts, numbers, self._sides)
            self._of.update((fact.ref, atom) for atom in atoms for fact in atom.facts)
            if read:
                self._senses[bond] = numbers, read

    def _group(self, bond: Bond) -> list[Fact]:
        return sorted(self._facts.rows(bond), key=lambda fact: fact.ref)

    def _parted(self, facts: Sequence[Fact]) -> tuple[list[int], Read]:
        """Tell by number whom facts of one bond mean, and by which keys."""
        read: Read = set()
        return senses(facts, self._setting, read) if len(facts) > 1 else [0], read


def _hold(atoms: Sequence[Atom], refs: set[ChainRef]) -> bool:
    return any(fact.ref in refs for atom in atoms for fact in atom.facts)
