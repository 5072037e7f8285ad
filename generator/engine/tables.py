"""Tables that every run of a process makes again, of the last run's entries wherever these would be the same."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, TypeVar

Key = TypeVar("Key", bound=Hashable)
Entry = TypeVar("Entry")

_Made = dict[Any, tuple[tuple[Any, ...], Any, AbstractSet[Any]]]
_Shared = tuple[Any, ...]
_NOTHING: frozenset[Any] = frozenset()


class Tables:
    """Entries of tables, each with what it was made of. An entry that stays is the same object: see ``notebook``."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._before: dict[str, tuple[_Made, _Shared]] = {}
        self._now: dict[str, tuple[_Made, _Shared]] = {}
        self._entries_before: dict[str, Mapping[Any, Any]] = {}
        self._entries: dict[str, Mapping[Any, Any]] = {}
        self._flat: dict[str, tuple[Mapping[Any, Mapping[Any, Any]], dict[Any, Any]]] = {}

    def table(
        self,
        name: str,
        rows: Iterable[tuple[Key, tuple[Any, ...]]],
        make: Callable[..., Entry],
        *,
        shared: _Shared = (),
        rests: Callable[..., AbstractSet[Any]] = lambda *_: _NOTHING,
        moved: AbstractSet[Any] = _NOTHING,
        mend: Callable[..., Entry] | None = None,
    ) -> dict[Key, Entry]:
        """Give by each key what ``make`` makes of the values beside it, and of those that all ``shared``.

        It may depend on them, and on what ``rests`` names for them: of that, what is not as in the last run must be in
        ``moved``. What is shared is compared once: it may be as large as the table. Where nothing else has changed,
        ``mend`` makes the entry of the former one and the values beside it. Mappings among all these count as equal in
        whatever order: it must not matter to ``make``.
        """
        before, former = self._before.get(name, ({}, ()))
        same = former == shared
        now: _Made = {}
        for key, given in rows:
            known = before.get(key)
            if known is None:
                now[key] = (given, make(*given, *shared), rests(*given))
            elif not same or known[0] != given:
                now[key] = (given, _former(known[1], make(*given, *shared)), rests(*given))
            elif not moved or moved.isdisjoint(known[2]):
                now[key] = known
            else:
                made = mend(known[1], *given) if mend else make(*given, *shared)
                now[key] = (given, _former(known[1], made), known[2])
        self._now[name] = (now, shared)
        return {key: one[1] for key, one in now.items()}

    def one(self, name: str, make: Callable[..., Entry], *given: Any) -> Entry:  # noqa: ANN401 - whatever it is made of
        """Give what ``make`` makes of some values."""
        return self.table(name, [("", given)], make)[""]

    def flat(self, name: str, groups: Mapping[Any, Mapping[Key, Entry]]) -> dict[Key, Entry]:
        """Give the entries of all groups in one table, in no order that tells anything. A group that changes is another
        object; no two have one key.
        """
        before, former = self._flat.get(name, ({}, {}))
        found = dict(former)
        for group, entries in before.items():
            if groups.get(group) is not entries:
                for key in entries:
                    del found[key]
        for group, entries in groups.items():  # when all that went is out: a key may have gone from one to another
            if before.get(group) is not entries:
                found.update(entries)
        self._flat[name] = (groups, found)
        return found

    def moved(self, name: str, entries: Mapping[Key, object]) -> set[Key]:
        """Name the entries of a table that are other objects than in the last run, come or gone."""
        before = self._entries_before.get(name, {})
        self._entries[name] = entries
        return {key for key, one in entries.items() if before.get(key) is not one} | (before.keys() - entries.keys())

    def begin(self) -> None:
        """Forget what the last run made if it did not end: what moved is told from the last one that did."""
        self._now, self._entries = {}, {}

    def turn(self) -> None:
        """Keep what this run has asked for, and nothing else: it has ended."""
        self._before, self._entries_before = self._now, self._entries
        self.begin()


def _former(known: Entry, made: Entry) -> Entry:
    """Give the former object where the new one equals it, in the order of what it holds, too."""
    return made if isinstance(made, Mapping) or known != made else known
