"""Where an article is cited in the briefing: the statement itself, not only the page that it stands on."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

import msgspec

from generator.nouns.briefing import Briefing, Statement
from generator.nouns.ids import ActorId, ArticleId, TopicId


class Cited(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A statement as it stands on a page: of a topic, of an actor, or the home page where neither is given."""

    statement: Statement
    topic: TopicId | None = None
    actor: ActorId | None = None


class Backlinks:
    """Statements by the articles that they cite, those of the home page first; one on two pages comes once."""

    def __init__(self, briefing: Briefing) -> None:
        self._briefing = briefing

    @cached_property
    def of(self) -> dict[ArticleId, tuple[Cited, ...]]:
        """The statements that cite each article, beside those of its own summary."""
        found: dict[ArticleId, dict[str, Cited]] = defaultdict(dict)
        for one in self._every():
            for citation in (*one.statement.citations, *one.statement.support):
                found[citation.article].setdefault(one.statement.id, one)
        return {article: tuple(every.values()) for article, every in found.items()}

    def _every(self) -> Iterator[Cited]:
        yield from (Cited(statement=one) for one in self._briefing.bottom_line.statements)
        for topic, brief in self._briefing.topics.items():
            yield from (Cited(statement=one, topic=topic) for one in brief.statements)
        for actor, brief in self._briefing.actors.items():
            yield from (Cited(statement=one, actor=actor) for one in brief.statements)
