"""What a sentence leans on, read once from ``generator/data/standing.yaml``."""

import re
from functools import cache
from importlib.resources import files

from generator.safe import yaml

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")

Word = tuple[int, int, str]
"""Start, end and plain form of a word."""


@cache
def _knowledge() -> dict[str, frozenset[str]]:
    value = yaml.load(
        (files("generator") / "data" / "standing.yaml").read_bytes(), "generator/data/standing.yaml"
    ).value
    if not isinstance(value, dict):
        raise TypeError("generator/data/standing.yaml is no mapping")
    return {
        name: frozenset(word for word in group if isinstance(word, str))
        for name, group in value.items()
        if isinstance(group, list)
    }


def group(name: str) -> frozenset[str]:
    """Give one list of words."""
    return _knowledge()[name]


@cache
def groups(*names: str) -> frozenset[str]:
    """Give several lists of words as one."""
    return frozenset().union(*map(group, names))


@cache
def opening(name: str) -> dict[str, tuple[int, ...]]:
    """Give how many words those entries of a list have that open with a word, the longest first."""
    lengths: dict[str, set[int]] = {}
    for entry in group(name):
        first, *rest = entry.split()
        lengths.setdefault(first, set()).add(1 + len(rest))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


def words(text: str) -> list[Word]:
    """Give start, end and plain form of each word."""
    plain = text.lower()
    if len(plain) != len(text):  # a few letters are two in lower case, and would move what follows
        plain = "".join([letter.lower()[0] for letter in text])
    found = [(m.start(), m.end(), m[0]) for m in _WORD.finditer(plain)]
    if "’" in plain or "." in plain[:-1]:
        return [(start, end, word.replace("’", "'").replace(".", "")) for start, end, word in found]
    return found
