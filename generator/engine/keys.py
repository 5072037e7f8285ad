"""Under which keys single values are remembered, and how they are found again."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, TypeVar

import msgspec

from generator.engine.digest import code, digest, libraries
from generator.engine.memory import Memory
from generator.engine.store import Store

Value = TypeVar("Value")


def made_by(function: Callable[..., Any]) -> bytes:
    """Digest the code of the function's module with what it imports, and the libraries: see ``digest``."""
    return digest(code(function.__module__), libraries("briefbook"))


def made_of(function: Callable[..., Any], marks: Iterable[bytes]) -> bytes:
    """Give the key of what a function makes of all that has these marks."""
    return digest(made_by(function), function.__qualname__.encode(), *marks)


def put_off(function: Callable[..., Any]) -> str:
    """Name the work of writing a function's state down, as it is put off."""
    return f"state of {function.__name__}"


def found(store: Store, memory: Memory | None, key: bytes, decoder: "msgspec.msgpack.Decoder[Value]") -> Value | None:
    """Give what is kept under a key, in memory or else in the store; None if nothing of this shape is."""
    known: Value | None = memory.get(key) if memory is not None else None
    if known is None:
        with suppress(KeyError, msgspec.DecodeError):
            known = decoder.decode(store.get([key])[key])
    return known
