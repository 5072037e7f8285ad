"""Organisations and places joined across articles: one name in its spellings, and short forms that a text defines.

Nothing fuzzy: two organisations that differ by a letter are often two.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.nouns.account import ActorKind
from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Evidence, Locus
from generator.nouns.findings import ChainRef
from generator.resolve.atoms import Orders
from generator.resolve.facts import Fact
from generator.resolve.wording import canonical

_BRACKET = re.compile(
    r"((?:\s[A-Z][\w-]{1,30}){0,3})\s{0,2}\(\s{0,1}(?:the |or )?[“\"‘']?([A-Za-z][A-Za-z0-9.&\-]{1,11})[”\"’']?\s{0,1}\)"
)
_SMALL = frozenset(["of", "the", "and", "for", "in", "on", "to", "a", "an", "e", "de", "du", "des", "la"])


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Facts of one organisation or place, and why each name that is not the same by spelling belongs."""

    kind: ActorKind
    facts: tuple[Fact, ...]
    why: Mapping[str, Evidence]


def grouped(
    facts: Sequence[Fact], corpus: Corpus, orders: Orders
) -> tuple[tuple[Group, ...], tuple[tuple[Fact, Fact, Evidence], ...]]:
    """Join the facts of organisations and places; give the groups, and pairs that are held apart."""
    atoms: dict[tuple[str, str, str, int], list[Fact]] = {}
    for fact in facts:
        own = orders.own.get(fact.ref, 0)
        atoms.setdefault((fact.kind, key(fact.name), fact.ref.article if own else "", own), []).append(fact)
    parent = {one: one for one in atoms}

    def root(one: tuple[str, str, str, int]) -> tuple[str, str, str, int]:
        while parent[one] != one:
            one = parent[one]
        return one

    sides = {one: _sides(some, orders) for one, some in atoms.items()}
    why: dict[str, Evidence] = {}
    held: list[tuple[Fact, Fact, Evidence]] = []

    def join(left: tuple[str, str, str, int], right: tuple[str, str, str, int], evidence: Evidence) -> None:
        a, b = sorted((root(left), root(right)))
        if a == b:
            return
        if any((number, 1 - side) in sides[b] for number, side in sides[a]):
            pair = sorted((atoms[a][0], atoms[b][0]), key=lambda fact: fact.ref)
            reason = f"{evidence.reason} Held apart: a judgement keeps them apart."
            held.append((pair[0], pair[1], Evidence(rule=evidence.rule, reason=reason, score=0.5, loci=evidence.loci)))
            return
        parent[b] = a
        sides[a] = sides[a] | sides[b]

    for refs, reason in orders.merged:
        some = sorted(one for one, inner in atoms.items() if any(fact.ref in refs for fact in inner))
        for one, other in pairwise(some):
            evidence = Evidence(rule="judgement", reason=reason, score=1.0, loci=_loci(atoms[one][0], atoms[other][0]))
            why.setdefault(other[1], evidence)
            why.setdefault(one[1], evidence)
            join(one, other, evidence)
    for short, longs in sorted(_defined(facts, corpus).items()):
        here = ("organisation", short, "", 0)
        full = sorted({root(("organisation", long, "", 0)) for long in longs if ("organisation", long, "", 0) in atoms})
        if here not in atoms or not full:
            continue
        if all(one[1].endswith(full_key) for one in full for full_key in [min((f[1] for f in full), key=len)]):
            full = [min(full, key=lambda one: len(one[1]))]
        fact = longs[full[0][1]] if full[0][1] in longs else next(iter(longs.values()))
        reason = f"The text writes “{fact.name} ({atoms[here][0].name})”."
        evidence = Evidence(rule="defined-short-form", reason=reason, score=0.95, loci=_loci(fact, atoms[here][0]))
        if len(full) == 1:
            why.setdefault(short, evidence)
            join(full[0], here, evidence)
        else:
            for one in full[:3]:
                against = f"{reason} Held apart: other texts give it another meaning."
                held.append(
                    (atoms[one][0], atoms[here][0], Evidence(rule="short-form-of-several", reason=against, score=0.4))
                )
    groups: dict[tuple[str, str, str, int], list[Fact]] = {}
    for one in sorted(atoms):
        groups.setdefault(root(one), []).extend(atoms[one])
    made = tuple(
        Group(kind=inner[0].kind, facts=tuple(sorted(inner, key=lambda fact: fact.ref)), why=why)
        for _, inner in sorted(groups.items())
    )
    return made, tuple(held)


def key(name: str) -> str:
    """Give what is equal for two spellings of one organisation's or place's name."""
    words = canonical(name)
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


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
            match = _BRACKET.match(paragraphs[mention.paragraph].text, mention.end)
            if match and _stands_for(match.group(2), mention.text + match.group(1)):
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
    refs: set[ChainRef] = {fact.ref for fact in facts}
    return frozenset(
        (number, side) for number, pair in enumerate(orders.apart) for side, some in enumerate(pair) if refs & some
    )


def _loci(*facts: Fact) -> tuple[Locus, ...]:
    return tuple(sorted({fact.first for fact in facts}))
