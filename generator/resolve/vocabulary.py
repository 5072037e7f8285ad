"""The words that tell topics: what the settings give, weighed by rarity, then by the company that they keep."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from sys import intern
from typing import NamedTuple

import msgspec

from generator.nouns.corpus import Corpus
from generator.nouns.ids import ArticleId, TopicId
from generator.resolve import terms
from generator.resolve.texts import Split, Words
from generator.settings import TopicSettings

# What a word is worth by where the editor wrote it. A term was chosen; a line of description holds words by the way.
_TERM, _PART, _TITLE, _LINE = 1.0, 0.3, 0.35, 0.2
_NAME = 2.5
"""A name that is no place's in the line of description counts this much more than its other words."""
_ALONE = 2.4
"""Title and description count this much more in a topic that has no terms."""
_COMPANION = 0.3
"""What a word is worth at most that no setting names, but that only passages of one topic hold."""
_PRIOR = 20
"""Passages without a word that are thought of besides the corpus, so that few passages do not make a word common."""
BODY = frozenset({"paragraph", "item", "standfirst"})


class Text(NamedTuple):
    """A paragraph as the roots of its content words. ``heading`` is the index of the heading above, -1 if none."""

    article: ArticleId
    paragraph: int
    kind: str
    text: str
    roots: tuple[str, ...]
    words: Words
    heading: int

    @property
    def names(self) -> frozenset[str]:
        """Give the roots that have a capital of their own."""
        capitals = self.words.capitals
        if 1 not in capitals:
            return frozenset()
        return frozenset(root for root, capital in zip(self.roots, capitals, strict=True) if capital)

    def shown(self, start: int, end: int) -> str:
        """Give the words ``start`` to ``end``, half-open, as the text has them, with what stands between."""
        return self.text[self.words.start(start) : self.words.end(end - 1)]


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """A word or phrase of one topic: what the settings make it worth, and its weight in this corpus (0..1)."""

    given: float
    weight: float


Profile = Mapping[str, Unit]
"""By term: the roots of a word or phrase with a space between."""
Profiles = Mapping[TopicId, Profile]


def texts(corpus: Corpus, words: Mapping[ArticleId, Split]) -> Iterator[Text]:
    """Give every paragraph, headings and headlines too, in the order of the corpus."""
    for key in corpus.order:
        heading = -1
        pairs = zip(corpus.articles[key].paragraphs, words[key].paragraphs, strict=True)
        for number, (paragraph, mine) in enumerate(pairs):
            if paragraph.kind == "heading":
                heading = number
            yield Text(
                article=key,
                paragraph=number,
                kind=paragraph.kind,
                text=paragraph.text,
                roots=tuple(map(intern, mine.line.split())),  # one string for each root: a tenth of the memory
                words=mine,
                heading=heading if paragraph.kind in {"paragraph", "item"} else -1,
            )


class Finder:
    """Finds terms in texts, words and phrases: each is its roots with a space between."""

    def __init__(self, terms: Iterable[str]) -> None:
        """Take all terms to look for."""
        self._terms = frozenset(terms)
        self._longer: dict[str, set[int]] = {}
        for term in self._terms:
            first, *more = term.split(" ")
            if more:
                self._longer.setdefault(first, set()).add(len(more) + 1)

    def phrases(self, roots: Sequence[str]) -> list[tuple[str, int, int]]:
        """Give the phrases that stand in a text, the longest first, each with its first word and the one after it."""
        found: list[tuple[str, int, int]] = []
        if self._longer.keys().isdisjoint(roots):
            return found
        for i, root in enumerate(roots):
            if root in self._longer:
                ends = (i + length for length in self._longer[root] if i + length <= len(roots))
                found += [(term, i, end) for end in ends if (term := " ".join(roots[i:end])) in self._terms]
        return sorted(found, key=lambda one: (one[1] - one[2], one[1]))

    def all(self, roots: Sequence[str]) -> list[tuple[str, int, int]]:
        """Give phrases, and then words, likewise."""
        words = [(root, i, i + 1) for i, root in enumerate(roots) if root in self._terms]
        return self.phrases(roots) + words


def given(settings: Sequence[TopicSettings], corpus: Corpus, passages: Sequence[Text]) -> Profiles:
    """Weigh the words of the settings: by where they stand there, by rarity here, less if topics share them.

    Short forms that the corpus defines count as the long ones, and the other way round.
    """
    short = _short_forms(corpus)
    names = {chain.name for one in corpus.accounts.values() for chain in one.chains if chain.kind == "place"}
    places = {word.root for name in names for word in terms.words(name)}
    worth = {TopicId(topic.id): _worth(topic, short, places) for topic in settings}
    owners = Counter(term for mine in worth.values() for term in mine)
    finder = Finder(owners)
    count: Counter[str] = Counter()
    total = 0
    for text in passages:
        if text.kind in BODY:
            total += 1
            count.update({term for term, _, _ in finder.all(text.roots)})
    return {
        topic: {
            term: Unit(given=value, weight=value * _rarity(count[term], total) / owners[term])
            for term, value in mine.items()
        }
        for topic, mine in worth.items()
    }


def _short_forms(corpus: Corpus) -> dict[terms.Roots, terms.Roots]:
    short: dict[terms.Roots, terms.Roots] = {}
    for key in corpus.order:
        for paragraph in corpus.articles[key].paragraphs:
            if "(" in paragraph.text:
                for long, brief in terms.acronyms(paragraph.text):
                    short.setdefault(long, brief)
                    short.setdefault(brief, long)
    return short


def _worth(topic: TopicSettings, short: Mapping[terms.Roots, terms.Roots], places: set[str]) -> dict[str, float]:
    """Give what each word and phrase of one topic's settings is worth."""
    found: dict[str, float] = {}

    def put(roots: terms.Roots, value: float) -> None:
        for one in (roots, short.get(roots, ())):
            if one:
                term = " ".join(one)
                found[term] = max(found.get(term, 0.0), value)

    more = 1.0 if topic.terms else _ALONE
    lines = [*((term, _PART) for term in topic.terms), (topic.title, _TITLE * more), (topic.description, _LINE * more)]
    for term in topic.terms:
        put(terms.phrase(term), _TERM)
    for line, value in lines:
        for word in terms.words(line):
            if word.content:
                named = line == topic.description and word.capital and word.root not in places
                put((word.root,), min(1.0, value * (_NAME if named else 1.0)))
    return found


def _rarity(count: int, total: int) -> float:
    return max(0.0, 1 - math.log1p(count) / math.log1p(total + _PRIOR))


def companions(
    profiles: Profiles, passages: Sequence[Text], assigned: Mapping[tuple[ArticleId, int], set[TopicId]]
) -> Profiles:
    """Weigh the words again by how well they told the topics apart, and let in words that keep one topic's company.

    ``assigned`` are the topics of each passage so far. A name is let in from two passages on, another word from eight.
    """
    finder = Finder(term for mine in profiles.values() for term in mine)
    holds: Counter[str] = Counter()
    names: Counter[str] = Counter()
    company: dict[TopicId, Counter[str]] = {topic: Counter() for topic in profiles}
    sizes: Counter[TopicId] = Counter()
    for text in passages:
        topics = assigned.get((text.article, text.paragraph))
        if topics is None:
            continue
        here = {*text.roots, *(term for term, _, _ in finder.phrases(text.roots))}
        holds.update(here)
        names.update(text.names)
        for topic in sorted(topics):
            company[topic].update(here)
            sizes[topic] += 1
    return {
        topic: _again(mine, company[topic], holds, names, sizes[topic] / max(1, len(assigned)))
        for topic, mine in profiles.items()
    }


def _again(mine: Profile, company: Counter[str], holds: Counter[str], names: Counter[str], base: float) -> Profile:
    """Weigh one topic's words again; ``base`` is the topic's part of all passages."""
    made = dict(mine)
    if base >= 1:
        return made
    for term, count in sorted(company.items()):
        lift = max(0.0, ((count + base) / (holds[term] + 1) - base) / (1 - base))
        if term in mine:
            unit = mine[term]
            made[term] = Unit(given=unit.given, weight=0.5 * unit.weight + 0.5 * unit.given * lift)
        elif lift > 0.5 and count >= (2 if 2 * names[term.partition(" ")[0]] > holds[term] else 8):
            made[term] = Unit(given=0.0, weight=_COMPANION * lift)
    return made
