"""What stages made, by key, in one SQLite file. It may be damaged, foreign, read-only or gone: then it is just empty.

Growth: entries are never updated in place, so an old one stays until it is swept. ``sweep`` runs at the end of a build
that made something, and acts once the file holds more than ``ROOM`` times what this build touched (and more than
``FLOOR``). Then entries that it did not touch go, the oldest first: passing ones until no more than half of that bound
is held, and lasting ones while they alone are more than ``ROOM`` times the lasting ones that it touched. For an edit
leaves behind what was made of the whole corpus, large and of no use again; and it asks for few paragraphs, which are
small, dear to make, and wanted by the next edit beside them. So a store stays within a small multiple of its site.
"""

import contextlib
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from generator.engine.digest import digest

VERSION = 3
NAME = "store.sqlite3"
FLOOR = 64 * 1024 * 1024
ROOM = 4

_SCHEMA = """
CREATE TABLE entry (
    id INTEGER PRIMARY KEY,
    key BLOB NOT NULL UNIQUE,
    proof BLOB NOT NULL,
    mark BLOB NOT NULL,
    passing INTEGER NOT NULL,
    payload BLOB NOT NULL
)
"""
# The payload comes last: what stands before it is read without it. Its mark is a digest of it, and the proof tells that
# the mark is the key's.
_CHUNK = 500  # keys of one query: SQLite allows 999 variables everywhere


class Store:
    """A mapping of bytes to bytes that forgets rather than fails."""

    def __init__(self, folder: Path | None, *, floor: int = FLOOR) -> None:
        """Open or make the store in ``folder``; ``None`` for a store that remembers nothing."""
        self._folder = folder
        self._floor = floor
        self._touched: tuple[dict[int, int], dict[int, int]] = ({}, {})  # sizes by row: lasting ones, passing ones
        self._seen: dict[bytes, tuple[int, bool, int]] = {}  # rows, whether they pass, and sizes by key: see ``known``
        self._wrote = False
        self._connection: sqlite3.Connection | None = None
        if folder is not None:
            self._connection = self._open(folder) or self._open(folder, fresh=True)

    @property
    def remembers(self) -> bool:
        """Whether there is a usable file behind it."""
        return self._connection is not None

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Give the payloads of those keys that are known and whole."""
        found: dict[bytes, bytes] = {}
        for row, passing, key, proof, payload in self._rows("key, proof, payload", keys):
            if isinstance(payload, bytes) and digest(key, digest(payload)) == proof:
                found[key] = payload
                self._touched[bool(passing)][row] = len(payload)
        for key in keys:
            if key not in found:
                self._seen.pop(key, None)
        return found

    def marks(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Give digests of the payloads of those keys that have one, without reading them: they count as used.

        Whether a payload is whole is seen when it is read.
        """
        found: dict[bytes, bytes] = {}
        for row, passing, key, proof, mark, size in self._rows("key, proof, mark, length(payload)", keys):
            if isinstance(mark, bytes) and digest(key, mark) == proof:
                found[key] = mark
                self._seen[key] = (row, bool(passing), size)
                self._touched[bool(passing)][row] = size
        return found

    def known(self, keys: Sequence[bytes]) -> set[bytes]:
        """Tell which keys have a payload, without reading it: it counts as used.

        Whether another process has removed it since this one last saw it is seen when it is read.
        """
        seen, touched = self._seen, self._touched
        if missing := [key for key in keys if key not in seen]:
            self.marks(missing)
        found = {key: one for key in keys if (one := seen.get(key)) is not None}
        for row, passing, size in found.values():
            touched[passing][row] = size
        return set(found)

    def _rows(self, columns: str, keys: Sequence[bytes]) -> Iterator[tuple[Any, ...]]:
        """Give the number of each entry of some keys, whether it passes, and ``columns`` of it."""
        if self._connection is None:
            return
        try:
            for start in range(0, len(keys), _CHUNK):
                some = keys[start : start + _CHUNK]
                marks = ",".join("?" * len(some))
                query = f"SELECT id, passing, {columns} FROM entry WHERE key IN ({marks})"  # noqa: S608 - ours
                yield from self._connection.execute(query, some)
        except sqlite3.Error as error:
            self._give_up(error)

    def put(self, entries: Iterable[tuple[bytes, bytes]], *, passing: bool = False) -> None:
        """Remember entries in one transaction, or none. ``passing``: the next edit makes others in their place."""
        connection = self._connection
        if connection is None:
            return
        try:
            with connection:
                for key, payload in entries:
                    mark = digest(payload)
                    cursor = connection.execute(
                        "INSERT OR REPLACE INTO entry (key, proof, mark, passing, payload) VALUES (?, ?, ?, ?, ?)",
                        (key, digest(key, mark), mark, passing, payload),
                    )
                    if cursor.lastrowid is not None:
                        self._touched[passing][cursor.lastrowid] = len(payload)
                        self._seen[key] = (cursor.lastrowid, passing, len(payload))
                    self._wrote = True
        except sqlite3.Error as error:
            self._give_up(error)

    def sweep(self) -> int:
        """Drop old entries if the store has outgrown its bound; give how many went.

        Ends a build: what a process has touched stays in use for its next one, but for what passes.
        """
        connection = self._connection
        lasting, used = self._touched
        self._seen = {key: one for key, one in self._seen.items() if one[0] in lasting or one[0] in used}
        bound = max(self._floor, ROOM * (sum(lasting.values()) + sum(used.values())))
        self._touched = (lasting, {})
        if connection is None or not self._wrote or self._size(connection) <= bound:
            return 0
        try:
            query = "SELECT id, length(payload), passing FROM entry ORDER BY passing DESC, id"
            sizes = list(connection.execute(query))
            most = {1: bound // 2, 0: max(self._floor, ROOM * sum(lasting.values()))}
            held = {1: sum(size for _, size, _ in sizes), 0: sum(size for _, size, passing in sizes if not passing)}
            gone = []
            for row, size, passing in sizes:
                if held[passing] > most[passing] and row not in lasting and row not in used:
                    gone.append((row,))
                    held[passing] -= size
            with connection:
                connection.executemany("DELETE FROM entry WHERE id = ?", gone)
            connection.execute("PRAGMA incremental_vacuum").fetchall()
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except sqlite3.Error as error:
            self._give_up(error)
            return 0
        return len(gone)

    def clear(self) -> None:
        """Forget everything."""
        self.close()
        if self._folder is not None:
            _remove(self._folder)
            self._connection = self._open(self._folder, fresh=True)

    @contextlib.contextmanager
    def let_go(self) -> Iterator[None]:
        """Have no connection for as long as the process is copied: SQLite's are not to be used in another."""
        remembers = self.remembers
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None
        try:
            yield
        finally:
            if remembers and self._folder is not None:
                self._connection = self._open(self._folder)

    def close(self) -> None:
        """Let go of the file."""
        self._seen.clear()
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None

    @staticmethod
    def _size(connection: sqlite3.Connection) -> int:
        try:
            pages, free, size = (
                connection.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("page_count", "freelist_count", "page_size")
            )
        except sqlite3.Error:
            return 0
        return int(pages - free) * int(size)

    def _open(self, folder: Path, *, fresh: bool = False) -> sqlite3.Connection | None:
        connection = None
        try:
            if fresh:
                _remove(folder)
            folder.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(folder / NAME, timeout=10.0, isolation_level="DEFERRED")
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version == 0 and not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                for statement in _set_up():
                    connection.execute(statement)
            elif version != VERSION:
                raise sqlite3.DatabaseError("another version's store")
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
            # No flush to disk is awaited: after a power cut proofs find what is torn, and the rest is made again.
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("SELECT id, key, proof, mark, passing, payload FROM entry LIMIT 1").fetchone()
        except (sqlite3.Error, OSError):
            if connection is not None:
                connection.close()
            return None
        return connection

    def _give_up(self, error: sqlite3.Error) -> None:
        """Go on without a store; a damaged one is removed so that the next run begins anew."""
        self.close()
        busy_or_full = isinstance(error, sqlite3.OperationalError)
        if not busy_or_full and self._folder is not None:
            _remove(self._folder)


def _set_up() -> Iterator[str]:
    yield "PRAGMA auto_vacuum = INCREMENTAL"
    yield "BEGIN IMMEDIATE"
    yield _SCHEMA.replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS")
    yield f"PRAGMA user_version = {VERSION}"
    yield "COMMIT"


def _remove(folder: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        path = folder / (NAME + suffix)
        with contextlib.suppress(OSError):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
