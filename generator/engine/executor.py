"""Runs stages: takes from the store what is there, makes the rest, here or in worker processes, always in order."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec

from generator.engine.digest import digest, encode
from generator.engine.kept import found, made_by, made_of
from generator.engine.memory import Memory
from generator.engine.pool import Pool
from generator.engine.report import Report
from generator.engine.stage import Stage
from generator.engine.store import Store
from generator.nouns.problem import Problem

Input = TypeVar("Input")
Output = TypeVar("Output")
Context = TypeVar("Context")

WORTH = 512
"""Missing results from which on other processes pay: each needs seconds to start."""


class Marked(NamedTuple, Generic[Output]):
    """An output, ``None`` where its input failed, and a digest of it: equal outputs have equal marks."""

    output: Output | None
    mark: bytes = b""


class Poor(NamedTuple, Generic[Input]):
    """An input that lacks what failed on the way to it: what is made of it is given, and not remembered."""

    one: Input


class Engine:
    """Stages' results, made once and remembered."""

    def __init__(
        self,
        store: Store,
        *,
        jobs: int = 1,
        worth: int = WORTH,
        report: Report | None = None,
        memory: Memory | None = None,
    ) -> None:
        """Use ``jobs`` processes for heavy stages with ``worth`` things to make; the bytes are the same for any.

        ``memory`` is for a process that runs again: it spares it all but what ``call`` gave it before.
        """
        self.store = store
        self.memory = memory
        self.jobs = max(jobs, 1)
        self.worth = worth
        self.report = report or Report()

    def map(
        self, stage: Stage[Input, Output, Context], inputs: Iterable[Input], context: Context
    ) -> list[Output | None]:
        """Give one output for each input, in order; ``None`` where the input failed, which the report then tells."""
        outputs: list[Output | None] = []
        source = iter(inputs)
        count = len(inputs) if isinstance(inputs, Sequence) else 0
        work = _Work.of(stage, context, memory=self.memory)
        done = 0
        with Pool(self.jobs if stage.heavy else 1, self.worth, self.report.go_on) as pool:
            while wave := list(islice(source, stage.wave)):
                told = partial(self._tell, stage.name, done, max(count, done + len(wave)))
                with self.report.timed(stage.name):
                    keys = [work.key(one) for one in wave]
                    unique = dict(zip(keys, wave, strict=True))  # equal inputs are worked on once
                    results = self._known(work, list(unique))
                    missing = {key: one for key, one in unique.items() if key not in results}
                    results |= self._made(work, missing, pool, told, len(wave) - len(missing))
                done += len(wave)
                told(len(wave))
                outputs += [results[key].output for key in keys]
        return outputs

    def marked(
        self,
        stage: Stage[Input, Output, Context],
        marks: Sequence[bytes],
        context: Context,
        inputs: Callable[[Sequence[int]], Iterable[Input | Poor[Input]]],
    ) -> list[Marked[Output]]:
        """Give for each mark the output of the input that it stands for, each with its own mark.

        A mark is a digest of all that its input is made of. ``inputs`` gives those at some places, in that order: it is
        asked once at most, for what has to be worked on, so that nobody makes an input that nothing comes of.
        """
        work = _Work.of(stage, context, memory=self.memory, marks=True)
        keys = [digest(work.prefix, b"mark", mark) for mark in marks]
        places = {key: place for place, key in reversed(list(enumerate(keys)))}
        unique = sorted(places, key=places.__getitem__)
        results: dict[bytes, Marked[Output]] = {}
        with self.report.timed(stage.name):
            for start in range(0, len(unique), stage.wave):
                results |= self._known(work, unique[start : start + stage.wave])
        missing = [key for key in unique if key not in results]
        done = len(keys) - len(missing)
        source = iter(inputs([places[key] for key in missing]) if missing else ())
        with Pool(self.jobs if stage.heavy else 1, self.worth, self.report.go_on) as pool:
            for start in range(0, len(missing), stage.wave):
                wave = missing[start : start + stage.wave]
                given = dict(zip(wave, islice(source, len(wave)), strict=True))
                told = partial(self._tell, stage.name, 0, len(keys))
                with self.report.timed(stage.name):
                    results |= self._made(work, given, pool, told, done)
                done += len(wave)
        return [results[key] for key in keys]

    def recall(
        self, stage: Stage[Input, Output, Context], marks: Sequence[bytes], context: Context
    ) -> list[Output | None]:
        """Give the outputs that ``marked`` made under some marks, of this run or another; None for one that is lost."""
        work = _Work.of(stage, context, memory=self.memory, marks=True)
        keys = [digest(work.prefix, b"mark", mark) for mark in marks]
        known = self._known(work, keys)
        return [known[key].output if key in known else None for key in keys]

    def call(self, stage: Stage[Input, Output, Context], one: Input, context: Context) -> Output:
        """Give the output of one input; what goes wrong is raised."""
        work = _Work.of(stage, context)
        with self.report.timed(stage.name) as tally:
            key = work.key(one)
            known = work.read(self.store.get([key]).get(key))
            if known is not None and known.output is not None:
                tally.hits += 1
                return known.output
            tally.misses += 1
            (made,) = stage.run(context, (one,))
            payload = encode(made)
            self.store.put([(key, payload)])
            return work.decoder.decode(payload)

    def once(
        self, function: Callable[..., Output], output: type[Output], marks: Iterable[bytes], *args: object
    ) -> Output:
        """Give ``function(*args)``, which is an ``output``, remembered under ``marks``.

        Those are digests of all in ``args`` that it depends on. For one large value made of everything, where ``mark``
        is quicker than encoding it all as an input.
        """
        decoder = msgspec.msgpack.Decoder(output)
        with self.report.timed(function.__name__) as tally:
            key = made_of(function, marks)
            memory = self.memory
            known = found(self.store, memory, key, decoder)
            if known is not None:
                tally.hits += 1
            else:
                tally.misses += 1
                known = function(*args)
                if memory is None:
                    known = self._put(key, known, decoder)
                else:
                    # Only another process will ask the store for it, and not if the next edit comes first.
                    memory.owe(function.__name__, partial(self._put, key, known, decoder))
            if memory is not None:
                memory.keep(key, known)
            return known

    def again(
        self, function: Callable[..., Output], output: type[Output], marks: Callable[[], Iterable[bytes]], *args: object
    ) -> Output:
        """Give ``function(*args)`` like ``once``, quicker where the function left a state under its own name.

        With that it is run, and the marks, which take a look at everything, are taken when it is time to write.
        """
        memory, name = self.memory, function.__name__
        if memory is None or not memory.holds(name):
            return self.once(function, output, marks(), *args)
        with self.report.timed(name) as tally:
            tally.misses += 1
            made = function(*args)
            decoder = msgspec.msgpack.Decoder(output)
            memory.owe(name, lambda: self._put(made_of(function, marks()), made, decoder))
            return made

    def take(self, name: str) -> Any:  # noqa: ANN401 - whatever the stage left
        """Give what a stage left under ``name`` for its next run in this process, if it did: once."""
        return self.memory.take(name) if self.memory is not None else None

    def leave(self, name: str, state: object) -> None:
        """Leave something for the next run in this process: it may spare work, and must not change what comes of it."""
        if self.memory is not None:
            self.memory.leave(name, state)

    def _put(self, key: bytes, value: Output, decoder: "msgspec.msgpack.Decoder[Output]") -> Output:
        payload = encode(value)
        self.store.put([(key, payload)], passing=True)
        return decoder.decode(payload)

    def prefix(self, stage: Stage[Any, Any, Any], context: object) -> bytes:
        """Digest all that a stage's results depend on besides their inputs."""
        return _prefix(stage, context)

    def _tell(self, stage: str, before: int, total: int, done: int) -> None:
        self.report.progress(stage, before + done, total)
        self.report.go_on()

    def _known(self, work: "_Work[Input, Output, Context]", keys: list[bytes]) -> "dict[bytes, Marked[Output]]":
        """Give by key what is remembered: in memory, or else in the store."""
        memory = work.memory
        results: dict[bytes, Marked[Output]] = {}
        if memory is not None:
            results.update((key, known) for key in keys if (known := memory.get(key)) is not None)
        for key, payload in self.store.get([key for key in keys if key not in results]).items():
            known = work.read(payload)
            if known is not None:
                results[key] = known
                if memory is not None:
                    memory.keep(key, known)
        self.report.tally(work.stage.name).hits += len(results)
        return results

    def _made(
        self,
        work: "_Work[Input, Output, Context]",
        inputs: "Mapping[bytes, Input | Poor[Input]]",
        pool: Pool,
        told: Callable[[int], None],
        done: int,
    ) -> "dict[bytes, Marked[Output]]":
        """Make the results of inputs, by key, and remember them; ``done`` things are done before."""
        memory = work.memory
        results: dict[bytes, Marked[Output]] = {}
        fresh: list[tuple[bytes, bytes]] = []
        self.report.tally(work.stage.name).misses += len(inputs)
        plain = [one.one if isinstance(one, Poor) else one for one in inputs.values()]
        made = pool.run(work.stage, plain, work.context)
        try:
            for (key, given), one in zip(inputs.items(), made, strict=True):
                if isinstance(one, Problem):
                    self.report.add([one])
                    results[key] = Marked(None)
                else:
                    # Decoded even when just made: what is fresh and what is remembered must not differ in type.
                    results[key] = work.decoded(one)
                    if not isinstance(given, Poor):
                        fresh.append((key, one))
                        if memory is not None:
                            memory.keep(key, results[key])
                told(done + len(results))
        finally:
            self.store.put(fresh)  # a run that is stopped has not worked for nothing
        return results


@dataclass(frozen=True, kw_only=True)
class _Work(Generic[Input, Output, Context]):
    """A stage with its context, what follows from them, and where outputs are kept. ``marks``: whether they get one."""

    stage: Stage[Input, Output, Context]
    context: Context
    prefix: bytes
    decoder: "msgspec.msgpack.Decoder[Output]"
    memory: Memory | None
    marks: bool

    @classmethod
    def of(
        cls,
        stage: Stage[Input, Output, Context],
        context: Context,
        *,
        memory: Memory | None = None,
        marks: bool = False,
    ) -> "_Work[Input, Output, Context]":
        decoder = msgspec.msgpack.Decoder(stage.output)
        return cls(
            stage=stage,
            context=context,
            prefix=_prefix(stage, context),
            decoder=decoder,
            memory=memory,
            marks=marks,
        )

    def key(self, one: Input) -> bytes:
        return digest(self.prefix, encode(one))

    def decoded(self, payload: bytes) -> Marked[Output]:
        return Marked(self.decoder.decode(payload), digest(payload) if self.marks else b"")

    def read(self, payload: bytes | None) -> Marked[Output] | None:
        if payload is None:
            return None
        try:
            return self.decoded(payload)
        except msgspec.DecodeError:  # another shape of the noun: to be made anew
            return None


def _prefix(stage: Stage[Any, Any, Any], context: object) -> bytes:
    return digest(stage.name.encode(), str(stage.version).encode(), made_by(stage.run), encode(context))
