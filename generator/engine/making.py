"""What a stage has to make, made: here, in processes that are kept for it, or in copies of this one."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeVar

from generator.engine.copies import LEAST, PART, ROUND, Turns, copies, worked
from generator.engine.marked import Poor
from generator.engine.pool import Made, Pool
from generator.engine.report import Report
from generator.engine.work import Work
from generator.nouns.problem import Problem

if TYPE_CHECKING:
    from generator.engine.executor import Engine

Input = TypeVar("Input")
Output = TypeVar("Output")
Context = TypeVar("Context")

Inputs = Callable[[Sequence[bytes]], Iterable[Input | Poor[Input]]]
"""Gives the inputs of some keys, in their order."""
Results = Mapping[bytes, bytes | None]
"""Results, encoded, by key; None where there is none."""


@dataclass(kw_only=True)
class Wave(Generic[Input, Output]):
    """Inputs that were looked up together: their keys, what is ``known`` of them, and the ``missing``, that are being
    ``made``. What is neither is made in the wave before.
    """

    keys: list[bytes]
    known: dict[bytes, Output | None]
    missing: Mapping[bytes, Input | Poor[Input]]
    made: Iterator[Made]


@dataclass(kw_only=True)
class Making(Generic[Input, Output, Context]):
    """The making of one run of a stage. ``total`` things are to be done, ``done`` of which are, as far as is known."""

    engine: "Engine"
    work: Work[Input, Output, Context]
    pool: Pool
    total: int
    done: int = 0

    def waves(
        self, inputs: Iterable[Input], known: Callable[[list[bytes]], dict[bytes, Output | None]]
    ) -> Iterator[Wave[Input, Output]]:
        """Look inputs up, some at a time, and begin to work on those of which nothing is ``known``."""
        return self.pool.early(self._looked_up(inputs, known))

    def _looked_up(
        self, inputs: Iterable[Input], known: Callable[[list[bytes]], dict[bytes, Output | None]]
    ) -> Iterator[Wave[Input, Output]]:
        source, stage = iter(inputs), self.work.stage
        missing: dict[bytes, Input] = {}
        while some := list(islice(source, stage.wave)):
            with self.engine.report.timed(stage.name):
                keys = [self.work.key(one) for one in some]
                unique = dict(zip(keys, some, strict=True))  # equal inputs are worked on once
                found = known(list(unique))
                missing = {key: one for key, one in unique.items() if key not in found and key not in missing}
                made = self.pool.run(stage, list(missing.values()), self.work.context)
            yield Wave(keys=keys, known=found, missing=missing, made=made)

    def marked(
        self, missing: Sequence[bytes], inputs: Inputs[Input]
    ) -> Iterator[tuple[Mapping[bytes, Input | Poor[Input]], Results]]:
        """Make what is missing, here and in copies of this process: gives inputs, where they are here, and results."""
        engine, jobs = self.engine, self.engine.jobs
        if self.work.stage.heavy or len(missing) < LEAST or not engine.divides:
            yield from self._here(missing, inputs)
            return
        for start in range(0, len(missing), ROUND):
            some = missing[start : start + ROUND]
            parts = [some[first : first + PART] for first in range(0, len(some), PART)]
            with Turns(len(parts)) as turns:
                work = partial(self._apart, parts, turns, inputs)
                with copies(engine.store, [work] * (min(jobs, len(parts)) - 1)) as apart:
                    left = set(range(len(parts)))
                    for number in turns:
                        left.remove(number)
                        yield from self._here(parts[number], inputs)
                    made: dict[bytes, bytes] = {}
                    for copy in apart:
                        with engine.report.timed(self.work.stage.name):
                            made |= copy.made()
            with engine.report.timed(self.work.stage.name):
                engine.store.put(made.items())
                self._count(len(made))
                self.done += len(made)
                yield {}, made
            yield from self._here([key for number in sorted(left) for key in parts[number] if key not in made], inputs)

    def _apart(
        self, parts: Sequence[Sequence[bytes]], turns: Iterable[int], inputs: Inputs[Input]
    ) -> Iterator[tuple[bytes, bytes]]:
        """Make results in a copy of this process, which makes no others and tells nothing."""
        self.engine.jobs, self.engine.report = 1, Report()
        for number in turns:
            yield from worked(self.work, parts[number], inputs(parts[number]))

    def _here(
        self, keys: Sequence[bytes], inputs: Inputs[Input]
    ) -> Iterator[tuple[Mapping[bytes, Input | Poor[Input]], Results]]:
        for wave in self.pool.early(self._begun(keys, inputs)):
            with self.engine.report.timed(self.work.stage.name):
                yield wave.missing, self.made(wave)

    def _begun(self, keys: Sequence[bytes], inputs: Inputs[Input]) -> Iterator[Wave[Input, Output]]:
        source, stage = iter(inputs(keys) if keys else ()), self.work.stage
        for start in range(0, len(keys), stage.wave):
            some = list(keys[start : start + stage.wave])
            given = dict(zip(some, islice(source, len(some)), strict=True))
            plain = [one.one if isinstance(one, Poor) else one for one in given.values()]
            yield Wave(keys=some, known={}, missing=given, made=self.pool.run(stage, plain, self.work.context))

    def made(self, wave: Wave[Input, Output]) -> dict[bytes, bytes | None]:
        """Give what is made in a wave, and remember it."""
        results: dict[bytes, bytes | None] = {}
        fresh: list[tuple[bytes, bytes]] = []
        self._count(len(wave.missing))
        self.total = max(self.total, self.done + len(wave.keys))
        self.done += len(wave.keys) - len(wave.missing)
        self._tell()
        try:
            for (key, given), one in zip(wave.missing.items(), wave.made, strict=True):
                if isinstance(one, Problem):
                    self.engine.report.add([one])
                    results[key] = None
                else:
                    results[key] = one
                    if not isinstance(given, Poor):
                        fresh.append((key, one))
                self.done += 1
                self._tell()
        finally:
            self.engine.store.put(fresh)  # a run that is stopped has not worked for nothing
        return results

    def _count(self, made: int) -> None:
        self.engine.report.tally(self.work.stage.name).misses += made
        self.engine.space.count(made)

    def _tell(self) -> None:
        self.engine.report.progress(self.work.stage.name, self.done, self.total)
        self.engine.report.go_on()
