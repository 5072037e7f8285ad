"""Tables whose entries are made when somebody asks for them: few are."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Entry = TypeVar("Entry")
Row = TypeVar("Row")


class Late(Mapping[Key, Entry], Generic[Key, Row, Entry]):
    """A table of which each entry is made when it is asked for."""

    def __init__(
        self,
        rows: Mapping[Key, Row],
        make: Callable[[Key, Row], Entry],
        made: dict[Key, tuple[Row, Entry]],
        *,
        most: int,
    ) -> None:
        """Make entries of ``rows``. So many at ``most`` are kept in ``made``, each with the row that it was made of:
        who asks for one mostly asks again before another is asked for.
        """
        self._rows = rows
        self._make = make
        self._made = made
        self._most = most

    def __getitem__(self, key: Key) -> Entry:
        row, known = self._rows[key], self._made.get(key)
        if known is None or known[0] is not row:  # a run before or after this one may have it of another row
            if len(self._made) >= self._most:
                self._made.clear()
            known = self._made[key] = row, self._make(key, row)
        return known[1]

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def __iter__(self) -> Iterator[Key]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)
