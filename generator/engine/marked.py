"""Outputs that are told by their marks, and read from the store when somebody looks at them: few of them are."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import Generic, NamedTuple, TypeVar

Input = TypeVar("Input")
Output = TypeVar("Output")
Other = TypeVar("Other")

_AHEAD, _PART = 64, 8
"""Of outputs that are read in their order, this part of those that were read are read at a time, so many at most."""


class Marked(Generic[Output]):
    """An output, ``None`` where its input failed, and a digest of it: equal outputs have equal marks."""

    __slots__ = ("_keeps", "_output", "_read", "mark")

    def __init__(self, output: Output | None, mark: bytes = b"") -> None:
        """Have the output at hand."""
        self.mark = mark
        self._output = output
        self._read: Callable[[], Output | None] | None = None
        self._keeps = False

    @classmethod
    def unread(cls, mark: bytes, read: Callable[[], Output | None], *, keeps: bool = False) -> "Marked[Output]":
        """Have an output read whenever it is asked for; only once, if it then ``keeps`` it."""
        one = cls(None, mark)
        one._read = read
        one._keeps = keeps
        return one

    @property
    def output(self) -> Output | None:
        """The output, which is read for this if it is not at hand."""
        if self._read is None:
            return self._output
        output = self._read()
        if self._keeps:
            self._output, self._read = output, None
        return output

    @property
    def at_hand(self) -> bool:
        """Whether nothing has to be read to give the output."""
        return self._read is None

    def then(self, function: Callable[[Output], Other | None]) -> "Marked[Other]":
        """Give a part of the output, taken whenever it is asked for, under the same mark."""
        return Marked.unread(self.mark, partial(self._taken, function))

    def _taken(self, function: Callable[[Output], Other | None]) -> Other | None:
        output = self.output
        return None if output is None else function(output)


def opened(one: Marked[Output]) -> Output:
    """Give an output of which it is known that there is one."""
    if (output := one.output) is None:
        raise RuntimeError("what was made once could not be made again")
    return output


class Poor(NamedTuple, Generic[Input]):
    """An input that lacks what failed on the way to it: what is made of it is given, and not remembered."""

    one: Input


class Shelf(Generic[Output]):
    """Where outputs are read from, by key: the last of them are at hand. For who asks for many in their order, more and
    more are read at a time.
    """

    def __init__(
        self,
        keys: Sequence[bytes],
        known: Callable[[Sequence[bytes]], Mapping[bytes, Output]],
        make: Callable[[bytes], Output | None],
        most: int,
    ) -> None:
        """``known`` gives those of some keys that can be read, ``make`` one that cannot; ``most`` are at hand."""
        self._keys = keys
        self._known = known
        self._make = make
        self._most = most
        self._held: OrderedDict[bytes, Output | None] = OrderedDict()
        self._next = 0
        self._run = 0

    @cached_property
    def _places(self) -> dict[bytes, int]:
        return {key: place for place, key in enumerate(self._keys)}

    def output(self, key: bytes) -> Output | None:
        """Give an output."""
        held = self._held
        if key in held:
            held.move_to_end(key)
            return held[key]
        some = self._ahead(self._places[key])
        found = self._known(some)
        output = found[key] if key in found else self._make(key)
        held.update(found)
        held[key] = output
        while len(held) > self._most:
            held.popitem(last=False)
        return output

    def _ahead(self, place: int) -> Sequence[bytes]:
        """Give the keys to be read, from that at a place on."""
        if place != self._next:
            self._run = 0
        some = self._keys[place : place + max(1, min(_AHEAD, self._most, self._run // _PART))]
        self._run += len(some)
        self._next = place + len(some)
        return some


class Reader(Generic[Output]):
    """Reads outputs that are not at hand. It stays from run to run, and the way to read them ends with its run."""

    def __init__(self) -> None:
        """Know no way yet: neither to read an output, nor to make one ``again`` that is lost, of what ``run`` has."""
        self.read: Callable[[bytes], Output | None] = lambda _key: None
        self.again: Callable[[bytes], Output | None] = lambda _key: None
        self.run: object = None

    def output(self, key: bytes) -> Output | None:
        """Give an output, by the way of the run that was the last to begin."""
        return self.read(key)
