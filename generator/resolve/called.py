"""What one person is called in all articles: the lines of the ledger, and where articles differ about them.

It depends on nobody else, so that it is remembered for each whom an edit does not touch.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from generator.engine.executor import Engine
from generator.engine.stage import Stage
from generator.nouns.corpus import Corpus
from generator.nouns.findings import Actor, Role
from generator.nouns.ids import ActorId, ArticleId
from generator.resolve.disagreements.draft import Draft
from generator.resolve.disagreements.offices import exclusive, provisional, ranks
from generator.resolve.roles import Stated, lines_of


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


def called(
    corpus: Corpus, actors: Iterable[Actor], said: Mapping[ActorId, Sequence[Stated]], engine: Engine
) -> dict[ActorId, Called]:
    """Put together what each person is called, in the order of their ids."""
    names = {one.id: one.name for one in actors}
    people = [
        Person(
            id=actor,
            name=names[actor],
            said=tuple(said[actor]),
            days={article: corpus.articles[article].published.value[:10] for article, _ in said[actor]},
        )
        for actor in sorted(said)
    ]
    made = engine.map(CALLED, people, None)
    return {person.id: one or Called() for person, one in zip(people, made, strict=True)}
