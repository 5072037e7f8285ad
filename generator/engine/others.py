"""What is as it was, told at once: a process that runs again does not pass it on piece by piece."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, TypeVar

from generator.engine.stage import Piece

Item = TypeVar("Item")


@dataclass(frozen=True, kw_only=True)
class Others:
    """The pieces that are in this run what they were in the last: all but those that come one by one after it.

    ``keys`` are theirs, by their names; ``former`` are names of the last run that are not among these.
    """

    keys: Mapping[str, bytes]
    former: AbstractSet[str]

    def pieces(self) -> Iterator[Piece[Any]]:
        """Give them one by one after all, to whoever does not go on from the last run."""
        return (Piece(name=name, key=key) for name, key in self.keys.items())


def single(items: Iterable[Item | Others]) -> Iterator[Item]:
    """Give what comes one by one: all, in a process that runs once."""
    return (one for one in items if not isinstance(one, Others))
