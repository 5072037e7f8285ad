"""Which passage belongs to which topic: by the topic's own words, by heading, and by what the article runs on."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

import msgspec

from generator.nouns.article import Article
from generator.nouns.corpus import Corpus
from generator.nouns.findings import Passage, Topic, TopicMatch
from generator.nouns.ids import ArticleId, TopicId
from generator.resolve import terms
from generator.settings import TopicSettings

OTHER = TopicId("other")
OTHER_TITLE = "Other developments"

# What a word is worth by where the editor wrote it. A term was chosen; a line of description holds words by the way.
_TERM, _PART, _TITLE, _LINE = 1.0, 0.45, 0.6, 0.35
_LEAST = 0.45
"""A passage belongs to a topic from this score on: about one chosen term that is not everywhere."""
_SHARE = 0.4
"""A second topic needs this part of the first one's score."""
_PRIOR = 20
"""Passages without a word that are thought of besides the corpus, so that few passages do not make a word common."""


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """A word or phrase of a topic, and its weight before rarity."""

    roots: terms.Roots
    shown: str
    weight: float


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph as roots. ``heading`` is the index of the heading it stands under, -1 if none."""

    article: ArticleId
    paragraph: int
    kind: str
    roots: tuple[str, ...]
    heading: int = -1


def topics(corpus: Corpus, settings: Sequence[TopicSettings]) -> tuple[tuple[Topic, ...], tuple[Passage, ...]]:
    """Give the topics, in the order of the settings and "Other developments" last if it has passages, and all passages.

    Without settings all passages are other developments.
    """
    found = passages(corpus, settings)
    members: dict[TopicId, list[Passage]] = {TopicId(topic.id): [] for topic in settings}
    other = []
    for passage in found:
        if not passage.matches:
            other.append(passage)
        for match in passage.matches:
            members[match.topic].append(passage)
    made = [
        Topic(
            id=TopicId(one.id), title=one.title, description=one.description, passages=tuple(members[TopicId(one.id)])
        )
        for one in settings
    ]
    if other:
        made.append(Topic(id=OTHER, title=OTHER_TITLE, passages=tuple(other)))
    return tuple(made), found


def passages(corpus: Corpus, settings: Sequence[TopicSettings]) -> tuple[Passage, ...]:
    """Assign every paragraph (heads excluded) to none, one or several topics, in the order of the corpus."""
    texts = list(_texts(corpus))
    profiles = _profiles(settings, texts, corpus)
    scored = [_scores(text, profiles) for text in texts]
    found: list[Passage] = []
    by_article: dict[ArticleId, list[int]] = {}
    for place, text in enumerate(texts):
        by_article.setdefault(text.article, []).append(place)
    for article in corpus.order:
        whole = [
            TopicMatch(topic=TopicId(topic.id), score=1.0, words=(), reason="the settings give the whole article to it")
            for topic in settings
            if any(fnmatchcase(article, pattern) for pattern in topic.articles)
        ]
        found += _article([texts[i] for i in by_article[article]], [scored[i] for i in by_article[article]], whole)
    return tuple(found)


def _texts(corpus: Corpus) -> Iterator[Text]:
    for key in corpus.order:
        article: Article = corpus.articles[key]
        heading = -1
        for number, paragraph in enumerate(article.paragraphs):
            if paragraph.kind == "heading":
                heading = number
            yield Text(
                article=key,
                paragraph=number,
                kind=paragraph.kind,
                roots=tuple(word.root if word.content else "" for word in terms.words(paragraph.text)),
                heading=heading if paragraph.kind in {"paragraph", "item"} else -1,
            )


def _profiles(
    settings: Sequence[TopicSettings], texts: Sequence[Text], corpus: Corpus
) -> dict[TopicId, dict[terms.Roots, Unit]]:
    """Weigh each topic's words: by where they stand in the settings, by rarity, and less if topics share them."""
    short: dict[terms.Roots, terms.Roots] = {}
    for article in corpus.articles.values():
        for paragraph in article.paragraphs:
            if "(" in paragraph.text:
                for long, brief in terms.acronyms(paragraph.text):
                    short[long] = brief
                    short[brief] = long
    units: dict[TopicId, dict[terms.Roots, Unit]] = {}
    for topic in settings:
        mine: dict[terms.Roots, Unit] = {}
        for weight, wording in [(_TERM, one) for one in topic.terms]:
            roots = terms.phrase(wording)
            _put(mine, roots, wording, weight)
            if roots in short:
                _put(mine, short[roots], wording, weight)
        for weight, wording in [(_PART, one) for one in topic.terms] + [
            (_TITLE, topic.title),
            (_LINE, topic.description),
        ]:
            for word in terms.words(wording):
                if word.content:
                    _put(mine, (word.root,), wording[word.start : word.end], weight)
                    if (word.root,) in short:
                        _put(mine, short[(word.root,)], wording[word.start : word.end], weight)
        units[TopicId(topic.id)] = mine
    owners = Counter(roots for mine in units.values() for roots in mine)
    count = _frequencies(texts, set(owners))
    total = sum(1 for text in texts if text.kind in {"paragraph", "item", "standfirst"})
    return {
        topic: {
            roots: msgspec.structs.replace(unit, weight=unit.weight * _rarity(count[roots], total) / owners[roots])
            for roots, unit in mine.items()
        }
        for topic, mine in units.items()
    }


def _put(mine: dict[terms.Roots, Unit], roots: terms.Roots, shown: str, weight: float) -> None:
    if roots and (roots not in mine or mine[roots].weight < weight):
        mine[roots] = Unit(roots=roots, shown=shown, weight=weight)


def _rarity(count: int, total: int) -> float:
    return max(0.0, 1 - math.log1p(count) / math.log1p(total + _PRIOR))


def _frequencies(texts: Sequence[Text], wanted: set[terms.Roots]) -> Counter[terms.Roots]:
    """Count the passages that hold each wanted word or phrase."""
    counts: Counter[terms.Roots] = Counter()
    lengths = sorted({len(roots) for roots in wanted})
    for text in texts:
        if text.kind in {"paragraph", "item", "standfirst"}:
            counts.update({gram for gram, _ in _grams(text.roots, lengths) if gram in wanted})
    return counts


def _grams(roots: tuple[str, ...], lengths: Sequence[int]) -> Iterator[tuple[terms.Roots, int]]:
    words = tuple(root for root in roots if root)
    for length in lengths:
        for start in range(len(words) - length + 1):
            yield words[start : start + length], start


def _scores(text: Text, profiles: dict[TopicId, dict[terms.Roots, Unit]]) -> list[TopicMatch]:
    """Match one paragraph against all topics; a phrase that is found takes its words, which do not count again."""
    found = []
    for topic, mine in profiles.items():
        lengths = sorted({len(roots) for roots in mine}, reverse=True)
        taken: set[int] = set()
        hits: dict[terms.Roots, Unit] = {}
        for gram, start in _grams(text.roots, lengths):
            if gram in mine and not taken.issuperset(range(start, start + len(gram))):
                taken.update(range(start, start + len(gram)))
                hits[gram] = mine[gram]
        if hits:
            best = sorted(hits.values(), key=lambda unit: (-unit.weight, unit.roots))
            score = sum(unit.weight for unit in best)
            found.append(
                TopicMatch(topic=topic, score=score, words=tuple(dict.fromkeys(unit.shown for unit in best[:5])))
            )
    return sorted(found, key=lambda match: (-match.score, match.topic))


def _article(texts: Sequence[Text], scored: Sequence[list[TopicMatch]], whole: list[TopicMatch]) -> list[Passage]:
    """Decide for the passages of one article, in order."""
    running: dict[TopicId, float] = {}
    heads = {}
    for text, matches in zip(texts, scored, strict=True):
        factor = {"headline": 2.0, "standfirst": 1.5, "heading": 0.5}.get(text.kind, 1.0)
        for match in matches:
            if match.score >= _LEAST or text.kind in {"headline", "standfirst"}:
                running[match.topic] = running.get(match.topic, 0.0) + factor * min(match.score, 1.5)
        heads[text.paragraph] = matches
    best = max(running.items(), key=lambda item: (item[1], item[0]), default=None)
    total = sum(running.values())
    found = []
    for text, matches in zip(texts, scored, strict=True):
        if text.kind in {"headline", "heading"}:
            continue
        chosen = [match for match in matches if match.score >= _LEAST]
        if chosen:
            chosen = [match for match in chosen if match.score >= _SHARE * chosen[0].score]
        chosen = [
            msgspec.structs.replace(match, score=round(min(match.score, 1.0), 3), reason=_told(match))
            for match in chosen
        ]
        under = [match for match in heads.get(text.heading, []) if match.score >= _LEAST]
        if not chosen and under and text.heading >= 0:
            chosen = [msgspec.structs.replace(under[0], score=0.4, reason="it stands under a heading of this topic")]
        if not chosen and best and best[1] >= 0.5 * total:
            chosen = [
                TopicMatch(topic=best[0], score=0.3, reason="no word of a topic here: the article runs on this one")
            ]
        chosen = [*whole, *(match for match in chosen if match.topic not in {one.topic for one in whole})]
        found.append(Passage(article=text.article, paragraph=text.paragraph, matches=tuple(chosen)))
    return found


def _told(match: TopicMatch) -> str:
    return f"it says {', '.join(f'“{word}”' for word in match.words)}"
