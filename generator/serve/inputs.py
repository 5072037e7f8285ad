"""What a site is made from, as it lies on disk: which files there are, and whether their bytes changed.

Events and times of change only tell where to look. Whether something changed is told by its bytes, so that an access,
a `touch`, or saving a file as it was wakes nobody. Paths are text here: ten thousand of them are compared at a time.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.build import reads
from generator.engine.digest import digest
from generator.errors import InputError
from generator.safe import files
from generator.settings import Site

_LIMIT = 4 * 1024 * 1024
"""Bytes of a file that is compared by its bytes; no larger one is ever read."""


@dataclass(frozen=True, kw_only=True)
class Places:
    """Files and folders that a site is made from, and folders inside them that it is not made from."""

    tops: tuple[str, ...]
    exclude: frozenset[str]

    def hold(self, path: str) -> bool:
        """Tell by its name whether a path is one of the places, or in one and not passed over."""
        return any(path == top or (path.startswith(top + os.sep) and self._read(path, top)) for top in self.tops)

    def _read(self, path: str, top: str) -> bool:
        inside = path[len(top) + 1 :].split(os.sep)
        folders = {os.sep.join((top, *inside[:count])) for count in range(1, len(inside) + 1)}
        return not any(map(files.passed_over, inside)) and not (folders & self.exclude)


def places(site: Site, config: Path | None) -> Places:
    """Give what a build of the site reads, and ``config`` where its settings are in a file of another name."""
    read = reads(site)
    tops = (*(one.path for one in read), *([config] if config else []))
    exclude = (site.output, site.cache, *(path for one in read for path in one.without))
    return Places(
        tops=tuple(sorted({os.path.abspath(one) for one in tops})),
        exclude=frozenset(os.path.abspath(one) for one in exclude),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Seen:
    mark: tuple[int, ...]
    digest: bytes


class Inputs:
    """The state of the places, as last looked at."""

    def __init__(self, where: Places) -> None:
        """Look at everything once: that is what later looks compare with."""
        self.where = where
        self._seen: dict[str, _Seen] = {}
        self.look()

    def look(self, touched: Iterable[str] | None = None) -> set[str]:
        """Look again, and give the files that came, changed or went.

        ``touched`` are paths of which something was heard: files, or folders with all that they hold. Their bytes are
        read whatever their times say. Without it everything is looked at, and what has new times is read.
        """
        if touched is None:
            found = dict(self._below(self.where.tops, heard=False))
            gone = self._seen.keys() - found.keys()
        else:
            wanted = {path for path in touched if self.where.hold(path)}
            found = dict(self._below(wanted, heard=True))
            lost = wanted - found.keys()
            gone = {path for path in self._seen if path not in found and _within(path, lost)} if lost else set()
        changed = {
            path for path, one in found.items() if (old := self._seen.get(path)) is None or old.digest != one.digest
        }
        self._seen.update(found)
        for path in gone:
            del self._seen[path]
        return changed | gone

    def _below(self, paths: Iterable[str], *, heard: bool) -> Iterator[tuple[str, _Seen]]:
        left = list(paths)
        while left:  # without recursion: who nests folders a thousand deep must not end the watching
            path = left.pop()
            try:
                # A person may have named a link; links further down are not followed.
                status = os.stat(path, follow_symlinks=path in self.where.tops)
            except OSError:
                continue
            if stat.S_ISDIR(status.st_mode):
                left += self._inside(path)
            elif (one := self._file(path, status, heard=heard)) is not None:
                yield path, one

    def _inside(self, folder: str) -> list[str]:
        try:
            with os.scandir(folder) as entries:
                names = [entry.name for entry in entries if not files.passed_over(entry.name)]
        except OSError:
            return []
        return [path for name in names if (path := os.path.join(folder, name)) not in self.where.exclude]

    def _file(self, path: str, status: os.stat_result, *, heard: bool) -> _Seen | None:
        mark = (status.st_mode, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        known = self._seen.get(path)
        if known is not None and known.mark == mark and not heard:
            return known
        folder, name = os.path.split(path)
        try:
            content = files.read(Path(folder), name, limit=_LIMIT)
        except InputError as fault:
            # Not to be read: then the reason is what counts, and what can be known of it from outside.
            content = f"{fault.what} {mark if stat.S_ISREG(status.st_mode) else ''}".encode()
        except OSError:
            return None
        return _Seen(mark=mark, digest=digest(content))


def _within(path: str, folders: set[str]) -> bool:
    while path not in folders:
        path, _, rest = path.rpartition(os.sep)
        if not path or not rest:
            return False
    return True
