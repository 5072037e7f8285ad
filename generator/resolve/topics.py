"""Which passage belongs to which topic: by the topic's own words, by heading, and by what the article runs on."""

import math
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

from generator.nouns.corpus import Corpus
from generator.nouns.findings import Passage, Topic, TopicMatch
from generator.nouns.ids import ArticleId, TopicId
from generator.resolve.proposals import Proposal, proposals
from generator.resolve.texts import Split
from generator.resolve.vocabulary import BODY, Finder, Profiles, Text, Unit, companions, given, texts
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
    """What speaks in one paragraph for one topic: the score, where the words stand that the settings give, weightiest
    first, and where those that keep their company. Places are numbers of the paragraph's words, half-open.
    """

    topic: TopicId
    score: float
    given: tuple[tuple[int, int], ...]
    company: tuple[tuple[int, int], ...]


class _Index(NamedTuple):
    """The words of all topics turned round: to each term the topics that it tells."""

    units: Mapping[str, Sequence[tuple[TopicId, Unit]]]
    finder: Finder


def topics(
    corpus: Corpus, words: Mapping[ArticleId, Split], settings: Sequence[TopicSettings]
) -> tuple[tuple[Topic, ...], tuple[Passage, ...]]:
    """Give the topics, in the order of the settings and "Other developments" last if it has passages, and all passages.

    Without settings the topics are those that the articles' own words propose, the largest first; where they propose
    none, all passages are other developments.
    """
    all_texts = list(texts(corpus, words))
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
    told = _told(by_article, profiles, whole)
    return _assigned(by_article, companions(profiles, all_texts, told), whole)


def _whole(topic: TopicId, why: str) -> TopicMatch:
    return TopicMatch(topic=topic, score=1.0, margin=1 - _LEAST, reason=why)


def _told(
    by_article: Mapping[ArticleId, Sequence[Text]], profiles: Profiles, whole: Mapping[ArticleId, Sequence[TopicMatch]]
) -> dict[tuple[ArticleId, int], set[TopicId]]:
    """Give for each passage the topics that its words decide for, or to which its whole article belongs."""
    index = _index(profiles)
    found = {}
    for key, article in by_article.items():
        hits, shares = _heard(article, index)
        always = {one.topic for one in whole[key]}
        for text, here in zip(article, hits, strict=True):
            if text.kind in BODY:
                decided = {one.topic for _, margin, one in _lifted(here, shares) if margin >= 0}
                found[key, text.paragraph] = always | decided
    return found


def _assigned(
    by_article: Mapping[ArticleId, Sequence[Text]], profiles: Profiles, whole: Mapping[ArticleId, Sequence[TopicMatch]]
) -> _Found:
    index = _index(profiles)
    found: list[Passage] = []
    main: dict[ArticleId, TopicId] = {}
    for key, article in by_article.items():
        hits, shares = _heard(article, index)
        found += _article(article, hits, shares, whole[key])
        first = whole[key][0].topic if whole[key] else _first(shares)
        if first is not None:
            main[key] = first
    return _Found(tuple(found), main)


def _index(profiles: Profiles) -> _Index:
    units: dict[str, list[tuple[TopicId, Unit]]] = {}
    for topic, mine in profiles.items():
        for term, unit in mine.items():
            if unit.weight >= _FAINT:
                units.setdefault(term, []).append((topic, unit))
    return _Index(units, Finder(units))


def _heard(article: Sequence[Text], index: _Index) -> tuple[list[list[_Hits]], dict[TopicId, float]]:
    """Match an article paragraph by paragraph, and tell what part of it runs on each topic."""
    hits = [_hits(text, index) for text in article]
    return hits, _shares(article, hits)


def _hits(text: Text, index: _Index) -> list[_Hits]:
    """Match one paragraph against all topics, best first; a phrase takes its words, which do not count again."""
    taken: dict[TopicId, set[int]] = {}
    hits: dict[TopicId, dict[str, tuple[Unit, tuple[int, int]]]] = {}
    for term, start, end in index.finder.all(text.roots):
        place = (start, end)
        for topic, unit in index.units[term]:
            if topic not in hits:
                hits[topic], taken[topic] = {}, set()
            mine = taken[topic]
            if not mine.issuperset(range(start, end)):
                mine.update(range(start, end))
                hits[topic].setdefault(term, (unit, place))
    found = []
    for topic, units in hits.items():
        if any(unit.given for unit, _ in units.values()):
            best = [one for _, one in sorted(units.items(), key=lambda item: (-item[1][0].weight, item[0]))]
            score = 1 - math.prod([1 - unit.weight for unit, _ in best])
            words = tuple(place for unit, place in best if unit.given)
            company = tuple(place for unit, place in best if not unit.given)
            found.append(_Hits(topic, score, words, company))
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
    heads = {text.paragraph: (text, here) for text, here in zip(article, hits, strict=True) if text.kind == "heading"}
    always = {one.topic for one in whole}
    found = []
    before: TopicId | None = None
    for text, here in zip(article, hits, strict=True):
        if text.kind not in BODY:
            before = None
            continue
        chosen, unsure = _by_words(text, here, shares)
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
        found.append(Passage(article=text.article, paragraph=text.paragraph, matches=matches, withheld=withheld))
    return found


def _lifted(here: Sequence[_Hits], shares: Mapping[TopicId, float]) -> list[tuple[float, float, _Hits]]:
    """Give the score that each topic has in its article, the best first, and how far it lies above what is asked."""
    lifted = [(1 - (1 - one.score) * (1 - _CONTEXT * shares.get(one.topic, 0.0)), one) for one in here]
    lifted.sort(key=lambda item: (-item[0], item[1].topic))
    return [(score, min(score - _LEAST, one.score - _SHARE * lifted[0][1].score), one) for score, one in lifted]


def _by_words(
    text: Text, here: Sequence[_Hits], shares: Mapping[TopicId, float]
) -> tuple[list[TopicMatch], list[TopicMatch]]:
    """Give the topics that a passage's words decide for, and those that they only hint at."""
    chosen: list[TopicMatch] = []
    unsure: list[TopicMatch] = []
    for score, margin, one in _lifted(here, shares):
        if margin >= 0 or score >= _HINT:
            words = _shown(text, one.given)
            match = TopicMatch(
                topic=one.topic,
                score=round(score, 3),
                margin=round(margin, 3),
                words=words,
                reason=_reason(words, _shown(text, one.company)[:3]),
            )
            (chosen if margin >= 0 else unsure).append(match)
    return chosen, unsure


def _shown(text: Text, places: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.shown(start, end) for start, end in places))


def _reason(words: Sequence[str], company: Sequence[str]) -> str:
    told = f"it says {', '.join(f'“{word}”' for word in words[:5])}"
    return told + (f", beside {', '.join(f'“{word}”' for word in company)}" if company else "")


def _by_heading(heading: Text, under: Sequence[_Hits]) -> list[TopicMatch]:
    return [
        TopicMatch(
            topic=one.topic,
            score=0.4,
            margin=round(one.score - _LEAST, 3),
            reason=f"it stands under a heading that says “{_shown(heading, one.given)[0]}”",
        )
        for one in under[:1]
        if one.score >= _LEAST
    ]


def _inherited(topic: TopicId, margin: float, why: str) -> TopicMatch:
    return TopicMatch(topic=topic, score=0.3, margin=round(margin, 3), reason=f"it has no word of any topic, and {why}")
