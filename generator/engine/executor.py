"""Runs stages: takes from the store what is there, makes the rest, here or in worker processes, always in order."""

import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import Any, Generic, Self, TypeVar

import msgspec

from generator.engine.digest import code, digest, encode, libraries
from generator.engine.memory import Memory
from generator.engine.report import Report, problem_of
from generator.engine.stage import Stage
from generator.engine.store import Store
from generator.nouns.problem import Problem

Input = TypeVar("Input")
Output = TypeVar("Output")
Context = TypeVar("Context")

WORTH = 512
"""Missing results from which on other processes pay: each needs seconds to start."""

_BELOW = ("nouns", "safe", "data", "language.py", "settings", "errors.py")

Made = bytes | Problem
"""A result, encoded, or why there is none."""


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

        ``memory`` is for a process that runs again: it spares it what ``map`` and ``once`` gave it before.
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
        return [output for _, output in self._stream(stage, inputs, context, self.memory)]

    def stream(
        self, stage: Stage[Input, Output, Context], inputs: Iterable[Input], context: Context
    ) -> Iterator[tuple[Input, Output | None]]:
        """Do as ``map`` does, in bounded memory, and give each input with its output."""
        return self._stream(stage, inputs, context, None)

    def _stream(
        self,
        stage: Stage[Input, Output, Context],
        inputs: Iterable[Input],
        context: Context,
        memory: Memory | None,
    ) -> Iterator[tuple[Input, Output | None]]:
        source = iter(inputs)
        known = len(inputs) if isinstance(inputs, Sequence) else 0
        work = _Work.of(stage, context)
        done = 0
        with _Pool(self.jobs if stage.heavy else 1, self.worth, self.report.go_on) as pool:
            while wave := list(islice(source, stage.wave)):
                told = partial(self._tell, stage.name, done, max(known, done + len(wave)))
                with self.report.timed(stage.name):
                    outputs = self._wave(work, wave, pool, told, memory)
                done += len(wave)
                told(len(wave))
                yield from zip(wave, outputs, strict=True)

    def call(self, stage: Stage[Input, Output, Context], one: Input, context: Context) -> Output:
        """Give the output of one input; what goes wrong is raised."""
        work = _Work.of(stage, context)
        with self.report.timed(stage.name) as tally:
            key = work.key(one)
            known = work.decoded(self.store.get([key]).get(key))
            if known is not None:
                tally.hits += 1
                return known
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
            key = digest(_made_by(function), function.__qualname__.encode(), *marks)
            known: Output | None = self.memory.get(key) if self.memory is not None else None
            with suppress(KeyError, msgspec.DecodeError):
                known = decoder.decode(self.store.get([key])[key]) if known is None else known
            if known is None:
                tally.misses += 1
                payload = encode(function(*args))
                self.store.put([(key, payload)])
                known = decoder.decode(payload)
            else:
                tally.hits += 1
            if self.memory is not None:
                self.memory.keep(key, known)
            return known

    def _tell(self, stage: str, before: int, total: int, done: int) -> None:
        self.report.progress(stage, before + done, total)
        self.report.go_on()

    def _wave(
        self,
        work: "_Work[Input, Output, Context]",
        inputs: list[Input],
        pool: "_Pool",
        told: Callable[[int], None],
        memory: Memory | None,
    ) -> list[Output | None]:
        keys = [work.key(one) for one in inputs]
        unique = dict(zip(keys, inputs, strict=True))  # equal inputs are worked on once
        results: dict[bytes, Output | None] = {}
        if memory is not None:
            results.update((key, known) for key in unique if (known := memory.get(key)) is not None)
        for key, payload in self.store.get([key for key in unique if key not in results]).items():
            if (known := work.decoded(payload)) is not None:
                results[key] = known
        missing = [key for key in unique if key not in results]
        tally = self.report.tally(work.stage.name)
        tally.hits += len(results)
        tally.misses += len(missing)
        if missing:
            fresh: list[tuple[bytes, bytes]] = []
            made = pool.run(work.stage, [unique[key] for key in missing], work.context)
            try:
                for key, one in zip(missing, made, strict=True):
                    if isinstance(one, Problem):
                        self.report.add([one])
                        results[key] = None
                    else:
                        fresh.append((key, one))
                        # Decoded even when just made: what is fresh and what is remembered must not differ in type.
                        results[key] = work.decoder.decode(one)
                    told(len(inputs) - len(unique) + len(results))
            finally:
                self.store.put(fresh)  # a run that is stopped has not worked for nothing
        if memory is not None:
            for key, result in results.items():
                if result is not None:
                    memory.keep(key, result)
        return [results[key] for key in keys]


@dataclass(frozen=True, kw_only=True)
class _Work(Generic[Input, Output, Context]):
    """A stage with its context, and what follows from them."""

    stage: Stage[Input, Output, Context]
    context: Context
    prefix: bytes
    decoder: "msgspec.msgpack.Decoder[Output]"

    @classmethod
    def of(cls, stage: Stage[Input, Output, Context], context: Context) -> "_Work[Input, Output, Context]":
        decoder = msgspec.msgpack.Decoder(stage.output)
        return cls(stage=stage, context=context, prefix=_prefix(stage, context), decoder=decoder)

    def key(self, one: Input) -> bytes:
        return digest(self.prefix, encode(one))

    def decoded(self, payload: bytes | None) -> Output | None:
        if payload is None:
            return None
        try:
            return self.decoder.decode(payload)
        except msgspec.DecodeError:  # another shape of the noun: to be made anew
            return None


class _Pool:
    """Worker processes, started when first worth it."""

    def __init__(self, jobs: int, worth: int, go_on: Callable[[], None]) -> None:
        self.jobs = jobs
        self.worth = worth
        self.go_on = go_on
        self.pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.pool is not None:
            self.pool.shutdown(cancel_futures=True)

    def run(self, stage: Stage[Input, Any, Context], inputs: list[Input], context: Context) -> Iterator[Made]:
        """Give results in the order of the inputs, whoever made them."""
        batches = [inputs[start : start + stage.batch] for start in range(0, len(inputs), stage.batch)]
        if self.jobs == 1 or len(batches) < 2 or (self.pool is None and len(inputs) < self.worth):
            for batch in batches:
                yield from run_batch(stage, batch, context)
            return
        if self.pool is None:
            self.pool = _workers(self.jobs)
        futures: list[Future[list[Made]]] = [self.pool.submit(run_batch, stage, batch, context) for batch in batches]
        for batch, future in zip(batches, futures, strict=True):
            try:
                yield from future.result()
            except BrokenProcessPool:
                self.pool = None
                self.go_on()  # an interrupt from the keyboard ends workers too: then no input is to blame
                yield from _narrow(stage, batch, context)


def _workers(jobs: int) -> ProcessPoolExecutor:
    # Spawned, not forked: a fork copies threads' locks and whatever this process happened to import.
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_attend)


def _attend() -> None:
    """Let a worker end with its parent, however that ends, and say nothing when it is interrupted."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    # A worker waits for work on a pipe that its siblings hold open too: without this it would wait forever.
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)


def _narrow(stage: Stage[Input, Any, Context], batch: list[Input], context: Context) -> Iterator[Made]:
    """Find the input that ends its process, by halves, each in a process that may end."""
    try:
        with _workers(1) as single:
            made = single.submit(run_batch, stage, batch, context).result()
    except BrokenProcessPool:
        if len(batch) == 1:
            yield Problem(
                path=label(batch[0]),
                what=f"{stage.name} ended the process that worked on it",
                hint="the rest was built; leave this file out, or split it",
                severity="error",
            )
            return
        middle = len(batch) // 2
        yield from _narrow(stage, batch[:middle], context)
        yield from _narrow(stage, batch[middle:], context)
    else:
        yield from made


def run_batch(stage: Stage[Input, Any, Context], batch: Sequence[Input], context: Context) -> list[Made]:
    """Run one batch; if it fails, run its items one at a time so that one bad item costs only itself."""
    try:
        outputs: list[Made] = [encode(output) for output in stage.run(context, batch)]
        if len(outputs) != len(batch):
            raise RuntimeError(f"{len(outputs)} results for {len(batch)} inputs")  # noqa: TRY301 - handled alike
    except Exception as error:  # noqa: BLE001 - whatever hostile input provokes, the other inputs go on
        if len(batch) == 1:
            return [problem_of(error, path=label(batch[0]), doing=stage.name)]
        return [made for one in batch for made in run_batch(stage, [one], context)]
    return outputs


def label(one: object) -> str:
    """Say for a person which input it is."""
    for name in ("path", "id", "article", "url"):
        value = getattr(one, name, None)
        if isinstance(value, str):
            return value
        if value is not None and isinstance(getattr(value, "id", None), str):
            return str(value.id)
    # A piece without a name of its own is told by its first words.
    text = getattr(one, "text", None)
    return f"“{' '.join(text.split())[:60]}”" if isinstance(text, str) else ""


def _prefix(stage: Stage[Any, Any, Any], context: object) -> bytes:
    return digest(stage.name.encode(), str(stage.version).encode(), _made_by(stage.run), encode(context))


def _made_by(function: Callable[..., Any]) -> bytes:
    """Digest the function's own package, what all stages stand on, and the libraries: see ``digest``."""
    package, _, rest = function.__module__.partition(".")
    folder = Path(__file__).parent.parent
    names = (rest.partition(".")[0], *_BELOW) if package == __name__.partition(".")[0] and rest else ()
    return digest(code(folder, *names) if names else b"", libraries("briefbook"))
