"""What one person is called in all articles: the lines of the ledger, and where articles differ about them.

It depends on nobody else, so that it is remembered for each whom an edit does not touch.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from generator.engine.executor import Engine
from generator.engine.stage import Stage
from generator.nouns.account import StatedRole
from generator.nouns.corpus import Corpus
from generator.nouns.findings import Role
from generator.nouns.ids import ActorId, ArticleId
from generator.resolve.disagreements.draft import Draft
from generator.resolve.disagreements.offices import exclusive, provisional, ranks
from generator.resolve.facts import Owners
from generator.resolve.index import Index, kept, place_of
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


class Callings:
    """What all persons are called. ``said`` is what articles state of each, in the order of the corpus."""

    def __init__(self) -> None:
        """Know of nobody yet."""
        self.said: dict[ActorId, tuple[Stated, ...]] = {}
        self.called: dict[ActorId, Called] = {}
        self._index: Index[ArticleId, ActorId, Stated] = Index()
        self._names: dict[ActorId, str] = {}

    def update(
        self,
        corpus: Corpus,
        roles: Mapping[ArticleId, Sequence[StatedRole]],
        of: Owners,
        *,
        names: Mapping[ActorId, str],
        touched: Iterable[ArticleId],
        engine: Engine,
    ) -> set[ActorId]:
        """Read articles anew, and put together what those are called of whom they say something else than before, or
        whose name is another; give these. ``roles`` are those that each article states.
        """
        stale = {actor for actor in self.said if names.get(actor) != self._names[actor]}
        for key in touched:
            if key not in corpus.cards:
                stale |= self._index.drop(key)
            else:
                stale |= self._index.put(key, place_of(corpus.cards[key]), stated(key, roles[key], of.get(key, {})))
        former = {actor: self.called.pop(actor, Called()) for actor in stale}
        for actor in stale:
            self.said.pop(actor, None)
        said = {actor: tuple(rows) for actor in sorted(stale) if (rows := self._index.rows(actor))}
        people = [
            Person(
                id=actor,
                name=names[actor],
                said=some,
                days={article: corpus.cards[article].published.value[:10] for article in self._index.holders(actor)},
            )
            for actor, some in said.items()
        ]
        made = engine.map(CALLED, people, None)
        self.said |= said
        for person, one in zip(people, made, strict=True):
            lines = kept(one.lines if one else (), former[person.id].lines)
            self.called[person.id] = Called(lines=lines, drafts=one.drafts if one else ())
        self._names = {actor: names[actor] for actor in self.said}
        return stale

    def lines(self) -> Iterator[Role]:
        """Give the lines of the ledger, person by person in the order of their ids."""
        return (line for actor in sorted(self.called) for line in self.called[actor].lines)
