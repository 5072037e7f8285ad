"""A page by what it is about, before it is written."""

from collections.abc import Callable
from typing import NamedTuple

from generator.nouns.account import ActorKind
from generator.nouns.ids import ActorId, ArticleId, TopicId
from generator.nouns.page import Page
from generator.pages.desk import Desk


class Subject(NamedTuple):
    """What a page is about, by a name that no other has, and how it is written: from the desk alone."""

    id: str
    page: Callable[[Desk], Page]


class Register(NamedTuple):
    """What there is to write about, by ids: while this is the same, so are the subjects.

    ``chapters`` are the folders of the timeline's pages beside its first; ``hosted`` tells whether the site has an
    address on the web.
    """

    articles: tuple[ArticleId, ...]
    actors: tuple[tuple[ActorKind, ActorId], ...]
    topics: tuple[TopicId, ...]
    chapters: tuple[str, ...]
    hosted: bool

    def of(self, kind: ActorKind) -> tuple[ActorId, ...]:
        """Give the actors of a kind."""
        return tuple([key for own, key in self.actors if own == kind])
