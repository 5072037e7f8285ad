"""Trees of files as publishing makes them: begun with what an old one left, filled by links, swept, removed.

A link to an unchanged file costs as much as writing a small one, and folders cost more than files. So a tree that went
is put by, and the next is made of it: a file in it that is the very file of the site that stands, by its number on the
disk, need not be touched.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

MARKER = ".briefbook"
_MARK = "This folder is written by briefbook, which replaces it as a whole. Put nothing here that you want to keep.\n"


def begun(stage: Path, spare: Path | None) -> dict[str, int]:
    """Begin a new tree, of a spare one if there is any; give its files by name, with their numbers on the disk."""
    if spare is not None and not spare.is_symlink() and (spare / MARKER).is_file():
        with suppress(OSError):
            spare.rename(stage)
            if (numbers := _numbers(stage)) is not None:
                return numbers
        remove(stage)
    stage.mkdir()
    (stage / MARKER).write_text(_MARK, encoding="utf-8")
    return {}


def _numbers(tree: Path) -> dict[str, int] | None:
    """Give the files of a tree with their numbers; None where it holds anything else: a link could lead out of it."""
    found: dict[str, int] = {}
    folders = [""]
    while folders:
        inside = folders.pop()
        with os.scandir(f"{tree}/{inside}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{inside}{entry.name}/")
                elif entry.is_file(follow_symlinks=False):
                    found[inside + entry.name] = entry.inode()
                else:
                    return None
    del found[MARKER]
    return found


def room(stage: Path, target: Path) -> None:
    """Make the folder of a new file. What stands in its way goes: a file in a folder's place, a folder in its own."""
    for folder in reversed(target.parent.relative_to(stage).parents[:-1]):
        if (stage / folder).is_file():
            (stage / folder).unlink()
    if target.parent.is_file():
        target.parent.unlink()
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir():
        shutil.rmtree(target)


def sweep(stage: Path, left: Iterable[str]) -> None:
    """Remove files from a new tree, and folders that are then empty."""
    for name in left:
        path = stage / name
        with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
            path.unlink()
        for folder in path.parents:
            if folder == stage:
                break
            try:
                folder.rmdir()
            except OSError:
                break


def number_of(path: Path) -> int | None:
    """Give a file's number on the disk."""
    try:
        return os.lstat(path).st_ino
    except OSError:
        return None


def equal(path: Path, content: bytes) -> bool:
    """Tell whether a file holds just this."""
    try:
        status = path.lstat()
        return status.st_size == len(content) and not path.is_symlink() and path.read_bytes() == content
    except OSError:
        return False


def link(present: Path, target: Path) -> bool:
    """Give a file another name; false where that cannot be done."""
    try:
        os.link(present, target, follow_symlinks=False)
    except OSError:
        return False
    return True


def names_in(output: Path) -> Iterator[str]:
    """Give the names of all files in a tree but its marker, in one order."""
    for folder, folders, names in os.walk(output):
        folders.sort()
        for name in sorted(names):
            path = Path(folder, name).relative_to(output).as_posix()
            if path != MARKER:
                yield path


def remove(path: Path) -> None:
    """Remove a tree of ours."""
    if not path.exists():
        return
    # The marker goes last: a removal that is cut short must leave a folder that is known as ours.
    for entry in sorted(path.iterdir()):
        if entry.name == MARKER:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
    (path / MARKER).unlink(missing_ok=True)
    path.rmdir()
