"""Many large inputs, each known by a digest of it: written to the store as they come, read only where really needed."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import TypeVar

import msgspec

from generator.engine.digest import digest, encode, program
from generator.engine.executor import Engine
from generator.engine.pool import Made, Pool
from generator.engine.stage import Drawn, Piece, Stage
from generator.nouns.problem import Problem

Input = TypeVar("Input")
Output = TypeVar("Output")
Context = TypeVar("Context")

_WAVE = 64
"""Inputs that are in memory together."""


def recalled(engine: Engine, kind: type[Output], *marks: bytes) -> Output | None:
    """Recall the value of ``kind`` that was remembered under digests of all that it depends on, if it was."""
    key = _key(kind, marks)
    with suppress(KeyError, msgspec.DecodeError):
        return msgspec.msgpack.decode(engine.store.get([key])[key], type=kind)
    return None


def remember(engine: Engine, value: object, *marks: bytes) -> None:
    """Remember a value, made of what ``marks`` are digests of by this very program, for ``recalled``."""
    engine.store.put([(_key(type(value), marks), encode(value))], passing=True)


def _key(kind: type, marks: Iterable[bytes]) -> bytes:
    return digest(program(), kind.__qualname__.encode(), *marks)


def drawn(  # noqa: PLR0917 - each is of its own type
    engine: Engine,
    stage: Stage[Input, Output, Context],
    pieces: Iterable[Piece[Input]],
    context: Context,
    kind: type[Input],
    stands: Callable[[str, bytes], bool],
    again: Callable[[str], Input],
    alike: Callable[[str], bool] = lambda _name: False,
) -> Iterator[Drawn[Output]]:
    """Make what a stage makes of pieces, in order, but for what ``stands``, told by a name and a key for what it means.

    ``kind`` is what the pieces are; ``again`` makes one by its name, where the store has lost it. What is made of them
    is large, and not remembered: where it stands, it was made. ``alike`` names pieces of which any context makes the
    same.
    """
    prefix = engine.prefix(stage, context)
    values, results = msgspec.msgpack.Decoder(kind), msgspec.msgpack.Decoder(stage.output)
    source = iter(pieces)
    done = 0
    with Pool(engine.jobs if stage.heavy else 1, engine.worth, engine.report.go_on) as pool:
        while wave := list(islice(source, stage.wave)):
            keys = [one.key if alike(one.name) else digest(prefix, one.key) for one in wave]
            there = [stands(one.name, key) for one, key in zip(wave, keys, strict=True)]
            due = [one for one, it in zip(wave, there, strict=True) if not it]
            with engine.report.timed(stage.name) as tally:
                tally.hits += len(wave) - len(due)
                tally.misses += len(due)
                made: list[Made] = []
                for result in pool.run(stage, list(_values(engine, due, values, again)), context):
                    made.append(result)
                    engine.report.progress(stage.name, done + len(made), done + len(wave))
                    engine.report.go_on()
            done += len(wave)
            fresh = iter(made)
            for one, it in zip(wave, there, strict=True):
                bytes_or_fault = None if it else next(fresh)
                if isinstance(bytes_or_fault, Problem):
                    engine.report.add([bytes_or_fault])
                output = results.decode(bytes_or_fault) if isinstance(bytes_or_fault, bytes) else None
                yield Drawn(name=one.name, output=output, stands=it)


def _values(
    engine: Engine,
    pieces: list[Piece[Input]],
    decoder: "msgspec.msgpack.Decoder[Input]",
    again: Callable[[str], Input],
) -> Iterator[Input]:
    """Give the pieces' values: at hand, from the store, or made anew."""
    payloads = engine.store.get([one.key for one in pieces if one.value is None])
    for one in pieces:
        if one.value is not None:
            yield one.value
            continue
        try:
            yield decoder.decode(payloads[one.key])
        except (KeyError, msgspec.DecodeError):
            yield again(one.name)
