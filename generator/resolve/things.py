"""Organisations and places joined across articles: one name in its spellings, and short forms that a text defines.

Nothing fuzzy: two organisations that differ by a letter are often two.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.nouns.account import ActorKind
from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Evidence
from generator.resolve.atoms import Orders
from generator.resolve.facts import Fact
from generator.resolve.wording import thing_key as key

_BRACKET = re.compile(
    r"((?:\s[A-Z][\w-]{1,30}){0,3})\s{0,2}"
    r"\(\s{0,1}(?:the |or )?[“\"‘']?([A-Za-z][A-Za-z0-9.&\-]{1,11})[”\"’']?\s{0,1}\)"
)
_SMALL = frozenset(["of", "the", "and", "for", "in", "on", "to", "a", "an", "e", "de", "du", "des", "la"])


# Kind, key, and the article and number of the judgement that speaks of it there.
_Id = tuple[ActorKind, str, str, int]
Held = tuple[Fact, Fact, Evidence]


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Facts of one organisation or place, and why each name that is not the same by spelling belongs."""

    kind: ActorKind
    facts: tuple[Fact, ...]
    why: Mapping[str, Evidence]


def grouped(facts: Sequence[Fact], corpus: Corpus, orders: Orders) -> tuple[tuple[Group, ...], tuple[Held, ...]]:
    """Join the facts of organisations and places; give the groups, and pairs that are held apart."""
    work = _Work(facts, orders)
    for refs, reason in orders.merged:
        some = sorted(one for one, inner in work.atoms.items() if any(fact.ref in refs for fact in inner))
        for one, other in pairwise(some):
            work.join(one, other, work.evidence("judgement", reason, 1.0, one, other))
    for short, longs in sorted(_defined(facts, corpus).items()):
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
        self.why: dict[str, Evidence] = {}
        self.held: list[Held] = []

    def root(self, one: _Id) -> _Id:
        while self.parent[one] != one:
            one = self.parent[one]
        return one

    def evidence(self, rule: str, reason: str, score: float, one: _Id, other: _Id) -> Evidence:
        loci = {self.atoms[one][0].first, self.atoms[other][0].first}
        return Evidence(rule=rule, reason=reason, score=score, loci=tuple(sorted(loci)))

    def join(self, one: _Id, other: _Id, evidence: Evidence) -> None:
        """Join two groups, and keep the reason for both names; a judgement may hold them apart."""
        a, b = sorted((self.root(one), self.root(other)))
        if a == b:
            return
        if any((number, 1 - side) in self.sides[b] for number, side in self.sides[a]):
            self.hold(a, b, evidence, "a judgement keeps them apart")
            return
        self.parent[b] = a
        self.sides[a] |= self.sides[b]
        for name in (one[1], other[1]):
            self.why.setdefault(name, evidence)

    def hold(self, one: _Id, other: _Id, evidence: Evidence, against: str) -> None:
        """List two that might be one."""
        reason = f"{evidence.reason} Held apart: {against}."
        told = Evidence(rule=evidence.rule, reason=reason, score=0.4, loci=evidence.loci)
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
            evidence = self.evidence("defined-short-form", reason, 0.95, one, here)
            if several:
                self.hold(one, here, evidence, "other texts give the short form another meaning")
            else:
                self.join(one, here, evidence)

    def one_kind(self) -> None:
        """Join a body and a place of one name, where one of the two is clearly what most mentions mean."""
        for one in sorted(self.atoms):
            other: _Id = ("place", *one[1:])
            if one[0] == "organisation" and other in self.atoms:
                counts = sorted((_count(self.atoms[one]), _count(self.atoms[other])))
                if counts[1] >= 2 * counts[0]:
                    reason = f"Most mentions of “{self.atoms[one][0].name}” mean one thing, and the few others too."
                    self.join(one, other, self.evidence("kind-of-most", reason, 0.8, one, other))

    def outcome(self) -> tuple[tuple[Group, ...], tuple[Held, ...]]:
        groups: dict[_Id, list[Fact]] = {}
        for one in sorted(self.atoms):
            groups.setdefault(self.root(one), []).extend(self.atoms[one])
        made = []
        for _, inner in sorted(groups.items()):
            kinds = {
                kind: _count(fact for fact in inner if fact.kind == kind) for kind in {fact.kind for fact in inner}
            }
            kind = max(sorted(kinds), key=lambda one: kinds[one])
            made.append(Group(kind=kind, facts=tuple(sorted(inner, key=lambda fact: fact.ref)), why=self.why))
        return tuple(made), tuple(self.held)


def _count(facts: Iterable[Fact]) -> int:
    return sum(count for fact in facts for _, count in fact.forms)


def _defined(facts: Iterable[Fact], corpus: Corpus) -> dict[str, dict[str, Fact]]:
    """Find short forms that a text defines in brackets after the long name: "Foreign Office (FO)".

    A few capitalised words may stand between: of "Tehreek-e-Taliban Pakistan" only the first may be marked as a name.
    """
    found: dict[str, dict[str, Fact]] = {}
    for fact in facts:
        if fact.kind != "organisation":
            continue
        account = corpus.accounts[fact.ref.article]
        paragraphs = corpus.articles[fact.ref.article].paragraphs
        for number in account.chains[fact.ref.chain].mentions:
            mention = account.mentions[number]
            if mention.form != "name" or mention.paragraph >= len(paragraphs):
                continue
            at = mention.start + mention.text.find(" (") if " (" in mention.text else mention.end
            match = _BRACKET.match(paragraphs[mention.paragraph].text, at)
            if match and _stands_for(match.group(2), mention.text.split(" (")[0] + match.group(1)):
                found.setdefault(key(match.group(2)), {}).setdefault(key(fact.name), fact)
    return found


def _stands_for(short: str, long: str) -> bool:
    """Tell whether the letters of a short form run through the long name, beginning with a word of it."""
    letters = [letter for letter in short.lower() if letter.isalnum()]
    words = [word.lower() for word in re.split(r"[\s\-]+", long) if word]
    if len(words) < 2 or not letters:
        return False
    initials = "".join(word[0] for word in words)
    main = "".join(word[0] for word in words if word not in _SMALL)
    plain = "".join(letters)
    if plain in {initials, main} or plain in initials:
        return True
    return any(
        word[0] == letters[0] and _runs(letters, iter("".join(words[place:]))) for place, word in enumerate(words)
    )


def _runs(letters: Sequence[str], text: Iterator[str]) -> bool:
    return all(letter in text for letter in letters)


def _sides(facts: Iterable[Fact], orders: Orders) -> frozenset[tuple[int, int]]:
    refs = {fact.ref for fact in facts}
    return frozenset(
        (number, side) for number, pair in enumerate(orders.apart) for side, some in enumerate(pair) if refs & some
    )
