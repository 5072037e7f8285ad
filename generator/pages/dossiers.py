"""What the page of a topic tells of its passages: whom they name, where the latest stand, which accounts they are."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import msgspec

from generator.nouns.findings import Passage, Telling, Topic
from generator.nouns.ids import ActorId, ArticleId, TopicId
from generator.pages.entries import Called
from generator.pages.extracts import Spot
from generator.pages.others import parted
from generator.pages.quotable import Quotable
from generator.pages.sentences import Sentences
from generator.pages.tables import by_subject, summed

OTHER = TopicId("other")
"""The topic of what fits none."""

INVOLVED = 36
"""Actors of each kind that a topic lists: the first dozen are seen, a few more may be looked for."""

ACCOUNTS = 20
"""Independent accounts of a topic that are shown."""


class Sketch(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A topic in few words: how many ``passages`` it has, and the reason for which it was ``proposed``, if it was."""

    title: str
    description: str
    proposed: str
    passages: int


class Group(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Articles that tell as one, and the reason where they are several."""

    articles: tuple[ArticleId, ...]
    reason: str


class Dossier(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The passages of a topic: those of the latest articles by their paragraphs, with the reason why each belongs here,
    and the ``others`` that have some. ``related`` topics share passages with it.
    """

    articles: tuple[ArticleId, ...]
    latest: tuple[tuple[ArticleId, tuple[tuple[int, str], ...]], ...]
    others: tuple[ArticleId, ...]
    related: tuple[tuple[TopicId, int], ...]
    accounts: int
    groups: tuple[Group, ...]


def sketch(topic: Topic) -> Sketch:
    """Tell a topic in few words."""
    return Sketch(
        title=topic.title,
        description=topic.description,
        proposed=topic.proposed.reason if topic.proposed else "",
        passages=len(topic.passages),
    )


def topic_told(say: Mapping[str, str], topic: Sketch) -> str:
    """Describe a topic in the editor's words; one that no editor set by what proposed it."""
    reason = topic.proposed
    return topic.description or (say["proposed"].format(reason=reason) if reason else "")


def dossier(topic: Topic, order: Mapping[ArticleId, int], tellings: Sequence[Telling], most: int) -> Dossier:
    """Gather what the page of a topic tells; it quotes ``most`` passages."""
    articles = tuple(dict.fromkeys(one.article for one in topic.passages))
    passages = sorted(topic.passages, key=lambda one: (order[one.article], one.paragraph))
    inside = {article: list(some) for article, some in groupby(passages, key=lambda one: one.article)}
    latest, others = parted({article: len(some) for article, some in inside.items()}, most)
    shared = Counter(
        match.topic for one in topic.passages for match in one.matches if match.topic not in {topic.id, OTHER}
    )
    number = {key: number for number, one in enumerate(tellings) for key in one.articles}
    told: dict[object, list[ArticleId]] = {}
    for article in articles:
        told.setdefault(number.get(article, article), []).append(article)
    groups = sorted(told.items(), key=lambda item: (-len(item[1]), order[item[1][0]]))
    return Dossier(
        articles=articles,
        latest=tuple((one, tuple(_reasons(inside[one], topic.id))) for one in latest),
        others=tuple(others),
        related=tuple(sorted(shared.items(), key=lambda item: (-item[1], item[0]))),
        accounts=len(told),
        groups=tuple(
            Group(articles=tuple(some), reason=tellings[key].reason if isinstance(key, int) and len(some) > 1 else "")
            for key, some in groups[:ACCOUNTS]
        ),
    )


def _reasons(passages: Iterable[Passage], topic: TopicId) -> Iterable[tuple[int, str]]:
    for one in passages:
        yield one.paragraph, next((match.reason for match in one.matches if match.topic == topic), "")


def involved(counts: Mapping[ActorId, int], called: Mapping[ActorId, Called]) -> tuple[tuple[ActorId, int], ...]:
    """Give the actors that most passages name, so many of each kind, with how many do."""
    found: Counter[str] = Counter()
    chosen = []
    for key in sorted(counts, key=lambda key: (-counts[key], called[key].name, key)):
        found[called[key].kind] += 1
        if found[called[key].kind] <= INVOLVED:
            chosen.append((key, counts[key]))
    return tuple(chosen)


def topic_actors(sentences: Sentences) -> dict[TopicId, Counter[ActorId]]:
    """Count the passages of each topic that name an actor."""
    tables, quotable = sentences.tables, sentences.quotable
    places = tables.one("passages of topics", _places, sentences.findings.topics)
    parts = tables.each("named in topics", _named, places, quotable)
    return tables.turned("topics' actors", parts, dict, summed)


def _places(topics: Iterable[Topic]) -> dict[ArticleId, list[tuple[TopicId, Spot]]]:
    return by_subject(
        (one.article, (topic.id, (one.article, one.paragraph))) for topic in topics for one in topic.passages
    )


def _named(places: Iterable[tuple[TopicId, Spot]], article: Quotable) -> dict[TopicId, Counter[ActorId]]:
    found: dict[TopicId, Counter[ActorId]] = defaultdict(Counter)
    for topic, spot in places:
        counts = found[topic]
        for actor in dict.fromkeys([one.actor for one in article.extracts.every[spot[1]].named]):
            counts[actor] = counts.get(actor, 0) + 1
    return dict(found)
