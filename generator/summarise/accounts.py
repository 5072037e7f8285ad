"""Which articles tell as one, and which of these accounts a change concerns."""

from collections.abc import Iterable, Mapping, Sequence

from generator.nouns.findings import Telling
from generator.nouns.ids import ArticleId


class Accounts:
    """The articles of each independent telling, under the first of them; one of no telling tells for itself."""

    def __init__(self, tellings: Iterable[Telling] = (), articles: Iterable[ArticleId] = ()) -> None:
        """Take the tellings of the corpus, and all articles."""
        self._given = tuple(tellings), tuple(articles)
        self._of: dict[ArticleId, Sequence[ArticleId]] = {key: (key,) for key in self._given[1]}
        self._of.update((key, one.articles) for one in self._given[0] for key in one.articles)

    def now(self, tellings: Iterable[Telling], articles: Iterable[ArticleId]) -> "Accounts":
        """Give the accounts of a later corpus: these, as long as they are the same."""
        return self if (tuple(tellings), tuple(articles)) == self._given else Accounts(tellings, articles)

    def named(self, names: Iterable[ArticleId]) -> Mapping[ArticleId, Sequence[ArticleId]]:
        """Give the articles of accounts by their names; what is none has no place."""
        return {name: articles for name in names if (articles := self._of.get(name, ())) and articles[0] == name}

    def names(self, keys: Iterable[ArticleId]) -> set[ArticleId]:
        """Give the names of the accounts that articles belong to."""
        return {self._of[key][0] for key in keys if key in self._of}

    def moved(self, before: "Accounts") -> set[ArticleId]:
        """Give the articles that tell with others than before."""
        if before is self:
            return set()
        return {key for key, articles in self._of.items() if before._of.get(key) != articles}  # noqa: SLF001 - its like
