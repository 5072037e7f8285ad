"""Builds whenever something changed, in one thread of its own, and tells what came of it. No fault ends it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread

from generator.build import Build
from generator.engine import space
from generator.engine.report import Report, StoppedError
from generator.engine.trees import MARKER
from generator.nouns.problem import Problem
from generator.serve.inputs import Inputs, places
from generator.serve.maker import Maker, problems_of
from generator.serve.watch import QUIET, Watch
from generator.settings import Site

PATIENCE = 2.0
"""Seconds after which inputs are looked at though nothing was heard, at the soonest."""

SHARE = 100
"""Looking without a reason may cost one part in this of the time between two looks."""

_DEAF = Problem(
    path="",
    what="the system has no more watches: some changes are only found by looking, some seconds later",
    hint="raise fs.inotify.max_user_watches or max_user_instances",
)

STOPS = 3
"""Builds in a row that newer changes stop: then one is finished, so that who saves without end sees something."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of one attempt to build.

    ``number`` counts attempts from 1. ``build`` is None where it failed: then the site that was published before
    stands. ``site`` is as the settings have it, or had it when they could last be read. ``changed`` are the files that
    led to it, relative to the site; it took ``seconds``. ``stages`` are names with seconds, results found and made.
    """

    number: int
    site: Site
    build: Build | None
    problems: tuple[Problem, ...]
    changed: tuple[str, ...]
    seconds: float
    stages: tuple[tuple[str, float, int, int], ...] = ()


@dataclass(kw_only=True)
class Builder:
    """Builds again and again, until it is ended.

    ``tell`` gets every outcome, in the builder's thread. With ``watching`` off there is one build. ``config`` is the
    settings' file where it is not the site's own.
    """

    maker: Maker
    tell: Callable[[Outcome], None]
    config: Path | None = None
    watching: bool = True
    watch: Watch = field(default_factory=Watch)
    _inputs: Inputs = field(init=False)
    _thread: Thread | None = None
    _ended: Event = field(default_factory=Event)
    _changed: set[str] = field(default_factory=set)
    _since: frozenset[str] | None = None
    _again: bool = False
    _number: int = 0
    _published: bool = False
    _cold: bool = False
    _unindexed: bool = False

    def start(self) -> None:
        """Build, and go on building, in a thread."""
        self._thread = Thread(target=self._run, name="builder", daemon=True)
        self._thread.start()

    def end(self, patience: float = 10.0) -> None:
        """Stop; a build in progress is stopped too and publishes nothing. Waits for ``patience`` seconds at most."""
        self._ended.set()
        self.watch.end()
        if self._thread is not None:
            self._thread.join(patience)

    def _run(self) -> None:
        try:
            if self.watching:
                self.watch.start()
                where = places(self.maker.site, self.config)
                self.watch.arm(where)
                self._inputs = Inputs(where)
            self._attempt()
            patience = PATIENCE
            while self.watching and not self._ended.is_set():
                patience = self._held(patience)
        except StoppedError:
            return
        finally:
            self.maker.close()

    def _held(self, patience: float) -> float:
        """Follow; a fault in watching is shown like any other, and watching goes on."""
        try:
            return self._follow(patience)
        except StoppedError:
            raise
        except Exception as error:  # noqa: BLE001 - a server that no longer builds, and does not say so, is worse
            report = Report()
            report.add(problems_of(error))
            self._tell(None, report, set(), 0.0)
            self._ended.wait(PATIENCE)
            self._again = True
            return PATIENCE

    def _follow(self, patience: float) -> float:
        """Wait for a change, ``patience`` seconds at most, and build if there is one; give the next patience."""
        # An edit has brought to hand what it took: then the next one may be near, and warming up is nobody's hurry.
        hurry = self._again or self._changed or (self._cold and self._number == 1)
        heard = self.watch.wait(0.0 if hurry else patience)
        start = self.maker.clock()
        self._look(heard)
        cost = self.maker.clock() - start
        if self._again or self._changed or self._gone():
            self._attempt()
        elif self._cold and not heard:
            self._cold = not self._done(self._warm)
        elif self._unindexed and not heard:
            self._unindexed = not self._done(self._index)
        return patience if heard else max(PATIENCE, SHARE * cost)

    def _warm(self) -> None:
        self.maker.make(self._stop, index=False, warming=True)
        space.rest()

    def _index(self) -> None:
        """Make the index for search, look at what edits took for granted, and write to the store what was put off.

        Nobody is told, unless it fails: no page has changed.
        """
        start = self.maker.clock()
        made, report = self.maker.make(self._stop, index=True, warming=True)
        if made is None:
            self._tell(made, report, set(), self.maker.clock() - start)
        self.maker.settle(self._stop)
        space.sift()

    def _done(self, work: Callable[[], object]) -> bool:
        """Do work that is nobody's hurry, and tell whether it was done: an edit ends it, and is seen first."""
        with suppress(StoppedError):
            work()
            return True
        self._leave()
        return False

    def _look(self, heard: set[str]) -> None:
        """Look where something was heard, or everywhere: where nothing was, where a watch is new, or a folder above."""
        where = places(self.maker.site, self.config)
        everywhere = self.watch.arm(where) or where != self._inputs.where or not all(map(where.hold, heard))
        self._inputs.where = where
        self._changed |= self._inputs.look(heard if heard and not everywhere else None)

    def _gone(self) -> bool:
        """Tell whether somebody has taken the published site away."""
        return self._published and not (self.maker.site.output / MARKER).is_file()

    def _attempt(self) -> None:
        """Build until it is done, however often it is stopped for something newer, and tell what came of it."""
        stops = 0
        led: set[str] = set()
        start = self.maker.clock()
        while True:
            led |= self._changed
            # What was heard while a build was reading may be otherwise than looks could tell: then anything may be.
            self._since = None if self._again or self._since is None else self._since | self._changed
            self._changed = set()
            self._again = False
            try:
                go_on = self._stop if stops < STOPS else self._leave
                made, report = self.maker.make(go_on, index=not self.watching, changed=self._since)
            except StoppedError:
                if self._ended.is_set():
                    raise
                stops += 1
                self._look(self.watch.wait(QUIET))
                continue
            break
        # What was heard meanwhile may have been read as it was, or half written: its bytes now prove nothing.
        self._again |= self.watching and self.watch.heard
        self._since = self._since if made is None else frozenset()
        self._published |= made is not None
        self._unindexed = self.watching and made is not None
        self._cold = self._unindexed and not self.maker.warm
        if self._cold:  # it has brought much to hand, and there was no quiet moment yet to look through it
            space.part()
        self._tell(made, report, led, self.maker.clock() - start)

    def _tell(self, made: Build | None, report: Report, led: set[str], seconds: float) -> None:
        self._number += 1
        if self.watch.deaf:
            report.add([_DEAF])
        self.tell(
            Outcome(
                number=self._number,
                site=self.maker.site,
                build=made,
                problems=report.problems,
                changed=tuple(_shown(one, self.maker.site.root) for one in sorted(led)),
                seconds=seconds,
                stages=tuple((name, one.seconds, one.hits, one.misses) for name, one in report.tallies.items()),
            )
        )

    def _leave(self) -> None:
        """Stop the build if the server ends."""
        if self._ended.is_set():
            raise StoppedError

    def _stop(self) -> None:
        """Stop the build also if something that it may have read is otherwise now."""
        self._leave()
        if not self.watching or not self.watch.heard:
            return
        self._again = True  # once more in any case: it may have been read before it was put back as it was
        self._look(self.watch.take())
        if self._changed:
            raise StoppedError


def _shown(path: str, root: Path) -> str:
    one = Path(path)
    return one.relative_to(root).as_posix() if one.is_relative_to(root) else one.name
