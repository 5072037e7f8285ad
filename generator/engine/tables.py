"""Tables that every run of a process makes again, of the last run's entries wherever these would be the same.

A table in which nothing is other than before is the very table of before, so that whatever is made of it is known at a
glance. Each keeps what it was made of and is compared with that: a run that was stopped leaves tables that are true of
what it had, and any other run may go on from them.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import count
from typing import Any, TypeVar

from generator.engine.changed import changed, same
from generator.engine.late import Late

Key = TypeVar("Key", bound=Hashable)
Entry = TypeVar("Entry")
Row = TypeVar("Row")
Subject = TypeVar("Subject", bound=Hashable)

_Table = Mapping[Any, Any]
_NOTHING = object()


@dataclass(kw_only=True)
class _Each:
    """A table entry by entry: what it was made of, and who rests on each key of other tables."""

    given: tuple[_Table, ...]
    over: tuple[_Table, ...]
    shared: tuple[Any, ...]
    entries: dict[Any, Any] = field(default_factory=dict)
    rests: dict[Any, Sequence[Any]] = field(default_factory=dict)
    resting: dict[Any, dict[Any, None]] = field(default_factory=dict)

    def rest(self, key: Any, on: Sequence[Any]) -> None:  # noqa: ANN401 - whatever the table is read by
        """Note on what an entry rests now."""
        for one in self.rests.pop(key, ()):
            del self.resting[one][key]
            if not self.resting[one]:
                del self.resting[one]
        if on:
            self.rests[key] = on
        for one in on:
            self.resting.setdefault(one, {})[key] = None


@dataclass(kw_only=True)
class _Turned:
    """A table by subject: what each item ``gives`` to each, the same ``parts`` seen from the subjects, in the order of
    the items, and the subjects that are ``first`` in an item's.
    """

    items: _Table
    gives: dict[Any, _Table] = field(default_factory=dict)
    parts: dict[Any, dict[Any, Any]] = field(default_factory=dict)
    firsts: dict[Any, Any] = field(default_factory=dict)
    entries: dict[Any, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, items: _Table, give: Callable[[Any], _Table]) -> "_Turned":
        """Turn items of which nothing is known."""
        state = cls(items=items)
        for item, row in items.items():
            if given := dict(give(row)):
                state.gives[item] = given
            for subject, value in given.items():
                if subject in state.parts:
                    state.parts[subject][item] = value
                else:
                    state.parts[subject] = {item: value}
                    state.firsts[subject] = item
        return state

    def take(self, item: Any, new: dict[Any, Any]) -> tuple[list[Any], bool]:  # noqa: ANN401 - whatever they are
        """Take what an item gives now; tell the subjects to which it is something else, and whether those that it gives
        to as before are in another order.
        """
        old, news = self.gives.pop(item, {}), []
        for subject in dict.fromkeys([*old, *new]):
            if subject not in new:
                del self.parts[subject][item]
            elif subject in old and same(old[subject], new[subject]):
                new[subject] = old[subject]
                continue
            else:
                self.parts.setdefault(subject, {})[item] = new[subject]
            news.append(subject)
        if new:
            self.gives[item] = new
        return news, not _in_order(old, new)

    def order(self, place: Mapping[Any, int]) -> list[Any]:
        """Give the subjects in the order in which the items at their places come by them."""
        ranks = {item: dict(zip(self.gives[item], count())) for item in set(self.firsts.values())}
        return sorted(self.firsts, key=lambda one: (place[self.firsts[one]], ranks[self.firsts[one]][one]))


class Tables:
    """Tables by name, each with what it was made of; nothing is kept of them where no run follows."""

    def __init__(self, *, followed: bool = True) -> None:
        """Keep nothing yet."""
        self._followed = followed
        self._states: dict[str, Any] = {}
        self._asked: set[str] = set()
        self._changes: dict[tuple[int, int], tuple[_Table, _Table, tuple[Any, ...]]] = {}

    def each(
        self,
        name: str,
        make: Callable[..., Entry],
        rows: Mapping[Key, Row],
        *beside: Mapping[Key, Any],
        shared: tuple[Any, ...] = (),
        rests: Callable[[Row], Iterable[Any]] | None = None,
        over: tuple[_Table, ...] = (),
        mend: Callable[[Entry, Row, AbstractSet[Any]], Entry] | None = None,
    ) -> dict[Key, Entry]:
        """Give by each key what ``make`` makes of its row, of what stands ``beside`` it in other tables (None where
        nothing does), and of what all rows have as ``shared``.

        It may also read what stands ``over`` all of them, in the entries there that ``rests`` names for a row. Where
        nothing else has changed, ``mend`` makes the entry of the former one, the row, and the keys of what has. What is
        shared is compared once: it may be as large as the table. Mappings that are shared count as equal in whatever
        order: it must not matter to ``make``.
        """
        given = (rows, *beside)
        state: _Each | None = self._take(name)
        if state is None:
            gets = [one.get for one in beside]
            entries = {key: make(row, *[get(key) for get in gets], *shared) for key, row in rows.items()}
            if self._followed:
                state = _Each(given=given, over=over, shared=shared, entries=entries)
                if rests is not None:
                    for key, row in rows.items():
                        state.rest(key, tuple(dict.fromkeys(rests(row))))
                self._states[name] = state
            return entries
        grounds: set[Any] = set()
        if state.shared != shared:
            due = dict.fromkeys([*rows, *self.changes(state.given[0], rows)])
        else:
            pairs = zip(state.given, given, strict=True)
            due = dict.fromkeys(key for before, now in pairs for key in self.changes(before, now))
            grounds.update(*(self.changes(before, now) for before, now in zip(state.over, over, strict=True)))
        mended = dict.fromkeys(key for one in grounds if one in state.resting for key in state.resting[one])
        former = state.entries
        made: dict[Key, Entry] = {}
        for key in [*due, *(key for key in mended if key not in due)]:
            if key not in rows:
                state.rest(key, ())
                continue
            row = rows[key]
            if mend is not None and key not in due:
                made[key] = mend(former[key], row, grounds)
            else:
                made[key] = make(row, *[one.get(key) for one in beside], *shared)
            if rests is not None and key in due:
                state.rest(key, tuple(dict.fromkeys(rests(row))))
        state.entries = self._renewed(former, made, list(rows))
        state.given, state.over, state.shared = given, over, shared
        self._states[name] = state
        return state.entries

    def turned(
        self,
        name: str,
        items: Mapping[Any, Row],
        give: Callable[[Row], Mapping[Subject, Any]],
        make: Callable[..., Entry],
    ) -> dict[Subject, Entry]:
        """Give by each subject what ``make`` makes of what the items ``give`` to it, in their order; the subjects are
        in the order in which they come.
        """
        if not self._followed:
            found: dict[Subject, list[Any]] = {}
            for row in items.values():
                for subject, value in give(row).items():
                    found.setdefault(subject, []).append(value)
            return {subject: make(*parts) for subject, parts in found.items()}
        state: _Turned | None = self._take(name)
        if state is None or not _in_order(state.items, items):
            former = state.entries if state else {}
            state = _Turned.of(items, give)
            made = {subject: make(*parts.values()) for subject, parts in state.parts.items()}
            state.entries = self._renewed(former, made, list(made))
        else:
            self._turn(state, items, give, make)
        self._states[name] = state
        return state.entries

    def _turn(
        self,
        state: _Turned,
        items: Mapping[Any, Row],
        give: Callable[[Row], Mapping[Any, Any]],
        make: Callable[..., Any],
    ) -> None:
        """Make the entries of subjects to which something else is given than before."""
        news: dict[Any, None] = {}
        turned = False
        for item in self.changes(state.items, items):
            other, reordered = state.take(item, dict(give(items[item])) if item in items else {})
            news.update(dict.fromkeys(other))
            turned |= reordered
        made: dict[Any, Any] = {}
        place = dict(zip(items, count())) if news or turned else {}
        for subject in news:
            parts = state.parts[subject]
            if parts:
                parts = state.parts[subject] = {item: parts[item] for item in sorted(parts, key=place.__getitem__)}
                made[subject] = make(*parts.values())
            else:
                del state.parts[subject]
            first = next(iter(parts), _NOTHING)
            turned |= state.firsts.pop(subject, _NOTHING) != first
            if parts:
                state.firsts[subject] = first
        state.entries = self._renewed(state.entries, made, state.order(place) if turned else list(state.entries))
        state.items = items

    def late(self, name: str, make: Callable[[Key, Row], Entry], rows: Mapping[Key, Row]) -> Late[Key, Row, Entry]:
        """Give by each key what ``make`` makes of it and its row, when it is asked for: rows that are the same tell of
        entries that are.
        """
        made: dict[Key, tuple[Row, Entry]] = self._take(name) or {}
        for key in [key for key, (row, _) in made.items() if rows.get(key) is not row]:
            del made[key]
        if self._followed:
            self._states[name] = made
        return Late(rows, make, made, most=len(rows) if self._followed else 1)

    def due(self, name: str, rows: Mapping[Key, object]) -> list[Key]:
        """Name the rows of which ``each`` will make an entry in the table of that name, if it has nothing but rows."""
        state: _Each | None = self._states.get(name)
        return [key for key in self.changes(state.given[0], rows) if key in rows] if state else list(rows)

    def one(self, name: str, make: Callable[..., Entry], *given: Any) -> Entry:  # noqa: ANN401 - whatever it is made of
        """Give what ``make`` makes of some values, always as many."""
        return self.each(name, lambda _, *beside: make(*beside), {"": None}, *({"": one} for one in given))[""]

    def changes(self, before: _Table, now: _Table) -> tuple[Any, ...]:
        """Give the keys of entries of a table that are other ones now, come or gone. Many ask the same."""
        if before is now:
            return ()
        known = self._changes.get((id(before), id(now)))
        if known is None:  # both are kept, so that no other table comes to have their numbers
            known = self._changes[id(before), id(now)] = before, now, tuple(changed(before, now))
        return known[2]

    def _renewed(self, former: dict[Key, Entry], made: Mapping[Key, Entry], keys: list[Key]) -> dict[Key, Entry]:
        """Give a table anew, in the order of ``keys``, with what was ``made``, but for entries that are as they were;
        the former where all are. What is other is known then, and need not be looked for.
        """
        other = {key: one for key, one in made.items() if key not in former or not same(former[key], one)}
        gone: list[Key] = []
        if len(former) == len(keys) and list(former) == keys:
            if not other:
                return former
            entries = {**former, **other}
        else:
            entries = {key: other[key] if key in other else former[key] for key in keys}
            gone = [key for key in former if key not in entries]
        self._changes[id(former), id(entries)] = former, entries, (*other, *gone)
        return entries

    def begin(self) -> None:
        """Begin a run."""
        self._asked.clear()
        self._changes.clear()

    def turn(self) -> None:
        """Keep what this run has asked for, and nothing else: it has ended."""
        self._states = {name: one for name, one in self._states.items() if name in self._asked}
        self.begin()

    def _take(self, name: str) -> Any:  # noqa: ANN401 - one of the states above
        """Give the state of a table, which is not kept until it is whole again."""
        self._asked.add(name)
        return self._states.pop(name, None)


def _in_order(before: _Table, now: _Table) -> bool:
    """Tell whether what is in both stands in one order."""
    old, new = list(before), list(now)
    return old == new or [one for one in old if one in now] == [one for one in new if one in before]
