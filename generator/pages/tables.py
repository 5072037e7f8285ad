"""Turning lists of findings into tables by subject."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TypeVar

from generator.nouns.briefing import Briefing, Statement
from generator.nouns.ids import ArticleId

Key = TypeVar("Key")
One = TypeVar("One")


def every_statement(briefing: Briefing) -> Iterator[Statement]:
    """Give every statement that is published; one that stands on two pages comes twice."""
    yield from briefing.bottom_line.statements
    for briefs in (briefing.topics, briefing.articles, briefing.actors):
        for brief in briefs.values():
            yield from brief.statements


def by_subject(pairs: Iterable[tuple[Key, One]]) -> dict[Key, list[One]]:
    """Gather what belongs to each subject, in the order given."""
    found: dict[Key, list[One]] = defaultdict(list)
    for key, one in pairs:
        found[key].append(one)
    return dict(found)


def by_object(every: Sequence[One]) -> dict[Hashable, One]:
    """Give things by the objects that they are: what has no name of its own is the same while it is the same object.
    Where one comes twice, its place tells it, too.
    """
    found: dict[Hashable, One] = {id(one): one for one in every}
    return found if len(found) == len(every) else {(id(one), place): one for place, one in enumerate(every)}


def by_article(rows: Iterable[tuple[ArticleId, int, One]]) -> dict[ArticleId, dict[int, One]]:
    """Gather what belongs to each article, by a number in it."""
    found: dict[ArticleId, dict[int, One]] = defaultdict(dict)
    for article, number, one in rows:
        found[article][number] = one
    return found


def independent(articles: Iterable[ArticleId], tellers: Mapping[ArticleId, ArticleId]) -> int:
    """Count independent accounts among articles: ``tellers`` are the first of those that tell as each does."""
    return len({tellers.get(key, key) for key in articles})


def merged(*parts: Mapping[Key, One]) -> dict[Key, One]:
    """Put mappings together, in their order."""
    found: dict[Key, One] = {}
    for part in parts:
        found.update(part)
    return found


def summed(*parts: Mapping[Key, int]) -> Counter[Key]:
    """Add counts up."""
    found: dict[Key, int] = {}
    known = found.get
    for part in parts:  # a Counter adds up the same, and takes four times as long where many are small
        for key, number in part.items():
            found[key] = known(key, 0) + number
    return Counter(found)


def joined(*parts: Iterable[One]) -> list[One]:
    """Put lists together, in their order."""
    return list(chain.from_iterable(parts))
