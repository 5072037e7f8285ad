"""Makes the site, again and again in one process, by the way that every build goes."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from generator.build import Build, build
from generator.engine.executor import Engine
from generator.engine.memory import Memory
from generator.engine.report import Clock, Report, StoppedError
from generator.engine.store import Store
from generator.errors import BriefbookError, UsageError
from generator.nouns.problem import Problem
from generator.safe import files
from generator.settings import Site


@dataclass(kw_only=True)
class Maker:
    """Makes the site once, by the way that every build goes; its store stays open from one to the next, and what the
    last one had in its hands stays in memory.

    ``locate`` reads the settings anew each time. It is ``warm`` once all that the next build goes on from is in memory.
    To be used by one thread, as SQLite wants.
    """

    locate: Callable[[], Site]
    site: Site
    jobs: int
    clean: bool
    clock: Clock
    warm: bool = False
    _store: Store | None = None
    _place: Path | None = None
    _memory: Memory = field(default_factory=Memory)

    def make(
        self, go_on: Callable[[], None], *, index: bool, warming: bool = False, changed: frozenset[str] | None = None
    ) -> tuple[Build | None, Report]:
        """Build and publish, with the index for search or without one that would have to be made.

        ``changed`` are the files that have changed since the last build that was made; without it, any may have.
        One that is ``warming`` up makes the site from its parts, though the store has it whole. Raises nothing but what
        ``go_on`` does: every fault is a problem of the report.
        """
        report = Report(clock=self.clock, go_on=go_on)
        try:
            self.site = self.locate()
            store = self._opened()
            engine = Engine(
                store,
                jobs=self.jobs,
                report=report,
                memory=self._memory,
                warming=warming,
                trusting=not index and not warming,
            )
            made = build(self.site, engine, index=index, changed=changed)
        except StoppedError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the server stays and shows it
            report.add(problems_of(error))
            return None, report
        self._memory.turn()
        self.warm |= warming
        return made, report

    def settle(self, go_on: Callable[[], None]) -> None:
        """Write to the store what builds have put off, until ``go_on`` raises."""
        while self._store is not None and self._memory.settle():
            go_on()

    def close(self) -> None:
        """Let go of the store, and of nothing that another process could have from it."""
        with suppress(OSError):  # the site was taken away, or its disk: what is not remembered is made again
            self.settle(lambda: None)
        if self._store is not None:
            self._store.close()

    def _opened(self) -> Store:
        """Give the store, opened anew where it was given up or stands elsewhere now."""
        if self._store is None or not self._store.remembers or self._place != self.site.cache:
            self.close()
            self._store, self._place = Store(self.site.cache), self.site.cache
            self._memory = Memory()  # the store keeps what it is asked for: it is asked for all of it once
            self.warm = False
            if self.clean:
                self._store.clear()
                self.clean = False
        return self._store


def problems_of(error: Exception) -> tuple[Problem, ...]:
    """Tell a person of any fault."""
    if isinstance(error, BriefbookError):
        others = error.others if isinstance(error, UsageError) else ()
        return tuple(
            Problem(path=one.path, line=one.line, what=one.what, hint=one.hint, severity="error")
            for one in (error, *others)
        )
    if isinstance(error, OSError):
        what = (error.strerror or type(error).__name__).lower()
        path = files.shown(files.named(str(error.filename or "system")))
        return (Problem(path=path, what=what, severity="error"),)
    told = " ".join(str(error).split())[:300]
    what = f"a fault of the program: {type(error).__name__}: {told}"
    return (Problem(path="", what=what, hint="the old site stands; please report this", severity="error"),)
