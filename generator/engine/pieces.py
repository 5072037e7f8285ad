"""Many large inputs, each known by a digest of it: written to the store as they come, read only where really needed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import Any, Generic, Protocol, TypeVar

import msgspec

from generator.engine.digest import digest, encode
from generator.engine.executor import Engine
from generator.engine.ledger import Core
from generator.engine.others import Others
from generator.engine.pool import Made, Pool, run_batch
from generator.engine.stage import Drawn, Piece, Stage
from generator.engine.work import prefix_of
from generator.nouns.problem import Problem

Input = TypeVar("Input")
Output = TypeVar("Output")
Context = TypeVar("Context")


class Given(msgspec.Struct, Generic[Input], frozen=True, kw_only=True, gc=False):
    """A piece's value, and the core of what it was made into before, where that still stands."""

    value: Input
    core: bytes | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        """Go to another process as the value's bytes: as the objects that it is made of it takes ten times as long."""
        return _arrived, (type(self.value), encode(self.value), self.core)


def _arrived(kind: type[Any], value: bytes, core: bytes | None) -> Given[Any]:
    return Given(value=msgspec.msgpack.decode(value, type=kind), core=core)


class Print(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a piece is made into: ``content``, of which the core stands from ``start`` to ``end``."""

    content: bytes
    start: int = 0
    end: int = 0


class Standing(Protocol):
    """What knows which outputs stand: the ledger of where they go."""

    def under(self, context: bytes) -> None:
        """Note what all keys are made under."""

    def follow(self, others: Others) -> bool:
        """Tell whether all others stand as the last run left them."""

    def stands(self, name: str, key: bytes) -> bool:
        """Tell whether what ``key`` means stands under ``name``."""

    def core(self, name: str, key: bytes) -> bytes | None:
        """Give the core that ``key`` means, if it stands under ``name``."""

    def note(self, name: str, core: Core) -> None:
        """Note what core is to stand under ``name``."""


class Nothing:
    """Where nothing stands."""

    def under(self, _context: bytes) -> None:
        """Forget it."""

    def follow(self, _others: Others) -> bool:
        """Tell that they do not."""
        return False

    def stands(self, _name: str, _key: bytes) -> bool:
        """Tell that it does not."""
        return False

    def core(self, _name: str, _key: bytes) -> bytes | None:
        """Give nothing."""
        return None

    def note(self, _name: str, _core: Core) -> None:
        """Forget it."""


NOTHING = Nothing()


def drawn(  # noqa: PLR0917 - each is of its own type
    engine: Engine,
    stage: Stage[Given[Input], Print, Context],
    pieces: Iterable[Piece[Input] | Others],
    context: Context,
    kind: type[Input],
    standing: Standing,
    again: Callable[[str], Input],
    alike: Callable[[str], bool] = lambda _name: False,
    core: Callable[[Context, Input], bytes] = lambda _context, _value: b"",
    glance: type[Input] | None = None,
) -> Iterator[Drawn[bytes] | Others]:
    """Make what a stage makes of pieces, in order, but for what is ``standing``, told by a name and a key for what it
    means. Others that stand are passed on as they are.

    ``kind`` is what the pieces are; ``again`` makes one by its name, where the store has lost it. What is made of them
    is large, and not remembered: where it stands, it was made. ``alike`` names pieces of which any context makes the
    same. ``core`` gives a mark of all of the context that the core of what is made of a value depends on: while that
    and the value are as they were, the core is taken from where it stands, and only the rest is made. For both a
    ``glance`` at the value is enough: that kind reads no more of it than is needed.
    """
    prefix, inner = prefix_of(stage, context), prefix_of(stage, None)
    results = msgspec.msgpack.Decoder(Print)
    reading = _Reading(
        values=msgspec.msgpack.Decoder(kind), glances=msgspec.msgpack.Decoder(glance or kind), again=again
    )
    standing.under(prefix)
    source = _Source(pieces, standing)
    yield from source.others
    folders: set[str] = set()
    done = 0

    def begun(pool: Pool) -> Iterator[_Wave[Input]]:
        while pieces := list(islice(source.pieces, stage.wave)):
            keys = [one.key if alike(one.name) else digest(prefix, one.key) for one in pieces]
            there = [standing.stands(one.name, key) for one, key in zip(pieces, keys, strict=True)]
            if engine.warming:
                there = _roused(pieces, there, folders)
            due = [one for one, it in zip(pieces, there, strict=True) if not it]
            with engine.report.timed(stage.name) as tally:
                tally.hits += len(pieces) - len(due)
                tally.misses += len(due)
                engine.space.count(len(due))
                marked = partial(_marked, inner, lambda value: core(context, value))
                given, cores = _given(engine, due, reading, marked, NOTHING if engine.warming else standing)
                made = _made(pool, stage, given, context)
            yield _Wave(pieces=pieces, there=there, cores=cores, made=made)

    with engine.pool(stage) as pool:
        for wave in pool.early(begun(pool)):
            made: list[Made] = []
            with engine.report.timed(stage.name):
                for result in wave.made:
                    made.append(result)
                    engine.report.progress(stage.name, done + len(made), done + len(wave.pieces))
                    engine.report.go_on()
            done += len(wave.pieces)
            fresh = zip(wave.cores, made, strict=True)
            for one, it in zip(wave.pieces, wave.there, strict=True):
                if it:
                    yield Drawn(name=one.name, output=None, stands=True)
                    continue
                key, result = next(fresh)
                if isinstance(result, Problem):
                    engine.report.add([result])
                    yield Drawn(name=one.name, output=None)
                    continue
                output = results.decode(result)
                if key and output.end > output.start:
                    standing.note(one.name, Core(key, output.start, output.end))
                yield Drawn(name=one.name, output=output.content)


class _Source(Generic[Input]):
    """Pieces one by one, and the ``others`` that came before them, which stand."""

    def __init__(self, pieces: Iterable[Piece[Input] | Others], standing: Standing) -> None:
        self.others: list[Others] = []
        source = iter(pieces)
        first = next(source, None)
        if isinstance(first, Others) and standing.follow(first):
            self.others.append(first)
            first = None
        ahead: Iterable[Piece[Input] | Others] = () if first is None else (first,)
        self.pieces = _loose(chain(ahead, source))


def _loose(pieces: Iterable[Piece[Input] | Others]) -> Iterator[Piece[Input]]:
    for one in pieces:
        if isinstance(one, Others):
            yield from one.pieces()
        else:
            yield one


def _roused(wave: list[Piece[Input]], there: list[bool], folders: set[str]) -> list[bool]:
    """Tell what stands but for one of each folder, in a run that warms up: what it takes to make others is then at
    hand. ``folders`` are those that were met.
    """
    found = []
    for one, it in zip(wave, there, strict=True):
        folder = one.name.partition("/")[0]
        found.append(it and folder in folders)
        folders.add(folder)
    return found


@dataclass(frozen=True, kw_only=True)
class _Wave(Generic[Input]):
    """Pieces, which of them stand ``there``, the keys of the others' cores, and what is made of those."""

    pieces: list[Piece[Input]]
    there: list[bool]
    cores: list[bytes]
    made: Iterator[Made]


def _made(
    pool: Pool, stage: Stage[Given[Input], Print, Context], given: list[Given[Input]], context: Context
) -> Iterator[Made]:
    """Make outputs in order. Where the core stands there is little to do: it is done here, whoever makes the others."""
    others = pool.run(stage, [one for one in given if one.core is None], context)
    quick = [one for one in given if one.core is not None]
    batches = (quick[start : start + stage.batch] for start in range(0, len(quick), stage.batch))
    ready = (made for batch in batches for made in run_batch(stage, batch, context))
    return (next(others) if one.core is None else next(ready) for one in given)


@dataclass(frozen=True, kw_only=True)
class _Reading(Generic[Input]):
    """How pieces are read: whole, at a glance, and where the store has lost them."""

    values: "msgspec.msgpack.Decoder[Input]"
    glances: "msgspec.msgpack.Decoder[Input]"
    again: Callable[[str], Input]


def _marked(inner: bytes, core: Callable[[Input], bytes], piece: Piece[Input], value: Input) -> bytes:
    """Give the key of a piece's core; empty if it has none."""
    mark = core(value)
    return digest(inner, mark, piece.key) if mark else b""


def _given(
    engine: Engine,
    pieces: list[Piece[Input]],
    reading: _Reading[Input],
    marked: Callable[[Piece[Input], Input], bytes],
    standing: Standing,
) -> tuple[list[Given[Input]], list[bytes]]:
    """Give the pieces' values, at hand, from the store or made anew, with the cores that stand, and the cores' keys."""
    payloads = engine.store.get([one.key for one in pieces if one.value is None])
    given: list[Given[Input]] = []
    keys: list[bytes] = []
    for one in pieces:
        value, payload = one.value, b""
        if value is None:
            try:
                payload = payloads[one.key]
                value = reading.glances.decode(payload)
            except (KeyError, msgspec.DecodeError):
                value, payload = reading.again(one.name), b""
        key = marked(one, value)
        keys.append(key)
        core = standing.core(one.name, key) if key else None
        if payload and core is None and reading.glances is not reading.values:
            value = reading.values.decode(payload)
        given.append(Given(value=value, core=core))
    return given, keys
