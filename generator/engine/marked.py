"""Outputs that are told by their marks, and read from the store when somebody looks at them: few of them are."""

from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from typing import Generic, NamedTuple, TypeVar

Input = TypeVar("Input")
Output = TypeVar("Output")
Other = TypeVar("Other")


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

    def bind(self, read: Callable[[], Output | None]) -> None:
        """Have an output that was not read yet read in another way: the former one ends with its run."""
        if self._read is not None:
            self._read = read

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
    """Where outputs are read from, by key: the last of them are at hand."""

    def __init__(self, read: Callable[[bytes], Output | None], most: int) -> None:
        """``read`` gets one from farther away; ``most`` are at hand."""
        self._read = read
        self._most = most
        self._held: OrderedDict[bytes, Output | None] = OrderedDict()

    def output(self, key: bytes) -> Output | None:
        """Give an output."""
        held = self._held
        if key in held:
            held.move_to_end(key)
            return held[key]
        output = held[key] = self._read(key)
        if len(held) > self._most:
            held.popitem(last=False)
        return output
