"""Which file of the output was written for what: told by marks, so that what stands need be neither made nor compared.

After a run the marks of all published files (size, times, number) are remembered, each with the key of what is in it. A
file whose marks are still the same has not been touched since, and stands for that key. Where marks differ (another run
published, somebody changed a file, the folder was copied), the file is made again and compared: this is about speed,
never about what is published.

Part of a file, its core, may depend on less than the whole: it has a key of its own, and while the file has not been
touched the core can be taken from it, though the rest has to be made again.
"""

import os
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from generator.engine.digest import digest, encode
from generator.engine.others import Others
from generator.engine.standing import Tree, tree_of
from generator.engine.store import Store

Mark = tuple[int, int, int, int]
"""Size, times of the last change of content and of anything, number."""


class Core(NamedTuple):
    """Where in a file the core stands, and the key of it; without a key there is none."""

    key: bytes = b""
    start: int = 0
    end: int = 0


class _Entry(NamedTuple):
    key: bytes
    mark: Mark | None = None
    core: Core = Core()


_PLAIN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
"""How a file is opened that should be one: a link is not followed, a pipe not waited for."""

_DECODER = msgspec.msgpack.Decoder(dict[str, _Entry])


class Ledger:
    """The files of one output folder, by their names below it."""

    def __init__(self, store: Store, output: Path) -> None:
        """Recall what was remembered of ``output``; nothing, where there is nothing or it cannot be read."""
        self._store = store
        self._output = output
        self._key = digest(b"ledger", os.fsencode(output))
        self._before: dict[str, _Entry] = {}
        self._now: dict[str, _Entry] = {}
        self._context, self._next = b"", b""
        self._tree: Tree | None = None
        self._fresh: set[str] | None = None
        with suppress(KeyError, msgspec.DecodeError):
            self._before = _DECODER.decode(store.get([self._key])[self._key])

    def begin(self) -> None:
        """Forget what a run noted that did not end: the output has not become what it was to be."""
        self._now, self._fresh = {}, None

    def under(self, context: bytes) -> None:
        """Note what all keys are made under."""
        self._next = context

    def follow(self, others: Others) -> bool:
        """Tell whether the output has all others as the last run of this process left them there; note that it is to
        have them.
        """
        with suppress(OSError):
            if self._context == self._next and self._tree == tree_of(self._output):
                self._now, self._fresh = dict(self._before), set()
                for name in others.former:
                    self._now.pop(name, None)
                return True
        return False

    def stands(self, name: str, key: bytes) -> bool:
        """Tell whether the output has what ``key`` means under ``name``; note that it is to have it."""
        known = self._before.get(name)
        if self._fresh is not None:
            self._fresh.add(name)
        if known is not None and known.key == key and self._mark(name) == known.mark:
            self._now[name] = known
            return True
        self._now[name] = _Entry(key)
        return False

    def core(self, name: str, key: bytes) -> bytes | None:
        """Give what the output has under ``name`` of what ``key`` means, or None."""
        known = self._before.get(name)
        if known is None or known.core.key != key:
            return None
        try:
            file = os.open(f"{self._output}/{name}", _PLAIN)
        except OSError:
            return None
        try:
            content = os.read(file, known.core.end)
            mark = _mark(os.fstat(file))  # after reading: it may have been touched meanwhile
        except OSError:
            return None
        finally:
            os.close(file)
        whole = mark == known.mark and len(content) == known.core.end
        return content[known.core.start :] if whole else None

    def note(self, name: str, core: Core) -> None:
        """Note where the core stands in what the output is to have under ``name``."""
        self._now[name] = self._now[name]._replace(core=core)

    def of(self, store: Store, output: Path) -> bool:
        """Tell whether it is the ledger of this folder, in this store."""
        return self._store is store and self._output == output

    def keep(self, tree: Tree, touched: AbstractSet[str] | None = None) -> Callable[[], None]:
        """Remember what was published as ``tree``. Where another run has put its own there since, remember nothing.

        ``touched`` are the files that were written or linked: the others have the marks that they had. Gives what
        writes it into the store, for the next process.
        """
        found: dict[str, _Entry] = {} if self._fresh is None else self._now
        names = self._fresh.union(touched or ()) if self._fresh is not None else self._now.keys()
        for name in names & self._now.keys():
            one = self._now[name]
            if one.mark is not None and touched is not None and name not in touched:
                found[name] = one
            elif (mark := self._mark(name)) is not None:
                found[name] = one._replace(mark=mark)
            else:
                found.pop(name, None)
        self.begin()
        self._before, self._tree, self._context = {}, None, self._next
        with suppress(OSError):
            if tree_of(self._output) == tree:
                self._before, self._tree = found, tree
        return partial(self._put, self._before)

    def _put(self, found: dict[str, _Entry]) -> None:
        if found:
            self._store.put([(self._key, encode(found))], passing=True)

    def _mark(self, name: str) -> Mark | None:
        try:
            return _mark(os.lstat(f"{self._output}/{name}"))
        except OSError:
            return None


def _mark(status: os.stat_result) -> Mark:
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
