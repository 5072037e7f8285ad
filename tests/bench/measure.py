"""One command's cost: wall and processor seconds, and memory, of all its processes."""

import os
import resource
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

TICK = 0.1
"""Seconds between two looks at the memory of all processes."""


class FailedError(Exception):
    """A command that should have worked did not; its last words are the message."""


@dataclass(frozen=True, kw_only=True)
class Cost:
    """Seconds, and mebibytes: ``memory`` of the largest process, ``together`` of all at one moment, as sampled."""

    wall: float
    cpu: float
    memory: float
    together: float


def run(command: Sequence[str], *, folder: Path, env: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end. Raises FailedError."""
    log = folder / ".bench-log"
    with log.open("wb") as out:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL, stdout=out, stderr=out
        )
        watch = _Watch(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    together = watch.end()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise FailedError(
            f"{' '.join(command[:4])}: exit {process.returncode}: {log.read_text(errors='replace')[-600:]}"
        )
    memory = usage.ru_maxrss / 1024
    return Cost(wall=wall, cpu=_seconds(usage), memory=memory, together=max(memory, together))


def _seconds(usage: resource.struct_rusage) -> float:
    return usage.ru_utime + usage.ru_stime


def middle(costs: Sequence[Cost]) -> Cost:
    """Give the medians, each on its own."""
    return Cost(**{name: statistics.median(getattr(one, name) for one in costs) for name in vars(costs[0])})


class _Watch:
    """Looks at the memory of a process and its descendants, until it is told to end."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.most = 0.0
        self.over = Event()
        self.thread = Thread(target=self._look, daemon=True)
        self.thread.start()

    def end(self) -> float:
        self.over.set()
        self.thread.join()
        return self.most

    def _look(self) -> None:
        while not self.over.wait(TICK):
            self.most = max(self.most, sum(_own(pid) for pid in family(self.pid)))


def family(pid: int) -> list[int]:
    """Give a process and its descendants."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [one for child in task.read_text().split() for one in family(int(child))]
        except OSError:  # it has just ended
            continue
    return found


def _own(pid: int) -> float:
    """Give the mebibytes that are a process's own, with its part of what it shares."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
