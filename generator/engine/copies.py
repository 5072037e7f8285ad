"""Copies of this process, for work that rests on what it has at hand: nothing is sent to them, and they start at once.

A copy gives what it made, and leaves no other trace. Nothing hangs on it: what it did not give is made here.
"""

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from itertools import islice
from typing import Any, BinaryIO, NoReturn, Self, TypeVar

from generator.engine.marked import Poor
from generator.engine.pool import run_batch
from generator.engine.store import Store
from generator.engine.work import Work
from generator.nouns.problem import Problem

Input = TypeVar("Input")
Entries = Iterable[tuple[bytes, bytes]]

LEAST = 128
"""Results from which on a copy pays: to make it takes as long as some ten of them."""
ROUND = 1024
"""Results that are divided between this process and its copies at a time: they are in memory together."""
PART = 32
"""Results that a process makes before it takes others, so that all of them are done at much the same time."""


def possible() -> bool:
    """Tell whether this process may be copied: elsewhere than on Linux libraries of the system do not bear it, and of
    several threads a copy has but one, with the locks that the others held.
    """
    return sys.platform == "linux" and threading.active_count() == 1


class Copy:
    """A copy of this process at some work, which gives keys and payloads."""

    def __init__(self, store: Store, work: Callable[[], Entries]) -> None:
        """Begin. SQLite's connections are not to be taken along: each process opens its own. Raises OSError where the
        system gives no process.
        """
        self._made = os.fdopen(os.memfd_create("copy"), "w+b")  # a pipe would have it wait until this process reads
        try:
            with store.let_go():
                self._process = os.fork()
        except OSError:
            self._made.close()
            raise
        if not self._process:
            _work(work, self._made)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process:
            with suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
            self._end()
        self._made.close()

    def made(self) -> dict[bytes, bytes]:
        """Wait for the copy, and give what it made: nothing if it did not get to its end."""
        return dict(_read(self._made)) if self._end() == 0 else {}

    def _end(self) -> int:
        process, self._process = self._process, 0
        with suppress(ChildProcessError):  # whoever began this process had it take no notice of how others end
            return os.waitpid(process, 0)[1]
        return 1


class Turns:
    """Numbers from nought that processes take in turn, each of them once: its copies and this one."""

    def __init__(self, count: int) -> None:
        """Lay out up to 256 numbers."""
        self._taken, given = os.pipe()
        os.write(given, bytes(range(count)))
        os.close(given)

    def __iter__(self) -> Iterator[int]:
        while taken := os.read(self._taken, 1):
            yield taken[0]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._taken)


@contextmanager
def copies(store: Store, works: Iterable[Callable[[], Entries]]) -> Iterator[list[Copy]]:
    """Have a copy of this process do each of some works, as far as the system gives any; whoever leaves early ends
    them.
    """
    made: list[Copy] = []
    with ExitStack() as stack:
        with suppress(OSError):  # no process or no memory is to be had: what they would give is made here
            for work in works:
                made.append(stack.enter_context(Copy(store, work)))  # noqa: PERF401 - those before a refusal count
        yield made


def _work(work: Callable[[], Entries], made: BinaryIO) -> NoReturn:
    """Work and end, whatever happens: nothing of what the process was about goes on in its copy."""
    parent = os.getppid()
    with suppress(BaseException):
        gc.freeze()  # to look at what the other has at hand would be to have it twice
        for entry in work():
            for part in entry:
                made.write(len(part).to_bytes(8, "little"))
                made.write(part)
            if os.getppid() != parent:
                os._exit(1)
        made.flush()
        os._exit(0)
    os._exit(1)


def _read(made: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    made.seek(0)

    def part() -> bytes:
        return made.read(int.from_bytes(made.read(8), "little"))

    while key := part():
        yield key, part()


def worked(
    work: Work[Input, Any, Any], keys: Sequence[bytes], inputs: Iterable[Input | Poor[Input]]
) -> Iterator[tuple[bytes, bytes]]:
    """Give by key what is made of inputs, but of those that lack something, and of those that fail."""
    stage, source = work.stage, iter(inputs)
    for start in range(0, len(keys), stage.batch):
        some = keys[start : start + stage.batch]
        given = [
            (key, one) for key, one in zip(some, islice(source, len(some)), strict=True) if not isinstance(one, Poor)
        ]
        made = run_batch(stage, [one for _, one in given], work.context)
        yield from ((key, one) for (key, _), one in zip(given, made, strict=True) if not isinstance(one, Problem))
