"""Where an article is cited in the briefing: the statement itself, not only the page that it stands on."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import islice

import msgspec

from generator.nouns.briefing import Briefing, Link, Part, Statement
from generator.nouns.ids import ActorId, ArticleId, StatementId, TopicId


class Cited(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The words of a statement, and the page that it stands on: of a topic, of an actor, or the home page where neither
    is given.
    """

    id: StatementId
    parts: tuple[Part, ...]
    links: tuple[Link, ...]
    topic: TopicId | None = None
    actor: ActorId | None = None


class Backlinks:
    """Statements by the articles that they cite, those of the home page first; one on two pages comes once. ``most``
    are shown of each article.
    """

    def __init__(self, briefing: Callable[[], Briefing], most: int) -> None:
        self._briefing = briefing
        self._most = most

    @cached_property
    def of(self) -> dict[ArticleId, tuple[tuple[Cited, ...], int]]:
        """The statements that cite each article, beside those of its own summary, and how many are not shown."""
        found: dict[ArticleId, dict[StatementId, Cited]] = defaultdict(dict)
        for statement, one in self._every():
            for citation in (*statement.citations, *statement.support):
                found[citation.article].setdefault(one.id, one)
        return {
            article: (tuple(islice(every.values(), self._most)), max(len(every) - self._most, 0))
            for article, every in found.items()
        }

    def _every(self) -> Iterator[tuple[Statement, Cited]]:
        briefing = self._briefing()
        for one in briefing.bottom_line.statements:
            yield one, _cited(one)
        for topic, brief in briefing.topics.items():
            for one in brief.statements:
                yield one, _cited(one, topic=topic)
        for actor, brief in briefing.actors.items():
            for one in brief.statements:
                yield one, _cited(one, actor=actor)


def _cited(one: Statement, topic: TopicId | None = None, actor: ActorId | None = None) -> Cited:
    return Cited(id=one.id, parts=one.parts, links=one.links, topic=topic, actor=actor)
