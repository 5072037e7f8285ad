"""All articles as one run finds them: what each contributes, whose its chains are, and what of that is another now."""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TypeVar

from generator.nouns.corpus import Corpus
from generator.nouns.ids import ActorId, ArticleId
from generator.resolve.contribution import Contribution, Edits
from generator.resolve.facts import Owners
from generator.resolve.index import Index, place_of

Key = TypeVar("Key")
Row = TypeVar("Row")
Rows = Callable[[ArticleId, Contribution, Mapping[int, ActorId]], Iterable[tuple[Key, Row]]]
"""Gives what an article tells by what it is about, of what it contributes and of whose its chains are."""


@dataclass(frozen=True, kw_only=True)
class Articles:
    """``parts`` are what articles contribute, ``of`` tells whose their chains are, as ``was`` did in the run before.

    ``touched`` are those that are new or gone, that say something else, or whose chains are others' now.
    """

    corpus: Corpus
    parts: Mapping[ArticleId, Contribution]
    of: Owners
    touched: AbstractSet[ArticleId]
    edits: Edits = field(default_factory=lambda: Edits(articles=set()))
    was: Owners = field(default_factory=dict)

    def put(
        self,
        index: Index[ArticleId, Key, Row],
        rows: Rows[Key, Row],
        moved: AbstractSet[ArticleId] = frozenset(),
        former: Rows[Key, Row] | None = None,
    ) -> set[Key]:
        """Put the rows of those that are touched in the place of their former ones, and of those that are ``moved``,
        which had others for another reason; give the keys of which something changed. ``former`` are rows as they were
        given in the run before, of those that are not moved.
        """
        former = former or rows
        index.read = lambda key: rows(key, self.parts[key], self.of.get(key, {}))
        stale: set[Key] = set()
        for key in self.touched | moved:
            if key not in self.parts:
                stale |= index.drop(key)
                continue
            old = None if key in moved else self._before(key)
            if old is not None:
                index.recall(key, former(key, old, self.was.get(key, {})))
            stale |= index.put(key, place_of(self.corpus.cards[key]), index.read(key))
        return stale

    def _before(self, key: ArticleId) -> Contribution | None:
        """Give what an article contributed in the run before, as far as that is known."""
        return self.edits.were.get(key) if key in self.edits.articles else self.parts[key]
