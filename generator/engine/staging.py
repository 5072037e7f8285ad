"""A new tree in the making: of what the spare one has, of links to what stands, and of what is new.

The spare tree is listed, and the one that stands too, unless this process has made both and nobody has put others in
their places since. Then it is known in which files they are not alike, and only these and what is given one by one are
looked at.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from generator.engine.others import Others, single
from generator.engine.standing import Tree
from generator.engine.trees import MARKER, Trees, begun, equal, forget, link, listed, names_in, room, sweep
from generator.errors import PublishError

File = tuple[str, bytes | None]
"""A path and what is to stand there; None for what stands there now."""


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


Finish = Callable[[Staged], Added]
"""Adds to a new tree what can only be made of the whole."""


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


@dataclass(kw_only=True)
class _Tree:
    """A tree that is filled. ``numbers`` gives and takes away the number that a file has in it, ``stands`` gives the
    one in the output; None where there is no such file. It is ``crowded`` while there may be things in the way.
    """

    output: Path
    stage: Path
    trees: Trees
    numbers: Callable[[str], int | None]
    stands: Callable[[str], int | None]
    crowded: Callable[[], bool]
    names: dict[str, str]
    folded: dict[str, str]
    written: list[str] = field(default_factory=list)
    linked: list[str] = field(default_factory=list)
    _folders: set[str] = field(default_factory=set)

    def put(self, name: str, content: bytes | None) -> None:
        """Have a file in the tree; one that did not change is the old one, by another link."""
        self._check(name)
        self.take(name, content)

    def take(self, name: str, content: bytes | None = None) -> None:
        """Have a file in the tree, whose name was checked."""
        number = self.numbers(name)
        present = f"{self.output}/{name}"
        same = content is None or equal(present, content)
        if same and number is not None and number == self.stands(name):
            return
        target, folder = f"{self.stage}/{name}", name.rpartition("/")[0]
        forget(self.trees.spare, name)
        if number is not None:
            os.unlink(target)  # never written over: the site that stands, or a reader of it, may have it
        elif folder not in self._folders or self.crowded():
            room(self.stage, Path(target))
            self._folders.add(folder)
        if same and link(present, target):
            self.linked.append(name)
            return
        with open(target, "xb") as file:
            file.write(Path(present).read_bytes() if content is None else content)
        self.written.append(name)

    def sweep(self, left: Iterable[str]) -> None:
        """Remove files that the tree is not to have."""
        for name in left:
            forget(self.trees.spare, name)
            sweep(self.stage, [name])

    def _check(self, name: str) -> None:
        """Refuse a path that could lead elsewhere, and one that a file system may take for another. One that was
        checked before is known as it is when its case does not count.
        """
        folded = self.trees.names.get(name)
        if folded is None:
            parts = name.split("/")
            unsafe = not name.isprintable() or "\\" in name or any(part in {"", ".", ".."} for part in parts)
            if unsafe or name == MARKER:
                raise PublishError(f"a page would have the path {name!r}")
            folded = name.casefold()
        other = self.folded.setdefault(folded, name)
        if other is not name:
            raise PublishError(
                f"two pages would have one path: {other} and {name}", hint="rename one of their subjects"
            )
        self.names[name] = folded


def staged(  # noqa: PLR0917 - each is of its own type
    output: Path,
    stage: Path,
    files: Iterable[File | Others],
    finish: Finish | None,
    spare: Path | None,
    trees: Trees,
) -> tuple[Published, bool]:
    """Make the new tree of the spare one. Tells too whether ``finish`` made anything.

    What is in it from before is the old site's too, or goes.
    """
    told = iter(files)
    first = next(told, None)
    known = trees.stand(output, spare)
    trees.pair = None
    if known and spare is not None and isinstance(first, Others):
        tree, gone = _followed(output, stage, first, told, spare, trees)
    else:
        tree, gone = _listed(output, stage, chain((first,) if first is not None else (), told), spare, trees)
    added = Added()
    if finish is not None:
        added = finish(Staged(tree=stage, before=output, changed=frozenset(gone.union(tree.written))))
        gone = {name for name in gone if not (added.folder and name.startswith(f"{added.folder}/"))}
        trees.spare.pop("", None)
        if added.folder:
            trees.filled.add(added.folder)
            for folder in [one for one in trees.spare if one.startswith(f"{added.folder}/")]:
                del trees.spare[folder]
    trees.names, trees.folded, trees.apart = tree.names, tree.folded, gone.union(tree.written)
    touched = frozenset((*tree.written, *tree.linked))
    kept = len(tree.names) - len(tree.written)
    return Published(written=len(tree.written), kept=kept, removed=len(gone), touched=touched), added.fresh


def _listed(
    output: Path, stage: Path, files: Iterable[File | Others], spare: Path | None, trees: Trees
) -> tuple[_Tree, set[str]]:
    """Fill a tree file by file. Tells too what is in the old site only."""
    left = begun(stage, spare, trees.spare)
    stands = listed(output, trees.output) if output.is_dir() else {}
    tree = _Tree(
        output=output,
        stage=stage,
        trees=trees,
        numbers=lambda name: left.pop(name, None),
        stands=stands.get,
        crowded=lambda: bool(left),
        names={},
        folded={},
    )
    trees.loose = set()
    for one in files:
        if isinstance(one, Others):
            for name in one.keys:
                tree.put(name, None)
        else:
            tree.put(*one)
            trees.loose.add(one[0])
    tree.sweep(left)
    return tree, stands.keys() - tree.names.keys()


def _followed(  # noqa: PLR0917 - as above
    output: Path, stage: Path, others: Others, files: Iterator[File | Others], spare: Path, trees: Trees
) -> tuple[_Tree, set[str]]:
    """Make of the spare tree what follows on the output: where they are apart, and where something new is given."""
    spare.rename(stage)
    for folder in trees.filled:
        shutil.rmtree(stage / folder, ignore_errors=True)
    dropped = (trees.loose - others.keys.keys()) | others.former
    for name in dropped:
        if (folded := trees.names.pop(name, None)) is not None:
            del trees.folded[folded]
    tree = _Tree(
        output=output,
        stage=stage,
        trees=trees,
        numbers=lambda name: _number(f"{stage}/{name}"),
        stands=lambda name: _number(f"{output}/{name}"),
        crowded=lambda: True,
        names=trees.names,
        folded=trees.folded,
    )
    trees.loose = set()
    for name, content in single(files):
        tree.put(name, content)
        trees.loose.add(name)
    apart = trees.apart - trees.loose
    for name in sorted(apart & tree.names.keys()):
        tree.take(name)
    tree.sweep(sorted((apart | dropped) - tree.names.keys()))
    return tree, dropped - tree.names.keys()


def _number(path: str) -> int | None:
    try:
        return os.lstat(path).st_ino
    except OSError:
        return None
