"""Tables that every run of a process makes again, of the last run's entries wherever these would be the same."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, TypeVar

Key = TypeVar("Key", bound=Hashable)
Entry = TypeVar("Entry")

_Made = dict[Any, tuple[tuple[Any, ...], Any]]


class Tables:
    """Entries of tables, each with what it was made of. An entry that stays is the same object: see ``notebook``."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        self._before: dict[str, _Made] = {}
        self._now: dict[str, _Made] = {}

    def table(
        self, name: str, rows: Iterable[tuple[Key, tuple[Any, ...]]], make: Callable[..., Entry]
    ) -> dict[Key, Entry]:
        """Give by each key what ``make`` makes of the values beside it; they are all that it may depend on.

        Mappings among them count as equal in whatever order: it must not matter to ``make``.
        """
        before = self._before.get(name, {})
        now: _Made = {}
        for key, given in rows:
            known = before.get(key)
            if known is None:
                now[key] = (given, make(*given))
            elif known[0] == given:
                now[key] = known
            else:
                now[key] = (given, _former(known[1], make(*given)))
        self._now[name] = now
        return {key: made for key, (_, made) in now.items()}

    def one(self, name: str, make: Callable[..., Entry], *given: Any) -> Entry:  # noqa: ANN401 - whatever it is made of
        """Give what ``make`` makes of some values."""
        return self.table(name, [("", given)], make)[""]

    def turn(self) -> None:
        """Keep what this run has asked for, and nothing else: it has ended."""
        self._before, self._now = self._now, {}


def _former(known: Entry, made: Entry) -> Entry:
    """Give the former object where the new one equals it, in the order of what it holds, too."""
    return made if isinstance(made, Mapping) or known != made else known
