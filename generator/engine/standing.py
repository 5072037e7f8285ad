"""A finished run as one remembered value: while all that it read and wrote stands as it was, so does what it told.

Nothing is read again to know this: the marks of files (size, times, number) are compared, as version control does. The
time of a file's last change is set by the system and by nobody else, so equal marks mean equal content but for a file
that changed twice within one tick of the file system's clock: a run is therefore not remembered if something that it
read had changed just before. Only the standard library is imported here: this is all that an idle run needs.

Where folders too have the marks that they had, the same files are in them, and each need only be looked at. Where a
folder has another (a file came and went), it is listed, and only its files count.
"""

import json
import os
import sys
from array import array
from collections.abc import Iterable
from contextlib import chdir, suppress
from hashlib import blake2b
from pathlib import Path
from stat import S_ISDIR, S_ISLNK
from typing import Any, NamedTuple

NAME = "standing"
VERSION = 3

_TICK = 50_000_000
"""Nanoseconds that surely span one tick of a file system's clock ..."""
_COARSE = 2_500_000_000
"""... and of one that counts in whole or even seconds."""

_NOTHING = (0, 0, 0, 0)
"""The mark of what is not there."""
_WIDTH, _CHANGED = 4, 2
"""How many numbers a mark has, and which of them tells when anything changed."""
_NUMBER = 0x7FFFFFFFFFFFFFFF
"""What is taken of a file's number: an array has no room for a sign more."""

Told = dict[str, Any]
"""What a run told, as JSON has it."""

Tree = tuple[int, int]
"""A folder's number and the time of its last change: no other folder that takes its name has both."""


class Place(NamedTuple):
    """A file or folder; of a folder all that is in it at any depth, but for ``without`` and, unless wanted, ``hidden``
    names, which begin with a dot. Of a folder of ``code``, what Python compiled is not a part.
    """

    path: Path
    without: tuple[Path, ...] = ()
    hidden: bool = False
    code: bool = False


class _Seen(NamedTuple):
    """Paths, and their marks one after the other."""

    paths: list[str]
    marks: "array[int]"


class Look(NamedTuple):
    """What a look at some places found.

    ``marks`` is a digest of all files' marks, ``whole`` one of those of files and folders alike, which ``paths`` are;
    it is empty where that is not enough to tell that nothing changed. ``newest`` tells when the newest file changed,
    and ``latest`` the newest folder, in nanoseconds.
    """

    marks: str
    whole: str
    paths: list[str]
    newest: int
    latest: int


class Standing(NamedTuple):
    """The marks of a run's inputs, taken before it read them."""

    folder: Path
    calls: tuple[str, ...]
    inputs: tuple[Place, ...]
    look: Look
    settled: bool

    @classmethod
    def before(cls, folder: Path, calls: Iterable[str], inputs: Iterable[Place]) -> "Standing":
        """Take the marks. ``calls`` say all else that the run depends on, each in its way; it is remembered in
        ``folder``.
        """
        kept = tuple(inputs)
        with suppress(OSError):
            (folder / NAME).unlink()
        look, now = _look(kept), settled(folder)
        if look.latest >= now:
            look = look._replace(whole="")
        return cls(folder=folder, calls=tuple(calls), inputs=kept, look=look, settled=look.newest < now)

    def keep(self, output: Path, tree: Tree, told: Told) -> None:
        """Remember the run; where that cannot be done, the next one does its work again.

        ``tree`` tells the output that this run published. Another run may have put its own there since, made from
        other inputs: that one must not stand for this.
        """
        made = _look([Place(path=output, hidden=True)])
        if not self.settled or tree_of(output) != tree:
            return
        top = str(self.folder.parent)
        value = {
            "version": VERSION,
            "program": _program(),
            "calls": self.calls,
            "top": top,
            "inputs": [[str(one.path), [str(path) for path in one.without]] for one in self.inputs],
            "output": str(output),
            "marks": [self.look.marks, made.marks],
            "whole": [self.look.whole, made.whole],
            "paths": len(self.look.paths),
            "told": told,
        }
        below = top + os.sep
        paths = "\0".join(path.removeprefix(below) for path in (*self.look.paths, *made.paths))
        beside = self.folder / f"{NAME}.new"
        with suppress(OSError):
            beside.write_bytes(json.dumps(value).encode() + b"\n" + os.fsencode(paths))
            beside.replace(self.folder / NAME)


def recall(folder: Path, call: str) -> Told | None:
    """Give what the last run of this call told, if nothing that it read or wrote has changed since, else None."""
    try:
        head, _, paths = (folder / NAME).read_bytes().partition(b"\n")
        value = json.loads(head)
        if value["version"] != VERSION or call not in value["calls"]:
            return None
        if value["program"] != _program() or not (_as_they_were(value, paths.split(b"\0")) or _alike(value)):
            with suppress(OSError):
                (folder / NAME).unlink()  # marks that have changed once never come back
            return None
        told = value["told"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def _as_they_were(value: Told, paths: list[bytes]) -> bool:
    """Tell whether all files and folders have the marks that they had, without listing any folder.

    They are looked at from the folder that most of them are in: to find each from the root costs a seventh more.
    """
    inputs, output = paths[: value["paths"]], paths[value["paths"] :]
    known = tuple(map(str, value["whole"]))
    with chdir(value["top"]):
        return all(known) and (_whole(inputs), _whole(output)) == known


def _alike(value: Told) -> bool:
    """Tell whether the same files have the marks that they had, whatever became of folders."""
    inputs = [Place(path=Path(path), without=tuple(map(Path, without))) for path, without in value["inputs"]]
    output = Place(path=Path(value["output"]), hidden=True)
    return (_look(inputs).marks, _look([output]).marks) == tuple(map(str, value["marks"]))


def tree_of(folder: Path) -> Tree:
    """Tell which folder has this name now; raises OSError where there is none."""
    status = folder.lstat()
    return (status.st_ino, status.st_ctime_ns)


def _look(places: Iterable[Place]) -> Look:
    """Look at all files of some places, and at the folders that they are in; what cannot be looked at is not there."""
    files, folders = _Seen([], array("q")), _Seen([], array("q"))
    sure = True
    for place in places:
        top = str(place.path)
        try:
            status = os.lstat(top)
            if S_ISLNK(status.st_mode):
                sure = False  # what it leads to may change while it does not
                status = os.stat(top)  # noqa: PTH116 - as the others
        except OSError:
            files.paths.append(top)
            files.marks.extend(_NOTHING)
            continue
        seen = folders if S_ISDIR(status.st_mode) else files
        seen.paths.append(top)
        seen.marks.extend(_mark(status))
        if seen is folders:
            _look_into(place, files, folders)
    marks = files.marks.tobytes()
    return Look(
        marks=_digest(os.fsencode("\0".join(files.paths)), marks),
        whole=_digest(marks + folders.marks.tobytes()) if sure else "",
        paths=files.paths + folders.paths,
        newest=max(files.marks[_CHANGED::_WIDTH], default=0),
        latest=max(folders.marks[_CHANGED::_WIDTH], default=0),
    )


def _look_into(place: Place, files: _Seen, folders: _Seen) -> None:
    """Look at all that is in a folder, in one order."""
    without = frozenset(map(str, place.without))
    hidden, code = place.hidden, place.code
    ahead = [str(place.path)]
    while ahead:
        folder = ahead.pop()
        try:
            with os.scandir(folder) as entries:
                found = sorted(entries, key=_name)
        except OSError:
            continue
        for entry in found:
            path, name = entry.path, entry.name
            if path in without or (name[0] == "." and not hidden) or (code and name == "__pycache__"):
                continue
            try:
                status = entry.stat(follow_symlinks=False)
            except OSError:
                continue
            seen = files
            if S_ISDIR(status.st_mode):
                seen = folders  # its mark is taken before it is listed: a later change shows
                ahead.append(path)
            seen.paths.append(path)
            seen.marks.extend(_mark(status))


def _whole(paths: Iterable[bytes]) -> str:
    """Digest the marks of files and folders as they are now."""
    marks = array("q")
    look, add = os.lstat, marks.extend
    for path in paths:
        try:
            one = look(path)
        except OSError:
            add(_NOTHING)
            continue
        # As _mark has it: at ten thousand articles a call for each costs a tenth of the whole.
        add((one.st_size, one.st_mtime_ns, one.st_ctime_ns, one.st_ino & _NUMBER))
    return _digest(marks.tobytes())


def _mark(status: os.stat_result) -> tuple[int, int, int, int]:
    """Give what tells one state of a file from another: its size, when it and anything of it changed, its number."""
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino & _NUMBER)


def _digest(*parts: bytes) -> str:
    state = blake2b(digest_size=20)
    for part in parts:
        state.update(len(part).to_bytes(8, "little"))
        state.update(part)
    return state.hexdigest()


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def settled(folder: Path) -> int:
    """Give the file system's own time in ``folder``, less its tick: what changed before it cannot change unseen, and
    what changed later can. 0 where that cannot be told.
    """
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
    return f"{sys.version} {times} {_look([package]).marks}"
