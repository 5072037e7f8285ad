"""Single values kept between runs: what a function made of everything, and the state that its next run goes on from."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import msgspec

from generator.engine.digest import digest, encode, program
from generator.engine.executor import Engine
from generator.engine.keys import found, made_by, made_of, put_off

Value = TypeVar("Value")


def remembered(
    engine: Engine, function: Callable[..., Value], output: type[Value], marks: Iterable[bytes]
) -> Value | None:
    """Give what ``Engine.once`` remembers of a function under some marks, if it does."""
    return found(engine.store, engine.memory, made_of(function, marks), msgspec.msgpack.Decoder(output))


def recalled(engine: Engine, kind: type[Value], *marks: bytes) -> Value | None:
    """Recall the value of ``kind`` that was remembered under digests of all that it depends on, if it was."""
    if engine.warming:
        return None
    return found(engine.store, None, _whole(kind, marks), msgspec.msgpack.Decoder(kind))


def remember(engine: Engine, value: object, *marks: bytes) -> None:
    """Remember a value, made of what ``marks`` are digests of by this very program, for ``recalled``."""
    engine.store.put([(_whole(type(value), marks), encode(value))], passing=True)


def _whole(kind: type, marks: Iterable[bytes]) -> bytes:
    return digest(program(), kind.__qualname__.encode(), *marks)


def state_of(engine: Engine, function: Callable[..., Any], state: type[Value]) -> Value | None:
    """Give the state that another process kept for the next run of a function, if this program wrote it."""
    return found(engine.store, None, _state(function), msgspec.msgpack.Decoder(state))


def keep(
    engine: Engine,
    function: Callable[..., Any],
    give: Callable[[], Value | None],
    rests: Callable[[Value], Iterable[bytes]] | None = None,
) -> None:
    """Keep a state for a function's next run in another process, in place of what was kept before.

    ``give`` is asked for it: in a process that runs again only when nothing else is to be done, and for the state as it
    stands then; it gives None if there is nothing to keep any more. ``rests`` gives the marks of the result that the
    state goes on from.
    """

    def put() -> None:
        state = give()
        if state is not None:
            engine.space.trim()  # what it was made of is gone by now, and was larger
            entries = [(_state(function), encode(state))]
            if rests is not None:
                entries.append((_below(function), made_of(function, rests(state))))
            engine.store.put(entries, passing=True)

    if engine.memory is None:
        put()
    else:
        engine.memory.owe(put_off(function), put)


def used(engine: Engine, function: Callable[..., Any]) -> None:
    """Count what was kept for a function as used, with the result that it goes on from: a run that found its result
    made asks for neither, and the next may need both. A process that runs again has them at hand.
    """
    if engine.memory is None:
        below = engine.store.get([_below(function)])
        engine.store.known([_state(function), *below.values()])


def _below(function: Callable[..., Any]) -> bytes:
    return digest(_state(function), b"rests")


def _state(function: Callable[..., Any]) -> bytes:
    return digest(made_by(function), b"state", function.__qualname__.encode())
