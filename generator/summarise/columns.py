"""What is kept of many sentences for another process: numbers in columns, which are small and read at once."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from generator.summarise.sheet import Sentence

Column = bytes
"""Numbers of one kind, one behind the other."""
Table = tuple[Column, Column]
"""A column of keys, and one of their values."""

Thing = TypeVar("Thing")


def written(numbers: Iterable[int]) -> Column:
    """Write whole numbers down."""
    return array("q", numbers).tobytes()


def read(column: Column) -> "array[int]":
    """Read whole numbers that were written down."""
    made = array("q")
    made.frombytes(column)
    return made


def measured(numbers: Iterable[float]) -> Column:
    """Write real numbers down, to the last bit."""
    return array("d", numbers).tobytes()


def measures(column: Column) -> "array[float]":
    """Read real numbers that were written down."""
    made = array("d")
    made.frombytes(column)
    return made


def tally(table: Mapping[int, int]) -> Table:
    """Write down how many there are of what has numbers."""
    return written(table), written(table.values())


def tallied(table: Table) -> dict[int, int]:
    """Read how many there were."""
    keys, values = table
    return dict(zip(read(keys), read(values), strict=True))


def rows(sizes: Column, things: Iterable[Thing]) -> Iterator[list[Thing]]:
    """Part things into rows of some sizes."""
    source = iter(things)
    for size in read(sizes):
        yield list(islice(source, size))


class Places:
    """All sentences, each known by its place among them: so they are named in what is kept."""

    def __init__(self, every: Sequence["Sentence"]) -> None:
        """Take all sentences, in an order that another process can tell."""
        self._every = every
        self._of: dict[Sentence, int] = {}

    def written(self, sentences: Iterable["Sentence"]) -> Column:
        """Write sentences down."""
        if not self._of:
            self._of = {one: place for place, one in enumerate(self._every)}
        return array("I", map(self._of.__getitem__, sentences)).tobytes()

    def read(self, column: Column) -> "list[Sentence]":
        """Read sentences that were written down."""
        made = array("I")
        made.frombytes(column)
        return list(map(self._every.__getitem__, made))

    def values(self, values: Mapping["Sentence", float]) -> Table:
        """Write down a value of each of some sentences."""
        return self.written(values), measured(values.values())

    def valued(self, table: Table) -> "dict[Sentence, float]":
        """Read the values of sentences."""
        sentences, values = table
        return dict(zip(self.read(sentences), measures(values), strict=True))
