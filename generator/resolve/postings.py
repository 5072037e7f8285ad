"""Which sentences have a value, kept from one corpus to the next."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from generator.resolve.rows import Packed, Places, Rows, find, pack, unpack
from generator.resolve.shingles import Numbers, Sets


class Entries(NamedTuple):
    """Values, each with the piece that has it."""

    values: Numbers
    pieces: Places


class Moved(NamedTuple):
    """Values of which more pieces or fewer have them than before, with how many did and do."""

    values: Numbers
    before: Places
    after: Places


class Postings:
    """For each value the pieces that have it, by number, in no order."""

    def __init__(self, values: Numbers, rows: Rows) -> None:
        """Take values, which rise, and for each a row of those that have it."""
        self._values = values
        self._rows = rows

    @classmethod
    def of(cls, sets: Sets) -> "Postings":
        """Take the values of all pieces."""
        return cls(sets.values, Rows(sets.counts, sets.holders))

    def packed(self) -> tuple[Packed, ...]:
        """Write them down."""
        return (pack(self._values), *self._rows.packed())

    @classmethod
    def unpacked(cls, columns: Sequence[Packed]) -> "Postings":
        """Read what was written down."""
        return cls(unpack(columns[0]), Rows.unpacked(columns[1:]))

    def counts(self, values: Numbers) -> Places:
        """Give how many pieces have each of some values."""
        places, known = find(self._values, values)
        counts = np.zeros(len(values), dtype=np.int64)
        counts[known] = self._rows.sizes[places[known]]
        return counts

    def holders(self, values: Numbers) -> tuple[Places, Places]:
        """Give the pieces that have values, which are known, and before them for each the place of the value."""
        of, pieces = self._rows.entries(np.searchsorted(self._values, values))
        return of, pieces

    def update(self, gone: Entries, new: Entries, size: int) -> Moved:
        """Take entries out and others in; pieces are numbers below ``size``."""
        values, which = np.unique(np.concatenate((gone.values, new.values)), return_inverse=True)
        _, known = find(self._values, values)
        spots = np.searchsorted(self._values, values[~known])
        self._values = np.insert(self._values, spots, values[~known])
        self._rows.insert(spots)
        places = np.searchsorted(self._values, values)
        of, pieces = self._rows.entries(places)
        out = which[: len(gone.values)] * size + gone.pieces
        stay = np.isin(of * size + pieces, out, invert=True)
        before = self._rows.sizes[places]
        self._rows.replace(
            places,
            np.concatenate((of[stay], which[len(gone.values) :])),
            np.concatenate((pieces[stay], new.pieces)).astype(pieces.dtype),
        )
        after = self._rows.sizes[places]
        if len(empty := places[after == 0]):
            self._values = np.delete(self._values, empty)
            self._rows.remove(empty)
        moved = before != after
        return Moved(values[moved], before[moved], after[moved])
