"""Hears of changes: watchdog's events, gathered until there is a moment of quiet.

Events only say where to look (``inputs`` looks). They may be lost: a queue overflows, a folder is made and filled
before it is watched, the system has no watches left. So whoever waits here is also woken now and then without any.
"""

import os
import warnings
from collections.abc import Iterable
from threading import Condition
from typing import Any

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from generator.safe import files
from generator.serve.inputs import Places

_MEANT: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileDeletedEvent,
    DirCreatedEvent,
    DirMovedEvent,
    DirDeletedEvent,
]
"""Events that can mean a change. Of others, files that are merely opened and closed, the system is not asked to tell:
a build opens many, and each event would interrupt it."""

QUIET = 0.005
"""Seconds without an event after which one save is taken to be over: writing, renaming, removing the editor's copy."""

SETTLE = 0.1
"""The same for many files at once: a checkout, a folder unpacked."""

MANY = 4
ROUNDS = 30
"""Waits for quiet at most: something that writes without end does not keep the others waiting."""

MOST = 64
"""Watches at most. Each costs a thread; a tree that would need more is looked at now and then instead."""


class Watch(FileSystemEventHandler):
    """Watches folders, and holds what was heard until it is taken."""

    def __init__(self) -> None:
        """Watch nothing yet."""
        self._heard: set[str] = set()
        self._woken = Condition()
        self._ended = False
        self._observer: Any = Observer()
        self._watches: dict[str, tuple[tuple[int, int], Any]] = {}
        self._where = Places(tops=(), exclude=frozenset())
        self.deaf = False
        """Whether the system refused a watch, so that some changes are only found by looking."""

    def start(self) -> None:
        """Begin to listen."""
        # A folder that comes with folders in it is met twice, on its own and below the other: watchdog warns, and where
        # warnings are errors its thread would end and with it all hearing.
        warnings.filterwarnings("ignore", message="Callback with id", category=RuntimeWarning, module="watchdog")
        self._observer.start()

    def end(self) -> None:
        """Wake whoever waits, for the last time."""
        with self._woken:
            self._ended = True
            self._woken.notify_all()
        if self._observer.is_alive():
            self._observer.stop()
            self._observer.join(5.0)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note what an event is about, if it may mean a change of an input."""
        paths = {os.path.abspath(os.fsdecode(one)) for one in (event.src_path, event.dest_path) if one}
        meant = {path for path in paths if self._where.hold(path) or self._above(path)}
        if meant:
            with self._woken:
                self._heard |= meant
                self._woken.notify_all()

    def _above(self, path: str) -> bool:
        """Tell whether a path is a folder that an input stands in: it may have gone, or come back."""
        return any(top.startswith(path + os.sep) for top in self._where.tops)

    def wait(self, patience: float) -> set[str]:
        """Wait for changes and then for quiet; give what was heard, or nothing after ``patience`` seconds."""
        with self._woken:
            self._woken.wait_for(lambda: self._heard or self._ended, timeout=patience)
            for _ in range(ROUNDS):
                before = len(self._heard)
                # A wake-up without a new path is still an event: the same file is being written.
                if not before or self._ended or not self._woken.wait(SETTLE if before >= MANY else QUIET):
                    break
        return self.take()

    def take(self) -> set[str]:
        """Give what was heard so far, and begin anew."""
        with self._woken:
            heard, self._heard = self._heard, set()
        return heard

    @property
    def heard(self) -> bool:
        """Whether anything was heard that was not taken yet."""
        return bool(self._heard)

    def arm(self, where: Places) -> bool:
        """Watch these places; tell whether a watch is new, so that something may have happened before it.

        A folder that was removed and put back is another one: its watch has gone with the old.
        """
        self._where = where
        wanted = dict(_folders(where))
        new = False
        for path in [one for one in self._watches if one not in wanted]:
            self._forget(path)
        for path, recursive in wanted.items():
            identity = _identity(path)
            known = self._watches.get(path)
            if known is not None and known[0] == identity and self._alive(known[1]):
                continue
            if known is not None:
                self._forget(path)
            if identity is not None:
                try:
                    self._watches[path] = (identity, self._scheduled(path, recursive=recursive))
                    new = True
                except (OSError, RuntimeError):
                    self.deaf = True
        return new

    def _scheduled(self, path: str, *, recursive: bool) -> Any:  # noqa: ANN401 - watchdog's own type is not exported
        return self._observer.schedule(self, path, recursive=recursive, event_filter=_MEANT)

    def _forget(self, path: str) -> None:
        _, watch = self._watches.pop(path)
        try:
            self._observer.unschedule(watch)
        except (KeyError, OSError):  # it has ended with its folder
            return

    def _alive(self, watch: Any) -> bool:  # noqa: ANN401 - watchdog's own type is not exported
        return any(one.watch == watch and one.is_alive() for one in self._observer.emitters)


def _folders(where: Places) -> Iterable[tuple[str, bool]]:
    """Give the folders to watch, and whether with all below them.

    The folder that an input stands in is watched for its going and coming. A place that holds excluded folders is
    watched folder by folder: what a build writes would else cost a watch for every page.
    """
    found: dict[str, bool] = {}
    for top in where.tops:
        found.setdefault(_standing(os.path.dirname(top)), False)
        if not os.path.isdir(top):
            continue
        if not any(one.startswith(top + os.sep) for one in where.exclude):
            found[top] = True
            continue
        found.setdefault(top, False)
        with_all = [entry for entry in _subfolders(top) if entry not in where.exclude]
        found.update(dict.fromkeys(with_all, True))
    return sorted(found.items())[:MOST]


def _subfolders(folder: str) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return sorted(
                entry.path
                for entry in entries
                if entry.is_dir(follow_symlinks=False) and not files.passed_over(entry.name)
            )
    except OSError:
        return []


def _standing(folder: str) -> str:
    """Give the folder, or the nearest one above it that there is."""
    while not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    return folder


def _identity(folder: str) -> tuple[int, int] | None:
    try:
        status = os.stat(folder)
    except OSError:
        return None
    return status.st_dev, status.st_ino
