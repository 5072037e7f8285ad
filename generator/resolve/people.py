"""Persons joined across articles: equal and compatible names by strict rules, single names to their one owner.

The steps: facts of one full name make an *atom*; atoms are compared in blocks; sure links join, likely ones join with
support from roles or company; nothing joins two that clash. What was possible and not done is listed.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.nouns.evidence import Evidence
from generator.nouns.findings import ChainRef
from generator.resolve.blocks import families, pairs
from generator.resolve.facts import Fact
from generator.resolve.likeness import Likeness, liken
from generator.resolve.names import Name, known, parse
from generator.resolve.namesakes import senses
from generator.resolve.support import Setting, Support, context, support

_REACH = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Orders:
    """What judgements say of facts. ``merged`` are sets to join, ``apart`` pairs of sets never to join."""

    merged: tuple[tuple[frozenset[ChainRef], str], ...] = ()
    apart: tuple[tuple[frozenset[ChainRef], frozenset[ChainRef]], ...] = ()
    own: Mapping[ChainRef, int] = field(default_factory=dict)


@dataclass(kw_only=True, slots=True)
class Atom:
    """Facts taken for one person from the start: one full name everywhere, or one single name in one article.

    ``sense`` numbers namesakes who were told apart, -1 where there is none.
    """

    name: Name
    facts: tuple[Fact, ...]
    articles: frozenset[str]
    sides: frozenset[tuple[int, int]] = frozenset()
    sense: int = -1

    @property
    def order(self) -> tuple[str, str]:
        """Tell where this atom stands whatever the order of the input."""
        return (self.name.key, min(fact.ref.article for fact in self.facts))


@dataclass(frozen=True, kw_only=True, slots=True)
class Join:
    """Why two atoms are one person (or may be): indices of atoms and the evidence."""

    left: int
    right: int
    evidence: Evidence


@dataclass(frozen=True, kw_only=True, slots=True)
class Linked:
    """The outcome: ``groups`` of atoms, joins within groups in the order made, and pairs held apart."""

    atoms: tuple[Atom, ...]
    groups: tuple[tuple[int, ...], ...]
    joins: tuple[Join, ...]
    held: tuple[Join, ...]


def linked(facts: Sequence[Fact], orders: Orders, shown: Mapping[str, str]) -> Linked:
    """Join the facts of persons; the order of the facts changes nothing. ``shown`` is how keys are written."""
    setting = Setting(common=_common(facts), shown=dict(shown))
    atoms = _atoms(facts, orders, setting.common)
    work = _Work(atoms, setting)
    for refs, reason in orders.merged:
        work.force([i for i, atom in enumerate(atoms) if any(fact.ref in refs for fact in atom.facts)], reason)
    work.name_links()
    work.single_names()
    work.same_family()
    return work.outcome()


def _atoms(facts: Iterable[Fact], orders: Orders, common: frozenset[str]) -> tuple[Atom, ...]:
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
        numbers = senses(group, common) if len(group) > 1 else [0]
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


class _Work:
    """The groups as they grow: a forest of atoms, with the reasons for every join."""

    def __init__(self, atoms: tuple[Atom, ...], setting: Setting) -> None:
        self.atoms = atoms
        self.parent = list(range(len(atoms)))
        self.members: dict[int, list[int]] = {i: [i] for i in range(len(atoms))}
        self.joins: list[Join] = []
        self.held: dict[tuple[int, int], Join] = {}
        self.in_article: set[tuple[int, int]] = set()
        self.setting = setting

    def root(self, one: int) -> int:
        while self.parent[one] != one:
            self.parent[one] = self.parent[self.parent[one]]
            one = self.parent[one]
        return one

    def barrier(self, left: int, right: int, *, judged: bool = False) -> str:
        """Say why the groups of two atoms must not join, or nothing."""
        mine, others = self.members[self.root(left)], self.members[self.root(right)]
        sides = {side for i in mine for side in self.atoms[i].sides}
        opposite = {(number, 1 - side) for i in others for number, side in self.atoms[i].sides}
        if sides & opposite:
            return "a judgement keeps them apart"
        if judged:
            return ""
        for i in mine:
            for j in others:
                against = _clash(self.atoms[i], self.atoms[j])
                if against:
                    return against
        return ""

    def join(self, left: int, right: int, evidence: Evidence, *, judged: bool = False) -> bool:
        """Join two groups unless something speaks against it; then list them instead."""
        a, b = sorted((self.root(left), self.root(right)))
        if a == b:
            return True
        against = self.barrier(a, b, judged=judged)
        if against:
            self.hold(left, right, evidence, against)
            return False
        self.parent[b] = a
        self.members[a] += self.members.pop(b)
        self.joins.append(Join(left=left, right=right, evidence=evidence))
        return True

    def hold(self, left: int, right: int, evidence: Evidence, against: str) -> None:
        """List two atoms as possibly one, with what speaks for it and against."""
        reason = f"{evidence.reason} Held apart: {against[:1].lower() + against[1:]}".rstrip(".") + "."
        pair = (min(left, right), max(left, right))
        self.held.setdefault(
            pair,
            Join(
                left=pair[0],
                right=pair[1],
                evidence=Evidence(rule=evidence.rule, reason=reason, score=evidence.score, loci=evidence.loci),
            ),
        )

    def force(self, some: Sequence[int], reason: str) -> None:
        """Join what a judgement joins."""
        for other in some[1:]:
            self.join(some[0], other, self._evidence("judgement", reason, 1.0, some[0], other), judged=True)

    def name_links(self) -> None:
        """Join full names: sure links first, then likely ones that something supports."""
        names = [atom.name for atom in self.atoms]
        sure: list[tuple[int, int, Likeness]] = []
        likely: list[tuple[int, int, Likeness]] = []
        self.in_article = self._in_articles(names)
        for i, j in sorted({*pairs(names), *self.in_article}):
            found = liken(names[i], names[j])
            if found.level == "same":
                sure.append((i, j, found))
            elif found.level == "likely":
                likely.append((i, j, found))
        doubtful = self._doubtful(sure)
        for i, j, found in sure:
            if names[i].key == names[j].key and self.atoms[i].sense != self.atoms[j].sense:
                self.hold(
                    i, j, self._evidence("namesakes", found.reason, 0.5, i, j), _clash(self.atoms[i], self.atoms[j])
                )
            elif i in doubtful or j in doubtful:
                likely.append((i, j, found))
            else:
                self.join(i, j, self._evidence(found.rule, found.reason, 0.95, i, j))
        self._likely(likely)

    def _likely(self, likely: Sequence[tuple[int, int, Likeness]]) -> None:
        """Join likely pairs with support, the best supported first; list the others."""
        ranked: list[tuple[float, int, int, Likeness, Support]] = []
        for i, j, found in sorted(likely, key=lambda one: one[:2]):
            speaks = self._support(i, j)
            if speaks is not None and _suffices(found, speaks):
                ranked.append((-speaks.score, i, j, found, speaks))
            else:
                together = self.atoms[i].articles & self.atoms[j].articles
                against = "one article has both" if together else "nothing else in the articles says that they are one"
                self.hold(i, j, self._evidence(found.rule, found.reason, 0.5, i, j), against)
        for score, i, j, found, speaks in sorted(ranked, key=lambda one: one[:3]):
            evidence = self._evidence(found.rule, f"{found.reason} {speaks.reason}", -score, i, j)
            if speaks.kind != "article" and self.root(i) != self.root(j) and self._together(i, j):
                self.hold(i, j, evidence, "one article has both")
            else:
                self.join(i, j, evidence)

    def _together(self, i: int, j: int) -> bool:
        """Tell whether one article names both groups apart."""
        return bool(self._articles(self.root(i)) & self._articles(self.root(j)))

    def _support(self, i: int, j: int) -> Support | None:
        if (i, j) in self.in_article:
            return Support(kind="article", reason="One article uses both names for one person.", score=0.92)
        return support(self.atoms[i], self.atoms[j], self.setting)

    def _in_articles(self, names: Sequence[Name]) -> set[tuple[int, int]]:
        """Give pairs of full names that one article uses for one person."""
        places: dict[str, list[int]] = {}
        for place, name in enumerate(names):
            if not name.lone:
                places.setdefault(name.key, []).append(place)
        found: set[tuple[int, int]] = set()
        for i, atom in enumerate(self.atoms):
            for fact in atom.facts:
                for form, _ in fact.forms:
                    found.update((min(i, j), max(i, j)) for j in places.get(parse(form).key, ())[:2] if j != i)
        return found

    def _doubtful(self, sure: Sequence[tuple[int, int, Likeness]]) -> set[int]:
        """Give the atoms whose names fit two that clash: "John Smith" beside "John A. Smith" and "John B. Smith"."""
        near: dict[int, list[int]] = {}
        for i, j, _ in sure:
            near.setdefault(i, []).append(j)
            near.setdefault(j, []).append(i)
        found = set()
        for i, others in near.items():
            some = [self.atoms[j] for j in others[: 2 * _REACH]]
            if any(_clash(a, b) for place, a in enumerate(some) for b in some[place + 1 :]):
                found.add(i)
        return found

    def single_names(self) -> None:
        """Give single names to the one full name that owns them and shares a role or company; else leave them."""
        owners = self._owners()
        alone: dict[str, list[int]] = {}
        for i, atom in enumerate(self.atoms):
            if not atom.name.lone:
                continue
            roots = sorted(
                {
                    self.root(j)
                    for j in owners.get(" ".join(atom.name.words), ())
                    if atom.name.suffix in {"", self.atoms[j].name.suffix}
                }
                - {self.root(i)}
            )
            if not roots or not self._owned(i, roots):
                alone.setdefault(atom.name.key, []).append(i)
        for some in alone.values():
            self._alike(some)

    def _owners(self) -> dict[str, list[int]]:
        """Map single names to the atoms they may stand for: family names, and what their own articles call them."""
        found: dict[str, list[int]] = {}
        for i, atom in enumerate(self.atoms):
            words = atom.name.words
            if atom.name.lone:
                continue
            keys = {words[-1], " ".join(words[-2:])} if not atom.name.family_first else {words[0], " ".join(words[1:])}
            for fact in atom.facts:
                for form, _ in fact.forms:
                    name = parse(form)
                    if name.lone:
                        keys.add(" ".join(name.words))
            for key in keys:
                found.setdefault(key, []).append(i)
        return found

    def _owned(self, i: int, roots: Sequence[int]) -> bool:
        """Join a single name to its owner if the article or a shared fact singles one out; else list the likeliest."""
        atom, key = self.atoms[i], " ".join(self.atoms[i].name.words)
        usage = {root: self._usage(root, key) for root in roots[: 4 * _REACH]}
        ranked = sorted(usage, key=lambda root: (-usage[root], root))
        here = [root for root in ranked if atom.articles & self._in_full(root)]
        if here == ranked[:1] and (len(ranked) == 1 or usage[ranked[0]] >= 4 * max(usage[ranked[1]], 0.5)):
            return self._give(i, here[0], "surname-in-article", "Its article has that name in full.", 0.9)
        # Where its own article has another name in full and still did not link them, something speaks against it.
        ranked = [root for root in ranked if root not in here]
        if not ranked:
            return False
        spoken = {root: best for root in ranked if (best := self._best(i, root)) is not None}
        by_role = [root for root in spoken if spoken[root].kind == "role"]
        by_company = [root for root in spoken if spoken[root].kind == "company"]
        chosen = by_role or by_company
        if len(chosen) == 1:
            return self._give(i, chosen[0], "single-name", spoken[chosen[0]].reason, spoken[chosen[0]].score)
        top = ranked[0]
        rival = usage[ranked[1]] if len(ranked) > 1 else 0
        near = max(context(atom, self.atoms[j], self.setting) for j in self.members[top][:_REACH])
        if len(ranked) == 1 and near and key not in known().common_family:
            return self._give(
                i, top, "only-owner", "Nobody else in the articles does.", round(min(0.7 + near / 50, 0.85), 2)
            )
        if usage[top] >= 4 * max(rival, 0.5) and (near >= 2 or (near and usage[top] >= 8)):
            others = _times(usage[top]) + (f", for anyone else in {rival}" if rival else "")
            return self._give(i, top, "usual-owner", f"“{atom.name.text}” stands for that name in {others}.", 0.8)
        for root in ranked[:2]:
            j = self.members[root][0]
            reason = f"“{atom.name.text}” may be short for “{self.atoms[j].name.text}”."
            against = "others bear that name too" if len(ranked) > 1 else "nothing else says that they are one"
            self.hold(j, i, self._evidence("one-of-several", reason, 0.4, j, i), against)
        return False

    def _in_full(self, root: int) -> frozenset[str]:
        """Give the articles that name the person of a group in full."""
        return frozenset(
            article for j in self.members[root] if not self.atoms[j].name.lone for article in self.atoms[j].articles
        )

    def _give(self, i: int, root: int, rule: str, because: str, score: float) -> bool:
        """Join a single name to the group of its owner."""
        owner = max(self.members[root], key=lambda j: (not self.atoms[j].name.lone, len(self.atoms[j].facts), -j))
        reason = f"“{self.atoms[owner].name.text}” bears the name “{self.atoms[i].name.text}”. {because}"
        return self.join(owner, i, self._evidence(rule, reason, score, owner, i))

    def _best(self, i: int, root: int) -> Support | None:
        found = [support(self.atoms[i], self.atoms[j], self.setting) for j in self.members[root][:_REACH]]
        return max((one for one in found if one is not None), key=lambda one: (one.score, one.reason), default=None)

    def _usage(self, root: int, key: str) -> int:
        """Count the articles that give the name in full and use the single name for it."""
        return sum(
            any(" ".join(parse(form).words) == key for form, _ in fact.forms)
            for j in self.members[root]
            if not self.atoms[j].name.lone
            for fact in self.atoms[j].facts
        )

    def _articles(self, root: int) -> frozenset[str]:
        return frozenset(article for j in self.members[root] for article in self.atoms[j].articles)

    def _alike(self, some: Sequence[int]) -> None:
        """Join one single name across articles where a role or company is shared; list the rest beside the first."""
        first: list[int] = []
        for i in some:
            for other in first[:_REACH]:
                speaks = support(self.atoms[other], self.atoms[i], self.setting)
                if speaks is not None and self.root(other) != self.root(i):
                    reason = f"The articles give no more than “{self.atoms[i].name.text}”. {speaks.reason}"
                    self.join(other, i, self._evidence("single-name-alike", reason, speaks.score, other, i))
            first.append(i)
        for i in some[1:]:
            if self.root(i) != self.root(some[0]):
                reason = f"The articles give no more than “{self.atoms[i].name.text}”."
                self.hold(
                    some[0],
                    i,
                    self._evidence("single-name-alike", reason, 0.3, some[0], i),
                    "nothing else says that they are one",
                )

    def same_family(self) -> None:
        """List people of one family name but other given names whom different articles put in the same company: one
        of the articles may have the name wrong.
        """
        names = [atom.name for atom in self.atoms]
        for group in families(names).values():
            if not 1 < len(group) <= 2 * _REACH:
                continue
            for place, i in enumerate(group):
                for j in group[place + 1 :]:
                    self._perhaps_misnamed(i, j)

    def _perhaps_misnamed(self, i: int, j: int) -> None:
        left, right = self.atoms[i], self.atoms[j]
        if self.root(i) == self.root(j) or any(bool(fact.historical) for fact in (*left.facts, *right.facts)):
            return
        if self._articles(self.root(i)) & self._articles(self.root(j)):
            return
        found = liken(left.name, right.name)
        speaks = support(left, right, self.setting) if found.level == "never" else None
        if (
            speaks is None
            or speaks.kind != "company"
            or _past(left)
            or _past(right)
            or (min(i, j), max(i, j)) in self.held
        ):
            return
        reason = f"One family name in like company. {speaks.reason}"
        self.hold(i, j, self._evidence("same-family-same-company", reason, 0.4, i, j), found.reason)

    def _evidence(self, rule: str, reason: str, score: float, i: int, j: int) -> Evidence:
        loci = (self.atoms[i].facts[0].first, self.atoms[j].facts[0].first)
        return Evidence(rule=rule, reason=reason, score=round(score, 3), loci=tuple(sorted(set(loci))))

    def outcome(self) -> Linked:
        """Give the groups in the order of their first atom, and what is still apart."""
        groups = sorted((sorted(members) for members in self.members.values()), key=lambda group: group[0])
        held = [one for _, one in sorted(self.held.items()) if self.root(one.left) != self.root(one.right)]
        return Linked(atoms=self.atoms, groups=tuple(map(tuple, groups)), joins=tuple(self.joins), held=tuple(held))


def _past(atom: Atom) -> bool:
    """Tell whether a person is spoken of as of an earlier time."""
    return any(means & {"then", "late", "former"} for fact in atom.facts for means, _ in fact.roles)


def _suffices(found: Likeness, speaks: Support) -> bool:
    """Tell whether what two likely names share is enough: for other spellings more is than for other names."""
    if speaks.kind == "context":
        return found.rule in {"misspelling", "spelling", "nickname"} and found.needs == "any"
    return found.needs != "role" or speaks.kind == "role"


def _clash(left: Atom, right: Atom) -> str:
    """Say why two atoms cannot be one person, or nothing."""
    if left.name.key == right.name.key and left.sense != right.sense and min(left.sense, right.sense) >= 0:
        return "they have other walks of life, and nobody and nothing in common"
    found = liken(left.name, right.name)
    return found.reason if found.level == "never" else ""


def _common(facts: Iterable[Fact]) -> frozenset[str]:
    """Give what so many articles name that it tells nothing: more than a quarter of them, and more than five."""
    contexts = {fact.ref.article: fact.context for fact in facts}
    counts = Counter(key for context in contexts.values() for key in context)
    return frozenset(key for key, count in counts.items() if count > max(5, len(contexts) // 4))


def _times(count: int) -> str:
    return "one other article" if count == 1 else f"{count} other articles"
