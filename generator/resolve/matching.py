"""What one article's passages are about, by the words that tell topics, by headings, and by what it runs on."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.nouns.article import Paragraph
from generator.nouns.findings import Passage, TopicMatch
from generator.nouns.ids import TopicId
from generator.resolve.profiles import Heard, Unit, Units
from generator.resolve.texts import Split, Words
from generator.resolve.vocabulary import BODY, Place, Text

LEAST = 0.5
"""A passage belongs to a topic from this score on: about one chosen term that is not everywhere."""
_HINT = 0.35
"""From this score on what is not enough is listed as withheld."""
_SHARE = 0.4
"""A second topic needs this part of the first one's score."""
_CONTEXT = 0.3
"""What the article's running topic adds to a passage that has a word of it."""
_LOCAL = 0.2
"""A paragraph without a word of any topic goes on with the one before, if that topic has this share of the article."""
_RUNNING = 0.4
"""Else it goes with the topic that has this share of the article."""
_HEADS = {"headline": 2.0, "standfirst": 1.5, "heading": 0.5}
"""What kinds of paragraphs count for what an article runs on, beside 1 for any other."""


class _Hits(NamedTuple):
    """What speaks in one paragraph for one topic: the score, where the words stand that the settings give, weightiest
    first, and where those that keep their company. Places are numbers of the paragraph's words, half-open.
    """

    topic: TopicId
    score: float
    given: tuple[tuple[int, int], ...]
    company: tuple[tuple[int, int], ...]


class _Line(NamedTuple):
    """A paragraph as its words, where they stand in it, and as it is written."""

    text: Text
    words: Words
    written: str

    def shown(self, places: Sequence[tuple[int, int]]) -> tuple[str, ...]:
        """Give the words at some places as they are written, each once."""
        return tuple(dict.fromkeys(self.words.shown(self.written, start, end) for start, end in places))


class Matched(NamedTuple):
    """The passages of one article, in order, and the topic that it runs on above all, if there is one."""

    passages: tuple[Passage, ...]
    main: TopicId | None


def told(article: Sequence[Heard], units: Units, whole: Sequence[TopicMatch]) -> tuple[Heard, ...]:
    """Give the topics for which each passage's words of the settings decide, or to which its whole article belongs."""
    hits = [_hits(one.places, units) for one in article]
    shares = _shares(article, hits)
    always = {one.topic for one in whole}
    found = []
    for one, here in zip(article, hits, strict=True):
        decided = (hit.topic for _, margin, hit in _lifted(here, shares) if margin >= 0)
        found.append(one._replace(topics=frozenset(always.union(decided)) if one.text.kind in BODY else frozenset()))
    return tuple(found)


def matched(
    article: Sequence[Heard], split: Split, paragraphs: Sequence[Paragraph], units: Units, whole: Sequence[TopicMatch]
) -> Matched:
    """Decide for the passages of one article; ``whole`` are the topics to which it belongs as a whole.

    One that could not be split has none.
    """
    lines = [
        _Line(one.text, words, paragraphs[one.text.paragraph].text)
        for one, words in zip(article, split.paragraphs, strict=True)
    ]
    hits = [_hits(tuple(_places(one, units)), units) if one.places else [] for one in article]
    shares = _shares(article, hits)
    passages = tuple(_passages(lines, hits, shares, whole))
    return Matched(passages, whole[0].topic if whole else _first(shares))


def _places(one: Heard, units: Units) -> Iterator[Place]:
    """Give the places of all words that tell topics; phrases are the settings' alone."""
    yield from (place for place in one.places if place[2] - place[1] > 1)
    yield from ((root, i, i + 1) for i, root in enumerate(one.text.roots) if root in units)


def _hits(places: Sequence[Place], units: Units) -> list[_Hits]:
    """Match one paragraph, best first: topics of which it has a word of the settings; companions only support these.

    A phrase takes its words, which do not count again.
    """
    asked = {topic for term, _, _ in places for topic, unit in units.get(term, {}).items() if unit.given}
    taken: dict[TopicId, set[int]] = {topic: set() for topic in asked}
    hits: dict[TopicId, dict[str, tuple[Unit, tuple[int, int]]]] = {topic: {} for topic in asked}
    for term, start, end in places if asked else ():
        for topic, unit in units.get(term, {}).items():
            if topic in asked and not taken[topic].issuperset(range(start, end)):
                taken[topic].update(range(start, end))
                hits[topic].setdefault(term, (unit, (start, end)))
    found = []
    for topic, mine in hits.items():
        if any(unit.given for unit, _ in mine.values()):
            best = [one for _, one in sorted(mine.items(), key=lambda item: (-item[1][0].weight, item[0]))]
            score = 1 - math.prod([1 - unit.weight for unit, _ in best])
            words = tuple(place for unit, place in best if unit.given)
            company = tuple(place for unit, place in best if not unit.given)
            found.append(_Hits(topic, score, words, company))
    return sorted(found, key=lambda one: (-one.score, one.topic))


def _shares(article: Sequence[Heard], hits: Sequence[Sequence[_Hits]]) -> dict[TopicId, float]:
    """Give what part of an article runs on each topic."""
    running: dict[TopicId, float] = {}
    for (text, _, _), here in zip(article, hits, strict=True):
        for one in here:
            running[one.topic] = running.get(one.topic, 0.0) + _HEADS.get(text.kind, 1.0) * one.score**2
    total = math.fsum(running[topic] for topic in sorted(running))
    return {topic: value / total for topic, value in sorted(running.items())} if total else {}


def _first(shares: Mapping[TopicId, float]) -> TopicId | None:
    return max(shares, key=lambda topic: shares[topic], default=None)


def _passages(
    article: Sequence[_Line],
    hits: Sequence[Sequence[_Hits]],
    shares: Mapping[TopicId, float],
    whole: Sequence[TopicMatch],
) -> Iterator[Passage]:
    main = _first(shares)
    pairs = list(zip(article, hits, strict=True))
    heads = {line.text.paragraph: (line, here) for line, here in pairs if line.text.kind == "heading"}
    always = {one.topic for one in whole}
    before: TopicId | None = None
    for line, here in pairs:
        text = line.text
        if text.kind not in BODY:
            before = None
            continue
        chosen, unsure = _by_words(line, here, shares)
        if not chosen and text.heading in heads:
            chosen = _by_heading(*heads[text.heading])
        runs = chosen[0].topic if chosen else None
        if not chosen and before and shares[before] >= _LOCAL:
            chosen = [_inherited(before, shares[before] - _LOCAL, "the paragraph before is on it")]
        if not chosen and main and shares[main] >= _RUNNING:
            chosen = [_inherited(main, shares[main] - _RUNNING, "the article runs on it")]
        before = runs
        matches = (*whole, *(match for match in chosen if match.topic not in always))
        sure = {match.topic for match in matches}
        withheld = tuple(match for match in unsure if match.topic not in sure)
        yield Passage(article=text.article, paragraph=text.paragraph, matches=matches, withheld=withheld)


def _lifted(here: Sequence[_Hits], shares: Mapping[TopicId, float]) -> list[tuple[float, float, _Hits]]:
    """Give the score that each topic has in its article, the best first, and how far it lies above what is asked."""
    lifted = [(1 - (1 - one.score) * (1 - _CONTEXT * shares.get(one.topic, 0.0)), one) for one in here]
    lifted.sort(key=lambda item: (-item[0], item[1].topic))
    return [(score, min(score - LEAST, one.score - _SHARE * lifted[0][1].score), one) for score, one in lifted]


def _by_words(
    line: _Line, here: Sequence[_Hits], shares: Mapping[TopicId, float]
) -> tuple[list[TopicMatch], list[TopicMatch]]:
    """Give the topics that a passage's words decide for, and those that they only hint at."""
    chosen: list[TopicMatch] = []
    unsure: list[TopicMatch] = []
    for score, margin, one in _lifted(here, shares):
        if margin >= 0 or score >= _HINT:
            words = line.shown(one.given)
            match = TopicMatch(
                topic=one.topic,
                score=round(score, 3),
                margin=round(margin, 3),
                words=words,
                reason=_reason(words, line.shown(one.company)[:3]),
            )
            (chosen if margin >= 0 else unsure).append(match)
    return chosen, unsure


def _reason(words: Sequence[str], company: Sequence[str]) -> str:
    told = f"it says {', '.join(f'“{word}”' for word in words[:5])}"
    return told + (f", beside {', '.join(f'“{word}”' for word in company)}" if company else "")


def _by_heading(heading: _Line, under: Sequence[_Hits]) -> list[TopicMatch]:
    return [
        TopicMatch(
            topic=one.topic,
            score=0.4,
            margin=round(one.score - LEAST, 3),
            reason=f"it stands under a heading that says “{heading.shown(one.given)[0]}”",
        )
        for one in under[:1]
        if one.score >= LEAST
    ]


def _inherited(topic: TopicId, margin: float, why: str) -> TopicMatch:
    return TopicMatch(topic=topic, score=0.3, margin=round(margin, 3), reason=f"it has no word of any topic, and {why}")
