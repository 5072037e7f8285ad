"""What a run tells about itself: the problems it met, and where its time went."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from generator.errors import BriefbookError
from generator.nouns.problem import Problem

Clock = Callable[[], float]
"""Seconds since any moment. Only ``cli`` has a real one: elsewhere time does not exist."""


class StoppedError(Exception):
    """The run is no longer wanted: newer input is there, or the person leaves. No fault of anything."""


@dataclass(kw_only=True)
class Tally:
    """One stage's figures: seconds, results found in the store, results made."""

    seconds: float = 0.0
    hits: int = 0
    misses: int = 0


@dataclass(kw_only=True)
class Report:
    """Collects while the engine runs.

    ``go_on`` is called between pieces of work. It raises StoppedError to end the run; what was made by then is
    remembered, and nothing is published.
    """

    clock: Clock = lambda: 0.0
    progress: Callable[[str, int, int], None] = lambda _stage, _done, _total: None
    go_on: Callable[[], None] = lambda: None
    tallies: dict[str, Tally] = field(default_factory=dict)
    failures: int = 0
    _problems: dict[Problem, None] = field(default_factory=dict)

    def add(self, problems: Iterable[Problem]) -> None:
        """Take note of problems; each is told once. ``failures`` counts the errors among them, each time anew."""
        for problem in problems:
            self.failures += problem.severity == "error"
            self._problems[problem] = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Give all problems in the order of path, line and wording."""
        return tuple(sorted(self._problems))

    def tally(self, stage: str) -> Tally:
        """Give the stage's figures, to be added to."""
        return self.tallies.setdefault(stage, Tally())

    @contextmanager
    def timed(self, stage: str) -> Iterator[Tally]:
        """Count the time of the block for ``stage``."""
        self.go_on()
        tally = self.tally(stage)
        start = self.clock()
        try:
            yield tally
        finally:
            tally.seconds += self.clock() - start


def problem_of(error: Exception, *, path: str, doing: str) -> Problem:
    """Make of an exception one line for a person."""
    if isinstance(error, BriefbookError):
        return Problem(path=error.path or path, line=error.line, what=error.what, hint=error.hint, severity="error")
    told = " ".join(str(error).split())[:300]
    name = type(error).__name__
    return Problem(
        path=path,
        what=f"{doing} failed: {name}: {told}" if told else f"{doing} failed: {name}",
        hint="this looks like a fault of the program, please report it",
        severity="error",
    )


def line_of(problem: Problem) -> str:
    """Lay out a problem as ``path:line: what (how to mend)``."""
    place = f"{problem.path}:{problem.line}: " if problem.line else f"{problem.path}: " if problem.path else ""
    return place + problem.what + (f" ({problem.hint})" if problem.hint else "")
