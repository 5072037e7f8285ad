"""What one person is called in all articles: the lines of the ledger, and where articles differ about them.

It depends on nobody else, so that it is remembered for each whom an edit does not touch.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from generator.engine.executor import Engine
from generator.engine.stage import Stage
from generator.nouns.findings import Role
from generator.nouns.ids import ActorId, ArticleId
from generator.resolve.articles import Articles
from generator.resolve.disagreements.draft import Draft
from generator.resolve.disagreements.offices import exclusive, provisional, ranks
from generator.resolve.index import Index, Place, kept
from generator.resolve.roles import Stated, lines_of, stated


class Person(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """All that is said of what one person is; ``days`` are those of the articles that say it, if they are dated."""

    id: ActorId
    name: str
    said: tuple[Stated, ...]
    days: dict[ArticleId, str]


class Called(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The lines of one person's ledger, and what articles state differently."""

    lines: tuple[Role, ...] = ()
    drafts: tuple[Draft, ...] = ()


def run(_context: None, people: Sequence[Person]) -> Iterator[Called]:
    """Put together what each person is called."""
    for one in people:
        drafts = (draft for rule in (exclusive, provisional, ranks) for draft in rule(one.id, one.name, one.said))
        yield Called(lines=tuple(lines_of(one.id, one.said, one.days)), drafts=tuple(drafts))


CALLED: Stage[Person, Called, None] = Stage(name="called", version=1, run=run, output=Called)


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """What persons are called, and of whom each article states something."""

    called: dict[ActorId, Called]
    held: list[tuple[ArticleId, tuple[ActorId, ...]]]


class Callings:
    """What all persons are called."""

    def __init__(self) -> None:
        """Know of nobody yet."""
        self.called: dict[ActorId, Called] = {}
        self._said: dict[ActorId, tuple[Stated, ...]] = {}
        self._index: Index[ArticleId, ActorId, Stated] = Index()
        self._names: dict[ActorId, str] = {}

    def kept(self) -> Kept:
        """Write down what persons are called."""
        return Kept(self.called, self._index.held())

    def resume(self, kept: Kept, names: Mapping[ActorId, str], stood: Mapping[ArticleId, Place]) -> None:
        """Go on from what persons were called in another process, when they had these ``names``."""
        self._index.resume(kept.held, stood)
        self.called = kept.called
        self._names = {actor: names[actor] for actor in kept.called}

    def said(self, actor: ActorId) -> tuple[Stated, ...]:
        """Give what articles state of somebody, in the order of the corpus."""
        said = self._said.get(actor, ())
        if not said and (rows := self._index.rows(actor)):
            said = self._said[actor] = tuple(rows)
        return said

    def update(self, articles: Articles, names: Mapping[ActorId, str], engine: Engine) -> set[ActorId]:
        """Read articles anew, and put together what those are called of whom they say something else than before, or
        whose name is another; give these.
        """
        stale = {actor for actor, name in self._names.items() if names.get(actor) != name}
        stale |= articles.put(self._index, lambda key, part, of: stated(key, part.roles, of))
        cards = articles.corpus.cards
        former = {actor: self.called.pop(actor, Called()) for actor in stale}
        for actor in stale:
            self._said.pop(actor, None)
            self._names.pop(actor, None)
        people = [
            Person(
                id=actor,
                name=names[actor],
                said=said,
                days={article: cards[article].published.value[:10] for article in self._index.holders(actor)},
            )
            for actor in sorted(stale)
            if (said := self.said(actor))
        ]
        made = engine.map(CALLED, people, None)
        for person, one in zip(people, made, strict=True):
            lines = kept(one.lines if one else (), former[person.id].lines)
            self.called[person.id] = Called(lines=lines, drafts=one.drafts if one else ())
            self._names[person.id] = person.name
        return stale

    def rest(self) -> None:
        """Let go of what articles were read from."""
        self._index.rest()

    def lines(self) -> Iterator[Role]:
        """Give the lines of the ledger, person by person in the order of their ids."""
        return (line for actor in sorted(self.called) for line in self.called[actor].lines)
