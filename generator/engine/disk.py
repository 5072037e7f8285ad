"""What the kernel does for publishing: two names exchanged in one step, and what was written put on disk."""

import ctypes
import errno
import os
from functools import cache
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_UNSUPPORTED = {errno.EINVAL, errno.ENOSYS, errno.EXDEV, errno.ENOTSUP, errno.EPERM}


def exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step; false where that cannot be done."""
    library = _library()
    if library is None or not hasattr(library, "renameat2"):
        return False
    if library.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number), str(other))


def flush(tree: Path) -> None:
    """Put a tree on disk: in one call where there is one, else file by file."""
    library = _library()
    descriptor = os.open(tree, os.O_RDONLY | os.O_CLOEXEC)
    try:
        if library is not None and hasattr(library, "syncfs") and library.syncfs(descriptor) == 0:
            return
    finally:
        os.close(descriptor)
    for folder, _, names in os.walk(tree):
        for name in names:
            flush_folder(Path(folder, name))
        flush_folder(Path(folder))


def flush_folder(path: Path) -> None:
    """Put one folder or file on disk."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@cache
def _library() -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(None, use_errno=True)
    except OSError:
        return None
