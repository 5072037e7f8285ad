"""Publishing: a reader, a crash or a full disk sees the whole old site or the whole new one, never half of each.

The new tree is written beside the old one, flushed to disk, and the two names are exchanged in one system call
(``renameat2`` with ``RENAME_EXCHANGE``). Where kernel or file system lacks it, two renames do, with a journal that the
next start reads: only there is a moment without a site.
"""

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from generator.engine.disk import exchange, flush, flush_folder
from generator.engine.others import Others
from generator.engine.staging import File, Finish, Published, staged
from generator.engine.standing import tree_of
from generator.engine.trees import MARKER, Trees, remove
from generator.errors import PublishError


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


def publish(
    output: Path,
    files: Iterable[File | Others],
    inputs: Iterable[Path] = (),
    finish: Finish | None = None,
    spare: Path | None = None,
    *,
    trees: Trees | None = None,
    sure: bool = True,
) -> Published:
    """Make ``output`` hold exactly ``files`` (relative paths with forward slashes, and content).

    Takes the files one by one, so that they need not be in memory together; those that are as they were may come at
    once, and then come first. If ``files`` raises, nothing changes.
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
                result, fresh = staged(output, stage, files, finish, spare, trees)
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
            trees.meet(output, spare)
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
