"""What articles say, by article and by what it is about, so that an edit finds what it touches and nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from generator.nouns.article import Article
from generator.nouns.ids import ArticleId

Key = TypeVar("Key")
Row = TypeVar("Row")

Place = tuple[str, str]
"""Where an article stands in the order of the corpus: by its date (undated last), then its id."""


def place_of(article: Article) -> Place:
    """Tell where an article stands in the order of the corpus, whatever others there are."""
    return (article.published.value or "9999", article.id)


class Index(Generic[Key, Row]):
    """Rows of articles under keys. Like a corpus it depends on what it holds, and not on how that came in."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self.places: dict[ArticleId, Place] = {}
        self._rows: dict[ArticleId, dict[Key, list[Row]]] = {}
        self._articles: dict[Key, set[ArticleId]] = {}

    def put(self, article: Article, rows: Iterable[tuple[Key, Row]]) -> set[Key]:
        """Take in all rows of an article in place of its former ones; give the keys of which something changed."""
        new: dict[Key, list[Row]] = {}
        for key, row in rows:
            new.setdefault(key, []).append(row)
        place = place_of(article)
        old = self._rows.get(article.id, {})
        moved = self.places.get(article.id) != place
        changed = {key for key in old.keys() | new.keys() if moved or old.get(key) != new.get(key)}
        self.drop(article.id)
        self.places[article.id] = place
        self._rows[article.id] = {key: some if key in changed else old[key] for key, some in new.items()}
        for key in new:
            self._articles.setdefault(key, set()).add(article.id)
        return changed

    def drop(self, article: ArticleId) -> set[Key]:
        """Let go of an article; give the keys that it had rows under."""
        self.places.pop(article, None)
        gone = set(self._rows.pop(article, ()))
        for key in gone:
            self._articles[key].discard(article)
            if not self._articles[key]:
                del self._articles[key]
        return gone

    def of(self, article: ArticleId) -> Mapping[Key, Sequence[Row]]:
        """Give the rows of an article by key."""
        return self._rows.get(article, {})

    def rows(self, key: Key) -> list[Row]:
        """Give the rows under a key, in the order of the corpus and of each article."""
        return [row for article in self.articles(key) for row in self._rows[article][key]]

    def articles(self, key: Key) -> list[ArticleId]:
        """Give the articles that have rows under a key, in the order of the corpus."""
        return sorted(self._articles.get(key, ()), key=self.places.__getitem__)

    def keys(self) -> Iterable[Key]:
        """Give all keys that have rows."""
        return self._articles.keys()


def kept(new: Iterable[Row], before: Iterable[Row]) -> tuple[Row, ...]:
    """Give what is new, with the former object wherever one is equal (see ``memory.alike``)."""
    known = {one: one for one in before}
    return tuple(known.get(one, one) for one in new)
