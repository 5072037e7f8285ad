"""One person's name, spelled in different ways."""

from collections.abc import Iterator

from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Locus
from generator.nouns.findings import Actor
from generator.resolve.disagreements.draft import Draft, articles, firsts
from generator.resolve.likeness import relation
from generator.resolve.names import fold, parse

_LEAST = 4
"""Letters of a word: shorter ones are initials and particles, whose forms are no spellings."""
_MOST = 12
"""Different words of one person's names that are compared."""
_SPELLED = frozenset({"spelling", "swap", "sound", "near"})


def spellings(actor: Actor, corpus: Corpus) -> Iterator[Draft]:
    """Find words of a name that are one word by sound or but for a letter."""
    holders: dict[str, list[str]] = {}
    for variant in actor.variants:
        for word in parse(variant.text).words:
            if len(word) >= _LEAST:
                holders.setdefault(word, []).append(variant.text)
    words = sorted(holders)[:_MOST]
    seen: set[str] = set()
    for first in words:
        alike = [other for other in words if other == first or relation(first, other, given=True) in _SPELLED]
        if first in seen or len(alike) < 2:
            continue
        seen.update(alike)
        places = _places(actor, corpus)
        sides = []
        for word in alike:
            loci = firsts(locus for text in holders[word] for locus in places.get(text, ()))
            if loci:
                best = max(holders[word], key=lambda text: (len(places.get(text, ())), len(text), text))
                sides.append((_written(word, best), loci))
        if len(sides) > 1 and len({article for _, loci in sides for article in articles(loci)}) > 1:
            yield Draft(
                kind="spelling",
                subject=f"How {actor.name} is spelled",
                sides=tuple(sorted(sides, key=lambda side: (-len(side[1]), side[0]))),
                actors=(actor.id,),
                rule="spelling",
                reason="The names are one but for letters",
                score=0.2,
            )


def _places(actor: Actor, corpus: Corpus) -> dict[str, list[Locus]]:
    """Give where each way of writing an actor's name stands."""
    found: dict[str, list[Locus]] = {}
    for ref in actor.chains:
        account = corpus.accounts[ref.article]
        for one in (account.mentions[i] for i in account.chains[ref.chain].mentions):
            if one.form == "name":
                locus = Locus(article=ref.article, paragraph=one.paragraph, start=one.start, end=one.end)
                found.setdefault(one.text, []).append(locus)
    return found


def _written(word: str, text: str) -> str:
    """Give a word as a name writes it."""
    return next((part for part in text.split() if fold(part) == word), text)
