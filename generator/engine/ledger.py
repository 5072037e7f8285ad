"""Which file of the output was written for what: told by marks, so that what stands need be neither made nor compared.

After a run the marks of all published files (size, times, number) are remembered, each with the key of what is in it. A
file whose marks are still the same has not been touched since, and stands for that key. Where marks differ (another run
published, somebody changed a file, the folder was copied), the file is made again and compared: this is about speed,
never about what is published.
"""

import os
from contextlib import suppress
from pathlib import Path

import msgspec

from generator.engine.digest import digest, encode
from generator.engine.standing import Tree, tree_of
from generator.engine.store import Store

Mark = tuple[int, int, int, int]
"""Size, times of the last change of content and of anything, number."""

_DECODER = msgspec.msgpack.Decoder(dict[str, tuple[bytes, Mark]])


class Ledger:
    """The files of one output folder, by their names below it."""

    def __init__(self, store: Store, output: Path) -> None:
        """Recall what was remembered of ``output``; nothing, where there is nothing or it cannot be read."""
        self._store = store
        self._output = output
        self._key = digest(b"ledger", os.fsencode(output))
        self._before: dict[str, tuple[bytes, Mark]] = {}
        self._now: dict[str, bytes] = {}
        with suppress(KeyError, msgspec.DecodeError):
            self._before = _DECODER.decode(store.get([self._key])[self._key])

    def stands(self, name: str, key: bytes) -> bool:
        """Tell whether the output has what ``key`` means under ``name``; note that it is to have it."""
        self._now[name] = key
        known, mark = self._before.get(name, (b"", None))
        return known == key and self._mark(name) == mark

    def keep(self, tree: Tree) -> None:
        """Remember what was published as ``tree``. Where another run has put its own there since, remember nothing."""
        found: dict[str, tuple[bytes, Mark]] = {}
        for name, key in self._now.items():
            if (mark := self._mark(name)) is not None:
                found[name] = (key, mark)
        with suppress(OSError):
            if tree_of(self._output) == tree:
                self._store.put([(self._key, encode(found))], passing=True)

    def _mark(self, name: str) -> Mark | None:
        try:
            status = os.lstat(f"{self._output}/{name}")
        except OSError:
            return None
        return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
