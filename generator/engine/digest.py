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


@cache
def code(folder: Path, *names: str) -> bytes:
    """Digest the files of ``names`` (files or folders) in ``folder``: code and knowledge that results depend on.

    Results outlive the program that made them. With this in their keys an upgraded program, or one being edited, never
    takes the work of another version for its own. Files that cannot be read count as absent.
    """
    state = hashlib.blake2b(digest_size=SIZE)
    for name in names:
        start = folder / name
        files = sorted(start.rglob("*")) if start.is_dir() else [start]
        for file in files:
            if file.suffix not in {".py", ".yaml", ".txt", ".json"} or not file.is_file():
                continue
            content = file.read_bytes()
            for part in (file.relative_to(folder).as_posix().encode(), content):
                state.update(len(part).to_bytes(8, "little"))
                state.update(part)
    return state.digest()


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
