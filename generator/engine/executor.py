"""Runs stages: takes from the store what is there, makes the rest, here or in worker processes, always in order.

Longer than most files: every way to ask for what a stage makes stands here, beside what they share.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache, partial
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec

from generator.engine.copies import copies, possible
from generator.engine.digest import encode
from generator.engine.keys import found, made_of, put_off
from generator.engine.making import Making
from generator.engine.marked import Marked, Poor, Reader, Shelf
from generator.engine.memory import Memory
from generator.engine.pool import Pool
from generator.engine.report import Report
from generator.engine.space import Space
from generator.engine.stage import Stage
from generator.engine.store import Store
from generator.engine.work import Work

Input = TypeVar("Input")
Output = TypeVar("Output")
Context = TypeVar("Context")

Given = Callable[[Sequence[int]], Iterable[Input | Poor[Input]]]
"""Gives the inputs at some places, in that order."""

WORTH = 512
"""Missing results from which on other processes pay: each needs seconds to start."""


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
        warming: bool = False,
        trusting: bool = False,
    ) -> None:
        """Use ``jobs`` processes for heavy stages with ``worth`` things to make; the bytes are the same for any.

        ``memory`` is for a process that runs again. A run that is ``warming`` up brings there what later ones go on
        from: nothing that was made of everything at once is answered by the store, and one result of each stage is made
        again, for the sake of what it is made with. One that is ``trusting`` takes it that nobody else has touched
        what the last run of this process left in the store and in the output: a later one looks.
        """
        self.store = store
        self.memory = memory
        self.jobs = max(jobs, 1)
        self.worth = worth
        self.report = report or Report()
        if memory is not None:
            memory.begin()
            self.report.go_on = partial(_unless_held, memory, self.report.go_on)
        self.warming = warming
        self.trusting = trusting and memory is not None
        self._warm: set[str] = set()
        self._pool: Pool | None = None
        self.space = Space(stays=memory is not None)

    @contextmanager
    def workers(self) -> Iterator[None]:
        """Keep processes, once started, for all heavy stages of the block: each took seconds to load a model."""
        with Pool(self.jobs, self.worth, self.report.go_on) as pool:
            self._pool = pool
            try:
                yield
            finally:
                self._pool = None

    def release(self) -> None:
        """Let processes that are kept go: what comes next has no work for them, and needs their room."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None

    def pool(self, stage: Stage[Any, Any, Any]) -> AbstractContextManager[Pool]:
        """Give the processes for a stage: those that are kept, or some for it alone."""
        if stage.heavy and self._pool is not None:
            return nullcontext(self._pool)
        return Pool(self.jobs if stage.heavy else 1, self.worth, self.report.go_on)

    def map(
        self, stage: Stage[Input, Output, Context], inputs: Iterable[Input], context: Context
    ) -> list[Output | None]:
        """Give one output for each input, in order; ``None`` where the input failed, which the report then tells."""
        outputs: list[Output | None] = []
        work = Work.of(stage, context)
        before: dict[bytes, Output | None] = {}
        count = len(inputs) if isinstance(inputs, Sequence) else 0
        with self.pool(stage) as pool:
            making = Making(engine=self, work=work, pool=pool, total=count)
            for wave in making.waves(inputs, partial(self._known, work)):
                results = wave.known
                with self.report.timed(stage.name):
                    for key, payload in making.made(wave).items():
                        # Decoded even when just made: what is fresh and what is remembered must not differ in type.
                        results[key] = None if payload is None else work.decoder.decode(payload)
                        self._keep(key, results[key])
                outputs += [results[key] if key in results else before[key] for key in wave.keys]
                before = results
        return outputs

    def marked(
        self,
        stage: Stage[Input, Output, Context],
        marks: Sequence[bytes],
        context: Context,
        inputs: Given[Input],
    ) -> list[Marked[Output]]:
        """Give for each mark the output of the input that it stands for, each with its own mark.

        A mark is a digest of all that its input is made of. ``inputs`` gives those at some places, in that order: it is
        asked for what has to be worked on, so that nobody makes an input that nothing comes of. Outputs are read when
        they are looked at. One that the store has lost by then is made again, so that ``inputs`` must be able to.
        """
        work, name = Work.of(stage, context), _outputs(stage)
        kept: _Outputs[Output] | None = self.take(name, held=False)
        kept = kept if kept is not None and kept.prefix == work.prefix else _Outputs(work.prefix, {}, {}, Reader())
        known = kept.now
        if self.warming and marks:
            known = {mark: one for mark, one in known.items() if mark != marks[0]}
        keys: dict[bytes, bytes] = {}
        late: dict[bytes, int] = {}
        for place, mark in enumerate(marks):
            if mark not in known and mark not in keys:
                keys[mark] = key = work.key_of(mark)
                late[key] = place
        self._direct(kept.reader, work, marks, inputs, late)
        try:
            found, passing = self._marked(work, late, inputs, kept.reader)
            outputs = [known[mark] if mark in known else found[keys[mark]] for mark in marks]
            self.report.tally(stage.name).hits += len(set(marks)) - len(late)
            now = {mark: one for mark, one in zip(marks, outputs, strict=True) if keys.get(mark) not in passing}
            kept = _Outputs(work.prefix, now, known, kept.reader)
        finally:
            self.leave(name, kept)
        return outputs

    def _direct(
        self,
        reader: Reader[Output],
        work: Work[Input, Output, Context],
        marks: Sequence[bytes],
        inputs: Given[Input],
        late: Mapping[bytes, int],
    ) -> None:
        """Have outputs read by this run: those that it looks up mostly in their order."""

        @cache
        def places() -> dict[bytes, int]:
            return {work.key_of(mark): place for place, mark in enumerate(marks)}

        def known(some: Sequence[bytes]) -> Mapping[bytes, Output]:
            return work.known(some, self.store)

        earlier = reader.again if reader.run is self else None

        def again(key: bytes) -> Output | None:
            if earlier is not None and key not in places():
                return earlier(key)  # somebody asked this run for others before
            return work.again(key, lambda: inputs([places()[key]]), self.store, self.report)

        shelf = Shelf(list(late), known, again, work.stage.held)

        def read(key: bytes) -> Output | None:
            if key in late:
                return shelf.output(key)
            found = known([key])
            return found[key] if key in found else again(key)

        reader.read, reader.again, reader.run = read, again, self

    def _marked(
        self,
        work: Work[Input, Output, Context],
        late: Mapping[bytes, int],
        inputs: Given[Input],
        reader: Reader[Output],
    ) -> tuple[dict[bytes, Marked[Output]], set[bytes]]:
        """Take from the store what stands under some keys, and make the rest of the inputs at their places; name those
        that are not to be kept.
        """
        stage = work.stage
        with self.report.timed(stage.name) as tally:
            results = {
                key: Marked.unread(mark, partial(reader.output, key), keeps=self.memory is not None)
                for key, mark in self.store.marks(list(late)).items()
            }
            self._rouse(stage.name, results)
            tally.hits += len(results)
        passing: set[bytes] = set()
        missing = [key for key in late if key not in results]
        with self.pool(stage) as pool:
            making = Making(engine=self, work=work, pool=pool, total=len(late), done=len(late) - len(missing))
            for given, made in making.marked(missing, lambda some: inputs([late[key] for key in some])):
                for key, payload in made.items():
                    poor = isinstance(given.get(key), Poor)
                    stays = poor or self.memory is not None or not self.store.remembers
                    results[key] = work.marked(payload, partial(reader.output, key), stays=stays)
                    if payload is None or poor:
                        passing.add(key)
        return results, passing

    def recall(
        self, stage: Stage[Input, Output, Context], marks: Sequence[bytes], context: Context
    ) -> list[Output | None]:
        """Give the outputs that ``marked`` made under some marks, of this run or another; None for one that is lost."""
        work = Work.of(stage, context)
        kept: _Outputs[Output] | None = self.take(_outputs(stage))
        if kept is not None:
            self.leave(_outputs(stage), kept)
        known = (kept.now, kept.before) if kept is not None and kept.prefix == work.prefix else ()
        held = {mark: one[mark] for one in known for mark in marks if mark in one and one[mark].at_hand}
        keys = {mark: work.key_of(mark) for mark in marks if mark not in held}
        read = self.store.get(list(keys.values()))
        return [held[mark].output if mark in held else work.read(read.get(keys[mark])) for mark in marks]

    def _keep(self, key: bytes, result: object) -> None:
        if self.memory is not None and result is not None:
            self.memory.keep(key, result)

    def once(
        self, function: Callable[..., Output], output: type[Output], marks: Iterable[bytes], *args: object
    ) -> Output:
        """Give ``function(*args)``, which is an ``output``, remembered under ``marks`` if nothing failed in it.

        Those are digests of all in ``args`` that it depends on. For one large value made of everything, where ``mark``
        is quicker than encoding it all as an input.
        """
        decoder = msgspec.msgpack.Decoder(output)
        with self.report.timed(function.__name__) as tally:
            key = made_of(function, marks)
            memory = self.memory
            known = None if self.warming else found(self.store, memory, key, decoder)
            if known is not None:
                tally.hits += 1
            else:
                tally.misses += 1
                made, whole = self._tried(function, args)
                if not whole:
                    return made
                known = made
                if memory is None:
                    self._put(key, known)
                    self.space.tidy()
                else:
                    # Only another process will ask the store for it, and not if the next edit comes first.
                    memory.owe(function.__name__, partial(self._put, key, known))
            if memory is not None:
                memory.keep(key, known)
            return known

    @property
    def divides(self) -> bool:
        """Whether work may be divided between this process and copies of it: not where other processes are kept for
        what its inputs take.
        """
        return self.jobs > 1 and self.memory is None and self._pool is None and possible()

    @property
    def spare(self) -> bool:
        """Whether copies of this process are worth it: where little is made they take longer than what they spare."""
        return self.divides and self.space.made >= self.worth

    @contextmanager
    def beside(
        self, function: Callable[..., Output], output: type[Output], marks: Iterable[bytes], *args: object
    ) -> Iterator[None]:
        """Have a copy of this process, if one is to spare, make what ``once`` is asked for after the block."""

        def work() -> Iterator[tuple[bytes, bytes]]:
            self.jobs, self.report = 1, Report()
            self.once(function, output, marks, *args)
            yield from ()

        with copies(self.store, [work] if self.spare else []) as apart:
            yield
            for copy in apart:
                with self.report.timed(function.__name__):
                    copy.made()

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
            made, whole = self._tried(function, args)
            if whole:
                memory.owe(name, lambda: self._put(made_of(function, marks()), made))
            return made

    def _tried(self, function: Callable[..., Output], args: tuple[object, ...]) -> tuple[Output, bool]:
        """Give ``function(*args)``, and whether nothing failed in it. What did is to be tried again, from nothing: a
        state that it left is taken away, and not written down for another process.
        """
        failures = self.report.failures
        made = function(*args)
        whole = self.report.failures == failures
        if not whole:
            self.take(function.__name__, held=False)
            if self.memory is not None:
                self.memory.cancel(put_off(function))
        return made, whole

    def take(self, name: str, *, held: bool = True) -> Any:  # noqa: ANN401 - whatever the stage left
        """Give what a stage left under ``name`` for its next run in this process, if it did: once.

        Until it is left again nothing stops the run, unless it is not ``held``: for who gives it back in any case.
        """
        return self.memory.take(name, held=held) if self.memory is not None else None

    def leave(self, name: str, state: object) -> None:
        """Leave something for the next run in this process: it may spare work, and must not change what comes of it."""
        if self.memory is not None:
            self.memory.leave(name, state)

    def later(self, name: str, work: Callable[[], object]) -> None:
        """Do what only other processes need: at once, or, in a process that runs again, when it is idle."""
        if self.memory is None:
            work()
        else:
            self.memory.owe(name, work)

    def _put(self, key: bytes, value: object) -> None:
        self.store.put([(key, encode(value))], passing=True)

    def _known(self, work: "Work[Input, Output, Context]", keys: list[bytes]) -> dict[bytes, Output | None]:
        """Give by key what is remembered: in memory, or else in the store."""
        results: dict[bytes, Output | None] = {}
        if self.memory is not None:
            results.update((key, known) for key in keys if (known := self.memory.get(key)) is not None)
        for key, payload in self.store.get([key for key in keys if key not in results]).items():
            known = work.read(payload)
            if known is not None:
                results[key] = known
                self._keep(key, known)
        self._rouse(work.stage.name, results)
        self.report.tally(work.stage.name).hits += len(results)
        return results

    def _rouse(self, stage: str, results: dict[bytes, Any]) -> None:
        """Leave one result of a stage out in a run that warms up: what it takes to make another is then at hand."""
        if self.warming and results and stage not in self._warm:
            self._warm.add(stage)
            del results[next(iter(results))]


def _unless_held(memory: Memory, go_on: Callable[[], None]) -> None:
    if memory.whole:
        go_on()


class _Outputs(NamedTuple, Generic[Output]):
    """What a stage leaves of its last run: its outputs by their marks, those of the run before it, all under one
    ``prefix`` of keys, and what reads those that are not at hand.
    """

    prefix: bytes
    now: dict[bytes, Marked[Output]]
    before: dict[bytes, Marked[Output]]
    reader: Reader[Output]


def _outputs(stage: Stage[Any, Any, Any]) -> str:
    return f"outputs of {stage.name}"
