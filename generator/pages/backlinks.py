"""Where an article is cited in the briefing: the statement itself, not only the page that it stands on."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property, partial
from itertools import islice

import msgspec

from generator.nouns.briefing import Brief, Link, Part
from generator.nouns.ids import ActorId, ArticleId, StatementId, TopicId
from generator.pages.sentences import Sentences


class Cited(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The words of a statement, and the page that it stands on: of a topic, of an actor, or the home page where neither
    is given.
    """

    id: StatementId
    parts: tuple[Part, ...]
    links: tuple[Link, ...]
    topic: TopicId | None = None
    actor: ActorId | None = None


_Citing = dict[ArticleId, dict[StatementId, Cited]]
"""The statements of a brief by the articles that they cite."""


class Backlinks:
    """Statements by the articles that they cite, those of the home page first; one on two pages comes once. ``most``
    are shown of each article.
    """

    def __init__(self, sentences: Sentences, most: int) -> None:
        self._sentences = sentences
        self._most = most

    @cached_property
    def of(self) -> dict[ArticleId, tuple[tuple[Cited, ...], int]]:
        """The statements that cite each article, beside those of its own summary, and how many are not shown."""
        briefing, most, tables = self._sentences.briefing, self._most, self._sentences.tables
        home = tables.one("cited", _cited, briefing.bottom_line)
        own = tables.one("ids of briefs", _ids, briefing.topics, briefing.actors)
        topics = tables.each("cited in topics", lambda one, key: _cited(one, topic=key), briefing.topics, own[0])
        actors = tables.each("cited of actors", lambda one, key: _cited(one, actor=key), briefing.actors, own[1])
        cited = tables.one("all cited", _every, home, topics, actors)
        return tables.turned("backlinks", cited, dict, partial(_first, most))


def _ids(
    topics: Mapping[TopicId, Brief], actors: Mapping[ActorId, Brief]
) -> tuple[dict[TopicId, TopicId], dict[ActorId, ActorId]]:
    return {key: key for key in topics}, {key: key for key in actors}


def _every(
    home: _Citing, topics: Mapping[TopicId, _Citing], actors: Mapping[ActorId, _Citing]
) -> dict[tuple[str, str], _Citing]:
    found = {("", ""): home}
    found |= {("topic", key): one for key, one in topics.items()}
    found |= {("actor", key): one for key, one in actors.items()}
    return found


def _cited(brief: Brief, topic: TopicId | None = None, actor: ActorId | None = None) -> _Citing:
    found: dict[ArticleId, dict[StatementId, Cited]] = defaultdict(dict)
    for one in brief.statements:
        cited = Cited(id=one.id, parts=one.parts, links=one.links, topic=topic, actor=actor)
        for citation in (*one.citations, *one.support):
            found[citation.article].setdefault(one.id, cited)
    return dict(found)


def _first(most: int, *parts: Mapping[StatementId, Cited]) -> tuple[tuple[Cited, ...], int]:
    """Take so many of the statements, each by the page that comes first."""
    every: dict[StatementId, Cited] = {}
    for part in parts:
        for key, one in part.items():
            every.setdefault(key, one)
    return tuple(islice(every.values(), most)), max(len(every) - most, 0)
