"""What is held by what it is about, so that an edit finds what it touches and nothing else."""

from collections.abc import Hashable, Iterable, KeysView, Mapping, Sequence
from typing import Any, Generic, TypeVar

from generator.nouns.article import Card

Holder = TypeVar("Holder", bound=Hashable)
Key = TypeVar("Key", bound=Hashable)
Row = TypeVar("Row")

Place = tuple[str, str]
"""Where an article stands in the order of the corpus: by its date (undated last), then its id."""


def place_of(card: Card) -> Place:
    """Tell where an article stands in the order of the corpus, whatever others there are."""
    return (card.published.value or "9999", card.id)


class Index(Generic[Holder, Key, Row]):
    """Rows of holders (articles, for the most part) under keys. Like a corpus it depends on what it holds, and not on
    how that came in. ``places`` are those of the holders: values by which they can be sorted. Who has no rows is none.
    """

    def __init__(self) -> None:
        """Hold nothing yet."""
        self.places: dict[Holder, Any] = {}
        self._rows: dict[Holder, dict[Key, list[Row]]] = {}
        self._holders: dict[Key, set[Holder]] = {}

    def put(self, holder: Holder, place: object, rows: Iterable[tuple[Key, Row]]) -> set[Key]:
        """Take in all rows of a holder in place of its former ones; give the keys of which something changed."""
        new: dict[Key, list[Row]] = {}
        for key, row in rows:
            if (some := new.get(key)) is None:
                new[key] = [row]
            else:
                some.append(row)
        if not new:
            return self.drop(holder)
        old = self._rows.get(holder, {})
        moved = self.places.get(holder) != place
        changed = {key for key in old.keys() | new.keys() if moved or old.get(key) != new.get(key)} if old else {*new}
        self.places[holder] = place
        self._rows[holder] = {key: some if key in changed else old[key] for key, some in new.items()} if old else new
        for key in old.keys() - new.keys() if old else ():
            self._leave(key, holder)
        for key in new.keys() - old.keys() if old else new:
            if (holders := self._holders.get(key)) is None:
                self._holders[key] = {holder}
            else:
                holders.add(holder)
        return changed

    def drop(self, holder: Holder) -> set[Key]:
        """Let go of a holder; give the keys that it had rows under."""
        self.places.pop(holder, None)
        gone = set(self._rows.pop(holder, ()))
        for key in gone:
            self._leave(key, holder)
        return gone

    def _leave(self, key: Key, holder: Holder) -> None:
        holders = self._holders[key]
        holders.discard(holder)
        if not holders:
            del self._holders[key]

    def of(self, holder: Holder) -> Mapping[Key, Sequence[Row]]:
        """Give the rows of a holder by key."""
        return self._rows.get(holder, {})

    def rows(self, key: Key) -> list[Row]:
        """Give the rows under a key, by the places of the holders and in the order of each."""
        holders = self._holders.get(key, ())
        if len(holders) == 1:
            (holder,) = holders
            return self._rows[holder][key].copy()
        return [row for holder in sorted(holders, key=self.places.__getitem__) for row in self._rows[holder][key]]

    def holders(self, key: Key) -> list[Holder]:
        """Give those that have rows under a key, by their places."""
        return sorted(self._holders.get(key, ()), key=self.places.__getitem__)

    def keys(self) -> KeysView[Key]:
        """Give all keys that have rows."""
        return self._holders.keys()


def kept(new: Iterable[Row], before: Iterable[Row]) -> tuple[Row, ...]:
    """Give what is new, with the former object wherever one is equal (see ``memory.alike``)."""
    known = {one: one for one in before}
    return tuple(known.get(one, one) for one in new)
