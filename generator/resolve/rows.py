"""Numbers in rows of any length, one row behind the other, which may be given anew one by one."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Places = npt.NDArray[np.signedinteger[Any]]
Column = npt.NDArray[Any]
Packed = tuple[str, memoryview]
"""A column written down: the kind of its numbers, and they."""

_SPARE = 4  # a table that is written anew leaves this part of what it holds free, for rows to come
_LEAST = 1024
_HALF = 32  # bits of each of two numbers that are one


class Rows:
    """Entries of one or more columns, in rows. A new row is written behind all others; from time to time, when there
    is no room left, the whole is written anew without what former rows left. So it stays within what it holds.
    """

    def __init__(self, sizes: Places, *columns: Column) -> None:
        """Take columns of the same length, and how many entries each row has of them."""
        self.sizes = np.array(sizes, dtype=np.int64)
        self._starts = np.cumsum(self.sizes) - self.sizes
        self._columns = list(columns)
        self._end = len(columns[0])

    def entries(self, rows: Places) -> list[Column]:
        """Give for each entry of some rows, row by row, the place of its row in ``rows``, then its columns."""
        sizes = self.sizes[rows]
        places = ranges(self._starts[rows], sizes)
        return [np.repeat(np.arange(len(rows)), sizes), *(column[places] for column in self._columns)]

    def replace(self, rows: Places, of: Places, *columns: Column) -> None:
        """Give some rows anew: ``of`` says for each entry the place of its row in ``rows``."""
        self.sizes[rows] = 0
        if not len(of):
            return
        order = np.argsort(of, kind="stable")
        if self._end + len(of) > len(self._columns[0]):
            self._tidy(len(of))
        sizes = np.bincount(of, minlength=len(rows))
        self.sizes[rows] = sizes
        self._starts[rows] = self._end + np.cumsum(sizes) - sizes
        for mine, column in zip(self._columns, columns, strict=True):
            mine[self._end : self._end + len(of)] = column[order]
        self._end += len(of)

    def extend(self, size: int) -> None:
        """Have so many rows, those behind the last one empty."""
        self.insert(np.full(max(0, size - len(self.sizes)), len(self.sizes)))

    def insert(self, places: Places) -> None:
        """Make room for empty rows, each before the row that had that place."""
        self.sizes = np.insert(self.sizes, places, 0)
        self._starts = np.insert(self._starts, places, 0)

    def remove(self, rows: Places) -> None:
        """Leave rows out; those behind them move up."""
        self.sizes = np.delete(self.sizes, rows)
        self._starts = np.delete(self._starts, rows)

    def packed(self) -> tuple[Packed, ...]:
        """Write all rows down. Columns are copied only where rows were given anew."""
        if not np.array_equal(self._starts, np.cumsum(self.sizes) - self.sizes):
            self._tidy(0)
        end = int(self.sizes.sum())
        return (pack(self.sizes), *(pack(column[:end]) for column in self._columns))

    @classmethod
    def unpacked(cls, columns: Sequence[Packed]) -> "Rows":
        """Read rows that were written down."""
        return cls(*map(unpack, columns))

    def _tidy(self, more: int) -> None:
        """Write all entries anew, with room for so many more and some to spare."""
        places = ranges(self._starts, self.sizes)
        self._end = len(places)
        room = self._end + more + (self._end + more) // _SPARE + _LEAST
        for i, column in enumerate(self._columns):
            self._columns[i] = np.empty(room, dtype=column.dtype)
            self._columns[i][: self._end] = column[places]
        self._starts = np.cumsum(self.sizes) - self.sizes


def ranges(starts: Places, lengths: Places) -> Places:
    """Give the numbers of all ranges, one range after the other."""
    ends = np.cumsum(lengths)
    return np.repeat(starts - (ends - lengths), lengths) + np.arange(ends[-1] if len(ends) else 0)


def couples(sizes: Places, most: int) -> tuple[Places, Places]:
    """Give the places of all pairs of entries of one row, of rows of such sizes one behind the other; of a row of more
    than ``most`` only those of neighbours.
    """
    after = np.repeat(np.cumsum(sizes), sizes) - np.arange(1, int(sizes.sum()) + 1)
    more = np.where(np.repeat(sizes, sizes) <= most, after, np.minimum(after, 1))
    return np.repeat(np.arange(len(more)), more), ranges(np.arange(1, len(more) + 1), more)


def find(known: Column, wanted: Column) -> tuple[Places, npt.NDArray[np.bool_]]:
    """Give for numbers where they stand among ``known`` ones, which are sorted, and whether they do."""
    places = np.searchsorted(known, wanted)
    if not len(known):
        return places, np.zeros(len(wanted), dtype=np.bool_)
    places = np.minimum(places, len(known) - 1)
    return places, known[places] == wanted


def spliced(column: Column, cuts: Sequence[tuple[int, int]], parts: Sequence[Column]) -> Column:
    """Give a column with ``parts`` in the place of some of it, each from and to where it is cut, in order."""
    ends = [0, *(end for cut in cuts for end in cut), len(column)]
    stays = [column[start:end] for start, end in zip(ends[::2], ends[1::2], strict=True)]
    return np.concatenate([stays[0], *(one for pair in zip(parts, stays[1:], strict=True) for one in pair)])


def grown(column: Column, size: int, empty: float) -> Column:
    """Give a column with room for so many, ``empty`` where it had none."""
    return np.concatenate((column, np.full(max(0, size - len(column)), empty, dtype=column.dtype)))


def pack(column: Column) -> Packed:
    """Write a column down; it is not copied."""
    return column.dtype.str, np.ascontiguousarray(column).view(np.uint8).data


def unpack(packed: Packed) -> Column:
    """Read a column that was written down; it cannot be written to."""
    kind, numbers = packed
    return np.frombuffer(numbers, dtype=kind)


def joint(one: Places, other: Places) -> Places:
    """Give one number for each pair of numbers, whichever of the two comes first."""
    code: Places = np.minimum(one, other).astype(np.int64) << _HALF | np.maximum(one, other)
    return code


def parted(codes: Places) -> tuple[Places, Places]:
    """Give the pairs that such numbers stand for, the lower one first."""
    return codes >> _HALF, codes & ((1 << _HALF) - 1)
