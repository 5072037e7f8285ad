"""Reading a folder that others filled: no link is followed, nothing but regular files is opened, none over a cap.

Names are checked as they are found and every file is opened relative to its already opened folder, so that a name
swapped for a link between looking and opening leads nowhere.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from generator.errors import InputError
from generator.safe import characters

ARTICLE_LIMIT = 2 * 1024 * 1024
DEPTH = 32

_OPEN_FILE = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_OPEN_FOLDER = _OPEN_FILE | getattr(os, "O_DIRECTORY", 0)
_LINK, _IRREGULAR = "it is a link, and links are not followed", "it is not a regular file"
_PLAIN = "put a plain file or folder in its place"
_BACKUPS = ("~", ".bak", ".swp", ".swo", ".swx", ".tmp", ".orig", ".rej", ".part", ".crdownload")


Mark = tuple[int, int, int, int]
"""A file's number, its size, and when its content and anything of it changed, in nanoseconds. With equal marks content
is equal, but for a file that changes twice within one tick of the file system's clock.
"""


@dataclass(frozen=True, kw_only=True)
class File:
    """A file as read. ``path`` is relative to the folder walked, with forward slashes; ``mark`` tells this state of it
    from any other, see ``Mark``.
    """

    path: str
    content: bytes
    mark: "Mark" = (0, 0, 0, 0)


@dataclass(frozen=True, kw_only=True)
class Skipped:
    """A name that was not read, why, and how to mend it; ``path`` is ``shown``.

    ``harmless``: nobody would miss it (dot files, backups).
    """

    path: str
    reason: str
    hint: str = ""
    harmless: bool = False


def walk(
    root: Path,
    *,
    limit: int = ARTICLE_LIMIT,
    accept: Callable[[str], bool] = lambda _path: True,
    exclude: tuple[Path, ...] = (),
    foreign: str = "",
    known: Mapping[str, File] = MappingProxyType({}),
) -> Iterator[File | Skipped]:
    """Read every file below ``root`` in the order of the names' bytes, or say why not.

    ``accept`` gets the relative path and decides which files are wanted; others are passed over in silence.
    ``exclude`` are absolute folders to leave out, in silence, and so is each folder below ``root`` that holds a file
    called ``foreign``. ``limit`` is in bytes, for one file. Of ``known`` files, by their paths, those that still have
    their mark are given as they are. Raises InputError when ``root`` itself cannot be read as a folder.
    """
    try:
        folder = os.open(root, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0))
    except OSError as error:
        raise _refusal(error, path=str(root)) from None
    try:
        walk_ = _Walk(limit=limit, accept=accept, exclude=_identities(exclude), foreign=foreign, known=known)
        yield from walk_.folder(folder, "", 0)
    finally:
        os.close(folder)


def read(root: Path, path: str, *, limit: int = ARTICLE_LIMIT) -> bytes:
    """Read one file below ``root`` without following a link on the way; ``path`` is relative, with forward slashes.

    Raises InputError with the reason; FileNotFoundError, or NotADirectoryError for ``root``, when there is none,
    because that is often no fault.
    """
    *folders, name = path.split("/")
    if not name or any(part in {"", ".", ".."} for part in folders) or name in {".", ".."}:
        raise InputError("this is not a path below the folder", path=path)
    opened: list[int] = []
    try:
        opened.append(os.open(root, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)))
        for part in folders:
            opened.append(os.open(part, _OPEN_FOLDER, dir_fd=opened[-1]))
        return _read(opened[-1], name, path, limit).content
    except FileNotFoundError:
        raise
    except OSError as error:
        if not opened and isinstance(error, NotADirectoryError):
            raise
        raise _refusal(error, path=path) from None
    finally:
        for descriptor in reversed(opened):
            os.close(descriptor)


def shown(path: str) -> str:
    """Write a path so that it can be shown and stored: a name may hold bytes that are no text, and signs that hide."""
    return characters.plain(path.encode("utf-8", "replace").decode())


def named(path: str) -> str:
    """Give a path of the system as UTF-8 has it, not as the locale decodes it: the same names everywhere."""
    return os.fsencode(path).decode("utf-8", "surrogateescape")


def _identities(folders: tuple[Path, ...]) -> frozenset[tuple[int, int]]:
    found = set()
    for folder in folders:
        try:
            status = folder.stat()
        except OSError:
            continue
        found.add((status.st_dev, status.st_ino))
    return frozenset(found)


@dataclass(frozen=True, kw_only=True)
class _Walk:
    """What every folder of one walk shares."""

    limit: int
    accept: Callable[[str], bool]
    exclude: frozenset[tuple[int, int]]
    foreign: str
    known: Mapping[str, File]

    def folder(self, folder: int, prefix: str, depth: int) -> Iterator[File | Skipped]:
        try:
            with os.scandir(folder) as entries:
                found = sorted(entries, key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            yield _skipped(_refusal(error, path=prefix.rstrip("/") or "."))
            return
        if depth and any(entry.name == self.foreign for entry in found):
            yield Skipped(path=shown(prefix.rstrip("/")), reason="it is no folder of sources", harmless=True)
            return
        for entry in found:
            path = prefix + named(entry.name)
            if unwanted := _unwanted(entry, path):
                # What nobody asked for needs no word, unless it is a link: someone may wonder where its files are.
                if unwanted.harmless or entry.is_symlink() or self.accept(path):
                    yield unwanted
            elif entry.is_dir(follow_symlinks=False):
                yield from self.enter(folder, entry.name, path, depth)
            elif self.accept(path):
                yield self.file(folder, entry.name, path)

    def enter(self, folder: int, name: str, path: str, depth: int) -> Iterator[File | Skipped]:
        if depth >= DEPTH:
            yield Skipped(path=path, reason=f"folders are nested deeper than {DEPTH}", hint="move it up")
            return
        try:
            inside = os.open(name, _OPEN_FOLDER, dir_fd=folder)
        except OSError as error:
            yield _skipped(_refusal(error, path=path))
            return
        try:
            status = os.fstat(inside)
            if (status.st_dev, status.st_ino) not in self.exclude:
                yield from self.folder(inside, path + "/", depth + 1)
        finally:
            os.close(inside)

    def file(self, folder: int, name: str, path: str) -> File | Skipped:
        known = self.known.get(path)
        try:
            if known is not None and known.mark == _mark(os.stat(name, dir_fd=folder, follow_symlinks=False)):
                return known
            return _read(folder, name, path, self.limit)
        except OSError as error:
            return _skipped(_refusal(error, path=path))
        except InputError as fault:
            return _skipped(fault)


def passed_over(name: str) -> str:
    """Say why nobody would miss what has such a name (dot files, backups, editors' swap files); empty for others."""
    if name.startswith("."):
        return "its name starts with a dot"
    if name.lower().endswith(_BACKUPS) or (name.startswith("#") and name.endswith("#")):
        return "its name is a backup's"
    return ""


def _unwanted(entry: os.DirEntry[str], path: str) -> Skipped | None:
    name = entry.name
    if harmless := passed_over(name):
        return Skipped(path=shown(path), reason=harmless, harmless=True)
    plain = named(name)
    if plain.encode("utf-8", "replace") != os.fsencode(name):
        return Skipped(path=shown(path), reason="its name is not UTF-8", hint="rename it")
    if not plain.isprintable():
        return Skipped(path=shown(path), reason="its name has control characters", hint="rename it")
    if entry.is_symlink():
        return Skipped(path=shown(path), reason=_LINK, hint=_PLAIN)
    if not entry.is_dir(follow_symlinks=False) and not entry.is_file(follow_symlinks=False):
        return Skipped(path=shown(path), reason=_IRREGULAR, hint=_PLAIN)
    return None


def _skipped(fault: InputError) -> Skipped:
    return Skipped(path=shown(fault.path), reason=fault.what, hint=fault.hint)


def _mark(status: os.stat_result) -> Mark:
    return (status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def _read(folder: int, name: str, path: str, limit: int) -> File:
    """Read one file, called ``path``. Raises InputError or OSError."""
    descriptor = os.open(name, _OPEN_FILE, dir_fd=folder)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise InputError(_IRREGULAR, path=path, hint=_PLAIN)
        if status.st_size > limit:
            raise _too_long(limit, path)
        # One more than the cap: a file may grow while it is read.
        parts: list[bytes] = []
        size = 0
        while size <= limit and (part := os.read(descriptor, min(limit + 1 - size, 1 << 20))):
            parts.append(part)
            size += len(part)
        if size > limit:
            raise _too_long(limit, path)
        return File(path=path, content=b"".join(parts), mark=_mark(status))  # taken before: a later change shows
    finally:
        os.close(descriptor)


def _too_long(limit: int, path: str) -> InputError:
    return InputError(f"it is longer than {limit / 1024 / 1024:.3g} MB", path=path, hint="split it, or leave it out")


def _refusal(error: OSError, *, path: str) -> InputError:
    """Say what the system refused, in words for a person."""
    if isinstance(error, PermissionError):
        return InputError("it may not be read", path=path, hint="let its owner give the right to read it")
    if error.errno == errno.ELOOP:
        return InputError(_LINK, path=path, hint=_PLAIN)
    return InputError((error.strerror or type(error).__name__).lower(), path=path)
