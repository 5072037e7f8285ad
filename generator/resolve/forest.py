"""Groups of atoms as they grow, each join with its reason; what clashes never comes into one group."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from generator.resolve.atoms import Atom, clash
from generator.resolve.facts import Grounds
from generator.resolve.support import Supports


@dataclass(frozen=True, kw_only=True, slots=True)
class Join:
    """Why two atoms are one person (or may be): indices of atoms and the grounds."""

    left: int
    right: int
    grounds: Grounds


@dataclass(frozen=True, kw_only=True, slots=True)
class Linked:
    """The outcome: ``groups`` of atoms, joins within groups in the order made, and pairs held apart."""

    atoms: tuple[Atom, ...]
    groups: tuple[tuple[int, ...], ...]
    joins: tuple[Join, ...]
    held: tuple[Join, ...]


class Forest:
    """A forest of atoms by index. ``faces`` are the atoms of a group that have a full name, ``articles`` all its
    articles: kept by root, so that a join costs what the smaller group holds.
    """

    def __init__(self, atoms: tuple[Atom, ...], supports: Supports) -> None:
        self.atoms = atoms
        self.supports = supports
        self.joins: list[Join] = []
        self._held: dict[tuple[int, int], Join] = {}
        self._parent = list(range(len(atoms)))
        self._members: dict[int, list[int]] = {i: [i] for i in range(len(atoms))}
        self._faces: dict[int, list[int]] = {i: [] if atom.name.lone else [i] for i, atom in enumerate(atoms)}
        self._articles: dict[int, set[str]] = {i: set(atom.articles) for i, atom in enumerate(atoms)}
        self._sides: dict[int, set[tuple[int, int]]] = {i: set(atom.sides) for i, atom in enumerate(atoms)}

    def root(self, one: int) -> int:
        """Give the atom that stands for a group."""
        while self._parent[one] != one:
            self._parent[one] = self._parent[self._parent[one]]
            one = self._parent[one]
        return one

    def faces(self, one: int) -> Sequence[int]:
        """Give the atoms with a full name in the group of an atom, sorted."""
        return self._faces[self.root(one)]

    def together(self, left: int, right: int) -> bool:
        """Tell whether one article names both groups apart."""
        a, b = self._articles[self.root(left)], self._articles[self.root(right)]
        return not a.isdisjoint(b)

    def barrier(self, left: int, right: int, *, judged: bool = False) -> str:
        """Say why the groups of two atoms must not join, or nothing. A judgement that joins heeds judgements only."""
        a, b = self.root(left), self.root(right)
        if any((number, 1 - side) in self._sides[b] for number, side in self._sides[a]):
            return "a judgement keeps them apart"
        if judged:
            return ""
        pairs = ((i, j) for i in self._faces[a] for j in self._faces[b])
        return next((against for i, j in pairs if (against := clash(self.atoms[i], self.atoms[j]))), "")

    def join(self, left: int, right: int, grounds: Grounds, *, judged: bool = False) -> bool:
        """Join two groups unless something speaks against it; then list them instead."""
        a, b = self.root(left), self.root(right)
        if a == b:
            return True
        against = self.barrier(a, b, judged=judged)
        if against:
            self.hold(left, right, grounds, against)
            return False
        if len(self._members[a]) < len(self._members[b]):
            a, b = b, a
        self._parent[b] = a
        self._members[a] += self._members.pop(b)
        self._faces[a] = sorted(self._faces[a] + self._faces.pop(b))
        self._articles[a] |= self._articles.pop(b)
        self._sides[a] |= self._sides.pop(b)
        self.joins.append(Join(left=left, right=right, grounds=grounds))
        return True

    def hold(self, left: int, right: int, grounds: Grounds, against: str) -> None:
        """List two atoms as possibly one, with what speaks for it and against."""
        reason = f"{grounds.reason} Held apart: {against[:1].lower() + against[1:]}".rstrip(".") + "."
        told = msgspec.structs.replace(grounds, reason=reason)
        pair = (min(left, right), max(left, right))
        self._held.setdefault(pair, Join(left=pair[0], right=pair[1], grounds=told))

    def held(self, left: int, right: int) -> bool:
        """Tell whether two atoms are listed already."""
        return (min(left, right), max(left, right)) in self._held

    def grounds(self, rule: str, reason: str, score: float, left: int, right: int) -> Grounds:
        """Give the grounds for a pair, resting on the first chain of each."""
        refs = frozenset((self.atoms[left].facts[0].ref, self.atoms[right].facts[0].ref))
        return Grounds(rule=rule, reason=reason, score=round(score, 3), refs=refs)

    def outcome(self) -> Linked:
        """Give the groups in the order of their first atom, and what is still apart."""
        groups = sorted((sorted(members) for members in self._members.values()), key=lambda group: group[0])
        held = [one for _, one in sorted(self._held.items()) if self.root(one.left) != self.root(one.right)]
        return Linked(atoms=self.atoms, groups=tuple(map(tuple, groups)), joins=tuple(self.joins), held=tuple(held))
