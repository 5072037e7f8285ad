"""The readers by suffix. A new kind of source is one more entry here, and a file beside this one."""

from collections.abc import Callable
from dataclasses import dataclass

from generator.read import front, markdown, text
from generator.read.draft import Draft


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Reads sources whose names end in one of ``suffixes``; ``read(decoded text, path)`` makes a draft."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[str, str], Draft]


def _text(source: str, path: str) -> Draft:
    return front.applied(source, path, text.read, loose=True)


def _markdown(source: str, path: str) -> Draft:
    return front.applied(source, path, markdown.read)


READERS: tuple[Reader, ...] = (
    Reader(name="text", suffixes=(".txt", ".text"), read=_text),
    Reader(name="markdown", suffixes=(".md", ".markdown"), read=_markdown),
)
SUFFIXES = tuple(suffix for reader in READERS for suffix in reader.suffixes)


def reader_of(path: str) -> Callable[[str, str], Draft]:
    """Give the reader of a path; text where none claims it."""
    lower = path.lower()
    return next((one.read for one in READERS if lower.endswith(one.suffixes)), _text)
