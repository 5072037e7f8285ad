"""One run of a stage: under which keys its results are remembered, and how they are read."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec

from generator.engine.digest import digest, encode
from generator.engine.kept import made_by
from generator.engine.stage import Stage

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

    def marked(self, mark: bytes) -> bytes:
        """Give the key of what is made of an input that is told by its mark."""
        return digest(self.prefix, b"mark", mark)

    def read(self, payload: bytes | None) -> Output | None:
        """Decode a result; None where there is none, or one of another shape."""
        if payload is None:
            return None
        try:
            return self.decoder.decode(payload)
        except msgspec.DecodeError:  # another shape of the noun: to be made anew
            return None


def prefix_of(stage: Stage[Any, Any, Any], context: object) -> bytes:
    """Digest all that a stage's results depend on besides their inputs."""
    return digest(stage.name.encode(), str(stage.version).encode(), made_by(stage.run), encode(context))
