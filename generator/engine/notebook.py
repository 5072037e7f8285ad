"""Tables whose readers are noted: what was read, whether it is still as it was, and a digest of it."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, ValuesView
from functools import cached_property
from hashlib import blake2b
from typing import Any, TypeVar

from generator.engine.changed import changed
from generator.engine.digest import SIZE, encode

Key = TypeVar("Key", bound=Hashable)
Entry = TypeVar("Entry")
Other = TypeVar("Other")

ALL = "\0"
"""In place of a key, where not one entry was read but the table as a whole."""

Name = str | tuple[str, int]
"""What entries are known by: a text, or a text and a number."""

Changes = Callable[[Mapping[Any, Any], Mapping[Any, Any]], Iterable[Any]]
Groups = tuple[Callable[[], Mapping[Any, Any]], Callable[[Any], Mapping[Any, Any]]]

Reads = tuple[tuple[int, tuple[Name, ...]], ...]
"""What was read: tables by their numbers, and keys of entries in each."""


class UnwatchedError(LookupError, AttributeError):
    """Something was read that nobody watches: what comes of it cannot be remembered."""


class Notebook:
    """Notes what is read of its tables, and gives marks of entries. ``changes`` tells the keys of what is other in a
    table than it was: some who make tables know it.
    """

    def __init__(self, changes: Changes = changed) -> None:
        """Begin with no table."""
        self.tables: list[Watched[Any, Any]] = []
        self._changes = changes

    def table(
        self,
        source: Callable[[], Mapping[Key, Entry]],
        tells: Callable[[], Mapping[Key, Any]] | None = None,
        within: "Watched[Any, Any] | None" = None,
        groups: Groups | None = None,
        marks: Callable[[Key], bytes | None] | None = None,
    ) -> "Watched[Key, Entry]":
        """Give a table that is watched; it is made when first asked for. Tables must always be asked for in the same
        order: they are known by their numbers.

        ``tells`` gives by the same keys what tells of an entry more than itself. Where keys are a text and a number,
        the table may stand ``within`` another by text: who has read an entry there has read all that it holds. Then
        ``groups`` may be a table by text, and what gives the entries that are in one of it: in one that is the same
        nothing has changed. ``marks`` gives the digest of an entry where it is known.
        """
        made: Watched[Key, Entry] = Watched(source, tells, within, groups, marks, self._changes)
        self.tables.append(made)
        return made

    def fields(self, source: Callable[[], object], *names: str, **tables: object) -> "Fields":
        """Give the attributes of something as a table, and some that are watched already beside them."""
        table = self.table(lambda: {name: getattr(source(), name) for name in names})
        return Fields(table, tables)

    def forget(self) -> None:
        """Begin to note anew."""
        for one in self.tables:
            one.seen.clear()

    def reads(self) -> Reads:
        """Give what was noted, in one order."""
        noted = ((number, one.noted()) for number, one in enumerate(self.tables) if one.seen)
        return tuple((number, keys) for number, keys in noted if keys)

    def proof(self, reads: Reads) -> bytes:
        """Digest the entries that were read as they are now: each has a mark of one size, so that they cannot run
        together.
        """
        found: list[bytes] = []
        for number, keys in reads:
            table = self.tables[number]
            known, mark = table.marks.get, table.mark
            found += [known(key) or mark(key) for key in keys]
        return blake2b(b"".join(found), digest_size=SIZE).digest()


class Watched(Mapping[Key, Entry]):
    """A table whose readers are noted: ``seen`` are the keys that they asked for, ``marks`` what was digested of it."""

    def __init__(  # noqa: PLR0917 - as ``Notebook.table``
        self,
        source: Callable[[], Mapping[Key, Entry]],
        tells: Callable[[], Mapping[Key, Any]] | None = None,
        within: "Watched[Any, Any] | None" = None,
        groups: Groups | None = None,
        marks: Callable[[Key], bytes | None] | None = None,
        changes: Changes = changed,
    ) -> None:
        """Watch the table that ``source`` gives, which is asked for it when it is first needed."""
        self.seen: set[Any] = set()
        self.note: Callable[[Any], None] = self.seen.add
        self._source = source
        self._tells = tells
        self._within = within
        self._groups = groups
        self._known = marks
        self._changes = changes
        self.marks: dict[Any, bytes] = {}

    @cached_property
    def all(self) -> Mapping[Key, Entry]:
        """The table itself, unwatched."""
        return self._source()

    @cached_property
    def told(self) -> Mapping[Key, Any]:
        """All that is told by each entry."""
        return self._tells() if self._tells else self.all

    @cached_property
    def state(self) -> Mapping[Any, Any]:
        """What the next run of a process compares this table with."""
        return self._groups[0]() if self._groups else self.told

    def changes(self, before: Mapping[Any, Any]) -> Iterator[Any]:
        """Give the keys of entries that are other ones than those of a former ``state``."""
        others = self._changes(before, self.state)
        if self._groups is None:
            yield from others
            return
        inside, now = self._groups[1], self.state
        for group in others:
            old, new = (inside(one[group]) if group in one else {} for one in (before, now))
            yield from changed(old, new)

    def beside(self, source: Callable[[], Mapping[Key, Other]]) -> "Watched[Key, Other]":
        """Give another table by the same keys: to read its entry is to read this one's, which tells of both."""
        made: Watched[Key, Other] = Watched(source)
        made.note = self.note
        return made

    def noted(self) -> tuple[Any, ...]:
        """Give the keys that were read, in order; one for the whole stands for all."""
        if ALL in self.seen:
            return (ALL,)
        outer = self._within.seen if self._within is not None else ()
        return tuple(sorted(key for key in self.seen if key[0] not in outer) if outer else sorted(self.seen))

    def mark(self, key: Any) -> bytes:  # noqa: ANN401 - whatever the table is read by
        """Digest an entry as it is, and keep that in ``marks``."""
        known = self._known(key) if self._known is not None and key != ALL else None
        made = self.marks[key] = known or self._digest(key)
        return made

    def _digest(self, key: Any) -> bytes:  # noqa: ANN401 - as above
        told: Mapping[Any, Any] = self.told
        if key == ALL:
            value, there = [(one, _plain(inside)) for one, inside in told.items()], True
        else:
            value = _plain(told.get(key))
            there = value is not None or key in told
        return blake2b(encode(value), digest_size=SIZE, person=b"" if there else b"none").digest()

    def __getitem__(self, key: Key) -> Entry:
        self.note(key)
        return self.all[key]

    def get(self, key: Key, default: Any = None) -> Any:  # noqa: ANN401 - as Mapping has it
        """Give an entry, or ``default``: that there is none is noted too."""
        self.note(key)
        return self.all.get(key, default)

    def __contains__(self, key: object) -> bool:
        self.note(key)
        return key in self.all

    def __iter__(self) -> Iterator[Key]:
        self.note(ALL)
        return iter(self.all)

    def __len__(self) -> int:
        self.note(ALL)
        return len(self.all)

    def values(self) -> ValuesView[Entry]:
        """Give all entries."""
        self.note(ALL)
        return self.all.values()


class Fields:
    """Attributes that are watched by their names."""

    def __init__(self, table: Watched[str, Any], tables: Mapping[str, object]) -> None:
        """Show the entries of ``table`` as attributes; ``tables`` are some that need no watching."""
        self._table = table
        vars(self).update(tables)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever it is an attribute of has there
        if name not in self._table.all:
            raise UnwatchedError(f"`{name}` is not watched")
        return self._table[name]


def _plain(value: Any) -> Any:  # noqa: ANN401 - any entry
    """Give an entry so that encoding it tells the order of what it holds."""
    return list(value.items()) if type(value) is dict or isinstance(value, Mapping) else value
