"""Trees of files as publishing makes them: begun with what an old one left, filled by links, swept, removed.

A link to an unchanged file costs as much as writing a small one, and folders cost more than files. So a tree that went
is put by, and the next is made of it: a file in it that is the very file of the site that stands, by its number on the
disk, need not be touched. A process that publishes again and again remembers what is in each folder: one that has the
marks that it had is not listed again.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from generator.engine.standing import Tree, tree_of

MARKER = ".briefbook"
_MARK = "This folder is written by briefbook, which replaces it as a whole. Put nothing here that you want to keep.\n"


class Folder(NamedTuple):
    """What is in a folder, as it was when it had this ``mark``: ``files`` with their numbers on the disk, and the
    folders ``inside``, by their names from the top of the tree. What is neither has the number 0.
    """

    mark: tuple[int, int, int]
    files: dict[str, int]
    inside: tuple[str, ...]


Known = dict[str, Folder]
"""A tree as it was last seen: its folders, by names that end with a slash; the top has an empty one."""


@dataclass(kw_only=True)
class Trees:
    """What a process remembers of the tree that stands, of the spare one, and of names that it has checked.

    ``names`` are those of all files, with what they are where case does not count, ``folded`` the same the other way
    round, ``loose`` those that did not come with all others. The files in which the trees are not alike are
    ``apart``; ``filled`` are folders that were filled last, in either. ``pair`` tells both trees from any that somebody
    else puts in their places; without it nothing of all this is sure.
    """

    output: Known = field(default_factory=dict)
    spare: Known = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    folded: dict[str, str] = field(default_factory=dict)
    loose: set[str] = field(default_factory=set)
    apart: set[str] = field(default_factory=set)
    filled: set[str] = field(default_factory=set)
    pair: tuple[Tree, Tree] | None = None

    def meet(self, output: Path, spare: Path | None) -> None:
        """Remember the trees as they stand now."""
        self.pair = _pair(output, spare)

    def stand(self, output: Path, spare: Path | None) -> bool:
        """Tell whether both are those that were remembered."""
        return self.pair is not None and self.pair == _pair(output, spare)


def _pair(output: Path, spare: Path | None) -> tuple[Tree, Tree] | None:
    with suppress(OSError):
        return (tree_of(output), tree_of(spare)) if spare is not None else None
    return None


def begun(stage: Path, spare: Path | None, known: Known) -> dict[str, int]:
    """Begin a new tree, of a spare one if there is any, which is ``known`` as it was last seen; give its files by
    name, with their numbers on the disk.
    """
    if spare is not None and not spare.is_symlink() and (spare / MARKER).is_file():
        with suppress(OSError):
            spare.rename(stage)
            numbers = listed(stage, known)
            if all(numbers.values()):  # a link could lead out of it
                return numbers
        remove(stage)
    known.clear()
    stage.mkdir()
    (stage / MARKER).write_text(_MARK, encoding="utf-8")
    return {}


def listed(tree: Path, known: Known) -> dict[str, int]:
    """Give the files of a tree by name, with their numbers on the disk, but for its marker. Only folders that are not
    ``known`` as they are now are listed; they are afterwards.
    """
    seen: Known = {}
    found: dict[str, int] = {}
    ahead = [""]
    while ahead:
        name = ahead.pop()
        path = f"{tree}/{name}"
        status = os.lstat(path)  # before it is listed: a later change shows
        mark = (status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
        one = known.get(name)
        if one is None or one.mark != mark:
            one = _folder(path, name, mark)
        seen[name] = one
        found.update(one.files)
        ahead += one.inside
    known.clear()
    known.update(seen)
    found.pop(MARKER, None)
    return found


def _folder(path: str, name: str, mark: tuple[int, int, int]) -> Folder:
    files: dict[str, int] = {}
    inside: list[str] = []
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                inside.append(f"{name}{entry.name}/")
            else:
                files[name + entry.name] = entry.inode() if entry.is_file(follow_symlinks=False) else 0
    return Folder(mark, files, tuple(inside))


def forget(known: Known, name: str) -> None:
    """Forget the folders that a file is in: it comes, changes or goes."""
    while name:
        name = name.rpartition("/")[0]
        known.pop(f"{name}/" if name else "", None)


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


def equal(path: str, content: bytes) -> bool:
    """Tell whether a file holds just this."""
    try:
        status = os.lstat(path)
        if status.st_size != len(content) or not S_ISREG(status.st_mode):
            return False
        with open(path, "rb") as file:
            return file.read() == content
    except OSError:
        return False


def link(present: str, target: str) -> bool:
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
