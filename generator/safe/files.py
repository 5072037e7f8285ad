"""Reading a folder that others filled: no link is followed, nothing but regular files is opened, none over a cap.

Names are checked as they are found and every file is opened relative to its already opened folder, so that a name
swapped for a link between looking and opening leads nowhere.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.errors import InputError

ARTICLE_LIMIT = 2 * 1024 * 1024
DEPTH = 32

_OPEN_FILE = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_OPEN_FOLDER = _OPEN_FILE | getattr(os, "O_DIRECTORY", 0)
_BACKUPS = ("~", ".bak", ".swp", ".swo", ".swx", ".tmp", ".orig", ".rej", ".part", ".crdownload")


@dataclass(frozen=True, kw_only=True)
class File:
    """A file as read. ``path`` is relative to the folder walked, with forward slashes."""

    path: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class Skipped:
    """A name that was not read, and why. ``harmless``: nobody would miss it (dot files, backups)."""

    path: str
    reason: str
    harmless: bool = False


def walk(
    root: Path,
    *,
    limit: int = ARTICLE_LIMIT,
    accept: Callable[[str], bool] = lambda _path: True,
    exclude: tuple[Path, ...] = (),
) -> Iterator[File | Skipped]:
    """Read every file below ``root`` in the order of the names' bytes, or say why not.

    ``accept`` gets the relative path and decides which files are wanted; others are passed over in silence.
    ``exclude`` are absolute folders to leave out, in silence. ``limit`` is in bytes, for one file.
    Raises InputError when ``root`` itself cannot be read as a folder.
    """
    try:
        folder = os.open(root, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0))
    except OSError as error:
        raise InputError(f"this folder cannot be read: {_why(error)}", path=str(root)) from None
    try:
        yield from _Walk(limit=limit, accept=accept, exclude=_identities(exclude)).folder(folder, "", 0)
    finally:
        os.close(folder)


def read(root: Path, path: str, *, limit: int = ARTICLE_LIMIT) -> bytes:
    """Read one file below ``root`` without following a link on the way; ``path`` is relative, with forward slashes.

    Raises InputError with the reason; ``FileNotFoundError`` when there is none, because that is often no fault.
    """
    *folders, name = path.split("/")
    if not name or any(part in {"", ".", ".."} for part in folders) or name in {".", ".."}:
        raise InputError("this is not a path below the folder", path=path)
    opened = [os.open(root, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0))]
    try:
        for part in folders:
            opened.append(os.open(part, _OPEN_FOLDER, dir_fd=opened[-1]))
        content = _read(opened[-1], name, limit)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise InputError(_why(error), path=path) from None
    finally:
        for descriptor in reversed(opened):
            os.close(descriptor)
    if isinstance(content, str):
        raise InputError(content, path=path)
    return content


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

    def folder(self, folder: int, prefix: str, depth: int) -> Iterator[File | Skipped]:
        try:
            with os.scandir(folder) as entries:
                found = sorted(entries, key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            yield Skipped(path=prefix.rstrip("/") or ".", reason=_why(error))
            return
        for entry in found:
            path = prefix + entry.name
            reason, harmless = _unwanted(entry)
            if reason:
                # What nobody asked for needs no word, unless it is a link: someone may wonder where its files are.
                if harmless or entry.is_symlink() or self.accept(path):
                    yield Skipped(path=path, reason=reason, harmless=harmless)
            elif entry.is_dir(follow_symlinks=False):
                yield from self.enter(folder, entry.name, path, depth)
            elif self.accept(path):
                yield self.file(folder, entry.name, path)

    def enter(self, folder: int, name: str, path: str, depth: int) -> Iterator[File | Skipped]:
        if depth >= DEPTH:
            yield Skipped(path=path, reason=f"folders are nested deeper than {DEPTH}")
            return
        try:
            inside = os.open(name, _OPEN_FOLDER, dir_fd=folder)
        except OSError as error:
            yield Skipped(path=path, reason=_why(error))
            return
        try:
            status = os.fstat(inside)
            if (status.st_dev, status.st_ino) not in self.exclude:
                yield from self.folder(inside, path + "/", depth + 1)
        finally:
            os.close(inside)

    def file(self, folder: int, name: str, path: str) -> File | Skipped:
        try:
            content = _read(folder, name, self.limit)
        except OSError as error:
            return Skipped(path=path, reason=_why(error))
        return Skipped(path=path, reason=content) if isinstance(content, str) else File(path=path, content=content)


def passed_over(name: str) -> str:
    """Say why nobody would miss what has such a name (dot files, backups, editors' swap files); empty for others."""
    if name.startswith("."):
        return "its name starts with a dot"
    if name.lower().endswith(_BACKUPS) or (name.startswith("#") and name.endswith("#")):
        return "its name is a backup's"
    return ""


def _unwanted(entry: os.DirEntry[str]) -> tuple[str, bool]:
    name = entry.name
    if harmless := passed_over(name):
        return harmless, True
    try:
        name.encode()
    except UnicodeEncodeError:
        return "its name is not UTF-8", False
    if not name.isprintable():
        return "its name has control characters", False
    if entry.is_symlink():
        return "it is a link, and links are not followed", False
    if not entry.is_dir(follow_symlinks=False) and not entry.is_file(follow_symlinks=False):
        return "it is not a regular file", False
    return "", False


def _read(folder: int, name: str, limit: int) -> bytes | str:
    """Give the content, or the reason for refusing it."""
    descriptor = os.open(name, _OPEN_FILE, dir_fd=folder)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return "it is not a regular file"
        if status.st_size > limit:
            return _too_long(limit)
        # One more than the cap: a file may grow while it is read.
        parts: list[bytes] = []
        size = 0
        while size <= limit and (part := os.read(descriptor, min(limit + 1 - size, 1 << 20))):
            parts.append(part)
            size += len(part)
        return b"".join(parts) if size <= limit else _too_long(limit)
    finally:
        os.close(descriptor)


def _too_long(limit: int) -> str:
    return f"it is longer than {limit / 1024 / 1024:.3g} MB"


def _why(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "it may not be read"
    if error.errno == errno.ELOOP:
        return "it is a link, and links are not followed"
    return (error.strerror or type(error).__name__).lower()
