"""Publishing: a reader, a crash or a full disk sees the whole old site or the whole new one, never half of each.

The new tree is written beside the old one, flushed to disk, and the two names are exchanged in one system call
(``renameat2`` with ``RENAME_EXCHANGE``). Where kernel or file system lacks it, two renames do, with a journal that the
next start reads: only there is a moment without a site.
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from generator.engine.disk import exchange, flush, flush_folder
from generator.engine.standing import Tree, tree_of
from generator.engine.trees import (
    MARKER,
    Trees,
    begun,
    equal,
    forget,
    link,
    listed,
    names_in,
    remove,
    room,
    sweep,
)
from generator.errors import PublishError


@dataclass(frozen=True, kw_only=True)
class Published:
    """How many files were written, kept as they were, and removed; ``atomic`` is false where two renames had to do.

    ``tree`` tells the folder that now stands as the output from any that another run puts there later, ``touched``
    names what was written or linked anew in it.
    """

    written: int
    kept: int
    removed: int
    atomic: bool = True
    tree: Tree = (0, 0)
    touched: frozenset[str] = frozenset()


def ready(output: Path, inputs: Iterable[Path]) -> None:
    """Raise PublishError unless ``output`` is, or may become, a folder of ours, apart from every input.

    ``inputs`` are folders that are read or that hold the site: none may be the output or stand inside it.
    """
    shown = str(output)
    if output.is_symlink():
        raise PublishError("the output folder is a link", path=shown, hint="name the folder itself")
    here = output.resolve()
    for folder in inputs:
        if folder.resolve().is_relative_to(here):
            raise PublishError(
                f"the output folder would replace {folder}", path=shown, hint="choose another folder with -o"
            )
    if output.exists():
        if not output.is_dir():
            raise PublishError("the output is not a folder", path=shown, hint="choose another one with -o")
        if any(output.iterdir()) and not (output / MARKER).is_file():
            raise PublishError(
                "the output folder holds files that briefbook did not write",
                path=shown,
                hint="choose another one with -o, or empty it first",
            )


@dataclass(frozen=True, kw_only=True)
class Staged:
    """A new tree before anyone sees it: ``tree`` is where it stands, ``before`` the site that it will replace.

    ``changed`` are the files that were written anew, and those that went.
    """

    tree: Path
    before: Path
    changed: frozenset[str]

    def keep(self, folder: str) -> bool:
        """Take a folder over from the old site, by other links to its files; false, and no folder, if that fails."""
        for name in names_in(self.before / folder):
            target = self.tree / folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if not link(f"{self.before}/{folder}/{name}", str(target)):
                shutil.rmtree(self.tree / folder)
                return False
        return (self.tree / folder).is_dir()


@dataclass(frozen=True, kw_only=True)
class Added:
    """The folder that was filled last, if any, and whether that made it another than the old site's."""

    folder: str = ""
    fresh: bool = False


File = tuple[str, bytes | None]
"""A path and what is to stand there; None for what stands there now."""

Finish = Callable[[Staged], Added]
"""Adds to a new tree what can only be made of the whole."""


def publish(
    output: Path,
    files: Iterable[File],
    inputs: Iterable[Path] = (),
    finish: Finish | None = None,
    spare: Path | None = None,
    *,
    trees: Trees | None = None,
    sure: bool = True,
) -> Published:
    """Make ``output`` hold exactly ``files`` (relative paths with forward slashes, and content).

    Takes the files one by one, so that they need not be in memory together. If ``files`` raises, nothing changes.
    ``finish`` sees the new tree last; the files that it adds are not counted. The tree that goes, or was not finished,
    is put by as ``spare`` and is what the next one is made of: so it costs what has changed. ``trees`` are what the
    last call remembered of both, to be remembered for the next. Unless it must be ``sure``, the caller has the new tree
    put on disk later: until then, not even a killed process but a power cut may break it. Raises PublishError.
    """
    trees = trees or Trees()
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with _locked(output.parent):
            ready(output, inputs)
            stage = output.with_name(f".{output.name}.briefbook-new")
            _mend(output, stage)
            try:
                result, fresh = _stage(output, stage, files, finish, begun(stage, spare, trees.spare), trees)
                if result.written or result.removed or fresh or not output.is_dir():
                    result = _swap(output, stage, result, sure=sure)
                    trees.output, trees.spare = trees.spare, trees.output
                result = replace(result, tree=tree_of(output))
            finally:
                # Put by even half made: to remove its links to files that stand would touch all of those.
                if spare is not None and stage.exists():
                    with suppress(OSError):  # it is in the way, or on another disk: then the tree is removed
                        stage.rename(spare)
                remove(stage)
    except OSError as error:
        told = (error.strerror or type(error).__name__).lower()
        raise PublishError(
            f"the site could not be written: {told}; the old one stands", path=str(error.filename or output)
        ) from None
    return result


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock: two builds into one place follow each other. It ends with the process."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        with suppress(OSError):  # some network file systems have no locks; the exchange is atomic all the same
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _mend(output: Path, stage: Path) -> None:
    """Finish or undo what a killed run left."""
    journal, old = _journal(output), _old(output)
    if not output.exists():
        # The journal is written when the new tree is whole and on disk.
        if journal.exists() and (stage / MARKER).is_file():
            stage.rename(output)
        elif (old / MARKER).is_file():
            old.rename(output)
    for path in (stage, old):
        if path.is_symlink() or (path.exists() and not _ours(path)):
            raise PublishError("this is in the way, and briefbook did not make it", path=str(path), hint="move it")
        remove(path)
    journal.unlink(missing_ok=True)


def _stage(  # noqa: PLR0917 - each is of its own type
    output: Path,
    stage: Path,
    files: Iterable[File],
    finish: Finish | None,
    left: dict[str, int],
    trees: Trees,
) -> tuple[Published, bool]:
    """Make the new tree; a file that did not change is the old one, by another link. Tells too whether ``finish``
    made anything. ``left`` are files that stand in the tree from before: they are the old one's too, or go.
    """
    written: list[str] = []
    linked: list[str] = []
    kept = 0
    seen: dict[str, str] = {}
    folders: set[str] = set()
    stands = listed(output, trees.output) if output.is_dir() else {}
    for name, content in files:
        _check(name, seen, trees.names)
        number = left.pop(name, None)
        present = f"{output}/{name}"
        same = content is None or equal(present, content)
        if same and number is not None and number == stands.get(name):
            kept += 1
            continue
        target, folder = f"{stage}/{name}", name.rpartition("/")[0]
        forget(trees.spare, name)
        if number is not None:
            os.unlink(target)  # never written over: the site that stands, or a reader of it, may have it
        elif left or folder not in folders:
            room(stage, Path(target))
            folders.add(folder)
        if same and link(present, target):
            linked.append(name)
            continue
        with open(target, "xb") as file:
            file.write(Path(present).read_bytes() if content is None else content)
        written.append(name)
    sweep(stage, left)
    for name in left:
        forget(trees.spare, name)
    gone = stands.keys() - seen.values()
    added = Added()
    if finish is not None:
        added = finish(Staged(tree=stage, before=output, changed=frozenset(gone.union(written))))
        gone = {name for name in gone if not (added.folder and name.startswith(f"{added.folder}/"))}
        for folder in [one for one in trees.spare if not one or one.startswith(f"{added.folder}/")]:
            del trees.spare[folder]
    trees.names = {name: folded for folded, name in seen.items()}
    touched = frozenset((*written, *linked))
    return Published(written=len(written), kept=kept + len(linked), removed=len(gone), touched=touched), added.fresh


def _check(name: str, seen: dict[str, str], known: Mapping[str, str]) -> None:
    """Refuse a path that could lead elsewhere, and one that a file system may take for another; ``known`` are names
    that were checked before, as they are when their case does not count.
    """
    folded = known.get(name)
    if folded is None:
        parts = name.split("/")
        if not name.isprintable() or "\\" in name or any(part in {"", ".", ".."} for part in parts) or name == MARKER:
            raise PublishError(f"a page would have the path {name!r}")
        folded = name.casefold()
    other = seen.setdefault(folded, name)
    if other is not name:
        raise PublishError(f"two pages would have one path: {other} and {name}", hint="rename one of their subjects")


def _swap(output: Path, stage: Path, result: Published, *, sure: bool) -> Published:
    if sure:
        flush(stage)
    done = False
    if not output.exists() or not any(output.iterdir()):
        stage.rename(output)  # over nothing, or over an empty folder: one step
        done = True
    if done or exchange(stage, output):
        if sure:
            flush_folder(output.parent)
        return result
    if not sure:
        flush(stage)  # between two renames it must be whole
    journal, old = _journal(output), _old(output)
    journal.write_text("The new site is whole; it only needs its name.\n", encoding="utf-8")
    flush_folder(output.parent)
    output.rename(old)
    stage.rename(output)
    journal.unlink()
    flush_folder(output.parent)
    remove(old)
    return replace(result, atomic=False)


def _journal(output: Path) -> Path:
    return output.with_name(f".{output.name}.briefbook-journal")


def _old(output: Path) -> Path:
    return output.with_name(f".{output.name}.briefbook-old")


def _ours(path: Path) -> bool:
    return path.is_dir() and ((path / MARKER).is_file() or not any(path.iterdir()))
