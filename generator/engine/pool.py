"""Runs stages' work: here, or in worker processes, always in order; one bad item costs only itself."""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any, Self, TypeVar

from generator.engine.digest import encode
from generator.engine.report import problem_of
from generator.engine.stage import Stage
from generator.nouns.problem import Problem

Input = TypeVar("Input")
Context = TypeVar("Context")
Item = TypeVar("Item")

Made = bytes | Problem
"""A result, encoded, or why there is none."""


class Pool:
    """Worker processes, started when first worth it."""

    def __init__(self, jobs: int, worth: int, go_on: Callable[[], None]) -> None:
        self.jobs = jobs
        self.worth = worth
        self.go_on = go_on
        self.pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes, if they were started; whoever needs some again starts others."""
        if self.pool is not None:
            self.pool.shutdown(cancel_futures=True)
            self.pool = None

    def run(self, stage: Stage[Input, Any, Context], inputs: list[Input], context: Context) -> Iterator[Made]:
        """Give results in the order of the inputs, whoever makes them. Other processes begin at once, and this one,
        where it has to do it itself, when it is asked for the first of them.
        """
        batches = [inputs[start : start + stage.batch] for start in range(0, len(inputs), stage.batch)]
        if self.jobs == 1 or len(batches) < 2 or (self.pool is None and len(inputs) < self.worth):
            return (made for batch in batches for made in run_batch(stage, batch, context))
        if self.pool is None:
            self.pool = _workers(self.jobs)
        begun = [(batch, _begun(self.pool, stage, batch, context)) for batch in batches]
        return self._collected(stage, self.pool, begun, context)

    def _collected(
        self,
        stage: Stage[Input, Any, Context],
        pool: ProcessPoolExecutor,
        begun: "list[tuple[list[Input], Future[list[Made]]]]",
        context: Context,
    ) -> Iterator[Made]:
        for batch, future in begun:
            try:
                yield from future.result()
            except BrokenProcessPool:
                if self.pool is pool:  # and not others that were started since
                    self.pool = None
                self.go_on()  # an interrupt from the keyboard ends workers too: then no input is to blame
                yield from _narrow(stage, batch, context)

    def early(self, begun: Iterable[Item]) -> Iterator[Item]:
        """Give pieces of work, with other processes each when the next is begun, so that those never wait for more."""
        ahead: deque[Item] = deque()
        for one in begun:
            ahead.append(one)
            if self.jobs == 1 or len(ahead) > 1:
                yield ahead.popleft()
        yield from ahead


def _workers(jobs: int) -> ProcessPoolExecutor:
    # Spawned, not forked: a fork copies threads' locks and whatever this process happened to import.
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_attend)


def _begun(
    pool: ProcessPoolExecutor, stage: Stage[Input, Any, Context], batch: list[Input], context: Context
) -> "Future[list[Made]]":
    """Hand a batch over. Where what was handed over before it has ended the processes, this too is told when it is
    asked for: not who begins the next work is to blame.
    """
    try:
        return pool.submit(run_batch, stage, batch, context)
    except BrokenProcessPool as error:
        future: Future[list[Made]] = Future()
        future.set_exception(error)
        return future


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
    one = getattr(one, "value", one)
    for name in ("path", "id", "article", "url"):
        value = getattr(one, name, None)
        if isinstance(value, str):
            return value
        if value is not None and isinstance(getattr(value, "id", None), str):
            return str(value.id)
    # A piece without a name of its own is told by its first words.
    text = getattr(one, "text", None)
    return f"“{' '.join(text.split())[:60]}”" if isinstance(text, str) else ""
