"""What is done with people of one country: sources that tell of contrary things where others tell of one only."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from generator.nouns.article import Article
from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Locus
from generator.nouns.ids import ArticleId
from generator.resolve.disagreements.draft import Draft, firsts, knowledge, strings
from generator.resolve.wording import canonical, peoples

_REACH = 8
"""Words between what is done and whom it is done with."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

Deed = tuple[int, int, str]
"""Pair of contraries, side of it, and the people concerned by their country."""
Deeds = Mapping[Deed, tuple[Locus, ...]]
"""What one article says is done with whom, and where it says so."""


def contrary(
    corpus: Corpus, deeds: Mapping[ArticleId, Deeds], events: Sequence[frozenset[ArticleId]]
) -> Iterator[Draft]:
    """Find contrary things that articles on one event say are done with the same people.

    One article must tell of one only: where all tell of both, both are done.
    """
    found: dict[tuple[int, str], dict[ArticleId, None]] = {}
    for event in events:
        told = {deed for key in event for deed in deeds[key]}
        for pair, side, people in told:
            if side == 0 and (pair, 1, people) in told:
                inside = [key for key in event if {(pair, 0, people), (pair, 1, people)} & deeds[key].keys()]
                if (
                    len({frozenset(side for side in (0, 1) if (pair, side, people) in deeds[key]) for key in inside})
                    > 1
                ):
                    found.setdefault((pair, people), {}).update(dict.fromkeys(sorted(inside)))
    for (pair, people), together in sorted(found.items()):
        sides = [[locus for key in together for locus in deeds[key].get((pair, side, people), ())] for side in (0, 1)]
        words = [_usual(corpus, some) for some in sides]
        yield Draft(
            kind="action",
            subject=f"What is done with people of {people.title()}: {words[0]} or {words[1]}",
            sides=tuple((word, firsts(some)) for word, some in zip(words, sides, strict=True)),
            rule="contraries",
            reason=f"Some articles speak of {words[0]} only, another of {words[1]}",
            score=0.65,
        )


def _usual(corpus: Corpus, loci: Sequence[Locus]) -> str:
    """Give the word that the first of some places uses for what is done."""
    for locus in sorted(loci):
        text = corpus.articles[locus.article].paragraphs[locus.paragraph].text[locus.start : locus.end]
        for word in _WORD.findall(text):
            if word.lower() in _contraries():
                return str(word).lower()
    return ""


def deeds_of(article: Article) -> Deeds:
    """Find in one article what is done with whom, each from the one word to the other."""
    found: dict[Deed, list[Locus]] = {}
    for number, paragraph in enumerate(article.paragraphs):
        if not any(word in paragraph.text.lower() for word in _contraries()):
            continue
        words = list(_WORD.finditer(paragraph.text))
        plain = [word.group().lower() for word in words]
        acts = [at for at, word in enumerate(plain) if word in _contraries()]
        for at in acts:
            for near in range(max(0, at - _REACH), min(len(words) - 1, at + _REACH)):
                if not (
                    plain[near] in peoples() and words[near].group()[0].isupper() and plain[near + 1] in _persons()
                ):
                    continue
                first, last = min(at, near), max(at, near + 1)
                start, end = words[first].start(), words[last].end()
                if any(mark in paragraph.text[start:end] for mark in ".;:!?"):
                    continue
                pair, side = _contraries()[plain[at]]
                country = " ".join(canonical(plain[near]))
                locus = Locus(article=article.id, paragraph=number, start=start, end=end)
                found.setdefault((pair, side, country), []).append(locus)
    return {deed: tuple(loci) for deed, loci in found.items()}


@cache
def _contraries() -> dict[str, tuple[int, int]]:
    pairs = knowledge()["contraries"]
    return {
        word: (number, side)
        for number, pair in enumerate(pairs if isinstance(pairs, list) else ())
        for side, words in enumerate(pair if isinstance(pair, list) else ())
        for word in strings(words)
    }


@cache
def _persons() -> frozenset[str]:
    return frozenset(strings(knowledge()["persons"]))
