"""A stage: a pure function with a name and a version, so that what it made can be remembered."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Input = TypeVar("Input")
Output = TypeVar("Output")
Context = TypeVar("Context")


@dataclass(frozen=True, kw_only=True)
class Stage(Generic[Input, Output, Context]):
    """One kind of work on many inputs.

    ``run(context, inputs)`` yields one output for each input, in order; it is a module-level function, pure, and sees
    nothing but its arguments, so that any process may run it and any earlier result may stand in for it. ``context``
    is what all inputs share (settings, a model's fingerprint), an ``msgspec`` value. Inputs and outputs are
    ``msgspec`` values too, or text or bytes. ``version`` rises with every change of the function's results that the
    stage's own package, nouns and data do not show (those are part of every key).

    ``heavy`` work is worth other processes; ``batch`` inputs are handed to one call of ``run``. ``wave`` inputs and
    their outputs are in memory together, where the caller keeps none: one query to the store serves them all. ``held``
    outputs stay there after somebody looked at them: who does, mostly looks again soon.
    """

    name: str
    version: int
    run: Callable[[Context, Sequence[Input]], Iterable[Output]]
    output: type[Output]
    heavy: bool = False
    batch: int = 64
    wave: int = 256
    held: int = 256


@dataclass(frozen=True, kw_only=True)
class Piece(Generic[Input]):
    """An input under the name of what is made of it.

    ``key`` is a digest of its bytes, under which the store has them. ``value`` is given where it is at hand.
    """

    name: str
    key: bytes
    value: Input | None = None


@dataclass(frozen=True, kw_only=True)
class Drawn(Generic[Output]):
    """What was made of a piece under its name: ``output``, or None where it ``stands`` already, or failed."""

    name: str
    output: Output | None
    stands: bool = False
