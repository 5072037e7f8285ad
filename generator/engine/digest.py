"""Digests of values: equal values have equal digests, in any process, on any day."""

import hashlib
import platform
import re
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

import msgspec

SIZE = 20
"""Bytes of a digest: 160 bits, far beyond chance."""

_ENCODER = msgspec.msgpack.Encoder(order="deterministic")


def encode(value: Any) -> bytes:  # noqa: ANN401 - any msgspec value
    """Give the canonical bytes of a msgspec value: mappings and sets in sorted order."""
    return _ENCODER.encode(value)


def digest(*parts: bytes) -> bytes:
    """Digest parts so that no two lists of parts run together: each is preceded by its length."""
    state = hashlib.blake2b(digest_size=SIZE)
    for part in parts:
        state.update(len(part).to_bytes(8, "little"))
        state.update(part)
    return state.digest()


def mark(values: Iterable[Any]) -> bytes:
    """Digest many values one after the other, without holding their bytes together."""
    state = hashlib.blake2b(digest_size=SIZE)
    for value in values:
        part = encode(value)
        state.update(len(part).to_bytes(8, "little"))
        state.update(part)
    return state.digest()


_PACKAGE = __name__.partition(".")[0]
_IMPORT = re.compile(
    rf"^[ \t]*(?:from ({_PACKAGE}(?:\.\w+)*) import (\([^)]*\)|[^\n(]+)|import ({_PACKAGE}(?:\.\w+)+))", re.MULTILINE
)
_QUOTED = re.compile(rb'"(?=([\w.-]+)")')
_COMMENT = re.compile(r"#[^\n]*")
_TYPES = re.compile(r"^if TYPE_CHECKING:\n(?:[ \t]+[^\n]*\n|\n)*", re.MULTILINE)  # imports that never run


@cache
def code(module: str) -> bytes:
    """Digest what a module of this package comes down to: all code that it imports, at any remove, and its knowledge.

    Results outlive the program that made them. With this in their keys an upgraded program, or one being edited, never
    takes the work of another version for its own. Of the files and folders in ``data``, and of the files that stand
    beside its modules, those count whose name stands in that code. Modules that cannot be read count as absent, and
    those of other packages are told by ``libraries``.
    """
    found = _reached(module)
    beside = {path.parent for name in found if (path := _file(name)) is not None}
    parts = [part for name in sorted(found) for part in (name.encode(), found[name])]
    named = frozenset[bytes]().union(*map(_quoted, found))
    known = (one for folder in (_folder() / "data", *beside) for one in _known(folder))
    for one in sorted(one for one in known if one.name.encode() in named):
        for file in sorted(one.iterdir()) if one.is_dir() else (one,):
            parts += (f"{one.name}/{file.name}".encode(), _bytes(file))
    return digest(*parts)


def _reached(module: str) -> dict[str, bytes]:
    """Give the code of a module and of all that it imports of this package, by the modules' names."""
    found: dict[str, bytes] = {}
    ahead = [module]
    while ahead:
        name = ahead.pop()
        file = _file(name)
        if name in found or file is None:
            continue
        found[name] = _bytes(file)
        ahead += _imported(name)
    return found


@cache
def _imported(module: str) -> tuple[str, ...]:
    """Name the modules of this package that one imports itself."""
    file = _file(module)
    found: list[str] = []
    for package, names, whole in _IMPORT.findall(_TYPES.sub("", _bytes(file).decode())) if file else ():
        if whole:
            found.append(whole)
            continue
        for one in _COMMENT.sub("", names).strip("()").split(","):
            inner = f"{package}.{one.split()[0]}" if one.strip() else package
            found.append(inner if _file(inner) else package)
    return tuple(found)


@cache
def _known(folder: Path) -> tuple[Path, ...]:
    """Give the files of a folder that are no code, and of that of knowledge the folders, too."""
    every = folder == _folder() / "data"
    return tuple(one for one in folder.iterdir() if one.suffix != ".py" and (every or one.is_file()))


@cache
def _quoted(module: str) -> frozenset[bytes]:
    """Give what stands between quotes in the code of a module and may name a file."""
    file = _file(module)
    return frozenset(_QUOTED.findall(_bytes(file))) if file else frozenset()


@cache
def _bytes(file: Path) -> bytes:
    return file.read_bytes()


@cache
def _file(module: str) -> Path | None:
    """Give the file of a module of this package, or None where there is none."""
    top, *rest = module.split(".")
    if top != _PACKAGE:
        return None
    path = _folder().joinpath(*rest)
    return next((one for one in (path.with_suffix(".py"), path / "__init__.py") if one.is_file()), None)


def _folder() -> Path:
    return Path(__file__).parent.parent


@cache
def contents(folder: Path, *names: str) -> bytes:
    """Digest the code and data of ``names`` (files or folders) in ``folder``; what cannot be read counts as absent."""
    starts = [folder / name for name in names]
    found = [file for start in starts for file in (sorted(start.rglob("*")) if start.is_dir() else [start])]
    wanted = (one for one in found if one.suffix in {".py", ".yaml", ".txt", ".json", ".md"} and one.is_file())
    return digest(*(part for one in wanted for part in (one.relative_to(folder).as_posix().encode(), one.read_bytes())))


@cache
def libraries(distribution: str) -> bytes:
    """Digest the versions of Python and of what ``distribution`` requires: another spaCy may read otherwise."""
    told = [platform.python_version().encode()]
    try:
        wanted = requires(distribution) or []
    except PackageNotFoundError:  # run from a folder without being installed
        wanted = []
    for name in sorted({re.split(r"[^A-Za-z0-9_.-]", one)[0] for one in wanted}):
        try:
            told.append(f"{name} {version(name)}".encode())
        except PackageNotFoundError:
            continue
    return digest(*told)


@cache
def program() -> bytes:
    """Digest this package as a whole, and the libraries: for what hangs on all of it."""
    return digest(contents(_folder(), ""), libraries("briefbook"))
