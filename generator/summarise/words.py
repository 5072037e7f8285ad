"""What a sentence leans on, read once from ``generator/data/standing.yaml``."""

import re
from functools import cache
from importlib.resources import files

from generator.safe import yaml

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")


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
def longest(name: str) -> int:
    """Give how many words the longest entry of a list has."""
    return max(len(entry.split()) for entry in group(name))


def words(text: str) -> list[tuple[int, int, str]]:
    """Give start, end and plain form of each word."""
    return [(m.start(), m.end(), m.group().lower().replace("’", "'").replace(".", "")) for m in _WORD.finditer(text)]
