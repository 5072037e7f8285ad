"""What the kinds of disagreement have in common: what they ask of the corpus, and what they give."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec

from generator.nouns.corpus import Corpus
from generator.nouns.evidence import Locus
from generator.nouns.findings import DisagreementKind
from generator.nouns.ids import ActorId, ArticleId
from generator.resolve.facts import Owners
from generator.resolve.roles import Stated
from generator.safe import yaml

Side = tuple[str, tuple[Locus, ...]]
"""A value, and the places that state it."""


class Draft(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A disagreement as found, before independent accounts are counted and dates are weighed."""

    kind: DisagreementKind
    subject: str
    sides: tuple[Side, ...]
    actors: tuple[ActorId, ...] = ()
    rule: str
    reason: str
    score: float


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Who is where: names of actors, the articles that name each, who is of the past, what people are called, and what
    articles share.

    ``events`` gives the stories and meetings that an article tells: two that share one tell of one thing.
    """

    corpus: Corpus
    of: Owners
    names: Mapping[ActorId, str]
    articles: Mapping[ActorId, Sequence[ArticleId]]
    past: frozenset[ActorId]
    said: Callable[[ActorId], Sequence[Stated]]
    events: Callable[[ArticleId], set[Hashable]]

    def apart(self, actors: Iterable[ActorId]) -> list[ActorId]:
        """Give those whom no article names together with any other of them: who names both knows them for two."""
        counted: dict[ArticleId, int] = {}
        every = list(actors)
        for actor in every:
            for article in self.articles[actor]:
                counted[article] = counted.get(article, 0) + 1
        return [actor for actor in every if all(counted[article] == 1 for article in self.articles[actor])]

    def beside(self, actor: ActorId) -> frozenset[ActorId]:
        """Give the other people that some sentence names together with one."""
        found: set[ActorId] = set()
        for article in self.articles[actor]:
            sentences: dict[tuple[int, int], set[ActorId]] = {}
            own = self.of.get(article, {})
            for one in self.corpus.accounts[article].mentions:
                known = own.get(one.chain) if one.kind == "person" else None
                if known is not None:
                    sentences.setdefault((one.paragraph, one.sentence), set()).add(known)
            found.update(other for some in sentences.values() if actor in some for other in some)
        return frozenset(found - {actor})

    def together(self, left: Iterable[ArticleId], right: Iterable[ArticleId]) -> bool:
        """Tell whether some article of the left tells of the same event as some article of the right."""
        mine = {event for article in left for event in self.events(article)}
        return any(not mine.isdisjoint(self.events(article)) for article in right)


def firsts(loci: Iterable[Locus]) -> tuple[Locus, ...]:
    """Keep the first place of each article."""
    found: dict[ArticleId, Locus] = {}
    for locus in sorted(loci):
        found.setdefault(locus.article, locus)
    return tuple(found.values())


def articles(loci: Iterable[Locus]) -> frozenset[ArticleId]:
    """Give the articles that places stand in."""
    return frozenset(locus.article for locus in loci)


@cache
def knowledge() -> dict[str, yaml.Value]:
    """Load `data/disagreements.yaml`, once."""
    name = "disagreements.yaml"
    value = yaml.load((files("generator") / "data" / name).read_bytes(), f"generator/data/{name}").value
    if not isinstance(value, dict):
        raise TypeError(f"generator/data/{name} is no mapping")
    return value


def strings(value: yaml.Value) -> tuple[str, ...]:
    """Give the texts of a list."""
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()
