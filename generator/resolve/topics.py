"""Which passage belongs to which topic: by the topic's own words, by heading, and by what the article runs on."""

import math
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

from generator.nouns.corpus import Corpus
from generator.nouns.findings import Passage, Topic, TopicMatch
from generator.nouns.ids import ArticleId, TopicId
from generator.resolve.proposals import Proposal, proposals
from generator.resolve.terms import Roots
from generator.resolve.vocabulary import BODY, Profiles, Text, Unit, companions, given, grams, texts
from generator.settings import TopicSettings

OTHER = TopicId("other")
OTHER_TITLE = "Other developments"

_LEAST = 0.5
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
_FAINT = 0.1
"""A word of less weight is everywhere, and decides nothing."""
_HEADS = {"headline": 2.0, "standfirst": 1.5, "heading": 0.5}
"""What kinds of paragraphs count for what an article runs on, beside 1 for any other."""


class _Hits(NamedTuple):
    """What speaks in one paragraph for one topic: the score, the passage's words that the settings give, weightiest
    first, and those that keep their company.
    """

    topic: TopicId
    score: float
    words: tuple[str, ...]
    company: tuple[str, ...]


class _Index(NamedTuple):
    """The words of all topics turned round: to each word the topics that it tells."""

    units: Mapping[Roots, Sequence[tuple[TopicId, Unit]]]
    lengths: Sequence[int]


def topics(corpus: Corpus, settings: Sequence[TopicSettings]) -> tuple[tuple[Topic, ...], tuple[Passage, ...]]:
    """Give the topics, in the order of the settings and "Other developments" last if it has passages, and all passages.

    Without settings the topics are those that the articles' own words propose, the largest first; where they propose
    none, all passages are other developments.
    """
    all_texts = list(texts(corpus))
    proposed = {} if settings else {TopicId(one.settings.id): one for one in proposals(all_texts, corpus)}
    settings = settings or [one.settings for one in proposed.values()]
    found = _passages(corpus, settings, all_texts, proposed)
    members: dict[TopicId, list[Passage]] = {TopicId(topic.id): [] for topic in settings}
    for passage in found.passages:
        for match in passage.matches:
            members[match.topic].append(passage)
    made = [
        Topic(
            id=TopicId(one.id),
            title=one.title,
            description=one.description,
            passages=tuple(members[TopicId(one.id)]),
            main=tuple(key for key in corpus.order if found.main.get(key) == one.id),
            terms=one.terms,
            proposed=proposed[TopicId(one.id)].evidence if proposed else None,
        )
        for one in settings
    ]
    other = tuple(passage for passage in found.passages if not passage.matches)
    if other:
        made.append(Topic(id=OTHER, title=OTHER_TITLE, passages=other))
    return tuple(made), found.passages


class _Found(NamedTuple):
    """All passages, and what each article runs on above all, if it runs on anything."""

    passages: tuple[Passage, ...]
    main: Mapping[ArticleId, TopicId]


def passages(corpus: Corpus, settings: Sequence[TopicSettings]) -> tuple[Passage, ...]:
    """Assign every paragraph (heads excluded) to none, one or several topics, in the order of the corpus."""
    return _passages(corpus, settings, list(texts(corpus)), {}).passages


def _passages(
    corpus: Corpus,
    settings: Sequence[TopicSettings],
    all_texts: Sequence[Text],
    proposed: Mapping[TopicId, Proposal],
) -> _Found:
    """Assign twice: first by the words of the settings, weighed by rarity; then these words are weighed again by how
    well they told the topics apart, and words that keep such company (names above all) join them. A word of the
    settings must be among those that decide: companions only support it.
    """
    by_article: dict[ArticleId, list[Text]] = {}
    for text in all_texts:
        by_article.setdefault(text.article, []).append(text)
    whole: dict[ArticleId, list[TopicMatch]] = {key: [] for key in by_article}
    for one in settings:
        matching = (key for key in by_article if any(fnmatchcase(key, pattern) for pattern in one.articles))
        for key in matching if one.articles else ():
            whole[key].append(_whole(TopicId(one.id), "the settings give the whole article to it"))
    for topic, proposal in proposed.items():
        for key in proposal.articles:
            whole[key].append(_whole(topic, f"its article is one of these: {proposal.evidence.reason}"))
    profiles = given(settings, corpus, all_texts)
    first = _assigned(by_article, profiles, whole)
    told = {
        (one.article, one.paragraph): {m.topic for m in one.matches if m.words or m.score == 1}
        for one in first.passages
    }
    return _assigned(by_article, companions(profiles, all_texts, told), whole)


def _whole(topic: TopicId, why: str) -> TopicMatch:
    return TopicMatch(topic=topic, score=1.0, margin=1 - _LEAST, reason=why)


def _assigned(
    by_article: Mapping[ArticleId, Sequence[Text]], profiles: Profiles, whole: Mapping[ArticleId, Sequence[TopicMatch]]
) -> _Found:
    units: dict[Roots, list[tuple[TopicId, Unit]]] = {}
    for topic, mine in profiles.items():
        for roots, unit in mine.items():
            if unit.weight >= _FAINT:
                units.setdefault(roots, []).append((topic, unit))
    index = _Index(units, sorted({len(roots) for roots in units}, reverse=True))
    found: list[Passage] = []
    main: dict[ArticleId, TopicId] = {}
    for key, article in by_article.items():
        hits = [_hits(text, index) for text in article]
        shares = _shares(article, hits)
        found += _article(article, hits, shares, whole[key])
        first = whole[key][0].topic if whole[key] else _first(shares)
        if first is not None:
            main[key] = first
    return _Found(tuple(found), main)


def _hits(text: Text, index: _Index) -> list[_Hits]:
    """Match one paragraph against all topics, best first; a phrase takes its words, which do not count again."""
    taken: dict[TopicId, set[int]] = {}
    hits: dict[TopicId, dict[Roots, tuple[Unit, str]]] = {}
    for gram, start in grams(text.roots, index.lengths):
        for topic, unit in index.units.get(gram, ()):
            places = range(start, start + len(gram))
            mine = taken.setdefault(topic, set())
            if not mine.issuperset(places):
                mine.update(places)
                shown = text.text[text.spans[start][0] : text.spans[start + len(gram) - 1][1]]
                hits.setdefault(topic, {}).setdefault(gram, (unit, shown))
    found = []
    for topic, units in hits.items():
        best = sorted(units.items(), key=lambda item: (-item[1][0].weight, item[0]))
        if any(unit.given for _, (unit, _) in best):
            score = 1 - math.prod(1 - unit.weight for _, (unit, _) in best)
            words = [shown for _, (unit, shown) in best if unit.given]
            company = [shown for _, (unit, shown) in best if not unit.given]
            found.append(_Hits(topic, score, tuple(dict.fromkeys(words)), tuple(dict.fromkeys(company))[:3]))
    return sorted(found, key=lambda one: (-one.score, one.topic))


def _shares(article: Sequence[Text], hits: Sequence[Sequence[_Hits]]) -> dict[TopicId, float]:
    """Give what part of an article runs on each topic."""
    running: dict[TopicId, float] = {}
    for text, here in zip(article, hits, strict=True):
        for one in here:
            running[one.topic] = running.get(one.topic, 0.0) + _HEADS.get(text.kind, 1.0) * one.score**2
    total = math.fsum(running[topic] for topic in sorted(running))
    return {topic: value / total for topic, value in sorted(running.items())} if total else {}


def _first(shares: Mapping[TopicId, float]) -> TopicId | None:
    return max(shares, key=lambda topic: shares[topic], default=None)


def _article(
    article: Sequence[Text],
    hits: Sequence[Sequence[_Hits]],
    shares: Mapping[TopicId, float],
    whole: Sequence[TopicMatch],
) -> list[Passage]:
    """Decide for the passages of one article, in order."""
    main = _first(shares)
    heads = {text.paragraph: here for text, here in zip(article, hits, strict=True) if text.kind == "heading"}
    always = {one.topic for one in whole}
    found = []
    before: TopicId | None = None
    for text, here in zip(article, hits, strict=True):
        if text.kind not in BODY:
            before = None
            continue
        chosen, unsure = _by_words(here, shares)
        chosen = chosen or _by_heading(heads.get(text.heading, ()))
        runs = chosen[0].topic if chosen else None
        if not chosen and before and shares[before] >= _LOCAL:
            chosen = [_inherited(before, shares[before] - _LOCAL, "the paragraph before is on it")]
        if not chosen and main and shares[main] >= _RUNNING:
            chosen = [_inherited(main, shares[main] - _RUNNING, "the article runs on it")]
        before = runs
        matches = (*whole, *(match for match in chosen if match.topic not in always))
        sure = {match.topic for match in matches}
        withheld = tuple(match for match in unsure if match.topic not in sure)
        found.append(Passage(article=text.article, paragraph=text.paragraph, matches=matches, withheld=withheld))
    return found


def _by_words(here: Sequence[_Hits], shares: Mapping[TopicId, float]) -> tuple[list[TopicMatch], list[TopicMatch]]:
    """Give the topics that a passage's words decide for, and those that they only hint at."""
    lifted = [(1 - (1 - one.score) * (1 - _CONTEXT * shares.get(one.topic, 0.0)), one) for one in here]
    lifted.sort(key=lambda item: (-item[0], item[1].topic))
    chosen: list[TopicMatch] = []
    unsure: list[TopicMatch] = []
    for score, one in lifted:
        margin = min(score - _LEAST, one.score - _SHARE * lifted[0][1].score)
        match = TopicMatch(
            topic=one.topic, score=round(score, 3), margin=round(margin, 3), words=one.words, reason=_reason(one)
        )
        if margin >= 0:
            chosen.append(match)
        elif score >= _HINT:
            unsure.append(match)
    return chosen, unsure


def _reason(one: _Hits) -> str:
    told = f"it says {', '.join(f'“{word}”' for word in one.words[:5])}"
    return told + (f", beside {', '.join(f'“{word}”' for word in one.company)}" if one.company else "")


def _by_heading(under: Sequence[_Hits]) -> list[TopicMatch]:
    return [
        TopicMatch(
            topic=one.topic,
            score=0.4,
            margin=round(one.score - _LEAST, 3),
            reason=f"it stands under a heading that says “{one.words[0]}”",
        )
        for one in under[:1]
        if one.score >= _LEAST
    ]


def _inherited(topic: TopicId, margin: float, why: str) -> TopicMatch:
    return TopicMatch(topic=topic, score=0.3, margin=round(margin, 3), reason=f"it has no word of any topic, and {why}")
