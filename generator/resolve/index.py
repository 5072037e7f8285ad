"""What is held by what it is about, so that an edit finds what it touches and nothing else."""

from collections.abc import Callable, Collection, Hashable, Iterable, KeysView, Mapping, Sequence
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

    One that goes on from another process knows which keys each holder has, and has the rows of one ``read`` when
    somebody asks for them: ``read`` gives them as long as they are what they were.
    """

    def __init__(self) -> None:
        """Hold nothing yet."""
        self.places: dict[Holder, Any] = {}
        self.read: Callable[[Holder], Iterable[tuple[Key, Row]]] = _nothing
        self._rows: dict[Holder, dict[Key, list[Row]]] = {}
        self._unread: dict[Holder, Collection[Key]] = {}
        self._holders: dict[Key, set[Holder]] = {}

    def resume(self, held: Iterable[tuple[Holder, Collection[Key]]], places: Mapping[Holder, object]) -> None:
        """Go on from what was ``held`` in another process."""
        self._unread = dict(held)
        self.places = {holder: places[holder] for holder in self._unread}
        for holder, keys in self._unread.items():
            for key in keys:
                if (holders := self._holders.get(key)) is None:
                    self._holders[key] = {holder}
                else:
                    holders.add(holder)

    def held(self) -> list[tuple[Holder, tuple[Key, ...]]]:
        """Tell for another process which keys each holder has."""
        return [(holder, tuple(self.keys_of(holder))) for holder in self.places]

    def recall(self, holder: Holder, rows: Iterable[tuple[Key, Row]]) -> None:
        """Have at hand the rows that another process knew of a holder and nobody has read, so that ``put`` compares."""
        if self._unread.pop(holder, None) is not None:
            self._rows[holder] = _by_key(rows)

    def rest(self) -> None:
        """Let go of what rows are read from: it is of one run."""
        self.read = _nothing

    def put(self, holder: Holder, place: object, rows: Iterable[tuple[Key, Row]]) -> set[Key]:
        """Take in all rows of a holder in place of its former ones; give the keys of which something changed, or may
        have, where nobody had read the former ones.
        """
        new = _by_key(rows)
        if not new:
            return self.drop(holder)
        unread = self._unread.pop(holder, ())
        old = self._rows.get(holder, {})
        moved = bool(unread) or self.places.get(holder) != place
        former = old.keys() | unread
        changed = {key for key in former | new.keys() if moved or old.get(key) != new.get(key)} if former else {*new}
        self.places[holder] = place
        self._rows[holder] = {key: some if key in changed else old[key] for key, some in new.items()} if old else new
        for key in former - new.keys():
            self._leave(key, holder)
        for key in new.keys() - former if former else new:
            if (holders := self._holders.get(key)) is None:
                self._holders[key] = {holder}
            else:
                holders.add(holder)
        return changed

    def drop(self, holder: Holder) -> set[Key]:
        """Let go of a holder; give the keys that it had rows under."""
        self.places.pop(holder, None)
        gone = {*self._rows.pop(holder, ()), *self._unread.pop(holder, ())}
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
        if holder in self._unread:
            self._rows[holder] = _by_key(self.read(holder))
            del self._unread[holder]
        return self._rows.get(holder, {})

    def keys_of(self, holder: Holder) -> Collection[Key]:
        """Give the keys that a holder has rows under."""
        return self._unread[holder] if holder in self._unread else self._rows.get(holder, {}).keys()

    def rows(self, key: Key) -> list[Row]:
        """Give the rows under a key, by the places of the holders and in the order of each."""
        return [row for holder in self.holders(key) for row in self.of(holder)[key]]

    def holders(self, key: Key) -> list[Holder]:
        """Give those that have rows under a key, by their places."""
        return sorted(self._holders.get(key, ()), key=self.places.__getitem__)

    def keys(self) -> KeysView[Key]:
        """Give all keys that have rows."""
        return self._holders.keys()


def _by_key(rows: Iterable[tuple[Key, Row]]) -> dict[Key, list[Row]]:
    found: dict[Key, list[Row]] = {}
    for key, row in rows:
        if (some := found.get(key)) is None:
            found[key] = [row]
        else:
            some.append(row)
    return found


def _nothing(_holder: object) -> Iterable[Any]:
    return ()


def kept(new: Iterable[Row], before: Iterable[Row]) -> tuple[Row, ...]:
    """Give what is new, with the former object wherever one is equal (see ``memory.alike``)."""
    known = {one: one for one in before}
    return tuple(known.get(one, one) for one in new)
