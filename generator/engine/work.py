"""One run of a stage: under which keys its results are remembered, and how they are read."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec

from generator.engine.digest import digest, encode
from generator.engine.keys import made_by
from generator.engine.marked import Marked, Poor
from generator.engine.pool import run_batch
from generator.engine.report import Report
from generator.engine.stage import Stage
from generator.engine.store import Store
from generator.nouns.problem import Problem

Input = TypeVar("Input")
Output = TypeVar("Output")
Context = TypeVar("Context")


@dataclass(frozen=True, kw_only=True)
class Work(Generic[Input, Output, Context]):
    """A stage with its context, and what follows from them."""

    stage: Stage[Input, Output, Context]
    context: Context
    prefix: bytes
    decoder: "msgspec.msgpack.Decoder[Output]"

    @classmethod
    def of(cls, stage: Stage[Input, Output, Context], context: Context) -> "Work[Input, Output, Context]":
        """Take a stage with its context."""
        return cls(
            stage=stage,
            context=context,
            prefix=prefix_of(stage, context),
            decoder=msgspec.msgpack.Decoder(stage.output),
        )

    def key(self, one: Input) -> bytes:
        """Give the key of what is made of an input."""
        return digest(self.prefix, encode(one))

    def key_of(self, mark: bytes) -> bytes:
        """Give the key of what is made of an input that is told by its mark."""
        return digest(self.prefix, b"mark", mark)

    def marked(self, payload: bytes | None, read: Callable[[], Output | None], *, stays: bool) -> "Marked[Output]":
        """Give a result with its mark: at hand if it ``stays``, else to be read. Without a payload there is none."""
        if payload is None:
            return Marked(None)
        mark = digest(payload)
        return Marked(self.decoder.decode(payload), mark) if stays else Marked.unread(mark, read)

    def read(self, payload: bytes | None) -> Output | None:
        """Decode a result; None where there is none, or one of another shape."""
        if payload is None:
            return None
        try:
            return self.decoder.decode(payload)
        except msgspec.DecodeError:  # another shape of the noun: to be made anew
            return None

    def known(self, keys: Sequence[bytes], store: Store) -> dict[bytes, Output]:
        """Read those results of some keys that the store has."""
        read = ((key, self.read(payload)) for key, payload in store.get(keys).items())
        return {key: output for key, output in read if output is not None}

    def again(
        self, key: bytes, inputs: Callable[[], Iterable[Input | Poor[Input]]], store: Store, report: Report
    ) -> Output | None:
        """Make a result again, of its one input, that the store has no more."""
        (given,) = inputs()
        poor = isinstance(given, Poor)
        (made,) = run_batch(self.stage, [given.one if isinstance(given, Poor) else given], self.context)
        if isinstance(made, Problem):
            report.add([made])
            return None
        if not poor:
            store.put([(key, made)])
        return self.decoder.decode(made)


def prefix_of(stage: Stage[Any, Any, Any], context: object) -> bytes:
    """Digest all that a stage's results depend on besides their inputs."""
    return digest(stage.name.encode(), str(stage.version).encode(), made_by(stage.run), encode(context))
