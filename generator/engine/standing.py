"""A finished run as one remembered value: while all that it read and wrote stands as it was, so does what it told.

Nothing is read again to know this: the marks of files (size, times, number) are compared, as version control does. The
time of a file's last change is set by the system and by nobody else, so equal marks mean equal content but for a file
that changed twice within one tick of the file system's clock: a run is therefore not remembered if something that it
read had changed just before. Only the standard library is imported here: this is all that an idle run needs.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

NAME = "standing.json"
VERSION = 1

_TICK = 50_000_000
"""Nanoseconds that surely span one tick of a file system's clock ..."""
_COARSE = 2_500_000_000
"""... and of one that counts in whole or even seconds."""

Told = dict[str, Any]
"""What a run told, as JSON has it."""

Tree = tuple[int, int]
"""A folder's number and the time of its last change: no other folder that takes its name has both."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """A file or folder; of a folder all that is in it at any depth, but for ``without`` and, unless wanted, ``hidden``
    names, which begin with a dot. Of a folder of ``code``, what Python compiled is not a part.
    """

    path: Path
    without: tuple[Path, ...] = ()
    hidden: bool = False
    code: bool = False


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The marks of a run's inputs, taken before it read them."""

    folder: Path
    call: str
    inputs: tuple[Place, ...]
    marks: str
    settled: bool

    @classmethod
    def before(cls, folder: Path, call: str, inputs: Iterable[Place]) -> "Standing":
        """Take the marks. ``call`` says all else that the run depends on; it is remembered in ``folder``."""
        kept = tuple(inputs)
        with suppress(OSError):
            (folder / NAME).unlink()
        marks, newest = _marks(kept)
        return cls(folder=folder, call=call, inputs=kept, marks=marks, settled=newest < _now(folder))

    def keep(self, output: Path, tree: Tree, told: Told) -> None:
        """Remember the run; where that cannot be done, the next one does its work again.

        ``tree`` tells the output that this run published. Another run may have put its own there since, made from
        other inputs: that one must not stand for this.
        """
        marks = _marks([Place(path=output, hidden=True)])[0]
        if not self.settled or tree_of(output) != tree:
            return
        value = {
            "version": VERSION,
            "program": _program(),
            "call": self.call,
            "inputs": [[str(one.path), [str(path) for path in one.without]] for one in self.inputs],
            "output": str(output),
            "marks": [self.marks, marks],
            "told": told,
        }
        beside = self.folder / f"{NAME}.new"
        with suppress(OSError):
            beside.write_text(json.dumps(value), encoding="utf-8")
            beside.replace(self.folder / NAME)


def recall(folder: Path, call: str) -> Told | None:
    """Give what the last run of this call told, if nothing that it read or wrote has changed since, else None."""
    try:
        value = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if (value["version"], value["call"], value["program"]) != (VERSION, call, _program()):
            return None
        inputs = [Place(path=Path(path), without=tuple(map(Path, without))) for path, without in value["inputs"]]
        if [_marks(inputs)[0], _marks([Place(path=Path(value["output"]), hidden=True)])[0]] != value["marks"]:
            return None
        told = value["told"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def tree_of(folder: Path) -> Tree:
    """Tell which folder has this name now; raises OSError where there is none."""
    status = folder.lstat()
    return (status.st_ino, status.st_ctime_ns)


def _marks(places: Iterable[Place]) -> tuple[str, int]:
    """Digest the marks of all files; also give when the newest of them changed, in nanoseconds."""
    state, newest = blake2b(digest_size=20), 0
    for place in places:
        path = str(place.path)
        kind = "folder" if os.path.isdir(path) else "file" if os.path.lexists(path) else "nothing"  # noqa: PTH112
        state.update(f"\n{kind} {path}\n".encode("utf-8", "surrogateescape"))
        for file, status in _files(place):
            newest = max(newest, status.st_ctime_ns)
            mark = (status.st_mode, status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
            state.update(f"{file}\0{mark}\n".encode("utf-8", "surrogateescape"))
    return state.hexdigest(), newest


def _files(place: Place) -> Iterator[tuple[str, os.stat_result]]:
    """Give a file, or all files below a folder, in one order; what cannot be looked at is not there."""
    without = frozenset(map(str, place.without))
    folders = [str(place.path)]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as entries:
                found = sorted(entries, key=lambda entry: entry.name)
            for entry in found:
                if entry.path in without or (entry.name[0] == "." and not place.hidden):
                    continue
                if place.code and entry.name == "__pycache__":
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
                else:
                    yield entry.path, entry.stat(follow_symlinks=False)
        except NotADirectoryError:
            yield folder, os.stat(folder)  # noqa: PTH116 - as the others
        except OSError:
            continue


def _now(folder: Path) -> int:
    """Give the file system's own time, less its tick: what changed before it cannot change unseen."""
    probe = folder / f"{NAME}.new"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        now = probe.stat().st_ctime_ns
    except OSError:
        return 0
    return now - (_TICK if now % 1_000_000_000 else _COARSE)


def _program() -> str:
    """Digest the marks of this package, and of the folders that hold installed ones."""
    package = Place(path=Path(__file__).parent.parent, code=True)
    installed = sorted(path for path in sys.path if path.endswith(("site-packages", "dist-packages")))
    times = []
    for path in installed:
        with suppress(OSError):
            times.append((path, Path(path).stat().st_mtime_ns))
    return f"{sys.version} {times} {_marks([package])[0]}"
