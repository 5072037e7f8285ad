"""The words that tell topics: what the settings give, weighed by rarity, then by the company that they keep."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from generator.nouns.corpus import Corpus
from generator.nouns.ids import ArticleId, TopicId
from generator.resolve import terms
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
    """A paragraph as the roots of its content words, and where they stand.

    ``names`` are roots with a capital of their own. ``heading`` is the index of the heading above, -1 if none.
    """

    article: ArticleId
    paragraph: int
    kind: str
    text: str
    roots: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    names: frozenset[str]
    heading: int


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """A word or phrase of one topic: what the settings make it worth, and its weight in this corpus (0..1)."""

    given: float
    weight: float


Profile = Mapping[terms.Roots, Unit]
Profiles = Mapping[TopicId, Profile]


def texts(corpus: Corpus) -> Iterator[Text]:
    """Give every paragraph, headings and headlines too, in the order of the corpus."""
    for key in corpus.order:
        heading = -1
        for number, paragraph in enumerate(corpus.articles[key].paragraphs):
            if paragraph.kind == "heading":
                heading = number
            words = [word for word in terms.words(paragraph.text) if word.content]
            yield Text(
                article=key,
                paragraph=number,
                kind=paragraph.kind,
                text=paragraph.text,
                roots=tuple(word.root for word in words),
                spans=tuple((word.start, word.end) for word in words),
                names=frozenset(word.root for word in words if word.capital),
                heading=heading if paragraph.kind in {"paragraph", "item"} else -1,
            )


def grams(roots: Sequence[str], lengths: Sequence[int]) -> Iterator[tuple[terms.Roots, int]]:
    """Give every run of content words of the given lengths, and where it starts."""
    for length in lengths:
        for start in range(len(roots) - length + 1):
            yield tuple(roots[start : start + length]), start


def given(settings: Sequence[TopicSettings], corpus: Corpus, passages: Sequence[Text]) -> Profiles:
    """Weigh the words of the settings: by where they stand there, by rarity here, less if topics share them.

    Short forms that the corpus defines count as the long ones, and the other way round.
    """
    short = _short_forms(corpus)
    places = {
        word.root
        for account in corpus.accounts.values()
        for chain in account.chains
        if chain.kind == "place"
        for word in terms.words(chain.name)
    }
    worth = {TopicId(topic.id): _worth(topic, short, places) for topic in settings}
    owners = Counter(roots for mine in worth.values() for roots in mine)
    lengths = sorted({len(roots) for roots in owners})
    count: Counter[terms.Roots] = Counter()
    total = 0
    for text in passages:
        if text.kind in BODY:
            total += 1
            count.update({gram for gram, _ in grams(text.roots, lengths) if gram in owners})
    return {
        topic: {
            roots: Unit(given=value, weight=value * _rarity(count[roots], total) / owners[roots])
            for roots, value in mine.items()
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


def _worth(
    topic: TopicSettings, short: Mapping[terms.Roots, terms.Roots], places: set[str]
) -> dict[terms.Roots, float]:
    """Give what each word and phrase of one topic's settings is worth."""
    found: dict[terms.Roots, float] = {}

    def put(roots: terms.Roots, value: float) -> None:
        for one in (roots, short.get(roots, ())):
            if one:
                found[one] = max(found.get(one, 0.0), value)

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
    lengths = sorted({1} | {len(roots) for mine in profiles.values() for roots in mine})
    known = {roots for mine in profiles.values() for roots in mine}
    holds: Counter[terms.Roots] = Counter()
    names: Counter[str] = Counter()
    company: dict[TopicId, Counter[terms.Roots]] = {topic: Counter() for topic in profiles}
    sizes: Counter[TopicId] = Counter()
    for text in passages:
        topics = assigned.get((text.article, text.paragraph))
        if topics is None:
            continue
        here = {gram for gram, _ in grams(text.roots, lengths) if len(gram) == 1 or gram in known}
        holds.update(here)
        names.update(text.names)
        for topic in sorted(topics):
            company[topic].update(here)
            sizes[topic] += 1
    return {
        topic: _again(mine, company[topic], holds, names, sizes[topic] / max(1, len(assigned)))
        for topic, mine in profiles.items()
    }


def _again(
    mine: Profile, company: Counter[terms.Roots], holds: Counter[terms.Roots], names: Counter[str], base: float
) -> Profile:
    """Weigh one topic's words again; ``base`` is the topic's part of all passages."""
    made = dict(mine)
    if base >= 1:
        return made
    for roots, count in sorted(company.items()):
        lift = max(0.0, ((count + base) / (holds[roots] + 1) - base) / (1 - base))
        if roots in mine:
            unit = mine[roots]
            made[roots] = Unit(given=unit.given, weight=0.5 * unit.weight + 0.5 * unit.given * lift)
        elif lift > 0.5 and count >= (2 if 2 * names[roots[0]] > holds[roots] else 8):
            made[roots] = Unit(given=0.0, weight=_COMPANION * lift)
    return made
