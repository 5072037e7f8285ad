"""Builds in processes that are cheap to start and may be killed: orders, outcomes, and the calling side."""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from multiprocessing.connection import Client, Connection
from pathlib import Path
from types import TracebackType
from typing import Self

PATIENCE = 120
"""Seconds after which a build that does not end has failed."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """One build. It is killed at the ``moment``-th event of ``MORTAL``, if there is one and it comes that far."""

    root: Path
    output: Path
    cache: Path
    jobs: int = 1
    moment: int = 0


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What the command told: its exit code and its messages."""

    code: int
    told: str


class Builder:
    """A process that builds, again and again if asked."""

    def __init__(self, address: str) -> None:
        self.line: Connection = Client(address)
        self.pid: int = self.line.recv()

    def start(self, order: Order) -> None:
        self.line.send(order)

    def finish(self) -> Outcome | None:
        """Wait for the outcome; ``None`` if the process was killed."""
        if not self.line.poll(PATIENCE):
            os.kill(self.pid, signal.SIGABRT)  # shows where it stands
            raise TimeoutError(f"no outcome in {PATIENCE} s")
        try:
            outcome: Outcome = self.line.recv()
        except (EOFError, ConnectionResetError):
            return None
        return outcome

    def build(self, order: Order) -> Outcome | None:
        self.start(order)
        return self.finish()

    def close(self) -> None:
        self.line.close()


class Nursery:
    """The process that forks builders."""

    def __init__(self, folder: Path) -> None:
        self.address = str(folder / "nursery")
        root = Path(__file__).parents[2]
        env = {**os.environ, "PYTHONPATH": str(root), "OPENBLAS_NUM_THREADS": "1"}
        # The pipe is never written to: it tells the other side when this one has ended, however it did.
        command = [sys.executable, "-m", "tests.laws.nursery", self.address]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, cwd=root, env=env, stdin=pipe, stdout=pipe)

    def __enter__(self) -> Self:
        assert self.process.stdout is not None
        if not self.process.stdout.readline():
            raise RuntimeError("the process that forks builders did not start")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.communicate(timeout=60)

    def born(self) -> Builder:
        return Builder(self.address)
